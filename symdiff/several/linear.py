"""The linear model of a function at a point: differential, tangent line or plane, its error; directional derivatives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb

from symdiff.calculus.building import opposite, tidy_product, tidy_quotient, tidy_sum
from symdiff.derivation import Note, Verification
from symdiff.errors import SymdiffError
from symdiff.forms import Derivative, Form, Number, Power, Symbol, sqrt, substitute, symbols, walk
from symdiff.several.matrix import WorkedMatrix, work_out
from symdiff.simplify import simplify
from symdiff.verify import OutsideDomain, evaluate, holds, verify_equation
from symdiff.wording.sentences import say

STEPS = tuple(Fraction(1, 10**power) for power in range(1, 6))


@dataclass(frozen=True, slots=True)
class ErrorRow:
    """How far the linear model is off at one distance.

    Attributes:
        h: by how much every variable is moved.
        value: the function there.
        model: the linear model there.
        error: the function less the model.
        ratio: the error divided by the distance; it goes to 0 with h where the function is differentiable.
    """

    h: Fraction
    value: float
    model: float
    error: float
    ratio: float


@dataclass(frozen=True, eq=False)
class LinearModel:
    """A function near a point.

    Attributes:
        derivatives: the gradient of the function.
        point: the coordinates of the point.
        value: the function at the point.
        slopes: the partial derivatives at the point.
        model: the linear function of the variables that touches the function at the point.
        errors: how far it is off, for ever smaller distances.
        notes: how the problem was read.
    """

    derivatives: WorkedMatrix
    point: Mapping[Symbol, Form]
    value: Form
    slopes: tuple[Form, ...]
    model: Form
    errors: tuple[ErrorRow, ...]
    notes: tuple[Note, ...] = ()

    @property
    def function(self) -> Form:
        """The function."""
        return self.derivatives.functions[0]

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The variables."""
        return self.derivatives.variables

    @property
    def touching(self) -> Form:
        """The model as it is built: the value, and for each variable the slope times the distance from the point."""
        terms = [
            tidy_product((slope, away(variable, self.point[variable])))
            for variable, slope in zip(self.variables, self.slopes, strict=True)
        ]
        return tidy_sum((self.value, *terms))

    @property
    def verification(self) -> Verification:
        """The outcome of the independent check of the derivatives."""
        return self.derivatives.verification


def away(variable: Symbol, value: Form) -> Form:
    """The distance of a variable from a value: x − 1, or x itself for the value 0."""
    return tidy_sum((variable, opposite(value)))


def work_out_linear(function: Form, variables: Sequence[Symbol], point: Mapping[Symbol, Form]) -> LinearModel:
    """The linear model of a function at a point.

    Parameters:
        function: the function.
        variables: its variables; every other symbol is a constant.
        point: a value for each variable, and perhaps for constants.

    Raises:
        SymdiffError: if the function is not differentiable at the point, or not known to be.

    Source: Apostol, Calculus, volume 2, sections 8.11 and 8.12.
    """
    derivatives = work_out("gradient", [function], variables)
    check_point(function, derivatives, point)
    value = at_point(function, point, variables[0])
    slopes = tuple(at_point(entry.answer, point, variables[0]) for entry in derivatives.rows[0])
    model = _multiplied_out(value, slopes, variables, point)
    return LinearModel(derivatives, point, value, slopes, model, _errors(function, variables, point, model))


def _multiplied_out(value: Form, slopes: Sequence[Form], variables: Sequence[Symbol], point: Mapping[Symbol, Form]) -> Form:
    """The linear model as a sum of multiples of the variables and a number."""
    pairs = list(zip(slopes, variables, strict=True))
    rest = tidy_sum((value, *(opposite(tidy_product((slope, point[variable]))) for slope, variable in pairs)))
    parts = [*(tidy_product(pair) for pair in pairs), rest]
    return tidy_sum(tuple(simplify(part, problem=part, variable=variables[0]).result for part in parts))


def at_point(form: Form, point: Mapping[Symbol, Form], variable: Symbol) -> Form:
    """The exact value of a form at a point; letters without a value stay."""
    value = substitute(form, dict(point))
    return simplify(value, problem=value, variable=variable).result


def check_point(function: Form, derivatives: WorkedMatrix, point: Mapping[Symbol, Form]) -> None:
    """See to it that a function is differentiable at a point.

    Raises:
        SymdiffError: if it is not.
    """
    place = described(point)
    value = substitute(function, dict(point))
    if symbols(value):
        return
    try:
        evaluate(value, {})
    except OutsideDomain as error:
        raise SymdiffError(say("not defined there", place=place)) from error
    for entry in derivatives.rows[0]:
        slope = substitute(entry.answer, dict(point))
        try:
            evaluate(slope, {})
            known = holds(substitute(entry.valid, dict(point)), {})
        except OutsideDomain:
            known = False
        if known is False:
            raise SymdiffError(say("no derivative there", name=entry.variables[0].name, place=place))


def described(point: Mapping[Symbol, Form]) -> str:
    """A point in words."""
    return ", ".join(f"{name.name} = {form!r}" for name, form in point.items())


def _errors(function: Form, variables: Sequence[Symbol], point: Mapping[Symbol, Form], model: Form) -> tuple[ErrorRow, ...]:
    rows = []
    distance = arb(len(variables)).sqrt()
    for h in STEPS:
        moved = {**point, **{variable: point[variable] + Number(h) for variable in variables}}
        value, linear = (substitute(form, moved) for form in (function, model))
        if symbols(value, linear):
            return ()
        try:
            exact, approximate = evaluate(value, {}), evaluate(linear, {})
        except OutsideDomain:
            continue
        error = exact - approximate
        ratio = error / (distance * h.numerator / h.denominator)
        rows.append(ErrorRow(h, *map(float, (exact, approximate, error, ratio))))
    return tuple(rows)


@dataclass(frozen=True, eq=False)
class DirectionalDerivative:
    """How fast a function changes in a direction.

    Attributes:
        derivatives: the gradient of the function.
        direction: the direction as given.
        unit: the same with length 1.
        length: the length of the direction as given.
        product: the gradient times the direction, entry by entry.
        answer: the derivative in that direction, in the variables.
        point: where it is asked for; empty for everywhere.
        value: the derivative there, or ``None``.
        verification: the outcome of the independent check.
        notes: how the problem was read.
    """

    derivatives: WorkedMatrix
    direction: tuple[Form, ...]
    unit: tuple[Form, ...]
    length: Form
    product: Form
    answer: Form
    point: Mapping[Symbol, Form]
    value: Form | None
    verification: Verification
    notes: tuple[Note, ...] = ()


def work_out_directional(
    function: Form, variables: Sequence[Symbol], direction: Sequence[Form], point: Mapping[Symbol, Form]
) -> DirectionalDerivative:
    """The derivative of a function in a direction: the gradient times the direction of length 1.

    Parameters:
        function: the function.
        variables: its variables.
        direction: a number for each variable; its length does not matter.
        point: where, or empty for everywhere.

    Raises:
        SymdiffError: if the direction does not fit the variables, or is 0, or the function is not differentiable at the point.

    Source: Apostol, Calculus, volume 2, section 8.13.
    """
    if len(direction) != len(variables):
        raise SymdiffError(say("entries of the direction", count=len(direction), wanted=len(variables)))
    if any(symbol in variables for part in direction for symbol in symbols(part)):
        raise SymdiffError(say("direction depends"))
    derivatives = work_out("gradient", [function], variables)
    check_point(function, derivatives, point)
    first = variables[0]
    squares = tidy_sum(tuple(Power(part, Number(2)) for part in direction))
    length = simplify(sqrt(squares), problem=squares, variable=first).result
    if length is Number(0):
        raise SymdiffError(say("direction is 0"))
    unit = tuple(simplify(tidy_quotient(part, length), problem=squares, variable=first).result for part in direction)
    gradient = [entry.answer for entry in derivatives.rows[0]]
    product = tidy_sum(tuple(tidy_product((slope, part)) for slope, part in zip(gradient, direction, strict=True)))
    quotient = tidy_quotient(product, length)
    answer = simplify(quotient, problem=function, variable=first).result
    value = at_point(answer, point, first) if point else None
    return DirectionalDerivative(
        derivatives, tuple(direction), unit, length, product, answer, point, value, _check(function, variables, unit, answer)
    )


def _check(function: Form, variables: Sequence[Symbol], unit: Sequence[Form], answer: Form) -> Verification:
    """Along the line x + s·v the function is one of s alone, and its derivative at s = 0 is asked of the witness."""
    letters = {form for form in walk(function, *unit) if isinstance(form, Symbol)}
    s = next(letter for letter in map(Symbol, ("s", "r", "q", "s_0")) if letter not in letters)
    along = substitute(function, {variable: variable + s * part for variable, part in zip(variables, unit, strict=True)})
    moved = substitute(answer, {variable: variable + s * part for variable, part in zip(variables, unit, strict=True)})
    return verify_equation(Derivative(along, s), moved)
