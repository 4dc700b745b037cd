"""The right answer to a problem, for whoever asks for it."""

from __future__ import annotations

from symdiff.checker.problems.tasks import MatrixTask, Task
from symdiff.forms import Derivative, Form, Vector, symbols, walk
from symdiff.simplify import simplify


def solution(task: Task | MatrixTask) -> Form | None:
    """The derivative in the form that a textbook would print, or ``None`` where no rule is known that finds it.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> from symdiff.render.plain import plain
    >>> plain(solution(task_of("(x + 1)^5", "x", 1)))
    '5*(x + 1)^4'
    """
    match task:
        case MatrixTask():
            rows = [[solution(entry) for entry in row] for row in task.rows]
            lists = [Vector(tuple(entry for entry in row if entry is not None)) for row in rows]
            if any(None in row for row in rows):
                return None
            return Vector(tuple(lists)) if task.functions else lists[0]
        case Task(problem, truth):
            if any(isinstance(form, Derivative) for form in walk(truth)):
                return None
            variable = task.derived.variable if task.derived else task.curve.x if task.curve else next(iter(symbols(truth)), None)
            return truth if variable is None else simplify(truth, problem=problem, variable=variable).result
