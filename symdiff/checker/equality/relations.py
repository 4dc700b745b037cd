"""Whether two equations or conditions say the same."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, pairwise
from random import Random

from flint import arb, ctx

from symdiff.checker.equality.counterexample import Counterexample, by_name
from symdiff.checker.equality.values import Equality
from symdiff.errors import LimitError, UnsupportedError
from symdiff.forms import Form, Negative, Quotient, Relation, Sum
from symdiff.verify.comparing import precisions, random_waves, values_at
from symdiff.verify.compiler import compile_forms
from symdiff.verify.points import Point, exact_points, general_points, stages
from symdiff.verify.program import Program, Waves
from symdiff.verify.values import Value, rational
from symdiff.wording.sentences import Sentence, say

ENOUGH_POINTS = 20
ENOUGH_ROOTS = 4
LINES = 6
HALVINGS = 80
BITS = 320
LARGEST_RADIUS = arb(2) ** -30


def same_condition(left: Form, right: Form, seed: int) -> Equality:
    """Whether two conditions hold at the same points.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> same_condition(Relation(2 * x, "=", 6), Relation(x, "=", 3), 0).status
    'equal'
    >>> same_condition(Relation(x, "<", 3), Relation(x, "<=", 3), 0).status
    'different'
    """
    try:
        match left, right:
            case Relation(a, "=" | "!=" as first, b), Relation(c, "=" | "!=" as second, d) if first == second:
                return _same_roots(Sum((a, Negative(b))), Sum((c, Negative(d))), seed)
        return _same_truth(left, right, seed)
    except (LimitError, UnsupportedError) as error:
        return Equality("undecided", error.reason)


def _same_truth(left: Form, right: Form, seed: int) -> Equality:
    program = compile_forms((left, right))
    random = Random(seed)
    bits = precisions(program)[0]
    decided = 0
    points = (point for stage in stages(program.symbols, program.exact, random)[:2] for point in stage)
    for point in (*points, *exact_points(program.symbols, program.exact, random, quotients=True)):
        first, second = values_at(program, point.values(), bits, random_waves(program, 0, random))
        if first is not None and second is not None:
            decided += 1
            if first is not second:
                counterexample = Counterexample(by_name(point), _truth(first), _truth(second))
                return Equality("different", say("one condition only"), counterexample, proved=True)
    if decided >= ENOUGH_POINTS or (decided and not program.symbols):
        return Equality("equal", say("both conditions", count=str(decided)))
    return Equality("undecided", say("too few decided"))


def _truth(value: Value) -> Sentence:
    return say("holds") if value else say("does not hold")


def _same_roots(left: Form, right: Form, seed: int) -> Equality:
    """Whether two expressions are 0 at the same points."""
    program = compile_forms((left, right))
    if not program.symbols:
        return _same_truth(Relation(left, "=", 0), Relation(right, "=", 0), seed)
    if _is_constant(Quotient(left, right), seed):
        return Equality("equal", say("a multiple"))
    random = Random(seed)
    common: tuple[set[Fraction], set[Fraction]] = set(), set()
    for side in (0, 1):
        for point, values in islice(_roots(program, side, random), 2 * ENOUGH_ROOTS):
            if not values[1 - side].contains(0):
                counterexample = Counterexample(point, _truth(side == 0), _truth(side == 1))
                return Equality("different", say("one condition only"), counterexample, proved=True)
            common[side].add(sum(point.values(), Fraction(0)))
    if min(map(len, common)) >= ENOUGH_ROOTS:
        return Equality("equal", say("same roots", count=str(len(common[0] | common[1]))))
    return Equality("undecided", say("too few roots"))


def _is_constant(form: Form, seed: int) -> bool:
    """Whether an expression has the same value, other than 0, at enough points."""
    program = compile_forms((form,))
    random = Random(seed)
    waves = random_waves(program, 0, random)
    found = [values_at(program, point.values(), BITS, waves)[0] for point in general_points(program.symbols, random)]
    known = [value for value in found if isinstance(value, arb) and value.is_finite()]
    return len(known) >= ENOUGH_ROOTS and all(value.overlaps(known[0]) and value != 0 for value in known)


def _roots(program: Program, side: int, random: Random) -> Iterator[tuple[dict[str, Fraction], list[Value]]]:
    """Points close to which one of two expressions is surely 0, with balls for both values around them."""
    for number in range(LINES):
        for symbol in program.symbols:
            point = next(islice(general_points(program.symbols, random), number, None))
            waves = random_waves(program, number, random)
            line = _Line(program, point, symbol, waves, side)
            scan = (other[symbol] for stage in stages((symbol,), program.exact, random)[:2] for other in stage)
            places = sorted({*scan, *(other[symbol] for other in exact_points((symbol,), program.exact, random, quotients=True))})
            known = [(place, line.sign(place)) for place in places]
            for (low, first), (high, second) in pairwise((place, sign) for place, sign in known if sign is not None):
                if first == 0 or first * second < 0:
                    found = line.root(low, low if first == 0 else high)
                    if found is not None:
                        yield found


class _Line:
    """One of two expressions along a line on which only one symbol moves."""

    def __init__(self, program: Program, point: Point, symbol: Form, waves: list[Waves], side: int) -> None:
        self.program = program
        self.point = point
        self.symbol = symbol
        self.waves = waves
        self.side = side

    def sign(self, place: Fraction) -> int | None:
        value = self._values(place, place)[self.side]
        return None if not value.is_finite() else 1 if value > 0 else -1 if value < 0 else 0 if value.is_zero() else None

    def root(self, low: Fraction, high: Fraction) -> tuple[dict[str, Fraction], list[Value]] | None:
        """The root between two places of opposite sign, or ``None`` where the expression jumps instead."""
        falling = self.sign(low) == 1
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            sign = self.sign(middle)
            if sign is None or low == high:
                break
            if sign == 0:
                low = high = middle
            elif (sign > 0) == falling:
                low = middle
            else:
                high = middle
        values = self._values(low, high)
        if not all(value.is_finite() and value.rad() < LARGEST_RADIUS for value in values):
            return None
        return by_name({**self.point, self.symbol: round((low + high) / 2, 12)}), values

    def _values(self, low: Fraction, high: Fraction) -> list[Value]:
        kept, ctx.prec = ctx.prec, BITS
        try:
            ball = arb(rational((low + high) / 2), rational((high - low) / 2))
            numbers = [ball if symbol is self.symbol else arb(rational(value)) for symbol, value in self.point.items()]
            return self.program.run(numbers, self.waves)
        finally:
            ctx.prec = kept


