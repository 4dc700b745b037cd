"""What the declared identities say of each function, in tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symdiff.forms import Call, Form, Negative, Number, Power, Quotient, Sum, walk
from symdiff.rules.rewrites import PYTHAGOREAN_IDENTITIES, QUOTIENT_IDENTITIES

Place = tuple[int, int]
Family = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Square:
    """The square of a function as a number plus a number times the square of another."""

    other: str
    number: int
    factor: int
    name: str


def functions_in(form: Form) -> list[str]:
    """The names of the functions in a side of an identity."""
    return [part.function for part in walk(form) if isinstance(part, Call)]


def _places() -> Mapping[str, tuple[Family, Place]]:
    found: dict[str, tuple[Family, Place]] = {}
    for family in (("sin", "cos"), ("sinh", "cosh")):
        found[family[0]], found[family[1]] = (family, (1, 0)), (family, (0, 1))
        for rule in QUOTIENT_IDENTITIES:
            match rule.before, rule.after:
                case Call(function, _), Quotient(above, below):
                    first, second = (functions_in(above).count(name) - functions_in(below).count(name) for name in family)
                    if first or second:
                        found[function] = (family, (first, second))
    return found


def _squares() -> Mapping[str, Square]:
    found: dict[str, Square] = {}
    for rule in PYTHAGOREAN_IDENTITIES:
        match rule.before, rule.after:
            case Sum((Power(Call(first, _), _), second)), Number(value):
                sign = -1 if isinstance(second, Negative) else 1
                (other,) = functions_in(second)
                found[first] = Square(other, int(value), -sign, rule.name)
                found[other] = Square(first, int(sign * value), -sign, rule.name)
    return found


# The functions that are reciprocals, and of what.
RECIPROCALS = {
    rule.before.function: functions_in(rule.after)[0]
    for rule in QUOTIENT_IDENTITIES
    if isinstance(rule.before, Call) and rule.name == "reciprocal identity"
}

# For every function the first two of its family, and its exponents in them: tan is sin^1·cos^(-1).
PLACES = _places()

# For every function how its square may be replaced.
SQUARES = _squares()


def turned_up(form: Form) -> Form:
    """What a function value is the reciprocal of, which has the same sign; any other form as it is."""
    match form:
        case Call(function, arguments) if function in RECIPROCALS:
            return Call(RECIPROCALS[function], arguments)
    return form
