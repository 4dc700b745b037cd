"""The value of every function, in ball arithmetic: the one table that the witness goes by.

A value is an ``arb`` (a real number known to lie in a ball), an ``arb_series`` (a Taylor polynomial with such
coefficients) or, off the real line, an ``acb``.  Each entry says how to evaluate one function with the operations that
all three have, and never what its derivative is: the series arithmetic of FLINT finds that from the value alone.

``NAN`` stands for every value that is undefined or cannot be decided, and spreads through all arithmetic.

Method: F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval arithmetic, IEEE Transactions on
Computers 66 (2017).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import partial
from math import factorial
from typing import Any, TypeAlias

from flint import acb, arb, arb_series, fmpq

Value: TypeAlias = Any  # arb, arb_series or acb; FLINT's types carry no annotations
Truth: TypeAlias = bool | None

NAN = arb("nan")
_HALF = fmpq(1, 2)


def head(value: Value) -> Value:
    """The value itself, without the terms of higher order."""
    return value[0] if type(value) is arb_series else value


def divide(left: Value, right: Value) -> Value:
    """A quotient, ``NAN`` where the denominator may be zero."""
    return left / right if head(right) != 0 else NAN


def reciprocal(value: Value) -> Value:
    return divide(1, value)


def exponential(value: Value) -> Value:
    return value.exp()


def rational(value: Fraction) -> fmpq:
    """A fraction as FLINT writes it."""
    return fmpq(value.numerator, value.denominator)


def integer_power(exponent: int, base: Value) -> Value:
    """The power with an integer exponent; 0 to the power 0 and below is undefined."""
    if head(base) != 0:
        return base**exponent
    return _power_of_small(base, exponent) if exponent > 0 else NAN


def _power_of_small(base: Value, exponent: int) -> Value:
    """The power of what may be 0, by squaring: FLINT's own power of a ball around 0 is not a number."""
    total = base
    for bit in bin(exponent)[3:]:
        total = total * total
        if bit == "1":
            total = total * base
    return total


def rational_power(exponent: Fraction) -> Callable[[Value], Value]:
    """The power with a known rational exponent in lowest terms: with an odd denominator, a negative base has a real value."""
    if exponent.denominator == 1:
        return partial(integer_power, exponent.numerator)
    flint_exponent = rational(exponent)
    odd_root = exponent.denominator % 2 == 1
    odd = exponent.numerator % 2 == 1

    def power(base: Value) -> Value:
        first = head(base)
        if type(first) is acb:
            real = first.imag.is_zero() and first.real < 0 and odd_root
            return acb(power(first.real)) if real else base**flint_exponent
        if first > 0:
            return base**flint_exponent
        if odd_root and first < 0:
            return -((-base) ** flint_exponent) if odd else (-base) ** flint_exponent
        return first if first is base and first.is_zero() and exponent > 0 else NAN

    return power


def general_power(base: Value, exponent: Value) -> Value:
    """The power with an exponent known only at the point: the base is positive, or the exponent an integer."""
    exact = head(exponent)
    first = head(base)
    if type(exact) is acb or type(first) is acb or first > 0:
        return (base.log() * exponent).exp()
    varies = type(exponent) is arb_series and exponent.length() > 1
    if varies or not (exact.is_exact() and exact.is_integer()):
        return NAN
    return integer_power(int(exact.unique_fmpz()), base)


def general_root(radicand: Value, index: Value) -> Value:
    """The root with an index known only at the point."""
    exact = head(index)
    if exact == 0 or type(index) is arb_series or not (exact.is_exact() and exact.is_integer()):
        return general_power(radicand, reciprocal(index))
    return rational_power(Fraction(1, int(exact.unique_fmpz())))(radicand)


def logarithm(argument: Value, base: Value) -> Value:
    return divide(argument.log(), base.log())


# ---- functions of one argument ------------------------------------------------------------------------------------


def _sec(z: Value) -> Value:
    return reciprocal(z.cos())


def _csc(z: Value) -> Value:
    return reciprocal(z.sin())


def _sinh(z: Value) -> Value:
    growth = z.exp()
    return (growth - reciprocal(growth)) * _HALF


def _cosh(z: Value) -> Value:
    growth = z.exp()
    return (growth + reciprocal(growth)) * _HALF


def _tanh(z: Value) -> Value:
    if head(z).real < 0:
        return -_tanh(-z)
    decay = (z * -2).exp()
    return divide(1 - decay, 1 + decay)


def _sigmoid(z: Value) -> Value:
    return reciprocal(1 + (-z).exp())


def _arsinh(z: Value) -> Value:
    if head(z).real < 0:
        return -_arsinh(-z)
    return (z + (z * z + 1).sqrt()).log()


def _arcosh(z: Value) -> Value:
    return (z + (z + 1).sqrt() * (z - 1).sqrt()).log()


def _artanh(z: Value) -> Value:
    return divide(1 + z, 1 - z).log() * _HALF


def _arcoth(z: Value) -> Value:
    return divide(z + 1, z - 1).log() * _HALF


def _pi_over_two(z: Value) -> Value:
    return type(head(z)).pi() * _HALF


def _absolute(z: Value) -> Value:
    if type(z) is arb_series:
        return z * _sign(z)
    return type(z)(abs(z))


def _sign(z: Value) -> Value:
    first = head(z)
    if type(first) is acb or not first.is_finite():
        return NAN
    return first.sgn() if first is z or first != 0 else NAN


def _step(z: Value) -> Value:
    sign = _sign(z)
    return sign if sign.is_zero() else (sign + 1) * _HALF


def _relu(z: Value) -> Value:
    return maximum(z, arb(0))


def _floor(z: Value) -> Value:
    first = head(z)
    if type(first) is acb:
        return NAN
    return first.floor() if first is z or not first.contains_integer() else NAN


def _ceil(z: Value) -> Value:
    return -_floor(-z)


def _digamma(z: Value) -> Value:
    if type(z) is not arb_series:
        return z.digamma()
    at = acb(z[0])
    offset = z - z[0]
    total = arb_series([0])
    for order in reversed(range(z.prec)):
        total = total * offset + (at.polygamma(order).real / factorial(order) if order else z[0].digamma())
    return total


def maximum(left: Value, right: Value) -> Value:
    """The larger of two values; of two series, ``NAN`` where they may be tied."""
    first, second = head(left), head(right)
    if type(left) is arb and type(right) is arb:
        return left.max(right)
    if type(first) is acb or type(second) is acb:
        return NAN
    return left if first > second else right if second > first else NAN


def minimum(left: Value, right: Value) -> Value:
    """The smaller of two values; of two series, ``NAN`` where they may be tied."""
    return -maximum(-left, -right)


FUNCTION_VALUES: Mapping[str, Callable[[Value], Value]] = {
    "sin": lambda z: z.sin(),
    "cos": lambda z: z.cos(),
    "tan": lambda z: divide(z.sin(), z.cos()),
    "cot": lambda z: divide(z.cos(), z.sin()),
    "sec": _sec,
    "csc": _csc,
    "arcsin": lambda z: z.asin(),
    "arccos": lambda z: z.acos(),
    "arctan": lambda z: z.atan(),
    "arccot": lambda z: _pi_over_two(z) - z.atan(),
    "arcsec": lambda z: reciprocal(z).acos(),
    "arccsc": lambda z: reciprocal(z).asin(),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": _tanh,
    "coth": lambda z: reciprocal(_tanh(z)),
    "sech": lambda z: reciprocal(_cosh(z)),
    "csch": lambda z: reciprocal(_sinh(z)),
    "arsinh": _arsinh,
    "arcosh": _arcosh,
    "artanh": _artanh,
    "arcoth": _arcoth,
    "arsech": lambda z: _arcosh(reciprocal(z)),
    "arcsch": lambda z: _arsinh(reciprocal(z)),
    "ln": lambda z: z.log(),
    "abs": _absolute,
    "sign": _sign,
    "step": _step,
    "relu": _relu,
    "floor": _floor,
    "ceil": _ceil,
    "sigmoid": _sigmoid,
    "softplus": lambda z: (1 + z.exp()).log(),
    "erf": lambda z: z.erf(),
    "erfc": lambda z: z.erfc(),
    "gamma": lambda z: z.gamma(),
    "digamma": _digamma,
}

# These are single-valued on the whole complex plane, so what holds for them on an interval holds everywhere.
TRIGONOMETRIC = ("sin", "cos", "tan", "cot", "sec", "csc")
HYPERBOLIC = ("sinh", "cosh", "tanh", "coth", "sech", "csch", "sigmoid")
WITHOUT_BRANCHES = frozenset((*TRIGONOMETRIC, *HYPERBOLIC, "erf", "erfc", "gamma", "digamma"))

BINARY_VALUES: Mapping[str, Callable[[Value, Value], Value]] = {"log": logarithm, "max": maximum, "min": minimum}


# ---- conditions ---------------------------------------------------------------------------------------------------


Comparison: TypeAlias = Callable[[Value, Value], bool]


def _undecided_on_tie(holds: Comparison, fails: Comparison) -> Callable[[Value, Value], Truth]:
    def truth(left: Value, right: Value) -> Truth:
        first, second = head(left), head(right)
        if type(first) is acb or type(second) is acb:
            return None
        if first is not left or second is not right:  # along a line through a tie the answer changes
            return None if first.overlaps(second) else holds(first, second)
        return True if holds(first, second) else False if fails(first, second) else None

    return truth


COMPARISONS: Mapping[str, Callable[[Value, Value], Truth]] = {
    "=": _undecided_on_tie(lambda a, b: a == b, lambda a, b: a != b),
    "!=": _undecided_on_tie(lambda a, b: a != b, lambda a, b: a == b),
    "<": _undecided_on_tie(lambda a, b: a < b, lambda a, b: a >= b),
    "<=": _undecided_on_tie(lambda a, b: a <= b, lambda a, b: a > b),
    ">": _undecided_on_tie(lambda a, b: a > b, lambda a, b: a <= b),
    ">=": _undecided_on_tie(lambda a, b: a >= b, lambda a, b: a < b),
}


def both(left: Truth, right: Truth) -> Truth:
    """Whether both hold."""
    return False if left is False or right is False else None if left is None or right is None else True


def either(left: Truth, right: Truth) -> Truth:
    """Whether at least one holds."""
    return True if left or right else None if left is None or right is None else False
