"""The language that somebody asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from symdiff.errors import SymdiffError
from symdiff.wording.sentences import LANGUAGES, Wording, say, wording_of


@contextmanager
def speaking(language: str) -> Iterator[Wording]:
    """The words of a language; an error that comes out is said in it too.

    Raises:
        SymdiffError: if there is no such language.

    >>> with speaking("de") as wording:
    ...     print(wording(say("correct")))
    Richtig.
    """
    if language not in LANGUAGES:
        raise SymdiffError(say("no such language", given=repr(language), known=", ".join(LANGUAGES)))
    try:
        yield wording_of(language)
    except SymdiffError as error:
        error.language = language
        raise
