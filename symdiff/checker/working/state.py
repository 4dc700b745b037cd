"""What the lines of a working have said so far about one derivative."""

from __future__ import annotations

from dataclasses import dataclass, field

from symdiff.checker.equality.equal import equal
from symdiff.checker.judging import compare
from symdiff.checker.problems.tasks import Task
from symdiff.checker.working.letters import Letters
from symdiff.forms import Derivative, Form, Relation, Symbol, Vector, symbols, walk


@dataclass(slots=True)
class State:
    """What the lines so far define, and the last value that was claimed for the derivative.

    Attributes:
        letters: what is asked for, and what the letters stand for.
        claimed: intermediate variables with the wrong derivative that was written for them.
        carried: wrong derivatives of the problem that follow from a wrong line.
        previous: the last line about the derivative.
        previous_right: whether that was right.
        lower: where a higher derivative is asked for, the same about each derivative on the way to it.
    """

    letters: Letters
    claimed: dict[Symbol, Form] = field(default_factory=dict)
    carried: list[Form] = field(default_factory=list)
    previous: Form | None = None
    previous_right: bool = True
    lower: dict[int, State] = field(default_factory=dict)

    @property
    def task(self) -> Task:
        """What is asked for."""
        return self.letters.task

    @property
    def finished(self) -> bool:
        """Whether the last line about the derivative is right, and leaves no derivative or limit to be found."""
        last = self.previous
        if last is None or isinstance(last, Relation):
            return False
        open_ends = any(isinstance(part, Derivative) for part in walk(last)) or self.increment(last) is not None
        return self.previous_right and not open_ends

    def agrees(self, form: Form) -> bool:
        """Whether an expression is the derivative."""
        return compare(self.task, form).status == "equal"

    def is_claim(self, form: Form) -> bool:
        """Whether an expression is meant as the derivative: it is, or it follows a line that was meant so."""
        written = self.letters.written_out(form)
        return self.agrees(written) or (self.previous is not None and equal(written, self.previous).status == "equal")

    def increment(self, form: Form) -> Symbol | None:
        """The only letter of a line that neither the problem nor the working knows: the h of a difference quotient."""
        known = {*symbols(self.task.problem), self.letters.variable}
        strange = [letter for letter in symbols(form) if letter not in known]
        return strange[0] if len(strange) == 1 and self.task.curve is None else None


def is_expression(form: Form) -> bool:
    """Whether a side of a line is one expression, and no equation or list."""
    return not isinstance(form, Vector | Relation)


def same(first: Form, second: Form) -> bool:
    """Whether two sides are equal expressions.

    >>> x = Symbol("x")
    >>> same(2 * (x + 1), 2 * x + 2), same(x, x + 1)
    (True, False)
    """
    return is_expression(first) and is_expression(second) and equal(first, second).status == "equal"
