"""Conditions as a textbook states them."""

from __future__ import annotations

from collections.abc import Iterable

from symdiff.domain.definedness import definedness, fold_condition
from symdiff.domain.inverses import NONZERO, Demand
from symdiff.domain.ranges import as_set, ranges
from symdiff.domain.sets import NOTHING, RealSet, Undecided, relation_set, simple
from symdiff.domain.solving import Solver
from symdiff.domain.wording import relation_count, written
from symdiff.forms import FALSE, TRUE, ZERO, And, Form, Or, Product, Quotient, Relation, Symbol, symbols, walk
from symdiff.simplify.style import style_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import Workspace

# A relation with more nodes, or one after this many others, stays as it is.
LARGEST_RELATION = 2_000
MOST_RELATIONS = 64

# What follows from other conditions is looked for among this many.
MOST_COMPARED = 16

_MIRRORED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

Solution = dict[Form, RealSet | None]
"""All of these hold: an expression has its values in a set; a condition (with ``None``) that could not be put in this way."""

IMPOSSIBLE: Solution = {ZERO: NOTHING}


def tidy_condition(condition: Form) -> Form:
    """A condition in the form in which a textbook states it.

    It holds at the same points: where everything in it has a real value and the condition is true.

    Parameters:
        condition: relations, joined by ``And`` and ``Or``.

    Returns:
        ``TRUE``, ``FALSE``, one condition or an ``And`` of several.  Two bounds of one expression, which are printed as
        ``-1 < x < 1``, are an ``And`` of their own.

    >>> x = Symbol("x")
    >>> tidy_condition(Relation(1 - x**2, ">", 0))
    And(x > -1, x < 1)
    >>> tidy_condition(And((Relation(x, ">", 0), Relation(x, "!=", 0), Relation(x**2 + 1, ">", 0))))
    x > 0
    """
    tidier = _Tidier(condition)
    return tidier.stated(fold_condition(condition, tidier.relation, tidier.all_of, tidier.any_of))


def where(*conditions: Form) -> Form:
    """All of the conditions, as a textbook states them.

    >>> x = Symbol("x")
    >>> where(Relation(x, "!=", 0), Relation(2 * x - 6, ">", 0))
    x > 3
    """
    return tidy_condition(And(conditions))


class _Tidier:
    def __init__(self, condition: Form) -> None:
        variable = next(iter(symbols(condition)), Symbol("x"))
        self.work = Workspace(style_of(TRUE, variable))
        self.solver = Solver()
        self.count = 0
        self.demanded: dict[Form, Solution] = {}

    # ---- from conditions to sets ----

    def relation(self, relation: Form) -> Solution:
        """What a relation demands, with what it takes for its sides to have values."""
        self.count += 1
        if self.count > MOST_RELATIONS or any(size > LARGEST_RELATION for size, _ in enumerate(walk(relation))):
            return {relation: None}
        defined = (fold_condition(each, self._demanded, self.all_of, self.any_of) for each in definedness(relation))
        return self.all_of([self._demanded(relation), *defined])

    def _demanded(self, relation: Form) -> Solution:
        if relation not in self.demanded:
            self.demanded[relation] = self._solved(relation) if isinstance(relation, Relation) else {relation: None}
        return self.demanded[relation]

    def _solved(self, relation: Relation) -> Solution:
        left, right, operator = tidy(self.work, relation.left), tidy(self.work, relation.right), relation.operator
        if symbols(right) and symbols(left):
            left, right = left - right, ZERO
        elif symbols(right):
            left, right, operator = right, left, _MIRRORED[operator]
        try:
            demand = left, relation_set(operator, simple(right))
        except Undecided:
            demand = left - right, relation_set(operator, ZERO)
        return self._all(self.solver.solve([demand]))

    def _all(self, demands: Iterable[tuple[Form, RealSet | None]]) -> Solution:
        solution: Solution = {}
        for form, values in demands:
            known = solution.get(form)
            if values is None or known is None:
                solution[form] = values
                continue
            try:
                solution[form] = known & values
            except Undecided:
                solution[And(written(form, values))] = None
        return IMPOSSIBLE if NOTHING in solution.values() else solution

    def all_of(self, solutions: list[Solution]) -> Solution:
        """All of them."""
        return self._all(item for solution in solutions for item in solution.items())

    def any_of(self, solutions: list[Solution]) -> Solution:
        """At least one of them: a union where all are about the same expression."""
        possible = [solution for solution in map(self._concise, solutions) if solution != IMPOSSIBLE]
        if not possible:
            return IMPOSSIBLE
        if {} in possible:
            return {}
        united = self._union([item for solution in possible for item in solution.items()])
        if united is not None and all(len(solution) == 1 for solution in possible):
            return self._all(self.solver.solve([united]))
        stated = tuple(dict.fromkeys(self.stated(solution) for solution in possible))
        return {Or(stated): None} if len(stated) > 1 else possible[0]

    def _union(self, items: list[tuple[Form, RealSet | None]]) -> Demand | None:
        subject, total = items[0][0], NOTHING
        for form, values in items:
            if form is not subject or values is None:
                return None
            try:
                total |= values
            except Undecided:
                return None
        return subject, total

    # ---- what follows from what ----

    def _concise(self, solution: Solution) -> Solution:
        """Without what follows from the rest.

        That a condition on g follows is only concluded from conditions on parts of g, so that no two follow from each other;
        after that, that a factor is not 0 may follow from a condition that is left on its product.
        """
        if len(solution) > MOST_COMPARED:
            return solution
        solution = self._merged(solution)
        known = {form: values for form, values in solution.items() if values is not None}
        kept: Solution = {}
        for form, values in solution.items():
            if values is None:
                kept[form] = values
                continue
            others = {other: each for other, each in known.items() if other is not form}
            try:
                possible = as_set(form, ranges(form, others, {}))
                if possible & values == NOTHING:
                    return IMPOSSIBLE
                if possible <= values:
                    continue
            except Undecided:
                pass
            kept[form] = values
        implied = self._implied_by_products(kept)
        return {form: values for form, values in kept.items() if values is None or implied.get(form) != values}

    def _merged(self, solution: Solution) -> Solution:
        """What several demands on one expression say together: that sin x lies between -1 and 1 says that cos x is not 0."""
        known = [(form, values) for form, values in solution.items() if values is not None]
        rest: list[tuple[Form, RealSet | None]] = [(form, None) for form, values in solution.items() if values is None]
        return self._all([*self.solver.solve(known), *rest])

    def _implied_by_products(self, kept: Solution) -> dict[Form, RealSet]:
        """What it means for the factors that a product or a quotient is not 0, where that is that they are not some numbers."""
        demands: list[Demand] = []
        for form, values in kept.items():
            if values is not None and isinstance(form, Product | Quotient) and self._is_nonzero(values):
                demands.extend((part, NONZERO) for part in form.children)
        implied = self._all(self.solver.solve(demands)) if demands else {}
        return {form: values for form, values in implied.items() if values is not None and values.inside and values.unbounded}

    def _is_nonzero(self, values: RealSet) -> bool:
        try:
            return ZERO not in values
        except Undecided:
            return False

    # ---- back to conditions ----

    def stated(self, solution: Solution) -> Form:
        """The solution as a condition; conditions on a variable come first."""
        solution = self._concise(solution)
        if solution == IMPOSSIBLE:
            return FALSE
        conditions: list[Form] = []
        for form, values in sorted(solution.items(), key=lambda item: not isinstance(item[0], Symbol)):
            conditions.extend((form,) if values is None else written(form, self._shortest(form, values)))
        if len(conditions) > 1:
            return And(dict.fromkeys(conditions))
        return conditions[0] if conditions else TRUE

    def _shortest(self, form: Form, values: RealSet) -> RealSet:
        """The set that takes fewest words, given the values that the form can have."""
        try:
            possible = as_set(form, self.solver.range_of(form))
            below = NOTHING if possible.inside else RealSet(True, possible.cuts[:1])
            above = NOTHING if possible.unbounded else RealSet(False, possible.cuts[-1:])
            return min((values, values | below, values | above, values | below | above), key=relation_count)
        except Undecided:
            return values
