"""The ways to write a fraction: in factors, multiplied out, split.

A term whose bases are sums is taken apart into what stands outside of the sums, the sums above and the sums below; above and
below are compared as polynomials, so that x^2 - 1 below meets x - 1 above.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from flint import fmpq_mpoly

from symdiff.forms import Form, Sum
from symdiff.rules.rewrites import FACTOR, MULTIPLY_OUT, SPLIT
from symdiff.simplify.fractions import ONE_TERM, base_term, half, powers_of, times
from symdiff.simplify.numbers import MOST_BITS, bits
from symdiff.simplify.polynomials import HIGHEST_POWER, Ring, TooLarge, bounded_product, expand
from symdiff.simplify.terms import read_term, scale, terms_of, total
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, negated, write_sum, write_term

# A numerator is not multiplied out into more terms than this, a denominator not into more than that.
MOST_TERMS_ABOVE = 48
MOST_TERMS_BELOW = 4


@dataclass(slots=True)
class Factored:
    """A polynomial in factors: a number, and irreducible polynomials with multiplicities, by their text."""

    number: Fraction = UNIT
    factors: dict[str, tuple[fmpq_mpoly, int]] = field(default_factory=dict)

    def multiply(self, other: Factored, exponent: int) -> None:
        """Multiply by a power of another; factors that are gone have the multiplicity 0."""
        if bits(other.number) * abs(exponent) > MOST_BITS and abs(other.number) != 1:
            raise TooLarge
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
    """A term as what is outside of sums and the sums above and below; a sum that is too long for a polynomial is outside."""
    ring = Ring(work, [base_term(base) for base in term.powers if isinstance(base, Sum)])
    outside: dict[Form, Exponent] = {}
    sums: dict[Form, int] = {}
    for base, exponent in term.powers.items():
        if base in ring.sums and isinstance(exponent, Fraction) and exponent.denominator == 1:
            sums[base] = exponent.numerator
        else:
            outside[base] = exponent
    return Fragments(Term(term.coefficient, term.radicals, outside), sums, ring)


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
        elif multiplicity < 0:
            front = times(work, front, number)
            below.append((base_term(form), multiplicity))
            divided = divided * sign * factor
        elif multiplicity > HIGHEST_POWER:
            front = times(work, front, number)
            above.append((base_term(form), multiplicity))
        else:
            front = times(work, front, number)
            single.append((base_term(form), multiplicity))
            merged = bounded_product(merged, (sign * factor) ** multiplicity)
    top = powers_of(work, ((front, 1), *above))
    bottom = powers_of(work, ((top, 1), *below))
    yield FACTOR.name, write_term(work, powers_of(work, ((bottom, 1), *single)))
    if bottom.coefficient < 0 and len(single) > 1:
        yield FACTOR.name, _with_sign_inside(work, bottom, single)
    if len(below) > 1 and all(exponent == -1 for _, exponent in below):
        for base, exponent in known.items():
            if exponent < 0:
                divided *= ring.of_sum(base)
        if len(divided) <= MOST_TERMS_BELOW:
            merged_below = read_term(work, write_sum(work, ring.terms(divided)))
            yield MULTIPLY_OUT.name, write_term(work, powers_of(work, ((top, 1), (merged_below, -1), *single)))
    yield from _multiplied_out(work, ring, bottom, merged, sum(multiplicity for _, multiplicity in single))


def _with_sign_inside(work: Workspace, bottom: Term, single: list[tuple[Term, int]]) -> Form:
    """A product with its minus sign in the first factor that may take it: (2 - x)(2 + x) for -(x - 2)(x + 2)."""
    for place, (factor, multiplicity) in enumerate(single):
        (base,) = factor.powers
        if multiplicity % 2 and base not in work.known:
            turned = (read_term(work, scale(work, base, -UNIT)), multiplicity)
            return write_term(work, powers_of(work, ((negated(bottom), 1), *single[:place], turned, *single[place + 1 :])))
    return write_term(work, powers_of(work, ((bottom, 1), *single)))


def _is_settled(work: Workspace, fragments: Fragments, base: Form) -> bool:
    """Whether a sum is to be kept as it is where it divides the fraction, and not to be taken apart into factors."""
    exponent = fragments.sums.get(base, 0)
    if base in work.known or exponent < 0 or exponent > 1 or base in fragments.outside.powers:
        own = fragments.factored(base)
        monomials = [factor for factor, _ in own.factors.values() if len(factor) == 1]
        if base in work.known and exponent > 1:
            bases = {each for factor in monomials for term in fragments.ring.terms(factor) for each in term.powers}
            return not bases & fragments.outside.powers.keys()
        return abs(own.number) == 1 and not monomials
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
        yield FACTOR.name, write_term(work, times(work, front, read_term(work, write_sum(work, terms))))
    if several:
        flipped = front._replace(coefficient=UNIT if front.coefficient > 0 else -UNIT)
        inner = [term._replace(coefficient=term.coefficient * abs(front.coefficient)) for term in terms]
        if front.coefficient.denominator == 1 and abs(front.coefficient) != 1:
            yield MULTIPLY_OUT.name, write_term(work, times(work, flipped, read_term(work, write_sum(work, inner))))
        if front.coefficient < 0:
            opposite = [negated(term) for term in terms]
            yield FACTOR.name, write_term(work, times(work, negated(front), read_term(work, write_sum(work, opposite))))
            inner = [negated(term) for term in inner]
            yield MULTIPLY_OUT.name, write_term(work, times(work, negated(flipped), read_term(work, write_sum(work, inner))))
    above = half(front, 1)._replace(coefficient=Fraction(front.coefficient.numerator))
    below = half(front, -1)._replace(coefficient=Fraction(1, front.coefficient.denominator))
    if _size(terms, above) <= MOST_TERMS_ABOVE:
        numerator = expand(work, total(work, (times(work, term, above) for term in terms)))
        top = read_term(work, numerator)
        if isinstance(numerator, Sum) and all(term.coefficient < 0 for term in terms_of(work, numerator)):
            top = negated(read_term(work, scale(work, numerator, -UNIT)))
        yield MULTIPLY_OUT.name, write_term(work, times(work, below, top))
        yield SPLIT.name, total(work, (times(work, term, below) for term in terms_of(work, numerator)))


def _size(terms: list[Term], factor: Term) -> int:
    """The number of terms when the powers of sums in a factor are multiplied out."""
    size = len(terms)
    for base, exponent in factor.powers.items():
        if isinstance(base, Sum) and isinstance(exponent, Fraction):
            size *= len(base.terms) ** int(exponent)
    return size
