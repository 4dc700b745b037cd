"""Exponentials that have a name: the sigmoid, the hyperbolic sine and cosine.

The derivative of the sigmoid as books on learning write it is reached line by line, as the notes do it: add and subtract 1 in
the numerator, split, take out the common factor.
"""

from __future__ import annotations

from typing import TypeAlias

from symdiff.forms import ONE, Call, E, Form, Negative, Number, Power, Product, Quotient, Sum
from symdiff.rules import rewrites
from symdiff.simplify.fractions import base_term, times, without
from symdiff.simplify.style import leads_negative
from symdiff.simplify.terms import add, read_term, scale, terms_of
from symdiff.simplify.tidy import rebuilt_with, tidy_node
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term

Line: TypeAlias = tuple[str, Form]


def by_the_sigmoid(work: Workspace, answer: Form) -> list[Line]:
    """The lines from e^w/(1 + e^w)^2, or 1/(1 + e^w), times anything, to the same with the sigmoid; none if it is another form."""
    term = read_term(work, answer)
    for base, exponent in term.powers.items():
        inner = _exponent_in_logistic(work, base)
        if inner is None:
            continue
        if exponent == -1:
            rest = write_term(work, without(term, (base,)))
            return _named(work, answer, [(rewrites.SIGMOID.name, _times(work, rest, _sigmoid_of_opposite(work, inner)))])
        power = term.powers.get(E)
        if exponent == -2 and power is inner:
            rest = write_term(work, without(term, (base, E)))
            return _named(work, answer, _square(work, rest, base, Power(E, inner), inner))
    return []


def _exponent_in_logistic(work: Workspace, base: Form) -> Form | None:
    """The w of 1 + e^w."""
    match base:
        case Sum((first, second)):
            for one, other in ((first, second), (second, first)):
                if one is ONE and isinstance(other, Power) and other.base is E:
                    return other.exponent
    return None


def _square(work: Workspace, rest: Form, base: Form, power: Form, inner: Form) -> list[Line]:
    """e^w/(1 + e^w)^2 with 1 added and subtracted, split and factored."""
    square = Power(base, Number(2))
    fraction = Quotient(ONE, base)
    sigmoid = _sigmoid_of_opposite(work, inner)
    return [
        (rewrites.ADD_AND_SUBTRACT.name, _times(work, rest, Quotient(Sum((ONE, power, Number(-1))), square))),
        (rewrites.SPLIT.name, _times(work, rest, Sum((Quotient(base, square), Negative(Quotient(ONE, square)))))),
        (rewrites.CANCEL.name, _times(work, rest, Sum((fraction, Negative(Quotient(ONE, square)))))),
        (rewrites.FACTOR_OUT.name, _times(work, rest, Product((fraction, Sum((ONE, Negative(fraction))))))),
        (rewrites.SIGMOID.name, _times(work, rest, Product((sigmoid, Sum((ONE, Negative(sigmoid))))))),
    ]


def _sigmoid_of_opposite(work: Workspace, inner: Form) -> Form:
    return Call("sigmoid", (scale(work, inner, -UNIT),))


def _times(work: Workspace, rest: Form, form: Form) -> Form:
    match rest, form:
        case Number(value), _ if value == 1:
            return form
        case Negative(operand), _:
            return Negative(_times(work, operand, form))
        case _, Product(factors):
            return Product((rest, *factors))
    return Product((rest, form))


def _named(work: Workspace, answer: Form, lines: list[Line]) -> list[Line]:
    """The lines, ending with the sigmoid of a positive argument where it is of an opposite: 1 - s(-x) is s(x)."""
    last = tidy_all(work, lines[-1][1])
    lines = [*lines[:-1], (lines[-1][0], last)]
    overrides = {}
    for factor in read_term(work, last).powers:
        match factor:
            case Call("sigmoid", (argument,)) if leads_negative(argument):
                opposite = Call("sigmoid", (scale(work, argument, -UNIT),))
                overrides[factor] = add(work, (ONE, Negative(opposite)))
                overrides[add(work, (ONE, Negative(factor)))] = opposite
    if overrides:
        lines.append((rewrites.OPPOSITE_SIGMOID.name, rebuilt_with(work, last, overrides, tidy_node)))
    return lines


def tidy_all(work: Workspace, form: Form) -> Form:
    """A form with arithmetic done at its top."""
    return tidy_node(work, form) if not isinstance(form, Product) else write_term(
        work, times(work, *(read_term(work, factor if not isinstance(factor, Sum) else add(work, factor.terms)) for factor in form.factors))
    )


def by_hyperbolic_functions(work: Workspace, answer: Form) -> Form:
    """An answer in which sums of e^u and e^(-u) are hyperbolic functions."""
    overrides: dict[Form, Form] = {}
    for base in read_term(work, answer).powers:
        if isinstance(base, Sum) and len(base.terms) == 2:
            first, second = terms_of(work, base)
            named = _hyperbolic(work, first, second)
            if named is not None:
                overrides[base] = named
    return rebuilt_with(work, answer, overrides, tidy_node) if overrides else answer


def _hyperbolic(work: Workspace, first: Term, second: Term) -> Form | None:
    one, other = first.powers.get(E), second.powers.get(E)
    if not isinstance(one, Form) or not isinstance(other, Form) or scale(work, one, -UNIT) is not other:
        return None
    if without(first, (E,)).core != without(second, (E,)).core or abs(first.coefficient) != abs(second.coefficient):
        return None
    if leads_negative(one):
        first, second, one = second, first, other
    name = "cosh" if first.coefficient == second.coefficient else "sinh"
    rest = without(first, (E,))._replace(coefficient=2 * first.coefficient)
    return write_term(work, times(work, rest, base_term(Call(name, (one,)))))
