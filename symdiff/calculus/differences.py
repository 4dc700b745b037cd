"""How much a polynomial changes when its variable grows by h."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq_mpoly

from symdiff.calculus.building import opposite
from symdiff.calculus.matching import Moving
from symdiff.forms import ONE, ZERO, Form, Negative, Number, Quotient, Sum, Symbol, sum_of, transform
from symdiff.polynomials import Ring, TooLarge

# A difference with more terms than this is not shown before like terms are collected, and not at all with more than that.
MOST_SHOWN = 40
MOST_COLLECTED = 60


def shifted(form: Form, variable: Symbol, h: Symbol) -> Form:
    """The form with the variable grown by h.

    >>> shifted(Symbol("x") ** 2, Symbol("x"), Symbol("h"))
    Power(x + h, 2)
    """
    moved = variable + h

    def change(node: Form) -> Form:
        if isinstance(node, Sum) and moved in node.terms:
            return Sum(part for term in node.terms for part in (moved.children if term is moved else (term,)))
        return moved if node is variable else node

    return transform(form, change)


def difference(first: Form, second: Form) -> Form:
    """One form minus another, which gets brackets if it is a sum."""
    return Sum((*terms_of(first), opposite(second)))


def expanded_difference(first: Form, second: Form) -> Form:
    """One sum minus another, without brackets."""
    negated = [opposite(term) for term in terms_of(second) if term is not ZERO]
    return sum_of((*(term for term in terms_of(first) if term is not ZERO), *negated))


def fraction(numerator: Form, denominator: Form) -> Form:
    """A quotient with a minus sign of the numerator in front, nothing cancelled."""
    match numerator:
        case Negative(operand):
            return Negative(fraction(operand, denominator))
        case Number(value) if value < 0:
            return Negative(fraction(Number(-value), denominator))
        case _ if denominator is ONE:
            return numerator
    return Quotient(numerator, denominator)


def terms_of(form: Form) -> tuple[Form, ...]:
    """The terms of a sum; anything else is its own only term."""
    return form.terms if isinstance(form, Sum) else (form,)


@dataclass(frozen=True, slots=True)
class Change:
    """The difference of two polynomials that are equal for h = 0.

    Attributes:
        expanded: the terms of both, multiplied out; if they are very many, like ``collected``.
        collected: their difference, like terms collected.
        slope: that divided by h.
        slope_at_zero: that for h = 0.
    """

    expanded: Form
    collected: Form
    slope: Form
    slope_at_zero: Form


class Polynomials:
    """Polynomials in the variable and h, everything else taken as constant.

    Parameters:
        variable, h: the two.
        forms: what is to be read, for the variable and for the variable grown by h.

    Raises:
        TooLarge: for what is no polynomial, or no quotient of polynomials, in the variable.
    """

    def __init__(self, variable: Symbol, h: Symbol, *forms: Form) -> None:
        self.h = h
        self.ring = Ring(*forms, *(shifted(form, variable, h) for form in forms), first=(variable, h))
        moving = Moving(variable)
        if any(form in moving for form in self.ring.generators if form is not variable):
            raise TooLarge

    def change(self, after: Form, before: Form) -> Change:
        """The difference of two polynomials that are equal for h = 0."""
        first, second = self._polynomial(after), self._polynomial(before)
        whole = first - second
        slope = whole / self.ring.read(self.h).numerator if self._is_change(whole) else whole
        constant = self.ring.coefficients(slope, self.h)[0] if slope else slope
        if len(whole) > MOST_COLLECTED:
            raise TooLarge
        write = self.ring.write
        collected = write(whole)
        is_short = len(first) + len(second) <= MOST_SHOWN
        expanded = expanded_difference(write(first), write(second)) if is_short else collected
        return Change(expanded, collected, write(slope), write(constant))

    def _is_change(self, polynomial: fmpq_mpoly) -> bool:
        return bool(polynomial) and not self.ring.coefficients(polynomial, self.h)[0]

    def _polynomial(self, form: Form) -> fmpq_mpoly:
        ratio = self.ring.read(form)
        if not ratio.denominator.is_constant():
            raise TooLarge
        return ratio.numerator

    def reduced(self, form: Form) -> tuple[Form, Form]:
        """A quotient of polynomials, reduced, as its numerator and its denominator."""
        numerator, denominator = self.ring.reduced(self.ring.read(form))
        return self.ring.write(numerator), self.ring.write(denominator)
