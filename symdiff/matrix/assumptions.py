"""What may be assumed of an array, and random arrays for which it is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TypeAlias

from symdiff.errors import ParseError, ShapeError
from symdiff.matrix.values import Extent, Value, identity, product
from symdiff.terms.shapes import Shape
from symdiff.wording.sentences import say

Sample: TypeAlias = "Callable[[Random, Extent], Value]"


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something that may be assumed of an array.

    Attributes:
        sample: a random array for which it is true.
        square: whether it makes sense for square matrices only.
        structural: whether it ties entries to each other or to a few values, so that an array loses it when one entry changes.
    """

    sample: Sample
    square: bool = False
    structural: bool = False


def normal(random: Random, extent: Extent) -> Value:
    """Independent entries of either sign."""
    return [random.gauss(0.0, 1.0) for _ in range(extent[0] * extent[1])]


def positive(random: Random, extent: Extent) -> Value:
    """Entries between 0.5 and 2."""
    return [random.uniform(0.5, 2.0) for _ in range(extent[0] * extent[1])]


def small(random: Random, extent: Extent) -> Value:
    """Entries of either sign, not larger than 0.4."""
    return [random.uniform(-0.4, 0.4) for _ in range(extent[0] * extent[1])]


def below_one(random: Random, extent: Extent) -> Value:
    """Entries between 0.1 and 0.9."""
    return [random.uniform(0.1, 0.9) for _ in range(extent[0] * extent[1])]


def above_one(random: Random, extent: Extent) -> Value:
    """Entries between 1.2 and 3."""
    return [random.uniform(1.2, 3.0) for _ in range(extent[0] * extent[1])]


def negative(random: Random, extent: Extent) -> Value:
    """Entries between -2 and -0.5."""
    return [-entry for entry in positive(random, extent)]


def _symmetric(random: Random, extent: Extent) -> Value:
    size = extent[0]
    value = normal(random, extent)
    return [(value[row * size + column] + value[column * size + row]) / 2 for row in range(size) for column in range(size)]


def _positive_definite(random: Random, extent: Extent) -> Value:
    size = extent[0]
    value = normal(random, extent)
    turned = [entry for column in range(size) for entry in value[column::size]]
    square = product(value, turned, extent, extent)
    return [entry / size + one for entry, one in zip(square, identity(size), strict=True)]


def _invertible(random: Random, extent: Extent) -> Value:
    return [entry + 2 * one for entry, one in zip(normal(random, extent), identity(extent[0]), strict=True)]


def _diagonal(random: Random, extent: Extent) -> Value:
    return [entry * one for entry, one in zip(positive(random, extent), identity(extent[0]), strict=True)]


def _one_hot(random: Random, extent: Extent) -> Value:
    """A vector with one 1; a matrix with one 1 in each row."""
    rows, columns = extent
    if columns > 1:
        return [float(column == place) for place in (random.randrange(columns) for _ in range(rows)) for column in range(columns)]
    place = random.randrange(rows)
    return [float(entry == place) for entry in range(rows)]


def _signs(random: Random, extent: Extent) -> Value:
    return [random.choice((-1.0, 1.0)) for _ in range(extent[0] * extent[1])]


def _zero_one(random: Random, extent: Extent) -> Value:
    return [float(random.random() < 0.5) for _ in range(extent[0] * extent[1])]


ASSUMPTIONS: dict[str, Assumption] = {
    "symmetric": Assumption(_symmetric, square=True, structural=True),
    "spd": Assumption(_positive_definite, square=True, structural=True),
    "invertible": Assumption(_invertible, square=True),
    "diagonal": Assumption(_diagonal, square=True, structural=True),
    "positive": Assumption(positive),
    "negative": Assumption(negative),
    "onehot": Assumption(_one_hot, structural=True),
    "zero-one": Assumption(_zero_one, structural=True),
    "pm1": Assumption(_signs, structural=True),
}
"""The strictest of several decides about the sample: the first in this table."""

_SPELLINGS = {
    "positive definite": "spd", "positive-definite": "spd", "pd": "spd", "one-hot": "onehot", "one_hot": "onehot",
    "nonsingular": "invertible", "sym": "symmetric", "binary": "zero-one", "zero_one": "zero-one", "sign": "pm1", "signs": "pm1",
}  # fmt: skip


def read_assumptions(name: str, given: str | Iterable[str], shape: Shape) -> tuple[frozenset[str], list[str]]:
    """The assumptions about one name, and those that symdiff does not know and does not use.

    Raises:
        ShapeError: an assumption about square matrices, or about vectors, is made of something else.
        ParseError: an assumption is not a word.
    """
    hint = say("known are", known=", ".join(ASSUMPTIONS))
    if not isinstance(given, Iterable):
        raise ParseError(say("assumption no word", name=name, given=repr(given)), hint=hint)
    words = given.replace("+", ",").split(",") if isinstance(given, str) else list(given)
    known: set[str] = set()
    unknown: list[str] = []
    for word in words:
        if not isinstance(word, str):
            raise ParseError(say("assumption no word", name=name, given=repr(word)), hint=hint)
        slug = word.strip().lower()
        slug = _SPELLINGS.get(slug, slug)
        if slug not in ASSUMPTIONS:
            unknown.append(word.strip())
            continue
        row = ASSUMPTIONS[slug]
        if row.square and shape.rows != shape.columns:
            raise ShapeError(say("assumption of square matrices", name=name, assumption=slug, shape=str(shape)))
        known.add(slug)
    return frozenset(known), unknown


def sample(random: Random, extent: Extent, assumptions: frozenset[str], otherwise: Sample) -> Value:
    """A random array for which the assumptions are true."""
    slug = next((slug for slug in ASSUMPTIONS if slug in assumptions), None)
    return ASSUMPTIONS[slug].sample(random, extent) if slug else otherwise(random, extent)


def structural(assumptions: Iterable[str]) -> frozenset[str]:
    """Those of the assumptions that an array loses when one entry changes."""
    return frozenset(slug for slug in assumptions if ASSUMPTIONS[slug].structural)


Assumptions: TypeAlias = "Mapping[str, str | Iterable[str]]"
