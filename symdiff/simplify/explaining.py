"""The way from the answer as the rules left it to the answer as it is printed, line by line.

The search says which form of each part is best; how one gets there is found here, from the top: the whole answer over one
denominator, multiplied out and in factors is a better explanation than many small improvements of its parts, where it leads to
the same form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import TypeAlias

from symdiff.derivation import Step
from symdiff.forms import And, Form, Negative, Product, Quotient, Sum
from symdiff.rules import rewrites
from symdiff.simplify.arranging import one_fraction, settled
from symdiff.simplify.conditions import not_shared
from symdiff.simplify.fractions import sums_above, times, together, without, without_inner_fractions
from symdiff.simplify.functions import SQUARES
from symdiff.simplify.polynomials import TooLarge, expand, with_squares_replaced
from symdiff.simplify.search import Pass, algebra, rebuilt_with
from symdiff.simplify.terms import read_term, terms_of
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term

Line: TypeAlias = tuple[str, Form]

ARITHMETIC = rewrites.ARITHMETIC.name
MULTIPLY_OUT = rewrites.MULTIPLY_OUT.name
FACTOR = rewrites.FACTOR.name
FACTOR_OUT = rewrites.FACTOR_OUT.name
CANCEL = rewrites.CANCEL.name
COMMON_DENOMINATOR = rewrites.COMMON_DENOMINATOR.name

# A part that takes more lines than this at once is explained by its own parts.
MOST_LINES = 5


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
            _append(lines, name, rebuilt_with(work, each.start, overrides))
        _append(lines, ARITHMETIC, each.result)
    return tuple(
        Step(name, "rewrite", before, after, valid=both(not_shared(work, before, after)))
        for (_, before), (name, after) in zip(lines, lines[1:], strict=False)
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


def _moves(work: Workspace, each: Pass) -> Iterator[tuple[Form, str, Form]]:
    """Parts of the form where a pass began, names of moves, and what the part then is; parts before wholes."""
    waiting = [(each.start, True, False)]
    while waiting:
        form, alone, parts_done = waiting.pop()
        target = each.done[form] if alone else each.rebuilt[form]
        if target is form:
            continue
        whole = each.rebuilt[form]
        if not parts_done:
            lines = _directly(work, form, target)
            if lines is not None and (whole is form or len(lines) <= MOST_LINES):
                yield from ((form, name, after) for name, after in lines)
                continue
            waiting.append((form, alone, True))
            waiting.extend((child, each.alone(form, child), False) for child in reversed(form.children))
            continue
        if not alone:
            continue
        for name, after in each.ways.get(whole, ()):
            lines = _directly(work, whole, after)
            yield from ((form, label, line) for label, line in (lines or [(name, after)]))
            whole = after


def _directly(work: Workspace, form: Form, target: Form) -> list[Line] | None:
    """The lines from a sum or a term to another form of it by algebra alone, or ``None`` where there is no such way."""
    if not isinstance(form, Sum | Product | Quotient | Negative):
        return None
    lines: list[Line] = []
    try:
        if isinstance(form, Sum) or isinstance(target, Sum):
            if expand(work, form) is target:
                return [(MULTIPLY_OUT, target)]
        for name, after in _stages(work, form):
            if after is not form:
                lines.append((name, after))
            if after is target:
                return lines
            if name in _LAST_STAGES:
                ending = _ending(work, after, target)
                if ending is not None:
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


def _is_fraction(form: Form) -> bool:
    return isinstance(form, Quotient) or (isinstance(form, Negative) and isinstance(form.operand, Quotient))


def _ending(work: Workspace, plain: Form, target: Form) -> list[Line] | None:
    """The lines from a fraction multiplied out to the same in factors, or split."""
    for name, form in algebra(work, plain, terms_of(work, plain)):
        if form is target:
            if name != FACTOR or not isinstance(plain, Quotient | Negative):
                return [(name, target)]
            middle = _factored_only(work, plain)
            if middle in (plain, target):
                return [(CANCEL if not_shared(work, plain, target) else FACTOR, target)]
            return [(FACTOR, middle), (CANCEL, target)]
    return None


def _factored_only(work: Workspace, plain: Form) -> Form:
    """A fraction with its numerator in factors and nothing cancelled yet."""
    term = read_term(work, plain)
    above = sums_above(term)
    if len(above) != 1:
        return plain
    (numerator,) = above
    best = next((form for name, form in algebra(work, numerator, terms_of(work, numerator)) if name == FACTOR), numerator)
    return one_fraction(work, without(term, above), read_term(work, best))
