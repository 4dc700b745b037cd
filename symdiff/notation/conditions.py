"""Comparisons, conditions, and values that depend on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from symdiff.forms import TRUE, And, Form, Relation
from symdiff.notation.boxes import Box, Cases, Row, joined, relation, row, words
from symdiff.notation.parts import Known, Level, Part, at_least

SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_FLIPPED = {">": "<", ">=": "<="}


def conjunction(form: And, of: Known) -> Part:
    """All of the conditions; two bounds of one expression are one chain: 0 < x < 1."""
    match form.conditions:
        case (Relation(left, low, smallest), Relation(right, high, largest)) if left is right:
            if low in ("<", "<=") and high in _FLIPPED:
                (low, smallest), (high, largest) = (high, largest), (low, smallest)
            if low in _FLIPPED and high in ("<", "<="):
                return comparison(((smallest, _FLIPPED[low]), (left, high)), largest, of)
        case (Relation(smallest, low, left), Relation(right, high, largest)) if left is right and low[0] == high[0] != "!":
            return comparison(((smallest, low), (left, high)), largest, of)
    return listed(" and ", "true", Level.AND, [of(condition) for condition in form.conditions])


def comparison(sides: Iterable[tuple[Form, str]], last: Form, of: Known) -> Part:
    """Sides with the sign after each, and a last side."""
    boxes: list[Box] = []
    for side, operator in sides:
        boxes += at_least(of(side), Level.SUM).box, relation(SIGNS[operator])
    return Part(Row((*boxes, at_least(of(last), Level.SUM).box)), Level.RELATION)


def listed(between: str, none: str, level: Level, conditions: Sequence[Part]) -> Part:
    """Conditions with a word between them; ``none`` is how no condition at all is written."""
    shown = [at_least(condition, Level(level + 1)).box for condition in conditions]
    if not shown:
        return Part(words(none), Level.ATOM)
    return Part(joined(words(between), shown), level if len(shown) > 1 else conditions[0].level)


def piecewise(branches: tuple[tuple[Form, Form], ...], of: Known) -> Part:
    """Values by condition behind a brace."""
    rows: list[tuple[Box, Box]] = []
    for place, (value, condition) in enumerate(branches, 1):
        always = condition is TRUE and place == len(branches) > 1
        rows.append((of(value).box, words("otherwise") if always else row("if ", of(condition).box)))
    return Part(Cases(tuple(rows)), Level.CASES)
