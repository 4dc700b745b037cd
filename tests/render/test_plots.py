"""What the plots draw, on axes that only remember it."""

from __future__ import annotations

import math
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import symdiff as sd
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.render import plots
from symdiff.render.plots import plot_derivative, plot_descent, plot_tangent


class Axes:
    """Axes that keep the lines and contours drawn on them."""

    def __init__(self) -> None:
        self.lines: list[tuple[list[float], list[float]]] = []
        self.contours: list[Any] = []

    def plot(self, xs: list[float], ys: list[float], *style: str, **more: object) -> None:
        self.lines.append((xs, ys))

    def contour(self, xs: list[float], ys: list[float], heights: list[list[float]], **more: object) -> None:
        self.contours.append((xs, ys, heights))

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments, **more: None


class Figure:
    """A figure that writes an empty file."""

    axes = Axes()

    def __init__(self, **size: object) -> None:
        Figure.axes = Axes()

    def subplots(self) -> Axes:
        return Figure.axes

    def savefig(self, file: Path) -> None:
        file.write_text("drawn", encoding="utf-8")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> type[Figure]:
    monkeypatch.setattr(plots, "import_module", lambda name: SimpleNamespace(Figure=Figure))
    return Figure


def test_a_function_and_its_derivative_are_on_one_picture(drawn: type[Figure], tmp_path: Path) -> None:
    plot_derivative(sd.differentiate("x^2"), tmp_path / "plot.svg")
    (xs, ys), (same_xs, slopes) = drawn.axes.lines
    assert xs == same_xs
    assert all(math.isclose(y, x**2, abs_tol=1e-9) for x, y in zip(xs, ys, strict=True))
    assert all(math.isclose(slope, 2 * x, abs_tol=1e-9) for x, slope in zip(xs, slopes, strict=True))
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8") == "drawn"


def test_a_pole_is_cut_off(drawn: type[Figure], tmp_path: Path) -> None:
    plot_derivative(sd.differentiate("1/x"), tmp_path / "plot.svg")
    known = [y for _, ys in drawn.axes.lines for y in ys if not math.isnan(y)]
    assert known
    assert max(map(abs, known)) < 100


def test_the_tangent_line_touches_the_function(drawn: type[Figure], tmp_path: Path) -> None:
    plot_tangent(sd.linearize("a x^2", at="x=1, a=2", wrt="x"), tmp_path / "plot.png")
    _, (ends, tangent), (point, value) = drawn.axes.lines
    assert (point, value) == ([1.0], [2.0])
    assert all(math.isclose(y, 4 * x - 2) for x, y in zip(ends, tangent, strict=True))


def test_a_descent_in_two_variables_is_drawn_on_contour_lines(drawn: type[Figure], tmp_path: Path) -> None:
    run = sd.descend("x^2 + y^2", at="x=1, y=2", steps=3)
    plot_descent(run, tmp_path / "plot.pdf")
    assert len(drawn.axes.contours) == 1
    ((xs, ys),) = drawn.axes.lines
    assert list(zip(xs, ys, strict=True)) == [row.point for row in run.rows]


def test_a_descent_in_one_variable_is_drawn_on_the_graph(drawn: type[Figure], tmp_path: Path) -> None:
    run = sd.descend("x^2", at="x=1", steps=3)
    plot_descent(run, tmp_path / "plot.pdf")
    assert drawn.axes.lines[1] == ([row.point[0] for row in run.rows], [row.value for row in run.rows])


def test_what_cannot_be_drawn_is_said(drawn: type[Figure], tmp_path: Path) -> None:
    with pytest.raises(SymdiffError, match="ending"):
        plot_derivative(sd.differentiate("x"), tmp_path / "plot.txt")
    with pytest.raises(UnsupportedError, match="a has no value"):
        plot_derivative(sd.differentiate("a x", wrt="x"), tmp_path / "plot.svg")
    with pytest.raises(UnsupportedError, match="one variable"):
        plot_tangent(sd.linearize("x y", at="x=1, y=1"), tmp_path / "plot.svg")
    with pytest.raises(UnsupportedError, match="two variables"):
        plot_descent(sd.descend("x + y + z", at="x=1, y=1, z=1"), tmp_path / "plot.svg")
    with pytest.raises(SymdiffError, match="cannot be written"):
        plot_derivative(sd.differentiate("x"), tmp_path / "no" / "plot.svg")


def test_without_matplotlib_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def missing(name: str) -> object:
        raise ImportError(name)

    monkeypatch.setattr(plots, "import_module", missing)
    with pytest.raises(UnsupportedError, match="pip install"):
        plot_derivative(sd.differentiate("x"), tmp_path / "plot.svg")
