"""Quotients of polynomials in kernels: what stands for sin x, √x or eˣ is a variable, maybe with a relation of its own.

A relation says what a power of a kernel is in lower powers and in kernels made before it: √x to the power 2 is x.  What
becomes 0 by relations is 0; what does not may be 0 all the same.

Method: B. F. Caviness and R. J. Fateman, Simplification of radical expressions, SYMSAC 1976; the polynomials are FLINT's.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx

Polynomial: TypeAlias = Any  # fmpq_mpoly; FLINT's types carry no annotations

MOST_KERNELS = 32
MOST_TERMS = 3000
MOST_PRODUCTS = 100_000
HIGHEST_DEGREE = 1000
MOST_PASSES = 64

RING = fmpq_mpoly_ctx.get([f"k{number}" for number in range(MOST_KERNELS)], Ordering.lex)


class TooMuchWork(Exception):
    """A bound on the work was hit, or something has no place among quotients of polynomials: the proof is given up."""


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A quotient of two polynomials in lowest terms, the denominator with leading coefficient 1."""

    above: Polynomial
    below: Polynomial

    @property
    def key(self) -> tuple[str, str]:
        """The same for the same quotient."""
        return str(self.above), str(self.below)

    @property
    def number(self) -> Fraction | None:
        """The value, where it is a rational number."""
        if not (self.above.is_constant() and self.below.is_constant()):
            return None
        return fraction(self.above.leading_coefficient()) if self.above else Fraction(0)


def fraction(value: fmpq) -> Fraction:
    return Fraction(int(value.numerator), int(value.denominator))


def constant(value: Fraction | int) -> Ratio:
    """A rational number."""
    value = Fraction(value)
    return Ratio(RING.constant(fmpq(value.numerator, value.denominator)), RING.constant(1))


class Field:
    """Kernels and their relations, and arithmetic with them."""

    def __init__(self) -> None:
        self.places: dict[Hashable, int] = {}
        self.relations: list[tuple[int, Polynomial] | None] = []

    def kernel(self, key: Hashable, degree: int = 0, power: Polynomial = None) -> Ratio:
        """The kernel with a key, made when first asked for; its power of the degree given is a polynomial."""
        place = self.places.get(key)
        if place is None:
            place = self.places[key] = len(self.relations)
            if place >= MOST_KERNELS:
                raise TooMuchWork
            self.relations.append((degree, power) if degree else None)
        return Ratio(RING.gen(place), RING.constant(1))

    def add(self, left: Ratio, right: Ratio) -> Ratio:
        if left.below == right.below:
            return self.ratio(left.above + right.above, left.below)
        return self.ratio(_times(left.above, right.below) + _times(right.above, left.below), _times(left.below, right.below))

    def multiply(self, left: Ratio, right: Ratio) -> Ratio:
        return self.ratio(_times(left.above, right.above), _times(left.below, right.below))

    def divide(self, left: Ratio, right: Ratio) -> Ratio:
        if not right.above:
            raise TooMuchWork
        return self.ratio(_times(left.above, right.below), _times(left.below, right.above))

    def power(self, base: Ratio, exponent: int) -> Ratio:
        if exponent < 0:
            return self.power(self.divide(constant(1), base), -exponent)
        degree = max(base.above.total_degree(), base.below.total_degree(), 1)
        if degree * exponent > HIGHEST_DEGREE:
            raise TooMuchWork
        result = constant(1)
        for bit in bin(exponent)[2:]:
            result = self.multiply(result, result)
            if bit == "1":
                result = self.multiply(result, base)
        return result

    def ratio(self, above: Polynomial, below: Polynomial) -> Ratio:
        """A quotient in lowest terms."""
        above, below = self.reduced(above), self.reduced(below)
        if not below:
            raise TooMuchWork
        common = above.gcd(below)
        above, below = above / common, below / common
        leading = below.leading_coefficient()
        return Ratio(above / leading, below / leading)

    def reduced(self, polynomial: Polynomial) -> Polynomial:
        """A polynomial with every relation put in."""
        for place in reversed(range(len(self.relations))):
            relation = self.relations[place]
            if relation is None:
                continue
            degree, power = relation
            for _ in range(MOST_PASSES):
                if polynomial.degrees()[place] < degree:
                    break
                polynomial = _lowered(polynomial, place, degree, power)
            else:
                raise TooMuchWork
        return polynomial


def _times(left: Polynomial, right: Polynomial) -> Polynomial:
    if len(left) * len(right) > MOST_PRODUCTS or len(left) + len(right) > MOST_TERMS:
        raise TooMuchWork
    return left * right


def _lowered(polynomial: Polynomial, place: int, degree: int, power: Polynomial) -> Polynomial:
    """Put a relation in for every power of one kernel that is high enough, once."""
    groups: dict[int, dict[tuple[int, ...], fmpq]] = {}
    for exponents, coefficient in polynomial.terms():
        times, rest = divmod(int(exponents[place]), degree)
        left = (*exponents[:place], rest, *exponents[place + 1 :])
        groups.setdefault(times, {})[left] = coefficient
    total = RING.constant(0)
    for times, terms in groups.items():
        if times * (len(power) - 1) > MOST_TERMS:
            raise TooMuchWork
        total += _times(RING.from_dict(terms), power**times)
    return total
