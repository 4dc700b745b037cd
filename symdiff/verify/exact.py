"""Values at points where a tie decides: rational as long as they can be, so that 3/7 is exactly 3/7."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from operator import add, mul, neg, sub

from flint import arb, ctx, fmpq

from symdiff.verify.points import Point
from symdiff.verify.program import Program, Waves
from symdiff.verify.values import COMPARISONS, Value, both, divide, either, integer_power, rational

MOST_BITS = 4096
LARGEST_EXPONENT = 64
RATIONAL = frozenset((add, sub, mul, neg, divide, both, either, *COMPARISONS.values()))


def exact_values(program: Program, point: Point, waves: Iterable[Waves], bits: int) -> list[Value]:
    """The values of the forms of a program, where possible without rounding on the way.

    >>> from fractions import Fraction
    >>> from symdiff.forms import Number, Relation, Symbol
    >>> from symdiff.verify.compiler import compile_forms
    >>> x = Symbol("x")
    >>> exact_values(compile_forms([Relation(x, "<", Number(3) / 7)]), {x: Fraction(3, 7)}, (), 64)
    [False]
    """
    kept = ctx.prec, ctx.cap
    ctx.prec = bits
    try:
        constants = (constant() if callable(constant) else constant for constant in program.constants)
        slots = [*(rational(point[symbol]) for symbol in program.symbols), *waves, *constants]
        for ctx.cap, operations in program.segments:
            for operation, first, second in operations:
                operands = [slots[place] for place in (first, second) if place >= 0]
                slots.append(_bounded(_applied(operation, operands) if operands else operation(slots)))
        return [_ball(slots[place]) for place in program.results]
    finally:
        ctx.prec, ctx.cap = kept


def _applied(operation: Callable[..., Value], operands: list[Value]) -> Value:
    is_power = type(operation) is partial and operation.func is integer_power and abs(operation.args[0]) <= LARGEST_EXPONENT
    stays_rational = is_power or operation in RATIONAL
    if stays_rational and all(type(operand) is fmpq for operand in operands):
        return operation(*operands)
    return operation(*map(_ball, operands))


def _bounded(value: Value) -> Value:
    return _ball(value) if type(value) is fmpq and value.height_bits() > MOST_BITS else value


def _ball(value: Value) -> Value:
    return arb(value) if type(value) is fmpq else value
