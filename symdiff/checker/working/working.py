"""What a line of a working says, and whether it is right: against the truth, and against the lines before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from symdiff.checker.check import judge_line, unreadable
from symdiff.checker.diagnosis.slips import rewritings
from symdiff.checker.equality.equal import equal
from symdiff.checker.finding import Finding
from symdiff.checker.judging import compare
from symdiff.checker.problems.derived import Derived
from symdiff.checker.problems.tasks import MatrixTask, Task, slope_of
from symdiff.checker.reading.answers import Given, Statement, is_name, statement
from symdiff.checker.reading.prose import without_prose, without_words
from symdiff.checker.verdict import SLIP_SCORE
from symdiff.checker.working.letters import COORDINATES, WHOLE, Letters
from symdiff.checker.working.lines import (
    explains_letters,
    is_remark,
    rows_of_line,
    statements_in,
    with_derivatives,
    without_label,
    without_limits,
)
from symdiff.checker.working.milestones import derivatives, is_part, lower, quotients, task_of, worked_out
from symdiff.errors import ParseError, SymdiffError, UnsupportedError
from symdiff.forms import (
    ONE,
    ZERO,
    Derivative,
    Form,
    Relation,
    Sum,
    Symbol,
    Undefined,
    Vector,
    substitute,
    symbols,
    walk,
)
from symdiff.rules.mistakes import ARITHMETIC
from symdiff.syntax.limits import check_length
from symdiff.wording.sentences import say

SLOPE = Symbol("y\u2032")  # no letter that can be typed
INCREMENTS = frozenset(("h", "Delta_x", "Delta_t", "k"))
MOST_LETTERS = 20

REMARK = Finding("correct", said=(say("line: remark"),), score=1.0)
RESTATED = Finding("correct", said=(say("line: problem"),), score=1.0)
DEFINED = Finding("correct", said=(say("line: definition"),), score=1.0)
HOLDS = Finding("correct", said=(say("line: holds"),), score=1.0)
QUOTIENT = Finding("correct", said=(say("line: quotient"),), score=1.0)

WITHOUT_CREDIT = frozenset(("line: remark", "line: problem"))


@dataclass(slots=True)
class Working:
    """The lines read so far: what they define, and the last value that was claimed for the derivative.

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
    lower: dict[int, Working] = field(default_factory=dict)

    @property
    def task(self) -> Task | MatrixTask:
        """What is asked for."""
        return self.letters.task

    @property
    def finished(self) -> bool:
        """Whether the last line about the derivative is right, and leaves no derivative or limit to be found."""
        last = self.previous
        if last is None or isinstance(last, Relation) or isinstance(self.task, MatrixTask):
            return isinstance(self.task, MatrixTask)
        open_ends = any(isinstance(part, Derivative) for part in walk(last)) or self._increment(last) is not None
        return self.previous_right and not open_ends

    def line(self, given: Given, *, last: bool) -> Finding:
        """The verdict on the next line."""
        try:
            if not isinstance(given, str):
                return self._said(statement(given), last=last)
            check_length(given)
            rows = rows_of_line(given)
            verdicts = [self._row(row, last=last and row is rows[-1]) for row in rows] or [REMARK]
        except SymdiffError as error:
            return unreadable(error)
        return next((verdict for verdict in verdicts if not verdict.correct), verdicts[-1])

    # ---- reading ----

    def _row(self, text: str, *, last: bool) -> Finding:
        failed: SymdiffError | None = None
        for texts in _readings(text):
            try:
                statements = [self._read(each) for each in texts]
            except (ParseError, UnsupportedError) as error:
                failed = failed or error
                continue
            verdicts = [self._said(each, last=last and each is statements[-1]) for each in statements]
            return next((verdict for verdict in verdicts if not verdict.correct), verdicts[-1])
        if is_remark(without_label(text)):
            return REMARK
        assert failed is not None
        return unreadable(failed)

    def _read(self, text: str) -> Statement:
        task = self.task
        if isinstance(task, MatrixTask):
            return statement(text)
        defined = list(self.letters.meanings)[-MOST_LETTERS:]
        names = [name.name for name in (*defined, *self.letters.whole)]
        variables = [variable.name for variable in (self.letters.variable, *defined)]
        return statement(with_derivatives(without_words(without_limits(text)), names, variables), slope_of(task))

    def _said(self, said: Statement, *, last: bool) -> Finding:
        task = self.task
        if isinstance(task, MatrixTask):
            return judge_line(task, said)
        return (
            self._local(task, said)
            or self._about_problem(task, said, last)
            or self._on_the_way(task, said, last)
            or self._derivative_of_something(task, said)
            or self._equation(task, said)
            or self._rewritten_part(task, said, last)
            or self._chain(task, said)
        )

    # ---- lines about something else than the derivative ----

    def _local(self, task: Task, said: Statement) -> Finding | None:
        """A line about an intermediate variable: its definition, or its derivative."""
        name = Symbol(said.defines)
        if not said.defines or name in symbols(task.problem):
            return None
        if said.order == 0:
            return self._definition(task, name, said)
        if task.coordinates is not None and (said.by == COORDINATES[0].name or self._is_claim(said.answer)):
            return None  # dy/dx is what is asked for
        if name not in self.letters.meanings and Symbol(said.by) not in self.letters.meanings:
            return None
        variable = Symbol(said.by) if said.by else self.letters.variable
        if variable is self.letters.variable and _same(self.letters.meaning(name), task.problem):
            return None  # a name for the whole problem
        return self._derivative_of(name, variable, said)

    def _definition(self, task: Task, name: Symbol, said: Statement) -> Finding | None:
        if self._is_claim(said.answer):
            return None
        if task.coordinates is not None and name in COORDINATES:
            return self._equal_sides(replace(said, sides=(name, *said.sides)), RESTATED)
        if name in self.letters.meanings:
            return None
        meaning = substitute(said.sides[0], self.letters.meanings)
        known = set(symbols(meaning)) <= {*symbols(task.problem), self.letters.variable}
        if name in self.letters.whole and known and not is_part(meaning, task.problem):
            found = equal(task.problem, meaning)
            if found.status == "different":
                self.carried.extend(derivatives(meaning, self.letters.variable))
                false = say("line: not the problem", reason=found.reason)
                return Finding("incorrect", said=(false,), counterexample=found.counterexample, notices=said.notices)
        restated = known and _same(meaning, task.problem)
        self.letters.meanings[name] = meaning
        return self._equal_sides(said, RESTATED if restated else DEFINED)

    def _equal_sides(self, said: Statement, right: Finding) -> Finding:
        """The verdict on a chain of sides that need only be equal to each other."""
        first, *others = (self.letters.written_out(side) for side in said.sides)
        for other in others:
            found = equal(first, other)
            if found.status == "different":
                false = say("equation false", reason=found.reason)
                return Finding("incorrect", said=(false,), counterexample=found.counterexample, notices=said.notices)
            if found.status == "undecided":
                return Finding("undecided", said=(say("equation undecided", reason=found.method),), notices=said.notices)
        return replace(right, notices=said.notices)

    def _derivative_of(self, name: Symbol, variable: Symbol, said: Statement) -> Finding:
        """``du/dx = ...``, or ``dy/du = ...`` where u is an intermediate variable itself."""
        meaning = self.letters.expressed(name, variable)
        for _ in range(said.order - 1):
            meaning = Derived(meaning, variable).result
        part = task_of(meaning, variable)
        sides = tuple(self.letters.written_out(side, frozenset((variable,))) for side in said.sides)
        verdict = judge_line(part, replace(said, sides=sides))
        if verdict.status == "incorrect":
            wrong = self.letters.written_out(sides[-1])
            if variable in self.letters.meanings:
                self.carried.append(wrong * self.letters.slope(variable, self.letters.variable))
            else:
                self.claimed[name] = wrong
        return verdict

    def _is_claim(self, form: Form) -> bool:
        """Whether an expression is meant as the derivative: it is, or it follows a line that was meant so."""
        written = self.letters.written_out(form)
        return self._agrees(written) or (self.previous is not None and equal(written, self.previous).status == "equal")

    def _about_problem(self, task: Task, said: Statement, last: bool) -> Finding | None:
        """The problem itself, copied or rewritten before it is differentiated."""
        if said.order or self.previous is not None:
            return None
        if task.curve is not None:
            return RESTATED if not last and all(side is task.problem for side in said.sides) else None
        sides = [self.letters.written_out(side) for side in said.opened]
        restated = all(_is_number(side) and _same(side, task.problem) for side in sides)
        if restated and (not last or said.defines) and not self._agrees(sides[-1]):
            return replace(RESTATED, notices=said.notices)
        return None

    def _on_the_way(self, task: Task, said: Statement, last: bool) -> Finding | None:
        """A lower derivative than the one asked for: f′ on the way to f″."""
        for earlier in lower(task):
            letters = Letters(earlier, self.letters.meanings)
            working = self.lower.setdefault(earlier.order, Working(letters))
            unmarked = not (said.order or last) and self.previous is None and working._agrees(letters.written_out(said.answer))
            if said.order == earlier.order or unmarked:
                return working._chain(task, said)
        return None

    def _derivative_of_something(self, task: Task, said: Statement) -> Finding | None:
        """``d/dx(x^2) = 2x`` where x² is but a part of the problem."""
        match said.opened:
            case (Derivative(expression, Symbol() as variable, 1), _, *_) if not is_name(expression) and task.curve is None:
                meaning = self.letters.written_out(expression, frozenset((variable,)))
                if variable in self.letters.whole or _same(meaning, task.problem):
                    return None
                sides = tuple(self.letters.written_out(side, frozenset((variable,))) for side in said.opened[1:])
                return judge_line(task_of(meaning, variable), Statement(sides, notices=said.notices))
        return None

    def _equation(self, task: Task, said: Statement) -> Finding | None:
        """An equation about y and y′, as logarithmic differentiation has them: it has to hold."""
        sides = said.opened
        if task.curve is not None or said.defines or len(sides) < 2 or _is_head(sides[0]):
            return None
        named = (name for name in self.letters.meanings if _same(self.letters.meaning(name), task.problem))
        whole = {*self.letters.whole, *named}
        if not any(_names(part) in whole for side in sides for part in walk(side)):
            return None
        if self._agrees(self.letters.written_out(sides[0])) and not any(_names(part) in whole for part in walk(sides[0])):
            return None
        verdict = self._equal_sides(replace(said, sides=sides), HOLDS)
        if verdict.status == "incorrect" and len(sides) == 2:
            slopes = self._implied_slopes(task, *sides)
            if any(_same(slope, wrong) for slope in slopes for wrong in self.carried):
                return _followed(verdict, "follows from above")
            self.carried.extend(slopes)
        return verdict

    def _implied_slopes(self, task: Task, left: Form, right: Form) -> list[Form]:
        """The derivative of the problem that an equation for y and y′ would give if it held; none if it gives none."""
        x = self.letters.variable
        primes = {part: SLOPE for part in walk(left, right) if _is_slope(part)}
        difference = substitute(left, primes) - substitute(right, primes)
        if not primes:
            y = next((name for name in self.letters.whole if name in symbols(difference)), WHOLE[0])
            parts = [*derivatives(difference, x), *derivatives(difference, y)]
        else:
            without = substitute(difference, {SLOPE: ZERO})
            parts = [without, substitute(difference, {SLOPE: ONE}) - without]
        return [self.letters.written_out(-parts[0] / parts[1])] if len(parts) == 2 else []

    def _rewritten_part(self, task: Task, said: Statement, last: bool) -> Finding | None:
        """An identity about a part of the problem, or of the line before: ``sin^2 x + cos^2 x = 1``."""
        sides = [self.letters.written_out(side) for side in said.opened]
        if task.curve is not None or said.defines or last or len(sides) < 2 or not all(map(_is_number, sides)):
            return None
        wholes = [whole for whole in (task.problem, self.previous) if whole is not None]
        if any(sides[0] is whole for whole in wholes) or not any(is_part(sides[0], whole) for whole in wholes):
            return None
        if self._agrees(sides[0]) or (self.previous is not None and _same(sides[0], self.previous)):
            return None
        return self._equal_sides(said, HOLDS) if all(_same(sides[0], side) for side in sides) else None

    # ---- lines about the derivative ----

    def _chain(self, task: Task, said: Statement) -> Finding:
        """All sides of a line, one after the other."""
        sides = list(said.opened if task.curve is None else said.sides)
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

    def _side(self, side: Form, said: Statement) -> Finding:
        task = self.task
        assert isinstance(task, Task)
        form = self.letters.written_out(side)
        before, before_right = self.previous, self.previous_right
        verdict = self._quotient(task, form, said) or judge_line(task, replace(said, sides=(form,)))
        if verdict.status != "undecided":
            self.previous, self.previous_right = form, verdict.correct
        follows = before is None or isinstance(before, Relation) or equal(before, form).status == "equal"
        if verdict.correct and not before_right and not follows:
            return replace(verdict, notices=(*verdict.notices, say("mistakes cancel")))
        if verdict.status != "incorrect":
            return verdict
        found = worked_out(form)
        if found is not form and verdict.mistake is None:
            verdict = judge_line(task, replace(said, sides=(found,)))
        if any(_same(form, wrong) for wrong in self._consequences(task)):
            return _followed(verdict, "follows from above")
        if before is None:
            if not said.defines and _is_number(form):
                self.carried.extend(derivatives(form, self.letters.variable))  # it may be the problem, copied wrongly
            return verdict
        if not before_right:
            return _followed(verdict, "follows") if follows else verdict
        return self._slip(before, form, verdict)

    def _consequences(self, task: Task) -> Iterator[Form]:
        """The wrong derivatives of the problem that come out if nothing else is wrong than what was written further up."""
        yield from self.carried
        if not self.claimed:
            return
        x = self.letters.variable
        if task.coordinates is not None:
            along, upward = (self.claimed.get(name) or self.letters.slope(name, x) for name in COORDINATES)
            if task.order == 1:
                yield upward / along
            return
        meanings = {name: self.letters.meaning(name) for name in self.letters.meanings}
        outer = substitute(task.problem, {form: name for name, form in meanings.items() if form is not task.problem})
        names = [name for name in self.letters.meanings if name in symbols(outer)]
        slopes = {name: self.claimed.get(name) or self.letters.slope(name, x) for name in names}
        terms = [self.letters.written_out(Derived(outer, name).result) * slope for name, slope in slopes.items()]
        yield Sum((Derived(outer, x).result, *terms)) if terms else outer

    def _quotient(self, task: Task, form: Form, said: Statement) -> Finding | None:
        """A difference quotient, of which the derivative is the limit."""
        step = self._increment(form)
        if step is None or task.order > 1 or not _is_number(form):
            return None
        if self.previous_right and self.previous is not None and step in symbols(self.previous):
            return replace(QUOTIENT if _same(form, self.previous) else Finding("incorrect"), notices=said.notices)
        if any(_same(form, quotient) for quotient in quotients(task.problem, self.letters.variable, step)):
            return replace(QUOTIENT, notices=said.notices)
        if step.name in INCREMENTS:
            return Finding("incorrect", said=(say("line: not the quotient"),), notices=said.notices)
        return None

    def _increment(self, form: Form) -> Symbol | None:
        """The only letter of a line that neither the problem nor the working knows."""
        assert isinstance(self.task, Task)
        known = {*symbols(self.task.problem), self.letters.variable}
        strange = [letter for letter in symbols(form) if letter not in known]
        return strange[0] if len(strange) == 1 and self.task.curve is None else None

    def _slip(self, before: Form, form: Form, verdict: Finding) -> Finding:
        """A right line followed by a wrong one: what was rewritten wrongly in between."""
        slip = replace(verdict, rule=None, marked=None, score=SLIP_SCORE)
        for mistake, left, right in rewritings(before, self.letters.variable):
            if _same(substitute(before, {left: right}), form):
                return replace(slip, mistake=mistake.name, where=mistake.made(left, right), said=(mistake.said,))
        if verdict.mistake in ("wrong-sign", "sum-rule-sign", "wrong-sign-basic-derivative"):
            return replace(slip, mistake="wrong-sign", where=None, said=(say("sign changed"),))
        if verdict.mistake and any(isinstance(part, Derivative) for part in walk(before)):
            return verdict  # what was still to be differentiated was differentiated wrongly
        return replace(slip, mistake=ARITHMETIC.name, where=ARITHMETIC.made(before, form), said=(say("slip in the algebra"),))

    def _agrees(self, form: Form) -> bool:
        assert isinstance(self.task, Task)
        return compare(self.task, form).status == "equal"


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


def _followed(verdict: Finding, how: str) -> Finding:
    return replace(verdict, mistake=None, where=None, rule=None, said=(say(how),), marked=None, score=1.0)


def _names(part: Form) -> Symbol | None:
    match part:
        case Symbol():
            return part
        case Undefined(name, _, _):
            return Symbol(name)
    return None


def _is_head(side: Form) -> bool:
    """Whether a side only names what is sought; ``f(x + h)`` does not."""
    return is_name(side) and not (isinstance(side, Undefined) and any(not isinstance(each, Symbol) for each in side.arguments))


def _is_slope(part: Form) -> bool:
    match part:
        case Undefined(_, _, (1,)) | Derivative(Symbol() | Undefined(), _, 1):
            return True
    return False


def _is_number(form: Form) -> bool:
    return not isinstance(form, Vector | Relation)


def _same(first: Form, second: Form) -> bool:
    return _is_number(first) and _is_number(second) and equal(first, second).status == "equal"
