"""What is written before or around what it is applied to: powers, functions, derivatives, limits."""

from __future__ import annotations

from symdiff.forms import Call, Constant, Derivative, Form, Number, Placeholder, Power, Product, Root, Symbol, Undefined
from symdiff.notation.boxes import (
    APPLY,
    COMMA,
    DIFFERENTIAL,
    DOT,
    THIN,
    THIN_APPLY,
    Box,
    Fence,
    Fraction,
    Highlight,
    Row,
    Script,
    Text,
    joined,
    lowered,
    raised,
    relation,
    row,
    unmarked,
)
from symdiff.notation.names import DELIMITERS, PREFIX, PRIMES, RAISED_NAMES, function_name, letter, single_letters, symbol_box
from symdiff.notation.parts import Edge, Known, Level, Part, at_least, fraction, highlighted, ratio


def power(base: Form, exponent: Form, of: Known, raised_of: Known) -> Part:
    """A power; the exponent of a trigonometric function stands at its name: sin²x."""
    above = raised_of(exponent).box
    match base, exponent:
        case Call(function, (argument,)), Number(value, None) if (
            function in RAISED_NAMES and value > 1 and value.denominator == 1
        ):
            match of(base).box:
                case Highlight(_, role):
                    name: Box = Highlight(function_name(function), role)
                    return _applied(raised(name, above), argument, lambda form: highlighted(of(form), role), base)
                case _:
                    return _applied(raised(function_name(function), above), argument, of, base)
        case _:
            under = at_least(of(base), Level.ATOM)
            return Part(
                raised(under.box, above),
                Level.POWER,
                under.head,
                _tail_of_power(under, exponent),
                base=base,
            )


def _tail_of_power(base: Part, exponent: Form) -> Edge:
    if not isinstance(exponent, Number):
        return Edge.RAISED
    return Edge.LETTER if base.tail in (Edge.DIGIT, Edge.BRACKET) else base.tail


def call(form: Call, of: Known, raised_of: Known) -> Part:
    """A known function of its arguments: |x|, sin 2x, log₂ x, σ(x)."""
    match form:
        case Call(function, (argument,)) if function in DELIMITERS:
            opening, closing = DELIMITERS[function]
            return Part(Fence(of(argument).box, opening, closing), Level.ATOM, Edge.BAR, Edge.BAR, base=form)
        case Call("log", (argument, base)):
            return _applied(lowered(Text("log", "function"), raised_of(base).box), argument, of, form, Edge.OTHER)
        case Call("ln", (argument,)):
            return _applied(function_name("ln"), argument, of, form, Edge.OTHER)
        case Call(function, (argument,)) if function in PREFIX:
            return _applied(function_name(function), argument, of, form)
        case Call(function, arguments):
            inside = joined(COMMA, (of(argument).box for argument in arguments))
            box = Row((function_name(function), APPLY, Fence(inside)))
            return Part(box, Level.ATOM, Edge.CALL, Edge.CALL, base=form)


def _applied(name: Box, argument: Form, of: Known, form: Form, tail: Edge = Edge.FUNCTION) -> Part:
    """A function name before its argument, with brackets where the argument is more than a textbook writes without."""
    inside = of(argument).box
    full = Row((name, APPLY, Fence(inside)))
    match argument:
        case Call(delimited, _) if delimited in DELIMITERS:
            return Part(Row((name, APPLY, inside)), Level.FUNCTION, Edge.FUNCTION, Edge.APPLIED, base=form)
        case _ if _single(argument):
            raised_name = isinstance(name, Script) and name.superscript is not None
            space = APPLY if raised_name and not isinstance(argument, Number) else THIN_APPLY
            closed = None if isinstance(argument, Symbol | Placeholder) else full
            return Part(Row((name, space, inside)), Level.FUNCTION, Edge.FUNCTION, tail, closed, base=form)
        case Product((Number(value, _), *letters)) if value > 0 and all(map(_single, letters)) and not _dotted(inside):
            return Part(Row((name, THIN_APPLY, inside)), Level.FUNCTION, Edge.FUNCTION, tail, full, base=form)
        case _:
            return Part(full, Level.FUNCTION, Edge.FUNCTION, Edge.APPLIED, base=form)


def _dotted(box: Box) -> bool:
    match unmarked(box):
        case Row(children):
            return DOT in children
        case _:
            return False


def _single(form: Form) -> bool:
    match form:
        case Number(value, typed):
            return value >= 0 and (typed is not None or value.denominator == 1)
        case Symbol() | Constant() | Placeholder():
            return True
        case _:
            return False


def undefined(form: Undefined, of: Known) -> Part:
    """An unknown function or its derivative: f(x), f″(x), f⁽⁵⁾(x), f_xy(x, y)."""
    name = symbol_box(form.name)
    order = sum(form.orders)
    if order and len(form.arguments) > 1:
        name = _partial(name, form)
    elif 0 < order <= len(PRIMES):
        name = Row((name, Text(PRIMES[order - 1], "prime")))
    elif order:
        name = raised(name, Fence(Text(str(order), "number")))
    if not form.arguments:
        return Part(name, Level.ATOM, Edge.METAVARIABLE, Edge.METAVARIABLE, base=form)
    inside = joined(COMMA, (of(argument).box for argument in form.arguments))
    return Part(Row((name, APPLY, Fence(inside))), Level.ATOM, Edge.CALL, Edge.CALL, base=form)


def _partial(name: Box, form: Undefined) -> Box:
    """A partial derivative: f with the variables as its subscript, or ∂₁f where the arguments are more than variables."""
    places = [place for place, order in enumerate(form.orders) for _ in range(order)]
    variables = [argument.name for argument in form.arguments if isinstance(argument, Symbol)]
    if len(variables) == len(form.arguments) and single_letters(variables) and isinstance(name, Text):
        return lowered(name, row(*(letter(variables[place]) for place in places)))
    numbers = joined(COMMA, (Text(str(place + 1), "number") for place in places))
    return Row((lowered(Text("∂", "differential"), numbers), name))


def derivative(form: Derivative, small: bool, of: Known) -> Part:
    """dy/dx for a name, d/dx before anything else, with square brackets around what is long."""
    over: Box = DIFFERENTIAL
    under: Box = Row((DIFFERENTIAL, of(form.variable).box))
    if form.order > 1:
        times = Text(str(form.order), "number")
        over, under = raised(DIFFERENTIAL, times), Row((DIFFERENTIAL, raised(of(form.variable).box, times)))
    inside = of(form.expression)
    operand = inside.box
    match form.expression:
        case Symbol() | Placeholder():
            over = Row((over, operand))
            return (ratio if small else fraction)(Part(over, Level.ATOM), Part(under, Level.ATOM))
        case _ if small:
            before = ratio(Part(over, Level.ATOM), Part(under, Level.ATOM)).box
        case _:
            before = Fraction(over, under)
    closed = Row((before, THIN, Fence(operand, "[", "]")))
    brief = Row((before, THIN, operand)) if _brief(form.expression) else closed
    return Part(brief, Level.FUNCTION, Edge.FRACTION, Edge.DERIVATIVE, closed)


def limit(inside: Part, moving: Box, target: Box) -> Part:
    """lim before what is to be found, with brackets around a sum."""
    name = lowered(Text("lim", "function"), row(moving, relation("→"), target))
    closed = Row((name, THIN, Fence(inside.box)))
    brief = Row((name, THIN, inside.box)) if inside.level >= Level.PRODUCT else closed
    return Part(brief, Level.FUNCTION, Edge.OTHER, Edge.DERIVATIVE, brief if inside.level >= Level.FRACTION else closed)


def _brief(form: Form) -> bool:
    """Whether d/dx may stand before an expression without brackets."""
    match form:
        case Power(base, exponent):
            return _single(base) and _single(exponent)
        case Call(_, (argument,)) | Undefined(_, (argument,), _) | Root(argument, _):
            return _single(argument)
        case _:
            return _single(form)
