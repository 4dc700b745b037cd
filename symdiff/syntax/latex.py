r"""LaTeX into the same tokens as plain text.

TeX's own rules are kept where they decide meaning: ``\frac12`` takes one digit for each argument, braces group, a letter
is a name by itself.  Where authors write something that TeX would set otherwise than they mean, ``x^10`` or ``sin x``
without a backslash, the meaning is read and said.
"""

from __future__ import annotations

import re
from typing import ClassVar

from symdiff.derivation import Note
from symdiff.errors import LimitError
from symdiff.syntax import leibniz
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.characters import FRACTIONS
from symdiff.syntax.contexts import Context, are_redundant
from symdiff.syntax.controls import control
from symdiff.syntax.limits import MAX_DEPTH
from symdiff.syntax.macros import DELIMITERS
from symdiff.syntax.names import CONSTANTS, WORDS, nearest
from symdiff.syntax.numbers import decimal
from symdiff.syntax.reader import GREEK_LETTER, RAISED, Action, Reader
from symdiff.syntax.text import OPERATORS
from symdiff.syntax.tokens import Token
from symdiff.wording.sentences import say, typed

_SUBSCRIPT = re.compile(
    r"\s*_\s*(?:\{\s*(?:\\(?:text|mathrm|textrm|rm|mathit)\s*)?(\{)?([A-Za-z0-9, ]+)(?(1)\})\s*\}"
    r"|\{\s*\\([A-Za-z]+)\s*\}|\\([A-Za-z]+)|([A-Za-z0-9]))"
)
_FUNCTIONS = re.compile(r"arcsin|arccos|arctan|sinh|cosh|tanh|sin|cos|tan|sec|csc|cot|ln|log|exp|sqrt")
_SEPARATED = re.compile(r"\{,\}|\\[,;!:]")


class LatexReader(Reader):
    """Cuts LaTeX into tokens."""

    SCANNER: ClassVar[re.Pattern[str]] = re.compile(
        r"(?P<space>(?:[\s~$]|%[^\n]*(?:\n|$))+)"
        r"|(?P<row>\\\\\*?(?:\s*\[[\d.\s]*[a-z]*\])?)"
        r"|(?P<dimension>\\(?:hskip|vskip|kern|mkern|mskip)\s*-?\s*[\d.]+\s*(?:pt|em|ex|mu|cm|mm|in)(?![A-Za-z]))"
        r"|(?P<prime>\^\s*(?:\{\s*)?(?:\\prime(?![A-Za-z])\s*|'\s*)+\}?|'+|\")"
        r"|(?P<degree>\^\s*(?:\{\s*\\circ\s*\}|\\circ(?![A-Za-z]))|°)"
        r"|(?P<control>\\(?:[A-Za-z]+\*?|.))"
        r"|(?P<number>\d+(?:(?:\{,\}|\\[,;!:])\d{3}(?!\d))+(?:\.\d+)?|\d+\{,\}\d+|\d+(?:,\d{3})+(?!\d)(?:\.\d+)?"
        r"|(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:E[+-]?\d+(?![\w.(^]))?)"
        r"|(?P<letters>[A-Za-z]+)"
        r"|(?P<greek>" + GREEK_LETTER + r")"
        r"|(?P<raised>" + RAISED + r")"
        r"|(?P<vulgar>[" + "".join(FRACTIONS) + r"])"
        r"|(?P<operator>:=|<=|>=|!=|==|\*\*|[-+*/=<>^≤≥≠_])"
        r"|(?P<mark>.)",
        re.DOTALL,
    )

    def __init__(self, text: str, start: int, stop: int, notes: list[Note]) -> None:
        super().__init__(text, start, stop, notes)
        self.contexts: list[Context] = []
        self.run_end = -1  # where the last run of letters ended
        self.word_end = -1  # where the last control sequence of letters ended

    def read(self) -> list[Token]:
        """All tokens, with an ``END`` behind them."""
        return leibniz.slashes(super().read())

    def finish(self) -> None:
        """Complain of an argument that is missing, or of a brace that is open."""
        for context in self.contexts:
            if context.kind == "argument" and not context.braced:
                raise self.fail(say("argument missing"), context.start, say("write", example=r"\frac{1}{x}"))
            if context.kind == "environment":
                raise self.fail(say("\\begin without \\end"), context.start)
            raise self.fail(say("never closed", opened="{"), context.start, say("put it where it ends", closed="}"))

    # Arguments: in braces, or one operand

    @property
    def single(self) -> bool:
        """Whether the next operand alone is an argument."""
        return bool(self.contexts) and self.contexts[-1].kind == "argument" and not self.contexts[-1].braced

    def operand(self, kind: str, value: object, start: int, stop: int) -> None:
        """Add a token that can be an argument by itself."""
        self.put(kind, value, start, stop)
        self.complete()

    def complete(self) -> None:
        """Something that can be an argument is complete."""
        if self.single:
            self.end_argument()

    def open(self, context: Context) -> None:
        """Something has been opened that must be closed."""
        self.contexts.append(context)
        if len(self.contexts) > MAX_DEPTH:
            raise LimitError(say("too many braces", most=MAX_DEPTH))

    def construct(self, key: str, count: int, start: int) -> None:
        """Begin something with arguments, as a bracket of the parser."""
        first = len(self.tokens)
        self.put(kinds.OPEN, key, start, self.position)
        self.argument(Context("argument", start, first, key, count - 1))

    def argument(self, context: Context) -> None:
        """Begin an argument."""
        while self.position < self.stop and self.text[self.position].isspace():
            self.position += 1
        context.braced = self.text.startswith("{", self.position)
        self.position += context.braced
        self.open(context)

    def end_argument(self) -> None:
        """The argument is complete: the next one begins, or all are there."""
        context = self.contexts.pop()
        if context.left:
            context.left -= 1
            context.middle = len(self.tokens)
            self.put(kinds.SEPARATOR, "argument", self.position, self.position)
            self.argument(context)
            return
        self.put(kinds.CLOSE, context.closes, self.position, self.position)
        if context.closes == "frac":
            leibniz.fraction(self.tokens, context.first, context.middle, self.position)
        self.complete()

    # Actions

    def _space(self, match: re.Match[str]) -> None:
        """Space says something only where TeX does not need it to end a word."""
        self.spaced = self.spaced or match.start() != self.word_end

    def _number(self, match: re.Match[str]) -> None:
        written, start, stop = match.group(), match.start(), match.end()
        if self.single:
            if written[0] == ".":
                raise self.fail(say("argument of one digit"), start, say("write", example=r"\frac{0.5}{x}"))
            self.position = start + 1
            self.operand(kinds.ATOM, decimal(written[0]), start, start + 1)
        elif _SEPARATED.search(written):
            self._separated(written, start, stop)
        elif "," in written:
            self.put(kinds.ATOM, written, start, stop)
        else:
            before = self.tokens[-1] if self.tokens else None
            if before and before.kind == kinds.OPERATOR and before.value == "^" and len(written) > 1:
                said = say("read as", written=f"^{written}", meaning=f"^{{{written}}}")
                self.note(said, before.start, stop, f"^{written[0]} {written[1:]}")
            if "E" in written:
                mantissa, exponent = written.split("E")
                said = say("read as", written=written, meaning=f"{mantissa}*10^({exponent})")
                self.note(said, start, stop, f"{mantissa}\\cdot E{exponent}")
            self.put(kinds.ATOM, decimal(written), start, stop)

    def _separated(self, written: str, start: int, stop: int) -> None:
        r"""``10{,}000`` and ``10\,000`` are ten thousand, ``0{,}5`` is one half."""
        groups = _SEPARATED.split(written)
        if all(len(group.partition(".")[0]) == 3 for group in groups[1:]) and not groups[0].startswith("0"):
            self.put(kinds.ATOM, decimal("".join(groups)), start, stop)
        elif len(groups) == 2 and groups[1].isdigit():
            self.put(kinds.ATOM, decimal(".".join(groups)), start, stop)
            self.note(say("read as", written=written, meaning=".".join(groups)), start, stop)
        else:
            raise self.fail(say("digits that are no number"), start, say("without separators"))

    def _letters(self, match: re.Match[str]) -> None:
        """One letter at a time, except in a function that was typed without its backslash."""
        written, start = match.group(), match.start()
        if written.lower() in WORDS and self.contexts and self.contexts[-1].kind == "text":
            self.put(kinds.OPERATOR, WORDS[written.lower()], *match.span())
            return
        if start >= self.run_end and not self.single:
            self._run(match)
        found = _FUNCTIONS.match(written) if len(written) > 1 and not self.single else None
        self.position = start + (found.end() if found else 1)
        if found:
            self.put(kinds.FUNCTION, APPLICABLES[found.group()], start, self.position)
            said = say("read as", written=found.group(), meaning=f"\\{found.group()}")
            self.note(said, start, self.position, " ".join(found.group()))
        elif written[0] == "e":
            self.operand(kinds.ATOM, CONSTANTS["e"], start, self.position)
        else:
            self.variable(written[0], start, self.position)

    def _run(self, match: re.Match[str]) -> None:
        """Letters typed together are a product, unless they must be a word."""
        written = match.group()
        self.run_end = match.end()
        if len(written) < 4 or _FUNCTIONS.search(written):
            return
        raised = self.text.startswith("^", self.run_end)
        if "o" in written or "e" in written[:-1] or (written[-1] == "e" and not raised) or len(set(written)) < len(written):
            known = nearest(written)
            hint = say("write", example=f"\\{known}") if known else say("write as product", product=" ".join(written))
            raise self.fail(say("word, no product", written=typed(written)), match.start(), hint)
        self.note(say("read as product", written=written, meaning="*".join(written)), *match.span())

    def variable(self, name: str, start: int, stop: int) -> None:
        """A name with its subscript."""
        subscript = None if self.single else self.ahead(_SUBSCRIPT)
        if subscript:
            name += "_" + (subscript[2] or subscript[3] or subscript[4] or subscript[5]).replace(" ", "")
            stop = self.position = subscript.end()
        super().variable(name, start, stop)

    def _prime(self, match: re.Match[str]) -> None:
        written = match.group()
        self.put(kinds.PRIME, written.count("prime") or written.count("'") or 2, *match.span())

    def _degree(self, match: re.Match[str]) -> None:
        self.put(kinds.POSTFIX, "°", *match.span())

    def _operator(self, match: re.Match[str]) -> None:
        self.put(kinds.OPERATOR, OPERATORS[match.group()], *match.span())

    def _control(self, match: re.Match[str]) -> None:
        control(self, match.group()[1:], match.start())

    def _row(self, match: re.Match[str]) -> None:
        self.cell("row", match.start())

    def cell(self, value: str, start: int) -> None:
        r"""& and \\ stand between cells; outside of cases and matrices they only align."""
        environment = next((context for context in reversed(self.contexts) if context.kind == "environment"), None)
        if environment and environment.closes:
            self.put(kinds.SEPARATOR, value, start, self.position)
        elif value == "row" and (rest := self.text[self.position : self.stop].strip()) and not rest.startswith("\\end"):
            raise self.fail(say("several lines"), start, say("type one expression"))

    def _mark(self, match: re.Match[str]) -> None:
        written, start, stop = match.group(), match.start(), match.end()
        match written:
            case "{":
                self.open(Context("group", start, len(self.tokens)))
                self.put(kinds.OPEN, "{", start, stop)
            case "}":
                self._close_brace(start)
            case "]" if self.contexts and self.contexts[-1].kind == "option":
                context = self.contexts.pop()
                self.put(kinds.SEPARATOR, "argument", start, stop)
                self.argument(Context("argument", start, context.first, "root"))
            case "&":
                self.cell("&", start)
            case "," | ";" | ":":
                self.put(kinds.SEPARATOR, written, start, stop)
            case "!":
                self.put(kinds.POSTFIX, written, start, stop)
            case "." if self.contexts and self.contexts[-1].kind == "text":
                pass
            case _ if written in DELIMITERS:
                self.put(*DELIMITERS[written], start, stop)
            case _:
                raise self.fail(say("not LaTeX", written=typed(written)), start)

    def _close_brace(self, start: int) -> None:
        context = self.contexts[-1] if self.contexts else None
        if context is None or not context.braced or context.kind not in {"group", "transparent", "text", "argument"}:
            raise self.fail(say("closed, not opened", closed="}", opened="{"), start)
        if context.kind == "argument":
            self.end_argument()
            return
        self.contexts.pop()
        if context.kind == "group":
            inside = self.tokens[context.first + 1 :]
            if not inside:
                self.tokens.pop()
                return
            before = self.tokens[context.first - 1] if context.first else None
            if are_redundant(inside) and not (before and before.kind == kinds.OPERATOR and before.value in {"^", "_"}):
                del self.tokens[context.first]
                self.complete()
                return
            self.put(kinds.CLOSE, "{", start, self.position)
            if context.middle >= 0:
                leibniz.fraction(self.tokens, context.first, context.middle, self.position)
        self.complete()

    ACTIONS: ClassVar[dict[str, Action]] = {
        "space": _space,
        "row": _row,
        "dimension": Reader.skip,
        "prime": _prime,
        "degree": _degree,
        "control": _control,
        "number": _number,
        "letters": _letters,
        "greek": Reader.greek,
        "raised": Reader.raised,
        "vulgar": Reader.vulgar_fraction,
        "operator": _operator,
        "mark": _mark,
    }
