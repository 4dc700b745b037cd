"""What lies on the parser's stacks: operands that are being built, operators that wait, and open brackets."""

from __future__ import annotations

from dataclasses import dataclass, field

from symdiff.forms import And, Constant, E, Form, Number, Product, Sum, Symbol
from symdiff.syntax.names import MAIN
from symdiff.syntax.tokens import Applicable, Token

VALUE = "an expression"
CONDITION = "a condition"
PAIR = "a value with its condition"
LIST = "a list"

# Traits of an operand: what occurs in it, and how it was written.
LETTER = 1  # a variable or parameter
USUAL = 2  # a usual variable
CIRCLE = 4  # pi
TOGETHER = 8  # letters, and powers of letters, typed together
NUMERAL = 16  # a typed number, alone
CONTENT = LETTER | USUAL | CIRCLE


_CHAINS = {"+": Sum, "*": Product, "<": And}


class Operand:
    """A part of the expression that has been read.

    Sums, products and chains of comparisons are collected in ``parts`` while they grow, so that a long one costs no more
    for each part than a short one; ``chain`` is ``"+"``, ``"*"`` or ``"<"``.

    Attributes:
        sort: expression, condition, pair or list.
        start, stop: where it stands in the text.
        traits: what occurs in it, and how it was written.
        grouped: whether it stands in brackets, or is a function with its argument.
        exponent: the exponent, if this is a power that has just been written.
    """

    __slots__ = ("_form", "chain", "exponent", "grouped", "parts", "sort", "start", "stop", "traits")

    def __init__(
        self, form: Form | None, start: int, stop: int, traits: int = 0, sort: str = VALUE, grouped: bool = False
    ) -> None:
        self._form = form
        self.start = start
        self.stop = stop
        self.traits = traits
        self.sort = sort
        self.grouped = grouped
        self.chain = ""
        self.parts: list[Form] = []
        self.exponent: Operand | None = None

    @property
    def form(self) -> Form:
        """What was read, as a form."""
        if self._form is None:
            self._form = _CHAINS[self.chain](self.parts)
        return self._form

    def extended(self, chain: str, part: Form, right: Operand) -> Operand:
        """The sum, product or chain of comparisons with one more part at its end."""
        longer = self
        if self.chain != chain or self.grouped:
            longer = Operand(None, self.start, right.stop, sort=self.sort)
            longer.chain = chain
            longer.parts = [self.form]
        longer.parts.append(part)
        longer._form = None
        longer.traits = (self.traits | right.traits) & CONTENT | (self.traits & right.traits & TOGETHER)
        longer.stop = right.stop
        longer.exponent = None
        return longer


def traits_of(form: Form) -> int:
    """The traits of an atom."""
    match form:
        case Symbol(name):
            return LETTER | TOGETHER | (USUAL if name in MAIN else 0)
        case Number():
            return NUMERAL
        case Constant():
            return TOGETHER if form is E else CIRCLE | TOGETHER
        case _:
            return 0


@dataclass(slots=True)
class Pending:
    """An operator that waits for its right operand, or a function that waits for its argument.

    Attributes:
        symbol: the operator, or ``apply``, ``sign``, ``plus``, ``script``, ``derivative``.
        strength: how strongly it binds.
        token: where it stands.
        function, exponent: of a function, with what was written between it and its argument.
        whole: of a derivative, whether it begins the text and goes on over a product of brackets.
    """

    symbol: str
    strength: int
    token: Token
    function: Applicable | None = None
    exponent: Operand | None = None
    whole: bool = False


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
    call: Pending | None = None
    items: list[Operand] = field(default_factory=list)
    separators: list[str] = field(default_factory=list)
