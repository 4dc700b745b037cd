"""Filling in a rule's right side: put forms in the place of placeholders and do the arithmetic that nobody writes down.

``n*x^(n - 1)`` with n = 3 is ``3*x^2``, not ``3*x^(3 - 1)``; a factor 1 and a term 0 are dropped; signs come to the front.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from symdiff.forms import (
    ONE,
    ZERO,
    Derivative,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Sum,
    product_of,
    sum_of,
    walk,
)

# Beyond this many bits a power of numbers is left standing.
LARGEST_POWER_BITS = 256

LONGEST_ARITHMETIC = 8

# Arithmetic with more parts than this is left standing.
LARGEST_ARITHMETIC = 64

# Longer products stay nested: flattening a chain of n functions at every level would cost n² in all.
LONGEST_FLAT_PRODUCT = 24

# Longer sums stay nested too: a sum of shared sums, written out, doubles with every level.
LONGEST_FLAT_SUM = 1000


def fill(template: Form, bindings: Mapping[Form, Form], derivative: Callable[[Form], Form]) -> Form:
    """The template with its placeholders replaced.

    Parameters:
        template: the right side of a rule; only its own nodes are visited, never those of the forms put in.
        bindings: what each placeholder stands for.
        derivative: what to write for the derivative of a form that a placeholder stands for.
    """
    done: dict[Form, Form] = dict(bindings)
    for form in parts_in_order(template):
        if form in done:
            continue
        match form:
            case Derivative(inner, _):
                done[form] = derivative(done[inner])
            case _:
                done[form] = tidy(form, tuple(done[child] for child in form.children))
    return done[template]


@cache
def parts_in_order(template: Form) -> tuple[Form, ...]:
    """The nodes of a rule's side, parts first; there are as many of these as there are rules."""
    return tuple(walk(template))


def tidy(form: Form, children: tuple[Form, ...]) -> Form:
    """The form over new parts, with the arithmetic done where it meets them."""
    match form:
        case Sum():
            return tidy_sum(children)
        case Product():
            return tidy_product(children)
        case Negative():
            return opposite(children[0])
        case Quotient():
            return tidy_quotient(*children)
        case Power():
            return tidy_power(*children)
    return form if children == form.children else form.with_children(children)


def tidy_sum(terms: tuple[Form, ...]) -> Form:
    """A sum without zeros; numbers alone are added up.

    >>> tidy_sum((Number(2), Number(-1)))
    1
    """
    if len(terms) < LONGEST_ARITHMETIC and all(number_value(term) is not None for term in terms):
        return _number(sum(number_value(term) or 0 for term in terms), terms)
    flat: list[Form] = []
    for term in terms:
        if isinstance(term, Sum) and len(flat) + len(term.terms) <= LONGEST_FLAT_SUM:
            flat.extend(term.terms)
        elif term is not ZERO:
            flat.append(term)
    return sum_of(flat)


def tidy_product(factors: tuple[Form, ...]) -> Form:
    """A product with numbers that stand next to each other multiplied; with a factor 0 it is 0.

    >>> from symdiff.forms import Symbol
    >>> tidy_product((Number(3), Number(2) * Symbol("x")))
    6*x
    """
    flat = flatten(factors)
    match flat:
        case Negative(Product(inside)):
            return opposite(flatten(_numbers_multiplied(inside)))
        case Product(inside):
            return flatten(_numbers_multiplied(inside))
    return flat


def _numbers_multiplied(factors: tuple[Form, ...]) -> tuple[Form, ...]:
    together: list[Form] = []
    for factor in factors:
        last = together[-1] if together else None
        if isinstance(factor, Number) and isinstance(last, Number):
            together[-1] = _number(last.value * factor.value, (last, factor))
        else:
            together.append(factor)
    return tuple(together)


def flatten(factors: tuple[Form, ...]) -> Form:
    """A product without factors 1, its sign in front, flattened as far as that stays short; with a factor 0 it is 0.

    The numbers stay where they are: in a product along a chain each factor tells where it comes from.
    """
    if ZERO in factors:
        return ZERO
    negative = False
    flat: list[Form] = []
    for factor in factors:
        if isinstance(factor, Negative):
            negative, factor = not negative, factor.operand
        if isinstance(factor, Product) and len(flat) + len(factor.factors) <= LONGEST_FLAT_PRODUCT:
            flat.extend(factor.factors)
        elif factor is not ONE:
            flat.append(factor)
    product = product_of(flat)
    return opposite(product) if negative else product


def opposite(form: Form) -> Form:
    """The form with its sign changed."""
    match form:
        case Negative(operand):
            return operand
        case Number(value, typed) if value <= 0:
            return Number(-value, typed and typed.removeprefix("-"))
    return Negative(form)


def tidy_quotient(numerator: Form, denominator: Form) -> Form:
    """A quotient with its sign in front; numbers above and below are cancelled.

    >>> from symdiff.forms import Symbol
    >>> tidy_quotient(6 * Symbol("u"), Number(4))
    Quotient(3*u, 2)
    """
    if isinstance(numerator, Negative):
        return opposite(tidy_quotient(numerator.operand, denominator))
    if isinstance(denominator, Number) and denominator.value:
        number, *others = numerator.factors if isinstance(numerator, Product) else (numerator,)
        if isinstance(number, Number) and not (number.typed or denominator.typed):
            ratio = number.value / denominator.value
            numerator = flatten((Number(ratio.numerator), *others))
            denominator = Number(ratio.denominator)
    if numerator is ZERO or denominator is ONE:
        return numerator
    return Quotient(numerator, denominator)


def tidy_power(base: Form, exponent: Form) -> Form:
    """A power; the exponents 1 and 0 are carried out."""
    match exponent:
        case Number(value, _) if value == 1:
            return base
        case Number(value, _) if value == 0:
            return ONE
    return Power(base, exponent)


def number_value(root: Form) -> Fraction | None:
    """The exact value of a form made of rational numbers alone, or ``None``.

    >>> number_value(Quotient(Number(2), Number(3)) - 1)
    Fraction(-1, 3)
    """
    if isinstance(root, Number):
        return root.value
    if not _is_small_arithmetic(root):
        return None
    values: dict[Form, Fraction] = {}
    for form in walk(root):
        value = _combine(form, [values[child] for child in form.children])
        if value is None:
            return None
        values[form] = value
    return values[root]


def _is_small_arithmetic(root: Form) -> bool:
    stack = [root]
    for _ in range(LARGEST_ARITHMETIC):
        if not stack:
            return True
        form = stack.pop()
        if not (form.children or isinstance(form, Number)):
            return False
        stack.extend(form.children)
    return False


def _combine(form: Form, parts: list[Fraction]) -> Fraction | None:
    match form:
        case Number(value, _):
            return value
        case Sum():
            return sum(parts, Fraction(0))
        case Negative():
            return -parts[0]
        case Product() if len(parts) < 64:
            product = Fraction(1)
            for part in parts:
                product *= part
            return product
        case Quotient() if parts[1] != 0:
            return parts[0] / parts[1]
        case Power() if parts[1].denominator == 1 and _bits(parts[0]) * abs(parts[1]) <= LARGEST_POWER_BITS:
            return parts[0] ** int(parts[1]) if parts[0] or parts[1] > 0 else None
    return None


def _bits(value: Fraction) -> int:
    return max(value.numerator.bit_length(), value.denominator.bit_length())


def _number(value: Fraction | int, operands: tuple[Form, ...]) -> Number:
    """The value as a number, written as a decimal where an operand was."""
    value = Fraction(value)
    if any(isinstance(operand, Number) and operand.typed for operand in operands):
        decimal = Decimal(value.numerator) / Decimal(value.denominator)
        if Fraction(decimal) == value and value.denominator != 1:
            return Number(value, f"{decimal.normalize():f}")
    return Number(value)
