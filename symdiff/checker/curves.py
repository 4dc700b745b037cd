"""Which mistake explains a wrong slope of a curve: implicit differentiation made again with one false rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice

from symdiff.calculus.building import opposite, tidy_quotient, tidy_sum
from symdiff.checker.derived import Derived
from symdiff.checker.diagnosis import Diagnosis, diagnose_slope
from symdiff.checker.sheet import Sheet, precise
from symdiff.checker.tasks import Curve, Task
from symdiff.derivation import Step
from symdiff.errors import SymdiffError
from symdiff.forms import ONE, ZERO, Derivative, Form, Undefined, substitute, symbols
from symdiff.several.on_curve import agree_on_curve

MOST_FAULTS = 80
CLOSE = 1e-3  # the points are on the curve only roughly; what is this close is compared exactly

Point = Mapping[Form, Fraction]


def diagnose_on_curve(task: Task, answer: Form) -> Diagnosis | None:
    """The mistake that explains a wrong slope, or ``None``.

    Where the slope itself is not turned around, the equation is differentiated again with one false rule, y being a function of
    x, and solved for y′.

    >>> from symdiff.checker.tasks import task_of
    >>> from symdiff.forms import Symbol
    >>> x, y = Symbol("x"), Symbol("y")
    >>> diagnose_on_curve(task_of("x y + y^2 = 3", None, 1), -y / (2 * y)).mistake.name
    'product-rule-missing-term'
    """
    curve = task.curve
    if curve is None or task.order > 1:
        return None
    simple = diagnose_slope(task.truth, task.problem, curve.x, lambda slope: task.agrees_with(slope, answer))
    if simple is not None or len(symbols(answer, curve.form)) > 2:
        return simple
    try:
        return next(_explanations(task, curve, answer), None)
    except SymdiffError:
        return None


def _explanations(task: Task, curve: Curve, answer: Form) -> Iterator[Diagnosis]:
    moving = Undefined(curve.y.name, (curve.x,))
    derived = Derived(substitute(curve.form, {curve.y: moving}), curve.x)
    points: list[Point] = [
        {curve.x: point[curve.x.name], curve.y: point[curve.y.name]}
        for point in agree_on_curve(curve.form, curve.y, curve.x, task.truth, task.truth).points
    ]
    given = [_value(answer, point) for point in points]
    if not points or None in given:
        return
    for fault in islice(derived.faults, MOST_FAULTS):
        slope = _solved(derived.with_faults({fault.form: fault.slope}), moving, curve)
        pairs = zip(given, (_value(slope, point) for point in points), strict=True)
        near = all(one is not None and other is not None and abs(one - other) <= CLOSE * (1 + abs(one)) for one, other in pairs)
        if near and task.agrees_with(slope, answer):
            left, right = (_on_paper(side, moving, curve) for side in (fault.form, fault.slope))
            step = Step(fault.mistake.name, "mistake", Derivative(left, curve.x), right, note=fault.mistake.why)
            yield Diagnosis(fault.mistake, step)


def _solved(total: Form, moving: Form, curve: Curve) -> Form:
    """The slope for which a derivative along the curve, which is linear in it, becomes 0."""
    prime = Undefined(curve.y.name, (curve.x,), (1,))
    rest, whole = (substitute(total, {prime: value, moving: curve.y}) for value in (ZERO, ONE))
    return tidy_quotient(opposite(rest), tidy_sum((whole, opposite(rest))))


def _on_paper(form: Form, moving: Form, curve: Curve) -> Form:
    prime = Undefined(curve.y.name, (curve.x,), (1,))
    return substitute(form, {prime: Undefined(curve.y.name, (), (1,)), moving: curve.y})


def _value(form: Form, point: Point) -> float | None:
    with precise():
        value = Sheet(point).passing(form)
    return float(value.mid()) if value.is_finite() else None
