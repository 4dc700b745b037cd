"""How a term and a sum are written down.

A term is a number times powers of bases; the writer puts it on paper as books do: the sign first, then numbers, parameters,
powers of the variable, exponentials, functions and brackets; positive exponents above the fraction bar, negative ones below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from symdiff.forms import (
    ZERO,
    Call,
    Constant,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    Undefined,
    debug_text,
    product_of,
    tree_size,
    walk,
)
from symdiff.functions import FUNCTIONS
from symdiff.simplify.style import Style, leads_negative

Exponent: TypeAlias = "Fraction | Form"
Rank: TypeAlias = tuple[int, str, int, int, int, str]

UNIT = Fraction(1)

# Decimals with more digits than this are written as fractions.
MOST_DECIMALS = 8

# After so many terms written the search for better forms ends: the bound on the work, the same on every machine.
MOST_WRITTEN = 4_000

# Letters that stand for the unknown quantities of a problem; the others, and Greek ones, are usually parameters.
VARIABLE_LETTERS = frozenset("rstuvwxyz")

# The order of functions of one argument in a product.
USUAL_ORDER = "ln log sin cos sec tan csc cot sinh cosh sech tanh csch coth"
FUNCTION_RANK = {name: place for place, name in enumerate(dict.fromkeys((*USUAL_ORDER.split(), *FUNCTIONS)))}


class Term(NamedTuple):
    """A number times powers.

    Attributes:
        coefficient: the number in front.
        radicals: exponents of primes, proper fractions or to be made so: the square root of 6 is ``{2: 1/2, 3: 1/2}``.
        powers: the exponent of every base.
    """

    coefficient: Fraction
    radicals: Mapping[int, Fraction]
    powers: Mapping[Form, Exponent]

    @property
    def is_number(self) -> bool:
        return not self.powers and not self.radicals

    @property
    def core(self) -> tuple[frozenset[tuple[int, Fraction]], frozenset[tuple[Form, Exponent]]]:
        """What two terms have in common when they are like terms."""
        return frozenset(self.radicals.items()), frozenset(self.powers.items())


class Workspace:
    """What is remembered while one problem is worked on: how it is written, and what was found out already.

    Attributes:
        style: how the problem is written.
        orders: for a set of terms the sum in which they were first written.
        terms, tidied, signs, ranks, prices, conditions, writings: what was found out of a form before.
        places: where a form first stands in the problem.
        known: the sums and the function values of the problem.
        natural: the sums of the problem and of the raw answer.
        kept: arguments, exponents and radicands of the problem, which stay as they are.
        arguments: the arguments of the functions of the problem.
        keeps_rising: whether a polynomial may stand in rising order, as it may where the problem or the rules wrote it.
        complete: whether everything was tried that could be.
        written: how many terms have been written: the measure of the work.
    """

    def __init__(self, style: Style) -> None:
        self.style = style
        self.orders: dict[frozenset[Form], Form] = {}
        self.terms: dict[Form, Term] = {}
        self.writings: dict[Form, list[tuple[str, Form]]] = {}
        self.signs: dict[Form, int] = {}
        self.tidied: dict[Form, Form] = {}
        self.ranks: dict[Form, Rank] = {}
        self.places: dict[Form, int] = {}
        self.prices: dict[Form, int] = {}
        self.known: frozenset[Form] = frozenset()
        self.natural: frozenset[Form] = frozenset()
        self.kept: frozenset[Form] = frozenset()
        self.arguments: frozenset[Form] = frozenset()
        self.conditions: dict[Form, tuple[Form, ...]] = {}
        self.keeps_rising = True
        self.complete = True
        self.written = 0

    @property
    def is_exhausted(self) -> bool:
        """Whether so many terms have been written that no more forms are to be tried."""
        return self.written > MOST_WRITTEN

    def number(self, value: Fraction) -> Form:
        """A number in the problem's own style: a decimal where the problem has decimals."""
        if self.style.decimals and value.denominator != 1:
            return Number(value, _decimal(value))
        return Number(value)

    def fractional(self, value: Fraction) -> bool:
        """Whether a number is written with a fraction bar."""
        return value.denominator != 1 and not (self.style.decimals and _decimal(value))


def _decimal(value: Fraction) -> str | None:
    scaled = value * 10**MOST_DECIMALS
    if scaled.denominator != 1:
        return None
    digits = str(abs(scaled.numerator)).rjust(MOST_DECIMALS + 1, "0")
    text = f"{digits[:-MOST_DECIMALS]}.{digits[-MOST_DECIMALS:]}".rstrip("0").rstrip(".")
    return "-" + text if value < 0 else text


def rank(work: Workspace, factor: Form) -> Rank:
    """Where a factor stands in a product; equal kinds as they come in the problem, then by length."""
    known = work.ranks.get(factor)
    if known is None:
        base = factor
        while isinstance(base, Power) and isinstance(base.exponent, Number) and base.exponent.value.denominator == 1:
            base = base.base
        kind, order, name = _kind(work.style, base)
        place = work.places.get(base.arguments[0] if isinstance(base, Call) else base, len(work.places))
        known = (kind, name, place, order, 0, "") if name else (kind, name, place, order, tree_size(base), debug_text(base))
        work.ranks[factor] = known
    return known


def _kind(style: Style, factor: Form) -> tuple[int, int, str]:
    match factor:
        case Number():
            return 0, 0, ""
        case Root(Number(), _) | Power(Number(), Number()) | Constant():
            return 1, 0, ""
        case Symbol(name):
            together = style.variable.name[0] not in VARIABLE_LETTERS
            return (3 if together or factor is style.variable or name[0] in VARIABLE_LETTERS else 2), 0, name
        case Root(Symbol(), _) | Power(Symbol(), Number()):
            return 4, 0, ""
        case Root() | Power(_, Number()):
            return 10, 0, ""
        case Power():
            return 5, 0, ""
        case Sum() if not any(isinstance(part, Call | Undefined) for part in walk(factor)):
            return 7, 0, ""
        case Undefined():
            return 8, len(FUNCTION_RANK), ""
        case Call(function, (argument,)):
            return (6 if isinstance(argument, Number | Constant) else 8), FUNCTION_RANK.get(function, len(FUNCTION_RANK)), ""
    return 9, 0, ""


def write_power(work: Workspace, base: Form, exponent: Exponent) -> tuple[Form, ...]:
    """A power as one factor, or as two: x to the 3/2 may be x times the root of x."""
    if isinstance(exponent, Form):
        return (Power(base, exponent),)
    index = exponent.denominator
    if exponent.numerator == index:
        return (base,)
    if index == 1 or index not in work.style.roots or exponent.numerator < 0:
        return (Power(base, work.number(exponent)),)
    whole, rest = divmod(exponent.numerator, index)
    if (whole or rest != 1) and isinstance(base, Product | Quotient | Negative):
        return (Power(base, Number(exponent)),)
    if index != 2:
        root = Root(base if rest == 1 else Power(base, Number(rest)), index)
    elif whole and isinstance(base, Sum):
        return (Power(base, Number(exponent)),)
    else:
        root = Root(base, index)
    return (*write_power(work, base, Fraction(whole)), root) if whole else (root,)


def write_term(work: Workspace, term: Term) -> Form:
    """A term on paper."""
    work.written += 1
    coefficient, radicals = settle_radicals(term.coefficient, term.radicals)
    if not coefficient:
        return ZERO
    above: list[Form] = []
    below: list[Form] = []
    for base, exponent in term.powers.items():
        if not isinstance(exponent, Form):
            if exponent.numerator > 0 or work.style.negative_exponents:
                above.extend(write_power(work, base, exponent))
            else:
                below.extend(write_power(work, base, -exponent))
        elif not work.style.negative_exponentials and base is E and leads_negative(exponent):
            below.append(Power(base, _opposite(work, exponent)))
        else:
            above.append(Power(base, exponent))
    for radical, exponent in _joined(radicals):
        (above if exponent > 0 else below).extend(write_power(work, Number(radical), abs(exponent)))
    if len(above) > 1:
        above.sort(key=lambda factor: rank(work, factor))
    if len(below) > 1:
        below.sort(key=lambda factor: rank(work, factor))
    size = abs(coefficient)
    if size.denominator == 1 or not work.fractional(size):
        if size.numerator != size.denominator or not above:
            above.insert(0, work.number(size))
    elif above and not below and any(_is_awkward(factor) for factor in above):
        above.insert(0, Number(size))
    elif above or below:
        if size.numerator != 1 or not above:
            above.insert(0, Number(size.numerator))
        below.insert(0, Number(size.denominator))
    else:
        above.append(Number(size))
    form = product_of(above)
    if below:
        form = Quotient(form, product_of(below))
    if coefficient.numerator < 0:
        form = Negative(form)
    work.terms[form] = Term(coefficient, radicals, term.powers)
    return form


def _is_awkward(factor: Form) -> bool:
    """Whether a factor reads badly above a fraction bar with a number below: x^(-1/2)."""
    return isinstance(factor, Power) and isinstance(factor.exponent, Number) and factor.exponent.value < 0


def _opposite(work: Workspace, exponent: Form) -> Form:
    terms = exponent.terms if isinstance(exponent, Sum) else (exponent,)
    return write_sum(work, [negated(work.terms[term]) for term in terms])


def negated(term: Term) -> Term:
    """The term with the other sign."""
    return term._replace(coefficient=-term.coefficient)


def settle_radicals(coefficient: Fraction, radicals: Mapping[int, Fraction]) -> tuple[Fraction, Mapping[int, Fraction]]:
    """Move whole powers of primes into the number in front, so that what stays has an exponent between -1 and 1.

    >>> settle_radicals(Fraction(1), {2: Fraction(3, 2)})
    (Fraction(2, 1), {2: Fraction(1, 2)})
    >>> settle_radicals(Fraction(1, 2), {2: Fraction(1, 2)})
    (Fraction(1, 1), {2: Fraction(-1, 2)})
    """
    if not radicals:
        return coefficient, radicals
    settled: dict[int, Fraction] = {}
    for prime, exponent in sorted(radicals.items()):
        while coefficient.denominator % prime == 0:
            coefficient, exponent = coefficient * prime, exponent - 1
        while exponent < 0 and coefficient and coefficient.numerator % prime == 0:
            coefficient, exponent = coefficient / prime, exponent + 1
        whole = int(exponent)
        coefficient *= Fraction(prime) ** whole
        if exponent != whole:
            settled[prime] = exponent - whole
    return coefficient, settled


def _joined(radicals: Mapping[int, Fraction]) -> Iterable[tuple[int, Fraction]]:
    by_exponent: dict[Fraction, int] = {}
    for prime, exponent in radicals.items():
        by_exponent[exponent] = by_exponent.get(exponent, 1) * prime
    return [(radical, exponent) for exponent, radical in by_exponent.items()]


def collect(terms: Iterable[Term]) -> list[Term]:
    """Like terms together, in the order of their first appearance."""
    found: dict[object, Term] = {}
    for term in terms:
        core = term.core
        known = found.get(core)
        found[core] = term if known is None else known._replace(coefficient=known.coefficient + term.coefficient)
    return [term for term in found.values() if term.coefficient]


def write_sum(work: Workspace, terms: Iterable[Term]) -> Form:
    """A sum of terms on paper: as the problem wrote it, else in the order given with a positive term first."""
    written = [form for form in (write_term(work, term) for term in terms) if form is not ZERO]
    if len(written) < 2:
        return written[0] if written else ZERO
    key = frozenset(written)
    if len(key) < len(written):
        return write_sum(work, collect(work.terms[form] for form in written))
    known = work.orders.get(key)
    if known is None:
        known = Sum(_in_order(work, written))
        work.orders[key] = known
    return known


def _in_order(work: Workspace, written: list[Form]) -> list[Form]:
    """Terms in the order given, but a polynomial in one variable by degrees, and a positive term first."""
    degrees = [_degree(work, form) for form in written]
    known = [degree for degree in degrees if degree is not None]
    polynomial = len(known) == len(written) and len({base for form in written for base in work.terms[form].powers}) == 1
    if polynomial and not _is_natural(work, known):
        written = [form for _, form in sorted(zip(known, written, strict=True), key=lambda pair: pair[0], reverse=True)]
    if not leads_negative(written[0]):
        return written
    if polynomial and not leads_negative(written[-1]):
        return written[::-1]
    first = next((place for place, form in enumerate(written) if not leads_negative(form)), 0)
    return [written[first], *written[:first], *written[first + 1 :]]


def _is_natural(work: Workspace, degrees: list[Fraction]) -> bool:
    """Whether the terms of a polynomial stand in an order that may be kept."""
    falling = [first >= second for first, second in pairwise(degrees)]
    return all(falling) or (work.keeps_rising and not any(falling))


def _degree(work: Workspace, form: Form) -> Fraction | None:
    """The degree of a term of a polynomial."""
    degree = Fraction()
    for base, exponent in work.terms[form].powers.items():
        if not isinstance(base, Symbol) or isinstance(exponent, Form) or exponent < 0:
            return None
        degree += exponent
    return degree
