"""NumPy source code for values and gradients: one line for every operation that is used more than once.

Vectors are columns of two dimensions, as in the notation.  Products with ones become sums along an axis, and outer products
with ones are left to broadcasting, so that a network on a batch costs no more than its matrix products.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from symdiff.errors import UnsupportedError
from symdiff.forms import Constant, Form, Number, walk
from symdiff.matrix.parts import is_ones
from symdiff.terms.nodes import COMPARISONS, Apply, Array, Size, shape_of
from symdiff.terms.shapes import ONE, Shape
from symdiff.wording.sentences import say

_CALLS = {
    "exp": "np.exp({})",
    "log": "np.log({})",
    "sqrt": "np.sqrt({})",
    "abs": "np.abs({})",
    "sign": "np.sign({})",
    **{
        name: f"np.{name}({{}})"
        for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsin", "arccos", "floor", "ceil")
    },
    "arsinh": "np.arcsinh({})",
    "arcosh": "np.arccosh({})",
    "artanh": "np.arctanh({})",
    "sigmoid": "(1 / (1 + np.exp(-{})))",
    "softplus": "np.logaddexp(0, {})",
    "relu": "np.maximum({}, 0)",
    "step": "np.heaviside({}, 0)",
    "sum": "np.sum({})",
    "mean": "np.mean({})",
    "max": "np.max({})",
    "min": "np.min({})",
    "norm1": "np.sum(np.abs({}))",
    "norm2": "np.sqrt(np.sum({}**2))",
    "tr": "np.trace({})",
    "det": "np.linalg.det({})",
    "logdet": "np.linalg.slogdet({})[1]",
    "inv": "np.linalg.inv({})",
    "diag": "np.diagflat({})",
    "diagonal": "np.diagonal({}).reshape(-1, 1)",
    "inner": "np.sum({} * {})",
    "kron": "np.kron({}, {})",
    "vec": "{}.reshape(-1, 1, order='F')",
    "matpow": "np.linalg.matrix_power({}, int({}))",
    "where": "np.where({}, {}, {})",
}

# Calls in which an argument needs no brackets of its own.
_ENCLOSING = frozenset(
    name for name, text in _CALLS.items() if text.startswith("np.") and "{}**" not in text and "{} *" not in text
)

_HELPERS = {
    "softmax": "def softmax(z):\n    p = np.exp(z - np.max(z))\n    return p / np.sum(p)\n",
    "logsumexp": "def logsumexp(z):\n    top = np.max(z)\n    return top + np.log(np.sum(np.exp(z - top)))\n",
    "commutation": ("def commutation(m, n):\n    return np.eye(m * n)[np.arange(m * n).reshape(n, m).T.reshape(-1)]\n"),
    "expm": (
        "def expm(A):\n    small, total, term = A / 1024, np.eye(len(A)), np.eye(len(A))\n"
        "    for k in range(1, 12):\n        term = term @ small / k\n        total = total + term\n"
        "    for _ in range(10):\n        total = total @ total\n    return total\n"
    ),
}

Line = tuple[str, Form]

_WORD = re.compile(r"[^\W\d]\w*")


def function_source(
    name: str, arguments: Sequence[Array], results: Mapping[str, Form], lines: Sequence[Line] = (), doc: str = ""
) -> str:
    """The source of a function that computes several terms.

    Parameters:
        name: of the function.
        arguments: its parameters; numbers or arrays, vectors in one or two dimensions.
        results: what it returns, in order; the names go into the docstring.
        lines: terms that have names already and occur in the results under them, in the order in which they are computed.
        doc: the first line of the docstring.

    Raises:
        UnsupportedError: an operation has no counterpart in NumPy.
    """
    writer = _Writer([each.name for each in arguments])
    body = [f'    """{doc} Returns {", ".join(results)}."""']
    body += [f"    {each.name} = np.asarray({each.name}){_reshaped(each.shape)}" for each in arguments]
    code, values = writer.program(lines, tuple(results.values()))
    body += _dimension_lines(arguments, frozenset(_WORD.findall(" ".join([*code, *values]))))
    body += [f"    {line}" for line in code]
    body.append(f"    return {', '.join(values)}")
    helpers = "".join(f"\n\n{_HELPERS[helper]}" for helper in sorted(writer.helpers))
    head = f"def {name}({', '.join(each.name for each in arguments)}):"
    return f"import numpy as np\n{helpers}\n\n" + "\n".join([head, *body]) + "\n"


def _reshaped(shape: Shape) -> str:
    if not shape:
        return ""
    return ".reshape(-1, 1)" if len(shape) == 1 else ".reshape(1, -1)" if shape.rows == ONE else ""


def _dimension_lines(arguments: Sequence[Array], words: frozenset[str]) -> list[str]:
    """Lines that read the sizes that the code needs off the arguments."""
    found: dict[str, str] = {}
    for each in arguments:
        for axis, dimension in enumerate(each.shape):
            letter = str(dimension)
            if letter in words and not letter.isdecimal() and dimension.letters == {letter}:
                found.setdefault(letter, f"    {letter} = {each.name}.shape[{1 if each.shape.rows == ONE else axis}]")
    return list(found.values())


class _Writer:
    def __init__(self, taken: Iterable[str]) -> None:
        self.helpers: set[str] = set()
        self.taken = set(taken)
        self.count = 0

    def program(self, lines: Sequence[Line], roots: tuple[Form, ...]) -> tuple[list[str], list[str]]:
        """The lines of code, and the expressions of the roots."""
        uses: dict[Form, int] = {}
        for form in walk(*(term for _, term in lines), *roots):
            for child in form.children:
                uses[child] = uses.get(child, 0) + 1
        code: list[str] = []
        known: dict[Form, str] = {}
        for symbol, term in lines:
            self._write([term], uses, known, code)
            code.append(f"{symbol} = {_bare(known[term])}")
            known[term] = symbol
            self.taken.add(symbol)
        self._write(roots, uses, known, code)
        return code, [_bare(known[root]) for root in roots]

    def _write(self, roots: Iterable[Form], uses: Mapping[Form, int], known: dict[Form, str], code: list[str]) -> None:
        for form in walk(*roots):
            if form in known:
                continue
            text = self._text(form, known)
            if uses.get(form, 0) > 1 and isinstance(form, Apply) and form.operation not in {"T", "ones", "zeros"}:
                name = self._fresh()
                code.append(f"{name} = {_bare(text)}")
                text = name
            known[form] = text

    def _fresh(self) -> str:
        while True:
            self.count += 1
            if f"c{self.count}" not in self.taken:
                return f"c{self.count}"

    def _text(self, form: Form, known: Mapping[Form, str]) -> str:
        match form:
            case Number(value, _):
                text = repr(float(value)) if value.denominator != 1 else str(value.numerator)
                return f"({text})" if value < 0 else text
            case Array(name, _, _):
                return name
            case Constant("pi"):
                return "np.pi"
            case Size(dimension):
                return f"({dimension})" if len(dimension.terms) > 1 or "*" in str(dimension) else str(dimension)
            case Apply():
                return self._operation(form, [known[operand] for operand in form.operands], known)
        raise UnsupportedError(say("not in NumPy", form=str(form)))

    def _operation(self, form: Apply, parts: list[str], known: Mapping[Form, str]) -> str:
        name, operands = form.operation, form.operands
        match name:
            case "add" | "mul":
                shown = _broadcast(operands, parts, known)
                return _sum(shown) if name == "add" else _product(operands, shown, known)
            case "neg":
                return f"(-{parts[0]})"
            case "div":
                return f"({parts[0]} / {parts[1]})"
            case "pow":
                match operands:
                    case (Apply("norm2", (inside,), _), Number(value, _)) if value == 2:
                        return f"np.sum(np.square({_bare(known[inside])}))"
                return _power(operands[1], parts)
            case "matmul":
                return _matmul(form, operands, parts)
            case "T":
                return f"{parts[0]}.T"
            case "entry":
                places = ", ".join(map(str, form.parameters)) + (", 0" if len(form.parameters) == 1 else "")
                return f"{parts[0]}[{places}]"
            case "stack":
                return f"np.array([[{'], ['.join(parts)}]])"
            case "eye":
                return f"np.eye({_sizes(form)})"
            case "ones" | "zeros":
                return f"np.{name}(({_sizes(form)}, 1))" if len(form.shape) == 1 else f"np.{name}(({_sizes(form)}))"
            case "unvec":
                return f"{parts[0]}.reshape({_sizes(form)}, order='F')"
            case _ if name in COMPARISONS:
                return f"({parts[0]} {name} {parts[1]})"
            case _ if name in _HELPERS:
                self.helpers.add(name)
                return f"{name}({', '.join([*parts, *([_sizes(form)] if form.parameters else [])])})"
            case _ if name in _CALLS:
                shown = [_bare(part) for part in parts] if name in _ENCLOSING else parts
                return _CALLS[name].format(*shown)
        raise UnsupportedError(say("not in NumPy", form=name))


def _bare(text: str) -> str:
    """A text without the pair of brackets around the whole."""
    return text[1:-1] if _wrapped(text) else text


def _wrapped(text: str) -> bool:
    """Whether one pair of brackets stands around the whole."""
    depth = 0
    if not text.startswith("("):
        return False
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0 and place + 1 < len(text):
            return False
    return True


def _sizes(form: Apply) -> str:
    return ", ".join(str(parameter) for parameter in form.parameters)


def _broadcast(operands: tuple[Form, ...], parts: list[str], known: Mapping[Form, str]) -> list[str]:
    """In a sum or an element-wise product with a whole array, an outer product with ones is the vector alone."""
    short = [_spread_vector(operand) for operand in operands]
    whole = any(vector is None and shape_of(operand) for vector, operand in zip(short, operands, strict=True))
    return [known[vector] if whole and vector is not None else part for vector, part in zip(short, parts, strict=True)]


def _spread_vector(operand: Form) -> Form | None:
    match operand:
        case Apply("matmul", (left, right), _) if is_ones(left) and shape_of(left).columns == ONE:
            return right
        case Apply("matmul", (left, right), _) if is_ones(right) and shape_of(right).rows == ONE:
            return left
    return None


def _sum(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        text += f" - {part.removeprefix('(-').removesuffix(')')}" if part.startswith("(-") and _wrapped(part) else f" + {part}"
    return f"({text})"


def _product(operands: tuple[Form, ...], parts: list[str], known: Mapping[Form, str]) -> str:
    sign = ""
    above: list[str] = []
    below: list[str] = []
    for operand, part in zip(operands, parts, strict=True):
        match operand:
            case Apply("pow", (base, Number(value, _)), _) if value == -1:
                below.append(known[base])
            case Number(value, _) if value == -1:
                sign = "-"
            case _:
                above.append(part)
    text = sign + (" * ".join(above) or "1")
    return f"({text}{''.join(f' / {part}' for part in below)})"


def _power(exponent: Form, parts: list[str]) -> str:
    match exponent:
        case Number(value, _) if value == -1:
            return f"(1 / {parts[0]})"
        case Number(value, _) if value * 2 == 1:
            return f"np.sqrt({parts[0]})"
        case Number(value, _) if value == 2:
            return f"np.square({parts[0]})"
        case Number(value, _) if value < 0:
            return f"(1 / {parts[0]}**{-value})" if value.denominator == 1 else f"{parts[0]}**({float(value)!r})"
    return f"{parts[0]}**{parts[1]}"


def _matmul(form: Apply, operands: tuple[Form, ...], parts: list[str]) -> str:
    """A chain of products; a product with a column or a row of ones is a sum along an axis."""
    if len(operands) == 2:
        left, right = operands
        if is_ones(right) and shape_of(right).columns == ONE:
            return f"np.sum({parts[0]}, axis=1, keepdims=True)"
        if is_ones(left) and shape_of(left).rows == ONE:
            return f"np.sum({parts[1]}, axis=0, keepdims=True)"
        if isinstance(left, Apply) and left.operation == "diag" and is_named(left):
            return f"({left.operands[0]} * {parts[1]})"
    place = next((place for place, operand in enumerate(operands) if shape_of(operand).columns == ONE), len(parts) - 1)
    first = parts[place]
    for part in reversed(parts[:place]):
        first = f"({part} @ {first})"
    text = _bare(" @ ".join([first, *parts[place + 1 :]]))
    return f"({text})" if form.shape else f"({text}).item()"


def is_named(form: Apply) -> bool:
    """Whether the operand of an operation is a name."""
    return isinstance(form.operands[0], Array)
