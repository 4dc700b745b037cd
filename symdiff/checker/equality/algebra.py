"""Expressions as quotients of polynomials in kernels: exponentials, sines and cosines, roots, logarithms, absolute values.

Every identity used holds wherever both its sides have a real value; with the exponent a whole number, powers of something
negative are covered too.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from flint import fmpq, fmpz

from symdiff.checker.equality.kernels import MOST_KERNELS, RING, Field, Polynomial, Ratio, TooMuchWork, constant, fraction
from symdiff.forms import Call, Form, Number, Power, Quotient, Root, walk

LARGEST_SCALE = 60
LARGEST_NUMBER = 10**18
MOST_STEPS = 40

ONE = constant(1)
MINUS_ONE = constant(-1)
TWO = constant(2)
COSINES_SQUARED = {  # of multiples of pi
    Fraction(0): Fraction(1),
    Fraction(1, 6): Fraction(3, 4),
    Fraction(1, 4): Fraction(1, 2),
    Fraction(1, 3): Fraction(1, 4),
    Fraction(1, 2): Fraction(0),
}


class Algebra:
    """Expressions as quotients of polynomials in kernels."""

    def __init__(self, nodes: Sequence[Form]) -> None:
        self.field = Field()
        inner = [part for form in nodes if isinstance(form, Call | Power) for part in form.children[-1:]]
        scale = lcm(1, *(divisor for form in walk(*inner) for divisor in _divisors(form)))
        self.scale = scale if scale <= LARGEST_SCALE else 1  # exponents are whole multiples of their part over this
        self.exponents: dict[int, Ratio] = {}  # of the kernels that are e to something
        self.roots: dict[int, tuple[Ratio, int]] = {}  # of the kernels that are a root
        self.logarithms: dict[int, Ratio] = {}  # of what some kernels are the logarithm
        self.positive: set[int] = set()  # the kernels that are never negative
        self.of_no_sign: set[int] = set()  # the kernels that may not even be real

    def times(self, *factors: Ratio) -> Ratio:
        total = ONE
        for factor in factors:
            total = self.field.multiply(total, factor)
        return total

    def plus(self, *terms: Ratio) -> Ratio:
        total = constant(0)
        for term in terms:
            total = self.field.add(total, term)
        return total

    def over(self, above: Ratio, below: Ratio) -> Ratio:
        return self.field.divide(above, below)

    def named(self, key: tuple[object, ...]) -> Ratio:
        return self.field.kernel(key)

    # ---- exponentials, sines and cosines ----

    def exponential(self, exponent: Ratio) -> Ratio:
        """e to an exponent: a product over the terms of the exponent."""
        total = ONE
        for monomial, coefficient in exponent.above.terms():
            growth = self._growth(tuple(map(int, monomial)), exponent.below, fraction(coefficient))
            total = self.field.multiply(total, growth)
        return total

    def _scaled(self, coefficient: Fraction) -> int:
        if (coefficient * self.scale).denominator != 1:
            raise TooMuchWork
        return int(coefficient * self.scale)

    def _growth(self, monomial: tuple[int, ...], below: Polynomial, coefficient: Fraction) -> Ratio:
        if below.is_constant() and sum(monomial) == 1 and monomial.index(1) in self.logarithms:
            return self.rational_power(self.logarithms[monomial.index(1)], coefficient)
        key = ("growth", monomial, str(below))
        kernel = self.field.kernel(key)
        place = self.field.places[key]
        if any(self._may_be_of_something_negative(other) for other, times in enumerate(monomial) if times):
            self.of_no_sign.add(place)
        else:
            self.exponents[place] = Ratio(RING.from_dict({monomial: fmpq(1, self.scale)}), below)
            self.positive.add(place)
        return self.field.power(kernel, self._scaled(coefficient))

    def _may_be_of_something_negative(self, place: int) -> bool:
        """Whether a kernel is the logarithm of a base that may be negative, in a power with a whole exponent."""
        argument = self.logarithms.get(place)
        return argument is not None and argument.number is None and self._only_kernel(argument.above) not in self.positive

    def _factors(self, polynomial: Polynomial) -> tuple[Fraction, list[tuple[Polynomial, int]]]:
        """The factors of something that has to be real, which a part of a power of something negative may not be."""
        degrees = polynomial.degrees()
        if any(degrees[place] > 0 for place in self.of_no_sign):
            raise TooMuchWork
        content, factors = polynomial.factor()
        return fraction(content), factors

    def sine(self, argument: Ratio) -> Ratio:
        return self._turned(argument)[1]

    def cosine(self, argument: Ratio) -> Ratio:
        return self._turned(argument)[0]

    def _turned(self, angle: Ratio) -> tuple[Ratio, Ratio]:
        """The cosine and the sine of an angle, by the addition theorems from those of its terms."""
        turned = ONE, constant(0)
        for monomial, coefficient in angle.above.terms():
            turned = self._turned_on(turned, self._turn(tuple(map(int, monomial)), angle.below, fraction(coefficient)))
        return turned

    def _turned_on(self, first: tuple[Ratio, Ratio], second: tuple[Ratio, Ratio]) -> tuple[Ratio, Ratio]:
        cosine = self.plus(self.times(first[0], second[0]), self.times(MINUS_ONE, first[1], second[1]))
        return cosine, self.plus(self.times(first[1], second[0]), self.times(first[0], second[1]))

    def _turn(self, monomial: tuple[int, ...], below: Polynomial, coefficient: Fraction) -> tuple[Ratio, Ratio]:
        pi = self.field.places.get(("constant", "pi"))
        if below.is_constant() and sum(monomial) == 1 and pi is not None and monomial[pi] == 1:
            cosine, sine = self._known_cosine(coefficient), self._known_cosine(coefficient - Fraction(1, 2))
            if cosine is not None and sine is not None:
                return cosine, sine
        cosine = self.field.kernel(("cos", monomial, str(below)))
        sine = self.field.kernel(("sin", monomial, str(below)), 2, 1 - cosine.above**2)
        times = self._scaled(coefficient)
        if abs(times) > MOST_STEPS:
            raise TooMuchWork
        turned = ONE, constant(0)
        for _ in range(abs(times)):
            turned = self._turned_on(turned, (cosine, sine))
        return turned[0], turned[1] if times > 0 else self.times(MINUS_ONE, turned[1])

    def _known_cosine(self, half_turns: Fraction) -> Ratio | None:
        """The cosine of a multiple of pi, where it is a square root of a rational number."""
        place = abs((half_turns + 1) % 2 - 1)
        square = COSINES_SQUARED.get(min(place, 1 - place))
        if square is None:
            return None
        root = self._root_of_number(square, 2) if square else constant(0)
        return self.times(MINUS_ONE, root) if place > Fraction(1, 2) else root

    # ---- roots, powers and logarithms ----

    def rational_power(self, base: Ratio, exponent: Fraction) -> Ratio:
        if exponent.denominator == 1:
            return self.field.power(base, exponent.numerator)
        return self.field.power(self.root(base, exponent.denominator), exponent.numerator)

    def root(self, radicand: Ratio, index: int) -> Ratio:
        """A real root: of a/b it is that of a·b^(n-1), over b or |b|, and factors to the power n come out."""
        if not radicand.above:
            return radicand
        below = Ratio(radicand.below, RING.constant(1))
        outside = below if index % 2 else self.absolute(below)
        whole = self.times(Ratio(radicand.above, RING.constant(1)), self.field.power(below, index - 1))
        number, factors = self._factors(whole.above)
        inside = RING.constant(1)
        result = ONE
        for factor, times in factors:
            kernel = self._only_kernel(factor)
            if kernel in self.exponents:
                growth = self.times(self.exponents[kernel], constant(Fraction(times, index)))
                result = self.times(result, self.exponential(growth))
                continue
            out, rest = divmod(times, index)
            taken = Ratio(factor, RING.constant(1))
            result = self.times(result, self.field.power(taken if index % 2 or out % 2 == 0 else self.absolute(taken), out))
            inside *= factor**rest
        if number < 0 and index % 2:
            number, result = -number, self.times(MINUS_ONE, result)
        if number < 0:
            number, inside = -number, -inside
        result = self.over(self.times(result, self._root_of_number(number, index)), outside)
        if inside.is_one():
            return result
        kernel_root = self.field.kernel(("root", index, str(inside)), index, inside)
        place = self.field.places["root", index, str(inside)]
        self.roots[place] = Ratio(inside, RING.constant(1)), index
        if index % 2 == 0:
            self.positive.add(place)
        return self.times(result, kernel_root)

    def _root_of_number(self, number: Fraction, index: int) -> Ratio:
        result = ONE
        for prime, times in _primes(number):
            out, rest = divmod(times, index)
            kernel = self.field.kernel(("root", index, prime), index, RING.constant(prime)) if rest else ONE
            if rest:
                self.positive.add(self.field.places["root", index, prime])
            result = self.times(result, self.rational_power(constant(prime), Fraction(out)), self.field.power(kernel, rest))
        return result

    def _only_kernel(self, factor: Polynomial) -> int | None:
        """The place of a kernel, if a polynomial is nothing else."""
        monomials = factor.monoms()
        return int(list(monomials[0]).index(1)) if len(monomials) == 1 and sum(monomials[0]) == 1 else None

    def logarithm(self, argument: Ratio) -> Ratio:
        """A sum of logarithms of primes, of absolute values, and of one product of single factors."""
        if not argument.above:
            raise TooMuchWork
        factors: list[tuple[Polynomial, int]] = []
        number = Fraction(1)
        for polynomial, sign in ((argument.above, 1), (argument.below, -1)):
            content, found = self._factors(polynomial)
            number *= content**sign
            factors.extend((factor, sign * times) for factor, times in found)
        odd = [factor for factor, times in factors if times % 2 and self._only_kernel(factor) not in self.positive]
        single = len(odd) == 1 and number > 0
        terms = []
        rest = constant(1 if number > 0 else -1)
        for factor, times in factors:
            whole = Ratio(factor, RING.constant(1))
            if factor in odd and not single:
                rest, times = self.times(rest, whole), times - 1
            base = factor if factor in odd and single else self.absolute(whole).above
            terms.append(self.times(constant(times), self._logarithm_of_factor(base)) if times else constant(0))
        for prime, times in _primes(abs(number)):
            terms.append(self.times(constant(times), self._logarithm_kernel(constant(prime))))
        if rest.number == -1:
            raise TooMuchWork
        return self.plus(*terms) if rest.number == 1 else self.plus(self._logarithm_kernel(rest), *terms)

    def _logarithm_of_factor(self, factor: Polynomial) -> Ratio:
        kernel = self._only_kernel(factor)
        if kernel in self.exponents:
            return self.exponents[kernel]
        if kernel in self.roots:
            radicand, index = self.roots[kernel]
            return self.times(constant(Fraction(1, index)), self.logarithm(radicand))
        return self._logarithm_kernel(Ratio(factor, RING.constant(1)))

    def _logarithm_kernel(self, argument: Ratio) -> Ratio:
        kernel = self.field.kernel(("ln", argument.key))
        self.logarithms[self.field.places["ln", argument.key]] = argument
        return kernel

    def absolute(self, argument: Ratio) -> Ratio:
        """A product of absolute values of factors."""
        result = ONE
        for polynomial, sign in ((argument.above, 1), (argument.below, -1)):
            content, factors = self._factors(polynomial)
            result = self.times(result, constant(abs(content) ** sign))
            for factor, times in factors:
                whole = Ratio(factor, RING.constant(1))
                if times % 2 and self._only_kernel(factor) not in self.positive:
                    key = ("abs", str(factor))
                    absolute = self.field.kernel(key, 2, factor * factor)
                    self.positive.add(self.field.places[key])
                    whole = self.times(self.field.power(whole, times - 1), absolute)
                    times = 1
                result = self.times(result, self.field.power(whole, sign * times))
        return result if argument.above else argument

    # ---- functions ----

    def opaque(self, name: str, *arguments: Ratio) -> Ratio:
        """A function of which nothing is known but that equal arguments give equal values."""
        return self.field.kernel((name, *(argument.key for argument in arguments)))

    def odd(self, name: str, argument: Ratio) -> Ratio:
        """A function of which besides f(-x) = -f(x) is known."""
        if argument.above and argument.above.leading_coefficient() < 0:
            return self.times(MINUS_ONE, self.opaque(name, self.times(MINUS_ONE, argument)))
        return self.opaque(name, argument) if argument.above else argument

    def hyperbolic(self, argument: Ratio, sign: Ratio) -> Ratio:
        growth = self.exponential(argument)
        return self.over(self.plus(growth, self.over(sign, growth)), TWO)

    def pi_over_two(self) -> Ratio:
        return self.over(self.named(("constant", "pi")), TWO)

    def gamma(self, argument: Ratio) -> Ratio:
        """gamma(u + n) = gamma(u)·u·(u + 1)···(u + n - 1), with the constant term of u from 0 to 1."""
        term = argument.above.to_dict().get((0,) * MOST_KERNELS, fmpq(0)) if argument.below.is_constant() else fmpq(0)
        whole = int(fraction(term).__floor__())
        if abs(whole) > MOST_STEPS or argument.number is not None:
            return self.opaque("gamma", argument)
        start = self.plus(argument, constant(-whole))
        steps = self.times(*(self.plus(start, constant(step)) for step in range(min(whole, 0), max(whole, 0))))
        return self.times(self.opaque("gamma", start), steps if whole > 0 else self.over(ONE, steps))


def _divisors(form: Form) -> Sequence[int]:
    match form:
        case Number(value):
            return (value.denominator,)
        case Quotient(_, Number(value)) | Root(_, Number(value)) if value:
            return (abs(value.numerator),)
    return ()


def _primes(number: Fraction) -> list[tuple[int, int]]:
    if max(number.numerator, number.denominator) > LARGEST_NUMBER:
        raise TooMuchWork
    above, below = fmpz(number.numerator).factor(), fmpz(number.denominator).factor()
    return [(int(prime), times) for prime, times in above] + [(int(prime), -times) for prime, times in below]
