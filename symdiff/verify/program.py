"""A form as a flat list of operations, to be run at many points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from flint import acb, arb, ctx, fmpq

from symdiff.forms import Form
from symdiff.verify.values import Value

Operation: TypeAlias = tuple[Callable[..., Value], int, int]  # of two slots; of one (then -1); of all slots (-1 and -1)
Unknown: TypeAlias = tuple[str, int]  # an undefined function: its name and its number of arguments
ConstantValue: TypeAlias = fmpq | Callable[[], Value]
Plane: TypeAlias = type[arb] | type[acb]
Waves: TypeAlias = Sequence[tuple[Value, Sequence[Value]]]



@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """What there is to compute for some forms.

    Attributes:
        symbols: the symbols that need a value, in order of appearance.
        unknowns: the undefined functions that need one.
        constants: each constant, as a rational number or as how it is found at the precision that is set.
        segments: operations, each list with the number of terms that its series have.
        results: where the values of the forms are when all is done.
        exact: the rational numbers that occur, constant parts such as ``1/3 - 1`` worked out.
        branches: whether a function occurs that does not continue in one way beyond an interval, such as a root or |x|.
    """

    symbols: tuple[Form, ...]
    unknowns: tuple[Unknown, ...]
    constants: tuple[ConstantValue, ...]
    segments: tuple[tuple[int, list[Operation]], ...]
    results: tuple[int, ...]
    exact: frozenset[Fraction]
    branches: bool
    _loaded: dict[tuple[Plane, int], list[Value]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of operations."""
        return sum(len(operations) for _, operations in self.segments)

    def run(self, values: Iterable[Value], waves: Iterable[Waves] = (), plane: Plane = arb) -> list[Value]:
        """The values of the forms at one point, at the precision that is set.

        Args:
            values: the value of each of ``symbols``.
            waves: for each of ``unknowns`` the function to take for it, as pairs of an amplitude and frequencies, one for
                each argument: the sum of all amplitude·exp(frequency·argument + ...).
            plane: ``arb`` for real values; ``acb`` for complex ones, every function at its principal value.
        """
        slots = self.fill(values, waves, plane)
        return [slots[place] for place in self.results]

    def fill(self, values: Iterable[Value], waves: Iterable[Waves] = (), plane: Plane = arb) -> list[Value]:
        """As ``run``, every value on the way: first those of symbols, unknowns and constants, then of all operations."""
        loaded = self._loaded.get((plane, ctx.prec))
        if loaded is None:
            found = (constant() if callable(constant) else constant for constant in self.constants)
            loaded = self._loaded[plane, ctx.prec] = [plane(value) for value in found]
        slots = [*values, *waves, *loaded]
        push = slots.append
        kept = ctx.cap
        try:
            for ctx.cap, operations in self.segments:
                for operation, first, second in operations:
                    if second >= 0:
                        push(operation(slots[first], slots[second]))
                    elif first >= 0:
                        push(operation(slots[first]))
                    else:
                        push(operation(slots))
        finally:
            ctx.cap = kept
        return slots
