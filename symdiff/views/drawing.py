"""A computation graph as it is to be drawn: what stands in each node and on each edge, and not yet where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from symdiff.calculus.graph import ComputationGraph, Node
from symdiff.forms import ZERO
from symdiff.notation import Box, equals, present
from symdiff.notation.boxes import Fraction, Row, Text

ROUND = Text("∂", "differential")


@dataclass(frozen=True, slots=True, eq=False)
class DrawnNode:
    """A node of a picture.

    Attributes:
        name: its letter.
        label: what stands in it: the letter and its definition.
        short: the letter and the name of its operation, for where the definition is too long.
        kind: ``variable``, ``operation`` or ``output``.
        numbers: what was computed for it, each with its noun: ``value``, ``adjoint`` or ``tangent``.
    """

    name: Box
    label: Box
    short: Box
    kind: str
    numbers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class DrawnEdge:
    """An edge of a picture.

    Attributes:
        start: the place of the operand.
        end: the place of the node computed from it.
        label: the local derivative.
        short: ∂u/∂x, for where the local derivative is too long.
    """

    start: int
    end: int
    label: Box
    short: Box


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """A computation graph to be drawn, nodes in the order in which they can be computed."""

    nodes: tuple[DrawnNode, ...]
    edges: tuple[DrawnEdge, ...]


def drawing(graph: ComputationGraph, numbers: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Drawing:
    """What is to be drawn of a graph.

    Parameters:
        graph: the graph.
        numbers: under each noun (``value``, ``adjoint``, ``tangent``) a number for each node.
    """
    outputs = set(graph.outputs)
    nodes = []
    edges = []
    for node in graph.nodes:
        name = present(node.name)
        variable = node.operation is None
        kind = "output" if node.place in outputs else "variable" if variable else "operation"
        nodes.append(
            DrawnNode(
                name,
                name if variable else equals(name, present(node.meaning)),
                name if variable else equals(name, Text(_briefly(node), "name")),
                kind,
                tuple((noun, found[node.place].replace("-", "−")) for noun, found in numbers.items()),
            )
        )
        for operand, slope in zip(node.operands, node.slopes, strict=True):
            if slope is not ZERO:
                edges.append(DrawnEdge(operand, node.place, present(slope), local(name, present(graph.nodes[operand].name))))
    return Drawing(tuple(nodes), tuple(edges))


def _briefly(node: Node) -> str:
    return f"{node.kind} of {len(node.meaning.children)}" if node.kind in ("sum", "product") else node.kind


def local(above: Box, below: Box) -> Box:
    """∂u/∂x."""
    return Fraction(Row((ROUND, above)), Row((ROUND, below)))
