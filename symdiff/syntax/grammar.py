"""The operators: how strongly each binds, and what it makes of its operands.

To add an operator, add it to ``BINARY`` here and to the tables of spellings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from symdiff.forms import TRUE, And, Derivative, Form, Negative, Number, Or, Piecewise, Power, Quotient, Relation, Symbol, Vector
from symdiff.syntax.operands import CONDITION, CONTENT, PAIR, VALUE, Operand, Pending, Traits

if TYPE_CHECKING:
    from symdiff.syntax.parser import Parser

APPLY = 35
"""A function without parentheses around its argument: stronger than products, weaker than what it has absorbed."""

ABSORBED = 40
"""A product or quotient inside the argument of such a function."""

TOGETHER = 33
"""Letters typed together below a slash: a/bc."""

SCRIPT = 60
PREFIX = {"loose": 25, "tight": 45}
POWER = 50

RIGHT = frozenset({"^", "else"})
"""What groups from the right."""

Build = Callable[["Parser", Pending, Operand, Operand], Operand]


def _joined(form: Form, left: Operand, right: Operand, sort: str = VALUE) -> Operand:
    return Operand(form, left.start, right.stop, (left.traits | right.traits) & CONTENT, sort)


def _sum(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    return left.extended("+", Negative(right.form) if operator.symbol == "-" else right.form, right)


def _product(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    return left.extended("*", right.form, right)


def _quotient(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    if left.exponent and not left.exponent.grouped and left.exponent.form in _CUT_OFF and parser.words:
        shown, below = parser.text[left.start : left.exponent.start], parser.text[left.exponent.start : right.stop]
        parser.note(f"{shown}{below} is read as ({parser.written(left)})/{parser.written(right)}", left.start, right.stop, f"{shown}({below})")
    return _joined(Quotient(left.form, right.form), left, right)


def _power(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    result = _joined(Power(left.form, right.form), left, right)
    if left.traits & Traits.RUN:
        result.traits |= Traits.RUN | (left.traits & Traits.EULER)
    result.exponent = right
    return result


def _relation(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    """A comparison; a chain of them, 0 < x < 1, holds if each does."""
    symbol = operator.symbol
    if left.sort == CONDITION and not left.grouped:
        earlier = left.form.children if isinstance(left.form, And) else (left.form,)
        form: Form = And((*earlier, Relation(earlier[-1].children[1], symbol, right.form)))
    else:
        form = Relation(left.form, symbol, right.form)
    return _joined(form, left, right, CONDITION)


def _and(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    earlier = left.form.conditions if isinstance(left.form, And) and not left.grouped else (left.form,)
    return _joined(And((*earlier, right.form)), left, right, CONDITION)


def _or(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    earlier = left.form.conditions if isinstance(left.form, Or) and not left.grouped else (left.form,)
    return _joined(Or((*earlier, right.form)), left, right, CONDITION)


def _if(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    return _joined(Vector((left.form, right.form)), left, right, PAIR)


def _else(parser: Parser, operator: Pending, left: Operand, right: Operand) -> Operand:
    value, condition = left.form.children
    return _joined(Piecewise(((value, condition), (right.form, TRUE))), left, right)


_CUT_OFF = frozenset({Number(1), Number(-1)})

_V, _C, _P = frozenset({VALUE}), frozenset({CONDITION}), frozenset({PAIR})

BINARY: dict[str, tuple[int, Build, frozenset[str], frozenset[str]]] = {
    "over": (2, _quotient, _V, _V),
    "else": (3, _else, _P, _V),
    "if": (4, _if, _V, _C),
    "or": (5, _or, _C, _C),
    "and": (6, _and, _C, _C),
    **{symbol: (10, _relation, _V | _C, _V) for symbol in ("=", "!=", "<", ">", "<=", ">=")},
    "+": (20, _sum, _V, _V),
    "-": (20, _sum, _V, _V),
    "*": (30, _product, _V, _V),
    "/": (30, _quotient, _V, _V),
    "^": (POWER, _power, _V, _V),
}
"""Symbol: strength, what it builds, and what may stand on its left and on its right."""


def reduce(parser: Parser) -> None:
    """Finish the operator that waits on top of the stack."""
    operator = parser.pending.pop()
    right = parser.operands.pop()
    prefix = _PREFIX.get(operator.symbol)
    if prefix:
        if right.sort != VALUE:
            raise parser.fail(f"an expression is needed here, and this is {right.sort}", right.start)
        parser.operands.append(prefix(parser, operator, right))
        return
    left = parser.operands.pop()
    _, build, lefts, rights = BINARY[operator.symbol]
    for operand, wanted in ((left, lefts), (right, rights)):
        if operand.sort not in wanted:
            shown = parser.text[operator.token.start : operator.token.stop].strip() or "a product"
            raise parser.fail(f"{shown} needs {' or '.join(sorted(wanted))} here, and this is {operand.sort}", operand.start)
    parser.operands.append(build(parser, operator, left, right))


def _negative(parser: Parser, operator: Pending, right: Operand) -> Operand:
    return Operand(Negative(right.form), operator.token.start, right.stop, right.traits & CONTENT)


def _plus(parser: Parser, operator: Pending, right: Operand) -> Operand:
    return Operand(right.form, operator.token.start, right.stop, right.traits & CONTENT)


def _apply(parser: Parser, operator: Pending, right: Operand) -> Operand:
    from symdiff.syntax.juxtaposition import applied

    return applied(parser, operator, [right], right.stop)


def _differentiate(parser: Parser, operator: Pending, right: Operand) -> Operand:
    form = right.form
    for variable, order in reversed(_orders(operator.token.value.variables)):
        form = Derivative(form, Symbol(variable), order)
    return Operand(form, operator.token.start, right.stop, right.traits & CONTENT | Traits.LETTER)


def _orders(variables: tuple[str, ...]) -> list[tuple[str, int]]:
    """Neighbouring equal variables counted together: d^3/dx^2 dy is by x twice, by y once."""
    counted: list[tuple[str, int]] = []
    for variable in variables:
        if counted and counted[-1][0] == variable:
            counted[-1] = (variable, counted[-1][1] + 1)
        else:
            counted.append((variable, 1))
    return counted


_PREFIX: dict[str, Callable[[Parser, Pending, Operand], Operand]] = {
    "sign": _negative,
    "plus": _plus,
    "apply": _apply,
    "derivative": _differentiate,
}
