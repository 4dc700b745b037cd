"""Points that prove two expressions different, the plainest that there are, and how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from fractions import Fraction

from flint import arb

from symdiff.checker.equality.sheet import Sheet, differ, precise
from symdiff.errors import UnsupportedError
from symdiff.forms import Form, Relation, Symbol, Undefined, Vector, symbols, walk
from symdiff.wording.sentences import Part, Sentence, Wording, say, wording_of

PLAIN = (Fraction(2), Fraction(1), Fraction(3), Fraction(1, 2), Fraction(-1))  # for the first letter; each next one is 1 more
DIGITS = (6, 15)
MOST_PLACES = 6  # smaller numbers are written with a power of ten


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point at which two expressions have different values.

    Attributes:
        point: the value of every symbol; complex where the expressions have no real value.
        left, right: the two values, as decimals; of a condition, whether it holds.
        language: of the words.
    """

    point: Mapping[str, Fraction | complex]
    left: Part
    right: Part
    language: str = "en"

    @property
    def place(self) -> str:
        """The point, as it is written."""
        return ", ".join(f"{name} = {value}" for name, value in self.point.items())

    @property
    def said(self) -> Sentence:
        """The two values, as something to be said."""
        if not self.point:
            return say("two numbers", right=self.left, given=self.right)
        return say("counterexample", point=self.place, right=self.left, given=self.right)

    def told(self, wording: Wording) -> Counterexample:
        """The same in the words of a language."""
        return replace(self, left=wording.part(self.left), right=wording.part(self.right), language=wording.language)

    def __str__(self) -> str:
        return wording_of(self.language)(self.said)


def counterexample(point: Mapping[str, Fraction | complex], left: str, right: str) -> Counterexample:
    """A counterexample whose values have no more digits than it takes to see it; they may be balls written with a radius.

    >>> print(counterexample({"x": Fraction(2)}, "1.73205080756888", "2.00000000000000"))
    where x = 2, 1.73205 against 2
    """
    for digits in DIGITS:
        short = _rounded(left, digits), _rounded(right, digits)
        if short[0] != short[1]:
            return Counterexample(point, *short)
    return Counterexample(point, left, right)


def _rounded(text: str, digits: int) -> str:
    value = Context(prec=digits, traps=[]).create_decimal(text.strip("[]").partition(" +/-")[0]).normalize()
    if not value.is_finite():  # a complex number, or one beyond all bounds
        return text
    plain = not value or -MOST_PLACES <= value.adjusted() < digits
    return f"{value if value else Decimal(0):{'f' if plain else 'e'}}"


def by_name(point: Mapping[Form, Fraction]) -> dict[str, Fraction]:
    """A point with the names of its symbols."""
    return {symbol.name: value for symbol, value in point.items() if isinstance(symbol, Symbol)}


def example(sheet: Sheet, left: arb, right: arb) -> Counterexample:
    """The point of a sheet, where two expressions have these values."""
    return counterexample(by_name(sheet.point), *(value.str(DIGITS[-1], radius=False) for value in (left, right)))


def plain_sheets(letters: Sequence[Symbol]) -> Iterator[Sheet]:
    """The points that a person would try first."""
    for start in PLAIN:
        yield Sheet({letter: start + place for place, letter in enumerate(letters)})


def plainer(left: Form, right: Form, known: Counterexample) -> Counterexample:
    """A counterexample at a plain point, if one of the first that a person would try is one."""
    if not known.point or any(isinstance(form, Undefined | Vector | Relation) for form in walk(left, right)):
        return known
    with precise():
        for sheet in plain_sheets(symbols(left, right)):
            try:
                values = sheet.value(left), sheet.value(right)
            except UnsupportedError:
                return known
            if differ(*values):
                return example(sheet, *values)
    return known
