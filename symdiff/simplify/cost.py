"""How a textbook would print it: the price of a form, in tenths of a written token.

Every number, name and operator costs one token, as a measure of length; what reads badly costs more: a fraction within a
fraction, a bracket that could be done without, a negative exponent, a function that the problem did not use.
"""

from __future__ import annotations

from fractions import Fraction

from symdiff.forms import (
    Atom,
    Call,
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
from symdiff.simplify.numbers import common_divisor
from symdiff.simplify.terms import read_term
from symdiff.simplify.writing import Workspace

TOKEN = 10

# A bracket that neither the problem nor the raw answer has; in a polynomial, which is expected multiplied out; and one from which
# a number can be taken out, 4x^2 + 2.
BRACKET = 5
BRACKET_IN_POLYNOMIAL = 25
CONTENT = 12

# Fractions: within a fraction; of powers of the variable where the problem is a sum, 6/x^3 - 4/x^2; each power of a sum below the
# bar; and what a number in front of a sum above the bar is given back, 3(2x + 1) being as good as 6x + 3 there.
NESTED_FRACTION = 15
FRACTION_IN_SUM = 35
DEGREE_BELOW = 6
FACTOR_OF_FRACTION = 11

# A negative exponent where the problem has none, an argument that the problem does not have, a minus sign in front of a sum; and
# how many digits a number may have before each costs a tenth.
NEGATIVE_EXPONENT = 20
SHORT_NUMBER = 4
NEW_ARGUMENT = 20
LEADING_SIGN = 3

# What a function costs that the problem does not use; of an argument that is more than a letter the rare ones cost more.
UNFAMILIAR = {
    "sin": 10,
    "cos": 10,
    "tan": 10,
    "sec": 30,
    "cot": 25,
    "csc": 25,
    "sinh": 10,
    "cosh": 10,
    "tanh": 10,
    "sech": 20,
    "coth": 40,
    "csch": 40,
    "sigmoid": 40,
    "abs": 5,
    "sign": 10,
}
UNFAMILIAR_OF_COMPOUND = {"cot": 60, "csc": 60, "sech": 15, "coth": 60, "csch": 60}

# A function brings the functions of its derivative with it.
FAMILIES = (
    frozenset({"sin", "cos"}),
    frozenset({"tan", "sec"}),
    frozenset({"cot", "csc"}),
    frozenset({"sinh", "cosh"}),
    frozenset({"coth", "csch"}),
)


def has_bar(form: Form) -> bool:
    """Whether a form is a fraction, or the opposite of one."""
    return isinstance(form.operand if isinstance(form, Negative) else form, Quotient)


def has_nested_fraction(form: Form) -> bool:
    """Whether a fraction stands in a numerator or a denominator anywhere in a form."""
    return any(isinstance(part, Quotient) and any(map(_has_fraction, part.children)) for part in walk(form))


def is_familiar(work: Workspace, function: str) -> bool:
    """Whether a problem has a function, or one that brings it with it."""
    functions = work.style.functions
    return function in functions or any(function in family and family & functions for family in FAMILIES)


def price(work: Workspace, root: Form) -> int:
    """The price of a form in normal form."""
    prices = work.prices
    waiting = [root]
    while waiting:
        form = waiting[-1]
        if form in prices:
            waiting.pop()
            continue
        unknown = [child for child in form.children if child not in prices]
        if unknown:
            waiting.extend(unknown)
        else:
            prices[form] = _price(work, form)
    return prices[root]


def _price(work: Workspace, form: Form) -> int:
    prices = work.prices
    parts = sum(prices[child] for child in form.children)
    match form:
        case Number(value, typed):
            size = TOKEN if typed or value.denominator == 1 else 3 * TOKEN
            size += max(0, len(str(abs(value.numerator))) - SHORT_NUMBER)
            return size + TOKEN if value < 0 else size
        case Atom():
            return TOKEN
        case Negative(Sum()):
            return parts + TOKEN + BRACKET
        case Negative():
            return parts + TOKEN
        case Sum(terms):
            return parts + TOKEN * sum(not _has_sign(term) for term in terms[1:]) + LEADING_SIGN * _has_sign(terms[0])
        case Product(factors):
            return parts + sum(_bracket(work, factor) + _content(work, factor) for factor in factors) + surcharge(work, form)
        case Quotient(numerator, denominator):
            nested = NESTED_FRACTION * (_has_fraction(numerator) + _has_fraction(denominator))
            return parts + TOKEN + nested + _of_fraction(work, numerator, denominator)
        case Power(base, exponent):
            if base is E:
                return parts
            awkward = isinstance(exponent, Number) and exponent.value < 0 and not work.style.negative_exponents
            return parts + TOKEN + _bracket(work, base) + surcharge(work, form) + (NEGATIVE_EXPONENT if awkward else 0)
        case Root(_, Number(index)) if index == 2:
            return parts  # the index is not written, the root sign is
        case Root():
            return parts + TOKEN
        case Call(function, arguments):
            return parts + TOKEN + _unfamiliar(work, function, arguments)
        case Undefined():
            return parts + TOKEN
    return parts + TOKEN * max(0, len(form.children) - 1)


def _has_sign(term: Form) -> bool:
    return isinstance(term, Negative) or (isinstance(term, Number) and term.value < 0)


def _bracket(work: Workspace, form: Form) -> int:
    """What a bracket costs that neither the problem nor its raw answer has."""
    base = form.base if isinstance(form, Power) else form
    return BRACKET if isinstance(base, Sum) and base not in work.natural else 0


def _content(work: Workspace, factor: Form) -> int:
    """What a bracket costs more from which a number can be taken out."""
    if isinstance(factor, Sum) and not work.style.decimals and not (factor in work.natural and _is_polynomial(factor)):
        return CONTENT * (_content_of(work, factor) != 1)
    return 0


def _content_of(work: Workspace, form: Sum) -> Fraction:
    return common_divisor(read_term(work, term).coefficient for term in form.terms)


def _of_fraction(work: Workspace, numerator: Form, denominator: Form) -> int:
    """A polynomial may stand in factors in a fraction; a sum of powers of a problem that is one may not become a fraction."""
    extra = DEGREE_BELOW * _degree_below(denominator) - surcharge(work, numerator) - surcharge(work, denominator)
    match numerator:
        case Product((Number(), Sum() as inner)):
            extra -= FACTOR_OF_FRACTION * (_content_of(work, inner) == 1)
        case Product(factors) if _is_polynomial(numerator):
            return extra - BRACKET * sum(isinstance(factor, Sum) for factor in factors) - 1
        case Sum() as inner:
            pass
        case _:
            return extra
    if work.style.is_sum and _is_polynomial(inner) and _is_monomial(denominator):
        extra += FRACTION_IN_SUM
    return extra


def _degree_below(denominator: Form) -> int:
    """The powers of sums below a fraction bar, which a common factor makes higher than need be."""
    factors = denominator.factors if isinstance(denominator, Product) else (denominator,)
    powers = (factor.exponent for factor in factors if isinstance(factor, Power) and isinstance(factor.base, Sum))
    return sum(int(exponent.value) for exponent in powers if isinstance(exponent, Number))


def surcharge(work: Workspace, form: Form) -> int:
    """What a polynomial in factors costs more when it could stand there multiplied out, as the rules give it."""
    match form:
        case Product(factors):
            sums = [factor.base if isinstance(factor, Power) else factor for factor in factors]
            new = any(isinstance(part, Sum) for part in sums) and not any(part in work.known for part in sums)
        case Power(Sum() as base, Number()):
            sums = [base]
            new = base not in work.known
        case _:
            return 0
    if new and isinstance(form, Product) and len(form.factors) == 2 and isinstance(form.factors[0], Number):
        return BRACKET_IN_POLYNOMIAL - BRACKET
    if new and all(isinstance(part, Number | Symbol) or (isinstance(part, Sum) and _is_polynomial(part)) for part in sums):
        return (FRACTION_IN_SUM if work.style.is_sum and work.style.negative_exponents else BRACKET_IN_POLYNOMIAL) - BRACKET
    return 0


def _is_monomial(form: Form) -> bool:
    return _is_polynomial(form) and not any(isinstance(part, Sum) for part in walk(form))


def _is_polynomial(form: Form) -> bool:
    waiting: list[Form] = list(form.terms) if isinstance(form, Sum) else [form]
    while waiting:
        match waiting.pop():
            case Number() | Symbol():
                pass
            case Negative() | Product() | Sum() as inner:
                waiting.extend(inner.children)
            case Power(base, Number()) | Root(base, Number()):
                waiting.append(base)
            case Quotient(numerator, Number()):
                waiting.append(numerator)
            case _:
                return False
    return True


def _has_fraction(form: Form) -> bool:
    """Whether a numerator or denominator has a fraction in it."""
    parts = form.children if isinstance(form, Sum | Product) else (form,)
    bases = [part.base if isinstance(part, Power) else part for part in parts]
    return any(has_bar(part) or (isinstance(part, Sum) and any(map(has_bar, part.terms))) for part in bases)


def _unfamiliar(work: Workspace, function: str, arguments: tuple[Form, ...]) -> int:
    extra = 0
    if not is_familiar(work, function):
        compound = not isinstance(arguments[0], Symbol)
        table = UNFAMILIAR_OF_COMPOUND if compound and function in UNFAMILIAR_OF_COMPOUND else UNFAMILIAR
        extra = table.get(function, 0)
    if work.arguments and arguments[0] not in work.arguments and not isinstance(arguments[0], Symbol):
        extra += NEW_ARGUMENT
    return extra
