"""The operator-precedence parser: one for plain text and LaTeX, over explicit stacks.

After Floyd, Syntactic Analysis and Operator Precedence, Journal of the ACM 10 (1963): an operator waits on a stack until
one comes that binds less strongly.  What is peculiar to written mathematics is decided in ``juxtaposition``: where the
argument of a function without parentheses ends, and how far a product without a sign reaches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from symdiff.errors import LimitError
from symdiff.forms import PI, TRUE, Derivative, Form, Negative, Number, Product, Quotient, Symbol
from symdiff.syntax import complaints, juxtaposition
from symdiff.syntax import tokens as kinds
from symdiff.syntax.application import applied, attach, needs_argument, needs_brackets
from symdiff.syntax.brackets import BRACKETS
from symdiff.syntax.calls import factorial
from symdiff.syntax.grammar import APPLY, BINARY, LOOSE_SIGN, PRODUCT, RIGHT, SCRIPT, TIGHT_SIGN, reduce, reduce_to
from symdiff.syntax.limits import MAX_DEPTH
from symdiff.syntax.numbers import decimal, with_commas
from symdiff.syntax.operands import CONDITION, CONTENT, LETTER, VALUE, Frame, Operand, Pending, traits_of
from symdiff.syntax.state import State
from symdiff.syntax.tokens import Leibniz, Token
from symdiff.wording.sentences import Sentence, either, say


class Parser(State):
    """Reads tokens into operands."""

    def read(self) -> list[Operand]:
        """What the commas at top level separate.

        Raises:
            ParseError: The text is no expression.
            LimitError: Too much is open at one place.
        """
        tokens = self.tokens
        while self.next < len(tokens):
            token = tokens[self.next]
            self.next += 1
            (self.AFTER_OPERAND if self.ready else self.BEFORE_OPERAND)[token.kind](self, token)
            if len(self.pending) + len(self.frames) > MAX_DEPTH:
                raise LimitError(say("too deep", most=MAX_DEPTH))
        return self.frames[0].items

    # Operands

    def _push(self, operand: Operand) -> None:
        """An operand is complete as it stands; a function that waits for just an exponent takes it."""
        self.operands.append(operand)
        self.ready = True
        self.fresh = None
        while (waiting := self.top) and waiting.symbol in {"script", "sign in script"}:
            self.pending.pop()
            exponent = self.operands.pop()
            if exponent.sort != VALUE:
                raise self.fail(say("exponent of another sort"), exponent.start)
            if waiting.symbol == "script":
                attach(self, self.pending[-1], waiting, exponent)
                self.ready, self.fresh = False, self.pending[-1]
                return
            self.operands.append(Operand(Negative(exponent.form), waiting.token.start, exponent.stop, exponent.traits & CONTENT))

    def _atom(self, token: Token) -> None:
        needs_brackets(self, self.fresh)
        form = self._with_commas(token) if isinstance(token.value, str) else token.value
        if form is not None:
            self._push(Operand(form, token.start, token.stop, traits_of(form)))

    def _with_commas(self, token: Token) -> Form | None:
        """Digits with commas: one number, or, where a list may stand, several that are read next."""
        frame = self.frames[-1]
        if BRACKETS[frame.key].lists and (frame.call is None or frame.call.function is None or frame.call.function.most > 1):
            several: list[Token] = []
            place = token.start
            for part in token.value.split(","):
                several.append(Token(kinds.ATOM, decimal(part), place, place + len(part)))
                place += len(part) + 1
                several.append(Token(kinds.SEPARATOR, ",", place - 1, place))
            self.tokens[self.next : self.next] = several[:-1]
            return None
        found = with_commas(token.value)
        if found is None:
            raise self.fail(say("numbers with commas"), token.start, say("type one expression, with a point"))
        number, other = found
        said = say("read as number", written=token.value, meaning=str(number.typed or number.value))
        self.note(said, token.start, token.stop, other)
        return number

    def _function(self, token: Token) -> None:
        needs_brackets(self, self.fresh)
        self._after_script(token)
        self.fresh = Pending("apply", APPLY, token, function=token.value)
        self.pending.append(self.fresh)

    def _derivative(self, token: Token) -> None:
        needs_brackets(self, self.fresh)
        self._after_script(token)
        leibniz: Leibniz = token.value
        if leibniz.function:
            raise complaints.derivative_as_value(self, token)
        at_start = len(self.frames) == 1 and not self.pending and not self.frames[0].items
        grouped = self.peek().kind == kinds.OPEN and BRACKETS[self.peek().value].calls
        self.pending.append(Pending("derivative", juxtaposition.reach(at_start, grouped), token, whole=at_start and grouped))
        self.fresh = None

    def _after_script(self, token: Token) -> None:
        """An exponent between a function and its argument is one number or name, or it is in brackets."""
        if self.top and self.top.symbol in {"script", "sign in script"}:
            raise self.fail(say("needs brackets in between"), token.start, say("write", example="sin^(...) x"))

    # Brackets

    def _open(self, token: Token) -> None:
        self._open_as(token.value, token)

    def _open_bar(self, token: Token) -> None:
        self._open_as("|", token)

    def _open_as(self, key: str, token: Token) -> None:
        call = self.fresh if BRACKETS[key].calls else None
        if not call:
            needs_brackets(self, self.fresh)
        self.frames.append(Frame(key, token, len(self.pending), call))
        self.fresh = None
        self.ready = False

    def _close(self, token: Token) -> None:
        frame = self.frames[-1]
        if token.value != frame.key:
            raise complaints.wrong_bracket(self, token)
        self._item()
        self.frames.pop()
        if frame.call and not self._raised_argument(frame):
            self.pending.pop()
            self._push(applied(self, frame.call, frame.items, token.stop))
            return
        built = BRACKETS[frame.key].build(frame.items, frame.separators)
        if self.plain and frame.key == "{" and len(frame.items) == 1 and self.text.startswith("{{", frame.token.start):
            built = say("braces inside braces")
        if isinstance(built, Sentence):
            raise self.fail(built, frame.token.start)
        if built[1] == CONDITION and self._restricts():
            self.note(say("condition left out"), frame.token.start, token.stop)
            return
        traits = 0
        for item in frame.items:
            traits |= item.traits & CONTENT
        self._push(Operand(built[0], frame.token.start, token.stop, traits, built[1], grouped=True))

    def _raised_argument(self, frame: Frame) -> bool:
        r"""``\sin{x}^2`` is set as sin x², and read so; ``\sin{(x)}^2`` is not."""
        ahead = self.peek()
        if self.plain or frame.key != "{" or frame.items[0].grouped or ahead.kind != kinds.OPERATOR or ahead.value != "^":
            return False
        start = frame.call.token.start if frame.call else 0
        shown = self.text[start : ahead.start]
        self.note(say("power of the argument", written=shown), start, ahead.stop, f"({shown})^")
        return True

    def _restricts(self) -> bool:
        """``x^2 (x > 0)``: whether a condition in brackets, which ends the text, only stands beside the expression."""
        if len(self.frames) > 1 or self.peek().kind != kinds.END or not self.top or self.top.token.start != self.top.token.stop:
            return False
        self.pending.pop()
        self.ready = True
        return True

    def _item(self) -> None:
        """The part of the innermost bracket up to here is complete."""
        frame = self.frames[-1]
        while len(self.pending) > frame.waiting:
            reduce(self)
        frame.items.append(self.operands.pop())

    def _close_early(self, token: Token) -> None:
        """A closing bracket where an operand should be: right only behind the last row of cases and matrices."""
        frame = self.frames[-1]
        if frame.key not in {"cases", "matrix"} or token.value != frame.key or frame.separators[-1:] != ["row"]:
            raise complaints.operand_expected(self, token)
        frame.separators.pop()
        self.operands.append(frame.items.pop())
        self._close(token)

    def _separator(self, token: Token) -> None:
        frame = self.frames[-1]
        if token.value not in BRACKETS[frame.key].separators:
            raise complaints.wrong_separator(self, token)
        self._item()
        frame.separators.append(token.value)
        self.ready = False

    def _separator_early(self, token: Token) -> None:
        """``x^2, & x < 0``: a comma before the next cell says nothing."""
        separators = self.frames[-1].separators
        if token.value not in {"&", "row"} or self.frames[-1].key != "cases" or separators[-1:] != [","]:
            raise complaints.operand_expected(self, token)
        separators[-1] = token.value

    def _bar(self, token: Token) -> None:
        """A bar behind an operand closes the innermost bracket if that is a bar; else it opens a factor."""
        if self.frames[-1].key == "|":
            self._close(Token(kinds.CLOSE, "|", token.start, token.stop))
        else:
            self._juxtaposed(token)

    # Operators

    def _operator_first(self, token: Token) -> None:
        """An operator where an operand should be."""
        match token.value:
            case "+" | "-":
                self._sign(token)
            case "^" | "_" if self.fresh:
                if self.peek().kind == kinds.END:
                    raise needs_argument(self, self.fresh)
                self.pending.append(Pending("script", SCRIPT, token))
                self.fresh = None
            case "<" if not self.fresh:
                self._open_as("<", token)
            case "otherwise" | "else" if len(self.frames) > 1:
                self._push(Operand(TRUE, token.start, token.stop, sort=CONDITION))
            case "if" if self.frames[-1].items and not self.top:
                pass
            case _:
                raise complaints.operand_expected(self, token)

    def _sign(self, token: Token) -> None:
        if self.fresh and (token.value == "+" or (token.spaced and self.peek().spaced)):
            raise needs_argument(self, self.fresh)
        before = self.top
        if before and before.symbol == "script" and token.value == "-":
            self.pending.append(Pending("sign in script", SCRIPT, token))
            return
        self._after_script(token)
        if before and before.symbol in {"sign", "plus"} and before.token is self.tokens[self.next - 2]:
            earlier = self.tokens[self.next - 3] if self.next > 2 else token
            if earlier.kind == kinds.OPERATOR and earlier.value in {"+", "-"} and earlier is not token:
                raise self.fail(say("three signs"), token.start, say("number in parentheses"))
        self.fresh = None
        strength = TIGHT_SIGN if before and before.strength >= PRODUCT else LOOSE_SIGN
        self.pending.append(Pending("sign" if token.value == "-" else "plus", strength, token))

    def _operator(self, token: Token) -> None:
        symbol = token.value
        if symbol == ">" and self.frames[-1].key == "<":
            self._close(Token(kinds.CLOSE, "<", token.start, token.stop))
            return
        if symbol == "otherwise":
            self._operator(Token(kinds.OPERATOR, "if", token.start, token.stop))
            self._push(Operand(TRUE, token.start, token.stop, sort=CONDITION))
            return
        if symbol not in BINARY:
            raise complaints.unknown_operator(self, token)
        strength = juxtaposition.strength(self, token)
        reduce_to(self, strength + (symbol in RIGHT))
        self.pending.append(Pending(symbol, strength, token))
        self.ready = False

    def _juxtaposed(self, token: Token) -> None:
        """Two operands side by side are a product."""
        juxtaposition.multiply(self, token)
        self.ready = False
        self.BEFORE_OPERAND[token.kind](self, token)

    def _postfix(self, token: Token) -> None:
        operand = self.operands[-1]
        shown = self.written(operand)
        if operand.sort != VALUE:
            raise self.fail(say("follows an expression only", written=token.value), token.start)
        if token.value == "°":
            form: Form = Quotient(Product((operand.form, PI)), Number(180))
            self.note(say("read in radians", written=shown), operand.start, token.stop)
        elif self.peek().kind == kinds.POSTFIX:
            raise self.fail(say("double factorial"), token.start, say("write (n!)!"))
        else:
            form = factorial(operand.form)
            self.note(say("read by the gamma function", written=f"{shown}!"), operand.start, token.stop)
        self.operands[-1] = Operand(form, operand.start, token.stop, operand.traits & CONTENT, grouped=True)

    def _prime(self, token: Token) -> None:
        """(x^2)': the derivative of what stands in parentheses."""
        operand = self.operands[-1]
        if not operand.grouped or operand.sort != VALUE:
            raise self.fail(say("misplaced prime"), token.start, say("write", example=either("f'(x)", "(x^2)'")))
        form = Derivative(operand.form, Symbol(self.variable), token.value)
        self.note(say("prime as derivative", variable=self.variable), token.start, token.stop)
        self.operands[-1] = Operand(form, operand.start, token.stop, operand.traits | LETTER, grouped=True)

    def _end(self, token: Token) -> None:
        if self.frames[-1].key:
            raise complaints.never_closed(self)
        self._item()

    def _missing(self, token: Token) -> None:
        raise complaints.operand_expected(self, token)

    BEFORE_OPERAND: ClassVar[dict[str, Callable[[Parser, Token], None]]] = {
        kinds.ATOM: _atom,
        kinds.FUNCTION: _function,
        kinds.DERIVATIVE: _derivative,
        kinds.OPEN: _open,
        kinds.BAR: _open_bar,
        kinds.OPERATOR: _operator_first,
        kinds.CLOSE: _close_early,
        kinds.SEPARATOR: _separator_early,
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
