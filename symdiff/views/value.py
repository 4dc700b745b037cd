"""The value of a derivative at a point."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from symdiff.calculus.building import number_value
from symdiff.errors import ParseError, SymdiffError
from symdiff.forms import Form, Symbol, substitute, symbols
from symdiff.notation import Box, equals, joined, present, relation, row, words
from symdiff.notation.boxes import COMMA
from symdiff.simplify import simplify
from symdiff.syntax import read
from symdiff.verify import OutsideDomain, evaluate, holds
from symdiff.views.blocks import Remark
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

DIGITS = 12


def value_at(worked: WorkedProblem, text: str) -> Remark:
    """A sentence with the value of the derivative at a point.

    Parameters:
        worked: the problem.
        text: the point, ``x=2`` or ``x=2, a=1/3``; what is given no value stays a letter.

    Raises:
        ParseError: if the point cannot be read.
        SymdiffError: if a value is not a rational number, or the variable is given none.
    """
    point = read_point(text)
    missing = [variable.name for variable in worked.variables if variable not in point]
    if missing:
        raise SymdiffError(say("point without a value, write", name=missing[0]))
    place = joined(COMMA, (equals(present(name), present(value)) for name, value in point.items()))
    numbers = {name: number for name, value in point.items() if (number := number_value(value)) is not None}
    if len(numbers) < len(point):
        raise SymdiffError(say("point not rational"))
    if holds(worked.valid, numbers) is False:
        return Remark("value", ("at ", place, " there is no derivative: the point lies outside of where the result holds",))
    value = substitute(worked.answer, point)
    exact = simplify(value, problem=value, variable=worked.variables[-1]).result
    return Remark("value", ("at ", place, " it is ", row(present(exact), *_decimal(worked.answer, exact, numbers))))


def read_point(text: str) -> dict[Symbol, Form]:
    """A point as typed: ``x=2, y=-1/3``."""
    point: dict[Symbol, Form] = {}
    for part in text.split(","):
        name, sign, value = part.partition("=")
        if not sign:
            raise ParseError(say("how to write a point"), text, 0, say("name=value"))
        letter = read(name).form
        if not isinstance(letter, Symbol):
            raise ParseError(say("only variables have values"), text, text.index(part), say("write", example="x=2"))
        point[letter] = read(value).form
    return point


def _decimal(answer: Form, exact: Form, numbers: Mapping[Symbol, Fraction]) -> tuple[Box | str, ...]:
    if number_value(exact) is not None or any(symbol not in numbers for symbol in symbols(answer)):
        return ()
    try:
        ball = evaluate(answer, numbers)
    except OutsideDomain:
        return ()
    return relation("≈"), words(ball.str(DIGITS, radius=False))
