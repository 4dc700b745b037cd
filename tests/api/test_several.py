"""The Python interface to several variables, curves, linear models and graphs."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy

import symdiff as sd
from symdiff.api.showing import Shown

x, y, t = sympy.symbols("x y t")

RESULTS: list[tuple[Callable[[], Any], Any]] = [
    (lambda: sd.gradient("3x^2(2y+7)", wrt="x, y"), sympy.Matrix([[6 * x * (2 * y + 7), 6 * x**2]])),
    (lambda: sd.gradient("f(x, y) = x y^2"), sympy.Matrix([[y**2, 2 * x * y]])),
    (lambda: sd.gradient(x**2 * y), sympy.Matrix([[2 * x * y, x**2]])),
    (lambda: sd.gradient("x y", layout="denominator"), sympy.Matrix([[y], [x]])),
    (lambda: sd.jacobian(["x y", "x + y"]), sympy.Matrix([[y, x], [1, 1]])),
    (lambda: sd.jacobian("[cos t, e^t, ln t]"), sympy.Matrix([[-sympy.sin(t)], [sympy.exp(t)], [1 / t]])),
    (lambda: sd.jacobian(r"\langle t^2, 3t \rangle"), sympy.Matrix([[2 * t], [3]])),
    (lambda: sd.jacobian("x^2"), sympy.Matrix([[2 * x]])),
    (lambda: sd.jacobian(["x", "y"], layout="denominator"), sympy.eye(2)),
    (lambda: sd.hessian("x^2 y"), sympy.Matrix([[2 * y, 2 * x], [2 * x, 0]])),
    (lambda: sd.chain(["u v"], {"u": "x^2", "v": "3x"}), sympy.Matrix([[9 * x**2]])),
    (lambda: sd.chain("u v", ["u=x^2", "v=3x"], "x"), sympy.Matrix([[9 * x**2]])),
    (lambda: sd.total_derivative("x u", where={"u": "x^2"}), 3 * x**2),
    (lambda: sd.implicit("x^2 + y^2 = 25"), -x / y),
    (lambda: sd.implicit("x^2 + y^2 - 25"), -x / y),
    (lambda: sd.implicit("y = x sin(y)"), sympy.sin(y) / (1 - x * sympy.cos(y))),
    (lambda: sd.implicit("s^2 = t", y="s", x="t"), 1 / (2 * sympy.Symbol("s"))),
    (lambda: sd.implicit(sympy.Eq(x * y, 1)), -y / x),
    (lambda: sd.parametric("cos t", "sin t"), -sympy.cot(t)),
    (lambda: sd.parametric("x = t^2", "y = t^3", order=2), 3 / (4 * t)),
    (lambda: sd.linearize("x^2", at={"x": 3}), 6 * x - 9),
    (lambda: sd.linearize("x^2 y", at="x=1, y=2"), 4 * x + y - 4),
    (lambda: sd.directional("x y", [3, 4], at={"x": 1, "y": 1}), sympy.Rational(7, 5)),
    (lambda: sd.directional("x y", "[0, 2]"), x),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "expected"), RESULTS)
def test_results_are_sympy_expressions_in_the_users_symbols(ask: Callable[[], Any], expected: Any) -> None:
    found = ask()
    difference = found.result - expected
    entries = list(difference) if isinstance(difference, sympy.MatrixBase) else [difference]
    assert all(sympy.simplify(entry) == 0 for entry in entries)
    assert found.verification.ok


EVERYTHING: list[Callable[[], Shown]] = [
    lambda: sd.gradient("x^2 y"),
    lambda: sd.jacobian(["x y", "sin(x)/y"]),
    lambda: sd.hessian("x^2 y^3"),
    lambda: sd.chain(["ln a", "b"], {"a": "x^2", "b": "3x"}),
    lambda: sd.total_derivative("x u + v", where={"u": "x^2", "v": "sin(u)"}),
    lambda: sd.implicit("x^2 + y^2 = 25", order=2),
    lambda: sd.parametric("t^2", "t^3", order=2),
    lambda: sd.linearize("sin(x) y", at="x=0, y=2"),
    lambda: sd.directional("x y", [1, 2]),
    lambda: sd.descend("x^2 + y^2", at="x=1, y=1", steps=3),
    lambda: sd.graph("x e^(x^2)"),
    lambda: sd.graph("x*x", leaves="each use", paths=True),
    lambda: sd.graph("x e^(x^2)").reverse(at={"x": 1}),
    lambda: sd.graph(["x y", "x + y"]).forward(wrt="y"),
]  # fmt: skip


@pytest.mark.parametrize("ask", EVERYTHING)
def test_everything_can_be_shown_in_every_format(ask: Callable[[], Shown]) -> None:
    found = ask()
    for detail in ("brief", "standard", "full"):
        assert found.to_text(detail=detail).strip()
    assert r"\begin{document}" in found.to_latex(document=True)
    assert found.to_markdown().strip()
    assert found.to_html(document=True).startswith("<!DOCTYPE html>")
    assert json.loads(found.to_json())["version"] == 1
    assert set(found._repr_mimebundle_()) == {"text/plain", "text/html", "text/markdown", "text/latex"}
    assert repr(found)


DERIVATIONS: list[Callable[[], sd.Derivation]] = [
    lambda: sd.total_derivative("x u", where={"u": "x^2"}),
    lambda: sd.implicit("x^2 + y^2 = 25", order=2),
    lambda: sd.parametric("cos t", "sin t", order=2),
]


@pytest.mark.parametrize("ask", DERIVATIONS)
def test_curves_and_totals_are_derivations_that_survive_json(ask: Callable[[], sd.Derivation]) -> None:
    found = ask()
    again = sd.Derivation.from_json(found.to_json())
    assert again == found
    assert again.to_text() == found.to_text()
    assert found.steps
    assert found.rules


def test_entries_are_derivations_in_the_layout_asked_for() -> None:
    found = sd.jacobian(["x y", "x + y", "x"], layout="denominator")
    assert found.shape == (2, 3)
    assert [entry.result for entry in found.entries] == [y, 1, 1, x, 1, 0]
    assert all(isinstance(entry, sd.Derivation) for entry in found.entries)


ERRORS: list[tuple[Callable[[], Any], type[sd.SymdiffError], str]] = [
    (lambda: sd.gradient("[x, y]"), sd.UnsupportedError, "Jacobian"),
    (lambda: sd.gradient("x = y^2 + y x"), sd.UnsupportedError, "implicit"),
    (lambda: sd.gradient("x y", wrt="3"), sd.ParseError, "variable"),
    (lambda: sd.gradient("x y", wrt="sin"), sd.SymdiffError, "sin"),
    (lambda: sd.gradient("x y", wrt="x, x"), sd.SymdiffError, "twice"),
    (lambda: sd.gradient("x y", wrt=[]), sd.SymdiffError, "no variable"),
    (lambda: sd.gradient("5"), sd.SymdiffError, "no variable"),
    (lambda: sd.gradient("x y", layout="sideways"), sd.SymdiffError, "sideways"),
    (lambda: sd.gradient("f(x)", wrt="f, x"), sd.SymdiffError, "as a function and as a variable"),
    (lambda: sd.jacobian([]), sd.SymdiffError, "empty"),
    (lambda: sd.jacobian("w*x", lists={"w": "a, b", "x": "c"}), sd.ShapeError, "equal length"),
    (lambda: sd.gradient("w*x", lists={"w": "a, b", "x": "c, d"}), sd.UnsupportedError, "Jacobian"),
    (lambda: sd.gradient("w*x", lists={"w": "a, b", "x": "c, d"}, reduce="most"), sd.SymdiffError, "most"),
    (lambda: sd.implicit("x^2 = 4"), sd.SymdiffError, "does not contain y"),
    (lambda: sd.implicit("[x, y]"), sd.UnsupportedError, "one equation"),
    (lambda: sd.parametric("[t, 1]", "t"), sd.UnsupportedError, "one function"),
    (lambda: sd.parametric("a s", "b s"), sd.SymdiffError, "parameter"),
    (lambda: sd.chain(["u"], {"u": "x", "x": "t"}, wrt="x"), sd.SymdiffError, "both a variable"),
    (lambda: sd.chain(["u"], ["u"]), sd.ParseError, "written as"),
    (lambda: sd.total_derivative("u", where=["u=x", "u=x^2"]), sd.SymdiffError, "twice"),
    (lambda: sd.linearize("x y", at={"x": 1}, wrt="x, y"), sd.SymdiffError, "no value for y"),
    (lambda: sd.linearize("x", at={"x": "t"}), sd.SymdiffError, "must be a number"),
    (lambda: sd.linearize("x", at={"x": float("nan")}), sd.SymdiffError, "finite"),
    (lambda: sd.linearize("x", at={"x": True}), sd.SymdiffError, "must be a number"),
    (lambda: sd.linearize("x", at={"x": object()}), sd.SymdiffError, "must be a number"),
    (lambda: sd.directional("x y", [1]), sd.SymdiffError, "1 entries"),
    (lambda: sd.descend("x^2", at={"x": "pi"}), sd.SymdiffError, "rational"),
    (lambda: sd.graph("x", leaves="none"), sd.SymdiffError, "none"),
    (lambda: sd.graph("x").reverse(at={"x": 1}, arithmetic="guess"), sd.SymdiffError, "guess"),
    (lambda: sd.graph("x").reverse(output=1), sd.SymdiffError, "no output 1"),
    (lambda: sd.graph("x").forward(wrt="y"), sd.SymdiffError, "not one of the variables"),
    (lambda: sd.graph("ln x").reverse(at={"x": -1}), sd.SymdiffError, r"not defined where x = -1\. Here y = ln\(x\)"),
    (lambda: sd.graph("abs(x)").reverse(at={"x": 0}), sd.SymdiffError, "kink"),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "error", "message"), ERRORS)
def test_what_cannot_be_done_is_said(ask: Callable[[], Any], error: type[sd.SymdiffError], message: str) -> None:
    with pytest.raises(error, match=message):
        ask()


LISTS = [
    ("w + x", "w", "identity"),
    ("w - x", "w", "identity"),
    ("w*x", "w", "diagonal"),
    ("w/x", "x", "diagonal"),
    ("max(w, x)", "w", "diagonal"),
]


@pytest.mark.parametrize(("problem", "wrt", "kind"), LISTS)
def test_element_wise_operations_have_diagonal_jacobians(problem: str, wrt: str, kind: str) -> None:
    from symdiff.several.matrix import structure

    found = sd.jacobian(problem, wrt=wrt, lists={"w": "w1, w2, w3", "x": "x1, x2, x3"})
    assert structure(found.answer) == kind


def test_scalar_expansion_and_reductions() -> None:
    lists = {"x": "x1, x2, x3"}
    assert sd.jacobian("x + z", wrt="z", lists=lists).result == sympy.ones(3, 1)
    assert sd.jacobian("x z", wrt="x", lists=lists).result == sympy.Symbol("z") * sympy.eye(3)
    assert sd.gradient("x", wrt="x", lists=lists, reduce="sum").result == sympy.ones(1, 3)
    assert sd.gradient("x", wrt="x", lists=lists, reduce="mean").result == sympy.ones(1, 3) / 3


def test_no_note_is_made_of_declared_names() -> None:
    assert sd.gradient("x1 x2", wrt="x1, x2").notes == ()
    assert sd.total_derivative("x u2", where={"u1": "x^2", "u2": "e^u1"}).notes == ()


def test_an_absent_variable_has_the_derivative_zero_and_it_is_said() -> None:
    found = sd.gradient("x^2", wrt="x, q")
    assert found.result == sympy.Matrix([[2 * x, 0]])
    assert "q does not occur" in found.to_text()
    assert "q does not occur" in sd.graph("x^2", wrt="x, q").to_text()


def test_graphs_give_values_and_adjoints_as_numbers() -> None:
    found = sd.graph("x y + sin(x)").reverse(at={"x": 0, "y": "1/2"})
    assert found.values["y"] == Fraction(1, 2)
    assert found.gradient == {"x": 1.5, "y": Fraction(0)}
    assert found.derivatives["x"] == 1.5


def test_points_may_be_given_in_many_ways() -> None:
    ask = sd.graph("x^2").reverse
    assert ask(at={"x": 0.1}).gradient == ask(at="x=1/10").gradient == ask(at={"x": "0.1"}).gradient == {"x": Fraction(1, 5)}
    assert ask(at={"x": sympy.Rational(1, 10)}).gradient == {"x": Fraction(1, 5)}
    assert abs(ask(at={"x": "pi"}).gradient["x"] - 6.283185307179586) < 1e-12
    assert ask(at={"x": 3}, arithmetic="float").gradient == {"x": 6.0}


def test_the_kink_of_relu_is_said() -> None:
    found = sd.graph("relu(x) + x").reverse(at={"x": 0})
    assert found.gradient == {"x": Fraction(1)}
    assert any("kink" in note.message for note in found.notes)


def test_large_graphs_are_answered_in_names_of_nodes() -> None:
    text = "*".join(f"sin(x{place})" for place in range(40))
    found = sd.graph(text).reverse()
    assert len(found.results) == 40
    assert "too long" in found.to_text(detail="brief") or "names of the nodes" in found.to_text(detail="brief")


def test_a_jacobian_from_the_graph_is_the_jacobian() -> None:
    rows = sd.graph(["x y", "x + y^2"]).jacobian()
    assert sympy.simplify(sympy.Matrix(rows) - sympy.Matrix([[y, x], [1, 2 * y]])) == sympy.zeros(2)


def test_json_of_a_sweep_carries_everything() -> None:
    content = json.loads(sd.graph("x ln(y)").reverse(at="x=2, y=1").to_json())
    assert [node["name"] for node in content["nodes"]] == ["x", "y", "u1", "z"]
    assert [node["derivative"] for node in content["nodes"]] == ["0", "2", "2", "1"]
    assert {each["by"]: each["derivative"]["text"] for each in content["results"]} == {"x": "ln(y)", "y": "x/y"}
    assert content["valid"]["text"] == "y > 0"
    assert content["verification"]["ok"] is True
    assert content["cheaper"] == "reverse"


def test_pictures_can_be_made() -> None:
    found = sd.graph("x e^(x^2)")
    assert found.to_svg().startswith("<svg")
    assert "adjoint" in found.to_svg(at={"x": 1})
    assert found.to_dot().startswith("digraph")
