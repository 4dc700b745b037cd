"""The computation graph of one or several expressions.

A node is one operation; a subexpression that occurs several times is one node.  An edge from a node to one of its operands
carries the local derivative: how fast the node changes with that operand, the others held constant.  Everything is as large
as the expressions themselves, however often their parts are shared.

Source: Griewank and Walther, Evaluating Derivatives (2nd edition, 2008), chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symdiff.calculus.building import number_value
from symdiff.calculus.operations import Operation, label, multiplications, times, total
from symdiff.errors import LimitError
from symdiff.forms import (
    TRUE,
    ZERO,
    Form,
    Number,
    Symbol,
    substitute,
)
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    import sympy

MOST_PATHS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A variable, or one operation.

    Attributes:
        place: where it stands in the graph; its operands stand before it.
        name: its letter.
        whole: the part of the problem that it stands for.
        operands: the places of its operands.
        operation: what it computes; ``None`` for a variable.
        meaning: its definition in the names of its operands.
        slopes: its local derivative by each operand, in names of nodes.
        valid: where these hold, in names of nodes.
    """

    place: int
    name: Symbol
    whole: Form
    operands: tuple[int, ...] = ()
    operation: Operation | None = None
    meaning: Form = ZERO
    slopes: tuple[Form, ...] = ()
    valid: Form = TRUE

    @property
    def kind(self) -> str:
        """What it does: ``sin``, ``sum``, ``product``, ..., or ``variable``."""
        return "variable" if self.operation is None else label(self.meaning)

    @property
    def symbol(self) -> sympy.Symbol:
        """Its letter as a SymPy symbol."""
        return _sympy(self.name)

    @property
    def definition(self) -> sympy.Expr:
        """Its definition as a SymPy expression, exactly as written."""
        return _sympy(self.meaning)

    @property
    def expression(self) -> sympy.Expr:
        """The part of the problem it stands for, exactly as written."""
        return _sympy(self.whole)

    @property
    def derivatives(self) -> tuple[sympy.Expr, ...]:
        """Its local derivative by each operand as SymPy expressions."""
        return tuple(map(_sympy, self.slopes))

    def __repr__(self) -> str:
        return f"Node({self.name!r})" if self.operation is None else f"Node({self.name!r} = {self.meaning!r})"


@dataclass(frozen=True, slots=True)
class Cost:
    """What it takes to compute something.

    Attributes:
        multiplications: products, quotients, powers and functions.
        additions: sums and differences.
    """

    multiplications: int
    additions: int

    @property
    def operations(self) -> int:
        """All together."""
        return self.multiplications + self.additions


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """A way from an output down to a variable.

    Attributes:
        places: the nodes on it, the output first.
        slopes: the local derivatives along it.
    """

    places: tuple[int, ...]
    slopes: tuple[Form, ...]

    @property
    def product(self) -> Form:
        """The local derivatives multiplied."""
        result: Form = Number(1)
        for slope in self.slopes:
            result = times(result, slope)
        return result


@dataclass(frozen=True, eq=False)
class ComputationGraph:
    """Nodes in an order in which they can be computed.

    Attributes:
        variables: the variables that derivatives are asked for.
        nodes: every node, operands before what is computed from them.
        outputs: the places of the expressions, in the order given; a constant expression is a node without operands.
    """

    variables: tuple[Symbol, ...]
    nodes: tuple[Node, ...]
    outputs: tuple[int, ...]
    _leaves: dict[Symbol, tuple[int, ...]] = field(default_factory=dict)

    def leaves(self, variable: Symbol) -> tuple[int, ...]:
        """The places of a variable: none if it does not occur, several if each use is a leaf of its own."""
        return self._leaves.get(variable, ())

    def users(self) -> list[list[tuple[int, Form]]]:
        """For each node the places of those computed from it, each with its local derivative."""
        found: list[list[tuple[int, Form]]] = [[] for _ in self.nodes]
        for node in self.nodes:
            for operand, slope in zip(node.operands, node.slopes, strict=True):
                found[operand].append((node.place, slope))
        return found

    def wholes(self) -> dict[Form, Form]:
        """What each name stands for."""
        return {node.name: node.whole for node in self.nodes}

    def conditions(self) -> tuple[Form, ...]:
        """Where the local derivatives hold, in the variables."""
        return tuple(self.put_back(node.valid) for node in self.nodes if node.valid is not TRUE)

    def put_back(self, form: Form) -> Form:
        """A form in names of nodes, written in the variables; parts stay shared."""
        return substitute(form, self.wholes())

    def number_of_paths(self, variable: Symbol, output: int = 0) -> int:
        """How many ways lead from an output down to a variable."""
        ways = [0] * len(self.nodes)
        ways[self.outputs[output]] = 1
        for node in reversed(self.nodes):
            for operand in node.operands:
                ways[operand] += ways[node.place]
        return sum(ways[place] for place in self.leaves(variable))

    def paths(self, variable: Symbol, output: int = 0) -> tuple[Path, ...]:
        """All ways from an output down to a variable.

        Raises:
            LimitError: if there are more than ``MOST_PATHS``; accumulation does not need them one by one.
        """
        number = self.number_of_paths(variable, output)
        if number > MOST_PATHS:
            raise LimitError(say("too many paths", number=number, name=variable.name, most=MOST_PATHS))
        goals = set(self.leaves(variable))
        reached = _ancestors(self, goals)
        return tuple(self._walked(self.outputs[output], goals, reached))

    def _walked(self, start: int, goals: set[int], reached: set[int]) -> Iterator[Path]:
        stack: list[tuple[tuple[int, ...], tuple[Form, ...]]] = [((start,), ())]
        while stack:
            places, slopes = stack.pop()
            if places[-1] in goals:
                yield Path(places, slopes)
                continue
            node = self.nodes[places[-1]]
            for operand, slope in reversed(list(zip(node.operands, node.slopes, strict=True))):
                if operand in reached:
                    stack.append(((*places, operand), (*slopes, slope)))

    def sum_over_paths(self, variable: Symbol, output: int = 0) -> Form:
        """The derivative of an output by a variable: along each path the product, over all paths the sum."""
        return total([path.product for path in self.paths(variable, output)])

    def evaluation_cost(self) -> Cost:
        """What it takes to compute every node."""
        counts = [multiplications(node.meaning) for node in self.nodes]
        return Cost(sum(count[0] for count in counts), sum(count[1] for count in counts))

    def slopes_cost(self) -> Cost:
        """What it takes to compute every local derivative once the nodes are known; shared parts count once."""
        return Cost(*multiplications(*(slope for node in self.nodes for slope in node.slopes)))

    def forward_cost(self) -> Cost:
        """What forward accumulation takes for all variables, each sweep over the nodes that depend on its variable."""
        reached = [0] * len(self.nodes)  # for each node the variables it depends on, one bit each
        for number, variable in enumerate(self.variables):
            for place in self.leaves(variable):
                reached[place] |= 1 << number
        products = additions = 0
        for node in self.nodes:
            for operand, slope in zip(node.operands, node.slopes, strict=True):
                if slope is not ZERO:
                    count = reached[operand].bit_count()
                    products += 0 if _is_unit(slope) else count
                    additions += count
                    reached[node.place] |= reached[operand]
            additions -= reached[node.place].bit_count() if node.operands else 0
        return Cost(products, additions)

    def reverse_cost(self) -> Cost:
        """What reverse accumulation takes for all outputs, each sweep over the nodes that its output depends on."""
        reached = [0] * len(self.nodes)  # for each node the outputs that depend on it, one bit each
        for number, place in enumerate(self.outputs):
            reached[place] |= 1 << number
        products = 0
        additions = sum(bits.bit_count() for bits in reached)
        for node in reversed(self.nodes):
            bits = reached[node.place]
            additions -= bits.bit_count()
            for operand, slope in zip(node.operands, node.slopes, strict=True):
                if slope is not ZERO:
                    products += 0 if _is_unit(slope) else bits.bit_count()
                    additions += bits.bit_count()
                    reached[operand] |= bits
        return Cost(products, additions)

    @property
    def cheaper_mode(self) -> str:
        """``forward`` or ``reverse``, whichever takes fewer operations for all derivatives; reverse if they tie."""
        return "forward" if self.forward_cost().operations < self.reverse_cost().operations else "reverse"


def _is_unit(slope: Form) -> bool:
    value = number_value(slope)
    return value is not None and abs(value) == 1


def _ancestors(graph: ComputationGraph, goals: set[int]) -> set[int]:
    found = set(goals)
    for node in graph.nodes:
        if any(operand in found for operand in node.operands):
            found.add(node.place)
    return found


def _sympy(form: Form) -> Any:
    from symdiff.interop import to_sympy

    return to_sympy(form)
