"""Where an expression has a real value."""

from __future__ import annotations

from symdiff.domain.definedness import definedness, negated, outside_pieces
from symdiff.domain.tidying import tidy_condition
from symdiff.forms import FALSE, TRUE, And, Form, Or, Piecewise, walk

# Expressions with more pieces than this are not looked into for what their pieces need.
MOST_PIECES = 48


def natural_domain(form: Form) -> Form:
    """The conditions under which an expression has a real value, all together, as they come.

    Odd roots of negative numbers are real; a power with an exponent that is no rational number needs a positive base.  What a
    piece of a piecewise expression needs is asked for where its condition holds, and left out where that cannot be said simply.

    >>> from symdiff.forms import Symbol, call, sqrt
    >>> x = Symbol("x")
    >>> natural_domain(call("ln")(x) / sqrt(1 - x))
    And(x > 0, 1 + Negative(x) >= 0, Root(1 + Negative(x), 2) != 0)
    """
    pieces = [node for node in walk(form) if isinstance(node, Piecewise)]
    known: dict[Form, tuple[Form, ...]] = {}
    if sum(len(node.branches) for node in pieces) <= MOST_PIECES:
        for node in pieces:
            known[node] = _of_pieces(node, known)
    conditions: list[Form] = []
    for condition in _needs(form, known):
        conditions.extend(condition.conditions if isinstance(condition, And) else (condition,))
    return And(dict.fromkeys(conditions))


def _needs(form: Form, known: dict[Form, tuple[Form, ...]]) -> list[Form]:
    return [*definedness(form), *(condition for node in outside_pieces(form) for condition in known.get(node, ()))]


def _of_pieces(form: Piecewise, known: dict[Form, tuple[Form, ...]]) -> tuple[Form, ...]:
    """A condition must hold, and what its piece needs must hold with it."""
    clauses: list[Form] = []
    before: list[Form] = []
    for value, condition in form.branches:
        for need in _needs(condition, known):
            clauses.append(Or((*before, need)))
        for need in _needs(value, known):
            clauses.append(Or((*before, negated(condition), need)))
        before.append(condition)
    clauses.append(Or(before))
    tidied = dict.fromkeys(map(tidy_condition, clauses))
    return tuple(clause for clause in tidied if clause is not TRUE and _is_simple(clause))


def _is_simple(clause: Form) -> bool:
    return clause is FALSE or not any(isinstance(node, Or) for node in walk(clause))
