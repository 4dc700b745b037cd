"""The far side of every branch: where the operand of |x|, of a maximum or of a comparison changes its sign.

Random points may all lie on one side, as those of |ln x - 30| do; then the other side is looked for on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import islice
from random import Random
from typing import TypeAlias

from flint import arb, ctx

from symdiff.verify.points import Point, points_close_to
from symdiff.verify.program import Program, Waves
from symdiff.verify.values import BINARY_VALUES, COMPARISONS, FUNCTION_VALUES, Value, head, rational

Place: TypeAlias = tuple[Point, list[Waves]]

ONE_SIDED = frozenset(FUNCTION_VALUES[name] for name in ("abs", "sign", "step", "relu"))
TWO_SIDED = frozenset((BINARY_VALUES["max"], BINARY_VALUES["min"], *COMPARISONS.values()))
MOST_BRANCHES = 8
STEPS = 80
BITS = 128


def far_sides(program: Program, seen: Sequence[Place], random: Random) -> Iterator[Place]:
    """Points at which some branch goes the other way than at all the points seen, if a walk finds any."""
    operands = [
        (first, second)
        for _, operations in program.segments
        for operation, first, second in operations
        if operation in ONE_SIDED or operation in TWO_SIDED
    ]
    for operand in islice(dict.fromkeys(operands), MOST_BRANCHES):
        known = [(value, place) for place in seen if (value := _operand(program, place, operand)) is not None]
        if known and all((value > 0) == (known[0][0] > 0) for value, _ in known):
            point, waves = min(known, key=lambda pair: abs(pair[0]))[1]
            other = _walk(partial(_operand_at, program, waves, operand), point)
            if other is not None:
                for near in (other, *points_close_to(other, random)):
                    yield near, waves


def _operand_at(program: Program, waves: list[Waves], operand: tuple[int, int], point: Point) -> float | None:
    return _operand(program, (point, waves), operand)


def _operand(program: Program, place: Place, operand: tuple[int, int]) -> float | None:
    """What the branch hangs on: the operand of |x|, the difference of the operands of a maximum or a comparison."""
    kept, ctx.prec = ctx.prec, BITS
    try:
        slots = program.fill([arb(rational(place[0][symbol])) for symbol in program.symbols], place[1])
        first, second = operand
        value: Value = head(slots[first]) - (head(slots[second]) if second >= 0 else 0)
        return float(value.mid()) if value.is_finite() and value != 0 else None
    finally:
        ctx.prec = kept


def _walk(operand: Callable[[Point], float | None], start: Point) -> Point | None:
    """Walk to where the operand has the other sign, one symbol at a time, with strides that grow while they help."""
    here, value = start, operand(start)
    if value is None:
        return None
    strides = dict.fromkeys(start, Fraction(1, 2))
    steps = STEPS
    while steps > 0:
        for symbol in start:
            for sign in (1, -1):
                there = {**here, symbol: here[symbol] + sign * strides[symbol]}
                found = operand(there)
                steps -= 1
                if found is not None and found * value < 0:
                    return there
                if found is not None and abs(found) < abs(value):
                    here, value = there, found
                    strides[symbol] *= 2 * sign
                    break
            else:
                strides[symbol] /= 3
    return None
