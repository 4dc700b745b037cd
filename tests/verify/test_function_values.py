"""The witness's table of values against mpmath, which knows nothing of it."""

from collections.abc import Callable
from fractions import Fraction
from math import comb

import mpmath  # type: ignore[import-untyped]  # mpmath ships no types
import pytest

from symdiff.forms import (
    ONE,
    PI,
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Piecewise,
    Power,
    Relation,
    Root,
    Symbol,
    call,
    exp,
    sqrt,
)
from symdiff.functions import FUNCTIONS, SEVERAL_ARGUMENTS
from symdiff.verify import OutsideDomain, evaluate, holds
from symdiff.verify.values import BINARY_VALUES, FUNCTION_VALUES

x, y = Symbol("x"), Symbol("y")
mp = mpmath.mp

SMALL = ("-7/10", "-1/5", "1/7", "3/5")
ANY = ("-23/7", "-4/5", "1/9", "2", "17/3")
POSITIVE = ("1/9", "1", "17/3", "250")
BEYOND_ONE = ("-30", "-6/5", "8/7", "5")

MPMATH: dict[str, tuple[Callable[..., object], tuple[str, ...]]] = {
    "sin": (mpmath.sin, ANY),
    "cos": (mpmath.cos, ANY),
    "tan": (mpmath.tan, ANY),
    "cot": (mpmath.cot, ANY),
    "sec": (mpmath.sec, ANY),
    "csc": (mpmath.csc, ANY),
    "arcsin": (mpmath.asin, SMALL),
    "arccos": (mpmath.acos, SMALL),
    "arctan": (mpmath.atan, ANY),
    "arccot": (lambda z: mpmath.pi / 2 - mpmath.atan(z), ANY),
    "arcsec": (mpmath.asec, BEYOND_ONE),
    "arccsc": (mpmath.acsc, BEYOND_ONE),
    "sinh": (mpmath.sinh, ANY),
    "cosh": (mpmath.cosh, ANY),
    "tanh": (mpmath.tanh, ANY),
    "coth": (mpmath.coth, ANY),
    "sech": (mpmath.sech, ANY),
    "csch": (mpmath.csch, ANY),
    "arsinh": (mpmath.asinh, ANY),
    "arcosh": (mpmath.acosh, ("8/7", "2", "5", "400")),
    "artanh": (mpmath.atanh, SMALL),
    "arcoth": (mpmath.acoth, BEYOND_ONE),
    "arsech": (mpmath.asech, ("1/9", "3/5", "6/7")),
    "arcsch": (mpmath.acsch, ANY),
    "ln": (mpmath.log, POSITIVE),
    "abs": (abs, ANY),
    "sign": (mpmath.sign, ANY),
    "step": (lambda z: mpmath.mpf(z > 0), ANY),
    "relu": (lambda z: max(z, mpmath.mpf(0)), ANY),
    "floor": (mpmath.floor, ("-23/7", "1/9", "17/3")),
    "ceil": (mpmath.ceil, ("-23/7", "1/9", "17/3")),
    "sigmoid": (lambda z: 1 / (1 + mpmath.exp(-z)), ANY),
    "softplus": (lambda z: mpmath.log(1 + mpmath.exp(z)), ANY),
    "erf": (mpmath.erf, ANY),
    "erfc": (mpmath.erfc, ANY),
    "gamma": (mpmath.gamma, ANY),
    "digamma": (mpmath.digamma, ANY),
}
CASES = [(name, function, at) for name, (function, points) in MPMATH.items() for at in points]


def number(value: Fraction) -> object:
    return mpmath.mpf(value.numerator) / value.denominator


def agree(form: Form, at: Fraction, expected: object, digits: int) -> bool:
    """Whether the ball holds the expected number, known to some digits."""
    ball = evaluate(form, {x: at})
    found = mpmath.mpf(ball.str(60, radius=False))
    return bool(abs(found - expected) <= mpmath.mpf(10) ** -digits * (1 + abs(expected)))  # type: ignore[arg-type]  # mpmath ships no types


def test_every_function_has_a_value() -> None:
    assert set(FUNCTION_VALUES) == set(FUNCTIONS) == set(MPMATH)
    assert set(BINARY_VALUES) == set(SEVERAL_ARGUMENTS)


@pytest.mark.parametrize(("name", "function", "at"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_value_agrees_with_mpmath(name: str, function: Callable[..., object], at: str) -> None:
    with mpmath.workdps(50):
        assert agree(Call(name, (x,)), Fraction(at), function(number(Fraction(at))), 30)


@pytest.mark.parametrize(("name", "function", "at"), CASES, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("order", [1, 2, 3])
def test_derivative_agrees_with_differences_of_mpmath(name: str, function: Callable[..., object], at: str, order: int) -> None:
    with mpmath.workdps(60):
        step = mpmath.mpf(10) ** -12
        middle = number(Fraction(at))
        values = [function(middle + (mpmath.mpf(order) / 2 - k) * step) for k in range(order + 1)]
        central = sum((-1) ** k * comb(order, k) * value for k, value in enumerate(values)) / step**order
        assert agree(Derivative(Call(name, (x,)), x, order), Fraction(at), central, 18)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (E**x, mpmath.e**-8),
        (exp(Negative(x)), mpmath.e**8),
        (Power(Number(2), x), mpmath.mpf(2) ** -8),
        (Power(x, ONE / 3), -2),
        (Power(x, Number(2) / 3), 4),
        (Power(x, Number(Fraction(-1, 3))), mpmath.mpf(-1) / 2),
        (Power(x, ONE / 3 - 1), mpmath.mpf(1) / 4),
        (Power(x, Number(Fraction(1, 5), "0.2")), -(mpmath.mpf(8) ** (mpmath.mpf(1) / 5))),
        (Power(x, Number(2) / 6), -2),
        (Root(x, 3), -2),
        (Root(x, Number(-3)), mpmath.mpf(-1) / 2),
        (Root(-x, 2), mpmath.sqrt(8)),
        (Root(-x, x), mpmath.mpf(8) ** (mpmath.mpf(-1) / 8)),
        (Power(Number(-2), -x / 4), 4),
        (Power(x, Number(0)), 1),
        (x**-2, mpmath.mpf(1) / 64),
        (Call("log", (-x, Number(2))), 3),
        (Call("max", (x, Number(-9), Number(-20))), -8),
        (Call("min", (x, Number(-9), Number(-20))), -20),
        (Piecewise(((x**2, Relation(x, "<=", -8)), (ONE, Relation(x, ">", -8)))), 64),
        (Call("step", (x + 8,)), 0),
        (Call("sign", (x + 8,)), 0),
        (Call("floor", (x / 3,)), -3),
        (sqrt(x + 8), 0),
        (PI * x, -8 * mpmath.pi),
    ],
    ids=repr,
)
def test_value_at_minus_eight(form: Form, expected: object) -> None:
    assert agree(form, Fraction(-8), expected, 14)


@pytest.mark.parametrize(
    ("form", "at"),
    [
        (1 / x, 0),
        (call("sin")(1 / x), 0),
        (call("arctan")(1 / x), 0),
        (call("sign")(1 / x), 0),
        (0 * (1 / x), 0),
        (x / x, 0),
        (call("sin")(x) / x, 0),
        (x**0, 0),
        (x**x, 0),
        (x**-1, 0),
        (Root(x, 0), 5),
        (sqrt(x), -1),
        (Root(x, 4), -1),
        (Power(x, ONE / 2), -1),
        (Power(x, Number(Fraction(1, 4))), -1),
        (Power(x, PI), -1),
        (Power(Number(-2), x), Fraction(1, 3)),
        (call("ln")(x), 0),
        (call("ln")(x), -1),
        (call("arcsin")(x), 2),
        (call("arccos")(x), -2),
        (call("arcsec")(x), Fraction(1, 2)),
        (call("arccsc")(x), 0),
        (call("arcosh")(x), Fraction(1, 2)),
        (call("arcosh")(x), -3),
        (call("artanh")(x), 1),
        (call("artanh")(x), -3),
        (call("arcoth")(x), Fraction(1, 2)),
        (call("arsech")(x), -1),
        (call("arsech")(x), 2),
        (call("arcsch")(x), 0),
        (call("tan")(PI / 2 + 0 * x), 0),
        (call("coth")(x), 0),
        (call("gamma")(x), 0),
        (call("gamma")(x), -4),
        (call("digamma")(x), -4),
        (Call("log", (x, ONE)), 3),
        (Call("log", (x, Number(-2))), 3),
        (Piecewise(((x, Relation(x, "<", 0)),)), 1),
        (Piecewise(((x, Relation(sqrt(x), "<", 0)), (ONE, Relation(x, "<", 0)))), -1),
        (Derivative(call("abs")(x), x), 0),
        (Derivative(call("relu")(x), x), 0),
        (Derivative(call("sign")(x), x), 0),
        (Derivative(call("step")(x), x), 0),
        (Derivative(call("floor")(x), x), 3),
        (Derivative(call("ceil")(x), x), -2),
        (Derivative(sqrt(x), x), 0),
        (Derivative(Root(x, 3), x), 0),
        (Derivative(call("arcsin")(x), x), 1),
        (Derivative(Call("max", (x, x**2)), x), 1),
        (Derivative(Piecewise(((x, Relation(x, "<=", 2)), (x**2, Relation(x, ">", 2)))), x), 2),
        (Derivative(Number(3) + 0 * (1 / x), x), 0),
        (Derivative(call("ln")(x), x), -1),
    ],
    ids=repr,
)
def test_no_value(form: Form, at: Fraction) -> None:
    with pytest.raises(OutsideDomain):
        evaluate(form, {x: Fraction(at), y: Fraction(1)})


def test_a_piece_that_is_not_taken_may_be_undefined() -> None:
    form = Piecewise(((sqrt(x), Relation(x, ">", 0)), (Negative(x), Relation(x, "<=", 0))))
    assert evaluate(form, {x: Fraction(-3)}) == 3
    assert evaluate(Derivative(form, x), {x: Fraction(-3)}) == -1


def test_more_bits_are_taken_where_digits_cancel() -> None:
    tiny = Number(Fraction(1, 10**30))
    form = (exp(x + tiny) - exp(x)) / exp(x)
    assert agree(form, Fraction(3), mpmath.mpf(10) ** -30, 44)
    assert evaluate(form, {x: Fraction(3)}).rel_accuracy_bits() > 60


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        (Relation(x**2, "<", 10), True),
        (Relation(x**2, "<=", 9), True),
        (Relation(x**2, "<", 9), False),
        (Relation(x, "!=", 3), False),
        (Relation(call("sin")(x) ** 2 + call("cos")(x) ** 2, "=", 1), None),
        (Relation(sqrt(-x), ">", 0), None),
    ],
    ids=repr,
)
def test_conditions_at_three(condition: Form, truth: bool | None) -> None:
    assert holds(condition, {x: Fraction(3)}) is truth
