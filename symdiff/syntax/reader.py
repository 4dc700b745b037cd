"""What the two spelling worlds have in common: a scanner that says what comes next, and an action for each kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, TypeAlias

from symdiff.derivation import Note
from symdiff.errors import LimitError, ParseError
from symdiff.forms import Number, Quotient
from symdiff.syntax import tokens as kinds
from symdiff.syntax.characters import FRACTIONS, SUPERSCRIPTS
from symdiff.syntax.limits import MAX_NAME, MAX_NOTES
from symdiff.syntax.names import CONSTANTS, GREEK
from symdiff.syntax.numbers import decimal
from symdiff.syntax.tokens import Token
from symdiff.wording.sentences import Sentence, say

Action: TypeAlias = Callable[[Any, re.Match[str]], None]
"""What a kind of piece does: the reader, and what was matched."""

GREEK_LETTER = "[" + "".join(GREEK) + "]"
RAISED = "[" + "".join(map(re.escape, SUPERSCRIPTS)) + "]+"


class Reader:
    """Cuts a part of a text into tokens.

    A spelling world is a subclass with a ``SCANNER``, whose named groups are the kinds of pieces, and ``ACTIONS``, which
    say what each kind becomes.

    Args:
        text: the whole text, after ``characters.plain``.
        start, stop: the part to read.
        notes: where to say how doubtful places were read.
    """

    SCANNER: ClassVar[re.Pattern[str]]
    ACTIONS: ClassVar[dict[str, Action]]

    def __init__(self, text: str, start: int, stop: int, notes: list[Note]) -> None:
        self.text = text
        self.position = start
        self.stop = stop
        self.notes = notes
        self.tokens: list[Token] = []
        self.spaced = False

    def read(self) -> list[Token]:
        """All tokens, with an ``END`` behind them."""
        scan = self.SCANNER.match
        while self.position < self.stop:
            match = scan(self.text, self.position, self.stop)
            assert match is not None and match.lastgroup is not None
            self.position = match.end()
            self.ACTIONS[match.lastgroup](self, match)
        self.finish()
        self.put(kinds.END, None, self.stop, self.stop)
        return self.tokens

    def finish(self) -> None:
        """Complain of what is still open at the end of the text."""

    def put(self, kind: str, value: object, start: int, stop: int) -> None:
        """Add a token."""
        self.tokens.append(Token(kind, value, start, stop, self.spaced))
        self.spaced = False

    def operand(self, kind: str, value: object, start: int, stop: int) -> None:
        """Add a token that can stand as an operand by itself."""
        self.put(kind, value, start, stop)

    def variable(self, name: str, start: int, stop: int) -> None:
        """Add the name of a variable, with the subscript that follows it."""
        if len(name) > MAX_NAME:
            raise LimitError(say("name too long", length=len(name), most=MAX_NAME))
        self.operand(kinds.NAME, name, start, stop)

    def inner(self, text: str, start: int, stop: int) -> list[Token]:
        """The tokens of a part of a text, in the same spelling."""
        return type(self)(text, start, stop, self.notes).read()[:-1]

    def ahead(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What follows, if it matches."""
        return pattern.match(self.text, self.position, self.stop)

    def fail(self, said: Sentence, position: int, hint: Sentence | None = None) -> ParseError:
        """An error at a place of the text."""
        return ParseError(said, self.text, position, hint)

    def note(self, said: Sentence, start: int, stop: int, other: str = "") -> None:
        """Say how a doubtful place was read."""
        if len(self.notes) < MAX_NOTES:
            self.notes.append(Note(said, start, stop, other))

    # Actions that both worlds share

    def space(self, match: re.Match[str]) -> None:
        """Space between two pieces."""
        self.spaced = True

    def skip(self, match: re.Match[str]) -> None:
        """A piece that says nothing."""

    def greek(self, match: re.Match[str]) -> None:
        """A Greek letter."""
        name = GREEK[match.group()]
        if name in CONSTANTS:
            self.operand(kinds.ATOM, CONSTANTS[name], *match.span())
        else:
            self.variable(name, *match.span())

    def raised(self, match: re.Match[str]) -> None:
        """x²: superscripts are read as x^(2)."""
        start, stop = match.span()
        plain = "".join(SUPERSCRIPTS[character] for character in match.group())
        self.put(kinds.OPERATOR, "^", start, start)
        self.put(kinds.OPEN, "{", start, start)
        if plain.isdecimal():
            self.put(kinds.ATOM, decimal(plain), start, stop)
        else:
            self.tokens.extend(self.inner(self.text[:start] + plain + self.text[stop:], start, stop))
        self.put(kinds.CLOSE, "{", stop, stop)

    def vulgar_fraction(self, match: re.Match[str]) -> None:
        """½"""
        above, below = FRACTIONS[match.group()].as_integer_ratio()
        self.operand(kinds.ATOM, Quotient(Number(above), Number(below)), *match.span())
