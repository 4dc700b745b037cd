"""A computation graph as text: from each output down to the variables, every shared node written out once."""

from __future__ import annotations

from symdiff.render.line import line
from symdiff.views.drawing import Drawing, DrawnNode

GAP = 3


def to_text(drawing: Drawing) -> str:
    """A drawing as indented text; in brackets stands the local derivative on the edge.

    A node that was written out before is marked with an arrow upwards.
    """
    operands: dict[int, list[tuple[int, str]]] = {}
    used: set[int] = set()
    for edge in drawing.edges:
        operands.setdefault(edge.end, []).append((edge.start, line(edge.label)))
        used.add(edge.start)
    rows: list[tuple[str, DrawnNode | None]] = []
    seen: set[int] = set()
    roots = [place for place, node in enumerate(drawing.nodes) if node.kind == "output"]
    stack: list[tuple[int, str, str, str]] = [(root, "", "", "") for root in reversed(roots)]
    while stack:
        place, lead, below, slope = stack.pop()
        node = drawing.nodes[place]
        again = place in seen and place in operands
        label = line(node.name if again else node.label) + (" ↑" if again else "")
        rows.append((f"{lead}{f'[{slope}] ' if slope else ''}{label}", None if again else node))
        if again:
            continue
        seen.add(place)
        inner = operands.get(place, [])
        for number, (start, label) in reversed(list(enumerate(inner))):
            last = number == len(inner) - 1
            stack.append((start, below + ("└── " if last else "├── "), below + ("    " if last else "│   "), label))
    return "\n".join(_with_numbers(rows)) + "\n"


def _with_numbers(rows: list[tuple[str, DrawnNode | None]]) -> list[str]:
    """Values and adjoints in a column beside the nodes, where there are any."""
    column = max((len(text) for text, _ in rows), default=0) + GAP
    lines = []
    for text, node in rows:
        numbers = () if node is None else (f"{noun} {number}" for noun, number in node.numbers)
        lines.append(f"{text:<{column}}{', '.join(numbers)}".rstrip())
    return lines
