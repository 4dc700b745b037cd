"""What the verdict on an answer or a working says to people: in words, with formulas, and each thing once."""

from fractions import Fraction
from typing import Any

import pytest

from symdiff.checker.check import check
from symdiff.checker.equality.counterexample import Counterexample
from symdiff.checker.reading.answers import asked
from symdiff.checker.views.spoken import number, values
from symdiff.checker.views.verdict import verdict_document, work_document
from symdiff.checker.views.written import displayed, written
from symdiff.checker.working.work import check_work
from symdiff.render import terminal
from symdiff.render.documents import to_html, to_latex, to_text
from symdiff.syntax import read
from symdiff.views.blocks import Display, Line, Prose
from symdiff.wording.sentences import wording_of


def shown(problem: str, answer: str, language: str = "en", **options: Any) -> str:
    verdict = check(problem, answer, language=language, **options)
    return to_text(verdict_document(verdict, wording_of(language)))


def shown_work(problem: str, *lines: str, language: str = "en") -> str:
    return to_text(work_document(check_work(problem, lines, language=language), lines, wording_of(language)))


def test_a_right_answer_is_called_so_once() -> None:
    assert shown("x^4", "4x^3") == "Correct\n"
    assert shown("x^4", "2x^3*2") == "Correct\n\nIt can still be simplified: numbers can be multiplied.\n"


def test_a_value_in_another_form_is_not_called_correct_alone() -> None:
    text = shown("(x + 3)^2", "2x + 6", demands=("factored",))
    assert text.startswith("Right, but not in the form that was asked for\n\nThe value is right, but it should be factored")


SAID = [
    ("cos(4x)", "sin(4x)", "en", "where x = 2, the right value is −3.95743, and yours is 0.989358."),
    ("cos(4x)", "sin(4x)", "de", "für x = 2 ist −3,95743 richtig, deine Antwort ergibt 0,989358."),
    ("x^3", "7x - 40", "en", "where x = 2, it is 12, and yours is −26."),
    ("x^3 + 1/8", "7x - 40.5", "de", "für x = 2 ist sie 12, und deine Antwort ergibt −26,5."),
]


@pytest.mark.parametrize(("problem", "answer", "language", "sentence"), SAID)
def test_numbers_are_written_as_people_write_them(problem: str, answer: str, language: str, sentence: str) -> None:
    assert sentence in shown(problem, answer, language)


def test_numbers_are_plain_for_machines() -> None:
    record = check("cos(4x)", "sin(4x)", language="de").record()
    assert record["counterexample"] == {"point": {"x": "2"}, "right": "-3.95743", "yours": "0.989358"}


def test_the_two_values_are_said_once() -> None:
    assert shown("x^3", "7x - 40").count("12") == 1


NUMBERS = [
    ("-0.5", "en", "−0.5"),
    ("-0.5", "de", "−0,5"),
    ("2.5e-10", "de", "2,5 · 10⁻¹⁰"),
    ("1e+30", "en", "1 · 10³⁰"),
    ("-4/9", "de", "−4/9"),
    ("1.5 - 2e-9j", "en", "1.5 − 2e−9i"),
    ("holds", "de", "holds"),
    ("x-1.5", "de", "x-1.5"),
]


@pytest.mark.parametrize(("text", "language", "written"), NUMBERS)
def test_a_number(text: str, language: str, written: str) -> None:
    assert to_text((Prose(number(text, wording_of(language))),)) == f"{written}\n"


POINTS = [
    ({"x": Fraction(1, 2)}, (" = ", "1/2")),
    ({"x": Fraction(-4484126, 898293)}, (" ≈ ", "−4.99183")),
    ({"x": 1.5 - 0.25j}, (" ≈ ", "1.5 − 0.25i")),
]


@pytest.mark.parametrize(("point", "last"), POINTS)
def test_a_point_has_few_digits(point: dict[str, Fraction | complex], last: tuple[str, ...]) -> None:
    assert values(Counterexample(point, "1", "2"), wording_of("en"))["point"][1:] == last


def test_letters_of_a_point_stand_in_order() -> None:
    example = Counterexample({"y": Fraction(2), "x": Fraction(3)}, "1", "2")
    names = values(example, wording_of("en"))["point"]
    assert [word for word in names if isinstance(word, str)] == [" = ", "3", ", ", " = ", "2"]
    assert "; " in values(example, wording_of("de"))["point"]  # where a comma is the decimal sign


def test_no_expression_is_shown_as_it_is_typed() -> None:
    text = shown("ln(x^2 + 1) e^(5x)", "e^(5x)/(x^2 + 1) + ln(x^2 + 1) e^(5x)")
    assert "exp(" not in text
    assert "The place in your answer: e⁵ˣ" in text


def test_of_several_rules_with_one_name_that_one_is_stated_which_applies() -> None:
    text = shown("7 cos x", "-sin x")
    assert text.count("constant multiple rule") == 1
    assert "d/dx [c · f] = c · f′" in text


@pytest.mark.parametrize(
    ("problem", "answer", "options"),
    [
        ("x^2 + y^2 = 9", "x/y", {}),
        ("x = 3cos t; y = 2sin t", "-3/2 tan t", {}),
        ("cos(x^2)", "-2x sin(x^2)", {"order": 2}),
        ("x^3", "x^4/4 + C", {}),
    ],
)
def test_what_was_made_in_no_step_shows_none(problem: str, answer: str, options: dict[str, Any]) -> None:
    text = shown(problem, answer, **options)
    assert "Not correct" in text
    assert "This step is false" not in text
    assert "Look at" not in text


@pytest.mark.parametrize(
    ("problem", "answer"),
    [("sin(3x)", "3cos(3x) + 10^(-40) x"), ("x^2", "2x + K"), ("x/7", "0.143"), ("x^5", "x^6/6 + K")],
)
def test_two_values_that_show_nothing_are_not_shown(problem: str, answer: str) -> None:
    text = shown(problem, answer)
    assert text.startswith("Not correct")
    assert "where" not in text


def test_what_cannot_be_read_is_said_once() -> None:
    assert shown("x^2", "2x + @") == "Cannot be read\n\nThe reason: '@' is not read in mathematics here.\n"


def test_a_revealed_answer_is_set_as_a_formula() -> None:
    assert "The right answer:\n\n  3x²\n" in shown("x^3", "3x", reveal=True)


WORK = ("x^3 sin x", "by the product rule", "u = x^3, v = sin x", "v' = -cos x", "u'v + u v'", "= 3x^2 sin x - x^3 cos x")


def test_a_working_says_first_where_the_mistake_is() -> None:
    text = shown_work(*WORK)
    assert text.startswith("The first mistake is in line 3\n\nLine 1: words, which are not looked at\n\nby the product rule\n")
    assert text.endswith("Line 5: follows from the mistake above\n\n   = 3x² sin x − x³ cos x\n")


def test_a_notice_stands_with_the_first_line_that_it_is_about() -> None:
    assert shown_work("x^2 + y^2 = 9", "2x + 2y*y' = 0", "y' = -x/y").count("y is taken as a function of x") == 1


def test_a_mistake_that_is_carried_on_is_a_folgefehler() -> None:
    assert "Zeile 5: Folgefehler" in shown_work(*WORK, language="de")


TITLES = [
    (("x^3", "3*x*x", "3x^2"), "Correct\n"),
    (("x^3", "f(x) = x^3"), "No line is wrong, but the end is missing\n"),
    (("x^3", "3x^^", "3x^2"), "Line 1 cannot be read\n"),
]


@pytest.mark.parametrize(("work", "title"), TITLES)
def test_titles_of_workings(work: tuple[str, ...], title: str) -> None:
    text = shown_work(*work)
    assert text.startswith(title)
    assert "not found yet" not in text


LINES = [
    ("2x cos(x^2)", "  2x cos(x²)"),
    (r"\frac{x+1}{x}", "  x + 1\n  ─────\n    x"),
    ("= 3(x+1)^2", "   = 3(x + 1)²"),
    ("u = x^2, v = sin x", "  u = x²,    v = sin x"),
    ("f'(x) = u'v = 2x v", "  f′(x) = u′ · v = 2xv"),
    ("dy/dx = 2x", "  dy\n  ── = 2x\n  dx"),
    (r"\begin{align} y' &= 2x \\ &= x \cdot 2 \end{align}", "  y′ = 2x\n     = x · 2"),
    ("[[1, x], [y, 2]]", "  ⎡1  x⎤\n  ⎣y  2⎦"),
    ("so y' = 2x", "  y′ = 2x"),
    ("by the product rule", "by the product rule"),
    ("2x\x1b[31m", "2x·[31m"),
    ("2x co s u^", "2x co s u^"),
]


@pytest.mark.parametrize(("text", "drawn"), LINES)
def test_lines_are_set_as_formulas_where_they_are_some(text: str, drawn: str) -> None:
    assert to_text((written(text),)) == drawn + "\n"


def test_a_formula_alone_stands_where_equations_begin() -> None:
    assert '<td class="alone" colspan="3">' in to_html((written("2x"),), page=False)


def test_latex_has_no_empty_line_above_a_display() -> None:
    document = verdict_document(check("x^2 sin x", "2x cos x"), wording_of("en"))
    assert "This step is false:\n\\begin{align*}" in to_latex(document, document_class=False)


def test_where_a_right_side_has_no_room_beside_the_left_one_it_stands_below_in_two_dimensions() -> None:
    sides = ("d/dx(sqrt(x^2+3x+1)*ln(x^4+7)/(1+x))", "(x^2+3x+1)*ln(x^4+7)*arctan(x)/(1+x)^2")
    left, right = (displayed(asked(read(text))) for text in sides)
    lines = terminal.to_text((Display((Line(left, right),)),), 60).splitlines()
    assert [line.count("─") > 9 for line in lines].count(True) == 2
    assert max(map(len, lines)) <= 60
    assert any(line.startswith("   = ") for line in lines)
