"""What is asked for by a problem: curves by an equation or a parameter, several variables, higher orders."""

import pytest

from symdiff.checker.check import check
from symdiff.errors import SymdiffError


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


@pytest.mark.parametrize("problem", ["2x +", "x < 3", "x^2 + 1 = 0 = x"])
def test_a_bad_problem_is_an_error_of_who_set_it(problem: str) -> None:
    with pytest.raises(SymdiffError):
        check(problem, "2x")
