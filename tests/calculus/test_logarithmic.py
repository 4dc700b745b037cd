"""Logarithmic differentiation."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.calculus.logarithmic import by_logarithm, never_negative
from symdiff.derivation import Step, ordered
from symdiff.errors import LimitError, UnsupportedError
from symdiff.forms import (
    Derivative,
    Form,
    Number,
    Power,
    Root,
    Symbol,
    call,
    exp,
    product_of,
    sqrt,
    substitute,
)
from symdiff.functions import absolute, cosh, ln, sin
from symdiff.render.text import line
from symdiff.verify import verify_derivative, verify_equation, verify_step

x, y, a = map(Symbol, "xya")

PROBLEMS: list[Form] = [
    x**x,
    Power(x, sin(x)),
    sin(x) ** x,
    ln(x) ** x,
    Power(x, 1 / x),
    Power(1 + 1 / x, x),
    Power(x, Power(x, x)),
    (x**x) ** x,
    -(x**x),
    Power(Number(2), x) * x,
    x**2 * (x + 1) ** 3 / (x - 1) ** 4,
    sqrt(x * (x - 1) / (x + 2)),
    x * sqrt(x**2 + 1) * exp(-x),
    exp(x) / x,
    Root(x, 3) * x**2,
    2 * x * sin(x),
    -5 * Power(x - 1, Number(Fraction(2, 3))) / (3 * cosh(x)),
    a * x**a,
    absolute(x) * (x - 3),
    product_of(x + k for k in range(1, 30)),
]


def put_back(step: Step, problem: Form) -> tuple[Form, Form]:
    """A line with y and y′ as what they stand for."""
    meaning = {Symbol("y"): problem, Symbol("y'"): Derivative(problem, x)}
    return substitute(step.left, meaning), substitute(step.right, meaning)


@pytest.mark.parametrize("problem", PROBLEMS, ids=line)
def test_the_derivative_is_right(problem: Form) -> None:
    found = by_logarithm(problem, x)
    assert found.steps[-1].right is found.unsimplified
    assert verify_derivative(problem, x, found.unsimplified).ok


@pytest.mark.parametrize("problem", PROBLEMS, ids=line)
def test_every_line_is_true_of_what_y_stands_for(problem: Form) -> None:
    for step in by_logarithm(problem, x).steps:
        left, right = put_back(step, problem)
        assert verify_equation(left, right).ok is not False, step
        assert verify_step(step).ok is not False, step
        assert all(verify_step(used).ok is not False for used in ordered(step.uses))


def lines(problem: Form) -> list[str]:
    return [f"{line(step.left)} = {line(step.right)}" for step in by_logarithm(problem, x).steps]


def test_a_power_is_differentiated_as_in_a_textbook() -> None:
    assert lines(x**x) == [
        "y = xˣ",
        "ln y = ln(xˣ)",
        "ln(xˣ) = x ln x",
        "y′/y = ln x + 1",
        "y′ = y(ln x + 1)",
        "y(ln x + 1) = xˣ(ln x + 1)",
    ]


def test_a_quotient_is_split_into_its_factors() -> None:
    assert lines(x**2 * exp(x) / sqrt(x - 1))[1:5] == [
        "ln y = ln(x² eˣ/√(x − 1))",
        "ln(x² eˣ/√(x − 1)) = ln(x²) + ln(eˣ) − ln(√(x − 1))",
        "ln(x²) + ln(eˣ) − ln(√(x − 1)) = 2 ln|x| + x − (1/2) ln(x − 1)",
        "y′/y = 2/x + 1 − 1/(2(x − 1))",
    ]


@pytest.mark.parametrize(
    ("problem", "bars"),
    [(x**x, False), (x**2, False), (x**3, True), (x * (x + 1), True), (sqrt(x) * x, False), (x * ln(x), True)],
)
def test_bars_stand_where_the_sign_is_not_known(problem: Form, bars: bool) -> None:
    found = by_logarithm(problem, x)
    assert (found.steps[1].left is ln(absolute(y))) == bool(found.notes) == bars


def test_what_must_be_positive_is_known_to_be() -> None:
    problem = x * ln(x - 1) * (x**2 + 1)
    known = never_negative(problem)
    assert x - 1 in known and x**2 + 1 in known
    assert x not in known and ln(x - 1) not in known


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (x**2 + 1, "sum"),
        (-(x + 1), "sum"),
        (sin(x), "products, quotients and powers"),
        (x, "products, quotients and powers"),
        (a**2, "with x in it"),
        (call("max")(x, a), "products, quotients and powers"),
    ],
)
def test_it_is_refused_where_it_makes_no_sense(problem: Form, said: str) -> None:
    with pytest.raises(UnsupportedError, match=said):
        by_logarithm(problem, x)


def test_very_long_products_are_refused() -> None:
    with pytest.raises(LimitError, match="at most 200 factors"):
        by_logarithm(product_of(x + k for k in range(300)), x)


def test_deep_powers_are_no_problem() -> None:
    deep: Form = x
    for _ in range(3_000):
        deep = Power(deep, Number(2))
    assert by_logarithm(deep, x).steps[-1].right.children


def test_the_name_is_one_that_the_problem_does_not_use() -> None:
    assert by_logarithm(y * x**x, x).steps[0].left is Symbol("z")


bases = st.sampled_from([x, x + 1, 2 * x - 3, x**2 + 1, sin(x), exp(x), a, Number(-3)])
exponents = st.sampled_from([Number(2), Number(-1), Number(3), Number(Fraction(1, 2)), Number(Fraction(1, 3)), x, a])
factors = st.one_of(bases, st.builds(Power, bases, exponents), st.builds(sqrt, bases))
products = st.lists(factors, min_size=2, max_size=5).map(product_of)


@settings(max_examples=60, deadline=None)
@given(st.one_of(products, st.builds(lambda f, g: f / g, products, factors), st.builds(Power, products, exponents)))
def test_the_derivative_of_any_product_is_right(problem: Form) -> None:
    try:
        found = by_logarithm(problem, x)
    except UnsupportedError:
        assert "x" not in line(problem).replace("exp", "")
        return
    assert verify_derivative(problem, x, found.unsimplified).ok is not False
