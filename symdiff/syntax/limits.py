"""How large an input may be; everything larger is refused by name, before anything is built from it.

The numbers are far beyond what people type and small enough that reading takes a fraction of a second.
"""

from __future__ import annotations

from fractions import Fraction
from math import e, gamma, inf, isnan, pi, pow, prod, sqrt

from symdiff.errors import LimitError
from symdiff.forms import Call, Constant, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum, walk
from symdiff.wording.sentences import say

MAX_LENGTH = 10_000
"""Characters in a text."""

MAX_DEPTH = 500
"""Brackets, functions, signs and powers that are open at one place."""

MAX_DIGITS = 1_000
"""Digits of one typed number."""

MAX_NODES = 20_000
"""Nodes of the expression that the text stands for."""

MAX_BITS = 50_000
"""Binary digits of a number that is written as powers, products or factorials of numbers."""

MAX_NAME = 40
"""Letters in one word."""

MAX_NOTES = 100
"""Doubtful places that are pointed out; a text with more of them has been made to have them."""

_COMPOUND = (Sum, Product, Quotient, Power, Root, Negative, Call)


def check_length(text: str) -> None:
    """Refuse a text of more than ``MAX_LENGTH`` characters.

    Raises:
        LimitError: The text is longer.
    """
    if len(text) > MAX_LENGTH:
        raise LimitError(say("text too long", length=len(text), most=MAX_LENGTH))


def check_form(root: Form) -> None:
    """Refuse an expression with too many nodes, or with a number in it that could never be written out.

    ``9^9^9`` is a number of 369 million digits: nothing that follows could work with it.  How large a number is, is
    estimated from its parts, in floating point; it is never computed.

    Raises:
        LimitError: The expression, or a number in it, is larger than the limit.
    """
    numbers: dict[Form, tuple[float, float]] = {}
    count = 0
    for form in walk(root):
        count += 1
        if isinstance(form, Number):
            above, below = form.value.numerator.bit_length(), form.value.denominator.bit_length()
            numbers[form] = _float(form.value), float(max(above, below))
        elif isinstance(form, Constant):
            numbers[form] = (e if form is E else pi), 2.0
        elif isinstance(form, _COMPOUND) and all(child in numbers for child in form.children):
            value, bits = _estimate(form, [numbers[child] for child in form.children])
            if bits > MAX_BITS:
                raise LimitError(say("number too large", most=MAX_BITS * 3 // 10))
            numbers[form] = value, bits
    if count > MAX_NODES:
        raise LimitError(say("too many parts", count=count, most=MAX_NODES))


def _float(value: Fraction) -> float:
    try:
        return float(value)
    except OverflowError:
        return inf


def _estimate(form: Form, parts: list[tuple[float, float]]) -> tuple[float, float]:
    """About what value a number has that is written as an expression, and how many binary digits it takes."""
    value, bits = parts[0]
    match form:
        case Negative():
            return -value, bits
        case Sum():
            return sum(part for part, _ in parts), sum(part for _, part in parts)
        case Product():
            return prod(part for part, _ in parts), sum(part for _, part in parts)
        case Quotient():
            return (value / parts[1][0] if parts[1][0] else 0.0), bits + parts[1][1]
        case Root():
            return sqrt(abs(value)), bits
        case Power():
            exponent = inf if isnan(parts[1][0]) else parts[1][0]
            return _power(abs(value), exponent), max(bits, bits * abs(exponent))
        case Call("gamma", _):
            return (gamma(value) if 0 < value < 170 else inf), max(bits, abs(value) * bits)
        case _:
            return min(abs(value), 1000.0), bits


def _power(base: float, exponent: float) -> float:
    try:
        return pow(base, exponent)
    except OverflowError:
        return inf
    except ValueError:  # 0 to a negative power: no number
        return 0.0
