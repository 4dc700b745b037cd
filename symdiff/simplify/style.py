"""How a problem is written: its answer is to be written in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from symdiff.forms import Call, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum, Symbol, walk


@dataclass(frozen=True, slots=True)
class Style:
    """What an answer takes over from the writing of its problem.

    Attributes:
        variable: the variable of differentiation.
        functions: the names of the functions used.
        kernels: the function values and exponentials used, as they stand in the problem.
        roots: the indices of the roots used; square roots are written as roots unless the problem has fractional exponents only.
        negative_exponents: whether powers with negative numbers in the exponent stand in the problem and no fraction does.
        negative_exponentials: whether e to a negative exponent stands in the problem, so that 1/e^x is written e^(-x).
        is_sum: whether the problem is a sum.
        decimals: whether the problem has decimal numbers, so that the answer has them too.
    """

    variable: Symbol
    functions: frozenset[str]
    kernels: frozenset[Form]
    roots: frozenset[int]
    negative_exponents: bool
    negative_exponentials: bool
    is_sum: bool
    decimals: bool


def style_of(problem: Form, variable: Symbol) -> Style:
    """Read off how a problem is written.

    >>> x = Symbol("x")
    >>> style_of(Power(x, Number(-3)), x).negative_exponents
    True
    """
    functions: set[str] = set()
    kernels: set[Form] = set()
    roots: set[int] = set()
    fractional = negative = fraction = negative_exponential = exponential_divisor = decimals = False
    for form in walk(problem):
        match form:
            case Call(function, _):
                functions.add(function)
                kernels.add(form)
            case Root(_, Number(index)) if index.denominator == 1:
                roots.add(index.numerator)
            case Power(_, exponent_form) if (exponent := number_value(exponent_form)) is not None:
                fractional = fractional or exponent.denominator != 1
                negative = negative or exponent < 0
            case Power(base, exponent_form):
                kernels.add(form)
                negative_exponential = negative_exponential or (base is E and leads_negative(exponent_form))
            case Quotient(_, denominator):
                fraction = fraction or not isinstance(denominator, Number)
                exponential_divisor = exponential_divisor or any(
                    isinstance(part, Power) and part.base is E for part in (denominator, *denominator.children)
                )
            case Number(_, str()):
                decimals = True
    if not roots and not fractional:
        roots.add(2)
    return Style(
        variable,
        frozenset(functions),
        frozenset(kernels),
        frozenset(roots),
        negative and not fraction,
        negative_exponential or not exponential_divisor,
        isinstance(problem, Sum),
        decimals,
    )


def number_value(form: Form) -> Fraction | None:
    """The value of a number, a fraction of numbers, or the opposite of one."""
    match form:
        case Number(value):
            return value
        case Quotient(Number(above), Number(below)) if below:
            return above / below
        case Negative(Quotient(Number(above), Number(below))) if below:
            return -above / below
    return None


def leads_negative(form: Form) -> bool:
    """Whether a form begins with a minus sign."""
    while True:
        match form:
            case Negative():
                return True
            case Number(value):
                return value < 0
            case Product(parts):
                form = parts[0]
            case Quotient(numerator, _):
                form = numerator
            case _:
                return False
