"""What algebra proves, and that it proves nothing that is not so."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.checker.equality.equal import equal, prove_equal
from symdiff.checker.equality.proof import prove
from symdiff.forms import (
    ONE,
    PI,
    ZERO,
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
    Sum,
    Symbol,
    Undefined,
    Vector,
    call,
    exp,
    sqrt,
)
from symdiff.verify import OutsideDomain, evaluate

x, y, a, b, n = map(Symbol, "xyabn")
sin, cos, tan, sec, ln, arctan, absolute, sign, gamma = map(
    call, ("sin", "cos", "tan", "sec", "ln", "arctan", "abs", "sign", "gamma")
)
sinh, cosh, tanh, sigmoid, softplus = map(call, ("sinh", "cosh", "tanh", "sigmoid", "softplus"))
f = Undefined("f", (x,))

PROVED = [
    ((x + 1) ** 3, x**3 + 3 * x**2 + 3 * x + 1),
    (1 / (x - 1) - 1 / (x + 1), 2 / (x**2 - 1)),
    (sin(x) ** 2 + cos(x) ** 2, ONE),
    (sin(5 * x), 16 * sin(x) ** 5 - 20 * sin(x) ** 3 + 5 * sin(x)),
    (cos(x + y), cos(x) * cos(y) - sin(x) * sin(y)),
    (sin(x / 2) ** 2, (1 - cos(x)) / 2),
    (sec(x) ** 2 - tan(x) ** 2, ONE),
    (cos(x + PI), Negative(cos(x))),
    (sin(PI / 6), ONE / 2),
    (cosh(x) ** 2 - sinh(x) ** 2, ONE),
    (tanh(x), 1 - 2 / (exp(2 * x) + 1)),
    (sigmoid(x) * (1 - sigmoid(x)), exp(-x) / (1 + exp(-x)) ** 2),
    (softplus(x) - x, softplus(-x)),
    (exp(x + y), exp(x) * exp(y)),
    (Power(Number(8), x), Power(Number(2), 3 * x)),
    (Power(a, x + 1), a * Power(a, x)),
    (Power(x, x), exp(x * ln(x))),
    (sqrt(8 * x), 2 * sqrt(Number(2)) * sqrt(x)),
    (Power(x, Number(3) / 2), x * sqrt(x)),
    (Root(-8 * x**4, 3), -2 * x * Root(x, 3)),
    (sqrt(x**2), absolute(x)),
    (sqrt(x**4), x**2),
    (sqrt(x / y), sqrt(x * y) / absolute(y)),
    (1 / (sqrt(x + 1) + sqrt(x)), sqrt(x + 1) - sqrt(x)),
    (sqrt(exp(2 * x)), exp(x)),
    (absolute(x - 2) * absolute(x + 2), absolute(x**2 - 4)),
    (absolute(x) ** 2, x**2),
    (ln(x**3), 3 * ln(x)),
    (ln(x**2), 2 * ln(absolute(x))),
    (ln(x / y) + 2 * ln(absolute(y)), ln(x * y)),
    (ln(12 * x) - ln(Number(3)), 2 * ln(Number(2)) + ln(x)),
    (ln(exp(x)), x),
    (ln(sqrt(x)), ln(x) / 2),
    (Call("log", (x, Number(2))), ln(x) / ln(Number(2))),
    (arctan(-x), Negative(arctan(x))),
    (call("arcsec")(x), call("arccos")(1 / x)),
    (gamma(n + 3), (n + 2) * (n + 1) * n * gamma(n)),
    (f * (f + 1), f**2 + f),
    (E ** (x + 1), E * E**x),
]

NOT_SO = [
    (sqrt(x**2), x),
    (ln(x**2), 2 * ln(x)),
    (sqrt(x * y), sqrt(x) * sqrt(y)),
    (sin(x), cos(x)),
    (exp(x), x),
    (arctan(1 / x), PI / 2 - arctan(x)),
    (sign(x) ** 2, ONE),
    (absolute(x), x),
    (Power(x**2, ONE / 2), x),
    (x + Number(Fraction(1, 10**40)), x),
    (f, Undefined("f", (2 * x,))),
    (f, Undefined("g", (x,))),
    (f, Undefined("f", (x,), (1,))),
    (gamma(n + 1), gamma(n)),
    (PI, Number(Fraction(22, 7))),
    (E, Number(Fraction(19, 7))),
    (cos(PI / 5), ONE / 2),
    (sqrt(Power(x, x) ** 2), Power(x, x)),
    (ln(Number(2)) / ln(Number(3)), ONE),
]


@pytest.mark.parametrize(("left", "right"), PROVED, ids=repr)
def test_proved(left: Form, right: Form) -> None:
    assert prove(left, right)
    assert prove_equal(right, left).proved
    assert equal(left, right).status == "equal"


@pytest.mark.parametrize(("left", "right"), NOT_SO, ids=repr)
def test_nothing_false_is_proved(left: Form, right: Form) -> None:
    assert not prove(left, right)
    assert prove_equal(left, right).status != "equal" or not prove_equal(left, right).proved


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (Derivative(x, x), ONE),
        (Piecewise(((x, Relation(x, ">", 0)),)), x),
        (1 / (x - x), 1 / (x - x) + 1),
        (Power(x, Number(0)) / ZERO, ONE),
        ((x + y + a + b + 1) ** 900, (1 + x + y + a + b) ** 900 + 1),
        (Sum(sin(Number(k) * x) for k in range(1, 60)), ZERO),
        (Root(x, n), x),
        (cos(PI / 97), ONE),
        (ln(Number(-2)), ONE),
        (sqrt(Number(10**40 + 1)), x),
    ],
    ids=repr,
)
def test_what_is_beyond_it_is_left(left: Form, right: Form) -> None:
    assert not prove(left, right)


def test_lists_are_proved_entry_by_entry() -> None:
    assert prove_equal(Vector((2 * x, sin(2 * x))), Vector((x + x, 2 * sin(x) * cos(x)))).proved
    assert prove_equal(Vector((2 * x, sin(2 * x))), Vector((x + x, 2 * sin(x)))).status == "different"


NAMES = ["sin", "cos", "tan", "sinh", "tanh", "sigmoid", "abs", "arctan", "sign", "ln"]
expressions = st.recursive(
    st.sampled_from([x, y, Number(2), Number(Fraction(-1, 3)), PI, E]),
    lambda parts: st.one_of(
        st.builds(lambda left, right: left + right, parts, parts),
        st.builds(lambda left, right: left * right, parts, parts),
        st.builds(lambda left, right: left / right, parts, parts),
        st.builds(lambda part, power: part**power, parts, st.integers(-2, 3)),
        st.builds(Root, parts, st.integers(2, 3)),
        st.builds(Power, parts, parts),
        st.builds(lambda part, name: Call(name, (part,)), parts, st.sampled_from(NAMES)),
    ),
    max_leaves=6,
)


def refuted(left: Form, right: Form) -> bool:
    """Whether two expressions are proven different where both are real; the algebra speaks of nothing else."""
    found = equal(left, right).counterexample
    if found is None:
        return False
    point = {Symbol(name): value for name, value in found.point.items() if isinstance(value, Fraction)}
    return len(point) == len(found.point) and is_real(left, point) and is_real(right, point)


def is_real(form: Form, point: dict[Symbol, Fraction]) -> bool:
    try:
        evaluate(form, point)
    except OutsideDomain:
        return False
    return True


@settings(deadline=None)
@given(expressions, expressions)
def test_what_is_proved_is_never_different(left: Form, right: Form) -> None:
    square = (left + right) ** 2
    rewritten = left**2 + 2 * left * right + right**2
    assert not refuted(square, rewritten)
    assert not (prove(left, right) and refuted(left, right))


@settings(deadline=None)
@given(expressions, st.sampled_from([sqrt, absolute, ln, exp, sin, arctan]))
def test_outer_functions_keep_what_is_proved_true(form: Form, outer: object) -> None:
    for rewritten in (sqrt(form**2), ln(exp(form)), form**2 / form):
        left, right = outer(form), outer(rewritten)  # type: ignore[operator]  # the table holds functions
        assert not (prove(left, right) and refuted(left, right))
