"""What is open while LaTeX is cut into tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symdiff.syntax import tokens as kinds
from symdiff.syntax.tokens import Token

SHORT = 12
"""How many tokens a function with its exponent may have."""


@dataclass(slots=True)
class Context:
    r"""A brace or environment that is open, or an argument that is being read.

    Attributes:
        kind: ``group``, ``transparent``, ``text``, ``argument``, ``option``, ``of`` or ``environment``.
        start: where it was opened.
        first: the index of the token that opened it, or the construct that it is an argument of.
        closes: the bracket that ends with it.
        left: how many arguments follow this one.
        braced: whether a closing brace ends it, or one token does.
        middle: the index of the token between numerator and denominator, or -1.
    """

    kind: str
    start: int
    first: int
    closes: str = ""
    left: int = 0
    braced: bool = True
    middle: int = -1


def are_redundant(inside: Sequence[Token]) -> bool:
    r"""Whether braces around these tokens say nothing: ``{(x+1)}``, and ``{\sin^2}`` before its argument."""
    first, last = inside[0], inside[-1]
    if first.kind == kinds.OPEN and first.value in {"(", "["} and last.kind == kinds.CLOSE:
        return _closes_at(inside, 0) == len(inside) - 1
    return first.kind == kinds.FUNCTION and len(inside) < SHORT and _are_scripts(inside, 1)


def _are_scripts(tokens: Sequence[Token], place: int) -> bool:
    """Whether nothing but exponents and subscripts stands from a place on."""
    while place + 1 < len(tokens) and tokens[place].kind == kinds.OPERATOR and tokens[place].value in {"^", "_"}:
        place = (_closes_at(tokens, place + 1) if tokens[place + 1].kind == kinds.OPEN else place + 1) + 1
    return place == len(tokens)


def _closes_at(tokens: Sequence[Token], place: int) -> int:
    """Where the bracket that opens at a place is closed."""
    depth = 0
    while place < len(tokens):
        depth += (tokens[place].kind == kinds.OPEN) - (tokens[place].kind == kinds.CLOSE)
        if depth == 0:
            return place
        place += 1
    return place
