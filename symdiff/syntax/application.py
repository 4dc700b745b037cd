"""Functions meet their arguments, and the exponents and bases that stand between them: sin² x, sin⁻¹ x, log₂ x."""

from __future__ import annotations

from collections.abc import Sequence

from symdiff.errors import ParseError, UnsupportedError
from symdiff.forms import Call, Form, Number, Piecewise, Power
from symdiff.syntax.calls import TAKES_CONDITIONS, with_base
from symdiff.syntax.operands import CONDITION, CONTENT, LETTER, PAIR, VALUE, Operand, Pending
from symdiff.syntax.state import State
from symdiff.syntax.tokens import Applicable
from symdiff.wording.sentences import Sentence, say


def attach(state: State, waiting: Pending, written: Pending, value: Operand) -> None:
    """Give a function the exponent or the base that was written behind its name."""
    function = waiting.function
    assert function is not None
    if written.token.value == "^":
        if waiting.exponent:
            raise state.fail(say("two exponents"), written.token.start)
        waiting.exponent = value
    elif function.name in {"log", "ln"}:
        waiting.function = with_base(value.form)
    else:
        raise state.fail(say("takes no subscript", name=function.name), written.token.start, say("only logarithms do"))


def applied(state: State, waiting: Pending, arguments: Sequence[Operand], stop: int) -> Operand:
    """A function with its arguments."""
    function, start = waiting.function, waiting.token.start
    assert function is not None
    traits = LETTER if function.unknown else 0
    for argument in arguments:
        traits |= argument.traits & CONTENT
        if argument.sort != VALUE and function.name not in TAKES_CONDITIONS:
            raise state.fail(say("argument of another sort", name=function.name, given=say(argument.sort)), argument.start)
    if function.name in TAKES_CONDITIONS and not _are_cases(arguments):
        hint = say("write", example=f"{function.name}((x^2, x < 0), (x, x >= 0))")
        raise state.fail(say("one value and one condition"), start, hint)
    count = len(arguments)
    if not function.fewest <= count <= function.most:
        raise state.fail(_number_of_arguments(function, count), start)
    if function.note and not (function.name == "log" and count == 2):
        _note(state, waiting, function, stop)
    forms = tuple(argument.form for argument in arguments)
    exponent = waiting.exponent
    if exponent is None:
        form = function.build(forms)
    elif exponent.form is Number(-1):
        form = _inverse(state, waiting, forms, stop)
    else:
        form = Power(function.build(forms), exponent.form)
    return Operand(form, start, stop, traits, grouped=exponent is None)


def _number_of_arguments(function: Applicable, count: int) -> Sentence:
    name, fewest, most = function.name, function.fewest, function.most
    if fewest < most:
        return say("takes arguments between", name=name, fewest=fewest, most=most, count=count)
    return say("takes one argument" if most == 1 else "takes so many arguments", name=name, wanted=most, count=count)


def _are_cases(arguments: Sequence[Operand]) -> bool:
    """Pairs and a last value, or condition, value, ..., last value, or cases that have been read already and a last value."""
    sorts = [argument.sort for argument in arguments]
    body = sorts[:-1] if sorts[-1] == VALUE and len(sorts) > 1 and sorts[-2] != CONDITION else sorts
    if body == [VALUE]:
        return isinstance(arguments[0].form, Piecewise)
    alternate = len(body) % 2 == 0 and set(body[::2]) == {CONDITION} and set(body[1::2]) == {VALUE}
    return set(body) == {PAIR} or alternate


def _note(state: State, waiting: Pending, function: Applicable, stop: int) -> None:
    """What there is to say of a function, once in a text."""
    start = waiting.token.start
    if not any(note.said.key == function.note for note in state.notes):
        other = function.other + state.text[waiting.token.stop : stop] if function.other else ""
        state.note(say(function.note, written=state.text[start:stop].strip()), start, stop, other)


def _inverse(state: State, waiting: Pending, forms: tuple[Form, ...], stop: int) -> Form:
    """sin^-1 x is the inverse function, never the reciprocal."""
    function, exponent, start = waiting.function, waiting.exponent, waiting.token.start
    assert function is not None and exponent is not None
    if not function.inverse:
        raise UnsupportedError(say("no inverse known", name=function.name))
    shown, name = state.text[start:stop].strip(), state.text[start : waiting.token.stop]
    rest = state.text[exponent.stop : stop].rstrip()
    other = f"1/{name}{' ' if name[-1].isalpha() and rest[:1].isalpha() else ''}{rest}"
    state.note(say("read as inverse", written=shown, name=function.inverse), start, stop, other)
    return Call(function.inverse, forms)


def needs_argument(state: State, waiting: Pending) -> ParseError:
    """A function without anything behind it."""
    assert waiting.function is not None
    name = waiting.function.name
    return state.fail(say("needs an argument", name=name), waiting.token.start, say("write", example=f"{name}(x)"))


def needs_brackets(state: State, waiting: Pending | None) -> None:
    """Refuse what stands behind a function that needs its arguments in parentheses.

    Raises:
        ParseError: There is such a function.
    """
    if waiting and waiting.function and not waiting.function.bare:
        name = waiting.function.name
        hint = say("write", example=f"{name}(...)")
        raise state.fail(say("needs parentheses", name=name), waiting.token.start, hint)
