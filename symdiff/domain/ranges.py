"""Between which numbers the values of an expression lie: interval arithmetic with rational ends.

Source: Moore, Interval Analysis, chapter 2; here an end may be left out of the interval.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from symdiff.domain.sets import EVERYTHING, RealSet, relation_set
from symdiff.forms import (
    ONE,
    ZERO,
    Call,
    Constant,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    walk,
)

# Ends with more binary digits are given up; powers beyond this exponent are bounded by their sign alone.
MOST_BITS = 256
HIGHEST_POWER = 32


class End(NamedTuple):
    """One end of an interval: a number, or ``None`` for infinity, and whether it belongs to the interval."""

    value: Fraction | None
    closed: bool = True


class Range(NamedTuple):
    """An interval that surely contains all values that an expression has, where it is defined."""

    low: End
    high: End

    @property
    def positive(self) -> bool:
        """Whether all values are positive."""
        value, closed = self.low
        return value is not None and (value > 0 or (value == 0 and not closed))

    @property
    def nonnegative(self) -> bool:
        """Whether no value is negative."""
        return self.low.value is not None and self.low.value >= 0


INFINITE = End(None, False)
ANY = Range(INFINITE, INFINITE)


def between(low: Fraction | int | str | None, high: Fraction | int | str | None, brackets: str = "[]") -> Range:
    """An interval as it is written: ``between(0, 1, "(]")``."""
    below = INFINITE if low is None else End(Fraction(low), brackets[0] == "[")
    above = INFINITE if high is None else End(Fraction(high), brackets[1] == "]")
    return Range(below, above)


FROM_ZERO = between(0, None)
POSITIVE = between(0, None, "(]")
TO_ZERO = between(None, 0)

CONSTANTS = {"e": between("2.71", "2.72"), "pi": between("3.14", "3.15")}

VALUES = {
    "abs": FROM_ZERO,
    "arccos": between(0, "3.15"),
    "arccot": between(0, "3.15", "()"),
    "arcosh": FROM_ZERO,
    "arcsec": between(0, "3.15"),
    "arcsin": between("-1.58", "1.58"),
    "arccsc": between("-1.58", "1.58"),
    "arctan": between("-1.58", "1.58"),
    "arsech": FROM_ZERO,
    "cos": between(-1, 1),
    "cosh": between(1, None),
    "erf": between(-1, 1, "()"),
    "erfc": between(0, 2, "()"),
    "relu": FROM_ZERO,
    "sech": between(0, 1, "(]"),
    "sigmoid": between(0, 1, "()"),
    "sign": between(-1, 1),
    "sin": between(-1, 1),
    "softplus": POSITIVE,
    "step": between(0, 1),
    "tanh": between(-1, 1, "()"),
}

# What is left out between the least and the largest value.
GAPS = {
    "arccsc": relation_set("!=", ZERO),
    "arcsch": relation_set("!=", ZERO),
    "coth": ~(relation_set(">=", Number(-1)) & relation_set("<=", ONE)),
    "csc": ~(relation_set(">", Number(-1)) & relation_set("<", ONE)),
    "csch": relation_set("!=", ZERO),
    "gamma": relation_set("!=", ZERO),
    "sec": ~(relation_set(">", Number(-1)) & relation_set("<", ONE)),
}

# Functions that rise and are 0 at 0.
SIGN_KEEPING = frozenset({"arcsin", "arctan", "arsinh", "artanh", "erf", "sign", "sinh", "tanh"})


def ranges(root: Form, known: Mapping[Form, RealSet], found: dict[Form, Range]) -> Range:
    """The interval for the values of a form wherever it is defined.

    Parameters:
        root: the form.
        known: what is known of the values of forms that may occur in it.
        found: the intervals found so far, for the same ``known``; more are added.
    """
    if root not in found:
        for form in walk(root):
            if form not in found:
                interval = _of(form, [found[child] for child in form.children])
                if form in known:
                    interval = _common(interval, _hull(known[form]))
                found[form] = _rounded(interval)
    return found[root]


def as_set(form: Form, interval: Range) -> RealSet:
    """The values of a form as a set, given their interval; its gaps are left out."""
    gaps = GAPS.get(form.function) if isinstance(form, Call) else None
    result = EVERYTHING if gaps is None else gaps
    for (value, closed), operator in zip(interval, (">", "<"), strict=True):
        if value is not None:
            result &= relation_set(operator + "=" * closed, Number(value))
    return result


def _of(form: Form, parts: list[Range]) -> Range:
    match form:
        case Number(value):
            return Range(End(value), End(value))
        case Constant(name):
            return CONSTANTS.get(name, ANY)
        case Sum():
            return _folded(_plus, parts)
        case Negative():
            return _opposite(parts[0])
        case Product():
            return _folded(_times, parts)
        case Quotient():
            return _times(parts[0], _reciprocal(parts[1]))
        case Power(base, _) if base is E:
            return _exponential(parts[1])
        case Power(_, Number(exponent)):
            return _power(parts[0], exponent)
        case Power():
            return POSITIVE if parts[0].positive else ANY
        case Root(_, Number(index)) if index:
            return _power(parts[0], 1 / index)
        case Call("abs", _):
            return _size(parts[0])
        case Call("ln", _):
            return _logarithm(parts[0])
        case Call(function, _):
            values = VALUES.get(function, ANY)
            return _common(values, _signs(parts[0])) if function in SIGN_KEEPING else values
    return ANY


def _folded(operation: Callable[[Range, Range], Range], parts: list[Range]) -> Range:
    total = parts[0]
    for part in parts[1:]:
        total = _rounded(operation(total, part))
    return total


def _plus(first: Range, second: Range) -> Range:
    ends = [
        INFINITE if a.value is None or b.value is None else End(a.value + b.value, a.closed and b.closed)
        for a, b in zip(first, second, strict=True)
    ]
    return Range(*ends)


def _opposite(interval: Range) -> Range:
    low, high = (INFINITE if end.value is None else End(-end.value, end.closed) for end in reversed(interval))
    return Range(low, high)


def _times(first: Range, second: Range) -> Range:
    products: list[End] = []
    for a, sign_of_a in zip(first, (-1, 1), strict=True):
        for b, sign_of_b in zip(second, (-1, 1), strict=True):
            if a.value == 0 or b.value == 0:
                products.append(End(Fraction(0), (a.value == 0 and a.closed) or (b.value == 0 and b.closed)))
            elif a.value is None or b.value is None:
                sign = (sign_of_a if a.value is None else a.value) * (sign_of_b if b.value is None else b.value)
                products.append(End(None, sign > 0))
            else:
                products.append(End(a.value * b.value, a.closed and b.closed))
    # For an infinite product, ``closed`` says on which side it lies.
    infinite = {product.closed for product in products if product.value is None}
    finite = [(product.value, product.closed) for product in products if product.value is not None]
    low = INFINITE if False in infinite or not finite else End(*min(finite, key=lambda end: (end[0], not end[1])))
    high = INFINITE if True in infinite or not finite else End(*max(finite))
    return Range(low, high)


def _reciprocal(interval: Range) -> Range:
    """The divisor is never 0 where the quotient is defined."""
    if interval.low.value == interval.high.value == 0:
        return ANY
    if _opposite(interval).nonnegative:
        return _opposite(_reciprocal(_opposite(interval)))
    if not interval.nonnegative:
        return ANY
    low, high = interval
    below = End(Fraction(0), False) if high.value is None else End(1 / high.value, high.closed) if high.value else INFINITE
    above = End(1 / low.value, low.closed) if low.value else INFINITE
    return Range(below, above)


def _power(base: Range, exponent: Fraction) -> Range:
    if exponent < 0:
        return _reciprocal(_power(base, -exponent))
    if exponent.denominator == 1:
        if exponent.numerator % 2 == 0:
            base = _size(base)
        if exponent.numerator > HIGHEST_POWER:
            return _signs(base)
        return Range(*(end if end.value is None else End(end.value**exponent.numerator, end.closed) for end in base))
    if exponent.denominator % 2:
        return _signs(_size(base) if exponent.numerator % 2 == 0 else base)
    return _common(_compared_to_one(base, ONE_RANGE, FROM_ZERO), FROM_ZERO if not base.positive else POSITIVE)


ONE_RANGE = between(1, 1)


def _compared_to_one(interval: Range, at_one: Range, least: Range) -> Range:
    """For an increasing function of which only the value at 1 is known."""
    low, high = interval
    value = at_one.low.value
    below = End(value, low == End(Fraction(1))) if low.value is not None and low.value >= 1 else least.low
    above = End(value, high == End(Fraction(1))) if high.value is not None and high.value <= 1 else INFINITE
    return Range(below, above)


def _logarithm(argument: Range) -> Range:
    return _compared_to_one(argument, between(0, 0), ANY)


def _exponential(exponent: Range) -> Range:
    low, high = exponent
    grows, shrinks = exponent.nonnegative, _opposite(exponent).nonnegative
    below = End(Fraction(1), low.closed and not low.value) if grows else POSITIVE.low
    above = End(Fraction(1), high.closed and not high.value) if shrinks else INFINITE
    return Range(below, above)


def _size(interval: Range) -> Range:
    if interval.nonnegative:
        return interval
    other = _opposite(interval)
    if other.nonnegative:
        return other
    if interval.high.value is None or other.high.value is None:
        return FROM_ZERO
    return Range(End(Fraction(0)), max(interval.high, other.high))


def _signs(interval: Range) -> Range:
    """The interval from 0 on in which all values lie, if there is one."""
    if interval.positive:
        return POSITIVE
    if interval.nonnegative:
        return FROM_ZERO
    other = _opposite(interval)
    return _opposite(POSITIVE) if other.positive else TO_ZERO if other.nonnegative else ANY


def _common(first: Range, second: Range) -> Range:
    lows = [end for end in (first.low, second.low) if end.value is not None]
    highs = [end for end in (first.high, second.high) if end.value is not None]
    return Range(
        max(lows, key=lambda end: (end.value, not end.closed), default=INFINITE),
        min(highs, key=lambda end: (end.value, end.closed), default=INFINITE),
    )


def _hull(values: RealSet) -> Range:
    """The smallest interval around a set; an end that is no rational number is taken a little further out."""
    low = high = INFINITE
    if values.cuts and not values.inside:
        value, after = values.cuts[0]
        outer = ranges(value, {}, {}).low
        low = outer if outer.value is None else End(outer.value, outer.closed and not after)
    if values.cuts and not values.unbounded:
        value, after = values.cuts[-1]
        outer = ranges(value, {}, {}).high
        high = outer if outer.value is None else End(outer.value, outer.closed and after)
    return Range(low, high)


def _rounded(interval: Range) -> Range:
    low, high = interval
    if low.value is not None and _is_long(low.value):
        low = End(Fraction(0), False) if low.value > 0 else INFINITE
    if high.value is not None and _is_long(high.value):
        high = End(Fraction(0), False) if high.value < 0 else INFINITE
    return Range(low, high)


def _is_long(value: Fraction) -> bool:
    return max(value.numerator.bit_length(), value.denominator.bit_length()) > MOST_BITS
