"""The Python interface to computation graphs: ``graph``, and what can be asked of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from fractions import Fraction
from typing import Any

from symdiff.api.accumulation import LARGEST_SIMPLIFIED, Accumulation, as_sympy, written_size
from symdiff.api.reading_several import (
    Lists,
    Names,
    Point,
    Problems,
    functions_of,
    missing_value,
    point_of,
    undeclared,
    variables_of,
)
from symdiff.api.showing import Shown
from symdiff.calculus.accumulation import Sweep, forward_sweep, jacobian_entries, reverse_sweep
from symdiff.calculus.arithmetic import ARITHMETICS, enough_digits, shown
from symdiff.calculus.building import number_value
from symdiff.calculus.graph import ComputationGraph
from symdiff.calculus.graph_building import build_graph
from symdiff.calculus.kernels import kernel
from symdiff.calculus.tape import NoValue, Tape, is_relu
from symdiff.derivation import Note
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Symbol, Vector, symbols, transform
from symdiff.render import graph_dot, graph_svg, graph_text
from symdiff.render.json_several import graph_json, note_records
from symdiff.render.plain import plain
from symdiff.simplify import simplify
from symdiff.solve import resolve
from symdiff.views.blocks import Document
from symdiff.views.drawing import Drawing, drawing
from symdiff.views.graph import Numbers, PathSum, graph_solution
from symdiff.views.solution import Detail
from symdiff.wording.sentences import say

LEAVES = ("shared", "each use")


@dataclass(frozen=True, eq=False)
class Graph(ComputationGraph, Shown):
    """A computation graph that can be asked for derivatives and drawn; its attributes are those of ``ComputationGraph``.

    Attributes:
        notes: how the problem was read.
        shown_paths: whether the document lists the paths to each variable.
    """

    notes: tuple[Note, ...] = field(default=())
    shown_paths: bool = False

    def reverse(self, at: Point = "", output: int = 0, arithmetic: str = "exact") -> Accumulation:
        """Reverse accumulation: the derivative of one output by every node, and so by every variable.

        Parameters:
            at: a point, ``{"x": 1}`` or ``"x=1"``; left out, everything stays symbolic.
            output: which of the outputs, counted from 0.
            arithmetic: ``exact`` (rational numbers as long as possible, then balls) or ``float``.

        Raises:
            SymdiffError: if a variable has no value, or something is not defined at the point.

        >>> graph("x*exp(x^2)").reverse().gradient
        {'x': (2*x**2 + 1)*exp(x**2)}
        >>> graph("x y + x").reverse(at={"x": 2, "y": "1/3"}).derivatives
        {'x': Fraction(4, 3), 'y': Fraction(2, 1), 'u1': Fraction(1, 1), 'z': Fraction(1, 1)}
        """
        if not 0 <= output < len(self.outputs):
            raise SymdiffError(say("no such output", given=output, count=len(self.outputs)))
        sweep = reverse_sweep(self, output)
        return self._accumulated(sweep, at, arithmetic, lambda tape, values: tape.adjoints(values, output))

    def forward(self, at: Point = "", wrt: str | None = None, arithmetic: str = "exact") -> Accumulation:
        """Forward accumulation: the derivative of every node, and so of every output, by one variable.

        Parameters:
            at: a point, or nothing.
            wrt: the variable; left out, the first.
            arithmetic: ``exact`` or ``float``.

        Raises:
            SymdiffError: if there is no such variable, a variable has no value, or something is not defined at the point.

        >>> graph("x*exp(x^2)").forward().gradient
        {'y': (2*x**2 + 1)*exp(x**2)}
        """
        variable = self.variables[0] if wrt is None else Symbol(wrt)
        if variable not in self.variables:
            known = ", ".join(each.name for each in self.variables)
            raise SymdiffError(say("not one of the variables", name=variable.name, known=known))
        sweep = forward_sweep(self, variable)
        one = {variable: ARITHMETICS[_known(arithmetic)].number(Fraction(1))}
        return self._accumulated(sweep, at, arithmetic, lambda tape, values: tape.tangents(values, one))

    def jacobian(self) -> list[list[Any]]:
        """All derivatives as SymPy expressions in the variables, as the cheaper mode finds them, not simplified."""
        rows = (self.put_back(Vector(row)) for row in jacobian_entries(self))
        return [[as_sympy(entry) for entry in row.children] for row in rows]

    def to_svg(self, at: Point = "") -> str:
        """A picture in SVG; with a point, values and adjoints stand in the nodes."""
        return graph_svg.to_svg(self._drawing(at))

    def to_dot(self, at: Point = "") -> str:
        """The graph in DOT, the language of Graphviz."""
        return graph_dot.to_dot(self._drawing(at))

    def to_text(self, detail: Detail = "standard", at: Point = "") -> str:
        """The document as text; with a point, that of the reverse sweep."""
        return self.reverse(at).to_text(detail) if at else Shown.to_text(self, detail)

    def to_tree(self, at: Point = "") -> str:
        """The graph alone as text: from the outputs down to the variables."""
        return graph_text.to_text(self._drawing(at))

    def _drawing(self, at: Point) -> Drawing:
        if not at:
            return drawing(self)
        found = self.reverse(at)
        values, adjoints = (list(map(shown, numbers)) for numbers in (found.node_values, found.node_derivatives))
        return drawing(self, {"value": values, "adjoint": adjoints})

    def _accumulated(
        self, sweep: Sweep, at: Point, arithmetic: str, derive: Callable[[Tape, list[Any]], list[Any]]
    ) -> Accumulation:
        point = point_of(at)
        if not point:
            return Accumulation(sweep, point, notes=self.notes)
        kind = ARITHMETICS[_known(arithmetic)]
        missing_value(point, symbols(*(self.nodes[place].whole for place in self.outputs)))
        derived = sweep.by_place
        reached = [node for node in self.nodes if node.place in derived]
        with enough_digits():
            numbers = {name: _coordinate(name, form, kind) for name, form in point.items()}
            tape = Tape(self, kind, numbers)
            try:
                values = tape.values(numbers)
                derivatives = derive(tape, values)
                slopes = {
                    (node.place, operand): slope
                    for node in reached
                    for operand, slope in zip(node.operands, tape.slopes(node.place, values), strict=True)
                }
            except NoValue as error:
                name, meaning = error.node.name.name, plain(error.node.meaning)
                raise SymdiffError(say("node and its meaning", reason=error.reason, name=name, meaning=meaning)) from error
        kinks = [node for node in reached if is_relu(node) and any(values[operand] == 0 for operand in node.operands)]
        notes = tuple(
            Note(say("at its kink", name=node.name.name, kind=node.kind))
            for node in kinks
        )
        return Accumulation(sweep, point, tuple(values), tuple(derivatives), slopes, (*self.notes, *notes))

    def _document(self, detail: Detail) -> Document:
        return graph_solution(self, Numbers(), self.notes, self._path_sums() if self.shown_paths else (), detail)

    def _path_sums(self) -> list[PathSum]:
        """For each output and variable the paths between them, and the derivative that they add up to."""
        found = []
        for number, place in enumerate(self.outputs):
            for variable in self.variables:
                in_nodes = self.sum_over_paths(variable, number)
                whole = self.put_back(in_nodes)
                root = self.nodes[place]
                short = written_size([whole]) <= LARGEST_SIMPLIFIED
                simplified = simplify(whole, problem=root.whole, variable=variable).result if short else whole
                found.append(PathSum(root.name, variable, self.paths(variable, number), in_nodes, whole, simplified))
        return found

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        sweeps = [reverse_sweep(self, output) for output in range(len(self.outputs))]
        return graph_json(self, sweeps, {}, {"notes": note_records(self.notes)})

    def __repr__(self) -> str:
        return f"<computation graph with {len(self.nodes)} nodes>"


def _coordinate(name: Symbol, form: Form, kind: Any) -> Any:
    exact = number_value(form)
    try:
        return kind.number(exact) if exact is not None else kernel([form], [], kind)()[0]
    except (ArithmeticError, ValueError) as error:
        raise SymdiffError(say("not a finite number", name=name.name)) from error


def _known(arithmetic: str) -> str:
    if arithmetic not in ARITHMETICS:
        raise SymdiffError(say("no such arithmetic", given=repr(arithmetic), known=", ".join(ARITHMETICS)))
    return arithmetic


def graph(
    problem: Problems,
    wrt: Names = None,
    leaves: str = "shared",
    paths: bool = False,
    lists: Lists = None,
    reduce: str | None = None,
) -> Graph:
    """The computation graph of a function, or of several.

    Parameters:
        problem: a function, or a list of functions.
        wrt: the variables; left out, all letters in alphabetical order.  Other letters are constants.
        leaves: ``shared``: a variable is one node; ``each use``: each use of a variable is a leaf of its own, and small whole
            powers of a variable are products.
        paths: whether the document lists every path from an output to a variable, with the product along it.
        lists: letters that stand for lists, ``{"w": "w1, w2"}``; a function of them is taken component by component.
        reduce: how the components become one number: ``sum``, ``product``, ``mean``, ``max`` or ``min``.

    Raises:
        ParseError: if something cannot be read.
        UnsupportedError: if an operation has no rule.
        LimitError: if there are too many leaves or paths.

    >>> g = graph("x*exp(x^2)")
    >>> [node.kind for node in g.nodes]
    ['variable', 'power', 'exp', 'product']
    >>> print(g.to_tree(), end="")
    y = xu₂
    ├── [u₂] x
    └── [x] u₂ = e^(u₁)
        └── [e^(u₁)] u₁ = x²
            └── [2x] x
    """
    if leaves not in LEAVES:
        raise SymdiffError(say("no such leaves", given=repr(leaves), known=", ".join(LEAVES)))
    given = functions_of(problem, lists, reduce)
    variables = variables_of(wrt, given)
    built = build_graph([transform(form, resolve) for form in given.functions], variables, each_use=leaves == "each use")
    absent = tuple(
        Note(say("nothing depends on it", name=variable.name))
        for variable in variables
        if not built.leaves(variable)
    )
    known = {each.name: getattr(built, each.name) for each in fields(built)}
    return Graph(**known, notes=(*undeclared(given.notes, variables), *absent), shown_paths=paths)
