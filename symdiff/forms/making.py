"""Short ways to make forms."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from symdiff.forms.nodes import ONE, TWO, ZERO, Call, E, Form, Power, Product, Root, Sum, as_form


def exp(exponent: Form) -> Form:
    """e to an exponent."""
    return Power(E, exponent)


def sqrt(radicand: Form) -> Form:
    """A square root."""
    return Root(radicand, TWO)


def call(name: str) -> Callable[..., Form]:
    """The constructor of calls of one function.

    >>> from symdiff.forms import Symbol
    >>> call("sin")(Symbol("x"))
    sin(x)
    """
    return lambda *arguments: Call(name, (as_form(argument) for argument in arguments))


def sum_of(terms: Iterable[Form]) -> Form:
    """A sum of any number of terms: none is 0, one is itself."""
    match tuple(terms):
        case ():
            return ZERO
        case (only,):
            return only
        case several:
            return Sum(several)


def product_of(factors: Iterable[Form]) -> Form:
    """A product of any number of factors: none is 1, one is itself."""
    match tuple(factors):
        case ():
            return ONE
        case (only,):
            return only
        case several:
            return Product(several)
