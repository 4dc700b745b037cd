"""What a problem asks for: the true answer, and all that is needed to compare others with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache, reduce
from typing import TypeAlias

from symdiff.calculus.building import opposite, tidy_quotient, tidy_sum
from symdiff.calculus.engine import derive
from symdiff.checker.equality.counterexample import counterexample
from symdiff.checker.equality.equal import equal
from symdiff.checker.equality.samples import Samples
from symdiff.checker.equality.values import Equality
from symdiff.checker.problems.derived import Derived
from symdiff.checker.reading.answers import Given, Statement, parts_of, statement
from symdiff.domain import natural_domain
from symdiff.errors import LimitError, SymdiffError, UnsupportedError
from symdiff.forms import ZERO, Derivative, Form, Number, Relation, Symbol, Vector, substitute, symbols, transform, tree_size
from symdiff.given import HIGHEST_ORDER, choose_variables, reading_of, variable_named
from symdiff.several.on_curve import agree_on_curve
from symdiff.simplify import simplify
from symdiff.solve import resolve
from symdiff.syntax import Reading
from symdiff.verify import OutsideDomain, evaluate, verify_equation
from symdiff.wording.sentences import Sentence, say

Names: TypeAlias = "str | tuple[str, ...] | None"

MOST_TASKS = 256
MOST_ENTRIES = 144

# Further derivatives are found of a simplified one, unless it is larger than this.
LARGEST_SIMPLIFIED = 150

# Values for the parameters of a curve, at which answers are compared.
PARAMETERS = (Fraction(13, 7), Fraction(5, 3), Fraction(23, 11), Fraction(7, 5))


@dataclass(frozen=True, eq=False)
class Curve:
    """The equation ``form = 0`` on which an answer holds, and which variable depends on which."""

    form: Form
    y: Symbol
    x: Symbol


@dataclass(frozen=True, eq=False)
class Coordinates:
    """A curve given by a parameter.

    Attributes:
        x: the first coordinate, differentiated by the parameter.
        slopes: the second coordinate and the slopes that further derivatives are asked of, each differentiated by it.
    """

    x: Derived
    slopes: tuple[Derived, ...]


@dataclass(frozen=True, eq=False)
class Task:
    """One derivative that is asked for.

    Attributes:
        problem: what is differentiated.
        truth: the derivative.
        derived: the last differentiation, where rules were found for it.
        order: how many differentiations are asked for.
        notices: how the problem was understood.
        curve: the curve on which alone the answer has to be right.
        coordinates: the coordinates of a curve that is given by a parameter.
    """

    problem: Form
    truth: Form
    derived: Derived | None
    order: int
    notices: tuple[Sentence, ...] = ()
    curve: Curve | None = None
    coordinates: Coordinates | None = None

    @cached_property
    def samples(self) -> Samples:
        """The values of the derivative."""
        return Samples(self.truth)

    def compare(self, answer: Form) -> Equality:
        """Whether an answer is right."""
        found = self.samples.compare(answer) or equal(self.truth, answer)
        if found.status == "equal":
            return found
        if self.curve is None:
            return self._compared_inside(answer) if found.status == "different" and not self._is_inside(found) else found
        return _compared_on_curve(self.curve, self.truth, answer)

    def _is_inside(self, found: Equality) -> bool:
        """Whether two answers differ where the problem has a value; elsewhere it has no derivative either."""
        if found.counterexample is None or isinstance(self.problem, Vector):
            return True
        point = {Symbol(name): value for name, value in found.counterexample.point.items() if isinstance(value, Fraction)}
        try:
            return len(point) < len(found.counterexample.point) or evaluate(self.problem, point).is_finite()
        except OutsideDomain:
            return False
        except UnsupportedError:
            return True

    def _compared_inside(self, answer: Form) -> Equality:
        """Whether an answer is right wherever the problem has a value."""
        found = verify_equation(self.truth, answer, where=natural_domain(self.problem))
        if found.ok:
            return Equality("equal", found.said, notices=(say("where the problem has a value"),))
        if found.ok is None or found.mismatch is None:
            return Equality("undecided", found.said)
        return Equality("different", found.said, counterexample(*found.mismatch), proved=True)

    def agrees_with(self, slope: Form, answer: Form) -> bool:
        """Whether an answer is equal to another slope than the true one."""
        return replace(self, truth=slope).compare(answer).status == "equal"


@dataclass(frozen=True, eq=False)
class MatrixTask:
    """The derivatives of some functions by some variables.

    Attributes:
        rows: a row for each function with an entry for each variable.
        functions: whether several functions were asked for, so that the answer is a matrix and not a list.
        notices: how the problem was understood.
    """

    rows: tuple[tuple[Task, ...], ...]
    functions: bool
    notices: tuple[Sentence, ...] = ()

    @cached_property
    def shape(self) -> tuple[int, int]:
        """The numbers of rows and columns."""
        return len(self.rows), len(self.rows[0])


def slope_of(task: Task | MatrixTask) -> tuple[str, str] | None:
    """The names of the variables whose slope dy/dx is asked for, where the problem is an equation."""
    curve = task.curve if isinstance(task, Task) else None
    return (curve.y.name, curve.x.name) if curve else None


def task_of(problem: Given, wrt: str | Sequence[str] | None, order: int, *, listed: bool = False) -> Task | MatrixTask:
    """What a problem asks for.

    Parameters:
        problem: text, LaTeX, a SymPy expression or a form; an equation is a curve, a list has a Jacobian.
        wrt: the variable, or several.
        order: how many differentiations.
        listed: whether the answer is a list, so that a gradient is meant, or of order 2 a Hessian.

    Raises:
        SymdiffError: if the problem cannot be read or differentiated.

    >>> task_of("x^3", "x", 2).truth
    6*x
    >>> task_of("x^2 y", None, 1, listed=True).shape
    (1, 2)
    """
    if not 1 <= order <= HIGHEST_ORDER:
        raise SymdiffError(say("order out of range", order=order, highest=HIGHEST_ORDER))
    names = wrt if wrt is None or isinstance(wrt, str) else tuple(wrt)
    return _task(problem, names, order, listed)


@lru_cache(MOST_TASKS)
def _task(problem: Given, wrt: Names, order: int, listed: bool) -> Task | MatrixTask:
    pair = _coordinates(problem) if isinstance(problem, str) else None
    if pair is not None:
        return _parametric(*pair, wrt, order)
    reading = Reading(problem, "", "form") if isinstance(problem, Form) else reading_of(problem)[0]
    notices = tuple(note.said for note in reading.notes)
    match reading.form:
        case Relation(_, "="):
            return _implicit(reading.form, wrt, order, notices)
        case Relation():
            raise UnsupportedError(say("an inequality"))
        case Vector(components):
            return _matrix(components, _several(reading, wrt), order, notices)
    if listed and order == 2:
        return _hessian(reading.form, _several(reading, wrt), notices)
    if listed:
        return replace(_matrix((reading.form,), _several(reading, wrt), order, notices), functions=False)
    variables, notes = choose_variables(reading, wrt)
    if len(variables) == 1:
        variables *= order
    elif order not in (1, len(variables)):
        raise SymdiffError(say("order not the number of variables", order=order))
    chosen = (say("taken as the variable", name=variables[0].name),) if notes else ()
    return _scalar(reading.form, variables, (*notices, *chosen))


def _several(reading: Reading, wrt: Names) -> tuple[Symbol, ...]:
    if wrt is not None:
        return choose_variables(reading, wrt)[0]
    named = tuple(map(Symbol, reading.arguments))
    return named or tuple(sorted(symbols(reading.form), key=lambda symbol: symbol.name)) or (Symbol("x"),)


def _scalar(problem: Form, variables: Sequence[Symbol], notices: tuple[Sentence, ...] = ()) -> Task:
    """The derivative by one variable after the other, checked by the witness."""
    start = transform(problem, resolve)
    target = reduce(Derivative, variables, start)
    derived: Derived | None = None
    try:
        for variable in variables:
            derived = Derived(start if derived is None else _simplified(derived), variable, derived)
    except UnsupportedError:
        return Task(problem, target, None, len(variables), notices)
    assert derived is not None
    if verify_equation(target, derived.result).ok is False:
        raise UnsupportedError(say("no trust in the derivative"))
    return Task(problem, derived.result, derived, len(variables), notices)


def _simplified(derived: Derived) -> Form:
    if tree_size(derived.result) > LARGEST_SIMPLIFIED:
        return derived.result
    return simplify(derived.result, problem=derived.problem, variable=derived.variable).result


def _matrix(functions: Sequence[Form], variables: Sequence[Symbol], order: int, notices: tuple[Sentence, ...]) -> MatrixTask:
    _check_size(len(functions) * len(variables))
    if order > 1 and len(variables) > 1:
        raise UnsupportedError(say("higher derivatives by one variable"))
    rows = tuple(tuple(_scalar(function, (variable,) * order) for variable in variables) for function in functions)
    return MatrixTask(rows, True, notices)


def _hessian(function: Form, variables: Sequence[Symbol], notices: tuple[Sentence, ...]) -> MatrixTask:
    _check_size(len(variables) ** 2)
    return MatrixTask(
        tuple(tuple(_scalar(function, (first, second)) for second in variables) for first in variables), True, notices
    )


def _check_size(entries: int) -> None:
    if entries > MOST_ENTRIES:
        raise LimitError(say("matrix of derivatives too large", most=MOST_ENTRIES))


def _implicit(equation: Relation, wrt: Names, order: int, notices: tuple[Sentence, ...]) -> Task:
    """The slope of a curve: y′ = -F_x/F_y, and its derivatives along the curve."""
    x, y = _dependent(equation, wrt)
    curve = tidy_sum((transform(equation.left, resolve), opposite(transform(equation.right, resolve))))
    by_x, by_y = derive(curve, x)[curve].result, derive(curve, y)[curve].result
    slope = exact = tidy_quotient(opposite(by_x), by_y)
    for _ in range(order - 1):
        exact = tidy_sum((derive(exact, x)[exact].result, derive(exact, y)[exact].result * slope))
    notices = (*notices, say("depends", y=y.name, x=x.name))
    return Task(equation, exact, None, order, notices, Curve(curve, y, x))


def _coordinates(text: str) -> tuple[Statement, Statement] | None:
    """The coordinates of a curve that is typed as ``x = ..., y = ...``."""
    parts = [statement(part) for part in parts_of(text)] if "=" in text else []
    by_name = {part.defines: part for part in parts if len(part.sides) == 1 and not part.order}
    return (by_name["x"], by_name["y"]) if len(parts) == 2 and by_name.keys() == {"x", "y"} else None


def _parametric(x: Statement, y: Statement, wrt: Names, order: int) -> Task:
    """The slope dy/dx of a curve, each next one the derivative by the parameter of the one before, divided by dx/dt."""
    first, second = (transform(each.answer, resolve) for each in (x, y))
    for name in ("x", "y"):
        if Symbol(name) in symbols(first, second):
            raise SymdiffError(say("parameter like a coordinate", name=name))
    t = _parameter(symbols(first, second), wrt)
    along = Derived(first, t)
    if along.result is ZERO:
        raise SymdiffError(say("vertical line"))
    slopes = [Derived(second, t)]
    for _ in range(order - 1):
        slopes.append(Derived(_divided(slopes[-1], along), t))
    truth = tidy_quotient(slopes[-1].result, along.result)
    for each in slopes:
        if verify_equation(Derivative(each.problem, t), each.result).ok is False:
            raise UnsupportedError(say("no trust in the derivative"))
    return Task(Vector((first, second)), truth, None, order, (*x.notices, *y.notices), None, Coordinates(along, tuple(slopes)))


def _divided(upper: Derived, along: Derived) -> Form:
    slope = tidy_quotient(upper.result, along.result)
    if tree_size(slope) > LARGEST_SIMPLIFIED:
        return slope
    return simplify(slope, problem=upper.problem, variable=along.variable).result


def _parameter(letters: Sequence[Symbol], wrt: Names) -> Symbol:
    if wrt:
        return variable_named(wrt if isinstance(wrt, str) else wrt[0])
    if len(letters) == 1:
        return letters[0]
    if Symbol("t") in letters:
        return Symbol("t")
    raise SymdiffError(say("which letter depends"))


def _dependent(equation: Relation, wrt: Names) -> tuple[Symbol, Symbol]:
    present = symbols(equation)
    names = [symbol.name for symbol in present]
    chosen = wrt.strip() if isinstance(wrt, str) else wrt[0] if wrt else "x" if "x" in names else ""
    if not chosen and len(present) == 2:
        chosen = min(names)
    x = variable_named(chosen) if chosen else Symbol("x")
    others = [symbol for symbol in present if symbol is not x]
    y = Symbol("y") if Symbol("y") in others else others[0] if len(others) == 1 else None
    if y is None:
        raise SymdiffError(say("which letter depends"))
    return x, y


def _compared_on_curve(curve: Curve, truth: Form, answer: Form) -> Equality:
    letters = [letter for letter in symbols(curve.form, truth, answer) if letter not in (curve.x, curve.y)]
    values = {letter: Number(value) for letter, value in zip(letters, PARAMETERS, strict=False)}
    if len(letters) > len(PARAMETERS):
        return Equality("undecided", say("too many parameters"))
    form, right, given = (substitute(each, values) for each in (curve.form, truth, answer))
    found = agree_on_curve(form, curve.y, curve.x, right, given)
    if found.ok is None:
        return Equality("undecided", found.said)
    if found.ok:
        return Equality("equal", found.said, notices=(say("on the curve"),))
    assert found.mismatch is not None
    point, left, other = found.mismatch
    named = {**point, **{letter.name: value.value for letter, value in values.items()}}
    return Equality("different", found.said, counterexample(named, left, other), proved=True)
