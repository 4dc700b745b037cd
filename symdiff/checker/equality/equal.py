"""Whether two answers are equal: expressions, lists of them, equations and conditions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symdiff.checker.equality.conventions import convention_notices, other_branch, whole_letters
from symdiff.checker.equality.proof import prove
from symdiff.checker.equality.relations import same_condition
from symdiff.checker.equality.values import Equality, same_values
from symdiff.forms import And, Form, Number, Or, Relation, Symbol, Vector, substitute
from symdiff.verify.comparing import paired
from symdiff.wording.sentences import Sentence, say

CONDITIONS = (Relation, And, Or)
WHOLE_NUMBERS = (1, 2, 3, 4, 7, 10)
RIGHT_SIDE = say("right side compared")


def equal(left: Form, right: Form, *, seed: int = 0) -> Equality:
    """Whether two expressions have the same value wherever both have one.

    Variables are real.  Lists are compared entry by entry; equations by what they say, so that ``2x = 6`` is ``x = 3``; of an
    equation beside an expression, as in ``y = ...``, the right side counts.

    Args:
        left, right: what to compare.
        seed: another seed takes other points.

    Returns:
        ``different`` only where that is proven by a point; ``equal`` where enough points agree and none differs; else
        ``undecided``.

    >>> from symdiff.forms import Symbol, sqrt
    >>> x = Symbol("x")
    >>> equal((x + 1) ** 2, x**2 + 2 * x + 1).status
    'equal'
    >>> print(equal(sqrt(x**2), x).counterexample)
    where x = -112/101, 1.10891 against -1.10891
    >>> equal(sqrt(x) ** 2, x).notices
    (Sentence(key='only the second', parts=(('point', 'x = -112/101'),)),)
    """
    verdict = _decided(left, right, seed)
    if verdict.status == "different" and _reordered(left, right):
        verdict = _with_notice(verdict, say("order of entries"))
    return replace(verdict, notices=(*verdict.notices, *convention_notices(left, right, verdict.status)))


def prove_equal(left: Form, right: Form, *, seed: int = 0) -> Equality:
    """As ``equal``, and where nothing speaks against it a proof by algebra is tried, within bounds on its work.

    >>> from symdiff.forms import Symbol, call
    >>> x = Symbol("x")
    >>> prove_equal(call("tan")(x) * call("cos")(x), call("sin")(x)).proved
    True
    """
    verdict = equal(left, right, seed=seed)
    pairs = paired(left, right)
    if verdict.proved or pairs is None or not all(prove(*pair) for pair in pairs):
        return verdict
    return replace(verdict, status="equal", method=say("by algebra"), proved=True)


def _decided(left: Form, right: Form, seed: int) -> Equality:
    match left, right:
        case Relation(_, "=", value), other if not isinstance(other, CONDITIONS):
            return _with_notice(_same_entries(value, other, seed), RIGHT_SIDE)
        case other, Relation(_, "=", value) if not isinstance(other, CONDITIONS):
            return _with_notice(_same_entries(other, value, seed), RIGHT_SIDE)
    return _same_entries(left, right, seed)


def _reordered(left: Form, right: Form) -> bool:
    """Whether two lists have the same entries in another order."""
    match left, right:
        case Vector(first), Vector(second):
            return len(first) == len(second) and set(first) == set(second)
    return False


def _with_notice(verdict: Equality, notice: Sentence) -> Equality:
    return replace(verdict, notices=(*verdict.notices, notice))


def _same_entries(left: Form, right: Form, seed: int) -> Equality:
    """Compare entry by entry; what is no list is its own only entry."""
    verdicts: list[Equality] = []
    stack: list[tuple[tuple[int, ...], Form, Form]] = [((), left, right)]
    while stack:
        place, one, other = stack.pop()
        match one, other:
            case Vector(first), Vector(second) if len(first) != len(second):
                return _different(place, say("lengths of lists", first=str(len(first)), second=str(len(second))))
            case Vector(first), Vector(second):
                entries = [((*place, number), *pair) for number, pair in enumerate(zip(first, second, strict=True), 1)]
                stack.extend(reversed(entries))
            case (Vector(), _) | (_, Vector()):
                return _different(place, say("list and no list"))
            case _:
                verdict = _same_entry(one, other, seed)
                if verdict.status == "different":
                    return replace(verdict, method=_named(place, verdict.method))
                verdicts.append(verdict)
    undecided = [verdict for verdict in verdicts if verdict.status == "undecided"]
    notices = tuple(dict.fromkeys(notice for verdict in verdicts for notice in verdict.notices))
    first_verdict = (undecided or verdicts or [Equality("equal", say("both empty"), proved=True)])[0]
    return replace(first_verdict, notices=notices, proved=all(verdict.proved for verdict in verdicts))


def _same_entry(left: Form, right: Form, seed: int) -> Equality:
    if left is right:
        return Equality("equal", say("written alike"), proved=True)
    conditions = isinstance(left, CONDITIONS), isinstance(right, CONDITIONS)
    if all(conditions):
        return same_condition(left, right, seed)
    if any(conditions):
        return _different((), say("condition and none"))
    found = same_values(left, right, seed)
    if found.status != "different":
        return found
    return _by_another_convention(left, right, seed) or found


def _by_another_convention(left: Form, right: Form, seed: int) -> Equality | None:
    """Equality of expressions that are equal as their authors mean them: for whole numbers, or with other branches."""
    letters = sorted(whole_letters(left, right), key=lambda letter: letter.name)
    if letters and (found := _at_whole_numbers(left, right, letters, seed)) is not None:
        return _with_notice(found, say("whole numbers", letters=", ".join(letter.name for letter in letters)))
    others = other_branch(left), other_branch(right)
    if others != (left, right):
        found = same_values(*others, seed)
        if found.status == "equal":
            return _with_notice(found, say("other arccot"))
    return None


def _at_whole_numbers(left: Form, right: Form, letters: Sequence[Symbol], seed: int) -> Equality | None:
    """Equality with whole numbers for some letters, or ``None`` if it is not found at each of some choices of them."""
    last: Equality | None = None
    for start in WHOLE_NUMBERS:
        values = {letter: Number(start + 2 * place) for place, letter in enumerate(letters)}
        last = same_values(substitute(left, values), substitute(right, values), seed)
        if last.status != "equal":
            return None
    return last


def _different(place: tuple[int, ...], why: Sentence) -> Equality:
    return Equality("different", _named(place, why), proved=True)


def _named(place: tuple[int, ...], why: Sentence) -> Sentence:
    return say("in an entry", place=", ".join(map(str, place)), reason=why) if place else why
