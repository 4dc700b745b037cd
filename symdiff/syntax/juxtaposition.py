"""Where written mathematics leaves the signs out: products without a sign, functions without parentheses.

What a person means by ``sin 2x cos x``, ``1/2x`` or ``sin x/2`` is a matter of custom.  The customs are here, each with
the note that offers the other reading where two are usual.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from symdiff.errors import ParseError, UnsupportedError
from symdiff.forms import ONE, Call, E, Form, Number, Power
from symdiff.syntax import tokens as kinds
from symdiff.syntax.calls import TAKES_CONDITIONS, with_base
from symdiff.syntax.grammar import ABSORBED, APPLY, BINARY, POWER, SCRIPT, TOGETHER, reduce
from symdiff.syntax.operands import CONTENT, VALUE, Operand, Pending, Traits
from symdiff.syntax.tokens import Token

if TYPE_CHECKING:
    from symdiff.syntax.parser import Parser

PRODUCT = BINARY["*"][0]
_NAMES = Traits.RUN


def operator_strength(at_start: bool, grouped: bool) -> int:
    """How far d/dx reaches: over the parentheses behind it, else over one term, and at the start of the text over all of it."""
    if grouped:
        return POWER - 2
    return BINARY["="][0] + 1 if at_start else BINARY["+"][0] + 1


# Products


def multiply(parser: Parser, token: Token) -> None:
    """Put the product sign that was left out between the operand before and the token behind."""
    parser.reduce_to(APPLY + 1 if not _derivative_goes_on(parser, token) else POWER)
    operand = parser.operands[-1]
    if operand.traits & Traits.NUMERAL and not operand.grouped and _is_number(token):
        raise parser.fail("two numbers side by side", token.start, "put an operator between them")
    strength = _strength_of_silence(parser, token)
    parser.pending.append(Pending("*", strength, Token(kinds.OPERATOR, "*", token.start, token.start)))


def _derivative_goes_on(parser: Parser, token: Token) -> bool:
    """d/dx(x+1)(x-1), alone in the text, asks for the derivative of the product."""
    floor = parser.frames[-1].waiting
    for waiting in reversed(parser.pending[floor:]):
        if waiting.symbol == "derivative":
            return waiting.complete and token.kind == kinds.OPEN
        if waiting.strength < POWER - 2:
            return False
    return False


def _strength_of_silence(parser: Parser, token: Token) -> int:
    pending, floor = parser.pending, parser.frames[-1].waiting
    if len(pending) > floor and pending[-1].symbol == "derivative" and pending[-1].complete:
        waiting = pending[-1].token
        parser.note("the derivative is read as that of the whole product", waiting.start, token.stop)
        return POWER - 1
    while len(pending) > floor and pending[-1].symbol == "apply":
        if _belongs_to_argument(parser, pending[-1], token):
            return ABSORBED
        _note_end_of_argument(parser, pending[-1], token)
        reduce(parser)
    operand = parser.operands[-1]
    if len(pending) > floor and pending[-1].strength in {TOGETHER, PRODUCT} and _below_slash(parser):
        if operand.traits & _NAMES and not operand.grouped and not token.spaced and _is_name(token):
            return TOGETHER
        parser.reduce_to(TOGETHER)
        _note_slash(parser, token)
    elif parser.words:
        _note_exponent(parser, operand, token)
    parser.reduce_to(PRODUCT)
    return PRODUCT


def _below_slash(parser: Parser) -> bool:
    top = parser.pending[-1]
    return top.symbol == "/" or (top.strength == TOGETHER and len(parser.pending) > 1)


def _note_slash(parser: Parser, token: Token) -> None:
    """1/2x is read from the left, and said so."""
    below = parser.operands[-1]
    if token.spaced or len(parser.operands) < 2 or parser.pending[-1].symbol != "/" or below.grouped:
        return
    above = parser.operands[-2]
    stop = _end_of_factor(parser, token)
    rest = parser.text[token.start : stop]
    left, right = parser.written(above), parser.written(below)
    parser.note(f"{left}/{right}{rest} is read as ({left}/{right})*{rest}", above.start, stop, f"{left}/({right}{rest})")


def _note_exponent(parser: Parser, operand: Operand, token: Token) -> None:
    """e^2x is read as (e^2)*x, and said so; x^2y surprises nobody."""
    exponent = operand.exponent
    if exponent is None or exponent.grouped or token.spaced or operand.grouped or not (_is_name(token) or token.kind == kinds.FUNCTION):
        return
    named = not exponent.traits & Traits.NUMERAL
    if isinstance(operand.form, Power) and (named or operand.form.base is E or isinstance(operand.form.base, Number)):
        stop = _end_of_factor(parser, token)
        shown, rest = parser.written(operand), parser.text[token.start : stop]
        other = f"{parser.text[operand.start : exponent.start]}({parser.text[exponent.start : stop]})"
        parser.note(f"{shown}{rest} is read as ({shown})*{rest}", operand.start, stop, other)


def _end_of_factor(parser: Parser, token: Token) -> int:
    """Where the factor that begins with a token ends, as far as it is typed without a space."""
    depth = 0
    stop = token.stop
    for ahead in parser.tokens[parser.next - 1 : parser.next + 40]:
        depth += (ahead.kind == kinds.OPEN) - (ahead.kind == kinds.CLOSE)
        if depth < 0 or ahead.kind == kinds.END:
            break
        if depth == 0 and ahead is not token and (ahead.spaced or (ahead.kind == kinds.OPERATOR and ahead.value != "^") or ahead.kind == kinds.SEPARATOR):
            break
        stop = ahead.stop
    return stop


# The arguments of functions without parentheses


def _belongs_to_argument(parser: Parser, waiting: Pending, token: Token) -> bool:
    """Whether a factor without a sign still belongs to the argument.

    ``sin 2x`` and ``sin xy`` and ``sin n pi x`` go on; ``sin x cos x``, ``sin x e^x``, ``sin x (x+1)`` and ``sin x y``
    do not.  A number alone goes on (``sin 2(x+1)``), except in a logarithm (``ln 2 (x+1)``).
    """
    function, operand = waiting.function, parser.operands[-1]
    assert function is not None
    if token.kind in {kinds.FUNCTION, kinds.DERIVATIVE} or _is_number(token):
        return False
    exponential = token.kind == kinds.ATOM and token.value is E and _raised(parser)
    if not operand.traits & Traits.LETTER:
        if function.of_numbers:
            return _is_name(token) and not token.spaced and not exponential
        return True
    return _is_name(token) and not exponential and not operand.grouped and (not token.spaced or not operand.traits & Traits.MAIN)


def _note_end_of_argument(parser: Parser, waiting: Pending, token: Token) -> None:
    exponential = token.kind == kinds.ATOM and token.value is E
    if token.kind in {kinds.FUNCTION, kinds.DERIVATIVE} or exponential:
        return
    operand = parser.operands[-1]
    if operand.grouped:
        return
    stop = _end_of_factor(parser, token)
    start = waiting.token.start
    head, rest = parser.text[start : operand.start], parser.text[token.start : stop]
    inner = parser.written(operand)
    parser.note(f"{parser.text[start:stop]} is read as {head.rstrip()}({inner})*{rest}", start, stop, f"{head.rstrip()}({inner}*{rest})")


def strength(parser: Parser, symbol: str) -> int:
    """How strongly an operator binds here: * and / may belong to the argument of a function without parentheses."""
    usual = BINARY[symbol][0]
    if usual != PRODUCT:
        return usual
    parser.reduce_to(APPLY + 1)
    floor = parser.frames[-1].waiting
    while len(parser.pending) > floor and parser.pending[-1].symbol == "apply":
        waiting = parser.pending[-1]
        if _operator_belongs(parser, waiting, symbol):
            return ABSORBED
        operand = parser.operands[-1]
        start, head = waiting.token.start, parser.text[waiting.token.start : operand.start].rstrip()
        inner, ahead = parser.written(operand), parser.peek()
        if not operand.grouped and ahead.kind == kinds.ATOM and (symbol == "*" or isinstance(ahead.value, Number)):
            rest = parser.text[ahead.start : ahead.stop]
            parser.note(
                f"{parser.text[start : ahead.stop]} is read as {head}({inner}){symbol}{rest}", start, ahead.stop, f"{head}({inner}{symbol}{rest})"
            )
        reduce(parser)
    return usual


def _operator_belongs(parser: Parser, waiting: Pending, symbol: str) -> bool:
    """``sin pi/2``, ``cos 2*x`` and ``ln 1/x`` go on; ``ln 2*x``, ``sin x/2`` and ``ln 2/x`` do not.

    With pi in it the argument goes on below a slash, ``sin n pi x/2``: the argument of a Fourier term.
    """
    function, operand, ahead = waiting.function, parser.operands[-1], parser.peek()
    assert function is not None
    if ahead.kind not in {kinds.ATOM, kinds.OPEN} or operand.grouped:
        return False
    if operand.traits & Traits.LETTER:
        goes_on = symbol == "/" and bool(operand.traits & Traits.CIRCLE) and ahead.kind == kinds.ATOM
    elif function.of_numbers:
        goes_on = symbol == "/" and operand.form is ONE
    else:
        goes_on = True
    if goes_on:
        start, stop = waiting.token.start, _end_of_factor(parser, ahead)
        head, rest = parser.text[start : operand.start].rstrip(), parser.text[ahead.start : stop]
        inner = parser.written(operand)
        parser.note(f"{parser.text[start:stop]} is read as {head}({inner}{symbol}{rest})", start, stop, f"{head}({inner}){symbol}{rest}")
    return goes_on


def script(parser: Parser, token: Token) -> None:
    """sin^2 x, log_2 x: what follows the sign is read for itself."""
    waiting = parser.fresh
    assert waiting is not None and waiting.function is not None
    ahead = parser.peek()
    if ahead.kind == kinds.END:
        raise needs_argument(parser, waiting)
    parser.pending.append(Pending("script", SCRIPT, token))
    parser.fresh = None


def attach(parser: Parser, waiting: Pending, written: Pending, value: Operand) -> None:
    """Give a function its exponent or its base."""
    assert waiting.function is not None
    if value.sort != VALUE:
        raise parser.fail("an exponent is an expression", value.start)
    if written.token.value == "^":
        if waiting.exponent:
            raise parser.fail("two exponents on one function", written.token.start)
        waiting.exponent = value
        return
    if waiting.function.name not in {"log", "ln"}:
        raise parser.fail(f"{waiting.function.name} takes no subscript", written.token.start, "only logarithms do: log_2(x)")
    waiting.function = with_base(value.form)


def applied(parser: Parser, waiting: Pending, arguments: Sequence[Operand], stop: int) -> Operand:
    """A function with its arguments, and the exponent that stood between them."""
    function, start = waiting.function, waiting.token.start
    assert function is not None
    name = function.name
    for argument in arguments:
        if argument.sort != VALUE and name not in TAKES_CONDITIONS:
            raise parser.fail(f"{name} takes an expression, and this is {argument.sort}", argument.start)
    count = len(arguments)
    if not function.fewest <= count <= function.most:
        wanted = f"{function.fewest}" if function.fewest == function.most else f"{function.fewest} to {function.most}"
        noun = "argument" if wanted == "1" else "arguments"
        raise parser.fail(f"{name} takes {wanted} {noun}, and here are {count}", start)
    if function.note and not (name == "log" and count == 2):
        place = parser.text[start:stop].strip()
        parser.note(function.note.format(place=place), start, stop, _other(parser, function.other, waiting, stop))
    exponent = waiting.exponent
    forms = tuple(argument.form for argument in arguments)
    if exponent is not None and exponent.form is Number(-1):
        form = _inverse(parser, waiting, forms, stop)
    else:
        form = function.build(forms)
        if exponent is not None:
            form = Power(form, exponent.form)
    traits = Traits.NONE
    for argument in arguments:
        traits |= argument.traits & CONTENT
    result = Operand(form, start, stop, traits | (Traits.LETTER if function.unknown else Traits.NONE))
    result.grouped = waiting.exponent is None
    return result


def _other(parser: Parser, name: str, waiting: Pending, stop: int) -> str:
    return name + parser.text[waiting.token.stop : stop] if name else ""


def _inverse(parser: Parser, waiting: Pending, forms: tuple[Form, ...], stop: int) -> Form:
    """sin^-1 x is the inverse function, never the reciprocal."""
    function, start = waiting.function, waiting.token.start
    assert function is not None and waiting.exponent is not None
    if not function.inverse:
        raise UnsupportedError(
            f"{function.name}^-1 can mean the inverse function or 1/{function.name}; the inverse is not known here: "
            f"write 1/{function.name}(...) for the reciprocal"
        )
    rest = parser.text[waiting.exponent.stop : stop].strip()
    parser.note(
        f"{parser.text[start:stop].strip()} is read as the inverse function {function.inverse}", start, stop, f"1/{parser.text[start : waiting.token.stop]}{rest}"
    )
    return Call(function.inverse, forms)


def needs_argument(parser: Parser, waiting: Pending) -> ParseError:
    """A function without anything behind it."""
    assert waiting.function is not None
    name = waiting.function.name
    return parser.fail(f"{name} needs an argument", waiting.token.start, f"write {name}(x)")


# What the next token is


def _is_name(token: Token) -> bool:
    return token.kind == kinds.ATOM and not isinstance(token.value, str) and not isinstance(token.value, Number) and not token.value.children


def _is_number(token: Token) -> bool:
    return token.kind == kinds.ATOM and (isinstance(token.value, (str, Number)) or bool(token.value.children))


def _raised(parser: Parser) -> bool:
    ahead = parser.peek()
    return ahead.kind == kinds.OPERATOR and ahead.value == "^"
