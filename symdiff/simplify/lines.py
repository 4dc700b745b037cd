"""The lines by which one form of a sum or a fraction is turned into another: over one denominator, multiplied out, in factors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from symdiff.forms import Form, Negative, Product, Quotient, Sum, sum_of
from symdiff.rules import rewrites
from symdiff.simplify.arranging import fraction, one_fraction
from symdiff.simplify.cost import has_bar
from symdiff.simplify.fractions import (
    ONE_TERM,
    base_term,
    common_denominator,
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
from symdiff.simplify.moves import algebra
from symdiff.simplify.polynomials import TooLarge, expand, with_squares_replaced, with_sums_expanded
from symdiff.simplify.terms import read_term, terms_of
from symdiff.simplify.tidy import tidy_node
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, write_sum, write_term

Line: TypeAlias = tuple[str, Form]

# Which sums above a fraction bar are multiplied out, and the first lines, from which they come.
Opened: TypeAlias = "Callable[[Term], dict[Form, Exponent]]"
Beginning: TypeAlias = "Callable[[Workspace, Form], list[Line]]"

LIKE_TERMS = rewrites.LIKE_TERMS.name
MULTIPLY_OUT = rewrites.MULTIPLY_OUT.name
FACTOR = rewrites.FACTOR.name
FACTOR_OUT = rewrites.FACTOR_OUT.name
CANCEL = rewrites.CANCEL.name
SPLIT = rewrites.SPLIT.name
COMMON_DENOMINATOR = rewrites.COMMON_DENOMINATOR.name


def directly(work: Workspace, form: Form, target: Form) -> list[Line] | None:
    """The lines from a sum or a term to another form of it by algebra alone, or ``None`` where there is no such way."""
    if not isinstance(form, Sum | Product | Quotient | Negative):
        return None
    try:
        if isinstance(target, Sum) and expand(work, form) is target:
            return [(MULTIPLY_OUT, target)]
        for beginning in (_over_one_denominator, _with_common_factor):
            for opened in (single_sums_above, sums_above):
                found = _by_way_of_one_fraction(work, form, target, beginning, opened)
                if found is not None:
                    return found
    except TooLarge:
        pass
    return None


def _by_way_of_one_fraction(
    work: Workspace, form: Form, target: Form, beginning: Beginning, opened: Opened
) -> list[Line] | None:
    first = beginning(work, form)
    if not first:
        return None
    lines: list[Line] = []
    plain = form
    for name, plain in (*first, *_multiplied_out(work, first[-1][1], opened)):
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


def _over_one_denominator(work: Workspace, form: Form) -> list[Line]:
    """A sum of fractions, or a fraction with one above its bar, over one denominator, with nothing else done."""
    rest, numerator = ONE_TERM, form
    if not isinstance(form, Sum):
        term = read_term(work, form)
        sums = [base for base in single_sums_above(term) if any(has_bar(part) for part in base.children)]
        if len(sums) != 1:
            return []
        rest, numerator = without(term, sums), sums[0]
    below, parts = common_denominator(work, terms_of(work, numerator))
    if below == ONE_TERM:
        return []
    return [(COMMON_DENOMINATOR, one_fraction(work, times(work, rest, below), base_term(_as_it_comes(work, parts))))]


def _as_it_comes(work: Workspace, terms: list[Term]) -> Form:
    """A sum with its brackets and its like terms; without either it is in the usual order."""
    written: list[Form] = []
    for term in terms:
        whole = write_term(work, term)
        written.extend(whole.terms if isinstance(whole, Sum) else (whole,))
    usual = write_sum(work, terms)
    return usual if set(usual.children) == set(written) else sum_of(written)


def _with_common_factor(work: Workspace, form: Form) -> list[Line]:
    """A sum with what its terms have in common taken out; no fractions within a fraction."""
    shared = together(work, form)
    lines = [((COMMON_DENOMINATOR if has_bar(shared) else FACTOR_OUT), shared)] if isinstance(form, Sum) else []
    lines.append((COMMON_DENOMINATOR, write_term(work, without_inner_fractions(work, read_term(work, shared)))))
    return lines


def _multiplied_out(work: Workspace, form: Form, opened: Opened) -> Iterator[Line]:
    """A fraction with its numerator and its denominator multiplied out."""
    term = read_term(work, form)
    above = opened(term)
    rest = with_sums_expanded(work, without(term, above))
    before = write_term(work, Term(UNIT, {}, above))
    numerator = expand(work, before)
    bracket = len(above) > 1 or any(
        isinstance(inner, Sum) for base in above for part in terms_of(work, base) for inner in part.powers
    )
    name = MULTIPLY_OUT if bracket or rest.powers != without(term, above).powers else LIKE_TERMS
    if numerator is not before or rest.powers != without(term, above).powers:
        yield name, one_fraction(work, rest, read_term(work, numerator))
    yield CANCEL, write_term(work, times(work, rest, read_term(work, numerator)))


def _together(work: Workspace, lines: list[Line], ending: list[Line]) -> list[Line]:
    """Two parts of a way; a minus sign that only goes into a sum is not worth a line."""
    if lines and len(ending) == 1 and is_sign_change(work, lines[-1][1], ending[0][1]):
        return [*lines[:-1], (lines[-1][0], ending[0][1])]
    return lines + ending


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
