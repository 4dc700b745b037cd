"""From forms to boxes: every expression as a good textbook prints it.

Terms and factors are printed in the order they were made, nothing is evaluated and nothing is left out.  What is
decided here: where brackets stand, where a product needs a dot, which functions take their argument without brackets,
and that a division in an exponent is written with a slash.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
from symdiff.notation.boxes import (
    APPLY,
    COMMA,
    DIFFERENTIAL,
    DOT,
    THIN,
    THIN_APPLY,
    Box,
    Cases,
    Fence,
    Fraction,
    Highlight,
    Radical,
    Row,
    Script,
    Text,
    column,
    joined,
    lowered,
    raised,
    relation,
    row,
    unmarked,
    words,
)
from symdiff.notation.names import (
    CONSTANTS,
    DELIMITERS,
    FUNCTION_LETTERS,
    PREFIX,
    RAISED_NAMES,
    function_name,
    letter,
    single_letters,
    symbol_box,
)
from symdiff.notation.parts import (
    Edge,
    Level,
    Part,
    at_least,
    fraction,
    highlighted,
    negative,
    product,
    ratio,
    total,
)

SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
_FLIPPED = {">": "<", ">=": "<="}

Wanted = tuple[Form, bool]
"""A form, and whether it stands in an exponent, where divisions are written with a slash."""

Known = Callable[[Form], Part]


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
            return _power(base, exponent, of, raised_of)
        case Root(radicand, index):
            shown = None if index is Number(2) else raised_of(index).box
            head = Edge.ROOT if index in (Number(2), Number(3)) else Edge.OTHER
            return Part(Radical(of(radicand).box, shown), Level.FUNCTION, head, Edge.ROOT, base=form)
        case Call():
            return _call(form, of, raised_of)
        case Undefined():
            return _undefined(form, of)
        case Derivative():
            return _derivative(form, small, of)
        case Limit(_, moving, target):
            return _limit(of(form.expression), row(of(moving).box, relation("→"), of(target).box))
        case Relation(left, operator, right):
            sides = (at_least(of(side), Level.SUM).box for side in (left, right))
            return Part(joined(relation(SIGNS[operator]), sides), Level.RELATION)
        case And():
            return _and(form, of)
        case Or(conditions):
            return _all(" or ", "false", Level.OR, [of(condition) for condition in conditions])
        case Piecewise(branches):
            return _piecewise(branches, of)
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


def _power(base: Form, exponent: Form, of: Known, raised_of: Known) -> Part:
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


def _call(form: Call, of: Known, raised_of: Known) -> Part:
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


def _undefined(form: Undefined, of: Known) -> Part:
    name = symbol_box(form.name)
    order = sum(form.orders)
    if order and len(form.arguments) > 1:
        name = _partial(name, form)
    elif 0 < order <= 3:
        name = Row((name, Text("′″‴"[order - 1], "prime")))
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


def _derivative(form: Derivative, small: bool, of: Known) -> Part:
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


def _limit(inside: Part, below: Box) -> Part:
    name = lowered(Text("lim", "function"), below)
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


def _and(form: And, of: Known) -> Part:
    match form.conditions:
        case (Relation(left, low, smallest), Relation(right, high, largest)) if left is right:
            if low in ("<", "<=") and high in _FLIPPED:
                (low, smallest), (high, largest) = (high, largest), (low, smallest)
            if low in _FLIPPED and high in ("<", "<="):
                return _chain(((smallest, _FLIPPED[low]), (left, high)), largest, of)
        case (Relation(smallest, low, left), Relation(right, high, largest)) if left is right and low[0] == high[0] != "!":
            return _chain(((smallest, low), (left, high)), largest, of)
    return _all(" and ", "true", Level.AND, [of(condition) for condition in form.conditions])


def _chain(sides: Iterable[tuple[Form, str]], last: Form, of: Known) -> Part:
    boxes: list[Box] = []
    for side, operator in sides:
        boxes += at_least(of(side), Level.SUM).box, relation(SIGNS[operator])
    return Part(Row((*boxes, at_least(of(last), Level.SUM).box)), Level.RELATION)


def _all(between: str, none: str, level: Level, conditions: list[Part]) -> Part:
    shown = [at_least(condition, Level(level + 1)).box for condition in conditions]
    if not shown:
        return Part(words(none), Level.ATOM)
    return Part(joined(words(between), shown), level if len(shown) > 1 else conditions[0].level)


def _piecewise(branches: tuple[tuple[Form, Form], ...], of: Known) -> Part:
    rows: list[tuple[Box, Box]] = []
    for place, (value, condition) in enumerate(branches, 1):
        always = condition is And() and place == len(branches) > 1
        rows.append((of(value).box, words("otherwise") if always else row("if ", of(condition).box)))
    return Part(Cases(tuple(rows)), Level.CASES)
