"""One answer to one derivative: right, wrong and why, or undecided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from flint import arb

from symdiff.checker.diagnosis.curves import diagnose_on_curve, solved_for_slope, with_slope
from symdiff.checker.diagnosis.diagnosis import Diagnosis, diagnose
from symdiff.checker.diagnosis.parametric import diagnose_parametric
from symdiff.checker.equality.conventions import convention_notices, has_decimals
from symdiff.checker.equality.counterexample import example
from symdiff.checker.equality.sheet import differ, precise
from symdiff.checker.equality.values import Equality
from symdiff.checker.finding import Finding
from symdiff.checker.finish import DEMANDS, left_to_do
from symdiff.checker.problems.derived import Derived, Tangents
from symdiff.checker.problems.tasks import Task
from symdiff.checker.reading.answers import Statement, is_name
from symdiff.checker.verdict import FORM_SCORE, SLIP_SCORE, Marked, Written, score_of
from symdiff.errors import UnsupportedError
from symdiff.forms import Derivative, Form, Number, Relation, Symbol, Undefined, Vector, symbols, transform, walk
from symdiff.render.plain import plain
from symdiff.several.matrix import Layout
from symdiff.verify.values import NAN, Value, rational
from symdiff.wording.sentences import Sentence, say

SHORTEST_PLACE = 60  # a longer expression is not quoted in a message


@dataclass(frozen=True, slots=True)
class Accepted:
    """What a teacher accepts.

    Attributes:
        demands: the forms that are asked for.
        tolerance: the relative error within which decimals are accepted.
        layout: the only layout of a Jacobian that is accepted, or ``None``.
    """

    demands: tuple[str, ...] = ()
    tolerance: Fraction = Fraction(0)
    layout: Layout | None = None


EVERYTHING = Accepted()


def judge_one(task: Task, given: Statement, accepted: Accepted = EVERYTHING) -> Finding:
    """The verdict on an answer or a line of working, in which derivatives may still be asked for.

    Parameters:
        task: the derivative that is asked for.
        given: what was handed in.
        accepted: what the teacher accepts.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> from symdiff.checker.reading.answers import statement
    >>> judge_one(task_of("sin(x^2)", "x", 1), statement("cos(x^2)")).mistake
    'chain-rule-missing-inner-derivative'
    """
    answer = given.answer
    found = _on_curve(task, answer)
    if found is None:
        answer = answer.right if isinstance(answer, Relation) else answer
        found = compare(task, answer, accepted.tolerance)
    notices = together(task.notices, given.notices, found.notices, _head_notices(task, given))
    match found.status:
        case "equal":
            return replace(_right(answer, accepted.demands, notices), proved=found.proved)
        case "different":
            return replace(_wrong(task, answer, found, notices), proved=found.proved)
    return Finding("undecided", said=(say("undecided", reason=found.method),), notices=notices)


def _on_curve(task: Task, answer: Form) -> Equality | None:
    """The verdict on an equation for y′, or ``None`` if an answer is none: with the true slope for y′, it has to hold."""
    if task.curve is None or not isinstance(answer, Relation) or answer.operator != "=" or task.order > 1:
        return None
    x, y = task.curve.x, task.curve.y
    left, right = (with_slope(task.curve, side, task.truth) for side in (answer.left, answer.right))
    if answer.left in _names_of_slope(y, x):
        return None
    if left is answer.left and right is answer.right:
        return Equality("different", say("slope left out", y=y.name, x=x.name), proved=True)
    return replace(task, truth=left).compare(right)


def _names_of_slope(y: Symbol, x: Symbol) -> tuple[Form, ...]:
    return y, Undefined(y.name, (), (1,)), Undefined(y.name, (x,), (1,)), Derivative(y, x)


def compare(task: Task, answer: Form, tolerance: Fraction = Fraction(0)) -> Equality:
    """Whether an answer is right; the values at a few points, which are known, are looked at first.

    Parameters:
        task: the derivative that is asked for.
        answer: what is compared with it.
        tolerance: the relative error within which decimals are accepted.
    """
    derived = task.derived
    if derived is not None and task.curve is None and not isinstance(answer, Vector | Relation):
        with precise():
            if tolerance:
                return _close(derived.real, answer, tolerance) or task.compare(answer)
            for tangents in derived.real[:1] if set(symbols(answer)) <= set(derived.letters) else ():
                value = _value(tangents, answer)
                if type(value) is arb and differ(value, tangents.truth):
                    notices = convention_notices(task.truth, answer, "different")
                    return _plainly_proven(derived, answer, notices) or _proven(tangents, value, notices)
    return task.compare(answer)


def _value(tangents: Tangents, answer: Form) -> Value:
    try:
        return tangents.sheet.passing(answer)
    except (UnsupportedError, KeyError):
        return NAN


def _plainly_proven(derived: Derived, answer: Form, notices: tuple[Sentence, ...]) -> Equality | None:
    for tangents in derived.plain:
        value = _value(tangents, answer)
        if type(value) is arb and differ(value, tangents.truth):
            return _proven(tangents, value, notices)
    return None


def _proven(tangents: Tangents, value: arb, notices: tuple[Sentence, ...] = ()) -> Equality:
    if tangents.depends_on_unknowns:
        return Equality("different", say("different values"), None, notices, proved=True)
    return Equality("different", say("different values"), example(tangents.sheet, tangents.truth, value), notices, proved=True)


def _close(all_tangents: Sequence[Tangents], answer: Form, tolerance: Fraction) -> Equality | None:
    """The verdict where decimals are accepted that are close enough, or ``None`` where no point has both values."""
    count = 0
    for tangents in all_tangents:
        value = _value(tangents, answer)
        if value.is_finite():
            count += 1
            if not abs(value - tangents.truth) <= rational(tolerance) * abs(tangents.truth).max(arb(1)):
                return _proven(tangents, value)
    return Equality("equal", say("close at points", count=str(count))) if count else None


def _head_notices(task: Task, given: Statement) -> tuple[Sentence, ...]:
    found = []
    if given.order and given.order != task.order:
        found.append(say("another order"))
    claims = [side for side in given.opened[:-1] if side is not task.problem and not is_name(side)]
    if task.curve is None and any(compare(task, claim).status == "different" for claim in claims):
        found.append(say("chain not equal"))
    return tuple(found)


def _right(answer: Form, demands: Sequence[str], notices: tuple[Sentence, ...]) -> Finding:
    left = left_to_do(answer)
    form: Written = "unsimplified" if left else "simplified"
    missed = next((found for demand in demands if (found := DEMANDS[demand](answer))), None)
    if missed:
        said = say("right, in another form", missed=missed)
        return Finding("correct", form, said=(said,), score=FORM_SCORE, notices=notices)
    said = say("correct, not simplified", left=say(left)) if left else say("correct")
    return Finding("correct", form, said=(said,), score=1.0, notices=notices)


def _wrong(task: Task, answer: Form, found: Equality, notices: tuple[Sentence, ...]) -> Finding:
    wrong = Finding("incorrect", counterexample=found.counterexample, notices=notices)
    if task.derived is not None and has_decimals(answer) and _is_rounded(task.derived, answer):
        return replace(wrong, mistake="rounded", said=(say("rounded"),), score=SLIP_SCORE)
    diagnosis = _diagnosis(task, answer)
    wrong = replace(wrong, said=_explained(task, answer, found, diagnosis), score=score_of(diagnosis))
    if diagnosis is None:
        return wrong
    return replace(
        wrong,
        mistake=diagnosis.mistake.name,
        where=diagnosis.step,
        rule=_rule_at(task, diagnosis.step.left),
        marked=_marked(task, answer, diagnosis),
    )


def _marked(task: Task, answer: Form, diagnosis: Diagnosis) -> Marked | None:
    """The place of a mistake: what came out of it, if the student wrote just that, else where in the problem it was made."""
    derived = task.derived
    if derived is not None:

        def found(part: Form) -> Form:
            return derived.slope(part.expression) if isinstance(part, Derivative) else part

        written = transform(diagnosis.step.right, found)
        if written is not answer and any(part is written for part in walk(answer)):
            return Marked("answer", answer, written)
    place = _place(diagnosis)
    if place is not task.problem and any(part is place for part in walk(task.problem)):
        return Marked("problem", task.problem, place)
    return None


def _place(diagnosis: Diagnosis) -> Form:
    """The expression that was differentiated or rewritten wrongly."""
    left = diagnosis.step.left
    return left.expression if isinstance(left, Derivative) else left


def _rule_at(task: Task, place: Form) -> str | None:
    """The name of the true rule that applies where a mistake was made."""
    found = task.derived.found if task.derived is not None else {}
    step = found.get(place.expression) if isinstance(place, Derivative) else None
    return step.step.rule if step is not None else None


def _is_rounded(derived: Derived, answer: Form) -> bool:
    """Whether an answer is right with other numbers that its decimals are the rounded values of."""
    decimals = {part: part.typed for part in walk(answer) if isinstance(part, Number) and part.typed and "." in part.typed}
    with precise():
        balls: dict[Form, arb] = {
            part: arb(rational(part.value), 10.0 ** -len(typed.partition(".")[2]) / 2) for part, typed in decimals.items()
        }
        values = [tangents.sheet.with_numbers(answer, balls) for tangents in derived.real]
        pairs = zip(values, derived.real, strict=True)
        return bool(values) and all(value.is_finite() and value.overlaps(tangents.truth) for value, tangents in pairs)


def _diagnosis(task: Task, answer: Form) -> Diagnosis | None:
    if task.curve is not None:
        return diagnose_on_curve(task, solved_for_slope(task.curve, answer) if isinstance(answer, Relation) else answer)
    if task.coordinates is not None:
        return diagnose_parametric(task, answer)
    return diagnose(task.derived, answer, task.order) if task.derived is not None else None


def _explained(task: Task, answer: Form, found: Equality, diagnosis: Diagnosis | None) -> tuple[Sentence, ...]:
    """What to tell a student whose answer is wrong: the mistake, or a strange letter, or a point where it shows."""
    if diagnosis is not None and found.method.key != "slope left out":
        place = _place(diagnosis)
        text = plain(place)
        look = () if place is task.problem or len(text) > SHORTEST_PLACE else (say("look at", place=text),)
        more = (say("another mistake"),) if diagnosis.others else ()
        return diagnosis.mistake.said, *look, *more
    strange = sorted({letter.name for letter in symbols(answer)} - {letter.name for letter in symbols(task.problem)})
    if strange:
        return (say("strange letters", letters=", ".join(strange)),)
    return (say("not the derivative", reason=_reason(found)),)


def _reason(found: Equality) -> Sentence:
    example = found.counterexample
    if example is None or example.left == example.right:  # the digits that are shown do not tell them apart
        return found.method
    if example.point:
        return say("values at a point", point=example.place, right=example.left, given=example.right)
    return say("values as numbers", right=example.left, given=example.right)


def together(*notices: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Several notices without repetitions."""
    return tuple(dict.fromkeys(notice for several in notices for notice in several))
