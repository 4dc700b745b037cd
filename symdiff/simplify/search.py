"""Which moves are tried, in which order, until an answer reads as a textbook prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import NamedTuple, TypeAlias

from flint import fmpq_mpoly

from symdiff.forms import Call, Form, Negative, Power, Product, Quotient, Sum, walk
from symdiff.simplify.cost import price
from symdiff.simplify.fractions import (
    Factored,
    Fragments,
    base_term,
    common_factor,
    factored,
    take_apart,
    times,
    without_inner_fractions,
    writings,
)
from symdiff.simplify.functions import PLACES, SQUARES
from symdiff.simplify.identities import in_basis, joined_pairs, regrouped_functions
from symdiff.simplify.polynomials import TooLarge
from symdiff.simplify.terms import read_term, terms_of, total
from symdiff.simplify.tidy import tidy_node
from symdiff.simplify.writing import Term, Workspace, write_sum, write_term


# Other ways to write a form of which the terms are known.
Ways: TypeAlias = "Callable[[Workspace, Form, list[Term]], Iterator[tuple[str, Form]]]"


class Move(NamedTuple):
    """A better form of a part of the answer."""

    name: str
    before: Form
    after: Form


# How often the best form of a part is looked at again: a fraction that was split may have a common factor.
MOST_ROUNDS = 3


def improve(work: Workspace, root: Form, ways: tuple[Ways, ...]) -> tuple[Form, list[Move]]:
    """The best form of every part, from the leaves up; arguments that the problem has stay as they are.

    A numerator, a denominator and what a minus sign stands before are not looked at alone, as they belong to a whole term.
    """
    rebuilt: dict[Form, Form] = {}
    done: dict[Form, Form] = {}
    moves: list[Move] = []
    waiting = [(root, done)]
    while waiting:
        form, target = waiting[-1]
        if form in target:
            waiting.pop()
            continue
        if form in work.kept:
            done[form] = rebuilt[form] = form
            continue
        if form not in rebuilt:
            needed = [(child, _table(form, child, rebuilt, done)) for child in form.children]
            unknown = [(child, table) for child, table in needed if child not in table]
            if unknown:
                waiting.extend(reversed(unknown))
                continue
            children = tuple(table[child] for child, table in needed)
            rebuilt[form] = form if children == form.children else tidy_node(work, form.with_children(children))
        if target is done:
            done[form] = _best(work, rebuilt[form], ways, moves)
    return done[root], moves


def _table(parent: Form, child: Form, rebuilt: dict[Form, Form], done: dict[Form, Form]) -> dict[Form, Form]:
    inside = isinstance(parent, Quotient | Negative) and isinstance(child, Product | Quotient)
    return rebuilt if inside else done


def _best(work: Workspace, form: Form, ways: tuple[Ways, ...], moves: list[Move]) -> Form:
    for _ in range(MOST_ROUNDS):
        if not isinstance(form, Sum | Product | Quotient | Negative | Power):
            break
        best, name, least = form, "", price(work, form)
        try:
            terms = terms_of(work, form)
            for label, other in chain.from_iterable(way(work, form, terms) for way in ways):
                cost = price(work, other)
                if cost < least:
                    best, name, least = other, label, cost
        except TooLarge:
            work.complete = False
        if best is form:
            break
        moves.append(Move(name, form, best))
        form = best
    return form


def regrouped(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A term with other functions of the same arguments."""
    if len(terms) == 1:
        yield "quotient identity", write_term(work, regrouped_functions(work, terms[0]))


def joined(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A sum with two terms made one."""
    if len(terms) > 1:
        yield from joined_pairs(work, terms)


def algebra(work: Workspace, form: Form, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """A sum or a term in factors, multiplied out, over one denominator, split, with squares replaced."""
    term = terms[0]
    if len(terms) > 1:
        common, rest = common_factor(work, terms)
        term = times(work, common, read_term(work, total(work, rest)))
        yield "factor out", write_term(work, term)
    elif not any(isinstance(base, Sum) for base in term.powers):
        return
    term = without_inner_fractions(work, term)
    fragments = take_apart(work, term)
    if not fragments.sums:
        yield "factor out", write_term(work, term)
        return
    ring = fragments.ring
    polynomials = {base: ring.of_sum(base) for base in fragments.sums}
    yield from writings(work, fragments, _whole(fragments, polynomials))
    for function in ring.squared_functions():
        replaced = {base: ring.without_squares(each, function) for base, each in polynomials.items()}
        if replaced != polynomials and all(replaced.values()):
            for _, other in writings(work, fragments, _whole(fragments, replaced)):
                yield SQUARES[function].name, other


def _whole(fragments: Fragments, polynomials: dict[Form, fmpq_mpoly]) -> Factored:
    whole = Factored()
    for base, exponent in fragments.sums.items():
        whole.multiply(factored(fragments.ring, polynomials[base]), exponent)
    return whole


# The moves, in the order in which they are tried.
ALL_MOVES: tuple[Ways, ...] = (regrouped, joined, algebra)
MOVES_IN_BASIS: tuple[Ways, ...] = (algebra,)

# The functions of a problem written with two of them: the sine and the cosine, or the tangent and the secant.
SINE_AND_COSINE = {("sin", "cos"): ("sin", "cos"), ("sinh", "cosh"): ("sinh", "cosh")}
TANGENT_AND_SECANT = {("sin", "cos"): ("tan", "sec"), ("sinh", "cosh"): ("tanh", "sech")}


def versions(work: Workspace, form: Form) -> Iterator[Form]:
    """The answer with other functions in it, where it has several of one family."""
    used = {part.function for part in walk(form) if isinstance(part, Call) and part.function in PLACES}
    if len(used) < 2:
        return
    if used - {"sin", "cos", "sinh", "cosh"}:
        yield in_basis(work, form, SINE_AND_COSINE)
    if not used & {"cot", "csc", "coth", "csch"}:
        yield in_basis(work, form, TANGENT_AND_SECANT)


def search(work: Workspace, form: Form) -> tuple[Form, list[Move]]:
    """The form with the lowest price that was found, and the moves that lead there."""
    best, moves = improve(work, form, ALL_MOVES)
    for version in versions(work, best):
        middle, first = improve(work, version, MOVES_IN_BASIS)
        other, then = improve(work, middle, ALL_MOVES)
        if price(work, other) < price(work, best):
            moves = [*moves, Move("quotient identity", best, version), *first, *then]
            best = other
    return best, moves
