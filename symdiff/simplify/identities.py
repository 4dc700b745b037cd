"""Identities between functions of one argument, read from the declared rules.

Three uses of them: a product of powers of the circular (or hyperbolic) functions of one argument is a point of a plane grid, as
each is a product of powers of the first two of its family, so it can be written with any two of the six; a square can be
replaced by way of a Pythagorean identity; two terms of a sum may make one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, permutations

from symdiff.derivation import Rule
from symdiff.forms import Call, Form, Product, Sum, substitute, walk
from symdiff.rules.rewrites import DOUBLE_ARGUMENTS, HALF_ARGUMENTS, QUOTIENT_IDENTITIES, SUM_OF_HYPERBOLIC, A
from symdiff.simplify.cost import TOKEN, is_familiar, price
from symdiff.simplify.functions import PLACES, Family, Place, functions_in
from symdiff.simplify.terms import product, read_term, scale, total
from symdiff.simplify.tidy import rebuilt_with, tidy, tidy_node
from symdiff.simplify.writing import UNIT, Exponent, Term, Workspace, write_term

# Functions that are often seen together; any two others cost more.
USUAL_PAIRS = (
    ("sin", "cos"),
    ("sec", "tan"),
    ("csc", "cot"),
    ("sec", "csc"),
    ("sinh", "cosh"),
    ("sech", "tanh"),
    ("csch", "coth"),
)
MIXED = 25

# What a function below the fraction bar costs more that the problem does not have: 1/tan is better a cotangent.
BELOW = 60

# The functions of a double argument.
_DOUBLES = {rule.after.function: rule.before for rule in reversed(DOUBLE_ARGUMENTS) if isinstance(rule.after, Call)}

DOUBLE_ANGLE = DOUBLE_ARGUMENTS[0].name
QUOTIENT_IDENTITY = QUOTIENT_IDENTITIES[0].name


def regrouped_functions(work: Workspace, term: Term) -> Term:
    """A term with the functions of each argument written with the two of their family that make it shortest."""
    points: dict[tuple[Form, Family], Place] = {}
    calls: dict[tuple[Form, Family], list[Form]] = {}
    for base, exponent in term.powers.items():
        match base, exponent:
            case Call(function, (argument,)), Fraction(denominator=1, numerator=count) if function in PLACES:
                family, (first, second) = PLACES[function]
                key = (argument, family)
                known = points.get(key, (0, 0))
                points[key] = (known[0] + first * count, known[1] + second * count)
                calls.setdefault(key, []).append(base)
    powers: dict[Form, Exponent] = dict(term.powers)
    for (argument, family), point in points.items():
        for base in calls[argument, family]:
            del powers[base]
        for function, count in _shortest(work, argument, family, point):
            powers[Call(function, (argument,))] = Fraction(count)
    return term._replace(powers=powers)


def with_logarithms_of_the_problem(work: Workspace, term: Term) -> Iterator[Term]:
    """A term in which ln a/ln b is log_b a, if that is how the problem writes it."""
    logarithms = [base for base in term.powers if isinstance(base, Call) and base.function == "ln"]
    for above, below in permutations(logarithms, 2):
        joined = Call("log", (above.arguments[0], below.arguments[0]))
        if joined in work.known and term.powers[above] == 1 and term.powers[below] == -1:
            rest = term._replace(powers={base: power for base, power in term.powers.items() if base not in (above, below)})
            yield product_of_terms(work, rest, read_term(work, joined))


def _shortest(work: Workspace, argument: Form, family: Family, point: Place) -> list[tuple[str, int]]:
    """The cheapest way to reach a point of the grid with powers of one or two functions."""
    names = [name for name, (own, _) in PLACES.items() if own == family]
    best: list[tuple[str, int]] = []
    least: int | None = None
    for first, second in combinations(names, 2):
        exponents = _solve(PLACES[first][1], PLACES[second][1], point)
        if exponents is not None:
            writing = [(name, exponent) for name, exponent in zip((first, second), exponents, strict=True) if exponent]
            cost = sum(_price_of_power(work, Call(name, (argument,)), exponent) for name, exponent in writing)
            cost += TOKEN * any(exponent < 0 for _, exponent in writing)
            cost += TOKEN * (bool(writing) and all(exponent < 0 for _, exponent in writing))
            cost += MIXED * (len(writing) > 1 and not {(first, second), (second, first)} & set(USUAL_PAIRS))
            cost += BELOW * sum(exponent < 0 and not is_familiar(work, name) for name, exponent in writing)
            if least is None or cost < least:
                best, least = writing, cost
    return best


def _price_of_power(work: Workspace, call: Form, exponent: int) -> int:
    return price(work, call) + (0 if abs(exponent) == 1 else 2 * TOKEN)


def _solve(first: Place, second: Place, point: Place) -> Place | None:
    determinant = first[0] * second[1] - first[1] * second[0]
    if determinant not in (1, -1):
        return None
    return (
        (point[0] * second[1] - point[1] * second[0]) * determinant,
        (first[0] * point[1] - first[1] * point[0]) * determinant,
    )


def in_basis(work: Workspace, root: Form, basis: Mapping[Family, Family]) -> Form:
    """A form with all functions of a family written with two of them; arguments stay as they are."""
    overrides: dict[Form, Form] = {}
    for form in walk(root):
        match form:
            case Call(function, (argument,)) if function in PLACES and PLACES[function][0] in basis:
                overrides[form] = _written_with(work, form, argument, basis[PLACES[function][0]])
            case Call():
                overrides[form] = form
    return rebuilt_with(work, root, overrides, tidy_node)


def with_single_arguments(work: Workspace, root: Form, doubles: Collection[Form]) -> Form:
    """A form with the functions of some arguments written with functions of half of each."""
    overrides: dict[Form, Form] = {}
    for form in walk(root):
        match form:
            case Call(function, (argument,)) if argument in doubles and function in _DOUBLES:
                half = scale(work, argument, Fraction(1, 2))
                overrides[form] = tidy(work, substitute(_DOUBLES[function], {A: half}))
            case Call(_, _):
                overrides[form] = form
    return rebuilt_with(work, root, overrides, tidy_node)


def _written_with(work: Workspace, form: Call, argument: Form, names: Family) -> Form:
    exponents = _solve(PLACES[names[0]][1], PLACES[names[1]][1], PLACES[form.function][1])
    assert exponents is not None
    powers: dict[Form, Exponent] = {
        Call(name, (argument,)): Fraction(exponent) for name, exponent in zip(names, exponents, strict=True) if exponent
    }
    return write_term(work, Term(UNIT, {}, powers))


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two terms that make one.

    Attributes:
        rule: the identity, its left side a sum of two.
        first: the term of it that has a function.
        second: the other one.
        call: the function value in the first.
    """

    rule: Rule
    first: Form
    second: Form
    call: Call


def _pairs() -> Iterator[_Pair]:
    for rule in (*DOUBLE_ARGUMENTS, *HALF_ARGUMENTS, *SUM_OF_HYPERBOLIC):
        if isinstance(rule.before, Sum):
            first, second = rule.before.terms
            if not functions_in(first):
                first, second = second, first
            yield _Pair(rule, first, second, next(part for part in walk(first) if isinstance(part, Call)))


_PAIRS = tuple(_pairs())


def joined_pairs(work: Workspace, terms: list[Term]) -> Iterator[tuple[str, Form]]:
    """Sums in which two terms are replaced by one, by an identity whose left side is a sum of two."""
    for place, term in enumerate(terms):
        for base, exponent in term.powers.items():
            for pair in _PAIRS:
                match base:
                    case Call(pair.call.function, (argument,)) if not isinstance(exponent, Form) and exponent > 0:
                        whole = argument if pair.call.arguments == (A,) else scale(work, argument, Fraction(1, 2))
                        yield from _joined(work, terms, place, pair, {A: whole})


def _joined(
    work: Workspace, terms: list[Term], place: int, pair: _Pair, bindings: dict[Form, Form]
) -> Iterator[tuple[str, Form]]:
    first, second, after = (
        read_term(work, tidy(work, substitute(part, bindings))) for part in (pair.first, pair.second, pair.rule.after)
    )
    cofactor = _divided(work, terms[place], first)
    other = product_of_terms(work, cofactor, second)
    for partner, candidate in enumerate(terms):
        if partner != place and candidate.core == other.core and candidate.coefficient == other.coefficient:
            rest = [each for spot, each in enumerate(terms) if spot not in (place, partner)]
            yield pair.rule.name, total(work, [product_of_terms(work, cofactor, after), *rest])


def _divided(work: Workspace, term: Term, divisor: Term) -> Term:
    return product(work, ((write_term(work, term), UNIT), (write_term(work, divisor), -UNIT)))


def product_of_terms(work: Workspace, first: Term, second: Term) -> Term:
    """The product of two terms."""
    return product(work, ((write_term(work, first), UNIT), (write_term(work, second), UNIT)))


def doubled(work: Workspace, form: Form) -> Iterator[tuple[str, Form]]:
    """A product of the sine and the cosine of one argument as the sine of its double."""
    term = read_term(work, form)
    for rule in DOUBLE_ARGUMENTS:
        if isinstance(rule.before, Product) and isinstance(rule.after, Call):
            names = functions_in(rule.before)
            arguments = [base.arguments for base in term.powers if isinstance(base, Call) and base.function == names[0]]
            for (argument,) in arguments:
                calls = [Call(name, (argument,)) for name in names]
                exponents = [term.powers.get(each) for each in calls]
                whole = [each.numerator for each in exponents if isinstance(each, Fraction) and each.denominator == 1]
                if len(whole) == len(names) and (min(whole) > 0 or max(whole) < 0):
                    count = Fraction(min(whole) if min(whole) > 0 else max(whole))
                    parts = [(form, UNIT), (tidy(work, substitute(rule.after, {A: argument})), count)]
                    parts += [(tidy(work, substitute(rule.before, {A: argument})), -count)]
                    yield rule.name, write_term(work, product(work, parts))
