"""Which letters are variables and which are functions of the author's own; and what the text says it defines.

``x(x+1)`` is a product and ``f(x)`` is not, though both are a letter before parentheses.  What decides is custom (f, g, h
are functions), whether the letter also stands alone, and what stands in the parentheses.
"""

from __future__ import annotations

from dataclasses import dataclass

from symdiff.derivation import Note
from symdiff.errors import ParseError, UnsupportedError
from symdiff.forms import Number, Symbol, Undefined
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import APPLICABLES, author_function
from symdiff.syntax.names import CALLED_GREEK
from symdiff.syntax.tokens import Leibniz, Token

FUNCTION_LETTERS = frozenset("fghFGH") | {"phi", "Phi", "Psi"}
_USUAL = ("x", "t", "theta", "s", "u", "v", "z", "y", "r", "w")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands left of ``=`` in ``f'(x) = ...``, and how many tokens that is."""

    defines: str = ""
    arguments: tuple[str, ...] = ()
    order: int = 0
    length: int = 0


def head(tokens: list[Token]) -> Head:
    """``f(x) =``, ``y =``, ``f'(x) =``, ``dy/dx =``, also several in a row, ``y = f(x) =``; the last function named counts."""
    best = Head()
    while True:
        found = _head(tokens, best.length)
        if found is None:
            return best
        best = Head(
            found.defines if found.arguments or not best.arguments else best.defines,
            found.arguments or best.arguments,
            max(found.order, best.order),
            found.length,
        )


def _head(tokens: list[Token], place: int) -> Head | None:
    first = tokens[place]
    if first.kind == kinds.DERIVATIVE:
        leibniz: Leibniz = first.value
        stop = _behind_arguments(tokens, place + 1)[1]
        if leibniz.function and _is_equals(tokens[stop]):
            return Head(leibniz.function, (leibniz.variables[0],), len(leibniz.variables), stop + 1)
        return None
    if first.kind != kinds.NAME:
        return None
    place += 1
    order = 0
    if tokens[place].kind == kinds.PRIME:
        order = tokens[place].value
        place += 1
    elif first.value in FUNCTION_LETTERS | {"y"} and (raised := _raised_order(tokens, place)):
        order, place = raised
    arguments, stop = _behind_arguments(tokens, place)
    if not arguments and tokens[place].kind == kinds.SEPARATOR and tokens[place].value == ":":
        stop = place + 1
        if tokens[stop].kind == kinds.NAME and tokens[stop + 1].kind == kinds.OPERATOR and tokens[stop + 1].value == "->":
            return Head(first.value, (tokens[stop].value,), order, stop + 2)
        return None
    if _is_equals(tokens[stop]):
        return Head(first.value, arguments, order, stop + 1)
    return None


def _is_equals(token: Token) -> bool:
    return token.kind == kinds.OPERATOR and token.value == "="


def _behind_arguments(tokens: list[Token], place: int) -> tuple[tuple[str, ...], int]:
    """The names in ``(x, y)`` and the place behind it; nothing if something else stands there."""
    if tokens[place].kind != kinds.OPEN or tokens[place].value not in {"(", "["}:
        return (), place
    names: list[str] = []
    stop = place + 1
    while tokens[stop].kind == kinds.NAME:
        names.append(tokens[stop].value)
        stop += 1
        if tokens[stop].kind == kinds.CLOSE:
            return tuple(names), stop + 1
        if tokens[stop].kind != kinds.SEPARATOR or tokens[stop].value != ",":
            break
        stop += 1
    return (), place


def _raised_order(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """The order in ``f^{(3)}`` and ``f^(3)(x)``, and the place behind it."""
    if tokens[place].kind != kinds.OPERATOR or tokens[place].value != "^":
        return None
    stop = place + 1
    opened = 0
    while tokens[stop].kind == kinds.OPEN and tokens[stop].value in {"(", "{"} and opened < 2:
        opened += 1
        stop += 1
    number = tokens[stop].value
    if not opened or not isinstance(number, Number) or tokens[stop - 1].value != "(":
        return None
    stop += 1
    for _ in range(opened):
        if tokens[stop].kind != kinds.CLOSE:
            return None
        stop += 1
    if number.value.denominator != 1 or not 0 < number.value < 100:
        return None
    if opened == 1 and tokens[stop].kind != kinds.OPEN:
        return None
    return int(number.value), stop


def usual_variable(names: set[str]) -> str:
    """The variable that is meant where none is named: x if it occurs, then t, and so on."""
    for name in _USUAL:
        if name in names:
            return name
    return min(names, default="x")


class Scope:
    """Decides what every name is."""

    def __init__(self, tokens: list[Token], text: str, own: Head, notes: list[Note]) -> None:
        self.tokens = tokens
        self.text = text
        self.notes = notes
        self.bound = set(own.arguments)
        self.bare: set[str] = set()
        self.called: dict[str, list[int]] = {}
        for place in range(own.length, len(tokens)):
            if tokens[place].kind == kinds.NAME:
                self._sort(place)
        self.functions = {name for name, places in self.called.items() if self._is_function(name, places)}
        self.variable = usual_variable(self.bound or (self.bare | self._innermost()) - self.functions)
        self.own = own

    def _sort(self, place: int) -> None:
        name, after = self.tokens[place].value, self.tokens[place + 1]
        if after.kind == kinds.PRIME or (after.kind == kinds.OPEN and after.value in {"(", "["}):
            self.called.setdefault(name, []).append(place)
        elif _raised_call(self.tokens, place):
            self.called.setdefault(name, []).append(place)
        else:
            self.bare.add(name)

    def _innermost(self) -> set[str]:
        return {name for name in self.called if name not in FUNCTION_LETTERS}

    def _is_function(self, name: str, places: list[int]) -> bool:
        if name in self.bound:
            return False
        if any(self.tokens[place + 1].kind == kinds.PRIME for place in places):
            return True
        if name in self.bare:
            return False
        if name in CALLED_GREEK or name.partition("_")[0] in FUNCTION_LETTERS:
            return True
        arguments = [_behind_arguments(self.tokens, place + 1)[0] for place in places]
        return all(arguments) and all(name not in names for names in arguments)

    def resolved(self) -> list[Token]:
        """The tokens behind the head, every name decided."""
        result: list[Token] = []
        place = self.own.length
        while place < len(self.tokens):
            token = self.tokens[place]
            place += 1
            if token.kind != kinds.NAME:
                result.append(token)
                continue
            name = token.value
            after = self.tokens[place]
            if after.kind == kinds.PRIME or (name in self.functions and place - 1 in self.called.get(name, ())):
                token, place = self._function(name, token, place)
            else:
                token = Token(kinds.ATOM, Symbol(name), token.start, token.stop, token.spaced)
            result.append(token)
        return result

    def _function(self, name: str, token: Token, place: int) -> tuple[Token, int]:
        orders = 0
        after = self.tokens[place]
        if after.kind == kinds.PRIME:
            orders, place = after.value, place + 1
        elif raised := _raised_order(self.tokens, place):
            orders, place = raised
            self.notes.append(Note(f"the {orders} in parentheses is read as the order of a derivative", token.start, self.tokens[place - 1].stop))
        elif after.kind == kinds.OPERATOR and self._reciprocal(place):
            raise UnsupportedError(f"{name}^-1 can mean the inverse function or 1/{name}; write 1/{name}(x) for the reciprocal")
        opens = self.tokens[place].kind == kinds.OPEN and self.tokens[place].value in {"(", "["}
        stop = self.tokens[place - 1].stop
        if not opens and self.tokens[place].kind != kinds.OPERATOR or (orders and not opens):
            if name in {self.variable}:
                raise ParseError(f"{name} is the variable, and has a prime", self.text, token.start, "write (...)' around what is differentiated")
            form = Undefined(name, (Symbol(self.variable),), (orders,))
            return Token(kinds.ATOM, form, token.start, stop, token.spaced), place
        known = CALLED_GREEK.get(name)
        if known and not orders:
            self.notes.append(Note(f"{name}(...) is read as the {known} function", token.start, stop, f"{name}*(...)"))
            return Token(kinds.FUNCTION, APPLICABLES[known], token.start, stop, token.spaced), place
        note = "" if name in FUNCTION_LETTERS or orders else "{place} is read as a function of which only the name is known"
        return Token(kinds.FUNCTION, author_function(name, orders, note, f"{name}*" if note else ""), token.start, stop, token.spaced), place

    def _reciprocal(self, place: int) -> bool:
        """f^-1(x), f^(-1)(x), f^{-1}(x)"""
        place += 1
        while self.tokens[place].kind == kinds.OPEN:
            place += 1
        return self.tokens[place].kind == kinds.OPERATOR and self.tokens[place].value == "-"


def _raised_call(tokens: list[Token], place: int) -> bool:
    """``f^2(x)`` and ``f^{-1}(x)`` for the usual function letters."""
    if tokens[place].value not in FUNCTION_LETTERS or tokens[place + 1].kind != kinds.OPERATOR or tokens[place + 1].value != "^":
        return False
    stop = place + 2
    depth = 0
    while stop < min(len(tokens) - 1, place + 8):
        token = tokens[stop]
        depth += (token.kind == kinds.OPEN) - (token.kind == kinds.CLOSE)
        stop += 1
        if depth == 0 and not (token.kind == kinds.OPERATOR and token.value == "-"):
            break
    return depth == 0 and tokens[stop].kind == kinds.OPEN and tokens[stop].value == "("
