"""Which expressions are never negative, wherever they are defined."""

from __future__ import annotations

from fractions import Fraction

from symdiff.forms import Call, Constant, Form, Negative, Number, Power, Product, Quotient, Root, Sum
from symdiff.simplify.writing import Workspace

UNKNOWN, NONNEGATIVE, POSITIVE = 0, 1, 2

# Functions whose values are never negative, and those that lie between -1 and 1.
RANGES = {
    "abs": NONNEGATIVE,
    "arccos": NONNEGATIVE,
    "arcosh": NONNEGATIVE,
    "arcsec": NONNEGATIVE,
    "arsech": NONNEGATIVE,
    "relu": NONNEGATIVE,
    "step": NONNEGATIVE,
    "arccot": POSITIVE,
    "cosh": POSITIVE,
    "erfc": POSITIVE,
    "sech": POSITIVE,
    "sigmoid": POSITIVE,
    "softplus": POSITIVE,
}
BOUNDED = frozenset({"sin", "cos", "tanh", "sign", "erf", "sigmoid", "sech"})


def is_positive(work: Workspace, form: Form) -> bool:
    """Whether a form is known to be positive wherever it is defined."""
    return _sign(work, form) == POSITIVE


def is_nonnegative(work: Workspace, form: Form) -> bool:
    """Whether a form is known to be positive or zero wherever it is defined."""
    return _sign(work, form) != UNKNOWN


def _sign(work: Workspace, root: Form) -> int:
    signs = work.signs
    waiting = [root]
    while waiting:
        form = waiting[-1]
        if form in signs:
            waiting.pop()
            continue
        unknown = [child for child in form.children if child not in signs]
        if unknown:
            waiting.extend(unknown)
        else:
            signs[form] = _from_parts(form, [signs[child] for child in form.children])
    return signs[root]


def _from_parts(form: Form, parts: list[int]) -> int:
    match form:
        case Number(value):
            return POSITIVE if value > 0 else NONNEGATIVE if value == 0 else UNKNOWN
        case Constant("e" | "pi"):
            return POSITIVE
        case Sum(terms):
            return _of_sum(terms, parts)
        case Product():
            return min(parts)
        case Quotient():
            return parts[0] if parts[1] != UNKNOWN else UNKNOWN
        case Root(_, Number(index)) if index:
            return _of_power(parts[0], 1 / index)
        case Power(_, Number(exponent)):
            return _of_power(parts[0], exponent)
        case Power():
            return POSITIVE if parts[0] == POSITIVE else UNKNOWN
        case Call("abs", _) if parts[0] == POSITIVE:
            return POSITIVE
        case Call(function, _):
            return RANGES.get(function, UNKNOWN)
    return UNKNOWN


def _of_power(base: int, exponent: Fraction) -> int:
    if base == POSITIVE:
        return POSITIVE
    if exponent.denominator % 2 and exponent.numerator % 2:
        return base if exponent > 0 or base == UNKNOWN else POSITIVE
    return NONNEGATIVE if exponent > 0 else POSITIVE


def _of_sum(terms: tuple[Form, ...], parts: list[int]) -> int:
    if UNKNOWN not in parts:
        return max(parts)
    least = Fraction()
    for term, part in zip(terms, parts, strict=True):
        if isinstance(term, Number):
            least += term.value
        elif part != UNKNOWN:
            least += _least(term)
        else:
            most = _most(term.operand if isinstance(term, Negative) else term)
            if most is None:
                return UNKNOWN
            least -= most
    return POSITIVE if least > 0 else NONNEGATIVE if least == 0 else UNKNOWN


def _least(term: Form) -> Fraction:
    """A number that a term which is never negative does not fall below: powers of the hyperbolic cosine are at least 1."""
    factors = term.factors if isinstance(term, Product) else (term,)
    bound = Fraction(1)
    for factor in factors:
        match factor:
            case Number(value):
                bound *= value
            case Call("cosh", _) | Power(Call("cosh", _), Number()):
                pass
            case _:
                return Fraction()
    return bound


def _most(term: Form) -> Fraction | None:
    """A number that the absolute value of a term does not exceed, for products of bounded functions."""
    above, below = (term.numerator, term.denominator) if isinstance(term, Quotient) else (term, None)
    bound = Fraction(1)
    for factor in above.factors if isinstance(above, Product) else (above,):
        match factor:
            case Number(value):
                bound *= abs(value)
            case Call(function, _) if function in BOUNDED:
                pass
            case Power(Call(function, _), Number(exponent)) if function in BOUNDED and exponent > 0:
                pass
            case _:
                return None
    if below is None:
        return bound
    least = _least(below)
    return bound / least if least > 0 else None
