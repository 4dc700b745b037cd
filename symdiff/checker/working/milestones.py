"""What a line of a working is compared with: derivatives on the way, difference quotients, parts of the problem."""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.checker.problems.derived import Derived
from symdiff.checker.problems.tasks import Coordinates, Task
from symdiff.errors import SymdiffError
from symdiff.forms import Derivative, Form, Product, Sum, Symbol, Undefined, substitute, transform, walk

MOST_PARTS = 60


def task_of(problem: Form, variable: Symbol) -> Task:
    """The derivative of an expression as something asked for."""
    derived = Derived(problem, variable)
    return Task(problem, derived.result, derived, 1)


def derivatives(form: Form, variable: Symbol) -> list[Form]:
    """The derivative of an expression; none if it has no rule."""
    try:
        return [Derived(form, variable).result]
    except SymdiffError:
        return []


def lower(task: Task) -> list[Task]:
    """What is asked for on the way to a higher derivative, the first one first."""
    if task.coordinates is not None:
        x, slopes = task.coordinates.x, task.coordinates.slopes
        return [
            Task(task.problem, slope.problem, None, order, coordinates=Coordinates(x, slopes[:order]))
            for order, slope in enumerate(slopes[1:], 1)
        ]
    found: list[Derived] = []
    derived = task.derived.before if task.derived is not None else None
    while derived is not None:
        found.append(derived)
        derived = derived.before
    return [Task(task.problem, derived.result, derived, order) for order, derived in enumerate(reversed(found), 1)]


def quotients(problem: Form, x: Symbol, step: Symbol) -> Iterator[Form]:
    """(f(x+h) - f(x))/h, and as a limit of t to x, backwards, and to both sides."""

    def at(place: Form) -> Form:
        return substitute(problem, {x: place})

    yield (at(x + step) - problem) / step
    yield (at(step) - problem) / (step - x)
    yield (problem - at(x - step)) / step
    yield (at(x + step) - at(x - step)) / (2 * step)


def worked_out(form: Form) -> Form:
    """An expression with the derivatives in it found."""

    def found(part: Form) -> Form:
        match part:
            case Derivative(expression, Symbol() as variable, 1) if not isinstance(expression, Undefined):
                return Derived(expression, variable).result
        return part

    return transform(form, found)


def is_part(form: Form, whole: Form) -> bool:
    """Whether an expression is a part of another: a subexpression, or some of its terms or factors."""
    for count, part in enumerate(walk(whole)):
        if part is form:
            return True
        if isinstance(form, Sum | Product) and type(part) is type(form) and set(form.children) <= set(part.children):
            return True
        if count > MOST_PARTS:
            break
    return False
