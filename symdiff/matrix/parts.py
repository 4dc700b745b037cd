"""What a term is made of: a number and the rest, ones, differentials that are not known yet."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symdiff.forms import ONE, Form, Number, walk
from symdiff.terms.nodes import Apply, filled, shape_of
from symdiff.terms.shapes import ONE as ONE_ROW
from symdiff.terms.shapes import SCALAR, Shape


def common_shape(forms: Iterable[Form]) -> Shape:
    """The shape of a sum or an element-wise product: scalars take the shape of the others."""
    return next((shape for shape in map(shape_of, forms) if shape), SCALAR)


def split(form: Form) -> tuple[Fraction, Form]:
    """A term as a number times the rest."""
    match form:
        case Number(value, _):
            return value, ONE
        case Apply("mul", (Number(value, _), *rest), _):
            return value, rest[0] if len(rest) == 1 else Apply("mul", rest)
    return Fraction(1), form


def scaled(factor: Fraction, form: Form) -> Form:
    """A number times a term that has no number in front."""
    if factor == 1:
        return form
    if form is ONE:
        return Number(factor)
    rest = form.operands if isinstance(form, Apply) and form.operation == "mul" else (form,)
    return Apply("mul", (Number(factor), *rest))


def is_ones(form: Form) -> bool:
    """Whether a term is an array of ones."""
    match form:
        case Apply("T", (Apply("ones", _, _),), _) | Apply("ones", _, _):
            return True
    return False


def ones_of(shape: Shape) -> Form:
    """An array of ones; a row of ones is written as a transpose."""
    if shape and shape.rows == ONE_ROW:
        return Apply("T", (filled("ones", shape.transposed),))
    return filled("ones", shape)


def holds_differential(root: Form) -> bool:
    """Whether a term is not known yet, because a differential stands in it."""
    return any(isinstance(form, Apply) and form.operation == "d" for form in walk(root))
