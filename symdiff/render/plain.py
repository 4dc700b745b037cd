"""One-line text that can be typed, and that is read back as the same form."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, auto
from fractions import Fraction

from symdiff.forms import (
    TRUE,
    And,
    Call,
    Constant,
    Derivative,
    Form,
    Limit,
    Negative,
    Number,
    Or,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
)
from symdiff.notation.names import single_letters


class _Level(IntEnum):
    """How tightly a text is bound together."""

    OR = auto()
    AND = auto()
    RELATION = auto()
    SUM = auto()
    NEGATIVE = auto()
    TERM = auto()
    POWER = auto()
    ATOM = auto()


_Item = tuple[Form, _Level] | str


def plain(form: Form) -> str:
    """A form as one line of text that reads back as the same form.

    >>> from symdiff.forms import Symbol, call
    >>> x = Symbol("x")
    >>> plain(3 * x**2 * call("cos")(x) / (1 - x))
    '3*x^2*cos(x)/(1 - x)'
    """
    pieces: list[str] = []
    stack: list[_Item] = [(form, _Level.OR)]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            pieces.append(item)
            continue
        here, least = item
        written = _written(here)
        if _level(here) < least:
            written = ("(", *written, ")")
        stack.extend(reversed(tuple(written)))
    return "".join(pieces)


def _level(form: Form) -> _Level:
    match form:
        case Or((_, _, *_)):
            return _Level.OR
        case And((_, _, *_)):
            return _Level.AND
        case Relation():
            return _Level.RELATION
        case Sum():
            return _Level.SUM
        case Negative():
            return _Level.NEGATIVE
        case Number(value, _) if value < 0:
            return _Level.NEGATIVE
        case Number(value, None) if value.denominator != 1:
            return _Level.TERM
        case Product() | Quotient():
            return _Level.TERM
        case Power(Constant("e"), _):
            return _Level.ATOM
        case Power():
            return _Level.POWER
        case _:
            return _Level.ATOM


def _written(form: Form) -> Iterable[_Item]:
    match form:
        case Number(value, typed):
            return (_number(value, typed),)
        case Constant(name) | Symbol(name) | Placeholder(name, _):
            return (name,)
        case Sum(terms):
            return _sum(terms)
        case Negative(operand):
            return "-", (operand, _Level.TERM)
        case Product(factors):
            return _separated("*", factors, _Level.POWER)
        case Quotient(numerator, denominator):
            return (numerator, _Level.POWER if isinstance(numerator, Quotient) else _Level.TERM), "/", (denominator, _Level.POWER)
        case Power(Constant("e"), exponent):
            return "exp(", (exponent, _Level.SUM), ")"
        case Power(base, exponent):
            return (base, _Level.ATOM), "^", (exponent, _Level.ATOM)
        case Root(radicand, Number(value, None)) if value == 2:
            return "sqrt(", (radicand, _Level.SUM), ")"
        case Root(radicand, index):
            return "root(", (radicand, _Level.SUM), ", ", (index, _Level.SUM), ")"
        case Call(function, arguments):
            return function, "(", *_separated(", ", arguments, _Level.SUM), ")"
        case Undefined(name, (), orders):
            return (name + "'" * sum(orders),)
        case Undefined(name, arguments, orders):
            return name + _orders(arguments, orders), "(", *_separated(", ", arguments, _Level.SUM), ")"
        case Relation(left, operator, right):
            return (left, _Level.SUM), f" {operator} ", (right, _Level.SUM)
        case And(()):
            return ("true",)
        case Or(()):
            return ("false",)
        case And(conditions):
            return _separated(" and ", conditions, _Level.RELATION)
        case Or(conditions):
            return _separated(" or ", conditions, _Level.AND)
        case Piecewise(branches):
            return "piecewise(", *_branches(branches), ")"
        case Derivative(expression, variable, order):
            again = f", {order}" if order > 1 else ""
            return "diff(", (expression, _Level.SUM), ", ", (variable, _Level.ATOM), f"{again})"
        case Limit():
            return "limit(", *_separated(", ", form.children, _Level.SUM), ")"
        case Vector(components):
            return "[", *_separated(", ", components, _Level.SUM), "]"
        case _:
            raise TypeError(f"no text for {type(form).__name__}")


def _orders(arguments: tuple[Form, ...], orders: tuple[int, ...]) -> str:
    """Primes for one argument; for several, by which it is differentiated, or how often by each."""
    if not any(orders):
        return ""
    if len(orders) == 1:
        return "'" * orders[0]
    names = [argument.name for argument in arguments if isinstance(argument, Symbol)]
    if len(names) == len(arguments) and single_letters(names):
        return "_" + "".join(name * order for name, order in zip(names, orders, strict=True))
    return f"^({','.join(map(str, orders))})"


def _branches(branches: tuple[tuple[Form, Form], ...]) -> Iterable[_Item]:
    items: list[_Item] = []
    for value, condition in branches:
        items += [", "] if items else []
        items += "(", (value, _Level.SUM), ", ", "otherwise" if condition is TRUE else (condition, _Level.OR), ")"
    return items


def _number(value: Fraction, typed: str | None) -> str:
    return typed or str(value)


def _sum(terms: tuple[Form, ...]) -> Iterable[_Item]:
    items: list[_Item] = []
    for term in terms:
        match term:
            case _ if not items:
                items.append((term, _Level.NEGATIVE))
            case Negative(operand):
                items += " - ", (operand, _Level.TERM)
            case Number(value, typed) if value < 0:
                items += " - ", (Number(-value, typed and typed.removeprefix("-")), _Level.TERM)
            case _:
                items += " + ", (term, _Level.TERM)
    return items


def _separated(separator: str, forms: Iterable[Form], least: _Level) -> Iterable[_Item]:
    return [item for place, form in enumerate(forms) for item in (*((separator,) if place else ()), (form, least))]
