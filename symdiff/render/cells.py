"""Rectangles of characters, and how they are put together: beside and above each other, in brackets, under a root."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from symdiff.render.segments import Segment


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A rectangle of characters around a baseline.

    Attributes:
        width: how many columns it takes.
        above, below: how many lines it takes above and below its baseline.
        own: characters of its own: line (counted downwards from the baseline), column, characters.
        inner: the cells in it: line and column of their baseline's left end.
        mark: the role of a highlight around it.
        barred: whether it is a fraction, with a bar as wide as itself.
    """

    width: int
    above: int = 0
    below: int = 0
    own: tuple[tuple[int, int, Segment], ...] = ()
    inner: tuple[tuple[int, int, Cell], ...] = ()
    mark: str = ""
    barred: bool = False

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return self.above + 1 + self.below


def written(*segments: Segment) -> Cell:
    """One line of characters."""
    own: list[tuple[int, int, Segment]] = []
    at = 0
    for segment in segments:
        if segment.text:
            own.append((0, at, segment))
            at += len(segment.text)
    return Cell(at, own=tuple(own))


GAP = written(Segment(" "))


def beside(*cells: Cell) -> Cell:
    """Cells side by side on one baseline."""
    placed: list[tuple[int, int, Cell]] = []
    at = above = below = 0
    for cell in cells:
        placed.append((0, at, cell))
        at += cell.width
        above, below = max(above, cell.above), max(below, cell.below)
    return Cell(at, above, below, inner=tuple(placed))


def marked(cell: Cell, role: str) -> Cell:
    """A cell with all its characters in one role."""
    return Cell(cell.width, cell.above, cell.below, inner=((0, 0, cell),), mark=role, barred=cell.barred)


def fraction(over: Cell, under: Cell) -> Cell:
    """One cell over another; the bar is wider than the bars that touch its ends."""
    width = max(over.width, under.width)
    if any(cell.barred and cell.width == width for cell in (over, under)):
        width += 2
    return Cell(
        width,
        over.height,
        under.height,
        ((0, 0, Segment("─" * width, "bar")),),
        ((-1 - over.below, (width - over.width) // 2, over), (1 + under.above, (width - under.width) // 2, under)),
        barred=True,
    )


def scripted(base: Cell, raised: Cell | None, lowered: Cell | None, small: tuple[bool, bool]) -> Cell:
    """A base with cells at its upper and lower right corner; small ones stand on the base's own top and bottom line."""
    high_line = low_line = 0
    high_column = base.width
    inner = [(0, 0, base)]
    above, below, width = base.above, base.below, base.width
    if lowered is not None:
        low_line = base.below if small[1] else base.below + 1 + lowered.above
        inner.append((low_line, base.width, lowered))
        below, width = max(below, low_line + lowered.below), base.width + lowered.width
        high_column += lowered.width if low_line == -base.above else 0
    if raised is not None:
        high_line = -base.above if small[0] else -base.above - 1 - raised.below
        inner.append((high_line, high_column, raised))
        above, width = max(above, raised.above - high_line), max(width, high_column + raised.width)
    return Cell(width, above, below, inner=tuple(inner))


def stacked(base: Cell, under: Cell) -> Cell:
    """One cell below another, which keeps its baseline."""
    width = max(base.width, under.width)
    line = base.below + 1 + under.above
    places = (0, (width - base.width) // 2, base), (line, (width - under.width) // 2, under)
    return Cell(width, base.above, line + under.below, inner=places)


_TALL = {
    "(": "⎛⎜⎜⎝", ")": "⎞⎟⎟⎠", "[": "⎡⎢⎢⎣", "]": "⎤⎥⎥⎦", "{": "⎧⎪⎨⎩", "}": "⎫⎪⎬⎭",
    "|": "││││", "‖": "║║║║", "⌊": "⎢⎢⎢⎣", "⌋": "⎥⎥⎥⎦", "⌈": "⎡⎢⎢⎢", "⌉": "⎤⎥⎥⎥",
}  # fmt: skip


def delimiter(sign: str, above: int, below: int) -> Cell:
    """A bracket as high as asked for; one that cannot grow stands on the baseline."""
    if above == below == 0 or sign not in _TALL:
        return replace(written(Segment(sign, "delimiter")), above=above, below=below) if sign else Cell(0, above, below)
    top, side, middle, bottom = tuple(_TALL[sign])
    rows = above + 1 + below
    signs = [top, *[side] * (rows - 2), bottom]
    if rows > 2:
        signs[(rows - 1) // 2] = middle
    return Cell(1, above, below, tuple((line - above, 0, Segment(mark, "delimiter")) for line, mark in enumerate(signs)))


def fenced(body: Cell, opening: str, closing: str) -> Cell:
    """A cell between delimiters."""
    return beside(delimiter(opening, body.above, body.below), body, delimiter(closing, body.above, body.below))


def rooted(sign: Cell, radicand: Cell) -> Cell:
    """A radicand under the bar of a root sign."""
    if radicand.height == 1:
        bar = Segment("_" * radicand.width, "bar")
        return Cell(sign.width + radicand.width, 1 + sign.above, 0, ((-1, sign.width, bar),), beside(sign, radicand).inner)
    roof = sign.width + 1
    own = (
        (-radicand.above - 1, roof - 1, Segment("┌" + "─" * (radicand.width + 1), "bar")),
        *((line, roof - 1, Segment("│", "bar")) for line in range(-radicand.above, radicand.below + 1)),
    )
    inner = ((radicand.below, 0, sign), (0, roof, radicand))
    return Cell(roof + radicand.width + 1, max(radicand.above + 1, sign.above - radicand.below), radicand.below, own, inner)


def table(rows: Sequence[Sequence[Cell]], gap: int, centred: bool) -> Cell:
    """Cells in rows and columns, around the middle line; an empty line between rows that are not all single lines."""
    widths = [max(cell.width for cell in cells) for cells in zip(*rows, strict=True)]
    heights = [(max(cell.above for cell in cells), max(cell.below for cell in cells)) for cells in rows]
    apart = 1 if any(above + below for above, below in heights) else 0
    total = sum(above + 1 + below + apart for above, below in heights) - apart
    top = -((total - 1) // 2)
    line, inner = top, []
    for cells, (above, below) in zip(rows, heights, strict=True):
        column = 0
        for cell, width in zip(cells, widths, strict=True):
            inner.append((line + above, column + ((width - cell.width) // 2 if centred else 0), cell))
            column += width + gap
        line += above + 1 + below + apart
    return Cell(sum(widths) + gap * (len(widths) - 1), -top, total - 1 + top, inner=tuple(inner))


def lines(root: Cell) -> list[tuple[Segment, ...]]:
    """The characters of a cell and everything in it, from the top line to the bottom line."""
    grid: dict[int, list[tuple[int, Segment]]] = {}
    stack: list[tuple[int, int, Cell, str]] = [(0, 0, root, "")]
    while stack:
        down, right, cell, outer = stack.pop()
        mark = cell.mark or outer
        for line, column, segment in cell.own:
            grid.setdefault(down + line, []).append((right + column, Segment(segment.text, mark or segment.role)))
        stack.extend((down + line, right + column, part, mark) for line, column, part in cell.inner)
    return [tuple(_filled(grid.get(line, ()))) for line in range(-root.above, root.below + 1)]


def _filled(placed: Iterable[tuple[int, Segment]]) -> Iterable[Segment]:
    """The segments of one line from left to right, with spaces between them."""
    at = 0
    for column, segment in sorted(placed, key=lambda item: item[0]):
        if column > at:
            yield Segment(" " * (column - at))
        yield segment
        at = column + len(segment.text)
