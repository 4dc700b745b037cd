"""Expressions as quotients of polynomials: multiplied out, factored, divided, and written down again.

The generators of the polynomials are the parts that are not made by adding, multiplying and dividing: x, the square root of x,
sin x.  That they may have to do with each other the polynomials do not know.

Factorization and division are those of FLINT (fmpq_mpoly).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import comb
from typing import NamedTuple

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from symdiff.forms import (
    Constant,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    product_of,
    sum_of,
)

# Bounds on the work: nodes read, generators, terms of a polynomial, its degree, and the binary digits of a number.
MOST_NODES = 2_000
MOST_GENERATORS = 24
MOST_TERMS = 400
HIGHEST_DEGREE = 60
MOST_BITS = 4096


class TooLarge(Exception):
    """The work would go beyond a bound; internal, never seen by a user."""


class Ratio(NamedTuple):
    """A polynomial over a polynomial, not reduced."""

    numerator: fmpq_mpoly
    denominator: fmpq_mpoly


class Factors(NamedTuple):
    """A number times powers of irreducible polynomials with whole coefficients."""

    content: Fraction
    powers: list[tuple[fmpq_mpoly, int]]


class Ring:
    """The polynomials in which some forms can be written.

    Parameters:
        forms: what is to be read.
        first: generators that terms are to be ordered by, the first one foremost.

    Raises:
        TooLarge: where that would take too many generators.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> ring = Ring((x + y) ** 2 - y**2)
    >>> ring.write(ring.read((x + y) ** 2 - y**2).numerator)
    Power(x, 2) + 2*x*y
    """

    def __init__(self, *forms: Form, first: Sequence[Form] = ()) -> None:
        others = [form for form in _opened(forms) if not (isinstance(form, Number) or parts_of(form))]
        self.generators: tuple[Form, ...] = tuple(dict.fromkeys((*first, *sorted(others, key=_generator_order))))
        if len(self.generators) > MOST_GENERATORS:
            raise TooLarge
        self.context = _context(len(self.generators))
        self.places = {form: place for place, form in enumerate(self.generators)}
        self._writing = sorted(self.places.items(), key=lambda item: (_writing_order(item[0], first), item[1]))
        self._gens = self.context.gens()
        self.one = self.context.constant(1)

    def read(self, root: Form) -> Ratio:
        """A form as a quotient of polynomials.

        Raises:
            TooLarge: where that would go beyond a bound.
            ZeroDivisionError: where a denominator is 0.
        """
        known: dict[Form, Ratio] = {}
        for form in _opened((root,)):
            ratio = self._ratio(form, [known[part] for part in parts_of(form)])
            if max(len(ratio.numerator), len(ratio.denominator)) > MOST_TERMS:
                raise TooLarge
            known[form] = ratio
        return known[root]

    def _ratio(self, form: Form, parts: list[Ratio]) -> Ratio:
        match form:
            case Number(value):
                return Ratio(self.constant(value), self.one)
            case Negative():
                return Ratio(-parts[0].numerator, parts[0].denominator)
            case Sum():
                return self._total(parts)
            case Product():
                ratio = Ratio(self.one, self.one)
                for part in parts:
                    ratio = Ratio(_times(ratio.numerator, part.numerator), _times(ratio.denominator, part.denominator))
                return ratio
            case Quotient():
                return self._over(parts[0], parts[1])
            case Power(_, Number(exponent)) if parts:
                count = abs(exponent.numerator)
                raised = Ratio(_to(parts[0].numerator, count), _to(parts[0].denominator, count))
                return raised if exponent > 0 else self._over(Ratio(self.one, self.one), raised)
        return Ratio(self._gens[self.places[form]], self.one)

    def _total(self, parts: list[Ratio]) -> Ratio:
        numerator, denominator = parts[0]
        for part in parts[1:]:
            if part.denominator == denominator:
                numerator += part.numerator
            else:
                common = denominator.gcd(part.denominator)
                own, other = part.denominator / common, denominator / common
                numerator = _times(numerator, own) + _times(part.numerator, other)
                denominator = _times(denominator, own)
        return Ratio(numerator, denominator)

    def _over(self, above: Ratio, below: Ratio) -> Ratio:
        if not below.numerator:
            raise ZeroDivisionError
        ratio = Ratio(_times(above.numerator, below.denominator), _times(above.denominator, below.numerator))
        if ratio.denominator.is_constant():
            return Ratio(ratio.numerator / ratio.denominator, self.one)
        return ratio

    def constant(self, value: Fraction | int) -> fmpq_mpoly:
        """A number as a polynomial."""
        value = Fraction(value)
        return self.context.constant(fmpq(value.numerator, value.denominator))

    def reduced(self, ratio: Ratio) -> Ratio:
        """The quotient without common factors, the denominator with whole coprime coefficients and a positive leading one."""
        numerator, denominator = ratio
        common = numerator.gcd(denominator)
        numerator, denominator = numerator / common, denominator / common
        content = _content(denominator)
        return Ratio(numerator / content, denominator / content)

    def factors(self, polynomial: fmpq_mpoly) -> Factors:
        """The factors of a polynomial that is not 0."""
        if polynomial.total_degree() > HIGHEST_DEGREE:
            raise TooLarge
        content, powers = polynomial.factor()
        result = fraction_of(content)
        oriented = []
        for factor, count in powers:
            unit = _content(factor)
            result *= fraction_of(unit) ** int(count)
            oriented.append((factor / unit, int(count)))
        return Factors(result, oriented)

    def used(self, polynomial: fmpq_mpoly) -> tuple[Form, ...]:
        """The generators that occur."""
        return tuple(form for form, degree in zip(self.generators, polynomial.degrees(), strict=True) if int(degree) > 0)

    def degree(self, polynomial: fmpq_mpoly, generator: Form) -> int:
        """The degree in one generator."""
        return int(polynomial.degrees()[self.places[generator]])

    def coefficients(self, polynomial: fmpq_mpoly, generator: Form) -> list[fmpq_mpoly]:
        """The coefficients of the powers of one generator, from the constant term up."""
        place = self.places[generator]
        found: list[dict[tuple[int, ...], fmpq]] = [{} for _ in range(self.degree(polynomial, generator) + 1)]
        for exponents, coefficient in polynomial.terms():
            power = int(exponents[place])
            found[power][tuple(0 if k == place else int(e) for k, e in enumerate(exponents))] = coefficient
        return [self.context.from_dict(terms) for terms in found]

    def write(self, polynomial: fmpq_mpoly) -> Form:
        """A polynomial as a sum of terms, as a textbook orders them."""
        if len(polynomial) > MOST_TERMS:
            raise TooLarge
        return sum_of(self._term(exponents, fraction_of(value)) for exponents, value in polynomial.terms())

    def _term(self, exponents: Sequence[int], coefficient: Fraction) -> Form:
        factors: list[Form] = []
        for form, place in self._writing:
            count = int(exponents[place])
            if count:
                factors.append(form if count == 1 else Power(form, Number(count)))
        size = abs(coefficient)
        if size.denominator != 1 and factors:
            above = factors if size.numerator == 1 else [Number(size.numerator), *factors]
            term: Form = Quotient(product_of(above), Number(size.denominator))
        else:
            term = product_of(factors if size == 1 and factors else [Number(size), *factors])
        return Negative(term) if coefficient < 0 else term


def parts_of(form: Form) -> tuple[Form, ...]:
    """What a form is put together from by adding, multiplying and dividing; nothing for a generator or a number."""
    match form:
        case Sum() | Product() | Negative() | Quotient():
            return form.children
        case Power(base, Number(exponent)) if exponent.denominator == 1 and 0 < abs(exponent) <= HIGHEST_DEGREE:
            return (base,)
    return ()


def _opened(roots: Iterable[Form]) -> Iterator[Form]:
    """The nodes down to the generators, each once, parts before wholes."""
    seen: set[Form] = set()
    stack = [(root, False) for root in roots]
    while stack:
        form, ready = stack.pop()
        if ready:
            yield form
        elif form not in seen:
            seen.add(form)
            if len(seen) > MOST_NODES or (isinstance(form, Number) and _bits(form.value) > MOST_BITS):
                raise TooLarge
            stack.append((form, True))
            stack.extend((part, False) for part in reversed(parts_of(form)))


def _generator_order(form: Form) -> tuple[int, str]:
    match form:
        case Symbol(name):
            return 0, name
        case Constant(name):
            return 2, name
    return 1, ""


def _writing_order(form: Form, first: Sequence[Form]) -> int:
    """Where a factor stands in a product: constants, parameters, variables, everything else."""
    match form:
        case Constant() | Root(Number(), _):
            return 0
        case Symbol():
            return 2 if form in first else 1
    return 3


@cache
def _context(size: int) -> fmpq_mpoly_ctx:
    return fmpq_mpoly_ctx.get(tuple(f"g{place}" for place in range(size)), Ordering.lex)


def fraction_of(value: fmpq) -> Fraction:
    """A rational number of FLINT as one of Python."""
    return Fraction(int(value.p), int(value.q))


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _content(polynomial: fmpq_mpoly) -> fmpq:
    """What to divide by for whole coprime coefficients with a positive leading one."""
    content, sign = fmpq(0), fmpq(1)
    values = polynomial.coeffs()
    if values and values[0] < 0:
        sign = -sign
    for value in values:
        content = content.gcd(value)
    return content * sign


def _times(first: fmpq_mpoly, second: fmpq_mpoly) -> fmpq_mpoly:
    if len(first) * len(second) > MOST_TERMS * 8:
        raise TooLarge
    return first * second


def _to(polynomial: fmpq_mpoly, count: int) -> fmpq_mpoly:
    if comb(len(polynomial) + count - 1, count) > MOST_TERMS or polynomial.total_degree() * count > 4 * HIGHEST_DEGREE:
        raise TooLarge
    return polynomial**count
