"""Constant parts of a form that are rational numbers: ``1/3 - 1`` is an exponent with an odd denominator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from symdiff.forms import Form, Negative, Number, Power, Product, Quotient, Sum

LARGEST_EXACT_BITS = 4096


def exact_value(form: Form, parts: list[Fraction]) -> Fraction | None:
    """The rational value of a form with rational parts, or ``None`` where it has none or one with too many digits.

    >>> exact_value(Number(2) / 3 - 1, [Fraction(2, 3), Fraction(-1)])
    Fraction(-1, 3)
    """
    value = FOLDS[type(form)](form, parts)
    return value if value is not None and (type(form) is Number or _size(value) <= LARGEST_EXACT_BITS) else None


def _size(value: Fraction) -> int:
    return value.numerator.bit_length() + value.denominator.bit_length()


def _sum(form: Sum, parts: list[Fraction]) -> Fraction | None:
    total = Fraction(0)
    for part in parts:
        total += part
        if _size(total) > LARGEST_EXACT_BITS:
            return None
    return total


def _product(form: Product, parts: list[Fraction]) -> Fraction | None:
    total = Fraction(1)
    for part in parts:
        total *= part
        if _size(total) > LARGEST_EXACT_BITS:
            return None
    return total


def _power(form: Power, parts: list[Fraction]) -> Fraction | None:
    base, exponent = parts
    if exponent.denominator != 1 or abs(exponent) * _size(base) > LARGEST_EXACT_BITS or (base == 0 and exponent <= 0):
        return None
    return base**exponent.numerator


FOLDS: Mapping[type[Form], Callable[[Any, list[Fraction]], Fraction | None]] = {
    Number: lambda form, parts: form.value,
    Sum: _sum,
    Negative: lambda form, parts: -parts[0],
    Product: _product,
    Quotient: lambda form, parts: parts[0] / parts[1] if parts[1] else None,
    Power: _power,
}
