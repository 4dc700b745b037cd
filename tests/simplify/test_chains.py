"""The way to an answer: named equalities that link up, each true, each with its condition."""

import pytest

from symdiff.forms import TRUE, Symbol
from symdiff.render.plain import plain
from symdiff.rules.rewrites import REWRITES
from symdiff.simplify import simplify
from symdiff.verify import verify_equation
from tests.simplify.answers import form_of, others, raw_derivative, simplified
from tests.simplify.test_answers import ALL, identified

x = Symbol("x")
NAMES = {rule.name for rule in REWRITES}

# The worked items of the notes, from the raw answer on.
CHAINS = [
    ("sin(x^2)", "cos(x^2)*(2*x)", [("arithmetic", "2*x*cos(x^2)")]),
    ("ln(x^2)", "(1/x^2)*(2*x)", [("arithmetic", "2*x/x^2"), ("cancel a common factor", "2/x")]),
    ("2*(x^2 + 9)^3", "6*(x^2 + 9)^2*(2*x)", [("arithmetic", "12*x*(x^2 + 9)^2")]),
    (
        "ln(sin(x^3)^2)",
        "(3*x^2)*cos(x^3)*(2*sin(x^3))*(1/sin(x^3)^2)",
        [("arithmetic", "6*x^2*sin(x^3)*cos(x^3)/sin(x^3)^2"), ("cancel a common factor", "6*x^2*cos(x^3)/sin(x^3)")],
    ),
    (
        "x*exp(x^2)",
        "x*exp(x^2)*x + x*exp(x^2)*x + exp(x^2)",
        [
            ("arithmetic", "x*x*exp(x^2) + x*x*exp(x^2) + exp(x^2)"),
            ("combine powers", "x^2*exp(x^2) + x^2*exp(x^2) + exp(x^2)"),
            ("collect like terms", "2*x^2*exp(x^2) + exp(x^2)"),
            ("factor out", "exp(x^2)*(2*x^2 + 1)"),
        ],
    ),
    (
        "1/(1 + exp(-x))",
        "(0*(1 + exp(-x)) - 1*(-exp(-x)))/(1 + exp(-x))^2",
        [("arithmetic", "exp(-x)/(1 + exp(-x))^2")],
    ),
    (
        "(x^2 - 4)/(x - 2)",
        "(2*x*(x - 2) - (x^2 - 4))/(x - 2)^2",
        [
            ("arithmetic", "(2*x*(x - 2) - x^2 + 4)/(x - 2)^2"),
            ("multiply out", "(x^2 - 4*x + 4)/(x - 2)^2"),
            ("factor", "(x - 2)^2/(x - 2)^2"),
            ("cancel a common factor", "1"),
        ],
    ),
    (
        "(1 - cos(x))/sin(x)",
        "(sin(x)*sin(x) - (1 - cos(x))*cos(x))/sin(x)^2",
        [
            ("combine powers", "(sin(x)^2 - cos(x)*(1 - cos(x)))/sin(x)^2"),
            ("multiply out", "(sin(x)^2 + cos(x)^2 - cos(x))/sin(x)^2"),
            ("Pythagorean identity", "(1 - cos(x))/sin(x)^2"),
            ("Pythagorean identity", "(1 - cos(x))/(1 - cos(x)^2)"),
            ("factor", "(1 - cos(x))/((1 - cos(x))*(cos(x) + 1))"),
            ("cancel a common factor", "1/(cos(x) + 1)"),
        ],
    ),
]


@pytest.mark.parametrize(("problem", "raw", "lines"), CHAINS, ids=[row[0] for row in CHAINS])
def test_the_chain_reads_as_on_the_board(problem: str, raw: str, lines: list[tuple[str, str]]) -> None:
    found = simplify(form_of(raw), problem=form_of(problem), variable=x)
    written = [(step.rule, plain(step.right)) for step in found.steps]
    assert written[-len(lines) :] == lines


@pytest.mark.parametrize("row", ALL, ids=identified)
def test_lines_link_up_from_the_raw_answer_to_the_result(row: tuple[str, ...]) -> None:
    problem, _, *variable = row
    by = Symbol(*variable or "x")
    raw, found = raw_derivative(form_of(problem), by), simplified(problem, by.name)
    forms = [raw, *(step.right for step in found.steps)]
    assert [step.left for step in found.steps] == forms[:-1]
    assert forms[-1] is found.result
    assert all(step.kind == "rewrite" and step.rule in NAMES for step in found.steps)
    assert len(found.steps) <= 12


@pytest.mark.parametrize("row", ALL[::2], ids=identified)
def test_every_line_is_true(row: tuple[str, ...]) -> None:
    problem, _, *variable = row
    for step in simplified(problem, *variable).steps:
        assert verify_equation(step.left, step.right, where=step.valid).ok is not False


@pytest.mark.parametrize(
    ("problem", "condition"),
    [
        ("(x^2 - 4)/(x - 2)", "x - 2 != 0"),
        ("arctan(1/x)", "x != 0"),
        ("ln(sqrt(x))", "x > 0"),
        ("exp(2*ln(x))", "x > 0"),
        ("sqrt(x^2)", "x != 0"),
        ("sin(2*x)/cos(x)", "cos(x) != 0"),
        ("(1 - cos(x))/sin(x)", "sin(x) != 0"),
        ("x*artanh(x) + ln(1 - x^2)/2", "x - 1 != 0 and x + 1 != 0"),
    ],
)
def test_what_is_lost_is_said(problem: str, condition: str) -> None:
    assert plain(simplified(problem).valid) == condition


@pytest.mark.parametrize(
    "problem", ["x^3", "sqrt(x^2 + 1)", "arcsin(x/3)", "ln(x^2 + 1)/x", "exp(x)/(1 + exp(x))", "1/(x^2 + x + 1)"]
)
def test_nothing_is_said_where_nothing_is_lost(problem: str) -> None:
    assert simplified(problem).valid is TRUE


def test_the_sigmoid_is_reached_line_by_line() -> None:
    lines = [(step.rule, plain(step.right)) for step in others("1/(1 + exp(-x))")["with the sigmoid"].steps]
    assert lines == [
        ("add and subtract the same", "(1 + exp(-x) - 1)/(1 + exp(-x))^2"),
        ("split the fraction", "(1 + exp(-x))/(1 + exp(-x))^2 - 1/(1 + exp(-x))^2"),
        ("cancel a common factor", "1/(1 + exp(-x)) - 1/(1 + exp(-x))^2"),
        ("factor out", "(1/(1 + exp(-x)))*(1 - 1/(1 + exp(-x)))"),
        ("definition of the sigmoid", "sigmoid(x)*(1 - sigmoid(x))"),
    ]
