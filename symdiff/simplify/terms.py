"""Arithmetic with terms: multiply, raise to a power, add, with forms read as numbers times powers of bases.

Every function here holds on the real numbers wherever both sides are defined: an odd root of a negative number is real,
the square root of a square is an absolute value, and exponents are only multiplied where that is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from symdiff.forms import (
    ZERO,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
)
from symdiff.functions import absolute
from symdiff.simplify.signs import is_nonnegative, is_positive
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, negated, write_sum, write_term

# Numbers with more bits than this are left as powers.
MOST_BITS = 512

# Primes beyond this are not looked for in a number under a root.
LARGEST_PRIME = 1_000

NOTHING: dict[int, Fraction] = {}


class _Pile:
    """The factors of a product while it is being multiplied out."""

    __slots__ = ("coefficient", "powers", "radicals", "work")

    def __init__(self, work: Workspace) -> None:
        self.work = work
        self.coefficient = UNIT
        self.radicals: dict[int, Fraction] = {}
        self.powers: dict[Form, Exponent] = {}

    def put(self, base: Form, exponent: Exponent) -> None:
        known = self.powers.get(base)
        if known is not None:
            exponent = add_exponents(self.work, known, exponent)
        if exponent:
            self.powers[base] = exponent
        else:
            self.powers.pop(base, None)

    def put_number(self, value: Fraction, exponent: Fraction) -> None:
        if exponent.denominator == 1 and value and _bits(value) * abs(exponent) <= MOST_BITS:
            self.coefficient *= value**exponent.numerator
        elif not value and exponent > 0:
            self.coefficient = value
        elif value < 0 and exponent.denominator % 2:
            self.coefficient *= (-1) ** exponent.numerator
            self.put_number(-value, exponent)
        elif value > 0 and exponent.denominator != 1 and _bits(value) <= MOST_BITS:
            for prime, count in prime_factors(value).items():
                self.radicals[prime] = self.radicals.get(prime, Fraction()) + count * exponent
        else:
            self.put(self.work.number(value), exponent)

    def put_term(self, term: Term, exponent: Fraction) -> None:
        """Put in a term to a power with a whole exponent."""
        self.put_number(term.coefficient, exponent)
        for prime, power in term.radicals.items():
            self.radicals[prime] = self.radicals.get(prime, Fraction()) + power * exponent
        for base, inner in term.powers.items():
            self.put(base, inner * exponent if isinstance(inner, Fraction) else scale(self.work, inner, exponent))

    def term(self) -> Term:
        for base in [base for base in self.powers if isinstance(base, Number | Sum)]:
            exponent = self.powers[base]
            match base:
                case Number(value) if isinstance(exponent, Fraction) and value > 0 and exponent.denominator != 1:
                    del self.powers[base]
                    self.put_number(value, exponent)
                case Sum() if isinstance(exponent, Fraction) and (exponent < 0 or exponent.denominator != 1):
                    whole, common = without_fractions(self.work, base)
                    if common != 1:
                        del self.powers[base]
                        self.put(whole, exponent)
                        self.put_number(Fraction(common), -exponent)
        return Term(self.coefficient, {prime: power for prime, power in self.radicals.items() if power}, self.powers)


def read_term(work: Workspace, form: Form) -> Term:
    """A form whose parts are in normal form, as one term."""
    known = work.terms.get(form)
    if known is None:
        known = product(work, ((form, UNIT),))
        work.terms[form] = known
    return known


def product(work: Workspace, factors: Iterable[tuple[Form, Fraction]]) -> Term:
    """The product of powers of forms that are in normal form."""
    pile = _Pile(work)
    waiting = list(factors)[::-1]
    while waiting:
        form, exponent = waiting.pop()
        if exponent.denominator == 1 and form in work.terms:
            pile.put_term(work.terms[form], exponent)
            continue
        match form:
            case Number(value):
                pile.put_number(value, exponent)
            case Negative(operand) if exponent.denominator % 2:
                pile.coefficient *= (-1) ** exponent.numerator
                waiting.append((operand, exponent))
            case Product(parts) if exponent.denominator == 1:
                waiting.extend((part, exponent) for part in reversed(parts))
            case Quotient(numerator, denominator) if exponent.denominator == 1:
                waiting.append((denominator, -exponent))
                waiting.append((numerator, exponent))
            case Product() | Quotient():
                _put_root(pile, form, exponent)
            case Power(base, Number(inner)):
                _put_power(pile, waiting, base, inner, exponent)
            case Root(base, Number(index)) if index:
                _put_power(pile, waiting, base, 1 / index, exponent)
            case Power(base, inner) if exponent.denominator == 1 or is_positive(work, base):
                pile.put(base, scale(work, inner, exponent))
            case _:
                pile.put(form, exponent)
    return pile.term()


def _put_power(pile: _Pile, waiting: list[tuple[Form, Fraction]], base: Form, inner: Fraction, outer: Fraction) -> None:
    """(b^r)^s = b^(rs), except where b may be negative and r makes it positive: (b^2)^(1/2) = |b|."""
    joined = inner * outer
    if outer.denominator % 2 or inner.denominator % 2 == 0 or inner.numerator % 2 or is_nonnegative(pile.work, base):
        waiting.append((base, joined))
    elif joined.denominator % 2 and joined.numerator % 2 == 0:
        waiting.append((base, joined))
    else:
        waiting.append((absolute_value(pile.work, base), joined))


def without_fractions(work: Workspace, form: Sum) -> tuple[Form, int]:
    """A sum times the least number that leaves no fraction bar in it, and that number."""
    terms = [read_term(work, part) for part in form.terms]
    common = lcm(*(term.coefficient.denominator for term in terms if work.fractional(term.coefficient)))
    if common == 1:
        return form, 1
    return write_sum(work, [term._replace(coefficient=term.coefficient * common) for term in terms]), common


def _put_root(pile: _Pile, form: Form, exponent: Fraction) -> None:
    """The root of a product: what is a perfect power comes out of it."""
    work = pile.work
    term = read_term(work, form)
    index = exponent.denominator
    sign = 1
    if term.coefficient < 0 and index % 2:
        sign = -1
        term = negated(term)
        pile.coefficient *= (-1) ** exponent.numerator
    inside: dict[Form, Exponent] = {}
    coefficient = term.coefficient
    outside = Fraction(1)
    if coefficient > 0 and _bits(coefficient) <= MOST_BITS:
        for prime, count in prime_factors(coefficient).items():
            outside *= Fraction(prime) ** (count // index * index if count > 0 else -(-count // index * index))
    for base, power in term.powers.items():
        if isinstance(power, Fraction) and power.denominator == 1 and power.numerator % index == 0:
            if index % 2 == 0 and (power / index).numerator % 2 and not is_nonnegative(work, base):
                base = absolute_value(work, base)
            pile.put(base, power * exponent)
        elif base is E:
            pile.put(base, scale(work, power, exponent) if isinstance(power, Form) else power * exponent)
        else:
            inside[base] = power
    pile.put_number(outside, exponent)
    rest = write_term(work, Term(coefficient / outside, term.radicals, inside))
    match rest:
        case Product() | Quotient() | Negative():
            pile.put(rest, exponent)
        case _:
            for prime, power in (inner := product(work, ((rest, exponent),))).radicals.items():
                pile.radicals[prime] = pile.radicals.get(prime, Fraction()) + power
            pile.coefficient *= inner.coefficient
            for base, power in inner.powers.items():
                pile.put(base, power)


def add_exponents(work: Workspace, *exponents: Exponent) -> Exponent:
    """The sum of exponents; a number comes back as a number."""
    if all(isinstance(exponent, Fraction) for exponent in exponents):
        return sum((exponent for exponent in exponents if isinstance(exponent, Fraction)), Fraction())
    forms = [exponent if isinstance(exponent, Form) else work.number(exponent) for exponent in exponents]
    total = add(work, forms)
    return total.value if isinstance(total, Number) else total


def add(work: Workspace, forms: Iterable[Form]) -> Form:
    """The sum of forms in normal form, like terms collected."""
    return write_sum(work, collect(term for form in forms for term in terms_of(work, form)))


def terms_of(work: Workspace, form: Form) -> list[Term]:
    """The terms of a sum; anything else is its own only term, and the opposite of a sum a sum of opposites."""
    match form:
        case Sum(parts):
            return [read_term(work, part) for part in parts]
        case Negative(Sum(parts)):
            return [negated(read_term(work, part)) for part in parts]
    return [read_term(work, form)]


def collect(terms: Iterable[Term]) -> list[Term]:
    """Like terms together, in the order of their first appearance."""
    found: dict[object, Term] = {}
    for term in terms:
        core = term.core
        known = found.get(core)
        found[core] = term if known is None else known._replace(coefficient=known.coefficient + term.coefficient)
    return [term for term in found.values() if term.coefficient]


def scale(work: Workspace, form: Form, factor: Fraction) -> Form:
    """A number times an exponent; a sum is multiplied out."""
    return write_sum(
        work, [term._replace(coefficient=term.coefficient * factor) for term in terms_of(work, form)]
    )


def absolute_value(work: Workspace, form: Form) -> Form:
    """|f|, or f where it is never negative."""
    match form:
        case Negative(operand):
            return absolute_value(work, operand)
        case Number(value):
            return work.number(abs(value))
    return form if is_nonnegative(work, form) else absolute(form)


def prime_factors(value: Fraction) -> dict[int, int]:
    """The primes of a positive fraction with their exponents; a factor without small primes counts as a prime.

    >>> prime_factors(Fraction(12, 5))
    {2: 2, 3: 1, 5: -1}
    """
    found: dict[int, int] = {}
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        divisor = 2
        while divisor * divisor <= number and divisor <= LARGEST_PRIME:
            while number % divisor == 0:
                number //= divisor
                found[divisor] = found.get(divisor, 0) + sign
            divisor += 1
        if number > 1:
            found[number] = found.get(number, 0) + sign
    return found


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())
