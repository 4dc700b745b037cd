"""How many bits it takes to see every term of a sum, however small it is beside the others."""

from __future__ import annotations

from collections.abc import Iterable
from operator import add, sub

from flint import arb, ctx

from symdiff.verify.points import Point
from symdiff.verify.program import Program, Waves
from symdiff.verify.values import Value, head, rational


def bits_needed(program: Program, points: Iterable[tuple[Point, list[Waves]]], bits: int) -> int:
    """The number of bits with which, for every sum in a program, all terms are seen at one of some points at least.

    Args:
        program: what is computed.
        points: where, each with the functions taken for the unknown ones.
        bits: with how many bits to look at the sizes.
    """
    sums = [
        (first, second)
        for _, operations in program.segments
        for operation, first, second in operations
        if operation is add or operation is sub
    ]
    gaps: dict[tuple[int, int], int] = {}
    kept, ctx.prec = ctx.prec, bits
    try:
        for point, waves in points:
            slots = program.fill([arb(rational(point[symbol])) for symbol in program.symbols], waves)
            for pair in sums:
                first, second = _size(slots[pair[0]]), _size(slots[pair[1]])
                if first is not None and second is not None:
                    gaps[pair] = min(gaps.get(pair, abs(first - second)), abs(first - second))
    finally:
        ctx.prec = kept
    return bits + max(gaps.values(), default=0)


def _size(value: Value) -> int | None:
    """The binary exponent of a value, or ``None`` for 0 and for what has no value."""
    middle = head(value).mid()
    if not middle.is_finite() or middle.is_zero():
        return None
    mantissa, exponent = middle.man_exp()
    return int(exponent) + int(mantissa).bit_length()
