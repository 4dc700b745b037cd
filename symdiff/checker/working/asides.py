"""Lines about something else than the derivative: a definition, the problem again, a part of it, an equation for y and y′.

Each function takes what the working has said so far, the line, and whether it is the last one; it returns the verdict, or
``None`` where the line is of another kind.
"""

from __future__ import annotations

from dataclasses import replace

from symdiff.checker.check import judge_line
from symdiff.checker.equality.equal import equal
from symdiff.checker.equality.values import Equality
from symdiff.checker.finding import Finding
from symdiff.checker.reading.answers import Statement, is_name
from symdiff.checker.working.claims import followed
from symdiff.checker.working.letters import COORDINATES, WHOLE
from symdiff.checker.working.milestones import derivatives, is_part, task_of
from symdiff.checker.working.state import State, is_expression, same
from symdiff.forms import ONE, ZERO, Derivative, Form, Symbol, Undefined, substitute, symbols, walk
from symdiff.wording.sentences import say

SLOPE = Symbol("y\u2032")  # no letter that can be typed

RESTATED = Finding("correct", said=(say("line: problem"),), score=1.0)
DEFINED = Finding("correct", said=(say("line: definition"),), score=1.0)
HOLDS = Finding("correct", said=(say("line: holds"),), score=1.0)


def intermediate_variable(state: State, said: Statement, last: bool) -> Finding | None:
    """A line about an intermediate variable: its definition, or its derivative."""
    letters, name = state.letters, Symbol(said.defines)
    if not said.defines or name in symbols(state.task.problem):
        return None
    if said.order == 0:
        return _definition(state, name, said)
    if state.task.coordinates is not None and (said.by == COORDINATES[0].name or state.is_claim(said.answer)):
        return None  # dy/dx is what is asked for
    if name not in letters.meanings and Symbol(said.by) not in letters.meanings:
        return None
    variable = Symbol(said.by) if said.by else letters.variable
    if variable is letters.variable and same(letters.meaning(name), state.task.problem):
        return None  # a name for the whole problem
    return _derivative_of(state, name, variable, said)


def _definition(state: State, name: Symbol, said: Statement) -> Finding | None:
    letters, problem = state.letters, state.task.problem
    if state.is_claim(said.answer):
        return None
    if state.task.coordinates is not None and name in COORDINATES:
        return _equal_sides(state, replace(said, sides=(name, *said.sides)), RESTATED)
    if name in letters.meanings:
        return None
    meaning = substitute(said.sides[0], letters.meanings)
    known = set(symbols(meaning)) <= {*symbols(problem), letters.variable}
    if name in letters.whole and known and not is_part(meaning, problem):
        found = equal(problem, meaning)
        if found.status == "different":
            state.carried.extend(derivatives(meaning, letters.variable))
            return _false("line: not the problem", found, said)
    restated = known and same(meaning, problem)
    letters.meanings[name] = meaning
    return _equal_sides(state, said, RESTATED if restated else DEFINED)


def _derivative_of(state: State, name: Symbol, variable: Symbol, said: Statement) -> Finding:
    """``du/dx = ...``, or ``dy/du = ...`` where u is an intermediate variable itself."""
    letters = state.letters
    lower = letters.slope(name, variable, said.order - 1)
    verdict = judge_line(task_of(lower, variable), replace(said, sides=_written_in(state, variable, said.sides)))
    if verdict.status == "incorrect":
        wrong = letters.written_out(said.answer)
        if variable in letters.meanings:
            state.carried.append(wrong * letters.slope(variable, letters.variable))
        else:
            state.claimed[name] = wrong
    return verdict


def problem_again(state: State, said: Statement, last: bool) -> Finding | None:
    """The problem itself, copied or rewritten before it is differentiated."""
    problem = state.task.problem
    if said.order or state.previous is not None:
        return None
    if state.task.curve is not None:
        return RESTATED if not last and all(side is problem for side in said.sides) else None
    sides = [state.letters.written_out(side) for side in said.opened]
    restated = all(same(side, problem) for side in sides)
    if restated and (not last or said.defines) and not state.agrees(sides[-1]):
        return replace(RESTATED, notices=said.notices)
    return None


def derivative_of_part(state: State, said: Statement, last: bool) -> Finding | None:
    """``d/dx(x^2) = 2x`` where x² is but a part of the problem."""
    match said.opened:
        case (Derivative(expression, Symbol() as variable, 1), _, *_) if not is_name(expression) and state.task.curve is None:
            (meaning,) = _written_in(state, variable, (expression,))
            if variable in state.letters.whole or same(meaning, state.task.problem):
                return None
            sides = _written_in(state, variable, said.opened[1:])
            return judge_line(task_of(meaning, variable), Statement(sides, notices=said.notices))
    return None


def equation_for_slope(state: State, said: Statement, last: bool) -> Finding | None:
    """An equation about y and y′, as logarithmic differentiation has them: it has to hold."""
    letters, sides = state.letters, said.opened
    if state.task.curve is not None or said.defines or len(sides) < 2 or _is_head(sides[0]):
        return None
    whole = {*letters.whole, *(name for name in letters.meanings if same(letters.meaning(name), state.task.problem))}
    if not any(_contains(side, whole) for side in sides):
        return None
    if state.agrees(letters.written_out(sides[0])) and not _contains(sides[0], whole):
        return None
    verdict = _equal_sides(state, replace(said, sides=sides), HOLDS)
    if verdict.status == "incorrect" and len(sides) == 2:
        slopes = _implied_slopes(state, *sides)
        if any(same(slope, wrong) for slope in slopes for wrong in state.carried):
            return followed(verdict, "follows from above")
        state.carried.extend(slopes)
    return verdict


def _implied_slopes(state: State, left: Form, right: Form) -> list[Form]:
    """The derivative of the problem that an equation for y and y′ would give if it held; none if it gives none."""
    letters = state.letters
    primes = {part: SLOPE for part in walk(left, right) if _is_slope(part)}
    difference = substitute(left, primes) - substitute(right, primes)
    if not primes:
        y = next((name for name in letters.whole if name in symbols(difference)), WHOLE[0])
        parts = [*derivatives(difference, letters.variable), *derivatives(difference, y)]
    else:
        without = substitute(difference, {SLOPE: ZERO})
        parts = [without, substitute(difference, {SLOPE: ONE}) - without]
    return [letters.written_out(-parts[0] / parts[1])] if len(parts) == 2 else []


def identity_of_part(state: State, said: Statement, last: bool) -> Finding | None:
    """An identity about a part of the problem, or of the line before: ``sin^2 x + cos^2 x = 1``."""
    first, *others = (state.letters.written_out(side) for side in said.opened)
    if state.task.curve is not None or said.defines or last or not others or not all(map(is_expression, (first, *others))):
        return None
    wholes = [whole for whole in (state.task.problem, state.previous) if whole is not None]
    if any(first is whole for whole in wholes) or not any(is_part(first, whole) for whole in wholes):
        return None
    if state.agrees(first) or (state.previous is not None and same(first, state.previous)):
        return None
    return _equal_sides(state, said, HOLDS) if all(same(first, side) for side in others) else None


def _equal_sides(state: State, said: Statement, right: Finding) -> Finding:
    """The verdict on a chain of sides that need only be equal to each other."""
    first, *others = (state.letters.written_out(side) for side in said.sides)
    for other in others:
        found = equal(first, other)
        if found.status == "different":
            return _false("equation false", found, said)
        if found.status == "undecided":
            return Finding("undecided", said=(say("equation undecided", reason=found.method),), notices=said.notices)
    return replace(right, notices=said.notices)


def _false(key: str, found: Equality, said: Statement) -> Finding:
    counterexample = found.counterexample
    return Finding("incorrect", said=(say(key, reason=found.reason),), counterexample=counterexample, notices=said.notices)


def _written_in(state: State, variable: Symbol, sides: tuple[Form, ...]) -> tuple[Form, ...]:
    """Expressions in which all letters but one are written out."""
    return tuple(state.letters.written_out(side, frozenset((variable,))) for side in sides)


def _contains(side: Form, names: set[Symbol]) -> bool:
    return any(isinstance(part, Symbol | Undefined) and Symbol(part.name) in names for part in walk(side))


def _is_head(side: Form) -> bool:
    """Whether a side only names what is sought; ``f(x + h)`` does not."""
    return is_name(side) and not (isinstance(side, Undefined) and any(not isinstance(each, Symbol) for each in side.arguments))


def _is_slope(part: Form) -> bool:
    match part:
        case Undefined(_, _, (1,)) | Derivative(Symbol() | Undefined(), _, 1):
            return True
    return False
