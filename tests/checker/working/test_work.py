"""Working, line by line: the first wrong line, what is wrong there, and what follows from what."""

import pytest

from symdiff.checker.working.work import check_work
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
    ("x^2 + y^2 = 9", ["2x + 2y y' = 9", "y' = (9 - 2x)/(2y)"], 1, "constant-not-dropped"),
    ("x^2 + x y = 9", ["2x + y' = 0", "y' = -2x"], 1, "product-rule-as-product-of-derivatives"),
    ("x = t^2; y = t^5", ["dx/dt = 2t", "dy/dt = 5t^4", "dy/dx = 5t^4/(2t)", "5t^3/2"], None, None),
    ("x = t^2; y = t^5", ["x = t^2, y = t^5", "x' = 2t and y' = 5t^4", "dy/dx = (dy/dt)/(dx/dt) = 5t^3/2"], None, None),
    ("x = t^2; y = t^5", ["dx/dt = 2t, dy/dt = 5t^4", "2t/(5t^4)"], 2, "reciprocal-of-derivative"),
    ("x = t^2; y = t^5", ["dx/dt = t", "dy/dt = 5t^4", "dy/dx = 5t^3"], 1, "dropped-constant-multiple"),
    ("x = t^2; y = t^5", ["x = t^3", "dy/dx = 5t^3/2"], 1, None),
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
    ("x = t^2; y = t^5", ["dx/dt = 2t", "dy/dx = 5t^3/2", "d^2y/dx^2 = (15t^2/2)/(2t)", "15t/4"], None),
    ("x = t^2; y = t^5", ["dy/dx = 5t^3/2", "d^2y/dx^2 = 15t^2/2"], 2),
]


@pytest.mark.parametrize(("problem", "lines", "first_wrong"), SECOND)
def test_a_first_derivative_on_the_way_to_the_second_is_right(problem: str, lines: list[str], first_wrong: int | None) -> None:
    assert check_work(problem, lines, order=2).first_wrong == first_wrong


# What people write around their mathematics, and lines that are about something else than the derivative.
WRITTEN: list[tuple[str, list[str], int | None]] = [
    ("t^3 e^t", ["u = t^3, v = e^t", "u' = 3t^2, v' = e^t", "y' = u'v + uv'", "= 3t^2 e^t + t^3 e^t"], None),
    ("t^3 e^t", ["u = t^3, v = e^t", "u' = 3t^2, v' = e^t", "y' = u'v - uv'"], 3),
    ("x^3 e^x", ["u = x^3", "v = e^x", "dy/dx = u dv/dx + v du/dx", "= x^3 e^x + 3x^2 e^x"], None),
    ("x^3 e^x", ["f = x^3, g = e^x", "f'g - fg'"], 2),
    ("x/(x^3 + 2)", ["f = x, g = x^3 + 2", "(f'g - fg')/g^2", "(2 - 2x^3)/(x^3 + 2)^2"], None),
    ("sin(4x^3)", ["u = 4x^3, du/dx = 12x^2", "dy/dx = dy/du * du/dx = cos(u) * 12x^2", "= 12x^2 cos(4x^3)"], None),
    ("sin(4x^3)", ["u = 4x^3", "dy/dx = du/dx = 12x^2"], 2),
    ("sin(4x^3)", [r"u = 4x^3", r"\frac{dy}{dx} = \frac{dy}{du} \cdot \frac{du}{dx}", r"= 12x^2\cos(4x^3)"], None),
    ("sin(4x^3)", ["y = sin u where u = 4x^3", "y' = cos u * u'", "= 12x^2 cos(4x^3)"], None),
    ("sin(4x^3)", ["y = sin u with u = 4x^3", "y' = sin u * u'"], 2),
    ("sqrt(x^2 + 9)", ["y = x + 3", "y' = 1"], 1),
    ("sqrt(x^2 + 9)", ["let y = x^2 + 9", "dy/dx = 2x", "f'(x) = 2x/(2 sqrt(y))"], None),
    ("x^3 + 5", ["d/dx(x^3) = 3x^2", "d/dx(5) = 0", "3x^2"], None),
    ("x^3 + 5", ["d/dx(x^3) = 3x^2", "d/dx(5) = 5", "3x^2 + 5"], 2),
    ("x e^(-2x)", ["(e^(-2x))' = -2e^(-2x)", "e^(-2x) - 2x e^(-2x)"], None),
    ("x e^(-2x)", ["(e^(-2x))' = e^(-2x)", "e^(-2x) + x e^(-2x)"], 1),
    ("x cos x", ["d/dx(x) * d/dx(cos x)", "-sin x"], 1),
    ("sin(2x)", ["sin(2x) = 2 sin x cos x", "2cos^2 x - 2 sin^2 x"], None),
    ("sin(2x)", ["sin(2x) = sin x cos x", "cos^2 x - sin^2 x"], 1),
    ("x + sin(x)^2 + cos(x)^2", ["sin(x)^2 + cos(x)^2 = 1", "y = x + 1", "y' = 1"], None),
    ("x^3 + 3x^2", ["3x^2 = 3x*x"], 1),
    ("x^x", ["ln y = x ln x", "y'/y = ln x + 1", "y' = y(ln x + 1)", "y' = x^x (ln x + 1)"], None),
    ("x^x", ["ln f(x) = x ln x", "f'(x)/f(x) = ln x + 1", "f'(x) = f(x)(ln x + 1)"], None),
    ("x^x", ["ln y = x ln x", "y'/y = ln x + 1", "y' = ln x + 1"], 3),
    ("x^(cos x)", ["ln y = cos x + ln x", "y'/y = 1/x - sin x"], 1),
    ("x^3", ["((x+h)^3 - x^3)/h", "= (3x^2 h + 3x h^2 + h^3)/h", "= 3x^2 + 3xh + h^2", "= 3x^2"], None),
    ("x^3", [r"\lim_{h\to 0}\frac{(x+h)^3-x^3}{h}", r"= \lim_{h \to 0} (3x^2+3xh+h^2)", "= 3x^2"], None),
    ("x^3", ["lim h->0 ((x+h)^3 - x^3)/h", "= lim h->0 (3x^2 + xh + h^2)", "= 3x^2"], 2),
    ("x^3", ["f(x+h) = x^3 + 3x^2 h + 3x h^2 + h^3", "(f(x+h) - f(x))/h = 3x^2 + 3xh + h^2", "f'(x) = 3x^2"], None),
    ("x^3", ["f(x+h) = x^3 + h^3", "(f(x+h) - f(x))/h = h^2"], 1),
    ("x^3", ["lim_(t->x) (t^3 - x^3)/(t - x)", "lim_(t->x) (t^2 + t x + x^2)", "3x^2"], None),
    ("x^2 e^x", ["using the product rule", "2x e^x + x^2 e^x", "(done)"], None),
    ("x^2 e^x", ["By the product rule, y' = 2x e^x + x^2 e^x", "= x e^x (2 + x)    (factor out)"], None),
    ("x^2 e^x", ["Step 1: 2x e^x + x^2 e^x", "2) x e^x (2 + x) by factoring"], None),
    ("x^2 e^x", ["Mit der Produktregel ist y' = 2x e^x + x^2 e^x", "also x e^x (2 + x)"], None),
    ("x^2 e^x", ["Product rule: 2x e^x"], 1),
    ("x^2 e^x", ["it is x squared times e"], 1),
    (r"x^2 e^x", [r"\begin{align*} y' &= 2x e^x + x^2 e^x \\ &= x e^x (2 + x) \end{align*}"], None),
    (r"x^2 e^x", [r"y' &= 2x e^x + x^2 e^x \\", r"&= x e^x (2 - x)"], 2),
    ("x^2", ["", "2x"], None),
    ("x^2", ["", "x"], 2),
]


@pytest.mark.parametrize(("problem", "lines", "first_wrong"), WRITTEN)
def test_lines_are_read_as_people_write_them(problem: str, lines: list[str], first_wrong: int | None) -> None:
    work = check_work(problem, lines)
    assert work.first_wrong == first_wrong, [line.message for line in work.lines]
    assert len(work.lines) == len(lines)
    assert work.correct == (first_wrong is None)


CARRIED: list[tuple[str, list[str], int]] = [
    ("ln(cos x)", ["u = cos x", "du/dx = sin x", "dy/dx = sin x/cos x"], 3),
    ("x^2 e^x", ["u = x^2, v = e^x", "u' = 2x, v' = x e^(x-1)", "y' = 2x e^x + x^3 e^(x-1)"], 3),
    ("(3x - 2)^4", ["u = 3x - 2", "y = u^4", "dy/du = 3u^4", "dy/dx = 9(3x - 2)^4"], 4),
    ("sqrt(x^2 + 9)", ["y = x + 3", "y' = 1"], 2),
    ("x^x", ["ln y = x ln x", "y'/y = 1/x", "y' = y/x"], 3),
    ("x^(cos x)", ["ln y = cos x + ln x", "y'/y = 1/x - sin x"], 2),
]


@pytest.mark.parametrize(("problem", "lines", "number"), CARRIED)
def test_what_follows_from_a_wrong_line_further_up_is_not_blamed_again(problem: str, lines: list[str], number: int) -> None:
    line = check_work(problem, lines).lines[number - 1]
    assert (line.status, line.mistake, line.score, line.hint) == ("incorrect", None, 1.0, "")
    assert "further up" in line.message


def test_a_working_that_does_not_arrive_is_not_right() -> None:
    work = check_work("sin(x^2)", ["u = x^2", "du/dx = 2x"])
    assert work.first_wrong is None
    assert not work.finished
    assert not work.correct
    assert work.score < 1
    assert any("not found yet" in notice for notice in work.lines[-1].notices)


@pytest.mark.parametrize(
    ("lines", "finished"),
    [([], False), (["by the rules"], False), (["[2t, t]"], False), (["[2t, 1]"], True), (["[2t, 1]", "done"], True)],
)
def test_a_working_of_several_derivatives_arrives_at_a_right_list(lines: list[str], finished: bool) -> None:
    work = check_work("[t^2, t]", lines)
    assert (work.finished, work.correct) == (finished, finished)


@pytest.mark.parametrize("last", ["d/dx(x)*sin x + x*d/dx(sin x)", "((x+h) sin(x+h) - x sin x)/h"])
def test_a_derivative_still_to_be_found_is_no_end(last: str) -> None:
    assert not check_work("x sin x", [last]).finished


def test_remarks_and_the_problem_written_again_give_no_credit() -> None:
    assert check_work("x^2", ["y = x^2", "by the power rule", "y' = x"]).score == check_work("x^2", ["y' = x"]).score


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


AROUND = [("so ", ""), ("Therefore, ", ""), ("Step 1: ", ""), ("⇒ ", "."), ("", " (chain rule)")]


@pytest.mark.parametrize(("before", "behind"), AROUND)
def test_words_around_a_right_line_leave_it_right(before: str, behind: str) -> None:
    for problem, lines, first_wrong in WRITTEN:
        if first_wrong is None and not any(word in line for word in ("align", "Step", "(factor") for line in lines):
            changed = [f"{before}{line}{behind}" if line else line for line in lines]
            work = check_work(problem, changed)
            assert work.first_wrong is None, (changed, [line.message for line in work.lines])
