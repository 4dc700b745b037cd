"""What a condition demands of the simplest expressions in it: ``ln(3 - 2x) != 0`` demands that x is not 1.

A demand says that the value of an expression lies in a set.  Each is replaced by equivalent ones on smaller expressions as long
as there is a way.  All of this holds where the expression is defined; that it is, is another condition.
"""

from __future__ import annotations

from collections.abc import Iterable

from symdiff.domain.inverses import (
    IMPOSSIBLE,
    NONZERO,
    Demand,
    of_call,
    of_exponential,
    of_power,
    of_reciprocal,
    of_scaled,
)
from symdiff.domain.polynomial_signs import canonical, sign_demands
from symdiff.domain.ranges import Range, as_set, ranges
from symdiff.domain.sets import EVERYTHING, NOTHING, RealSet, Undecided
from symdiff.forms import (
    ONE,
    ZERO,
    Call,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    product_of,
    substitute,
    symbols,
    tree_size,
)
from symdiff.polynomials import Ring, TooLarge

# A solver replaces demands by simpler ones no more often than this.
MOST_STEPS = 1_000

# By so many nodes a sum may become longer when it is multiplied out.
MOST_LONGER = 4


class Solver:
    """Replaces demands by simpler ones; remembers the ranges of values that it has found."""

    def __init__(self) -> None:
        self.found: dict[Form, Range] = {}
        self.steps = 0

    def solve(self, demands: Iterable[Demand]) -> list[Demand]:
        """Equivalent demands on expressions that cannot be taken apart any further."""
        solved: list[Demand] = []
        waiting = list(demands)[::-1]
        while waiting:
            demand = waiting.pop()
            self.steps += 1
            try:
                simpler = self._simpler(*demand) if self.steps < MOST_STEPS else [demand]
            except (Undecided, TooLarge, ZeroDivisionError):
                simpler = [demand]
            if simpler == [demand] or _is_longer(simpler, demand):
                solved.append(demand)
            else:
                waiting.extend(reversed(simpler))
        return solved

    def range_of(self, form: Form) -> Range:
        """The interval in which the values of a form lie, wherever it is defined."""
        return ranges(form, {}, self.found)

    def _simpler(self, form: Form, values: RealSet) -> list[Demand]:
        """Demands that say the same; the demand itself where there is nothing simpler."""
        if values == EVERYTHING:
            return []
        if form is ZERO and values == NOTHING:
            return [IMPOSSIBLE]
        if not symbols(form):
            return [] if form in values else [IMPOSSIBLE]
        possible = as_set(form, self.range_of(form))
        if possible <= values:
            return []
        if possible & values == NOTHING:
            return [IMPOSSIBLE]
        match form:
            case Negative(operand):
                return [(operand, values.falling(Negative))]
            case Product(factors):
                return self._of_product(form, factors, values)
            case Quotient(numerator, denominator):
                return self._of_quotient(form, numerator, denominator, values)
            case Sum():
                return self._of_sum(form, values)
            case Power(base, Number(exponent)):
                return of_power(base, exponent, values)
            case Root(radicand, Number(index)) if index:
                return of_power(radicand, 1 / index, values)
            case Power(base, exponent) if not symbols(base):
                return of_exponential(base, exponent, values)
            case Call():
                return of_call(form, values)
        return [(form, values)]

    def _of_product(self, form: Form, factors: tuple[Form, ...], values: RealSet) -> list[Demand]:
        if values == NONZERO:
            return [(factor, NONZERO) for factor in factors]
        constant = [factor for factor in factors if not symbols(factor)]
        if not constant:
            return self._by_sign(form, values)
        return of_scaled(product_of(factor for factor in factors if symbols(factor)), product_of(constant), values)

    def _of_quotient(self, form: Form, numerator: Form, denominator: Form, values: RealSet) -> list[Demand]:
        if values == NONZERO:
            return [(numerator, NONZERO)]
        if not symbols(denominator):
            return of_scaled(numerator, ONE / denominator, values)
        if numerator is ONE:
            return of_reciprocal(denominator, values)
        if not symbols(numerator):
            return of_scaled(ONE / denominator, numerator, values)
        return self._by_sign(form, values)

    def _of_sum(self, form: Form, values: RealSet) -> list[Demand]:
        unified = one_generator(form)
        ring = Ring(unified)
        ratio = ring.read(unified)
        if unified is not form:
            found = self._by_sign(unified, values)
            return found if all(not isinstance(part, Sum) for part, _ in found) else [(form, values)]
        if not ratio.denominator.is_constant():
            return self._by_sign(form, values)
        demand = canonical(ring, ratio.numerator, values)
        return self._by_sign(*demand) if isinstance(demand[0], Sum) else [demand]

    def _by_sign(self, form: Form, values: RealSet) -> list[Demand]:
        """Where the set has one end only, a rational number, the sign of the distance from it decides."""
        if len(values.ends) != 1 or not isinstance(values.ends[0], Number):
            return [(form, values)]
        (end,) = values.ends
        whole = form if end is ZERO else form - end
        ring = Ring(whole)
        ratio = ring.read(whole)
        signs = values.rising(lambda _: ZERO)
        if not ratio.numerator:
            return [(ZERO, signs)]
        return sign_demands(ring, ratio, signs, self.range_of) or [(form, values)]


def _is_longer(simpler: list[Demand], demand: Demand) -> bool:
    """Whether nothing but multiplying out was achieved."""
    match simpler:
        case [(Sum() as form, _)]:
            return tree_size(form) > tree_size(demand[0]) + MOST_LONGER
    return False


def one_generator(form: Form) -> Form:
    """A sum with its exponentials written as powers of one of them, and what stands also under a root as power of the root.

    >>> from symdiff.forms import Symbol, exp, sqrt
    >>> x = Symbol("x")
    >>> one_generator(exp(2 * x) - exp(-x))
    Power(Power(e, x), 2) + Negative(Power(Power(e, x), -1))
    """
    ring = Ring(form)
    replacements: dict[Form, Form] = {generator: generator for generator in ring.generators}
    exponentials: dict[Form, list[tuple[Form, Number]]] = {}
    for generator in ring.generators:
        match generator:
            case Power(base, exponent) if base is E:
                core, coefficient = _core(exponent)
                exponentials.setdefault(core, []).append((generator, coefficient))
            case Root(radicand, Number(index)) if radicand in replacements and index.denominator == 1:
                replacements[radicand] = Power(generator, Number(index))
    for core, found in exponentials.items():
        if len(found) > 1 and all(coefficient.value.denominator == 1 for _, coefficient in found):
            for generator, coefficient in found:
                replacements[generator] = Power(Power(E, core), coefficient)
    return substitute(form, replacements)


def _core(form: Form) -> tuple[Form, Number]:
    """A form as a number times the rest."""
    match form:
        case Negative(operand):
            core, coefficient = _core_of_positive(operand)
            return core, Number(-coefficient.value)
    return _core_of_positive(form)


def _core_of_positive(form: Form) -> tuple[Form, Number]:
    match form:
        case Product((Number() as coefficient, *rest)):
            return product_of(rest), coefficient
        case Number() as coefficient:
            return ONE, coefficient
    return form, Number(1)
