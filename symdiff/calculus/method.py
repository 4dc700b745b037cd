"""What a method of its own, beside the rules, has to show."""

from __future__ import annotations

from dataclasses import dataclass

from symdiff.derivation import QuotientTable, Step
from symdiff.forms import UNDEFINED, Form


@dataclass(frozen=True, slots=True)
class MethodResult:
    """The derivative of an expression by a method of its own.

    Attributes:
        steps: the lines of the argument, each an equation; none where the method does not lead to the end by itself.
        unsimplified: the derivative as the last line states it.
        notes: what else there is to say, a sentence each.
        table: difference quotients, for the limit definition where no limit could be taken by algebra.
    """

    steps: tuple[Step, ...] = ()
    unsimplified: Form = UNDEFINED
    notes: tuple[str, ...] = ()
    table: QuotientTable | None = None
