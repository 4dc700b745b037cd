r"""Matrix expressions in LaTeX, cut into the tokens of the plain notation.

What stands side by side is a product: with a scalar the usual one, else the matrix product.  To add a command, add a row to
one of the tables.

>>> from symdiff.terms.shapes import read_shape
>>> from symdiff.matrix.reading import read
>>> shapes = {"W": read_shape("m,n"), "x": read_shape("n"), "b": read_shape("m")}
>>> str(read(r"\|\mathbf{W}\mathbf{x}+\mathbf{b}\|_2^2", shapes))
'norm2(W @ x + b)**2'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from symdiff.errors import LimitError, ParseError
from symdiff.matrix.tokens import BESIDE, KRONECKER, Token
from symdiff.syntax.limits import MAX_DEPTH
from symdiff.wording.sentences import Sentence, say

_PIECE = re.compile(
    r"(?P<space>\s+|\\[,;:!> ]|\\q?quad\b|~|&)"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<command>\\(?:[A-Za-z]+|.))"
    r"|(?P<letter>[^\W\d_])"
    r"|(?P<mark>[-+*/()\[\]{},^_|=<>])"
    r"|(?P<other>.)",
    re.DOTALL,
)

_STYLES = frozenset(
    [
        "mathbf",
        "boldsymbol",
        "bm",
        "mathrm",
        "mathit",
        "mathsf",
        "mathbb",
        "mathcal",
        "vec",
        "bf",
        "textbf",
        "text",
        "operatorname",
    ]
)
_IGNORED = frozenset(
    ["left", "right", "big", "Big", "bigl", "bigr", "Bigl", "Bigr", "limits", "displaystyle", "textstyle", "middle"]
)
_SIGNS = {
    "odot": "*",
    "circ": "*",
    "cdot": BESIDE,
    "times": BESIDE,
    "otimes": KRONECKER,
    "le": "<=",
    "leq": "<=",
    "ge": ">=",
    "geq": ">=",
    "neq": "!=",
    "ne": "!=",
    "lt": "<",
    "gt": ">",
    "div": "/",
}
_FUNCTIONS = {
    "tr": "tr",
    "trace": "tr",
    "Tr": "tr",
    "det": "det",
    "diag": "diag",
    "Diag": "diag",
    "vec": "vec",
    "softmax": "softmax",
    "exp": "exp",
    "log": "log",
    "ln": "log",
    "sin": "sin",
    "cos": "cos",
    "tan": "tan",
    "tanh": "tanh",
    "sinh": "sinh",
    "cosh": "cosh",
    "max": "max",
    "min": "min",
    "sigma": "sigmoid",
    "sigmoid": "sigmoid",
    "ReLU": "relu",
    "relu": "relu",
    "sign": "sign",
    "sgn": "sign",
    "sum": "sum",
    "mean": "mean",
    "logsumexp": "logsumexp",
    "logdet": "logdet",
    "softplus": "softplus",
    "step": "step",
    "expm": "expm",
    "inv": "inv",
}
_NORMS = frozenset({r"\|", r"\Vert", r"\lVert", r"\rVert", "‖"})
_BARS = frozenset({"|", r"\lvert", r"\rvert", r"\vert"})
_TOPS = frozenset({r"\top", "T", r"\intercal", r"\mathsf{T}", r"\mathrm{T}", r"\text{T}", "⊤"})
_FILLED = {"I": "eye", "1": "ones"}


_ENDS_BARE = frozenset({"+", "-", ")", "]", "}", ",", "<", ">", r"\rangle", r"\right"})
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True, slots=True)
class _Group:
    """A bracket that is open: what closes it, and what is to be done then."""

    closing: frozenset[str]
    then: str = ""


def latex_tokens(text: str, names: frozenset[str], letters: frozenset[str]) -> Iterator[Token]:
    """The tokens of a LaTeX formula, for the names of arrays and the letters of dimensions that there are.

    Raises:
        ParseError: with the place, if there is something that is not read.
    """
    return iter(_Cutter(text, names, letters).cut())


class _Cutter:
    def __init__(self, text: str, names: frozenset[str], letters: frozenset[str]) -> None:
        self.text = text
        self.names = names
        self.letters = letters
        self.pieces = [
            (match.lastgroup or "", match.group(), match.start()) for match in _PIECE.finditer(text) if match.lastgroup != "space"
        ]
        self.at = 0
        self.out: list[Token] = []
        self.open: list[_Group] = []

    def cut(self) -> list[Token]:
        """All tokens."""
        while self.at < len(self.pieces):
            kind, piece, place = self.pieces[self.at]
            if len(self.open) > MAX_DEPTH:
                raise LimitError(say("open brackets", most=MAX_DEPTH))
            while self.open and self.open[-1].then == "bare" and (piece in _ENDS_BARE or self._closes_outer(piece)):
                self._close(place)
            self.at += 1
            if self.open and piece in self.open[-1].closing:
                self._close(place)
            else:
                self._piece(kind, piece, place)
        end = len(self.text)
        while self.open and self.open[-1].then == "bare":
            self._close(end)
        if self.open:
            raise ParseError(say("bracket not closed"), self.text, end)
        return self.out

    def _closes_outer(self, piece: str) -> bool:
        outer = next((group for group in reversed(self.open) if group.then != "bare"), None)
        return outer is not None and piece in outer.closing

    def _fail(self, said: Sentence, place: int, hint: Sentence | None = None) -> ParseError:
        return ParseError(said, self.text, place, hint)

    def _peek(self) -> str:
        return self.pieces[self.at][1] if self.at < len(self.pieces) else ""

    def _put(self, kind: str, token: str, place: int) -> None:
        self.out.append((kind, token, place))

    def _begin_value(self, place: int) -> None:
        """If a value stands directly before, the two are multiplied."""
        if self.out:
            kind, token, _ = self.out[-1]
            named = kind == "name" and (token in self.names or token in self.letters)
            if named or kind in {"number", "transpose"} or token == ")":
                self._put("operator", BESIDE, place)

    def _open_group(self, closing: frozenset[str], place: int, then: str = "", function: str = "") -> None:
        if function:
            self._put("name", function, place)
        self._put("mark", "(", place)
        self.open.append(_Group(closing, then))

    def _close(self, place: int) -> None:
        group = self.open.pop()
        self._put("mark", ")", place)
        self._after(group.then, place)

    def _after(self, then: str, place: int) -> None:
        """What follows a bracket that has been closed."""
        match then:
            case "numerator":
                self._put("operator", "/", place)
                self._argument(place, "denominator")
                return
            case "denominator":
                self._put("mark", ")", place)
            case "norm":
                self._norm_index(place)
            case "bare":
                return
        self._power(place)

    def _argument(self, place: int, then: str) -> None:
        """The argument of a command: a group in braces, or one piece."""
        if self._peek() == "{":
            self.at += 1
            self._open_group(frozenset("}"), place, then)
            return
        if self.at >= len(self.pieces):
            raise self._fail(say("formula ends"), len(self.text))
        kind, piece, here = self.pieces[self.at]
        if kind == "number" and len(piece) > 1:
            self.pieces[self.at] = (kind, piece[1:], here + 1)
            piece = piece[0]
        else:
            self.at += 1
        self._put("mark", "(", here)
        self._piece(kind, piece, here)
        self._put("mark", ")", here)
        self._after(then, here)

    def _short(self, place: int) -> str:
        """A short argument as text: an index, an exponent, a name."""
        if self._peek() != "{":
            self.at += 1
            return self.pieces[self.at - 1][1] if self.at <= len(self.pieces) else ""
        depth = 0
        for stop in range(self.at, len(self.pieces)):
            depth += {"{": 1, "}": -1}.get(self.pieces[stop][1], 0)
            if depth == 0:
                text = "".join(piece for _, piece, _ in self.pieces[self.at + 1 : stop])
                self.at = stop + 1
                return text
        raise self._fail(say("brace not closed"), place)

    def _power(self, place: int) -> None:
        """Exponents: transposes, inverses, powers of square matrices and scalars, and powers entry by entry."""
        while self._peek() == "^":
            self.at += 1
            start = self.at
            exponent = self._short(place)
            if exponent in _TOPS:
                self._put("transpose", ".T", place)
            elif exponent.startswith("-") and exponent[1:] in _TOPS:
                self._put("transpose", ".T", place)
                self._raised("^", "-1", place)
            elif exponent.startswith((r"\odot", r"\circ")):
                self._raised("**", exponent[5:], place)
            elif exponent.removeprefix("-").isdecimal():
                if self.pieces[start][1] != "{" and len(exponent) > 1:
                    self.at, self.pieces[start] = start, ("number", exponent[1:], self.pieces[start][2] + 1)
                    exponent = exponent[0]
                self._raised("^", exponent, place)
            else:
                self.at = start
                self._put("operator", "^", place)
                self._argument(place, "")
                return

    def _raised(self, operator: str, exponent: str, place: int) -> None:
        digits = exponent.removeprefix("-")
        if not digits.isdecimal():
            raise self._fail(say("exponent not read", written=repr(exponent)), place)
        sign: list[Token] = [("operator", "-", place)] if exponent != digits else []
        self.out += [("operator", operator, place), ("mark", "(", place), *sign, ("number", digits, place), ("mark", ")", place)]

    def _norm_index(self, place: int) -> None:
        """The index of a norm says which one it is."""
        if self._peek() != "_":
            return
        self.at += 1
        index = self._short(place)
        if index not in {"1", "2", "F"}:
            raise self._fail(say("norm not known", written=repr(index)), place, say("known norms"))
        if index == "1":
            depth = 0
            for here in range(len(self.out) - 1, -1, -1):
                depth += {")": 1, "(": -1}.get(self.out[here][1], 0)
                if depth == 0:
                    self.out[here - 1] = ("name", "norm1", self.out[here - 1][2])
                    return

    def _piece(self, kind: str, piece: str, place: int) -> None:
        if piece in _NORMS:
            self._begin_value(place)
            self._open_group(_NORMS, place, "norm", "norm2")
        elif piece in _BARS:
            self._begin_value(place)
            self._open_group(_BARS, place, "", "abs")
        elif kind == "command":
            self._command(piece[1:], place)
        elif kind == "number":
            self._begin_value(place)
            self._put("number", piece, place)
            self._power(place)
        elif kind == "letter":
            self._letters(piece, place)
        elif piece in _CLOSING:
            self._begin_value(place)
            self._open_group(frozenset(_CLOSING[piece]), place)
        elif piece in {"+", "-", "*", "/", "<", ">", ","}:
            self._put("mark" if piece == "," else "operator", piece, place)
        else:
            raise self._fail(say("not here in a matrix expression", written=repr(piece)), place)

    def _command(self, name: str, place: int) -> None:
        if name in _IGNORED:
            return
        if name in _SIGNS:
            self._put("operator", _SIGNS[name], place)
        elif name in {"frac", "tfrac", "dfrac"}:
            self._begin_value(place)
            self._put("mark", "(", place)
            self._argument(place, "numerator")
        elif name == "sqrt":
            self._begin_value(place)
            self._put("name", "sqrt", place)
            self._argument(place, "")
        elif name == "langle":
            self._begin_value(place)
            self._open_group(frozenset({r"\rangle"}), place, "", "inner")
        elif name in _STYLES:
            self._name(self._short(place), place)
        else:
            self._name(name, place)

    def _letters(self, first: str, place: int) -> None:
        """A letter, or the longest name that begins with it."""
        end = self.at
        while end < len(self.pieces) and self.pieces[end][0] == "letter":
            end += 1
        run = first + "".join(piece for _, piece, _ in self.pieces[self.at : end])
        name = next((run[:length] for length in range(len(run), 1, -1) if run[:length] in self.names), first)
        self.at += len(name) - 1
        self._name(name, place)

    def _name(self, name: str, place: int) -> None:
        """A name with its index; a function; an identity matrix or ones, with the size as index."""
        index = ""
        if self._peek() == "_":
            self.at += 1
            index = self._short(place)
        full = next((each for each in (f"{name}_{index}", f"{name}{index}") if index and each in self.names), name)
        if full in self.names or (name in self.letters and not index):
            self._begin_value(place)
            self._put("name", full, place)
            self._power(place)
        elif name in _FILLED and index:
            self._begin_value(place)
            self.out += [("name", _FILLED[name], place), ("mark", "(", place), ("name", index, place), ("mark", ")", place)]
            self._power(place)
        elif name in _FUNCTIONS and not index:
            self._begin_value(place)
            self._apply(_FUNCTIONS[name], place)
        else:
            shown = f"{name}_{index}" if index else name
            raise self._fail(say("neither shape nor function", name=repr(shown)), place, say("declare it"))

    def _apply(self, function: str, place: int) -> None:
        """A function of what stands in brackets behind it, or of all that follows up to the next + or -."""
        while self._peek().removeprefix("\\") in _IGNORED:
            self.at += 1
        if self._peek() in {"(", "[", "{"}:
            self.at += 1
            self._open_group(frozenset(_CLOSING[self.pieces[self.at - 1][1]]), place, "", function)
        else:
            self._open_group(frozenset(), place, "bare", function)
