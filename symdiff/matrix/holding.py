"""Where a result holds: inverses that must exist, arguments that must be positive, kinks that must be kept away from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from symdiff.forms import Form, Number, walk
from symdiff.terms.nodes import COMPARISONS, Apply, Array, shape_of
from symdiff.terms.text import write

# What is positive for every argument.
_ALWAYS_POSITIVE = frozenset({"exp", "softmax", "sigmoid", "softplus", "cosh"})
_KINKS = frozenset({"relu", "abs", "sign", "step", "norm1"})
_POSITIVE_ASSUMPTIONS = frozenset({"positive"})
_INVERTIBLE_ASSUMPTIONS = frozenset({"invertible", "spd"})


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must be true of a term.

    Attributes:
        term: of what.
        claim: what, in words that follow the term.
    """

    term: Form
    claim: str

    def __str__(self) -> str:
        return f"{write(self.term)} {self.claim}"


def conditions(reached: Iterable[Form], result: Form) -> tuple[Condition, ...]:
    """What must be true for the result to hold.

    Parameters:
        reached: the nodes of the expression that were differentiated.
        result: the derivative.
    """
    found = {str(each): each for each in (*_of_expression(reached), *_of_result(result))}
    return tuple(
        each for text, each in found.items() if text.replace("≠ 0", "> 0") == text or text.replace("≠ 0", "> 0") not in found
    )


def _of_expression(reached: Iterable[Form]) -> Iterator[Condition]:
    for form in reached:
        match form:
            case Apply("norm2", (inside,), _):
                yield Condition(inside, "is not 0")
            case Apply("max" | "min" as name, (inside,), _):
                yield Condition(inside, f"has only one {'largest' if name == 'max' else 'smallest'} entry")
            case Apply("log" | "sqrt", (inside,), _) if not _positive(inside):
                yield Condition(inside, _entries(inside, "> 0"))
            case Apply("where", (Apply(name, (left, right), _), _, _), _) if name in COMPARISONS:
                yield Condition(left, f"{'differs' if not shape_of(left) else 'differs in all entries'} from {write(right)}")
            case Apply(name, (inside,), _) if name in _KINKS and not _positive(inside):
                yield Condition(inside, _entries(inside, "≠ 0"))
            case Apply("det" | "logdet" | "inv", (inside,), _) if not _invertible(inside):
                yield Condition(inside, "is invertible")
            case Apply("div", (_, below), _) if not isinstance(below, Number) and not _positive(below):
                yield Condition(below, _entries(below, "≠ 0"))


def _of_result(result: Form) -> Iterator[Condition]:
    for form in walk(result):
        match form:
            case Apply("inv", (inside,), _) if not _invertible(inside):
                yield Condition(inside, "is invertible")
            case Apply("pow", (Apply("norm2", (inside,), _), Number(value, _)), _) if value < 0:
                yield Condition(inside, "is not 0")
            case Apply("pow", (Apply("det", (inside,), _), Number(value, _)), _) if value < 0:
                if not _invertible(inside):
                    yield Condition(inside, "is invertible")
            case Apply("pow", (base, Number(value, _)), _) if value < 0 and not _positive(base):
                yield Condition(base, _entries(base, "≠ 0" if value.denominator == 1 else "> 0"))


def _entries(term: Form, claim: str) -> str:
    return f"has only entries {claim}" if shape_of(term) else claim


def _positive(term: Form) -> bool:
    match term:
        case Number(value, _):
            return value > 0
        case Array(_, _, assumptions):
            return bool(assumptions & _POSITIVE_ASSUMPTIONS)
        case Apply("add", (Number(value, _), Apply("neg", (Apply("sigmoid", _, _),), _)), _):
            return value >= 1
        case Apply("add", (Number(value, _), Apply("mul", (Number(factor, _), Apply("sigmoid", _, _)), _)), _):
            return value >= -factor > 0
        case Apply("add", operands, _):
            return all(map(_positive, operands))
        case Apply(name, _, _):
            return name in _ALWAYS_POSITIVE
    return False


def _invertible(term: Form) -> bool:
    return isinstance(term, Array) and bool(term.assumptions & _INVERTIBLE_ASSUMPTIONS)
