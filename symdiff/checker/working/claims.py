"""Lines about the derivative: whether they are right, and of a wrong one whether it only follows from what is wrong already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symdiff.checker.check import judge_line
from symdiff.checker.diagnosis.slips import rewritings
from symdiff.checker.equality.equal import equal
from symdiff.checker.finding import Finding
from symdiff.checker.problems.derived import Derived
from symdiff.checker.reading.answers import Statement, is_name
from symdiff.checker.verdict import SLIP_SCORE
from symdiff.checker.working.letters import COORDINATES, Letters
from symdiff.checker.working.milestones import derivatives, lower, quotients, worked_out
from symdiff.checker.working.state import State, is_expression, same
from symdiff.forms import Derivative, Form, Relation, Sum, Symbol, substitute, symbols, walk
from symdiff.rules.mistakes import ARITHMETIC
from symdiff.wording.sentences import say

INCREMENTS = frozenset(("h", "Delta_x", "Delta_t", "k"))
SIGNS = frozenset(("wrong-sign", "sum-rule-sign", "wrong-sign-basic-derivative"))

QUOTIENT = Finding("correct", said=(say("line: quotient"),), score=1.0)


def lower_derivative(state: State, said: Statement, last: bool) -> Finding | None:
    """The verdict on a lower derivative than the one asked for, f′ on the way to f″; ``None`` if a line is none."""
    for earlier in lower(state.task):
        below = state.lower.setdefault(earlier.order, State(Letters(earlier, state.letters.meanings)))
        unmarked = not (said.order or last) and state.previous is None
        if said.order == earlier.order or (unmarked and below.agrees(below.letters.written_out(said.answer))):
            return claim(below, said)
    return None


def claim(state: State, said: Statement) -> Finding:
    """The verdict on a line about the derivative: that on its first side that is not right."""
    sides = list(said.opened if state.task.curve is None else said.sides)
    if len(sides) > 1 and same(sides[0], state.task.problem) and not state.agrees(sides[0]):
        sides = sides[1:]
    if len(sides) > 1 and is_name(sides[0]):
        sides = sides[1:]
    verdicts = [_side(state, side, said) for side in sides]
    return next((verdict for verdict in verdicts if not verdict.correct), verdicts[-1])


def _side(state: State, side: Form, said: Statement) -> Finding:
    form = state.letters.written_out(side)
    before, before_right = state.previous, state.previous_right
    verdict = _quotient(state, form, said) or judge_line(state.task, replace(said, sides=(form,)))
    if verdict.status != "undecided":
        state.previous, state.previous_right = form, verdict.correct
    if verdict.correct and not (before_right or _follows(before, form)):
        return replace(verdict, notices=(*verdict.notices, say("mistakes cancel")))
    if verdict.status != "incorrect":
        return verdict
    found = worked_out(form)
    if found is not form and verdict.mistake is None:
        verdict = judge_line(state.task, replace(said, sides=(found,)))
    if any(same(form, wrong) for wrong in _consequences(state)):
        return followed(verdict, "follows from above")
    if before is None:
        if not said.defines and is_expression(form):
            state.carried.extend(derivatives(form, state.letters.variable))  # it may be the problem, copied wrongly
        return verdict
    if before_right:
        return _slip(state, before, form, verdict)
    return followed(verdict, "follows") if _follows(before, form) else verdict


def _follows(before: Form | None, form: Form) -> bool:
    return before is None or isinstance(before, Relation) or equal(before, form).status == "equal"


def followed(verdict: Finding, how: str) -> Finding:
    """The verdict on a wrong line that is rightly concluded from a wrong one: it is not blamed again."""
    return replace(verdict, mistake=None, where=None, rule=None, said=(say(how),), marked=None, score=1.0)


def _consequences(state: State) -> Iterator[Form]:
    """The wrong derivatives of the problem that come out if nothing else is wrong than what was written further up."""
    yield from state.carried
    if not state.claimed:
        return
    task, letters, x = state.task, state.letters, state.letters.variable

    def slope(name: Symbol) -> Form:
        return state.claimed.get(name) or letters.slope(name, x)

    if task.coordinates is not None:
        along, upward = map(slope, COORDINATES)
        if task.order == 1:
            yield upward / along
        return
    meanings = {name: letters.meaning(name) for name in letters.meanings}
    outer = substitute(task.problem, {form: name for name, form in meanings.items() if form is not task.problem})
    names = [name for name in meanings if name in symbols(outer)]
    slopes = {name: slope(name) for name in names}
    terms = [letters.written_out(Derived(outer, name).result) * slopes[name] for name in names]
    yield Sum((Derived(outer, x).result, *terms)) if terms else outer


def _quotient(state: State, form: Form, said: Statement) -> Finding | None:
    """The verdict on a difference quotient, of which the derivative is the limit; ``None`` if a side is none."""
    step = state.increment(form)
    if step is None or state.task.order > 1 or not is_expression(form):
        return None
    if state.previous_right and state.previous is not None and step in symbols(state.previous):
        return replace(QUOTIENT if same(form, state.previous) else Finding("incorrect"), notices=said.notices)
    if any(same(form, quotient) for quotient in quotients(state.task.problem, state.letters.variable, step)):
        return replace(QUOTIENT, notices=said.notices)
    if step.name in INCREMENTS:
        return Finding("incorrect", said=(say("line: not the quotient"),), notices=said.notices)
    return None


def _slip(state: State, before: Form, form: Form, verdict: Finding) -> Finding:
    """A right line followed by a wrong one: what was rewritten wrongly in between."""
    slip = replace(verdict, rule=None, marked=None, score=SLIP_SCORE)
    for mistake, left, right in rewritings(before, state.letters.variable):
        if same(substitute(before, {left: right}), form):
            return replace(slip, mistake=mistake.name, where=mistake.made(left, right), said=(mistake.said,))
    if verdict.mistake in SIGNS:
        return replace(slip, mistake="wrong-sign", where=None, said=(say("sign changed"),))
    if verdict.mistake and any(isinstance(part, Derivative) for part in walk(before)):
        return verdict  # what was still to be differentiated was differentiated wrongly
    return replace(slip, mistake=ARITHMETIC.name, where=ARITHMETIC.made(before, form), said=(say("slip in the algebra"),))
