"""Which letters are variables, and which are functions of the author's own.

``x(x+1)`` is a product and ``f(x)`` is not, though both are a letter before parentheses.  What decides is custom (f, g, h
are functions), whether the letter also stands alone, and what stands in the parentheses.
"""

from __future__ import annotations

from collections.abc import Sequence

from symdiff.derivation import Note
from symdiff.errors import ParseError, UnsupportedError
from symdiff.forms import Symbol, Undefined
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import APPLICABLES, author_function
from symdiff.syntax.heads import FUNCTION_LETTERS, Head, names_in_brackets, opens_call, orders_of
from symdiff.syntax.limits import MAX_NOTES
from symdiff.syntax.names import CALLED_GREEK
from symdiff.syntax.tokens import Token
from symdiff.wording.sentences import Sentence, say

_USUAL = ("x", "t", "theta", "s", "u", "v", "z", "y", "r", "w")
_GAMMAS = frozenset({"gamma", "Gamma", "Γ", r"\Gamma"})


def usual_variable(names: set[str]) -> str:
    """The variable that is meant where none is named: x if it occurs, then t, and so on."""
    return next((name for name in _USUAL if name in names), min(names, default="x"))


class Scope:
    """Decides what every name in a text is.

    Args:
        tokens: the tokens of the whole text.
        text: the text.
        own: its head; the arguments in it are variables.
        notes: where to say what was decided.
    """

    def __init__(self, tokens: Sequence[Token], text: str, own: Head, notes: list[Note]) -> None:
        self.tokens = tokens
        self.text = text
        self.own = own
        self.notes = notes
        self.called: dict[str, list[int]] = {}
        self.alone: set[str] = set()
        self.coefficients: set[str] = set()  # names that do not stand before another name
        for place in range(own.length, len(tokens)):
            if tokens[place].kind == kinds.NAME:
                if self._is_called(place):
                    self.called.setdefault(tokens[place].value, []).append(place)
                else:
                    self.alone.add(tokens[place].value)
                    if tokens[place + 1].kind != kinds.NAME:
                        self.coefficients.add(tokens[place].value)
        self.functions = {name for name, places in self.called.items() if self._is_function(name, places)}
        others = {name for name in self.alone | self.called.keys() if name not in FUNCTION_LETTERS} - self.functions
        self.variable = usual_variable(set(own.arguments) or others)

    def _is_called(self, place: int) -> bool:
        """Whether a name has a prime or parentheses of its own behind it.

        The a of ``log_a(x)``, the n of ``sin^n(x)`` and the t of ``e^t(x)`` have not; the f of ``e^f(x)`` has.
        """
        before, after = self.tokens[place - 1], self.tokens[place + 1]
        if place > 1 and before.kind == kinds.OPERATOR and before.value in {"^", "_"} and after.kind != kinds.PRIME:
            of_function = self.tokens[place - 2].kind == kinds.FUNCTION
            if of_function or self.tokens[place].value not in FUNCTION_LETTERS:
                return False
        if after.kind == kinds.PRIME or opens_call(after):
            return True
        return self.tokens[place].value in FUNCTION_LETTERS and self._has_exponent_and_call(place + 1)

    def _has_exponent_and_call(self, place: int) -> bool:
        """``f^2(x)``, ``f^{-1}(x)``"""
        if self.tokens[place].kind != kinds.OPERATOR or self.tokens[place].value != "^":
            return False
        depth = 0
        for stop in range(place + 1, min(len(self.tokens) - 1, place + 8)):
            token = self.tokens[stop]
            depth += (token.kind == kinds.OPEN) - (token.kind == kinds.CLOSE)
            if depth == 0 and not (token.kind == kinds.OPERATOR and token.value == "-"):
                return opens_call(self.tokens[stop + 1])
        return False

    def _is_function(self, name: str, places: list[int]) -> bool:
        if name in self.own.arguments:
            return False
        if any(self.tokens[place + 1].kind == kinds.PRIME for place in places):
            return True
        if name in self.alone:
            return False
        if name in CALLED_GREEK or name.partition("_")[0] in FUNCTION_LETTERS:
            return True
        arguments = [names_in_brackets(self.tokens, place + 1)[0] for place in places]
        return all(names and name not in names for names in arguments)

    def resolved(self) -> list[Token]:
        """The tokens behind the head, with every name decided."""
        result: list[Token] = []
        called = {place for name in self.functions for place in self.called[name]}
        place = self.own.length
        while place < len(self.tokens):
            token = self.tokens[place]
            place += 1
            if token.kind != kinds.NAME:
                result.append(token)
            elif token.value == "∂":
                raise ParseError(say("lone ∂"), self.text, token.start, say("∂ is read in"))
            elif place - 1 in called:
                token, place = self._function(token, place)
                result.append(token)
            elif self._begins(token, "Delta", place):
                result.append(self._change(token, self.tokens[place]))
                place += 1
            elif self._begins(token, "d", place) and "c" not in self.alone and "d" not in self.coefficients:
                variable = self.tokens[place].value
                hint = say("derivative or product", variable=variable)
                raise ParseError(say("differential as value", written=f"d{variable}"), self.text, token.start, hint)
            else:
                result.append(Token(kinds.ATOM, Symbol(token.value), token.start, token.stop, token.spaced))
        return result

    def _begins(self, token: Token, name: str, place: int) -> bool:
        """Whether this is the d of dx or the Δ of Δx: the name directly before another."""
        return token.value == name and self.tokens[place].kind == kinds.NAME and not self.tokens[place].spaced

    def _change(self, delta: Token, token: Token) -> Token:
        """Δx is one quantity."""
        self._note(say("read as one quantity", written=self.text[delta.start : token.stop]), delta.start, token.stop)
        return Token(kinds.ATOM, Symbol(f"Delta_{token.value}"), delta.start, token.stop, delta.spaced)

    def _function(self, token: Token, place: int) -> tuple[Token, int]:
        """A function with the order of its derivative, and the place behind both."""
        name = token.value
        orders, behind = orders_of(self.tokens, place)
        stop = self.tokens[behind - 1].stop
        if len(orders) == 1 and self.tokens[place].kind != kinds.PRIME:
            self._note(say("order in parentheses", order=orders[0]), token.start, stop)
        elif not orders and self._is_reciprocal(place):
            raise UnsupportedError(say("inverse or reciprocal", name=name))
        if orders and not opens_call(self.tokens[behind]):
            return Token(kinds.ATOM, self._derivative(token, orders), token.start, stop, token.spaced), behind
        known = CALLED_GREEK.get(name)
        if known and not orders:
            written = self.text[token.start : token.stop].strip()
            if written not in _GAMMAS:
                self._note(say("read as Greek function", written=written, known=known), token.start, stop, f"{written}*")
            return Token(kinds.FUNCTION, APPLICABLES[known], token.start, stop, token.spaced), behind
        usual = orders or name.partition("_")[0] in FUNCTION_LETTERS
        note = "" if usual else "read as unknown function"
        function = author_function(name, orders, note, f"{name}*" if note else "")
        return Token(kinds.FUNCTION, function, token.start, stop, token.spaced), behind

    def _derivative(self, token: Token, orders: tuple[int, ...]) -> Undefined:
        """y′ without its argument: a function of the usual variable."""
        if token.value == self.variable:
            raise ParseError(say("variable with a prime", name=token.value), self.text, token.start, say("write (...)'"))
        return Undefined(token.value, (Symbol(self.variable),), orders)

    def _is_reciprocal(self, place: int) -> bool:
        """``f^-1(x)``, ``f^(-1)(x)``, ``f^{-1}(x)``"""
        if self.tokens[place].kind != kinds.OPERATOR:
            return False
        place += 1
        while self.tokens[place].kind == kinds.OPEN:
            place += 1
        return self.tokens[place].kind == kinds.OPERATOR and self.tokens[place].value == "-"

    def _note(self, said: Sentence, start: int, stop: int, other: str = "") -> None:
        if len(self.notes) < MAX_NOTES:
            self.notes.append(Note(said, start, stop, other))
