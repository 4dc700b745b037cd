"""Forms as functions of numbers: each operation becomes a kernel once, and is then run at any number of points."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from operator import add, mul, neg, truediv
from types import MappingProxyType

from symdiff.calculus.arithmetic import Arithmetic, Kernel, Value
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
    Symbol,
    Undefined,
    walk,
)
from symdiff.wording.sentences import say


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
            return arithmetic.exponential, (exponent,)
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
            raise UnsupportedError(say("unknown function has no value", name=name))
        case Call(name, arguments):
            raise UnsupportedError(say("function of so many arguments", name=name, count=len(arguments)))
        case Derivative():
            raise UnsupportedError(say("derivative without a value"))
    raise UnsupportedError(say("no value as a number", form=repr(form)))


def _known_power(exponent: Fraction, arithmetic: Arithmetic) -> Kernel:
    return arithmetic.whole(int(exponent)) if exponent.denominator == 1 else arithmetic.root(exponent)


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

    >>> from symdiff.calculus.arithmetic import FLOAT
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
                raise UnsupportedError(say("no value is given", name=name))
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

    def run(*values: Value) -> tuple[Value, ...]:
        # The constants anew at each call: the precision may have changed.
        found = [*values, *[constant() for constant in constants]]
        for function, slots in operations:
            found.append(function(*[found[slot] for slot in slots]))
        return tuple([found[place] for place in results])

    return run
