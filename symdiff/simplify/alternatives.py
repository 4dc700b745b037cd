"""The same answer in the other forms that teachers accept."""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.forms import Form, Sum
from symdiff.simplify.cost import price
from symdiff.simplify.polynomials import TooLarge, expand
from symdiff.simplify.search import ALL_MOVES, SINE_AND_COSINE, TANGENT_AND_SECANT, algebra, improve
from symdiff.simplify.identities import in_basis
from symdiff.simplify.terms import terms_of
from symdiff.simplify.writing import Workspace

# A form that costs more than this many times the answer is of no use to anybody.
LONGEST = 4


def other_forms(work: Workspace, answer: Form) -> Iterator[tuple[str, Form]]:
    """Names and forms equal to an answer in normal form; some may be the answer itself."""
    names = {"factor": "factored", "multiply out": "expanded", "split the fraction": "as a sum", "factor out": "factored"}
    try:
        yield "expanded", expand(work, answer)
        for move, form in algebra(work, answer, terms_of(work, answer)):
            if move in names:
                yield names[move], form
    except TooLarge:
        pass
    yield "with sine and cosine", in_basis(work, answer, SINE_AND_COSINE)
    yield "with tangent and secant", in_basis(work, answer, TANGENT_AND_SECANT)


def chosen(work: Workspace, answer: Form) -> Iterator[tuple[str, Form]]:
    """The cheapest form of each name, if it is another than the answer."""
    best: dict[str, Form] = {}
    for name, form in other_forms(work, answer):
        if form is not answer and price(work, form) <= LONGEST * price(work, answer):
            if name not in best or price(work, form) < price(work, best[name]):
                best[name] = form
    seen: set[Form] = set()
    for name, form in best.items():
        if form not in seen:
            seen.add(form)
            yield name, form
