"""What is open while LaTeX is cut into tokens."""

from __future__ import annotations

from dataclasses import dataclass


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
