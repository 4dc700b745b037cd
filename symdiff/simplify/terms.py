"""Arithmetic with terms: multiply, raise to a power, add, with forms read as numbers times powers of bases.

Every function here holds on the real numbers wherever both sides are defined: an odd root of a negative number is real,
the square root of a square is an absolute value, and exponents are only multiplied where that is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import lcm

from symdiff.forms import Call, Constant, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum, Symbol
from symdiff.functions import absolute
from symdiff.simplify.functions import turned_up
from symdiff.simplify.numbers import MOST_BITS, bits, common_divisor, perfect_power, prime_factors
from symdiff.simplify.signs import is_nonnegative, is_positive
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, collect, negated, settle_radicals, write_sum, write_term

_Waiting = list[tuple[Form, Fraction]]


class Pile:
    """The factors of a product while it is being multiplied out."""

    __slots__ = ("coefficient", "powers", "radicals", "work")

    def __init__(self, work: Workspace) -> None:
        self.work = work
        self.coefficient = UNIT
        self.radicals: dict[int, Fraction] = {}
        self.powers: dict[Form, Exponent] = {}

    def put(self, base: Form, exponent: Exponent) -> None:
        """Multiply by a power of a base."""
        known = self.powers.get(base)
        if known is None:
            if exponent:
                self.powers[base] = exponent
            return
        exponent = add_exponents(self.work, known, exponent)
        if exponent:
            self.powers[base] = exponent
        else:
            del self.powers[base]

    def put_number(self, value: Fraction, exponent: Fraction) -> None:
        """Multiply by a power of a number."""
        if value.numerator == value.denominator:
            return
        if exponent.denominator == 1 and value and (abs(value) == 1 or bits(value) * abs(exponent) <= MOST_BITS):
            self.coefficient *= value ** (exponent.numerator if abs(value) != 1 else exponent.numerator % 2)
        elif not value and exponent > 0:
            self.coefficient = value
        elif value < 0 and exponent.denominator % 2 and abs(exponent.numerator) <= MOST_BITS:
            self.coefficient *= (-1) ** (exponent.numerator % 2)
            self.put_number(-value, exponent)
        elif value > 0 and exponent.denominator != 1 and bits(value) * abs(exponent) <= MOST_BITS:
            for prime, count in prime_factors(value):
                self.put_radical(prime, count * exponent)
        else:
            self.put(self.work.number(value), exponent)

    def put_radical(self, prime: int, exponent: Fraction) -> None:
        """Multiply by a root of a prime."""
        self.radicals[prime] = self.radicals.get(prime, Fraction()) + exponent

    def put_term(self, term: Term, exponent: Fraction) -> None:
        """Multiply by a power, with a whole exponent, of a term."""
        if exponent.numerator == exponent.denominator:
            if term.coefficient is not UNIT:
                self.coefficient *= term.coefficient
            for prime, power in term.radicals.items():
                self.put_radical(prime, power)
            for base, inner in term.powers.items():
                self.put(base, inner)
            return
        self.put_number(term.coefficient, exponent)
        for prime, power in term.radicals.items():
            self.put_number(Fraction(prime), power * exponent)
        for base, inner in term.powers.items():
            self.put(base, inner * exponent if isinstance(inner, Fraction) else scale(self.work, inner, exponent))

    def term(self) -> Term:
        """What has been piled up, as a term."""
        special = [base for base in self.powers if not isinstance(base, Symbol | Constant)]
        for base in special:
            exponent = self.powers.get(base)
            match base:
                case _ if exponent is None or isinstance(exponent, Form):
                    pass
                case Product() | Quotient() | Negative() if exponent.denominator == 1:
                    del self.powers[base]
                    self.put_term(read_term(self.work, base), exponent)
                case Number(value) if not value and exponent > 0:
                    self.coefficient = value
                case Number(value) if value > 0 and exponent.denominator != 1:
                    del self.powers[base]
                    self.put_number(value, exponent)
                case Sum() if exponent < 0 or exponent.denominator != 1:
                    outside = self._taken_out(base, exponent.denominator)
                    if outside != 1:
                        del self.powers[base]
                        self.put(scale(self.work, base, 1 / outside), exponent)
                        self.put_number(outside, exponent)
                case Call("abs" | "sign", (argument,)):
                    self._join_signs(argument)
        return Term(*settle_radicals(self.coefficient, self.radicals), self.powers)

    def _taken_out(self, base: Sum, index: int) -> Fraction:
        """The number to take out of a sum below a fraction bar or under a root: fractions, and perfect powers."""
        coefficients = [read_term(self.work, part).coefficient for part in base.terms]
        below = lcm(*(each.denominator for each in coefficients if self.work.fractional(each)))
        if index == 1 or self.work.style.decimals:
            return Fraction(1, below)
        return perfect_power(common_divisor(coefficients) * below, index) / below

    def _join_signs(self, argument: Form) -> None:
        """A number is its size times its sign, whose square is 1: what is left is a power and at most one of the two."""
        size, sign = absolute(argument), Call("sign", (argument,))
        bases = (argument, size, sign)
        exponents = [self.powers.get(base, Fraction()) for base in bases]
        own, sizes, signs = exponents
        if any(not isinstance(exponent, Fraction) or exponent.denominator != 1 for exponent in exponents):
            return
        assert isinstance(own, Fraction) and isinstance(sizes, Fraction) and isinstance(signs, Fraction)
        if not own and not sizes and signs > 0:
            self.powers[sign] = 2 - signs % 2
            return
        for base in bases:
            self.powers.pop(base, None)
        total, odd = own + sizes, (own + signs) % 2
        if total % 2 == odd:
            self.put(argument, total)
        elif not total:
            self.put(Call("sign", (turned_up(argument),)), UNIT)
        else:
            step = UNIT if total > 0 else -UNIT
            self.put(size, step)
            self.put(argument, total - step)


def read_term(work: Workspace, form: Form) -> Term:
    """A form whose parts are in normal form, as one term."""
    known = work.terms.get(form)
    if known is None:
        known = product(work, ((form, UNIT),))
        work.terms[form] = known
    return known


def product(work: Workspace, factors: Iterable[tuple[Form, Fraction]]) -> Term:
    """The product of powers of forms that are in normal form."""
    pile = Pile(work)
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
                pile.coefficient *= (-1) ** (exponent.numerator % 2)
                waiting.append((operand, exponent))
            case Product(parts) if exponent.denominator == 1:
                waiting.extend((part, exponent) for part in reversed(parts))
            case Quotient(numerator, denominator) if exponent.denominator == 1:
                waiting.append((denominator, -exponent))
                waiting.append((numerator, exponent))
            case Product() | Quotient():
                _put_root(pile, waiting, form, exponent)
            case Power(base, Number(inner)):
                _put_power(work, waiting, base, inner, exponent)
            case Root(base, Number(index)) if index:
                _put_power(work, waiting, base, 1 / index, exponent)
            case Power(base, inner) if exponent.denominator == 1 or is_positive(work, base):
                _put_exponential(pile, waiting, base, scale(work, inner, exponent))
            case _:
                pile.put(form, exponent)
    return pile.term()


def _put_power(work: Workspace, waiting: _Waiting, base: Form, inner: Fraction, outer: Fraction) -> None:
    """(b^r)^s = b^(rs), except where b may be negative and r makes it positive: (b^2)^(1/2) = |b|."""
    joined = inner * outer
    lost = outer.denominator % 2 == 0 and inner.denominator % 2 and inner.numerator % 2 == 0
    kept = joined.denominator % 2 and joined.numerator % 2 == 0
    waiting.append((absolute_value(work, base) if lost and not kept else base, joined))


def _put_exponential(pile: Pile, waiting: _Waiting, base: Form, exponent: Form) -> None:
    """The exponential of a logarithm is its argument: e^(2 ln a + b) = a^2·e^b."""
    work = pile.work
    rest: list[Term] = []
    for term in terms_of(work, exponent):
        match tuple(term.powers.items()) if not term.radicals else ():
            case ((Call("ln", (argument,)), Fraction(numerator=1, denominator=1)),) if base is E:
                waiting.append((argument, term.coefficient))
            case ((Call("log", (argument, other)), Fraction(numerator=1, denominator=1)),) if other is base:
                waiting.append((argument, term.coefficient))
            case _:
                rest.append(term)
    left = write_sum(work, rest)
    pile.put(base, left.value if isinstance(left, Number) else left)


def _put_root(pile: Pile, waiting: _Waiting, form: Form, exponent: Fraction) -> None:
    """The root of a product: perfect powers and exponentials come out of it, and a sign out of an odd root."""
    work = pile.work
    term = read_term(work, form)
    index = exponent.denominator
    coefficient = term.coefficient
    if coefficient < 0 and index % 2:
        coefficient = -coefficient
        pile.coefficient *= (-1) ** (exponent.numerator % 2)
    outside = perfect_power(coefficient, index) if coefficient > 0 else UNIT
    inside: dict[Form, Exponent] = {}
    for base, power in term.powers.items():
        if base is E and isinstance(power, Form):
            pile.put(base, scale(work, power, exponent))
        elif isinstance(base, Sum) and isinstance(power, Fraction) and is_positive(work, base):
            pile.put(base, power * exponent)
        elif isinstance(power, Fraction) and power.denominator == 1 and power.numerator % index == 0:
            _put_power(work, waiting, base, power, exponent)
        else:
            inside[base] = power
    pile.put_number(outside, exponent)
    rest = write_term(work, Term(coefficient / outside, term.radicals, inside))
    if rest is form or isinstance(rest, Product | Quotient | Negative):
        pile.put(rest, exponent)
    else:
        waiting.append((rest, exponent))


def add_exponents(work: Workspace, first: Exponent, second: Exponent) -> Exponent:
    """The sum of two exponents; a number comes back as a number."""
    if not isinstance(first, Form) and not isinstance(second, Form):
        return first + second
    joined = add(work, [exponent if isinstance(exponent, Form) else work.number(exponent) for exponent in (first, second)])
    return joined.value if isinstance(joined, Number) else joined


def add(work: Workspace, forms: Iterable[Form]) -> Form:
    """The sum of forms in normal form, like terms collected."""
    return total(work, (term for form in forms for term in terms_of(work, form)))


def total(work: Workspace, terms: Iterable[Term]) -> Form:
    """The sum of terms, like terms collected and sums within it opened."""
    return write_sum(work, collect(inner for term in terms for inner in _opened(work, term)))


def _opened(work: Workspace, term: Term) -> Iterable[Term]:
    """The terms of a sum that is a term with the factor 1 or −1."""
    if len(term.powers) == 1 and abs(term.coefficient) == 1 and not term.radicals:
        ((base, exponent),) = term.powers.items()
        if isinstance(base, Sum) and exponent == 1:
            inner = terms_of(work, base)
            return inner if term.coefficient > 0 else [negated(each) for each in inner]
    return (term,)


def terms_of(work: Workspace, form: Form) -> list[Term]:
    """The terms of a sum; anything else is its own only term."""
    return [read_term(work, part) for part in form.terms] if isinstance(form, Sum) else [read_term(work, form)]


def scale(work: Workspace, form: Form, factor: Fraction) -> Form:
    """A number times a form; a sum is multiplied out."""
    if factor == 1:
        return form
    return write_sum(work, [term._replace(coefficient=term.coefficient * factor) for term in terms_of(work, form)])


def absolute_value(work: Workspace, form: Form) -> Form:
    """The absolute value of a form, without what it has no effect on: a sign, a number, a factor that is never negative."""
    match form:
        case Sum():
            return form if is_nonnegative(work, form) else absolute(form)
    term = read_term(work, form)
    sizes: _Waiting = [(work.number(abs(term.coefficient)), UNIT)]
    inside: dict[Form, Exponent] = {}
    for base, exponent in term.powers.items():
        factor = write_term(work, Term(UNIT, {}, {base: exponent}))
        if is_nonnegative(work, factor):
            sizes.append((factor, UNIT))
        else:
            inside[base] = exponent
    outside = write_term(work, product(work, sizes)._replace(radicals=term.radicals))
    if not inside:
        return outside
    upside_down = all(isinstance(exponent, Fraction) and exponent < 0 for exponent in inside.values())
    side = -UNIT if upside_down else UNIT
    size = absolute(write_term(work, product(work, ((write_term(work, Term(UNIT, {}, inside)), side),))))
    return write_term(work, product(work, ((outside, UNIT), (size, side))))
