"""What is said to a student: in two languages, with the place marked, and with a hint."""

import pytest

from symdiff.checker.check import check, equal
from symdiff.checker.diagnosis.hints import HINTS, STEP_BY_STEP
from symdiff.checker.grading.grade import grade
from symdiff.checker.views.verdict import rule_named
from symdiff.checker.working.work import check_work
from symdiff.cli import main
from symdiff.errors import SymdiffError
from symdiff.render.plain import plain
from symdiff.rules.mistakes import MISTAKES
from symdiff.views.statements import RULES
from symdiff.wording import english, german
from tests.checker.wrong_answers import WRONG_ANSWERS

BESIDE_THE_RULES = {"entries-swapped", "rounded", "transposed", "wrong-shape"}


@pytest.mark.parametrize(("problem", "answer", "mistake"), WRONG_ANSWERS)
def test_a_mistake_is_the_same_in_german(problem: str, answer: str, mistake: str) -> None:
    first, second = (check(problem, answer, "x", language=language) for language in ("en", "de"))
    assert second.mistake == first.mistake == mistake
    assert second.message != first.message
    assert second.hint in german.feedback.HINTS.values()


CASES = [
    ("x^2", "2x", "Richtig."),
    ("x^2/2", "2x/2", "Man kann es noch vereinfachen: der Bruch lässt sich kürzen."),
    ("x^2", "2x^", "Das ist nicht zu lesen"),
    ("x^2", "2t", "In deiner Antwort steht t"),
    ("x^2", "3^x + 1", "für x = "),
    ("[x, y]", "[[1, 0]]", "Deine Matrix ist 1×2; sie sollte 2×2 sein."),
    ("[x, y^2]", "[[1, 0], [0, y]]", "Im Eintrag 2, 2:"),
    ("x^2 + y^2 = 1", "2x + 2y = 0", "der Faktor y′ fehlt"),
]


@pytest.mark.parametrize(("problem", "answer", "words"), CASES)
def test_everything_else_is_said_in_german(problem: str, answer: str, words: str) -> None:
    assert words in check(problem, answer, language="de").message


def test_equal_work_and_grade_speak_german() -> None:
    assert equal("x", "x + 0", language="de").message == "Beide sind gleich."
    assert check_work("x^3", ["3x*x", "6x"], language="de").lines[1].message.startswith("Die Zeile davor stimmt")
    rows = [{"problem": "x^2", "answer": "2x"}]
    assert next(grade(rows, processes=0, language="de"))["message"] == "Richtig."


def test_a_language_that_is_not_there_is_an_error() -> None:
    with pytest.raises(SymdiffError, match="language"):
        check("x", "1", language="fr")
    with pytest.raises(SymdiffError, match="language"):
        grade([{"problem": "x", "answer": "1"}], processes=0, language="fr")


def test_every_mistake_has_a_hint() -> None:
    assert HINTS.keys() == {mistake.name for mistake in MISTAKES} | BESIDE_THE_RULES
    assert {hint.key for hint in HINTS.values()} | {STEP_BY_STEP.key} == english.feedback.HINTS.keys()


def test_every_rule_has_a_name() -> None:
    named = {rule_named(rule.name).key for rule in RULES}
    assert named == english.feedback.RULES.keys()


def test_only_a_wrong_answer_has_a_hint() -> None:
    assert check("x^2", "x").hint
    assert check("x^2", "2x").hint == check("x^2", "2x^").hint == ""


MARKED = [
    ("x^3 + sin(x^2)", "3x^2 + cos(x^2)", "answer", "cos(x^2)"),
    ("x^5 + ln(x)", "5x^4 + 1/ln(x)", "answer", "1/ln(x)"),
    ("x^2 sin(x^3)", "2x sin(x^3) + x^2 cos(x^3)", "answer", "cos(x^3)"),
    ("x + x^2 sin(x)", "1 + 2x cos(x)", "problem", "x^2*sin(x)"),
]


@pytest.mark.parametrize(("problem", "answer", "whose", "part"), MARKED)
def test_the_place_of_a_mistake_is_marked(problem: str, answer: str, whose: str, part: str) -> None:
    marked = check(problem, answer).marked
    assert marked is not None
    assert (marked.whose, plain(marked.part)) == (whose, part)


def test_a_mistake_in_the_whole_answer_is_not_marked() -> None:
    assert check("sin(x^2)", "cos(x^2)").marked is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "x^3 + sin(x^2)", "3x^2 + cos(x^2)"], ("Nicht richtig", "Kettenregel", "Tipp: ", "in deiner Antwort")),
        (["work", "x^3", "3x*x", "6x"], ("Zeile 1: richtig", "Zeile 2: nicht richtig")),
    ],
)
def test_the_commands_speak_german(arguments: list[str], words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*arguments, "--language", "de"]) == 1
    out = " ".join(capsys.readouterr().out.split())
    assert [word for word in words if word not in out] == []


@pytest.mark.parametrize(("form", "mark"), [("latex", "changed}{\\cos"), ("html", 'class="changed"')])
def test_the_place_stands_out_where_a_format_has_colour(form: str, mark: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "x^3 + sin(x^2)", "3x^2 + cos(x^2)", "--format", form]) == 1
    assert mark in capsys.readouterr().out
