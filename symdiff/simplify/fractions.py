"""Sums and fractions: what is common to terms, and one denominator for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from symdiff.forms import Call, Form, Sum, walk
from symdiff.simplify.functions import SQUARES
from symdiff.simplify.numbers import common_divisor
from symdiff.simplify.polynomials import exponent_parts
from symdiff.simplify.terms import Pile, read_term, scale, terms_of, total
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, write_sum, write_term

ONE_TERM = Term(UNIT, {}, {})

_Part: TypeAlias = tuple[Form, object]


def times(work: Workspace, *terms: Term) -> Term:
    """The product of terms."""
    return powers_of(work, ((term, 1) for term in terms))


def powers_of(work: Workspace, terms: Iterable[tuple[Term, int]]) -> Term:
    """The product of whole powers of terms."""
    pile = Pile(work)
    for term, exponent in terms:
        pile.put_term(term, UNIT if exponent == 1 else Fraction(exponent))
    return pile.term()


def base_term(base: Form, exponent: Exponent = UNIT) -> Term:
    """A power of one base."""
    return Term(UNIT, {}, {base: exponent})


def common_factor(work: Workspace, terms: list[Term]) -> tuple[Term, list[Term]]:
    """What the terms have in common, with the lowest power of every base, and what is left of each.

    Negative powers count as common to all: taking them out is writing the sum over one denominator.
    """
    parts: dict[_Part, tuple[Form, Term | None]] = {}
    exponents: list[dict[_Part, Fraction]] = []
    for term in terms:
        found: dict[_Part, Fraction] = {}
        for base, exponent in term.powers.items():
            for coefficient, core in exponent_parts(work, exponent):
                part: _Part = (base, None if core is None else core.core)
                parts[part] = (base, core)
                found[part] = coefficient
        exponents.append(found)
    pile = Pile(work)
    for part, (base, core) in parts.items():
        own = [found.get(part, Fraction()) for found in exponents]
        low, high = min(own), max(own)
        if core is None:
            pile.put(base, low)
        elif low > 0 or high < 0:
            pile.put(base, write_term(work, core._replace(coefficient=low if low > 0 else high)))
    content = UNIT if work.style.decimals else common_divisor(term.coefficient for term in terms)
    if all(term.coefficient < 0 for term in terms):
        content = -content
    pile.coefficient = content
    for prime in set.intersection(*(set(term.radicals) for term in terms)):
        own = [term.radicals[prime] for term in terms]
        if min(own) > 0:
            pile.put_radical(prime, min(own))
        elif max(own) < 0:
            pile.put_radical(prime, max(own))
    common_term = pile.term()
    if common_term == ONE_TERM:
        return common_term, terms
    return common_term, [powers_of(work, ((term, 1), (common_term, -1))) for term in terms]


def common_denominator(work: Workspace, terms: list[Term]) -> tuple[Term, list[Term]]:
    """The least common denominator of terms, as a term, and what is left of each when it is taken out."""
    pile = Pile(work)
    for base in dict.fromkeys(base for term in terms for base in term.powers):
        exponents = [term.powers.get(base, Fraction()) for term in terms]
        lowest = min((exponent for exponent in exponents if not isinstance(exponent, Form)), default=Fraction())
        if lowest < 0 and len(exponents) == sum(not isinstance(exponent, Form) for exponent in exponents):
            pile.put(base, lowest)
    if not work.style.decimals:
        pile.coefficient = Fraction(1, lcm(*(term.coefficient.denominator for term in terms)))
    below = pile.term()
    return below, [powers_of(work, ((term, 1), (below, -1))) for term in terms]


def together(work: Workspace, form: Form) -> Form:
    """A sum as a product of what its terms have in common and a sum; denominators are always taken out."""
    terms = terms_of(work, form)
    if len(terms) < 2:
        return form
    common, rest = common_factor(work, terms)
    return write_term(work, times(work, common, read_term(work, total(work, rest))))


def half(term: Term, side: int) -> Term:
    """The powers of a term above (side 1) or below (side −1) the fraction bar, without the number in front."""
    radicals = {prime: exponent for prime, exponent in term.radicals.items() if exponent * side > 0}
    powers = {
        base: exponent
        for base, exponent in term.powers.items()
        if (side if isinstance(exponent, Form) else exponent * side) > 0
    }
    return Term(UNIT, radicals, powers)


def sums_above(term: Term) -> dict[Form, Exponent]:
    """The whole powers of sums above the fraction bar."""
    return {
        base: exponent
        for base, exponent in term.powers.items()
        if isinstance(base, Sum) and isinstance(exponent, Fraction) and exponent > 0 and exponent.denominator == 1
    }


def single_sums_above(term: Term) -> dict[Form, Exponent]:
    """The sums above the fraction bar that are not raised to a power."""
    return {base: exponent for base, exponent in sums_above(term).items() if exponent == 1}


def without(term: Term, bases: Iterable[Form]) -> Term:
    """A term without some of its bases."""
    return term._replace(powers={base: exponent for base, exponent in term.powers.items() if base not in bases})


def without_inner_fractions(work: Workspace, term: Term) -> Term:
    """A term in which no base is a sum of fractions: x/(1 + 1/x) is x^2/(x + 1)."""
    pile = Pile(work)
    pile.put_term(Term(term.coefficient, term.radicals, {}), UNIT)
    for base, exponent in term.powers.items():
        inner = terms_of(work, base) if isinstance(base, Sum) and is_whole(exponent) else []
        below = {
            part: power for each in inner for part, power in each.powers.items() if isinstance(power, Fraction) and power < 0
        }
        if below or any(work.fractional(each.coefficient) for each in inner):
            assert isinstance(exponent, Fraction)
            common, rest = common_factor(work, inner)
            pile.put_term(common, exponent)
            pile.put_term(read_term(work, total(work, rest)), exponent)
        else:
            pile.put(base, exponent)
    return pile.term()


def is_whole(exponent: Exponent) -> bool:
    """Whether an exponent is a whole number."""
    return isinstance(exponent, Fraction) and exponent.denominator == 1


def is_sign_change(work: Workspace, first: Form, second: Form) -> bool:
    """Whether two terms differ only in a minus sign that went into a sum."""
    one, other = read_term(work, first), read_term(work, second)
    gone = [base for base in one.powers if base not in other.powers]
    if len(gone) != 1 or one.coefficient != -other.coefficient:
        return False
    return isinstance(gone[0], Sum) and scale(work, gone[0], -UNIT) in other.powers


def without_squares_below(work: Workspace, term: Term) -> Iterator[tuple[str, Term]]:
    """A term with squares of a function below replaced by way of the function that stands in a sum above.

    (1 - cos x)/sin(x)^2 is (1 - cos x)/(1 - cos(x)^2), in which 1 - cos x can be cancelled.
    """
    above = {part for base in sums_above(term) for part in walk(base) if isinstance(part, Call)}
    for base, exponent in term.powers.items():
        match base, exponent:
            case Call(function, arguments), Fraction(denominator=1) if function in SQUARES and exponent < -1:
                square = SQUARES[function]
                other = Call(square.other, arguments)
                if other in above:
                    value = [Term(Fraction(square.number), {}, {}), Term(Fraction(square.factor), {}, {other: Fraction(2)})]
                    pairs = -int(exponent / 2)
                    root = base_term(base, Fraction(2 * pairs))
                    new = powers_of(work, ((read_term(work, write_sum(work, value)), -pairs),))
                    yield square.name, times(work, term, root, new)
