"""Values of many forms at one point: each form is computed once, and what it is computed from is remembered.

Other than a compiled program, which is fixed, a sheet grows: thousands of derivations that differ in one place cost little
more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from functools import cache, reduce
from operator import mul
from random import Random
from typing import TypeAlias

from flint import arb, ctx

from symdiff.calculus.building import number_value
from symdiff.errors import UnsupportedError
from symdiff.forms import (
    And,
    Call,
    Constant,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Or,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Undefined,
)
from symdiff.verify.compiler import CONSTANTS
from symdiff.verify.program import Plane
from symdiff.verify.values import (
    BINARY_VALUES,
    COMPARISONS,
    FUNCTION_VALUES,
    NAN,
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
from symdiff.wording.sentences import say

BITS = 128
WAVES = 3
SHIFT = 4  # unknown functions are positive more often than not, so that their roots and logarithms have values
CLEAR_BITS = 64  # two values are taken for the same only where so many bits of both are known

Values: TypeAlias = Mapping[Form, Value]


@contextmanager
def precise() -> Iterator[None]:
    """Compute with the precision of sheets."""
    kept, ctx.prec = ctx.prec, BITS
    try:
        yield
    finally:
        ctx.prec = kept


class Sheet:
    """The values of forms at one point.

    Attributes:
        point: the value of each symbol.
        plane: ``arb`` for real values; ``acb`` where an answer has complex ones.
        known: the values found so far; those of derivatives are set by whoever knows them.
    """

    def __init__(self, point: Mapping[Form, Fraction], plane: Plane = arb) -> None:
        self.point = point
        self.plane = plane
        self.known: dict[Form, Value] = {symbol: plane(rational(value)) for symbol, value in point.items()}
        self.open: set[Form] = set()  # the forms in which a derivative occurs

    def value(self, root: Form) -> Value:
        """The value of a form, remembered.

        Raises:
            UnsupportedError: for a form without a value as a number.
        """
        return self._filled(root, self.known, self.open)

    def passing(self, root: Form) -> Value:
        """The value of a form that will not be asked for again."""
        return self._filled(root, _Layer(self.known), set())

    def with_numbers(self, root: Form, numbers: Values) -> Value:
        """The value of a form with other values for some of the numbers in it."""
        known = {symbol: self.known[symbol] for symbol in self.point}
        return self._filled(root, {**known, **numbers}, set())

    def with_slopes(self, root: Form, slopes: Values) -> Value:
        """The value of a form with other values for some of the derivatives in it."""
        self.value(root)
        known: dict[Form, Value] = dict(slopes)
        stack = [root]
        while stack:
            form = stack[-1]
            if form in known:
                stack.pop()
            elif form not in self.open or isinstance(form, Derivative):
                known[form] = self.known[form]
            else:
                waiting = [child for child in form.children if child not in known]
                stack.extend(reversed(waiting))
                if not waiting:
                    known[form] = self._of(form, [known[child] for child in form.children])
        return known[root]

    def _filled(self, root: Form, known: MutableMapping[Form, Value] | _Layer, opened: set[Form]) -> Value:
        found = known.get(root)
        if found is not None:
            return found
        stack = [root]
        while stack:
            form = stack[-1]
            if form in known:
                stack.pop()
                continue
            waiting = [child for child in form.children if child not in known]
            if waiting:
                stack.extend(reversed(waiting))
                continue
            known[form] = self._of(form, [known[child] for child in form.children])
            if any(child in opened or child in self.open for child in form.children):
                opened.add(form)
        return known[root]

    def _of(self, form: Form, parts: list[Value]) -> Value:
        operation = _OPERATIONS.get(type(form))
        if operation is None:
            raise UnsupportedError(say("no value as a number", form=repr(form)))
        value = operation(form, parts)
        return self.plane(value) if type(value) is not self.plane and value is not None and not isinstance(value, bool) else value


class _Layer:
    """Values laid over others that stay as they are."""

    def __init__(self, below: Mapping[Form, Value]) -> None:
        self._below = below
        self._own: dict[Form, Value] = {}

    def __contains__(self, form: Form) -> bool:
        return form in self._own or form in self._below

    def __getitem__(self, form: Form) -> Value:
        return self._own[form] if form in self._own else self._below[form]

    def __setitem__(self, form: Form, value: Value) -> None:
        self._own[form] = value

    def get(self, form: Form) -> Value | None:
        return self._own.get(form, self._below.get(form))


def agree(left: Value, right: Value) -> bool:
    """Whether two values are the same as far as they are known, and known well enough."""
    if not (left.is_finite() and right.is_finite()):
        return False
    return bool(left.overlaps(right)) and _is_clear(left) and _is_clear(right)


def differ(left: Value, right: Value) -> bool:
    """Whether two values are surely different."""
    return left.is_finite() and right.is_finite() and not left.overlaps(right)


def _is_clear(value: Value) -> bool:
    return bool(value.rel_accuracy_bits() >= CLEAR_BITS or abs(value).abs_upper() < arb(2) ** -CLEAR_BITS)


# ---- how each kind of form is computed ----


def _sum(form: Form, parts: list[Value]) -> Value:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _product(form: Form, parts: list[Value]) -> Value:
    total = parts[0]
    for part in parts[1:]:
        total = mul(total, part)
    return total


def _power(form: Power, parts: list[Value]) -> Value:
    if form.base is E:
        return exponential(parts[1])
    known = number_value(form.exponent)
    return general_power(*parts) if known is None else rational_power(known)(parts[0])


def _root(form: Root, parts: list[Value]) -> Value:
    known = number_value(form.index)
    return rational_power(1 / known)(parts[0]) if known else general_root(*parts)


def _call(form: Call, parts: list[Value]) -> Value:
    several = BINARY_VALUES.get(form.function)
    if several is not None and len(parts) >= 2:
        total = parts[0]
        for part in parts[1:]:
            total = several(total, part)
        return total
    single = FUNCTION_VALUES.get(form.function)
    if single is None or len(parts) != 1:
        raise UnsupportedError(say("function of so many arguments", name=form.function, count=len(parts)))
    return single(parts[0])


def _undefined(form: Undefined, parts: list[Value]) -> Value:
    """The value of an unknown function, for which one and the same smooth function is taken wherever its name occurs."""
    total: Value = arb(0) if any(form.orders) else arb(SHIFT)
    for amplitude, phase, frequencies in _waves(form.name, len(parts)):
        for frequency, part in zip(frequencies, parts, strict=True):
            phase = phase + part * frequency
        for frequency, order in zip(frequencies, form.orders, strict=True):
            amplitude = amplitude * frequency**order
        quarters = sum(form.orders) % 4  # each differentiation goes from sin to cos to -sin to -cos
        wave = phase.cos() if quarters % 2 else phase.sin()
        total = total + (-amplitude if quarters > 1 else amplitude) * wave
    return total


@cache
def _waves(name: str, arity: int) -> tuple[tuple[Value, Value, tuple[Value, ...]], ...]:
    random = Random(f"{name} {arity}")

    def number() -> Value:
        return arb(random.randrange(1 << 16, 1 << 17)) / (1 << 16)

    return tuple((number(), number(), tuple(number() for _ in range(arity))) for _ in range(WAVES))


def _piecewise(form: Form, parts: Sequence[Value]) -> Value:
    for value, truth in zip(parts[::2], parts[1::2], strict=True):
        if truth is not False:
            return value if truth else NAN
    return NAN


def _combined(connect: Callable[[Truth, Truth], Truth], start: Truth) -> Callable[..., Value]:
    return lambda form, parts: reduce(connect, parts, start)


_OPERATIONS: Mapping[type[Form], Callable[..., Value]] = {
    Number: lambda form, parts: rational(form.value),
    Constant: lambda form, parts: CONSTANTS[form.name](),
    Sum: _sum,
    Negative: lambda form, parts: -parts[0],
    Product: _product,
    Quotient: lambda form, parts: divide(*parts),
    Power: _power,
    Root: _root,
    Call: _call,
    Undefined: _undefined,
    Piecewise: _piecewise,
    Relation: lambda form, parts: COMPARISONS[form.operator](*parts),
    And: _combined(both, True),
    Or: _combined(either, False),
}
