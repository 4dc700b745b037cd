"""A worked problem: everything that was found out about one derivative, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from symdiff.derivation import Alternative, Intermediate, Note, Stage, Step, Verification
from symdiff.forms import TRUE, Form, Symbol
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    import sympy


@dataclass(frozen=True, eq=False)
class WorkedProblem:
    """A problem, the way to its derivative, the answer, where it holds and how it was checked.

    The attributes hold forms; the properties give the same to users of SymPy.

    Attributes:
        problem_form: the problem exactly as typed.
        stages: one for each differentiation, the second derivative being the derivative of the first.
        method: how it was asked to be solved: ``auto``, ``intermediate``, ``rules``, ``logarithmic`` or ``limit``.
        valid: where the result holds.
        verification: the outcome of the independent check.
        alternatives: the answer in other usual forms, each verified.
        notes: how the problem was read, and what was assumed.
        text: the problem as typed, or ``""`` where a SymPy expression was given.
        name: what the problem called its function: ``f`` for ``f(x) = ...``, or ``""``.
        sympy_symbols: the symbols of the SymPy expression given, by name.
    """

    problem_form: Form
    stages: tuple[Stage, ...]
    method: str
    valid: Form = TRUE
    verification: Verification = field(default_factory=lambda: Verification(None, say("not checked")))
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[Note, ...] = ()
    text: str = ""
    name: str = ""
    sympy_symbols: Mapping[str, sympy.Symbol] = field(default_factory=dict)

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The variables of differentiation, in order."""
        return tuple(stage.variable for stage in self.stages)

    @property
    def answer(self) -> Form:
        """The simplified answer as a form."""
        return self.stages[-1].answer

    @property
    def problem(self) -> sympy.Expr:
        """The problem as a SymPy expression, exactly as typed."""
        return self._sympy(self.problem_form)

    @property
    def result(self) -> sympy.Expr:
        """The simplified answer as an ordinary SymPy expression."""
        return self._plain_sympy(self.answer)

    @property
    def unsimplified(self) -> sympy.Expr:
        """The answer as the rules left it, exactly as written."""
        return self._sympy(self.stages[-1].unsimplified)

    @property
    def steps(self) -> tuple[Step, ...]:
        """Every step of differentiation, each after the ones it uses."""
        return tuple(step for stage in self.stages for step in (*stage.argument, *stage.steps))

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules used, in order of first use."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))

    @property
    def intermediates(self) -> tuple[Intermediate, ...]:
        """The intermediate variables of the last differentiation."""
        return self.stages[-1].intermediates

    @property
    def simplifications(self) -> tuple[Step, ...]:
        """The rewrites that lead to the answer."""
        return tuple(step for stage in self.stages for step in stage.simplified.steps)

    @property
    def domain(self) -> sympy.logic.boolalg.Boolean:
        """Where the result holds."""
        return self._sympy(self.valid)

    def _sympy(self, form: Form) -> Any:
        from symdiff.interop import to_sympy

        return to_sympy(form, dict(self.sympy_symbols))

    def _plain_sympy(self, form: Form) -> Any:
        from symdiff.interop import to_plain_sympy

        return to_plain_sympy(form, dict(self.sympy_symbols))
