"""The derivative as the limit of difference quotients."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symdiff.calculus.engine import derive
from symdiff.calculus.limit import by_limit
from symdiff.calculus.quotients import difference_quotient
from symdiff.derivation import Step
from symdiff.errors import UnsupportedError
from symdiff.forms import (
    E,
    Form,
    Limit,
    Number,
    Power,
    Root,
    Symbol,
    Undefined,
    call,
    exp,
    sqrt,
    substitute,
    sum_of,
    walk,
)
from symdiff.functions import absolute, cos, ln, sin
from symdiff.render.latex import latex
from symdiff.render.mathml import mathml
from symdiff.render.plain import plain
from symdiff.render.text import line, text
from symdiff.verify import verify_derivative, verify_equation

x, h, a, b, n = map(Symbol, "xhabn")
HALF = Number(1) / 2

BY_ALGEBRA: list[Form] = [
    Number(7),
    a,
    x,
    3 * x,
    x**2,
    a * x**2 + b * x - 3,
    (2 * x - 1) ** 3,
    x**12 / 5,
    1 / x,
    (x + 1) / (x - 1),
    x**2 / (x**2 + a),
    Power(x, Number(-2)) - x,
    -3 / (2 * x**2),
    x + 1 / x,
    sqrt(x),
    sqrt(a * x + b),
    sqrt(x**2 + 1) / 4,
    1 / sqrt(3 * x + 1),
    Power(x, HALF),
    Power(x, -HALF),
    Root(x, 3),
    Root(2 * x, 4),
    sin(x),
    5 * cos(a * x + b),
    -sin(1 - x),
    exp(x),
    a * exp(2 * x - 1),
    Power(Number(3), x),
    Power(a, 2 * x),
    ln(x),
    ln(4 - 3 * x) / 2,
    x**2 + 3 * x - 2 * sin(x) + exp(x) / 5,
    sum_of(sin(k * x) for k in range(1, 8)),
]

BY_RULES: list[Form] = [
    x**x,
    x * sin(x),
    absolute(x - 1),
    x**100,
    Power(x, n),
    call("tan")(x) * sqrt(x + 1),
    call("artanh")(x),
    call("arcosh")(x),
    sum_of(sin(k * x) for k in range(1, 40)),
]


def without_limits(form: Form) -> Form:
    """What stands behind the limit signs, which can be evaluated."""
    return substitute(form, {node: node.expression for node in walk(form) if isinstance(node, Limit)})


def is_between_quotients(step: Step) -> bool:
    return all(any(isinstance(node, Limit) for node in walk(side)) for side in (step.left, step.right)) and not any(
        isinstance(node, Undefined) for node in walk(step.right)
    )


@pytest.mark.parametrize("problem", BY_ALGEBRA, ids=line)
def test_the_limit_is_taken_by_algebra(problem: Form) -> None:
    found = by_limit(problem, x)
    assert found.steps and found.table is None and not found.notes
    assert found.steps[0].rule == "definition of the derivative"
    assert found.steps[1].right is Limit(difference_quotient(problem, x, h), h, 0)
    assert found.steps[-1].right is found.unsimplified
    assert not any(isinstance(node, Limit) or node is h for node in walk(found.unsimplified))
    assert verify_derivative(problem, x, found.unsimplified).ok


@pytest.mark.parametrize("problem", BY_ALGEBRA, ids=line)
def test_every_move_keeps_the_value_of_the_quotient(problem: Form) -> None:
    moves = [step for step in by_limit(problem, x).steps if is_between_quotients(step)]
    assert moves
    for step in moves:
        assert verify_equation(without_limits(step.left), without_limits(step.right)).ok, step


@pytest.mark.parametrize("problem", BY_RULES, ids=line)
def test_elsewhere_a_table_shows_quotients_that_approach_the_derivative(problem: Form) -> None:
    found = by_limit(problem, x)
    assert found.steps == () and len(found.notes) == 1
    assert verify_derivative(problem, x, found.unsimplified).ok
    assert found.table is not None
    limit = float(found.table.limit)
    distances = [abs(float(quotient) - limit) for _, quotient in found.table.rows]
    assert distances[-1] <= max(distances[0] / 1000, 1e-4 * abs(limit))
    assert [step for step, _ in found.table.rows] == [Fraction(1, 10**k) for k in range(1, 7)]


def test_a_table_is_made_where_there_is_a_derivative() -> None:
    table = by_limit(absolute(x - 1) * exp(x), x).table
    assert table is not None and table.point["x"] != 1


def test_without_values_there_is_no_table() -> None:
    found = by_limit(Undefined("g", (x,)), x)
    assert found.table is None and found.unsimplified is Undefined("g", (x,), (1,))
    assert found.notes == ("the limit of this difference quotient is not taken by algebra; the derivative is found by the rules",)


def test_the_letter_of_the_increment_is_free() -> None:
    found = by_limit(h * x**2, x)
    assert found.steps[1].right is Limit((h * (x + Symbol("k")) ** 2 - h * x**2) / Symbol("k"), Symbol("k"), 0)


def test_the_moves_have_the_names_of_a_textbook() -> None:
    def rules(problem: Form) -> list[str]:
        return [step.rule for step in by_limit(problem, x).steps[2:]]

    assert rules(x**2) == ["multiply out", "collect like terms", "factor out h", "cancel h", "let h go to 0"]
    assert rules(1 / x) == ["common denominator", "multiply out", "collect like terms", "cancel h", "let h go to 0"]
    assert rules(sqrt(x))[:2] == ["multiply above and below by the conjugate a + b", "difference of squares"]
    assert rules(sin(x)) == ["addition theorem", "split the fraction", "known limits: (sin h)/h goes to 1, (cos h − 1)/h to 0"]
    assert rules(Power(E, x)) == ["power of a sum", "factor out", "known limit: (e^h − 1)/h goes to 1"]
    assert rules(ln(x))[0] == "difference of logarithms"
    assert rules(3 * sin(x))[0] == "constant factor"
    assert rules(x + sin(x))[0] == "limit of a sum"


def test_a_limit_is_printed_with_its_variable_below() -> None:
    quotient = Limit(((x + h) ** 2 - x**2) / h, h, 0)
    assert latex(quotient + 1) == r"\lim_{h \to 0}\,\frac{(x + h)^2 - x^2}{h} + 1"
    assert latex(Limit(2 * x + h, h, 0)) == r"\lim_{h \to 0}\,(2x + h)"
    assert str(text(Limit(2 * x, h, 0))) == " lim  2x\nh → 0"
    assert line(Limit(2 * x, h, 0)) == "lim_(h → 0) 2x"
    assert "<munder><mi>lim</mi><mrow><mi>h</mi><mo>→</mo><mn>0</mn></mrow></munder>" in mathml(quotient)
    assert plain(Limit(2 * x, h, 0)) == "limit(2*x, h, 0)"


def test_an_expression_without_a_rule_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        by_limit(call("digamma")(x), x)


def test_a_deep_expression_is_left_to_the_rules() -> None:
    deep: Form = x
    for _ in range(3_000):
        deep = 1 / (deep + 1)
    assert by_limit(deep, x).steps == ()


coefficients = st.one_of(st.integers(-6, 6).map(Number), st.sampled_from([a, Number(Fraction(2, 3)), -b]))


@st.composite
def polynomials(draw: st.DrawFn, highest: int = 4) -> Form:
    degree = draw(st.integers(0, highest))
    return sum_of(draw(coefficients) * x**k if k else draw(coefficients) for k in reversed(range(degree + 1)))


@settings(max_examples=40, deadline=None)
@given(polynomials())
def test_the_limit_of_a_polynomial_is_what_the_rules_give(problem: Form) -> None:
    found = by_limit(problem, x)
    assert found.steps
    assert verify_equation(found.unsimplified, derive(problem, x)[problem].result).ok


@settings(max_examples=40, deadline=None)
@given(polynomials(3), polynomials(2))
def test_the_limit_of_a_quotient_of_polynomials_is_what_the_rules_give(above: Form, below: Form) -> None:
    problem = above / below
    assume(verify_equation(below, Number(0)).ok is False)
    found = by_limit(problem, x)
    assert found.steps
    assert verify_equation(found.unsimplified, derive(problem, x)[problem].result).ok is not False
    for step in filter(is_between_quotients, found.steps):
        assert verify_equation(without_limits(step.left), without_limits(step.right)).ok is not False
