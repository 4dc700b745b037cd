"""The operators: how strongly each binds, and what it makes of its operands.

To add an operator, add it to ``BINARY`` here and to the tables of spellings.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from symdiff.forms import (
    TRUE,
    And,
    Derivative,
    Form,
    Negative,
    Number,
    Or,
    Piecewise,
    Power,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Vector,
)
from symdiff.syntax.application import applied
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.operands import CONDITION, CONTENT, LETTER, PAIR, TOGETHER, VALUE, Operand, Pending
from symdiff.syntax.state import State
from symdiff.wording.sentences import either, say

RELATION, SUM, LOOSE_SIGN, PRODUCT, POWER = 10, 20, 25, 30, 50

LETTERS = 33
"""Letters typed together below a slash: a/bc."""

APPLY = 35
"""A function without parentheses around its argument: stronger than products, weaker than what it has absorbed."""

ABSORBED = 40
"""A product or quotient inside the argument of such a function."""

TIGHT_SIGN = 45
"""A sign behind another operator: 2*-x."""

MIXED = 55
"""A whole number and a fraction side by side."""

SCRIPT = 60

RIGHT = frozenset({"^", "else"})
"""What groups from the right."""

Build = Callable[[State, Pending, Operand, Operand], Operand]


def _joined(form: Form, left: Operand, right: Operand, sort: str = VALUE) -> Operand:
    return Operand(form, left.start, right.stop, (left.traits | right.traits) & CONTENT, sort)


def _sum(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    return left.extended("+", Negative(right.form) if operator.symbol == "-" else right.form, right)


def _product(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    return left.extended("*", right.form, right)


def _mixed(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    """2½ is two and a half."""
    shown = state.text[left.start : right.stop]
    whole, part = state.written(left), state.written(right)
    said = say("read as mixed number", written=shown, whole=whole, part=part)
    state.note(said, left.start, right.stop, f"{whole}*{part}")
    result = _joined(Sum((left.form, right.form)), left, right)
    result.grouped = True
    return result


_CUT_OFF = frozenset({Number(1), Number(-1)})


def _quotient(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    if state.plain and left.exponent and not left.exponent.grouped and left.exponent.form in _CUT_OFF:
        base, exponent = state.text[left.start : left.exponent.start], state.text[left.exponent.start : right.stop]
        meaning = f"({state.written(left)})/{state.written(right)}"
        state.note(say("read as", written=f"{base}{exponent}", meaning=meaning), left.start, right.stop, f"{base}({exponent})")
    return _joined(Quotient(left.form, right.form), left, right)


def _choose(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    return _joined(APPLICABLES["binomial"].build((left.form, right.form)), left, right)


def _power(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    result = _joined(Power(left.form, right.form), left, right)
    result.traits |= left.traits & TOGETHER
    result.exponent = right
    return result


def _relation(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    """A comparison; a chain of them, 0 < x < 1, holds if each does."""
    if left.sort != CONDITION:
        return _joined(Relation(left.form, operator.symbol, right.form), left, right, CONDITION)
    before = left.parts[-1] if left.chain else left.form
    if left.grouped or not isinstance(before, Relation):
        raise state.fail(say("comparison of a condition"), left.start)
    return left.extended("<", Relation(before.right, operator.symbol, right.form), right)


def _and(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    earlier = left.form.conditions if isinstance(left.form, And) and not left.grouped else (left.form,)
    return _joined(And((*earlier, right.form)), left, right, CONDITION)


def _or(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    earlier = left.form.conditions if isinstance(left.form, Or) and not left.grouped else (left.form,)
    return _joined(Or((*earlier, right.form)), left, right, CONDITION)


def _if(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    return _joined(Vector((left.form, right.form)), left, right, PAIR)


def _else(state: State, operator: Pending, left: Operand, right: Operand) -> Operand:
    value, condition = left.form.children
    return _joined(Piecewise(((value, condition), (right.form, TRUE))), left, right)


_V, _C, _P = frozenset({VALUE}), frozenset({CONDITION}), frozenset({PAIR})

BINARY: dict[str, tuple[int, Build, frozenset[str], frozenset[str]]] = {
    "over": (2, _quotient, _V, _V),
    "choose": (2, _choose, _V, _V),
    "else": (3, _else, _P, _V),
    "if": (4, _if, _V, _C),
    "or": (5, _or, _C, _C),
    "and": (6, _and, _C, _C),
    **dict.fromkeys(("=", "!=", "<", ">", "<=", ">="), (RELATION, _relation, _V | _C, _V)),
    **dict.fromkeys("+-", (SUM, _sum, _V, _V)),
    "*": (PRODUCT, _product, _V, _V),
    "/": (PRODUCT, _quotient, _V, _V),
    "^": (POWER, _power, _V, _V),
    "mixed": (MIXED, _mixed, _V, _V),
}
"""Symbol: strength, what it builds, and what may stand on its left and on its right."""


def _negative(state: State, operator: Pending, right: Operand) -> Operand:
    return Operand(Negative(right.form), operator.token.start, right.stop, right.traits & CONTENT)


def _positive(state: State, operator: Pending, right: Operand) -> Operand:
    return Operand(right.form, operator.token.start, right.stop, right.traits & CONTENT)


def _apply(state: State, operator: Pending, right: Operand) -> Operand:
    if state.plain and right.exponent and operator.exponent is None:
        start = operator.token.start
        head, inner = state.text[start : right.start].rstrip(), state.written(right)
        base = state.text[right.start : right.exponent.start].rstrip("*^ ")
        said = say("read as", written=f"{head} {inner}", meaning=f"{head}({inner})")
        state.note(said, start, right.stop, f"({head} {base}){inner[len(base) :]}")
    return applied(state, operator, [right], right.stop)


def _differentiate(state: State, operator: Pending, right: Operand) -> Operand:
    """d/dx: equal neighbours are one derivative of higher order."""
    form = right.form
    if operator.strength == RELATION + 1 and right.chain == "+" and not right.grouped:
        shown = state.text[operator.token.start : operator.token.stop].strip()
        state.note(say("derivative of all that follows", written=shown), operator.token.start, operator.token.stop)
    for name, times in ((name, len(tuple(equal))) for name, equal in groupby(reversed(operator.token.value.variables))):
        form = Derivative(form, Symbol(name), times)
    return Operand(form, operator.token.start, right.stop, right.traits & CONTENT | LETTER)


_PREFIX: dict[str, Callable[[State, Pending, Operand], Operand]] = {
    "sign": _negative,
    "plus": _positive,
    "apply": _apply,
    "derivative": _differentiate,
}


def reduce(state: State) -> None:
    """Finish the operator that waits on top of the stack.

    Raises:
        ParseError: An operand is of a sort that the operator does not take.
    """
    operator = state.pending.pop()
    right = state.operands.pop()
    if prefix := _PREFIX.get(operator.symbol):
        if right.sort != VALUE:
            raise state.fail(say("expression needed", given=say(right.sort)), right.start)
        state.operands.append(prefix(state, operator, right))
        return
    left = state.operands.pop()
    _, build, lefts, rights = BINARY[operator.symbol]
    for operand, wanted in ((left, lefts), (right, rights)):
        if operand.sort not in wanted:
            shown = state.text[operator.token.start : operator.token.stop].strip() or say("a product")
            sorts = either(*(say(sort) for sort in sorted(wanted)))
            said = say("operand of another sort", written=shown, wanted=sorts, given=say(operand.sort))
            raise state.fail(said, operand.start)
    state.operands.append(build(state, operator, left, right))


def reduce_to(state: State, strength: int) -> None:
    """Finish the operators of the innermost bracket that bind at least as strongly."""
    floor = state.frames[-1].waiting
    while len(state.pending) > floor and state.pending[-1].strength >= strength:
        reduce(state)
