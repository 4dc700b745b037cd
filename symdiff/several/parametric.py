"""The slope of a curve given by a parameter, and its second derivative."""

from __future__ import annotations

from symdiff.calculus.building import tidy_quotient
from symdiff.calculus.engine import derive
from symdiff.derivation import Simplified, Stage, Step, ordered
from symdiff.domain import natural_domain, where
from symdiff.errors import SymdiffError
from symdiff.forms import ZERO, Derivative, Form, Relation, Symbol, Vector, transform
from symdiff.several.matrix import together
from symdiff.simplify import simplify
from symdiff.solve import resolve
from symdiff.verify import verify_equation
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

HIGHEST_ORDER = 6


def work_out_parametric(x: Form, y: Form, t: Symbol, order: int) -> WorkedProblem:
    """The derivatives of y by x along the curve (x(t), y(t)).

    Each is the derivative by t of the one before, divided by dx/dt.

    Parameters:
        x, y: the coordinates, as functions of the parameter.
        t: the parameter; every other symbol is a constant.
        order: how many times.

    Raises:
        SymdiffError: if x does not depend on the parameter, so that the curve is a vertical line.
        UnsupportedError: if no rule covers a part of a coordinate.

    Source: Apostol, Calculus, volume 1, section 14.1.
    """
    if not 1 <= order <= HIGHEST_ORDER:
        raise SymdiffError(say("order out of range", order=order, highest=HIGHEST_ORDER))
    names = Symbol("x"), Symbol("y")
    if t in names:
        raise SymdiffError(say("parameter like a coordinate", name=t.name))
    first, second = transform(x, resolve), transform(y, resolve)
    x_steps, x_rate = _rate(first, t)
    if x_rate.result is ZERO:
        raise SymdiffError(say("vertical line"))
    conditions = [natural_domain(first), natural_domain(second), Relation(x_rate.result, "!=", ZERO), x_rate.valid]
    problem = Vector((x, y))
    stages: list[Stage] = []
    checks = []
    upper = second
    for number in range(1, order + 1):
        y_steps, y_rate = _rate(upper, t)
        name = names[1] if number == 1 else Derivative(names[1], names[0], number - 1)
        quotient = tidy_quotient(y_rate.result, x_rate.result)
        argument = (
            Step("derivative by the parameter", "method", Derivative(names[0], t), x_rate.result),
            Step("derivative by the parameter", "method", Derivative(name, t), y_rate.result),
            Step("divide: chain rule", "method", Derivative(names[1], names[0], number), quotient),
        )
        simplified = simplify(quotient, problem=problem, variable=t)
        steps = [step.valid for step in (*x_steps, *y_steps) if step.left.children[1:] == (t,)]
        conditions += [y_rate.valid, simplified.valid, natural_domain(quotient), *steps]
        checks.append(verify_equation(Derivative(upper, t), simplified.result * Derivative(first, t)))
        stages.append(Stage(upper, t, (*x_steps, *y_steps), (), quotient, simplified, argument))
        upper = simplified.result
    return WorkedProblem(problem, tuple(stages), "parametric", where(*conditions), together(checks), name="y")


def _rate(form: Form, t: Symbol) -> tuple[tuple[Step, ...], Simplified]:
    found = derive(form, t)[form]
    return tuple(ordered((found.step,))), simplify(found.result, problem=form, variable=t)
