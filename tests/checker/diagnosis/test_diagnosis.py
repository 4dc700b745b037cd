"""Every class of mistake is found in the answers that it leads to."""

import pytest

from symdiff.checker.check import check
from symdiff.derivation import Step
from symdiff.rules.mistakes import MISTAKES
from tests.checker.wrong_answers import (
    WRONG_ANSWERS,
    WRONG_IN_SEVERAL_VARIABLES,
    WRONG_SECOND_DERIVATIVES,
    WRONG_SECOND_SLOPES,
    WRONG_SLOPES,
    WRONG_WITH_UNKNOWN_FUNCTIONS,
)


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
