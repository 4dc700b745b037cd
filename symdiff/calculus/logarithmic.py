"""Logarithmic differentiation: take the logarithm, split it into a sum, differentiate both sides.

Source: Apostol, Calculus, volume 1, section 6.8.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from symdiff.calculus.building import number_value, opposite, tidy_product, tidy_quotient, tidy_sum
from symdiff.calculus.engine import derive
from symdiff.calculus.intermediates import result_name
from symdiff.calculus.matching import Moving
from symdiff.calculus.method import MethodResult
from symdiff.derivation import Step
from symdiff.errors import LimitError, UnsupportedError
from symdiff.forms import (
    ONE,
    TRUE,
    Call,
    Constant,
    E,
    Form,
    Negative,
    Number,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    sum_of,
    walk,
)
from symdiff.functions import absolute, ln
from symdiff.wording.sentences import say

MINUS_ONE = Number(-1)

# Products of more factors than this are not split.
MOST_FACTORS = 200

NEVER_NEGATIVE = frozenset({"abs", "arccot", "arcosh", "cosh", "erfc", "relu", "sech", "sigmoid", "softplus"})


def by_logarithm(problem: Form, variable: Symbol) -> MethodResult:
    """Differentiate a product, a quotient or a power by way of its logarithm.

    Parameters:
        problem: the expression; where it may be negative, the logarithm of its absolute value is taken, and that is noted.
        variable: the variable of differentiation.

    Raises:
        UnsupportedError: for an expression whose logarithm does not split, such as a sum.
        LimitError: for a product of too many factors.

    >>> x = Symbol("x")
    >>> for step in by_logarithm(Power(x, x), x).steps:
    ...     print(step.rule)
    name the function
    take logarithms
    logarithm of a power
    differentiate both sides
    multiply by y
    put back what y stands for
    """
    _refuse_what_does_not_split(problem, variable)
    name = result_name(problem, variable)
    slope = Symbol(name.name + "'")
    positive = never_negative(problem)
    bars = problem not in positive

    def logarithm(form: Form) -> Form:
        return ln(form if form in positive else absolute(form))

    meaning = Relation(name, "=", problem)
    nonzero = TRUE if isinstance(problem, Power) and problem.base is E else Relation(problem, "!=", 0)
    steps = [
        Step("name the function", "method", name, problem, valid=meaning),
        Step("take logarithms", "method", ln(absolute(name)) if bars else ln(name), logarithm(problem), valid=meaning),
    ]
    for rule, terms in (_factors_split(problem), _powers_split(problem)):
        right = sum_of(_term(count, logarithm(form)) for count, form in terms)
        if right is not steps[-1].right:
            steps.append(Step(rule, "method", steps[-1].right, right, valid=nonzero))
    relative, uses = _relative_change(_powers_split(problem)[1], variable)
    product = tidy_product((name, relative))
    steps += [
        Step("differentiate both sides", "method", slope / name, relative, uses, meaning),
        Step(f"multiply by {name.name}", "method", slope, product, valid=meaning),
        Step(f"put back what {name.name} stands for", "method", product, tidy_product((problem, relative)), valid=meaning),
    ]
    y = name.name
    note = f"{y} may be negative, so the logarithm of |{y}| is taken; its derivative is {y}′/{y} too"
    return MethodResult(tuple(steps), steps[-1].right, (note,) if bars else ())


def _refuse_what_does_not_split(problem: Form, variable: Symbol) -> None:
    inside = problem
    while isinstance(inside, Negative):
        inside = inside.operand
    if problem not in Moving(variable):
        raise UnsupportedError(say("logarithmic without the variable", name=variable.name))
    match inside:
        case Sum():
            raise UnsupportedError(say("logarithm of a sum"))
        case Product() | Quotient() | Power() | Root():
            return
    raise UnsupportedError(say("logarithmic for products only"))


_Terms = list[tuple[Form, Form]]
"""Numbers or expressions by which logarithms are multiplied, and what the logarithms are of."""


def _term(count: Form, logarithm: Form) -> Form:
    match logarithm:
        case Call("ln", (base,)) if base is E:
            return count
    return _scaled(count, logarithm)


def _scaled(count: Form, form: Form) -> Form:
    return opposite(form) if count is MINUS_ONE else tidy_product((count, form))


def _factors_split(problem: Form) -> tuple[str, _Terms]:
    """The logarithm of a product and of a quotient."""
    terms: _Terms = []
    rules: dict[str, None] = {}
    waiting: list[tuple[Form, Form]] = [(ONE, problem)]
    while waiting:
        count, form = waiting.pop()
        match form:
            case Product(factors):
                rules["product"] = None
                waiting.extend((count, factor) for factor in reversed(factors))
            case Quotient(numerator, denominator):
                rules["quotient"] = None
                waiting += [(opposite(count), denominator), (count, numerator)]
            case Negative(operand):
                waiting.append((count, operand))
            case _ if form is not ONE:
                terms.append((count, form))
        if len(terms) + len(waiting) > MOST_FACTORS:
            raise LimitError(say("logarithmic up to so many factors", most=MOST_FACTORS))
    return "logarithm of a " + " and of a ".join(sorted(rules) or ["negative number"]), terms


def _powers_split(problem: Form) -> tuple[str, _Terms]:
    """The logarithm of a power, and of everything that stands inside of powers."""
    terms: _Terms = []
    roots = False
    waiting: list[tuple[Form, Form]] = [(ONE, problem)]
    while waiting:
        count, form = waiting.pop()
        match form:
            case Power(base, exponent):
                waiting.append((_scaled(count, exponent), base))
            case Root(radicand, index):
                roots = True
                waiting.append((_scaled(count, ONE / index), radicand))
            case Product() | Quotient() | Negative():
                waiting.extend((_times(count, inner), factor) for inner, factor in reversed(_factors_split(form)[1]))
            case _:
                terms.append((count, Number(abs(form.value)) if isinstance(form, Number) else form))
        if len(terms) + len(waiting) > MOST_FACTORS:
            raise LimitError(say("logarithmic up to so many factors", most=MOST_FACTORS))
    return "logarithm of a root and of a power" if roots else "logarithm of a power", terms


def _times(count: Form, inner: Form) -> Form:
    return opposite(count) if inner is not ONE else count


def _relative_change(terms: _Terms, variable: Symbol) -> tuple[Form, tuple[Step, ...]]:
    """The derivative of a sum of multiples of logarithms, that of ln g being g′/g."""
    moving = Moving(variable)
    uses: dict[Step, None] = {}

    def derivative(form: Form) -> Form:
        found = derive(form, variable)[form]
        uses[found.step] = None
        return found.result

    changes: list[Form] = []
    for count, form in terms:
        if count in moving:
            changes.append(derivative(count) if form is E else tidy_product((derivative(count), ln(form))))
        if form in moving:
            changes.append(_multiple_of_ratio(count, derivative(form), form))
    return tidy_sum(tuple(changes)), tuple(uses)


def _multiple_of_ratio(count: Form, above: Form, below: Form) -> Form:
    if count is below:
        return above
    value = number_value(count)
    if value is None:
        return tidy_quotient(tidy_product((count, above)), below)
    multiple = tidy_quotient(tidy_product((Number(abs(value.numerator)), above)), Number(value.denominator))
    match multiple:
        case Quotient(numerator, Number() as number):
            ratio = tidy_quotient(numerator, tidy_product((number, below)))
        case _:
            ratio = tidy_quotient(multiple, below)
    return opposite(ratio) if value < 0 else ratio


def never_negative(problem: Form) -> Collection[Form]:
    """The parts of an expression that are never negative where it is defined.

    What stands under an even root, in a logarithm, or is raised to an exponent that is no number, cannot be negative there.

    >>> x = Symbol("x")
    >>> x in never_negative(Power(x, x) * x), x in never_negative(x**2)
    (True, False)
    """
    found = {part for form in walk(problem) for part in _must_not_be_negative(form)}
    for form in walk(problem):
        if _is_never_negative(form, found):
            found.add(form)
    return found


def _must_not_be_negative(form: Form) -> Iterator[Form]:
    match form:
        case Call("ln" | "log", (argument, *_)):
            yield argument
        case Root(radicand, Number(index)) if index.numerator % 2 == 0:
            yield radicand
        case Power(base, exponent):
            value = number_value(exponent)
            if value is None or value.denominator % 2 == 0:
                yield base


def _is_never_negative(form: Form, known: Collection[Form]) -> bool:
    """Whether a form is never negative, as far as its parts tell."""
    match form:
        case Number(value):
            return value >= 0
        case Constant("e" | "pi"):
            return True
        case Call(function, _):
            return function in NEVER_NEGATIVE
        case Power(base, Number(value)) if value.denominator % 2:
            return value.numerator % 2 == 0 or base in known
        case Power(base, _):
            return base in known
        case Root(radicand, Number(index)):
            return index.numerator % 2 == 0 or radicand in known
        case Sum() | Product() | Quotient():
            return all(child in known for child in form.children)
    return form in known
