"""What could be meant otherwise is said, and the other reading can be typed."""

from __future__ import annotations

import pytest

from symdiff.syntax import Reading, read
from tests.syntax.test_latex import PRIVATE, WRITTEN
from tests.syntax.test_plain_text import TYPED

OTHER_READINGS = (
    ("1/2x", "1/(2x)"),
    ("x/2y", "x/(2y)"),
    ("1/x sin x", "1/(x sin x)"),
    ("1/x(x+1)", "1/(x(x+1))"),
    ("a/bc", "(a/b)c"),
    ("3+a/b^2c", "3+(a/b^2)c"),
    ("e^2x", "e^(2x)"),
    ("2^3x", "2^(3x)"),
    ("e^-x y", ""),
    ("e^xy", "e^(xy)"),
    ("x^2x", "x^(2x)"),
    ("x^1/2", "x^(1/2)"),
    ("x^-1/2", "x^(-1/2)"),
    ("sin x y", "sin(x*y)"),
    ("sin x(x+1)", "sin(x*(x+1))"),
    ("sin 2(x+1)", "sin(2)(x+1)"),
    ("sin x/2", "sin(x/2)"),
    ("cos pi/4", "cos(pi)/4"),
    ("cos 2*x", "cos(2)*x"),
    ("ln 2*x", "ln(2*x)"),
    ("ln 2 x", "ln(2*x)"),
    ("sin x*y", "sin(x*y)"),
    ("sin x^2", "(sin x)^2"),
    ("ln x**3", "(ln x)**3"),
    ("sin^-1 x", "1/sin x"),
    ("log x", "log_10 x"),
    ("√2x", "√(2*x)"),
    ("sqrt x+1", "sqrt(x+1)"),
    ("asinx", "a*sinx"),
    ("x^2+x2", "x^2+x^2"),
    ("(x+1) 3", "(x+1)^3"),
    ("u(x)", "u*(x)"),
    ("sigma(x)", "sigma*(x)"),
    ("12,345x", "12.345x"),
    ("2e-3", "2*e-3"),
    ("2½", "2*½"),
    (r"2\frac12", r"2*\frac12"),
    (r"2\frac12x", r"(2+\frac12)x"),
    (r"\sin x/2", r"\sin(x/2)"),
    (r"\sin^{-1} x", r"1/\sin x"),
    (r"\sin{x}^2 y", r"(\sin{x})^2 y"),
    (r"\sigma(x)", r"\sigma*(x)"),
    (r"\log x", r"log_10 x"),
    (r"\frac{x}{y}/2z", r"\frac{x}{y}/(2z)"),
)

SAID = (
    ("xsinx", "x sin x"),
    ("xyz", "x*y*z"),
    ("0,5x", "the number 0.5"),
    ("n!", "gamma(n + 1)"),
    ("30°", "pi/180"),
    ("x^2, x > 0", "left out"),
    ("(x^2)'", "d/dx"),
    ("f^(3)(x)", "order of a derivative"),
    ("d/dx(x+1)(x-1)", "whole product"),
    ("d/dx x^2+1", "all that follows"),
    ("f(x+Δx)", "one quantity"),
    (r"x^12", ""),
    (r"\,x^12", "^{12}"),
    (r"\,2sinx", r"\sin"),
)

PLAIN = (
    "2x sin x",
    "sin 2x cos 3x",
    "x e^(-x)",
    "x^2 y^3",
    "1/2 x",
    "x/y",
    "1/(2x)",
    "sin x / x",
    "ln(x)^2",
    "sin(x) y",
    "e^x sin x",
    "2^x ln 2",
    "sin xy",
    "sin n pi x",
    "sinx",
    "xy",
    "f(x) g(x)",
    "-x^-2",
    r"\frac12 x \sin x",
    r"2\sin x\cos x",
    r"\ln 2\cdot 2^x",
    r"e^{2x}\sin x",
    r"\Gamma(x)",
)


def test_what_a_function_needs_said_is_said_once() -> None:
    assert len(read("log x + log(2x) + log_2 x").notes) == 1


def with_other(reading: Reading) -> str:
    """The text with the other reading of its first note in the place of what was typed."""
    note = next(note for note in reading.notes if note.other)
    return reading.text[: note.start] + note.other + reading.text[note.stop :]


@pytest.mark.parametrize(("typed", "other"), [row for row in OTHER_READINGS if row[1]])
def test_the_other_reading_is_offered(typed: str, other: str) -> None:
    assert with_other(read(typed)) == other


@pytest.mark.parametrize(("typed", "part"), SAID)
def test_it_is_said_how_a_place_was_read(typed: str, part: str) -> None:
    assert part in " ".join(note.message for note in read(typed).notes)


@pytest.mark.parametrize("typed", PLAIN)
def test_what_surprises_nobody_has_no_note(typed: str) -> None:
    assert read(typed).notes == ()


@pytest.mark.parametrize(
    "typed",
    [typed for rows in (*TYPED.values(), *WRITTEN.values(), PRIVATE, OTHER_READINGS) for typed, _ in rows],
)
def test_every_other_reading_can_be_typed_and_is_another(typed: str) -> None:
    reading = read(typed)
    for note in reading.notes:
        assert 0 <= note.start <= note.stop <= len(typed)
        if note.other:
            again = read(typed[: note.start] + note.other + typed[note.stop :])
            assert (again.form, again.wrt) != (reading.form, reading.wrt)
