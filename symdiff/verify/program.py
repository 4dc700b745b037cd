"""A form compiled once into a flat list of operations, to be run at many points.

A *direction* says at which rate each symbol moves with t, and how many terms of the series in t are kept; at rest,
nothing moves and every value is a plain number.  Each part of a form is computed once in every direction in which it is
needed (see ``taylor``), and what does not move in a direction is computed at rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from operator import add, mul, neg, sub
from typing import TypeAlias

from flint import acb, arb, ctx, fmpq

from symdiff.errors import LimitError, UnsupportedError
from symdiff.forms import (
    And,
    Call,
    Constant,
    Derivative,
    E,
    Form,
    Negative,
    Or,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    substitute,
    transform,
    walk,
)
from symdiff.verify.folding import FOLDS, exact_value
from symdiff.verify.taylor import coefficient, derived, interpolated, moving
from symdiff.verify.values import (
    BINARY_VALUES,
    COMPARISONS,
    FUNCTION_VALUES,
    NAN,
    WITHOUT_BRANCHES,
    Truth,
    Value,
    both,
    divide,
    either,
    exponential,
    general_power,
    general_root,
    rational,
    rational_power,
)

Job: TypeAlias = tuple[Form, int]  # a form, and the number of the direction along which it is evaluated
Operation: TypeAlias = tuple[Callable[..., Value], int, int]  # of two slots; of one (then -1); of all slots (-1 and -1)
Unknown: TypeAlias = tuple[str, int]  # an undefined function: its name and its number of arguments
ConstantValue: TypeAlias = fmpq | Callable[[], Value]
Plane: TypeAlias = type[arb] | type[acb]
Waves: TypeAlias = Sequence[tuple[Value, Sequence[Value]]]

AT_REST = 0
MOST_OPERATIONS = 1_000_000
MOST_TERMS = 500
CONSTANTS: Mapping[str, Callable[[], Value]] = {"e": arb.const_e, "pi": arb.pi, "undefined": lambda: NAN}


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """What there is to compute for some forms.

    Attributes:
        symbols: the symbols that need a value, in order of appearance.
        unknowns: the undefined functions that need one.
        constants: each constant, as a rational number or as how it is found at the precision that is set.
        segments: operations, each list with the number of terms that its series have.
        results: where the values of the forms are when all is done.
        exact: the rational numbers that occur, constant parts such as ``1/3 - 1`` worked out.
        branches: whether a function occurs that does not continue in one way beyond an interval, such as a root or |x|.
    """

    symbols: tuple[Form, ...]
    unknowns: tuple[Unknown, ...]
    constants: tuple[ConstantValue, ...]
    segments: tuple[tuple[int, list[Operation]], ...]
    results: tuple[int, ...]
    exact: frozenset[Fraction]
    branches: bool
    _loaded: dict[tuple[Plane, int], list[Value]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """The number of operations."""
        return sum(len(operations) for _, operations in self.segments)

    def run(self, values: Iterable[Value], waves: Iterable[Waves] = (), plane: Plane = arb) -> list[Value]:
        """The values of the forms at one point, at the precision that is set.

        Args:
            values: the value of each of ``symbols``.
            waves: for each of ``unknowns`` the function to take for it, as pairs of an amplitude and frequencies, one for
                each argument: the sum of all amplitude·exp(frequency·argument + ...).
            plane: ``arb`` for real values; ``acb`` for complex ones, every function at its principal value.
        """
        slots = self.fill(values, waves, plane)
        return [slots[place] for place in self.results]

    def fill(self, values: Iterable[Value], waves: Iterable[Waves] = (), plane: Plane = arb) -> list[Value]:
        """As ``run``, every value on the way: first those of symbols, unknowns and constants, then of all operations."""
        loaded = self._loaded.get((plane, ctx.prec))
        if loaded is None:
            found = (constant() if callable(constant) else constant for constant in self.constants)
            loaded = self._loaded[plane, ctx.prec] = [plane(value) for value in found]
        slots = [*values, *waves, *loaded]
        push = slots.append
        kept = ctx.cap
        try:
            for ctx.cap, operations in self.segments:
                for operation, first, second in operations:
                    if second >= 0:
                        push(operation(slots[first], slots[second]))
                    elif first >= 0:
                        push(operation(slots[first]))
                    else:
                        push(operation(slots))
        finally:
            ctx.cap = kept
        return slots


def compile_forms(roots: Iterable[Form]) -> Program:
    """The program that computes some forms, whatever they share only once.

    Raises:
        UnsupportedError: for something that has no value as a number, such as a vector.
        LimitError: where the derivatives asked for need too many operations.
    """
    return _Compiler(roots).program()


class _Compiler:
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
            raise LimitError(f"derivatives are checked up to order {MOST_TERMS - 1}")
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
                return [self._job(expression, line) for line in self._lines(expression, variable, order, direction)]
            case Symbol() | Placeholder():
                definition = self.bound.get(form)
                return [(form, AT_REST)] if definition is None else [self._job(definition, direction)]
            case Sum(terms):
                return [self._job(self._subtracted(term) or term, direction) for term in terms]
        return [self._job(child, direction) for child in form.children]

    def _subtracted(self, term: Form) -> Form | None:
        return term.operand if isinstance(term, Negative) and term not in self.exact else None

    def _lines(self, expression: Form, variable: Form, order: int, direction: int) -> list[int]:
        """The directions along which an expression must be known for its derivative to be known along one direction."""
        if variable not in self.bits:
            raise UnsupportedError(f"cannot differentiate by {variable!r}; differentiate by a symbol")
        rates, terms, _ = self.directions[direction]
        moving = {symbol: rate for symbol, rate in rates.items() if self.bits[symbol] & self.masks[expression]}
        if not moving:
            return [self._direction({variable: Fraction(1)}, order + 1)]
        if moving.keys() == {variable}:
            return [self._direction(moving, terms + order)]
        own = moving.get(variable, 0)
        return [self._direction({**moving, variable: Fraction(own + c)}, terms + order) for c in range(terms + order)]

    def _emit(self, form: Form, direction: int, parts: list[int]) -> int:
        emit = _EMITTERS.get(type(form))
        if emit is None:
            raise UnsupportedError(f"{form!r} has no value as a number")
        return emit(self, form, direction, parts)

    def operation(self, direction: int, operation: Callable[..., Value], first: int = -1, second: int = -1) -> int:
        """Add an operation; the number of the slot that it fills."""
        terms = self.directions[direction][1]
        if direction != AT_REST and terms != self.segments[-1][0]:
            self.segments.append((terms, []))
        self.segments[-1][1].append((operation, first, second))
        self.width += 1
        if self.width > MOST_OPERATIONS:
            raise LimitError(f"checking this takes more than {MOST_OPERATIONS} operations")
        return self.width - 1

    def fold(self, direction: int, operation: Callable[[Value, Value], Value], parts: Sequence[int]) -> int:
        """Add an operation on any number of slots, two at a time."""
        total, *rest = parts
        for part in rest:
            total = self.operation(direction, operation, total, part)
        return total


# ---- how each kind of form is computed ----


def _emit_symbol(compiler: _Compiler, form: Form, direction: int, parts: list[int]) -> int:
    rate = compiler.directions[direction][0].get(form)
    if rate is None:
        return parts[0]
    return compiler.operation(direction, partial(moving, rational(rate)), parts[0])


def _emit_sum(compiler: _Compiler, form: Sum, direction: int, parts: list[int]) -> int:
    total = parts[0]
    if compiler._subtracted(form.terms[0]):
        total = compiler.operation(direction, neg, total)
    for term, part in zip(form.terms[1:], parts[1:], strict=True):
        total = compiler.operation(direction, sub if compiler._subtracted(term) else add, total, part)
    return total


def _emit_power(compiler: _Compiler, form: Power, direction: int, parts: list[int]) -> int:
    base, exponent = parts
    if form.base is E:
        return compiler.operation(direction, exponential, exponent)
    known = compiler.exact.get(form.exponent)
    if known is not None:
        return compiler.operation(direction, rational_power(known), base)
    return compiler.operation(direction, general_power, base, exponent)


def _emit_root(compiler: _Compiler, form: Root, direction: int, parts: list[int]) -> int:
    radicand, index = parts
    known = compiler.exact.get(form.index)
    if known:
        return compiler.operation(direction, rational_power(1 / known), radicand)
    return compiler.operation(direction, general_root, radicand, index)


def _emit_call(compiler: _Compiler, form: Call, direction: int, parts: list[int]) -> int:
    several = BINARY_VALUES.get(form.function)
    if several is not None and (len(parts) == 2 or (len(parts) > 0 and form.function != "log")):
        return compiler.fold(direction, several, tuple(dict.fromkeys(parts)) if form.function != "log" else parts)
    single = FUNCTION_VALUES.get(form.function)
    if single is None or len(parts) != 1:
        raise UnsupportedError(f"no value is known for {form.function} of {len(parts)} arguments")
    return compiler.operation(direction, single, parts[0])


def _emit_unknown(compiler: _Compiler, form: Undefined, direction: int, parts: list[int]) -> int:
    place = compiler.unknowns[form.name, len(parts)]

    def value(slots: list[Value]) -> Value:
        total = arb(0)
        for amplitude, frequencies in slots[place]:
            phase = arb(0)
            for frequency, order, part in zip(frequencies, form.orders, parts, strict=True):
                phase = phase + slots[part] * frequency
                amplitude = amplitude * frequency**order
            total = total + phase.exp() * amplitude
        return total

    return compiler.operation(direction, value)


def _emit_piecewise(compiler: _Compiler, form: Piecewise, direction: int, parts: list[int]) -> int:
    def value(slots: list[Value]) -> Value:
        for result, condition in zip(parts[::2], parts[1::2], strict=True):
            truth: Truth = slots[condition]
            if truth is None:
                return NAN
            if truth:
                return slots[result]
        return NAN

    return compiler.operation(direction, value)


def _emit_all(compiler: _Compiler, form: Form, direction: int, parts: list[int]) -> int:
    if not parts:
        return compiler.operation(direction, lambda slots: True)
    return compiler.fold(direction, both, parts)


def _emit_any(compiler: _Compiler, form: Form, direction: int, parts: list[int]) -> int:
    if not parts:
        return compiler.operation(direction, lambda slots: False)
    return compiler.fold(direction, either, parts)


def _emit_derivative(compiler: _Compiler, form: Derivative, direction: int, parts: list[int]) -> int:
    terms = compiler.directions[direction][1]
    lines = compiler._lines(form.expression, form.variable, form.order, direction)
    if direction == AT_REST:
        return compiler.operation(direction, partial(coefficient, form.order), parts[0])
    if len(lines) == 1:
        rate = rational(compiler.directions[lines[0]][0][form.variable])
        return compiler.operation(direction, partial(derived, form.order, terms, rate), parts[0])
    return compiler.operation(direction, partial(interpolated, form.order, terms, tuple(parts)))


_EMITTERS: Mapping[type[Form], Callable[..., int]] = {
    Symbol: _emit_symbol,
    Placeholder: _emit_symbol,
    Sum: _emit_sum,
    Negative: lambda compiler, form, direction, parts: compiler.operation(direction, neg, *parts),
    Product: lambda compiler, form, direction, parts: compiler.fold(direction, mul, parts),
    Quotient: lambda compiler, form, direction, parts: compiler.operation(direction, divide, *parts),
    Power: _emit_power,
    Root: _emit_root,
    Call: _emit_call,
    Undefined: _emit_unknown,
    Piecewise: _emit_piecewise,
    Relation: lambda compiler, form, direction, parts: compiler.operation(direction, COMPARISONS[form.operator], *parts),
    And: _emit_all,
    Or: _emit_any,
    Derivative: _emit_derivative,
}
