"""Which answers are right, which are wrong and why, and what else is said of them."""

import pytest
import sympy
from hypothesis import assume, given, settings

from symdiff.calculus.engine import derive
from symdiff.checker.check import check, equal
from symdiff.errors import SymdiffError
from symdiff.forms import Form
from symdiff.render.plain import plain
from symdiff.simplify import alternatives, simplify
from symdiff.verify import verify_derivative
from tests.expressions import expressions, x

RIGHT = [
    ("x^3", "3x^2"),
    ("x^3", "3*x*x"),
    ("x^3", "f'(x) = 3x^2"),
    ("x^3", "y' = 3x²"),
    ("x^3", "dy/dx = 3x^2"),
    ("x^3", r"\frac{dy}{dx} = 3x^{2}"),
    ("x^3", "f'(x) = 3*x*x = 3x^2"),
    ("x^3", "  3 x ** 2 . "),
    ("x^3", "= 3x^2"),
    ("x^3", "Answer: 3x^2"),
    ("x^3", "ans = 3x^2;"),
    ("x^3", "=> so f'(x) = 3x^2"),
    ("x^3", "d/dx f(x) = 3x^2"),
    ("x^3", "d/dx(x^3) = 3x^2"),
    ("f(x) = x^3", "3x^2"),
    ("d/dx(x^3)", "3x^2"),
    (r"\frac{x^2}{2}", r"\tfrac{2x}{2}"),
    ("sin(x)cos(x)", "cos(2x)"),
    ("sin(x)cos(x)", "cos^2 x - sin^2 x"),
    ("sin(x)cos(x)", "1 - 2sin(x)^2"),
    ("tan x", "1 + tan^2 x"),
    ("tan x", "1/cos(x)^2"),
    ("sqrt(x)", "1/2 x^(-1/2)"),
    ("sqrt(x)", "0.5/sqrt(x)"),
    ("ln(5x)", "1/x"),
    ("ln|x|", "1/x"),
    ("|x|", "x/|x|"),
    ("ln(x)", "1/|x|"),
    ("x ln(x)", "ln(x) + |x|/x"),
    ("sqrt(x)^3", "3|x|/(2sqrt(x))"),
    ("x^x", "x^x (1 + ln x)"),
    ("2^x", "2^x ln 2"),
    ("arctan(1/x)", "-1/(1 + x^2)"),
    ("e^(2 ln x)", "2x"),
    ("a x^2 + b", "2 a x"),
    ("7", "0"),
    ("g(x) x", "g(x) + x g'(x)"),
]


@pytest.mark.parametrize(("problem", "answer"), RIGHT)
def test_a_right_answer_is_right_however_it_is_written(problem: str, answer: str) -> None:
    verdict = check(problem, answer)
    assert verdict.correct, verdict.message
    assert verdict.score == 1.0
    assert verdict.mistake is None


@given(expressions(5))
@settings(max_examples=30, deadline=None)
def test_a_right_answer_is_never_called_wrong(problem: Form) -> None:
    form = derive(problem, x)[problem].result
    assume(verify_derivative(problem, x, form).ok)
    simple = simplify(form, problem=problem, variable=x)
    others = [other.form for other in alternatives(simple.result, problem=problem, variable=x)]
    for answer in (form, simple.result, *others):
        for written in (answer, plain(answer)):
            assert check(problem, written, "x").status in ("correct", "undecided"), written


def test_decimals_are_accepted_within_a_tolerance_only() -> None:
    assert check("pi x", "3.14").status == "incorrect"
    assert any("decimals" in notice for notice in check("pi x", "3.14").notices)
    assert check("pi x", "3.14", tolerance=0.001).correct
    assert not check("pi x", "3.15", tolerance=0.001).correct


def test_a_rounded_decimal_is_called_that() -> None:
    assert check("x^3/9", "0.33x^2").mistake == "rounded"
    assert check("sqrt(2) x", "1.414").mistake == "rounded"
    assert check("sqrt(2) x", "1.42").mistake != "rounded"
    assert check("14x", "14.1").mistake != "rounded"
    assert check("x^2/4", "0.5x").correct


INVALID = ["2x +", "", "   ", "x squared", "2x, 3y", "x == 2", "__import__('os')", "lambda: 0", "\0", "2x > 1", "9**9**9**9"]


@pytest.mark.parametrize("answer", INVALID)
def test_what_cannot_be_read_is_invalid_and_says_why(answer: str) -> None:
    verdict = check("x^2", answer)
    assert verdict.status == "invalid"
    assert verdict.score == 0.0
    assert len(verdict.message) > 20


def test_an_answer_that_asks_for_the_derivative_again_is_no_answer() -> None:
    verdict = check("x^3 sin x", "d/dx(x^3 sin x)")
    assert (verdict.status, verdict.mistake) == ("incorrect", "not-differentiated")


def test_a_letter_that_the_problem_does_not_have_is_named() -> None:
    assert "contains c" in check("x^2 sin x", "2x + c").message
    assert any("capital" in notice for notice in check("x^2", "2X").notices)


def test_sympy_expressions_are_taken() -> None:
    t = sympy.Symbol("t")
    assert check(sympy.sin(t) ** 2, sympy.sin(2 * t)).correct
    assert equal(sympy.sqrt(t**2), "abs(t)").correct


def test_bad_options_are_refused() -> None:
    with pytest.raises(SymdiffError, match="demand"):
        check("x", "1", demands=["pretty"])
    with pytest.raises(SymdiffError, match="layout"):
        check("x", "1", layout="upright")  # type: ignore[arg-type]  # that is what is tested
    with pytest.raises(SymdiffError, match="order"):
        check("x", "1", order=0)


CONVENTIONS = [
    ("x_1", "x1", "index"),
    ("x", "X", "capital"),
    ("1/3", "0.33", "decimals"),
    ("e^(i x)", "cos(x) + i sin(x)", "imaginary"),
    ("sqrt(x^2)", "abs(x)", "real numbers"),
    ("3", "lg(1000)", "base 10"),
    ("1/(a b)", "1/ab", "1/(ab)"),
    ("1,5", "1.5", "1,5"),
    ("2", "1--1", "signs in a row"),
    ("10", "nCr(5, 2)", "binomial"),
    ("sqrt(x)", "root(x)", "square root"),
    ("a*sqrt(7)", "sqrt(7a^2)", "positive"),
]


@pytest.mark.parametrize(("first", "second", "words"), CONVENTIONS)
def test_a_convention_is_stated(first: str, second: str, words: str) -> None:
    assert any(words in notice for notice in equal(first, second).notices)


def test_equal_says_invalid_correct_and_incorrect() -> None:
    assert equal("2(x + 1)", "2x + 2").status == "correct"
    assert equal("2(x + 1)", "2x + 1").status == "incorrect"
    assert equal("2(x + 1)", "2x + (").status == "invalid"
    assert equal("x = 3", "2x = 6").status == "correct"


def test_a_verdict_as_plain_values() -> None:
    record = check("sin(x^2)", "cos(x^2)").record()
    assert record["where"] == {"before": "diff(sin(x^2), x)", "after": "cos(x^2)"}
    assert record["status"] == "incorrect"
    assert record["rule"] == "chain rule"
    assert set(record["counterexample"]) == {"point", "right", "yours"}


def test_a_proof_is_found_on_request() -> None:
    assert not equal("sin(2x)", "2 sin(x) cos(x)").proved
    assert equal("sin(2x)", "2 sin(x) cos(x)", prove=True).proved
    assert equal("x", "x").proved
    assert equal("x^2", "x^3").proved
    assert check("x^2", "x").proved
    assert not equal("x +", "x").proved


REVEALED = [
    ("(x+1)^5", "5x", 1, "5*(x + 1)^4"),
    ("x^3", "3x^", 1, "3*x^2"),
    ("x^2+y^2=1", "x", 1, "-x/y"),
    ("x = cos t; y = sin t", "1", 1, "-cot(t)"),
    ("[x y, x]", "1", 1, "[[y, x], [1, 0]]"),
    ("f(x)^2", "2f(x)", 1, "2*f(x)*f'(x)"),
    ("x^4", "1", 2, "12*x^2"),
]


@pytest.mark.parametrize(("problem", "answer", "order", "right"), REVEALED)
def test_the_right_answer_is_told_only_if_asked_for(problem: str, answer: str, order: int, right: str) -> None:
    assert check(problem, answer, None, order).solution is None
    assert check(problem, answer, None, order, reveal=True).record()["solution"] == right
