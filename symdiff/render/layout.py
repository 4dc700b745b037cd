"""Where everything stands when mathematics is drawn on a grid of characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from symdiff.notation.boxes import (
    Box,
    Cases,
    Fence,
    Fraction,
    Highlight,
    Matrix,
    Radical,
    Row,
    Script,
    Space,
    Text,
    parts,
    unmarked,
)
from symdiff.render.cells import GAP, Cell, beside, delimiter, fenced, fraction, marked, rooted, scripted, stacked, table, written
from symdiff.render.line import ROOTS, line_segments, spaced
from symdiff.render.segments import SUBSCRIPTS, SUPERSCRIPTS, Segment, script

DEEPEST = 6
"""How many fractions, scripts, roots and tables may be drawn inside one another; below, everything stands on one line."""

_Of = Callable[[Box, int], Cell]


def layout(root: Box) -> Cell:
    """The cell in which a box is drawn, measured from the inside out."""
    done: dict[tuple[int, int], Cell] = {}
    stack = [(root, 0)]
    while stack:
        box, depth = stack[-1]
        if (id(box), depth) in done:
            stack.pop()
            continue
        if depth == DEEPEST:
            done[id(box), depth] = written(*line_segments(box))
            continue
        missing = [(part, depth + down) for part, down in _inside(box) if (id(part), depth + down) not in done]
        if missing:
            stack.extend(reversed(missing))
        else:
            done[id(box), depth] = _cell(box, _finished(done, depth))
    return done[id(root), 0]


def _finished(done: Mapping[tuple[int, int], Cell], depth: int) -> _Of:
    return lambda box, down: done[id(box), depth + down]


def _inside(box: Box) -> Iterable[tuple[Box, int]]:
    """The parts of a box, and whether each is drawn one level deeper."""
    match box:
        case Script(base, _, _):
            return [(base, 0), *((part, 1) for part in (box.superscript, box.subscript) if part is not None)]
        case Row() | Fence() | Highlight():
            return [(part, 0) for part in parts(box)]
        case _:
            return [(part, 1) for part in parts(box)]


def _cell(box: Box, of: _Of) -> Cell:
    match box:
        case Text(text, role):
            return written(Segment(spaced(text, role), role))
        case Space(size):
            return written(Segment(" " if size == "thin" else "   "))
        case Row(children):
            return _row(children, of)
        case Fraction(numerator, denominator):
            return fraction(of(numerator, 1), of(denominator, 1))
        case Script(Text("lim", "function") as name, None, Row() as approach):
            return stacked(of(name, 0), of(approach, 1))
        case Script(base, superscript, subscript):
            raised, above = _script(superscript, SUPERSCRIPTS, of)
            lowered, below = _script(subscript, SUBSCRIPTS, of)
            return scripted(of(base, 0), raised, lowered, (above, below))
        case Radical(radicand, index):
            sign = _root_sign(index, of)
            return beside(sign, of(radicand, 1)) if isinstance(unmarked(radicand), Text) else rooted(sign, of(radicand, 1))
        case Fence(body, opening, closing):
            return fenced(of(body, 0), opening, closing)
        case Cases(branches):
            return _cases([(of(value, 1), of(condition, 1)) for value, condition in branches])
        case Matrix(rows, opening, closing):
            return fenced(table([[of(entry, 1) for entry in entries] for entries in rows], 2, centred=True), opening, closing)
        case Highlight(child, role):
            return marked(of(child, 0), role)


def _row(children: Sequence[Box], of: _Of) -> Cell:
    """Boxes side by side, with a gap where a sign or a factor would touch the bar of a fraction."""
    cells: list[Cell] = []
    for place, child in enumerate(children):
        before, after = children[place - 1 : place] if place else (), children[place + 1 : place + 2]
        cells.append(of(child, 0))
        match unmarked(child):
            case Text(_, "sign") if after and isinstance(_first(after[0]), Fraction):
                cells.append(GAP)
            case Text("", "times") if before and isinstance(unmarked(before[0]), Fraction):
                cells.append(GAP)
    return beside(*cells)


def _first(box: Box) -> Box:
    """The leftmost box inside rows and highlights."""
    while True:
        match box:
            case Row((first, *_)) | Highlight(first, _):
                box = first
            case _:
                return box


def _script(box: Box | None, characters: dict[int, int], of: _Of) -> tuple[Cell | None, bool]:
    """A script, and whether it is in small characters."""
    if box is None:
        return None, False
    small = script(box, characters)
    return (of(box, 1), False) if small is None else (written(*small), True)


def _root_sign(index: Box | None, of: _Of) -> Cell:
    match index:
        case None:
            return written(Segment("√"))
        case Text(text, _) if text in ROOTS:
            return written(Segment(ROOTS[text]))
        case _:
            raised, small = _script(index, SUPERSCRIPTS, of)
            lifted = raised if small else scripted(Cell(0), raised, None, (False, False))
            return beside(lifted or Cell(0), written(Segment("√")))


def _cases(branches: Sequence[tuple[Cell, Cell]]) -> Cell:
    body = table(branches, 2, centred=False)
    if body.height == 2:
        blank = Cell(0)
        body = table([branches[0], (blank, blank), branches[1]], 2, centred=False)
    return beside(delimiter("{", body.above, body.below), GAP, body)
