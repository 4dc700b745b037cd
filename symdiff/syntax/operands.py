"""What lies on the parser's two stacks: operands that are being built, and operators and brackets that wait."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag

from symdiff.forms import Form, Product, Sum
from symdiff.syntax.tokens import Applicable, Token

VALUE = "an expression"
CONDITION = "a condition"
PAIR = "a value with its condition"
LIST = "a list"


class Traits(IntFlag):
    """What occurs in an operand: letters, usual variables, pi; and how it was written."""

    NONE = 0
    LETTER = 1
    MAIN = 2
    CIRCLE = 4  # pi
    RUN = 8  # letters, and powers of letters, typed together
    NUMERAL = 16  # a typed number, alone
    EULER = 32  # e, alone


CONTENT = Traits.LETTER | Traits.MAIN | Traits.CIRCLE


class Operand:
    """A part of the expression that has been read.

    Sums and products are collected in ``parts`` while they grow (``chain`` is ``"+"`` or ``"*"``), so that a long one
    costs no more for each term than a short one.
    """

    __slots__ = ("_form", "chain", "exponent", "grouped", "parts", "sort", "start", "stop", "traits")

    def __init__(self, form: Form | None, start: int, stop: int, traits: Traits = Traits.NONE, sort: str = VALUE) -> None:
        self._form = form
        self.start = start
        self.stop = stop
        self.traits = traits
        self.sort = sort
        self.grouped = False
        self.chain = ""
        self.parts: list[Form] = []
        self.exponent: Operand | None = None

    @property
    def form(self) -> Form:
        """What was read, as a form."""
        if self._form is None:
            self._form = Sum(self.parts) if self.chain == "+" else Product(self.parts)
        return self._form

    def extended(self, chain: str, part: Form, right: Operand) -> Operand:
        """A sum or product with one more part at its end."""
        if self.chain == chain and not self.grouped:
            self.parts.append(part)
            self._form = None
            longer = self
        else:
            longer = Operand(None, self.start, right.stop)
            longer.chain = chain
            longer.parts = [self.form, part]
        longer.traits = (self.traits | right.traits) & CONTENT | (self.traits & right.traits & Traits.RUN if chain == "*" else Traits.NONE)
        longer.stop = right.stop
        longer.exponent = None
        return longer


@dataclass(slots=True)
class Pending:
    """An operator that waits for its right operand, or a function that waits for its argument."""

    symbol: str
    strength: int
    token: Token
    function: Applicable | None = None
    exponent: Operand | None = None
    complete: bool = False


@dataclass(slots=True)
class Frame:
    """An open bracket.

    Attributes:
        key: which bracket; ``""`` is the whole text.
        token: where it was opened.
        waiting: how many operators waited outside of it.
        call: the function whose arguments it holds.
        items: the parts before the last separator.
        separators: what stood between the items.
    """

    key: str
    token: Token
    waiting: int
    operands: int
    call: Pending | None = None
    items: list[Operand] = field(default_factory=list)
    separators: list[str] = field(default_factory=list)
