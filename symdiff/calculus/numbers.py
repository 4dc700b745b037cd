"""Forward and reverse accumulation on numbers.

Each operation becomes a kernel once: a function of the values of its operands, and one that gives all its local
derivatives.  Two kinds of numbers are offered: exact ones (rational as long as possible, then balls that surely contain the
value) and ordinary floating-point numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from operator import add, mul, neg, truediv
from types import MappingProxyType
from typing import Any, TypeAlias

from flint import arb, ctx, fmpq

from symdiff.calculus.building import number_value
from symdiff.calculus.graph import ComputationGraph, Node
from symdiff.calculus.operations import Operation
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.forms import (
    TRUE,
    And,
    Call,
    Constant,
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
    Symbol,
    Undefined,
    walk,
)
from symdiff.verify.values import BINARY_VALUES, COMPARISONS, FUNCTION_VALUES, general_power, rational_power

Value: TypeAlias = Any  # float, fmpq or arb
Kernel: TypeAlias = Callable[..., Value]

PRECISION = 128


@dataclass(frozen=True, slots=True, eq=False)
class Arithmetic:
    """A kind of numbers.

    Attributes:
        name: what it is called.
        number: makes one from a rational number.
        functions: the functions of one argument.
        several: the functions of two or more arguments.
        constants: the named constants.
        whole: a function that takes a power with a whole exponent.
        power: any power with an exponent that is not known beforehand.
        root: a function that takes a rational power.
        compare: the comparisons; ``None`` where undecided.
        missing: whether a value is none, because the function is not defined there.
    """

    name: str
    number: Callable[[Fraction], Value]
    functions: Mapping[str, Kernel]
    several: Mapping[str, Kernel]
    constants: Mapping[str, Callable[[], Value]]
    whole: Callable[[int], Kernel]
    power: Kernel
    root: Callable[[Fraction], Kernel]
    compare: Mapping[str, Callable[[Value, Value], bool | None]]
    missing: Callable[[Value], bool]


# ---- the two kinds of numbers -----------------------------------------------------------------------------------------


def _on_balls(function: Kernel) -> Kernel:
    return lambda *arguments: function(*map(arb, arguments))


def _largest(values: Mapping[str, Kernel], name: str) -> Kernel:
    def folded(first: Value, *others: Value) -> Value:
        for other in others:
            first = values[name](first, other)
        return first

    return folded


def _whole_power(exponent: int) -> Kernel:
    """The power by repeated squaring: the power of FLINT's balls gives up where a ball contains 0."""

    def power(base: Value) -> Value:
        result, square, rest = fmpq(1), base, abs(exponent)
        while rest:
            if rest & 1:
                result = result * square
            rest >>= 1
            if rest:
                square = square * square
        return result if exponent >= 0 else 1 / result

    return power


EXACT = Arithmetic(
    "exact",
    lambda value: fmpq(value.numerator, value.denominator),
    {name: _on_balls(function) for name, function in FUNCTION_VALUES.items()},
    {name: _on_balls(_largest(BINARY_VALUES, name)) for name in BINARY_VALUES},
    {"e": arb.const_e, "pi": arb.pi},
    _whole_power,
    _on_balls(general_power),
    lambda exponent: _on_balls(rational_power(exponent)),
    {sign: _on_balls(compare) for sign, compare in COMPARISONS.items()},
    lambda value: type(value) is arb and not value.is_finite(),
)


def _float_root(exponent: Fraction) -> Kernel:
    odd_root, odd = exponent.denominator % 2 == 1, exponent.numerator % 2 == 1
    size = float(exponent)

    def power(base: float) -> float:
        if base < 0 and odd_root:
            return -math.pow(-base, size) if odd else math.pow(-base, size)
        return math.pow(base, size)

    return power


def _by_balls(function: Kernel) -> Kernel:
    """A function that the standard library does not have."""
    return lambda *arguments: float(function(*map(arb, arguments)))


_FLOAT_FUNCTIONS: dict[str, Kernel] = {
    **{name: _by_balls(function) for name, function in FUNCTION_VALUES.items()},
    **{name: getattr(math, name) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "erf", "erfc", "gamma")},
    **{f"arc{name}": getattr(math, f"a{name}") for name in ("sin", "cos", "tan")},
    "ln": math.log,
    "abs": abs,
    "sign": lambda value: (value > 0) - (value < 0),
    "step": lambda value: float(value > 0),
    "relu": lambda value: max(value, 0.0),
    "floor": math.floor,
    "ceil": math.ceil,
    "sigmoid": lambda value: 1 / (1 + math.exp(-value)) if value > -700 else 0.0,
}

FLOAT = Arithmetic(
    "float",
    float,
    _FLOAT_FUNCTIONS,
    {"log": lambda value, base: math.log(value) / math.log(base), "max": max, "min": min},
    {"e": lambda: math.e, "pi": lambda: math.pi},
    lambda exponent: lambda base: base**exponent,
    math.pow,
    _float_root,
    {
        "=": lambda a, b: a == b,
        "!=": lambda a, b: a != b,
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
    },
    math.isnan,
)

ARITHMETICS = {"exact": EXACT, "float": FLOAT}


# ---- kernels ------------------------------------------------------------------------------------------------------------


def _sum(*terms: Value) -> Value:
    result = terms[0]
    for term in terms[1:]:
        result = result + term
    return result


def _product(*factors: Value) -> Value:
    result = factors[0]
    for factor in factors[1:]:
        result = result * factor
    return result


def _piecewise(*parts: Value) -> Value:
    for value, condition in zip(parts[::2], parts[1::2], strict=True):
        if condition is None:
            break
        if condition:
            return value
    raise ValueError("no case holds")


def _all(*conditions: bool | None) -> bool | None:
    return False if False in conditions else None if None in conditions else True


def _any(*conditions: bool | None) -> bool | None:
    return True if True in conditions else None if None in conditions else False


_SHAPES: dict[type[Form], tuple[Kernel, Kernel]] = {  # for two parts, and for any number
    Sum: (add, _sum),
    Product: (mul, _product),
    Quotient: (truediv, truediv),
    Negative: (neg, neg),
    Piecewise: (_piecewise, _piecewise),
    And: (_all, _all),
    Or: (_any, _any),
}


def _function(form: Form, arithmetic: Arithmetic) -> tuple[Kernel, tuple[Form, ...]]:
    """What to compute for a form, and from which of its parts."""
    match form:
        case Power(base, exponent) if base is E:
            return _exponentials[arithmetic.name], (exponent,)
        case Power(base, exponent):
            known = number_value(exponent)
            return (arithmetic.power, (base, exponent)) if known is None else (_known_power(known, arithmetic), (base,))
        case Root(radicand, index) if (value := number_value(index)):
            return arithmetic.root(1 / value), (radicand,)
        case Call(name, (argument,)) if name in arithmetic.functions:
            return arithmetic.functions[name], (argument,)
        case Call(name, arguments) if name in arithmetic.several:
            return arithmetic.several[name], arguments
        case Relation(left, operator, right):
            return arithmetic.compare[operator], (left, right)
        case Sum() | Product() | Quotient() | Negative() | Piecewise() | And() | Or():
            return _SHAPES[type(form)][len(form.children) != 2], form.children
        case Undefined(name, _, _):
            raise UnsupportedError(f"{name} is a function of which only the name is known, so it has no value.")
    raise UnsupportedError(f"{form!r} has no value as a number.")


def _known_power(exponent: Fraction, arithmetic: Arithmetic) -> Kernel:
    return arithmetic.whole(int(exponent)) if exponent.denominator == 1 else arithmetic.root(exponent)


_exponentials: dict[str, Kernel] = {"exact": _on_balls(lambda value: value.exp()), "float": math.exp}


def kernel(
    results: Sequence[Form],
    letters: Sequence[Symbol],
    arithmetic: Arithmetic,
    given: Mapping[Symbol, Value] = MappingProxyType({}),
) -> Kernel:
    """A function of the values of some letters that computes forms, parts that they share once.

    Parameters:
        results: the forms.
        letters: the arguments of the function, in order.
        arithmetic: the kind of numbers.
        given: the values of all other symbols.

    Raises:
        UnsupportedError: if a form has another symbol in it, or a function without a value.

    >>> a, b = Symbol("a"), Symbol("b")
    >>> kernel([a * b, b], [a, b], FLOAT)(2.0, 3.0)
    (6.0, 3.0)
    """
    slots: dict[Form, int] = {letter: place for place, letter in enumerate(letters)}
    constants: list[Callable[[], Value]] = []
    inner: list[Form] = []
    for form in walk(*results):
        match form:
            case _ if form in slots:
                continue
            case Number(value, _):
                constants.append(partial(_same, arithmetic.number(value)))
            case Constant(name) if name in arithmetic.constants:
                constants.append(arithmetic.constants[name])
            case Symbol() if form in given:
                constants.append(partial(_same, given[form]))
            case Symbol(name):
                raise UnsupportedError(f"No value is given for {name}.")
            case _:
                inner.append(form)
                continue
        slots[form] = len(letters) + len(constants) - 1
    operations: list[tuple[Kernel, tuple[int, ...]]] = []
    for form in inner:
        function, parts = _function(form, arithmetic)
        operations.append((function, tuple(slots[part] for part in parts)))
        slots[form] = len(letters) + len(constants) + len(operations) - 1
    return _shortened(operations, [slots[result] for result in results], constants, len(letters))


def _same(value: Value) -> Value:
    return value


def _shortened(
    operations: Sequence[tuple[Kernel, tuple[int, ...]]],
    results: Sequence[int],
    constants: Sequence[Callable[[], Value]],
    letters: int,
) -> Kernel:
    """The kernel with as little around each operation as its size allows."""
    order = tuple(range(letters))
    match operations, tuple(results):
        case [(function, slots)], (result,) if slots == order and result == letters + len(constants):
            return lambda *values: (function(*values),)
        case [], (0,) if letters:
            return lambda *values: (values[0],)
        case [], (1, 0) if letters == 2:
            return lambda left, right: (right, left)
        case [], places if not constants:
            return lambda *values: tuple([values[place] for place in places])
        case [], places if min(places) >= letters:
            return lambda *values: tuple([constants[place - letters]() for place in places])
    if not constants:
        prepared: Callable[[], list[Value]] = list
    else:
        prepared = lambda: [constant() for constant in constants]  # noqa: E731  # the precision may change between calls

    def run(*values: Value) -> tuple[Value, ...]:
        found = [*values, *prepared()]
        for function, slots in operations:
            found.append(function(*[found[slot] for slot in slots]))
        return tuple([found[place] for place in results])

    return run


def _where_valid(function: Kernel) -> Kernel:
    """Local derivatives, given only where the condition that stands behind them holds."""

    def slopes(*values: Value) -> tuple[Value, ...]:
        found = function(*values)
        if found[-1] is not True:
            raise ValueError("no derivative here")
        return tuple(found[:-1])

    return slopes


# ---- sweeps -------------------------------------------------------------------------------------------------------------


class NoValue(SymdiffError):
    """A node, or one of its local derivatives, has no value at a point.

    Attributes:
        node: the node.
    """

    def __init__(self, node: Node, reason: str, place: str) -> None:
        super().__init__(f"{node.name.name} {reason} where {place}.")
        self.node = node


class Tape:
    """A graph made ready for numbers.

    Parameters:
        graph: the graph.
        arithmetic: the kind of numbers.
        given: the values of the symbols that are held constant.

    Raises:
        UnsupportedError: if one of these has no value, or an operation is no function of numbers.
    """

    def __init__(
        self, graph: ComputationGraph, arithmetic: Arithmetic, given: Mapping[Symbol, Value] = MappingProxyType({})
    ) -> None:
        self.graph = graph
        self.arithmetic = arithmetic

        @cache
        def known(made: Operation) -> tuple[Kernel, Kernel]:
            value = kernel([made.form], made.letters, arithmetic, given)
            if made.valid is TRUE:
                return value, kernel(made.slopes, made.letters, arithmetic, given)
            return value, _where_valid(kernel([*made.slopes, made.valid], made.letters, arithmetic, given))

        self._plan = [
            (node.operands, *known(node.operation)) if node.operation is not None else None for node in graph.nodes
        ]

    def values(self, point: Mapping[Symbol, Value]) -> list[Value]:
        """The value of every node, operands first.

        Raises:
            SymdiffError: if a node is not defined at the point, or a variable is given no value.
        """
        found: list[Value] = []
        push = found.append
        for place, plan in enumerate(self._plan):
            if plan is None:
                push(self._given(self.graph.nodes[place], point))
                continue
            operands, value, _ = plan
            try:
                push(value(*[found[operand] for operand in operands])[0])
            except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
                raise self._undefined(place, found) from error
        missing = self.arithmetic.missing
        for place, value in enumerate(found):
            if missing(value):
                raise self._undefined(place, found)
        return found

    def _given(self, node: Node, point: Mapping[Symbol, Value]) -> Value:
        if node.name not in point:
            raise SymdiffError(f"The point gives no value for {node.name.name}.")
        return point[node.name]

    def _undefined(self, place: int, values: Sequence[Value]) -> NoValue:
        node = self.graph.nodes[place]
        return NoValue(node, "is not defined", self._place(node, [values[operand] for operand in node.operands]))

    def _place(self, node: Node, arguments: Sequence[Value]) -> str:
        names = (self.graph.nodes[operand].name.name for operand in node.operands)
        return ", ".join(f"{name} = {shown(value)}" for name, value in zip(names, arguments, strict=True))

    def slopes(self, place: int, values: Sequence[Value]) -> tuple[Value, ...]:
        """The local derivatives of a node.

        Raises:
            SymdiffError: where one is not defined: at a kink, or where it is infinite.
        """
        plan = self._plan[place]
        if plan is None:
            return ()
        operands, _, slope = plan
        arguments = [values[operand] for operand in operands]
        try:
            found: tuple[Value, ...] = slope(*arguments)
        except (ValueError, ZeroDivisionError, OverflowError, TypeError) as error:
            return self._at_kink(place, arguments, error)
        if any(map(self.arithmetic.missing, found)):
            return self._at_kink(place, arguments, None)
        return found

    def _at_kink(self, place: int, arguments: Sequence[Value], error: Exception | None) -> tuple[Value, ...]:
        node = self.graph.nodes[place]
        if is_relu(node) and arguments[0] == 0:
            return (self.arithmetic.number(Fraction(0)),)
        reason = "has a kink, a jump or a vertical tangent, and so no derivative,"
        raise NoValue(node, reason, self._place(node, arguments)) from error

    def adjoints(self, values: Sequence[Value], output: int = 0) -> list[Value]:
        """The adjoint of every node for one output, given the values of all nodes; 0 where the output does not depend on it.

        Raises:
            SymdiffError: where a local derivative that counts is not defined.
        """
        zero = self.arithmetic.number(Fraction(0))
        start = self.graph.outputs[output]
        found = [zero] * len(self._plan)
        found[start] = self.arithmetic.number(Fraction(1))
        plans, missing = self._plan, self.arithmetic.missing
        for place in range(start, -1, -1):
            adjoint = found[place]
            plan = plans[place]
            if plan is None or adjoint is zero:
                continue
            operands, _, slope = plan
            try:
                slopes = slope(*[values[operand] for operand in operands])
            except (ValueError, ZeroDivisionError, OverflowError, TypeError):
                slopes = self.slopes(place, values)
            for operand, factor in zip(operands, slopes, strict=True):
                if missing(factor):
                    factor = self.slopes(place, values)[operands.index(operand)]
                found[operand] += adjoint * factor
        return found

    def tangents(self, values: Sequence[Value], seeds: Mapping[Symbol, Value]) -> list[Value]:
        """How fast every node changes when each variable moves at the rate given, 0 if none is given.

        Raises:
            SymdiffError: where a local derivative that counts is not defined.
        """
        zero = self.arithmetic.number(Fraction(0))
        found: list[Value] = []
        for node in self.graph.nodes:
            if node.operation is None:
                found.append(seeds.get(node.name, zero))
                continue
            rate = zero
            if any(found[operand] is not zero for operand in node.operands):
                for operand, slope in zip(node.operands, self.slopes(node.place, values), strict=True):
                    rate = rate + slope * found[operand]
            found.append(rate)
        return found


def is_relu(node: Node) -> bool:
    """Whether a node is a rectified linear unit, which has the subgradient 0 at 0 by convention."""
    match node.meaning:
        case Call("relu", _):
            return True
        case Call("max", (Number(value, _), _)) | Call("max", (_, Number(value, _))):
            return value == 0
    return False


@contextmanager
def enough_digits() -> Iterator[None]:
    """The precision at which balls are computed."""
    kept, ctx.prec = ctx.prec, PRECISION
    try:
        yield
    finally:
        ctx.prec = kept


def shown(value: Value, digits: int = 6) -> str:
    """A number for a table: a short fraction as it is, anything else in decimals.

    >>> shown(fmpq(5, 2)), shown(0.1 + 0.2), shown(fmpq(1, 3))
    ('5/2', '0.3', '1/3')
    """
    if isinstance(value, fmpq):
        if value.denominator == 1 and abs(value.numerator) < 10**digits:
            return str(value)
        short = len(str(value)) <= digits
        return str(value) if short else shown(arb(value), digits)
    if isinstance(value, arb):
        value = float(value)
    return f"{value:.{digits}g}"
