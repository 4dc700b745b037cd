"""Which moves are tried, in which order, until an answer reads as a textbook prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction
from itertools import chain, takewhile
from typing import TypeAlias

from flint import fmpq_mpoly

from symdiff.forms import Call, Form, Negative, Power, Product, Quotient, Sum, Symbol, walk
from symdiff.rules.rewrites import COMMON_DENOMINATOR, FACTOR_OUT, MULTIPLY_OUT, PYTHAGOREAN_IDENTITIES, SQUARE_OF_ROOT
from symdiff.simplify.conditions import conditions
from symdiff.simplify.cost import price
from symdiff.simplify.fractions import (
    common_factor,
    times,
    together,
    without,
    without_inner_fractions,
    without_squares_below,
)
from symdiff.simplify.functions import PLACES, SQUARES
from symdiff.simplify.identities import (
    DOUBLE_ANGLE,
    QUOTIENT_IDENTITY,
    doubled,
    in_basis,
    joined_pairs,
    regrouped_functions,
    with_single_arguments,
)
from symdiff.simplify.polynomials import TooLarge, expand
from symdiff.simplify.terms import product, read_term, scale, terms_of, total
from symdiff.simplify.tidy import tidy_node
from symdiff.simplify.writing import UNIT, Term, Workspace, write_sum, write_term
from symdiff.simplify.writings import Factored, Fragments, factored, take_apart, writings

# Other ways to write a form of which the terms are known: the name of the move and the form.
Ways: TypeAlias = "Callable[[Workspace, Form, list[Term]], Iterable[tuple[str, Form]]]"

# How often the best form of a part is looked at again: a fraction that was split may have a common factor.
MOST_ROUNDS = 4

TWO = Fraction(2)

# How often the whole answer is gone through again while it becomes better.
MOST_PASSES = 3

# How many groups of terms of one sum are looked at.
MOST_GROUPS = 8

# In a longer sum no two terms are made one by an identity.
MOST_JOINED = 12

# With more function values the answer is not written with other functions.
MOST_CALLS = 24

# What a group of terms must save.
LEAST_SAVING = 25

# What a move must save, where it brings other functions than those that stand there.
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
        rebuilt: every part with the best forms of its own parts.
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
            each.rebuilt[form] = whole
            if whole not in each.ways:
                each.ways[whole] = list(_best(work, whole, ways))
            whole = each.ways[whole][-1][1] if each.ways[whole] else whole
        best[key] = whole
    return each


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
            cost = price(work, other)
            if cost + LEAST_SAVINGS.get(label, 0) < least:
                best, name, least = other, label, cost
        if best is form:
            return
        yield name, best
        form = best


def regrouped(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A term with other functions of the same arguments, or functions of the double argument."""
    if len(terms) == 1:
        yield QUOTIENT_IDENTITY, write_term(work, regrouped_functions(work, terms[0]))
        yield from doubled(work, form)


def joined(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A sum with two terms made one."""
    if 1 < len(terms) <= MOST_JOINED:
        yield from joined_pairs(work, terms)


def opened_roots(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A term in which a sum under a root, that the problem does not have, is multiplied out or over one denominator."""
    if len(terms) > 1 or work.is_exhausted:
        return
    for base, exponent in terms[0].powers.items():
        if isinstance(base, Sum) and base not in work.known and isinstance(exponent, Fraction) and exponent.denominator != 1:
            rest = write_term(work, without(terms[0], (base,)))
            for name, change in ((MULTIPLY_OUT.name, expand), (COMMON_DENOMINATOR.name, together)):
                with suppress(TooLarge):
                    yield name, write_term(work, product(work, ((rest, UNIT), (change(work, base), exponent))))


def grouped(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A long sum in which some terms are put together: those with one exponential, root, function value or denominator."""
    if len(terms) < 3:
        return
    holders: dict[Form, list[int]] = {}
    for place, term in enumerate(terms):
        for base, exponent in term.powers.items():
            if not isinstance(base, Symbol) or not isinstance(exponent, Fraction):
                holders.setdefault(base, []).append(place)
    groups = dict.fromkeys(tuple(places) for places in holders.values() if 1 < len(places) < len(terms))
    for places in list(groups)[:MOST_GROUPS]:
        group = write_sum(work, [terms[place] for place in places])
        rest = [term for place, term in enumerate(terms) if place not in places]
        writings_of_group = [other for _, other in algebra(work, group, terms_of(work, group))]
        shortest = min(writings_of_group, key=lambda other: price(work, other), default=group)
        if price(work, shortest) + LEAST_SAVING < price(work, group):
            yield FACTOR_OUT.name, total(work, [*terms_of(work, shortest), *rest])


def algebra(work: Workspace, form: Form, terms: list[Term]) -> Iterable[tuple[str, Form]]:
    """A sum or a term in factors, multiplied out, over one denominator, split, with squares replaced."""
    known = work.writings.get(form)
    if known is None:
        known = []
        try:
            known.extend(takewhile(lambda _: not work.is_exhausted, _algebra(work, terms)))
        except TooLarge:
            work.complete = False
        if work.is_exhausted:
            work.complete = False
        work.writings[form] = known
    return known


def _algebra(work: Workspace, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    if work.is_exhausted:
        return
    term = terms[0]
    if len(terms) > 1:
        common, rest = common_factor(work, terms)
        term = times(work, common, read_term(work, total(work, rest)))
        yield FACTOR_OUT.name, write_term(work, term)
    elif not any(isinstance(base, Sum) for base in term.powers):
        return
    term = without_inner_fractions(work, term)
    fragments = take_apart(work, term)
    if not fragments.sums:
        yield FACTOR_OUT.name, write_term(work, term)
        return
    ring = fragments.ring
    polynomials = {base: ring.of_sum(base) for base in fragments.sums}
    yield from writings(work, fragments, _whole(fragments, polynomials))
    for function in ring.squared_functions():
        replaced = {base: ring.without_squares(each, function) for base, each in polynomials.items()}
        if replaced != polynomials and all(replaced.values()):
            for _, other in writings(work, fragments, _whole(fragments, replaced)):
                yield SQUARES[function].name, other
    with_radicands = {base: ring.with_radicands(each) for base, each in polynomials.items()}
    if with_radicands != polynomials and all(with_radicands.values()):
        for _, other in writings(work, fragments, _whole(fragments, with_radicands)):
            yield SQUARE_OF_ROOT.name, other
    for name, below in without_squares_below(work, term):
        fragments = take_apart(work, below)
        polynomials = {base: fragments.ring.of_sum(base) for base in fragments.sums}
        for _, form in writings(work, fragments, _whole(fragments, polynomials)):
            yield name, form


def _whole(fragments: Fragments, polynomials: dict[Form, fmpq_mpoly]) -> Factored:
    whole = Factored()
    for base, exponent in fragments.sums.items():
        whole.multiply(factored(fragments.ring, polynomials[base]), exponent)
    return whole


# The moves, in the order in which they are tried.
ALL_MOVES: tuple[Ways, ...] = (regrouped, joined, opened_roots, algebra, grouped)
MOVES_IN_BASIS: tuple[Ways, ...] = (algebra,)

# The functions of a problem written with two of them: the sine and the cosine, or the tangent and the secant.
SINE_AND_COSINE = {("sin", "cos"): ("sin", "cos"), ("sinh", "cosh"): ("sinh", "cosh")}
TANGENT_AND_SECANT = {("sin", "cos"): ("tan", "sec"), ("sinh", "cosh"): ("tanh", "sech")}


def versions(work: Workspace, form: Form) -> Iterator[tuple[str, Form]]:
    """The answer with other functions in it, where it has several of one family, or functions of an argument and its double."""
    calls = [part for part in walk(form) if isinstance(part, Call) and part.function in PLACES]
    used = {part.function for part in calls}
    if not used or len(calls) > MOST_CALLS:
        return
    if used - {"sin", "cos", "sinh", "cosh"}:
        yield QUOTIENT_IDENTITY, in_basis(work, form, SINE_AND_COSINE)
    if len(used) > 1 and not used & {"cot", "csc", "coth", "csch"}:
        yield QUOTIENT_IDENTITY, in_basis(work, form, TANGENT_AND_SECANT)
    arguments = {part.arguments[0] for part in calls}
    doubles = arguments & {scale(work, argument, TWO) for argument in arguments}
    if doubles:
        yield DOUBLE_ANGLE, with_single_arguments(work, form, doubles)


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
