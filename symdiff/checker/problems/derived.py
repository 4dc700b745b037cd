"""A derivative as a checker needs it: every instance of a rule, with its values and its weight at some points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import islice
from random import Random

from flint import acb, arb

from symdiff.calculus.engine import Found, derive
from symdiff.calculus.matching import Moving
from symdiff.checker.equality.counterexample import plain_sheets
from symdiff.checker.equality.samples import branching
from symdiff.checker.equality.sheet import Sheet, precise
from symdiff.checker.problems.instances import LIKELIEST, LIKELY, UNLIKELY, Fault, Table, asked_for, faults
from symdiff.derivation import Rule
from symdiff.errors import UnsupportedError
from symdiff.forms import Derivative, Form, Symbol, Undefined, substitute, symbols, tree_size
from symdiff.verify.points import general_points
from symdiff.verify.program import Plane
from symdiff.verify.values import Value, rational

ENOUGH_SHEETS = 3
PLAIN_SHEETS = 2
MOST_WORK = 60_000  # mistakes times the size of the problem
STEP = Fraction(1, 1 << 40)


class Derived:
    """An expression, its derivative, and every mistake that may be made on the way.

    Attributes:
        problem: the expression.
        variable: the variable of differentiation.
        result: the derivative as the rules leave it.
        size: the number of nodes of both.
        before: the differentiation that gave the expression, where it is a derivative itself.
    """

    def __init__(self, problem: Form, variable: Symbol, before: Derived | None = None) -> None:
        self.problem = problem
        self.variable = variable
        self.before = before
        self.found: dict[Form, Found] = dict(derive(problem, variable))
        self.result = self.found[problem].result
        self.size = tree_size(problem) + tree_size(self.result)
        self._slopes: dict[Form, Form] = {}
        self.letters = tuple(dict.fromkeys((variable, *symbols(problem))))

    @cached_property
    def faults(self) -> tuple[Fault, ...]:
        """Every instance of a false rule, the most plausible first, of those the outermost."""
        return self.likeliest + self.likely

    @cached_property
    def likeliest(self) -> tuple[Fault, ...]:
        """The first of them, which explain most answers."""
        return self._faults(LIKELIEST)

    @cached_property
    def likely(self) -> tuple[Fault, ...]:
        """The others."""
        return self._faults(LIKELY)

    @cached_property
    def unlikely(self) -> tuple[Fault, ...]:
        """The same for the rules about single functions, of which there are many."""
        return self._faults(UNLIKELY)

    def _faults(self, table: Table) -> tuple[Fault, ...]:
        moving = Moving(self.variable)
        known: list[Fault] = []
        for form in reversed(self.found):
            if len(known) * self.size < MOST_WORK:
                known.extend(faults(form, self.variable, moving, table))
        return tuple(sorted(known, key=lambda fault: fault.rank))

    def first_fault(self, mistake: Rule) -> Fault | None:
        """The outermost instance of a false rule, if it has one."""
        moving = Moving(self.variable)
        for table in (LIKELIEST, LIKELY):
            for form in reversed(self.found):
                for fault in faults(form, self.variable, moving, table):
                    if fault.mistake is mistake:
                        return fault
        return None

    @cached_property
    def real(self) -> tuple[Tangents, ...]:
        """The values at points where the derivative is real."""
        return tuple(self._tangents(arb))

    @cached_property
    def plain(self) -> tuple[Tangents, ...]:
        """The values at points that a person would try; none where the problem may have a kink just there."""
        return tuple(islice(self._plain(), PLAIN_SHEETS))

    def _plain(self) -> Iterator[Tangents]:
        if branching(self.problem) is None:
            return
        with precise():
            for sheet in plain_sheets(self.letters):
                tangents = Tangents(self, sheet)
                if sheet.value(self.problem).is_finite() and tangents.truth.is_finite():
                    yield tangents

    @cached_property
    def complex(self) -> tuple[Tangents, ...]:
        """The same, where answers may have complex values."""
        return tuple(self._tangents(acb))

    def _tangents(self, plane: Plane) -> Iterator[Tangents]:
        count = 0
        with precise():
            for point in general_points(self.letters, Random(1)):
                try:
                    tangents = Tangents(self, Sheet(point, plane))
                    inside = tangents.sheet.value(self.problem).is_finite()
                except UnsupportedError:  # a function of which only the name is known
                    return
                if inside and tangents.truth.is_finite():
                    count += 1
                    yield tangents
                if count == ENOUGH_SHEETS:
                    return

    def slope(self, form: Form) -> Form:
        """The derivative of any expression by the variable."""
        if form in self.found:
            return self.found[form].result
        known = self._slopes.get(form)
        if known is None:
            known = self._slopes[form] = derive(form, self.variable)[form].result
        return known

    def with_faults(self, chosen: Mapping[Form, Form]) -> Form:
        """The derivation again, with other slopes for some of the expressions.

        Parameters:
            chosen: for each of these expressions the slope that is taken for its derivative.
        """
        results: dict[Form, Form] = {}
        changed: set[Form] = set()
        for form, found in self.found.items():
            right = chosen.get(form, found.step.right)
            asked = asked_for(right)
            if form in chosen or any(each.expression in changed for each in asked):
                changed.add(form)
                slopes = {each: results.get(each.expression) or self.slope(each.expression) for each in asked}
                results[form] = substitute(right, slopes)
            else:
                results[form] = found.result
        return results[self.problem]


class Tangents:
    """A derivation at one point: values, slopes, and how much each slope weighs in the answer."""

    def __init__(self, derived: Derived, sheet: Sheet) -> None:
        self._derived = derived
        self.sheet = sheet
        self.truth: Value = sheet.value(derived.result)
        self._differences: dict[Fault, Value] = {}
        self._weights: dict[Form, Mapping[Form, Value]] = {}
        self.zero: Value = sheet.plane(0)

    @property
    def depends_on_unknowns(self) -> bool:
        """Whether the values hang on what was taken for an unknown function."""
        return any(isinstance(form, Undefined) for form in self._derived.found)

    def slope_of(self, answer: Form) -> Value:
        """About the slope of any expression here, by a difference quotient."""
        sides = (Sheet(point, self.sheet.plane).passing(answer) for point in self._beside())
        below, above = sides
        return (above - below) / (2 * rational(STEP))

    def _beside(self) -> Iterator[Mapping[Form, Fraction]]:
        variable = self._derived.variable
        for step in (-STEP, STEP):
            yield {**self.sheet.point, variable: self.sheet.point[variable] + step}

    def slope(self, form: Form) -> Value:
        """The true slope of an expression here."""
        return self.sheet.value(self._derived.slope(form))

    def local(self, fault: Fault) -> Value:
        """By how much a mistake changes the slope of the expression where it is made."""
        return self._faulty(fault, {}) - self.slope(fault.form)

    def difference(self, fault: Fault) -> Value:
        """By how much a mistake changes the answer."""
        known = self._differences.get(fault)
        if known is None:
            weight = self.weights(self._derived.problem).get(fault.form, 0)
            known = self._differences[fault] = weight * self.local(fault)
        return known

    def together(self, upper: Fault, part: Form, lower: Fault) -> Value:
        """By how much two mistakes change the answer, one made where the other's expression is asked for as a part."""
        slope = self.slope(part) + self.weights(part).get(lower.form, 0) * self.local(lower)
        asked = Derivative(part, self._derived.variable)
        weight = self.weights(self._derived.problem).get(upper.form, 0)
        return weight * (self._faulty(upper, {asked: slope}) - self.slope(upper.form))

    def _faulty(self, fault: Fault, slopes: Mapping[Form, Value]) -> Value:
        self._know(fault.asked)
        return self.sheet.with_slopes(fault.slope, slopes) if slopes else self.sheet.value(fault.slope)

    def _know(self, asked: Iterable[Derivative]) -> None:
        for each in asked:
            if each not in self.sheet.known:
                self.sheet.known[each] = self.slope(each.expression)
                self.sheet.open.add(each)

    def weights(self, root: Form) -> Mapping[Form, Value]:
        """How fast the slope of an expression changes with the slope of each of its parts."""
        known = self._weights.get(root)
        if known is None:
            known = self._weights[root] = self._weighed(root)
        return known

    def _weighed(self, root: Form) -> Mapping[Form, Value]:
        """Every true rule is linear in the slopes that it asks for, so that they are weighed from the root down."""
        one: Value = self.sheet.plane(1)
        weights: dict[Form, Value] = {root: one}
        for form, found in reversed(self._derived.found.items()):
            if form in weights:
                asked = asked_for(found.step.right)
                self._know(asked)
                for each in asked:
                    only: dict[Form, Value] = {other: one if other is each else self.zero for other in asked}
                    share = weights[form] * self.sheet.with_slopes(found.step.right, only)
                    weights[each.expression] = weights.get(each.expression, 0) + share
        return weights
