"""What is to be said, apart from the words: a sentence by its key, and a wording that turns it into text.

This is the ground floor: every room says something, and none of them has the words.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, reduce
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

Part: TypeAlias = "str | int | Sentence"

LANGUAGES: Mapping[str, str] = {"en": "symdiff.wording.english", "de": "symdiff.wording.german"}
"""The languages, each with its catalogue."""


class Sentence(NamedTuple):
    """Something to be said.

    Attributes:
        key: under which the words stand in every catalogue.
        parts: what is put in for the placeholders: a text as it is, a number, or another sentence.
    """

    key: str
    parts: tuple[tuple[str, Part], ...] = ()


def say(key: str, /, **parts: Part) -> Sentence:
    """A sentence with what is put in for its placeholders.

    >>> say("correct")
    Sentence(key='correct', parts=())
    """
    return Sentence(key, tuple(parts.items()))


def quoted(text: str) -> Sentence:
    """Words from elsewhere, which are not translated."""
    return say("as it is", text=text)


def listed(first: Part, *others: Part) -> Part:
    """One after the other, with commas: *x, y, z*."""
    return reduce(lambda before, part: say("listed", first=before, second=part), others, first)


def either(first: Part, *others: Part) -> Part:
    """One of several: *x, y or z*.

    >>> wording_of("de")(say("as it is", text=either("x", "y", "z")))
    'x, y oder z'
    """
    return say("either", first=listed(first, *others[:-1]), second=others[-1]) if others else first


def typed(text: str) -> str:
    r"""Something that was typed, as it can be shown: a character that cannot be printed is written as its number.

    >>> print(typed("2\x00"))
    2\x00
    """
    return repr(text)[1:-1]


class Wording:
    """The words of one language.

    Attributes:
        language: its code, ``en`` or ``de``.
        sentences: for each key the words, with placeholders in braces.
    """

    __slots__ = ("language", "sentences")

    def __init__(self, language: str, sentences: Mapping[str, str]) -> None:
        self.language = language
        self.sentences = sentences

    def __call__(self, *said: Sentence) -> str:
        """Sentences in words, one after the other.

        >>> wording_of("de")(say("derivative of", about="sin"))
        'Ableitung von sin'
        """
        return " ".join(map(self._text, said))

    def _text(self, sentence: Sentence) -> str:
        parts = {name: self.part(part) for name, part in sentence.parts}
        return self.sentences[sentence.key].format_map(parts)

    def part(self, part: Part) -> str:
        """What is put in for a placeholder; a sentence inside another has no full stop."""
        match part:
            case str():
                return part
            case int():
                return f"{part:,}".replace(",", self.sentences["between thousands"])
        text = self._text(part)
        return text if text.endswith("..") else text.removesuffix(".")


@cache
def wording_of(language: str) -> Wording:
    """The words of one of the ``LANGUAGES``."""
    return Wording(language, MappingProxyType(import_module(LANGUAGES[language]).SENTENCES))
