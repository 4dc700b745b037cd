"""What a text defines, what it asks for, and what is left out of it."""

from __future__ import annotations

import pytest

from symdiff.forms import Relation
from symdiff.syntax import read

DEFINED = (
    ("x^2", "", (), 0),
    ("f(x) = x^2", "f", ("x",), 0),
    ("y = x^2", "y", (), 0),
    ("f(x, y) = x y", "f", ("x", "y"), 0),
    ("f'(x) = 2x", "f", ("x",), 1),
    ("f''(x) = 2", "f", ("x",), 2),
    ("f^(4)(x) = 2", "f", ("x",), 4),
    ("y' = 2x", "y", (), 1),
    ("y'' = 2", "y", (), 2),
    ("dy/dx = 2x", "y", ("x",), 1),
    ("d^2y/dx^2 = 2", "y", ("x",), 2),
    ("dr/dtheta = 1", "r", ("theta",), 1),
    ("∂f/∂x = y", "f", ("x",), 1),
    ("y = f(x) = x^2", "f", ("x",), 0),
    ("f(x) = y = x^2", "f", ("x",), 0),
    ("f: x -> x^2", "f", ("x",), 0),
    ("x -> x^2", "", ("x",), 0),
    ("f[x] := x^2", "f", ("x",), 0),
    ("P(t) = 2t", "P", ("t",), 0),
    ("= 2x", "", (), 0),
    (r"f(x)=x^2 \sin x", "f", ("x",), 0),
    (r"f\left(x\right)=\frac1x", "f", ("x",), 0),
    (r"\vec{r}(t) = \langle t, 1\rangle", "r", ("t",), 0),
    (r"\fp(x) = \frac2x", "f", ("x",), 1),
    (r"f^{\prime\prime}(x) = \frac2x", "f", ("x",), 2),
    (r"\dfrac{dy}{dx} = \frac2x", "y", ("x",), 1),
    (r"\frac{\partial^2 z}{\partial x\,\partial y} = \frac2x", "z", ("x",), 2),
    (r"y^{(4)} = \frac2x", "y", (), 4),
    (r"f:x\mapsto x^2", "f", ("x",), 0),
)
ASKED = (
    ("d/dx(x^2)", ("x",)),
    ("d/dt t^2", ("t",)),
    ("d^3/dx^3 x^4", ("x", "x", "x")),
    ("∂²/∂x∂y (x y)", ("x", "y")),
    ("diff(x^2*y, x, y)", ("y", "x")),
    ("(x^2)''", ("x", "x")),
    (r"\frac{d}{dx}\left[x^2\right]", ("x",)),
    (r"\frac{\partial^2}{\partial x^2}(x^2y)", ("x", "x")),
    ("x + d/dx(x^2)", ()),
    ("2 d/dx(x^2)", ()),
)
REACH = (
    ("d/dx x^2 + 1", ("x",), "x^2 + 1"),
    ("d/dx(x^2) + 1", (), "1 + d/dx(x^2)"),
    ("d/dx(x)^2", ("x",), "x^2"),
    ("d/dx(x+1)(x-1)", ("x",), "(x+1)*(x-1)"),
    ("a + d/dx x^2 y + z", (), "a + (d/dx(x^2*y)) + z"),
    ("a + d/dx(x^2) y", (), "a + (d/dx(x^2))*y"),
)


@pytest.mark.parametrize(("text", "defines", "arguments", "order"), DEFINED)
def test_the_head_says_what_is_defined(text: str, defines: str, arguments: tuple[str, ...], order: int) -> None:
    reading = read(text)
    assert (reading.defines, reading.arguments, reading.order) == (defines, arguments, order)


@pytest.mark.parametrize(("text", "wrt"), ASKED)
def test_a_derivative_around_the_whole_text_is_what_is_asked_for(text: str, wrt: tuple[str, ...]) -> None:
    assert read(text).wrt == wrt


@pytest.mark.parametrize(("text", "wrt", "same"), REACH)
def test_how_far_a_derivative_reaches(text: str, wrt: tuple[str, ...], same: str) -> None:
    reading = read(text)
    assert reading.wrt == wrt
    assert sorted(map(repr, reading.form.children)) == sorted(map(repr, read(same).form.children))


@pytest.mark.parametrize("text", ["y = sin(x y)", "x = x^2 + 1", "y/x = 10", "x^2 = y", "2y = x", "a + b = c", "x(x+1) = 2"])
def test_other_equations_stay_equations(text: str) -> None:
    left, right = text.split(" = ")
    reading = read(text)
    assert isinstance(reading.form, Relation)
    assert (reading.form.left, reading.form.operator, reading.form.right) == (read(left).form, "=", read(right).form)
    assert (reading.defines, reading.arguments, reading.order) == ("", (), 0)
