"""The kinds of numbers that graphs are computed with: exact ones, and ordinary floating-point numbers.

Exact numbers are rational as long as possible, then balls that surely contain the value.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from flint import arb, ctx, fmpq

from symdiff.verify.values import BINARY_VALUES, COMPARISONS, FUNCTION_VALUES, exponential, general_power, rational_power

Value: TypeAlias = Any  # float, fmpq or arb
Kernel: TypeAlias = Callable[..., Value]

PRECISION = 128


@dataclass(frozen=True, slots=True, eq=False)
class Arithmetic:
    """A kind of numbers.

    Attributes:
        name: what it is called.
        number: makes one from a rational number.
        functions: the functions of one argument.
        several: the functions of two or more arguments.
        constants: the named constants.
        exponential: e to a power.
        whole: a function that takes a power with a whole exponent.
        power: any power with an exponent that is not known beforehand.
        root: a function that takes a rational power.
        compare: the comparisons; ``None`` where undecided.
        missing: whether a value is none, because the function is not defined there.
    """

    name: str
    number: Callable[[Fraction], Value]
    functions: Mapping[str, Kernel]
    several: Mapping[str, Kernel]
    constants: Mapping[str, Callable[[], Value]]
    exponential: Kernel
    whole: Callable[[int], Kernel]
    power: Kernel
    root: Callable[[Fraction], Kernel]
    compare: Mapping[str, Callable[[Value, Value], bool | None]]
    missing: Callable[[Value], bool]


def _on_balls(function: Kernel) -> Kernel:
    return lambda *arguments: function(*map(arb, arguments))


def _largest(values: Mapping[str, Kernel], name: str) -> Kernel:
    def folded(first: Value, *others: Value) -> Value:
        for other in others:
            first = values[name](first, other)
        return first

    return folded


def _whole_power(exponent: int) -> Kernel:
    """The power by repeated squaring: the power of FLINT's balls gives up where a ball contains 0."""

    def power(base: Value) -> Value:
        result, square, rest = fmpq(1), base, abs(exponent)
        while rest:
            if rest & 1:
                result = result * square
            rest >>= 1
            if rest:
                square = square * square
        return result if exponent >= 0 else 1 / result

    return power


EXACT = Arithmetic(
    "exact",
    lambda value: fmpq(value.numerator, value.denominator),
    {name: _on_balls(function) for name, function in FUNCTION_VALUES.items()},
    {name: _on_balls(_largest(BINARY_VALUES, name)) for name in BINARY_VALUES},
    {"e": arb.const_e, "pi": arb.pi},
    _on_balls(exponential),
    _whole_power,
    _on_balls(general_power),
    lambda exponent: _on_balls(rational_power(exponent)),
    {sign: _on_balls(compare) for sign, compare in COMPARISONS.items()},
    lambda value: type(value) is arb and not value.is_finite(),
)


def _float_root(exponent: Fraction) -> Kernel:
    odd_root, odd = exponent.denominator % 2 == 1, exponent.numerator % 2 == 1
    size = float(exponent)

    def power(base: float) -> float:
        if base < 0 and odd_root:
            return -math.pow(-base, size) if odd else math.pow(-base, size)
        return math.pow(base, size)

    return power


def _by_balls(function: Kernel) -> Kernel:
    """A function that the standard library does not have."""
    return lambda *arguments: float(function(*map(arb, arguments)))


_FLOAT_FUNCTIONS: dict[str, Kernel] = {
    **{name: _by_balls(function) for name, function in FUNCTION_VALUES.items()},
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "erf", "erfc", "gamma")},
    **{f"arc{name}": getattr(math, f"a{name}") for name in ("sin", "cos", "tan")},
    "ln": math.log,
    "abs": abs,
    "sign": lambda value: (value > 0) - (value < 0),
    "step": lambda value: float(value > 0),
    "relu": lambda value: max(value, 0.0),
    "floor": math.floor,
    "ceil": math.ceil,
    "sigmoid": lambda value: 1 / (1 + math.exp(-value)) if value > -700 else 0.0,
}

FLOAT = Arithmetic(
    "float",
    float,
    _FLOAT_FUNCTIONS,
    {"log": lambda value, base: math.log(value) / math.log(base), "max": max, "min": min},
    {"e": lambda: math.e, "pi": lambda: math.pi},
    math.exp,
    lambda exponent: lambda base: base**exponent,
    math.pow,
    _float_root,
    {
        "=": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    },
    math.isnan,
)

ARITHMETICS = {"exact": EXACT, "float": FLOAT}


@contextmanager
def enough_digits() -> Iterator[None]:
    """The precision at which balls are computed."""
    kept, ctx.prec = ctx.prec, PRECISION
    try:
        yield
    finally:
        ctx.prec = kept


def shown(value: Value, digits: int = 6) -> str:
    """A number for a table: a short fraction as it is, anything else in decimals.

    >>> shown(fmpq(5, 2)), shown(0.1 + 0.2), shown(fmpq(1, 3))
    ('5/2', '0.3', '1/3')
    """
    if isinstance(value, fmpq):
        if value.denominator == 1 and abs(value.numerator) < 10**digits:
            return str(value)
        short = len(str(value)) <= digits
        return str(value) if short else shown(arb(value), digits)
    if isinstance(value, arb):
        value = float(value)
    return f"{value:.{digits}g}"
