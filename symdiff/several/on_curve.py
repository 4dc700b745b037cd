"""Answers that hold on a curve: made shorter by its equation, and compared at points of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache

from flint import arb, fmpq

from symdiff.calculus.arithmetic import EXACT, FLOAT, Kernel, enough_digits
from symdiff.calculus.building import opposite, tidy_quotient, tidy_sum
from symdiff.calculus.kernels import kernel
from symdiff.derivation import Verification
from symdiff.errors import UnsupportedError
from symdiff.forms import Form, Symbol, occurs, substitute, symbols, tree_size
from symdiff.polynomials import Ring, TooLarge
from symdiff.simplify import simplify
from symdiff.verify import largest_difference
from symdiff.wording.sentences import say

# How many of the generators of the equation are tried as the one whose highest power is replaced.
MOST_TRIED = 4

# Where points of the curve are looked for.
ABSCISSAS = tuple(Fraction(k, 7) for k in (2, 5, 9, -4, -8, 13, 17, 24, -15, 1))
RANGE = 12.0
PIECES = 96
HALVINGS = 120
ENOUGH_POINTS = 4
MOST_CURVES = 64  # whose points are kept


def shorter_on_curve(answer: Form, left: Form, right: Form, y: Symbol, x: Symbol) -> Form:
    """An answer made shorter by ``left = right``, or the answer itself where that does not help.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> from symdiff.forms import Number
    >>> shorter_on_curve(-((x**2 + y**2) / y**3), x**2 + y**2, Number(25), y, x)
    Negative(Quotient(25, Power(y, 3)))
    """
    curve = tidy_sum((left, opposite(right)))
    left, right = (simplify(side, problem=curve, variable=x).result for side in (left, right))
    candidates = [simplify(each, problem=curve, variable=x).result for each in _candidates(answer, left, right, curve)]
    return min((answer, *candidates), key=tree_size)


def _candidates(answer: Form, left: Form, right: Form, curve: Form) -> Iterator[Form]:
    """The answer with a side of the equation put for the other, and reduced by the equation as a polynomial."""
    for part, other in ((left, right), (right, left)):
        if part.children and occurs(part, answer):
            yield substitute(answer, {part: other})
    try:
        generators = Ring(answer, curve).generators
    except TooLarge:
        return
    for generator in [each for each in generators if symbols(each)][:MOST_TRIED]:
        try:
            reduced = _remainder(answer, curve, generator)
        except (TooLarge, ZeroDivisionError):
            continue
        if reduced is not None:
            yield reduced


def _remainder(answer: Form, curve: Form, generator: Form) -> Form | None:
    """Numerator and denominator without what is a multiple of the curve's polynomial, led by one generator."""
    ring = Ring(answer, curve, first=(generator,))
    relation = ring.reduced(ring.read(curve)).numerator
    if relation.is_constant():
        return None
    ratio = ring.reduced(ring.read(answer))
    numerator, denominator = divmod(ratio.numerator, relation)[1], divmod(ratio.denominator, relation)[1]
    if not denominator:
        return None
    return tidy_quotient(ring.write(numerator), ring.write(denominator))


def agree_on_curve(curve: Form, y: Symbol, x: Symbol, left: Form, right: Form) -> Verification:
    """Whether two forms have the same value at points of ``curve = 0``.

    The points are found by bisection; each is a ball that surely contains a point of the curve.
    """
    if any(symbol not in (x, y) for symbol in symbols(curve, left, right)):
        return Verification(None, say("not checked on the curve", reason=say("letters without a value")))
    try:
        values = kernel([left, right], [x, y], EXACT)
        found = _known_points(curve, y, x)
    except UnsupportedError as error:
        return Verification(None, say("not checked on the curve", reason=error.reason))
    points: list[dict[str, Fraction]] = []
    bound = 0.0
    with enough_digits():
        for at, ball in found:
            try:
                first, second = map(arb, values(fmpq(at.numerator, at.denominator), ball))
            except (ZeroDivisionError, ValueError):
                continue
            if not (first.is_finite() and second.is_finite()):
                continue
            point = {x.name: at, y.name: Fraction(float(ball)).limit_denominator(10**6)}
            if not first.overlaps(second):
                return Verification(False, say("differs on the curve"), (point,), 0.0, (point, str(first), str(second)))
            bound = max(bound, float((first - second).abs_upper()))
            points.append(point)
    if not points:
        return Verification(None, say("not checked on the curve", reason=say("no point was found")))
    said = say("agrees on the curve", count=len(points), largest=largest_difference(bound))
    return Verification(True, said, tuple(points), bound)


@lru_cache(MOST_CURVES)
def _known_points(curve: Form, y: Symbol, x: Symbol) -> tuple[tuple[Fraction, arb], ...]:
    return tuple(_points(curve, y, x))


def _points(curve: Form, y: Symbol, x: Symbol) -> Iterator[tuple[Fraction, arb]]:
    rough, exact = kernel([curve], [x, y], FLOAT), kernel([curve], [x, y], EXACT)
    count = 0
    for at in ABSCISSAS:
        sides = [(-RANGE + 2 * RANGE * k / PIECES) + 0.01 for k in range(PIECES + 1)]
        values = [_value(rough, float(at), side) for side in sides]
        for place in range(PIECES):
            before, after = values[place], values[place + 1]
            if before is None or after is None or before * after >= 0:
                continue
            ball = _root(exact, at, Fraction(sides[place]), Fraction(sides[place + 1]))
            if ball is not None:
                yield at, ball
                count += 1
            if count == ENOUGH_POINTS:
                return


def _value(function: Kernel, at: float, side: float) -> float | None:
    try:
        return float(function(at, side)[0])
    except (ValueError, ZeroDivisionError, OverflowError, TypeError):
        return None


def _root(function: Kernel, at: Fraction, low: Fraction, high: Fraction) -> arb | None:
    """A ball around a change of sign, or ``None`` where the function may jump there."""
    with enough_digits():
        place = fmpq(at.numerator, at.denominator)

        def sign(side: Fraction) -> int:
            value = arb(function(place, fmpq(side.numerator, side.denominator))[0])
            return 1 if value > 0 else -1 if value < 0 else 0

        try:
            start = sign(low)
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                if sign(middle) == start:
                    low = middle
                else:
                    high = middle
            end = arb(function(place, fmpq(high.numerator, high.denominator))[0])
        except (ValueError, ZeroDivisionError):
            return None
        if not abs(end) < 1e-6:
            return None
        radius = (high - low) / 2
        middle = (low + high) / 2
        return arb(fmpq(middle.numerator, middle.denominator), float(radius) * 2)
