"""Where to look: random points of many sizes and signs, and points around every constant.

The values are fractions with prime denominators, so that no accident of small numbers (0, 1, ½, multiples of π) makes
different expressions agree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations
from math import ceil, floor
from random import Random
from typing import TypeAlias

from symdiff.forms import Form
from symdiff.verify.compiler import compile_forms

Point: TypeAlias = dict[Form, Fraction]

PRIMES = (1009, 2003, 10007, 101, 65537, 211)
SIZES: tuple[tuple[Fraction | int, Fraction | int], ...] = (
    (1, 3),
    (0, 1),
    (3, 12),
    (1, 2),
    (12, 60),
    (0, Fraction(1, 8)),
    (60, 1000),
    (1000, 10**6),
    (0, Fraction(1, 1000)),
    (10**6, 10**12),
)
MOST_CONSTANTS = 12
WHOLE_NUMBERS = range(-9, 41)
MOST_WHOLE_NUMBERS = 20


def sample_points(forms: Iterable[Form], symbols: Sequence[Form], seed: int = 0) -> Iterator[Point]:
    """Points at which it is worth evaluating some forms: a few hundred at most, the likeliest first.

    Args:
        forms: what will be evaluated; points lie also around and beyond the constants in it.
        symbols: what needs a value.
        seed: another seed gives other points.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> next(sample_points([x + 1], [x]))
    {x: Fraction(296, 101)}
    """
    return chain.from_iterable(stages(symbols, compile_forms(forms).exact, Random(seed)))


def stages(symbols: Sequence[Form], constants: Iterable[Fraction], random: Random) -> tuple[Iterator[Point], ...]:
    """Points of every size and sign; points close to the constants; points between and beyond them; whole numbers."""
    places = _places(constants)
    middles = [(low + high) / 2 for low, high in combinations(places, 2)][: 4 * MOST_CONSTANTS]
    return (
        general_points(symbols, random),
        _beside(symbols, places, (Fraction(1, 3),), random),
        _beside(symbols, [*places, *middles], (Fraction(2), Fraction(50)), random),
        whole_numbers(symbols, random),
    )


def general_points(symbols: Sequence[Form], random: Random) -> Iterator[Point]:
    """Random points of every size: all values positive, all negative, and one of a sign that the others do not have."""
    count = len(symbols)
    for number, (low, high) in enumerate(SIZES):
        for sign in (1, -1):
            yield {symbol: sign * _between(low, high, random) for symbol in symbols}
        if count > 1:
            for sign in (1, -1):
                odd = symbols[number % count]
                yield {symbol: (sign if symbol is odd else -sign) * _between(low, high, random) for symbol in symbols}


def whole_numbers(symbols: Sequence[Form], random: Random) -> Iterator[Point]:
    """Random points of whole numbers, where powers of negative numbers have a value."""
    columns = [random.sample(WHOLE_NUMBERS, MOST_WHOLE_NUMBERS) for _ in symbols]
    for row in zip(*columns, strict=True):
        yield {symbol: Fraction(value) for symbol, value in zip(symbols, row, strict=True)}


def exact_points(symbols: Sequence[Form], constants: Iterable[Fraction], random: Random, *, quotients: bool) -> Iterator[Point]:
    """Points where a single value may differ: each symbol at 0, ±1 and each constant, all symbols equal.

    With ``quotients``, also where a constant times a symbol is another constant.
    """
    places = _places(constants)
    known = [place for place in places if place][:MOST_CONSTANTS] if quotients else []
    for place in sorted({*places, *(low / high for low in known for high in known)}):
        for symbol in symbols:
            yield {other: place if other is symbol else _between(1, 3, random) for other in symbols}
    if len(symbols) > 1:
        yield dict.fromkeys(symbols, _between(1, 3, random))


def points_close_to(point: Point, random: Random) -> Iterator[Point]:
    """Random points around one point, nearer and nearer."""
    for reach in (1, Fraction(1, 4), Fraction(1, 64), Fraction(1, 2**16), Fraction(1, 2**40)):
        for _ in range(5):
            yield {symbol: value + reach * _between(-1, 1, random) for symbol, value in point.items()}


def _places(constants: Iterable[Fraction]) -> list[Fraction]:
    """Where something may change: every constant, its opposite, 0 and ±1; the whole and the large ones if there are many."""
    sizes = {abs(constant) for constant in constants} - {Fraction(0), Fraction(1)}
    chosen = sorted(sizes, key=lambda size: (size.denominator, -size))[:MOST_CONSTANTS]
    return sorted({sign * size for size in (Fraction(0), Fraction(1), *chosen) for sign in (-1, 1)})


def _beside(symbols: Sequence[Form], places: Sequence[Fraction], reaches: Sequence[Fraction], random: Random) -> Iterator[Point]:
    for reach in reaches:
        for place in places:
            for side in (-1, 1):
                yield {symbol: place + side * reach * _between(0, 1, random) for symbol in symbols}


def _between(low: Fraction | int, high: Fraction | int, random: Random) -> Fraction:
    prime = random.choice(PRIMES)
    if (high - low) * prime < 100:
        return low + (high - low) * Fraction(random.randrange(1, prime), prime)
    return Fraction(random.randrange(floor(low * prime) + 1, ceil(high * prime)), prime)
