"""Steepest descent: the direction in which a function falls fastest, and a run of steps in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from symdiff.calculus.arithmetic import FLOAT
from symdiff.calculus.graph_building import build_graph
from symdiff.calculus.tape import Tape
from symdiff.derivation import Note, Verification
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Symbol, symbols, transform
from symdiff.several.matrix import WorkedMatrix, work_out
from symdiff.solve import resolve
from symdiff.wording.sentences import say

MOST_STEPS = 10_000

# Steps that lead further away than this are not taken.
FARTHEST = 1e12


@dataclass(frozen=True, slots=True)
class Descended:
    """Where a run stands.

    Attributes:
        point: the coordinates.
        value: the function there.
        gradient: the partial derivatives there.
    """

    point: tuple[float, ...]
    value: float
    gradient: tuple[float, ...]

    @property
    def steepness(self) -> float:
        """The length of the gradient."""
        return math.hypot(*self.gradient)


@dataclass(frozen=True, eq=False)
class Descent:
    """A run of gradient descent.

    Attributes:
        derivatives: the gradient of the function.
        rate: how far a step goes for a gradient of length 1.
        rows: the start, and where each step led.
        notes: what is to be said about the run.
    """

    derivatives: WorkedMatrix
    rate: Fraction
    rows: tuple[Descended, ...]
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
    def verification(self) -> Verification:
        """The outcome of the independent check of the gradient."""
        return self.derivatives.verification


def work_out_descent(
    function: Form, variables: Sequence[Symbol], start: Mapping[Symbol, Fraction], rate: Fraction, steps: int
) -> Descent:
    """Gradient descent: from a point, steps against the gradient.

    Parameters:
        function: the function, with no letters but the variables.
        variables: its variables.
        start: where to start.
        rate: the step is the gradient times this.
        steps: how many.

    Raises:
        SymdiffError: if the start, the rate or the number of steps make no sense, or the function is not differentiable on
            the way.

    Source: Cauchy, Méthode générale pour la résolution des systèmes d'équations simultanées (1847).
    """
    if not 1 <= steps <= MOST_STEPS:
        raise SymdiffError(say("steps out of range", steps=steps, most=MOST_STEPS))
    if rate <= 0:
        raise SymdiffError(say("rate not positive"))
    others = [symbol for symbol in symbols(function) if symbol not in variables]
    if others:
        raise SymdiffError(say("run needs numbers", name=others[0].name))
    derivatives = work_out("gradient", [function], variables)
    tape = Tape(build_graph([transform(function, resolve)], variables), FLOAT)
    far = next((variable for variable in variables if abs(start[variable]) > FARTHEST), None)
    if far is not None:
        raise SymdiffError(say("start too far", name=far.name, farthest=f"{FARTHEST:g}"))
    rows = [_evaluated(tape, tuple(float(start[variable]) for variable in variables))]
    notes: list[Note] = []
    for number in range(1, steps + 1):
        last = rows[-1]
        if last.steepness == 0:
            notes.append(Note(say("the gradient is 0", count=number - 1)))
            break
        moved = tuple(place - float(rate) * slope for place, slope in zip(last.point, last.gradient, strict=True))
        if any(abs(place) > FARTHEST for place in moved):
            notes.append(Note(say("the run goes off", number=number)))
            break
        rows.append(_evaluated(tape, moved))
    grown = next((number for number in range(1, len(rows)) if rows[number].value > rows[number - 1].value), None)
    if grown is not None:
        notes.append(Note(say("the function grew", number=grown)))
    return Descent(derivatives, rate, tuple(rows), tuple(notes))


def _evaluated(tape: Tape, point: tuple[float, ...]) -> Descended:
    graph = tape.graph
    values = tape.values(dict(zip(graph.variables, point, strict=True)))
    adjoints = tape.adjoints(values)
    gradient = tuple(float(sum(adjoints[place] for place in graph.leaves(variable))) for variable in graph.variables)
    return Descended(point, float(values[graph.outputs[0]]), gradient)
