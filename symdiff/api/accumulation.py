"""A sweep over a computation graph as users hold it: derivatives on symbols and on numbers, shown and stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from flint import arb, fmpq

from symdiff.api.showing import Shown
from symdiff.calculus.accumulation import Sweep
from symdiff.calculus.arithmetic import shown
from symdiff.calculus.graph import ComputationGraph
from symdiff.derivation import Note, Verification
from symdiff.domain import natural_domain, where
from symdiff.forms import TRUE, ZERO, Derivative, Form, Symbol, Vector, walk
from symdiff.render.json_several import graph_json, note_records, printed, verification
from symdiff.several.linear import described
from symdiff.several.matrix import together
from symdiff.simplify import simplify
from symdiff.verify import verify_equation
from symdiff.views.blocks import Document
from symdiff.views.graph import Numbers, Result, sweep_solution
from symdiff.views.solution import Detail
from symdiff.wording.sentences import say

# Derivatives that are larger all together are neither simplified nor checked.
LARGEST_SIMPLIFIED = 1200


@dataclass(frozen=True, eq=False)
class Accumulation(Shown):
    """One sweep over a graph, on symbols and, where a point was given, on numbers.

    Attributes:
        sweep: the derivatives of the nodes in names of nodes, step by step.
        point: the point, or empty.
        node_values: the value of each node at the point.
        node_derivatives: the adjoint or tangent of each node at the point.
        node_slopes: the local derivative of a node by an operand at the point, by the places of both.
        notes: what is to be said.
    """

    sweep: Sweep
    point: Mapping[Symbol, Form]
    node_values: tuple[Any, ...] = ()
    node_derivatives: tuple[Any, ...] = ()
    node_slopes: Mapping[tuple[int, int], Any] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """The derivatives asked for, in names of nodes and in the variables, simplified if they are not too long."""
        graph, sweep = self.sweep.graph, self.sweep
        if isinstance(sweep.start, int):
            start = graph.nodes[sweep.start].name
            found = [(start, variable, form) for variable, form in sweep.gradient().items()]
        else:
            outputs = [graph.nodes[place].name for place in graph.outputs]
            found = [(name, sweep.start, form) for name, form in zip(outputs, sweep.derivatives(), strict=True)]
        wholes = graph.wholes()
        finished = list(graph.put_back(Vector(form for _, _, form in found)).children)
        numbers = list(map(shown, self._asked())) if self.node_derivatives else [""] * len(found)
        if written_size(finished) <= LARGEST_SIMPLIFIED:
            finished = [
                simplify(form, problem=wholes[name], variable=variable).result
                for form, (name, variable, _) in zip(finished, found, strict=True)
            ]
        return tuple(Result(*each, form, number) for each, form, number in zip(found, finished, numbers, strict=True))

    def _asked(self) -> list[Any]:
        """The derivatives asked for, at the point."""
        graph = self.sweep.graph
        if self.mode == "forward":
            return [self.node_derivatives[place] for place in graph.outputs]
        leaves = (graph.leaves(variable) for variable in graph.variables)
        return [sum(self.node_derivatives[place] for place in places) for places in leaves]

    @property
    def mode(self) -> str:
        """``forward`` or ``reverse``."""
        return self.sweep.mode

    @property
    def values(self) -> dict[str, Any]:
        """The value of each node by name: a ``Fraction`` where it is rational, else a float."""
        return _by_name(self.sweep.graph, self.node_values)

    @property
    def derivatives(self) -> dict[str, Any]:
        """The adjoint or tangent of each node by name: a number at the point, else a SymPy expression in names of nodes."""
        if self.node_derivatives:
            return _by_name(self.sweep.graph, self.node_derivatives)
        found = self.sweep.by_place
        return {node.name.name: as_sympy(found.get(node.place, ZERO)) for node in self.sweep.graph.nodes}

    @property
    def gradient(self) -> dict[str, Any]:
        """The derivatives asked for: numbers at the point, else SymPy expressions in the variables.

        The keys are the variables in reverse mode, the outputs in forward mode.
        """
        reverse = self.mode == "reverse"
        keys = [(each.variable if reverse else each.output).name for each in self.results]
        if self.node_derivatives:
            return dict(zip(keys, map(_number, self._asked()), strict=True))
        return {key: _plain(each.form) for key, each in zip(keys, self.results, strict=True)}

    @cached_property
    def valid(self) -> Form:
        """Where the derivatives hold; not worked out for large graphs."""
        graph = self.sweep.graph
        outputs = [graph.nodes[place].whole for place in graph.outputs]
        forms = [*outputs, *(each.form for each in self.results), *graph.conditions()]
        if written_size(forms) > LARGEST_SIMPLIFIED:
            return TRUE
        return where(*map(natural_domain, forms[: len(outputs) + len(self.results)]), *graph.conditions())

    @property
    def verification(self) -> Verification:
        """The outcome of an independent check of the derivatives asked for."""
        if written_size([each.form for each in self.results]) > LARGEST_SIMPLIFIED:
            return Verification(None, say("not checked, because", reason=say("the derivatives are too long")))
        wholes = self.sweep.graph.wholes()
        return together([verify_equation(Derivative(wholes[each.output], each.variable), each.form) for each in self.results])

    def _document(self, detail: Detail) -> Document:
        return sweep_solution(self.sweep, self._numbers(), self.results, self.notes, self.valid, self.verification, detail)

    def _numbers(self) -> Numbers:
        values, derivatives = (tuple(map(shown, numbers)) for numbers in (self.node_values, self.node_derivatives))
        slopes = {ends: shown(slope) for ends, slope in self.node_slopes.items()}
        noun = "adjoint" if self.mode == "reverse" else "tangent"
        return Numbers(described(self.point), values, derivatives, noun, slopes)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        numbers = self._numbers()
        headings = {"value": numbers.values, "derivative": numbers.derivatives} if numbers.values else {}
        beside = {
            "point": {name.name: printed(form) for name, form in self.point.items()},
            "results": [
                {"output": each.output.name, "by": each.variable.name, "derivative": printed(each.form), "number": each.number}
                for each in self.results
            ],
            "valid": printed(self.valid),
            "notes": note_records(self.notes),
            "verification": verification(self.verification),
        }
        return graph_json(self.sweep.graph, [self.sweep], headings, beside)

    def __repr__(self) -> str:
        return f"<{self.mode} accumulation on {len(self.sweep.graph.nodes)} nodes>"


def written_size(forms: Sequence[Form]) -> int:
    """How large forms are all together when they are written out."""
    sizes: dict[Form, int] = {}
    for form in walk(*forms):
        sizes[form] = 1 + sum(sizes[child] for child in form.children)
    return sum(sizes[form] for form in forms)


def _number(value: Any) -> Fraction | float:
    if isinstance(value, fmpq | int):
        return Fraction(int(value.numerator), int(value.denominator))
    return float(value) if isinstance(value, arb) else value


def _by_name(graph: ComputationGraph, numbers: tuple[Any, ...]) -> dict[str, Any]:
    return {node.name.name: _number(number) for node, number in zip(graph.nodes, numbers, strict=False)}


def as_sympy(form: Form) -> Any:
    """A form as a SymPy expression, exactly as written."""
    from symdiff.interop import to_sympy

    return to_sympy(form)


def _plain(form: Form) -> Any:
    from symdiff.interop import to_plain_sympy

    return to_plain_sympy(form)
