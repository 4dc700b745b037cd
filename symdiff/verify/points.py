"""Where to look: random points of many sizes, and a search for the domain where they all fall outside.

The values are fractions with prime denominators, so that no accident of small numbers (0, 1, ½, multiples of π) makes
different expressions agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, islice
from random import Random
from typing import TypeAlias

from symdiff.forms import Form
from symdiff.verify.program import compile_forms

Point: TypeAlias = dict[Form, Fraction]

PRIMES = (1009, 2003, 10007, 101, 65537, 211)
# Bounds of the size, and the signs: 1 all positive, -1 all negative, 0 each by chance.
SIZES = (
    (1, 3, 1),
    (1, 3, -1),
    (0, 1, 1),
    (0, 1, -1),
    (3, 12, 1),
    (0, 2, 0),
    (0, 4, 0),
    (2, 9, -1),
    (0, 1, 0),
    (1, 2, 1),
    (12, 60, 1),
    (1, 6, 0),
    (12, 60, -1),
    (0, Fraction(1, 8), 1),
    (60, 1000, 1),
    (0, Fraction(1, 8), -1),
    (60, 1000, -1),
    (1000, 10**6, 1),
)
MOST_CONSTANTS = 12


def sample_points(forms: Iterable[Form], symbols: Sequence[Form], seed: int = 0) -> Iterator[Point]:
    """Points at which it is worth evaluating some forms: a few hundred at most, the likeliest first.

    Args:
        forms: what will be evaluated; points lie also around and beyond the constants in it.
        symbols: what needs a value.
        seed: another seed gives other points.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> next(sample_points([x + 1], [x]))
    {x: Fraction(297, 101)}
    """
    return points_near(symbols, compile_forms(forms).exact, seed)


def points_near(symbols: Sequence[Form], constants: Iterable[Fraction], seed: int) -> Iterator[Point]:
    """Random points of every size, then points around the constants, then whole numbers."""
    random = Random(seed)
    yield from general_points(symbols, random)
    yield from points_around(symbols, constants, random)
    for _ in range(12):
        yield {symbol: Fraction(random.randrange(1, 9)) for symbol in symbols}


def general_points(symbols: Sequence[Form], random: Random) -> Iterator[Point]:
    """Random points, small and large, positive and negative."""
    for low, high, sign in SIZES:
        yield {symbol: _between(low, high, random) * (sign or random.choice((-1, 1))) for symbol in symbols}


def points_around(symbols: Sequence[Form], constants: Iterable[Fraction], random: Random) -> Iterator[Point]:
    """Random points on both sides of every constant, of its opposite, and between each two of them."""
    sizes = {abs(constant) for constant in constants} - {Fraction(0), Fraction(1)}
    largest = sorted(sizes, key=lambda size: (size.denominator, -size))[:MOST_CONSTANTS]
    places = sorted({sign * size for size in (Fraction(0), Fraction(1), *largest) for sign in (-1, 1)})
    middles = [(low + high) / 2 for low, high in combinations(places, 2)]
    for place in (*places, *islice(middles, 4 * MOST_CONSTANTS)):
        for reach in (Fraction(1, 3), Fraction(2), abs(place) / 2):
            for sign in (-1, 1):
                yield {symbol: place + sign * reach * _between(0, 1, random) for symbol in symbols}


def points_close_to(point: Point, random: Random) -> Iterator[Point]:
    """Random points around one point, nearer and nearer."""
    for reach in (1, Fraction(1, 4), Fraction(1, 64), Fraction(1, 2**16), Fraction(1, 2**40)):
        for _ in range(5):
            yield {symbol: value + reach * _between(-1, 1, random) for symbol, value in point.items()}


def _between(low: Fraction | int, high: Fraction | int, random: Random) -> Fraction:
    prime = random.choice(PRIMES)
    return low + (high - low) * Fraction(random.randrange(1, prime), prime)


