"""A proof that two expressions are equal, by algebra alone.

Both are written as quotients of polynomials in kernels: e to each monomial of an exponent, sine and cosine of each monomial
of an angle, roots of polynomials without repeated factors, logarithms of primes, and every other function by its argument in
lowest terms.  If the difference is 0 then, they are equal wherever both have a real value.  If it is not, nothing is proved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from symdiff.checker.equality.algebra import MINUS_ONE, ONE, TWO, Algebra
from symdiff.checker.equality.kernels import Ratio, TooMuchWork, constant
from symdiff.forms import (
    Call,
    Constant,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    Undefined,
    walk,
)

MOST_NODES = 2000


def prove(left: Form, right: Form) -> bool:
    """Whether algebra alone shows that two expressions are equal wherever both have a value.

    Args:
        left, right: expressions.

    Returns:
        ``True`` where it is proved; ``False`` says nothing.

    >>> from symdiff.forms import Symbol, call, sqrt
    >>> x = Symbol("x")
    >>> prove(call("sin")(2 * x), 2 * call("sin")(x) * call("cos")(x))
    True
    >>> prove(sqrt(x**2), x)
    False
    """
    nodes = list(walk(left, right))
    if len(nodes) > MOST_NODES:
        return False
    try:
        algebra = Algebra(nodes)
        written: dict[Form, Ratio] = {}
        for form in nodes:
            write = _WRITERS.get(type(form))
            if write is None:
                return False
            written[form] = write(algebra, form, [written[child] for child in form.children])
        return not algebra.field.add(written[left], algebra.times(MINUS_ONE, written[right])).above
    except TooMuchWork:
        return False


def _power(algebra: Algebra, form: Power, parts: Sequence[Ratio]) -> Ratio:
    base, exponent = parts
    if form.base is E:
        return algebra.exponential(exponent)
    if exponent.number is not None:
        return algebra.rational_power(base, exponent.number)
    return algebra.exponential(algebra.times(exponent, algebra.logarithm(base)))


def _call(algebra: Algebra, form: Call, parts: Sequence[Ratio]) -> Ratio:
    write = _FUNCTIONS.get(form.function)
    return write(algebra, *parts) if write else algebra.opaque(form.function, *parts)


_FUNCTIONS: Mapping[str, Callable[..., Ratio]] = {
    "sin": Algebra.sine,
    "cos": Algebra.cosine,
    "tan": lambda algebra, u: algebra.over(algebra.sine(u), algebra.cosine(u)),
    "cot": lambda algebra, u: algebra.over(algebra.cosine(u), algebra.sine(u)),
    "sec": lambda algebra, u: algebra.over(ONE, algebra.cosine(u)),
    "csc": lambda algebra, u: algebra.over(ONE, algebra.sine(u)),
    "arcsin": lambda algebra, u: algebra.odd("arcsin", u),
    "arccos": lambda algebra, u: algebra.plus(algebra.pi_over_two(), algebra.times(MINUS_ONE, algebra.odd("arcsin", u))),
    "arctan": lambda algebra, u: algebra.odd("arctan", u),
    "arccot": lambda algebra, u: algebra.plus(algebra.pi_over_two(), algebra.times(MINUS_ONE, algebra.odd("arctan", u))),
    "arccsc": lambda algebra, u: algebra.odd("arcsin", algebra.over(ONE, u)),
    "arcsec": lambda algebra, u: algebra.plus(
        algebra.pi_over_two(), algebra.times(MINUS_ONE, algebra.odd("arcsin", algebra.over(ONE, u)))
    ),
    "sinh": lambda algebra, u: algebra.hyperbolic(u, MINUS_ONE),
    "cosh": lambda algebra, u: algebra.hyperbolic(u, ONE),
    "tanh": lambda algebra, u: algebra.over(algebra.hyperbolic(u, MINUS_ONE), algebra.hyperbolic(u, ONE)),
    "coth": lambda algebra, u: algebra.over(algebra.hyperbolic(u, ONE), algebra.hyperbolic(u, MINUS_ONE)),
    "sech": lambda algebra, u: algebra.over(ONE, algebra.hyperbolic(u, ONE)),
    "csch": lambda algebra, u: algebra.over(ONE, algebra.hyperbolic(u, MINUS_ONE)),
    "arsinh": lambda algebra, u: algebra.odd("arsinh", u),
    "artanh": lambda algebra, u: algebra.odd("artanh", u),
    "arcoth": lambda algebra, u: algebra.odd("artanh", algebra.over(ONE, u)),
    "arcsch": lambda algebra, u: algebra.odd("arsinh", algebra.over(ONE, u)),
    "arsech": lambda algebra, u: algebra.opaque("arcosh", algebra.over(ONE, u)),
    "ln": Algebra.logarithm,
    "log": lambda algebra, u, base: algebra.over(algebra.logarithm(u), algebra.logarithm(base)),
    "abs": Algebra.absolute,
    "sign": lambda algebra, u: algebra.odd("sign", u),
    "relu": lambda algebra, u: algebra.over(algebra.plus(u, algebra.absolute(u)), TWO),
    "sigmoid": lambda algebra, u: algebra.over(ONE, algebra.plus(ONE, algebra.exponential(algebra.times(MINUS_ONE, u)))),
    "softplus": lambda algebra, u: algebra.logarithm(algebra.plus(ONE, algebra.exponential(u))),
    "erf": lambda algebra, u: algebra.odd("erf", u),
    "erfc": lambda algebra, u: algebra.plus(ONE, algebra.times(MINUS_ONE, algebra.odd("erf", u))),
    "gamma": Algebra.gamma,
}

_WRITERS: Mapping[type[Form], Callable[[Algebra, Any, Sequence[Ratio]], Ratio]] = {
    Number: lambda algebra, form, parts: constant(form.value),
    Constant: lambda algebra, form, parts: algebra.exponential(ONE) if form is E else algebra.named(("constant", form.name)),
    Symbol: lambda algebra, form, parts: algebra.named(("symbol", form.name)),
    Sum: lambda algebra, form, parts: algebra.plus(*parts),
    Negative: lambda algebra, form, parts: algebra.times(MINUS_ONE, *parts),
    Product: lambda algebra, form, parts: algebra.times(*parts),
    Quotient: lambda algebra, form, parts: algebra.over(*parts),
    Power: _power,
    Root: lambda algebra, form, parts: _root(algebra, *parts),
    Call: _call,
    Undefined: lambda algebra, form, parts: algebra.opaque(f"{form.name} {form.orders}", *parts),
}


def _root(algebra: Algebra, radicand: Ratio, index: Ratio) -> Ratio:
    if index.number is None or index.number.denominator != 1 or index.number.numerator < 1:
        raise TooMuchWork
    return algebra.root(radicand, index.number.numerator)
