"""Sums and fractions: what is common to terms, one denominator, factors that cancel.

A term whose bases are sums is taken apart into what stands outside of the sums, the sums above and the sums below; above and
below are compared as polynomials, so that x^2 - 1 below meets x - 1 above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq_mpoly

from symdiff.forms import Form, Sum
from symdiff.simplify.numbers import common_divisor
from symdiff.simplify.polynomials import Ring, expand, exponent_parts
from symdiff.simplify.terms import Pile, read_term, terms_of, total
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, negated, write_sum, write_term

ONE_TERM = Term(UNIT, {}, {})

# A numerator is not multiplied out into more terms than this, a denominator not into more than that.
MOST_TERMS_ABOVE = 48
MOST_TERMS_BELOW = 4

_Part = tuple[Form, object]


def times(work: Workspace, *terms: Term) -> Term:
    """The product of terms."""
    return powers_of(work, ((term, 1) for term in terms))


def powers_of(work: Workspace, terms: Iterable[tuple[Term, int]]) -> Term:
    """The product of whole powers of terms."""
    pile = Pile(work)
    for term, exponent in terms:
        pile.put_term(term, Fraction(exponent))
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
                part = (base, None if core is None else core.core)
                parts[part] = (base, core)
                found[part] = coefficient
        exponents.append(found)
    pile = Pile(work)
    for part, (base, core) in parts.items():
        own = [found.get(part, Fraction()) for found in exponents]
        low, high = min(own), max(own)
        if core is None:
            common = low if low < 0 or low > 0 else Fraction()
        else:
            common = low if low > 0 else high if high < 0 else Fraction()
        if common and core is None:
            pile.put(base, common)
        elif common and core is not None:
            pile.put(base, write_term(work, core._replace(coefficient=common)))
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


def together(work: Workspace, form: Form) -> Form:
    """A sum as a product of what its terms have in common and a sum; denominators are always taken out."""
    terms = terms_of(work, form)
    if len(terms) < 2:
        return form
    common, rest = common_factor(work, terms)
    return write_term(work, times(work, common, read_term(work, total(work, rest))))


def numerator_multiplied_out(work: Workspace, form: Form) -> Form:
    """A term with all sums above the fraction bar multiplied together and like terms collected."""
    term = without_inner_fractions(work, read_term(work, form))
    above = {base: exponent for base, exponent in term.powers.items() if _is_whole(exponent) and exponent > 0 and isinstance(base, Sum)}
    if not above:
        return form
    rest = term._replace(powers={base: exponent for base, exponent in term.powers.items() if base not in above})
    numerator = expand(work, write_term(work, Term(UNIT, {}, above)))
    return write_term(work, times(work, rest, read_term(work, numerator)))


def without_inner_fractions(work: Workspace, term: Term) -> Term:
    """A term in which no base is a sum of fractions: x/(1 + 1/x) is x^2/(x + 1)."""
    pile = Pile(work)
    pile.put_term(Term(term.coefficient, term.radicals, {}), UNIT)
    for base, exponent in term.powers.items():
        inner = terms_of(work, base) if isinstance(base, Sum) and _is_whole(exponent) else []
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


def _is_whole(exponent: Exponent) -> bool:
    return isinstance(exponent, Fraction) and exponent.denominator == 1


@dataclass(slots=True)
class Factored:
    """A polynomial in factors: a number, and irreducible polynomials with multiplicities, by their text."""

    number: Fraction = UNIT
    factors: dict[str, tuple[fmpq_mpoly, int]] = field(default_factory=dict)

    def multiply(self, other: Factored, exponent: int) -> None:
        """Multiply by a power of another; factors that are gone have the multiplicity 0."""
        self.number *= other.number**exponent
        for text, (factor, multiplicity) in other.factors.items():
            known = self.factors.get(text, (factor, 0))[1]
            self.factors[text] = (factor, known + multiplicity * exponent)


@dataclass(frozen=True, slots=True)
class Fragments:
    """A term taken apart.

    Attributes:
        outside: what has no whole power of a sum.
        sums: the sums that are bases, with their exponents; negative ones stand below the fraction bar.
        ring: a ring in which all of them are polynomials.
    """

    outside: Term
    sums: dict[Form, int]
    ring: Ring

    def factored(self, form: Form) -> Factored:
        """A sum in factors."""
        return factored(self.ring, self.ring.of_sum(form))


def factored(ring: Ring, polynomial: fmpq_mpoly) -> Factored:
    """A polynomial in factors."""
    number, factors = ring.factors(polynomial)
    return Factored(number, {str(factor): (factor, multiplicity) for factor, multiplicity in factors})


def take_apart(work: Workspace, term: Term) -> Fragments:
    """A term as what is outside of sums and the sums above and below."""
    outside: dict[Form, Exponent] = {}
    sums: dict[Form, int] = {}
    opened: list[Term] = []
    for base, exponent in term.powers.items():
        if isinstance(base, Sum):
            opened.append(base_term(base))
        if isinstance(base, Sum) and isinstance(exponent, Fraction) and exponent.denominator == 1:
            sums[base] = exponent.numerator
        else:
            outside[base] = exponent
    return Fragments(Term(term.coefficient, term.radicals, outside), sums, Ring(work, opened))


def oriented(work: Workspace, ring: Ring, polynomial: fmpq_mpoly) -> tuple[Form, int]:
    """A polynomial as a form and a sign: 2 - x where the problem has it, and not x - 2 with a minus sign."""
    terms = ring.terms(polynomial)
    form = write_sum(work, terms)
    if form not in work.known and len(terms) > 1:
        opposite = work.orders.get(frozenset(write_term(work, negated(term)) for term in terms))
        if opposite in work.known:
            assert opposite is not None
            return opposite, -1
    return form, 1


def writings(work: Workspace, fragments: Fragments, whole: Factored) -> Iterator[tuple[str, Form]]:
    """The ways to write a fraction: in factors, with some of them multiplied out, multiplied out, split.

    Parameters:
        work: the workspace.
        fragments: the term, for what is outside and for the sums that are known.
        whole: all its sums multiplied together, in factors, after cancelling.
    """
    ring = fragments.ring
    front, known, left = _regrouped(fragments, whole, [base for base in ring.sums if _is_settled(work, fragments, base)])
    above = [(base_term(base), exponent) for base, exponent in known.items() if exponent > 0]
    below = [(base_term(base), exponent) for base, exponent in known.items() if exponent < 0]
    single: list[tuple[Term, int]] = []
    merged, divided = ring.context.constant(1), ring.context.constant(1)
    for text, multiplicity in left.items():
        factor = whole.factors[text][0]
        form, sign = oriented(work, ring, factor)
        number = Term(Fraction(sign**multiplicity), {}, {})
        if len(factor) == 1:
            front = powers_of(work, ((front, 1), (number, 1), (read_term(work, form), multiplicity)))
        else:
            front = times(work, front, number)
            (single if multiplicity > 0 else below).append((base_term(form), multiplicity))
            if multiplicity > 0:
                merged *= (sign * factor) ** multiplicity
            else:
                divided *= (sign * factor) ** -multiplicity
    top = powers_of(work, ((front, 1), *above))
    bottom = powers_of(work, ((top, 1), *below))
    yield "factor", write_term(work, powers_of(work, ((bottom, 1), *single)))
    if len(below) > 1 and all(exponent == -1 for _, exponent in below):
        for base, exponent in known.items():
            if exponent < 0:
                divided *= ring.of_sum(base)
        if len(divided) <= MOST_TERMS_BELOW:
            merged_below = read_term(work, write_sum(work, ring.terms(divided)))
            yield "multiply out", write_term(work, powers_of(work, ((top, 1), (merged_below, -1), *single)))
    yield from _multiplied_out(work, ring, bottom, merged, sum(multiplicity for _, multiplicity in single))


def _is_settled(work: Workspace, fragments: Fragments, base: Form) -> bool:
    """Whether a sum is to be kept as it is where it divides the fraction, and not to be taken apart into factors."""
    exponent = fragments.sums.get(base, 0)
    if base in work.known or exponent < 0 or exponent > 1 or base in fragments.outside.powers:
        own = fragments.factored(base)
        return abs(own.number) == 1 and all(len(factor) > 1 for factor, _ in own.factors.values())
    return False


def _regrouped(fragments: Fragments, whole: Factored, bases: Iterable[Form]) -> tuple[Term, dict[Form, int], dict[str, int]]:
    """The fraction as what is outside, powers of certain sums, and multiplicities of the irreducible polynomials left."""
    left = {text: multiplicity for text, (_, multiplicity) in whole.factors.items()}
    known: dict[Form, int] = {}
    number = whole.number
    for base in bases:
        own = fragments.factored(base)
        fit = [Fraction(left.get(text, 0), multiplicity) for text, (_, multiplicity) in own.factors.items()]
        exponent = int(min(fit)) if min(fit) > 0 else int(max(fit))
        if exponent and (min(fit) > 0 or max(fit) < 0):
            known[base] = exponent
            number /= own.number**exponent
            for text, (_, multiplicity) in own.factors.items():
                left[text] -= multiplicity * exponent
    front = times(fragments.ring.work, fragments.outside, Term(number, {}, {}))
    return front, known, {text: multiplicity for text, multiplicity in left.items() if multiplicity}


def _multiplied_out(work: Workspace, ring: Ring, front: Term, merged: fmpq_mpoly, several: int) -> Iterator[tuple[str, Form]]:
    terms = ring.terms(merged) if several else [ONE_TERM]
    if several > 1:
        yield "factor", write_term(work, times(work, front, read_term(work, write_sum(work, terms))))
    if several:
        flipped = front._replace(coefficient=UNIT if front.coefficient > 0 else -UNIT)
        inner = [term._replace(coefficient=term.coefficient * abs(front.coefficient)) for term in terms]
        if front.coefficient.denominator == 1 and abs(front.coefficient) != 1:
            yield "multiply out", write_term(work, times(work, flipped, read_term(work, write_sum(work, inner))))
        if front.coefficient < 0:
            opposite = [negated(term) for term in terms]
            yield "factor", write_term(work, times(work, negated(front), read_term(work, write_sum(work, opposite))))
            inner = [negated(term) for term in inner]
            yield "multiply out", write_term(work, times(work, negated(flipped), read_term(work, write_sum(work, inner))))
    above, below = _bar(front)
    if _size(terms, above) <= MOST_TERMS_ABOVE:
        numerator = expand(work, total(work, (times(work, term, above) for term in terms)))
        yield "multiply out", write_term(work, times(work, below, read_term(work, numerator)))
        yield "split the fraction", total(work, (times(work, term, below) for term in terms_of(work, numerator)))


def _size(terms: list[Term], factor: Term) -> int:
    """The number of terms when the powers of sums in a factor are multiplied out."""
    size = len(terms)
    for base, exponent in factor.powers.items():
        if isinstance(base, Sum) and isinstance(exponent, Fraction):
            size *= len(base.terms) ** int(exponent)
    return size


def _bar(term: Term) -> tuple[Term, Term]:
    """What stands above and what stands below the fraction bar; the number goes with its own parts."""
    above = {base: exponent for base, exponent in term.powers.items() if not isinstance(exponent, Fraction) or exponent > 0}
    below = {base: exponent for base, exponent in term.powers.items() if isinstance(exponent, Fraction) and exponent < 0}
    coefficient = term.coefficient
    return (
        Term(Fraction(coefficient.numerator), {p: e for p, e in term.radicals.items() if e > 0}, above),
        Term(Fraction(1, coefficient.denominator), {p: e for p, e in term.radicals.items() if e < 0}, below),
    )
