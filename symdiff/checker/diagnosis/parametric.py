"""Which mistake explains a wrong slope of a curve that is given by a parameter."""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.calculus.building import tidy_product, tidy_quotient
from symdiff.checker.diagnosis.diagnosis import Diagnosis, diagnose
from symdiff.checker.problems.derived import Derived
from symdiff.checker.problems.tasks import Coordinates, Task
from symdiff.errors import SymdiffError
from symdiff.forms import ZERO, Form, Negative
from symdiff.rules.mistakes import (
    COORDINATES,
    INTEGRATED,
    NOT_DIVIDED_AGAIN,
    ONCE,
    ONE_COORDINATE,
    RATES_MULTIPLIED,
    SECOND_RATES,
    TURNED,
    WRONG_COEFFICIENT,
    WRONG_CONSTANT,
    Mistake,
)
from symdiff.simplify import simplify

UNLIKELY = frozenset((WRONG_COEFFICIENT.name, WRONG_CONSTANT.name, INTEGRATED.name))


def diagnose_parametric(task: Task, answer: Form) -> Diagnosis | None:
    """The mistake that explains a wrong slope of a curve (x(t), y(t)), or ``None``.

    The rates of the coordinates may be put together wrongly; or one of them is wrong, and then it is the answer times the
    rate of x, or the rate of y by the answer, that the mistake is looked for in.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> from symdiff.forms import Symbol
    >>> diagnose_parametric(task_of("x = t^2; y = t^3", None, 1), 2 / (3 * Symbol("t"))).mistake.name
    'reciprocal-of-derivative'
    """
    coordinates = task.coordinates
    if coordinates is None or answer is ZERO:
        return None
    try:
        for mistake, slope in _put_together(coordinates, task.order):
            if task.agrees_with(slope, answer):
                return Diagnosis(mistake, mistake.made(task.problem, slope))
    except SymdiffError:
        return None
    rate = coordinates.x.result
    last = coordinates.slopes[-1]
    found = [_diagnosed(last, tidy_product((answer, rate)))]
    if task.order == 1:
        found.append(_diagnosed(coordinates.x, tidy_quotient(last.result, answer)))
    known = [each for each in found if each is not None]
    return min(known, key=_implausible, default=None)


def _implausible(diagnosis: Diagnosis) -> tuple[bool, int, bool]:
    """What is thought of last; of two signs, a minus is sooner lost than made up."""
    return diagnosis.mistake.name in UNLIKELY, diagnosis.others, isinstance(diagnosis.step.right, Negative)


def _diagnosed(derived: Derived, rate: Form) -> Diagnosis | None:
    """The mistake that explains a wrong rate; letters of the other coordinate cancel."""
    return diagnose(derived, simplify(rate, problem=derived.problem, variable=derived.variable).result)


def _put_together(coordinates: Coordinates, order: int) -> Iterator[tuple[Mistake, Form]]:
    x, (y, *further) = coordinates.x, coordinates.slopes
    if order == 1:
        yield TURNED, tidy_quotient(x.result, y.result)
        yield ONE_COORDINATE, y.result
        yield ONE_COORDINATE, x.result
        yield RATES_MULTIPLIED, tidy_product((x.result, y.result))
        yield COORDINATES, tidy_quotient(y.problem, x.problem)
    else:
        again = Derived(x.result, x.variable).result
        yield ONCE, further[-1].problem
        yield NOT_DIVIDED_AGAIN, further[-1].result
        if order == 2 and again is not ZERO:
            yield SECOND_RATES, tidy_quotient(Derived(y.result, y.variable).result, again)
