"""The tokens of a matrix expression in plain notation; those of LaTeX are the same, made elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Token: TypeAlias = tuple[str, str, int]
"""The kind of a token (number, name, transpose, operator, mark, other), its text, and its place."""

BESIDE = "beside"
"""A product written by standing side by side: with a scalar the usual one, else the matrix product."""

KRONECKER = "kronecker"
"""The sign ⊗ between two arrays."""

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>(?:\d+(?:\.(?!T)\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[^\W\d]\w*)|(?P<transpose>\.T(?!\w)|ᵀ)"
    r"|(?P<operator>\*\*|<=|>=|==|!=|[-+*/@<>^])|(?P<mark>[()\[\],])|(?P<other>.)",
    re.DOTALL,
)
_SAME = str.maketrans({"−": "-", "·": "@", "×": "*", "⊙": "*", "∘": "*", "\u00a0": " "})


def plain_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text in plain notation.

    >>> list(plain_tokens("A.T·x"))
    [('name', 'A', 0), ('transpose', '.T', 1), ('operator', '@', 3), ('name', 'x', 4)]
    """
    for match in _TOKEN.finditer(text.translate(_SAME)):
        if match.lastgroup is not None and match.lastgroup != "space":
            yield match.lastgroup, match.group(), match.start()
