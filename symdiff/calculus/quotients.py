"""Difference quotients of which the limit can be taken: how each kind is rewritten until h may go to 0.

Each function in ``KINDS`` takes an expression, its variable and h, and returns the moves, or ``None`` where the expression is
not of that kind.

Source: Apostol, Calculus, volume 1, sections 4.4 (powers, roots, sine and cosine), 6.3 (logarithm) and 6.12 (exponential
function).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symdiff.calculus.building import number_value, opposite, tidy_power, tidy_product, tidy_quotient
from symdiff.calculus.differences import Change, Polynomials, difference, expanded_difference, fraction, shifted
from symdiff.calculus.matching import Moving
from symdiff.forms import (
    ONE,
    ZERO,
    Call,
    Constant,
    E,
    Form,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    sum_of,
)
from symdiff.functions import cos, ln, sin
from symdiff.polynomials import TooLarge

TO_ZERO = "let h go to 0"


@dataclass(frozen=True, slots=True)
class Moves:
    """The way from a difference quotient to its limit.

    Attributes:
        quotients: the quotient as it was inserted, and after each move; with the name of the move.
        last: the name of the step that takes the limit.
        limit: the limit.
    """

    quotients: tuple[tuple[str, Form], ...]
    last: str
    limit: Form


class Lines:
    """Collects the moves; one that changes nothing is left out."""

    def __init__(self, start: Form) -> None:
        self.quotients = [("insert", start)]

    def move(self, name: str, quotient: Form) -> None:
        """Add a line."""
        if quotient is not self.quotients[-1][1]:
            self.quotients.append((name, quotient))

    def ended(self, limit: Form, last: str = TO_ZERO) -> Moves:
        """All lines, with the limit of the last."""
        return Moves(tuple(self.quotients), last, limit)


def difference_quotient(form: Form, variable: Symbol, h: Symbol) -> Form:
    """The quotient of which the derivative is the limit.

    >>> x, h = Symbol("x"), Symbol("h")
    >>> difference_quotient(x**2, x, h)
    Quotient(Power(x + h, 2) + Negative(Power(x, 2)), h)
    """
    return difference(shifted(form, variable, h), form) / h


def _times(*factors: Form) -> Form:
    return tidy_product(factors)


# ---- quotients of polynomials ----


def of_polynomial(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """Multiply out, cancel h."""
    try:
        change = Polynomials(variable, h, form).change(shifted(form, variable, h), form)
    except (TooLarge, ZeroDivisionError):
        return None
    lines = Lines(difference_quotient(form, variable, h))
    return _cancelled(lines, change, h, ONE, ONE)


def of_fraction(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """Common denominator first."""
    try:
        numerator, denominator = _over_and_under(form, variable, h)
        over, under = shifted(numerator, variable, h), shifted(denominator, variable, h)
        above = _times(over, denominator), _times(numerator, under)
        change = Polynomials(variable, h, numerator, denominator).change(*above)
    except (TooLarge, ZeroDivisionError):
        return None
    lines = Lines(difference_quotient(form, variable, h))
    lines.move("write as a fraction", difference(over / under, numerator / denominator) / h)
    rest = _times(under, denominator)
    lines.move("common denominator", difference(*above) / _times(h, rest))
    return _cancelled(lines, change, h, rest, _square(denominator))


def _over_and_under(form: Form, variable: Symbol, h: Symbol) -> tuple[Form, Form]:
    """A quotient of two polynomials as it is written, or made into one."""
    match form:
        case Quotient(numerator, denominator):
            pair = numerator, denominator
        case Power(base, exponent) if (value := number_value(exponent)) is not None and value < 0:
            pair = ONE, tidy_power(base, Number(-value))
        case _:
            pair = form, ONE
    algebra = Polynomials(variable, h, form)
    try:
        algebra.change(*pair)
    except TooLarge:
        return algebra.reduced(form)
    return pair


def _square(form: Form) -> Form:
    match form:
        case Power(base, Number(exponent)):
            return Power(base, Number(2 * exponent))
    return Power(form, Number(2))


def _cancelled(lines: Lines, change: Change, h: Symbol, rest: Form, limit_of_rest: Form) -> Moves:
    """From a difference of two polynomials over h and a rest: multiply out, collect, cancel h, let h go to 0."""
    below = _times(h, rest)
    lines.move("multiply out", fraction(change.expanded, below))
    lines.move("collect like terms", fraction(change.collected, below))
    if change.collected is ZERO:
        return lines.ended(ZERO, "the numerator is 0")
    if isinstance(change.collected, Sum):
        lines.move("factor out h", fraction(Product((h, change.slope)), below))
    lines.move("cancel h", fraction(change.slope, rest))
    return lines.ended(fraction(change.slope_at_zero, limit_of_rest))


# ---- roots of polynomials ----


_CONJUGATES = {
    2: "multiply above and below by the conjugate a + b",
    3: "multiply above and below by a² + ab + b²",
    4: "multiply above and below by a³ + a²b + ab² + b³",
}
_POWERS = {2: "difference of squares", 3: "difference of cubes", 4: "difference of fourth powers"}


def of_root(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """Multiply by the conjugate."""
    read = _root(form)
    if read is None:
        return None
    radicand, index = read
    try:
        change = Polynomials(variable, h, radicand).change(shifted(radicand, variable, h), radicand)
    except (TooLarge, ZeroDivisionError):
        return None
    after, before = shifted(form, variable, h), form
    conjugate = _conjugate(after, before, index)
    lines = Lines(difference_quotient(form, variable, h))
    lines.move(_CONJUGATES[index], Product((difference(after, before), conjugate)) / Product((h, conjugate)))
    powers = difference(shifted(radicand, variable, h), radicand)
    lines.move(_POWERS[index], powers / Product((h, conjugate)))
    return _cancelled(lines, change, h, conjugate, _times(Number(index), tidy_power(before, Number(index - 1))))


def of_reciprocal_root(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """Common denominator, then the conjugate."""
    match form:
        case Quotient(numerator, denominator) if numerator is ONE:
            root = denominator
        case Power(base, exponent) if (value := number_value(exponent)) is not None and value < 0:
            root = Power(base, Number(-value))
        case _:
            return None
    read = _root(root)
    if read is None or read[1] != 2:
        return None
    radicand, _ = read
    try:
        change = Polynomials(variable, h, radicand).change(radicand, shifted(radicand, variable, h))
    except (TooLarge, ZeroDivisionError):
        return None
    after, before = shifted(root, variable, h), root
    conjugate = before + after
    both = _times(after, before)
    lines = Lines(difference_quotient(form, variable, h))
    lines.move("write as a fraction", difference(ONE / after, ONE / before) / h)
    lines.move("common denominator", difference(before, after) / _times(h, both))
    lines.move(
        _CONJUGATES[2],
        Product((difference(before, after), conjugate)) / _times(h, both, conjugate),
    )
    powers = difference(radicand, shifted(radicand, variable, h))
    lines.move(_POWERS[2], powers / _times(h, both, conjugate))
    return _cancelled(lines, change, h, _times(both, conjugate), _times(Number(2), radicand, before))


def _root(form: Form) -> tuple[Form, int] | None:
    """The radicand and the index of a root, however it is written."""
    match form:
        case Root(radicand, index):
            value = number_value(index)
        case Power(radicand, exponent):
            power = number_value(exponent)
            value = 1 / power if power else None
        case _:
            return None
    return (radicand, value.numerator) if value is not None and value in _CONJUGATES else None


def _conjugate(after: Form, before: Form, index: int) -> Form:
    """What makes a difference of roots a difference of powers: a² + ab + b² for a − b with cube roots."""
    return sum_of(
        _times(*(tidy_power(base, Number(count)) for base, count in ((after, index - 1 - k), (before, k)) if count))
        for k in range(index)
    )


# ---- functions of a + bx ----


@dataclass(frozen=True, slots=True)
class Linear:
    """An argument that grows by a multiple of h: ``inner`` becomes ``inner + step``, with ``step = slope·h``."""

    inner: Form
    slope: Form
    step: Form
    moved: Form


def _linear(inner: Form, variable: Symbol, h: Symbol) -> Linear | None:
    try:
        change = Polynomials(variable, h, inner).change(shifted(inner, variable, h), inner)
    except (TooLarge, ZeroDivisionError):
        return None
    if change.collected is ZERO or change.slope in Moving(variable) or change.slope in Moving(h):
        return None
    step = _times(change.slope, h)
    return Linear(inner, change.slope, step, expanded_difference(inner, opposite(step)))


def of_sine(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """Addition theorem."""
    argument = _linear(form.arguments[0], variable, h) if isinstance(form, Call) and form.function in ("sin", "cos") else None
    if argument is None:
        return None
    first, second, sign = (sin, cos, 1) if form is sin(argument.inner) else (cos, sin, -1)
    here, other, step = first(argument.inner), second(argument.inner), argument.step

    def signed(term: Form) -> Form:
        return term if sign > 0 else opposite(term)

    lines = Lines(difference_quotient(form, variable, h))
    lines.move("multiply out the argument", difference(first(argument.moved), here) / h)
    lines.move("addition theorem", sum_of((here * cos(step), signed(other * sin(step)), -here)) / h)
    lines.move("split the fraction", here * ((cos(step) - 1) / h) + signed(other * (sin(step) / h)))
    split = here * ((cos(step) - 1) / step) + signed(other * (sin(step) / step))
    lines.move("multiply above and below by the factor of h", _times(argument.slope, split))
    last = f"known limits: (sin {_t(argument)})/{_t(argument)} goes to 1, (cos {_t(argument)} − 1)/{_t(argument)} to 0"
    return lines.ended(signed(_times(argument.slope, other)), last)


def _t(argument: Linear) -> str:
    """What stands in a known limit."""
    return "h" if argument.slope is ONE else "t"


def of_exponential(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """The power of a sum is a product of powers."""
    if not isinstance(form, Power) or form.base in Moving(variable):
        return None
    argument = _linear(form.exponent, variable, h)
    base = form.base
    if argument is None or not (isinstance(base, Constant | Symbol) or (number_value(base) or 0) > 0):
        return None
    step = argument.step
    lines = Lines(difference_quotient(form, variable, h))
    lines.move("multiply out the exponent", difference(Power(base, argument.moved), form) / h)
    lines.move("power of a sum", difference(form * Power(base, step), form) / h)
    lines.move("factor out", _times(form, (Power(base, step) - 1) / h))
    lines.move("multiply above and below by the factor of h", _times(argument.slope, form, (Power(base, step) - 1) / step))
    if base is E:
        last = f"known limit: (e^{_t(argument)} − 1)/{_t(argument)} goes to 1"
        return lines.ended(_times(argument.slope, form), last)
    return lines.ended(_times(argument.slope, form, ln(base)), "known limit of an exponential: the natural logarithm of its base")


def of_logarithm(form: Form, variable: Symbol, h: Symbol) -> Moves | None:
    """A difference of logarithms is the logarithm of a quotient."""
    argument = _linear(form.arguments[0], variable, h) if isinstance(form, Call) and form.function == "ln" else None
    if argument is None:
        return None
    ratio = argument.step / argument.inner
    lines = Lines(difference_quotient(form, variable, h))
    lines.move("multiply out the argument", difference(ln(argument.moved), form) / h)
    lines.move("difference of logarithms", ln(argument.moved / argument.inner) / h)
    lines.move("divide", ln(1 + ratio) / h)
    lines.move("multiply above and below by the factor of h", _times(argument.slope / argument.inner, ln(1 + ratio) / ratio))
    return lines.ended(tidy_quotient(argument.slope, argument.inner), "known limit: ln(1 + t)/t goes to 1")


KINDS: tuple[Callable[[Form, Symbol, Symbol], Moves | None], ...] = (
    of_polynomial,
    of_fraction,
    of_root,
    of_reciprocal_root,
    of_sine,
    of_exponential,
    of_logarithm,
)
