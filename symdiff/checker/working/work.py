"""A whole piece of working, line by line: the first wrong line, and which mistake that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from symdiff.checker.finding import Finding
from symdiff.checker.problems.tasks import task_of
from symdiff.checker.reading.answers import Given
from symdiff.checker.verdict import Verdict
from symdiff.checker.working.lines import lines_of
from symdiff.checker.working.working import next_line, working_for
from symdiff.errors import LimitError, speaking
from symdiff.wording.sentences import say

MOST_LINES = 200
WITHOUT_CREDIT = frozenset(("line: remark", "line: problem"))


@dataclass(frozen=True, slots=True)
class Work:
    """What is said of a piece of working.

    Attributes:
        lines: a verdict on each line.
        first_wrong: the number of the first wrong line, from 1, or ``None``.
        mistake: the mistake made there, or ``None``.
        score: the credit for all lines, from 0 to 1: a line that follows from a wrong one counts as right, and remarks and the
            problem written again do not count.
        finished: whether the derivative is found in the end.
    """

    lines: tuple[Verdict, ...]
    first_wrong: int | None
    mistake: str | None
    score: float
    finished: bool

    @property
    def correct(self) -> bool:
        """Whether every line is right, and the derivative is found in the end."""
        return self.finished and all(line.correct for line in self.lines)

    def record(self) -> dict[str, Any]:
        """What is said, as plain values, as JSON has them."""
        return {
            "correct": self.correct,
            "first_wrong": self.first_wrong,
            "mistake": self.mistake,
            "score": self.score,
            "finished": self.finished,
            "lines": [line.record() for line in self.lines],
        }


def check_work(
    problem: Given, lines: Iterable[Given], wrt: str | Sequence[str] | None = None, order: int = 1, *, language: str = "en"
) -> Work:
    """Check every line of a working against the truth and against the line before.

    A line may be an expression, a chain of equal ones, ``f'(x) = ...``, ``d/dx(...) = ...``, the problem rewritten, about an
    intermediate variable (``u = x^2``, ``du/dx = 2x``), an equation for y and y′ that has to hold, or a difference quotient with
    or without its limit.  u, v', dv/dx and y may stand for their values.  Words around the mathematics are passed over, and a
    line of nothing but words is a remark.

    Parameters:
        problem: as in ``check``.
        lines: the lines, or one text with a line on each of its lines.
        wrt: the variable.
        order: how many times the problem has to be differentiated.
        language: of what is said, ``en`` or ``de``.

    Raises:
        SymdiffError: if the problem cannot be read or differentiated, or there are too many lines.

    >>> w = check_work("(2x + 1)^5", ["5(2x + 1)^4*2", "7(2x + 1)^4"])
    >>> w.first_wrong, w.mistake
    (2, 'arithmetic-slip')
    """
    with speaking(language) as wording:
        given = lines_of(lines)
        if len(given) > MOST_LINES:
            raise LimitError(say("too many lines", most=MOST_LINES, count=len(given)))
        working = working_for(task_of(problem, wrt, order))
        findings = [next_line(working, line, last=number == len(given)) for number, line in enumerate(given, 1)]
    wrong = next((number for number, found in enumerate(findings, 1) if found.status in ("incorrect", "invalid")), None)
    finished = working.finished
    if findings and wrong is None and not finished:
        findings[-1] = replace(findings[-1], notices=(*findings[-1].notices, say("line: unfinished")))
    return Work(
        tuple(found.told(wording) for found in findings),
        wrong,
        findings[wrong - 1].mistake if wrong else None,
        _score(findings, finished or wrong is not None),
        finished,
    )


def _score(findings: Sequence[Finding], complete: bool) -> float:
    """The mean credit of the lines that are work; what is not found in the end counts as one more."""
    credits = [found.score for found in findings if not any(said.key in WITHOUT_CREDIT for said in found.said)]
    return sum(credits) / max(1, len(credits) + (not complete))
