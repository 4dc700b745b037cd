"""What is left to do in a right answer, and the forms that a teacher may ask for."""

import pytest

from symdiff.checker.check import check

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
