"""Is an answer right, and if not, why not: the public functions ``equal`` and ``check``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Literal, TypeAlias

from flint import arb

from symdiff.checker import equal as comparing
from symdiff.checker.answers import Given, Statement, is_name, statement
from symdiff.checker.conventions import convention_notices
from symdiff.checker.derived import Tangents
from symdiff.checker.diagnosis import Diagnosis, diagnose, diagnose_slope
from symdiff.checker.finish import DEMANDS, left_to_do
from symdiff.checker.sheet import differ, precise
from symdiff.checker.spellings import spelling_notices
from symdiff.checker.tasks import MatrixTask, Task, slope_of, task_of
from symdiff.checker.values import Counterexample, Equality
from symdiff.checker.verdict import FORM_SCORE, SLIP_SCORE, Verdict, score_of
from symdiff.errors import ParseError, SymdiffError, UnsupportedError
from symdiff.forms import Derivative, Form, Relation, Symbol, Undefined, Vector, symbols, transform, walk
from symdiff.render.plain import plain
from symdiff.verify.values import NAN, Value, rational

Layout: TypeAlias = Literal["numerator", "denominator"]

SHORTEST_PLACE = 60  # a longer expression is not quoted in a message


def equal(a: Given, b: Given) -> Verdict:
    """Whether two expressions are equal.

    Parameters:
        a: what is right: text, LaTeX, a SymPy expression or a form.
        b: what is compared with it.

    Returns:
        ``correct`` where they are equal, ``incorrect`` where a point proves that they are not, ``invalid`` where one cannot be
        read, else ``undecided``; the notices name every convention that this hangs on.

    >>> equal("2(x + 1)", "2x + 2").correct
    True
    >>> print(equal("sqrt(x^2)", "x").counterexample)
    where x = -112/101, 1.10891089108911 against -1.10891089108911
    """
    try:
        right, given = statement(a), statement(b)
        found = comparing.equal(_whole(right, given), _whole(given, right))
    except SymdiffError as error:
        return unreadable(error)
    notices = _together(found.notices, right.notices, given.notices, spelling_notices(a, b))
    match found.status:
        case "equal":
            return Verdict("correct", message="They are equal.", score=1.0, notices=notices)
        case "different":
            message = f"They are not equal: {found.counterexample or found.method}."
            return Verdict("incorrect", message=message, counterexample=found.counterexample, notices=notices)
    return Verdict("undecided", message=f"Whether they are equal is not known: {found.method}.", notices=notices)


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
) -> Verdict:
    """Whether an answer is the derivative of a problem, and if not, which mistake explains it.

    Parameters:
        problem: text, LaTeX, a SymPy expression or a form; an equation asks for the slope of its curve, a list for its Jacobian.
        answer: the same; also ``f'(x) = ...``, ``dy/dx = ...``, a chain of equal expressions, a list, a matrix.
        wrt: the variable, or several; left out, as in ``differentiate``.
        order: how many times the problem has to be differentiated.
        demands: forms that are asked for: ``simplified``, ``factored``, ``one fraction``, ``no negative exponents``.
        tolerance: a relative error within which decimals are accepted; 0 for none.
        layout: ``numerator`` or ``denominator`` where only one layout of a Jacobian is accepted.

    Returns:
        a verdict; an answer that cannot be read is ``invalid``.

    Raises:
        SymdiffError: if the problem itself cannot be read or differentiated, or there is no such demand or layout.

    >>> check("x sin x", "sin(x) + x cos(x)").status
    'correct'
    >>> v = check("sin(x^2)", "cos(x^2)")
    >>> v.mistake, v.score
    ('chain-rule-missing-inner-derivative', 0.5)
    """
    demands = tuple(demands)
    for demand in demands:
        if demand not in DEMANDS:
            raise SymdiffError(f"There is no demand {demand!r}: it is one of {', '.join(DEMANDS)}.")
    if layout not in (None, "numerator", "denominator"):
        raise SymdiffError(f"There is no layout {layout!r}: it is numerator or denominator.")
    task = task_of(problem, wrt, order)
    try:
        given = statement(answer, slope_of(task))
        if isinstance(given.answer, Vector) and isinstance(task, Task):
            task = task_of(problem, wrt, order, listed=True)
        return judge(task, given, demands, Fraction(tolerance), layout)
    except SymdiffError as error:
        return unreadable(error)


def unreadable(error: SymdiffError) -> Verdict:
    """The verdict on what could not be read."""
    message = error.message if isinstance(error, ParseError) else str(error)
    hint = f" ({error.hint})" if isinstance(error, ParseError) and error.hint else ""
    return Verdict("invalid", message=f"This cannot be read: {message}{hint}.".replace("..", "."))


def judge(
    task: Task | MatrixTask,
    given: Statement,
    demands: Sequence[str] = (),
    tolerance: Fraction = Fraction(0),
    layout: Layout | None = None,
) -> Verdict:
    """The verdict on an answer that was read."""
    verdict = judge_line(task, given, demands, tolerance, layout)
    answer = given.answer.right if isinstance(given.answer, Relation) else given.answer
    if verdict.correct and any(isinstance(part, Derivative) for part in walk(answer)):
        message = "Your answer still asks for a derivative: carry it out."
        return replace(verdict, status="incorrect", form=None, mistake="not-differentiated", message=message, score=0.0)
    return verdict


def judge_line(
    task: Task | MatrixTask,
    given: Statement,
    demands: Sequence[str] = (),
    tolerance: Fraction = Fraction(0),
    layout: Layout | None = None,
) -> Verdict:
    """The verdict on a line of working, in which derivatives may still be asked for."""
    if isinstance(task, MatrixTask):
        return _judge_matrix(task, given, demands, tolerance, layout)
    answer = given.answer
    found = _on_curve(task, answer)
    if found is None:
        answer = answer.right if isinstance(answer, Relation) else answer
        found = compare(task, answer, tolerance)
    notices = _together(task.notices, given.notices, found.notices, _head_notices(task, given))
    match found.status:
        case "equal":
            return _right(answer, demands, notices)
        case "different":
            return _wrong(task, answer, found, notices)
    return Verdict("undecided", message=f"Whether this is right could not be decided: {found.method}.", notices=notices)


def _on_curve(task: Task, answer: Form) -> Equality | None:
    """The verdict on an equation for y′, or ``None`` if an answer is none: with the true slope for y′, it has to hold."""
    if task.curve is None or not isinstance(answer, Relation) or answer.operator != "=" or task.order > 1:
        return None
    x, y = task.curve.x, task.curve.y

    def put_in(form: Form) -> Form:
        match form:
            case Undefined(y.name, (), (1,)) | Derivative(Symbol(y.name) | Undefined(y.name, _), _, 1):
                return task.truth
            case Undefined(y.name, (argument,), (1,)):  # y′(...) is y′ times a bracket, unless the bracket is x
                return task.truth if argument is x else task.truth * argument
            case Undefined(y.name, (argument,), (0,)) if argument is x:
                return y
        return form

    left, right = transform(answer.left, put_in), transform(answer.right, put_in)
    if answer.left in _names_of_slope(y, x):
        return None
    if left is answer.left and right is answer.right:
        return Equality("different", f"the factor {y.name}′ is missing: {y.name} is a function of {x.name}", proved=True)
    return replace(task, truth=left).compare(right)


def _names_of_slope(y: Symbol, x: Symbol) -> tuple[Form, ...]:
    return y, Undefined(y.name, (), (1,)), Undefined(y.name, (x,), (1,)), Derivative(y, x)


def compare(task: Task, answer: Form, tolerance: Fraction = Fraction(0)) -> Equality:
    """Whether an answer is right; the values at a few points, which are known, are looked at first."""
    derived = task.derived
    if derived is not None and task.curve is None and not isinstance(answer, Vector | Relation):
        with precise():
            if tolerance:
                return _close(derived.real, answer, tolerance) or task.compare(answer)
            for tangents in derived.real[:1] if set(symbols(answer)) <= set(derived.letters) else ():
                value = _value(tangents, answer)
                if type(value) is arb and differ(value, tangents.truth):
                    return _proven(tangents, value, convention_notices(task.truth, answer, "different"))
    return task.compare(answer)


def _value(tangents: Tangents, answer: Form) -> Value:
    try:
        return tangents.sheet.passing(answer)
    except (UnsupportedError, KeyError):
        return NAN


def _proven(tangents: Tangents, value: arb, notices: tuple[str, ...] = ()) -> Equality:
    point = {symbol.name: at for symbol, at in tangents.sheet.point.items()}  # type: ignore[attr-defined]
    texts = (each.str(15, radius=False) for each in (tangents.truth, value))
    return Equality("different", "different values, proven", Counterexample(point, *texts), notices, proved=True)


def _close(all_tangents: Sequence[Tangents], answer: Form, tolerance: Fraction) -> Equality | None:
    """The verdict where decimals are accepted that are close enough, or ``None`` where no point has both values."""
    count = 0
    for tangents in all_tangents:
        value = _value(tangents, answer)
        if value.is_finite():
            count += 1
            if not abs(value - tangents.truth) <= rational(tolerance) * abs(tangents.truth).max(arb(1)):
                return _proven(tangents, value)
    return Equality("equal", f"as close as asked at {count} points") if count else None


def _head_notices(task: Task, given: Statement) -> tuple[str, ...]:
    found = []
    if given.order and given.order != task.order:
        found.append("the derivative in front of the answer is of another order than the one asked for")
    sides = [side for each in given.sides for side in (each.children if isinstance(each, Relation) else (each,))][:-1]
    if task.curve is None and any(
        side is not task.problem and not is_name(side) and compare(task, side).status == "different" for side in sides
    ):
        found.append("not all sides of this chain of equations are equal")
    return tuple(found)


def _right(answer: Form, demands: Sequence[str], notices: tuple[str, ...]) -> Verdict:
    left = left_to_do(answer)
    form: Literal["simplified", "unsimplified"] = "unsimplified" if left else "simplified"
    missed = next((found for demand in demands if (found := DEMANDS[demand](answer))), "")
    if missed:
        return Verdict("correct", form, message=f"The value is right, but {missed}.", score=FORM_SCORE, notices=notices)
    message = f"Correct. It can still be simplified: {left}." if left else "Correct."
    return Verdict("correct", form, message=message, score=1.0, notices=notices)


def _wrong(task: Task, answer: Form, found: Equality, notices: tuple[str, ...]) -> Verdict:
    diagnosis = _diagnosis(task, answer)
    message = explained(task, answer, found, diagnosis)
    return Verdict(
        "incorrect",
        mistake=diagnosis.mistake.name if diagnosis else None,
        where=diagnosis.step if diagnosis else None,
        message=message,
        score=score_of(diagnosis),
        counterexample=found.counterexample,
        notices=notices,
    )


def _diagnosis(task: Task, answer: Form) -> Diagnosis | None:
    if task.curve is not None and not isinstance(answer, Relation):
        return diagnose_slope(
            task.truth, task.problem, task.curve.x, lambda form: replace(task, truth=form).compare(answer).status == "equal"
        )
    return diagnose(task.derived, answer, task.order) if task.derived is not None else None


def explained(task: Task, answer: Form, found: Equality, diagnosis: Diagnosis | None) -> str:
    """What to tell a student whose answer is wrong: the mistake, or a strange letter, or a point where it shows."""
    if diagnosis is not None:
        place = diagnosis.step.left
        place = place.expression if isinstance(place, Derivative) else place
        text = plain(place)
        quoted = "" if place is task.problem or len(text) > SHORTEST_PLACE else f" Look at {text}."
        more = " There is another mistake beside it." if diagnosis.others else ""
        return diagnosis.mistake.why + quoted + more
    strange = sorted({letter.name for letter in symbols(answer)} - {letter.name for letter in symbols(task.problem)})
    if strange:
        return f"Your answer contains {', '.join(strange)}, which the problem does not."
    return f"This is not the derivative: {_point(found)}"


def _point(found: Equality) -> str:
    example = found.counterexample
    if example is None:
        return found.method + "."
    place = ", ".join(f"{name} = {value}" for name, value in example.point.items())
    where = f"where {place}, " if place else ""
    return f"{where}it is {example.left}, and yours is {example.right}."


# ---- lists and matrices ----


def _judge_matrix(
    task: MatrixTask, given: Statement, demands: Sequence[str], tolerance: Fraction, layout: Layout | None
) -> Verdict:
    entries = _entries(given.answer, task)
    notices = _together(task.notices, given.notices)
    height, width = task.shape
    shape = len(entries), len(entries[0]) if entries else 0
    flat = [entry for row in entries for entry in row]
    if not task.functions or 1 in task.shape:
        straight = [flat] if height == 1 else [[entry] for entry in flat] if width == 1 else entries
        if len(flat) != height * width:
            return _wrong_shape(f"Your answer has {len(flat)} entries, and there are {height * width}.", notices)
        return _by_entries(task, straight, demands, tolerance, notices)
    turned = [list(column) for column in zip(*entries, strict=True)] if shape[0] else []
    if shape not in ((height, width), (width, height)):
        return _wrong_shape(f"Your matrix is {shape[0]}×{shape[1]}; it should be {height}×{width}.", notices)
    first, second = (turned, entries) if layout == "denominator" else (entries, turned)
    wanted = (width, height) if layout == "denominator" else (height, width)
    verdict = (
        _by_entries(task, first, demands, tolerance, notices) if shape == wanted or (layout is None and shape == wanted) else None
    )
    if verdict is not None and verdict.status != "incorrect":
        return verdict
    other = _by_entries(task, second, demands, tolerance, notices) if (len(second), len(second[0])) == task.shape else None
    if other is not None and other.correct:
        if layout is None:
            said = "this is the transpose: a column for each function (denominator layout)"
            return Verdict("correct", other.form, message=other.message, score=1.0, notices=(*notices, said))
        message = "This is the transpose: all entries are right, but rows and columns are swapped."
        return Verdict("incorrect", mistake="transposed", message=message, score=SLIP_SCORE, notices=notices)
    return verdict or other or _wrong_shape(f"Your matrix is {shape[0]}×{shape[1]}; it should be {height}×{width}.", notices)


def _entries(answer: Form, task: MatrixTask) -> list[list[Form]]:
    match answer:
        case Vector(rows) if rows and all(isinstance(row, Vector) for row in rows):
            return [list(row.children) for row in rows]
        case Vector(components):
            return [[component] for component in components] if task.shape[1] == 1 else [list(components)]
    if task.shape == (1, 1):
        return [[answer]]
    raise UnsupportedError(f"the answer is {task.shape[0]} by {task.shape[1]} derivatives; write them as a list: [2x, 3y]")


def _wrong_shape(message: str, notices: tuple[str, ...]) -> Verdict:
    return Verdict("incorrect", mistake="wrong-shape", message=message, notices=notices)


def _by_entries(
    task: MatrixTask, entries: Sequence[Sequence[Form]], demands: Sequence[str], tolerance: Fraction, notices: tuple[str, ...]
) -> Verdict:
    verdicts = {
        (i, j): judge(entry, Statement((entries[i][j],)), demands, tolerance)
        for i, row in enumerate(task.rows)
        for j, entry in enumerate(row)
    }
    share = sum(verdict.score for verdict in verdicts.values()) / len(verdicts)
    for status in ("incorrect", "undecided"):
        for (i, j), verdict in verdicts.items():
            if verdict.status == status:
                place = f"entry {i + 1}, {j + 1}" if min(task.shape) > 1 else f"entry {max(i, j) + 1}"
                return Verdict(
                    verdict.status,
                    mistake=verdict.mistake,
                    where=verdict.where,
                    message=f"In {place}: {verdict.message}",
                    score=share if status == "incorrect" else 0.0,
                    counterexample=verdict.counterexample,
                    notices=_together(notices, verdict.notices),
                )
    last = max(verdicts.values(), key=lambda verdict: (verdict.score < 1, verdict.form == "unsimplified"))
    return Verdict("correct", last.form, message=last.message, score=share, notices=notices)


def _together(*notices: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notice for several in notices for notice in several))
