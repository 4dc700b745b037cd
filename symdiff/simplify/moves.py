"""The moves: other ways to write a sum, a term, or a whole answer, each with the name of the rule by which it is made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import takewhile
from typing import TypeAlias

from flint import fmpq_mpoly

from symdiff.forms import Call, Form, Sum, Symbol, walk
from symdiff.rules.rewrites import CHANGE_OF_BASE, COMMON_DENOMINATOR, FACTOR_OUT, MULTIPLY_OUT, SQUARE_OF_ROOT
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
    with_logarithms_of_the_problem,
    with_single_arguments,
)
from symdiff.simplify.polynomials import TooLarge, expand
from symdiff.simplify.terms import product, read_term, scale, terms_of, total
from symdiff.simplify.writing import UNIT, Term, Workspace, write_sum, write_term
from symdiff.simplify.writings import Factored, Fragments, factored, take_apart, writings

# Other ways to write a form of which the terms are known: the name of the move and the form.
Ways: TypeAlias = "Callable[[Workspace, Form, list[Term]], Iterable[tuple[str, Form]]]"

# How many groups of terms of one sum are looked at, and what a group must save, in the unit of the price of a form.
MOST_GROUPS = 8
LEAST_SAVING = 20

# In a longer sum no two terms are made one by an identity.
MOST_JOINED = 12

# With more function values the answer is not written with other functions.
MOST_CALLS = 24

TWO = Fraction(2)


def regrouped(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A term with other functions of the same arguments, or functions of the double argument."""
    if len(terms) == 1:
        yield QUOTIENT_IDENTITY, write_term(work, regrouped_functions(work, terms[0]))
        yield from doubled(work, form)
        for other in with_logarithms_of_the_problem(work, terms[0]):
            yield CHANGE_OF_BASE.name, write_term(work, other)


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
