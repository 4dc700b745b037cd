"""How large an input may be; everything larger is refused by name, before anything is built from it.

The numbers are far beyond what people type and small enough that reading takes a fraction of a second.
"""

from __future__ import annotations

from math import log2

from symdiff.errors import LimitError
from symdiff.forms import Call, Constant, Form, Negative, Number, Power, Product, Quotient, Root, Sum, walk

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

_ENORMOUS = 1e300
_UNBOUNDED = (Sum, Product, Quotient, Power, Root, Negative, Call)


def check_length(text: str) -> None:
    """Refuse a text of more than ``MAX_LENGTH`` characters.

    Raises:
        LimitError: The text is longer.
    """
    if len(text) > MAX_LENGTH:
        raise LimitError(f"the text has {len(text):,} characters; at most {MAX_LENGTH:,} are read")


def check_form(root: Form) -> None:
    """Refuse an expression with too many nodes, or with a number in it that could never be written out.

    ``9^9^9`` is a number of 369 million digits: nothing that follows could work with it.  The size of a number is
    bounded from its parts, never computed.

    Raises:
        LimitError: The expression, or a number in it, is larger than the limit.
    """
    bits: dict[Form, float] = {}
    count = 0
    for form in walk(root):
        count += 1
        if isinstance(form, Number):
            bits[form] = float(max(form.value.numerator.bit_length(), form.value.denominator.bit_length()))
        elif isinstance(form, Constant):
            bits[form] = 2.0
        elif isinstance(form, _UNBOUNDED) and all(child in bits for child in form.children):
            bits[form] = size = _bits(form, [bits[child] for child in form.children])
            if size > MAX_BITS:
                raise LimitError(f"the expression contains a number of more than {MAX_BITS * 3 // 10:,} digits")
    if count > MAX_NODES:
        raise LimitError(f"the expression has {count:,} parts; at most {MAX_NODES:,} are read")


def _bits(form: Form, sizes: list[float]) -> float:
    match form:
        case Power(_, exponent):
            return min(sizes[0] * _largest(exponent, sizes[1]), _ENORMOUS)
        case Call("gamma", _):
            return min(_largest(form.children[0], sizes[0]) * (sizes[0] + 1), _ENORMOUS)
        case Call() | Root():
            return max(sizes)
        case _:
            return sum(sizes)


def _largest(form: Form, bits: float) -> float:
    """A bound on the absolute value of a number of so many binary digits."""
    match form:
        case Number(value, _):
            return float(abs(value)) if value.numerator.bit_length() - value.denominator.bit_length() < 900 else _ENORMOUS
        case _:
            return 2.0**bits if bits < log2(_ENORMOUS) else _ENORMOUS
