"""Plain text into tokens: what students type, and what Maxima, Mathematica and Python programs print.

To add a way of writing something, add a row to one of the tables below.
"""

from __future__ import annotations

import re
from typing import ClassVar

from symdiff.derivation import Note
from symdiff.errors import LimitError, ParseError
from symdiff.forms import Form, Number, Symbol
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import APPLICABLES, LOG_BASE_FIRST
from symdiff.syntax.characters import FRACTIONS, SUBSCRIPTS, SUPERSCRIPTS
from symdiff.syntax.limits import MAX_NAME
from symdiff.syntax.names import CALLED_GREEK, CONSTANTS, GREEK, WORDS, cut, letters_multiply, nearest, plausible, whole
from symdiff.syntax.numbers import decimal
from symdiff.syntax.reader import GREEK_LETTER, RAISED, Action, Reader
from symdiff.syntax.tokens import Applicable, Leibniz
from symdiff.wording.sentences import say, typed

OPERATORS = {
    "**": "^", "^": "^", ".^": "^",
    "*": "*", ".*": "*", "/": "/", "./": "/",
    "+": "+", "-": "-",
    "=": "=", ":=": "=", "==": "==", "!=": "!=", "/=": "!=", "<>": "!=", "≠": "!=",
    "<": "<", ">": ">", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">=", "≤": "<=", "≥": ">=",
    "->": "->", "|->": "->", "→": "->", "↦": "->",
    "&&": "and", "∧": "and", "∨": "or",
    "_": "_",
}  # fmt: skip
MARKS = {
    "(": (kinds.OPEN, "("), ")": (kinds.CLOSE, "("),
    "[": (kinds.OPEN, "["), "]": (kinds.CLOSE, "["),
    "{": (kinds.OPEN, "{"), "}": (kinds.CLOSE, "{"),
    "⟨": (kinds.OPEN, "<"), "⟩": (kinds.CLOSE, "<"),
    "⌊": (kinds.OPEN, "floor"), "⌋": (kinds.CLOSE, "floor"),
    "⌈": (kinds.OPEN, "ceil"), "⌉": (kinds.CLOSE, "ceil"),
    "|": (kinds.BAR, "|"),
    ",": (kinds.SEPARATOR, ","), ";": (kinds.SEPARATOR, ";"), ":": (kinds.SEPARATOR, ":"),
    "!": (kinds.POSTFIX, "!"), "°": (kinds.POSTFIX, "°"),
    **{sign: (kinds.FUNCTION, APPLICABLES[sign]) for sign in "√∛∜"},
}  # fmt: skip
MODULES = ("math", "cmath", "np", "jnp", "numpy", "sympy", "sp", "sy", "scipy", "torch", "tf", "Math")
UNREADABLE = {
    **dict.fromkeys("±∓", say("stands for two")),
    "∞": say("no infinity"),
    "∫": say("no integrals"),
    "∑": say("no indexed sums"),
    "∏": say("no indexed products"),
    ".": say("stop in a number"),
    "%": say("no percent"),
    "∂": say("∂ is read in"),
    "&": say("and between conditions"),
    "\\": say("LaTeX in another syntax"),
}

_LETTER = r"(?:theta|phi|alpha|beta|[A-Za-z]|" + GREEK_LETTER + r")(?:_\w)?"
_TIMES = r" ?(?:\^ ?(\d)|([²³⁴]))?"
_DIFFERENTIAL = re.compile(rf"[d∂] ?\*? ?({_LETTER}){_TIMES}")
_LEIBNIZ = re.compile(
    rf"(?P<opened>\( ?)?[d∂]{_TIMES} ?(?P<function>{_LETTER})? ?/ ?(?=[d∂])"
    rf"(?P<below>[d∂] ?\*? ?{_LETTER}(?: ?\^ ?\d|[²³⁴])?(?: ?[d∂] ?\*? ?{_LETTER}(?: ?\^ ?\d|[²³⁴])?){{0,8}})"
    r"(?![A-Za-z])(?(opened) ?\))"
)
_SUBSCRIPT = re.compile(
    r"_(?:\{\s*([A-Za-z0-9]+(?:,[A-Za-z0-9]+)*)\s*\}|([A-Za-z]+|\d+))|(\d+)(?![.\d])|([" + "".join(SUBSCRIPTS) + "]+)"
)
_SINGLE = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_BRACKET_FOLLOWS = re.compile(r"\s*[(\[{]")
_ARGUMENT_FOLLOWS = re.compile(rf"\s*(?:[(\[{{|√∛∜.\d%]|{GREEK_LETTER})|\s+[A-Za-z]")
_DIGITS_OF_NAME = re.compile(r"10|2|1p")
_HEXADECIMAL = re.compile(r"[xX][0-9A-Fa-f]|[bB][01]|[oO][0-7]")
_RAISED_NEXT = re.compile(rf"\^|\*\*|{RAISED}")


class TextReader(Reader):
    """Cuts plain text into tokens."""

    SCANNER: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<space>\s+)"
        r"|(?P<grouped>\d+(?:,\d+)+(?:\.\d+)?)"
        r"|(?P<number>(?:\d+(?:\.(?![.*^/])\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\w.(^]))?)"
        r"|(?P<module>(?:" + "|".join(MODULES) + r")\.(?=[A-Za-z]))"
        r"|(?P<leibniz>(?<![A-Za-z_])(?=\(? ?[d∂][^/\n]{0,12}/ ?[d∂])(?=" + _LEIBNIZ.pattern + r"))"
        r"|(?P<maxima>%(?:e|pi)(?![A-Za-z]))"
        r"|(?P<word>[A-Za-z]+)"
        r"|(?P<greek>" + GREEK_LETTER + r")"
        r"|(?P<raised>" + RAISED + r")"
        r"|(?P<vulgar>[" + "".join(FRACTIONS) + r"])"
        r"|(?P<primes>'+|\"(?=\s*[(=]))"
        r"|(?P<bars>\|\|)"
        r"|(?P<operator>" + "|".join(re.escape(written) for written in sorted(OPERATORS, key=len, reverse=True)) + r")"
        r"|(?P<mark>.)",
        re.DOTALL,
    )

    def __init__(self, text: str, start: int, stop: int, notes: list[Note]) -> None:
        super().__init__(text, start, stop, notes)
        self.alone = frozenset(_SINGLE.findall(text, start, stop))

    def _number(self, match: re.Match[str]) -> None:
        written = match.group()
        if written == "0" and self.ahead(_HEXADECIMAL):
            raise self.fail(say("numbers in base ten"), match.start(), say("type 0*x"))
        self.put(kinds.ATOM, decimal(written), *match.span())
        mantissa, _, exponent = written.lower().partition("e")
        if exponent:
            other = f"{mantissa}*e{exponent}" if exponent[0] in "+-" else ""
            self.note(say("read as", written=written, meaning=f"{mantissa}*10^({exponent})"), *match.span(), other)

    def _grouped(self, match: re.Match[str]) -> None:
        """Digits with commas between them: thousands, or a decimal comma, or several numbers; the parser knows which."""
        self.put(kinds.ATOM, match.group(), *match.span())

    def _maxima(self, match: re.Match[str]) -> None:
        self.put(kinds.ATOM, CONSTANTS[match.group()[1:]], *match.span())

    def _leibniz(self, match: re.Match[str]) -> None:
        """d/dx, dy/dx, ∂²f/∂x∂y"""
        found = self.ahead(_LEIBNIZ)
        assert found is not None
        self.position = found.end()
        variables: list[str] = []
        for name, order, power in _DIFFERENTIAL.findall(found["below"]):
            variables.extend([GREEK.get(name, name)] * int(order or SUPERSCRIPTS.get(power, "1")))
        above = int(found[2] or SUPERSCRIPTS.get(found[3] or "", "1"))
        if above != len(variables):
            said = say("orders that differ", above=above, below=len(variables))
            raise self.fail(said, found.start(), say("write", example="d^2/dx^2"))
        function = found["function"] or ""
        self.put(kinds.DERIVATIVE, Leibniz(GREEK.get(function, function), tuple(variables)), *found.span())

    def _primes(self, match: re.Match[str]) -> None:
        self.put(kinds.PRIME, 2 if match.group() == '"' else len(match.group()), *match.span())

    def _bars(self, match: re.Match[str]) -> None:
        start = match.start()
        self.put(kinds.BAR, "|", start, start + 1)
        self.put(kinds.BAR, "|", start + 1, start + 2)

    def _operator(self, match: re.Match[str]) -> None:
        self.put(kinds.OPERATOR, OPERATORS[match.group()], *match.span())

    def _mark(self, match: re.Match[str]) -> None:
        written = match.group()
        if written in MARKS:
            self.put(*MARKS[written], *match.span())
        elif written in SUBSCRIPTS and self.tokens and self.tokens[-1].kind == kinds.FUNCTION:
            plain = SUBSCRIPTS[written]
            self.put(kinds.OPERATOR, "_", match.start(), match.start())
            self.put(kinds.ATOM, Number(int(plain)) if plain.isdigit() else Symbol(plain), *match.span())
        else:
            raise self.fail(say("not mathematics", written=typed(written)), match.start(), UNREADABLE.get(written))

    # Words

    def _word(self, match: re.Match[str]) -> None:
        written, start, stop = match.group(), match.start(), match.end()
        digits = self.ahead(_DIGITS_OF_NAME)
        if digits and self._belongs(written + digits.group(), digits.end()):
            written, stop = written + digits.group(), digits.end()
            self.position = stop
        bracket = self.ahead(_BRACKET_FOLLOWS) is not None
        if written in WORDS and not (bracket and written in APPLICABLES):
            self.put(kinds.OPERATOR, WORDS[written], start, stop)
            return
        if written == "Log" and self.text.startswith("[", stop):
            self.put(kinds.FUNCTION, LOG_BASE_FIRST, start, stop)
            return
        argument = bracket or self.ahead(_ARGUMENT_FOLLOWS) is not None
        meaning = whole(written, bracket if written in CALLED_GREEK else argument)
        if meaning is not None:
            self._piece(meaning, start, stop)
            return
        found = cut(written, argument)
        if found is None or not plausible(found, written, self.alone, self.ahead(_RAISED_NEXT) is not None):
            self._letters(written, start, bracket)
            return
        place = start
        for piece, size in found.pieces:
            self._piece(piece, place, place + size)
            place += size
        if found.doubtful:
            self.note(say("read as", written=written, meaning=found.shown(written)), start, stop, found.other)

    def _belongs(self, name: str, stop: int) -> bool:
        """Whether the digits behind a word belong to it: log10 x, but exp2 only where its argument stands in parentheses."""
        found = APPLICABLES.get(name)
        if found is None:
            pieces = cut(name, True)
            last = pieces.pieces[-1][0] if pieces is not None else None
            found = last if isinstance(last, Applicable) else None
        return found is not None and (found.bare or self.text.startswith("(", stop))

    def _piece(self, piece: Applicable | Form | str, start: int, stop: int) -> None:
        match piece:
            case str():
                self.variable(piece, start, stop)
            case Applicable():
                self.put(kinds.FUNCTION, piece, start, stop)
            case _:
                if stop == self.position and self.text[stop : stop + 1].isdecimal():
                    shown = self.text[start:stop]
                    raise self.fail(say("number behind a constant", written=shown), stop, say("power or product", written=shown))
                self.put(kinds.ATOM, piece, start, stop)

    def _letters(self, written: str, start: int, called: bool) -> None:
        """Letters written together are a product, if that is likely; else the word is unknown."""
        if len(written) > MAX_NAME:
            raise LimitError(say("word too long", length=len(written), most=MAX_NAME))
        stop = start + len(written)
        cubic = written[0] == "d" and f"c{written[1:]}" in self.text[:start]  # the next coefficient of ax^4+bx^3+cx^2+dx
        misspelt = called and len(written) > 2 and nearest(written)
        if misspelt or not (cubic or letters_multiply(written, self.alone, self.ahead(_RAISED_NEXT) is not None)):
            raise self._unknown(written, start)
        if len(written) > 2:
            self.note(say("read as product", written=written, meaning="*".join(written)), start, stop)
        for place, letter in enumerate(written, start):
            self._piece(CONSTANTS.get(letter, letter), place, place + 1)

    def _unknown(self, written: str, start: int) -> ParseError:
        if len(written) == 2 and written[0] == "d":
            hint = say("write d/d for a derivative", variable=written[1])
            return self.fail(say("differential as value", written=written), start, hint)
        if written in APPLICABLES:
            return self.fail(say("needs parentheses", name=written), start, say("write", example=f"{written}(...)"))
        if known := nearest(written):
            hint = say("did you mean", known=known)
        elif len(written) < 4:
            hint = say("write as product", product="*".join(written))
        else:
            hint = say("names are single letters")
        return self.fail(say("unknown word", written=typed(written)), start, hint)

    def variable(self, name: str, start: int, stop: int) -> None:
        """A name with the subscript that follows it: x_1, x_{12}, x1, x₁."""
        subscript = self.ahead(_SUBSCRIPT) if stop == self.position else None
        if subscript:
            braced, plain, digits, lowered = subscript.groups()
            stop = self.position = subscript.end()
            if digits:
                if name in self.alone and digits in {"2", "3"}:
                    self.note(say("read as name", written=name + digits), start, stop, f"{name}^{digits}")
                name += digits
            else:
                name += "_" + (braced or plain or "".join(SUBSCRIPTS[character] for character in lowered))
        super().variable(name, start, stop)

    ACTIONS: ClassVar[dict[str, Action]] = {
        "space": Reader.space,
        "number": _number,
        "grouped": _grouped,
        "module": Reader.skip,
        "leibniz": _leibniz,
        "maxima": _maxima,
        "word": _word,
        "greek": Reader.greek,
        "raised": Reader.raised,
        "vulgar": Reader.vulgar_fraction,
        "primes": _primes,
        "bars": _bars,
        "operator": _operator,
        "mark": _mark,
    }
