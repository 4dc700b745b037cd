"""Matrix terms as boxes: how a textbook writes them.

Matrix products stand side by side, element-wise products of arrays have a ⊙ between them, element-wise powers a ∘ in the
exponent, transposes a ⊤; the identity is Iₙ, an array of ones 1ₙ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction as Rational
from itertools import pairwise

from symdiff.forms import Constant, Form, Number, walk
from symdiff.functions import FUNCTIONS
from symdiff.notation.boxes import (
    APPLY,
    COMMA,
    DIFFERENTIAL,
    DOT,
    JOIN,
    THIN_JOIN,
    Box,
    Cases,
    Fence,
    Radical,
    Row,
    Script,
    Text,
    column,
    fence,
    joined,
    lowered,
    operator,
    raised,
    relation,
    words,
)
from symdiff.notation.names import CONSTANTS, function_name, letter, symbol_box
from symdiff.notation.parts import Edge, Level, Part, at_least, fraction, negative, product, total
from symdiff.terms.nodes import COMPARISONS, Apply, Array, Parameters, Size, shape_of
from symdiff.terms.shapes import Dimension, Shape
from symdiff.terms.text import number

_SIGNS = {"==": "=", "!=": "≠", "<=": "≤", ">=": "≥", "<": "<", ">": ">"}
_TIMES = operator("⊙")
_KRONECKER = operator("⊗")
_TOP = Text("⊤", "variable")
_RING = Text("∘", "variable")

# Names that every mathematics system sets upright as operators of its own.
_OPERATORS = frozenset({"exp", "log", "det", "max", "min"})

Parts = Sequence[Part]
Writer = Callable[[tuple[Form, ...], Parts, Parameters], Part]


def present(root: Form) -> Box:
    """How a term is written.

    >>> from symdiff.matrix.reading import read
    >>> from symdiff.render.line import line
    >>> from symdiff.terms.shapes import read_shape
    >>> line(present(read("norm2(W@x + b)**2", {"W": read_shape("m,n"), "x": read_shape("n"), "b": read_shape("m")})))
    '‖Wx + b‖₂²'
    """
    done: dict[Form, Part] = {}
    for form in walk(root):
        done[form] = _written(form, [done[child] for child in form.children])
    return done[root].box


def shape_box(shape: Shape) -> Box:
    """A shape in words: scalar, or m × n."""
    if not shape:
        return words("scalar")
    return Row((_dimension(shape.rows).box, operator("×"), _dimension(shape.columns).box))


def _written(form: Form, parts: Parts) -> Part:
    match form:
        case Number(value, typed):
            return _number(value, typed)
        case Constant(name):
            return Part(CONSTANTS.get(name, letter(name)), Level.ATOM, Edge.LETTER, Edge.LETTER, base=form)
        case Array(name, _, _):
            edge = Edge.LETTER if len(name) == 1 else Edge.NAME
            return Part(symbol_box(name), Level.ATOM, edge, edge, base=form)
        case Size(dimension):
            return _dimension(dimension)
        case Apply(name, operands, parameters):
            return _WRITERS[name](operands, parts, parameters) if name in _WRITERS else _call(name, parts, parameters)
    raise TypeError(f"no notation for {type(form).__name__}")


def _number(value: Rational, typed: str | None) -> Part:
    text = typed or number(value)[0]
    sign = text.startswith("-")
    digits = text.removeprefix("-")
    if "/" in digits:
        above, below = digits.split("/")
        shown = fraction(_digits(above), _digits(below))
    else:
        shown = _digits(digits)
    return negative(shown) if sign else shown


def _digits(text: str) -> Part:
    return Part(Text(text, "number"), Level.ATOM, Edge.DIGIT, Edge.DIGIT, unit=text in {"0", "1"})


def _dimension(dimension: Dimension) -> Part:
    terms: list[Part] = []
    for letters, factor in dimension.terms:
        factors = [_digits(str(factor))] * (factor != 1 or not letters)
        factors += [_letter_power(name, letters.count(name)) for name in dict.fromkeys(letters)]
        terms.append(product(factors) if len(factors) > 1 else factors[0])
    return total(terms) if len(terms) > 1 else terms[0]


def _letter_power(name: str, times: int) -> Part:
    box = symbol_box(name)
    return Part(box if times == 1 else raised(box, Text(str(times), "number")), Level.ATOM, Edge.LETTER, Edge.LETTER)


def _called(name: Box, arguments: Sequence[Box]) -> Part:
    return Part(Row((name, APPLY, fence(joined(COMMA, arguments)))), Level.ATOM, Edge.CALL, Edge.APPLIED)


def _call(name: str, parts: Parts, parameters: Parameters) -> Part:
    if name in FUNCTIONS:
        head: Box = function_name(name)
    else:
        head = Text(name, "function" if name in _OPERATORS else "name")
    return _called(head, [part.box for part in parts])


def _sum(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return total(parts)


def _negative(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return negative(parts[0])


def _mul(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    """Scalars side by side in front, arrays with ⊙ between them, reciprocals under a bar."""
    sign, above, below = _split(operands, parts)
    scalars = [part for form, part in above if not shape_of(form)]
    arrays = [part for form, part in above if shape_of(form)]
    divisors = [part for form, part in below if not shape_of(form)]
    inverted = [part for form, part in below if shape_of(form)]
    if inverted:
        arrays = [fraction(_hadamard(arrays) if arrays else _digits("1"), _hadamard(inverted))]
    factors = [*scalars, *([_hadamard(arrays)] if arrays else [])]
    whole = _beside(factors) if len(factors) > 1 else (factors or [_digits("1")])[0]
    if divisors:
        whole = fraction(whole, _beside(divisors) if len(divisors) > 1 else divisors[0])
    return negative(whole) if sign else whole


def _split(operands: tuple[Form, ...], parts: Parts) -> tuple[bool, list[tuple[Form, Part]], list[tuple[Form, Part]]]:
    """The sign of a product, and what stands above and below the bar."""
    sign = False
    above: list[tuple[Form, Part]] = []
    below: list[tuple[Form, Part]] = []
    divided = any(
        isinstance(operand, Apply) and operand.operation == "pow" and _is_negative(operand.operands[1]) for operand in operands
    )
    for operand, part in zip(operands, parts, strict=True):
        match operand:
            case Number(value, None):
                sign = sign != (value < 0)
                if value.denominator != 1 and (divided or "/" in number(abs(value))[0]):
                    below.append((operand, _digits(str(value.denominator))))
                    value = Rational(value.numerator)
                if abs(value) != 1:
                    above.append((operand, _digits(number(abs(value))[0])))
            case Apply("pow", (base, Number(value, None)), _) if value < 0:
                below.append((base, _power_part(base, _written_alone(base), _number(-value, None), Number(-value))))
            case _:
                above.append((operand, part))
    return sign, above, below


def _is_negative(form: Form) -> bool:
    return isinstance(form, Number) and form.value < 0


def _written_alone(root: Form) -> Part:
    done: dict[Form, Part] = {}
    for form in walk(root):
        done[form] = _written(form, [done[child] for child in form.children])
    return done[root]


def _hadamard(parts: Parts) -> Part:
    if len(parts) == 1:
        return parts[0]
    return Part(joined(_TIMES, [at_least(part, Level.PRODUCT).box for part in parts]), Level.RATIO)


def _div(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return fraction(parts[0], parts[1])


def _matmul(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    first, *rest = parts
    if first.unsigned is not None:
        return negative(_beside((first.unsigned, *rest)))
    return _beside(parts)


def _beside(parts: Parts) -> Part:
    """Factors without a sign between them; their order is that of the product."""
    shown = [at_least(part, Level.PRODUCT) for part in parts]
    boxes: list[Box] = [shown[0].box]
    for left, right in pairwise(shown):
        boxes += _gap(left, right), right.box
    return Part(Row(tuple(boxes)), Level.PRODUCT, shown[0].head, shown[-1].tail)


def _gap(left: Part, right: Part) -> Text:
    if left.tail is Edge.DIGIT and right.head is Edge.DIGIT:
        return DOT
    return JOIN if left.tail in _TIGHT and right.head in _TIGHT else THIN_JOIN


_TIGHT = frozenset({Edge.DIGIT, Edge.LETTER, Edge.BRACKET, Edge.RAISED})


def _transpose(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    inner = operands[0]
    differential = isinstance(inner, Apply) and inner.operation == "d"
    return _raised(Part(fence(parts[0].box), Level.ATOM, Edge.BRACKET, Edge.BRACKET) if differential else parts[0], _TOP)


def _raised(base: Part, exponent: Box) -> Part:
    shown = at_least(base, Level.ATOM)
    match shown.box, exponent:
        case Script(inner, superscript, subscript), _ if superscript is _MINUS_ONE and exponent is _TOP:
            box: Box = Script(inner, Row((Text("−", "sign"), _TOP)), subscript)
        case Script(_, raised_already, _), _ if raised_already is not None:
            box = Script(fence(shown.box), exponent)
        case _:
            box = raised(shown.box, exponent)
    return Part(box, Level.ATOM, shown.head, Edge.RAISED)


_MINUS_ONE = Row((Text("−", "sign"), Text("1", "number")))


def _inverse(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return _raised(parts[0], _MINUS_ONE)


def _power(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    base, exponent = operands
    if isinstance(exponent, Number) and exponent.value < 0:
        return fraction(_digits("1"), _power_part(base, parts[0], _number(-exponent.value, None), Number(-exponent.value)))
    return _power_part(base, parts[0], parts[1], exponent)


def _power_part(base: Form, part: Part, exponent: Part, value: Form) -> Part:
    match value:
        case Number(one, _) if one == 1:
            return part
        case Number(half, _) if half == Rational(1, 2):
            return Part(Radical(part.box), Level.FUNCTION, Edge.ROOT, Edge.ROOT)
    box = Row((_RING, exponent.box)) if shape_of(base) else exponent.box
    return _raised(part, box)


def _root(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return Part(Radical(parts[0].box), Level.FUNCTION, Edge.ROOT, Edge.ROOT)


def _matrix_power(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return _raised(parts[0], parts[1].box)


def _exponential(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return Part(raised(CONSTANTS["e"], parts[0].box), Level.ATOM, Edge.EXPONENTIAL, Edge.RAISED)


def _between(opening: str, closing: str, index: str = "") -> Writer:
    def write(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
        box: Box = fence(joined(COMMA, [part.box for part in parts]), opening, closing)
        return Part(lowered(box, Text(index, "number")) if index else box, Level.ATOM, Edge.BAR, Edge.BAR)

    return write


def _norm(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    matrix = len(shape_of(operands[0])) == 2
    index = Text("F", "variable") if matrix else Text("2", "number")
    return Part(lowered(fence(parts[0].box, "‖", "‖"), index), Level.ATOM, Edge.BAR, Edge.BAR)


def _kron(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return Part(joined(_KRONECKER, [at_least(part, Level.FRACTION).box for part in parts]), Level.RATIO)


def _indexed(sign: Text) -> Writer:
    def write(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
        sizes = [_dimension(parameter).box for parameter in parameters if isinstance(parameter, Dimension)]
        between = COMMA if sign.text == "K" else operator("×")
        return Part(lowered(sign, joined(between, sizes)), Level.ATOM, Edge.LETTER, Edge.NAME)

    return write


def _unvec(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    sizes = [_dimension(parameter).box for parameter in parameters if isinstance(parameter, Dimension)]
    return _called(lowered(Text("unvec", "name"), joined(operator("×"), sizes)), [parts[0].box])


def _where(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    condition, kept, other = (part.box for part in parts)
    return Part(Cases(((kept, condition), (other, words("otherwise")))), Level.CASES)


def _compared(name: str) -> Writer:
    return lambda operands, parts, parameters: Part(joined(relation(_SIGNS[name]), [part.box for part in parts]), Level.RELATION)


def _entry(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    places = joined(COMMA, [Text(str(parameter), "number") for parameter in parameters])
    return Part(Row((at_least(parts[0], Level.ATOM).box, Fence(places, "[", "]"))), Level.ATOM, parts[0].head, Edge.BRACKET)


def _stack(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    return Part(column(*(part.box for part in parts)), Level.ATOM, Edge.BRACKET, Edge.BRACKET)


def _d(operands: tuple[Form, ...], parts: Parts, parameters: Parameters) -> Part:
    """d before a name, or before a function with a little space; anything else stands in brackets."""
    operand, part = operands[0], parts[0]
    if isinstance(operand, Array):
        return Part(Row((DIFFERENTIAL, part.box)), Level.ATOM, Edge.NAME, Edge.NAME)
    called = part.level is Level.ATOM and part.tail is Edge.APPLIED
    box = Row((DIFFERENTIAL, THIN_JOIN, part.box)) if called else Row((DIFFERENTIAL, fence(part.box)))
    return Part(box, Level.ATOM, Edge.NAME, Edge.NAME if called else Edge.BRACKET)


_WRITERS: dict[str, Writer] = {
    "add": _sum,
    "neg": _negative,
    "mul": _mul,
    "div": _div,
    "matmul": _matmul,
    "T": _transpose,
    "inv": _inverse,
    "pow": _power,
    "sqrt": _root,
    "matpow": _matrix_power,
    "expm": _exponential,
    "abs": _between("|", "|"),
    "norm1": _between("‖", "‖", "1"),
    "norm2": _norm,
    "inner": _between("⟨", "⟩"),
    "kron": _kron,
    "eye": _indexed(Text("I", "variable")),
    "ones": _indexed(Text("1", "name")),
    "zeros": _indexed(Text("0", "name")),
    "commutation": _indexed(Text("K", "variable")),
    "unvec": _unvec,
    "where": _where,
    "entry": _entry,
    "stack": _stack,
    "d": _d,
    **{name: _compared(name) for name in COMPARISONS},
}
