"""What stands left of the equals sign where a text defines something: f(x) =, y =, f'(x) =, dy/dx =, x ->."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from symdiff.syntax import tokens as kinds
from symdiff.syntax.tokens import Leibniz, Token

FUNCTION_LETTERS = frozenset("fghFGH") | {"phi", "Phi", "Psi"}
"""Letters that are functions wherever they stand before parentheses and never alone."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a text defines, and how many tokens say so.

    Attributes:
        defines: the name, ``"f"`` or ``"y"``.
        arguments: ``("x",)`` of ``f(x) =``; of ``dy/dx =`` the variable.
        order: 1 of ``f'(x) =`` and ``dy/dx =``, 2 of ``f''(x) =``.
        length: where the rest begins.
    """

    defines: str = ""
    arguments: tuple[str, ...] = ()
    order: int = 0
    length: int = 0


def head(tokens: Sequence[Token]) -> Head:
    """The head of a text; of several in a row, ``y = f(x) = ...``, the function with its arguments."""
    best = Head(length=int(_is_equals(tokens[0])))
    while found := _head(tokens, best.length):
        if best.defines and not best.arguments and not found.arguments:
            return Head()
        renamed = found.arguments or not best.arguments
        best = Head(
            found.defines if renamed else best.defines,
            found.arguments or best.arguments,
            max(found.order, best.order),
            found.length,
        )
    return best


def _head(tokens: Sequence[Token], place: int) -> Head | None:
    first = tokens[place]
    if first.kind == kinds.DERIVATIVE:
        leibniz: Leibniz = first.value
        stop = names_in_brackets(tokens, place + 1)[1]
        if leibniz.function and _is_equals(tokens[stop]):
            return Head(leibniz.function, leibniz.variables[:1], len(leibniz.variables), stop + 1)
        return None
    if first.kind != kinds.NAME:
        return None
    if _is_arrow(tokens[place + 1]):
        return Head("", (first.value,), 0, place + 2)
    orders, place = orders_of(tokens, place + 1)
    order = sum(orders)
    if tokens[place].kind == kinds.SEPARATOR and tokens[place].value == ":":
        place += 1
        if tokens[place].kind == kinds.NAME and _is_arrow(tokens[place + 1]):
            return Head(first.value, (tokens[place].value,), order, place + 2)
        return None
    arguments, stop = names_in_brackets(tokens, place)
    return Head(first.value, arguments, order, stop + 1) if _is_equals(tokens[stop]) else None


def _is_equals(token: Token) -> bool:
    return token.kind == kinds.OPERATOR and token.value == "="


def _is_arrow(token: Token) -> bool:
    return token.kind == kinds.OPERATOR and token.value == "->"


def names_in_brackets(tokens: Sequence[Token], place: int) -> tuple[tuple[str, ...], int]:
    """The names in ``(x, y)`` and the place behind it; no names if anything else stands there."""
    if not opens_call(tokens[place]):
        return (), place
    names: list[str] = []
    stop = place + 1
    while tokens[stop].kind == kinds.NAME:
        names.append(tokens[stop].value)
        stop += 2
        if tokens[stop - 1].kind == kinds.CLOSE:
            return tuple(names), stop
        if tokens[stop - 1].kind != kinds.SEPARATOR or tokens[stop - 1].value != ",":
            break
    return (), place


def opens_call(token: Token) -> bool:
    """Whether the arguments of a function can begin here."""
    return token.kind == kinds.OPEN and token.value in {"(", "["}


def orders_of(tokens: Sequence[Token], place: int) -> tuple[tuple[int, ...], int]:
    r"""How often a function is differentiated by each argument, and the place behind that.

    It is written behind the name: by primes, ``^{(3)}``, ``^(3)(x)``, ``^(1,0)(x, y)``.
    """
    if tokens[place].kind == kinds.PRIME:
        return (tokens[place].value,), place + 1
    if tokens[place].kind != kinds.OPERATOR or tokens[place].value != "^":
        return (), place
    stop = place + 1
    while tokens[stop].kind == kinds.OPEN and stop < place + 3:
        stop += 1
    opened = stop - place - 1
    orders = _small_numbers(tokens[stop])
    if not opened or tokens[stop - 1].value != "(" or not any(orders):
        return (), place
    stop += 1
    for _ in range(opened):
        if tokens[stop].kind != kinds.CLOSE:
            return (), place
        stop += 1
    return (orders, stop) if opened == 2 or opens_call(tokens[stop]) else ((), place)


def _small_numbers(token: Token) -> tuple[int, ...]:
    """A whole number below 100, or several with commas between them; nothing if the token is something else."""
    written = token.value if isinstance(token.value, str) else str(token.value)
    parts = written.split(",")
    return tuple(map(int, parts)) if token.kind == kinds.ATOM and all(p.isdecimal() and len(p) < 3 for p in parts) else ()
