"""Element-wise products and powers in normal form: one number in front, then scalars, then arrays."""

from __future__ import annotations

from fractions import Fraction

from symdiff.forms import ONE, ZERO, Form, Number
from symdiff.matrix.parts import common_shape, is_ones, ones_of, scaled, split
from symdiff.matrix.powers import Powers
from symdiff.matrix.workspace import Workspace, is_scalar, is_zero, leads_negative, zero
from symdiff.terms.nodes import Apply, Parameters, shape_of
from symdiff.terms.shapes import Shape

# Larger sums are not multiplied out to see whether that makes them shorter.
MOST_TERMS = 8


def mul(work: Workspace, factors: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A product with scalars, or entry by entry."""
    shape = common_shape(factors)
    if any(map(is_zero, factors)):
        return zero(shape)
    powers = Powers(work)
    for factor in factors:
        powers.put(factor, ONE)
    powers.tidy()
    return _product(work, powers, shape)


def power(work: Workspace, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A power, entry by entry."""
    base, exponent = operands
    shape = common_shape(operands)
    if is_zero(exponent):
        return ones_of(shape)
    if is_zero(base) and isinstance(exponent, Number) and exponent.value > 0:
        return zero(shape)
    if is_ones(base):
        return ones_of(shape)
    powers = Powers(work)
    powers.put(base, exponent)
    powers.tidy()
    return _product(work, powers, shape)


def _product(work: Workspace, powers: Powers, shape: Shape) -> Form:
    _join_exponentials(work, powers)
    scalars: list[Form] = []
    arrays: list[Form] = []
    for base, exponent in powers.exponents.items():
        one = (
            base if exponent is ONE or (isinstance(exponent, Number) and exponent.value == 1) else Apply("pow", (base, exponent))
        )
        (arrays if shape_of(one) else scalars).append(one)
    arrays = _without_neutral(arrays)
    if powers.coefficient == 0:
        return zero(shape)
    if shape and not arrays:
        arrays = [ones_of(shape)]
    shorter = _selected(work, powers.coefficient, scalars, arrays) or _multiplied_out(work, powers.coefficient, scalars, arrays)
    if shorter is not None:
        return shorter
    operands = [*scalars, *arrays]
    if not operands:
        return Number(powers.coefficient)
    whole = operands[0] if len(operands) == 1 else Apply("mul", operands)
    whole = work.first_written(("mul", frozenset(operands)), whole) if len(operands) > 1 else whole
    return scaled(powers.coefficient, whole)


def _without_neutral(arrays: list[Form]) -> list[Form]:
    """Without the ones and the second identity matrix among the factors of an element-wise product."""
    others = [one for one in arrays if not is_ones(one)]
    return others or arrays[:1]


def _join_exponentials(work: Workspace, powers: Powers) -> None:
    """exp(a)*exp(b) = exp(a + b), where that is shorter."""
    for base in [base for base in powers.exponents if isinstance(base, Apply) and base.operation == "exp"]:
        for other in tuple(powers.exponents):
            if other is base or base not in powers.exponents or not (isinstance(other, Apply) and other.operation == "exp"):
                continue
            if shape_of(other) != shape_of(base):
                continue
            first, second = (work.mul(powers.exponents[one], one.children[0]) for one in (base, other))
            joined = work.add(first, second)
            if work.cost(joined) <= work.cost(first) + work.cost(second):
                del powers.exponents[base], powers.exponents[other]
                powers.put(work.build("exp", (joined,)), ONE)
                return


def _selected(work: Workspace, coefficient: Fraction, scalars: list[Form], arrays: list[Form]) -> Form | None:
    """where(c, a, 0)*b = where(c, a*b, 0)."""
    for group in (arrays, scalars):
        for one in group:
            match one:
                case Apply("where", (condition, kept, other), _) if ZERO in (kept, other):
                    rest = [*scalars, *arrays]
                    rest.remove(one)
                    if not rest and coefficient == 1:
                        return None
                    inner = work.mul(Number(coefficient), *rest, other if kept is ZERO else kept)
                    return work.build("where", (condition, *((ZERO, inner) if kept is ZERO else (inner, ZERO))))
    return None


def _multiplied_out(work: Workspace, coefficient: Fraction, scalars: list[Form], arrays: list[Form]) -> Form | None:
    """A product with one sum multiplied out, if something cancels and it is shorter so."""
    operands = [*scalars, *arrays]
    for place, one in enumerate(operands):
        if isinstance(one, Apply) and one.operation == "add" and len(one.operands) <= MOST_TERMS:
            shorter = _spread_over(
                work, coefficient, operands[:place] + operands[place + 1 :], one.operands, bool(arrays) and is_scalar(one)
            )
            if shorter is not None:
                return shorter
    return None


def _spread_over(work: Workspace, coefficient: Fraction, others: list[Form], terms: tuple[Form, ...], mixed: bool) -> Form | None:
    """A product with a sum as the sum of the products, if that is shorter; ``mixed``: a scalar sum times an array."""
    if not others:
        if coefficient == -1 and any(map(leads_negative, terms)):
            return work.add(*(work.neg(term) for term in terms))
        clears = coefficient.denominator != 1 and all((coefficient * split(term)[0]).denominator == 1 for term in terms)
        return work.add(*(work.mul(Number(coefficient), term) for term in terms)) if clears else None
    if mixed or not any(_cancels(term, others) for term in terms):
        return None
    shape = common_shape((*others, *terms))
    expanded = work.add(*(_shaped_like(work, work.mul(Number(coefficient), *others, term), shape) for term in terms))
    plain = work.cost(Apply("mul", (Number(coefficient), *others, Apply("add", terms))))
    return expanded if work.cost(expanded) < plain else None


def _shaped_like(work: Workspace, form: Form, shape: Shape) -> Form:
    return work.mul(form, ones_of(shape)) if shape and not shape_of(form) else form


def _bases(form: Form) -> dict[Form, int]:
    found: dict[Form, int] = {}
    for one in form.operands if isinstance(form, Apply) and form.operation == "mul" else (form,):
        match one:
            case Apply("pow", (base, Number(value, _)), _):
                found[base] = 1 if value > 0 else -1
            case _:
                found[one] = 1
    return found


def _cancels(term: Form, others: list[Form]) -> bool:
    """Whether a base occurs with opposite signs in a term and in the other factors."""
    known = _bases(term)
    return any(known.get(base, sign) != sign for other in others for base, sign in _bases(other).items())
