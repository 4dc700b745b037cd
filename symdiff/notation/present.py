"""From forms to boxes: every expression as a good textbook prints it.

Terms and factors are printed in the order they were made, nothing is evaluated and nothing is left out.  What is
decided here: where brackets stand, where a product needs a dot, which functions take their argument without brackets,
and that a division in an exponent is written with a slash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction as Rational

from symdiff.forms import (
    And,
    Call,
    Constant,
    Derivative,
    Form,
    Limit,
    Negative,
    Number,
    Or,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    walk,
)
from symdiff.notation.application import call, derivative, limit, power, undefined
from symdiff.notation.boxes import DOT, Box, Radical, Row, Text, column, raised
from symdiff.notation.conditions import comparison, conjunction, listed, piecewise
from symdiff.notation.names import CONSTANTS, FUNCTION_LETTERS, letter, symbol_box
from symdiff.notation.parts import Edge, Known, Level, Part, fraction, highlighted, negative, product, ratio, total

Wanted = tuple[Form, bool]
"""A form, and whether it stands in an exponent, where divisions are written with a slash."""


def present(form: Form, marks: Mapping[Form, str] | None = None) -> Box:
    """How a form is written, as a box for any renderer.

    Args:
        form: what to write.
        marks: forms to mark wherever they occur in it, each with the role of its ``Highlight``.

    The work grows with the number of different nodes; a node that occurs often becomes one box in many places.

    >>> from symdiff.forms import Symbol
    >>> from symdiff.render.text import line
    >>> x = Symbol("x")
    >>> line(present(3 * x**2 * Call("cos", (x**3,))))
    '3x² cos(x³)'
    """
    marks = marks or {}
    done: dict[Wanted, Part] = {}
    stack: list[Wanted] = [(form, False)]
    while stack:
        wanted = stack[-1]
        if wanted in done:
            stack.pop()
            continue
        here, small = wanted
        missing = [part for part in _wanted(here, small) if part not in done]
        if missing:
            stack.extend(reversed(missing))
            continue
        part = _written(here, small, _known(done, small), _known(done, True))
        done[wanted] = highlighted(part, marks[here]) if here in marks else part
        stack.pop()
    return done[form, False].box


def _known(done: Mapping[Wanted, Part], small: bool) -> Known:
    return lambda form: done[form, small]


def printed_size(form: Form) -> int:
    """How many numbers, names and signs the form has when it is written out in full; cheap however much is shared.

    >>> from symdiff.forms import Symbol
    >>> u = Symbol("x")
    >>> for _ in range(100):
    ...     u = u + u * u
    >>> printed_size(u) > 10**30
    True
    """
    sizes: dict[Form, int] = {}
    for node in walk(form):
        own = 1 + node.value.numerator.bit_length() // 4 if isinstance(node, Number) else 1
        sizes[node] = own + sum(sizes[child] for child in node.children)
    return sizes[form]


def _wanted(form: Form, small: bool) -> Iterable[Wanted]:
    """What must be written before the form can be."""
    match form:
        case Power(base, exponent):
            return (base, small), (exponent, True)
        case Root(radicand, index):
            return (radicand, small), (index, True)
        case Call("log", (argument, base)):
            return (argument, small), (base, True)
        case _:
            return [(child, small) for child in form.children]


def _written(form: Form, small: bool, of: Known, raised_of: Known) -> Part:
    match form:
        case Number(value, typed):
            return _number(value, typed, small)
        case Constant("e"):
            return Part(CONSTANTS["e"], Level.ATOM, Edge.EXPONENTIAL, Edge.RAISED, base=form)
        case Constant(name):
            return _name(form, CONSTANTS.get(name, letter(name)))
        case Symbol(name):
            return _name(form, symbol_box(name))
        case Placeholder(name, sort):
            edge = Edge.METAVARIABLE if sort == "expression" else Edge.LETTER
            return Part(symbol_box(name), Level.ATOM, edge, edge, base=form)
        case Sum(terms):
            return total([of(term) for term in terms])
        case Negative(operand):
            return negative(of(operand))
        case Product(factors):
            return product([of(factor) for factor in factors])
        case Quotient(numerator, denominator):
            return (ratio if small else fraction)(of(numerator), of(denominator))
        case Power(base, exponent):
            return power(base, exponent, of, raised_of)
        case Root(radicand, index):
            shown = None if index is Number(2) else raised_of(index).box
            head = Edge.ROOT if index in (Number(2), Number(3)) else Edge.OTHER
            return Part(Radical(of(radicand).box, shown), Level.FUNCTION, head, Edge.ROOT, base=form)
        case Call():
            return call(form, of, raised_of)
        case Undefined():
            return undefined(form, of)
        case Derivative():
            return derivative(form, small, of)
        case Limit(_, moving, target):
            return limit(of(form.expression), of(moving).box, of(target).box)
        case Relation(left, operator, right):
            return comparison(((left, operator),), right, of)
        case And():
            return conjunction(form, of)
        case Or(conditions):
            return listed(" or ", "false", Level.OR, [of(condition) for condition in conditions])
        case Piecewise(branches):
            return piecewise(branches, of)
        case Vector(components):
            return Part(column(*(of(component).box for component in components)), Level.ATOM)
        case _:
            raise TypeError(f"no notation for {type(form).__name__}")


def _number(value: Rational, typed: str | None, small: bool) -> Part:
    if value < 0:
        return negative(_number(-value, typed and typed.removeprefix("-"), small))
    if typed is None and value.denominator != 1:
        return (ratio if small else fraction)(_digits(value.numerator), _digits(value.denominator))
    return _digits(value, typed) if typed is None or "e" not in typed.lower() else _scientific(typed)


def _scientific(typed: str) -> Part:
    mantissa, _, exponent = typed.lower().partition("e")
    times = _number(Rational(int(exponent)), None, True).box
    power = raised(Text("10", "number"), times)
    return Part(Row((Text(mantissa, "number"), DOT, power)), Level.PRODUCT, Edge.DIGIT, Edge.DIGIT)


def _digits(value: Rational | int, typed: str | None = None) -> Part:
    return Part(
        Text(typed or str(value), "number"), Level.ATOM, Edge.DIGIT, Edge.DIGIT, base=Number(value, typed), unit=value in (0, 1)
    )


def _name(form: Form, box: Box) -> Part:
    match box:
        case Text(_, "name" | "words"):
            edge = Edge.NAME
        case Text(text, _) if text in FUNCTION_LETTERS:
            edge = Edge.FUNCTION_LETTER
        case _:
            edge = Edge.LETTER
    return Part(box, Level.ATOM, edge, edge, base=form)
