"""Which mistake explains a wrong slope of a curve: implicit differentiation made again with one false rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import islice

from symdiff.calculus.building import opposite, tidy_quotient, tidy_sum
from symdiff.checker.diagnosis.diagnosis import Diagnosis
from symdiff.checker.equality.sheet import Sheet, precise
from symdiff.checker.problems.derived import Derived, Tangents
from symdiff.checker.problems.instances import Fault, asked_for
from symdiff.checker.problems.tasks import PARAMETERS, Curve, Task
from symdiff.errors import SymdiffError
from symdiff.forms import ONE, ZERO, Derivative, Form, Number, Relation, Sum, Symbol, Undefined, substitute, symbols, transform
from symdiff.rules.mistakes import HELD_STILL, MOVED_SIGN, NOT_DIVIDED, ONCE, RECIPROCAL, SLOPE_FORGOTTEN, WHOLE_SIGN, Mistake
from symdiff.several.on_curve import agree_on_curve
from symdiff.verify.values import Value

MOST_FAULTS = 160
MOST_TERMS = 24
SIGNS = frozenset(("wrong-sign-basic-derivative", "wrong-sign-inner-derivative"))  # likelier than a sign lost in solving
CLOSE = 1e-5  # the points are on the curve only roughly; what is this close is compared exactly


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    """A wrong slope.

    Attributes:
        mistake: the false rule.
        left, right: the instance of it.
        at: its value at a place of the curve.
        slope: the slope itself.
        others: how many other mistakes were made beside it.
    """

    mistake: Mistake
    left: Form
    right: Form
    at: Callable[[_Place], float | None]
    slope: Callable[[], Form]
    others: int = 0


class _Place:
    """A point of the curve, and the derivative of its equation there for y′ = 0 and for y′ = 1, since it is linear in y′."""

    def __init__(self, search: _Search, point: Mapping[Form, Fraction]) -> None:
        self.still, self.moving = (self._tangents(search, point, prime) for prime in (0, 1))
        self.given = self.value(search.answer)

    def _tangents(self, search: _Search, point: Mapping[Form, Fraction], prime: int) -> Tangents:
        sheet = Sheet(point)
        sheet.known[search.moving] = sheet.known[search.curve.y]
        sheet.known[search.prime] = sheet.plane(prime)
        return Tangents(search.derived, sheet)

    def value(self, form: Form) -> float | None:
        """The value of an expression in x and y."""
        return _finite(self.still.sheet.passing(form))

    def solved(self, total: Callable[[Tangents], Value]) -> float | None:
        """The y′ for which what was taken for the derivative of the equation becomes 0."""
        rest, whole = _finite(total(self.still)), _finite(total(self.moving))
        return None if rest is None or whole is None or rest == whole else -rest / (whole - rest)

    def agrees(self, candidate: _Candidate) -> bool:
        """Whether a wrong slope is about the answer here."""
        value = candidate.at(self)
        return value is not None and self.given is not None and abs(value - self.given) <= CLOSE * (1 + abs(value))


def diagnose_on_curve(task: Task, answer: Form) -> Diagnosis | None:
    """The mistake that explains a wrong slope of a curve, or ``None``.

    The slope may be turned around, or the equation is differentiated again with one false rule, y being a function of x, and
    solved for y′, rightly or with a wrong sign.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> from symdiff.forms import Symbol
    >>> x, y = Symbol("x"), Symbol("y")
    >>> diagnose_on_curve(task_of("x y + y^2 = 3", None, 1), -y / (2 * y)).mistake.name
    'product-rule-missing-term'
    """
    if task.curve is None:
        return None
    try:
        with precise():
            return next(_Search(task, task.curve, answer).explanations(), None)
    except (SymdiffError, ZeroDivisionError, OverflowError):
        return None


def with_slope(curve: Curve, form: Form, slope: Form) -> Form:
    """What an equation about x, y and y′ says, with a slope for y′."""
    x, y = curve.x, curve.y

    def put_in(part: Form) -> Form:
        match part:
            case Undefined(y.name, (), (1,)) | Derivative(Symbol(y.name) | Undefined(y.name, _), _, 1):
                return slope
            case Undefined(y.name, (argument,), (1,)):  # y′(...) is y′ times a bracket, unless the bracket is x
                return slope if argument is x else slope * argument
            case Undefined(y.name, (argument,), (0,)) if argument is x:
                return y
        return part

    return transform(form, put_in)


def solved_for_slope(curve: Curve, equation: Relation) -> Form:
    """The slope for which an equation holds that is linear in y′; without y′, the difference of its sides."""
    difference = tidy_sum((equation.left, opposite(equation.right)))
    rest, whole = (with_slope(curve, difference, value) for value in (ZERO, ONE))
    return rest if rest is whole else tidy_quotient(opposite(rest), tidy_sum((whole, opposite(rest))))


class _Search:
    """A wrong slope of a curve, and the places where others are compared with it."""

    def __init__(self, task: Task, curve: Curve, answer: Form) -> None:
        self.task = task
        self.curve = curve
        self.answer = answer
        self.moving = Undefined(curve.y.name, (curve.x,))
        self.prime = Undefined(curve.y.name, (curve.x,), (1,))
        self.derived = Derived(substitute(curve.form, {curve.y: self.moving}), curve.x)
        self.total = self.derived.result
        self.slope = self._solved(self.total)

    def explanations(self) -> Iterator[Diagnosis]:
        """What explains the answer, the most plausible first."""
        places = [place for place in map(partial(_Place, self), self._points()) if place.given is not None]
        for candidate in self._candidates() if places else ():
            if all(place.agrees(candidate) for place in places) and self.task.agrees_with(candidate.slope(), self.answer):
                step = candidate.mistake.made(candidate.left, candidate.right)
                yield Diagnosis(candidate.mistake, step, candidate.others)

    def _points(self) -> Iterator[Mapping[Form, Fraction]]:
        """Points of the curve, with values for its parameters."""
        x, y = self.curve.x, self.curve.y
        letters = [letter for letter in symbols(self.curve.form, self.answer) if letter not in (x, y)]
        if len(letters) > len(PARAMETERS):
            return
        known: dict[Form, Fraction] = dict(zip(letters, PARAMETERS, strict=False))
        numbers: dict[Form, Form] = {letter: Number(value) for letter, value in known.items()}
        form, truth = substitute(self.curve.form, numbers), substitute(self.slope, numbers)
        for point in agree_on_curve(form, y, x, truth, truth).points:
            yield {x: point[x.name], y: point[y.name], **known}

    def _candidates(self) -> Iterator[_Candidate]:
        yield from self._whole()
        if self.task.order > 1:
            return
        rules = [*self._by_rules(), *self._slope_forgotten()]
        yield from (each for each in rules if each.mistake.name in SIGNS)
        yield from self._moved()
        yield from rules
        yield from self._everywhere()

    def _whole(self) -> Iterator[_Candidate]:
        """The slope turned around or not solved for."""
        truth, turned = self.task.truth, tidy_quotient(ONE, self.task.truth)
        still, ones = (self._on_paper(substitute(self.total, {self.prime: prime})) for prime in (ZERO, ONE))
        if self.task.order > 1:
            yield self._as_a_whole(ONCE, self.slope)
            yield self._as_a_whole(WHOLE_SIGN, opposite(truth))
            return
        yield self._as_a_whole(WHOLE_SIGN, opposite(truth))
        yield self._as_a_whole(RECIPROCAL, turned)
        yield self._as_a_whole(RECIPROCAL, opposite(turned), 1)
        yield self._as_a_whole(HELD_STILL, still)
        yield self._as_a_whole(NOT_DIVIDED, opposite(still))
        yield self._as_a_whole(SLOPE_FORGOTTEN, ones)

    def _as_a_whole(self, mistake: Mistake, slope: Form, others: int = 0) -> _Candidate:
        left = Derivative(self.task.problem, self.curve.x)
        return _Candidate(mistake, left, slope, lambda place: place.value(slope), lambda: slope, others)

    def _by_rules(self) -> Iterator[_Candidate]:
        return (self._by_rule(fault) for fault in islice(self.derived.faults, MOST_FAULTS))

    def _by_rule(self, fault: Fault) -> _Candidate:
        return _Candidate(
            fault.mistake,
            Derivative(self._on_paper(fault.form), self.curve.x),
            self._on_paper(fault.slope),
            lambda place: place.solved(lambda tangents: tangents.truth + tangents.difference(fault)),
            lambda: self._solved(self.derived.with_faults({fault.form: fault.slope})),
        )

    def _slope_forgotten(self) -> Iterator[_Candidate]:
        """y differentiated as if it were x, in one of the expressions that it is a part of."""
        asked = Derivative(self.moving, self.curve.x)
        for form, found in self.derived.found.items():
            if asked in asked_for(found.step.right):
                right = substitute(found.step.right, {asked: ONE})
                yield self._by_rule(Fault(SLOPE_FORGOTTEN, 0, form, right, asked_for(right)))

    def _everywhere(self) -> Iterator[_Candidate]:
        """One false rule wherever it applies."""
        by_rule: dict[Mistake, dict[Form, Form]] = defaultdict(dict)
        for fault in islice(self.derived.faults, MOST_FAULTS):
            by_rule[fault.mistake].setdefault(fault.form, fault.slope)
        for mistake, chosen in by_rule.items():
            if len(chosen) > 1:
                total = self.derived.with_faults(chosen)
                yield self._of_total(mistake, *next(iter(chosen.items())), total, len(chosen) - 1)

    def _of_total(self, mistake: Mistake, form: Form, right: Form, total: Form, others: int) -> _Candidate:
        left = Derivative(self._on_paper(form), self.curve.x)
        return _Candidate(
            mistake,
            left,
            self._on_paper(right),
            lambda place: place.solved(lambda tangents: tangents.sheet.value(total)),
            lambda: self._solved(total),
            others,
        )

    def _moved(self) -> Iterator[_Candidate]:
        """One term brought to the other side of the equation with its old sign."""
        problem = self.derived.problem
        terms = problem.terms if isinstance(problem, Sum) else ()
        for term in islice(terms, MOST_TERMS):
            slope = self.derived.slope(term)
            rest = substitute(slope, {self.prime: ZERO})
            for part in (rest, tidy_sum((slope, opposite(rest)))):
                total = tidy_sum((self.total, opposite(part), opposite(part)))
                yield self._of_total(MOVED_SIGN, term, slope, total, 0)

    def _solved(self, total: Form) -> Form:
        """The slope for which a derivative along the curve, which is linear in it, becomes 0."""
        rest, whole = (substitute(total, {self.prime: value, self.moving: self.curve.y}) for value in (ZERO, ONE))
        return tidy_quotient(opposite(rest), tidy_sum((whole, opposite(rest))))

    def _on_paper(self, form: Form) -> Form:
        return substitute(form, {self.prime: Undefined(self.curve.y.name, (), (1,)), self.moving: self.curve.y})


def _finite(value: Value) -> float | None:
    return float(value.mid()) if value.is_finite() else None
