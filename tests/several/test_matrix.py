"""Gradients, Jacobians and Hessians against tables of known answers."""

from __future__ import annotations

import pytest

from symdiff.errors import LimitError
from symdiff.forms import Form, Symbol
from symdiff.several.matrix import Kind, structure, work_out
from symdiff.syntax import read
from symdiff.verify import verify_equation


def form(text: str) -> Form:
    return read(text).form


def letters(names: str) -> list[Symbol]:
    return [Symbol(name) for name in names.split()]


MATRICES: list[tuple[Kind, list[str], str, list[list[str]]]] = [
    ("gradient", ["3x^2(2y + 7)"], "x y", [["6x(2y + 7)", "6x^2"]]),
    ("gradient", ["z^4 - sin(y^2 + x)"], "x y z", [["-cos(y^2 + x)", "-2y cos(y^2 + x)", "4z^3"]]),
    ("gradient", ["4x + 7y^2"], "x y", [["4", "14y"]]),
    ("gradient", ["a x"], "x y", [["a", "0"]]),
    ("gradient", ["x^y"], "x y", [["y x^(y - 1)", "x^y ln(x)"]]),
    ("jacobian", ["3x^2(2y + 7)", "4x + y^2"], "x y", [["6x(2y + 7)", "6x^2"], ["4", "2y"]]),
    ("jacobian", ["sin(t) + s", "cos(t)", "6t/pi"], "t s", [["cos(t)", "1"], ["-sin(t)", "0"], ["6/pi", "0"]]),
    ("jacobian", ["x", "y", "z"], "x y z", [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]]),
    ("jacobian", ["cos(t)", "e^t", "ln(t)"], "t", [["-sin(t)"], ["e^t"], ["1/t"]]),
    ("hessian", ["x^2 y^3"], "x y", [["2y^3", "6x y^2"], ["6x y^2", "6x^2 y"]]),
    ("hessian", ["x^2 + 3y^2"], "x y", [["2", "0"], ["0", "6"]]),
]


@pytest.mark.parametrize(("kind", "functions", "wrt", "rows"), MATRICES)
def test_entries_are_right_and_verified(kind: Kind, functions: list[str], wrt: str, rows: list[list[str]]) -> None:
    found = work_out(kind, list(map(form, functions)), letters(wrt))
    assert [len(row) for row in found.answer] == [len(row) for row in rows]
    for row, expected in zip(found.answer, rows, strict=True):
        for entry, answer in zip(row, expected, strict=True):
            assert verify_equation(entry, form(answer)).ok
    assert found.verification.ok


def test_the_denominator_layout_is_the_transpose() -> None:
    from dataclasses import replace

    found = work_out("jacobian", [form("x y"), form("x + y"), form("x")], letters("x y"))
    turned = replace(found, layout="denominator")
    assert found.shape == (3, 2)
    assert turned.shape == (2, 3)
    assert turned.answer == tuple(zip(*found.answer, strict=True))


DETERMINANTS = [
    (["r cos(t)", "r sin(t)"], "r t", "r"),
    (["u^3/2", "v/u^2"], "u v", "3/2"),
    (["x", "y", "z"], "x y z", "1"),
    (["a b", "b c", "c a"], "a b c", "2a b c"),
    (["x + y", "x + y"], "x y", "0"),
]


@pytest.mark.parametrize(("functions", "wrt", "determinant"), DETERMINANTS)
def test_determinants_of_square_jacobians(functions: list[str], wrt: str, determinant: str) -> None:
    found = work_out("jacobian", list(map(form, functions)), letters(wrt)).determinant
    assert found is not None
    assert verify_equation(found, form(determinant)).ok


def test_other_matrices_have_no_determinant() -> None:
    assert work_out("jacobian", [form("x y")], letters("x y")).determinant is None
    assert work_out("hessian", [form("x y")], letters("x y")).determinant is None


def test_a_hessian_holds_each_mixed_derivative_once() -> None:
    rows = work_out("hessian", [form("x y z")], letters("x y z")).rows
    assert all(rows[row][column] is rows[column][row] for row in range(3) for column in range(3))


def test_an_absent_variable_is_said() -> None:
    found = work_out("gradient", [form("x^2")], letters("x q"))
    assert any("q does not occur" in note.message for note in found.notes)


STRUCTURES = [
    ([["1", "0"], ["0", "1"]], "identity"),
    ([["x", "0"], ["0", "y"]], "diagonal"),
    ([["0", "0"]], "zero"),
    ([["1", "2"], ["0", "1"]], ""),
    ([["1", "0"]], ""),
    ([["5"]], ""),
]


@pytest.mark.parametrize(("rows", "kind"), STRUCTURES)
def test_the_structure_of_a_matrix_is_named(rows: list[list[str]], kind: str) -> None:
    assert structure([[form(entry) for entry in row] for row in rows]) == kind


def test_too_many_entries_are_refused_with_the_way_out() -> None:
    with pytest.raises(LimitError, match=r"sd\.graph"):
        work_out("jacobian", [form("x")] * 13, [Symbol(f"x{place}") for place in range(13)])


def test_where_the_result_holds_is_where_every_entry_does() -> None:
    assert work_out("gradient", [form("ln(x) + 1/y")], letters("x y")).valid is form_of_domain("x > 0", "y != 0")


def form_of_domain(*conditions: str) -> Form:
    from symdiff.domain import where
    from symdiff.forms import Relation

    parts = [condition.split() for condition in conditions]
    return where(*(Relation(form(left), sign, form(right)) for left, sign, right in parts))
