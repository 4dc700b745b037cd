"""Forward and reverse accumulation on a computation graph, on symbols.

Reverse accumulation goes from an output back to the variables and gives every node its adjoint: how fast the output changes
with that node.  A node that is used several times gets one contribution from each use, and they are added.  Forward
accumulation goes from one variable to the outputs and gives every node its tangent: how fast the node changes with that
variable.

Derivatives are written in the names of the nodes and share their parts, so their size grows with the graph and not with
the number of paths.

Source: Griewank and Walther, Evaluating Derivatives (2nd edition, 2008), sections 3.1 and 3.2.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from symdiff.calculus.graph import ComputationGraph
from symdiff.calculus.operations import times, total
from symdiff.forms import ONE, ZERO, Form, Symbol

Mode = Literal["forward", "reverse"]


@dataclass(frozen=True, slots=True, eq=False)
class Contribution:
    """What one edge gives to the derivative of a node.

    Attributes:
        other: the place of the node at the other end of the edge: in reverse mode a use, in forward mode an operand.
        slope: the local derivative on the edge.
        factor: the derivative of the other node.
        product: slope and factor multiplied.
    """

    other: int
    slope: Form
    factor: Form
    product: Form


@dataclass(frozen=True, slots=True, eq=False)
class Accumulated:
    """The derivative of one node: in reverse mode its adjoint, in forward mode its tangent.

    Attributes:
        place: the node.
        contributions: one for each edge that leads to it in this mode.
        derivative: their sum, in names of nodes.
    """

    place: int
    contributions: tuple[Contribution, ...]
    derivative: Form


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """One pass over the graph.

    Attributes:
        graph: the graph.
        mode: ``forward`` or ``reverse``.
        start: in reverse mode the place of the output, in forward mode the variable.
        steps: the derivative of each node that has one, in the order in which they are found.
    """

    graph: ComputationGraph
    mode: Mode
    start: int | Symbol
    steps: tuple[Accumulated, ...]

    @property
    def by_place(self) -> Mapping[int, Form]:
        """The derivative of each node; a node that is missing has the derivative 0."""
        return {step.place: step.derivative for step in self.steps}

    def gradient(self) -> dict[Symbol, Form]:
        """For a reverse sweep the derivative of the output by each asked-for variable, in names of nodes."""
        found = self.by_place
        return {
            variable: total([found.get(place, ZERO) for place in self.graph.leaves(variable)])
            for variable in self.graph.variables
        }

    def derivatives(self) -> tuple[Form, ...]:
        """For a forward sweep the derivative of each output by the variable, in names of nodes."""
        found = self.by_place
        return tuple(found.get(place, ZERO) for place in self.graph.outputs)


def reverse_sweep(graph: ComputationGraph, output: int = 0) -> Sweep:
    """Reverse accumulation from one output: the adjoint of every node that it depends on.

    >>> from symdiff.calculus.graph_building import build_graph
    >>> x, y = Symbol("x"), Symbol("y")
    >>> reverse_sweep(build_graph([x * (x + y)], [x, y])).gradient()
    {x: x + u1, y: x}
    """
    users = graph.users()
    start = graph.outputs[output]
    found: dict[int, Accumulated] = {start: Accumulated(start, (), ONE)}
    for place in range(start - 1, -1, -1):
        contributions = tuple(
            Contribution(user, slope, found[user].derivative, times(found[user].derivative, slope))
            for user, slope in users[place]
            if user in found and slope is not ZERO
        )
        if contributions:
            found[place] = Accumulated(place, contributions, total([each.product for each in contributions]))
    return Sweep(graph, "reverse", start, tuple(found.values()))


def forward_sweep(graph: ComputationGraph, variable: Symbol) -> Sweep:
    """Forward accumulation from one variable: the tangent of every node that depends on it.

    >>> from symdiff.calculus.graph_building import build_graph
    >>> x, y = Symbol("x"), Symbol("y")
    >>> forward_sweep(build_graph([x * (x + y)], [x, y]), x).derivatives()
    (u1 + x,)
    """
    found = {place: Accumulated(place, (), ONE) for place in graph.leaves(variable)}
    for node in graph.nodes:
        contributions = tuple(
            Contribution(operand, slope, found[operand].derivative, times(slope, found[operand].derivative))
            for operand, slope in zip(node.operands, node.slopes, strict=True)
            if operand in found and slope is not ZERO
        )
        if contributions:
            found[node.place] = Accumulated(node.place, contributions, total([each.product for each in contributions]))
    return Sweep(graph, "forward", variable, tuple(found.values()))


def jacobian_entries(graph: ComputationGraph) -> Sequence[Sequence[Form]]:
    """The derivatives of all outputs by all variables, in names of nodes, by the cheaper mode; one row for each output."""
    if graph.cheaper_mode == "reverse":
        return [
            list(reverse_sweep(graph, output).gradient().values()) for output in range(len(graph.outputs))
        ]
    columns = [forward_sweep(graph, variable).derivatives() for variable in graph.variables]
    return [list(row) for row in zip(*columns, strict=True)]
