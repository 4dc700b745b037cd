"""The slope of a curve at one of its points, as a sentence."""

from __future__ import annotations

from collections.abc import Mapping

from flint import arb

from symdiff.errors import SymdiffError
from symdiff.forms import ZERO, Derivative, Form, Relation, Symbol, Vector, substitute, symbols
from symdiff.notation import COMMA, Box, equals, joined, present, relation, row, words
from symdiff.simplify import simplify
from symdiff.solve import resolve
from symdiff.verify import OutsideDomain, evaluate
from symdiff.views.blocks import Remark
from symdiff.views.value import read_point
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

DIGITS = 12


def slope_at(worked: WorkedProblem, text: str) -> Remark:
    """The derivative of an implicit problem at a point of the curve.

    Raises:
        ParseError: if the point cannot be read.
        SymdiffError: if the point does not lie on the curve, or a variable has no value.
    """
    point = read_point(text)
    equation = worked.problem_form
    assert isinstance(equation, Relation)
    _complete(point, equation)
    difference = substitute(equation.left - equation.right, dict(point))
    if not _value(difference, text).contains(0):
        raise SymdiffError(say("not on the curve", point=text))
    divided = worked.stages[0].argument[-1]
    over, under = worked.stages[0].argument[1].right, divided.valid
    assert isinstance(under, Relation)
    if _is_zero(substitute(under.left, dict(point)), text):
        singular = _is_zero(substitute(over, dict(point)), text)
        reason = "the point is singular: the equation alone does not give a slope" if singular else "the tangent is vertical"
        return Remark("value", ("at ", _place(point), f" there is no derivative: {reason}"))
    return _sentence(worked, point, text)


def rate_at(worked: WorkedProblem, text: str) -> Remark:
    """The derivative of a parametric problem at a value of the parameter.

    Raises:
        ParseError: if the point cannot be read.
        SymdiffError: if a letter has no value.
    """
    point = read_point(text)
    assert isinstance(worked.problem_form, Vector)
    _complete(point, worked.problem_form)
    x, y = worked.problem_form.components
    t = worked.stages[0].variable
    rates = [_rate(coordinate, t, point, text) for coordinate in (x, y)]
    if rates[0].contains(0):
        still = rates[1].contains(0)
        reason = "x and y both stand still there, so the quotient does not give a slope" if still else "the tangent is vertical"
        return Remark("value", ("at ", _place(point), f" there is no derivative: {reason}"))
    return _sentence(worked, point, text)


def _rate(form: Form, t: Symbol, point: Mapping[Symbol, Form], text: str) -> arb:
    return _value(substitute(resolve(Derivative(form, t)), dict(point)), text)


def _complete(point: Mapping[Symbol, Form], form: Form) -> None:
    for symbol in symbols(form):
        if symbol not in point:
            raise SymdiffError(say("point without a value, write", name=symbol.name))


def _value(form: Form, text: str) -> arb:
    try:
        return evaluate(form, {})
    except OutsideDomain as error:
        raise SymdiffError(say("equation has no value", point=text)) from error


def _is_zero(form: Form, text: str) -> bool:
    return form is ZERO or _value(form, text).contains(0)


def _place(point: Mapping[Symbol, Form]) -> Box:
    return joined(COMMA, (equals(present(name), present(value)) for name, value in point.items()))


def _sentence(worked: WorkedProblem, point: Mapping[Symbol, Form], text: str) -> Remark:
    value = substitute(worked.answer, dict(point))
    exact = simplify(value, problem=value, variable=worked.stages[0].variable).result
    decimal = _value(exact, text)
    near = () if not exact.children or decimal.is_exact() else (relation("≈"), words(decimal.str(DIGITS, radius=False)))
    return Remark("value", ("at ", _place(point), " it is ", row(present(exact), *near)))
