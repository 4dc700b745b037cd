"""Terms as text in the notation of matrix expressions: one Python expression that reads back to an equal term.

>>> from symdiff.matrix.reading import read
>>> from symdiff.terms.shapes import read_shape
>>> write(read("-2*(A@x) / n", {"A": read_shape("m,n"), "x": read_shape("n")}))
'-2*A @ x/n'
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import IntEnum, auto
from fractions import Fraction

from symdiff.forms import Constant, Form, Number, walk
from symdiff.terms.nodes import COMPARISONS, Apply, Array, Parameters, Size, eye, shape_of
from symdiff.terms.shapes import Dimension


class Level(IntEnum):
    """What binds a written term together, from the loosest to the tightest."""

    COMPARISON = auto()
    SUM = auto()
    PRODUCT = auto()
    NEGATIVE = auto()
    POWER = auto()
    ATOM = auto()


def write(root: Form) -> str:
    """The text of a term."""
    texts: dict[Form, tuple[str, Level]] = {}
    for form in walk(root):
        texts[form] = _written(form, [texts[child] for child in form.children])
    return texts[root][0]


Piece = tuple[str, Level]


def _bracketed(piece: Piece, level: Level) -> str:
    text, own = piece
    return text if own >= level else f"({text})"


def _written(form: Form, pieces: list[Piece]) -> Piece:
    match form:
        case Number(value, typed):
            return number(value, typed)
        case Array(name, _, _) | Constant(name):
            return name, Level.ATOM
        case Size(dimension):
            return _dimension(dimension)
        case Apply(name, operands, parameters):
            return _operation(name, operands, pieces, parameters)
    return repr(form), Level.ATOM


def number(value: Fraction, typed: str | None = None) -> Piece:
    """A number: a decimal where that is exact and short."""
    if typed:
        text = typed
    elif value.denominator == 1:
        text = str(value.numerator)
    else:
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        exact = Fraction(decimal) == value and len(str(decimal)) <= 6
        text = f"{decimal:f}" if exact else f"{value.numerator}/{value.denominator}"
    if "/" in text:
        return text, Level.PRODUCT
    return text, Level.NEGATIVE if text.startswith("-") else Level.ATOM


def _dimension(dimension: Dimension) -> Piece:
    text = str(dimension)
    return text, Level.SUM if "+" in text else Level.PRODUCT if "*" in text else Level.ATOM


def _operation(name: str, operands: tuple[Form, ...], pieces: list[Piece], parameters: Parameters) -> Piece:
    match name:
        case "add":
            return _sum(pieces), Level.SUM
        case "neg":
            return "-" + _bracketed(pieces[0], Level.POWER if pieces[0][0].startswith("-") else Level.PRODUCT), Level.NEGATIVE
        case "mul":
            return _product(operands, pieces)
        case "div":
            above = _bracketed(pieces[0], Level.PRODUCT)
            return f"{above}/{_bracketed(pieces[1], Level.POWER)}", Level.PRODUCT
        case "matmul":
            return " @ ".join(_factor(piece, place) for place, piece in enumerate(pieces)), Level.PRODUCT
        case "pow":
            return _power(operands, pieces)
        case "T":
            return _bracketed(pieces[0], Level.ATOM) + ".T", Level.ATOM
        case "entry":
            return f"{_bracketed(pieces[0], Level.ATOM)}[{','.join(map(str, parameters))}]", Level.ATOM
        case "unvec":
            return _unvec(pieces[0], *parameters), Level.PRODUCT
        case _ if name in COMPARISONS:
            left, right = (_bracketed(piece, Level.SUM) for piece in pieces)
            return f"{left} {name} {right}", Level.COMPARISON
    arguments = [text for text, _ in pieces] + [str(parameter) for parameter in parameters]
    return f"{name}({', '.join(arguments)})", Level.ATOM


def _factor(piece: Piece, place: int) -> str:
    """A factor of a matrix product: the operators * / @ bind alike, from the left."""
    if place and piece[1] == Level.NEGATIVE:
        return f"({piece[0]})"
    return _bracketed(piece, Level.NEGATIVE if place else Level.PRODUCT)


def _sum(pieces: Sequence[Piece]) -> str:
    text = _bracketed(pieces[0], Level.SUM)
    for piece in pieces[1:]:
        term = _bracketed(piece, Level.PRODUCT)
        text += f" - {term[1:]}" if term.startswith("-") else f" + {term}"
    return text


def _power(operands: tuple[Form, ...], pieces: list[Piece]) -> Piece:
    exponent = operands[1]
    half = Fraction(1, 2)
    if isinstance(exponent, Number) and exponent.typed is None:
        if exponent.value == half:
            return f"sqrt({pieces[0][0]})", Level.ATOM
        if exponent.value < 0:
            return _product((Apply("pow", operands),), [pieces[0]])
    raised = _bracketed(pieces[1], Level.ATOM if pieces[1][0].startswith("-") else Level.POWER)
    return f"{_bracketed(pieces[0], Level.ATOM)}**{raised}", Level.POWER


def _product(operands: tuple[Form, ...], pieces: list[Piece]) -> Piece:
    """Factors with stars, those with negative exponents behind a slash."""
    above: list[tuple[Form, Piece]] = []
    below: list[tuple[Form, Piece]] = []
    sign, coefficient = "", Fraction(1)
    for operand, piece in zip(operands, pieces, strict=True):
        match operand:
            case Number(value, None) if not above and not below:
                sign = "-" if value < 0 else ""
                coefficient = abs(value)
            case Apply("pow", (base, Number(value, None)), _) if value < 0:
                inner = piece if len(operands) == 1 and base is not operand else (write(base), _level(base))
                below.append((base, inner if value == -1 else _raised(base, inner, -value)))
            case _:
                above.append((operand, piece))
    if not below and sign and not above:
        return number(-coefficient)
    return sign + _ratio(above, below, coefficient), Level.NEGATIVE if sign else Level.PRODUCT


def _level(form: Form) -> Level:
    return _written(form, [(write(child), Level.ATOM) for child in form.children])[1]


def _raised(base: Form, piece: Piece, exponent: Fraction) -> Piece:
    return _power((base, Number(exponent)), [piece, number(exponent)])


def _ratio(above: list[tuple[Form, Piece]], below: list[tuple[Form, Piece]], coefficient: Fraction) -> str:
    numbers, divisors = _coefficient(coefficient, bool(below))
    factors = numbers + [_starred(form, piece, bool(numbers) or place > 0) for place, (form, piece) in enumerate(above)]
    divisors += [_bracketed(piece, Level.POWER) for _, piece in below]
    if above and _is_product(above[-1][0]) and not any(shape_of(form) for form, _ in above[:-1]):
        factors[-1] = above[-1][1][0]  # s*A @ x is (s*A) @ x, which for a scalar s is s*(A @ x)
    top = "*".join(factors) or "1"
    if not divisors:
        return top
    return f"{top}/{divisors[0]}" if len(divisors) == 1 else f"{top}/({'*'.join(divisors)})"


def _is_product(form: Form) -> bool:
    return isinstance(form, Apply) and form.operation == "matmul"


def _coefficient(value: Fraction, fraction: bool) -> tuple[list[str], list[str]]:
    """A positive coefficient as what stands above and what stands below the slash."""
    if value == 1:
        return [], []
    text, level = number(value)
    if level == Level.ATOM and not (fraction and value.denominator != 1):
        return [text], []
    return [str(value.numerator)] * (value.numerator != 1), [str(value.denominator)]


def _starred(form: Form, piece: Piece, follows: bool) -> str:
    if isinstance(form, Apply) and form.operation in {"matmul", "mul", "div"}:
        return f"({piece[0]})"
    return _bracketed(piece, Level.POWER if follows else Level.PRODUCT)


def _unvec(piece: Piece, *dimensions: Dimension | int) -> str:
    """The matrix whose columns are stacked in a vector c: (vec(I)ᵀ ⊗ I)(I ⊗ c)."""
    rows, columns = (write(eye(dimension)) for dimension in dimensions if isinstance(dimension, Dimension))
    return f"kron(vec({columns}).T, {rows}) @ kron({columns}, {piece[0]})"
