"""The values of one expression at a fixed set of points, with which many others are compared."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property, lru_cache
from random import Random

from flint import arb, ctx

from symdiff.calculus.building import number_value
from symdiff.checker.equality.counterexample import example
from symdiff.checker.equality.sheet import Sheet, agree, differ
from symdiff.checker.equality.values import ENOUGH_POINTS, Equality
from symdiff.errors import SymdiffError
from symdiff.forms import Call, Derivative, E, Form, Piecewise, Power, Relation, Root, Symbol, Vector, symbols, walk
from symdiff.verify.comparing import precisions
from symdiff.verify.compiler import compile_forms
from symdiff.verify.points import general_points
from symdiff.verify.program import Program
from symdiff.verify.values import WITHOUT_BRANCHES, Value, rational
from symdiff.wording.sentences import say

BITS = 256
MORE_POINTS = 20
MOST_LETTERS = 16
SMOOTH_BRANCHES = frozenset(("ln", "log", "arcsin", "arccos", "arctan", "arccot", "arsinh", "arcosh", "artanh"))


class Samples:
    """An expression that is known at enough points, with which others are compared quickly.

    Agreement at random points means equality (see ``values``) where nothing has branches.  Roots and logarithms are let pass
    where both expressions have those of the very same parts, and more points are taken, of every size and sign.

    Parameters:
        truth: the expression.
        enough: at how many points it has to be known.
    """

    def __init__(self, truth: Form, enough: int = ENOUGH_POINTS) -> None:
        self.truth = truth
        self.enough = enough

    @cached_property
    def _branching(self) -> frozenset[Form] | None:
        return branching(self.truth)

    @cached_property
    def _known(self) -> tuple[tuple[Mapping[Form, Value], Mapping[Form, Fraction], Value], ...]:
        """Some points, as balls and as fractions, with the value there; none if they would not decide."""
        program = _program(self.truth)
        if program is None or self._branching is None:
            return ()
        found: list[tuple[Mapping[Form, Value], Mapping[Form, Fraction], Value]] = []
        letters = symbols(self.truth)
        enough = MORE_POINTS * self.enough // ENOUGH_POINTS if self._branching else self.enough
        for point, balls in _points(len(letters)):
            coordinates: Mapping[Form, Value] = dict(zip(letters, balls, strict=True))
            value = _value(program, coordinates)
            if value.is_finite():
                named: Mapping[Form, Fraction] = dict(zip(letters, point, strict=True))
                found.append((coordinates, named, value))
                if len(found) == enough:
                    break
        return tuple(found) if len(found) >= self.enough else ()

    def compare(self, answer: Form) -> Equality | None:
        """Whether an answer has the same values, or ``None`` where these points do not tell."""
        if not self._known or isinstance(answer, Vector):
            return None
        program = _program(answer)
        if program is None or not set(program.symbols) <= self._known[0][0].keys():
            return None
        if program.branches and not self._has_branches_of(answer):
            return None
        for coordinates, point, truth in self._known:
            value = _value(program, coordinates)
            if differ(value, truth):
                return Equality("different", say("different values"), example(Sheet(point), truth, value), proved=True)
            if not agree(value, truth):
                return None
        return Equality("equal", say("same values at points", count=str(len(self._known))))

    def _has_branches_of(self, answer: Form) -> bool:
        theirs = branching(answer)
        return theirs is not None and self._branching is not None and theirs <= self._branching


def branching(root: Form) -> frozenset[Form] | None:
    """What roots and broken powers are taken of, and the logarithms; ``None`` if something has worse branches."""
    found: set[Form] = set()
    for form in walk(root):
        match form:
            case Root(radicand, _):
                found.add(radicand)
            case Power(base, exponent) if base is not E:
                value = number_value(exponent)
                if value is None:
                    found.add(form)
                elif value.denominator != 1:
                    found.add(base)
            case Call(name, _) if name in SMOOTH_BRANCHES:
                found.add(form)
            case Call(name, _) if name not in WITHOUT_BRANCHES:
                return None
            case Piecewise() | Relation() | Derivative():
                return None
    return frozenset(found)


def _program(form: Form) -> Program | None:
    """How a form is computed, unless it has unknown functions, or numbers so long or small that they could go unseen."""
    try:
        program = compile_forms((form,))
    except SymdiffError:
        return None
    return None if program.unknowns or precisions(program)[0] > BITS else program


@lru_cache(MOST_LETTERS)
def _points(count: int) -> tuple[tuple[tuple[Fraction, ...], tuple[Value, ...]], ...]:
    """Random points for so many letters, as fractions and as balls."""
    kept, ctx.prec = ctx.prec, BITS
    try:
        letters = [Symbol(f"x_{number}") for number in range(count)]
        points = [tuple(point.values()) for point in general_points(letters, Random(2))]
        return tuple((point, tuple(arb(rational(value)) for value in point)) for point in points)
    finally:
        ctx.prec = kept


def _value(program: Program, coordinates: Mapping[Form, Value]) -> Value:
    kept, ctx.prec = ctx.prec, BITS
    try:
        return program.run([coordinates[symbol] for symbol in program.symbols])[0]
    finally:
        ctx.prec = kept
