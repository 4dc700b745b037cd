"""Is an answer right, and if not, why not: the public functions ``equal`` and ``check``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import inf

from symdiff.checker.equality import equal as comparing
from symdiff.checker.equality.counterexample import plainer
from symdiff.checker.equality.values import Equality
from symdiff.checker.finding import Finding
from symdiff.checker.finish import DEMANDS
from symdiff.checker.judging import EVERYTHING, Accepted, judge_one, together
from symdiff.checker.matrices import judge_matrix
from symdiff.checker.problems.solution import solution
from symdiff.checker.problems.tasks import MatrixTask, Task, slope_of, task_of
from symdiff.checker.reading.answers import Given, Statement, conditions, statement
from symdiff.checker.reading.spellings import spelling_notices
from symdiff.checker.verdict import Verdict
from symdiff.errors import ParseError, SymdiffError, speaking
from symdiff.forms import Derivative, Form, Relation, Symbol, Vector, walk
from symdiff.memory import collection_paused
from symdiff.several.matrix import Layout, known_layout
from symdiff.wording.sentences import say


def equal(a: Given, b: Given, *, prove: bool = False, language: str = "en") -> Verdict:
    """Whether two expressions are equal.

    Parameters:
        a: what is right: text, LaTeX, a SymPy expression or a form.
        b: what is compared with it.
        prove: where nothing speaks against it, look for a proof by algebra as well, within bounds on its work.
        language: of what is said, ``en`` or ``de``.

    Returns:
        ``correct`` where they are equal, ``incorrect`` where a point proves that they are not, ``invalid`` where one cannot be
        read, else ``undecided``; the notices name every convention that this hangs on.

    >>> equal("2(x + 1)", "2x + 2").correct
    True
    >>> print(equal("sqrt(x^2)", "x").counterexample)
    where x = -1, 1 against -1
    >>> equal("sin(2x)", "2 sin(x) cos(x)", prove=True).proved
    True
    """
    with speaking(language) as wording:
        return _compared(a, b, comparing.prove_equal if prove else comparing.equal).told(wording)


def _compared(a: Given, b: Given, compare: Callable[[Form, Form], Equality]) -> Finding:
    try:
        right, given = _both(a, b)
        sides = _whole(right, given), _whole(given, right)
        found = compare(*sides)
        if found.counterexample is not None:
            found = replace(found, counterexample=plainer(*sides, found.counterexample))
    except SymdiffError as error:
        return unreadable(error)
    notices = together(found.notices, right.notices, given.notices, spelling_notices(a, b))
    match found.status:
        case "equal":
            return Finding("correct", said=(say("equal"),), score=1.0, notices=notices, proved=found.proved)
        case "different":
            said = say("not equal", reason=found.reason)
            return Finding("incorrect", said=(said,), counterexample=found.counterexample, notices=notices, proved=True)
    return Finding("undecided", said=(say("perhaps equal", reason=found.method),), notices=notices)


def _both(a: Given, b: Given) -> tuple[Statement, Statement]:
    """Two answers to be compared: expressions and equations, or else conditions."""
    try:
        return statement(a), statement(b)
    except ParseError:
        match conditions(a, b):
            case [first, second]:
                return first, second
        raise


def _whole(said: Statement, other: Statement) -> Form:
    """What was written, as an equation where it is one; ``x = 3`` is one beside another equation only."""
    match said.sides:
        case (left, right) if not said.defines:
            return Relation(left, "=", right)
        case (only,) if said.defines and not said.order and isinstance(other.answer, Relation):
            return Relation(Symbol(said.defines), "=", only)
    return said.answer


def check(
    problem: Given,
    answer: Given,
    wrt: str | Sequence[str] | None = None,
    order: int = 1,
    *,
    demands: Iterable[str] = (),
    tolerance: float | Fraction = 0,
    layout: Layout | None = None,
    reveal: bool = False,
    language: str = "en",
) -> Verdict:
    """Whether an answer is the derivative of a problem, and if not, which mistake explains it.

    Parameters:
        problem: text, LaTeX, a SymPy expression or a form; an equation asks for the slope of its curve, as does a curve given
            by a parameter, ``x = ..., y = ...``; a list asks for its Jacobian.
        answer: the same; also ``f'(x) = ...``, ``dy/dx = ...``, a chain of equal expressions, a list, a matrix.
        wrt: the variable, or several; left out, as in ``differentiate``.
        order: how many times the problem has to be differentiated.
        demands: forms that are asked for: ``simplified``, ``factored``, ``one fraction``, ``no negative exponents``.
        tolerance: a relative error within which decimals are accepted; 0 for none.
        layout: ``numerator`` or ``denominator`` where only one layout of a Jacobian is accepted.
        reveal: tell the right answer too, as ``solution`` of the verdict.
        language: of what is said, ``en`` or ``de``.

    Returns:
        a verdict; an answer that cannot be read is ``invalid``.

    Raises:
        SymdiffError: if the problem itself cannot be read or differentiated, or there is no such demand, tolerance, layout or
            language.

    >>> check("x sin x", "sin(x) + x cos(x)").status
    'correct'
    >>> v = check("sin(x^2)", "cos(x^2)")
    >>> v.mistake, v.score
    ('chain-rule-missing-inner-derivative', 0.5)
    """
    with collection_paused(), speaking(language) as wording:
        accepted = _accepted(tuple(demands), tolerance, layout)
        task = task_of(problem, wrt, order)
        try:
            given = statement(answer, slope_of(task))
            if isinstance(given.answer, Vector) and isinstance(task, Task):
                task = task_of(problem, wrt, order, listed=True)
            verdict = judge(task, given, accepted).told(wording)
        except SymdiffError as error:
            verdict = unreadable(error).told(wording)
        return replace(verdict, solution=solution(task)) if reveal else verdict


def _accepted(demands: tuple[str, ...], tolerance: float | Fraction, layout: Layout | None) -> Accepted:
    for demand in demands:
        if demand not in DEMANDS:
            raise SymdiffError(say("no such demand", given=repr(demand), known=", ".join(DEMANDS)))
    if layout is not None:
        known_layout(layout)
    if not 0 <= tolerance < inf:
        raise SymdiffError(say("no such tolerance", given=repr(tolerance)))
    return Accepted(demands, Fraction(tolerance), layout)


def unreadable(error: SymdiffError) -> Finding:
    """The verdict on what could not be read."""
    return Finding("invalid", said=(say("unreadable", reason=error.reason),))


def judge(task: Task | MatrixTask, given: Statement, accepted: Accepted = EVERYTHING) -> Finding:
    """The verdict on an answer that was read."""
    verdict = judge_line(task, given, accepted)
    answer = given.answer.right if isinstance(given.answer, Relation) else given.answer
    if verdict.correct and any(isinstance(part, Derivative) for part in walk(answer)):
        said = (say("derivative left"),)
        return replace(verdict, status="incorrect", form=None, mistake="not-differentiated", said=said, score=0.0)
    return verdict


def judge_line(task: Task | MatrixTask, given: Statement, accepted: Accepted = EVERYTHING) -> Finding:
    """The verdict on a line of working, in which derivatives may still be asked for."""
    return judge_matrix(task, given, accepted) if isinstance(task, MatrixTask) else judge_one(task, given, accepted)
