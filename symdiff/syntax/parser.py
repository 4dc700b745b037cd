"""The operator-precedence parser: one for plain text and LaTeX, over explicit stacks.

After Floyd, Syntactic Analysis and Operator Precedence, Journal of the ACM 10 (1963): an operator waits on a stack until
one comes that binds less strongly.  Two things are peculiar to written mathematics and decided in ``juxtaposition.py``:
where the argument of a function without parentheses ends, and how far a product without a sign reaches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from symdiff.derivation import Note
from symdiff.errors import LimitError, ParseError
from symdiff.forms import PI, TRUE, Constant, Derivative, Form, Negative, Number, Product, Quotient, Symbol
from symdiff.syntax import juxtaposition as juxtapose
from symdiff.syntax import tokens as kinds
from symdiff.syntax.brackets import BRACKETS
from symdiff.syntax.calls import factorial
from symdiff.syntax.grammar import APPLY, BINARY, PREFIX, RIGHT, SCRIPT, reduce
from symdiff.syntax.limits import MAX_DEPTH
from symdiff.syntax.names import MAIN
from symdiff.syntax.operands import CONDITION, VALUE, Frame, Operand, Pending, Traits
from symdiff.syntax.text import decimal, grouped_number
from symdiff.syntax.tokens import Leibniz, Token


class Parser:
    """Reads tokens into operands; ``items`` are what the commas at top level separate."""

    def __init__(self, tokens: list[Token], text: str, notes: list[Note], variable: str, words: bool) -> None:
        self.tokens = tokens
        self.text = text
        self.notes = notes
        self.variable = variable
        self.words = words  # whether the text is plain, so that a short exponent may be meant to be longer
        self.operands: list[Operand] = []
        self.pending: list[Pending] = []
        self.frames = [Frame("", tokens[0], 0, 0)]
        self.next = 0
        self.ready = False  # whether an operand has just been read
        self.fresh: Pending | None = None  # the function that was just read, while its argument is to come

    def read(self) -> list[Operand]:
        """Read everything.

        Raises:
            ParseError: The text is no expression.
            LimitError: Too much is open at one place.
        """
        tokens = self.tokens
        while self.next < len(tokens):
            token = tokens[self.next]
            self.next += 1
            if self.ready:
                self.AFTER_OPERAND[token.kind](self, token)
            else:
                self.BEFORE_OPERAND[token.kind](self, token)
            if len(self.pending) + len(self.frames) > MAX_DEPTH:
                raise LimitError(f"more than {MAX_DEPTH} brackets, functions, signs and powers inside each other")
        return self.frames[0].items

    def fail(self, message: str, position: int, hint: str = "") -> ParseError:
        """An error at a place."""
        return ParseError(message, self.text, position, hint)

    def note(self, message: str, start: int, stop: int, other: str = "") -> None:
        """Say once how a place was read."""
        note = Note(message, start, stop, other)
        if note not in self.notes[-3:]:
            self.notes.append(note)

    def written(self, operand: Operand) -> str:
        """An operand as it was typed."""
        return self.text[operand.start : operand.stop]

    def peek(self) -> Token:
        """The token after the one that is being read."""
        return self.tokens[min(self.next, len(self.tokens) - 1)]

    # Operands

    def push(self, operand: Operand) -> None:
        """An operand is complete as it stands; signs and exponents that waited for just one operand take it."""
        self.operands.append(operand)
        self.ready = True
        self.fresh = None
        floor = self.frames[-1].waiting
        while len(self.pending) > floor and self.pending[-1].symbol in {"script", "sign in script"}:
            script = self.pending.pop()
            exponent = self.operands.pop()
            if script.symbol == "sign in script":
                exponent = Operand(Negative(exponent.form), script.token.start, exponent.stop, exponent.traits & ~Traits.NUMERAL)
                self.operands.append(exponent)
                continue
            waiting = self.pending[-1]
            juxtapose.attach(self, waiting, script, exponent)
            self.ready, self.fresh = False, waiting

    def _atom(self, token: Token) -> None:
        value = token.value
        if isinstance(value, str):
            value = self._grouped(token)
            if value is None:
                return
        self._unless_bare(token)
        self.push(Operand(value, token.start, token.stop, _traits(value)))

    def _grouped(self, token: Token) -> Form | None:
        """Digits with commas: one number, or where a list may stand, several."""
        frame = self.frames[-1]
        called = frame.call.function if frame.call else None
        if BRACKETS[frame.key].lists and (called is None or called.most > 1):
            parts: list[Token] = []
            place = token.start
            for part in token.value.split(","):
                parts.append(Token(kinds.ATOM, decimal(part), place, place + len(part)))
                place += len(part) + 1
                parts.append(Token(kinds.SEPARATOR, ",", place - 1, place))
            self.tokens[self.next : self.next] = parts[:-1]
            return None
        if token.value.count(",") > 1 and not all(len(group) == 3 for group in token.value.split(",")[1:]):
            raise self.fail("several numbers with commas between them", token.start, "type one expression, with a decimal point")
        number, other = grouped_number(token.value)
        self.note(f"{token.value} is read as the number {number.typed or number.value}", token.start, token.stop, other)
        return number

    def _unless_bare(self, token: Token) -> None:
        """A function that needs parentheses has none."""
        waiting = self.fresh
        if waiting and waiting.function and not waiting.function.bare:
            name = waiting.function.name
            raise self.fail(f"{name} needs its arguments in parentheses", waiting.token.start, f"write {name}(...)")

    def _function(self, token: Token) -> None:
        self._unless_bare(token)
        entry = Pending("apply", APPLY, token, function=token.value)
        self.pending.append(entry)
        self.fresh = entry

    def _derivative(self, token: Token) -> None:
        self._unless_bare(token)
        leibniz: Leibniz = token.value
        if leibniz.function:
            raise self.fail(
                f"{self.text[token.start : token.stop].strip()} is a derivative that is not known here, and a value is needed",
                token.start,
                f"write d/d{leibniz.variables[0]}(...) with the expression to differentiate",
            )
        at_start = len(self.frames) == 1 and not self.pending and not self.frames[0].items
        opens = self.peek().kind == kinds.OPEN and BRACKETS[self.peek().value].calls
        strength = juxtapose.operator_strength(at_start, opens)
        self.pending.append(Pending("derivative", strength, token, complete=at_start and opens))
        self.fresh = None

    # Brackets

    def _open(self, token: Token, key: str = "") -> None:
        key = key or token.value
        call = self.fresh if self.fresh and BRACKETS[key].calls else None
        if not call:
            self._unless_bare(token)
        self.frames.append(Frame(key, token, len(self.pending), len(self.operands), call))
        self.fresh = None
        self.ready = False

    def _open_bar(self, token: Token) -> None:
        self._open(token, "|")

    def _close(self, token: Token) -> None:
        frame = self.frames[-1]
        bracket = BRACKETS[frame.key]
        if token.value != frame.key:
            closer = BRACKETS[token.value]
            if not frame.key:
                raise self.fail(f"{closer.closed} without {closer.opened} before it", token.start)
            raise self.fail(
                f"{bracket.opened} is not closed before {closer.closed}", frame.token.start, f"put {bracket.closed} where it ends"
            )
        self._item(token)
        self.frames.pop()
        if frame.call:
            self.pending.pop()
            self.push(juxtapose.applied(self, frame.call, frame.items, token.stop))
            return
        built = bracket.build(frame.items, frame.separators)
        if isinstance(built, str):
            raise self.fail(built, frame.token.start)
        traits = Traits.NONE
        for item in frame.items:
            traits |= item.traits & Traits(7)
        operand = Operand(built[0], frame.token.start, token.stop, traits, built[1])
        operand.grouped = True
        self.push(operand)

    def _close_empty(self, token: Token) -> None:
        """A closing bracket where an operand should be."""
        frame = self.frames[-1]
        if frame.key in {"cases", "matrix"} and frame.items and token.value == frame.key:
            frame.separators.pop()
            self.ready = True
            self.operands.append(frame.items.pop())
            self._close(token)
            return
        self._missing(token)

    def _separator(self, token: Token) -> None:
        frame = self.frames[-1]
        if token.value not in BRACKETS[frame.key].separators:
            if token.value in {"&", "row"} and frame.key != "":
                raise self.fail("& and \\\\ separate the cells of cases and matrices", token.start)
            if frame.key and token.value == "argument":
                bracket = BRACKETS[frame.key]
                raise self.fail(f"{bracket.opened} is not closed", frame.token.start, f"put {bracket.closed} where it ends")
            raise self.fail(f"{token.value!r} does not belong here", token.start)
        self._item(token)
        frame.separators.append(token.value)
        self.ready = False

    def _extra_separator(self, token: Token) -> None:
        """``x^2, & x < 0``: a comma before the next cell says nothing."""
        frame = self.frames[-1]
        if token.value in {"&", "row"} and frame.key == "cases" and frame.separators and frame.separators[-1] == ",":
            frame.separators[-1] = token.value
            return
        self._missing(token)

    def _item(self, token: Token) -> None:
        frame = self.frames[-1]
        while len(self.pending) > frame.waiting:
            reduce(self)
        frame.items.append(self.operands.pop())

    def _bar(self, token: Token) -> None:
        """A bar behind an operand closes the innermost bar that is open; else it opens a factor."""
        if self.frames[-1].key == "|":
            self._close(Token(kinds.CLOSE, "|", token.start, token.stop))
        else:
            self._juxtaposed(token)

    # Operators

    def _sign(self, token: Token) -> None:
        """An operator where an operand should be: only a sign can stand there."""
        symbol = token.value
        if symbol == "<" and not self.fresh:
            self._open(token, "<")
            return
        if self.fresh and symbol in {"^", "_"}:
            juxtapose.script(self, token)
            return
        if symbol == "otherwise":
            self.push(Operand(TRUE, token.start, token.stop, sort=CONDITION))
            return
        if symbol == "if" and self.frames[-1].items:
            return
        if symbol not in {"+", "-"}:
            raise self._operand_expected(token)
        if self.fresh and (symbol == "+" or (token.spaced and self.peek().spaced)):
            raise juxtapose.needs_argument(self, self.fresh)
        before = self.pending[-1] if len(self.pending) > self.frames[-1].waiting else None
        if before and before.symbol == "script":
            if symbol == "-":
                self.pending.append(Pending("sign in script", SCRIPT, token))
            return
        earlier = self.tokens[self.next - 2] if self.next > 1 else None
        if before and before.symbol in {"sign", "plus"} and earlier and self.next > 2:
            third = self.tokens[self.next - 3]
            if earlier.kind == third.kind == kinds.OPERATOR and {earlier.value, third.value} <= {"+", "-"}:
                raise self.fail("three signs in a row", token.start, "put the number with its sign in parentheses")
        self.fresh = None
        strength = PREFIX["tight"] if before and before.strength >= BINARY["*"][0] else PREFIX["loose"]
        self.pending.append(Pending("sign" if symbol == "-" else "plus", strength, token))

    def _operator(self, token: Token) -> None:
        symbol = token.value
        if symbol == ">" and self.frames[-1].key == "<":
            self._close(Token(kinds.CLOSE, "<", token.start, token.stop))
            return
        if symbol == "otherwise":
            self._operator(Token(kinds.OPERATOR, "if", token.start, token.stop))
            self.push(Operand(TRUE, token.start, token.stop, sort=CONDITION))
            return
        if symbol not in BINARY:
            raise self.fail(f"{self.text[token.start : token.stop]!r} is not read inside an expression", token.start, _HINTS.get(symbol, ""))
        strength = juxtapose.strength(self, symbol)
        self.reduce_to(strength + (symbol in RIGHT))
        self.pending.append(Pending(symbol, strength, token))
        self.ready = False

    def reduce_to(self, strength: int) -> None:
        """Finish the operators of the innermost bracket that bind at least as strongly."""
        floor = self.frames[-1].waiting
        while len(self.pending) > floor and self.pending[-1].strength >= strength:
            reduce(self)

    def _juxtaposed(self, token: Token) -> None:
        """Two operands side by side are a product."""
        juxtapose.multiply(self, token)
        self.ready = False
        self.BEFORE_OPERAND[token.kind](self, token)

    def _postfix(self, token: Token) -> None:
        operand = self.operands[-1]
        if operand.sort != VALUE:
            raise self.fail(f"{token.value} follows an expression only", token.start)
        if token.value == "!":
            if self.peek().kind == kinds.POSTFIX:
                raise self.fail("double factorials are not read", token.start, "write (n!)! for the factorial of a factorial")
            form = factorial(operand.form)
            self.note(f"{self.written(operand)}! is read by the gamma function, n! = gamma(n + 1)", operand.start, token.stop)
        else:
            form = Quotient(Product((operand.form, PI)), Number(180))
            self.note(f"{self.written(operand)}° is read in radians, pi/180 for a degree", operand.start, token.stop)
        self.operands[-1] = Operand(form, operand.start, token.stop, operand.traits & Traits(7))
        self.operands[-1].grouped = True

    def _prime(self, token: Token) -> None:
        """(x^2)': the derivative of what stands in parentheses."""
        operand = self.operands[-1]
        if not operand.grouped or operand.sort != VALUE:
            raise self.fail("a prime follows a function or an expression in parentheses", token.start, "write f'(x) or (x^2)'")
        form = Derivative(operand.form, Symbol(self.variable), token.value)
        self.note(f"the prime is read as d/d{self.variable}", token.start, token.stop)
        self.operands[-1] = Operand(form, operand.start, token.stop, operand.traits | Traits.LETTER)
        self.operands[-1].grouped = True

    # Ends and errors

    def _end(self, token: Token) -> None:
        frame = self.frames[-1]
        if frame.key:
            bracket = BRACKETS[frame.key]
            raise self.fail(f"{bracket.opened} is never closed", frame.token.start, f"put {bracket.closed} where it ends")
        self._item(token)

    def _missing(self, token: Token) -> None:
        raise self._operand_expected(token)

    def _operand_expected(self, token: Token) -> ParseError:
        frame = self.frames[-1]
        if self.fresh and self.fresh.function:
            return juxtapose.needs_argument(self, self.fresh)
        if len(self.pending) > frame.waiting and self.pending[-1].symbol not in {"apply", "script"}:
            before = self.pending[-1].token
            shown = self.text[before.start : before.stop].strip()
            if token.kind in {kinds.END, kinds.CLOSE, kinds.SEPARATOR}:
                return self.fail(f"{shown} has nothing on its right", before.start, "type what belongs there")
            return self.fail(f"{shown} and {self._shown(token)} stand side by side", token.start, "one of them is too many, or something is missing")
        if token.kind == kinds.END:
            if not frame.key and not frame.items and self.next == 1:
                return self.fail("there is nothing to read", 0, "type an expression like x^2*sin(x)")
            return self.fail("the text ends where something is expected", token.start)
        if token.kind == kinds.CLOSE and token.value == frame.key and not frame.items:
            return self.fail("there is nothing between the brackets", frame.token.start)
        if token.kind == kinds.CLOSE and not frame.key:
            closer = BRACKETS[token.value]
            return self.fail(f"{closer.closed} without {closer.opened} before it", token.start)
        return self.fail(f"{self._shown(token)} cannot stand here", token.start, "a number, a variable, a function or a bracket is expected")

    def _shown(self, token: Token) -> str:
        return self.text[token.start : token.stop].strip() or "the end"

    BEFORE_OPERAND: ClassVar[dict[str, Callable[[Parser, Token], None]]] = {
        kinds.ATOM: _atom,
        kinds.FUNCTION: _function,
        kinds.DERIVATIVE: _derivative,
        kinds.OPEN: _open,
        kinds.BAR: _open_bar,
        kinds.OPERATOR: _sign,
        kinds.CLOSE: _close_empty,
        kinds.SEPARATOR: _extra_separator,
        kinds.PRIME: _missing,
        kinds.POSTFIX: _missing,
        kinds.END: _missing,
    }
    AFTER_OPERAND: ClassVar[dict[str, Callable[[Parser, Token], None]]] = {
        kinds.ATOM: _juxtaposed,
        kinds.FUNCTION: _juxtaposed,
        kinds.DERIVATIVE: _juxtaposed,
        kinds.OPEN: _juxtaposed,
        kinds.BAR: _bar,
        kinds.OPERATOR: _operator,
        kinds.CLOSE: _close,
        kinds.SEPARATOR: _separator,
        kinds.PRIME: _prime,
        kinds.POSTFIX: _postfix,
        kinds.END: _end,
    }


_HINTS = {"==": "type = for an equation", "_": "a subscript follows a name, as in x_1", "->": "type the expression alone, or f(x) = ..."}


def _traits(form: Form) -> Traits:
    match form:
        case Symbol(name):
            return Traits.LETTER | Traits.RUN | (Traits.MAIN if name in MAIN else Traits.NONE)
        case Constant("pi"):
            return Traits.CIRCLE | Traits.RUN
        case Constant():
            return Traits.EULER | Traits.RUN
        case Number():
            return Traits.NUMERAL
        case _:
            return Traits.NONE
