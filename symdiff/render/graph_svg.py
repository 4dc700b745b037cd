"""A computation graph as an SVG picture, readable in light and in dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from symdiff.notation import Box
from symdiff.render.layered import Curve, Layout, Position, layered
from symdiff.render.line import line
from symdiff.render.svg_text import Run, runs, spans, width
from symdiff.views.drawing import Drawing, DrawnEdge, DrawnNode

FONT = 15.0
SMALL = 12.5
LINE = 19.0
PADDING = 11.0
MARGIN = 16.0
ROOM_BELOW = 40.0

Direction = Literal["right", "down"]

# Longer labels give way to short ones, in characters.
LONGEST_NODE = 34
LONGEST_EDGE = 12

STYLE = """
.sd-graph { --ink: #1b1f24; --edge: #57606a; --paper: #ffffff; --variable: #ddf4ff; --operation: #f6f8fa; --output: #dafbe1;
  --frame: #8c959f; --value: #0550ae; --adjoint: #a40e26;
  font-family: "STIX Two Text", Cambria, "Times New Roman", "Liberation Serif", serif; }
.sd-graph text { fill: var(--ink); }
.sd-graph .i { font-style: italic; }
.sd-graph rect { stroke: var(--frame); stroke-width: 1.2; }
.sd-graph .variable rect { fill: var(--variable); }
.sd-graph .operation rect { fill: var(--operation); }
.sd-graph .output rect { fill: var(--output); stroke-width: 2; }
.sd-graph path { fill: none; stroke: var(--edge); stroke-width: 1.2; }
.sd-graph marker path { fill: var(--edge); stroke: none; }
.sd-graph .value { fill: var(--value); }
.sd-graph .adjoint, .sd-graph .tangent { fill: var(--adjoint); }
.sd-graph .paper { fill: var(--paper); stroke: none; }
@media (prefers-color-scheme: dark) {
  .sd-graph { --ink: #e6edf3; --edge: #9198a1; --paper: #0d1117; --variable: #0c2d4d; --operation: #1f252d; --output: #12361f;
    --frame: #656c76; --value: #79c0ff; --adjoint: #ff9492; }
}
"""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A drawing with everything in its place.

    Attributes:
        labels: what stands in each node, line by line, each with its class.
        sizes: the size of each node.
        slopes: what stands on each edge.
        layout: where the nodes and edges go.
        ends: the start and end of each edge.
    """

    labels: tuple[tuple[tuple[tuple[Run, ...], str], ...], ...]
    sizes: tuple[Position, ...]
    slopes: tuple[tuple[Run, ...], ...]
    layout: Layout
    ends: tuple[tuple[int, int], ...]


def placed(drawing: Drawing, direction: Direction = "right") -> Placed:
    """Choose the labels of a drawing and place it.

    Parameters:
        drawing: what to draw.
        direction: where the edges lead, ``right`` or ``down``.
    """
    labels = tuple(tuple((runs(text), kind) for text, kind in _node_lines(node)) for node in drawing.nodes)
    sizes = tuple(_size(lines) for lines in labels)
    slopes = tuple(runs(_edge_label(edge)) for edge in drawing.edges)
    edges = tuple((edge.start, edge.end) for edge in drawing.edges)
    if direction == "down":
        turned = [(high, wide) for wide, high in sizes]
        return Placed(labels, sizes, slopes, layered(turned, edges, [ROOM_BELOW] * len(edges)).downwards(), edges)
    gaps = [width(slope, SMALL) + 44 for slope in slopes]
    return Placed(labels, sizes, slopes, layered(sizes, edges, gaps), edges)


def _node_lines(node: DrawnNode) -> Iterator[tuple[Box | str, str]]:
    yield (node.label if len(line(node.label)) <= LONGEST_NODE else node.short), ""
    for noun, number in node.numbers:
        yield f"{noun} {number}", noun


def _edge_label(edge: DrawnEdge) -> Box:
    return edge.label if len(line(edge.label)) <= LONGEST_EDGE else edge.short


def _size(lines: Sequence[tuple[tuple[Run, ...], str]]) -> Position:
    widths = [width(text, SMALL if kind else FONT) for text, kind in lines]
    return max(max(widths) + 2 * PADDING, 34.0), LINE * len(lines) + PADDING


def to_svg(drawing: Drawing) -> str:
    """A drawing as an SVG picture that stands by itself or in a page."""
    found = placed(drawing)
    layout = found.layout
    across, down = layout.width + 2 * MARGIN, layout.height + 2 * MARGIN + SMALL
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="sd-graph" width="{across:.0f}" height="{down:.0f}" '
        f'viewBox="{-MARGIN:g} {-MARGIN - SMALL / 2:g} {across:.1f} {down:.1f}" role="img" aria-label="computation graph">',
        f"<style>{STYLE}</style>",
        '<defs><marker id="sd-arrow" viewBox="0 0 8 8" refX="7.5" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0,0.8 L8,4 L0,7.2 z"/></marker></defs>',
        f'<rect class="paper" x="{-MARGIN:g}" y="{-MARGIN - SMALL / 2:g}" width="{across:.1f}" height="{down:.1f}"/>',
        *(f'<path d="{_path(route)}" marker-end="url(#sd-arrow)"/>' for route in layout.routes),
        *_nodes(drawing, found),
        *_slopes(found),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _path(route: Sequence[Curve]) -> str:
    pieces = [f"M{_at(route[0][0])}"]
    pieces += [f"C{_at(first)} {_at(second)} {_at(end)}" for _, first, second, end in route]
    return " ".join(pieces)


def _at(point: Position) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"


def _nodes(drawing: Drawing, found: Placed) -> Iterator[str]:
    for node, lines, (wide, high), (x, y) in zip(
        drawing.nodes, found.labels, found.sizes, found.layout.centres, strict=True
    ):
        corner = high / 2 if node.kind == "variable" and len(lines) == 1 else 7
        frame = f'x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        yield f'<g class="{node.kind}">'
        yield f'<rect {frame} rx="{corner:.1f}"/>'
        top = y - LINE * (len(lines) - 1) / 2
        for place, (text, kind) in enumerate(lines):
            yield _text(text, x, top + place * LINE + FONT * 0.34, kind, SMALL if kind else FONT)
        yield "</g>"


def _text(text: tuple[Run, ...], x: float, y: float, kind: str, size: float) -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="middle">{spans(text, size)}</text>'


def _slopes(found: Placed) -> Iterator[str]:
    places = label_places(found)
    for text, point in zip(found.slopes, places, strict=True):
        left, top, right, bottom = _around(point, width(text, SMALL))
        size = f'width="{right - left:.1f}" height="{bottom - top:.1f}"'
        yield f'<rect class="paper" x="{left:.1f}" y="{top:.1f}" {size} rx="4"/>'
    for text, (x, y) in zip(found.slopes, places, strict=True):
        yield _text(text, x, y + SMALL * 0.34, "slope", SMALL)


# Where on an edge a label may stand, in the order of preference, and how much of an edge it may take to be put near an end.
MIDDLE = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
NARROW = 0.45

Rectangle = tuple[float, float, float, float]


def label_places(found: Placed) -> list[Position]:
    """Where the label of each edge goes: on the edge, clear of nodes and of the labels before it.

    It stands near the end at which fewer edges meet.
    """
    taken: list[Rectangle] = [
        (x - wide / 2 - 3, y - high / 2, x + wide / 2 + 3, y + high / 2)
        for (wide, high), (x, y) in zip(found.sizes, found.layout.centres, strict=True)
    ]
    leaving, arriving = (Counter(route[end] for route in found.ends) for end in (0, 1))
    places: list[Position] = []
    for text, route, (start, end) in zip(found.slopes, found.layout.routes, found.ends, strict=True):
        wide = width(text, SMALL)
        narrow = wide < NARROW * (route[-1][3][0] - route[-1][0][0])
        candidates = list(_along(route, _preferred(leaving[start], arriving[end]) if narrow else MIDDLE))
        overlaps = [_overlap(_around(point, wide), taken) for point in candidates]
        point = candidates[overlaps.index(min(overlaps))]
        taken.append(_around(point, wide))
        places.append(point)
    return places


def _preferred(leaving: int, arriving: int) -> tuple[float, ...]:
    if leaving > arriving:
        return (0.72, 0.66, 0.78, 0.6, *MIDDLE)
    return (0.28, 0.34, 0.22, 0.4, *MIDDLE) if arriving > leaving else MIDDLE


def _around(point: Position, wide: float) -> Rectangle:
    x, y = point
    return x - wide / 2 - 2, y - SMALL * 0.62, x + wide / 2 + 2, y + SMALL * 0.62


def _along(route: Sequence[Curve], parts: Sequence[float]) -> Iterator[Position]:
    """Points of an edge: of its first piece where they are wanted near the start, else of its last."""
    for curve in route[::2] if parts[0] < 0.5 else route[::-2]:
        for part in parts:
            yield _on_curve(curve, part)


def _on_curve(curve: Curve, part: float) -> Position:
    rest = 1 - part
    weights = (rest**3, 3 * rest**2 * part, 3 * rest * part**2, part**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _overlap(rectangle: Rectangle, others: Iterable[Rectangle]) -> float:
    left, top, right, bottom = rectangle
    total = 0.0
    for other_left, other_top, other_right, other_bottom in others:
        across = min(right, other_right) - max(left, other_left)
        down = min(bottom, other_bottom) - max(top, other_top)
        if across > 0 and down > 0:
            total += across * down
    return total
