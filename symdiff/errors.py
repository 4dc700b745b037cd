"""The errors that symdiff raises on purpose; anything else that comes out is a bug."""

from __future__ import annotations


class SymdiffError(ValueError):
    """What all errors of symdiff have in common."""


class ParseError(SymdiffError):
    """The text could not be read.

    Attributes:
        message: what was wrong, in one sentence.
        text: the text as given.
        position: where in it, as a character position.
        hint: what would work, or ``""``.

    ``str()`` of it shows the place with a caret.
    """

    def __init__(self, message: str, text: str = "", position: int = 0, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        lines = [f"{self.message} ({self.hint})" if self.hint else self.message]
        if self.text:
            lines.extend(caret_lines(self.text, self.position))
        return "\n".join(lines)


class LimitError(SymdiffError):
    """The input is larger than symdiff accepts; the message names the limit and the size."""


class UnsupportedError(SymdiffError):
    """The input is meaningful and symdiff cannot do it; the message says what would work instead."""


class ShapeError(SymdiffError):
    """An operation was given shapes that do not fit; the message names the operation and the shapes."""


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
