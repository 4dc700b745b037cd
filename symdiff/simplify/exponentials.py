"""Exponentials that have a name: the sigmoid, the hyperbolic sine and cosine.

The derivative of the sigmoid as books on learning write it is reached line by line, as the notes do it: add and subtract 1 in
the numerator, split the fraction, take out the common factor.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from symdiff.forms import ONE, TWO, Call, E, Form, Negative, Number, Power, Quotient, Sum, product_of
from symdiff.rules import rewrites
from symdiff.simplify.fractions import base_term, times, without
from symdiff.simplify.style import leads_negative
from symdiff.simplify.terms import add, read_term, scale, terms_of
from symdiff.simplify.tidy import rebuilt_with, tidy_node
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term

Line: TypeAlias = tuple[str, Form]


def by_the_sigmoid(work: Workspace, answer: Form) -> list[Line]:
    """The lines from 1/(1 + e^w), e^w/(1 + e^w) or e^w/(1 + e^w)^2, times anything, to the same with the sigmoid.

    No lines come back for any other form.
    """
    term = read_term(work, answer)
    for base, exponent in term.powers.items():
        inner = _logistic_exponent(base)
        if inner is not None:
            has_power = term.powers.get(E) is inner
            rest = without(term, (base, E) if has_power else (base,))
            match exponent, has_power:
                case Fraction(numerator=-1, denominator=1), False:
                    return _ending(work, rest, [], _sigmoid(work, inner, -UNIT))
                case Fraction(numerator=-1, denominator=1), True:
                    turned = Sum((ONE, Power(E, scale(work, inner, -UNIT))))
                    return _ending(work, rest, [(rewrites.CANCEL.name, Quotient(ONE, turned))], _sigmoid(work, inner, UNIT))
                case Fraction(numerator=-2, denominator=1), True:
                    sigmoid = _sigmoid(work, inner, -UNIT)
                    return _ending(work, rest, _one_added_and_subtracted(base, Power(E, inner)), sigmoid, 1 - sigmoid)
    return []


def _logistic_exponent(base: Form) -> Form | None:
    """The w of 1 + e^w."""
    match base:
        case Sum((Number(value), Power(power, inner))) | Sum((Power(power, inner), Number(value))) if value == 1 and power is E:
            return inner
    return None


def _sigmoid(work: Workspace, inner: Form, side: Fraction) -> Form:
    return Call("sigmoid", (scale(work, inner, side),))


def _one_added_and_subtracted(base: Form, power: Form) -> list[Line]:
    """e^w/(1 + e^w)^2 with 1 added and subtracted in the numerator, split and factored."""
    square, once = Power(base, TWO), Quotient(ONE, base)
    return [
        (rewrites.ADD_AND_SUBTRACT.name, Quotient(Sum((ONE, power, Number(-1))), square)),
        (rewrites.SPLIT.name, Sum((Quotient(base, square), Negative(Quotient(ONE, square))))),
        (rewrites.CANCEL.name, Sum((once, Negative(Quotient(ONE, square))))),
        (rewrites.FACTOR_OUT.name, product_of((once, 1 - once))),
    ]


def _ending(work: Workspace, rest: Term, lines: list[Line], *sigmoids: Form) -> list[Line]:
    """Lines, each times the rest, with the sigmoids put in at the end; 1 - s(-x) is written s(x)."""
    front = write_term(work, rest)
    whole = [(name, form if front is ONE else product_of((front, form))) for name, form in lines]
    named = times(work, rest, *(read_term(work, tidy_node(work, sigmoid)) for sigmoid in sigmoids))
    whole.append((rewrites.SIGMOID.name, write_term(work, named)))
    overrides: dict[Form, Form] = {}
    for sigmoid in sigmoids:
        match sigmoid:
            case Call("sigmoid", (argument,)) if leads_negative(argument):
                opposite = Call("sigmoid", (scale(work, argument, -UNIT),))
                overrides[sigmoid] = add(work, (ONE, tidy_node(work, Negative(opposite))))
                overrides[add(work, (ONE, tidy_node(work, Negative(sigmoid))))] = opposite
    if overrides:
        whole.append((rewrites.OPPOSITE_SIGMOID.name, rebuilt_with(work, whole[-1][1], overrides, tidy_node)))
    return whole


def by_hyperbolic_functions(work: Workspace, answer: Form) -> list[Line]:
    """The line from an answer with sums of e^u and e^(-u) to the same with hyperbolic functions; none for any other form."""
    for base in read_term(work, answer).powers:
        if isinstance(base, Sum) and len(base.terms) == 2:
            for rule, join in _HYPERBOLIC:
                named = join(work, *terms_of(work, base))
                if named is not None:
                    return [(rule.name, rebuilt_with(work, answer, {base: named}, tidy_node))]
    return []


def _joined(name: str, side: int) -> Callable[[Workspace, Term, Term], Form | None]:
    """What a times e^u plus (side 1) or minus (side −1) a times e^(-u) is."""

    def join(work: Workspace, first: Term, second: Term) -> Form | None:
        one, other = first.powers.get(E), second.powers.get(E)
        if not isinstance(one, Form) or not isinstance(other, Form) or scale(work, one, -UNIT) is not other:
            return None
        if leads_negative(one):
            first, second, one = second, first, other
        rest = without(first, (E,))
        if rest.core != without(second, (E,)).core or first.coefficient != side * second.coefficient:
            return None
        return write_term(work, times(work, rest, Term(Fraction(2), {}, {}), base_term(Call(name, (one,)))))

    return join


_HYPERBOLIC = (
    (rewrites.HYPERBOLIC_COSINE, _joined("cosh", 1)),
    (rewrites.HYPERBOLIC_SINE, _joined("sinh", -1)),
)
