"""Which moves are tried, in which order, until an answer reads as a textbook prints it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from symdiff.forms import Form, Negative, Product, Quotient, Sum
from symdiff.simplify.cost import price
from symdiff.simplify.fractions import (
    Factored,
    base_term,
    common_factor,
    take_apart,
    times,
    without_inner_fractions,
    writings,
)
from symdiff.simplify.polynomials import TooLarge
from symdiff.simplify.terms import collect, terms_of
from symdiff.simplify.tidy import tidy_node
from symdiff.simplify.writing import Workspace, write_sum, write_term


@dataclass(frozen=True, slots=True)
class Move:
    """A better form of a part of the answer."""

    name: str
    before: Form
    after: Form


def improve(work: Workspace, root: Form) -> tuple[Form, list[Move]]:
    """The best form of every part, from the leaves up; arguments that the problem has stay as they are."""
    done: dict[Form, Form] = {}
    moves: list[Move] = []
    waiting = [root]
    while waiting:
        form = waiting[-1]
        if form in done:
            waiting.pop()
            continue
        if form in work.kept:
            done[form] = form
            continue
        unknown = [child for child in form.children if child not in done]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        children = tuple(done[child] for child in form.children)
        rebuilt = form if children == form.children else tidy_node(work, form.with_children(children))
        done[form] = _best(work, rebuilt, moves)
    return done[root], moves


def _best(work: Workspace, form: Form, moves: list[Move]) -> Form:
    if not isinstance(form, Sum | Product | Quotient | Negative):
        return form
    best, name, least = form, "", price(work, form)
    try:
        for label, other in candidates(work, form):
            cost = price(work, other)
            if cost < least:
                best, name, least = other, label, cost
    except TooLarge:
        work.complete = False
    if best is not form:
        moves.append(Move(name, form, best))
    return best


def candidates(work: Workspace, form: Form) -> Iterator[tuple[str, Form]]:
    """Other ways to write a sum, or a term with sums in it."""
    terms = terms_of(work, form)
    term = terms[0]
    if len(terms) > 1:
        common, rest = common_factor(work, terms)
        term = times(work, common, base_term(write_sum(work, collect(rest))))
        yield "factor out", write_term(work, term)
    elif not any(isinstance(base, Sum) for base in term.powers):
        return
    term = without_inner_fractions(work, term)
    fragments = take_apart(work, term)
    if not fragments.sums:
        yield "factor out", write_term(work, term)
        return
    whole = Factored()
    for base, exponent in fragments.sums.items():
        whole.multiply(fragments.factored(base), exponent)
    yield from writings(work, fragments, whole)
