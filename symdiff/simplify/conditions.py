"""Where a form is defined, as a set of conditions: what two sides of an equality do not share is where it has to be watched."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from symdiff.forms import ZERO, And, Call, Constant, Form, Number, Power, Quotient, Relation, Root, Sum, substitute, symbols, walk
from symdiff.functions import FUNCTIONS, X
from symdiff.simplify.numbers import common_divisor
from symdiff.simplify.polynomials import Ring, TooLarge
from symdiff.simplify.signs import is_nonnegative, is_positive
from symdiff.simplify.terms import read_term, scale, terms_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term


def conditions(work: Workspace, root: Form) -> dict[Form, None]:
    """The conditions under which all parts of a form are defined, in the order in which they come."""
    found: dict[Form, None] = {}
    for form in walk(root):
        known = work.conditions.get(form)
        if known is None:
            known = work.conditions[form] = tuple(_own(work, form))
        for condition in known:
            found[condition] = None
    return found


def _own(work: Workspace, form: Form) -> Iterable[Form]:
    match form:
        case Quotient(_, denominator) if not isinstance(denominator, Number):
            yield from _of_base(work, denominator, Fraction(-1))
        case Power(base, Number(exponent)) if exponent < 0 or exponent.denominator % 2 == 0:
            yield from _of_base(work, base, exponent)
        case Root(base, Number(index)) if index:
            yield from _of_base(work, base, 1 / index)
        case Power(base, exponent) if not isinstance(exponent, Number) and not isinstance(base, Number | Constant):
            yield from _positive(work, base)
        case Call("log", (argument, base)):
            yield from _positive(work, argument)
            yield from _positive(work, base)
        case Call(function, (argument,)) if function in FUNCTIONS:
            yield from _of_function(work, substitute(FUNCTIONS[function].domain, {X: argument}))


def _of_function(work: Workspace, domain: Form) -> Iterable[Form]:
    parts = domain.conditions if isinstance(domain, And) else (domain,)
    for part in parts:
        match part:
            case Relation(left, "!=", right) if right is ZERO:
                yield from _nonzero(work, left)
            case Relation(left, ">", right) if right is ZERO:
                yield from _positive(work, left)
            case _:
                yield tidy(work, part)


def _of_base(work: Workspace, base: Form, exponent: Fraction) -> Iterable[Form]:
    even = exponent.denominator % 2 == 0
    if even and exponent < 0:
        yield from _positive(work, base)
    elif exponent < 0:
        yield from _nonzero(work, base)
    elif even and not is_nonnegative(work, normal := tidy(work, base)):
        yield Relation(_primitive(work, normal), ">=", ZERO)


def _positive(work: Workspace, base: Form) -> Iterable[Form]:
    normal = tidy(work, base)
    if is_nonnegative(work, normal):
        yield from _nonzero(work, base)
    else:
        yield Relation(_primitive(work, normal), ">", ZERO)


def _primitive(work: Workspace, form: Form) -> Form:
    """A form without a positive number that all its terms have in common: 1 - x^2/9 is positive where 9 - x^2 is."""
    return scale(work, form, 1 / common_divisor(term.coefficient for term in terms_of(work, form)))


def _nonzero(work: Workspace, base: Form) -> Iterable[Form]:
    """A product is not 0 where no factor is; a sum is taken as the product of its irreducible factors."""
    for factor in read_term(work, tidy(work, base)).powers:
        parts = _factors(work, factor) if isinstance(factor, Sum) else [factor]
        for part in parts:
            if not is_positive(work, part):
                yield Relation(part, "!=", ZERO)


def _factors(work: Workspace, form: Sum) -> list[Form]:
    try:
        ring = Ring(work, [Term(UNIT, {}, {form: UNIT})])
        _, factors = ring.factors(ring.of_sum(form))
    except (TooLarge, KeyError):
        return [form]
    if len(factors) == 1 and factors[0][1] == 1:
        return [form]
    found: list[Form] = []
    for factor, _ in factors:
        term = read_term(work, ring.form(factor))
        found.extend(write_term(work, Term(UNIT, {}, {base: exponent})) for base, exponent in term.powers.items())
    return found


def not_shared(work: Workspace, before: Form, after: Form) -> tuple[Form, ...]:
    """The conditions that one of two equal forms needs and the other does not; numbers alone are no condition."""
    first, second = conditions(work, before), conditions(work, after)
    found = [each for each in (*first, *second) if not (_follows(each, first) and _follows(each, second))]
    return tuple(dict.fromkeys(each for each in found if symbols(each) and not _is_weak(each, found)))


def _follows(condition: Form, known: Iterable[Form]) -> bool:
    """Whether a condition is among others or follows from one."""
    return condition in known or _is_weak(condition, known)


def _is_weak(condition: Form, known: Iterable[Form]) -> bool:
    """Whether a condition follows from another: what is positive is not 0."""
    match condition:
        case Relation(left, "!=" | ">=", right):
            return Relation(left, ">", right) in known
    return False
