"""The first line under a raw answer: numbers multiplied and put in front, signs and fractions settled, nothing combined yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import TypeAlias

from symdiff.forms import ONE, ZERO, Call, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum, product_of, walk
from symdiff.rules import rewrites
from symdiff.simplify.fractions import half, powers_of, times
from symdiff.simplify.numbers import MOST_BITS, bits
from symdiff.simplify.style import leads_negative
from symdiff.simplify.terms import product
from symdiff.simplify.tidy import rule_of_value, tidy, tidy_node
from symdiff.simplify.writing import UNIT, Term, Workspace, rank, write_power, write_term

Node: TypeAlias = "Callable[[Workspace, Form], Form]"


def rewritten(work: Workspace, root: Form, node: Node, done: dict[Form, Form]) -> Form:
    """A form rebuilt from the leaves up by what is to be done at one node."""
    waiting = [root]
    while waiting:
        form = waiting[-1]
        if form in done:
            waiting.pop()
            continue
        unknown = [child for child in form.children if child not in done]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        children = tuple(done[child] for child in form.children)
        done[form] = node(work, form if children == form.children else form.with_children(children))
    return done[root]


def arrange_node(work: Workspace, form: Form) -> Form:
    """Arithmetic and order at one node."""
    match form:
        case Number(value):
            return work.number(value)
        case Sum(parts):
            return _arranged_sum(work, parts)
        case Product() | Quotient() | Negative():
            return _arranged_term(work, form)
        case Power(base, exponent):
            return _arranged_power(work, form, base, exponent)
    return form


def function_node(work: Workspace, form: Form) -> Form:
    """What is known of a function value at one node, and arithmetic."""
    return tidy_node(work, form) if isinstance(form, Call) else arrange_node(work, form)


def combine_node(work: Workspace, form: Form) -> Form:
    """Everything but collecting like terms."""
    return _arranged_sum(work, form.terms) if isinstance(form, Sum) else tidy_node(work, form)


def settled(work: Workspace, raw: Form) -> Iterator[tuple[str, Form]]:
    """The normal form of a raw form in up to four lines: arithmetic, function values, powers, like terms."""
    arranged = rewritten(work, raw, arrange_node, {})
    yield rewrites.ARITHMETIC.name, arranged
    valued = rewritten(work, arranged, function_node, {})
    yield _name_of_value(arranged), valued
    yield _name_of_combining(valued), rewritten(work, valued, combine_node, {})
    yield rewrites.LIKE_TERMS.name, tidy(work, raw)


def _name_of_value(arranged: Form) -> str:
    names = (rule.name for form in walk(arranged) if isinstance(form, Call) and (rule := rule_of_value(form)) is not None)
    return next(names, rewrites.ARITHMETIC.name)


def _name_of_combining(form: Form) -> str:
    """What is combined in a form, by the most important of its nodes."""
    names = {name for node in walk(form) if (name := _combination(node))}
    return next((rule.name for rule in _COMBINATIONS if rule.name in names), rewrites.POWERS.name)


_COMBINATIONS = (rewrites.EXPONENTIAL_OF_LOGARITHM, rewrites.CANCEL, rewrites.ROOT_OF_SQUARE, rewrites.POWERS)


def _combination(form: Form) -> str:
    match form:
        case Quotient(above, below) if _bases(above) & _bases(below):
            return rewrites.CANCEL.name
        case Power(base, exponent) if base is E and _has_logarithm(exponent):
            return rewrites.EXPONENTIAL_OF_LOGARITHM.name
        case Root(Power(_, Number(power)), Number(index)) if index % 2 == 0 and power % 2 == 0:
            return rewrites.ROOT_OF_SQUARE.name
    return ""


def _has_logarithm(exponent: Form) -> bool:
    return any(isinstance(part, Call) and part.function == "ln" for part in _bases(exponent))


def _bases(form: Form) -> frozenset[Form]:
    """The bases of the powers in a product."""
    found: set[Form] = set()
    waiting = [form]
    while waiting:
        part = waiting.pop()
        match part:
            case Product() | Negative() | Quotient():
                waiting.extend(part.children)
            case Power(base, Number()) | Root(base, _):
                waiting.append(base)
            case Number():
                pass
            case _:
                found.add(part)
    return frozenset(found)


def one_fraction(work: Workspace, rest: Term, numerator: Term) -> Form:
    """A term times a numerator, as one fraction in which nothing is cancelled yet."""
    above = times(work, half(rest, 1), half(numerator, 1))
    below = times(work, half(rest, -1), half(numerator, -1))
    return fraction(work, rest.coefficient * numerator.coefficient, above, below)


def uncancelled_node(work: Workspace, form: Form) -> Form:
    """A term with equal bases joined above and below the fraction bar, but not across it; any other node in normal form."""
    match form:
        case Product() | Quotient() | Negative():
            above: list[tuple[Form, Fraction]] = []
            below: list[tuple[Form, Fraction]] = []
            waiting: list[tuple[Form, bool]] = [(form, True)]
            while waiting:
                part, up = waiting.pop()
                match part:
                    case Negative(operand):
                        above.append((Number(-1), UNIT))
                        waiting.append((operand, up))
                    case Product(factors):
                        waiting.extend((factor, up) for factor in reversed(factors))
                    case Quotient(numerator, denominator):
                        waiting.append((denominator, not up))
                        waiting.append((numerator, up))
                    case _:
                        (above if up else below).append((part, UNIT))
            top, bottom = product(work, above), product(work, [(part, -exponent) for part, exponent in below])
            return fraction(work, top.coefficient * bottom.coefficient, top, bottom)
    return tidy_node(work, form)


def fraction(work: Workspace, coefficient: Fraction, above: Term, below: Term) -> Form:
    """A number times a term written above the fraction bar and one written below it, with its negative exponents."""
    if not coefficient or not above.powers.keys() & below.powers.keys():
        return write_term(work, times(work, above, below)._replace(coefficient=coefficient))
    high = write_term(work, above._replace(coefficient=Fraction(abs(coefficient.numerator))))
    low = write_term(work, powers_of(work, ((below._replace(coefficient=Fraction(1, coefficient.denominator)), -1),)))
    return Negative(Quotient(high, low)) if coefficient < 0 else Quotient(high, low)


def _arranged_sum(work: Workspace, parts: tuple[Form, ...]) -> Form:
    terms: list[Form] = []
    number = Fraction()
    place = None
    for part in parts:
        match part:
            case Sum(inner):
                flat = inner
            case Negative(Sum(inner)):
                flat = tuple(_opposite(term) for term in inner)
            case _:
                flat = (part,)
        for term in flat:
            if isinstance(term, Number):
                number += term.value
                place = len(terms) if place is None else place
            else:
                terms.append(term)
    if number and place is not None:
        terms.insert(place, work.number(number))
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    first = next((spot for spot, term in enumerate(terms) if not leads_negative(term)), 0)
    terms.insert(0, terms.pop(first))
    return work.orders.get(frozenset(terms), Sum(terms)) if len(set(terms)) == len(terms) else Sum(terms)


def _opposite(term: Form) -> Form:
    match term:
        case Negative(operand):
            return operand
        case Number(value):
            return Number(-value)
    return Negative(term)


def _arranged_term(work: Workspace, form: Form) -> Form:
    coefficient = UNIT
    above: list[Form] = []
    below: list[Form] = []
    waiting = [(form, True)]
    while waiting:
        part, up = waiting.pop()
        match part:
            case Number(value) if value or up:
                coefficient = coefficient * value if up else coefficient / value
            case Negative(operand):
                coefficient = -coefficient
                waiting.append((operand, up))
            case Product(factors):
                waiting.extend((factor, up) for factor in reversed(factors))
            case Quotient(numerator, denominator):
                waiting.append((denominator, not up))
                waiting.append((numerator, up))
            case _:
                (above if up else below).append(part)
    if not coefficient:
        return ZERO
    return _put_together(work, coefficient, above, below)


def _put_together(work: Workspace, coefficient: Fraction, above: list[Form], below: list[Form]) -> Form:
    above.sort(key=lambda factor: rank(work, factor))
    below.sort(key=lambda factor: rank(work, factor))
    size = abs(coefficient)
    if not work.fractional(size):
        if size != 1 or not above:
            above.insert(0, work.number(size))
    elif not above and not below:
        above.append(Number(size))
    else:
        if size.numerator != 1 or not above:
            above.insert(0, Number(size.numerator))
        below.insert(0, Number(size.denominator))
    written = Quotient(product_of(above), product_of(below)) if below else product_of(above)
    return Negative(written) if coefficient < 0 else written


def _arranged_power(work: Workspace, form: Form, base: Form, exponent: Form) -> Form:
    match base, exponent:
        case _, Number(value) if value == 1:
            return base
        case Number(number), Number(value) if value.denominator == 1 and number and bits(number) * abs(value) <= MOST_BITS:
            return work.number(number**value.numerator)
        case Form(), Number(value) if value == 0:
            return ONE
        case Form(), Number(value) if not isinstance(base, Number) and value < 0 and not work.style.negative_exponents:
            return Quotient(ONE, product_of(write_power(work, base, -value)))
        case Form(), Number(value) if not isinstance(base, Number | Power | Root) and value.denominator in work.style.roots:
            return product_of(write_power(work, base, value))
    return form
