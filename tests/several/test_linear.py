"""Linear models, directional derivatives and gradient descent."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from symdiff.errors import SymdiffError
from symdiff.forms import Form, Symbol
from symdiff.several.descent import work_out_descent
from symdiff.several.linear import LinearModel, work_out_directional, work_out_linear
from symdiff.syntax import read
from symdiff.verify import verify_equation


def form(text: str) -> Form:
    return read(text).form


def point(text: str) -> dict[Symbol, Form]:
    pairs = [part.split("=") for part in text.split(",")]
    return {Symbol(name.strip()): form(value) for name, value in pairs}


def linear(function: str, at: str) -> LinearModel:
    place = point(at)
    return work_out_linear(form(function), list(place), place)


MODELS = [
    ("sqrt(x)", "x=4", "x/4 + 1"),
    ("sin(x)", "x=0", "x"),
    ("sin(x)", "x=pi", "pi - x"),
    ("e^x", "x=0", "1 + x"),
    ("x^2 y", "x=1,y=3", "6x + y - 6"),
    ("7", "x=2", "7"),
    ("x^2 + y^2", "x=0,y=0", "0"),
]


@pytest.mark.parametrize(("function", "at", "model"), MODELS)
def test_tangent_lines_and_planes(function: str, at: str, model: str) -> None:
    found = linear(function, at)
    assert verify_equation(found.model, form(model)).ok
    assert verify_equation(found.touching, form(model)).ok


@pytest.mark.parametrize(("function", "at"), [(function, at) for function, at, _ in MODELS])
def test_the_error_divided_by_the_distance_goes_to_zero(function: str, at: str) -> None:
    ratios = [abs(row.ratio) for row in linear(function, at).errors]
    assert len(ratios) == 5
    assert ratios[-1] <= 1e-4
    assert ratios == sorted(ratios, reverse=True)


NOT_THERE = [
    ("abs(x)", "x=0", "no derivative"),
    ("sqrt(x)", "x=0", "no derivative"),
    ("relu(x)", "x=0", "no derivative"),
    ("max(x, y)", "x=2,y=2", "no derivative"),
    ("ln(x)", "x=-1", "not defined"),
    ("1/x", "x=0", "not defined"),
    ("arcsin(x)", "x=1", "no derivative"),
]


@pytest.mark.parametrize(("function", "at", "message"), NOT_THERE)
def test_without_a_derivative_there_is_no_linear_model(function: str, at: str, message: str) -> None:
    with pytest.raises(SymdiffError, match=message):
        linear(function, at)


DIRECTIONS = [
    ("x^2 y", "x y", ["3", "4"], "(6x y + 4x^2)/5"),
    ("x^2 y", "x y", ["-3", "-4"], "-(6x y + 4x^2)/5"),
    ("x + y", "x y", ["1", "1"], "sqrt(2)"),
    ("sin(x)", "x", ["5"], "cos(x)"),
    ("x y z", "x y z", ["0", "0", "2"], "x y"),
]


@pytest.mark.parametrize(("function", "wrt", "direction", "answer"), DIRECTIONS)
def test_directional_derivatives(function: str, wrt: str, direction: list[str], answer: str) -> None:
    variables = [Symbol(name) for name in wrt.split()]
    found = work_out_directional(form(function), variables, list(map(form, direction)), {})
    assert found.verification.ok
    assert verify_equation(found.answer, form(answer)).ok


BAD_DIRECTIONS = [
    (["1"], "1 entries, but there are 2"),
    (["0", "0"], "points nowhere"),
    (["x", "1"], "must not depend"),
]


@pytest.mark.parametrize(("direction", "message"), BAD_DIRECTIONS)
def test_what_is_no_direction(direction: list[str], message: str) -> None:
    with pytest.raises(SymdiffError, match=message):
        work_out_directional(form("x y"), [Symbol("x"), Symbol("y")], list(map(form, direction)), {})


def start(**places: str) -> dict[Symbol, Fraction]:
    return {Symbol(name): Fraction(place) for name, place in places.items()}


def test_a_run_follows_the_formula() -> None:
    run = work_out_descent(form("x^2 + 3y^2"), list(map(Symbol, "xy")), start(x="2", y="1"), Fraction(1, 10), 3)
    assert len(run.rows) == 4
    for number, row in enumerate(run.rows):
        expected = (2 * 0.8**number, 0.4**number)
        assert all(math.isclose(place, other) for place, other in zip(row.point, expected, strict=True))
        assert math.isclose(row.value, expected[0] ** 2 + 3 * expected[1] ** 2)
    assert run.notes == ()


NOTED = [
    ("x^2", "1", Fraction(3, 2), 4, "grew"),
    ("x^2", "0", Fraction(1, 10), 4, "gradient is 0"),
    ("-x^2", "1", Fraction(1000), 100, "infinity"),
]


@pytest.mark.parametrize(("function", "at", "rate", "steps", "message"), NOTED)
def test_what_goes_wrong_in_a_run_is_said(function: str, at: str, rate: Fraction, steps: int, message: str) -> None:
    run = work_out_descent(form(function), [Symbol("x")], start(x=at), rate, steps)
    assert any(message in note.message for note in run.notes)


BAD_RUNS = [
    ("x^2", Fraction(-1), 3, "must be positive"),
    ("x^2", Fraction(1), 0, "steps 0"),
    ("a x^2", Fraction(1), 3, "a has no value"),
    ("abs(x - 1)", Fraction(1), 3, "no derivative"),
]


@pytest.mark.parametrize(("function", "rate", "steps", "message"), BAD_RUNS)
def test_what_is_no_run(function: str, rate: Fraction, steps: int, message: str) -> None:
    with pytest.raises(SymdiffError, match=message):
        work_out_descent(form(function), [Symbol("x")], start(x="1"), rate, steps)
