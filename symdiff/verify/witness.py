"""The independent witness: two expressions are compared by their values, found without any rule of differentiation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import chain
from random import Random
from typing import Any

from flint import arb

from symdiff.derivation import Step, Verification
from symdiff.errors import LimitError, SymdiffError, UnsupportedError
from symdiff.forms import TRUE, Derivative, Form, Symbol, walk
from symdiff.verify.comparing import compared, paired, precisions, values_at
from symdiff.verify.compiler import compile_forms
from symdiff.verify.points import Point
from symdiff.verify.program import Program
from symdiff.verify.tries import tries
from symdiff.verify.values import Truth
from symdiff.wording.sentences import Sentence, say

ENOUGH_POINTS = 6
FEWEST_POINTS = 4
MOST_UNCLEAR = 3  # points at which all precisions are tried in vain, before only the first is


class OutsideDomain(SymdiffError):
    """The expression has no value at the point."""


def evaluate(form: Form, point: Mapping[Symbol, Fraction], precision: int = 128) -> arb:
    """The value of an expression at a point, as a ball that surely contains it.

    Args:
        form: any expression in real variables; derivatives that it asks for are found by power series.
        point: the value of every symbol.
        precision: in bits; more are used where the ball would be too wide.

    Raises:
        OutsideDomain: where the expression has no real value, or none could be told apart from none.
        UnsupportedError: for an expression without a value as a number.

    >>> from symdiff.forms import Derivative, Symbol, call
    >>> x = Symbol("x")
    >>> evaluate(Derivative(call("sin")(x), x), {x: Fraction(0)})
    1.00000000000000
    """
    program = compile_forms([form])
    if program.unknowns:
        raise UnsupportedError(say("unknown function has no value", name=program.unknowns[0][0]))
    values = _chosen(program, point)
    for bits in (precision, 4 * precision, 16 * precision):
        value: arb = values_at(program, values, bits)[0]
        if not isinstance(value, arb):
            raise UnsupportedError(say("truth has no value", form=repr(form)))
        if value.is_finite() and value.rel_accuracy_bits() >= precision // 2:
            break
    if not value.is_finite():
        raise OutsideDomain(_nowhere(form, point))
    return value


def holds(condition: Form, point: Mapping[Symbol, Fraction]) -> Truth:
    """Whether a condition is true at a point, or ``None`` where that is undefined or could not be decided.

    >>> from symdiff.forms import Relation, Symbol
    >>> x = Symbol("x")
    >>> holds(Relation(x**2, "<", 2), {x: Fraction(1)})
    True
    """
    program = compile_forms([condition])
    values = _chosen(program, point)
    truth: Truth = None
    for bits in precisions(program):
        truth = values_at(program, values, bits)[0]
        if truth is not None:
            break
    return truth


def _chosen(program: Program, point: Mapping[Any, Fraction]) -> list[Fraction]:
    missing = [symbol for symbol in program.symbols if symbol not in point]
    if missing:
        raise UnsupportedError(say("no value is given", name=repr(missing[0])))
    return [point[symbol] for symbol in program.symbols]


def verify_derivative(problem: Form, variable: Symbol, result: Form, order: int = 1, *, seed: int = 0) -> Verification:
    """Check a derivative by its values at random points; no rule of differentiation is used.

    Args:
        problem: what was to be differentiated.
        variable: by which variable.
        result: the derivative to check.
        order: how many times.
        seed: another seed takes other points.

    Returns:
        As ``verify_equation``.

    >>> from symdiff.forms import Symbol, call
    >>> x = Symbol("x")
    >>> verify_derivative(x**2, x, 2 * x).ok
    True
    >>> verify_derivative(x**2, x, 3 * x).ok
    False
    """
    return verify_equation(Derivative(problem, variable, order), result, seed=seed)


def verify_step(step: Step, *, seed: int = 0) -> Verification:
    """Check one step as the equation that it states, where its condition holds."""
    return verify_equation(step.left, step.right, where=step.valid, seed=seed)


def verify_equation(left: Form, right: Form, *, where: Form = TRUE, seed: int = 0) -> Verification:
    """Check an equation by the values of both sides at random points where both are defined.

    Derivatives that either side asks for are found by power series; an undefined function such as f in f′(x) is given a
    random smooth function, another at every point.  Vectors and relations are compared part by part.

    Args:
        left, right: the two sides.
        where: a condition; points at which it is not true are left out.
        seed: another seed takes other points.

    Returns:
        ``ok`` is ``False`` only where the values are proven to differ, and ``True`` only where several points agree to
        many digits and none differs.  Relations that are no inequalities agree where both their sides do.

    >>> from symdiff.forms import Relation, Symbol, sqrt
    >>> x = Symbol("x")
    >>> verify_equation(sqrt(x**2), x).mismatch is None
    False
    >>> verify_equation(sqrt(x**2), x, where=Relation(x, ">", 0)).ok
    True
    """
    pairs = paired(left, right)
    if pairs is None:
        return Verification(False, say("different parts"))
    try:
        program = compile_forms((where, *chain.from_iterable(pairs)))
    except (LimitError, UnsupportedError) as error:
        return Verification(None, say("not checked, because", reason=error.reason))
    series = any(type(form) is Derivative for form in walk(left, right))
    way = say("in ball arithmetic on power series") if series else say("in ball arithmetic")
    return _verification(program, way, seed)


def _verification(program: Program, way: Sentence, seed: int) -> Verification:
    varies = bool(program.symbols or program.unknowns)
    enough = ENOUGH_POINTS if varies else 1
    bits: tuple[int, ...] = precisions(program)
    agreed: list[Point] = []
    unclear = 0
    bound = 0.0
    points = tries(program, Random(seed), agreed, ENOUGH_POINTS, FEWEST_POINTS)
    for point, waves in points if varies else [({}, [])]:
        last = len(agreed) == enough - 1
        outcome = compared(program, tuple(point.values()), waves, bits[-1:] if last else bits)
        if outcome.status == "unclear":
            unclear += 1
            bits = bits if unclear < MOST_UNCLEAR else bits[:1]
        if outcome.status == "differ":
            named = _named(point)
            said = say("differs at a point", way=way, point=_described(point)) if point else say("differs", way=way)
            return Verification(False, said, (named,), outcome.bound, (named, outcome.left, outcome.right))
        if outcome.status == "agree":
            agreed.append(point)
            bound = max(bound, outcome.bound)
    names = tuple(map(_named, agreed))
    if len(agreed) < min(enough, FEWEST_POINTS):
        return Verification(None, say("not checked, because", reason=say("too few points for both sides")), names, bound)
    agreement = {"way": way, "largest": largest_difference(bound)}
    said = say("agrees at points", count=len(agreed), **agreement) if varies else say("agrees", **agreement)
    return Verification(True, said, names, bound)


def largest_difference(bound: float) -> Sentence:
    """How far two sides are apart at most, to be said."""
    return say("largest difference", bound=f"{bound:.0e}") if bound else say("no difference")


def _named(point: Mapping[Any, Fraction]) -> dict[str, Fraction]:
    return {symbol.name: value for symbol, value in point.items()}


def _described(point: Mapping[Any, Fraction]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in _named(point).items())


def _nowhere(form: Form, point: Mapping[Any, Fraction]) -> Sentence:
    if not point:
        return say("has no value", form=repr(form))
    return say("has no value at a point", form=repr(form), point=_described(point))
