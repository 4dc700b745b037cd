"""Terms of scalars, vectors and matrices: forms in which every node knows its shape.

A term is a named array, a number, or an operation on terms.  Terms are hash-consed like all forms, so the walks over forms
serve them too.  Every operation is one row of ``OPERATIONS``, which says what shape its result has.

>>> from symdiff.terms.shapes import read_shape
>>> A, x = Array("A", read_shape("m,n")), Array("x", read_shape("n"))
>>> str((A @ x).shape)
'm'
>>> x @ A
Traceback (most recent call last):
    ...
symdiff.errors.ShapeError: ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Self, TypeAlias

from symdiff.errors import ShapeError
from symdiff.forms import Form, Number
from symdiff.functions import FUNCTIONS
from symdiff.terms.shapes import ONE, SCALAR, Dimension, Shape, shaped
from symdiff.wording.sentences import Part, Sentence, listed, say

Parameters: TypeAlias = "tuple[Dimension | int, ...]"


class Term(Form):
    """A form with a shape; the operators build terms as written and check that the shapes fit."""

    __slots__ = ("shape",)
    shape: Shape

    def __str__(self) -> str:
        from symdiff.terms.text import write

        return write(self)

    @property
    def T(self) -> Term:
        """The transpose."""
        return Apply("T", (self,))

    def __add__(self, other: Any) -> Term:
        return Apply("add", (self, as_term(other)))

    def __radd__(self, other: Any) -> Term:
        return Apply("add", (as_term(other), self))

    def __sub__(self, other: Any) -> Term:
        return Apply("add", (self, Apply("neg", (as_term(other),))))

    def __rsub__(self, other: Any) -> Term:
        return Apply("add", (as_term(other), Apply("neg", (self,))))

    def __mul__(self, other: Any) -> Term:
        return Apply("mul", (self, as_term(other)))

    def __rmul__(self, other: Any) -> Term:
        return Apply("mul", (as_term(other), self))

    def __truediv__(self, other: Any) -> Term:
        return Apply("div", (self, as_term(other)))

    def __rtruediv__(self, other: Any) -> Term:
        return Apply("div", (as_term(other), self))

    def __matmul__(self, other: Term) -> Term:
        return Apply("matmul", (self, other))

    def __pow__(self, other: Any) -> Term:
        return Apply("pow", (self, as_term(other)))

    def __neg__(self) -> Term:
        return Apply("neg", (self,))


class Array(Term):
    """A named array: a variable or a parameter, with what is assumed of it; in a rule, a metavariable."""

    __slots__ = ("assumptions", "name")
    __match_args__ = ("name", "shape", "assumptions")
    name: str
    assumptions: frozenset[str]

    def __new__(cls, name: str, shape: Shape = SCALAR, assumptions: frozenset[str] = frozenset()) -> Self:
        return cls._intern((name, shape, assumptions), ())

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return self


class Size(Term):
    """A dimension used as a number."""

    __slots__ = ("dimension",)
    __match_args__ = ("dimension",)
    dimension: Dimension

    def __new__(cls, dimension: Dimension) -> Form:  # type: ignore[misc]  # a known dimension is a number
        value = dimension.value
        if value is not None:
            return Number(value)
        size = cls._intern((dimension,), ())
        object.__setattr__(size, "shape", SCALAR)
        return size

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return self


class Apply(Term):
    """An operation on terms.

    Attributes:
        operation: its name in ``OPERATIONS``.
        operands: what it is applied to.
        parameters: the dimensions or indices that belong to it, as in ``eye(n)``.
    """

    __slots__ = __match_args__ = ("operation", "operands", "parameters")
    operation: str
    operands: tuple[Form, ...]
    parameters: Parameters

    def __new__(cls, operation: str, operands: Iterable[Form], parameters: Parameters = ()) -> Self:
        operands = tuple(operands)
        term = cls._intern((operation, operands, parameters), operands)
        if not hasattr(term, "shape"):
            shape = OPERATIONS[operation].shape(operation, operands, parameters)
            object.__setattr__(term, "shape", shape)
        return term

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return Apply(self.operation, children, self.parameters)


ShapeRule: TypeAlias = "Callable[[str, tuple[Form, ...], Parameters], Shape]"


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation on terms.

    Attributes:
        shape: the shape of its result; raises ``ShapeError`` where the operands do not fit.
        fewest, most: how many operands it takes when it is called by name; ``0, 0``: it is not called by name.
        dimensions: how many dimensions it takes instead of operands, when it is called by name.
    """

    shape: ShapeRule
    fewest: int = 0
    most: int = 0
    dimensions: tuple[int, ...] = ()


def shape_of(form: Form) -> Shape:
    """The shape of a term; a number is a scalar."""
    return form.shape if isinstance(form, Term) else SCALAR


def as_term(value: Form | int) -> Form:
    """A number as a term; a term as it is."""
    return value if isinstance(value, Form) else Number(value)


def apply(operation: str) -> Callable[..., Term]:
    """The constructor of one operation."""
    return lambda *operands: Apply(operation, tuple(map(as_term, operands)))


def eye(dimension: Dimension) -> Form:
    """The identity matrix; of one row, the number 1."""
    return Number(1) if dimension == ONE else Apply("eye", (), (dimension,))


def filled(operation: str, shape: Shape) -> Form:
    """``zeros`` or ``ones`` of a shape; of a scalar's shape, the number."""
    return Apply(operation, (), tuple(shape)) if shape else Number(int(operation == "ones"))


# --- shapes ----------------------------------------------------------------------------------------------------------------


def _named(form: Form) -> str:
    from symdiff.terms.text import write

    text = write(form)
    return text if len(text) <= 40 else text[:37] + "..."


def _sizes(operands: Iterable[Form]) -> Part:
    return listed(*(say("has the shape", name=_named(operand), shape=str(shape_of(operand))) for operand in operands))


def _columns(count: Dimension) -> Sentence:
    return say("one column" if count == ONE else "columns", count=str(count))


def _rows(count: Dimension) -> Sentence:
    return say("one row" if count == ONE else "rows", count=str(count))


def _same(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return shape_of(operands[0])


def _scalar(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return SCALAR


_NOUNS = {
    "add": say("the sum"),
    "mul": say("the element-wise product"),
    "div": say("the element-wise quotient"),
    "pow": say("the element-wise power"),
}


def _broadcast(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    found = SCALAR
    for operand in operands:
        shape = shape_of(operand)
        if found and shape and shape != found:
            first = next(other for other in operands if shape_of(other) == found)
            key = "factors of one shape" if name == "mul" else "operands of one shape"
            raise ShapeError(say(key, what=_NOUNS.get(name, name), sizes=_sizes((first, operand))))
        found = found or shape
    return found


def _product(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    left = shape_of(operands[0])
    rows, inner = left.rows, left.columns
    for before, operand in pairwise(operands):
        shape = shape_of(operand)
        if shape.rows != inner:
            raise ShapeError(
                say(
                    "product does not fit",
                    first=_named(before),
                    second=_named(operand),
                    sizes=_sizes((before, operand)),
                    columns=_columns(inner),
                    rows=_rows(shape.rows),
                )
            )
        inner = shape.columns
    return shaped(rows, inner)


def _transposed(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return shape_of(operands[0]).transposed


def _need_square(name: str, operand: Form) -> Shape:
    shape = shape_of(operand)
    if shape.rows != shape.columns:
        raise ShapeError(say("needs a square matrix", name=name, sizes=_sizes((operand,))))
    return shape


def _square(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return _need_square(name, operands[0])


def _square_power(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    if shape_of(operands[1]):
        raise ShapeError(say("needs a scalar exponent", sizes=_sizes(operands[1:])))
    return _need_square(name, operands[0])


def _of_square(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    _need_square(name, operands[0])
    return SCALAR


def _diagonal(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return shaped(_need_square(name, operands[0]).rows)


def _need_vector(name: str, operand: Form) -> Shape:
    shape = shape_of(operand)
    if shape.columns != ONE:
        raise ShapeError(say("needs a vector", name=name, sizes=_sizes((operand,))))
    return shape


def _vector(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return _need_vector(name, operands[0])


def _of_vector(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    _need_vector(name, operands[0])
    return SCALAR


def _diag(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    rows = _need_vector(name, operands[0]).rows
    return shaped(rows, rows)


def _vec(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return shaped(shape_of(operands[0]).size)


def _kron(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    left, right = map(shape_of, operands)
    return shaped(left.rows * right.rows, left.columns * right.columns)


def _inner(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    if shape_of(operands[0]) != shape_of(operands[1]):
        raise ShapeError(say("inner of one shape", sizes=_sizes(operands)))
    return SCALAR


def _stack(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    if any(shape_of(operand) for operand in operands):
        raise ShapeError(say("stack takes scalars", sizes=_sizes(operands)))
    return shaped(Dimension.number(len(operands)))


def _entry(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    shape = shape_of(operands[0])
    if len(parameters) != len(shape):
        raise ShapeError(say("indices that do not fit", count=len(parameters), sizes=_sizes(operands)))
    for index, dimension in zip(parameters, shape, strict=True):
        if isinstance(index, int) and dimension.value is not None and index >= dimension.value:
            raise ShapeError(say("index too large", index=index, sizes=_sizes(operands)))
    return SCALAR


def _dimensions(parameters: Parameters) -> tuple[Dimension, ...]:
    return tuple(parameter for parameter in parameters if isinstance(parameter, Dimension))


def _eye(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    (dimension,) = _dimensions(parameters)
    return shaped(dimension, dimension)


def _filled(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return shaped(*_dimensions(parameters))


def _commutation(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    a, b = _dimensions(parameters)
    return shaped(a * b, a * b)


def _unvec(name: str, operands: tuple[Form, ...], parameters: Parameters) -> Shape:
    return shaped(*_dimensions(parameters))


COMPARISONS = ("<=", ">=", "==", "!=", "<", ">")

# The names of functions that this notation spells differently from the table of functions.
SPELLINGS = {"log": "ln"}

ELEMENTWISE: tuple[str, ...] = ("exp", "log", "sqrt", *(name for name in FUNCTIONS if name != "ln"))
"""The scalar functions, applied entry by entry."""

OPERATIONS: dict[str, Operation] = {
    "add": Operation(_broadcast),
    "neg": Operation(_same),
    "mul": Operation(_broadcast),
    "div": Operation(_broadcast),
    "pow": Operation(_broadcast),
    "matmul": Operation(_product),
    "T": Operation(_transposed),
    "entry": Operation(_entry),
    "d": Operation(_same),
    "unvec": Operation(_unvec),
    "where": Operation(_broadcast, 3, 3),
    "sum": Operation(_scalar, 1, 1),
    "mean": Operation(_scalar, 1, 1),
    "max": Operation(_scalar, 1, 2),
    "min": Operation(_scalar, 1, 2),
    "norm1": Operation(_scalar, 1, 1),
    "norm2": Operation(_scalar, 1, 1),
    "tr": Operation(_of_square, 1, 1),
    "det": Operation(_of_square, 1, 1),
    "logdet": Operation(_of_square, 1, 1),
    "inv": Operation(_square, 1, 1),
    "matpow": Operation(_square_power, 2, 2),
    "expm": Operation(_square, 1, 1),
    "softmax": Operation(_vector, 1, 1),
    "logsumexp": Operation(_of_vector, 1, 1),
    "diag": Operation(_diag, 1, 1),
    "diagonal": Operation(_diagonal, 1, 1),
    "kron": Operation(_kron, 2, 2),
    "vec": Operation(_vec, 1, 1),
    "inner": Operation(_inner, 2, 2),
    "stack": Operation(_stack, 1, 64),
    "commutation": Operation(_commutation, dimensions=(2,)),
    "ones": Operation(_filled, dimensions=(1, 2)),
    "zeros": Operation(_filled, dimensions=(1, 2)),
    "eye": Operation(_eye, dimensions=(1,)),
    **{name: Operation(_broadcast) for name in COMPARISONS},
    **{name: Operation(_same, 1, 1) for name in ELEMENTWISE},
}
