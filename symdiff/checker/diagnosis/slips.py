"""Slips beside the rules: something copied or rewritten wrongly, or something else done than what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from symdiff.calculus.building import fill
from symdiff.calculus.engine import find_nothing
from symdiff.calculus.matching import Moving
from symdiff.checker.equality.equal import equal
from symdiff.checker.problems.derived import Derived
from symdiff.checker.problems.instances import matches
from symdiff.errors import UnsupportedError
from symdiff.forms import Derivative, Form, Placeholder, Symbol, Undefined, substitute, symbols, transform, walk
from symdiff.functions import X
from symdiff.rules.mistakes import COPYING_SLIPS, INTEGRATED, ONCE, OUTER, TASK_MISTAKES, WRITING_SLIPS, WRONG_VARIABLE, Mistake
from symdiff.rules.structure import A, F

MOST_SLIPS = 60
MOST_WORK = 4000  # slips times the size of the problem
MOST_WRITTEN = 1_000_000  # slips in writing the derivative down, times its size
LARGEST_AGAIN = 20_000  # what is larger is not differentiated once more


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """An answer that a slip leads to.

    Attributes:
        mistake: the false equation.
        left, right: the instance of it.
        answer: what comes out in the end.
    """

    mistake: Mistake
    left: Form
    right: Form
    answer: Form


def writing_slips(derived: Derived) -> Iterator[Slip]:
    """The derivative with one part of it rewritten wrongly, then the derivative of the problem so rewritten."""
    affordable = MOST_WRITTEN // derived.size
    for rule, left, right in islice(_rewritten(derived.result, derived.variable, WRITING_SLIPS), affordable):
        yield Slip(rule, left, right, substitute(derived.result, {left: right}))
    yield from _derivatives(derived, WRITING_SLIPS)


def copying_slips(derived: Derived) -> Iterator[Slip]:
    """The derivative of the problem with one part of it copied wrongly."""
    return _derivatives(derived, COPYING_SLIPS)


def rewritings(form: Form, variable: Symbol) -> Iterator[tuple[Mistake, Form, Form]]:
    """Every instance of a false rewriting in an expression: the rule, the part, and what is written for it."""
    return _rewritten(form, variable, WRITING_SLIPS)


def _derivatives(derived: Derived, rules: tuple[Mistake, ...]) -> Iterator[Slip]:
    affordable = MOST_WORK // derived.size
    for rule, left, right in islice(_rewritten(derived.problem, derived.variable, rules), affordable):
        problem = substitute(derived.problem, {left: right})
        try:
            yield Slip(rule, left, right, Derived(problem, derived.variable).result)
        except UnsupportedError:
            continue


def _rewritten(root: Form, variable: Symbol, rules: tuple[Mistake, ...]) -> Iterator[tuple[Mistake, Form, Form]]:
    """Every instance of a false rewriting in an expression, the first rule first."""
    moving = Moving(variable)
    nodes = [form for form in walk(root) if form.children]
    count = 0
    for rule in rules:
        for form in reversed(nodes):
            if type(form) is type(rule.before):
                for bindings in matches(rule.before, form, moving):
                    count += 1
                    if count > MOST_SLIPS:
                        return
                    yield rule, form, fill(rule.after, bindings, find_nothing)


def task_slips(derived: Derived, order: int, rules: tuple[Mistake, ...] = TASK_MISTAKES) -> Iterator[Slip]:
    """Answers to another question than the one that was asked, about the last differentiation."""
    for rule in rules:
        asked = rule.before
        assert isinstance(asked, Derivative)
        if derived.size > LARGEST_AGAIN and any(_is_second(part) for part in walk(rule.after)):
            continue
        match asked.expression:
            case Derivative() if order < 2 or rule is INTEGRATED:
                continue
            case Derivative():
                # The last differentiation started from the first derivative.
                yield _task(rule, derived, {Derivative(F, X): derived.problem})
            case _:
                yield _task(rule, derived, {F: derived.problem})


def _is_second(form: Form) -> bool:
    return isinstance(form, Derivative) and isinstance(form.expression, Derivative)


def letter_slips(derived: Derived, rule: Mistake) -> Iterator[Slip]:
    """Answers in which another letter is differentiated by, as a rule says."""
    for letter in derived.letters:
        if letter is not derived.variable:
            yield _task(rule, derived, {A: letter})


def mixed_slips(derived: Derived) -> Iterator[Slip]:
    """The other derivatives of a problem that asks for a mixed one: by one letter alone, and by one letter twice."""
    before = derived.before
    if before is None or before.before is not None or before.variable is derived.variable or derived.size > LARGEST_AGAIN:
        return
    other = Derived(before.problem, derived.variable).result
    twice = (Derived(start, letter).result for start, letter in ((before.result, before.variable), (other, derived.variable)))
    for rule, answer in ((ONCE, other), *((WRONG_VARIABLE, form) for form in twice)):
        yield Slip(rule, Derivative(before.problem, before.variable), answer, answer)


def _task(rule: Mistake, derived: Derived, meant: dict[Form, Form]) -> Slip:
    """The right side of a rule about the whole problem, with the derivatives in it found."""
    variable = derived.variable

    def put_in(part: Form) -> Form:
        match part:
            case Undefined(name, (_, Symbol() as other), orders) if name == OUTER:
                return Derived(derived.problem, variable if orders[0] else other).result
            case Derivative(inner, _):
                return derived.slope(inner)
            case Placeholder():
                return meant.get(part, part)
        return part

    right = transform(substitute(rule.after, {**meant, X: variable}), put_in)
    return Slip(rule, Derivative(derived.problem, variable), right, right)


def integrated(derived: Derived, answer: Form) -> Iterator[Slip]:
    """The answer itself, if its derivative is the problem."""
    try:
        back = Derived(answer, derived.variable).result
    except UnsupportedError:
        return
    if symbols(answer) and equal(back, derived.problem).status == "equal":
        yield Slip(INTEGRATED, Derivative(derived.problem, derived.variable), answer, answer)
