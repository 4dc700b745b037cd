"""Which mistake explains a wrong answer: the derivation is made again with one instance of a rule replaced by a false one.

All such derivations are compared with the answer by their values at a few points, then pairs of them; what matches there is
confirmed as an equality of expressions.  Nothing is said where the answer may be right, or where nothing matches.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from operator import attrgetter
from typing import TypeAlias

from symdiff.calculus.building import opposite, tidy_quotient
from symdiff.checker.derived import Derived, Tangents, asked_for
from symdiff.checker.equal import equal
from symdiff.checker.instances import Fault
from symdiff.checker.sheet import agree, differ, precise
from symdiff.checker.slips import Slip, copying_slips, letter_slips, task_slips, writing_slips
from symdiff.derivation import Rule, Step
from symdiff.errors import SymdiffError
from symdiff.forms import ONE, Derivative, Form, Negative, Sum, Symbol
from symdiff.rules.mistakes import (
    BASIC_MISTAKES,
    CONSTANT_MISTAKES,
    RECIPROCAL,
    RULE_MISTAKES,
    WHOLE_SIGN,
    WRONG_COEFFICIENT,
    WRONG_CONSTANT,
    WRONG_TERM_COEFFICIENT,
)
from symdiff.verify.values import Value, rational

Pair: TypeAlias = tuple[Fault, Fault, Callable[[Tangents], Value]]  # two mistakes, and by how much they change the answer

SIGNS = ("wrong-sign-basic-derivative", "wrong-sign")
MOST_NESTED = 1500
MOST_PAIRED = 400
LARGEST_DENOMINATOR = 10_000
FIRST_UNLIKELY = RULE_MISTAKES.index(BASIC_MISTAKES[0])
SLIPS = frozenset((*SIGNS, "sum-rule-sign", "wrong-sign-inner-derivative", *(mistake.name for mistake in CONSTANT_MISTAKES)))


@dataclass(frozen=True, slots=True, eq=False)
class Diagnosis:
    """The mistake that explains an answer.

    Attributes:
        mistake: the false rule; of two, the graver.
        step: the instance of it: what was differentiated or written, and what came out.
        others: how many other mistakes were made beside it.
    """

    mistake: Rule
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
        with precise():
            search = _Search.begin(derived, answer, order)
            return None if search is None else next(search.explanations(), None)
    except (SymdiffError, ZeroDivisionError, OverflowError):
        return None


def diagnose_slope(task_truth: Form, problem: Form, variable: Symbol, is_answer: Callable[[Form], bool]) -> Diagnosis | None:
    """The mistake that explains a wrong slope of a curve: its sign, or numerator and denominator swapped."""
    turned = tidy_quotient(ONE, task_truth)
    for mistake, answer in ((WHOLE_SIGN, opposite(task_truth)), (RECIPROCAL, turned), (RECIPROCAL, opposite(turned))):
        if is_answer(answer):
            step = Step(mistake.name, "mistake", Derivative(problem, variable), answer, note=mistake.why)
            return Diagnosis(mistake, step, int(answer is opposite(turned)))
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
        yield from self._slips(letter_slips(self.derived))
        yield from self._single()
        yield from self._slips(task_slips(self.derived, self.answer, self.order))
        yield from self._slips(writing_slips(self.derived))
        yield from self._slips(copying_slips(self.derived))
        yield from self._pairs(self._alike())
        yield from self._everywhere()
        yield from self._opposite()
        yield from self._pairs(self._unlike())
        yield from self._coefficients()

    # ---- one instance of a false rule ----

    def _single(self) -> Iterator[Diagnosis]:
        matching = [fault for fault in self.derived.faults if self._explains(lambda tangents, fault=fault: tangents.difference(fault))]  # type: ignore[misc]
        for fault in matching:
            if self._is_answer(self.derived.with_faults({fault.form: fault.slope})):
                signs = {other.form for other in matching if other.mistake.name in SIGNS}
                ambiguous = fault.mistake.name in SIGNS and len(signs) > 1
                yield self._found(WHOLE_SIGN if ambiguous else fault.mistake, fault)

    def _explains(self, difference: Callable[[Tangents], Value]) -> bool:
        return all(agree(difference(tangents), off) for tangents, off in zip(self.tangents, self.off, strict=True))

    def _is_answer(self, form: Form) -> bool:
        return equal(form, self.answer).status == "equal"

    def _found(self, mistake: Rule, fault: Fault, others: int = 0) -> Diagnosis:
        left = Derivative(fault.form, self.derived.variable)
        return Diagnosis(mistake, Step(mistake.name, "mistake", left, fault.slope, note=mistake.why), others)

    # ---- slips beside the rules ----

    def _slips(self, slips: Iterator[Slip]) -> Iterator[Diagnosis]:
        for slip in slips:
            values = ((tangents.sheet.passing(slip.answer), given) for tangents, given in zip(self.tangents, self.given, strict=True))
            if all(agree(*pair) for pair in values) and self._is_answer(slip.answer):
                yield Diagnosis(slip.mistake, Step(slip.mistake.name, "mistake", slip.left, slip.right, note=slip.mistake.why))

    def _opposite(self) -> Iterator[Diagnosis]:
        if self._explains(lambda tangents: -2 * tangents.truth) and self._is_answer(Negative(self.derived.result)):
            yield self._whole(WHOLE_SIGN, Negative(self.derived.result))

    def _whole(self, mistake: Rule, right: Form) -> Diagnosis:
        left = Derivative(self.derived.problem, self.derived.variable)
        return Diagnosis(mistake, Step(mistake.name, "mistake", left, right, note=mistake.why))

    # ---- several instances ----

    def _pairs(self, pairs: Iterable[Pair]) -> Iterator[Diagnosis]:
        """Two mistakes, those pairs first in which there is more than slips."""
        for first, second, difference in sorted(pairs, key=lambda pair: _gravity(pair[0], pair[1])):
            if self._explains(difference) and self._is_answer(
                self.derived.with_faults({first.form: first.slope, second.form: second.slope})
            ):
                gravest = min((first, second), key=lambda fault: (fault.mistake.name in SLIPS, fault.rank))
                yield self._found(gravest.mistake, gravest, 1)

    def _alike(self) -> Iterator[Pair]:
        return (pair for pair in self._beside() if pair[0].mistake.name == pair[1].mistake.name)

    def _unlike(self) -> Iterator[Pair]:
        yield from (pair for pair in self._beside() if pair[0].mistake.name != pair[1].mistake.name)
        yield from islice(self._one_inside_another(), MOST_NESTED)

    def _beside(self) -> Iterator[Pair]:
        """Two mistakes in different places, of which neither is made in a part of the other: what they change adds up."""
        here, off = self.tangents[0], self.off[0]
        known = [(fault, here.difference(fault)) for fault in self._likely()]
        changing = [(fault, value) for fault, value in known if value.is_finite() and differ(value, here.sheet.plane(0))]
        ordered = sorted(changing, key=lambda pair: _size(pair[1]))
        sizes = [_size(value) for _, value in ordered]
        for fault, value in changing:
            missing = _size(off - value)
            slack = 1e-9 * (1 + abs(missing))
            for other, more in ordered[bisect_left(sizes, missing - slack) : bisect_left(sizes, missing + slack)]:
                if other.form is not fault.form and fault.rank <= other.rank and agree(value + more, off):
                    yield fault, other, lambda at, one=fault, two=other: at.difference(one) + at.difference(two)  # type: ignore[misc]

    def _one_inside_another(self) -> Iterator[Pair]:
        """Two mistakes of which one is made in a part of the other's expression."""
        likely = self._likely()
        by_form: dict[Form, list[Fault]] = defaultdict(list)
        for fault in likely:
            by_form[fault.form].append(fault)
        here = self.tangents[0]
        for upper in likely:
            for part in (each.expression for each in asked_for(upper.slope) if each.expression in self.derived.found):
                for lower in (fault for form in here.weights(part) for fault in by_form.get(form, ())):
                    yield upper, lower, lambda at, one=upper, within=part, two=lower: at.together(one, within, two)  # type: ignore[misc]

    def _likely(self) -> list[Fault]:
        return [fault for fault in self.derived.faults if fault.rank < FIRST_UNLIKELY][:MOST_PAIRED]

    def _everywhere(self) -> Iterator[Diagnosis]:
        """One false rule wherever it applies."""
        places: dict[Rule, dict[Form, Fault]] = defaultdict(dict)
        for fault in self.derived.faults:
            places[fault.mistake].setdefault(fault.form, fault)
        for mistake, by_form in places.items():
            if len(by_form) > 1:
                first = next(iter(by_form.values()))
                answer = self.derived.with_faults({form: fault.slope for form, fault in by_form.items()})
                if agree(self.tangents[0].sheet.passing(answer), self.given[0]) and self._is_answer(answer):
                    yield self._found(mistake, first, len(by_form) - 1)

    # ---- a number that is wrong ----

    def _coefficients(self) -> Iterator[Diagnosis]:
        """The answer is off by a factor, by a constant, or by the factor of one term."""
        ratios = [given / tangents.truth for given, tangents in zip(self.given, self.tangents, strict=True)]
        if _is_rational(ratios):
            yield self._whole(WRONG_COEFFICIENT, self.answer)
        elif _is_rational(self.off):
            yield self._whole(WRONG_CONSTANT, self.answer)
        else:
            for term in self.derived.result.children if isinstance(self.derived.result, Sum) else ():
                values = [tangents.sheet.value(term) for tangents in self.tangents]
                if _is_rational([off / value for off, value in zip(self.off, values, strict=True)]):
                    yield self._whole(WRONG_TERM_COEFFICIENT, self.answer)
                    return


def _gravity(first: Fault, second: Fault) -> tuple[bool, int]:
    only_slips = first.mistake.name in SLIPS and second.mistake.name in SLIPS
    return only_slips, first.rank + second.rank


def _size(value: Value) -> float:
    return float(value.real.mid())


def _is_rational(values: Sequence[Value]) -> bool:
    """Whether values at different points are the same small fraction."""
    first = values[0]
    if not first.is_finite():
        return False
    near = Fraction(_size(first)).limit_denominator(LARGEST_DENOMINATOR)
    return all(agree(value, first) and value.overlaps(type(value)(rational(near))) for value in values)
