"""Working, line by line: the first wrong line, what is wrong there, and what follows from what."""

import pytest

from symdiff.checker.work import check_work
from symdiff.errors import LimitError

CASES: list[tuple[str, list[str], int | None, str | None]] = [
    ("(3x - 1)^4", ["4(3x - 1)^3*3", "12(3x - 1)^3"], None, None),
    ("(3x - 1)^4", ["4(3x - 1)^3*3", "7(3x - 1)^3"], 2, "arithmetic-slip"),
    ("(3x - 1)^4", ["4(3x - 1)^3", "4(3x - 1)^3"], 1, "chain-rule-missing-inner-derivative"),
    ("x/(x + 3)", ["((x + 3) - x)/(x + 3)", "3/(x + 3)^2"], 1, "quotient-rule-denominator-not-squared"),
    ("x^2 sin x", ["f(x) = x^2 sin x", "f'(x) = 2x sin x + x^2 cos x", "= x(2 sin x + x cos x)"], None, None),
    ("x^2 sin x", ["f'(x) = 2x sin x + x^2 cos x = x(2 sin x + cos x)"], 1, "arithmetic-slip"),
    ("x^2 sin x", ["d/dx(x^2)*sin(x) + x^2*d/dx(sin(x))", "2x sin(x) + x^2 cos(x)"], None, None),
    ("3x^2", ["d/dx(3x^2) = 3*2x = 6x"], None, None),
    ("(x + 2)^2/x", ["(x^2 + 4x + 4)/x", "x + 4 + 4/x", "1 - 4/x^2"], None, None),
    ("3(x - 4)^2", ["6(x - 4)", "6x - 4"], 2, "distribution-slip"),
    ("sin(x^3)", ["u = x^3", "du/dx = 3x^2", "y = sin(u)", "dy/du = cos(u)", "dy/dx = cos(u)*3x^2", "3x^2 cos(x^3)"], None, None),
    ("sin(x^3)", ["u = x^3", "du/dx = 3x", "dy/dx = 3x cos(u)"], 2, None),
    ("x^2 + y^2 = 9", ["2x + 2y y' = 0", "2y y' = -2x", "y' = -x/y"], None, None),
    ("x^2 + y^2 = 9", ["2x + 2y dy/dx = 0", "dy/dx = -x/y"], None, None),
    ("x^2 + y^2 = 9", ["2x + 2y y' = 9", "y' = (9 - 2x)/(2y)"], 1, None),
    ("x^2 sin x", ["f = x^2, g = sin x", "f' = 2x, g' = cos x", "y' = 2x sin x + x^2 cos x"], None, None),
    ("x^2 sin x", ["f = x^2, g = sin x", "f' = 2x, g' = -cos x", "y' = 2x sin x - x^2 cos x"], 2, "wrong-sign-basic-derivative"),
    ("x^2 sin x", ["Let u = x^2 and v = sin x", "so u' = 2x and v' = cos x", "=> y' = 2x sin x + x^2 cos x"], None, None),
    ("(3x - 1)^4", ["y = (3x - 1)^4", "y' = 4(3x - 1)^3*3", "Answer: 7(3x - 1)^3"], 3, "arithmetic-slip"),
    ("(3x - 1)^4", ["d/dx f(x) = 4(3x - 1)^3*3", "12(3x - 1)^3."], None, None),
    ("x^x", ["y = x^x", "ln y = x ln x", "y'/y = ln x + 1", "y' = x^x (ln x + 1)"], None, None),
    ("x^x", ["ln y = x ln x", "1/y dy/dx = ln x + 1", "dy/dx = x^x (ln x + 1)"], None, None),
    ("x^x", ["ln y = x ln x", "y'/y = 1/x", "y' = x^x/x"], 2, None),
    ("e^(x^3)", ["u = x^3", "du/dx = 3x^2", "dy/du = e^u", "dy/dx = e^u*3x^2", "= 3x^2 e^(x^3)"], None, None),
    ("x^5", ["5x^4 = 5x*x^3"], None, None),
    ("x^5", ["5x^4", "5x^(4"], 2, None),
    ("x^5", ["x^5"], 1, "not-differentiated"),
    ("x^4 - x", ["4x^3 + 1", "4x^3 + 1"], 1, None),
    ("x^3 e^x", ["3x^2 e^x + x^3 e^x", "(3x^2 + x^3) e^x", "x^2(3 + x) e^x"], None, None),
    ("x^3 e^x", ["3x^2 e^x + x^3 e^x", "x^2(3 + x)", "x^2(3 + x) e^x"], 2, "arithmetic-slip"),
]


@pytest.mark.parametrize(("problem", "lines", "first_wrong", "mistake"), CASES)
def test_the_first_wrong_line_is_found(problem: str, lines: list[str], first_wrong: int | None, mistake: str | None) -> None:
    work = check_work(problem, lines)
    assert work.first_wrong == first_wrong, [line.message for line in work.lines]
    assert len(work.lines) == len(lines)
    assert work.correct == (first_wrong is None)
    if mistake is not None:
        assert work.mistake == mistake


SECOND: list[tuple[str, list[str], int | None]] = [
    ("x^4", ["4x^3", "12x^2"], None),
    ("x^4", ["f'(x) = 4x^3", "f''(x) = 12x^2"], None),
    ("x^4", ["f'(x) = 4x^3", "f''(x) = 12x^3"], 2),
    ("x^4", ["f'(x) = 3x^3", "f''(x) = 9x^2"], 1),
    ("x^4", ["4x^3"], 1),
]


@pytest.mark.parametrize(("problem", "lines", "first_wrong"), SECOND)
def test_a_first_derivative_on_the_way_to_the_second_is_right(problem: str, lines: list[str], first_wrong: int | None) -> None:
    assert check_work(problem, lines, order=2).first_wrong == first_wrong


def test_a_line_that_follows_from_a_wrong_one_is_not_blamed_again() -> None:
    work = check_work("x^2 cos x", ["2x cos x + x^2 sin x", "x(2 cos x + x sin x)"])
    assert work.first_wrong == 1
    assert work.lines[1].mistake is None
    assert work.lines[1].score == 1.0
    assert "follows" in work.lines[1].message


def test_errors_that_cancel_are_said() -> None:
    work = check_work("x/(x + 3)", ["((x + 3) - x)/(x + 3)", "3/(x + 3)^2"])
    assert work.lines[1].correct
    assert any("cancel" in notice for notice in work.lines[1].notices)


def test_one_text_is_cut_into_lines() -> None:
    assert check_work("x^2", "x*x\n\n2x\n").first_wrong is None


def test_there_is_a_limit_to_the_lines() -> None:
    with pytest.raises(LimitError):
        check_work("x", ["1"] * 1000)


def test_working_as_plain_values() -> None:
    record = check_work("x^2", ["3x"]).record()
    assert record["first_wrong"] == 1
    assert record["lines"][0]["status"] == "incorrect"
