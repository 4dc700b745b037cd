"""Typed numbers, exactly."""

from __future__ import annotations

import re
from fractions import Fraction

from symdiff.errors import LimitError
from symdiff.forms import Number
from symdiff.syntax.limits import MAX_DIGITS
from symdiff.wording.sentences import say

_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def decimal(written: str) -> Number:
    """A number as typed; a decimal keeps its spelling.

    Raises:
        LimitError: It has more than ``limits.MAX_DIGITS`` digits, or as large an exponent.

    >>> decimal("0.50")
    0.50
    """
    if len(written) > MAX_DIGITS:
        raise LimitError(say("number too long", length=len(written), most=MAX_DIGITS))
    mantissa, _, exponent = written.lower().partition("e")
    if exponent and (len(exponent) > 6 or abs(int(exponent)) > MAX_DIGITS):
        raise LimitError(say("exponent too large", exponent=exponent, most=MAX_DIGITS))
    whole = mantissa.rstrip(".")
    return Number(Fraction(written), typed=written) if exponent or "." in whole else Number(int(whole))


def with_commas(written: str) -> tuple[Number, str] | None:
    """A number with commas between its digits, and how else it could be meant; ``None`` if it is no number.

    Groups of three digits are thousands; otherwise one comma is a decimal comma.

    >>> with_commas("12,000"), with_commas("0,5"), with_commas("1,2,3")
    ((12000, '12.000'), (0.5, ''), None)
    """
    once = written.count(",") == 1 and "." not in written
    if _THOUSANDS.fullmatch(written):
        return decimal(written.replace(",", "")), written.replace(",", ".") if once else ""
    return (decimal(written.replace(",", ".")), "") if once else None
