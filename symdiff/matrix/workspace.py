"""The memory of one derivation: terms in normal form, each written one way only, and how long each is on paper.

Normal form: a sum has like terms collected; a product has one number in front, then scalars, then arrays, with powers
collected; a chain of matrix products has its scalars in front; transposes stand at the leaves.  Terms that are equal up to
order, to transposing a scalar or to turning a trace around are written as they were met first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from symdiff.derivation import Rule
from symdiff.forms import Constant, Form, Number, walk
from symdiff.matrix.matching import Bindings, by_head, by_heads, fill, head, match
from symdiff.rules.matrix_rewrites import OF_NEIGHBOURS, OF_ONE
from symdiff.terms.nodes import COMPARISONS, Apply, Array, Parameters, Size, filled, shape_of
from symdiff.terms.shapes import Dimension, Shape

Builder: TypeAlias = "Callable[[Workspace, tuple[Form, ...], Parameters], Form]"

_OF_ONE = by_head(OF_ONE)
_OF_NEIGHBOURS = by_heads(OF_NEIGHBOURS)


class Workspace:
    """Builds terms in normal form; ``builders`` says how for each operation."""

    def __init__(self, builders: Mapping[str, Builder]) -> None:
        self.builders = builders
        self.written: dict[object, Form] = {}
        self.costs: dict[Form, int] = {}
        self.normal: dict[Form, Form] = {}
        self.built: dict[tuple[object, ...], Form] = {}

    def build(self, name: str, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
        """The operation on terms in normal form, in normal form."""
        key = (name, operands, parameters)
        found = self.built.get(key)
        if found is None:
            found = self.built[key] = self.builders[name](self, operands, parameters)
        return found

    def add(self, *terms: Form) -> Form:
        """A sum."""
        return self.build("add", terms)

    def mul(self, *factors: Form) -> Form:
        """A product with scalars, or entry by entry."""
        return self.build("mul", factors)

    def matmul(self, *factors: Form) -> Form:
        """A matrix product."""
        return self.build("matmul", factors)

    def transpose(self, form: Form) -> Form:
        """The transpose."""
        return self.build("T", (form,))

    def neg(self, form: Form) -> Form:
        """The opposite."""
        return self.build("mul", (Number(-1), form))

    def normalize(self, root: Form) -> Form:
        """A term as typed, in normal form."""
        for form in walk(root):
            if form not in self.normal:
                self.normal[form] = self._normalized(form)
        return self.normal[root]

    def _normalized(self, form: Form) -> Form:
        match form:
            case Apply(name, operands, parameters):
                return self.build(name, tuple(self.normal[operand] for operand in operands), parameters)
            case Number(value, str()):
                return Number(value)
        return form

    def rewritten(self, name: str, operands: tuple[Form, ...], parameters: Parameters) -> Form:
        """An operation after the first equation about it that applies, or as it stands."""
        form = Apply(name, operands, parameters)
        for rule in _OF_ONE.get(name, ()):
            bindings = match(rule.before, form)
            if bindings is not None:
                return fill(rule.after, bindings, self.build)
        return form

    def joined(self, left: Form, right: Form) -> Form | None:
        """Two neighbouring factors of a matrix product as one, if an equation says so."""
        heads = head(left), head(right)
        for names in (heads, (heads[0], ""), ("", heads[1])):
            for rule in _OF_NEIGHBOURS.get(names, ()):
                bindings = _match_pair(rule, left, right)
                if bindings is not None:
                    return fill(rule.after, bindings, self.build)
        return None

    def first_written(self, key: object, form: Form) -> Form:
        """The term that was met first among those with the same key."""
        return self.written.setdefault(key, form)

    def cost(self, root: Form) -> int:
        """About how many symbols a term takes on paper."""
        known = self.costs.get(root)
        if known is not None:
            return known
        for form in walk(root):
            if form not in self.costs:
                self.costs[form] = self._cost(form)
        return self.costs[root]

    def _cost(self, form: Form) -> int:
        match form:
            case Number(value, _):
                return 1 + (value < 0)
            case Array() | Constant():
                return 1
            case Size(dimension):
                return _length(dimension)
            case Apply(name, operands, parameters):
                inner = sum(map(self.costs.__getitem__, operands))
                return inner + self._overhead(name, operands, parameters)
        return 1

    def _overhead(self, name: str, operands: tuple[Form, ...], parameters: Parameters) -> int:
        heads = [head(operand) for operand in operands]
        match name:
            case "add":
                negative = sum(1 for operand in operands[1:] if leads_negative(operand))
                return len(operands) - 1 - negative
            case "mul":
                brackets = sum(
                    2 for place, one in enumerate(heads) if one == "add" or (one == "matmul" and place < len(heads) - 1)
                )
                minus_one = isinstance(operands[0], Number) and operands[0].value == -1
                return len(operands) - 1 + brackets - (2 if minus_one else 0)
            case "matmul":
                return len(operands) - 1 + sum(2 for one in heads if one in {"add", "mul"})
            case "neg":
                return 1
            case "div":
                return 1 + 2 * (heads[0] == "add") + 2 * (heads[1] in {"add", "mul", "matmul"})
            case "T":
                return 2 + 2 * (heads[0] in {"add", "mul", "matmul", "pow"})
            case "pow":
                exponent = operands[1]
                reciprocal = isinstance(exponent, Number) and exponent.value == -1
                return (-1 if reciprocal else 1) + 2 * (heads[0] in {"add", "mul", "matmul"})
            case _ if name in COMPARISONS:
                return 1
        commas = len(operands) + len(parameters) - 1
        return 3 + commas + sum(_length(parameter) for parameter in parameters if isinstance(parameter, Dimension))


def _match_pair(rule: Rule, left: Form, right: Form) -> Bindings | None:
    first, second = rule.before.children
    bindings = match(first, left)
    return bindings and match(second, right, bindings=bindings)


def _length(dimension: Dimension) -> int:
    return sum(max(1, 2 * len(letters) - 1 + (2 if factor != 1 and letters else 0)) for letters, factor in dimension.terms)


def leads_negative(form: Form) -> bool:
    """Whether a term begins with a minus sign."""
    match form:
        case Number(value, _):
            return value < 0
        case Apply("mul", (Number(value, _), *_), _):
            return value < 0
        case Apply("neg", _, _):
            return True
    return False


def is_zero(form: Form) -> bool:
    """Whether a term is 0, or an array of zeros."""
    return (isinstance(form, Number) and form.value == 0) or (isinstance(form, Apply) and form.operation == "zeros")


def zero(shape: Shape) -> Form:
    """Nothing, in a shape."""
    return filled("zeros", shape)


def is_scalar(form: Form) -> bool:
    """Whether a term is a scalar."""
    return not shape_of(form)
