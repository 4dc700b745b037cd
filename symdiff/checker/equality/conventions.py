"""Conventions that a verdict hangs on, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import product

from symdiff.forms import ONE, Call, Form, Negative, Number, Power, Quotient, Root, Symbol, symbols, transform, walk
from symdiff.wording.sentences import Sentence, say


def convention_notices(left: Form, right: Form, status: str) -> tuple[Sentence, ...]:
    """What has to be said about the conventions that were followed.

    >>> from symdiff.forms import Symbol
    >>> [notice.key for notice in convention_notices(Symbol("x") ** 2, Symbol("X") ** 2, "different")]
    ['capital letters']
    """
    first = {symbol.name for symbol in symbols(left)}
    second = {symbol.name for symbol in symbols(right)}
    notices = list(_names(first - second, second - first))
    if status != "equal":
        if "i" in first | second:
            notices.append(say("letter i"))
        bare = any(isinstance(side, Number) and has_decimals(side) for side in (left, right))
        if bare or has_decimals(left) != has_decimals(right):
            notices.append(say("decimals are exact"))
        if any(_is_angle(form) for form in walk(left, right)):
            notices.append(say("angles in radians"))
    if any(_is_odd_root(form) for form in walk(left, right)):
        notices.append(say("odd roots"))
    return tuple(notices)


def _names(first: Iterable[str], second: Iterable[str]) -> Iterator[Sentence]:
    for one, other in product(sorted(first), sorted(second)):
        if one.lower() == other.lower():
            yield say("capital letters", first=one, second=other)
        elif one.replace("_", "") == other.replace("_", ""):
            yield say("index", first=one, second=other)


def has_decimals(form: Form) -> bool:
    """Whether a number in an expression was typed as a decimal."""
    return any(isinstance(part, Number) and part.typed is not None and "." in part.typed for part in walk(form))


def _is_odd_root(form: Form) -> bool:
    match form:
        case Root(Number(radicand), Number(index)):
            return radicand < 0 and index % 2 == 1
        case Power(Number(base), Number(exponent)):
            return base < 0 and _has_odd_denominator(exponent)
        case Power(Number(base), Quotient(Number(above), Number(below))) if below:
            return base < 0 and _has_odd_denominator(above / below)
    return False


def _is_angle(form: Form) -> bool:
    """The sine of a whole number, which somebody may have meant in degrees."""
    match form:
        case Call("sin" | "cos" | "tan" | "cot" | "sec" | "csc", (Number(value),)):
            return value.denominator == 1 and abs(value) > 6
    return False


def whole_letters(*forms: Form) -> frozenset[Symbol]:
    """The letters that can only be whole numbers: those in the exponent of a negative number.

    >>> from symdiff.forms import ONE
    >>> sorted(letter.name for letter in whole_letters(Power(-ONE, 2 * Symbol("n")) + Symbol("x")))
    ['n']
    """
    found: set[Symbol] = set()
    for form in walk(*forms):
        match form:
            case Power(Number(base) | Negative(Number(base)), exponent) if base:
                negative = base < 0 or isinstance(form.base, Negative)
                found.update(letter for letter in symbols(exponent) if negative)
    return frozenset(found)


def other_branch(form: Form) -> Form:
    """An expression with the other values that books give arccot: those of arctan(1/x)."""

    def turned(part: Form) -> Form:
        match part:
            case Call("arccot", (argument,)):
                return Call("arctan", (Quotient(ONE, argument),))
        return part

    return transform(form, turned)


def _has_odd_denominator(exponent: Fraction) -> bool:
    return exponent.denominator > 1 and exponent.denominator % 2 == 1
