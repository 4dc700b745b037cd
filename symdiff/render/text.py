"""Mathematics as two-dimensional Unicode text.

Every box gets a size first, then a place on a grid of characters; both passes walk with an explicit stack.  What is
nested too deeply to be drawn in two dimensions is drawn on one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from symdiff.forms import Form
from symdiff.notation.boxes import Box, Highlight, Row, Text, unmarked
from symdiff.notation.present import present
from symdiff.render.cells import Cell, lines
from symdiff.render.layout import layout
from symdiff.render.line import line, line_segments
from symdiff.render.segments import Segment

__all__ = ["Picture", "line", "line_segments", "text"]


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines of text, each in pieces that carry their role; ``str()`` of it is the plain text.

    Attributes:
        lines: from top to bottom.
        baseline: the number of the line on which the formula (the first line of a broken one) stands.
        width: the columns it takes.
    """

    lines: tuple[tuple[Segment, ...], ...]
    baseline: int
    width: int

    def __str__(self) -> str:
        return "\n".join("".join(segment.text for segment in pieces).rstrip() for pieces in self.lines)


def text(formula: Box | Form, width: int | None = None) -> Picture:
    """A formula in two dimensions.

    Args:
        formula: what to draw.
        width: the columns there are.  A wider formula is broken before its relations, then before plus and minus signs,
            then before the dots of a product, never inside of anything; what cannot be broken stays wider.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> print(text((x**2 + 1) / (2 * x)))
    x² + 1
    ──────
      2x
    """
    root = present(formula) if isinstance(formula, Form) else formula
    whole = layout(root)
    if width is None or whole.width <= width:
        return _picture([(0, whole)])
    return _picture(_broken(root, width))


@dataclass(frozen=True, slots=True)
class _Break:
    """Where a formula may be broken: at which signs, and how far what follows is set in."""

    signs: frozenset[tuple[str, str]]
    indent: int


_RELATIONS = frozenset((sign, "relation") for sign in "=≠<≤>≥≈→⇒")
_TERMS = frozenset((sign, "operator") for sign in "+−±")
_FACTORS = frozenset((sign, "operator") for sign in "·×")
_BREAKS = (_Break(_RELATIONS, 1), _Break(_TERMS, 3), _Break(_FACTORS, 5))


@dataclass(frozen=True, slots=True)
class _Line:
    """Boxes that stand on one line of a broken formula."""

    indent: int
    boxes: tuple[Box, ...]
    width: int


def _broken(root: Box, width: int) -> list[tuple[int, Cell]]:
    """The lines of a broken formula, each with its indentation."""
    found = [_Line(0, tuple(_flat(root)), width + 1)]
    for kind in _BREAKS:
        wider, found = found, []
        for each in wider:
            fits = each.indent + each.width <= width
            found += [each] if fits else _filled(each, _split(each.boxes, kind.signs), kind, width)
    return [(each.indent, layout(Row(each.boxes))) for each in found]


def _flat(root: Box) -> Iterator[Box]:
    """The boxes of rows in rows; a highlight around a row becomes one around each of its boxes."""
    stack = [root]
    while stack:
        match stack.pop():
            case Row(children):
                stack.extend(reversed(children))
            case Highlight(Row(children), role):
                stack.extend(Highlight(child, role) for child in reversed(children))
            case box:
                yield box


def _split(boxes: Iterable[Box], signs: frozenset[tuple[str, str]]) -> list[tuple[Box, ...]]:
    groups: list[list[Box]] = [[]]
    for box in boxes:
        sign = unmarked(box)
        if groups[-1] and isinstance(sign, Text) and (sign.text, sign.role) in signs:
            groups.append([])
        groups[-1].append(box)
    return [tuple(group) for group in groups]


def _filled(whole: _Line, groups: Sequence[tuple[Box, ...]], kind: _Break, width: int) -> list[_Line]:
    """As many groups on each line as there is room for; one that fits nowhere may follow the short beginning of a line."""
    if len(groups) == 1:
        return [whole]
    filled: list[_Line] = []
    for group in groups:
        needed = layout(Row(group)).width
        if filled:
            last = filled[-1]
            begun = last.indent + last.width
            if begun + needed <= width or (begun <= width // 3 and kind.indent + needed > width):
                filled[-1] = _Line(last.indent, last.boxes + group, last.width + needed)
                continue
        filled.append(_Line(kind.indent if filled else whole.indent, group, needed))
    return filled


def _picture(cells: Sequence[tuple[int, Cell]]) -> Picture:
    drawn: list[tuple[Segment, ...]] = []
    for indent, cell in cells:
        margin = (Segment(" " * indent),) if indent else ()
        drawn += [(*margin, *pieces) for pieces in lines(cell)]
    return Picture(tuple(drawn), cells[0][1].above, max(indent + cell.width for indent, cell in cells))
