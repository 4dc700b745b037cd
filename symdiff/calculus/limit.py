"""The derivative by its definition: as the limit of difference quotients."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise

from symdiff.calculus.building import number_value, opposite, tidy_product, tidy_quotient, tidy_sum
from symdiff.calculus.differences import difference
from symdiff.calculus.engine import derive
from symdiff.calculus.matching import Moving
from symdiff.calculus.method import MethodResult
from symdiff.calculus.quotients import KINDS, Moves, difference_quotient, of_polynomial
from symdiff.derivation import QuotientTable, Step
from symdiff.errors import SymdiffError
from symdiff.forms import (
    ONE,
    ZERO,
    Derivative,
    Form,
    Limit,
    Negative,
    Number,
    Product,
    Quotient,
    Sum,
    Symbol,
    Undefined,
    product_of,
    sum_of,
    symbols,
    tree_size,
)
from symdiff.verify import evaluate, sample_points

# Larger expressions, and sums of more parts, are not taken to the limit by algebra.
LARGEST = 300
MOST_PARTS = 8

# The steps of the table of difference quotients.
STEPS = tuple(Fraction(1, 10**k) for k in range(1, 7))
DIGITS = 8

# Where a table is made: the first of these values of the variable, and of the parameters, that everything is defined at.
PLACES = tuple(map(Fraction, ("1", "2", "1/2", "3", "0", "-1", "-2", "1/4", "3/2", "-1/2", "5", "10")))
PARAMETERS = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29)
MOST_SAMPLES = 40


def by_limit(problem: Form, variable: Symbol) -> MethodResult:
    """The derivative as the limit of its difference quotient.

    For polynomials and their quotients, for roots of polynomials, for sine, cosine, exponential function and logarithm of
    a + bx, and for sums and multiples of these, the limit is taken by algebra and the well-known limits.  For everything else
    the derivative is found by the rules, and a table of difference quotients shows that they approach it.

    Parameters:
        problem: the expression.
        variable: the variable of differentiation.

    Raises:
        UnsupportedError: for a form that no rule covers either.

    >>> x = Symbol("x")
    >>> by_limit(x**2, x).unsimplified
    2*x
    """
    h = _fresh("hkts", problem, variable)
    parts = _parts(problem, variable, h) if tree_size(problem) <= LARGEST else None
    if parts is not None:
        return _argument(problem, variable, h, parts)
    result = derive(problem, variable)[problem].result
    table = _table(problem, variable, h)
    note = "the limit of this difference quotient is not taken by algebra; the derivative is found by the rules"
    return MethodResult((), result, (note + ", and difference quotients approach it" * (table is not None),), table)


def _fresh(letters: Iterable[str], problem: Form, variable: Symbol) -> Symbol:
    taken = {symbol.name for symbol in symbols(problem, variable)}
    return Symbol(next(name for name in (*letters, *(f"h_{k}" for k in range(len(taken) + 1))) if name not in taken))


# ---- the limit by algebra ----


@dataclass(frozen=True, slots=True)
class Part:
    """A constant times an expression whose difference quotient has a limit that can be taken.

    Attributes:
        factor: the constant.
        form: the expression.
        moves: the way to the limit.
    """

    factor: Form
    form: Form
    moves: Moves

    @property
    def quotient(self) -> Form:
        """Its difference quotient."""
        return self.moves.quotients[0][1]


def _parts(problem: Form, variable: Symbol, h: Symbol) -> list[Part] | None:
    """A polynomial, or a multiple of one other function, as one part; the terms of a sum, its polynomial ones together."""
    if of_polynomial(problem, variable, h) is not None or not isinstance(problem, Sum):
        return _all_or_none([_part(problem, variable, h)])
    polynomial: list[Form] = []
    others: list[Part | None] = []
    for term in problem.terms:
        if of_polynomial(term, variable, h) is not None:
            polynomial.append(term)
        elif len(others) < MOST_PARTS:
            others.append(_part(term, variable, h))
        else:
            return None
    together = [_part(sum_of(polynomial), variable, h)] if polynomial else []
    return _all_or_none(together + others)


def _all_or_none(parts: Sequence[Part | None]) -> list[Part] | None:
    found = [part for part in parts if part is not None]
    return found if len(found) == len(parts) else None


def _part(form: Form, variable: Symbol, h: Symbol) -> Part | None:
    polynomial = of_polynomial(form, variable, h)
    if polynomial is not None:
        return Part(ONE, form, polynomial)
    factor, varying = _factored(form, Moving(variable))
    for kind in KINDS:
        moves = kind(varying, variable, h)
        if moves is not None:
            return Part(factor, varying, moves)
    return None


def _factored(term: Form, moving: Moving) -> tuple[Form, Form]:
    """A term as a constant times the rest."""
    factor: Form = ONE
    while True:
        match term:
            case Negative(operand):
                factor, term = opposite(factor), operand
            case Product(factors) if any(part not in moving for part in factors):
                factor = tidy_product((factor, *(part for part in factors if part not in moving)))
                term = product_of(part for part in factors if part in moving)
            case Quotient(numerator, denominator) if denominator not in moving:
                factor, term = tidy_quotient(factor, denominator), numerator
            case Quotient(numerator, Product(factors)) if any(part not in moving for part in factors):
                factor = tidy_quotient(factor, product_of(part for part in factors if part not in moving))
                term = numerator / product_of(part for part in factors if part in moving)
            case Quotient(numerator, denominator) if numerator not in moving and numerator is not ONE:
                factor, term = tidy_product((factor, numerator)), ONE / denominator
            case _:
                value = number_value(factor)
                return factor if value is None else Number(value), term


def _argument(problem: Form, variable: Symbol, h: Symbol, parts: Sequence[Part]) -> MethodResult:
    """The lines of the argument."""
    name = _fresh("fgFGp", problem, variable).name
    definition = difference(Undefined(name, (variable + h,)), Undefined(name, (variable,))) / h
    asked = Derivative(problem, variable)
    inserted = Limit(difference_quotient(problem, variable, h), h, ZERO)
    lines = [
        _line("definition of the derivative", Undefined(name, (variable,), (1,)), Limit(definition, h, ZERO)),
        _line(f"insert {name}", asked, inserted),
    ]
    result = tidy_sum(tuple(tidy_product((part.factor, part.moves.limit)) for part in parts))
    if len(parts) == 1:
        (part,) = parts
        if part.factor is not ONE:
            lines.append(_line("constant factor", inserted, _multiple(part, part.quotient, h)))
        lines.extend(_lines_of(part, h))
        return MethodResult((*lines, _line(part.moves.last, lines[-1].right, result)), result)
    lines.append(_line("limit of a sum", inserted, sum_of(_multiple(part, part.quotient, h) for part in parts)))
    for part in parts:
        alone = Part(ONE, part.form, part.moves)
        lines.extend(_lines_of(alone, h))
        last = part.moves.quotients[-1][1]
        lines.append(_line(part.moves.last, Limit(last, h, ZERO), part.moves.limit))
    return MethodResult((*lines, _line("put together", asked, result)), result)


def _line(rule: str, left: Form, right: Form) -> Step:
    return Step(rule, "method", left, right)


def _multiple(part: Part, quotient: Form, h: Symbol) -> Form:
    return tidy_product((part.factor, Limit(quotient, h, ZERO)))


def _lines_of(part: Part, h: Symbol) -> Iterator[Step]:
    for (_, before), (rule, after) in pairwise(part.moves.quotients):
        yield _line(rule, _multiple(part, before, h), _multiple(part, after, h))


# ---- the table of difference quotients ----


def _table(problem: Form, variable: Symbol, h: Symbol) -> QuotientTable | None:
    """Difference quotients at the first sensible place where everything has a value."""
    derivative = Derivative(problem, variable)
    quotient = difference_quotient(problem, variable, h)
    for point in _places(problem, variable):
        try:
            limit = _decimal(derivative, point)
            rows = tuple((step, _decimal(quotient, {**point, h: step})) for step in STEPS)
        except SymdiffError:
            continue
        return QuotientTable({symbol.name: value for symbol, value in point.items()}, rows, limit)
    return None


def _places(problem: Form, variable: Symbol) -> Iterator[dict[Symbol, Fraction]]:
    parameters = [symbol for symbol in symbols(problem) if symbol is not variable]
    chosen = dict(zip(parameters, map(Fraction, PARAMETERS), strict=False))
    if len(chosen) == len(parameters):
        for value in PLACES:
            yield {variable: value, **chosen}
    for point in islice(sample_points([problem], [variable, *parameters]), MOST_SAMPLES):
        yield {symbol: value for symbol, value in point.items() if isinstance(symbol, Symbol)}


def _decimal(form: Form, point: Mapping[Symbol, Fraction]) -> str:
    return f"{float(evaluate(form, point)):.{DIGITS}g}"
