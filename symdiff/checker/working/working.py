"""Reading a working line by line, and which kind of line each one is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from symdiff.checker.check import judge_line, unreadable
from symdiff.checker.finding import Finding
from symdiff.checker.problems.tasks import MatrixTask, Task, slope_of
from symdiff.checker.reading.answers import Given, Statement, statement
from symdiff.checker.reading.prose import without_prose, without_words
from symdiff.checker.working.asides import (
    derivative_of_part,
    equation_for_slope,
    identity_of_part,
    intermediate_variable,
    problem_again,
)
from symdiff.checker.working.claims import claim, lower_derivative
from symdiff.checker.working.letters import Letters
from symdiff.checker.working.lines import (
    explains_letters,
    is_remark,
    rows_of_line,
    statements_in,
    with_derivatives,
    without_label,
    without_limits,
)
from symdiff.checker.working.state import State
from symdiff.errors import ParseError, SymdiffError, UnsupportedError
from symdiff.syntax.limits import check_length
from symdiff.wording.sentences import say

Kind: TypeAlias = Callable[[State, Statement, bool], Finding | None]

MOST_LETTERS = 20

REMARK = Finding("correct", said=(say("line: remark"),), score=1.0)

KINDS: tuple[Kind, ...] = (
    intermediate_variable,
    problem_again,
    lower_derivative,
    derivative_of_part,
    equation_for_slope,
    identity_of_part,
)
"""The kinds of line in the order of trying; what is none of them is a claim about the derivative."""


class Working(Protocol):
    """A working that is being read."""

    @property
    def finished(self) -> bool:
        """Whether what is asked for is found."""

    def read(self, text: str) -> Statement:
        """A statement as it is meant after the lines before it."""

    def judge(self, said: Statement, *, last: bool) -> Finding:
        """The verdict on the next statement."""


@dataclass(frozen=True, slots=True)
class ScalarWorking:
    """The working for one derivative.

    Attributes:
        state: what its lines have said so far.
    """

    state: State

    @property
    def finished(self) -> bool:
        """Whether the derivative is found."""
        return self.state.finished

    def read(self, text: str) -> Statement:
        """A statement in which the letters of the working may be differentiated."""
        letters = self.state.letters
        defined = list(letters.meanings)[-MOST_LETTERS:]
        names = [name.name for name in (*defined, *letters.whole)]
        variables = [variable.name for variable in (letters.variable, *defined)]
        text = with_derivatives(without_words(without_limits(text)), names, variables)
        return statement(text, slope_of(self.state.task))

    def judge(self, said: Statement, *, last: bool) -> Finding:
        """The verdict on a statement, by its kind."""
        found = (kind(self.state, said, last) for kind in KINDS)
        return next((verdict for verdict in found if verdict is not None), None) or claim(self.state, said)


@dataclass(slots=True)
class MatrixWorking:
    """The working for a gradient, a Jacobian or a Hessian, of which every line has to be right by itself.

    Attributes:
        task: what is asked for.
        finished: whether the last line is the matrix that is asked for.
    """

    task: MatrixTask
    finished: bool = False

    def read(self, text: str) -> Statement:
        """A statement, which is a list or a matrix."""
        return statement(text)

    def judge(self, said: Statement, *, last: bool) -> Finding:
        """The verdict on all entries."""
        verdict = judge_line(self.task, said)
        self.finished = verdict.correct
        return verdict


def working_for(task: Task | MatrixTask) -> Working:
    """A working of which no line is read yet.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> working = working_for(task_of("x^2", None, 1))
    >>> next_line(working, "y' = x + x", last=True).status, working.finished
    ('correct', True)
    """
    return MatrixWorking(task) if isinstance(task, MatrixTask) else ScalarWorking(State(Letters(task)))


def next_line(working: Working, given: Given, *, last: bool) -> Finding:
    """The verdict on the next line, which may have several rows and statements: that on the first that is not right.

    Parameters:
        working: what was read so far, which goes on by this line.
        given: the line.
        last: whether it is the last one, in which the problem may not just be copied.
    """
    try:
        if not isinstance(given, str):
            return working.judge(statement(given), last=last)
        check_length(given)
        rows = rows_of_line(given)
        return _worst([_row(working, row, last=last and row is rows[-1]) for row in rows] or [REMARK])
    except SymdiffError as error:
        return unreadable(error)


def _worst(findings: list[Finding]) -> Finding:
    return next((found for found in findings if not found.correct), findings[-1])


def _row(working: Working, text: str, *, last: bool) -> Finding:
    failed: SymdiffError | None = None
    for texts in _readings(text):
        try:
            statements = [working.read(each) for each in texts]
        except (ParseError, UnsupportedError) as error:
            failed = failed or error
        else:
            return _worst([working.judge(each, last=last and each is statements[-1]) for each in statements])
    if is_remark(without_label(text)):
        return REMARK
    assert failed is not None
    return unreadable(failed)


def _readings(text: str) -> Iterator[list[str]]:
    """The ways to take a line, the likeliest first: as one statement, without a label, as several beside each other."""
    bare = without_label(text)
    parts = [without_prose(part) for part in statements_in(bare)]
    if parts and explains_letters(text):
        yield parts
    yield [without_prose(text)]
    yield [text]
    if bare is not text:
        yield [without_prose(bare)]
    if parts:
        yield parts
