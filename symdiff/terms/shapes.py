"""Shapes with symbolic dimensions: ``()`` a scalar, ``(n,)`` a vector (a column), ``(m, n)`` a matrix.

A dimension is a small polynomial in letters with whole coefficients, so that ``m*n``, the length of a vectorized matrix,
and ``n + 1`` are dimensions too.

>>> m, n = Dimension.named("m"), Dimension.named("n")
>>> str(m * n + n), m * n == n * m
('m*n + n', True)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import prod
from typing import TypeAlias

from symdiff.errors import ParseError
from symdiff.wording.sentences import say

Monomial: TypeAlias = tuple[str, ...]

# Dimensions up to this are numbers, whose arrays are taken apart entry by entry where that helps.
LARGEST_NUMBER = 8


@dataclass(frozen=True, slots=True)
class Dimension:
    """A number of rows or columns.

    Attributes:
        terms: the letters of each product, in order, with its coefficient; sorted, without zeros.
    """

    terms: tuple[tuple[Monomial, int], ...]

    @staticmethod
    def named(letter: str) -> Dimension:
        """A dimension called by a letter."""
        return Dimension((((letter,), 1),))

    @staticmethod
    def number(value: int) -> Dimension:
        """A known dimension; a large one is treated like a letter, of which only its name is a number."""
        if value > LARGEST_NUMBER:
            return Dimension.named(str(value))
        return Dimension((((), value),) if value else ())

    def __add__(self, other: Dimension) -> Dimension:
        return _collected((*self.terms, *other.terms))

    def __mul__(self, other: Dimension) -> Dimension:
        if self == ONE:
            return other
        if other == ONE:
            return self
        return _collected((tuple(sorted(left + right)), a * b) for left, a in self.terms for right, b in other.terms)

    def __str__(self) -> str:
        return " + ".join(_written(letters, factor) for letters, factor in self.terms) or "0"

    @property
    def letters(self) -> frozenset[str]:
        """The letters that occur in it."""
        return frozenset(letter for letters, _ in self.terms for letter in letters)

    @property
    def value(self) -> int | None:
        """Its value, if it is known."""
        return None if self.letters else sum(factor for _, factor in self.terms)

    def at(self, values: Mapping[str, int]) -> int:
        """Its value for values of the letters."""
        return sum(factor * prod(values[letter] for letter in letters) for letters, factor in self.terms)

    def put(self, values: Mapping[str, Dimension]) -> Dimension:
        """The dimension with other dimensions in the place of letters."""
        total = Dimension(())
        for letters, factor in self.terms:
            product = Dimension.number(factor)
            for letter in letters:
                product = product * values.get(letter, Dimension.named(letter))
            total = total + product
        return total


def _collected(terms: Iterable[tuple[Monomial, int]]) -> Dimension:
    found: dict[Monomial, int] = {}
    for letters, factor in terms:
        found[letters] = found.get(letters, 0) + factor
    ordered = sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))
    return Dimension(tuple((letters, factor) for letters, factor in ordered if factor))


def _written(letters: Monomial, factor: int) -> str:
    return "*".join([str(factor)] * (factor != 1 or not letters) + list(letters))


ONE = Dimension.number(1)


class Shape(tuple[Dimension, ...]):
    """No, one or two dimensions; ``str()`` of it reads ``scalar``, ``n`` or ``m,n``."""

    __slots__ = ()

    def __str__(self) -> str:
        return ",".join(map(str, self)) or "scalar"

    @property
    def rows(self) -> Dimension:
        """The number of rows of the array as a matrix."""
        return self[0] if self else ONE

    @property
    def columns(self) -> Dimension:
        """The number of columns of the array as a matrix."""
        return self[1] if len(self) == 2 else ONE

    @property
    def size(self) -> Dimension:
        """The number of entries."""
        return self.rows * self.columns

    @property
    def transposed(self) -> Shape:
        """The shape of the transpose."""
        return shaped(self.columns, self.rows)


SCALAR = Shape()


def shaped(rows: Dimension, columns: Dimension = ONE) -> Shape:
    """The shape of so many rows and columns: one column is a vector, one entry a scalar."""
    if columns != ONE:
        return Shape((rows, columns))
    return Shape((rows,)) if rows != ONE else SCALAR


ShapeLike: TypeAlias = "str | int | Dimension | Iterable[str | int | Dimension]"
"""How users may give a shape: ``"scalar"``, ``"n"``, ``"m,n"``, ``3``, ``("m", 3)``."""

_PRODUCT = re.compile(r"\s*(\w+)\s*((?:\*\s*\w+\s*)*)")
_NAME = re.compile(r"[^\W\d]\w*")


def read_shape(given: ShapeLike) -> Shape:
    """A shape as its user wrote it.

    Raises:
        ParseError: it is not a list of at most two dimensions.

    >>> str(read_shape("m, 2*n")), str(read_shape("scalar")), str(read_shape(3))
    ('m,2*n', 'scalar', '3')
    """
    items: Iterable[str | int | Dimension]
    match given:
        case str():
            text = given.strip().removeprefix("(").removesuffix(")").rstrip(",")
            items = [] if text in {"", "scalar"} else text.split(",")
        case int() | Dimension():
            items = [given]
        case Iterable():
            items = given
        case _:
            raise ParseError(say("not a shape", given=repr(given)), hint=say("how to write a shape"))
    dimensions = [_dimension(item) for item in items]
    if len(dimensions) > 2:
        raise ParseError(say("at most two dimensions", given=repr(given), count=len(dimensions)))
    return shaped(*dimensions) if dimensions else SCALAR


def _dimension(given: str | int | Dimension) -> Dimension:
    if isinstance(given, Dimension):
        return given
    total = Dimension(())
    for part in str(given).split("+"):
        if not _PRODUCT.fullmatch(part):
            raise ParseError(say("not a dimension", given=repr(str(given).strip())), hint=say("how to write a dimension"))
        product = ONE
        for factor in map(str.strip, part.split("*")):
            if factor.isdecimal() and 0 < int(factor[:7]) < 1_000_000:
                product = product * Dimension.number(int(factor))
            elif _NAME.fullmatch(factor) and len(factor) <= 40:
                product = product * Dimension.named(factor)
            else:
                raise ParseError(say("not a dimension", given=repr(factor)), hint=say("what a dimension is"))
        total = total + product
    return total
