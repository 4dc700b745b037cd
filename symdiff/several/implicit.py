"""Implicit differentiation: the slope of a curve given by an equation, and derivatives of any order."""

from __future__ import annotations

from symdiff.calculus.building import flatten, opposite, tidy_quotient, tidy_sum
from symdiff.calculus.engine import derive
from symdiff.derivation import Simplified, Stage, Step, Verification, ordered
from symdiff.domain import natural_domain, where
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.forms import (
    ZERO,
    Derivative,
    Form,
    Relation,
    Symbol,
    Undefined,
    substitute,
    symbols,
    transform,
    tree_size,
    walk,
)
from symdiff.several.matrix import together
from symdiff.several.on_curve import agree_on_curve, shorter_on_curve
from symdiff.simplify import simplify
from symdiff.solve import resolve
from symdiff.verify import verify_equation
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

HIGHEST_ORDER = 10

# The equation of the curve is used where that leaves at most this share of the answer.  A slope is left as everybody knows it
# unless that is much shorter.
SHARE_OF_FIRST = 0.7
SHARE_OF_FURTHER = 1.0


def work_out_implicit(equation: Relation, y: Symbol, x: Symbol, order: int) -> WorkedProblem:
    """The derivatives of y by x along the curve of an equation.

    Each derivative is found by differentiating the one before, y being a function of x.  An answer is made shorter by the
    equation of the curve where that is possible; it then holds on the curve only.

    Parameters:
        equation: the equation.
        y: the variable that depends on the other.
        x: the other variable; all further symbols are constants.
        order: how many times.

    Raises:
        SymdiffError: if y does not occur, or the equation does not determine it.
        UnsupportedError: if no rule covers a part of the equation.

    Source: Apostol, Calculus, volume 1, section 4.10; volume 2, section 9.1.
    """
    equation = _as_letter(equation, y, x)
    _check(equation, y, x, order)
    left, right = transform(equation.left, resolve), transform(equation.right, resolve)
    curve = tidy_sum((left, opposite(right)))
    first = _first(left, right, curve, y, x)
    stages = [_on_curve(first, left, right, y, x, SHARE_OF_FIRST)]
    checks = [_check_first(curve, y, x, first.simplified.result)]
    conditions = [natural_domain(left), natural_domain(right), Relation(_slope_by(curve, y), "!=", ZERO), first.simplified.valid]
    conditions += _conditions(first, y, x)
    exact = first.simplified.result
    slope = first.simplified.result
    for number in range(2, order + 1):
        found = _next(exact, slope, y, x, number)
        checks.append(verify_equation(_total(exact, slope, y, x), found.simplified.result))
        exact = found.simplified.result
        conditions += [found.simplified.valid, *_conditions(found, y, x)]
        stages.append(_on_curve(found, left, right, y, x, SHARE_OF_FURTHER))
    if stages[-1].answer is not exact:
        checks.append(agree_on_curve(curve, y, x, exact, stages[-1].answer))
    valid = where(*conditions)
    return WorkedProblem(equation, tuple(stages), "implicit", valid, together(checks), notes=(), name=y.name)


def _check(equation: Relation, y: Symbol, x: Symbol, order: int) -> None:
    if equation.operator != "=":
        raise UnsupportedError(say("no inequality"))
    present = symbols(equation)
    letters = ", ".join(symbol.name for symbol in present) or say("no letter")
    if x is y:
        raise SymdiffError(say("two different variables", name=x.name))
    for form in walk(equation):
        if isinstance(form, Undefined) and form.name in (x.name, y.name):
            raise SymdiffError(say("function and variable", name=form.name))
    if y not in present:
        raise SymdiffError(say("letter not in the equation", name=y.name, letters=letters))
    if x not in present and len(present) > 1:
        raise SymdiffError(say("letter not in the equation", name=x.name, letters=letters))
    if not 1 <= order <= HIGHEST_ORDER:
        raise SymdiffError(say("order out of range", order=order, highest=HIGHEST_ORDER))


def _as_letter(equation: Relation, y: Symbol, x: Symbol) -> Relation:
    """The equation with y for y(x), where only that was written."""
    if y in symbols(equation):
        return equation
    found = substitute(equation, {Undefined(y.name, (x,)): y})
    assert isinstance(found, Relation)
    return found


def _slope_by(form: Form, variable: Symbol) -> Form:
    return simplify(derive(form, variable)[form].result, problem=form, variable=variable).result


def _first(left: Form, right: Form, curve: Form, y: Symbol, x: Symbol) -> Stage:
    """Differentiate both sides, collect y′ on one side, divide."""
    depends = {y: Undefined(y.name, (x,))}
    sides = [derive(substitute(side, depends), x)[substitute(side, depends)] for side in (left, right)]
    prime = primed(y, 1)
    by_x, by_y = _slope_by(curve, x), _slope_by(curve, y)
    if by_y is ZERO:
        raise SymdiffError(say("equation determines nothing", name=y.name))
    quotient = tidy_quotient(opposite(by_x), by_y)
    written = [_on_paper(side.result, y, x) for side in sides]
    argument = (
        Step(f"differentiate both sides, {y.name} depends on {x.name}", "method", written[0], written[1]),
        Step(f"collect the terms with {y.name}′", "method", flatten((by_y, prime)), opposite(by_x)),
        Step("divide", "method", prime, quotient, valid=Relation(by_y, "!=", ZERO)),
    )
    steps = tuple(ordered(side.step for side in sides))
    simplified = simplify(quotient, problem=curve, variable=x)
    return Stage(curve, x, steps, (), quotient, simplified, argument)


def _conditions(stage: Stage, y: Symbol, x: Symbol) -> list[Form]:
    """Where every step of a stage holds, and the answer as the rules left it is defined."""
    steps = [_on_paper(step.valid, y, x) for step in stage.steps if step.left.children[1:] == (x,)]
    return [*steps, natural_domain(stage.unsimplified)]


def primed(y: Symbol, order: int) -> Form:
    """y′, y″, ..."""
    return Undefined(y.name, (), (order,))


def _on_paper(form: Form, y: Symbol, x: Symbol) -> Form:
    """y(x) written as y, and y′(x) as y′."""

    def written(part: Form) -> Form:
        match part:
            case Undefined(name, (argument,), (order,)) if name == y.name and argument is x:
                return primed(y, order) if order else y
        return part

    return transform(form, written)


def _next(exact: Form, slope: Form, y: Symbol, x: Symbol, number: int) -> Stage:
    """Differentiate once more, and put in what y′ is."""
    depends = {y: Undefined(y.name, (x,))}
    moving = substitute(exact, depends)
    found = derive(moving, x)[moving]
    written = _on_paper(found.result, y, x)
    put_in = substitute(written, {primed(y, 1): slope})
    argument = (
        Step(f"differentiate once more by {x.name}", "method", primed(y, number), written),
        Step(f"put in {y.name}′", "method", primed(y, number), put_in),
    )
    simplified = simplify(put_in, problem=exact, variable=x)
    return Stage(exact, x, tuple(ordered((found.step,))), (), put_in, simplified, argument)


def _on_curve(stage: Stage, left: Form, right: Form, y: Symbol, x: Symbol, share: float) -> Stage:
    """The stage with its answer made shorter by the equation of the curve, where that is possible."""
    exact = stage.simplified
    shorter = shorter_on_curve(exact.result, left, right, y, x)
    if shorter is exact.result or tree_size(shorter) > share * tree_size(exact.result):
        return stage
    step = Step("use the equation of the curve", "rewrite", exact.result, shorter, valid=Relation(left, "=", right))
    simplified = Simplified(shorter, (*exact.steps, step), exact.valid, exact.complete)
    return Stage(stage.expression, stage.variable, stage.steps, (), stage.unsimplified, simplified, stage.argument)


def _total(form: Form, slope: Form, y: Symbol, x: Symbol) -> Form:
    """The rate along the curve, asked of the witness."""
    return Derivative(form, x) + Derivative(form, y) * slope


def _check_first(curve: Form, y: Symbol, x: Symbol, slope: Form) -> Verification:
    return verify_equation(_total(curve, slope, y, x), ZERO)


