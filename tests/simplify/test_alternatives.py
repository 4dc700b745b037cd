"""The other forms of an answer that teachers accept."""

import pytest

from symdiff.forms import Symbol
from symdiff.render.plain import plain
from symdiff.simplify import alternatives
from symdiff.verify import verify_equation
from tests.simplify.answers import form_of, others, simplified
from tests.simplify.test_answers import ALL, identified


@pytest.mark.parametrize(
    ("problem", "name", "form"),
    [
        ("ln(sin(x^3)^2)", "with cot", "6*x^2*cot(x^3)"),
        ("1/(1 + exp(-x))", "with the sigmoid", "sigmoid(x)*(1 - sigmoid(x))"),
        ("ln(1 + exp(x))", "with the sigmoid", "sigmoid(x)"),
        ("exp(x)/(1 + exp(x))", "with the sigmoid", "sigmoid(x)*(1 - sigmoid(x))"),
        ("x^3 + 3*x^2", "factored", "3*x*(x + 2)"),
        ("x^2*(x - 1)^3", "expanded", "5*x^4 - 12*x^3 + 9*x^2 - 2*x"),
        ("ln(cos(x))", "with sin and cos", "-sin(x)/cos(x)"),
        ("1/cos(x)", "with sec and tan", "sec(x)*tan(x)"),
        ("sin(x)^2", "with the double angle", "sin(2*x)"),
        ("tanh(x)", "with a Pythagorean identity", "sech(x)^2"),
        ("(exp(x) - exp(-x))/2", "with hyperbolic functions", "cosh(x)"),
        ("ln(x)/x", "as a sum", "1/x^2 - ln(x)/x^2"),
        ("x*exp(-x)", "expanded", "exp(-x) - x*exp(-x)"),
        ("ln(x - 1) - ln(x + 2) + ln(x)", "one fraction", "(x^2 + 4*x - 2)/(x*(x - 1)*(x + 2))"),
    ],
)
def test_a_form_by_its_name(problem: str, name: str, form: str) -> None:
    assert plain(others(problem)[name].form) == form


@pytest.mark.parametrize("row", ALL, ids=identified)
def test_every_form_is_the_answer_and_is_reached_by_true_lines(row: tuple[str, ...]) -> None:
    problem, _, *variable = row
    result = simplified(problem, *variable).result
    for other in others(problem, *variable).values():
        assert other.form is not result
        assert other.steps[0].left is result
        assert other.steps[-1].right is other.form
        for step in other.steps:
            assert verify_equation(step.left, step.right, where=step.valid).ok is not False


def test_a_long_answer_has_no_other_forms() -> None:
    x = Symbol("x")
    long = form_of(" + ".join(f"sin({k}*x)" for k in range(1, 150)))
    assert alternatives(long, problem=x, variable=x) == ()
