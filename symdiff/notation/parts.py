"""How the parts of an expression stand next to each other: brackets, signs, and products without a sign."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, IntEnum, auto
from itertools import pairwise

from symdiff.forms import Form
from symdiff.notation.boxes import (
    DOT,
    JOIN,
    MINUS,
    PLUS,
    SIGN,
    SLASH,
    THIN_JOIN,
    Box,
    Fence,
    Fraction,
    Highlight,
    Row,
    Text,
)


class Level(IntEnum):
    """What binds a written expression together, from the loosest to the tightest."""

    CASES = auto()
    OR = auto()
    AND = auto()
    RELATION = auto()
    SUM = auto()
    NEGATIVE = auto()
    RATIO = auto()  # a division with a slash
    PRODUCT = auto()
    FRACTION = auto()
    FUNCTION = auto()  # a name before an argument without brackets
    POWER = auto()
    ATOM = auto()


class Edge(Enum):
    """What the eye meets at the left or right end of a written expression."""

    DIGIT = auto()
    LETTER = auto()
    FUNCTION_LETTER = auto()
    NAME = auto()
    METAVARIABLE = auto()
    EXPONENTIAL = auto()  # eˣ, at the left end
    RAISED = auto()  # an exponent that is not a number, at the right end
    FUNCTION = auto()  # sin x
    CALL = auto()  # f(x)
    APPLIED = auto()  # sin(x³)
    BRACKET = auto()
    BAR = auto()
    ROOT = auto()
    FRACTION = auto()
    DERIVATIVE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A written expression, and what its neighbours must know of it.

    Attributes:
        box: how it is written.
        level: what binds it together.
        head, tail: its left and right end.
        closed: how it is written where a factor follows and would be drawn in; ``None``: no different.
        unsigned: what stands after its minus sign, for an expression that begins with one.
        base: what is raised to a power in it, or the whole.
        unit: whether it is the number 0 or 1, which is never put before a letter.
    """

    box: Box
    level: Level
    head: Edge = Edge.OTHER
    tail: Edge = Edge.OTHER
    closed: Box | None = None
    unsigned: Part | None = None
    base: Form | None = None
    unit: bool = False


Known = Callable[[Form], Part]
"""How a part of an expression is written, once it has been."""


def highlighted(part: Part, role: str) -> Part:
    """The same part, marked."""
    return replace(
        part,
        box=Highlight(part.box, role),
        closed=part.closed and Highlight(part.closed, role),
        unsigned=part.unsigned and highlighted(replace(part.unsigned, unsigned=None), role),
    )


def bracketed(part: Part) -> Part:
    """A part in round brackets."""
    head = Edge.BRACKET if part.unsigned is None else Edge.OTHER
    return Part(Fence(part.box), Level.ATOM, head, Edge.BRACKET, base=part.base)


def at_least(part: Part, level: Level) -> Part:
    """A part as it is if it binds tightly enough, else in brackets."""
    return part if part.level >= level else bracketed(part)


def _like(sign: Text, part: Part) -> Box:
    match part.box:
        case Highlight(_, role):
            return Highlight(sign, role)
        case _:
            return sign


def _plain(part: Part) -> Part:
    return part if part.unsigned is None else bracketed(part)


def negative(operand: Part, sign: Box = SIGN) -> Part:
    """A minus sign before an operand."""
    shown = at_least(operand, Level.RATIO)
    return Part(
        Row((sign, shown.box)),
        Level.NEGATIVE,
        tail=shown.tail,
        closed=shown.closed and Row((sign, shown.closed)),
        unsigned=operand,
    )


def total(terms: Sequence[Part]) -> Part:
    """Terms with plus and minus signs between them."""
    boxes: list[Box] = []
    for term in terms:
        if not boxes:
            boxes.append(_term(term, Level.NEGATIVE))
        elif term.unsigned is not None:
            boxes += _like(MINUS, term), _term(term.unsigned, Level.RATIO)
        else:
            boxes += PLUS, _term(term, Level.RATIO)
    return Part(Row(tuple(boxes)), Level.SUM)


def _term(part: Part, level: Level) -> Box:
    """A term; what d/dx is applied to in it must not seem to be the rest of the sum."""
    shown = at_least(part, level)
    return (shown.closed or shown.box) if shown.tail is Edge.DERIVATIVE else shown.box


def product(factors: Sequence[Part]) -> Part:
    """Factors side by side in the order given, with a dot where they could be misread without."""
    first, *rest = factors
    if first.unsigned is not None:
        return negative(product((_plain(first.unsigned), *rest)), _like(SIGN, first))
    shown = [at_least(factor, Level.PRODUCT) for factor in factors]
    boxes: list[Box] = []
    for left, right in pairwise(shown):
        between = _between(left, right)
        boxes += (left.closed or left.box) if between is DOT else left.box, between
    last = shown[-1]
    return Part(
        Row((*boxes, last.box)),
        Level.PRODUCT,
        shown[0].head,
        last.tail,
        closed=last.closed and Row((*boxes, last.closed)),
    )


_LETTERS = frozenset({Edge.LETTER, Edge.FUNCTION_LETTER})
_THIN_BEFORE = frozenset({Edge.FUNCTION, Edge.CALL, Edge.EXPONENTIAL, Edge.NAME})
_JOINED_AFTER = {
    Edge.DIGIT: frozenset({*_LETTERS, *_THIN_BEFORE, Edge.BRACKET, Edge.ROOT, Edge.BAR, Edge.METAVARIABLE}),
    Edge.FUNCTION: frozenset({Edge.FUNCTION}),
    Edge.CALL: frozenset({Edge.FUNCTION, Edge.CALL, Edge.BRACKET}),
    Edge.APPLIED: frozenset({Edge.FUNCTION}),
    Edge.BAR: frozenset({Edge.FUNCTION, Edge.CALL}),
    Edge.NAME: frozenset({Edge.FUNCTION}),
    Edge.RAISED: frozenset({Edge.FUNCTION, Edge.CALL, Edge.BRACKET, Edge.ROOT}),
    Edge.DERIVATIVE: frozenset[Edge](),
    Edge.OTHER: frozenset[Edge](),
    Edge.METAVARIABLE: frozenset[Edge](),
    Edge.FUNCTION_LETTER: frozenset({*_LETTERS, *_THIN_BEFORE - {Edge.NAME}, Edge.ROOT, Edge.BAR}),
}
_CLOSE = frozenset({(Edge.DIGIT, Edge.EXPONENTIAL), (Edge.BRACKET, Edge.EXPONENTIAL), (Edge.DIGIT, Edge.CALL)})
_ANY_JOINED = frozenset({*_LETTERS, *_THIN_BEFORE - {Edge.NAME}, Edge.BRACKET, Edge.ROOT, Edge.BAR, Edge.METAVARIABLE})


def _between(left: Part, right: Part) -> Text:
    joined = (
        left.level is not Level.PRODUCT
        and right.level is not Level.PRODUCT
        and not left.unit
        and (left.base is None or left.base is not right.base)
        and right.head in _JOINED_AFTER.get(left.tail, _ANY_JOINED)
        and (right.head is not Edge.METAVARIABLE or left.tail is Edge.DIGIT)
    )
    if not joined:
        return DOT
    if left.tail is Edge.ROOT:
        return THIN_JOIN
    return THIN_JOIN if right.head in _THIN_BEFORE and (left.tail, right.head) not in _CLOSE else JOIN


def fraction(numerator: Part, denominator: Part) -> Part:
    """One part over another."""
    return Part(Fraction(numerator.box, denominator.box), Level.FRACTION, Edge.FRACTION, Edge.FRACTION)


def ratio(numerator: Part, denominator: Part) -> Part:
    """One part over another on one line, as in an exponent."""
    if numerator.unsigned is not None:
        return negative(ratio(_plain(numerator.unsigned), denominator), _like(SIGN, numerator))
    over, under = at_least(numerator, Level.PRODUCT), at_least(denominator, Level.FUNCTION)
    return Part(Row((over.closed or over.box, SLASH, under.box)), Level.RATIO)
