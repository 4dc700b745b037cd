"""Sentences with formulas and numbers in them as people write them: − for a minus, and the decimal sign of the language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from string import Formatter

from symdiff.checker.equality.counterexample import Counterexample
from symdiff.forms import Number, Symbol
from symdiff.notation import Box, present
from symdiff.views.blocks import Words
from symdiff.wording.sentences import Part, Sentence, Wording

VALUES = frozenset(("values at a point", "values as numbers", "counterexample", "two numbers"))
"""The sentences that say a point and the two values there."""

LARGEST_DENOMINATOR = 100  # of a fraction that is written as one
_EXPONENT = re.compile(r"[+-]?\d+")
_NUMBER = re.compile(r"[-+\d][-+.\deji ]*")


def spoken(said: Sentence, wording: Wording, filled: Mapping[str, Words]) -> Words:
    """A sentence in words, with formulas in its places.

    Parameters:
        said: the sentence; what stands in its places may be a sentence itself.
        wording: the words.
        filled: by name, what is put in instead of what the sentence has.

    >>> from symdiff.wording.sentences import say, wording_of
    >>> spoken(say("look at", place="x^2"), wording_of("en"), {"place": ("x²",)})
    ('Look at ', 'x²', '.')
    """
    parts = dict(said.parts)
    pieces: list[Words] = []
    for literal, name, _, _ in Formatter().parse(wording.sentences[said.key]):
        pieces.append((literal,) if literal else ())
        if name is not None:
            pieces.append(filled[name] if name in filled else _part(parts[name], wording, filled))
    return tuple(word for words in pieces for word in words)


def _part(part: Part, wording: Wording, filled: Mapping[str, Words]) -> Words:
    if not isinstance(part, Sentence):
        return (wording.part(part),)
    words = spoken(part, wording, filled)
    match words:
        case (*before, str(last)) if not last.endswith(".."):
            return (*before, last.removesuffix("."))
    return words


def values(example: Counterexample, wording: Wording) -> dict[str, Words]:
    """What the ``VALUES`` have places for."""
    right, given = (number(wording.part(value), wording) for value in (example.left, example.right))
    return {"point": tuple(_point(example, wording)), "right": right, "given": given}


def _point(example: Counterexample, wording: Wording) -> Iterator[str | Box]:
    between = "; " if wording.sentences["decimal sign"] == "," else ", "
    for place, (name, value) in enumerate(sorted(example.point.items())):
        if place:
            yield between
        sign, text = _short(value)
        yield present(Symbol(name))
        yield f" {sign} "
        yield from number(text, wording)


def _short(value: Fraction | complex) -> tuple[str, str]:
    """The coordinate of a point with few digits, and whether it is that or about that."""
    match value:
        case Fraction() if value.denominator <= LARGEST_DENOMINATOR:
            return "=", str(value)
        case Fraction():
            return "≈", f"{float(value):.6g}"
    return "≈", f"{value.real:.6g} {'-' if value.imag < 0 else '+'} {abs(value.imag):.6g}i"


def number(text: str, wording: Wording) -> Words:
    """A number as people write it; what is no number stays as it is.

    >>> from symdiff.wording.sentences import wording_of
    >>> number("-0.25", wording_of("de")), number("holds", wording_of("en"))
    (('−0,25',), ('holds',))
    """
    if _NUMBER.fullmatch(text.replace("/", "")) is None:
        return (text,)
    written = text.replace("-", "−").replace("j", "i").replace(".", wording.sentences["decimal sign"])
    exponent = _EXPONENT.fullmatch(text.partition("e")[2])
    return (f"{written.partition('e')[0]} · ", present(Number(10) ** int(exponent.group()))) if exponent else (written,)
