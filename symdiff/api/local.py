"""The Python interface to a function near a point: linearize, directional, descend."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from symdiff.api.reading_several import (
    Given,
    Names,
    Point,
    Problems,
    functions_of,
    missing_value,
    point_of,
    rational,
    rational_point,
    single_function,
    undeclared,
    variables_of,
)
from symdiff.api.showing import Shown
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Symbol, symbols
from symdiff.given import Problem
from symdiff.render.json import VERSION
from symdiff.render.json_several import matrix_json, note_records, printed, verification
from symdiff.several.descent import Descent, work_out_descent
from symdiff.several.linear import DirectionalDerivative, LinearModel, work_out_directional, work_out_linear
from symdiff.views.blocks import Document
from symdiff.views.linear import descent_solution, directional_solution, linear_solution
from symdiff.views.solution import Detail
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    import sympy


def _sympy(form: Form) -> Any:
    from symdiff.interop import to_plain_sympy

    return to_plain_sympy(form)


class Linearization(LinearModel, Shown):
    """The linear model of a function at a point; its attributes are those of ``LinearModel``."""

    @property
    def result(self) -> sympy.Expr:
        """The tangent line or plane as a SymPy expression in the variables."""
        return _sympy(self.model)

    def _document(self, detail: Detail) -> Document:
        return linear_solution(self, detail)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        content = {
            "version": VERSION,
            "kind": "linearize",
            "point": {name.name: printed(value) for name, value in self.point.items()},
            "gradient": json.loads(matrix_json(self.derivatives)),
            "value": printed(self.value),
            "slopes": [printed(slope) for slope in self.slopes],
            "result": printed(self.model),
            "errors": [
                {"h": str(row.h), "value": row.value, "model": row.model, "error": row.error, "ratio": row.ratio}
                for row in self.errors
            ],
            "notes": note_records(self.notes),
            "verification": verification(self.verification),
        }
        return json.dumps(content, ensure_ascii=False)


class Directional(DirectionalDerivative, Shown):
    """A directional derivative; its attributes are those of ``DirectionalDerivative``."""

    @property
    def result(self) -> sympy.Expr:
        """The derivative as a SymPy expression: at the point if one was given, else in the variables."""
        return _sympy(self.answer if self.value is None else self.value)

    def _document(self, detail: Detail) -> Document:
        return directional_solution(self, detail)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        content = {
            "version": VERSION,
            "kind": "directional",
            "gradient": json.loads(matrix_json(self.derivatives)),
            "direction": [printed(part) for part in self.direction],
            "unit": [printed(part) for part in self.unit],
            "length": printed(self.length),
            "result": printed(self.answer),
            "point": {name.name: printed(value) for name, value in self.point.items()},
            "value": self.value and printed(self.value),
            "notes": note_records(self.notes),
            "verification": verification(self.verification),
        }
        return json.dumps(content, ensure_ascii=False)


class DescentRun(Descent, Shown):
    """A run of gradient descent; its attributes are those of ``Descent``."""

    def _document(self, detail: Detail) -> Document:
        return descent_solution(self, detail)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        content = {
            "version": VERSION,
            "kind": "descend",
            "gradient": json.loads(matrix_json(self.derivatives)),
            "rate": str(self.rate),
            "rows": [{"point": list(row.point), "value": row.value, "gradient": list(row.gradient)} for row in self.rows],
            "notes": note_records(self.notes),
            "verification": verification(self.verification),
        }
        return json.dumps(content, ensure_ascii=False)


def linearize(problem: Problem, at: Point, wrt: Names = None) -> Linearization:
    """The differential, and the tangent line or plane, of a function at a point.

    Parameters:
        problem: the function.
        at: the point, ``{"x": 1}`` or ``"x=1, y=pi"``.
        wrt: the variables; left out, the letters of the problem that the point gives a value.

    Raises:
        ParseError: if something cannot be read.
        SymdiffError: if a variable has no value, or the function is not differentiable at the point.

    >>> linearize("sqrt(x)", at={"x": 4}).result
    x/4 + 1
    """
    given, point, variables = _located(problem, at, wrt)
    missing_value(point, variables)
    model = work_out_linear(given.functions[0], variables, point)
    notes = (*undeclared(given.notes, variables), *model.derivatives.notes)
    found = replace(model, derivatives=replace(model.derivatives, name=given.name), notes=notes)
    return Linearization(**{each.name: getattr(found, each.name) for each in fields(found)})


def _located(problem: Problem, at: Point, wrt: Names) -> tuple[Given, dict[Symbol, Form], tuple[Symbol, ...]]:
    given = single_function(problem, "linear model")
    point = point_of(at)
    letters = [symbol.name for symbol in point if symbol in symbols(*given.functions)]
    chosen = wrt if wrt is not None or given.arguments else letters or [name.name for name in point] or None
    return given, point, variables_of(chosen, given)


def directional(problem: Problem, direction: str | Sequence[Problem | float], at: Point = "", wrt: Names = None) -> Directional:
    """The derivative of a function in a direction.

    Parameters:
        problem: the function.
        direction: a number for each variable, ``"[3, 4]"`` or ``[3, 4]``; it is brought to length 1.
        at: the point, or nothing for the derivative everywhere.
        wrt: the variables; left out, all letters in alphabetical order.

    Raises:
        ParseError: if something cannot be read.
        SymdiffError: if the direction does not fit the variables or is 0.

    >>> directional("x^2 y", [3, 4], at="x=1, y=2").result
    16/5
    """
    given = single_function(problem, "directional derivative")
    parts: Problems = direction if isinstance(direction, str) else [_problem(part) for part in direction]
    variables = variables_of(wrt, given)
    point = point_of(at)
    if point:
        missing_value(point, variables)
    found = work_out_directional(given.functions[0], variables, functions_of(parts).functions, point)
    notes = (*undeclared(given.notes, variables), *found.derivatives.notes)
    found = replace(found, derivatives=replace(found.derivatives, name=given.name), notes=notes)
    return Directional(**{each.name: getattr(found, each.name) for each in fields(found)})


def _problem(part: Problem | float) -> Problem:
    """A number typed as such, or anything else as it is."""
    return str(part) if isinstance(part, int | float) else part


def descend(problem: Problem, at: Point, rate: object = "0.1", steps: int = 10, wrt: Names = None) -> DescentRun:
    """Steepest descent: the direction in which a function falls fastest, and a run of steps in it.

    Parameters:
        problem: the function.
        at: where to start.
        rate: a step is the gradient times this.
        steps: how many steps.
        wrt: the variables; left out, the letters that the start gives a value.

    Raises:
        ParseError: if something cannot be read.
        SymdiffError: if the start is not rational, or the function not differentiable on the way.

    >>> [round(row.value, 3) for row in descend("x^2 + y^2", at="x=1, y=1", rate=0.25, steps=2).rows]
    [2.0, 0.5, 0.125]
    """
    given, point, variables = _located(problem, at, wrt)
    missing_value(point, variables)
    start = rational_point(point)
    if start is None:
        raise SymdiffError(say("start not rational"))
    found = work_out_descent(given.functions[0], variables, start, rational(rate, "rate"), steps)
    notes = (*undeclared(given.notes, variables), *found.notes)
    found = replace(found, derivatives=replace(found.derivatives, name=given.name), notes=notes)
    return DescentRun(**{each.name: getattr(found, each.name) for each in fields(found)})
