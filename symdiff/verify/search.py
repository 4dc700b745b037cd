"""The way into a small domain: from a random point outside, step by step to where everything has a value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import inf
from typing import TypeAlias

from flint import arb, arb_series, ctx

from symdiff.verify.points import Point
from symdiff.verify.program import Operation, Program, Waves
from symdiff.verify.values import Value, head, rational

Distance: TypeAlias = tuple[int, float]  # how many operations are left from the first that fails, and by how much it fails

INSIDE: Distance = (0, 0.0)
STEPS = 80
HALVINGS = 30
TARGETS = (0.5, -0.5, 2.0, -2.0)  # some of these are in the domain of every function


def climb(program: Program, start: Point, waves: Sequence[Waves]) -> Point | None:
    """Walk into the domain of a program, one symbol at a time, with strides that grow while they help and shrink when not."""
    here, worst = start, distance(program, start, waves)
    strides = dict.fromkeys(start, Fraction(1, 2))
    steps = STEPS
    while worst > INSIDE and steps > 0 and start:
        for symbol in start:
            for sign in (1, -1):
                there = {**here, symbol: here[symbol] + sign * strides[symbol]}
                found = distance(program, there, waves)
                steps -= 1
                if found < worst:
                    here, worst = there, found
                    strides[symbol] *= 2 * sign
                    break
            else:
                strides[symbol] /= 3
    return here if worst <= INSIDE else None


def distance(program: Program, point: Point, waves: Sequence[Waves]) -> Distance:
    """How far a point is from the domain: which operation is the first without a value, and how far off its operand is.

    >>> from symdiff.forms import Symbol, sqrt
    >>> from symdiff.verify.compiler import compile_forms
    >>> x = Symbol("x")
    >>> operations, shift = distance(compile_forms([sqrt(x - 10)]), {x: Fraction(3)}, ())
    >>> operations, round(shift, 6)
    (1, 7.0)
    """
    slots = program.fill([arb(rational(point[symbol])) for symbol in program.symbols], waves)
    left = program.size
    place = len(slots) - left
    for terms, operations in program.segments:
        for operation in operations:
            if type(slots[place]) in (arb, arb_series) and not head(slots[place]).is_finite():
                kept, ctx.cap = ctx.cap, terms
                try:
                    return left, _off_by(operation, slots)
                finally:
                    ctx.cap = kept
            place += 1
            left -= 1
    return INSIDE


def _off_by(operation: Operation, slots: Sequence[Value]) -> float:
    """By how much the nearer operand has to be shifted for an operation to have a value."""
    function, first, second = operation
    if first < 0:
        return inf
    if second < 0:
        return _least_shift(slots[first], function)
    return min(
        _least_shift(slots[first], lambda value: function(value, slots[second])),
        _least_shift(slots[second], lambda value: function(slots[first], value)),
    )


def _least_shift(value: Value, function: Callable[[Value], Value]) -> float:
    """The way from a value to the nearest place where a function has one, on the way to a place where most have."""
    best = inf
    for target in TARGETS:
        shift = target - head(value)
        if head(function(value + shift)).is_finite():
            low, high = 0.0, 1.0
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (low, middle) if head(function(value + shift * middle)).is_finite() else (middle, high)
            best = min(best, high * float(abs(shift)))
    return best
