"""The way from the answer as the rules left it to the answer as it is printed, line by line.

The search says which form of each part is best; how one gets there is found here, from the top: the whole answer over one
denominator, multiplied out and in factors is a better explanation than many small improvements of its parts, where it leads to
the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from symdiff.derivation import Step
from symdiff.forms import And, Form
from symdiff.rules.rewrites import ARITHMETIC, CANCEL
from symdiff.simplify.arranging import settled, uncancelled_node
from symdiff.simplify.conditions import not_shared
from symdiff.simplify.cost import price
from symdiff.simplify.functions import SQUARES
from symdiff.simplify.lines import Line, directly
from symdiff.simplify.search import Pass, Place, parts_of
from symdiff.simplify.tidy import rebuilt_with, tidy_node
from symdiff.simplify.writing import Workspace

Move: TypeAlias = tuple[Form, str, Form]

# A square of a function is replaced on a line of its own.
_SHOWN_ONE_BY_ONE = frozenset(square.name for square in SQUARES.values())

# What a line costs a reader, in the unit of the price of a form.
LINE = 100

# A chain of more lines than this is shown with only some of them.
MOST_LINES = 16


def explained(work: Workspace, raw: Form, passes: Sequence[Pass]) -> tuple[Step, ...]:
    """The chain of equalities from a raw form to the end of the last pass.

    Parameters:
        work: the workspace.
        raw: the form as it was given.
        passes: what the search did, one pass over the whole form after the other.
    """
    lines: list[Line] = [("", raw), *settled(work, raw)]
    for each in passes:
        _append(lines, each.name, each.start)
        overrides: dict[Form, Form] = {}
        for part, name, form in _moves(work, each):
            overrides[part] = form
            _append(lines, name, rebuilt_with(work, each.start, overrides, uncancelled_node))
            _append(lines, CANCEL.name, rebuilt_with(work, each.start, overrides, tidy_node))
        _append(lines, ARITHMETIC.name, each.result)
    return chain_of(work, lines)


def chain_of(work: Workspace, lines: Sequence[Line]) -> tuple[Step, ...]:
    """A chain of equalities from lines, of which the first has no name; lines that change nothing are left out."""
    kept: list[Line] = [lines[0]]
    for name, form in lines[1:]:
        _append(kept, name, form)
    if len(kept) > MOST_LINES + 1:
        stride = -(-len(kept) // MOST_LINES)
        kept = [kept[0], *kept[1:-1][stride - 1 :: stride], kept[-1]]
    return tuple(
        Step(name, "rewrite", before, after, valid=both(not_shared(work, before, after)))
        for (_, before), (name, after) in pairwise(kept)
    )


def both(conditions: Sequence[Form]) -> Form:
    """All of some conditions."""
    return conditions[0] if len(conditions) == 1 else And(conditions)


def _append(lines: list[Line], name: str, form: Form) -> None:
    """Add a line, or join it with the line before when both are the same move; a way that comes back is cut off."""
    before = next((place for place, line in enumerate(lines) if line[1] is form), None)
    if before is not None:
        del lines[before + 1 :]
        return
    if name == lines[-1][0] and name not in _SHOWN_ONE_BY_ONE:
        lines.pop()
    lines.append((name, form))


def _moves(work: Workspace, each: Pass) -> list[Move]:
    """What is to be done to which part of the form where a pass began; parts before wholes."""
    found: dict[tuple[Form, Place], list[Move]] = {}
    waiting = [(each.start, Place.ALONE)]
    while waiting:
        form, place = key = waiting[-1]
        target = each.best[key]
        if key in found or target is form:
            found.setdefault(key, [])
            waiting.pop()
            continue
        parts = parts_of(form, place)
        unknown = [part for part in parts if part not in found]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        by_parts = [move for part in dict.fromkeys(parts) for move in found[part]]
        if place is Place.ALONE and each.rebuilt[form] is form:
            by_parts = []
        if place is Place.ALONE:
            by_parts += [(form, name, after) for name, after in _own(work, each, form)]
        found[key] = _shorter(work, [(form, name, after) for name, after in directly(work, form, target) or ()], by_parts)
    return found[each.start, Place.ALONE]


def _own(work: Workspace, each: Pass, form: Form) -> Iterator[Line]:
    """The lines from a form with the best of its parts to its own best form."""
    whole = each.rebuilt[form]
    for name, after in each.ways.get(whole, ()):
        yield from directly(work, whole, after) or [(name, after)]
        whole = after


def _shorter(work: Workspace, whole: list[Move], parts: list[Move]) -> list[Move]:
    """Which of two ways is less to read: the form as a whole, or one part after the other."""
    return whole if whole and _length(work, whole) <= _length(work, parts) else parts


def _length(work: Workspace, moves: list[Move]) -> int:
    lines = len({name for _, name, _ in moves}) * LINE
    return lines + sum(max(0, price(work, after) - price(work, part)) for part, _, after in moves)
