r"""A computation graph as a TikZ picture for LaTeX; it needs ``\usepackage{tikz}``."""

from __future__ import annotations

from collections.abc import Sequence

from symdiff.notation import Box
from symdiff.render.graph_svg import LONGEST_EDGE, LONGEST_NODE, Placed, label_places, placed
from symdiff.render.latex import latex
from symdiff.render.layered import Curve, Position
from symdiff.render.line import line
from symdiff.views.drawing import Drawing, DrawnNode

# Points on paper for a unit of the picture, and the width and height of a page's text, to which larger pictures are scaled.
UNIT = 0.62
WIDEST = 450.0
HIGHEST = 600.0


def to_tikz(drawing: Drawing) -> str:
    """A drawing as a ``tikzpicture`` that fits on a page, from left to right or, where that is larger, from top to bottom."""
    found, scale = max(((each, _scale(each)) for each in (placed(drawing), placed(drawing, "down"))), key=lambda pair: pair[1])
    shrunk = f"scale={scale:.3f}, transform shape, " if scale < 1 else ""
    rows = [rf"\begin{{tikzpicture}}[{shrunk}x={UNIT}pt, y=-{UNIT}pt, >=latex, font=\footnotesize]"]
    rows += [rf"\draw[->, gray] {_curve(route)};" for route in found.layout.routes]
    for node, (wide, high), centre in zip(drawing.nodes, found.sizes, found.layout.centres, strict=True):
        frame = f"draw, rounded corners=3pt, fill={FILLS[node.kind]}, align=center, inner sep=0pt"
        size = f"minimum width={wide * UNIT:.1f}pt, minimum height={high * UNIT:.1f}pt"
        rows.append(rf"\node[{frame}, {size}] at {_at(centre)} {{{_label(node)}}};")
    for edge, point in zip(drawing.edges, label_places(found), strict=True):
        shown = edge.label if len(line(edge.label)) <= LONGEST_EDGE else edge.short
        rows.append(rf"\node[fill=white, inner sep=1pt, font=\scriptsize] at {_at(point)} {{${_flat(shown)}$}};")
    return "\n".join([*rows, r"\end{tikzpicture}"])


def _scale(found: Placed) -> float:
    """By how much a picture must be made smaller to fit on a page."""
    layout = found.layout
    return min(1.0, WIDEST / max(layout.width * UNIT, 1.0), HIGHEST / max(layout.height * UNIT, 1.0))


FILLS = {"variable": "blue!8", "operation": "black!3", "output": "green!10"}


def _at(point: Position) -> str:
    return f"({point[0]:.1f},{point[1]:.1f})"


def _curve(route: Sequence[Curve]) -> str:
    pieces = [_at(route[0][0])]
    pieces += [f".. controls {_at(first)} and {_at(second)} .. {_at(end)}" for _, first, second, end in route]
    return " ".join(pieces)


def _flat(box: Box) -> str:
    return latex(box).replace(r"\frac", r"\tfrac")


def _label(node: DrawnNode) -> str:
    shown = node.label if len(line(node.label)) <= LONGEST_NODE else node.short
    rows = [f"${_flat(shown)}$"]
    rows += [
        rf"\scriptsize\color{{{'blue!60!black' if noun == 'value' else 'red!70!black'}}}{noun} ${number.replace('−', '-')}$"
        for noun, number in node.numbers
    ]
    return r"\\".join(rows)
