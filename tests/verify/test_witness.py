"""What the witness accepts, what it refuses, and what it says it cannot tell."""

from fractions import Fraction
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.derivation import Step
from symdiff.errors import UnsupportedError
from symdiff.forms import (
    FALSE,
    ONE,
    PI,
    TRUE,
    ZERO,
    And,
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    call,
    exp,
    product_of,
    sqrt,
    substitute,
    sum_of,
)
from symdiff.functions import FUNCTIONS, X
from symdiff.verify import evaluate, sample_points, verify_derivative, verify_equation, verify_step
from symdiff.verify.compiler import compile_forms

x, y, z, w, a, b, n, u = map(Symbol, "xyzwabnu")
sin, cos, tan, ln, sec, csc, arcsin, arctan = map(call, ("sin", "cos", "tan", "ln", "sec", "csc", "arcsin", "arctan"))
absolute, sign, sigmoid = map(call, ("abs", "sign", "sigmoid"))


def f(*arguments: Form, orders: tuple[int, ...] | None = None) -> Form:
    return Undefined("f", arguments, orders)


def g(argument: Form, order: int = 0) -> Form:
    return Undefined("g", (argument,), (order,))


RIGHT = [
    (Number(7), ZERO),
    (x**5, 5 * x**4),
    (x * sin(x), sin(x) + x * cos(x)),
    (sin(x) / x, (x * cos(x) - sin(x)) / x**2),
    (sin(x**2), 2 * x * cos(x**2)),
    (ln(absolute(x)), 1 / x),
    (Root(x, 3), 1 / (3 * Root(x, 3) ** 2)),
    (Power(x, Number(2) / 3), Number(2) / 3 * Power(x, Number(2) / 3 - 1)),
    (x**x, x**x * (ln(x) + 1)),
    (Power(a, x), Power(a, x) * ln(a)),
    (Power(x, n), n * Power(x, n - 1)),
    (Call("log", (Number(3), x)), Negative(ln(Number(3)) / (x * ln(x) ** 2))),
    (absolute(x**2 - 9), 2 * x * sign(x**2 - 9)),
    (Call("max", (x, x**2)), Piecewise(((ONE, Relation(x, ">", x**2)), (2 * x, Relation(x, "<", x**2))))),
    (sigmoid(a * x + b), a * sigmoid(a * x + b) * (1 - sigmoid(a * x + b))),
    (f(x) * g(x), f(x, orders=(1,)) * g(x) + f(x) * g(x, 1)),
    (ln(f(x)), f(x, orders=(1,)) / f(x)),
    (f(x**2, sin(x)), 2 * x * f(x**2, sin(x), orders=(1, 0)) + cos(x) * f(x**2, sin(x), orders=(0, 1))),
    (arcsin(x / 3), 1 / sqrt(9 - x**2)),
    (exp(exp(exp(x))), exp(exp(exp(x))) * exp(exp(x)) * exp(x)),
    (x**5000, 5000 * x**4999),
    ((x + y + z + w) ** 5000, 5000 * (x + y + z + w) ** 4999),
    (Vector((x**2, sin(x))), Vector((2 * x, cos(x)))),
    (Relation(x**2 + g(x) ** 2, "=", 25), Relation(2 * x + 2 * g(x) * g(x, 1), "=", 0)),
]

WRONG = [
    (Number(7), ONE),
    (x**5, 5 * x**5),
    (x**5, x**4),
    (x**5, 4 * x**4),
    (x**-3, -3 * x**-2),
    (3 * x**2, 3 * x),
    (x**2 * sin(x), 2 * x * cos(x)),
    (x**2 * sin(x), x**2 * sin(x) + 2 * x * cos(x)),
    (x * ln(x), 1 / x),
    (sin(x) / x, cos(x)),
    (sin(x) / x, (sin(x) - x * cos(x)) / x**2),
    (sin(x) / x, (x * cos(x) - sin(x)) / x),
    (sin(x**2), cos(x**2)),
    (sin(x**2), cos(2 * x)),
    (sin(x**2), 2 * cos(x**2)),
    (sin(x) ** 2, 2 * sin(x)),
    (cos(x), sin(x)),
    (tan(x), sec(x)),
    (Power(Number(2), x), x * Power(Number(2), x - 1)),
    (Power(Number(2), x), Power(Number(2), x)),
    (exp(3 * x), exp(3 * x)),
    (E**2, 2 * E),
    (ln(5 * x), 5 / x),
    (ln(x**2 + 1), 1 / (x**2 + 1)),
    (Call("log", (x, Number(10))), 1 / x),
    (sqrt(x), 1 / sqrt(x)),
    (Root(x, 3), 1 / (3 * Root(x, 3))),
    (sqrt(x**2), ONE),
    (absolute(x), ONE),
    (arctan(2 * x), 1 / (1 + 4 * x**2)),
    (arcsin(x), 1 / sqrt(1 + x**2)),
    (x**x, x * x ** (x - 1)),
    (a * x**2, 2 * x),
    (f(g(x)), f(x, orders=(1,)) * g(x, 1)),
    (f(x) * g(x), f(x, orders=(1,)) * g(x, 1)),
    (x**5000, 5000 * x**5000),
    (absolute(x - 137), ONE),
    (Call("max", (x, Number(40))), Piecewise(((ZERO, Relation(x, "<", 41)), (ONE, Relation(x, ">", 41))))),
    (Vector((x**2, sin(x))), Vector((2 * x, sin(x)))),
]


@pytest.mark.parametrize(("problem", "result"), RIGHT, ids=repr)
def test_right_derivatives_are_accepted(problem: Form, result: Form) -> None:
    verification = verify_derivative(problem, x, result)
    assert verification.ok is True, verification
    assert len(verification.points) >= 6
    assert verification.bound < 1e-15
    assert "on power series" in verification.method


@pytest.mark.parametrize(("problem", "result"), WRONG, ids=repr)
def test_wrong_derivatives_are_refused_with_a_point(problem: Form, result: Form) -> None:
    verification = verify_derivative(problem, x, result)
    assert verification.ok is False
    assert verification.mismatch is not None
    assert verification.mismatch[1] != verification.mismatch[2]


SCALABLE = [case for case in RIGHT[1:] if not isinstance(case[0], Vector | Relation)]


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("problem", "result"), SCALABLE, ids=repr)
def test_a_tiny_error_is_seen(problem: Form, result: Form, seed: int) -> None:
    almost = Product((result, Number(1 + Fraction(1, 10**20))))
    assert verify_derivative(problem, x, almost, seed=seed).ok is False


@pytest.mark.parametrize("name", [name for name, function in FUNCTIONS.items() if function.derivative is not None])
def test_the_table_of_functions_is_true(name: str) -> None:
    derivative = FUNCTIONS[name].derivative
    assert derivative is not None
    assert verify_derivative(Call(name, (X,)), X, derivative).ok is True  # type: ignore[arg-type]  # a placeholder is a variable too


HIGHER = [
    (x**7, 3, 210 * x**4),
    (sin(2 * x), 10, -1024 * sin(2 * x)),
    (exp(x) * x, 25, exp(x) * (x + 25)),
    (ln(x), 5, 24 / x**5),
    (f(x) ** 2, 2, 2 * f(x, orders=(1,)) ** 2 + 2 * f(x) * f(x, orders=(2,))),
    (x**3, 0, x**3),
]


@pytest.mark.parametrize(("problem", "order", "result"), HIGHER, ids=repr)
def test_higher_orders(problem: Form, order: int, result: Form) -> None:
    assert verify_derivative(problem, x, result, order).ok is True
    assert verify_derivative(problem, x, result + x / 10**9, order).ok is False


def D(expression: Form, variable: Form = x, order: int = 1) -> Form:
    return Derivative(expression, variable, order)


EQUATIONS = [
    (D(x * sin(x)), D(x) * sin(x) + x * D(sin(x))),
    (D(sin(u), u), cos(u)),
    (D(sin(x**2)), cos(x**2) * D(x**2)),
    (D(sin(x**2)), D(sin(x**2), x**2) * D(x**2)),
    (D(D(sin(x**2))), D(D(sin(x**2), x**2) * D(x**2))),
    (D(D(x**4)), 12 * x**2),
    (D(x**3 * D(x**4, x, 2), x, 2), D(12 * x**5, x, 2)),
    (D(D(sin(x * y)), y), cos(x * y) - x * y * sin(x * y)),
    (D(D(x**3 * y**4 * z**5, x, 2), y, 3), 144 * x * y * z**5),
    (D(D(D(exp(x * y * z)), y), z), exp(x * y * z) * (1 + 3 * x * y * z + (x * y * z) ** 2)),
    (D(x * D(sin(x * y), y, 2)), D(Negative(x**3 * sin(x * y)))),
    (D(y**2 * D(sign(x) * y, y)), ZERO),
    (D(D(x**2, y)), ZERO),
    (D(f(x, y), x), f(x, y, orders=(1, 0))),
    (D(D(f(x, y), x), y), D(D(f(x, y), y), x)),
    (D(Vector((x * y, y)), y), Vector((x, ONE))),
    (Vector((2 * x, cos(x))), D(Vector((x**2, sin(x))))),
    (sin(x) ** 2 + cos(x) ** 2, ONE),
    (sin(x) ** 2 + cos(x) ** 2 - 1, ZERO),
    (sin(PI / 3), sqrt(Number(3)) / 2),
    (x / (call("arsinh")(sin(PI)) ** 2 + 1), x),
    (x + tan(PI) ** 5, x),
    (f(Number(2)), f(1 + ONE)),
    (And((Relation(x, "<", 3), TRUE)), Relation(2 * x, "<", 6)),
]


@pytest.mark.parametrize(("left", "right"), EQUATIONS, ids=repr)
def test_true_equations(left: Form, right: Form) -> None:
    assert verify_equation(left, right).ok is True
    assert verify_equation(right, left, seed=5).ok is True


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (D(sin(x**2)), D(sin(x**2), x**2)),
        (D(D(sin(x * y)), y), D(D(sin(x * y)), x)),
        (D(x * y), D(x * y, y)),
        (f(x, y), f(y, x)),
        (Number(Fraction(1, 10**30)), Number(Fraction(2, 10**30))),
        (x + Number(Fraction(1, 10**60)), x),
        (x + exp(Number(-200)), x),
        (Relation(x, "<", 3), Relation(x, ">", 3)),
        (Vector((x, y)), Vector((x, y, z))),
        (Vector((x, y)), x),
        (Relation(x, "=", 2), Relation(x, "<", 2)),
        (TRUE, FALSE),
    ],
    ids=repr,
)
def test_false_equations(left: Form, right: Form) -> None:
    assert verify_equation(left, right).ok is False


@pytest.mark.parametrize(
    ("left", "right", "where"),
    [
        (sqrt(x**2), x, Relation(x, ">=", 0)),
        (ln(x**2), 2 * ln(x), TRUE),
        (sqrt(x**2 * y), x * sqrt(y), And((Relation(x, ">", 0), Relation(y, ">", 0)))),
        (absolute(x - 200), x - 200, Relation(x, ">", 200)),
        (x / x, ONE, Relation(x, "!=", 0)),
    ],
    ids=repr,
)
def test_equations_under_a_condition(left: Form, right: Form, where: Form) -> None:
    assert verify_step(Step("test", "rewrite", left, right, valid=where)).ok is True
    if where is not TRUE and left is not x / x:
        assert verify_equation(left, right).ok is False


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (sqrt(-(x**2) - 1), sqrt(-(x**2) - 1) + 1),
        (ln(x), ln(-x)),
        (arcsin(x + 5) + call("arcosh")(x), x),
        (sin(PI) / sin(PI), ONE),
        (Call("frobnicate", (x,)), x),
        (D(x**2, Number(3)), x),
        (D(x**2, x, 10**6), x),
        (Sum((x, Vector((x, x)))), x),
    ],
    ids=repr,
)
def test_where_nothing_can_be_said_it_says_so(left: Form, right: Form) -> None:
    verification = verify_equation(left, right)
    assert verification.ok is None
    assert verification.method.startswith("not checked: ")


@pytest.mark.parametrize(
    "form",
    [
        arcsin(x / 1000 - 5),
        ln(-(x**2) + 100 * x - 2499),
        sqrt(x - 137) * sqrt(138 - x),
        call("arcosh")(x / 20),
        call("arcsec")(x + 10**7),
        sqrt(sin(x) - Number(Fraction(99, 100))),
        ln(ln(ln(ln(x)))),
        sqrt(x - 10**9),
        arcsin(x**2 + y**2 - 5000),
        sqrt(a - 77) * ln(b - 3 * a),
        Call("log", (x - 300, a - 40)),
    ],
    ids=repr,
)
def test_small_domains_are_found(form: Form) -> None:
    assert verify_equation(2 * form, form + form).ok is True
    assert verify_equation(2 * form, form + form + 1).ok is False


def test_sample_points_lie_on_both_sides_of_every_constant() -> None:
    form = absolute(x - 137) + sign(x + 55)
    points = [point[x] for point in sample_points([form], [x])]
    assert any(point > 137 for point in points)
    assert any(55 < point < 137 for point in points)
    assert any(-137 < point < -55 for point in points)
    assert points == [point[x] for point in sample_points([form], [x])]
    assert points != [point[x] for point in sample_points([form], [x], seed=1)]


def test_values_are_refused_for_what_has_none() -> None:
    with pytest.raises(UnsupportedError, match="no value is given for y"):
        evaluate(x + y, {x: Fraction(1)})
    with pytest.raises(UnsupportedError, match="only the name is known"):
        evaluate(f(x), {x: Fraction(1)})
    with pytest.raises(UnsupportedError, match="true or false"):
        evaluate(Relation(x, "<", 1), {x: Fraction(1)})


def test_deep_expressions_take_linear_work() -> None:
    sizes = []
    for depth in (1000, 2000, 10_000):
        inner: Form = x
        factors = []
        for _ in range(depth):
            factors.append(cos(inner))
            inner = sin(inner) + 1
        sizes.append(compile_forms((D(inner), product_of(factors))).size)
    assert sizes[1] <= 2.01 * sizes[0]
    assert sizes[2] <= 10.01 * sizes[0]
    assert verify_derivative(inner, x, product_of(factors)).ok is True
    assert verify_derivative(inner, x, product_of(factors[1:])).ok is False


def test_rules_can_be_checked_by_putting_functions_for_placeholders() -> None:
    first, second = Placeholder("f"), Placeholder("g")
    before, after = D(first * second, X), D(first, X) * second + first * D(second, X)
    functions: dict[Form, Form] = {first: f(X), second: g(X)}
    assert verify_equation(substitute(before, functions), substitute(after, functions)).ok is True


leaves = st.sampled_from([x, a, Number(2), Number(Fraction(1, 3)), PI])
SMOOTH = ["sin", "cos", "arctan", "tanh", "sigmoid", "softplus", "erf", "arsinh"]
expressions = st.recursive(
    leaves,
    lambda parts: st.one_of(
        st.builds(lambda left, right: left + right, parts, parts),
        st.builds(lambda left, right: left * right, parts, parts),
        st.builds(lambda left, right: left / (right**2 + 1), parts, parts),
        st.builds(lambda part, power: part**power, parts, st.integers(1, 4)),
        st.builds(lambda part, name: Call(name, (part,)), parts, st.sampled_from(SMOOTH)),
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(expressions, expressions, st.integers(0, 3), st.integers(0, 1000))
def test_leibniz(left: Form, right: Form, order: int, seed: int) -> None:
    by_parts = sum_of(comb(order, k) * D(left, x, k) * D(right, x, order - k) for k in range(order + 1))
    assert verify_equation(D(left * right, x, order), by_parts, seed=seed).ok is True


@settings(deadline=None)
@given(expressions, st.integers(0, 1000))
def test_an_expression_is_not_its_own_successor(form: Form, seed: int) -> None:
    assert verify_equation(form, form + Number(Fraction(1, 10**12)), seed=seed).ok is False


@settings(deadline=None)
@given(expressions.filter(lambda form: bool(form.children)), st.sampled_from(SMOOTH), st.integers(0, 1000))
def test_chain_rule(inner: Form, name: str, seed: int) -> None:
    composed = Call(name, (inner,))
    assert verify_equation(D(composed), D(composed, inner) * D(inner), seed=seed).ok is True
