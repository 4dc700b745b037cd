"""The way from the answer as the rules left it to the answer as it is printed, line by line.

The search says which form of each part is best; how one gets there is found here, from the top: the whole answer over one
denominator, multiplied out and in factors is a better explanation than many small improvements of its parts, where it leads to
the same form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from symdiff.derivation import Step
from symdiff.forms import And, Form, Negative, Product, Quotient, Sum
from symdiff.rules import rewrites
from symdiff.simplify.arranging import fraction, one_fraction, settled, uncancelled_node
from symdiff.simplify.conditions import not_shared
from symdiff.simplify.cost import has_bar, price
from symdiff.simplify.fractions import (
    ONE_TERM,
    half,
    is_sign_change,
    powers_of,
    single_sums_above,
    sums_above,
    times,
    together,
    without,
    without_inner_fractions,
    without_squares_below,
)
from symdiff.simplify.polynomials import TooLarge, expand, with_squares_replaced, with_sums_expanded
from symdiff.simplify.search import Pass, Place, algebra, parts_of
from symdiff.simplify.terms import read_term, terms_of
from symdiff.simplify.tidy import rebuilt_with, tidy_node
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, write_term

Line: TypeAlias = tuple[str, Form]
Move: TypeAlias = tuple[Form, str, Form]

# Which sums above a fraction bar are multiplied out.
Opened: TypeAlias = "Callable[[Term], dict[Form, Exponent]]"

ARITHMETIC = rewrites.ARITHMETIC.name
MULTIPLY_OUT = rewrites.MULTIPLY_OUT.name
FACTOR = rewrites.FACTOR.name
FACTOR_OUT = rewrites.FACTOR_OUT.name
CANCEL = rewrites.CANCEL.name
SPLIT = rewrites.SPLIT.name
COMMON_DENOMINATOR = rewrites.COMMON_DENOMINATOR.name

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
            _append(lines, CANCEL, rebuilt_with(work, each.start, overrides, tidy_node))
        _append(lines, ARITHMETIC, each.result)
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
    if name == lines[-1][0]:
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


def directly(work: Workspace, form: Form, target: Form) -> list[Line] | None:
    """The lines from a sum or a term to another form of it by algebra alone, or ``None`` where there is no such way."""
    if not isinstance(form, Sum | Product | Quotient | Negative):
        return None
    try:
        if isinstance(target, Sum) and expand(work, form) is target:
            return [(MULTIPLY_OUT, target)]
        for opened in (single_sums_above, sums_above):
            found = _by_way_of_one_fraction(work, form, target, opened)
            if found is not None:
                return found
    except TooLarge:
        pass
    return None


def _by_way_of_one_fraction(work: Workspace, form: Form, target: Form, opened: Opened) -> list[Line] | None:
    lines: list[Line] = []
    plain = form
    for name, plain in _stages(work, form, opened):
        if plain is not (lines[-1][1] if lines else form):
            lines.append((name, plain))
        if plain is target:
            return lines
    for branch in _branches(work, plain):
        end = branch[-1][1] if branch else plain
        ending = [] if end is target else _ending(work, end, target)
        if ending is not None:
            return _together(work, lines, branch + ending)
    return None


def _together(work: Workspace, lines: list[Line], ending: list[Line]) -> list[Line]:
    """Two parts of a way; a minus sign that only goes into a sum is not worth a line."""
    if lines and len(ending) == 1 and is_sign_change(work, lines[-1][1], ending[0][1]):
        return [*lines[:-1], (lines[-1][0], ending[0][1])]
    return lines + ending


def _stages(work: Workspace, form: Form, opened: Opened) -> Iterator[Line]:
    """A form over one denominator, and its numerator and its denominator multiplied out."""
    shared = together(work, form)
    if isinstance(form, Sum):
        yield (COMMON_DENOMINATOR if has_bar(shared) else FACTOR_OUT), shared
    term = without_inner_fractions(work, read_term(work, shared))
    yield COMMON_DENOMINATOR, write_term(work, term)
    above = opened(term)
    rest = with_sums_expanded(work, without(term, above))
    numerator = expand(work, write_term(work, Term(UNIT, {}, above)))
    yield MULTIPLY_OUT, one_fraction(work, rest, read_term(work, numerator))
    yield CANCEL, write_term(work, times(work, rest, read_term(work, numerator)))


def _branches(work: Workspace, plain: Form) -> Iterator[list[Line]]:
    """Ways on from a fraction multiplied out: squares of functions replaced above, below, or both."""
    yield []
    term = read_term(work, plain)
    above = sums_above(term)
    starts: list[tuple[list[Line], Form]] = [([], plain)]
    for numerator in above if len(above) == 1 else ():
        assert isinstance(numerator, Sum)
        for name, other in with_squares_replaced(work, numerator):
            after = write_term(work, times(work, without(term, above), read_term(work, other)))
            starts.append(([(name, after)], after))
            yield [(name, after)]
    for lines, start in starts:
        for name, below in without_squares_below(work, read_term(work, start)):
            yield [*lines, (name, write_term(work, below))]


def _ending(work: Workspace, plain: Form, target: Form) -> list[Line] | None:
    """The lines from a fraction multiplied out to the same in factors, or split."""
    name = next((name for name, form in algebra(work, plain, terms_of(work, plain)) if form is target), "")
    if name not in (FACTOR, FACTOR_OUT, MULTIPLY_OUT, SPLIT):
        return None
    middle = _factored_only(work, plain)
    cancelled = tidy_node(work, middle)
    if middle in (plain, target) or cancelled is middle or isinstance(target, Sum):
        return [(name, target)]
    lines = [(FACTOR, middle), (CANCEL, cancelled)]
    return lines if cancelled is target else [*lines, (MULTIPLY_OUT if name == MULTIPLY_OUT else FACTOR, target)]


def _factored_only(work: Workspace, plain: Form) -> Form:
    """A fraction with its sums in factors and nothing cancelled yet."""
    term = read_term(work, plain)
    sums = {
        base: exponent.numerator
        for base, exponent in term.powers.items()
        if isinstance(base, Sum) and not isinstance(exponent, Form) and exponent.denominator == 1
    }
    above, below = ONE_TERM, ONE_TERM
    for base, exponent in sums.items():
        inner = next((form for name, form in algebra(work, base, terms_of(work, base)) if name == FACTOR), base)
        power = powers_of(work, ((read_term(work, inner), exponent),))
        if exponent > 0:
            above = times(work, above, power)
        else:
            below = times(work, below, power)
    rest = without(term, sums)
    above, below = times(work, half(rest, 1), above), times(work, half(rest, -1), below)
    return fraction(work, term.coefficient * above.coefficient * below.coefficient, above, below)
