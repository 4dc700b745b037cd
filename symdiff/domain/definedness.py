"""The conditions under which an expression has a real value, node by node."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from symdiff.calculus.building import number_value
from symdiff.forms import (
    FALSE,
    UNDEFINED,
    And,
    Call,
    Constant,
    E,
    Form,
    Number,
    Or,
    Piecewise,
    Power,
    Quotient,
    Relation,
    Root,
    substitute,
    symbols,
)
from symdiff.functions import FUNCTIONS, X

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", "<=": ">", ">": "<=", ">=": "<"}

_Result = TypeVar("_Result")


def definedness(*roots: Form) -> tuple[Form, ...]:
    """The conditions of all nodes, those of parts first; a piecewise expression is not looked into."""
    return tuple(dict.fromkeys(condition for form in outside_pieces(*roots) for condition in _of_node(form)))


def outside_pieces(*roots: Form) -> Iterator[Form]:
    """Every node that is no part of a piecewise expression once, parts before the whole."""
    seen: set[Form] = set()
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        form, ready = stack.pop()
        if ready:
            yield form
        elif form not in seen:
            seen.add(form)
            stack.append((form, True))
            if not isinstance(form, Piecewise):
                stack.extend((child, False) for child in reversed(form.children))


def _of_node(form: Form) -> Iterable[Form]:
    match form:
        case Quotient(_, denominator):
            return (Relation(denominator, "!=", 0),)
        case Power(base, exponent):
            return _of_power(base, exponent)
        case Root(radicand, index):
            return _of_root(radicand, index)
        case Call("log", (argument, base)):
            return Relation(argument, ">", 0), Relation(base, ">", 0), Relation(base, "!=", 1)
        case Call(function, (argument,)) if function in FUNCTIONS:
            return (substitute(FUNCTIONS[function].domain, {X: argument}),)
        case Constant() if form is UNDEFINED:
            return (FALSE,)
    return ()


def _of_power(base: Form, exponent: Form) -> Iterable[Form]:
    value = number_value(exponent)
    if value is None:
        is_positive = isinstance(base, Constant) or (isinstance(base, Number) and base.value > 0)
        return () if base is E or is_positive else (Relation(base, ">", 0),)
    if value.denominator % 2 == 0:
        return (Relation(base, ">=" if value > 0 else ">", 0),)
    return (Relation(base, "!=", 0),) if value < 0 else ()


def _of_root(radicand: Form, index: Form) -> Iterable[Form]:
    value = number_value(index)
    if value is None:
        free = Relation(radicand, ">", 0)
        return (free, Relation(index, "!=", 0)) if symbols(index) else (free,)
    if not value:
        return (FALSE,)
    if value.numerator % 2 == 0:
        return (Relation(radicand, ">=" if value > 0 else ">", 0),)
    return (Relation(radicand, "!=", 0),) if value < 0 else ()


def fold_condition(
    root: Form,
    leaf: Callable[[Form], _Result],
    all_of: Callable[[list[_Result]], _Result],
    any_of: Callable[[list[_Result]], _Result],
) -> _Result:
    """Work out a condition from its relations up."""
    done: dict[Form, _Result] = {}
    stack = [root]
    while stack:
        form = stack[-1]
        if form in done:
            stack.pop()
            continue
        match form:
            case And(conditions) | Or(conditions):
                waiting = [condition for condition in conditions if condition not in done]
                if waiting:
                    stack.extend(reversed(waiting))
                    continue
                join = all_of if isinstance(form, And) else any_of
                done[form] = join([done[condition] for condition in conditions])
            case _:
                done[form] = leaf(form)
    return done[root]


def negated(condition: Form) -> Form:
    """The condition that holds where another does not, as long as everything in it is defined.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> negated(And((Relation(x, ">", 0), Relation(x, "<=", 1))))
    Or(x <= 0, x > 1)
    """

    def leaf(form: Form) -> Form:
        assert isinstance(form, Relation)
        return Relation(form.left, OPPOSITE[form.operator], form.right)

    return fold_condition(condition, leaf, Or, And)
