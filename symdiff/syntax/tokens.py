"""The tokens that both spelling worlds, plain text and LaTeX, are cut into; the parser knows no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from symdiff.forms import Form

# Kinds.  What a token's value is stands behind each.
ATOM = "atom"  # a Form: a number, a constant, a variable
NAME = "name"  # str: a name that is a variable or a function of the author's own, to be decided
FUNCTION = "function"  # Applicable
DERIVATIVE = "derivative"  # Leibniz
OPERATOR = "operator"  # str: a key of grammar.BINARY, "-", "+", or "_"
PRIME = "prime"  # int: how many
POSTFIX = "postfix"  # str: "!" or "°"
OPEN = "open"  # str: a key of brackets.BRACKETS
CLOSE = "close"  # str: a key of brackets.BRACKETS
BAR = "bar"  # str: the bar of an absolute value, which opens or closes by where it stands
SEPARATOR = "separator"  # str: "," ";" ":" "&" or "row"
END = "end"  # None


def words(text: str) -> list[str]:
    """The words of a text: how tables list many names."""
    return text.split()


@dataclass(slots=True)
class Token:
    """A piece of text: what it is, what it stands for, where it is, and whether space comes before it."""

    kind: str
    value: Any
    start: int
    stop: int
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Applicable:
    """Something that takes arguments: a known function, or one of the author's own.

    Attributes:
        name: what messages call it.
        build: the form of the call; ``None`` from it means that so many arguments make no sense.
        fewest, most: how many arguments it takes.
        bare: whether it may stand before an argument without parentheses, ``sin x``.
        of_numbers: whether it is usual to see it applied to a number, ``ln 2``, so that ``ln 2*x`` is (ln 2)·x.
        tight: whether a bare argument is one factor, ``√2x``.
        root: whether it is written like a root, so that ``sqrt x+1`` may be meant otherwise.
        note: the key of what to say where it is first used, with the place as typed for ``{written}``.
        other: the other reading, which the note offers.
        unknown: whether it is a function of the author's own, of which only the name is known.
        inverse: the name of its inverse, for ``sin^-1 x``.
    """

    name: str
    build: Callable[[tuple[Form, ...]], Form]
    fewest: int = 1
    most: int = 1
    bare: bool = True
    of_numbers: bool = False
    tight: bool = False
    root: bool = False
    note: str = ""
    other: str = ""
    unknown: bool = False
    inverse: str = ""


@dataclass(frozen=True, slots=True)
class Leibniz:
    """A derivative in Leibniz's notation: ``d/dx``, ``dy/dx``, ``d^2/dx dy``."""

    function: str
    variables: tuple[str, ...]
