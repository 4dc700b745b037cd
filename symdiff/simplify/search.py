"""Which moves are tried, in which order, until an answer reads as a textbook prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import chain

from symdiff.forms import Form, Negative, Power, Product, Quotient, Sum, walk
from symdiff.rules.rewrites import PYTHAGOREAN_IDENTITIES
from symdiff.simplify.conditions import conditions
from symdiff.simplify.cost import price
from symdiff.simplify.moves import ALL_MOVES, MOVES_IN_BASIS, Ways, versions
from symdiff.simplify.terms import terms_of
from symdiff.simplify.tidy import tidy_node
from symdiff.simplify.writing import Workspace

# How often the best form of a part is looked at again: a fraction that was split may have a common factor.
MOST_ROUNDS = 4

# How often the whole answer is gone through again while it becomes better.
MOST_PASSES = 3

# What a move must save, in the unit of the price of a form, where it brings other functions than those that stand there.
LEAST_SAVINGS = {PYTHAGOREAN_IDENTITIES[0].name: 11}

# What a condition costs that the answer did not need before.
LOST_POINTS = 60


class Place(Enum):
    """Where a part stands, which decides how it is looked at."""

    ALONE = auto()
    IN_TERM = auto()
    SUBTRACTED = auto()


@dataclass(slots=True)
class Pass:
    """One pass over a form from the leaves up.

    A numerator, a denominator and what a minus sign stands before belong to a whole term and are not looked at alone; of a term
    that is subtracted only what comes after the sign is looked at, as a plus sign is no shorter.

    Attributes:
        name: the move that led to where the pass began, if it is another than the end of the pass before.
        start: the form at the beginning.
        best: the best form of every part at every place.
        rebuilt: every part with the best forms of its own parts, or a sum as it was where that led to a better end.
        ways: for a rebuilt part, the moves to its best form.
    """

    name: str
    start: Form
    best: dict[tuple[Form, Place], Form] = field(default_factory=dict)
    rebuilt: dict[Form, Form] = field(default_factory=dict)
    ways: dict[Form, list[tuple[str, Form]]] = field(default_factory=dict)

    @property
    def result(self) -> Form:
        """The form at the end."""
        return self.best[self.start, Place.ALONE]


def parts_of(form: Form, place: Place) -> list[tuple[Form, Place]]:
    """The parts of a form, each with its place."""
    match form:
        case Negative(operand):
            alone = place is Place.SUBTRACTED or not isinstance(operand, Product | Quotient)
            return [(operand, Place.ALONE if alone else Place.IN_TERM)]
        case Quotient():
            return [(part, Place.IN_TERM if isinstance(part, Product | Quotient) else Place.ALONE) for part in form.children]
        case Sum(terms):
            return [(term, Place.SUBTRACTED if isinstance(term, Negative) else Place.ALONE) for term in terms]
    return [(part, Place.ALONE) for part in form.children]


def improve(work: Workspace, root: Form, ways: tuple[Ways, ...], name: str = "") -> Pass:
    """The best form of every part, from the leaves up; arguments that the problem has stay as they are."""
    each = Pass(name, root)
    best = each.best
    waiting = [(root, Place.ALONE)]
    while waiting:
        form, place = key = waiting[-1]
        if key in best:
            waiting.pop()
            continue
        if form in work.kept:
            best[key] = form
            continue
        parts = parts_of(form, place)
        unknown = [part for part in parts if part not in best]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        children = tuple(best[part] for part in parts)
        whole = form if children == form.children else tidy_node(work, form.with_children(children))
        if place is Place.ALONE:
            starts = (whole,) if whole is form or not isinstance(form, Sum) else (form, whole)
            each.rebuilt[form], whole = min(
                ((start, _end(work, each, start, ways)) for start in starts), key=lambda pair: price(work, pair[1])
            )
        best[key] = whole
    return each


def _end(work: Workspace, each: Pass, start: Form, ways: tuple[Ways, ...]) -> Form:
    """The best form of a part."""
    if start not in each.ways:
        each.ways[start] = list(_best(work, start, ways))
    return each.ways[start][-1][1] if each.ways[start] else start


def _best(work: Workspace, part: Form, ways: tuple[Ways, ...]) -> Iterator[tuple[str, Form]]:
    """The moves to ever cheaper forms of one part."""
    form: Form = part
    for _ in range(MOST_ROUNDS):
        if not isinstance(form, Sum | Product | Quotient | Negative | Power):
            return
        best: Form = form
        name, least = "", price(work, form)
        terms = terms_of(work, form)
        for label, other in chain.from_iterable(way(work, form, terms) for way in ways):
            if work.is_exhausted:
                work.complete = False
                break
            cost = price(work, other)
            if cost + LEAST_SAVINGS.get(label, 0) < least:
                best, name, least = other, label, cost
        if best is form:
            return
        yield name, best
        form = best


def search(work: Workspace, form: Form) -> list[Pass]:
    """The passes that lead to the form with the lowest price that was found."""
    work.keeps_rising = False
    _take_as_natural(work, form)
    passes = [improve(work, form, ALL_MOVES)]
    for _ in range(MOST_PASSES):
        if work.is_exhausted:
            break
        best = passes[-1].result
        _take_as_natural(work, best)
        found = [improve(work, best, ALL_MOVES)]
        for name, version in versions(work, best):
            first = improve(work, version, MOVES_IN_BASIS, name)
            other = [first, improve(work, first.result, ALL_MOVES)]
            if price_with_loss(work, best, other[-1].result) < price(work, found[-1].result):
                found = other
        if price(work, found[-1].result) >= price(work, best):
            break
        passes.extend(found)
    return passes


def _take_as_natural(work: Workspace, form: Form) -> None:
    """Count the sums of a form as natural in what follows, so that an answer is priced as it is when it is simplified again."""
    natural = frozenset(part for part in walk(form) if isinstance(part, Sum)) | work.known
    if natural != work.natural:
        work.natural = natural
        work.prices.clear()


def price_with_loss(work: Workspace, before: Form, after: Form) -> int:
    """The price of a form, and what it costs that it is defined at fewer points."""
    cost = price(work, after)
    if cost >= price(work, before):
        return cost
    needed = conditions(work, before)
    return cost + LOST_POINTS * sum(each not in needed for each in conditions(work, after))
