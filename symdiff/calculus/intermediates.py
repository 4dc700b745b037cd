"""Intermediate variables: a problem as a list of short definitions, each with its local derivatives.

The method is that of Parr and Howard, The Matrix Calculus You Need For Deep Learning (2018), section 4.5: every inner
function and every factor of a product gets a name of its own, so that each line is derived by one rule of the table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from symdiff.calculus.engine import derive
from symdiff.calculus.matching import Moving
from symdiff.derivation import Intermediate, LocalDerivative
from symdiff.forms import (
    Call,
    Form,
    Negative,
    Piecewise,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    Undefined,
    sum_of,
    symbols,
    walk,
)

# The first letter that begins no name of the problem is the letter of its intermediate variables.
LETTERS = ("u", "v", "w", "p", "q", "s", "t", "u_")
LAST = ("y", "z", "f", "y_0")


def result_name(root: Form, variable: Symbol) -> Symbol:
    """What an expression is called that has no name of its own: y, or another letter where y is taken."""
    taken = {symbol.name for symbol in symbols(root, variable)}
    return Symbol(next(name for name in LAST if name not in taken))


def introduce(root: Form, variable: Symbol, last: Symbol | None = None) -> tuple[Intermediate, ...]:
    """The intermediate variables of an expression, the expression itself last.

    Parameters:
        root: the expression.
        variable: the variable of differentiation.
        last: the name of the expression itself; left out, the usual one.

    Returns:
        the intermediate variables, each using only earlier ones; a single one where one line will do.

    >>> from symdiff.forms import call
    >>> x = Symbol("x")
    >>> introduce(call("sin")(x**3) ** 2, x)
    (Intermediate(u1 = Power(x, 3)), Intermediate(u2 = sin(u1)), Intermediate(y = Power(u2, 2)))
    """
    taken = {symbol.name for symbol in symbols(root, variable)}
    letter = next(letter for letter in LETTERS if not any(name.startswith(letter) for name in taken))
    last = last or result_name(root, variable)
    named = _worth_a_name(root, variable)
    operands = {variable}
    written: dict[Form, Form] = {}
    found: list[Intermediate] = []
    for form in walk(root):
        children = tuple(written[child] for child in form.children)
        written[form] = meaning = form if children == form.children else form.with_children(children)
        if form in named or form is root:
            name = last if form is root else Symbol(f"{letter}{len(found) + 1}")
            used = [symbol for symbol in symbols(meaning) if symbol in operands]
            found.append(Intermediate(name, meaning, form, _local_derivatives(meaning, used)))
            written[form] = name
            operands.add(name)
    return tuple(found)


def _worth_a_name(root: Form, variable: Symbol) -> set[Form]:
    moving = Moving(variable)
    return {part for form in walk(root) if form in moving for part in _parts_with_names(form, moving) if part is not variable}


def _parts_with_names(form: Form, moving: Moving) -> Iterator[Form]:
    """The parts of a form that hide what rule applies to it unless they have a name."""
    inner = [child for child in form.children if child in moving]
    match form:
        case Sum():
            yield from (core for core in (_without_constants(term, moving) for term in inner) if _is_compound(core, moving))
        case Product() if len(inner) > 1:
            yield from inner
        case Quotient(numerator, Power(base, exponent)) if numerator not in moving and exponent not in moving:
            yield base
        case Quotient(_, denominator) if denominator in moving:
            yield from inner
        case Power() | Root() | Call() | Undefined():
            yield from inner


def _without_constants(form: Form, moving: Moving) -> Form:
    """What is left of a term without its sign and its constant factors, where one factor is left."""
    while True:
        inner = [child for child in form.children if child in moving]
        match form:
            case Negative() | Product() if len(inner) == 1:
                form = inner[0]
            case Quotient(numerator, denominator) if denominator not in moving:
                form = numerator
            case _:
                return form


def _is_compound(form: Form, moving: Moving) -> bool:
    """Whether a rule about two or more moving parts applies to a form."""
    inner = [child for child in form.children if child in moving]
    match form:
        case Product() | Power() | Call() | Undefined():
            return len(inner) > 1
        case Quotient(numerator, Power()) if numerator not in moving:
            return False
        case Quotient() | Piecewise():
            return True
    return False


def _local_derivatives(meaning: Form, operands: list[Symbol]) -> tuple[LocalDerivative, ...]:
    """The derivative of a definition by each operand; of a long sum, only the terms with the operand are looked at."""
    if len(operands) == 1 or not isinstance(meaning, Sum):
        return tuple(_local_derivative(meaning, operand) for operand in operands)
    terms_with: dict[Symbol, list[Form]] = defaultdict(list)
    for term in meaning.terms:
        for symbol in symbols(term):
            terms_with[symbol].append(term)
    return tuple(_local_derivative(sum_of(terms_with[operand]), operand) for operand in operands)


def _local_derivative(meaning: Form, operand: Symbol) -> LocalDerivative:
    found = derive(meaning, operand)[meaning]
    return LocalDerivative(operand, found.result, found.step)
