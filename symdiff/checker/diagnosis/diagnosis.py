"""Which mistake explains a wrong answer: the derivation is made again with one instance of a rule replaced by a false one.

All such derivations are compared with the answer by their values at a few points, then pairs of them; what matches there is
confirmed as an equality of expressions.  Nothing is said where the answer may be right, or where nothing matches.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, islice
from operator import attrgetter

from symdiff.calculus.building import opposite
from symdiff.checker.diagnosis.candidates import INNER_SIGN, SIGNS, Candidate, catalogue, size_of
from symdiff.checker.diagnosis.slips import Slip, integrated
from symdiff.checker.equality.equal import equal
from symdiff.checker.equality.sheet import agree, differ, precise
from symdiff.checker.problems.derived import Derived, Tangents
from symdiff.derivation import Step
from symdiff.errors import SymdiffError
from symdiff.forms import Derivative, Form, Number, Sum, symbols, walk
from symdiff.rules.mistakes import (
    ARITHMETIC,
    WHOLE_SIGN,
    WRONG_COEFFICIENT,
    WRONG_CONSTANT,
    WRONG_TERM_COEFFICIENT,
    Mistake,
)
from symdiff.verify.values import Value, rational

LARGEST_DENOMINATOR = 10_000
MOST_NUMBERS = 8
MISSING = "chain-rule-missing-inner-derivative"
SLIPS_OF_PRODUCTS = (-10, -2, -1, 1, 2, 10)
CLOSE = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """The mistake that explains an answer.

    Attributes:
        mistake: the false rule; of two, the graver.
        step: the instance of it: what was differentiated or written, and what came out.
        others: how many other mistakes were made beside it.
    """

    mistake: Mistake
    step: Step
    others: int = 0


def diagnose(derived: Derived, answer: Form, order: int = 1) -> Diagnosis | None:
    """The most plausible mistake whose derivation gives exactly a wrong answer, or ``None``.

    Parameters:
        derived: the last differentiation of the problem.
        answer: an answer that is known to be wrong.
        order: how many differentiations the problem asks for.

    >>> from symdiff.forms import Symbol, call
    >>> x = Symbol("x")
    >>> diagnose(Derived(x * call("sin")(x), x), call("cos")(x)).mistake.name
    'product-rule-as-product-of-derivatives'
    """
    try:
        if not set(symbols(answer)) <= set(derived.letters):  # the constant of an integration, or no derivative at all
            return next(map(_of_slip, integrated(derived, answer)), None)
        with precise():
            search = _Search.begin(derived, answer, order)
            return None if search is None else next(search.explanations(), None)
    except (SymdiffError, ZeroDivisionError, OverflowError):
        return None


class _Search:
    """An answer, and by how much it is off at each point."""

    def __init__(self, derived: Derived, answer: Form, order: int, tangents: Sequence[Tangents], given: Sequence[Value]) -> None:
        self.derived = derived
        self.answer = answer
        self.order = order
        self.tangents = tangents
        self.given = given
        self.off = [value - tangents.truth for value, tangents in zip(given, tangents, strict=True)]
        self.size = size_of(self.off[0])
        self.catalogue = catalogue(derived, order, tangents[0])

    @classmethod
    def begin(cls, derived: Derived, answer: Form, order: int) -> _Search | None:
        """The search at the points where the answer has a value, complex if need be."""
        for tangents_of in (attrgetter("real"), attrgetter("complex")):
            pairs = [(tangents, tangents.sheet.passing(answer)) for tangents in tangents_of(derived)]
            known = [pair for pair in pairs if pair[1].is_finite() and differ(pair[1], pair[0].truth)]
            if len(known) >= 2:
                return cls(derived, answer, order, *zip(*known, strict=True))
        return None

    def explanations(self) -> Iterator[Diagnosis]:
        """What explains the answer, the most plausible first."""
        for tier in ("parameter", "first task", "mixed") if self.order > 1 else ("parameter",):
            yield from self._in_tier(tier)
        yield from self._single()
        for tier in ("again", "once") if self.order > 1 else ("once",):
            yield from self._in_tier(tier)
        yield from self._integrated()
        for tier in ("basic", "variable", "task", "writing", "copying"):
            yield from self._in_tier(tier)
        yield from self._explained(sorted(self.catalogue.pairs(self.size, alike=True), key=attrgetter("gravity")))
        for tier in ("everywhere", "all dropped", "nothing", "earlier"):
            yield from self._in_tier(tier)
        yield from self._opposite()
        unlike = [*self.catalogue.pairs(self.size, alike=False), *self.catalogue.tier("nested").near(self.size)]
        yield from self._explained(sorted(unlike, key=attrgetter("gravity")))
        yield from self._coefficients()

    def _in_tier(self, name: str) -> Iterator[Diagnosis]:
        return self._explained(self.catalogue.tier(name).near(self.size))

    def _explained(self, candidates: Iterable[Candidate]) -> Iterator[Diagnosis]:
        for candidate in candidates:
            if self._matches(candidate.change) and self._is_answer(candidate):
                yield Diagnosis(candidate.mistake, candidate.step, candidate.others)

    def _is_answer(self, candidate: Candidate) -> bool:
        samples = self.catalogue.samples(candidate)
        return (samples.compare(self.answer) or equal(samples.truth, self.answer)).status == "equal"

    def _matches(self, change: Callable[[Tangents], Value]) -> bool:
        return all(agree(change(tangents), off) for tangents, off in zip(self.tangents, self.off, strict=True))

    def _single(self) -> Iterator[Diagnosis]:
        """One instance of a false rule; of a sign that may be wrong in several places, the place is not said.

        Where the sign of an inside may have got lost, the function around it is not blamed.
        """
        matching = self._matching("likeliest")
        clear = any(each.mistake.name not in SIGNS for each in matching)
        if not clear:
            matching += self._matching("further")
        inside = {each.left for each in matching if each.mistake.name == INNER_SIGN}
        blamed = [each for each in matching if each.mistake.name not in SIGNS or each.left not in inside]
        signs = {each.left for each in blamed if each.mistake.name in SIGNS}
        for found in self._explained(_outermost_first(blamed)):
            if found.mistake.name in SIGNS and len(signs) > 1:
                yield self._whole(WHOLE_SIGN, found.step.right)
            else:
                yield found
        if clear:
            yield from self._explained(self._matching("further"))

    def _matching(self, tier: str) -> list[Candidate]:
        return [candidate for candidate in self.catalogue.tier(tier).near(self.size) if self._matches(candidate.change)]

    def _integrated(self) -> Iterator[Diagnosis]:
        if all(self._has_slope(tangents) for tangents in self.tangents):
            yield from map(_of_slip, integrated(self.derived, self.answer))

    def _has_slope(self, tangents: Tangents) -> bool:
        """Whether the slope of the answer is about the value of the problem."""
        slope, value = tangents.slope_of(self.answer), tangents.sheet.value(self.derived.problem)
        return size_of(abs(slope - value)) <= CLOSE * (1 + size_of(abs(value)))

    def _opposite(self) -> Iterator[Diagnosis]:
        if self._matches(lambda tangents: -2 * tangents.truth):
            yield self._whole(WHOLE_SIGN, opposite(self.derived.result))

    def _whole(self, mistake: Mistake, right: Form) -> Diagnosis:
        return Diagnosis(mistake, mistake.made(Derivative(self.derived.problem, self.derived.variable), right))

    def _coefficients(self) -> Iterator[Diagnosis]:
        """The answer is off by a factor, by a constant, or by the factor of one term."""
        ratio = _fraction([given / tangents.truth for given, tangents in zip(self.given, self.tangents, strict=True)])
        if ratio is not None:
            yield self._whole(self._miscalculated(ratio) or WRONG_COEFFICIENT, self.answer)
        elif _fraction(self.off) is not None:
            yield self._whole(WRONG_CONSTANT, self.answer)
        else:
            result = self.derived.result
            for term in result.terms if isinstance(result, Sum) else ():
                values = [tangents.sheet.value(term) for tangents in self.tangents]
                excess = _fraction([off / value for off, value in zip(self.off, values, strict=True)])
                if excess is not None:
                    yield self._whole(self._miscalculated(1 + excess) or WRONG_TERM_COEFFICIENT, self.answer)
                    return

    def _miscalculated(self, ratio: Fraction) -> Mistake | None:
        """A slip in the product of two numbers of the problem, if a factor that is wrong by so much comes from one."""
        values = (part.value for part in walk(self.derived.problem) if isinstance(part, Number) and part.value > 1)
        for first, second in combinations(islice(values, MOST_NUMBERS), 2):
            product = first * second
            if ratio * product in (first + second, *(product + slip for slip in SLIPS_OF_PRODUCTS)):
                return ARITHMETIC
        return None


def _outermost_first(matching: Sequence[Candidate]) -> Sequence[Candidate]:
    """A missing inner derivative before what else makes a factor 1 of the inside."""
    missing = [each for each in matching if each.mistake.name == MISSING and isinstance(each.left, Derivative)]
    if len(matching) < 2 or not missing or matching[0] is missing[0]:
        return matching
    parts = {part for each in missing for child in each.left.children[0].children for part in walk(child)}
    first = [each for each in matching if not isinstance(each.left, Derivative) or each.left.expression not in parts]
    return first + [each for each in matching if each not in first]


def _of_slip(slip: Slip) -> Diagnosis:
    return Diagnosis(slip.mistake, slip.mistake.made(slip.left, slip.right))


def _fraction(values: Sequence[Value]) -> Fraction | None:
    """The small fraction that values at different points all are, or ``None``."""
    first = values[0]
    if not first.is_finite():
        return None
    near = Fraction(size_of(first)).limit_denominator(LARGEST_DENOMINATOR)
    return near if all(agree(value, first) and value.overlaps(type(value)(rational(near))) for value in values) else None
