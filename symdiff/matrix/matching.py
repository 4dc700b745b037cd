"""Matching the equations of matrix calculus: which terms and which dimensions do their letters stand for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from symdiff.derivation import Rule
from symdiff.forms import Form, Number, walk
from symdiff.rules.matrix_letters import CONSTANT
from symdiff.terms.nodes import Apply, Array, Parameters, Size, shape_of
from symdiff.terms.shapes import ONE, Dimension, Shape

Moving = Callable[[Form], bool]
Build = Callable[[str, tuple[Form, ...], Parameters], Form]


@dataclass(slots=True)
class Bindings:
    """What the metavariables and the dimension letters of a rule stand for."""

    terms: dict[Form, Form] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)

    def bind_dimension(self, letter: Dimension, actual: Dimension) -> bool:
        """Let a dimension of a rule stand for an actual one; whether that fits what is known."""
        if not letter.letters:
            return letter == actual
        known = self.dimensions.setdefault(str(letter), actual)
        return known == actual

    def bind_parameter(self, letter: Dimension | int, actual: Dimension | int) -> bool:
        """The same for a parameter of an operation; products of letters follow from the shapes."""
        if isinstance(letter, Dimension) and isinstance(actual, Dimension):
            return _composite(letter) or self.bind_dimension(letter, actual)
        return letter == actual

    def bind(self, metavariable: Array, actual: Form, moving: Moving) -> bool:
        """Let a metavariable stand for a term; whether that fits."""
        known = self.terms.get(metavariable)
        if known is not None:
            return known is actual
        shape = shape_of(actual)
        wanted = metavariable.assumptions
        if wanted is CONSTANT and moving(actual):
            return False
        if wanted and wanted is not CONSTANT and not (isinstance(actual, Array) and wanted <= actual.assumptions):
            return False
        if not self.fits(metavariable.shape, shape):
            return False
        self.terms[metavariable] = actual
        return True

    def fits(self, letters: Shape, actual: Shape) -> bool:
        """Let the dimensions of a metavariable stand for those of a term; whether that fits what is known."""
        if len(letters) == 1 and _composite(letters[0]):
            return actual.columns == ONE
        return self.bind_dimension(letters.rows, actual.rows) and self.bind_dimension(letters.columns, actual.columns)


class Broadcasting(Bindings):
    """Bindings in which a scalar may stand in the place of an array of any shape, as in element-wise operations."""

    __slots__ = ()

    def fits(self, letters: Shape, actual: Shape) -> bool:
        return (not actual and len(letters) == 2) or Bindings.fits(self, letters, actual)


def _composite(dimension: Dimension) -> bool:
    return len(dimension.letters) > 1


def nothing_moves(form: Form) -> bool:
    """For rules that do not ask what depends on the variable."""
    return False


def match(pattern: Form, form: Form, moving: Moving = nothing_moves, bindings: Bindings | None = None) -> Bindings | None:
    """What the letters of a pattern stand for in a term, or ``None`` if it does not have that form."""
    found = bindings or Bindings()
    stack = [(pattern, form)]
    while stack:
        wanted, actual = stack.pop()
        match wanted:
            case Array():
                if not found.bind(wanted, actual, moving):
                    return None
            case Apply(name, operands, parameters):
                if not isinstance(actual, Apply) or actual.operation != name or len(actual.operands) != len(operands):
                    return None
                if len(actual.parameters) != len(parameters):
                    return None
                for letter, given in zip(parameters, actual.parameters, strict=True):
                    if not found.bind_parameter(letter, given):
                        return None
                stack.extend(zip(operands, actual.operands, strict=True))
            case Number(value, _):
                if not isinstance(actual, Number) or actual.value != value:
                    return None
            case _:
                if wanted is not actual:
                    return None
    return found


@lru_cache(maxsize=1024)
def _order(template: Form) -> tuple[Form, ...]:
    return tuple(walk(template))


def fill(template: Form, bindings: Bindings, build: Build) -> Form:
    """A template with its letters replaced, its operations carried out by ``build``."""
    done: dict[Form, Form] = dict(bindings.terms)
    for form in _order(template):
        if form in done:
            continue
        match form:
            case Apply(name, operands, parameters):
                done[form] = build(name, tuple(done[operand] for operand in operands), _put(parameters, bindings.dimensions))
            case Size(dimension):
                done[form] = Size(dimension.put(bindings.dimensions))
            case _:
                done[form] = form
    return done[template]


def _put(parameters: Parameters, dimensions: Mapping[str, Dimension]) -> Parameters:
    return tuple(parameter.put(dimensions) if isinstance(parameter, Dimension) else parameter for parameter in parameters)


def head(form: Form) -> str:
    """The operation of a term; ``""`` for anything else."""
    return form.operation if isinstance(form, Apply) else ""


def by_head(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    """Rules about one operation, by the operation."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[head(rule.before)].append(rule)
    return {name: tuple(group) for name, group in found.items()}


def by_heads(rules: Iterable[Rule]) -> Mapping[tuple[str, str], tuple[Rule, ...]]:
    """Rules about two neighbouring factors, by the operations of both."""
    found: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        left, right = rule.before.children
        found[head(left), head(right)].append(rule)
    return {names: tuple(group) for names, group in found.items()}
