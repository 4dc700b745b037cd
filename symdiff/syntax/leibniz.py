"""Derivatives in Leibniz's notation, found in the tokens of a fraction: d/dx, dy/dx, ∂²f/∂x∂y, d(x²)/dx."""

from __future__ import annotations

from collections.abc import Sequence

from symdiff.forms import Number
from symdiff.syntax import tokens as kinds
from symdiff.syntax.tokens import Leibniz, Token

REACH = 60
"""How many tokens the denominator of a derivative may have."""


def fraction(tokens: list[Token], first: int, middle: int, stop: int) -> None:
    """Replace a fraction at the end of a list of tokens by a derivative, if it is one.

    Args:
        tokens: the list; the fraction goes from its opening bracket at ``first`` to the end.
        middle: where the token stands that separates numerator and denominator.
        stop: where the fraction ends in the text.
    """
    if len(tokens) - middle > REACH or not _differentials(tokens[middle + 1 : -1]):
        return
    found = derivative(tokens[first + 1 : middle], tokens[middle + 1 : -1])
    if found is None:
        return
    leibniz, expression = found
    opening = tokens[first]
    del tokens[first:]
    tokens.append(Token(kinds.DERIVATIVE, leibniz, opening.start, stop, opening.spaced))
    if expression:
        place = expression[0].start
        tokens.extend((Token(kinds.OPEN, "(", place, place), *expression, Token(kinds.CLOSE, "(", stop, stop)))


def slashes(tokens: list[Token]) -> list[Token]:
    """The tokens, with ``d/dx`` and ``dy/dx`` typed with a slash replaced by derivatives."""
    result: list[Token] = []
    place = 0
    while place < len(tokens):
        stop = _slashed(tokens, place) if _is_d(tokens[place]) else 0
        if stop:
            slash = next(ahead for ahead in range(place, stop) if _is_slash(tokens[ahead]))
            found = derivative(tokens[place:slash], tokens[slash + 1 : stop])
            if found and not found[1]:
                result.append(Token(kinds.DERIVATIVE, found[0], tokens[place].start, tokens[stop - 1].stop, tokens[place].spaced))
                place = stop
                continue
        result.append(tokens[place])
        place += 1
    return result


def _slashed(tokens: Sequence[Token], place: int) -> int:
    """Where d.../d. ends that begins at a place, or 0."""
    for slash in range(place + 1, min(place + 6, len(tokens) - 2)):
        if _is_slash(tokens[slash]):
            if _is_d(tokens[slash + 1]) and tokens[slash + 2].kind == kinds.NAME:
                return _exponent(tokens, slash + 3)[1]
            return 0
    return 0


def derivative(above: Sequence[Token], below: Sequence[Token]) -> tuple[Leibniz, Sequence[Token]] | None:
    """What a fraction of these tokens says as a derivative, and the tokens of the expression that stands above with the d."""
    variables = _differentials(below)
    above = _unwrapped(above)
    if not variables or not above or not _is_d(above[0]):
        return None
    order, place = _exponent(above, 1)
    if order != len(variables):
        return None
    match _unwrapped(above[place:]):
        case []:
            return Leibniz("", variables), ()
        case [Token(kind=kinds.NAME, value=name)]:
            return Leibniz(name, variables), ()
        case expression:
            return Leibniz("", variables), expression


def _differentials(below: Sequence[Token]) -> tuple[str, ...]:
    """The variables of ``dx``, ``dx^2``, ``∂x∂y``; none if something else is there."""
    below = _unwrapped(below)
    variables: list[str] = []
    place = 0
    while place < len(below):
        if not _is_d(below[place]) or place + 1 >= len(below) or below[place + 1].kind != kinds.NAME:
            return ()
        name = below[place + 1].value
        times, place = _exponent(below, place + 2)
        variables.extend([name] * times)
    return tuple(variables)


def _is_d(token: Token) -> bool:
    return token.kind == kinds.NAME and token.value in {"d", "∂"}


def _is_slash(token: Token) -> bool:
    return token.kind == kinds.OPERATOR and token.value == "/"


def _unwrapped(tokens: Sequence[Token]) -> Sequence[Token]:
    while len(tokens) > 2 and tokens[0].kind == kinds.OPEN and tokens[0].value == "{" and tokens[-1].kind == kinds.CLOSE:
        tokens = tokens[1:-1]
    return tokens


def _exponent(tokens: Sequence[Token], place: int) -> tuple[int, int]:
    """A small number after ^ at a place, with or without braces, and the place behind it; 1 if there is none."""
    if place + 1 < len(tokens) and tokens[place].kind == kinds.OPERATOR and tokens[place].value == "^":
        braced = tokens[place + 1].kind == kinds.OPEN
        number = tokens[place + 1 + braced].value if place + 1 + braced < len(tokens) else None
        if isinstance(number, Number) and number.value.denominator == 1 and 0 < number.value < 100:
            return int(number.value), place + 2 + 2 * braced
    return 1, place
