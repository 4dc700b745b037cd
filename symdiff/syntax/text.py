"""Plain text into tokens: what students type, and what Maxima, Mathematica and Python programs print.

To add a way of writing something, add a row to one of the tables below.
"""

from __future__ import annotations

import re
from fractions import Fraction

from symdiff.derivation import Note
from symdiff.errors import LimitError, ParseError
from symdiff.forms import Form, Number, Quotient
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import LOG_BASE_FIRST
from symdiff.syntax.characters import FRACTIONS, SUBSCRIPTS, SUPERSCRIPTS
from symdiff.syntax.limits import MAX_DIGITS, MAX_NAME
from symdiff.syntax.names import CONSTANTS, GREEK, WORDS, Word, cut, letters_multiply, nearest, whole
from symdiff.syntax.tokens import Applicable, Leibniz, Token

OPERATORS = {
    "**": "^", "^": "^", ".^": "^",
    "*": "*", ".*": "*", "/": "/", "./": "/",
    "+": "+", "-": "-",
    "=": "=", ":=": "=", "==": "==", "!=": "!=", "/=": "!=", "<>": "!=", "≠": "!=",
    "<": "<", ">": ">", "<=": "<=", ">=": ">=", "=<": "<=", "=>": ">=", "≤": "<=", "≥": ">=",
    "->": "->", "|->": "->", "→": "->", "↦": "->",
    "&&": "and", "∧": "and", "||": "||", "∨": "or",
    "_": "_",
}  # fmt: skip
BRACKETS = {
    "(": (kinds.OPEN, "("), ")": (kinds.CLOSE, "("),
    "[": (kinds.OPEN, "["), "]": (kinds.CLOSE, "["),
    "{": (kinds.OPEN, "{"), "}": (kinds.CLOSE, "{"),
    "⟨": (kinds.OPEN, "<"), "⟩": (kinds.CLOSE, "<"),
    "⌊": (kinds.OPEN, "floor"), "⌋": (kinds.CLOSE, "floor"),
    "⌈": (kinds.OPEN, "ceil"), "⌉": (kinds.CLOSE, "ceil"),
    "|": (kinds.BAR, "|"),
    ",": (kinds.SEPARATOR, ","), ";": (kinds.SEPARATOR, ";"), ":": (kinds.SEPARATOR, ":"),
    "!": (kinds.POSTFIX, "!"), "°": (kinds.POSTFIX, "°"),
}  # fmt: skip
ROOTS = {"√": "√", "∛": "∛", "∜": "∜"}
UNREADABLE = {
    "±": "± stands for two expressions at once: type one of them",
    "∓": "∓ stands for two expressions at once: type one of them",
    "∞": "infinity is not a number that can be differentiated",
    "∫": "integrals are not read here",
    "∑": "sums with an index are not read here",
    "∏": "products with an index are not read here",
    ".": "a full stop belongs into a number: 0.5",
    "%": "percent is not read: type /100",
    "∂": "∂ is read in ∂/∂x and in ∂f/∂x",
}

_MODULES = r"(?:math|cmath|np|jnp|numpy|sympy|sp|sy|scipy|torch|tf|Math)\.(?=[A-Za-z])"
_DIFFERENTIAL = r"[d∂](?:\s*\*?\s*(?:[A-Za-zα-ω]|theta|phi|alpha|beta)(?:_\w)?(?:\s*\^\s*\d|[²³])?)"
_LEIBNIZ = (
    r"\(?\s*(?P<d>[d∂])\s*(?:\^\s*(?P<order>\d)|(?P<power>[²³⁴]))?\s*"
    r"(?P<function>(?:[A-Za-zα-ω]|theta|phi)(?:_\w)?)?\s*/\s*(?P<below>(?:\s*" + _DIFFERENTIAL + r")+)(?![A-Za-z])\s*\)?"
)
_SCANNER = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<grouped>\d+(?:,\d+)+(?:\.\d+)?)"
    r"|(?P<number>(?:\d+(?:\.(?![.*^/])\d*)?|\.\d+)(?:[eE][+-]?\d+(?![\w.(^]))?)"
    r"|(?P<module>" + _MODULES + r")"
    r"|(?P<leibniz>(?<![A-Za-z_])(?=\(?\s*[d∂][^\n]{0,12}/\s*[d∂])" + _LEIBNIZ + r")"
    r"|(?P<maxima>%(?:e|pi)(?![A-Za-z]))"
    r"|(?P<word>[A-Za-z]+)"
    r"|(?P<greek>[Α-Ωα-ωϕϵϑϱϖϰ])"
    r"|(?P<raised>[" + "".join(map(re.escape, SUPERSCRIPTS)) + r"]+)"
    r"|(?P<primes>'+|\"+)"
    r"|(?P<operator>" + "|".join(re.escape(written) for written in sorted(OPERATORS, key=len, reverse=True)) + r")"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SUBSCRIPT = re.compile(r"_(?:\{\s*([A-Za-z0-9]+(?:,[A-Za-z0-9]+)*)\s*\}|([A-Za-z]+|\d+))|(\d+)(?![.\d])|([" + "".join(SUBSCRIPTS) + "]+)")
_DIFFERENTIALS = re.compile(r"[d∂]\s*\*?\s*((?:theta|phi|alpha|beta|[A-Za-zα-ω])(?:_\w)?)\s*(?:\^\s*(\d)|([²³⁴]))?")
_SINGLE = re.compile(r"(?<![A-Za-z])[A-Za-z](?![A-Za-z])")
_DIGITS_IN_NAME = re.compile(r"(?:log(?:10|2|1p)|expm1)(?![\d.])")
_OPENS = re.compile(r"\s*[(\[{]")
_GROUPS_OF_THREE = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


class TextReader:
    """Cuts one plain text into tokens.

    ``text`` has been through ``characters.plain``; ``start`` and ``stop`` say which part of it is to be read.
    """

    def __init__(self, text: str, start: int, stop: int, notes: list[Note]) -> None:
        self.text = text
        self.position = start
        self.stop = stop
        self.notes = notes
        self.tokens: list[Token] = []
        self.spaced = False
        self.alone = frozenset(_SINGLE.findall(text, start, stop))

    def read(self) -> list[Token]:
        """All tokens, with an ``END`` behind them."""
        scan = _SCANNER.match
        while self.position < self.stop:
            match = scan(self.text, self.position, self.stop)
            assert match is not None and match.lastgroup is not None
            kind = match.lastgroup if match.lastgroup in self.ACTIONS else "leibniz"
            self.position = match.end()
            if kind == "space":
                self.spaced = True
                continue
            self.ACTIONS[kind](self, match.group(kind), match)
            self.spaced = False
        self.put(kinds.END, None, self.stop, self.stop)
        return self.tokens

    def put(self, kind: str, value: object, start: int, stop: int) -> None:
        """Add a token."""
        self.tokens.append(Token(kind, value, start, stop, self.spaced))

    def fail(self, message: str, position: int, hint: str = "") -> ParseError:
        """An error at a place of the text."""
        return ParseError(message, self.text, position, hint)

    def note(self, message: str, start: int, stop: int, other: str = "") -> None:
        """Say how a doubtful place was read."""
        self.notes.append(Note(message, start, stop, other))

    def _number(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        lowered = written.lower()
        self.put(kinds.ATOM, decimal(written), start, stop)
        if "e" in lowered:
            mantissa, exponent = lowered.split("e")
            self.note(f"{written} is read as {mantissa}*10^({exponent})", start, stop, f"{mantissa}*e{exponent}" if exponent[0] in "+-" else "")

    def _grouped(self, written: str, match: re.Match[str]) -> None:
        """Digits with commas between them: thousands, or a decimal comma, or several numbers; the parser knows which."""
        self.put(kinds.ATOM, written, match.start(), match.end())

    def _skip(self, written: str, match: re.Match[str]) -> None:
        pass

    def _maxima(self, written: str, match: re.Match[str]) -> None:
        self.put(kinds.ATOM, CONSTANTS[written[1:]], match.start(), match.end())

    def _leibniz(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        if match.group().startswith("(") != match.group().endswith(")"):
            opening = match.group().startswith("(")
            if opening:
                self.put(kinds.OPEN, "(", start, start + 1)
                start += 1
            else:
                stop -= 1
        self.position = stop
        variables: list[str] = []
        for name, order, power in _DIFFERENTIALS.findall(match.group("below")):
            times = int(order or SUPERSCRIPTS.get(power, "1"))
            variables.extend([GREEK.get(name, name)] * times)
        above = int(match.group("order") or SUPERSCRIPTS.get(match.group("power") or "", "1"))
        if above != len(variables):
            raise self.fail(f"d^{above} stands above and {len(variables)} differentials below", start, "write d^2/dx^2")
        function = match.group("function") or ""
        self.put(kinds.DERIVATIVE, Leibniz(GREEK.get(function, function), tuple(variables)), start, stop)

    def _greek(self, written: str, match: re.Match[str]) -> None:
        name = GREEK[written]
        if name == "pi":
            self.put(kinds.ATOM, CONSTANTS["pi"], match.start(), match.end())
        else:
            self._variable(name, match.start(), match.end())

    def _raised(self, written: str, match: re.Match[str]) -> None:
        """x²: the superscripts are read as x^(2)."""
        start, stop = match.span()
        plain = "".join(SUPERSCRIPTS[character] for character in written)
        inner = TextReader(self.text[:start] + plain + self.text[stop:], start, stop, self.notes)
        self.put(kinds.OPERATOR, "^", start, start)
        self.put(kinds.OPEN, "{", start, start)
        self.tokens.extend(inner.read()[:-1])
        self.put(kinds.CLOSE, "{", stop, stop)

    def _primes(self, written: str, match: re.Match[str]) -> None:
        self.put(kinds.PRIME, len(written) * (2 if written[0] == '"' else 1), match.start(), match.end())

    def _operator(self, written: str, match: re.Match[str]) -> None:
        if written == "||":
            self.put(kinds.BAR, "|", match.start(), match.start() + 1)
            self.put(kinds.BAR, "|", match.start() + 1, match.end())
        else:
            self.put(kinds.OPERATOR, OPERATORS[written], match.start(), match.end())

    def _other(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        if written in BRACKETS:
            kind, value = BRACKETS[written]
            self.put(kind, value, start, stop)
        elif written in FRACTIONS:
            above, below = FRACTIONS[written]
            self.put(kinds.ATOM, Quotient(Number(above), Number(below)), start, stop)
        elif written in ROOTS:
            self.put(kinds.FUNCTION, whole(ROOTS[written], True), start, stop)
        else:
            raise self.fail(f"{written!r} is not read in mathematics here", start, UNREADABLE.get(written, ""))

    def _word(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        fixed = _DIGITS_IN_NAME.match(self.text, start, self.stop)
        if fixed and whole(fixed.group(), True):
            self.position = fixed.end()
            self.put(kinds.FUNCTION, whole(fixed.group(), True), start, fixed.end())
            return
        if written in WORDS:
            if not (written == "if" and _OPENS.match(self.text, stop)):
                self.put(kinds.OPERATOR, WORDS[written], start, stop)
                return
        if written == "Log" and self.text.startswith("[", stop):
            self.put(kinds.FUNCTION, LOG_BASE_FIRST, start, stop)
            return
        called = _OPENS.match(self.text, stop, self.stop) is not None
        meaning = whole(written, called)
        if meaning is not None:
            self._piece(meaning, start, stop)
            return
        found = cut(written, called)
        if found is None or not self._plausible(found, written):
            self._letters(written, start, stop)
            return
        self._pieces(found, written, start, stop)

    def _plausible(self, found: Word, written: str) -> bool:
        """Whether the letters between the known words of a cut make sense as variables."""
        run = ""
        for piece, size in (*found.pieces, (None, 0)):
            if isinstance(piece, str) and size == 1:
                run += piece
                continue
            if len(run) > 1 and not (len(run) <= 3 and letters_multiply(run, self.alone, False) and any(c in "xyzt" or c in self.alone for c in run)):
                return False
            run = ""
        return True

    def _pieces(self, found: Word, written: str, start: int, stop: int) -> None:
        shown = []
        place = start
        for piece, size in found.pieces:
            shown.append(written[place - start : place - start + size])
            self._piece(piece, place, place + size)
            self.spaced = False
            place += size
        self.note(f"{written} is read as {' '.join(shown)}", start, stop)

    def _piece(self, piece: Applicable | Form | str, start: int, stop: int) -> None:
        match piece:
            case str():
                self._variable(piece, start, stop)
            case Applicable():
                self.put(kinds.FUNCTION, piece, start, stop)
            case _:
                if stop == self.position and self.text[stop : stop + 1].isdigit():
                    written = self.text[start:stop]
                    raise self.fail(f"a number stands behind {written}", stop, f"write {written}^... for a power, {written}*... for a product")
                self.put(kinds.ATOM, piece, start, stop)

    def _letters(self, written: str, start: int, stop: int) -> None:
        """Letters written together are a product, if that is likely; else the word is unknown."""
        if len(written) > MAX_NAME:
            raise LimitError(f"a word of {len(written):,} letters; at most {MAX_NAME} are read")
        raised = self.text[stop : stop + 1] == "^" or self.text[stop : stop + 1] in SUPERSCRIPTS or self.text[stop : stop + 2] == "**"
        if written[0] == "d" and len(written) == 2 and "c" in self.alone | set(self.text[: start + 1]):
            raised = True
        elif not letters_multiply(written, self.alone, raised):
            raise self._unknown(written, start)
        if len(written) > 2:
            self.note(f"{written} is read as the product {'*'.join(written)}", start, stop)
        for offset, letter in enumerate(written):
            piece = whole(letter, False)
            assert piece is not None
            self._piece(piece, start + offset, start + offset + 1)
            self.spaced = False

    def _unknown(self, written: str, start: int) -> ParseError:
        known = nearest(written)
        if len(written) == 2 and written[0] == "d":
            return self.fail(f"{written} is a differential, and a value is needed here", start, f"write d/d{written[1]}(...) for a derivative")
        if known:
            return self.fail(f"{written!r} is not a known function or name", start, f"did you mean {known}?")
        hint = f"write {'*'.join(written)} for a product of letters" if len(written) < 5 else "names are single letters or Greek, like x, theta, x_1"
        return self.fail(f"{written!r} is not a known function or name", start, hint)

    def _variable(self, name: str, start: int, stop: int) -> None:
        """A name with the subscript that follows it, if one does."""
        subscript = _SUBSCRIPT.match(self.text, stop, self.stop) if stop == self.position else None
        if subscript:
            braced, plain, digits, lowered = subscript.groups()
            stop = self.position = subscript.end()
            if digits:
                if name in self.alone and digits in {"2", "3"}:
                    self.note(f"{name}{digits} is read as the name of a variable", start, stop, f"{name}^{digits}")
                name += digits
            else:
                name += "_" + (braced or plain or "".join(SUBSCRIPTS[character] for character in lowered))
        if len(name) > MAX_NAME:
            raise LimitError(f"a name of {len(name):,} letters; at most {MAX_NAME} are read")
        self.put(kinds.NAME, name, start, stop)

    ACTIONS = {
        "space": _skip,
        "number": _number,
        "grouped": _grouped,
        "module": _skip,
        "leibniz": _leibniz,
        "maxima": _maxima,
        "word": _word,
        "greek": _greek,
        "raised": _raised,
        "primes": _primes,
        "operator": _operator,
        "other": _other,
    }


def decimal(written: str) -> Number:
    """A typed number, exactly; a decimal keeps its spelling.

    >>> decimal("0.50")
    0.50
    """
    if len(written) > MAX_DIGITS:
        raise LimitError(f"a number of {len(written):,} digits; at most {MAX_DIGITS:,} are read")
    mantissa, _, exponent = written.lower().partition("e")
    if exponent and (len(exponent) > 6 or abs(int(exponent)) > MAX_DIGITS):
        raise LimitError(f"a number with the exponent {exponent}; at most {MAX_DIGITS} is read")
    if "." not in mantissa.rstrip(".") and not exponent:
        return Number(int(mantissa.rstrip(".")))
    return Number(Fraction(written), typed=written)


def grouped_number(written: str) -> tuple[Number, str]:
    """A number with commas in it, and how else it could be meant."""
    if _GROUPS_OF_THREE.fullmatch(written):
        return decimal(written.replace(",", "")), written.replace(",", ".", 1) if written.count(",") == 1 and "." not in written else ""
    return decimal(written.replace(",", ".")), ""
