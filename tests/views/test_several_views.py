"""What the documents about several variables and curves say."""

from __future__ import annotations

import pytest

import symdiff as sd
from symdiff.forms import Symbol
from symdiff.notation import present
from symdiff.render.text import line, text
from symdiff.syntax import read
from symdiff.views.partials import partial, round_signs

SAID = [
    (lambda: sd.gradient("a x y", wrt="x, y"), ["a is held constant", "y is held constant", "x is held constant"]),
    (lambda: sd.gradient("x y"), ["∇f = [y  x]", "1×2, numerator layout", "⟨g, dx⟩"]),
    (lambda: sd.gradient("x y", layout="denominator"), ["2×1, denominator layout"]),
    (lambda: sd.jacobian(["x", "y"]), ["identity matrix", "df = J dx", "the determinant is 1"]),
    (lambda: sd.jacobian(["x", "y"], layout="denominator"), ["df = Jᵀ dx"]),
    (lambda: sd.jacobian(["2x", "3y"]), ["diag(2, 3)"]),
    (lambda: sd.hessian("x^2 y"), ["Hf = ", "order does not matter"]),
    (lambda: sd.chain(["ln a", "b"], {"a": "x^2", "b": "3x"}), ["2×2 · 2×1 = 2×1", "commute", "D(f ∘ g)[dx] = Df[Dg[dx]]"]),
    (lambda: sd.total_derivative("x u", where={"u": "x^2"}), ["total derivative: one term for each use", "holds u constant"]),
    (lambda: sd.implicit("x^2 + y^2 = 9"), ["y depends on x", "where y = 0", "tangent is vertical"]),
    (lambda: sd.implicit("x^2 + y^2 = 9", order=2), ["use the equation of the curve", "put in y′"]),
    (lambda: sd.implicit("a x = y^2"), ["a is held constant"]),
    (lambda: sd.parametric("t^2", "t^3"), ["divide: chain rule", "dx/dt = 2t = 0"]),
    (lambda: sd.linearize("x^2", at="x=1"), ["df[dx] = 2x dx", "Tangent line", "o(h)"]),
    (lambda: sd.linearize("x y", at="x=1, y=2"), ["Tangent plane", "L(x, y) = 2x + y − 2"]),
    (lambda: sd.directional("x y", [3, 4]), ["‖v‖ = 5"]),
    (lambda: sd.descend("x^2", at="x=1", steps=2), ["one step", "‖∇f‖", "along −g"]),
    (lambda: sd.graph("x e^(x^2)").reverse(), ["2 contributions added", "the start"]),
    (lambda: sd.graph("ln(x) abs(y)").reverse(), ["x > 0", "y ≠ 0"]),
    (lambda: sd.total_derivative("x + u", where={"u": "abs(x)"}), ["x ≠ 0"]),
    (lambda: sd.graph("x + relu(x)").reverse(at={"x": 0}), ["by convention"]),
    (lambda: sd.graph("x*x", leaves="each use", paths=True), ["Paths from y to x: 2", "the sum over all paths"]),
]


@pytest.mark.parametrize(("ask", "sentences"), SAID)
def test_documents_say_what_a_reader_needs(ask: object, sentences: list[str]) -> None:
    assert callable(ask)
    written = ask().to_text()
    assert [sentence for sentence in sentences if sentence not in written] == []


PARTIALS = [
    ("x", "∂f/∂x"),
    ("x x", "∂²f/∂x²"),
    ("x y", "∂²f/∂y∂x"),
    ("x y y", "∂³f/∂y²∂x"),
]


@pytest.mark.parametrize(("variables", "written"), PARTIALS)
def test_partial_derivatives_name_the_last_variable_first(variables: str, written: str) -> None:
    assert line(partial(Symbol("f"), *map(Symbol, variables.split()))) == written


def test_every_sign_of_differentiation_becomes_round() -> None:
    from symdiff.forms import Derivative, Quotient

    form = Quotient(Derivative(read("x^2 y").form, Symbol("x")), Derivative(read("y^2").form, Symbol("y")))
    written = str(text(round_signs(present(form))))
    assert "∂" in written
    assert "d" not in written


DEGENERATE = ["7", "x", "a"]


@pytest.mark.parametrize("problem", DEGENERATE)
def test_the_smallest_graphs_are_shown_as_well(problem: str) -> None:
    found = sd.graph(problem, wrt="x")
    at = {"x": 1, "a": 2}
    for shown in (found, found.reverse(), found.forward(), found.reverse(at=at), found.forward(at=at)):
        assert shown.to_text()
        assert shown.to_latex()
        assert shown.to_html()
