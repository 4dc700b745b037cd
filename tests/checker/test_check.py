"""Which answers are right, which are wrong and why, and what else is said of them."""

import pytest
import sympy
from hypothesis import assume, given, settings

from symdiff.calculus.engine import derive
from symdiff.checker.check import check, equal
from symdiff.derivation import Step
from symdiff.errors import SymdiffError
from symdiff.forms import Form
from symdiff.render.plain import plain
from symdiff.rules.mistakes import MISTAKES
from symdiff.simplify import alternatives, simplify
from symdiff.verify import verify_derivative
from tests.checker.wrong_answers import (
    WRONG_ANSWERS,
    WRONG_IN_SEVERAL_VARIABLES,
    WRONG_SECOND_DERIVATIVES,
    WRONG_SECOND_SLOPES,
    WRONG_SLOPES,
    WRONG_WITH_UNKNOWN_FUNCTIONS,
)
from tests.expressions import expressions, x


@pytest.mark.parametrize(("problem", "answer", "mistake"), WRONG_ANSWERS)
def test_a_mistake_is_named(problem: str, answer: str, mistake: str) -> None:
    verdict = check(problem, answer, "x")
    assert (verdict.status, verdict.mistake) == ("incorrect", mistake)
    assert verdict.message
    assert 0 <= verdict.score < 1
    assert verdict.counterexample is not None
    assert isinstance(verdict.where, Step)


@pytest.mark.parametrize(("problem", "answer", "mistake"), WRONG_SECOND_DERIVATIVES)
def test_a_mistake_in_a_second_derivative_is_named(problem: str, answer: str, mistake: str) -> None:
    assert check(problem, answer, "x", 2).mistake == mistake


@pytest.mark.parametrize(("problem", "answer", "mistake"), WRONG_WITH_UNKNOWN_FUNCTIONS)
def test_a_mistake_with_an_unknown_function_is_named(problem: str, answer: str, mistake: str) -> None:
    verdict = check(problem, answer, "x")
    assert (verdict.status, verdict.mistake) == ("incorrect", mistake)


@pytest.mark.parametrize(
    ("problem", "answer", "mistake", "order"),
    [(*row, 1) for row in WRONG_SLOPES] + [(*row, 2) for row in WRONG_SECOND_SLOPES],
)
def test_a_mistake_in_the_slope_of_a_curve_is_named(problem: str, answer: str, mistake: str, order: int) -> None:
    verdict = check(problem, answer, order=order)
    assert (verdict.status, verdict.mistake) == ("incorrect", mistake)
    assert verdict.message
    assert isinstance(verdict.where, Step)


@pytest.mark.parametrize(
    ("problem", "answer", "order"),
    [
        ("x = t^2 + 1; y = t^4", "2t^2", 1),
        (r"x = \cos t, \quad y = \sin t", r"-\cot t", 1),
        ("y(t) = t^4, x(t) = t^2", "dy/dx = 4t^3/(2t)", 1),
        ("x = p t; y = q t^3", "3q t^2/p", 1),
        ("x = t^2; y = t^4", "2", 2),
        ("x = e^t; y = t", "-e^(-2t)", 2),
    ],
)
def test_the_slope_of_a_curve_given_by_a_parameter_is_right(problem: str, answer: str, order: int) -> None:
    assert check(problem, answer, order=order).status == "correct"


@pytest.mark.parametrize("problem", ["x = 4; y = t", "x = u v; y = u + v", "x = t; y = x^2"])
def test_a_curve_without_a_slope_or_a_parameter_is_refused(problem: str) -> None:
    with pytest.raises(SymdiffError):
        check(problem, "1")


@pytest.mark.parametrize(("problem", "answer", "mistake"), WRONG_IN_SEVERAL_VARIABLES)
def test_a_mistake_in_a_gradient_is_named(problem: str, answer: str, mistake: str) -> None:
    assert check(problem, answer, ("x", "y")).mistake == mistake


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [("x^2 cos(y)", "differentiated-once-only"), ("2 sin(y)", "wrong-variable"), ("-x^2 sin(y)", "wrong-variable")],
)
def test_a_mixed_derivative_is_not_one_by_one_letter(answer: str, mistake: str) -> None:
    assert check("x^2 sin(y)", answer, ("x", "y")).mistake == mistake


def test_every_class_of_mistake_has_a_wrong_answer() -> None:
    tables = WRONG_ANSWERS, WRONG_SECOND_DERIVATIVES, WRONG_SLOPES, WRONG_SECOND_SLOPES
    assert {mistake for table in tables for _, _, mistake in table} == {mistake.name for mistake in MISTAKES}


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


FORMS = [
    ("x^5 x^2", "7x^6", "simplified"),
    ("(2x + 1)^5", "5(2x + 1)^4*2", "unsimplified"),
    ("(2x + 1)^5", "10(2x + 1)^4", "simplified"),
    ("x^2 + x^2", "2x + 2x", "unsimplified"),
    ("x^2/2", "2x/2", "unsimplified"),
    ("x^3", "3x^(3 - 1)", "unsimplified"),
    ("x^2 e^x", "2x e^x + x^2 e^x", "simplified"),
    ("e^(2x)/x", "(2x e^(2x) - e^(2x))/x^2", "simplified"),
    ("-(-x)", "-(-1)", "unsimplified"),
    ("ln(x^2)", "1/x^2*2x", "unsimplified"),
]


@pytest.mark.parametrize(("problem", "answer", "form"), FORMS)
def test_a_right_answer_is_simplified_or_not(problem: str, answer: str, form: str) -> None:
    assert check(problem, answer).form == form


DEMANDS = [
    ("(2x + 1)^5", "5(2x + 1)^4*2", "simplified", "multiplied"),
    ("(x + 1)^2", "2x + 2", "factored", "factored"),
    ("x + 1/x", "1 - 1/x^2", "one fraction", "one fraction"),
    ("1/x", "-x^(-2)", "no negative exponents", "negative exponents"),
]


@pytest.mark.parametrize(("problem", "answer", "demand", "words"), DEMANDS)
def test_a_form_that_is_asked_for_and_missed_costs_a_little(problem: str, answer: str, demand: str, words: str) -> None:
    verdict = check(problem, answer, demands=[demand])
    assert verdict.correct
    assert verdict.score == 0.8
    assert words in verdict.message


MET = [
    ("(2x + 1)^5", "10(2x + 1)^4", "simplified"),
    ("(x + 1)^2", "2(x + 1)", "factored"),
    ("x + 1/x", "(x^2 - 1)/x^2", "one fraction"),
    ("x/(1 - x^2)", "(x^2 + 1)/(x^2 - 1)^2", "one fraction"),
    ("1/x", "-1/x^2", "no negative exponents"),
    ("e^(-x)/x + x^2", "2x - (x + 1)/(x^2 e^x)", "no negative exponents"),
]


@pytest.mark.parametrize(("problem", "answer", "demand"), MET)
def test_a_form_that_is_asked_for_and_met(problem: str, answer: str, demand: str) -> None:
    assert check(problem, answer, demands=[demand]).score == 1.0


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


def test_higher_derivatives_of_several() -> None:
    assert check("[t^2, t^3]", "[2, 6t]", order=2).correct
    assert check("x^2 y", "[[2y, 2x], [2x, 0]]", order=2).correct
    assert check("x^2 y", "[[2y, 2x], [2x, 1]]", order=2).status == "incorrect"
    with pytest.raises(SymdiffError, match="one variable"):
        check("[x y, x]", "[[0, 0], [0, 0]]", order=2)


CURVES = [
    ("x^2 + y^2 = 25", "-x/y", 1, "correct", None),
    ("x^2 + y^2 = 25", "y' = -x/y", 1, "correct", None),
    ("x^2 + y^2 = 25", "dy/dx = -x/y", 1, "correct", None),
    ("x^2 + y^2 = 25", "-25/y^3", 2, "correct", None),
    ("x^2 + y^2 = 25", "-(x^2 + y^2)/y^3", 2, "correct", None),
    ("x y = 1", "-1/x^2", 1, "correct", None),
    ("x y = 1", "-y/x", 1, "correct", None),
    ("x^2/a^2 + y^2/b^2 = 1", "-b^2 x/(a^2 y)", 1, "correct", None),
    ("x^2 + y^2 = 25", "x/y", 1, "incorrect", "wrong-sign"),
    ("x^2 + y^2 = 25", "-y/x", 1, "incorrect", "reciprocal-of-derivative"),
    ("x^2 + y^2 = 25", "2x + 2y = 0", 1, "incorrect", "chain-rule-missing-inner-derivative"),
    ("x^3 + y^3 = 6 x y", "(2y - x^2)/(y^2 - 2x)", 1, "correct", None),
]


@pytest.mark.parametrize(("problem", "answer", "order", "status", "mistake"), CURVES)
def test_the_slope_of_a_curve_is_compared_on_the_curve(
    problem: str, answer: str, order: int, status: str, mistake: str | None
) -> None:
    verdict = check(problem, answer, order=order)
    assert (verdict.status, verdict.mistake) == (status, mistake)


JACOBIAN = "[x^2 y, x + 3y]"
STRAIGHT = "[[2x y, x^2], [1, 3]]"
TURNED = "[[2x y, 1], [x^2, 3]]"
MATRICES = [
    ("x^2 y^3", "[2x y^3, 3x^2 y^2]", None, "correct", None),
    ("x^2 y^3", r"\begin{pmatrix}2xy^3\\3x^2y^2\end{pmatrix}", None, "correct", None),
    ("x^2 y^3", "[2x y^3, 2x^2 y^2]", None, "incorrect", "power-rule-wrong-coefficient"),
    ("x^2 y^3", "[2x y^3, 3x^2 y^2, 1]", None, "incorrect", "wrong-shape"),
    ("[cos t, t^2]", "[-sin t, 2t]", None, "correct", None),
    (JACOBIAN, STRAIGHT, None, "correct", None),
    (JACOBIAN, "[2x y, x^2; 1, 3]", None, "correct", None),
    (JACOBIAN, r"\begin{bmatrix}2xy & x^2\\1 & 3\end{bmatrix}", None, "correct", None),
    (JACOBIAN, TURNED, None, "correct", None),
    (JACOBIAN, STRAIGHT, "numerator", "correct", None),
    (JACOBIAN, TURNED, "numerator", "incorrect", "transposed"),
    (JACOBIAN, TURNED, "denominator", "correct", None),
    (JACOBIAN, STRAIGHT, "denominator", "incorrect", "transposed"),
    (JACOBIAN, "[[2x y, x^2], [1, 4]]", "numerator", "incorrect", "wrong-coefficient"),
    ("[x y z, x]", "[[y z, x z, x y], [1, 0, 0]]", None, "correct", None),
    ("[x y z, x]", "[[y z, 1], [x z, 0], [x y, 0]]", None, "correct", None),
    ("[x y z, x]", "[[y z, 1], [x z, 0]]", None, "incorrect", "wrong-shape"),
]


@pytest.mark.parametrize(("problem", "answer", "layout", "status", "mistake"), MATRICES)
def test_lists_and_matrices_are_checked_by_their_entries(
    problem: str, answer: str, layout: str | None, status: str, mistake: str | None
) -> None:
    verdict = check(problem, answer, layout=layout)  # type: ignore[arg-type]  # that is what is tested
    assert verdict.status == status, verdict.message
    if mistake != "wrong-coefficient":
        assert verdict.mistake == mistake


def test_a_transpose_is_recognised() -> None:
    assert any("transpose" in notice for notice in check(JACOBIAN, TURNED).notices)
    assert "transpose" in check(JACOBIAN, TURNED, layout="numerator").message


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


@pytest.mark.parametrize("problem", ["2x +", "x < 3", "x^2 + 1 = 0 = x"])
def test_a_bad_problem_is_an_error_of_who_set_it(problem: str) -> None:
    with pytest.raises(SymdiffError):
        check(problem, "2x")


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
