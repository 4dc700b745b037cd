"""Plots: a function and its derivative, its tangent line, a run of gradient descent on contour lines.

They need matplotlib, which is an extra: ``pip install "symdiff[plot]"``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from symdiff.calculus.arithmetic import FLOAT
from symdiff.calculus.building import number_value
from symdiff.calculus.kernels import kernel
from symdiff.errors import SymdiffError, UnsupportedError, why_not
from symdiff.forms import Form, Symbol, substitute, symbols
from symdiff.render.latex import latex
from symdiff.several.descent import Descent
from symdiff.several.linear import LinearModel
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

SAMPLES = 800
CONTOUR_SAMPLES = 120
LEVELS = 24
FILES = (".svg", ".png", ".pdf")

# Values beyond this many times the middle half of all values are cut off, so that a pole does not flatten the rest.
TALLEST = 6.0

Function = Callable[[float], float]


def plot_derivative(worked: WorkedProblem, file: Path) -> None:
    """A function of one variable and its derivative on one picture.

    Raises:
        UnsupportedError: if matplotlib is not there, or the function has other letters in it.
        SymdiffError: if the file cannot be written.
    """
    variable = worked.variables[0]
    graphs = [(worked.stages[0].expression, "f"), (worked.answer, _primes(len(worked.stages)))]
    with _Picture(file) as axes:
        span = (-5.0, 5.0)
        lines = [(_function(form, variable), name) for form, name in graphs]
        for function, name in lines:
            axes.plot(*_sampled(function, span), label=f"${name}$")
        _finish(axes, variable)


def plot_tangent(model: LinearModel, file: Path) -> None:
    """A function of one variable and its tangent line.

    Raises:
        UnsupportedError: if matplotlib is not there, or the function has several variables or other letters in it.
        SymdiffError: if the file cannot be written.
    """
    if len(model.variables) != 1:
        raise UnsupportedError(say("plot of one variable"))
    variable = model.variables[0]
    centre = _coordinate(model.point[variable])
    span = (centre - 3.0, centre + 3.0)
    known: dict[Form, Form] = {name: value for name, value in model.point.items() if name is not variable}
    function, tangent = (_function(substitute(form, known), variable) for form in (model.function, model.model))
    with _Picture(file) as axes:
        xs, ys = _sampled(function, span)
        axes.plot(xs, ys, label="$f$")
        axes.set_ylim(*_range(ys))
        axes.plot(list(span), [tangent(end) for end in span], "--", label=f"$L = {latex(model.model)}$")
        axes.plot([centre], [function(centre)], "o", color="black")
        _finish(axes, variable)


def plot_descent(run: Descent, file: Path) -> None:
    """A run of gradient descent: on contour lines for two variables, on the function's graph for one.

    Raises:
        UnsupportedError: if matplotlib is not there, or there are more than two variables.
        SymdiffError: if the file cannot be written.
    """
    if len(run.variables) > 2:
        raise UnsupportedError(say("plot of runs"))
    ways = [[row.point[place] for row in run.rows] for place in range(len(run.variables))]
    spans = [_around(way) for way in ways]
    with _Picture(file) as axes:
        if len(ways) == 1:
            function = _function(run.function, run.variables[0])
            axes.plot(*_sampled(function, spans[0]), label="$f$")
            axes.plot(ways[0], [row.value for row in run.rows], "o-", markersize=4, label="descent")
            _finish(axes, run.variables[0])
            return
        grids = [_steps(span, CONTOUR_SAMPLES) for span in spans]
        at = kernel([run.function], run.variables, FLOAT)
        axes.contour(*grids, [[_value(at, x, y) for x in grids[0]] for y in grids[1]], levels=LEVELS, linewidths=0.8)
        axes.plot(*ways, "o-", color="crimson", markersize=4)
        axes.set_xlabel(f"${latex(run.variables[0])}$")
        axes.set_ylabel(f"${latex(run.variables[1])}$")


class _Picture:
    """Axes to draw on; the file is written at the end."""

    def __init__(self, file: Path) -> None:
        if file.suffix not in FILES:
            raise SymdiffError(say("ending of a plot", known=", ".join(FILES), given=repr(file.name)))
        try:
            figures = import_module("matplotlib.figure")
        except ImportError as error:
            raise UnsupportedError(say("plots need matplotlib")) from error
        self.file = file
        self.figure = figures.Figure(figsize=(6.4, 4.4), layout="constrained")

    def __enter__(self) -> Any:
        return self.figure.subplots()

    def __exit__(self, kind: object, error: object, traceback: object) -> None:
        if kind is not None:
            return
        try:
            self.figure.savefig(self.file)
        except OSError as problem:
            raise SymdiffError(say("cannot be written", file=str(self.file), reason=why_not(problem))) from problem


def _function(form: Form, variable: Symbol) -> Function:
    others = [symbol for symbol in symbols(form) if symbol is not variable]
    if others:
        raise UnsupportedError(say("plot needs a value", name=others[0].name))
    at = kernel([form], [variable], FLOAT)
    return lambda x: _value(at, x)


def _value(function: Callable[..., Any], *place: float) -> float:
    """A value, or not a number where there is none."""
    try:
        return float(function(*place)[0])
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        return math.nan


def _coordinate(form: Form) -> float:
    exact = number_value(form)
    return float(exact) if exact is not None else float(kernel([form], [], FLOAT)()[0])


def _steps(span: tuple[float, float], count: int) -> list[float]:
    start, stop = span
    return [start + (stop - start) * k / (count - 1) for k in range(count)]


def _sampled(function: Function, span: tuple[float, float]) -> tuple[list[float], list[float]]:
    xs = _steps(span, SAMPLES)
    ys = [function(x) for x in xs]
    low, high = _range(ys)
    return xs, [y if low <= y <= high else math.nan for y in ys]


def _range(ys: Sequence[float]) -> tuple[float, float]:
    """From where to where values are drawn."""
    known = sorted(y for y in ys if math.isfinite(y))
    if not known:
        return -1.0, 1.0
    lower, upper = known[len(known) // 4], known[3 * len(known) // 4]
    room = max(upper - lower, 1e-3 * abs(upper), 1e-9) * TALLEST
    return max(known[0], lower - room) - 0.05 * room, min(known[-1], upper + room) + 0.05 * room


def _around(way: Sequence[float]) -> tuple[float, float]:
    low, high = min(way), max(way)
    room = max((high - low) * 0.25, 0.5)
    return low - room, high + room


def _finish(axes: Any, variable: Symbol) -> None:
    axes.axhline(0, color="gray", linewidth=0.6)
    axes.set_xlabel(f"${latex(variable)}$")
    axes.grid(visible=True, linewidth=0.3)
    axes.legend()


def _primes(order: int) -> str:
    return "f" + "'" * order if order <= 3 else f"f^{{({order})}}"
