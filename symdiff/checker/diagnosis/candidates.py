"""Wrong derivations of one problem, in tiers of plausibility, found by their values.

A tier is worked out when it is first needed, and then serves every answer to the problem: an answer is looked up by how far it
is off at one point.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from typing import TypeAlias
from weakref import WeakKeyDictionary

from symdiff.calculus.building import opposite
from symdiff.checker.diagnosis.slips import Slip, copying_slips, letter_slips, mixed_slips, task_slips, writing_slips
from symdiff.checker.equality.samples import Samples
from symdiff.checker.equality.sheet import differ
from symdiff.checker.problems.derived import Derived, Tangents
from symdiff.checker.problems.instances import Fault, asked_for
from symdiff.derivation import Rule, Step
from symdiff.errors import UnsupportedError
from symdiff.forms import Derivative, Form, substitute
from symdiff.rules.mistakes import (
    CONSTANT_AND_SIGN,
    CONSTANT_MISTAKES,
    FIRST_TASK_MISTAKES,
    NOTHING_MISTAKES,
    PARAMETER,
    WRONG_VARIABLE,
    Mistake,
)
from symdiff.verify.values import Value

Tiered: TypeAlias = "Callable[[Derived, int, Tangents], Iterator[Candidate]]"

SIGNS = frozenset(("wrong-sign-basic-derivative", "wrong-sign"))
INNER_SIGN = "wrong-sign-inner-derivative"
SIGNED = SIGNS | {"sum-rule-sign", INNER_SIGN}
DROPPED = "dropped-constant-multiple"
MOST_NESTED = 1500
MOST_WORK = 4000  # derivations made again, or parts weighed, times the size of the problem
MOST_PAIRED = 160
MOST_EARLIER = 30
MOST_SIGNS = 12
ENOUGH_POINTS = 6  # at which an answer has to agree with a candidate, beside those where the candidate was found
SLACK = 1e-9
SLIPS = SIGNED | {*(mistake.name for mistake in CONSTANT_MISTAKES)}


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Candidate:
    """A wrong derivation.

    Attributes:
        mistake: the false rule; of two, the graver.
        left, right: the instance of it: what was differentiated or rewritten, and what came out.
        gravity: its place in the order of plausibility within its tier.
        change: by how much it changes the answer at a point.
        answer: what comes out in the end.
        others: how many other mistakes were made beside it.
    """

    mistake: Mistake
    left: Form
    right: Form
    gravity: tuple[int, ...]
    change: Callable[[Tangents], Value]
    answer: Callable[[], Form]
    others: int = 0

    @property
    def step(self) -> Step:
        """The mistake as a step of the derivation."""
        return self.mistake.made(self.left, self.right)


class Tier:
    """Some candidates, ordered by how much they change the answer at one point."""

    def __init__(self, candidates: Iterable[Candidate], at: Tangents) -> None:
        known = ((candidate, candidate.change(at)) for candidate in candidates)
        sized = [(size_of(value), candidate) for candidate, value in known if value.is_finite() and differ(value, at.zero)]
        sized.sort(key=lambda pair: pair[0])
        self.sizes = [size for size, _ in sized]
        self.candidates = [candidate for _, candidate in sized]

    def near(self, change: float) -> Sequence[Candidate]:
        """The candidates that change the answer by so much, the most plausible first."""
        slack = SLACK * (1 + abs(change))
        first, last = bisect_left(self.sizes, change - slack), bisect_left(self.sizes, change + slack)
        return sorted(self.candidates[first:last], key=lambda candidate: candidate.gravity)


class Catalogue:
    """The tiers of one problem at one point."""

    def __init__(self, derived: Derived, order: int, at: Tangents) -> None:
        self._derived = derived
        self._order = order
        self._at = at
        self._tiers: dict[str, Tier] = {}
        self._samples: WeakKeyDictionary[Candidate, Samples] = WeakKeyDictionary()

    def tier(self, name: str) -> Tier:
        """A tier by its name, a key of ``_TIERS``."""
        known = self._tiers.get(name)
        if known is None:
            known = self._tiers[name] = Tier(_TIERS[name](self._derived, self._order, self._at), self._at)
        return known

    def samples(self, candidate: Candidate) -> Samples:
        """The values of what a candidate comes to; those of a candidate that was met before are known."""
        known = self._samples.get(candidate)
        if known is None:
            known = self._samples[candidate] = Samples(candidate.answer(), ENOUGH_POINTS)
        return known

    def pairs(self, change: float, *, alike: bool) -> Iterator[Candidate]:
        """Two mistakes in different places, of which neither is made in a part of the other: what they change adds up."""
        tier = self.tier("paired")
        for size, first in zip(tier.sizes, tier.candidates, strict=True):
            for second in tier.near(change - size):
                same = first.mistake.name == second.mistake.name
                if same is alike and first.left is not second.left and first.gravity <= second.gravity:
                    yield _pair(self._derived, first, second)


_catalogues: WeakKeyDictionary[Tangents, dict[int, Catalogue]] = WeakKeyDictionary()


def catalogue(derived: Derived, order: int, at: Tangents) -> Catalogue:
    """The wrong derivations of a problem as they are found by their values at one point, kept as long as the point is."""
    known = _catalogues.setdefault(at, {})
    if order not in known:
        known[order] = Catalogue(derived, order, at)
    return known[order]


def _single(derived: Derived, fault: Fault) -> Candidate:
    return Candidate(
        fault.mistake,
        Derivative(fault.form, derived.variable),
        fault.slope,
        (fault.rank,),
        lambda at: at.difference(fault),
        partial(derived.with_faults, {fault.form: fault.slope}),
    )


def _once(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
    """A mistake made with an expression in one of the several places where it occurs."""
    parents: dict[Form, list[Form]] = defaultdict(list)
    for form, found in derived.found.items():
        for each in asked_for(found.step.right):
            parents[each.expression].append(form)
    for fault in islice(derived.faults, MOST_PAIRED):
        asked = Derivative(fault.form, derived.variable)
        for parent in parents[fault.form] if len(parents[fault.form]) > 1 else ():
            right = substitute(derived.found[parent].step.right, {asked: fault.slope})
            there = _single(derived, Fault(fault.mistake, fault.rank, parent, right, asked_for(right)))
            yield replace(there, left=asked, right=fault.slope)


def _pair(derived: Derived, first: Candidate, second: Candidate) -> Candidate:
    gravest = min((first, second), key=lambda each: (each.mistake.name in SLIPS, each.gravity))
    chosen = {each.left.children[0]: each.right for each in (first, second)}
    both = _of_both(first.mistake, second.mistake)
    return Candidate(
        both or gravest.mistake,
        gravest.left,
        gravest.right,
        _together(first.mistake, second.mistake, first.gravity[0] + second.gravity[0]),
        lambda at: first.change(at) + second.change(at),
        partial(derived.with_faults, chosen),
        0 if both else 1,
    )


def _of_both(first: Rule, second: Rule) -> Mistake | None:
    """What two mistakes are called together, if they have a name."""
    names = {first.name, second.name}
    return CONSTANT_AND_SIGN if DROPPED in names and names & SIGNED else None


def _together(first: Rule, second: Rule, ranks: int) -> tuple[int, ...]:
    """Pairs in which there is more than slips come first."""
    return first.name in SLIPS and second.name in SLIPS, ranks


def _nested(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
    """Two mistakes of which one is made in a part of the other's expression."""
    return islice(_all_nested(derived, at), MOST_NESTED)


def _all_nested(derived: Derived, at: Tangents) -> Iterator[Candidate]:
    by_form: dict[Form, list[Fault]] = defaultdict(list)
    for fault in derived.faults:
        by_form[fault.form].append(fault)
    if len(derived.found) * derived.size > MOST_WORK:
        return
    for upper in islice(derived.faults, MOST_PAIRED):
        for part in (each.expression for each in asked_for(upper.slope) if each.expression in derived.found):
            for lower in (fault for form in at.weights(part) for fault in by_form.get(form, ())):
                yield _inside(derived, upper, part, lower)


def _inside(derived: Derived, upper: Fault, part: Form, lower: Fault) -> Candidate:
    gravest = min((upper, lower), key=lambda fault: (fault.mistake.name in SLIPS, fault.rank))
    both = _of_both(upper.mistake, lower.mistake)
    return Candidate(
        both or gravest.mistake,
        Derivative(gravest.form, derived.variable),
        gravest.slope,
        _together(upper.mistake, lower.mistake, upper.rank + lower.rank),
        lambda at: at.together(upper, part, lower),
        partial(derived.with_faults, {upper.form: upper.slope, lower.form: lower.slope}),
        0 if both else 1,
    )


def _everywhere(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
    """One false rule wherever it applies."""
    places: dict[Mistake, dict[Form, Fault]] = defaultdict(dict)
    for fault in derived.faults:
        places[fault.mistake].setdefault(fault.form, fault)
    several = ((mistake, by_form) for mistake, by_form in places.items() if len(by_form) > 1)
    for number, (mistake, by_form) in enumerate(islice(several, MOST_WORK // derived.size)):
        first = next(iter(by_form.values()))
        answer = derived.with_faults({form: fault.slope for form, fault in by_form.items()})
        left = Derivative(first.form, derived.variable)
        yield Candidate(mistake, left, first.slope, (number,), _change(answer), _known(answer), len(by_form) - 1)


def _all_dropped(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
    """Every constant factor lost, and then a sign too."""
    faults = [fault for fault in derived.likely if fault.mistake in CONSTANT_MISTAKES and fault.mistake.name == DROPPED]
    dropped = {fault.form: fault.slope for fault in reversed(faults)}
    if not dropped or len(derived.found) * derived.size > MOST_WORK:
        return
    first = faults[0]
    left = Derivative(first.form, derived.variable)
    signs = [fault for fault in derived.faults if fault.mistake.name in SIGNED and fault.form not in dropped]
    turned = [{form: opposite(slope)} for form, slope in dropped.items()]
    for number, sign in enumerate(({}, *turned[:MOST_SIGNS], *({fault.form: fault.slope} for fault in signs[:MOST_SIGNS]))):
        answer = derived.with_faults({**dropped, **sign})
        mistake = CONSTANT_AND_SIGN if sign else first.mistake
        yield Candidate(mistake, left, first.slope, (number,), _change(answer), _known(answer), len(dropped) - 1)


def _change(answer: Form) -> Callable[[Tangents], Value]:
    return lambda at: at.sheet.value(answer) - at.truth


def _earlier(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
    """A mistake in the differentiation before the last."""
    for fault, last in _begun_wrongly(derived):
        yield _from_before(fault, last.result, derived)


def _again(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
    """A mistake in the differentiation before the last, and the same in the last one."""
    for fault, last in _begun_wrongly(derived):
        other = last.first_fault(fault.mistake)
        if other is not None and _changes(derived.before, last.problem, at):
            answer = last.with_faults({other.form: other.slope})
            if differ(at.sheet.value(answer), at.sheet.value(last.result)):
                yield _from_before(fault, answer, derived)


def _changes(before: Derived | None, begun: Form, at: Tangents) -> bool:
    """Whether a derivative that was begun wrongly is another one."""
    return before is not None and differ(at.sheet.value(begun), at.sheet.value(before.result))


def _begun_wrongly(derived: Derived) -> Iterator[tuple[Fault, Derived]]:
    before = derived.before
    affordable = min(MOST_EARLIER, MOST_WORK // (2 * derived.size))
    for fault in islice(before.faults, affordable) if before is not None else ():
        assert before is not None
        with suppress(UnsupportedError):
            yield fault, Derived(before.with_faults({fault.form: fault.slope}), derived.variable)


def _from_before(fault: Fault, answer: Form, derived: Derived) -> Candidate:
    left = Derivative(fault.form, (derived.before or derived).variable)
    return Candidate(fault.mistake, left, fault.slope, (fault.rank,), _change(answer), _known(answer))


def _known(answer: Form) -> Callable[[], Form]:
    return lambda: answer


def _of_slips(find: Callable[[Derived, int], Iterator[Slip]]) -> Tiered:
    def candidates(derived: Derived, order: int, at: Tangents) -> Iterator[Candidate]:
        for number, slip in enumerate(find(derived, order)):
            yield Candidate(slip.mistake, slip.left, slip.right, (number,), _change(slip.answer), _known(slip.answer))

    return candidates


def _of_faults(faults: Callable[[Derived], Iterable[Fault]]) -> Tiered:
    return lambda derived, order, at: (_single(derived, fault) for fault in faults(derived))


_TIERS: Mapping[str, Tiered] = {
    "parameter": _of_slips(lambda derived, order: letter_slips(derived, PARAMETER)),
    "variable": _of_slips(lambda derived, order: letter_slips(derived, WRONG_VARIABLE)),
    "mixed": _of_slips(lambda derived, order: mixed_slips(derived)),
    "likeliest": _of_faults(lambda derived: derived.likeliest),
    "further": _of_faults(lambda derived: derived.likely),
    "basic": _of_faults(lambda derived: derived.unlikely),
    "once": _once,
    "first task": _of_slips(lambda derived, order: task_slips(derived, order, FIRST_TASK_MISTAKES)),
    "task": _of_slips(task_slips),
    "nothing": _of_slips(lambda derived, order: task_slips(derived, order, NOTHING_MISTAKES)),
    "writing": _of_slips(lambda derived, order: writing_slips(derived)),
    "copying": _of_slips(lambda derived, order: copying_slips(derived)),
    "paired": _of_faults(lambda derived: islice(derived.faults, MOST_PAIRED)),
    "everywhere": _everywhere,
    "all dropped": _all_dropped,
    "again": _again,
    "earlier": _earlier,
    "nested": _nested,
}


def size_of(value: Value) -> float:
    """A value as an ordinary number, by which candidates are found."""
    return float(value.real.mid())
