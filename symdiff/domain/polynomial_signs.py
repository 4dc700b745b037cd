"""Where a quotient of polynomials is positive, negative, zero or not zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from flint import fmpq_mpoly, fmpz_poly

from symdiff.domain.inverses import NONZERO, Demand
from symdiff.domain.ranges import Range
from symdiff.domain.sets import NOTHING, RealSet, relation_set, simple
from symdiff.forms import ONE, ZERO, Form, Number, Root, product_of, symbols
from symdiff.polynomials import Ratio, Ring, fraction_of

Factor = tuple[fmpq_mpoly, int]


def canonical(ring: Ring, polynomial: fmpq_mpoly, values: RealSet) -> Demand:
    """A demand on a polynomial as one on the same without its constant part, with whole coprime coefficients.

    The first coefficient is positive, so that equal conditions on equal polynomials become the same.
    """
    constant = ring.context.from_dict(
        {
            exponents: coefficient
            for exponents, coefficient in polynomial.terms()
            if not any(count and symbols(form) for form, count in zip(ring.generators, map(int, exponents), strict=True))
        }
    )
    varying = polynomial - constant
    if not varying:
        return ring.write(polynomial), values
    primitive = ring.reduced(Ratio(ring.one, varying)).denominator
    content = fraction_of(varying.coeffs()[0]) / fraction_of(primitive.coeffs()[0])
    rest = ring.write(constant)
    moved = values.rising if content > 0 else values.falling
    return ring.write(primitive), moved(lambda value: (value - rest) / Number(content))


def sign_demands(ring: Ring, ratio: Ratio, values: RealSet, range_of: Callable[[Form], Range]) -> list[Demand] | None:
    """What it means that the sign of a quotient of polynomials is in a set whose only end is 0, or ``None``.

    Parameters:
        ring: whose polynomials they are.
        ratio: the numerator, which is not 0, and the denominator.
        values: the set.
        range_of: between which numbers the values of a form lie.
    """
    above, below = map(ring.factors, ring.reduced(ratio))
    if above.content * below.content < 0:
        values = values.falling(lambda value: value)
    numerator: list[Factor] = []
    denominator: list[Factor] = []
    for powers, kept in ((above.powers, numerator), (below.powers, denominator)):
        for factor, count in powers:
            sign = _constant_sign(ring, factor, range_of)
            if sign == 0:
                kept.append((factor, count))
            elif sign < 0 and count % 2:
                values = values.falling(lambda value: value)
    if not numerator and not denominator:
        return [(ONE, values)]
    if values == NONZERO:
        return [canonical(ring, factor, NONZERO) for factor, _ in numerator]
    return _on_a_line(ring, numerator, denominator, values) or _by_factors(ring, numerator, denominator, values)


def _constant_sign(ring: Ring, factor: fmpq_mpoly, range_of: Callable[[Form], Range]) -> int:
    """1 or -1 where all values of an irreducible polynomial have this sign, else 0."""
    values = range_of(ring.write(factor))
    if values.positive:
        return 1
    if range_of(ring.write(-factor)).positive:
        return -1
    used = ring.used(factor)
    if len(used) == 1:
        roots = fmpz_poly([int(value) for value in _coefficients(ring, factor, used[0])]).complex_roots()
        if not any(root[0].imag.is_zero() for root in roots):  # type: ignore[index]  # pairs of a root and its multiplicity
            return 1
    return 0


def _by_factors(ring: Ring, numerator: list[Factor], denominator: list[Factor], values: RealSet) -> list[Demand] | None:
    """Even powers are not negative, so that the factors with odd exponents decide."""
    if ZERO in values and any(count % 2 == 0 for _, count in numerator):
        return None
    demands = [canonical(ring, factor, NONZERO) for factor, count in numerator if count % 2 == 0]
    above, below = ([factor for factor, count in powers if count % 2] for powers in (numerator, denominator))
    match above, below:
        case [], []:
            return [*demands, (ONE, values)]
        case [only], []:
            return [*demands, canonical(ring, only, values)]
        case [], [only]:
            return [*demands, canonical(ring, only, values & NONZERO)]
    whole = _product(ring, above)
    return [*demands, (whole / _product(ring, below) if below else whole, values)]


def _product(ring: Ring, factors: list[fmpq_mpoly]) -> Form:
    """The shortest factors first, then by their letters."""
    order = sorted(factors, key=lambda factor: (len(factor), [-int(degree) for degree in factor.degrees()]))
    return product_of(map(ring.write, order))


def _on_a_line(ring: Ring, numerator: list[Factor], denominator: list[Factor], values: RealSet) -> list[Demand] | None:
    """All roots of polynomials in one generator are known: the line is cut at them."""
    generators = {form for factor, _ in (*numerator, *denominator) for form in ring.used(factor)}
    if len(generators) != 1:
        return None
    (generator,) = generators
    negative, zeros, poles = NOTHING, NOTHING, NOTHING
    for factor, count in numerator + denominator:
        roots = _roots(ring, factor, generator)
        if roots is None:
            return None
        points = _united(relation_set("=", root) for root in roots)
        if (factor, count) in denominator:
            poles |= points
        else:
            zeros |= points
        if count % 2:
            below = _below(roots)
            negative = (negative & ~below) | (below & ~negative)
    regular = ~(zeros | poles)
    found = zeros & ~poles if ZERO in values else NOTHING
    for sign, part in ((Number(-1), negative), (ONE, ~negative)):
        if sign in values:
            found |= part & regular
    return [(generator, found)]


def _roots(ring: Ring, factor: fmpq_mpoly, generator: Form) -> list[Form] | None:
    """The real roots of an irreducible polynomial that has a number and one power of the generator only."""
    coefficients = _coefficients(ring, factor, generator)
    degree = len(coefficients) - 1
    if any(coefficients[1:-1]):
        return None
    value = -coefficients[0] / coefficients[-1]
    if degree == 1:
        return [Number(value)]
    if degree % 2:
        root = simple(Root(Number(abs(value)), degree))
        return [root if value > 0 else simple(-root)]
    root = simple(Root(Number(value), degree))
    return [simple(-root), root]


def _coefficients(ring: Ring, factor: fmpq_mpoly, generator: Form) -> list[Fraction]:
    return [fraction_of(each.leading_coefficient()) if each else Fraction() for each in ring.coefficients(factor, generator)]


def _below(roots: list[Form]) -> RealSet:
    """Where a polynomial with a positive leading coefficient and these single roots is negative."""
    if len(roots) == 1:
        return relation_set("<", roots[0])
    return relation_set(">", roots[0]) & relation_set("<", roots[1])


def _united(sets: Iterable[RealSet]) -> RealSet:
    total = NOTHING
    for each in sets:
        total |= each
    return total
