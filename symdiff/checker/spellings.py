"""Conventions of spelling that a verdict hangs on: what a text could also have meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from symdiff.checker.answers import Given

SIGNS = "+-−"


def spelling_notices(*texts: Given) -> tuple[str, ...]:
    """What has to be said about how texts are spelled.

    >>> spelling_notices("1--1")
    ('of signs in a row, each minus turns the sign around',)
    """
    written = [text for text in texts if isinstance(text, str)]
    return tuple(notice for holds, notice in _SPELLINGS if any(holds(text) for text in written))


def _repeated_signs(text: str) -> bool:
    dense = text.replace(" ", "")
    return any(first in SIGNS and second in SIGNS for first, second in pairwise(dense))


def _names(text: str) -> Iterator[str]:
    name = ""
    for character in text + " ":
        if character.isalpha():
            name += character
        elif name:
            yield name
            name = ""


def _has_name(*wanted: str) -> Callable[[str], bool]:
    return lambda text: any(name in wanted for name in _names(text))


_SPELLINGS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (_repeated_signs, "of signs in a row, each minus turns the sign around"),
    (_has_name("log", "ln"), "log and ln are the natural logarithm; log(x, b) and log_b(x) have the base b"),
    (_has_name("lg"), "lg(x) is the logarithm to base 10; lg(x, b) has the base b"),
    (_has_name("root", "nthroot", "cbrt", "surd"), "root(x, n) is the real n-th root; without n it is the square root"),
    (_has_name("fact", "factorial"), "n! is gamma(n + 1), also where n is no whole number"),
    (_has_name("nCr", "binom", "binomial", "choose"), "nCr(n, k) and binom(n, k) are the binomial coefficient"),
    (_has_name("i"), "i is a letter like any other here, not the imaginary unit"),
)
