"""The Python interface to several variables and curves: gradient, jacobian, hessian, chain, implicit, ..."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from symdiff.api.derivations import Derivation, shown
from symdiff.api.reading_several import (
    Definitions,
    Given,
    Lists,
    Names,
    Problems,
    check_functions,
    definitions_of,
    functions_of,
    single_function,
    undeclared,
    variables_of,
)
from symdiff.api.showing import Shown
from symdiff.derivation import Note
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.forms import Number, Relation, Symbol, Vector, symbols
from symdiff.given import Problem, reading_of, variable_named
from symdiff.render.json_several import chain_json, matrix_json
from symdiff.several.chain import WorkedChain, work_out_chain, work_out_total
from symdiff.several.implicit import work_out_implicit
from symdiff.several.matrix import Kind, WorkedMatrix, known_layout, work_out
from symdiff.several.parametric import work_out_parametric
from symdiff.views.blocks import Document
from symdiff.views.several import chain_solution, matrix_solution
from symdiff.views.solution import Detail
from symdiff.wording.sentences import say


class VectorDerivation(WorkedMatrix, Shown):
    """A gradient, Jacobian or Hessian that can be shown.

    The attributes are those of ``WorkedMatrix``, above all ``result`` (a SymPy matrix), ``entries`` (a ``Derivation`` each) and
    ``shape``; the ways to show it are those of ``Shown``.
    """

    def _document(self, detail: Detail) -> Document:
        return matrix_solution(self, detail)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        return matrix_json(self)

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"<{self.kind} of {len(self.functions)} function(s), {rows}×{columns}>"


class ChainDerivation(WorkedChain, Shown):
    """A product of Jacobians that can be shown; its attributes are those of ``WorkedChain``."""

    @property
    def result(self) -> Any:
        """The simplified product in the variables, as a SymPy matrix."""
        from symdiff.interop import to_plain_matrix

        return to_plain_matrix(self.answer)

    def _document(self, detail: Detail) -> Document:
        return chain_solution(self, detail)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        return chain_json(self)

    def __repr__(self) -> str:
        return f"<product of Jacobians, {self.outer.shape} times {self.inner.shape}>"


def gradient(
    problem: Problem, wrt: Names = None, layout: str = "numerator", lists: Lists = None, reduce: str | None = None
) -> VectorDerivation:
    """The gradient of a function of several variables.

    Parameters:
        problem: plain text, LaTeX, or a SymPy expression.
        wrt: the variables; left out, all letters in alphabetical order.
        layout: ``numerator`` for a row, ``denominator`` for a column.
        lists: letters that stand for lists, ``{"w": "w1, w2"}``; the problem is then taken component by component.
        reduce: how the components become one number: ``sum``, ``product``, ``mean``, ``max`` or ``min``.

    Raises:
        ParseError: if the problem or a variable cannot be read.
        UnsupportedError: if it is not one function, or no rule covers a part of it.

    >>> gradient("3x^2(2y+7)", wrt="x, y").result
    Matrix([[6*x*(2*y + 7), 6*x**2]])
    >>> gradient("w*x", wrt="w", lists={"w": "w1, w2", "x": "x1, x2"}, reduce="sum").result
    Matrix([[x1, x2]])
    """
    return _matrix("gradient", single_function(problem, "gradient", lists, reduce), wrt, layout)


def jacobian(
    problem: Problems, wrt: Names = None, layout: str = "numerator", lists: Lists = None, reduce: str | None = None
) -> VectorDerivation:
    """The Jacobian of several functions: a row for each function, a column for each variable.

    Parameters:
        problem: a list of functions, or one text with a list in it; a function by itself is a list of one.
        wrt: the variables; left out, all letters in alphabetical order.
        layout: ``numerator``, or ``denominator`` for the transposed matrix.
        lists: letters that stand for lists, ``{"w": "w1, w2"}``; a function of them is taken component by component.
        reduce: how the components become one number: ``sum``, ``product``, ``mean``, ``max`` or ``min``.

    Raises:
        ParseError: if a function or a variable cannot be read.
        UnsupportedError: if no rule covers a part of a function.

    >>> jacobian(["sin(t) + s", "cos(t)", "6t/pi"], wrt="t, s").result
    Matrix([
    [ cos(t), 1],
    [-sin(t), 0],
    [   6/pi, 0]])
    >>> jacobian("w/x", wrt="w", lists={"w": "w1, w2", "x": "x1, x2"}).result
    Matrix([
    [1/x1,    0],
    [   0, 1/x2]])
    """
    return _matrix("jacobian", functions_of(problem, lists, reduce), wrt, layout)


def hessian(problem: Problem, wrt: Names = None, layout: str = "numerator") -> VectorDerivation:
    """The matrix of second derivatives of a function; it is the same in both layouts.

    Parameters and errors are those of ``gradient``.

    >>> hessian("x^2 y^3", "x, y").result.tolist()
    [[2*y**3, 6*x*y**2], [6*x*y**2, 6*x**2*y]]
    """
    return _matrix("hessian", single_function(problem, "Hessian"), wrt, layout)


def _matrix(kind: Kind, given: Given, wrt: Names, layout: str) -> VectorDerivation:
    chosen = known_layout(layout)
    variables = variables_of(wrt, given)
    worked = work_out(kind, given.functions, variables)
    found = replace(
        worked,
        rows=tuple(tuple(shown(entry) for entry in row) for row in worked.rows),
        layout=chosen,
        name=given.name,
        notes=(*undeclared(given.notes, variables), *worked.notes),
        text=given.text,
        sympy_symbols=given.sympy_symbols,
    )
    return VectorDerivation(**{each.name: getattr(found, each.name) for each in fields(found)})


def chain(outer: Problems, inner: Mapping[str, Problem] | Sequence[str], wrt: Names = None) -> ChainDerivation:
    """The vector chain rule: the derivative of a composition as a product of Jacobians.

    Parameters:
        outer: functions of the intermediate variables.
        inner: the definition of each intermediate variable, as a mapping or as texts such as ``g1=x^2``.
        wrt: the variables; left out, all letters of the definitions in alphabetical order.

    Raises:
        ParseError: if something cannot be read.
        SymdiffError: if the names do not fit together.

    >>> chain(outer=["ln g1", "sin g2"], inner={"g1": "x^2", "g2": "3x"}, wrt="x").result
    Matrix([
    [       2/x],
    [3*cos(3*x)]])
    """
    functions = functions_of(outer)
    definitions = definitions_of(inner)
    within = replace(functions, functions=tuple(definitions.values()), arguments=())
    variables = variables_of(wrt, within)
    check_functions(functions.functions, tuple(definitions))
    worked = work_out_chain(functions.functions, definitions, variables)
    worked = replace(worked, notes=undeclared(functions.notes, definitions))
    return ChainDerivation(**{each.name: getattr(worked, each.name) for each in fields(worked)})


def total_derivative(problem: Problem, wrt: str = "x", where: Definitions | Sequence[str] = None) -> Derivation:
    """The derivative of a function by a variable, intermediate variables of one's own moving with it.

    Parameters:
        problem: the function, in the variable and the intermediate variables.
        wrt: the variable.
        where: the definition of each intermediate variable, in any order.

    Raises:
        ParseError: if something cannot be read.
        SymdiffError: if the definitions go round in a circle, or define the variable.

    >>> total_derivative("x*u2", wrt="x", where={"u1": "x^2", "u2": "exp(u1)"}).result
    (2*x**2 + 1)*exp(x**2)
    """
    given = single_function(problem, "total derivative")
    variable = variable_named(wrt)
    definitions = definitions_of(where)
    check_functions((*given.functions, *definitions.values()), (variable, *definitions))
    worked = work_out_total(given.functions[0], variable, definitions)
    notes = (*undeclared(given.notes, definitions), *worked.notes)
    return shown(replace(worked, notes=notes, text=given.text, sympy_symbols=given.sympy_symbols))


def implicit(equation: Problem, y: str = "y", x: str = "x", order: int = 1) -> Derivation:
    """The derivative of y by x along the curve of an equation.

    Parameters:
        equation: an equation; an expression without ``=`` is taken to be 0.
        y: the variable that depends on the other.
        x: the other variable; all further letters are constants.
        order: how many times.

    Raises:
        ParseError: if the equation cannot be read.
        SymdiffError: if y does not occur in it, or is not determined by it.

    >>> implicit("x^2 + y^2 = 25").result
    -x/y
    >>> implicit("x^2 + y^2 = 25", order=2).result
    -25/y**3
    """
    reading, given = reading_of(equation)
    notes = reading.notes
    match reading.form:
        case Relation() as relation:
            pass
        case Vector():
            raise UnsupportedError(say("one equation"))
        case form if reading.defines and not reading.arguments:
            relation = Relation(Symbol(reading.defines), "=", form)
        case form:
            relation = Relation(form, "=", Number(0))
            notes = (*notes, Note(say("taken to be 0")))
    worked = work_out_implicit(relation, variable_named(y), variable_named(x), order)
    return shown(replace(worked, notes=(*notes, *worked.notes), text=reading.text, sympy_symbols=given))


def parametric(x: Problem, y: Problem, t: str | None = None, order: int = 1) -> Derivation:
    """The derivative of y by x along a curve given by a parameter.

    Parameters:
        x, y: the coordinates, as functions of the parameter.
        t: the parameter; left out, the only letter, or ``t`` among several.
        order: how many times.

    Raises:
        ParseError: if a coordinate cannot be read.
        SymdiffError: if x does not change with the parameter.

    >>> parametric("cos t", "sin t").result
    -cot(t)
    """
    readings = [reading_of(each) for each in (x, y)]
    first, second = (reading.form for reading, _ in readings)
    if isinstance(first, Vector | Relation) or isinstance(second, Vector | Relation):
        raise UnsupportedError(say("coordinates of a curve"))
    parameter = variable_named(t) if t is not None else _only_parameter(symbols(first, second))
    check_functions((first, second), (parameter,))
    worked = work_out_parametric(first, second, parameter, order)
    notes = tuple(note for reading, _ in readings for note in reading.notes)
    text = "; ".join(f"{name} = {reading.text}" for name, (reading, _) in zip("xy", readings, strict=True))
    known = {name: symbol for _, given in readings for name, symbol in given.items()}
    return shown(replace(worked, notes=(*notes, *worked.notes), text=text, sympy_symbols=known))


def _only_parameter(letters: Sequence[Symbol]) -> Symbol:
    if len(letters) == 1:
        return letters[0]
    if not letters or Symbol("t") in letters:
        return Symbol("t")
    names = ", ".join(letter.name for letter in letters)
    raise SymdiffError(say("which parameter", names=names, first=letters[0].name))
