"""From forms to programs: whatever they share is computed once.

A *direction* says at which rate each symbol moves with t, and how many terms of the series in t are kept; at rest,
nothing moves and every value is a plain number.  Each part of a form is computed once in every direction in which it is
needed (see ``taylor``), and what does not move in a direction is computed at rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from flint import arb

from symdiff.errors import LimitError, UnsupportedError
from symdiff.forms import (
    Call,
    Constant,
    Derivative,
    E,
    Form,
    Negative,
    Piecewise,
    Placeholder,
    Power,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    substitute,
    transform,
    walk,
)
from symdiff.verify.emitters import EMITTERS
from symdiff.verify.folding import FOLDS, exact_value
from symdiff.verify.program import ConstantValue, Operation, Program, Unknown
from symdiff.verify.values import NAN, WITHOUT_BRANCHES, Value, rational
from symdiff.wording.sentences import say

Job: TypeAlias = tuple[Form, int]  # a form, and the number of the direction along which it is evaluated

AT_REST = 0
MOST_OPERATIONS = 1_000_000
MOST_TERMS = 500
CONSTANTS: Mapping[str, Callable[[], Value]] = {"e": arb.const_e, "pi": arb.pi, "undefined": lambda: NAN}


def compile_forms(roots: Iterable[Form]) -> Program:
    """The program that computes some forms, whatever they share only once.

    Raises:
        UnsupportedError: for something that has no value as a number, such as a vector.
        LimitError: where the derivatives asked for need too many operations.
    """
    return Compiler(roots).program()


class Compiler:
    """One compilation: what is known of the forms, and the operations so far."""

    def __init__(self, roots: Iterable[Form]) -> None:
        self.bound: dict[Form, Form] = {}  # a variable of differentiation that is itself an expression: a name for it
        self.roots = [self._bind(root) for root in roots]
        self.masks: dict[Form, int] = {}  # which symbols occur in a form, a bit for each
        self.bits: dict[Form, int] = {}
        self.exact: dict[Form, Fraction] = {}
        self.branches = False
        self.unknowns: dict[Unknown, int] = {}
        constants: dict[Form, ConstantValue] = {}
        for form in walk(*self.bound.values(), *self.roots):
            self._survey(form, constants)
        self.symbols = tuple(form for form in self.bits if form not in self.bound)
        self.constants = tuple(constants.values())
        self.slots: dict[Job, int] = {}
        for symbol in self.symbols:
            self.slots[symbol, AT_REST] = len(self.slots)
        for number, unknown in enumerate(self.unknowns):
            self.unknowns[unknown] = len(self.symbols) + number
        self.width = len(self.symbols) + len(self.unknowns)
        for constant in constants:
            self.slots[constant, AT_REST] = self.width
            self.width += 1
        self.directions: list[tuple[dict[Form, Fraction], int, int]] = [({}, 1, 0)]  # rates, number of terms, mask
        self.numbers: dict[tuple[frozenset[tuple[Form, Fraction]], int], int] = {(frozenset(), 1): AT_REST}
        self.segments: list[tuple[int, list[Operation]]] = [(1, [])]

    def program(self) -> Program:
        results = tuple(self._compile((root, AT_REST)) for root in self.roots)
        exact = frozenset(self.exact.values())
        return Program(self.symbols, tuple(self.unknowns), self.constants, tuple(self.segments), results, exact, self.branches)

    # ---- what the forms contain ----

    def _bind(self, root: Form) -> Form:
        """Give a name to each expression that is differentiated by: d/d(x²) sin(x²) is d/du sin u with u = x²."""

        def name(form: Form) -> Form:
            match form:
                case Derivative(expression, variable, order) if variable.children:
                    symbol = Placeholder(f"variable {len(self.bound)}", "variable")
                    self.bound[symbol] = variable
                    return Derivative(substitute(expression, {variable: symbol}), symbol, order)
            return form

        differentiated_by = (form.variable for form in walk(root) if type(form) is Derivative)
        return transform(root, name) if any(variable.children for variable in differentiated_by) else root

    def _survey(self, form: Form, constants: dict[Form, ConstantValue]) -> None:
        mask = 0
        for child in form.children:
            mask |= self.masks[child]
        match form:
            case Symbol() | Placeholder():
                self.bits[form] = mask = 1 << len(self.bits)
                if form in self.bound:
                    mask |= self.masks[self.bound[form]]
            case Constant(name):
                constants[form] = CONSTANTS[name]
            case Undefined(name, arguments, _):
                self.unknowns[name, len(arguments)] = 0
            case Root() | Piecewise() | Relation():
                self.branches = True
            case Call(name, _):
                self.branches |= name not in WITHOUT_BRANCHES
            case _ if not mask and type(form) in FOLDS and all(child in self.exact for child in form.children):
                value = exact_value(form, [self.exact[child] for child in form.children])
                if value is not None:
                    self.exact[form] = value
                    constants[form] = rational(value)
            case Power(base, exponent) if base is not E:
                known = self.exact.get(exponent)
                self.branches |= known is None or known.denominator != 1
        self.masks[form] = mask

    # ---- which operations compute them ----

    def _direction(self, rates: dict[Form, Fraction], terms: int) -> int:
        if terms > MOST_TERMS:
            raise LimitError(say("checked up to an order", most=MOST_TERMS - 1))
        key = frozenset(rates.items()), terms
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.directions)
            mask = 0
            for symbol in rates:
                mask |= self.bits[symbol]
            self.directions.append((rates, terms, mask))
        return number

    def _job(self, form: Form, direction: int) -> Job:
        """A form that does not change along a direction is computed at rest."""
        return form, direction if self.masks[form] & self.directions[direction][2] else AT_REST

    def _compile(self, root: Job) -> int:
        slots = self.slots
        stack: list[tuple[Job, list[Job] | None]] = [(root, None)]
        while stack:
            job, needs = stack.pop()
            if job in slots:
                continue
            if needs is None:
                needs = self._needs(*job)
                stack.append((job, needs))
                stack.extend((need, None) for need in reversed(needs) if need not in slots)
            else:
                slots[job] = self._emit(*job, [slots[need] for need in needs])
        return slots[root]

    def _needs(self, form: Form, direction: int) -> list[Job]:
        match form:
            case Derivative(expression, variable, order):
                return [self._job(expression, line) for line in self.lines(expression, variable, order, direction)]
            case Symbol() | Placeholder():
                definition = self.bound.get(form)
                return [(form, AT_REST)] if definition is None else [self._job(definition, direction)]
            case Sum(terms):
                return [self._job(self.subtracted(term) or term, direction) for term in terms]
        return [self._job(child, direction) for child in form.children]

    def subtracted(self, term: Form) -> Form | None:
        return term.operand if isinstance(term, Negative) and term not in self.exact else None

    def lines(self, expression: Form, variable: Form, order: int, direction: int) -> list[int]:
        """The directions along which an expression must be known for its derivative to be known along one direction."""
        if variable not in self.bits:
            raise UnsupportedError(say("not by a symbol", form=repr(variable)))
        rates, terms, _ = self.directions[direction]
        moving = {symbol: rate for symbol, rate in rates.items() if self.bits[symbol] & self.masks[expression]}
        if not moving:
            return [self._direction({variable: Fraction(1)}, order + 1)]
        if moving.keys() == {variable}:
            return [self._direction(moving, terms + order)]
        own = moving.get(variable, 0)
        return [self._direction({**moving, variable: Fraction(own + c)}, terms + order) for c in range(terms + order)]

    def _emit(self, form: Form, direction: int, parts: list[int]) -> int:
        emit = EMITTERS.get(type(form))
        if emit is None:
            raise UnsupportedError(say("no value as a number", form=repr(form)))
        return emit(self, form, direction, parts)

    def operation(self, direction: int, operation: Callable[..., Value], first: int = -1, second: int = -1) -> int:
        """Add an operation; the number of the slot that it fills."""
        terms = self.directions[direction][1]
        if direction != AT_REST and terms != self.segments[-1][0]:
            self.segments.append((terms, []))
        self.segments[-1][1].append((operation, first, second))
        self.width += 1
        if self.width > MOST_OPERATIONS:
            raise LimitError(say("too many operations", most=MOST_OPERATIONS))
        return self.width - 1

    def fold(self, direction: int, operation: Callable[[Value, Value], Value], parts: Sequence[int]) -> int:
        """Add an operation on any number of slots, two at a time."""
        total, *rest = parts
        for part in rest:
            total = self.operation(direction, operation, total, part)
        return total
