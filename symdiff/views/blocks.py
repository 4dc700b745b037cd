"""What a solution on paper is made of, whatever the output format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from symdiff.notation import Box
from symdiff.views.drawing import Drawing
from symdiff.wording.sentences import say, wording_of

Words: TypeAlias = tuple["str | Box", ...]
RemarkKind = Literal["note", "domain", "check", "warning", "alternative", "value", "shape", "test", "hint"]


@dataclass(frozen=True, slots=True, eq=False)
class Heading:
    """The title of a part of the solution."""

    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Prose:
    """A paragraph of words and formulas."""

    words: Words


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a display: ``left = right``, with the reason beside it.

    Attributes:
        left: the left side; ``None`` where the line goes on from the one above.
        right: the right side.
        reason: why it is so.
        relation: the sign between the sides.
    """

    left: Box | None
    right: Box
    reason: Words = ()
    relation: str = "="


@dataclass(frozen=True, slots=True, eq=False)
class Display:
    """Lines one below the other, aligned at their signs."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """The answer, which every format makes stand out."""

    left: Box
    right: Box


@dataclass(frozen=True, slots=True, eq=False)
class RuleList:
    """Rules by name with their statements, and why they are true where that is asked for."""

    entries: tuple[tuple[str, Box, Words], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Rows of formulas under a header."""

    header: tuple[Box, ...]
    rows: tuple[tuple[Box, ...], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Remark:
    """A sentence about the solution: where it holds, how it was checked, how the problem was read.

    Attributes:
        kind: which of these it is.
        words: the sentence.
        language: of what it is labelled with.
    """

    kind: RemarkKind
    words: Words
    language: str = "en"

    @property
    def label(self) -> str:
        """What it is labelled with."""
        return wording_of(self.language)(say(f"label: {self.kind}"))


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A picture of a computation graph."""

    drawing: Drawing


Block: TypeAlias = "Heading | Prose | Display | Answer | RuleList | Table | Remark | Figure"
Document: TypeAlias = tuple[Block, ...]
