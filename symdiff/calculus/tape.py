"""Forward and reverse accumulation on numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from types import MappingProxyType

from symdiff.calculus.arithmetic import Arithmetic, Kernel, Value, shown
from symdiff.calculus.graph import ComputationGraph, Node
from symdiff.calculus.kernels import kernel
from symdiff.calculus.operations import Operation
from symdiff.errors import SymdiffError
from symdiff.forms import TRUE, Call, Number, Symbol
from symdiff.wording.sentences import Sentence, say


def _where_valid(function: Kernel) -> Kernel:
    """Local derivatives, given only where the condition that stands behind them holds."""

    def slopes(*values: Value) -> tuple[Value, ...]:
        found = function(*values)
        if found[-1] is not True:
            raise ValueError("no derivative here")
        return tuple(found[:-1])

    return slopes


class NoValue(SymdiffError):
    """A node, or one of its local derivatives, has no value at a point.

    Attributes:
        node: the node.
    """

    def __init__(self, said: Sentence, node: Node) -> None:
        super().__init__(said)
        self.node = node


class Tape:
    """A graph made ready for numbers.

    Parameters:
        graph: the graph.
        arithmetic: the kind of numbers.
        given: the values of the symbols that are held constant.

    Raises:
        UnsupportedError: if one of these has no value, or an operation is no function of numbers.
    """

    def __init__(
        self, graph: ComputationGraph, arithmetic: Arithmetic, given: Mapping[Symbol, Value] = MappingProxyType({})
    ) -> None:
        self.graph = graph
        self.arithmetic = arithmetic

        @cache
        def known(made: Operation) -> tuple[Kernel, Kernel]:
            value = kernel([made.form], made.letters, arithmetic, given)
            if made.valid is TRUE:
                return value, kernel(made.slopes, made.letters, arithmetic, given)
            return value, _where_valid(kernel([*made.slopes, made.valid], made.letters, arithmetic, given))

        self._plan = [
            (node.operands, *known(node.operation)) if node.operation is not None else None for node in graph.nodes
        ]

    def values(self, point: Mapping[Symbol, Value]) -> list[Value]:
        """The value of every node, operands first.

        Raises:
            SymdiffError: if a node is not defined at the point, or a variable is given no value.
        """
        found: list[Value] = []
        push = found.append
        for place, plan in enumerate(self._plan):
            if plan is None:
                push(self._given(self.graph.nodes[place], point))
                continue
            operands, value, _ = plan
            try:
                push(value(*[found[operand] for operand in operands])[0])
            except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
                raise self._undefined(place, found) from error
        missing = self.arithmetic.missing
        for place, value in enumerate(found):
            if missing(value):
                raise self._undefined(place, found)
        return found

    def _given(self, node: Node, point: Mapping[Symbol, Value]) -> Value:
        if node.name not in point:
            raise SymdiffError(say("point without a value", name=node.name.name))
        return point[node.name]

    def _undefined(self, place: int, values: Sequence[Value]) -> NoValue:
        node = self.graph.nodes[place]
        place_of_operands = self._place(node, [values[operand] for operand in node.operands])
        return NoValue(say("node not defined", name=node.name.name, place=place_of_operands), node)

    def _place(self, node: Node, arguments: Sequence[Value]) -> str:
        names = (self.graph.nodes[operand].name.name for operand in node.operands)
        return ", ".join(f"{name} = {shown(value)}" for name, value in zip(names, arguments, strict=True))

    def slopes(self, place: int, values: Sequence[Value]) -> tuple[Value, ...]:
        """The local derivatives of a node.

        Raises:
            SymdiffError: where one is not defined: at a kink, or where it is infinite.
        """
        plan = self._plan[place]
        if plan is None:
            return ()
        operands, _, slope = plan
        arguments = [values[operand] for operand in operands]
        try:
            found: tuple[Value, ...] = slope(*arguments)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
            return self._at_kink(place, arguments, error)
        if any(map(self.arithmetic.missing, found)):
            return self._at_kink(place, arguments, None)
        return found

    def _at_kink(self, place: int, arguments: Sequence[Value], error: Exception | None) -> tuple[Value, ...]:
        node = self.graph.nodes[place]
        if is_relu(node) and arguments[0] == 0:
            return (self.arithmetic.number(Fraction(0)),)
        raise NoValue(say("node without slope", name=node.name.name, place=self._place(node, arguments)), node) from error

    def adjoints(self, values: Sequence[Value], output: int = 0) -> list[Value]:
        """The adjoint of every node for one output, given the values of all nodes; 0 where the output does not depend on it.

        Raises:
            SymdiffError: where a local derivative that counts is not defined.
        """
        zero = self.arithmetic.number(Fraction(0))
        start = self.graph.outputs[output]
        found = [zero] * len(self._plan)
        found[start] = self.arithmetic.number(Fraction(1))
        plans, missing = self._plan, self.arithmetic.missing
        for place in range(start, -1, -1):
            adjoint = found[place]
            plan = plans[place]
            if plan is None or adjoint is zero:
                continue
            operands, _, slope = plan
            try:
                slopes = slope(*[values[operand] for operand in operands])
            except (ValueError, ZeroDivisionError, OverflowError, TypeError):
                slopes = self.slopes(place, values)
            for operand, factor in zip(operands, slopes, strict=True):
                if missing(factor):
                    factor = self.slopes(place, values)[operands.index(operand)]
                found[operand] += adjoint * factor
        return found

    def tangents(self, values: Sequence[Value], seeds: Mapping[Symbol, Value]) -> list[Value]:
        """How fast every node changes when each variable moves at the rate given, 0 if none is given.

        Raises:
            SymdiffError: where a local derivative that counts is not defined.
        """
        zero = self.arithmetic.number(Fraction(0))
        found: list[Value] = []
        for node in self.graph.nodes:
            if node.operation is None:
                found.append(seeds.get(node.name, zero))
                continue
            rate = zero
            if any(found[operand] is not zero for operand in node.operands):
                for operand, slope in zip(node.operands, self.slopes(node.place, values), strict=True):
                    rate = rate + slope * found[operand]
            found.append(rate)
        return found


def is_relu(node: Node) -> bool:
    """Whether a node is a rectified linear unit, which has the subgradient 0 at 0 by convention."""
    match node.meaning:
        case Call("relu", _):
            return True
        case Call("max", (Number(value, _), _)) | Call("max", (_, Number(value, _))):
            return value == 0
    return False
