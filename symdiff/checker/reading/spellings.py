"""Conventions of spelling that a verdict hangs on: what a text could also have meant."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from symdiff.checker.reading.answers import Given
from symdiff.wording.sentences import Sentence, say

SIGNS = "+-−"


def spelling_notices(*texts: Given) -> tuple[Sentence, ...]:
    """What has to be said about how texts are spelled.

    >>> spelling_notices("1--1")
    (Sentence(key='signs in a row', parts=()),)
    """
    written = [text for text in texts if isinstance(text, str)]
    return tuple(say(key) for holds, key in _SPELLINGS if any(holds(text) for text in written))


def _repeated_signs(text: str) -> bool:
    dense = text.replace(" ", "")
    return any(first in SIGNS and second in SIGNS for first, second in pairwise(dense))


def _has_name(*wanted: str) -> Callable[[str], bool]:
    return lambda text: not set(wanted).isdisjoint(_names(text))


def _names(text: str) -> list[str]:
    return "".join(character if character.isalpha() else " " for character in text).split()


_SPELLINGS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (_repeated_signs, "signs in a row"),
    (_has_name("log", "ln"), "logarithms"),
    (_has_name("lg"), "logarithm to base 10"),
    (_has_name("root", "nthroot", "cbrt", "surd"), "roots"),
    (_has_name("fact", "factorial"), "factorial"),
    (_has_name("nCr", "binom", "binomial", "choose"), "binomial"),
    (_has_name("i"), "letter i"),
)
