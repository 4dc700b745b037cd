"""Which operations compute each kind of form, from the slots of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from operator import add, mul, neg, sub
from typing import TYPE_CHECKING

from flint import arb

from symdiff.errors import UnsupportedError
from symdiff.forms import (
    And,
    Call,
    Derivative,
    E,
    Form,
    Negative,
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
)
from symdiff.verify.taylor import coefficient, derived, interpolated, moving
from symdiff.verify.values import (
    BINARY_VALUES,
    COMPARISONS,
    FUNCTION_VALUES,
    NAN,
    Truth,
    Value,
    both,
    divide,
    either,
    exponential,
    general_power,
    general_root,
    rational,
    rational_power,
)
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    from symdiff.verify.compiler import Compiler


def _symbol(compiler: Compiler, form: Form, direction: int, parts: list[int]) -> int:
    rate = compiler.directions[direction][0].get(form)
    if rate is None:
        return parts[0]
    return compiler.operation(direction, partial(moving, rational(rate)), parts[0])


def _sum(compiler: Compiler, form: Sum, direction: int, parts: list[int]) -> int:
    total = parts[0]
    if compiler.subtracted(form.terms[0]):
        total = compiler.operation(direction, neg, total)
    for term, part in zip(form.terms[1:], parts[1:], strict=True):
        total = compiler.operation(direction, sub if compiler.subtracted(term) else add, total, part)
    return total


def _power(compiler: Compiler, form: Power, direction: int, parts: list[int]) -> int:
    base, exponent = parts
    if form.base is E:
        return compiler.operation(direction, exponential, exponent)
    known = compiler.exact.get(form.exponent)
    if known is not None:
        return compiler.operation(direction, rational_power(known), base)
    return compiler.operation(direction, general_power, base, exponent)


def _root(compiler: Compiler, form: Root, direction: int, parts: list[int]) -> int:
    radicand, index = parts
    known = compiler.exact.get(form.index)
    if known:
        return compiler.operation(direction, rational_power(1 / known), radicand)
    return compiler.operation(direction, general_root, radicand, index)


def _call(compiler: Compiler, form: Call, direction: int, parts: list[int]) -> int:
    several, single = BINARY_VALUES.get(form.function), FUNCTION_VALUES.get(form.function)
    if form.function in ("max", "min") and several and parts:
        return compiler.fold(direction, several, tuple(dict.fromkeys(parts)))
    if several and len(parts) == 2:
        return compiler.operation(direction, several, *parts)
    if single and len(parts) == 1:
        return compiler.operation(direction, single, *parts)
    raise UnsupportedError(say("function of so many arguments", name=form.function, count=len(parts)))


def _unknown(compiler: Compiler, form: Undefined, direction: int, parts: list[int]) -> int:
    place = compiler.unknowns[form.name, len(parts)]

    def value(slots: list[Value]) -> Value:
        total = arb(0)
        for amplitude, frequencies in slots[place]:
            phase = arb(0)
            for frequency, order, part in zip(frequencies, form.orders, parts, strict=True):
                phase = phase + slots[part] * frequency
                amplitude = amplitude * frequency**order
            total = total + phase.exp() * amplitude
        return total

    return compiler.operation(direction, value)


def _piecewise(compiler: Compiler, form: Piecewise, direction: int, parts: list[int]) -> int:
    def value(slots: list[Value]) -> Value:
        for result, condition in zip(parts[::2], parts[1::2], strict=True):
            truth: Truth = slots[condition]
            if truth is None:
                return NAN
            if truth:
                return slots[result]
        return NAN

    return compiler.operation(direction, value)


def _all(compiler: Compiler, form: Form, direction: int, parts: list[int]) -> int:
    if not parts:
        return compiler.operation(direction, lambda slots: True)
    return compiler.fold(direction, both, parts)


def _any(compiler: Compiler, form: Form, direction: int, parts: list[int]) -> int:
    if not parts:
        return compiler.operation(direction, lambda slots: False)
    return compiler.fold(direction, either, parts)


def _derivative(compiler: Compiler, form: Derivative, direction: int, parts: list[int]) -> int:
    terms = compiler.directions[direction][1]
    lines = compiler.lines(form.expression, form.variable, form.order, direction)
    if not compiler.directions[direction][0]:
        return compiler.operation(direction, partial(coefficient, form.order), parts[0])
    if len(lines) == 1:
        rate = rational(compiler.directions[lines[0]][0][form.variable])
        return compiler.operation(direction, partial(derived, form.order, terms, rate), parts[0])
    return compiler.operation(direction, partial(interpolated, form.order, terms, tuple(parts)))


EMITTERS: Mapping[type[Form], Callable[..., int]] = {
    Symbol: _symbol,
    Placeholder: _symbol,
    Sum: _sum,
    Negative: lambda compiler, form, direction, parts: compiler.operation(direction, neg, *parts),
    Product: lambda compiler, form, direction, parts: compiler.fold(direction, mul, parts),
    Quotient: lambda compiler, form, direction, parts: compiler.operation(direction, divide, *parts),
    Power: _power,
    Root: _root,
    Call: _call,
    Undefined: _unknown,
    Piecewise: _piecewise,
    Relation: lambda compiler, form, direction, parts: compiler.operation(direction, COMPARISONS[form.operator], *parts),
    And: _all,
    Or: _any,
    Derivative: _derivative,
}
