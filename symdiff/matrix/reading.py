"""Matrix expressions as text into terms, by operator precedence over explicit stacks.

The notation is one Python expression over arrays: ``@ * / ** + -``, comparisons, ``A.T``, ``A[i,j]`` and functions by name.

>>> from symdiff.terms.shapes import read_shape
>>> str(read("norm2(W@x + b)**2", {"W": read_shape("m,n"), "x": read_shape("n"), "b": read_shape("m")}))
'norm2(W @ x + b)**2'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fractions import Fraction

from symdiff.errors import LimitError, ParseError, ShapeError, caret_lines
from symdiff.forms import PI, Form, Number
from symdiff.matrix.latex import latex_tokens
from symdiff.matrix.tokens import BESIDE, KRONECKER, Token, plain_tokens
from symdiff.syntax.limits import MAX_DEPTH, MAX_DIGITS, MAX_NAME, MAX_NODES, check_length
from symdiff.terms.nodes import COMPARISONS, OPERATIONS, Apply, Array, Size, shape_of
from symdiff.terms.shapes import Dimension, Shape
from symdiff.wording.sentences import Sentence, say

# A product of more factors than this is refused: its differential has as many terms, each as long.
MAX_FACTORS = 100

_BINARY = {**dict.fromkeys(COMPARISONS, 1), "+": 2, "-": 2, "*": 3, "/": 3, "@": 3, BESIDE: 3, KRONECKER: 3, "**": 5, "^": 5}
_UNARY = 4
_POWER = 5

_OTHER_NAMES = {
    "trace": "tr",
    "transpose": "T",
    "dot": "inner",
    "norm": "norm2",
    "ln": "log",
    "relu6": "relu",
    "maximum": "max",
    "minimum": "min",
    "average": "mean",
    "I": "eye",
    "inverse": "inv",
    "vectorize": "vec",
    "heaviside": "step",
    "sgn": "sign",
    "logistic": "sigmoid",
}


@dataclass(slots=True)
class _Open:
    """A bracket that is not closed yet: the function it belongs to, its arguments so far, and where it began."""

    bracket: str
    function: str
    start: int
    arguments: list[Form] = field(default_factory=list)


class Reader:
    """Reads one text; ``names`` are the arrays, ``letters`` the dimensions that may be used as numbers."""

    def __init__(self, text: str, names: Mapping[str, Form], letters: frozenset[str]) -> None:
        self.text = text
        self.names = names
        self.letters = letters
        self.operands: list[Form] = []
        self.pending: list[tuple[str, int, int] | _Open] = []
        self.count = 0
        self.called = ""

    def fail(self, said: Sentence, position: int, hint: Sentence | None = None) -> ParseError:
        """An error at a place of the text."""
        return ParseError(said, self.text, position, hint)

    def read(self, tokens: Iterable[Token]) -> Form:
        """The term that the tokens of the text stand for."""
        expecting = True
        for kind, token, place in tokens:
            self.count += 1
            if self.count > MAX_NODES:
                raise LimitError(say("parts of a matrix expression", most=MAX_NODES))
            if kind == "other":
                raise self.fail(say("not in a matrix expression", written=repr(token)), place)
            expecting = self._operand(kind, token, place) if expecting else self._operator(kind, token, place)
        end = len(self.text)
        if self.called:
            raise self._without_brackets(self.called, end)
        if expecting:
            raise self.fail(say("expression ends"), end)
        self._reduce(0)
        if self.pending:
            opened = self.pending[-1]
            assert isinstance(opened, _Open)
            raise self.fail(say("this is not closed", opened=repr(opened.bracket)), opened.start)
        return self.operands[0]

    def _without_brackets(self, name: str, place: int) -> ParseError:
        return self.fail(say("function needs brackets", name=name), place, say("write", example=f"{name}(...)"))

    def _push(self, item: tuple[str, int, int] | _Open, place: int) -> None:
        if len(self.pending) >= MAX_DEPTH:
            raise LimitError(say("open operations", most=MAX_DEPTH))
        self.pending.append(item)

    def _operand(self, kind: str | None, token: str, place: int) -> bool:
        """Take a token where a value is needed; whether a value is still needed."""
        called, self.called = self.called, ""
        if called and token != "(":
            raise self._without_brackets(called, place)
        if kind == "number":
            self.operands.append(_number(token))
            return False
        if kind == "name":
            return self._name(token, place)
        innermost = self.pending[-1] if self.pending else None
        if token == "(":
            self._push(_Open("(", called, place), place)
        elif token in {"-", "+"}:
            self._push(("neg" if token == "-" else "pos", _UNARY, place), place)
        elif token == ")" and isinstance(innermost, _Open) and innermost.function:
            raise self.fail(say("needs an argument", name=innermost.function), place)
        else:
            raise self.fail(say("value before", written=repr(token)), place)
        return True

    def _name(self, name: str, place: int) -> bool:
        if len(name) > MAX_NAME:
            raise LimitError(say("name too long", length=len(name), most=MAX_NAME))
        known = self.names.get(name)
        if known is not None:
            self.operands.append(known)
            return False
        if name in self.letters:
            self.operands.append(Size(Dimension.named(name)))
            return False
        if name in OPERATIONS and (OPERATIONS[name].most or OPERATIONS[name].dimensions):
            self.called = name
            return True
        if name == "pi":
            self.operands.append(PI)
            return False
        following = self.text[place + len(name) :].lstrip()[:1]
        if following == "(":
            near = get_close_matches(name, [known for known, row in OPERATIONS.items() if row.most or row.dimensions], 1)
            meant = _OTHER_NAMES.get(name) or (near[0] if near else "")
            hint = say("did you mean", known=meant) if meant else None
            raise self.fail(say("not a known function", name=repr(name)), place, hint)
        hint = say("give it a shape", example=f'shapes={{"{name}": "m,n"}}, --shape {name}=m,n')
        raise self.fail(say("no shape", name=repr(name)), place, hint)

    def _operator(self, kind: str | None, token: str, place: int) -> bool:
        """Take a token behind a value; whether a value is needed next."""
        if kind == "transpose":
            self._apply("T", 1, place)
            return False
        if token in _BINARY:
            level = _BINARY[token]
            self._reduce(level + (level == _POWER))
            self._push((token, level, place), place)
            return True
        if token == "[":
            self._push(_Open("[", "", place), place)
            return True
        if token in {")", "]", ","}:
            return self._close(token, place)
        raise self.fail(say("operator before", written=repr(token)), place, say("products of matrices"))

    def _close(self, token: str, place: int) -> bool:
        self._reduce(0)
        if not self.pending:
            said = say("comma between arguments") if token == "," else say("nothing to close", written=repr(token))
            raise self.fail(said, place)
        opened = self.pending[-1]
        assert isinstance(opened, _Open)
        opened.arguments.append(self.operands.pop())
        if token == ",":
            if opened.bracket == "(" and not opened.function:
                raise self.fail(say("comma in a function"), place)
            return True
        self.pending.pop()
        if (token == "]") != (opened.bracket == "["):
            raise self.fail(say("does not close", written=repr(token), opened=repr(opened.bracket)), place)
        if opened.bracket == "[":
            self._index(opened)
        else:
            self.operands.append(self._call(opened) if opened.function else opened.arguments[0])
        return False

    def _index(self, opened: _Open) -> None:
        indices: list[int] = []
        for argument in opened.arguments:
            if not isinstance(argument, Number) or argument.value.denominator != 1 or argument.value < 0:
                raise self.fail(say("index from 0"), opened.start)
            indices.append(argument.value.numerator)
        self._build("entry", (self.operands.pop(),), tuple(indices), opened.start)

    def _call(self, opened: _Open) -> Form:
        name, arguments = opened.function, tuple(opened.arguments)
        row = OPERATIONS[name]
        fewest, most = (row.fewest, row.most) if row.most else (min(row.dimensions), max(row.dimensions))
        if not fewest <= len(arguments) <= most:
            wanted = fewest if fewest == most else say("from to", first=fewest, last=most)
            key = "takes arguments, not" if most > 1 else "takes 1 argument, not"
            raise self.fail(say(key, name=name, wanted=wanted, count=len(arguments)), opened.start)
        try:
            if row.dimensions:
                return Apply(name, (), tuple(self._dimension(argument, opened) for argument in arguments))
            return _CALLS.get(name, Apply)(name, arguments)
        except ShapeError as error:
            raise located(error, self.text, opened.start) from None

    def _dimension(self, argument: Form, opened: _Open) -> Dimension:
        match argument:
            case Number(value, _) if value.denominator == 1 and value > 0:
                return Dimension.number(value.numerator)
            case Size(dimension):
                return dimension
            case Apply("mul" | "add" as name, operands, _):
                parts = [self._dimension(operand, opened) for operand in operands]
                total = parts[0]
                for part in parts[1:]:
                    total = total * part if name == "mul" else total + part
                return total
        raise self.fail(say("takes dimensions", name=opened.function), opened.start)

    def _reduce(self, level: int) -> None:
        """Carry out the pending operations that bind at least as tightly."""
        while self.pending:
            item = self.pending[-1]
            if isinstance(item, _Open) or item[1] < level:
                return
            self.pending.pop()
            self._apply(item[0], 1 if item[0] in {"neg", "pos"} else 2, item[2])

    def _apply(self, token: str, count: int, place: int) -> None:
        operands = tuple(self.operands[-count:])
        del self.operands[-count:]
        match token, operands:
            case "pos", _:
                self.operands.append(operands[0])
            case "neg", (Number(value, typed),) if value > 0:
                self.operands.append(Number(-value, typed and "-" + typed))
            case "-", (left, right):
                self._build("add", (*_parts("add", left), Apply("neg", (right,))), (), place)
            case "^", (base, exponent) if shape_of(base):
                self._matrix_power(base, exponent, place)
            case "beside", (left, right):
                scalar = not shape_of(left) or not shape_of(right)
                self._build("mul" if scalar else "matmul", (left, right), (), place)
            case "kronecker", (left, right):
                self._build("kron", operands, (), place)
            case (("+" | "*" | "@"), (left, right)):
                name = {"+": "add", "*": "mul", "@": "matmul"}[token]
                factors = (*_parts(name, left), right)
                if name != "add" and len(factors) > MAX_FACTORS:
                    raise LimitError(say("too many factors", most=MAX_FACTORS))
                self._build(name, factors, (), place)
            case _:
                self._build({"/": "div", "**": "pow", "^": "pow"}.get(token, token), operands, (), place)

    def _matrix_power(self, base: Form, exponent: Form, place: int) -> None:
        """A^2 is A @ A and A^-1 the inverse; of a vector only scalars can be raised so."""
        if len(shape_of(base)) < 2:
            raise self.fail(say("power of a vector"), place)
        match exponent:
            case Number(value, _) if value == -1:
                self._build("inv", (base,), (), place)
            case _:
                self._build("matpow", (base, exponent), (), place)

    def _build(self, name: str, operands: tuple[Form, ...], parameters: tuple[int, ...], place: int) -> None:
        try:
            self.operands.append(Apply(name, operands, parameters))
        except ShapeError as error:
            raise located(error, self.text, place) from None


def located(error: ShapeError, text: str, position: int) -> ShapeError:
    """A shape error that shows the place in the text."""
    return ShapeError(say("at a place", said=error.said, place="\n".join(caret_lines(text, position))))


def _parts(name: str, form: Form) -> tuple[Form, ...]:
    return form.operands if isinstance(form, Apply) and form.operation == name else (form,)


def _number(token: str) -> Number:
    if len(token) > MAX_DIGITS or len(token.lower().partition("e")[2]) > 4:
        raise LimitError(say("number too long", length=len(token), most=MAX_DIGITS))
    return Number(Fraction(token), None if token.isdecimal() else token)


def _extremum(name: str, arguments: tuple[Form, ...]) -> Form:
    """max(a, b) entry by entry; with a 0 it is the rectified linear unit."""
    match name, arguments:
        case _, (only,):
            return Apply(name, (only,))
        case "max", ((Number(value, _), other) | (other, Number(value, _))) if value == 0:
            return Apply("relu", (other,))
        case _, (left, right):
            return Apply("where", (Apply(">" if name == "max" else "<", (left, right)), left, right))
    raise AssertionError(arguments)


_CALLS = {"max": _extremum, "min": _extremum}


def read(text: str, shapes: Mapping[str, Shape], assumptions: Mapping[str, frozenset[str]] | None = None) -> Form:
    """The term that a text stands for, as typed.

    Parameters:
        text: a matrix expression.
        shapes: the shape of every name in it.
        assumptions: what is assumed of a name.

    Raises:
        ParseError: the text cannot be read; shows where.
        ShapeError: the shapes of an operation do not fit.
        LimitError: the text is too large.
    """
    check_length(text)
    letters = frozenset(letter for shape in shapes.values() for dimension in shape for letter in dimension.letters)
    for name in letters & shapes.keys():
        raise ParseError(say("a dimension as array", name=repr(name)), hint=say("another name"))
    names = {name: Array(name, shape, (assumptions or {}).get(name, frozenset())) for name, shape in shapes.items()}
    latex = any(mark in text for mark in ("\\", "^{", "_{"))
    tokens = latex_tokens(text, frozenset(names), letters) if latex else plain_tokens(text)
    return Reader(text, names, letters).read(tokens)
