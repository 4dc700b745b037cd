r"""LaTeX into the same tokens as plain text.

TeX's own rules are kept where they decide meaning: ``\frac12`` takes one digit for each argument, braces group, a letter
is a name by itself.  Where authors write something that TeX would set otherwise than they mean, ``x^10`` or ``sin x``
without a backslash, the meaning is read and said.  To add a control sequence, add it to a table of ``macros.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from symdiff.derivation import Note
from symdiff.errors import ParseError
from symdiff.forms import Number, Symbol
from symdiff.syntax import macros
from symdiff.syntax import tokens as kinds
from symdiff.syntax.characters import FRACTIONS, SUPERSCRIPTS
from symdiff.syntax.names import APPLICABLES, CONSTANTS, GREEK, GREEK_NAMES, WORDS, nearest, whole
from symdiff.syntax.text import OPERATORS, TextReader, decimal
from symdiff.syntax.tokens import Applicable, Leibniz, Token

_SCANNER = re.compile(
    r"(?P<space>(?:\s|~|%[^\n]*(?:\n|$))+)"
    r"|(?P<row>\\\\\*?(?:\s*\[[\d.\s]*[a-z]*\])?)"
    r"|(?P<dimension>" + macros.DIMENSIONS.pattern + r")"
    r"|(?P<prime>\^\s*(?:\{\s*)?(?:\\prime(?![A-Za-z])\s*|'\s*)+\}?|'+|\")"
    r"|(?P<control>\\(?:[A-Za-z]+\*?|.))"
    r"|(?P<number>\d+(?:(?:\{,\}|\\[,;!:])\d{3}(?!\d))+(?:\.\d+)?|\d+\{,\}\d+|\d+(?:,\d{3})+(?:\.\d+)?(?!\d)"
    r"|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:E[+-]?\d+(?![\w.(^]))?)"
    r"|(?P<letters>[A-Za-z]+)"
    r"|(?P<greek>[Α-Ωα-ωϕϵϑϱϖϰ])"
    r"|(?P<raised>[" + "".join(map(re.escape, SUPERSCRIPTS)) + r"]+)"
    r"|(?P<operator>:=|<=|>=|!=|==|\*\*|[-+*/=<>^≤≥≠])"
    r"|(?P<other>.)",
    re.DOTALL,
)
_SUBSCRIPT = re.compile(
    r"\s*_\s*(?:\{\s*(?:\\(?:text|mathrm|textrm|rm|mathit)\s*)?\{?\s*([A-Za-z0-9]+(?:\s*,?\s*[A-Za-z0-9]+)*)\s*\}?\s*\}|\\([A-Za-z]+)|([A-Za-z0-9]))"
)
_FUNCTIONS = re.compile(r"arcsin|arccos|arctan|sinh|cosh|tanh|sin|cos|tan|sec|csc|cot|ln|log|exp|sqrt")
_GROUP = re.compile(r"\s*\{([^{}]*)\}")
_OPTION = re.compile(r"\s*\[([^\[\]]*)\]")
_CASES_FOLLOW = re.compile(r"\s*\\begin\s*\{(?:array|aligned|matrix|cases|alignedat|split|gathered)\}")
_ARRAY_COLUMNS = re.compile(r"\s*(?:\[\w\])?\s*\{[lcr|@{}\s!:.]*\}")
_WORD = re.compile(r"[A-Za-z]+|[,.;:]")


@dataclass(slots=True)
class Context:
    """A brace or environment that is open, or an argument that is being read.

    Attributes:
        kind: ``group``, ``transparent``, ``argument``, ``option``, ``of`` or ``environment``.
        first: the index of the first token in it.
        start: where it was opened.
        closes: what is put when it ends.
        left: how many arguments follow this one.
        braced: whether a closing brace ends it, or one token does.
        over: the index of ``\over`` in it, or -1.
    """

    kind: str
    first: int
    start: int
    closes: str = ""
    left: int = 0
    braced: bool = True
    over: int = -1


class LatexReader(TextReader):
    """Cuts LaTeX into tokens."""

    def __init__(self, text: str, start: int, stop: int, notes: list[Note]) -> None:
        super().__init__(text, start, stop, notes)
        self.contexts: list[Context] = []
        self.after_word = False

    def read(self) -> list[Token]:
        """All tokens, with an ``END`` behind them."""
        scan = _SCANNER.match
        while self.position < self.stop:
            match = scan(self.text, self.position, self.stop)
            assert match is not None and match.lastgroup is not None
            self.position = match.end()
            kind = match.lastgroup
            if kind == "space":
                self.spaced = self.spaced or not self.after_word
                continue
            self.after_word = kind == "control"
            self.ACTIONS[kind](self, match.group(kind), match)
            self.spaced = kind == "control" and self.after_word and match.group(kind)[1:] in macros.IGNORED and match.group(kind) != "\\!"
        for context in self.contexts:
            if context.kind != "environment" or context.closes:
                self._unfinished(context)
        self.put(kinds.END, None, self.stop, self.stop)
        return _with_derivatives(self.tokens)

    def _unfinished(self, context: Context) -> None:
        if context.kind == "argument" and not context.braced:
            raise self.fail("an argument is missing", context.start, r"write \frac{1}{x}")
        raise self.fail("{ is never closed", context.start, "put } where it ends")

    # Units: an argument without braces is one of them

    def unit(self, kind: str, value: object, start: int, stop: int) -> None:
        """Add a token that can be an argument by itself."""
        self.put(kind, value, start, stop)
        self._unit_done()

    def _unit_done(self) -> None:
        if self.contexts and self.contexts[-1].kind == "argument" and not self.contexts[-1].braced:
            self._end_argument(self.position)

    def _argument(self, closes: str, left: int) -> None:
        """Begin an argument: in braces, or one token."""
        while self.position < self.stop and self.text[self.position].isspace():
            self.position += 1
        braced = self.text.startswith("{", self.position)
        self.contexts.append(Context("argument", len(self.tokens), self.position, closes, left, braced))
        self.position += braced

    def _end_argument(self, stop: int) -> None:
        context = self.contexts.pop()
        if context.left:
            self.put(kinds.SEPARATOR, "argument", stop, stop)
            self._argument(context.closes, context.left - 1)
            return
        self.put(kinds.CLOSE, context.closes, stop, stop)
        if context.closes == "frac":
            self._leibniz_fraction()
        self._unit_done()

    def _construct(self, key: str, count: int, start: int) -> None:
        self.put(kinds.OPEN, key, start, self.position)
        self.spaced = False
        self._argument(key, count - 1)

    # Actions

    def _control(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        name = written[1:]
        if name.endswith("*") and name not in macros.SKIPPED and name not in macros.TEXTUAL:
            self.position = stop = stop - 1
            name = name[:-1]
        if name in macros.IGNORED:
            return
        unit = macros.UNIT_WRITTEN.match(self.text, start, self.stop)
        if unit:
            self._unit_vector(unit)
        elif macros.SIZES.match(name):
            self._sized(name, start)
        elif name in macros.TEXTUAL:
            self._textual(start)
        elif name in macros.TRANSPARENT:
            self._transparent()
        elif name in macros.SKIPPED:
            for _ in range(macros.SKIPPED[name]):
                group = _GROUP.match(self.text, self.position, self.stop)
                self.position = group.end() if group else self.position
        elif name in macros.DERIVATIVES and self._derivative_macro(name, start):
            pass
        elif name == "sqrt" and self.text[self.position : self.position + 1] == "[":
            self.put(kinds.OPEN, "root", start, self.position)
            self.contexts.append(Context("option", len(self.tokens), self.position))
            self.position += 1
        elif name in macros.CONSTRUCTS:
            self._construct(*macros.CONSTRUCTS[name], start)
        elif name == "root":
            self.put(kinds.OPEN, "root", start, stop)
            self.contexts.append(Context("of", len(self.tokens), start))
        elif name == "of":
            self._of(start)
        elif name in {"begin", "end"}:
            self._environment(name, start)
        elif name in macros.OPERATORS:
            self._over(start) if name == "over" else None
            self.put(kinds.OPERATOR, macros.OPERATORS[name], start, stop)
        elif name in macros.DELIMITERS:
            self._delimiter(*macros.DELIMITERS[name], start, stop)
        elif name in macros.ATOMS:
            self.unit(kinds.ATOM, macros.ATOMS[name], start, stop)
        elif name in macros.NAMES:
            self._variable(macros.NAMES[name], start, stop)
        elif name in macros.UNITS:
            self.unit(kinds.ATOM, Symbol(macros.UNITS[name]), start, stop)
        elif name in macros.UNREADABLE:
            raise self.fail(f"{written} is not read", start, macros.UNREADABLE[name])
        else:
            self._named(name, start, stop)

    def _named(self, name: str, start: int, stop: int) -> None:
        """A control sequence that is a Greek letter, a function, or a textbook's own abbreviation."""
        if name in GREEK_NAMES or name == "Pi":
            self._variable(name.removeprefix("var"), start, stop)
        elif name in CONSTANTS or name == "varpi":
            self.unit(kinds.ATOM, CONSTANTS["pi"], start, stop)
        elif function := APPLICABLES.get(name) or APPLICABLES.get(name.lower()):
            self.put(kinds.FUNCTION, function, start, stop)
        elif primed := macros.PRIMED.match(name):
            self.put(kinds.NAME, primed["letter"], start, stop)
            self.put(kinds.PRIME, len(primed["primes"]), stop, stop)
        elif of_t := macros.OF_T.match(name):
            for kind, value in ((kinds.NAME, of_t["letter"]), (kinds.OPEN, "("), (kinds.NAME, "t"), (kinds.CLOSE, "(")):
                self.put(kind, value, start, stop)
        elif total := macros.TOTAL.match(name):
            self.put(kinds.DERIVATIVE, Leibniz(total["function"], (total["variable"],)), start, stop)
        elif partial := macros.PARTIAL_OF.match(name):
            self.put(kinds.NAME, "∂", start, stop)
            self.put(kinds.NAME, partial["letter"], start, stop)
        else:
            known = nearest(name)
            hint = f"did you mean \\{known}?" if known else "type it without private macros"
            raise self.fail(f"\\{name} is not a control sequence that is known here", start, hint)

    def _unit_vector(self, unit: re.Match[str]) -> None:
        self.position = unit.end()
        for _ in range(unit.group().count("{")):
            while self.text.startswith(" ", self.position):
                self.position += 1
            if not self.text.startswith("}", self.position):
                raise self.fail("{ is never closed", unit.start(), "put } where it ends")
            self.position += 1
        self.unit(kinds.ATOM, Symbol(macros.UNIT_VECTORS[unit["dotless"] or unit["letter"]]), unit.start(), self.position)

    def _sized(self, name: str, start: int) -> None:
        r"""``\left(``, ``\bigr|``: the delimiter itself; a full stop is none."""
        match = re.compile(r"\s*(\\[A-Za-z]+|\\.|.)", re.DOTALL).match(self.text, self.position, self.stop)
        if match is None:
            raise self.fail(f"\\{name} has no delimiter behind it", start)
        written = match.group(1)
        self.position = match.end()
        if written == ".":
            return
        key = written.removeprefix("\\")
        if key == "{" and _CASES_FOLLOW.match(self.text, self.position, self.stop):
            return
        if key not in macros.DELIMITERS:
            if key == "|" or key == "/":
                raise self.fail(f"{written} is not read", match.start(1))
            raise self.fail(f"\\{name} belongs before a bracket", start, r"write \left( ... \right)")
        if written == "\\|":
            raise self.fail("norms are not read here", match.start(1), "use | for an absolute value")
        kind, value = macros.DELIMITERS[key]
        if kind == kinds.BAR and name[-1:] in {"l", "t"}:
            kind = kinds.CLOSE if name == "right" else kinds.OPEN
        elif kind == kinds.BAR and name.endswith("r"):
            kind = kinds.CLOSE
        self._delimiter(kind, value, start, match.end())

    def _delimiter(self, kind: str, value: str, start: int, stop: int) -> None:
        self.put(kind, value, start, stop)
        if kind == kinds.CLOSE and value == "|" and re.compile(r"\s*_").match(self.text, stop, self.stop):
            raise self.fail("a value at a point is not read here", stop, "type the expression itself")

    def _transparent(self) -> None:
        match = re.compile(r"\s*\{").match(self.text, self.position, self.stop)
        if match:
            self.contexts.append(Context("transparent", len(self.tokens), self.position))
            self.position = match.end()

    def _textual(self, start: int) -> None:
        r"""``\text{if}``, ``\mathrm{d}``, ``\operatorname{arsinh}``."""
        match = _GROUP.match(self.text, self.position, self.stop)
        if match is None or "\\" in match.group(1) or "$" in match.group(1) or re.search(r"\d", match.group(1)):
            self._transparent()
            return
        self.position = match.end()
        for word in _WORD.finditer(match.group(1)):
            begin, end = match.start(1) + word.start(), match.start(1) + word.end()
            written = word.group()
            if written in ",.;:":
                if written == ",":
                    self.put(kinds.SEPARATOR, ",", begin, end)
                continue
            self._textual_word(written, begin, end)

    def _textual_word(self, written: str, start: int, stop: int) -> None:
        if written.lower() in WORDS:
            self.put(kinds.OPERATOR, WORDS[written.lower()], start, stop)
            return
        meaning = whole(written, True)
        match meaning:
            case None:
                known = nearest(written)
                raise self.fail(f"the word {written!r} is not read", start, f"did you mean {known}?" if known else "")
            case str():
                self._variable(meaning, start, stop)
            case Applicable():
                self.put(kinds.FUNCTION, meaning, start, stop)
            case _:
                self.unit(kinds.ATOM, meaning, start, stop)

    def _of(self, start: int) -> None:
        if not self.contexts or self.contexts[-1].kind != "of":
            raise self.fail(r"\of without \root before it", start)
        self.contexts.pop()
        self.put(kinds.SEPARATOR, "argument", start, self.position)
        self._argument("root", 0)

    def _over(self, start: int) -> None:
        if self.contexts:
            self.contexts[-1].over = len(self.tokens)

    def _environment(self, name: str, start: int) -> None:
        match = re.compile(r"\s*\{\s*([A-Za-z]+)\*?\s*\}").match(self.text, self.position, self.stop)
        if match is None or match.group(1) not in macros.ENVIRONMENTS:
            shown = match.group(1) if match else ""
            raise self.fail(f"the environment {shown} is not read", start, "cases, bmatrix and pmatrix are")
        self.position = match.end()
        key = macros.ENVIRONMENTS[match.group(1)]
        if name == "begin":
            if match.group(1) == "array":
                columns = _ARRAY_COLUMNS.match(self.text, self.position, self.stop)
                self.position = columns.end() if columns else self.position
            if self.text[:start].rstrip().endswith("\\{"):
                key = "cases"
            self.contexts.append(Context("environment", len(self.tokens), start, key))
            if key:
                self.put(kinds.OPEN, key, start, self.position)
            return
        if not self.contexts or self.contexts[-1].kind != "environment":
            raise self.fail("\\end without \\begin, or with a brace open before it", start)
        context = self.contexts.pop()
        if context.closes:
            self.put(kinds.CLOSE, context.closes, start, self.position)

    def _cell(self, value: str, start: int, stop: int) -> None:
        """& and \\\\: between cells; elsewhere they only align."""
        context = next((context for context in reversed(self.contexts) if context.kind == "environment"), None)
        if context and context.closes:
            self.put(kinds.SEPARATOR, value, start, stop)
        elif value == "row" and self.text[stop : self.stop].strip() and not self.text[stop : self.stop].strip().startswith("\\end"):
            raise self.fail("several lines", start, "type one expression")

    def _row(self, written: str, match: re.Match[str]) -> None:
        self._cell("row", match.start(), match.end())

    def _derivative_macro(self, name: str, start: int) -> bool:
        r"""``\dd[y]{x}`` and its kin; false where the control sequence is only an upright d."""
        option = _OPTION.match(self.text, self.position, self.stop)
        first = _GROUP.match(self.text, option.end() if option else self.position, self.stop)
        if first is None:
            return False
        second = _GROUP.match(self.text, first.end(), self.stop) if name not in {"dd", "pp"} and not (option and not option[1].isdigit()) else None
        above, below = (first[1], second[1]) if second else (option[1] if option and not option[1].isdigit() else "", first[1])
        order = int(option[1]) if option and option[1].isdigit() and len(option[1]) < 3 else 1
        variable, function = _bare_name(below), _bare_name(above)
        if not variable:
            return False
        self.position = second.end() if second else first.end()
        if above.strip() and not function:
            place = (second and first.start(1)) or (option.start(1) if option else first.start(1))
            self.put(kinds.DERIVATIVE, Leibniz("", (variable,) * order), start, self.position)
            self.put(kinds.OPEN, "(", place, place)
            self.tokens.extend(LatexReader(self.text, place, place + len(above), self.notes).read()[:-1])
            self.put(kinds.CLOSE, "(", self.position, self.position)
            return True
        self.put(kinds.DERIVATIVE, Leibniz(function, (variable,) * order), start, self.position)
        return True

    def _number(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        context = self.contexts[-1] if self.contexts else None
        if context and context.kind == "argument" and not context.braced:
            self.position = start + 1
            self.unit(kinds.ATOM, decimal(written[0]), start, start + 1)
            return
        if "," in written or "\\" in written:
            self._thousands(written, start, stop)
            return
        before = self.tokens[-1] if self.tokens else None
        if before and before.kind == kinds.OPERATOR and before.value == "^" and len(written) > 1 and self.text[before.stop : start].strip() == "":
            self.note(f"^{written} is read as ^{{{written}}}", before.start, stop, f"^{written[0]} {written[1:]}")
        if "E" in written:
            mantissa, exponent = written.split("E")
            self.note(f"{written} is read as {mantissa}*10^({exponent})", start, stop, f"{mantissa}\\cdot E{exponent}")
        self.put(kinds.ATOM, decimal(written), start, stop)

    def _thousands(self, written: str, start: int, stop: int) -> None:
        """10{,}000 and 10\\,000 are ten thousand, 0{,}5 is one half; with a bare comma the parser decides."""
        if "{" not in written and "\\" not in written:
            self.put(kinds.ATOM, written, start, stop)
            return
        groups = re.split(r"\{,\}|\\[,;!:]", written)
        if all(len(group.partition(".")[0]) == 3 for group in groups[1:]) and not groups[0].startswith("0"):
            self.put(kinds.ATOM, decimal("".join(groups)), start, stop)
        else:
            self.put(kinds.ATOM, decimal(".".join(groups)), start, stop)
            self.note(f"{written} is read as {'.'.join(groups)}", start, stop)

    def _letters_run(self, written: str, match: re.Match[str]) -> None:
        start = match.start()
        if self.contexts and self.contexts[-1].kind == "argument" and not self.contexts[-1].braced:
            self.position = start + 1
            self._letter(written[0], start)
            return
        found = _FUNCTIONS.search(written) if len(written) > 1 else None
        if found is None:
            self.position = start + 1
            self._letter(written[0], start)
            return
        if found.start():
            self.position = start + 1
            self._letter(written[0], start)
            return
        self.position = start + found.end()
        name = found.group()
        self.put(kinds.FUNCTION, APPLICABLES[name], start, self.position)
        self.note(f"{name} is read as \\{name}", start, self.position, " ".join(name))

    def _letter(self, letter: str, start: int) -> None:
        if letter == "e":
            self.unit(kinds.ATOM, CONSTANTS["e"], start, start + 1)
        else:
            self._variable(letter, start, start + 1)

    def _greek(self, written: str, match: re.Match[str]) -> None:
        name = GREEK[written]
        if name == "pi":
            self.unit(kinds.ATOM, CONSTANTS["pi"], match.start(), match.end())
        else:
            self._variable(name, match.start(), match.end())

    def _variable(self, name: str, start: int, stop: int) -> None:
        """A name with its subscript."""
        single = bool(self.contexts) and self.contexts[-1].kind == "argument" and not self.contexts[-1].braced
        subscript = None if single else _SUBSCRIPT.match(self.text, self.position, self.stop)
        if subscript:
            inner = next(group for group in subscript.groups() if group is not None)
            name += "_" + re.sub(r"[\s]", "", inner)
            stop = self.position = subscript.end()
        self.unit(kinds.NAME, name, start, stop)

    def _prime(self, written: str, match: re.Match[str]) -> None:
        count = written.count("prime") or written.count("'") or 2
        self.put(kinds.PRIME, count, match.start(), match.end())

    def _raised(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        plain = "".join(SUPERSCRIPTS[character] for character in written)
        inner = LatexReader(self.text[:start] + plain + self.text[stop:], start, stop, self.notes)
        self.put(kinds.OPERATOR, "^", start, start)
        self.put(kinds.OPEN, "{", start, start)
        self.tokens.extend(inner.read()[:-1])
        self.put(kinds.CLOSE, "{", stop, stop)

    def _operator(self, written: str, match: re.Match[str]) -> None:
        self.put(kinds.OPERATOR, OPERATORS[written], match.start(), match.end())

    def _other(self, written: str, match: re.Match[str]) -> None:
        start, stop = match.span()
        top = self.contexts[-1] if self.contexts else None
        if written == "{":
            self.contexts.append(Context("group", len(self.tokens), start))
            self.put(kinds.OPEN, "{", start, stop)
        elif written == "}":
            self._close_brace(top, start, stop)
        elif written == "]" and top and top.kind == "option":
            self.contexts.pop()
            self.put(kinds.SEPARATOR, "argument", start, stop)
            self._argument("root", 0)
        elif written == "&":
            self._cell("&", start, stop)
        elif written in {",", ";", ":"}:
            self.put(kinds.SEPARATOR, written, start, stop)
        elif written == "_":
            self.put(kinds.OPERATOR, "_", start, stop)
        elif written in {"!", "°"}:
            self.put(kinds.POSTFIX, written, start, stop)
        elif written in macros.DELIMITERS and written not in "<>":
            self._delimiter(*macros.DELIMITERS[written], start, stop)
        elif written in FRACTIONS:
            super()._other(written, match)
        else:
            raise self.fail(f"{written!r} is not read in LaTeX here", start)

    def _close_brace(self, top: Context | None, start: int, stop: int) -> None:
        if top is None or not top.braced or top.kind not in {"group", "transparent", "argument"}:
            raise self.fail("} without { before it", start)
        if top.kind == "argument":
            self._end_argument(stop)
            return
        self.contexts.pop()
        if top.kind == "group":
            if top.first == len(self.tokens) - 1:
                self.tokens.pop()
                return
            if self._degrees(top):
                return
            self.put(kinds.CLOSE, "{", start, stop)
            if top.over >= 0:
                self._leibniz_slice(top.first, top.over, stop)
        self._unit_done()

    def _degrees(self, group: Context) -> bool:
        r"""``30^{\circ}``"""
        return False

    # Derivatives written as fractions

    def _leibniz_fraction(self) -> None:
        """The fraction that has just been closed may be d/dx."""
        depth = 0
        middle = -1
        for place in range(len(self.tokens) - 1, -1, -1):
            token = self.tokens[place]
            depth += (token.kind == kinds.CLOSE) - (token.kind == kinds.OPEN)
            if depth == 1 and token.kind == kinds.SEPARATOR and token.value == "argument" and middle < 0:
                middle = place
            if depth == 0:
                break
            if len(self.tokens) - place > 60:
                return
        self._leibniz_slice(place, middle, self.position)

    def _leibniz_slice(self, first: int, middle: int, stop: int) -> None:
        """Replace the tokens of a fraction by a derivative if they are one; first and last are its brackets."""
        above, below = self.tokens[first + 1 : middle], self.tokens[middle + 1 : -1]
        found = leibniz(above, below)
        if found is None:
            return
        head, rest = found
        start = self.tokens[first].start
        spaced = self.tokens[first].spaced
        del self.tokens[first:]
        self.tokens.append(Token(kinds.DERIVATIVE, head, start, stop, spaced))
        if rest:
            self.tokens.append(Token(kinds.OPEN, "(", rest[0].start, rest[0].start))
            self.tokens.extend(rest)
            self.tokens.append(Token(kinds.CLOSE, "(", stop, stop))

    ACTIONS: ClassVar[dict[str, Callable[[LatexReader, str, re.Match[str]], None]]] = {  # type: ignore[assignment]
        "row": _row,
        "dimension": TextReader._skip,
        "prime": _prime,
        "control": _control,
        "number": _number,
        "letters": _letters_run,
        "greek": _greek,
        "raised": _raised,
        "operator": _operator,
        "other": _other,
    }


def leibniz(above: list[Token], below: list[Token]) -> tuple[Leibniz, list[Token]] | None:
    """d/dx in tokens: the derivative, and the tokens of an expression that stands above with the d."""
    below = _without_group(below)
    variables: list[str] = []
    place = 0
    while place < len(below):
        if not _is_d(below[place]) or place + 1 >= len(below) or below[place + 1].kind != kinds.NAME:
            return None
        name = below[place + 1].value
        place += 2
        times, place = _exponent(below, place)
        variables.extend([name] * times)
    above = _without_group(above)
    if not variables or not above or not _is_d(above[0]):
        return None
    order, place = _exponent(above, 1)
    rest = _without_group(above[place:])
    if order != len(variables):
        return None
    if not rest:
        return Leibniz("", tuple(variables)), []
    if len(rest) == 1 and rest[0].kind == kinds.NAME:
        return Leibniz(rest[0].value, tuple(variables)), []
    return Leibniz("", tuple(variables)), rest


def _is_d(token: Token) -> bool:
    return token.kind == kinds.NAME and token.value in {"d", "∂"}


def _without_group(tokens: list[Token]) -> list[Token]:
    while len(tokens) > 2 and tokens[0].kind == kinds.OPEN and tokens[0].value == "{" and tokens[-1].kind == kinds.CLOSE:
        tokens = tokens[1:-1]
    return tokens


def _exponent(tokens: list[Token], place: int) -> tuple[int, int]:
    """A small number after ^ at a place, with or without braces, and the place behind it; 1 if there is none."""
    if place + 1 < len(tokens) and tokens[place].kind == kinds.OPERATOR and tokens[place].value == "^":
        braced = tokens[place + 1].kind == kinds.OPEN
        number = tokens[place + 1 + braced].value if place + 1 + braced < len(tokens) else None
        if isinstance(number, Number) and number.value.denominator == 1 and 0 < number.value < 100:
            return int(number.value), place + 2 + 2 * braced
    return 1, place


def _with_derivatives(tokens: list[Token]) -> list[Token]:
    """``d/dx`` and ``dy/dx`` typed with a slash."""
    place = 0
    while place < len(tokens):
        if _is_d(tokens[place]):
            slash = next((ahead for ahead in range(place + 1, min(place + 6, len(tokens))) if tokens[ahead].value == "/" and tokens[ahead].kind == kinds.OPERATOR), -1)
            if slash > 0 and slash + 2 < len(tokens) and _is_d(tokens[slash + 1]) and tokens[slash + 2].kind == kinds.NAME:
                _, stop = _exponent(tokens, slash + 3)
                found = leibniz(tokens[place:slash], tokens[slash + 1 : stop])
                if found and not found[1]:
                    tokens[place:stop] = [Token(kinds.DERIVATIVE, found[0], tokens[place].start, tokens[stop - 1].stop, tokens[place].spaced)]
        place += 1
    return tokens


def _bare_name(written: str) -> str:
    """A single letter or a Greek name, else nothing."""
    written = written.strip().removeprefix("\\")
    return written if len(written) == 1 and written.isalpha() or written in GREEK_NAMES else ""
