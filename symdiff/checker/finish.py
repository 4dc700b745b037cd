"""What is left to do in a right answer, and whether it is in the form that a teacher asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from symdiff.calculus.building import number_value
from symdiff.forms import (
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    walk,
)
from symdiff.wording.sentences import Sentence, say

MOST_NODES = 2000


def left_to_do(root: Form) -> str:
    """The first thing that a textbook would still do, by the key of its sentence, or ``""``.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> left_to_do(5 * (2 * x + 1) ** 4 * 2)
    'numbers can be multiplied'
    >>> left_to_do(10 * (2 * x + 1) ** 4)
    ''
    """
    for count, form in enumerate(walk(root)):
        if count > MOST_NODES:
            return ""
        check = _CHECKS.get(type(form))
        found = check(form) if check else ""
        if found:
            return found
    return ""


def _in_sum(form: Sum) -> str:
    keys = Counter(_term(term)[1] for term in form.terms)
    if keys[()] > 1:
        return "numbers can be added"
    return "like terms can be collected" if any(count > 1 for count in keys.values()) else ""


def _in_product(form: Product) -> str:
    factors = [_unsigned(factor) for factor in form.factors]
    numbers = [factor for factor in factors if number_value(factor) is not None]
    if any(factor in (Number(0), Number(1), Number(-1)) for factor in numbers):
        return "factors 0 and 1 can be left out"
    if len(numbers) > 1:
        return "numbers can be multiplied"
    if any(isinstance(factor, Negative) for factor in form.factors[1:]):
        return "the sign can be put in front"
    bases = Counter(_base(factor) for factor in factors if number_value(factor) is None)
    if any(count > 1 for count in bases.values()):
        return "equal factors can be written as one power"
    below = {_base(part) for factor in factors if isinstance(factor, Quotient) for part in _factors(factor.denominator)}
    return "a factor can be cancelled" if below & bases.keys() else ""


def _in_quotient(form: Quotient) -> str:
    above, below = form.numerator, form.denominator
    if isinstance(below, Number) and below.value in (0, 1, -1):
        return "a denominator 1 can be left out"
    if above is Number(0):
        return "a numerator 0 makes everything 0"
    if isinstance(above, Quotient) or isinstance(below, Quotient):
        return "a fraction in a fraction can be cleared"
    first, second = _factors(above), _factors(below)
    numbers = [_coefficient(factors) for factors in (first, second)]
    if numbers[1] != 1 and _common(*numbers):
        return "the fraction can be reduced"
    shared = {_base(factor) for factor in first} & {_base(factor) for factor in second}
    return "the fraction can be reduced" if any(number_value(base) is None for base in shared) else ""


def _common(above: Fraction, below: Fraction) -> bool:
    ratio = above / below if below else Fraction(0)
    return abs(ratio.numerator) < abs(above.numerator) or ratio.denominator < below.numerator


def _in_power(form: Power) -> str:
    exponent = number_value(form.exponent)
    if exponent in (0, 1):
        return "a power with exponent 0 or 1 can be worked out"
    if isinstance(form.exponent, Sum | Product) and exponent is not None:
        return "the exponent can be worked out"
    if isinstance(form.base, Number) and exponent is not None and exponent.denominator == 1 and abs(exponent) < 4:
        return "a power of a number can be worked out"
    return "a power of a power can be written as one" if isinstance(form.base, Power) and exponent is not None else ""


def _in_negative(form: Negative) -> str:
    return "two signs can be made one" if isinstance(form.operand, Negative | Number) else ""


def _in_call(form: Call) -> str:
    (argument, *others) = form.arguments
    trivial = not others and (form.function, argument) in _KNOWN_VALUES
    return "a value of a function can be put in" if trivial else ""


_KNOWN_VALUES = {
    *(("ln", value) for value in (Number(1), E)),
    *((name, Number(0)) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan", "arcsin")),
}

_CHECKS: Mapping[type[Form], Callable[..., str]] = {
    Sum: _in_sum,
    Product: _in_product,
    Quotient: _in_quotient,
    Power: _in_power,
    Negative: _in_negative,
    Call: _in_call,
    Derivative: lambda form: "a derivative is still to be found",
}


def _unsigned(form: Form) -> Form:
    return form.operand if isinstance(form, Negative) else form


def _factors(form: Form) -> tuple[Form, ...]:
    form = _unsigned(form)
    return form.factors if isinstance(form, Product) else (form,)


def _coefficient(factors: tuple[Form, ...]) -> Fraction:
    product = Fraction(1)
    for factor in factors:
        product *= number_value(factor) or 1
    return product


def _base(form: Form) -> Form:
    match form:
        case Power(base, exponent) if base is E or number_value(exponent) is None:
            return Power(base, base)  # two exponentials to one base can be made one
        case Power(base, _) | Root(base, _):
            return base
    return form


def _term(form: Form) -> tuple[Fraction, tuple[Form, ...]]:
    """The coefficient of a term, and what it is a multiple of."""
    below: tuple[Form, ...] = ()
    form = _unsigned(form)
    if isinstance(form, Quotient) and number_value(form.denominator) is not None:
        form = form.numerator
    elif isinstance(form, Quotient):
        below = (Quotient(Number(1), form.denominator),)
        form = form.numerator
    factors = [factor for factor in _factors(form) if number_value(factor) is None]
    return _coefficient(_factors(form)), tuple(sorted((*factors, *below), key=id))


# ---- forms that a teacher may ask for ----


def _not_factored(form: Form) -> Sentence | None:
    inside = _unsigned(form)
    parts = (inside.numerator, inside.denominator) if isinstance(inside, Quotient) else (inside,)
    for part in parts:
        if isinstance(_unsigned(part), Sum) and len(parts) == 1:
            return say("it should be factored")
        if isinstance(_unsigned(part), Sum) and part is parts[0] and _common_factor(_unsigned(part)):
            return say("the numerator should be factored")
    return None


def _common_factor(form: Form) -> bool:
    shared: set[Form] | None = None
    for term in form.children:
        bases = {_base(factor) for factor in _factors(term) if number_value(factor) is None}
        shared = bases if shared is None else shared & bases
    return bool(shared)


def _not_one_fraction(form: Form) -> Sentence | None:
    inside = _unsigned(form)
    parts = inside.children if isinstance(inside, Quotient) else (inside,)
    if any(isinstance(part, Quotient) and number_value(part) is None for part in _outside_functions(*parts)):
        return say("it should be one fraction")
    return None


def _outside_functions(*roots: Form) -> Iterator[Form]:
    """The parts of an expression, but nothing inside a function, a root or an exponent."""
    stack = list(roots)
    while stack:
        form = stack.pop()
        yield form
        if isinstance(form, Sum | Product | Negative | Quotient):
            stack.extend(form.children)
        elif isinstance(form, Power):
            stack.append(form.base)


def _has_negative_exponents(form: Form) -> Sentence | None:
    for part in walk(form):
        if isinstance(part, Power):
            exponent = number_value(part.exponent)
            if isinstance(part.exponent, Negative) or (exponent is not None and exponent < 0):
                return say("it should have no negative exponents")
    return None


def _not_simplified(form: Form) -> Sentence | None:
    found = left_to_do(form)
    return say("it should be simplified", left=say(found)) if found else None


DEMANDS: Mapping[str, Callable[[Form], Sentence | None]] = {
    "simplified": _not_simplified,
    "factored": _not_factored,
    "one fraction": _not_one_fraction,
    "no negative exponents": _has_negative_exponents,
}
"""The forms that can be asked for: what is amiss with an answer, or ``None``."""
