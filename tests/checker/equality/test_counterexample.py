"""Counterexamples are at plain points and have no more digits than it takes to see them."""

import pytest

from symdiff.checker.check import check, equal
from symdiff.checker.equality.counterexample import counterexample

WRITTEN = [
    ("1.73205080756888", "2.00000000000000", "1.73205", "2"),
    ("0.540302305868140", "0.540302305868999", "0.54030230586814", "0.540302305868999"),
    ("1.00000000000000e-30", "0", "1e-30", "0"),
    ("0.00000150000000000", "-0.0", "0.0000015", "0"),
    ("123456789.000000", "123456780.000000", "123456789", "123456780"),
    ("1.50000000000000e+300", "1.0", "1.5e+300", "1"),
    ("1.5e+99999999999999999999999", "1.0", "1.5e+99999999999999999999999", "1"),
    ("[2.5000000 +/- 1e-38]", "[-1.25 +/- 2e-38]", "2.5", "-1.25"),
    ("1.0 + 2.0j", "1.0", "1.0 + 2.0j", "1"),
]


@pytest.mark.parametrize(("left", "right", "first", "second"), WRITTEN)
def test_values_have_the_digits_that_tell_them_apart(left: str, right: str, first: str, second: str) -> None:
    found = counterexample({}, left, right)
    assert (found.left, found.right) == (first, second)


WRONG = [
    ("x^2", "x", {"x": "2"}),
    ("ln(x)", "2/x^2", {"x": "1"}),  # at 2 both are 1/2
    ("arcsin(x)", "1/sqrt(1 + x^2)", {"x": "1/2"}),  # there is no arcsin of 2, and no slope at 1
    ("ln(-x)", "-1/x", {"x": "-1"}),
    ("a x^3", "x^3", {"x": "2", "a": "3"}),
]


@pytest.mark.parametrize(("problem", "answer", "point"), WRONG)
def test_a_wrong_answer_is_shown_to_be_wrong_at_a_plain_point(problem: str, answer: str, point: dict[str, str]) -> None:
    assert check(problem, answer, "x").record()["counterexample"]["point"] == point


def test_where_there_may_be_a_kink_no_plain_point_is_taken() -> None:
    example = check("abs(x - 2)", "1").counterexample
    assert example is not None
    assert "/" in example.place


def test_expressions_are_compared_at_a_plain_point() -> None:
    assert str(equal("(x + y)^2", "x^2 + y^2").counterexample) == "where x = 2, y = 3, 25 against 13"
