"""From what is demanded of f(g) to what that demands of g.

Each function here returns demands that say the same as a demand on its first arguments, wherever those are defined; the demand
itself where there is no simpler one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TypeAlias

from symdiff.domain.sets import NOTHING, RealSet, Undecided, compare, relation_set, simple
from symdiff.forms import ONE, ZERO, Call, E, Form, Number, Power, Quotient, Root, exp
from symdiff.functions import cos, ln, sin

Demand: TypeAlias = tuple[Form, RealSet]

NONZERO = relation_set("!=", ZERO)
POSITIVE = relation_set(">", ZERO)
NONNEGATIVE = relation_set(">=", ZERO)
WITHIN_ONE = relation_set(">=", Number(-1)) & relation_set("<=", ONE)
INSIDE_ONE = relation_set(">", Number(-1)) & relation_set("<", ONE)
IMPOSSIBLE: Demand = (ZERO, NOTHING)

# Powers and roots beyond this are only taken of 0 and ±1.
HIGHEST_POWER = 64

# Functions that rise (True) or fall as far as they are defined: an argument, and the value there.
MONOTONE: Mapping[str, tuple[bool, Form, Form]] = {
    "arccos": (False, ONE, ZERO),
    "arcosh": (True, ONE, ZERO),
    "arcsin": (True, ZERO, ZERO),
    "arctan": (True, ZERO, ZERO),
    "arsech": (False, ONE, ZERO),
    "arsinh": (True, ZERO, ZERO),
    "artanh": (True, ZERO, ZERO),
    "erf": (True, ZERO, ZERO),
    "erfc": (False, ZERO, ONE),
    "sigmoid": (True, ZERO, Number(Fraction(1, 2))),
    "sinh": (True, ZERO, ZERO),
    "tanh": (True, ZERO, ZERO),
}


def of_scaled(form: Form, factor: Form, values: RealSet) -> list[Demand]:
    """From a constant factor times a form to the form."""
    sign = compare(simple(factor), ZERO)
    if not sign:
        return [(ZERO, values)]
    divided = values.rising if sign > 0 else values.falling
    return [(form, divided(lambda value: value / factor))]


def of_reciprocal(form: Form, values: RealSet) -> list[Demand]:
    """From 1/g to g: the order is reversed on either side of 0."""
    below = values & ~NONNEGATIVE
    return [(form, _reciprocals(values & POSITIVE) | _reciprocals(below.falling(_opposite)).falling(_opposite))]


def _opposite(value: Form) -> Form:
    return -value


def _reciprocals(values: RealSet) -> RealSet:
    """The reciprocals of positive numbers."""
    small = values.cuts[:1] == ((ZERO, True),)
    cuts = [(simple(ONE / value), not after) for value, after in reversed(values.cuts[small:])]
    return RealSet(False, ((ZERO, True), *cuts) if values.unbounded else tuple(cuts))


def of_power(base: Form, exponent: Fraction, values: RealSet) -> list[Demand]:
    """From a power with a rational exponent to its base; odd roots of negative numbers are real."""
    if exponent < 0:
        return of_reciprocal(base if exponent == -1 else Power(base, Number(-exponent)), values)
    count, index = exponent.numerator, exponent.denominator
    if not count:
        return [(ONE, values)]
    if max(count, index) > HIGHEST_POWER and not all(end in (ZERO, ONE, Number(-1)) for end in values.ends):
        raise Undecided
    return [(base, _powers(_roots(values, count), index))]


def _roots(values: RealSet, count: int) -> RealSet:
    """The numbers whose power lies in a set."""
    if count % 2:
        return values.rising(lambda value: _odd_root(value, count))
    roots = (values & NONNEGATIVE).rising(lambda value: Root(value, count))
    return roots | roots.falling(_opposite)


def _odd_root(value: Form, count: int) -> Form:
    return Root(value, count) if compare(value, ZERO) >= 0 else -Root(simple(-value), count)


def _powers(values: RealSet, index: int) -> RealSet:
    """The numbers whose root lies in a set."""
    return (values if index % 2 else values & NONNEGATIVE).rising(lambda value: value**index)


def of_exponential(base: Form, exponent: Form, values: RealSet) -> list[Demand]:
    """From a power of a constant to its exponent."""
    positive = values & POSITIVE
    from_zero = positive.cuts[:1] == ((ZERO, True),)
    logarithms = RealSet(from_zero, positive.cuts[from_zero:]).rising(ln)
    return [(exponent, logarithms)] if base is E else [(ln(base) * exponent, logarithms)]


def of_call(form: Call, values: RealSet) -> list[Demand]:
    """From a function to its argument."""
    inverse = _CALLS.get(form.function)
    if inverse is not None:
        return inverse(form, values)
    known = MONOTONE.get(form.function)
    if known is not None and values.ends == (known[2],):
        rises, argument, _ = known
        moved = values.rising if rises else values.falling
        return [(form.arguments[0], moved(lambda _: argument))]
    return [(form, values)]


def _of_absolute(form: Call, values: RealSet) -> list[Demand]:
    sizes = values & NONNEGATIVE
    return [(form.arguments[0], sizes | sizes.falling(_opposite))]


def _of_sign(form: Call, values: RealSet) -> list[Demand]:
    found = NOTHING
    for value, operator in ((Number(-1), "<"), (ZERO, "="), (ONE, ">")):
        if value in values:
            found |= relation_set(operator, ZERO)
    return [(form.arguments[0], found)]


def _of_relu(form: Call, values: RealSet) -> list[Demand]:
    positive = values & POSITIVE
    return [(form.arguments[0], positive | ~POSITIVE if ZERO in values else positive)]


def _of_logarithm(form: Call, values: RealSet) -> list[Demand]:
    powers = values.rising(exp)
    return [(form.arguments[0], RealSet(False, ((ZERO, True), *powers.cuts)) if powers.inside else powers)]


def _of_logarithm_to_base(form: Call, values: RealSet) -> list[Demand]:
    argument, base = form.arguments
    return [(Quotient(ln(argument), ln(base)), values)]


def _of_wave(other: Callable[[Form], Form]) -> Callable[[Call, RealSet], list[Demand]]:
    """Sine and cosine are 0 where the other is 1 or −1."""

    def demands(form: Call, values: RealSet) -> list[Demand]:
        return [(other(form.arguments[0]), NONZERO)] if values & WITHIN_ONE == INSIDE_ONE else [(form, values)]

    return demands


def _of_ratio(numerator: Callable[[Form], Form]) -> Callable[[Call, RealSet], list[Demand]]:
    def demands(form: Call, values: RealSet) -> list[Demand]:
        return [(numerator(form.arguments[0]), NONZERO)] if values == NONZERO else [(form, values)]

    return demands


_CALLS: Mapping[str, Callable[[Call, RealSet], list[Demand]]] = {
    "abs": _of_absolute,
    "cos": _of_wave(sin),
    "cot": _of_ratio(cos),
    "ln": _of_logarithm,
    "log": _of_logarithm_to_base,
    "relu": _of_relu,
    "sign": _of_sign,
    "sin": _of_wave(cos),
    "tan": _of_ratio(sin),
}
