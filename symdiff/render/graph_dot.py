"""A computation graph in DOT, the language of Graphviz."""

from __future__ import annotations

from symdiff.render.line import line
from symdiff.views.drawing import Drawing, DrawnNode

SHAPES = {"variable": "ellipse", "operation": "box", "output": "box"}


def to_dot(drawing: Drawing) -> str:
    """A drawing as a DOT file."""
    lines = ["digraph computation {", "  rankdir=LR;", '  node [fontname="serif", style=rounded];', '  edge [fontname="serif"];']
    for place, node in enumerate(drawing.nodes):
        bold = ", penwidth=2" if node.kind == "output" else ""
        lines.append(f'  n{place} [label="{_label(node)}", shape={SHAPES[node.kind]}{bold}];')
    lines += [f'  n{edge.start} -> n{edge.end} [label="{_escaped(line(edge.label))}"];' for edge in drawing.edges]
    return "\n".join([*lines, "}"]) + "\n"


def _label(node: DrawnNode) -> str:
    rows = [line(node.label), *(f"{noun} {number}" for noun, number in node.numbers)]
    return "\\n".join(map(_escaped, rows))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
