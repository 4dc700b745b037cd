"""The computation graph of one or several expressions.

A node is one operation; a subexpression that occurs several times is one node.  An edge from a node to one of its operands
carries the local derivative: how fast the node changes with that operand, the others held constant.  Everything is as large
as the expressions themselves, however often their parts are shared.

Source: Griewank and Walther, Evaluating Derivatives (2nd edition, 2008), chapters 2 and 3.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symdiff.calculus.building import number_value
from symdiff.calculus.intermediates import LAST, LETTERS
from symdiff.calculus.operations import Operation, label, multiplications, operation, times, total
from symdiff.errors import LimitError
from symdiff.forms import (
    ZERO,
    And,
    Form,
    Negative,
    Number,
    Or,
    Power,
    Relation,
    Sum,
    Symbol,
    product_of,
    substitute,
    symbols,
    transform,
    walk,
)

if TYPE_CHECKING:
    import sympy

MOST_PATHS = 1000
MOST_TREE_NODES = 2000

# Where each use of a variable is drawn as a leaf of its own, whole powers up to this one are drawn as products.
LARGEST_UNFOLDED_POWER = 4


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
    """

    place: int
    name: Symbol
    whole: Form
    operands: tuple[int, ...] = ()
    operation: Operation | None = None
    meaning: Form = ZERO
    slopes: tuple[Form, ...] = ()

    @property
    def kind(self) -> str:
        """What it does in one word or sign: ``sin``, ``+``, ``·``, or ``variable``."""
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
            raise LimitError(f"There are {number} paths to {variable.name}; at most {MOST_PATHS} are listed.")
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

    @property
    def evaluation_cost(self) -> Cost:
        """What it takes to compute every node."""
        counts = [multiplications(node.meaning) for node in self.nodes]
        return Cost(sum(count[0] for count in counts), sum(count[1] for count in counts))

    def slopes_cost(self) -> Cost:
        """What it takes to compute every local derivative once the nodes are known; shared parts count once."""
        return Cost(*multiplications(*(slope for node in self.nodes for slope in node.slopes)))

    def forward_cost(self) -> Cost:
        """What forward accumulation takes for all variables, one sweep for each."""
        leaves = {place for variable in self.variables for place in self.leaves(variable)}
        edges = [(node, slope) for node in self.nodes for slope in node.slopes]
        products = sum(not _is_unit(slope) for _, slope in edges)
        additions = sum(max(0, len(node.slopes) - 1) for node in self.nodes)
        return Cost(products * len(leaves), additions * len(leaves))

    def reverse_cost(self) -> Cost:
        """What reverse accumulation takes for all outputs, one sweep for each."""
        slopes = [slope for node in self.nodes for slope in node.slopes]
        used = {operand for node in self.nodes for operand in node.operands}
        products = sum(not _is_unit(slope) for slope in slopes)
        return Cost(products * len(self.outputs), (len(slopes) - len(used)) * len(self.outputs))

    @property
    def cheaper_mode(self) -> str:
        """``forward`` or ``reverse``, whichever takes fewer operations for all derivatives; reverse if they tie."""
        return "forward" if self.forward_cost().operations < self.reverse_cost().operations else "reverse"


def _is_unit(slope: Form) -> bool:
    value = number_value(slope)
    return value is not None and abs(value) in (0, 1)


def _ancestors(graph: ComputationGraph, goals: set[int]) -> set[int]:
    found = set(goals)
    for node in graph.nodes:
        if any(operand in found for operand in node.operands):
            found.add(node.place)
    return found


def build_graph(roots: Sequence[Form], variables: Sequence[Symbol], *, each_use: bool = False) -> ComputationGraph:
    """The computation graph of expressions.

    Parameters:
        roots: the expressions, without derivatives in them.
        variables: the variables; every other symbol is a constant and part of the operation it stands in.
        each_use: whether each use of a variable is a leaf of its own; small whole powers of a variable are then drawn as the
            products that they are.

    Raises:
        UnsupportedError: if an operation has no rule.

    >>> x = Symbol("x")
    >>> graph = build_graph([x * (x**2 + 1)], [x])
    >>> graph.nodes
    (Node(x), Node(u1 = Power(x, 2)), Node(u2 = u1 + 1), Node(y = x*u2))
    >>> graph.nodes[-1].slopes
    (u2, x)
    """
    if each_use:
        roots = [transform(root, lambda form: _unfolded(form, variables)) for root in roots]
    builder = _Builder(roots, variables)
    if each_use:
        builder.build_trees(roots)
    else:
        builder.build_shared(roots)
    return builder.graph()


def _unfolded(form: Form, variables: Sequence[Symbol]) -> Form:
    match form:
        case Power(Symbol() as base, Number(value, _)) if (
            base in variables and value.denominator == 1 and 2 <= value <= LARGEST_UNFOLDED_POWER
        ):
            return product_of([base] * int(value))
    return form


class _Builder:
    """The nodes made so far."""

    def __init__(self, roots: Sequence[Form], variables: Sequence[Symbol]) -> None:
        self.variables = tuple(dict.fromkeys(variables))
        self.is_variable = frozenset(self.variables)
        self.nodes: list[Node] = []
        self.outputs: list[int] = []
        self.leaves: dict[Symbol, list[int]] = {}
        self.operations = 0
        self.moving = _moving(roots, self.variables)
        taken = {symbol.name for symbol in symbols(*roots, *self.variables)}
        self.letter = next(letter for letter in LETTERS if not any(name.startswith(letter) for name in taken))
        self.last = next(name for name in LAST if not any(taken_name.startswith(name) for taken_name in taken))

    def graph(self) -> ComputationGraph:
        leaves = {variable: tuple(places) for variable, places in self.leaves.items()}
        return ComputationGraph(self.variables, tuple(self.nodes), tuple(self.outputs), leaves)

    def build_shared(self, roots: Sequence[Form]) -> None:
        """One node for each different part."""
        places: dict[Form, int] = {}
        names = self._output_names(roots)
        stack = list(reversed(roots))
        while stack:
            form = stack[-1]
            if form in places:
                stack.pop()
                continue
            operands, fixed = self._parts(form)
            waiting = [operand for operand in operands if operand not in places]
            if waiting:
                stack.extend(reversed(waiting))
                continue
            stack.pop()
            places[form] = self._add(form, operands, fixed, [places[operand] for operand in operands], names.get(form))
        self.outputs = [places[root] for root in roots]

    def build_trees(self, roots: Sequence[Form]) -> None:
        """Each use of a variable as a leaf of its own: parts that contain no variable twice the same way are never merged."""
        names = self._output_names(roots)
        for root in roots:
            done: list[int] = []
            stack: list[tuple[Form, tuple[Form, ...] | None]] = [(root, None)]
            while stack:
                form, uses = stack.pop()
                if uses is None:
                    operands, _ = self._parts(form, each_use=True)
                    stack.append((form, operands))
                    stack.extend((operand, None) for operand in reversed(operands))
                    if len(self.nodes) + len(stack) > MOST_TREE_NODES:
                        raise LimitError(f"With a leaf for each use the graph has more than {MOST_TREE_NODES} nodes.")
                    continue
                places = done[len(done) - len(uses) :]
                del done[len(done) - len(uses) :]
                done.append(self._add_use(form, uses, places, names.get(form) if form is root else None))
            self.outputs.append(done[0])

    def _output_names(self, roots: Sequence[Form]) -> dict[Form, Symbol]:
        different = tuple(dict.fromkeys(roots))
        if len(different) == 1:
            return {different[0]: Symbol(self.last)}
        return {root: Symbol(f"{self.last}{place}") for place, root in enumerate(different, 1)}

    def _parts(self, form: Form, *, each_use: bool = False) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
        """The parts that an operation is applied to, and the constant parts beside them."""
        operands: list[Form] = []
        fixed: list[Form] = []
        stack = list(reversed(form.children)) if form not in self.is_variable else []
        while stack:
            child = stack.pop()
            match child:
                case _ if child not in self.moving:
                    fixed.append(child)
                case Relation() | And() | Or():
                    stack.extend(reversed(child.children))
                case Negative(operand) if isinstance(form, Sum):
                    stack.append(operand)
                case _:
                    operands.append(child)
        return tuple(operands) if each_use else tuple(dict.fromkeys(operands)), tuple(fixed)

    def _name(self, given: Symbol | None) -> Symbol:
        self.operations += 1
        return given or Symbol(f"{self.letter}{self.operations}")

    def _add(
        self, form: Form, operands: tuple[Form, ...], fixed: tuple[Form, ...], places: Sequence[int], given: Symbol | None
    ) -> int:
        place = len(self.nodes)
        if form in self.is_variable:
            assert isinstance(form, Symbol)
            self.nodes.append(Node(place, form, form, meaning=form))
            self.leaves[form] = [place]
            return place
        names = tuple(self.nodes[each].name for each in places)
        made = operation(form, operands, fixed, names)
        meaning, slopes = made.written(names)
        self.nodes.append(Node(place, self._name(given), form, tuple(places), made, meaning, slopes))
        return place

    def _add_use(self, form: Form, operands: tuple[Form, ...], places: Sequence[int], given: Symbol | None) -> int:
        place = len(self.nodes)
        if form in self.is_variable:
            assert isinstance(form, Symbol)
            self.nodes.append(Node(place, form, form, meaning=form))
            self.leaves.setdefault(form, []).append(place)
            return place
        uses = tuple(self._use(number) for number in range(len(operands)))
        split = _with_uses(form, operands, uses, self.moving)
        names = tuple(self.nodes[each].name for each in places)
        made = operation(split, uses, (), uses)
        meaning, slopes = made.written(names)
        self.nodes.append(Node(place, self._name(given), form, tuple(places), made, meaning, slopes))
        return place

    def _use(self, number: int) -> Symbol:
        return Symbol(f"{self.letter}\N{BULLET}{number}")


def _moving(roots: Sequence[Form], variables: tuple[Symbol, ...]) -> set[Form]:
    found: set[Form] = set(variables)
    for form in walk(*roots):
        if any(child in found for child in form.children):
            found.add(form)
    return found


def _with_uses(form: Form, operands: Sequence[Form], uses: Sequence[Symbol], moving: set[Form]) -> Form:
    """A form with a letter for each use of an operand, in reading order."""
    waiting = list(reversed(uses))

    def replaced(child: Form) -> Form:
        match child:
            case _ if child not in moving:
                return child
            case Negative(operand) if isinstance(form, Sum):
                return Negative(replaced(operand))
            case Relation() | And() | Or():
                return child.with_children(tuple(map(replaced, child.children)))
        return waiting.pop()

    return form.with_children(tuple(map(replaced, form.children)))


def _sympy(form: Form) -> Any:
    from symdiff.interop import to_sympy

    return to_sympy(form)
