"""What is to be said, apart from the words: a sentence by its key, and a wording that turns it into text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TypeAlias

from symdiff.errors import SymdiffError

Part: TypeAlias = "str | Sentence"

LANGUAGES: Mapping[str, str] = {"en": "symdiff.wording.english", "de": "symdiff.wording.german"}
"""The languages, each with the module of its catalogue."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something to be said.

    Attributes:
        key: under which the words stand in every catalogue.
        parts: what is put in for the placeholders.
    """

    key: str
    parts: tuple[tuple[str, Part], ...] = ()


def say(key: str, **parts: Part) -> Sentence:
    """A sentence with what is put in for its placeholders.

    >>> say("correct")
    Sentence(key='correct', parts=())
    """
    return Sentence(key, tuple(parts.items()))


def quoted(text: str) -> Sentence:
    """Words from elsewhere, which are not translated."""
    return say("as it is", text=text)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language.

    Attributes:
        language: its code, ``en`` or ``de``.
        sentences: for each key the words, with placeholders in braces.
    """

    language: str
    sentences: Mapping[str, str]

    def __call__(self, *said: Sentence) -> str:
        """Sentences in words, one after the other.

        >>> wording_of("de")(say("derivative of", about="sin"))
        'Ableitung von sin'
        """
        return " ".join(self._text(sentence) for sentence in said)

    def _text(self, sentence: Sentence) -> str:
        parts = {name: part if isinstance(part, str) else self._text(part) for name, part in sentence.parts}
        return self.sentences[sentence.key].format_map(parts)


@cache
def wording_of(language: str) -> Wording:
    """The words of a language.

    Raises:
        SymdiffError: if there is no such catalogue.
    """
    if language not in LANGUAGES:
        raise SymdiffError(f"There is no language {language!r}: it is one of {', '.join(LANGUAGES)}.")
    return Wording(language, MappingProxyType(import_module(LANGUAGES[language]).SENTENCES))
