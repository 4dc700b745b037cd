"""A whole piece of working, line by line: the first wrong line, and which mistake that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from symdiff.checker.answers import Given, Statement, is_name, parts_of, statement
from symdiff.checker.check import judge_line, unreadable
from symdiff.checker.derived import Derived
from symdiff.checker.equal import equal
from symdiff.checker.finding import Finding
from symdiff.checker.judging import compare
from symdiff.checker.slips import rewritings
from symdiff.checker.tasks import MatrixTask, Task, slope_of, task_of
from symdiff.checker.verdict import SLIP_SCORE, Verdict
from symdiff.derivation import Step
from symdiff.errors import LimitError, ParseError, SymdiffError
from symdiff.forms import Derivative, Form, Relation, Symbol, Undefined, Vector, substitute, symbols
from symdiff.rules.mistakes import ARITHMETIC
from symdiff.wording.sentences import say, wording_of

MOST_LINES = 200
Y = Symbol("y")


@dataclass(frozen=True, slots=True)
class Work:
    """What is said of a piece of working.

    Attributes:
        lines: a verdict on each line.
        first_wrong: the number of the first wrong line, from 1, or ``None``.
        mistake: the mistake made there, or ``None``.
        score: the credit for all lines, from 0 to 1: a line that follows from a wrong one counts as right.
    """

    lines: tuple[Verdict, ...]
    first_wrong: int | None
    mistake: str | None
    score: float

    @property
    def correct(self) -> bool:
        """Whether every line is right."""
        return all(line.correct for line in self.lines)

    def record(self) -> dict[str, Any]:
        """What is said, as plain values, as JSON has them."""
        return {
            "correct": self.correct,
            "first_wrong": self.first_wrong,
            "mistake": self.mistake,
            "score": self.score,
            "lines": [line.record() for line in self.lines],
        }


def check_work(
    problem: Given, lines: Iterable[Given], wrt: str | Sequence[str] | None = None, order: int = 1, *, language: str = "en"
) -> Work:
    """Check every line of a working against the truth and against the line before.

    A line may be an expression, a chain of equal ones, ``f'(x) = ...``, ``d/dx(...) = ...``, the problem rewritten, or about an
    intermediate variable: ``u = x^2``, ``du/dx = 2x``.

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
    given = lines.splitlines() if isinstance(lines, str) else list(lines)
    given = [line for line in given if not isinstance(line, str) or line.strip()]
    if len(given) > MOST_LINES:
        raise LimitError(f"A working may have at most {MOST_LINES} lines, and this has {len(given)}.")
    wording = wording_of(language)
    reader = _Reader(task_of(problem, wrt, order))
    verdicts = tuple(reader.line(line, last=number == len(given)).told(wording) for number, line in enumerate(given, 1))
    wrong = next((number for number, verdict in enumerate(verdicts, 1) if verdict.status in ("incorrect", "invalid")), None)
    score = sum(verdict.score for verdict in verdicts) / len(verdicts) if verdicts else 0.0
    return Work(verdicts, wrong, verdicts[wrong - 1].mistake if wrong else None, score)


@dataclass(slots=True)
class _Reader:
    """The lines read so far: what they define, and the last value that was claimed for the derivative.

    Attributes:
        task: what is asked for.
        meanings: intermediate variables with what they stand for.
        previous: the last line about the derivative.
        previous_right: whether that was right.
        lower: where a higher derivative is asked for, the same about each derivative on the way to it.
    """

    task: Task | MatrixTask
    meanings: dict[Form, Form] = field(default_factory=dict)
    previous: Form | None = None
    previous_right: bool = True
    lower: dict[int, _Reader] = field(default_factory=dict)

    def line(self, given: Given, *, last: bool) -> Finding:
        """The verdict on the next line."""
        try:
            return self._said(given, last=last)
        except SymdiffError as error:
            parts = parts_of(given) if isinstance(given, str) and isinstance(error, ParseError) else []
            if not parts:
                return unreadable(error)
        verdicts = [self.line(part, last=last) for part in parts]
        return next((verdict for verdict in verdicts if not verdict.correct), verdicts[-1])

    def _said(self, given: Given, *, last: bool) -> Finding:
        task = self.task
        if isinstance(task, MatrixTask):
            return judge_line(task, statement(given))
        own = ("y", _variable(task).name) if Y not in symbols(task.problem) else None
        said = statement(given, slope_of(task) or own)
        return (
            self._local(said)
            or self._about_problem(said, last)
            or self._on_the_way(task, said, last)
            or self._equation(task, said)
            or self._chain(said)
        )

    # ---- lines about something else than the derivative ----

    def _local(self, said: Statement) -> Finding | None:
        """A line about an intermediate variable: its definition, or its derivative."""
        task = self.task
        assert isinstance(task, Task)
        name = Symbol(said.defines)
        if not said.defines or name in symbols(task.problem):
            return None
        if said.order == 0:
            if name not in self.meanings and not self._is_claim(said.answer):
                self.meanings[name] = substitute(said.answer, self.meanings)
                return Finding("correct", score=1.0, notices=said.notices)
            return None
        if name not in self.meanings and Symbol(said.by) not in self.meanings:
            return None
        variable = Symbol(said.by) if said.by else _variable(task)
        if variable is _variable(task) and said.order == task.order and _same(self._meaning(name), task.problem):
            return None  # a name for the whole problem
        return self._derivative_of(name, variable, said)

    def _derivative_of(self, name: Symbol, variable: Symbol, said: Statement) -> Finding:
        """``du/dx = ...``, or ``dy/du = ...`` where u is an intermediate variable itself."""
        meaning = self._meaning(name)
        if variable in self.meanings:
            meaning = substitute(meaning, {self.meanings[variable]: variable})
        part = Task(meaning, Derived(meaning, variable).result, Derived(meaning, variable), 1)
        return judge_line(part, replace(said, sides=tuple(self._written_out(side, {variable}) for side in said.sides)))

    def _meaning(self, name: Form) -> Form:
        """What a letter stands for; one that is not defined stands for the whole problem."""
        assert isinstance(self.task, Task)
        return self.meanings.get(name, self.task.problem)

    def _is_claim(self, form: Form) -> bool:
        """Whether an expression is meant as the derivative: it is, or it follows a line that was meant so."""
        return self._agrees(self._written_out(form)) or (
            self.previous is not None and equal(self._written_out(form), self.previous).status == "equal"
        )

    def _about_problem(self, said: Statement, last: bool) -> Finding | None:
        """The problem itself, copied or rewritten before it is differentiated."""
        task = self.task
        assert isinstance(task, Task)
        if said.order or self.previous is not None:
            return None
        sides = [self._written_out(side) for side in said.sides]
        restated = all(
            (isinstance(side, Relation) and side is task.problem) or (_is_number(side) and _same(side, task.problem))
            for side in sides
        )
        if restated and (not last or said.defines) and not self._agrees(sides[-1]):
            return Finding("correct", score=1.0, notices=said.notices)
        return None

    def _on_the_way(self, task: Task, said: Statement, last: bool) -> Finding | None:
        """A lower derivative than the one asked for: f′ on the way to f″."""
        for order, derived in _lower(task):
            reader = self.lower.setdefault(order, _Reader(Task(task.problem, derived.result, derived, order), self.meanings))
            unmarked = not (said.order or last) and self.previous is None and reader._agrees(self._written_out(said.answer))
            if said.order == order or unmarked:
                return reader._chain(said)
        return None

    def _equation(self, task: Task, said: Statement) -> Finding | None:
        """An equation about y and y′, as logarithmic differentiation has them: it has to hold."""
        if len(said.sides) > 1 or not isinstance(said.answer, Relation) or task.curve is not None or task.order > 1:
            return None
        x = _variable(task)
        named = [name for name, meaning in self.meanings.items() if _same(meaning, task.problem)]
        y = named[0] if named else Y
        assert isinstance(y, Symbol)
        if y in symbols(task.problem):
            return None
        primes = {Undefined(y.name, arguments, (1,)): task.truth for arguments in ((), (x,))}
        meant = {**primes, Derivative(y, x): task.truth, **self.meanings, y: task.problem}
        left, right = (substitute(side, meant) for side in said.answer.children)
        if (left, right) == said.answer.children or is_name(said.answer.left):
            return None
        found = equal(left, right)
        if found.status == "different":
            false = say("equation false", reason=found.reason)
            return Finding("incorrect", said=(false,), counterexample=found.counterexample, notices=said.notices)
        if found.status == "undecided":
            return Finding("undecided", said=(say("equation undecided", reason=found.method),), notices=said.notices)
        return Finding("correct", score=1.0, notices=said.notices)

    # ---- lines about the derivative ----

    def _chain(self, said: Statement) -> Finding:
        """All sides of a line, one after the other."""
        task = self.task
        assert isinstance(task, Task)
        sides = [each for side in said.sides for each in self._opened(side)]
        if len(sides) > 1 and _is_number(sides[0]) and _same(sides[0], task.problem) and not self._agrees(sides[0]):
            sides = sides[1:]
        if len(sides) > 1 and is_name(sides[0]):
            sides = sides[1:]
        verdict = Finding("correct", score=1.0)
        for side in sides:
            found = self._side(side, said)
            if verdict.status == "correct":
                verdict = found
        return verdict

    def _opened(self, side: Form) -> tuple[Form, ...]:
        """The sides of an equation; on a curve an equation is an answer by itself."""
        assert isinstance(self.task, Task)
        return (side.left, side.right) if isinstance(side, Relation) and self.task.curve is None else (side,)

    def _side(self, side: Form, said: Statement) -> Finding:
        task = self.task
        assert isinstance(task, Task)
        form = self._written_out(side)
        before, before_right = self.previous, self.previous_right
        verdict = judge_line(task, replace(said, sides=(form,)))
        if verdict.status != "undecided":
            self.previous, self.previous_right = form, verdict.correct
        follows = before is None or isinstance(before, Relation) or equal(before, form).status == "equal"
        if verdict.correct and not before_right and not follows:
            return replace(verdict, notices=(*verdict.notices, say("mistakes cancel")))
        if verdict.status != "incorrect" or before is None:
            return verdict
        if not before_right:
            return replace(verdict, mistake=None, said=(say("follows"),), marked=None, score=1.0) if follows else verdict
        return self._slip(before, form, verdict)

    def _slip(self, before: Form, form: Form, verdict: Finding) -> Finding:
        """A right line followed by a wrong one: what was rewritten wrongly in between."""
        for mistake, left, right in rewritings(before, _variable(self.task)):
            if _same(substitute(before, {left: right}), form):
                step = Step(mistake.name, "mistake", left, right, note=mistake.why)
                return replace(verdict, mistake=mistake.name, where=step, said=(mistake.said,), marked=None, score=SLIP_SCORE)
        if verdict.mistake in ("wrong-sign", "sum-rule-sign", "wrong-sign-basic-derivative"):
            return replace(verdict, mistake="wrong-sign", said=(say("sign changed"),), score=SLIP_SCORE)
        step = Step(ARITHMETIC.name, "mistake", before, form, note=ARITHMETIC.why)
        said = (say("slip in the algebra"),)
        return replace(verdict, mistake=ARITHMETIC.name, where=step, said=said, marked=None, score=SLIP_SCORE)

    def _agrees(self, form: Form) -> bool:
        assert isinstance(self.task, Task)
        return compare(self.task, form).status == "equal"

    def _written_out(self, form: Form, kept: frozenset[Form] | set[Symbol] = frozenset()) -> Form:
        """A line with the intermediate variables put back, and derivatives of them worked out."""
        meanings = {name: meaning for name, meaning in self.meanings.items() if name not in kept}
        return substitute(form, meanings) if meanings else form


def _lower(task: Task) -> list[tuple[int, Derived]]:
    """The differentiations on the way to a higher derivative, each with its order."""
    found: list[Derived] = []
    derived = task.derived.before if task.derived is not None else None
    while derived is not None:
        found.append(derived)
        derived = derived.before
    return list(enumerate(reversed(found), 1))


def _variable(task: Task | MatrixTask) -> Symbol:
    assert isinstance(task, Task)
    if task.derived is not None:
        return task.derived.variable
    return task.curve.x if task.curve is not None else Symbol("x")


def _is_number(form: Form) -> bool:
    return not isinstance(form, Vector | Relation)


def _same(first: Form, second: Form) -> bool:
    return _is_number(second) and equal(first, second).status == "equal"
