"""The errors that symdiff raises on purpose; anything else that comes out is a bug."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from symdiff.wording.sentences import LANGUAGES, Part, Sentence, Wording, say, wording_of


class SymdiffError(ValueError):
    """What all errors of symdiff have in common.

    Attributes:
        said: what went wrong; ``str()`` of the error has the words.
        language: of the words: English, unless something was asked for in another language.
    """

    language = "en"

    def __init__(self, said: Sentence) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        return wording_of(self.language)(self.said)

    @property
    def reason(self) -> Sentence:
        """All that went wrong, to be said inside another sentence."""
        return self.said


class ParseError(SymdiffError):
    """The text could not be read.

    Attributes:
        text: the text as given.
        position: where in it, as a character position.
        advice: what would work, or ``None``.

    ``str()`` of it shows the place with a caret.
    """

    def __init__(self, said: Sentence, text: str = "", position: int = 0, hint: Sentence | None = None) -> None:
        super().__init__(said)
        self.text = text
        self.position = position
        self.advice = hint

    @property
    def message(self) -> str:
        """What was wrong, in one sentence."""
        return wording_of(self.language)(self.said)

    @property
    def hint(self) -> str:
        """What would work, or ``""``."""
        return wording_of(self.language)(self.advice) if self.advice else ""

    @property
    def reason(self) -> Sentence:
        """What was wrong, and what would work."""
        return say("with advice", said=self.said, advice=self.advice) if self.advice else self.said

    def __str__(self) -> str:
        lines = [wording_of(self.language)(self.reason)]
        if self.text:
            lines.extend(caret_lines(self.text, self.position))
        return "\n".join(lines)


class LimitError(SymdiffError):
    """The input is larger than symdiff accepts; the message names the limit and the size."""


class UnsupportedError(SymdiffError):
    """The input is meaningful and symdiff cannot do it; the message says what would work instead."""


class ShapeError(SymdiffError):
    """An operation was given shapes that do not fit; the message names the operation and the shapes."""


def why_not(error: OSError) -> Part:
    """Why a file cannot be read or written: the usual reasons in the words of the catalogues, others as the system says them."""
    match error:
        case FileNotFoundError():
            return say("no such file")
        case PermissionError():
            return say("not allowed")
        case IsADirectoryError():
            return say("a folder")
    return error.strerror or str(error)


def caret_lines(text: str, position: int, width: int = 72) -> tuple[str, str]:
    """The part of a text around a position on one line, and a line with a caret under the position.

    Characters that would disturb a terminal are shown as a dot.

    >>> print(*caret_lines("2x + ?", 5), sep=chr(10))
      2x + ?
           ^
    """
    clean = "".join(character if character.isprintable() else "·" for character in text)
    start = max(0, min(position - width // 2, len(clean) - width))
    shown = clean[start : start + width]
    before = "…" if start else ""
    after = "…" if start + width < len(clean) else ""
    return f"  {before}{shown}{after}", " " * (2 + len(before) + position - start) + "^"


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
