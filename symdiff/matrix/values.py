"""The value of a term for numbers, in plain floating-point arithmetic; knows no rule of differentiation.

A value is a list of the entries of an array, row by row.  To add an operation, add one row to ``VALUES``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import add, eq, ge, gt, le, lt, mul, ne, truediv
from typing import TypeAlias

from symdiff.forms import Constant, Form, Number, walk
from symdiff.terms.nodes import Apply, Array, Parameters, Size, shape_of
from symdiff.terms.shapes import Dimension

Value: TypeAlias = list[float]
Sizes: TypeAlias = Mapping[str, int]
Extent: TypeAlias = tuple[int, int]
Evaluate: TypeAlias = Callable[..., Value]
Factory: TypeAlias = "Callable[[tuple[Extent, ...], tuple[int, ...]], Evaluate]"

SINGULAR = 1e-12


class Program:
    """Terms made ready to be evaluated often, for one choice of the dimensions.

    Parameters:
        roots: what is to be evaluated.
        sizes: a number for every dimension letter.
        varying: the names of the arrays that change from one evaluation to the next.
    """

    def __init__(self, roots: Sequence[Form], sizes: Sizes, varying: Iterable[str] = ()) -> None:
        names = frozenset(varying)
        places: dict[Form, int] = {}
        self.leaves: list[tuple[int, str]] = []
        self.fixed: list[tuple[int, Evaluate, tuple[int, ...]]] = []
        self.steps: list[tuple[int, Evaluate, tuple[int, ...]]] = []
        self.values: list[Value] = []
        moving: set[int] = set()
        for form in walk(*roots):
            place = places[form] = len(self.values)
            operands = tuple(places[child] for child in form.children)
            self.values.append(_constant(form, sizes))
            if isinstance(form, Array):
                self.leaves.append((place, form.name))
            if isinstance(form, Apply):
                extents = tuple(extent(child, sizes) for child in form.operands)
                evaluate = VALUES[form.operation](extents, _parameters(form.parameters, sizes))
                depends = any(operand in moving for operand in operands)
                (self.steps if depends else self.fixed).append((place, evaluate, operands))
            if (isinstance(form, Array) and form.name in names) or any(operand in moving for operand in operands):
                moving.add(place)
        self.roots = [places[root] for root in roots]

    def run(self, inputs: Mapping[str, Value]) -> list[Value]:
        """The values of the roots, everything evaluated.

        Raises:
            ArithmeticError, ValueError: a value is not defined or not finite.
        """
        for place, name in self.leaves:
            self.values[place] = inputs[name]
        return self._evaluated(self.fixed) and self._evaluated(self.steps)

    def rerun(self, name: str, value: Value) -> list[Value]:
        """The values of the roots after one varying input has changed; everything else stays."""
        for place, leaf in self.leaves:
            if leaf == name:
                self.values[place] = value
        return self._evaluated(self.steps)

    def _evaluated(self, steps: list[tuple[int, Evaluate, tuple[int, ...]]]) -> list[Value]:
        values = self.values
        for place, evaluate, operands in steps:
            values[place] = evaluate(*[values[operand] for operand in operands])
        return [values[root] for root in self.roots]


def extent(form: Form, sizes: Sizes) -> Extent:
    """The numbers of rows and columns of a term."""
    shape = shape_of(form)
    return shape.rows.at(sizes), shape.columns.at(sizes)


def _parameters(parameters: Parameters, sizes: Sizes) -> tuple[int, ...]:
    return tuple(parameter.at(sizes) if isinstance(parameter, Dimension) else parameter for parameter in parameters)


def _constant(form: Form, sizes: Sizes) -> Value:
    match form:
        case Number(value, _):
            return [float(value)]
        case Size(dimension):
            return [float(dimension.at(sizes))]
        case Constant("pi"):
            return [math.pi]
    return []


# --- entry by entry --------------------------------------------------------------------------------------------------------


def _entries(function: Callable[[float], float]) -> Factory:
    return lambda extents, parameters: lambda value: [function(entry) for entry in value]


def _pairs(function: Callable[[float, float], float]) -> Factory:
    def factory(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
        def evaluate(*values: Value) -> Value:
            total = values[0]
            for value in values[1:]:
                if len(total) == len(value):
                    total = list(map(function, total, value))
                elif len(value) == 1:
                    total = [function(entry, value[0]) for entry in total]
                else:
                    total = [function(total[0], entry) for entry in value]
            return total

        return evaluate

    return factory


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != int(exponent):
        raise ValueError("a root of a negative number")
    return float(base**exponent)


def _compared(function: Callable[[float, float], bool]) -> Factory:
    return _pairs(lambda left, right: float(function(left, right)))


def _where(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    def evaluate(*values: Value) -> Value:
        length = max(map(len, values))
        condition, kept, other = (value if len(value) == length else value * length for value in values)
        return [a if holds else b for holds, a, b in zip(condition, kept, other, strict=True)]

    return evaluate


# --- matrices --------------------------------------------------------------------------------------------------------------


def _rows(value: Value, columns: int) -> list[Value]:
    return [value[start : start + columns] for start in range(0, len(value), columns)]


def product(left: Value, right: Value, left_extent: Extent, right_extent: Extent) -> Value:
    """A matrix product."""
    inner, columns = right_extent
    down = [right[column::columns] for column in range(columns)]
    return [sum(map(mul, row, column)) for row in _rows(left, inner) for column in down]


def _chain(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    def evaluate(*values: Value) -> Value:
        total, size = values[0], extents[0]
        for value, following in zip(values[1:], extents[1:], strict=True):
            total = product(total, value, size, following)
            size = size[0], following[1]
        return total

    return evaluate


def _transposed(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    ((_, columns),) = extents
    return lambda value: [entry for column in range(columns) for entry in value[column::columns]]


def _unvec(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    rows = parameters[0]
    return lambda value: [entry for row in range(rows) for entry in value[row::rows]]


def identity(size: int) -> Value:
    """The entries of the identity matrix."""
    return [float(place % (size + 1) == 0) for place in range(size * size)]


def _eliminated(value: Value, size: int, right: int) -> tuple[list[Value], float]:
    """Gauss-Jordan elimination with pivots on a matrix with ``right`` more columns of the identity; and the determinant."""
    table = [row + identity(size)[place * size : place * size + right] for place, row in enumerate(_rows(value, size))]
    determinant = 1.0
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(table[row][place]))
        if pivot != place:
            table[place], table[pivot] = table[pivot], table[place]
            determinant = -determinant
        head = table[place][place]
        determinant *= head
        if abs(head) < SINGULAR:
            return table, 0.0
        table[place] = [entry / head for entry in table[place]]
        for row in range(size):
            if row != place and table[row][place]:
                factor = table[row][place]
                table[row] = [entry - factor * other for entry, other in zip(table[row], table[place], strict=True)]
    return table, determinant


def determinant(value: Value, size: int) -> float:
    """The determinant."""
    return _eliminated(value, size, 0)[1]


def inverse(value: Value, size: int) -> Value:
    """The inverse."""
    table, found = _eliminated(value, size, size)
    if not found:
        raise ZeroDivisionError("a singular matrix")
    return [entry for row in table for entry in row[size:]]


def _matrix_power(value: Value, exponent: float, size: int) -> Value:
    if exponent != int(exponent) or abs(exponent) > 64:
        raise ValueError("a matrix power that is not a small whole number")
    factor = inverse(value, size) if exponent < 0 else value
    total = identity(size)
    for _ in range(abs(int(exponent))):
        total = product(total, factor, (size, size), (size, size))
    return total


def _exponential(value: Value, size: int) -> Value:
    """Taylor series of the matrix over 2¹⁰, squared ten times."""
    small = [entry / 1024 for entry in value]
    total, term = identity(size), identity(size)
    for k in range(1, 12):
        term = [entry / k for entry in product(term, small, (size, size), (size, size))]
        total = list(map(add, total, term))
    for _ in range(10):
        total = product(total, total, (size, size), (size, size))
    return total


def _of_square(function: Callable[[Value, int], Value]) -> Factory:
    return lambda extents, parameters: lambda value: function(value, extents[0][0])


def _reduced(function: Callable[[Value], float]) -> Factory:
    return lambda extents, parameters: lambda value: [function(value)]


def _log_sum_exp(value: Value) -> float:
    top = max(value)
    return top + math.log(sum(math.exp(entry - top) for entry in value))


def _softmax(value: Value) -> Value:
    total = _log_sum_exp(value)
    return [math.exp(entry - total) for entry in value]


def _diagonal_matrix(value: Value) -> Value:
    size = len(value)
    return [value[row] if row == column else 0.0 for row in range(size) for column in range(size)]


def _kron(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    (_, left), (_, right) = extents
    return lambda a, b: [x * y for upper in _rows(a, left) for lower in _rows(b, right) for x in upper for y in lower]


def _commutation(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    rows, columns = parameters
    size = rows * columns
    entries = [0.0] * (size * size)
    for row in range(rows):
        for column in range(columns):
            entries[(row * columns + column) * size + column * rows + row] = 1.0
    return lambda: entries


def _entry(extents: tuple[Extent, ...], parameters: tuple[int, ...]) -> Evaluate:
    ((_, columns),) = extents
    place = parameters[0] * columns + parameters[1] if len(parameters) == 2 else parameters[0]

    def evaluate(value: Value) -> Value:
        if place >= len(value):
            raise ValueError("an index beyond the dimension")
        return [value[place]]

    return evaluate


def _filled(entry: float) -> Factory:
    return lambda extents, parameters: lambda: [entry] * math.prod(parameters)


def _sigmoid(x: float) -> float:
    return 1 / (1 + math.exp(-x)) if x > 0 else math.exp(x) / (1 + math.exp(x))


def _digamma(x: float) -> float:
    """Recurrence up to 10, then the asymptotic series; Abramowitz and Stegun 6.3.5 and 6.3.18."""
    if x <= 0:
        raise ValueError("digamma is evaluated for positive numbers")
    shift = 0.0
    while x < 10:
        shift -= 1 / x
        x += 1
    y = 1 / (x * x)
    return shift + math.log(x) - 0.5 / x - y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y / 240)))


_FUNCTIONS: dict[str, Callable[[float], float]] = {
    **{name: getattr(math, name) for name in ("exp", "log", "sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
    "erf": math.erf, "erfc": math.erfc, "gamma": math.gamma,
    "cot": lambda x: 1 / math.tan(x), "sec": lambda x: 1 / math.cos(x), "csc": lambda x: 1 / math.sin(x),
    "coth": lambda x: 1 / math.tanh(x), "sech": lambda x: 1 / math.cosh(x), "csch": lambda x: 1 / math.sinh(x),
    "arcsin": math.asin, "arccos": math.acos, "arctan": math.atan, "arccot": lambda x: math.pi / 2 - math.atan(x),
    "arcsec": lambda x: math.acos(1 / x), "arccsc": lambda x: math.asin(1 / x),
    "arsinh": math.asinh, "arcosh": math.acosh, "artanh": math.atanh, "arcoth": lambda x: math.atanh(1 / x),
    "arsech": lambda x: math.acosh(1 / x), "arcsch": lambda x: math.asinh(1 / x),
    "abs": abs, "sign": lambda x: float((x > 0) - (x < 0)), "step": lambda x: float(x > 0), "relu": lambda x: max(x, 0.0),
    "floor": lambda x: float(math.floor(x)), "ceil": lambda x: float(math.ceil(x)),
    "digamma": _digamma, "sigmoid": _sigmoid, "softplus": lambda x: max(x, 0.0) + math.log1p(math.exp(-abs(x))),
}  # fmt: skip

VALUES: dict[str, Factory] = {
    "add": _pairs(add), "mul": _pairs(mul), "div": _pairs(truediv), "pow": _pairs(_power),
    "neg": lambda extents, parameters: lambda value: [-entry for entry in value],
    "<": _compared(lt), ">": _compared(gt), "<=": _compared(le), ">=": _compared(ge), "==": _compared(eq), "!=": _compared(ne),
    "where": _where,
    "matmul": _chain, "T": _transposed, "vec": _transposed, "unvec": _unvec,
    "inv": _of_square(inverse),
    "det": _of_square(lambda value, size: [determinant(value, size)]),
    "logdet": _of_square(lambda value, size: [math.log(abs(determinant(value, size)))]),
    "tr": _of_square(lambda value, size: [sum(value[:: size + 1])]),
    "diagonal": _of_square(lambda value, size: value[:: size + 1]),
    "expm": _of_square(_exponential),
    "matpow": lambda extents, parameters: lambda value, exponent: _matrix_power(value, exponent[0], extents[0][0]),
    "diag": lambda extents, parameters: _diagonal_matrix,
    "sum": _reduced(sum), "mean": _reduced(lambda value: sum(value) / len(value)), "max": _reduced(max), "min": _reduced(min),
    "norm1": _reduced(lambda value: sum(map(abs, value))),
    "norm2": _reduced(lambda value: math.sqrt(sum(map(mul, value, value)))),
    "logsumexp": _reduced(_log_sum_exp), "softmax": lambda extents, parameters: _softmax,
    "inner": lambda extents, parameters: lambda a, b: [sum(map(mul, a, b))],
    "kron": _kron, "commutation": _commutation, "entry": _entry,
    "stack": lambda extents, parameters: lambda *scalars: [scalar[0] for scalar in scalars],
    "ones": _filled(1.0), "zeros": _filled(0.0),
    "eye": lambda extents, parameters: lambda: identity(parameters[0]),
    **{name: _entries(function) for name, function in _FUNCTIONS.items()},
}  # fmt: skip
"""How each operation is evaluated: from the extents of its operands and its parameters, a function of their values."""
