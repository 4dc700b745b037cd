"""Where a form is defined, as a set of conditions: what two sides of an equality do not share is where it has to be watched."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from fractions import Fraction
from itertools import chain

from symdiff.forms import (
    ZERO,
    And,
    Call,
    Constant,
    Form,
    Number,
    Power,
    Quotient,
    Relation,
    Root,
    Sum,
    substitute,
    symbols,
    walk,
)
from symdiff.functions import FUNCTIONS, X
from symdiff.simplify.functions import SQUARES
from symdiff.simplify.numbers import common_divisor
from symdiff.simplify.polynomials import Ring, TooLarge, expand
from symdiff.simplify.signs import is_nonnegative, is_positive
from symdiff.simplify.terms import add, read_term, scale, terms_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term
from symdiff.simplify.writings import oriented
from symdiff.verify import holds


def conditions(work: Workspace, root: Form) -> dict[Form, None]:
    """The conditions under which all parts of a form are defined, in the order in which they come."""
    found: dict[Form, None] = {}
    for form in walk(root):
        known = work.conditions.get(form)
        if known is None:
            known = work.conditions[form] = tuple(_own(work, form))
        found.update(dict.fromkeys(known))
    return found


def _own(work: Workspace, form: Form) -> Iterable[Form]:
    match form:
        case Quotient(_, denominator) if not isinstance(denominator, Number) or not denominator.value:
            yield from _of_base(work, denominator, Fraction(-1))
        case Power(base, Number(exponent)) if exponent <= 0 or exponent.denominator % 2 == 0:
            yield from _of_base(work, base, exponent or Fraction(-1))
        case Root(base, Number(index)) if index and index % 2 == 0:
            yield from _of_base(work, base, 1 / index)
        case Power(base, exponent) if not isinstance(exponent, Number) and not isinstance(base, Number | Constant):
            # An exponent typed as a fraction, 2/3, is a number all the same.
            value = tidy(work, exponent)
            yield from _own(work, Power(base, value)) if isinstance(value, Number) else _positive(work, base)
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
    """What a base with an exponent needs that is negative or has an even denominator."""
    normal = tidy(work, base)
    if exponent > 0:
        if not is_nonnegative(work, normal):
            yield Relation(_primitive(work, normal), ">=", ZERO)
    elif exponent.denominator % 2 == 0:
        yield from _positive(work, normal)
    else:
        yield from _nonzero(work, normal)


def _positive(work: Workspace, base: Form) -> Iterable[Form]:
    normal = tidy(work, base)
    if is_nonnegative(work, normal):
        yield from _nonzero(work, normal)
    else:
        yield Relation(_primitive(work, normal), ">", ZERO)


def _primitive(work: Workspace, form: Form) -> Form:
    """A form multiplied out, without a positive number that all its terms have in common: 1 - x^2/9 > 0 is 9 - x^2 > 0."""
    with suppress(TooLarge):
        form = expand(work, form)
    return scale(work, form, 1 / common_divisor(term.coefficient for term in terms_of(work, form)))


def _nonzero(work: Workspace, base: Form) -> Iterable[Form]:
    """A product is not 0 where no factor is; a sum is taken as the product of its irreducible factors."""
    term = read_term(work, tidy(work, base))
    if not term.coefficient:
        yield NEVER
    for factor, exponent in term.powers.items():
        if isinstance(exponent, Fraction) and exponent.denominator % 2 == 0:
            yield from _positive(work, factor)
            continue
        if is_positive(work, factor):
            continue
        for part in _factors(work, factor) if isinstance(factor, Sum) else [_without_function(factor)]:
            if not is_positive(work, part) and not (isinstance(part, Call) and part.function in NEVER_ZERO):
                yield Relation(part, "!=", ZERO)


# The condition of what is never defined.
NEVER = Relation(ZERO, "!=", ZERO)

# Functions that are 0 just where their argument is, or where another function is.
ZERO_WITH_ARGUMENT = frozenset(
    ("abs", "sign", "sinh", "tanh", "arcsin", "arctan", "arsinh", "artanh", "erf")
)
ZERO_WITH = {"tan": "sin", "cot": "cos"}
NEVER_ZERO = frozenset({"sec", "csc", "coth", "csch"})


def _without_function(form: Form) -> Form:
    match form:
        case Call(function, (argument,)) if function in ZERO_WITH_ARGUMENT:
            return argument
        case Call(function, arguments) if function in ZERO_WITH:
            return Call(ZERO_WITH[function], arguments)
    return form


def _factors(work: Workspace, form: Sum) -> list[Form]:
    try:
        ring = Ring(work, [Term(UNIT, {}, {form: UNIT})])
        if form not in ring.sums:
            return [form]
        polynomial = ring.of_sum(form)
        expanded = ring.form(polynomial)
        if is_positive(work, expanded) or is_positive(work, scale(work, expanded, -UNIT)):
            return []
        _, factors = ring.factors(polynomial)
    except TooLarge:
        return [form]
    found: list[Form] = []
    for factor, _ in factors:
        term = read_term(work, oriented(work, ring, factor)[0])
        found.extend(write_term(work, Term(UNIT, {}, {base: exponent})) for base, exponent in term.powers.items())
    return found


def not_shared(work: Workspace, before: Form, after: Form) -> tuple[Form, ...]:
    """The conditions that one of two equal forms needs and the other does not; numbers alone are no condition."""
    first, second = conditions(work, before), conditions(work, after)
    if first == second:
        return ()
    known = _closed(work, first) & _closed(work, second)
    return strongest(work, (each for each in (*first, *second) if each not in known and not _is_certain(each)))


def _is_certain(condition: Form) -> bool:
    """Whether a condition on numbers alone is surely true."""
    return not symbols(condition) and holds(condition, {}) is True


def strongest(work: Workspace, found: Iterable[Form]) -> tuple[Form, ...]:
    """Conditions without those that follow from others of them."""
    found = tuple(dict.fromkeys(found))
    followed = frozenset(chain.from_iterable(_implied(work, each) for each in found))
    return tuple(each for each in found if each not in followed)


def _closed(work: Workspace, found: Iterable[Form]) -> frozenset[Form]:
    """Conditions and what follows from each."""
    return frozenset(chain.from_iterable((each, *_implied(work, each)) for each in found))


def _implied(work: Workspace, condition: Form) -> tuple[Form, ...]:
    """What is positive is not 0, and neither are its factors; where the sine is not 0, the cosine is neither 1 nor −1."""
    match condition:
        case Relation(left, ">", right) if right is ZERO:
            return (Relation(left, ">=", ZERO), *_nonzero(work, left))
        case Relation(Call("sin" | "cos" as function, arguments), "!=", right) if right is ZERO:
            other = Call(SQUARES[function].other, arguments)
            return tuple(chain.from_iterable(_nonzero(work, add(work, (other, Number(one)))) for one in (1, -1)))
    return ()
