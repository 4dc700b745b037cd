"""In German, no English is said: of answers, problems, workings, rows and files of every kind."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.checker.check import check, equal
from symdiff.checker.grading.grade import grade
from symdiff.checker.reading.answers import Given
from symdiff.checker.verdict import Verdict
from symdiff.checker.working.work import check_work
from symdiff.cli import main
from symdiff.errors import SymdiffError
from symdiff.forms import Relation, Symbol
from symdiff.wording import english, german
from tests.checker.wrong_answers import WRONG_ANSWERS

SHORTEST = 9  # a shorter piece of a sentence may stand in a formula too


def pieces(sentence: str) -> set[str]:
    """What a sentence has between its placeholders, where it is long enough to tell the language."""
    found = (literal.strip(" .,:;()'") for literal, *_ in Formatter().parse(sentence))
    return {piece for piece in found if len(piece) >= SHORTEST and " " in piece}


ENGLISH = {piece for sentence in english.SENTENCES.values() for piece in pieces(sentence)}
ENGLISH -= {piece for piece in ENGLISH for sentence in german.SENTENCES.values() if piece in sentence}


def english_in(text: str) -> list[str]:
    """The pieces of English sentences in a text."""
    return [piece for piece in ENGLISH if piece in text]


def test_english_is_recognised() -> None:
    assert english_in(check("x^2", "2x^").message)
    assert english_in(check("x^2", "1/2x").notices[0])
    assert len(ENGLISH) > 400


def texts_of(verdict: Verdict) -> Iterator[str]:
    """All that a verdict says."""
    yield verdict.message
    yield verdict.hint
    yield from verdict.notices
    if verdict.counterexample is not None:
        yield str(verdict.counterexample)
        yield f"{verdict.counterexample.left} {verdict.counterexample.right}"


def said_in_german(problem: str, answer: str, **options: object) -> str:
    """All that is said of an answer, or of a problem that cannot be checked."""
    try:
        return " | ".join(texts_of(check(problem, answer, language="de", **options)))  # type: ignore[arg-type]  # as they come
    except SymdiffError as error:
        return str(error)


# Answers to "x^2 sin x", each with some of what is said of it.
ANSWERS = [
    ("", "es gibt nichts zu lesen (gib einen Ausdruck ein wie x^2*sin(x))"),
    ("2x +", "rechts von + steht nichts (gib ein, was dort hingehört)"),
    ("2x * / 3", "* und / stehen nebeneinander"),
    ("(2x", "( wird nie geschlossen (setze ) dorthin, wo sie endet)"),
    ("2x)", ") ohne ( davor"),
    ("(2x]", "( ist vor ] nicht geschlossen"),
    ("()", "zwischen den Klammern steht nichts"),
    ("2x, 3x", "mehr als ein Ausdruck"),
    ("3 4", "zwei Zahlen nebeneinander (setze ein Rechenzeichen dazwischen)"),
    ("sin", "sin braucht ein Argument (schreibe sin(x))"),
    ("sin()", "zwischen den Klammern steht nichts"),
    ("sin(x, 2)", "sin erwartet ein Argument, nicht 2"),
    ("max(x)", "max erwartet 2 bis 100 Argumente, nicht 1"),
    ("pow(x)", "pow erwartet 2 Argumente, nicht 1"),
    ("sin_2 x", "sin hat keinen Index (den haben nur Logarithmen: log_2(x))"),
    ("sinn(x)", "„sinn“ ist weder eine bekannte Funktion noch ein bekannter Name (meinst du sin?)"),
    ("blorb", "„blorb“ ist weder eine bekannte Funktion noch ein bekannter Name (Namen sind"),
    ("abs^-1 x", "Schreibe 1/abs(...) für den Kehrwert"),
    ("f^-1(x)", "schreibe 1/f(x) für den Kehrwert"),
    ("piecewise(x, 2, 3)", "jeder Fall besteht aus einem Wert und einer Bedingung"),
    ("[x < 0, 2]", "zwischen den Werten steht eine Bedingung"),
    ("x < 2 + (x < 3)", "bei + wird hier ein Ausdruck gebraucht, und das ist eine Bedingung"),
    ("x and 2", "bei and wird hier eine Bedingung gebraucht, und das ist ein Ausdruck"),
    ("sin(x < 2)", "sin erwartet einen Ausdruck, und das ist eine Bedingung"),
    ("x < 2", "das ist eine Bedingung, kein Ausdruck"),
    ("--- x", "drei Vorzeichen hintereinander"),
    ("x!!", "doppelte Fakultäten werden nicht gelesen"),
    ("dx", "dx ist ein Differential, und gebraucht wird hier ein Wert"),
    ("x'", "hat einen Strich"),
    ("dy/dx + 1", "dy/dx ist eine Ableitung, die hier nicht bekannt ist"),
    ("2 ± x", "„±“ wird hier nicht als Mathematik gelesen (das steht für zwei Ausdrücke zugleich: Gib einen davon ein)"),
    ("∫ x", "Integrale werden hier nicht gelesen"),
    ("2\u202ex", "ein unsichtbares Zeichen, das die Schreibrichtung umkehrt (U+202E)"),
    ("2\x07x", "ein Steuerzeichen (U+0007) im Text"),
    ("2х", "„х“ (U+0445) sieht nur aus wie ein lateinischer Buchstabe (gib den lateinischen Buchstaben x ein)"),
    ("2x\u0301", "ein Zusatzzeichen (U+0301) verändert den Buchstaben davor"),
    ("٣x", "„٣“ (U+0663) ist eine fremde Ziffer (gib 3 ein)"),
    ("\\frac{1}", "ein Argument fehlt (schreibe \\frac{1}{x})"),
    ("\\foo x", "\\foo ist hier kein bekannter LaTeX-Befehl"),
    ("\\lim x", "\\lim wird nicht gelesen (Grenzwerte werden hier nicht gelesen: Gib den Ausdruck selbst ein)"),
    ("\\begin{foo} x \\end{foo}", "die Umgebung foo wird nicht gelesen"),
    ("\\left x", "\\left gehört vor eine Klammer"),
    ("x" * 20000, "der Text hat 20\u202f000 Zeichen; gelesen werden höchstens 10\u202f000"),
    ("9^9^9^9", "der Ausdruck enthält eine Zahl mit mehr als"),
    ("(" * 600 + "x" + ")" * 600, "mehr als 500 Klammern, Funktionen, Vorzeichen und Potenzen ineinander"),
    ("1/2x", "1/2x wird als (1/2)*x gelesen"),
    ("sin 2(x+1)", "sin 2(x+1) wird als sin(2(x+1)) gelesen"),
    ("log x", "log x wird als natürlicher Logarithmus gelesen"),
    ("2½", "2½ wird als gemischte Zahl gelesen, 2 + ½"),
    ("sin^-1 x", "sin^-1 x wird als die Umkehrfunktion arcsin gelesen"),
    ("12,000 x", "12,000 wird als die Zahl 12000 gelesen"),
    ("90° x", "90° wird im Bogenmaß gelesen, pi/180 für ein Grad"),
    ("x! + 1", "x! wird mit der Gammafunktion gelesen"),
    ("p(x)", "von der nur der Name bekannt ist"),
    ("(x^2)'", "der Strich wird als d/dx gelesen"),
    ("2x, x > 0", "die Bedingung wird weggelassen"),
    ("[[1, 2], [3]]", "die Zeilen der Matrix sind nicht gleich lang"),
    ("2t", "In deiner Antwort steht t"),
    ("x^2 cos x + 2x sin x + 1", "Deine Antwort unterscheidet sich von der Ableitung nur um eine Konstante."),
]


@pytest.mark.parametrize(("answer", "words"), ANSWERS, ids=[repr(answer[:20]) for answer, _ in ANSWERS])
def test_an_answer_of_every_kind(answer: str, words: str) -> None:
    said = said_in_german("x^2 sin x", answer)
    assert words in said
    assert english_in(said) == []


@pytest.mark.parametrize(("problem", "answer", "mistake"), WRONG_ANSWERS)
def test_a_mistake_of_every_kind(problem: str, answer: str, mistake: str) -> None:
    assert english_in(said_in_german(problem, answer, wrt="x")) == []


# Problems with answers and options, each with some of what is said of it.
PROBLEMS: list[tuple[str, str, dict[str, object], str]] = [
    ("2x^", "2", {}, "rechts von ^ steht nichts (gib ein, was dort hingehört)"),
    ("x < 2", "1", {}, "das ist eine Bedingung, kein Ausdruck"),
    ("x^2", "2x", {"order": 0}, "Die Ordnung 0 liegt nicht zwischen 1 und 100."),
    ("x y", "1", {"wrt": "x,y", "order": 3}, "Die Ordnung 3 ist nicht die Anzahl der Variablen"),
    ("x^2", "2x", {"wrt": "2x"}, "das ist keine Variable, nach der man ableiten kann (gib einen Buchstaben an wie x)"),
    ("x^2", "2x", {"demands": ["short"]}, "Eine Forderung 'short' gibt es nicht; es gibt simplified"),
    ("x^2", "2x", {"tolerance": float("nan")}, "Eine Toleranz ist eine Zahl ab 0, nicht nan."),
    ("x^2", "2x", {"layout": "row"}, "Eine Anordnung 'row' gibt es nicht; es gibt numerator, denominator."),
    ("a^2 + b^2 + c^2 = 1", "1", {}, "Es ist nicht klar, welcher Buchstabe der Gleichung von welchem abhängt"),
    ("[x, y]", "[1, 2]", {"order": 2}, "Höhere Ableitungen mehrerer Funktionen werden nur nach einer einzigen Variablen geprüft"),
    ("[x, y]", "x", {}, "die Antwort besteht aus 2 mal 2 Ableitungen; schreibe sie als Liste"),
    ("[x, y]", "[1, 0]", {}, "Deine Matrix ist 1×2; sie sollte 2×2 sein."),
    ("[" + ",".join(f"x{n}" for n in range(13)) + "]", "1", {}, "Eine Matrix aus mehr als 144 Ableitungen wird nicht geprüft."),
    ("a x^2 + b x", "2a x + b", {}, "x wird als Variable genommen"),
    ("x^2 + y^2 = 25", "-x/y", {}, "y wird als Funktion von x aufgefasst"),
    ("x^2 + y^2 = 25", "d/dx(x/2)", {}, "eine Ableitung, die noch auszuführen ist, hat keinen Wert"),
    ("x^2 + y^2 = 25", "2x + 2y = 0", {}, "der Faktor y′ fehlt: y ist eine Funktion von x"),
    ("x^2", "2x + 0x", {"demands": ["simplified"]}, "es sollte vereinfacht sein"),
    ("ln(x)", "1/|x|", {}, "verglichen, wo die Aufgabe einen Wert hat"),
    ("f(x) sin x", "f(x) cos x", {}, "Ein Summand der Produktregel fehlt"),
]


@pytest.mark.parametrize(("problem", "answer", "options", "words"), PROBLEMS, ids=[f"{row[0][:20]} {row[1]}" for row in PROBLEMS])
def test_a_problem_of_every_kind(problem: str, answer: str, options: dict[str, object], words: str) -> None:
    said = said_in_german(problem, answer, **options)
    assert words in said
    assert english_in(said) == []


EQUAL: list[tuple[Given, Given, str]] = [
    ("x + 1", "x", "für x = "),
    ("2x = 6", "x = 3", "Beide sind gleich."),
    ("x^2 = 9", "2x = 6", "einmal wahr und einmal falsch"),
    (Relation(Symbol("x"), "<", 3), Relation(Symbol("x"), "<=", 3), "einmal falsch und einmal wahr"),
    ("[1, 2]", "[1, 2, 3]", "die eine Liste hat 2 Einträge, die andere 3"),
    ("sqrt(x)^2", "x", "hat nur das zweite einen Wert"),
    ("e^(i x)", "cos x + i sin x", "nicht die imaginäre Einheit"),
    ("f(x) + 1", "f(x)", "Beide sind nicht gleich"),
    ("x^", "x", "Das ist nicht zu lesen"),
]


@pytest.mark.parametrize(("first", "second", "words"), EQUAL)
def test_two_expressions_of_every_kind(first: Given, second: Given, words: str) -> None:
    said = " | ".join(texts_of(equal(first, second, language="de")))
    assert words in said
    assert english_in(said) == []


BITS = [
    *"+-*/^()[]{}|,;:=<>!'\"_.%&\\ xyznedf0123°∂√²½±∫",
    *("sin", "log ", "\\frac", "\\left(", "\\sqrt", "d/dx", "dy/dx", "piecewise(", "foo", "f(", "^-1", " if ", " and ", "12,000"),
    *("1e5", "dx", "theta", "sin 2x cos x", "2½", "1/2x", "\\begin{cases}", "\\text{when }", "\u202e", "х", "u = x^2", "=", "\n"),
]
TEXTS = st.lists(st.sampled_from(BITS), max_size=8).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_a_text_that_somebody_made_up(problem: str, answer: str) -> None:
    assert english_in(said_in_german("x^2 sin(3x)", answer)) == []
    assert english_in(said_in_german(problem, "2x")) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_a_working_that_somebody_made_up(lines: list[str]) -> None:
    work = check_work("(2x + 1)^5", lines, language="de")
    assert english_in(" | ".join(text for line in work.lines for text in texts_of(line))) == []


def test_the_step_of_a_mistake_is_told_too() -> None:
    verdict = check("sin(x^2)", "cos(x^2)", language="de")
    assert verdict.where is not None
    assert verdict.where.note == verdict.message


def test_a_working_that_is_too_long() -> None:
    with pytest.raises(SymdiffError, match="Eine Rechnung darf höchstens 200 Zeilen haben, und diese hat 201"):
        check_work("x", ["1"] * 201, language="de")


def test_something_else_than_an_answer() -> None:
    found = check(Symbol("x"), 3, language="de")
    assert found.message == "Das ist nicht zu lesen: Etwas vom Typ int ist kein Ausdruck; gib Text oder einen SymPy-Ausdruck."


ROWS = [
    ({"problem": "x^", "answer": "1"}, "Die Aufgabe ist nicht zu prüfen: rechts von ^ steht nichts"),
    ({"problem": "x^2", "answer": "2x", "wrt": "1"}, "das ist keine Variable"),
    ({"problem": "x^2", "answer": "(2x"}, "Das ist nicht zu lesen: ( wird nie geschlossen"),
]


@pytest.mark.parametrize(("row", "words"), ROWS)
@pytest.mark.parametrize("processes", [0, 1])
def test_a_row_of_every_kind(row: dict[str, str], words: str, processes: int) -> None:
    (graded,) = grade([row], processes=processes, language="de")
    assert words in graded["message"]
    assert english_in(graded["message"]) == []


def test_an_answer_that_takes_too_long() -> None:
    (graded,) = grade([{"problem": "x^2", "answer": "2x"}], processes=1, seconds=0.0, language="de")
    assert graded["message"] in ("Richtig.", "Das war in 0 Sekunden nicht zu entscheiden.")


BROKEN = [
    ({"answer": "1"}, "Eine Zeile hat kein Feld problem; sie hat answer."),
    ({}, "Eine Zeile hat kein Feld problem; sie hat nichts."),
    ({"problem": "x", "answer": "1", "order": "two"}, "Die Ordnung in einer Zeile ist keine Zahl: 'two'."),
]


@pytest.mark.parametrize(("row", "words"), BROKEN)
def test_a_row_that_is_none(row: dict[str, str], words: str) -> None:
    with pytest.raises(SymdiffError) as caught:
        list(grade([row], processes=0, language="de"))
    assert str(caught.value) == words


COMMANDS = [
    (["check", "2x^", "x"], 2, "rechts von ^ steht nichts"),
    (["check", "x^2", "2x^"], 2, "Nicht lesbar"),
    (["check", "x^2", "3x", "--format", "markdown"], 1, "**Probe:**"),
    (["check", "log x", "1/2x", "--format", "latex"], 1, "\\textbf{Hinweis:}"),
    (["check", "x^2", "3x", "--format", "html", "--document"], 1, '<html lang="de">'),
    (["check", "x^2", "2x", "-o", "{folder}"], 2, "ist nicht zu schreiben: das ist ein Verzeichnis"),
    (["work", "x +", "x"], 2, "rechts von + steht nichts"),
    (["work", "x^2", "2x", "3x"], 1, "Zeile 2: nicht richtig"),
    (["grade", "{folder}/missing.csv"], 2, "ist nicht zu lesen: Datei oder Verzeichnis gibt es nicht"),
    (["grade", "{folder}/broken.jsonl"], 2, "Zeile 1 ist nicht als JSON zu lesen"),
    (["grade", "{folder}/list.jsonl"], 2, "Zeile 1 ist kein JSON-Objekt"),
    (["grade", "{folder}/one.jsonl", "--as", "gradescope", "--processes", "1"], 0, '"name": "Aufgabe 1"'),
    (["grade", "-", "--input-format", "parquet"], 2, "Parquet wird aus einer Datei gelesen"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), COMMANDS)
def test_a_command(arguments: list[str], code: int, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "broken.jsonl").write_text("{", encoding="utf-8")
    (tmp_path / "one.jsonl").write_text('{"problem": "x^2", "answer": "3x"}', encoding="utf-8")
    (tmp_path / "list.jsonl").write_text("[]", encoding="utf-8")
    given = [argument.format(folder=tmp_path) if "{folder}" in argument else argument for argument in arguments]
    assert main([*given, "--language", "de"]) == code
    captured = capsys.readouterr()
    said = " ".join((captured.out + captured.err).split())
    assert words in said
    assert english_in(said) == []
