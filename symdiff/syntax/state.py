"""The state of the parser: two stacks, the open brackets, and where the notes go."""

from __future__ import annotations

from symdiff.derivation import Note
from symdiff.errors import ParseError
from symdiff.syntax.limits import MAX_NOTES
from symdiff.syntax.operands import Frame, Operand, Pending
from symdiff.syntax.tokens import Token
from symdiff.wording.sentences import Sentence


class State:
    """What the rules of grammar see of a parser.

    Attributes:
        tokens, next: what is read, and the index of the token after the one that is being read.
        plain: whether the text is plain, so that what is typed without brackets may be meant otherwise.
        operands: what has been read and waits for an operator.
        pending: operators and functions that wait for what is on their right.
        frames: the open brackets; the first is the whole text.
        ready: whether an operand has just been read.
        fresh: the function that has just been read, while its argument is to come.
    """

    def __init__(self, tokens: list[Token], text: str, notes: list[Note], variable: str, plain: bool) -> None:
        self.tokens = tokens
        self.next = 0
        self.text = text
        self.notes = notes
        self.variable = variable
        self.plain = plain
        self.operands: list[Operand] = []
        self.pending: list[Pending] = []
        self.frames = [Frame("", tokens[0], 0)]
        self.ready = False
        self.fresh: Pending | None = None

    def fail(self, said: Sentence, position: int, hint: Sentence | None = None) -> ParseError:
        """An error at a place."""
        return ParseError(said, self.text, position, hint)

    def note(self, said: Sentence, start: int, stop: int, other: str = "") -> None:
        """Say once how a place was read."""
        note = Note(said, start, stop, other)
        if len(self.notes) < MAX_NOTES and note not in self.notes[-3:]:
            self.notes.append(note)

    def written(self, operand: Operand) -> str:
        """An operand as it was typed."""
        return self.text[operand.start : operand.stop]

    def peek(self) -> Token:
        """The token after the one that is being read."""
        return self.tokens[min(self.next, len(self.tokens) - 1)]

    @property
    def top(self) -> Pending | None:
        """The operator that waits on top of the stack, inside the innermost bracket."""
        return self.pending[-1] if len(self.pending) > self.frames[-1].waiting else None

    def factor_end(self, token: Token) -> int:
        """Where the factor that begins with a token ends, as far as it is typed without a space."""
        depth = 0
        stop = token.stop
        begun = True  # whether what is ahead belongs to the factor in any case
        first = next(place for place in range(self.next - 1, self.next + 1) if self.tokens[place] is token)
        for ahead in self.tokens[first : first + 40]:
            opens, closes = ahead.kind == "open", ahead.kind == "close"
            ends = ahead.spaced or ahead.kind in {"separator", "end", "bar"} or (ahead.kind == "operator" and ahead.value != "^")
            if depth - closes < 0 or (depth == 0 and ends and not begun):
                break
            depth += opens - closes
            begun = ahead.kind == "function"
            stop = ahead.stop
        return stop
