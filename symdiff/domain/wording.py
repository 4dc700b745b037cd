"""From sets back to conditions, and from conditions to sentences."""

from __future__ import annotations

from collections.abc import Iterable

from symdiff.domain.sets import Cut, RealSet, same, simple
from symdiff.forms import FALSE, ZERO, And, Form, Negative, Or, Product, Relation, Sum, Symbol, symbols
from symdiff.functions import absolute
from symdiff.simplify.style import leads_negative

Interval = tuple[Cut | None, Cut | None]
"""Where an interval begins and where it ends; ``None`` is infinity."""


def written(form: Form, values: RealSet) -> tuple[Form, ...]:
    """The conditions that say that the values of a form lie in a set.

    >>> from symdiff.domain.sets import relation_set
    >>> x = Symbol("x")
    >>> written(x, relation_set("<", ZERO) | relation_set(">", ZERO))
    (x != 0,)
    """
    holes, intervals = _holes_and_intervals(values)
    outside = [_compared(form, "!=", hole, holes) for hole in holes]
    match intervals:
        case []:
            return (FALSE,)
        case [(None, (above, False)), ((below, True), None)] if same(above, simple(-below)):
            return (Relation(absolute(form), ">", below), *outside)
        case [(None, (above, True)), ((below, False), None)] if same(above, simple(-below)):
            return (Relation(absolute(form), ">=", below), *outside)
        case [only]:
            return (*_bounds(form, only, values.ends), *outside)
    pieces = (_joined(_bounds(form, interval, values.ends)) for interval in intervals)
    return (Or(pieces), *outside)


def relation_count(values: RealSet) -> int:
    """How many relations it takes to describe a set."""
    holes, intervals = _holes_and_intervals(values)
    return len(holes) + sum((low is not None) + (high is not None) for low, high in intervals)


def _holes_and_intervals(values: RealSet) -> tuple[list[Form], list[Interval]]:
    """The set as intervals, and single points that are left out of them."""
    ends: list[Cut | None] = [None, *values.cuts] if values.inside else list(values.cuts)
    if values.unbounded:
        ends.append(None)
    intervals: list[Interval] = []
    holes: list[Form] = []
    for low, high in zip(ends[::2], ends[1::2], strict=True):
        if intervals and low is not None:
            before, previous = intervals[-1]
            if previous is not None and same(previous[0], low[0]):
                holes.append(low[0])
                intervals[-1] = before, high
                continue
        intervals.append((low, high))
    return holes, intervals


def _bounds(form: Form, interval: Interval, ends: tuple[Form, ...]) -> tuple[Form, ...]:
    match interval:
        case None, None:
            return ()
        case (low, after), None:
            return (_compared(form, ">" if after else ">=", low, ends),)
        case None, (high, after):
            return (_compared(form, "<=" if after else "<", high, ends),)
        case (low, after_low), (high, after_high):
            if same(low, high):
                return (_compared(form, "=", low, ends),)
            below, above = ">" if after_low else ">=", "<=" if after_high else "<"
            if not isinstance(form, Symbol) and after_low != after_high and same(low, simple(-high)):
                return (Relation(absolute(form), above, high),)
            return (And((Relation(form, below, low), Relation(form, above, high))),)
    raise AssertionError(interval)


def _joined(conditions: tuple[Form, ...]) -> Form:
    return conditions[0] if len(conditions) == 1 else And(conditions)


def _compared(form: Form, operator: str, value: Form, ends: Iterable[Form]) -> Form:
    """One relation; the terms of a difference are compared with each other, and 0 with what would not read well otherwise."""
    match form:
        case Sum((first, Negative(second))) if value is ZERO:
            return Relation(first, operator, second)
        case Sum() | Product() if value is not ZERO and len(tuple(ends)) == 1:
            terms = form.terms if isinstance(form, Sum) else (form,)
            if leads_negative(value) or len(symbols(form)) == 1 or any(isinstance(term, Negative) for term in terms):
                return Relation(Sum((*terms, simple(-value))), operator, 0)
    return Relation(form, operator, value)


def sentence(condition: Form, variable: Symbol | None = None) -> tuple[str | Form, ...]:
    """A condition as part of a sentence: words, and conditions to be typeset.

    Parameters:
        condition: what ``tidy_condition`` returns.
        variable: the variable of the problem, named where there is no condition.

    >>> x = Symbol("x")
    >>> sentence(Relation(x, ">", 0))
    ('for ', x > 0)
    >>> sentence(And(), x)
    ('for all real ', x)
    """
    match condition:
        case And(()):
            return ("for all real numbers",) if variable is None else ("for all real ", variable)
        case Or(()):
            return ("for no real number",) if variable is None else ("for no real ", variable)
        case And((Relation(first, ">" | ">=", _), Relation(second, "<" | "<=", _))) if first is second:
            conditions: tuple[Form, ...] = (condition,)
        case And(several):
            conditions = several
        case _:
            conditions = (condition,)
    *most, last = conditions
    parts: list[str | Form] = ["for " if all(map(_bounds_a_symbol, conditions)) else "where "]
    for place, each in enumerate(most):
        parts += [", ", each] if place else [each]
    return (*parts, " and ", last) if most else (*parts, last)


def _bounds_a_symbol(condition: Form) -> bool:
    match condition:
        case Relation(Symbol(), _, value):
            return not symbols(value)
        case And(parts):
            return all(isinstance(part, Relation) and isinstance(part.left, Symbol) for part in parts)
    return False
