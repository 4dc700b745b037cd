"""Whether two expressions have the same values: proved different at a point, or the same at every point that was tried.

Values are balls that surely contain the true value (python-flint), so values that differ prove that the expressions do.
That enough random points decide the other way is the idea of J. T. Schwartz, Fast probabilistic algorithms for
verification of polynomial identities, Journal of the ACM 27 (1980).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from random import Random
from typing import Any, Literal, TypeAlias

from flint import acb

from symdiff.calculus.building import number_value
from symdiff.checker.equality.branches import Place, far_sides
from symdiff.checker.equality.counterexample import Counterexample, counterexample
from symdiff.checker.equality.magnitudes import bits_needed
from symdiff.checker.equality.sheet import Sheet, precise
from symdiff.errors import LimitError, UnsupportedError
from symdiff.forms import TRUE, Form, Power, Root, symbols, walk
from symdiff.verify.comparing import Coordinate, Outcome, compared, judged, precisions, random_waves
from symdiff.verify.compiler import compile_forms
from symdiff.verify.exact import exact_values
from symdiff.verify.points import Point, exact_points, general_points
from symdiff.verify.program import Program, Waves
from symdiff.verify.tries import MOST_WORK, tries
from symdiff.verify.values import rational
from symdiff.wording.sentences import Sentence, say

Status: TypeAlias = Literal["equal", "different", "undecided"]

ENOUGH_POINTS = 10
COMPLEX_POINTS = 12
FEWEST_COMPLEX = 8
FEWEST_POSITIVE = 3
SIZED_POINTS = 4
FEWEST_EXACT = 16
MOST_UNCLEAR = 3
FEWEST_BITS = 1024
LARGEST_DENOMINATOR = 100
MOST_BITS = 1 << 16
ONLY = {"only left": "only the first", "only right": "only the second"}  # the keys of what is said of it


@dataclass(frozen=True, slots=True)
class Equality:
    """Whether two expressions are equal.

    Attributes:
        status: ``equal``, ``different`` (proven) or ``undecided``.
        method: how that was found.
        counterexample: for ``different``, a point and the two values there, where there is one.
        notices: what else there is to know: where only one of the two has a value, which convention was followed.
        proved: whether it is certain; ``different`` always is.
    """

    status: Status
    method: Sentence
    counterexample: Counterexample | None = None
    notices: tuple[Sentence, ...] = ()
    proved: bool = False

    @property
    def reason(self) -> Sentence:
        """Where it shows, or else how it was found."""
        return self.counterexample.said if self.counterexample is not None else self.method


def same_values(left: Form, right: Form, seed: int = 0) -> Equality:
    """Whether two expressions that are numbers have the same values."""
    try:
        program = compile_forms((TRUE, left, right))
    except (LimitError, UnsupportedError) as error:
        return Equality("undecided", error.reason)
    found = _Comparison(program, seed).verdict()
    example = found.counterexample
    complex_only = example is not None and any(isinstance(value, complex) for value in example.point.values())
    return Equality("undecided", say("too few points")) if complex_only and _may_be_real(left, right) else found


def _may_be_real(left: Form, right: Form) -> bool:
    """Whether an exponent may be a simple fraction without looking like one, so that there are real values nobody can see."""
    exponents = [form.children[1] for form in walk(left, right) if isinstance(form, Power | Root)]
    return any(number_value(exponent) is None and not symbols(exponent) and _may_be_fraction(exponent) for exponent in exponents)


def _may_be_fraction(constant: Form) -> bool:
    with precise():
        try:
            value = Sheet({}).value(constant)
        except UnsupportedError:
            return False
        return bool(value.is_finite() and value.contains(rational(Fraction(float(value)).limit_denominator(LARGEST_DENOMINATOR))))


class _Comparison:
    """Two expressions compared point by point, and what was found so far."""

    def __init__(self, program: Program, seed: int) -> None:
        self.program = program
        self.random = Random(seed)
        self.bits: tuple[int, ...] = precisions(program)
        self.unclear = 0
        self.varies = bool(program.symbols or program.unknowns)
        self.enough = ENOUGH_POINTS if self.varies else 1
        self.agreed: list[Place] = []
        self.only: dict[str, Point] = {}
        self.general = True

    def verdict(self) -> Equality:
        for point, waves in self._places():
            outcome = self._at(point, waves)
            if outcome.status == "differ":
                return _different(point, outcome, self._where_positive(point, waves))
            if outcome.status == "unclear":
                self.unclear += 1
                self.bits = self.bits if self.unclear < MOST_UNCLEAR else self.bits[:1]
            if outcome.status.startswith("only"):
                self.only.setdefault(outcome.status, point)
            if outcome.status == "agree" and self.general:
                self.agreed.append((point, waves))
        if len(self.agreed) >= self.enough:
            return self._confirmed()
        return self._over_the_complex_numbers()

    def _places(self) -> Iterator[Place]:
        """Where to compare: at random points, beyond every branch, then at points that may be exceptions."""
        if not self.varies:
            yield {}, []
            return
        yield from tries(self.program, self.random, self.agreed, self.enough, self.enough)
        self.general = False
        if self.program.branches:
            yield from far_sides(self.program, self.agreed, self.random)
        constants = self.program.exact
        exact = exact_points(self.program.symbols, constants, self.random, quotients=self.program.branches)
        for point in islice(exact, max(FEWEST_EXACT, MOST_WORK // (self.program.size + 1))):
            yield point, random_waves(self.program, 0, self.random)

    def _at(self, point: Point, waves: list[Waves]) -> Outcome:
        if self.general or not self.program.branches:
            return compared(self.program, tuple(point.values()), waves, self.bits)
        return judged(exact_values(self.program, point, waves, self.bits[0]), self.bits[0], final=True)

    def _where_positive(self, point: Point, waves: list[Waves]) -> tuple[Sentence, ...]:
        """What to say of expressions that differ at a point with negative values, and may be the same for positive ones."""
        if min(point.values(), default=0) >= 0:
            return ()
        points = [point for point in general_points(self.program.symbols, self.random) if min(point.values(), default=0) > 0]
        found = [compared(self.program, tuple(point.values()), waves, self.bits).status for point in points]
        if "differ" not in found and found.count("agree") >= FEWEST_POSITIVE:
            return (say("equal where positive"),)
        return ()

    def _confirmed(self) -> Equality:
        """The same again with so many digits that no term, however small beside the others, goes unseen."""
        needed = bits_needed(self.program, self.agreed[:SIZED_POINTS], self.bits[0])
        if needed > MOST_BITS:
            return Equality("undecided", say("too different sizes"))
        bits = (max(FEWEST_BITS, needed),)
        for point, waves in self.agreed[:SIZED_POINTS] if needed > FEWEST_BITS else self.agreed[:1]:
            outcome = compared(self.program, tuple(point.values()), waves, bits)
            if outcome.status == "differ":
                return _different(point, outcome, ())
        digits = str(round(bits[0] * 0.301))
        points = str(len(self.agreed))
        method = say("same digits at points", count=points, digits=digits) if self.varies else say("same digits", digits=digits)
        notices = [say(ONLY[status], point=_described(point)) for status, point in self.only.items()]
        if self.program.branches and self._differs_at_a_complex_point():
            notices.append(say("real numbers only"))
        return Equality("equal", method, notices=tuple(notices))

    def _differs_at_a_complex_point(self) -> bool:
        return any(outcome.status == "differ" for _, outcome in self._complex_outcomes(FEWEST_COMPLEX))

    def _over_the_complex_numbers(self) -> Equality:
        points = COMPLEX_POINTS if self.varies else 1
        outcomes = list(self._complex_outcomes(points))
        found = [outcome.status for _, outcome in outcomes]
        if found.count("differ") == points and not self.agreed:
            return _different(*outcomes[0], ())
        if found.count("agree") >= min(points, ENOUGH_POINTS) and "differ" not in found:
            return Equality("equal", say("same complex values"))
        return Equality("undecided", say("too few points"))

    def _complex_outcomes(self, count: int) -> Iterator[tuple[dict[Form, Coordinate], Outcome]]:
        for number in range(count):
            point: dict[Form, Coordinate] = {symbol: (self._coordinate(), self._coordinate()) for symbol in self.program.symbols}
            waves = random_waves(self.program, number, self.random)
            yield point, compared(self.program, tuple(point.values()), waves, self.bits, acb)

    def _coordinate(self) -> Fraction:
        return Fraction(self.random.randrange(-5045, 5045), 1009)


def _different(point: Mapping[Any, Coordinate], outcome: Outcome, notices: tuple[Sentence, ...]) -> Equality:
    named = {symbol.name: complex(*value) if isinstance(value, tuple) else value for symbol, value in point.items()}
    found = counterexample(named, outcome.left, outcome.right)
    return Equality("different", say("different values"), found, notices, proved=True)


def _described(point: Mapping[Any, Fraction]) -> str:
    return ", ".join(f"{symbol.name} = {value}" for symbol, value in point.items())
