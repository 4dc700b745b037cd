"""The values of one expression at a fixed set of points, with which many others are compared."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from random import Random

from flint import arb, ctx

from symdiff.checker.sheet import agree, differ
from symdiff.checker.values import ENOUGH_POINTS, Counterexample, Equality
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Vector, symbols
from symdiff.verify.comparing import precisions
from symdiff.verify.compiler import compile_forms
from symdiff.verify.points import general_points
from symdiff.verify.program import Program
from symdiff.verify.values import Value, rational

BITS = 256
SHORTEST_DIGITS = 15


class Samples:
    """An expression without branches, known at enough points.

    For such expressions, agreement at random points means equality (see ``values``), so that comparing another one takes no
    more than its own values at these points.
    """

    def __init__(self, truth: Form) -> None:
        self._truth = truth

    @cached_property
    def _known(self) -> tuple[tuple[Mapping[Form, Value], Mapping[Form, Fraction], Value], ...]:
        """Some points, as balls and as fractions, with the value there; none if the expression has branches."""
        try:
            program = compile_forms((self._truth,))
        except SymdiffError:
            return ()
        if not _is_plain(program):
            return ()
        found: list[tuple[Mapping[Form, Value], Mapping[Form, Fraction], Value]] = []
        for point in general_points(symbols(self._truth), Random(2)):
            coordinates = _balls(point)
            value = _value(program, coordinates)
            if value.is_finite() and len(found) < ENOUGH_POINTS:
                found.append((coordinates, point, value))
        return tuple(found) if len(found) == ENOUGH_POINTS else ()

    def compare(self, answer: Form) -> Equality | None:
        """Whether an answer has the same values, or ``None`` where these points do not tell."""
        if not self._known or isinstance(answer, Vector):
            return None
        try:
            program = compile_forms((answer,))
        except SymdiffError:
            return None
        if not (_is_plain(program) and set(program.symbols) <= self._known[0][0].keys()):
            return None
        for coordinates, point, truth in self._known:
            value = _value(program, coordinates)
            if differ(value, truth):
                named = {symbol.name: at for symbol, at in point.items()}  # type: ignore[attr-defined]
                texts = (each.str(SHORTEST_DIGITS, radius=False) for each in (truth, value))
                return Equality("different", "different values, proven", Counterexample(named, *texts), proved=True)
            if not agree(value, truth):
                return None
        return Equality("equal", f"the same values at {len(self._known)} random points")


def _is_plain(program: Program) -> bool:
    """Whether random points decide: no branches, nothing unknown, and no number so long or small that it could go unseen."""
    return not program.branches and not program.unknowns and precisions(program)[0] <= BITS


def _balls(point: Mapping[Form, Fraction]) -> dict[Form, Value]:
    kept, ctx.prec = ctx.prec, BITS
    try:
        return {symbol: arb(rational(value)) for symbol, value in point.items()}
    finally:
        ctx.prec = kept


def _value(program: Program, coordinates: Mapping[Form, Value]) -> Value:
    kept, ctx.prec = ctx.prec, BITS
    try:
        return program.run([coordinates[symbol] for symbol in program.symbols])[0]
    finally:
        ctx.prec = kept
