"""From expressions to their computation graph."""

from __future__ import annotations

from collections.abc import Sequence

from symdiff.calculus.graph import ComputationGraph, Node
from symdiff.calculus.intermediates import LAST, LETTERS
from symdiff.calculus.operations import operation
from symdiff.errors import LimitError
from symdiff.forms import (
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
    symbols,
    transform,
    walk,
)
from symdiff.wording.sentences import say

MOST_TREE_NODES = 2000

# Where each use of a variable is drawn as a leaf of its own, whole powers up to this one are drawn as products.
LARGEST_UNFOLDED_POWER = 4


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
                        raise LimitError(say("graph too large", most=MOST_TREE_NODES))
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
        meaning, slopes, valid = made.written(names)
        self.nodes.append(Node(place, self._name(given), form, tuple(places), made, meaning, slopes, valid))
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
        meaning, slopes, valid = made.written(names)
        self.nodes.append(Node(place, self._name(given), form, tuple(places), made, meaning, slopes, valid))
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
