"""The same answer in the other forms that teachers accept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import NamedTuple

from symdiff.derivation import Alternative
from symdiff.forms import Call, Form, Quotient, Sum, walk
from symdiff.rules import rewrites
from symdiff.simplify.cost import has_bar, has_nested_fraction, price
from symdiff.simplify.explaining import chain_of
from symdiff.simplify.exponentials import by_hyperbolic_functions, by_the_sigmoid
from symdiff.simplify.fractions import is_sign_change
from symdiff.simplify.functions import PLACES
from symdiff.simplify.identities import QUOTIENT_IDENTITY, USUAL_PAIRS, doubled, in_basis
from symdiff.simplify.lines import Line, directly
from symdiff.simplify.moves import algebra
from symdiff.simplify.polynomials import TooLarge, expand
from symdiff.simplify.search import improve
from symdiff.simplify.terms import terms_of
from symdiff.simplify.writing import Workspace

# A form that costs more than this many times the answer, and as much again as a short one, is of no use to anybody.
LONGEST = 3
SHORT = 60

# No more forms than this.
MOST_FORMS = 8


class Candidate(NamedTuple):
    """A form that may be worth showing; the way to it is looked for when it is."""

    name: str
    form: Form
    way: Callable[[], list[Line]]


def other_forms(work: Workspace, answer: Form) -> tuple[Alternative, ...]:
    """Forms equal to an answer in normal form, the cheapest of each name."""
    best: dict[str, Candidate] = {}
    for candidate in _found(work, answer):
        name, form = candidate.name, candidate.form
        if _is_worth_showing(work, answer, name, form) and (
            name not in best or price(work, form) < price(work, best[name].form)
        ):
            best[name] = candidate
    distinct: dict[Form, Candidate] = {}
    for candidate in best.values():
        distinct.setdefault(candidate.form, candidate)
    return tuple(
        Alternative(each.name, each.form, chain_of(work, [("", answer), *each.way()]))
        for each in islice(distinct.values(), MOST_FORMS)
    )


def _is_worth_showing(work: Workspace, answer: Form, name: str, form: Form) -> bool:
    """Whether somebody might write that: it is not much longer, differs in more than a sign, has no fractions in fractions."""
    if form is answer or is_sign_change(work, answer, form) or has_nested_fraction(form) > has_nested_fraction(answer):
        return False
    if name in _MUCH_LONGER:
        return price(work, form) <= LONGEST * price(work, answer) + SHORT
    return price(work, form) <= price(work, answer) + SHORT and not _has_unusual_divisor(work, form)


_MUCH_LONGER = frozenset({"expanded", "factored", "one fraction", "with the sigmoid"})


def _has_unusual_divisor(work: Workspace, form: Form) -> bool:
    """Whether a function stands below a fraction bar that has a name for its reciprocal."""
    below = (name for part in walk(form) if isinstance(part, Quotient) for name in _functions(part.denominator))
    return any(PLACES[name][1] not in ((1, 0), (0, 1)) and name not in work.style.functions for name in below)


def _found(work: Workspace, answer: Form) -> Iterator[Candidate]:
    yield from _by_algebra(work, answer)
    yield from _by_functions(work, answer)
    for name, lines in (
        ("with the sigmoid", by_the_sigmoid(work, answer)),
        ("with hyperbolic functions", by_hyperbolic_functions(work, answer)),
    ):
        if lines:
            yield Candidate(name, lines[-1][1], partial(list, lines))


_NAMES = {
    rewrites.FACTOR.name: "factored",
    rewrites.FACTOR_OUT.name: "factored",
    rewrites.MULTIPLY_OUT.name: "expanded",
    rewrites.SPLIT.name: "as a sum",
}


def _by_algebra(work: Workspace, answer: Form) -> Iterator[Candidate]:
    fraction = has_bar(answer)
    with suppress(TooLarge):
        form = expand(work, answer)
        yield _one_move("as a sum" if fraction else "expanded", rewrites.MULTIPLY_OUT.name, form)
    for move, form in algebra(work, answer, terms_of(work, answer)):
        name = _NAMES.get(move, "with a Pythagorean identity")
        if move in _NAMES and isinstance(answer, Sum) and has_bar(form):
            name = "one fraction"
        if name != "expanded" or fraction:
            yield Candidate(name, form, partial(_way, work, answer, form, move))


def _one_move(name: str, move: str, form: Form) -> Candidate:
    return Candidate(name, form, lambda: [(move, form)])


def _way(work: Workspace, start: Form, form: Form, move: str) -> list[Line]:
    return directly(work, start, form) or [(move, form)]


def _by_functions(work: Workspace, answer: Form) -> Iterator[Candidate]:
    before = set(_functions(answer))
    for first, second in USUAL_PAIRS:
        family = PLACES[first][0]
        if any(PLACES[name][0] == family for name in before):
            version = in_basis(work, answer, {family: (first, second)})
            form = improve(work, version, (algebra,)).result
            new = [name for name in (first, second) if name in _functions(form) and name not in before]
            if new:
                yield Candidate("with " + " and ".join(new), form, partial(_by_quotients, work, version, form))
    for name, form in doubled(work, answer):
        yield _one_move("with the double angle", name, form)


def _by_quotients(work: Workspace, version: Form, form: Form) -> list[Line]:
    return [(QUOTIENT_IDENTITY, version), *_way(work, version, form, rewrites.FACTOR.name)]


def _functions(form: Form) -> Iterable[str]:
    return [part.function for part in walk(form) if isinstance(part, Call) and part.function in PLACES]
