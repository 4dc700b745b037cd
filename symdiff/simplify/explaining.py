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
from symdiff.forms import And, Form, Negative, Product, Quotient, Sum
from symdiff.rules import rewrites
from symdiff.simplify.arranging import fraction, one_fraction, settled, uncancelled_node
from symdiff.simplify.conditions import not_shared
from symdiff.simplify.cost import price
from symdiff.simplify.fractions import (
    ONE_TERM,
    half,
    is_sign_change,
    is_whole,
    powers_of,
    sums_above,
    times,
    together,
    without,
    without_inner_fractions,
    without_squares_below,
)
from symdiff.simplify.functions import SQUARES
from symdiff.simplify.polynomials import TooLarge, expand, with_squares_replaced
from symdiff.simplify.search import Pass, algebra
from symdiff.simplify.terms import read_term, terms_of
from symdiff.simplify.tidy import rebuilt_with, tidy_node
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term

Line: TypeAlias = tuple[str, Form]
Move: TypeAlias = tuple[Form, str, Form]

ARITHMETIC = rewrites.ARITHMETIC.name
MULTIPLY_OUT = rewrites.MULTIPLY_OUT.name
FACTOR = rewrites.FACTOR.name
FACTOR_OUT = rewrites.FACTOR_OUT.name
CANCEL = rewrites.CANCEL.name
COMMON_DENOMINATOR = rewrites.COMMON_DENOMINATOR.name

# What a line costs a reader, in the unit of the price of a form.
LINE = 100


def explained(work: Workspace, raw: Form, passes: Sequence[Pass]) -> tuple[Step, ...]:
    """The chain of equalities from a raw form to the end of the last pass.

    Parameters:
        work: the workspace.
        raw: the form as it was given.
        passes: what the search did, one pass over the whole form after the other.
    """
    lines: list[Line] = [("", raw)]
    for name, form in settled(work, raw):
        _append(lines, name, form)
    for each in passes:
        _append(lines, each.name, each.start)
        overrides: dict[Form, Form] = {}
        for part, name, form in _moves(work, each):
            overrides[part] = form
            _append(lines, name, rebuilt_with(work, each.start, overrides, uncancelled_node))
            _append(lines, CANCEL, rebuilt_with(work, each.start, overrides, tidy_node))
        _append(lines, ARITHMETIC, each.result)
    return tuple(
        Step(name, "rewrite", before, after, valid=both(not_shared(work, before, after)))
        for (_, before), (name, after) in pairwise(lines)
    )


def both(conditions: Sequence[Form]) -> Form:
    """All of some conditions."""
    return conditions[0] if len(conditions) == 1 else And(conditions)


def _append(lines: list[Line], name: str, form: Form) -> None:
    """Add a line, or join it with the line before when both are the same move."""
    if form is lines[-1][1]:
        return
    if name == lines[-1][0]:
        lines.pop()
    lines.append((name, form))


def _moves(work: Workspace, each: Pass) -> list[Move]:
    """What is to be done to which part of the form where a pass began; parts before wholes."""
    found: dict[tuple[Form, bool], list[Move]] = {}
    waiting = [(each.start, True)]
    while waiting:
        form, alone = key = waiting[-1]
        target = each.done[form] if alone else each.rebuilt[form]
        if key in found or target is form:
            found.setdefault(key, [])
            waiting.pop()
            continue
        parts = [(child, each.alone(form, child)) for child in form.children]
        unknown = [part for part in parts if part not in found]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        found[key] = _shorter(
            work,
            [(form, name, after) for name, after in _directly(work, form, target) or ()],
            [move for part in dict.fromkeys(parts) for move in found[part]]
            + [(form, name, after) for name, after in (_own(work, each, form) if alone else ())],
        )
    return found[each.start, True]


def _own(work: Workspace, each: Pass, form: Form) -> Iterator[Line]:
    """The lines from a form with the best of its parts to its own best form."""
    whole = each.rebuilt[form]
    for name, after in each.ways.get(whole, ()):
        yield from _directly(work, whole, after) or [(name, after)]
        whole = after


def _shorter(work: Workspace, whole: list[Move], parts: list[Move]) -> list[Move]:
    """Which of two ways is less to read: the form as a whole, or one part after the other."""
    return whole if whole and _length(work, whole) <= _length(work, parts) else parts


def _length(work: Workspace, moves: list[Move]) -> int:
    lines = len({name for _, name, _ in moves}) * LINE
    return lines + sum(max(0, price(work, after) - price(work, part)) for part, _, after in moves)


def _directly(work: Workspace, form: Form, target: Form) -> list[Line] | None:
    """The lines from a sum or a term to another form of it by algebra alone, or ``None`` where there is no such way."""
    if not isinstance(form, Sum | Product | Quotient | Negative):
        return None
    lines: list[Line] = []
    try:
        if isinstance(target, Sum) and expand(work, form) is target:
            return [(MULTIPLY_OUT, target)]
        for name, after in _stages(work, form):
            if after is not form:
                lines.append((name, after))
            if after is target:
                return lines
            if name in _LAST_STAGES:
                ending = _ending(work, after, target)
                if ending is not None:
                    if len(ending) == 1 and is_sign_change(work, after, target):
                        return [*lines[:-1], (name, target)]
                    return lines + ending
    except TooLarge:
        pass
    return None


_LAST_STAGES = frozenset({MULTIPLY_OUT, CANCEL, *(square.name for square in SQUARES.values())})


def _stages(work: Workspace, form: Form) -> Iterator[Line]:
    """A form over one denominator, its numerator multiplied out, squares of functions replaced."""
    shared = together(work, form)
    if isinstance(form, Sum):
        yield (COMMON_DENOMINATOR if _is_fraction(shared) else FACTOR_OUT), shared
    term = without_inner_fractions(work, read_term(work, shared))
    yield COMMON_DENOMINATOR, write_term(work, term)
    above = sums_above(term)
    rest = without(term, above)
    numerator = expand(work, write_term(work, Term(UNIT, {}, above)))
    yield MULTIPLY_OUT, one_fraction(work, rest, read_term(work, numerator))
    plain = write_term(work, times(work, rest, read_term(work, numerator)))
    yield CANCEL, plain
    if isinstance(numerator, Sum):
        for name, other in with_squares_replaced(work, numerator):
            yield name, write_term(work, times(work, rest, read_term(work, other)))
    for name, below in without_squares_below(work, read_term(work, plain)):
        yield name, write_term(work, below)


def _is_fraction(form: Form) -> bool:
    return isinstance(form, Quotient) or (isinstance(form, Negative) and isinstance(form.operand, Quotient))


def _ending(work: Workspace, plain: Form, target: Form) -> list[Line] | None:
    """The lines from a fraction multiplied out to the same in factors, or split."""
    name = next((name for name, form in algebra(work, plain, terms_of(work, plain)) if form is target), None)
    if name is None:
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
    sums = {base: exponent for base, exponent in term.powers.items() if isinstance(base, Sum) and is_whole(exponent)}
    above, below = ONE_TERM, ONE_TERM
    for base, exponent in sums.items():
        inner = next((form for name, form in algebra(work, base, terms_of(work, base)) if name == FACTOR), base)
        power = powers_of(work, ((read_term(work, inner), int(exponent)),))
        if exponent > 0:
            above = times(work, above, power)
        else:
            below = times(work, below, power)
    rest = without(term, sums)
    above, below = times(work, half(rest, 1), above), times(work, half(rest, -1), below)
    return fraction(work, term.coefficient * above.coefficient * below.coefficient, above, below)
