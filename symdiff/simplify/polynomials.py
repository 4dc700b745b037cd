"""Sums as polynomials: multiplied out, factored, divided.

The generators of a polynomial ring are the bases of the terms to their smallest common exponent: x, the square root of x, e^x,
sin(x), or a sum that is too high a power to be multiplied out.  What two generators have to do with each other, the square root
of x being a root, say, the ring need not know: terms are written back through ``terms.product``, which does.

Factorization and division are those of FLINT (fmpq_mpoly).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import comb
from typing import SupportsInt

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdiff.forms import Call, Form, Number, Sum
from symdiff.simplify.functions import SQUARES
from symdiff.simplify.numbers import common_divisor
from symdiff.simplify.terms import Pile, read_term, terms_of
from symdiff.simplify.writing import UNIT, Exponent, Rank, Term, Workspace, collect, rank, write_sum, write_term

# A power of a sum that may have more terms than this when multiplied out stays a power, and so does a higher power.
MOST_TERMS_OF_POWER = 120
HIGHEST_POWER = 8

# A polynomial with more terms than this is neither multiplied out nor factored.
MOST_TERMS = 400

# A polynomial of a higher degree than this is not factored.
HIGHEST_DEGREE = 60

# No more generators than this.
MOST_GENERATORS = 24

HALF = Fraction(1, 2)

# Stands for the exponent of a prime under a root.
RADICAL = Term(UNIT, {}, {})

_Key = tuple[Form, object, bool]


class TooLarge(Exception):
    """The work would go beyond a bound; internal, never seen by a user."""


class Ring:
    """The polynomial ring in which some sums and terms can be written."""

    def __init__(self, work: Workspace, terms: Iterable[Term]) -> None:
        self.work = work
        self.sums: dict[Form, list[Term]] = {}
        self.polynomials: dict[Form, fmpq_mpoly] = {}
        self.units: dict[_Key, tuple[Fraction, Term | None]] = {}
        waiting = list(terms)
        for term in waiting:
            for prime, exponent in term.radicals.items():
                self._note(Number(prime), exponent, RADICAL)
            for base, power in term.powers.items():
                if self._opens(base, power):
                    if base not in self.sums:
                        self.sums[base] = terms_of(work, base)
                        waiting.extend(self.sums[base])
                        if len(waiting) > MOST_TERMS:
                            raise TooLarge
                else:
                    for coefficient, core in exponent_parts(work, power):
                        self._note(base, coefficient, core)
                    self._note_partner(base, power)
        if len(self.units) > MOST_GENERATORS:
            raise TooLarge
        self.context = _context(len(self.units))
        self.places = {key: place for place, key in enumerate(sorted(self.units, key=self._order))}
        self.generators = list(self.places)

    def _opens(self, base: Form, power: Exponent) -> bool:
        """Whether a power of a sum is to be multiplied out."""
        if not isinstance(base, Sum) or isinstance(power, Form) or power.denominator != 1:
            return False
        exponent = power.numerator
        return 0 < exponent <= HIGHEST_POWER and comb(len(base.terms) + exponent - 1, exponent) <= MOST_TERMS_OF_POWER

    def _note_partner(self, base: Form, power: Exponent) -> None:
        """Make room for the function by which the square of another can be replaced."""
        match base, power:
            case Call(function, arguments), Fraction(denominator=1) if function in SQUARES and power > 1:
                self._note(Call(SQUARES[function].other, arguments), UNIT, None)

    def _note(self, base: Form, exponent: Fraction, core: Term | None) -> None:
        key = (base, None if core is None else core.core, exponent > 0)
        known, _ = self.units.get(key, (exponent if core else UNIT, None))
        self.units[key] = (_unit(known, exponent), core)

    def _order(self, key: _Key) -> tuple[bool, Rank]:
        return key[0] is not self.work.style.variable, rank(self.work, key[0])

    def polynomial(self, terms: Iterable[Term]) -> fmpq_mpoly:
        """The sum of terms as a polynomial."""
        total = self.context.constant(0)
        for term in terms:
            total += self._monomial(term)
        return total

    def _monomial(self, term: Term) -> fmpq_mpoly:
        exponents = [0] * len(self.generators)
        opened: list[tuple[Form, int]] = []
        for prime, exponent in term.radicals.items():
            self._mark(exponents, Number(prime), exponent, RADICAL)
        for base, power in term.powers.items():
            if base in self.sums and self._opens(base, power):
                assert isinstance(power, Fraction)
                opened.append((base, power.numerator))
            else:
                for coefficient, core in exponent_parts(self.work, power):
                    self._mark(exponents, base, coefficient, core)
        result = self.context.from_dict({tuple(exponents): rational(term.coefficient)})
        for base, count in opened:
            result = bounded_product(result, self.of_sum(base) ** count)
        return result

    def _mark(self, exponents: list[int], base: Form, exponent: Fraction, core: Term | None) -> None:
        key = (base, None if core is None else core.core, exponent > 0)
        exponents[self.places[key]] += (exponent / self.units[key][0]).numerator

    def of_sum(self, root: Form) -> fmpq_mpoly:
        """The polynomial of a sum that occurs in the ring; the sums that occur in it come first."""
        waiting = [root]
        while waiting:
            form = waiting[-1]
            inner = [
                base
                for term in self.sums[form]
                for base, power in term.powers.items()
                if base in self.sums and base not in self.polynomials and self._opens(base, power)
            ]
            if form in self.polynomials:
                waiting.pop()
            elif inner:
                waiting.extend(inner)
            else:
                self.polynomials[form] = self.polynomial(self.sums[form])
        return self.polynomials[root]

    def without_squares(self, polynomial: fmpq_mpoly, function: str) -> fmpq_mpoly:
        """A polynomial in which even powers of a function are replaced by way of a Pythagorean identity."""
        square = SQUARES[function]
        for place, (base, core, _) in enumerate(self.generators):
            match base:
                case Call(name, arguments) if name == function and core is None and polynomial.degrees()[place] > 1:
                    other = (Call(square.other, arguments), None, True)
                    if other in self.places and self._is_plain((base, None, True)) and self._is_plain(other):
                        value = square.number + square.factor * self.context.gen(self.places[other]) ** 2
                        polynomial = self._replaced(polynomial, place, value)
        return polynomial

    def with_radicands(self, polynomial: fmpq_mpoly) -> fmpq_mpoly:
        """A polynomial in which x^2 is written with the square root of a + b·x^2, where that root occurs."""
        for place, (base, core, above) in enumerate(self.generators):
            is_root = core is None and above and self.units[base, None, True][0] == HALF
            if is_root and isinstance(base, Sum) and len(base.terms) == 2:
                terms = terms_of(self.work, base)
                number = next((term.coefficient for term in terms if term.is_number), None)
                square = next((term for term in terms if list(term.powers.values()) == [2] and not term.radicals), None)
                if number is not None and square is not None:
                    (letter,) = square.powers
                    other = self.places.get((letter, None, True))
                    if other is not None and self._is_plain((letter, None, True)) and polynomial.degrees()[other] > 1:
                        value = (self.context.gen(place) ** 2 - rational(number)) / rational(square.coefficient)
                        polynomial = self._replaced(polynomial, other, value)
        return polynomial

    def _is_plain(self, key: _Key) -> bool:
        """Whether a generator is a base itself, and not a root of it."""
        return key in self.units and self.units[key][0] == 1

    def _replaced(self, polynomial: fmpq_mpoly, place: int, value: fmpq_mpoly) -> fmpq_mpoly:
        """A polynomial with the square of a generator replaced by a value."""
        by_power: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for exponents, coefficient in polynomial.terms():
            pairs, odd = divmod(int(exponents[place]), 2)
            rest = tuple(odd if spot == place else int(exponent) for spot, exponent in enumerate(exponents))
            by_power.setdefault(pairs, {})[rest] = coefficient
        total = self.context.constant(0)
        for pairs, part in by_power.items():
            total += self.context.from_dict(part) * value**pairs
        return total

    def squared_functions(self) -> list[str]:
        """The functions of which a square may be replaced."""
        return [name for name in SQUARES if any(isinstance(key[0], Call) and key[0].function == name for key in self.generators)]

    def terms(self, polynomial: fmpq_mpoly) -> list[Term]:
        """The terms of a polynomial."""
        if len(polynomial) > MOST_TERMS:
            raise TooLarge
        return collect(self._term(exponents, coefficient) for exponents, coefficient in polynomial.terms())

    def _term(self, exponents: Sequence[SupportsInt], coefficient: fmpq) -> Term:
        pile = Pile(self.work)
        pile.coefficient = Fraction(int(coefficient.p), int(coefficient.q))
        for key, exponent in zip(self.generators, exponents, strict=True):
            if exponent:
                base, _, _ = key
                unit, core = self.units[key]
                power = unit * int(exponent)
                if core is RADICAL and isinstance(base, Number):
                    pile.put_radical(base.value.numerator, power)
                elif core is None:
                    pile.put(base, power)
                else:
                    pile.put(base, write_term(self.work, core._replace(coefficient=power)))
        return pile.term()

    def form(self, polynomial: fmpq_mpoly) -> Form:
        """A polynomial as a sum of terms."""
        return write_sum(self.work, self.terms(polynomial))

    def factors(self, polynomial: fmpq_mpoly) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
        """A number, and irreducible polynomials with integer coefficients and their multiplicities."""
        if len(polynomial) > MOST_TERMS or polynomial.total_degree() > HIGHEST_DEGREE:
            raise TooLarge
        constant, factors = polynomial.factor()
        return Fraction(int(constant.p), int(constant.q)), factors


def bounded_product(first: fmpq_mpoly, second: fmpq_mpoly) -> fmpq_mpoly:
    """The product of two polynomials, unless it may have too many terms."""
    if len(first) * len(second) > MOST_TERMS * 4:
        raise TooLarge
    return first * second


def rational(value: Fraction) -> fmpq:
    """A fraction for FLINT."""
    return fmpq(value.numerator, value.denominator)


@cache
def _context(size: int) -> fmpq_mpoly_ctx:
    return fmpq_mpoly_ctx.get(tuple(f"g{place}" for place in range(size)), Ordering.deglex)


def _unit(known: Fraction, exponent: Fraction) -> Fraction:
    size = common_divisor((abs(known), abs(exponent)))
    return size if exponent > 0 else -size


def exponent_parts(work: Workspace, exponent: Exponent) -> list[tuple[Fraction, Term | None]]:
    """An exponent as numbers times cores: 2x + 1 is 2 times x, and 1."""
    if isinstance(exponent, Fraction):
        return [(exponent, None)]
    return [
        (term.coefficient, None if term.is_number else term._replace(coefficient=UNIT)) for term in terms_of(work, exponent)
    ]


def expand(work: Workspace, form: Form) -> Form:
    """A form with all products of sums multiplied out, or the form itself where that would be too long.

    >>> from symdiff.forms import Symbol
    >>> from symdiff.simplify.style import style_of
    >>> x = Symbol("x")
    >>> expand(Workspace(style_of(x, x)), 2 * (x + 1) ** 2)
    2*Power(x, 2) + 4*x + 2
    """
    for _ in range(3):
        terms = terms_of(work, form)
        ring = Ring(work, terms)
        if not ring.sums:
            return write_sum(work, collect(terms))
        form = ring.form(ring.polynomial(terms))
    return form


def with_squares_replaced(work: Workspace, form: Sum) -> Iterator[tuple[str, Form]]:
    """A sum with the squares of one function replaced by way of a Pythagorean identity, for each that it has."""
    terms = terms_of(work, form)
    ring = Ring(work, terms)
    polynomial = ring.polynomial(terms)
    for function in ring.squared_functions():
        other = ring.without_squares(polynomial, function)
        if other != polynomial:
            yield SQUARES[function].name, ring.form(other)


def with_sums_expanded(work: Workspace, term: Term) -> Term:
    """A term in which every sum that is a base is multiplied out, the powers of the sums are not."""
    pile = Pile(work)
    pile.put_term(Term(term.coefficient, term.radicals, {}), UNIT)
    for base, exponent in term.powers.items():
        if isinstance(base, Sum) and isinstance(exponent, Fraction) and exponent.denominator == 1:
            pile.put_term(read_term(work, expand(work, base)), exponent)
        else:
            pile.put(base, exponent)
    return pile.term()
