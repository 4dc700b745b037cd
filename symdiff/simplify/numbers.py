"""Exact numbers: primes, sizes, common parts."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import lru_cache
from math import gcd, lcm, prod

# Numbers with more bits than this are left as powers.
MOST_BITS = 512

# Primes beyond this are not looked for in a number under a root.
LARGEST_PRIME = 1_000


@lru_cache(maxsize=1024)
def prime_factors(value: Fraction) -> tuple[tuple[int, int], ...]:
    """The primes of a positive fraction with their exponents; a factor without small primes counts as a prime.

    >>> prime_factors(Fraction(12, 5))
    ((2, 2), (3, 1), (5, -1))
    """
    found: list[tuple[int, int]] = []
    for number, sign in ((value.numerator, 1), (value.denominator, -1)):
        divisor = 2
        while divisor * divisor <= number and divisor <= LARGEST_PRIME:
            count = 0
            while number % divisor == 0:
                number //= divisor
                count += sign
            if count:
                found.append((divisor, count))
            divisor += 1
        if number > 1:
            found.append((number, sign))
    return tuple(found)


def perfect_power(value: Fraction, index: int) -> Fraction:
    """The largest number of which a positive fraction is a multiple and of which the root is a fraction.

    >>> perfect_power(Fraction(12), 2)
    Fraction(4, 1)
    """
    if bits(value) > MOST_BITS:
        return Fraction(1)
    powers = (Fraction(prime) ** (int(Fraction(count, index)) * index) for prime, count in prime_factors(value))
    return prod(powers, start=Fraction(1))


def bits(value: Fraction) -> int:
    """The length of a fraction in binary digits."""
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def common_divisor(values: Iterable[Fraction]) -> Fraction:
    """The largest positive fraction of which all values are whole multiples.

    >>> common_divisor([Fraction(3, 2), Fraction(9, 4)])
    Fraction(3, 4)
    """
    values = tuple(values)
    return Fraction(gcd(*(value.numerator for value in values)), lcm(*(value.denominator for value in values)))
