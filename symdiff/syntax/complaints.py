"""What is said of a text that is no expression: what was wrong, where, and what would work."""

from __future__ import annotations

from symdiff.errors import ParseError
from symdiff.syntax import tokens as kinds
from symdiff.syntax.application import needs_argument
from symdiff.syntax.brackets import BRACKETS
from symdiff.syntax.state import State
from symdiff.syntax.tokens import Token

_OPERATORS = {
    "==": "type = for an equation",
    "_": "a subscript follows a name, as in x_1",
    "->": "type the expression alone, or f(x) = ...",
}


def operand_expected(state: State, token: Token) -> ParseError:
    """Something stands where a number, a name, a function or a bracket should be."""
    frame = state.frames[-1]
    if state.fresh:
        return needs_argument(state, state.fresh)
    closing = token.kind in {kinds.END, kinds.CLOSE, kinds.SEPARATOR}
    if (waiting := state.top) and waiting.symbol != "apply":
        before = state.text[waiting.token.start : waiting.token.stop].strip()
        if closing:
            return state.fail(f"{before} has nothing on its right", waiting.token.start, "type what belongs there")
        message = f"{before} and {_shown(state, token)} stand side by side"
        return state.fail(message, token.start, "one of them is too many, or something is missing")
    if token.kind == kinds.END:
        if state.next == 1:
            hint = "type an expression like x^2*sin(x)"
            if not state.text[: token.start].strip():
                return state.fail("there is nothing to read", 0, hint)
            return state.fail("the text ends where an expression should begin", token.start, hint)
        return never_closed(state) if frame.key else state.fail("the text ends where something is expected", token.start)
    if token.kind == kinds.CLOSE:
        if token.value == frame.key and not frame.items:
            return state.fail("there is nothing between the brackets", frame.token.start)
        if token.value != frame.key:
            return wrong_bracket(state, token)
    hint = "a number, a variable, a function or a bracket is expected"
    return state.fail(f"{_shown(state, token)} cannot stand here", token.start, hint)


def wrong_bracket(state: State, token: Token) -> ParseError:
    """A closing bracket that does not belong to the innermost open one."""
    frame, closer = state.frames[-1], BRACKETS[token.value]
    if not frame.key:
        return state.fail(f"{closer.closed} without {closer.opened} before it", token.start)
    bracket = BRACKETS[frame.key]
    message = f"{bracket.opened} is not closed before {closer.closed}"
    return state.fail(message, frame.token.start, f"put {bracket.closed} where it ends")


def never_closed(state: State) -> ParseError:
    """The text ends inside a bracket."""
    bracket = BRACKETS[state.frames[-1].key]
    return state.fail(f"{bracket.opened} is never closed", state.frames[-1].token.start, f"put {bracket.closed} where it ends")


def wrong_separator(state: State, token: Token) -> ParseError:
    """A comma, a colon or the like where none belongs."""
    frame = state.frames[-1]
    if token.value == "argument":
        bracket = BRACKETS[frame.key]
        return state.fail(f"{bracket.opened} is not closed", frame.token.start, f"put {bracket.closed} where it ends")
    shown = {"row": "\\\\"}.get(token.value, token.value)
    where = "between the cells of cases and matrices" if token.value in {"&", "row"} else "in lists, calls and conditions"
    return state.fail(f"{shown} does not belong here", token.start, f"it stands {where}")


def unknown_operator(state: State, token: Token) -> ParseError:
    """An operator that has no place inside an expression."""
    return state.fail(f"{_shown(state, token)} is not read inside an expression", token.start, _OPERATORS.get(token.value, ""))


def derivative_as_value(state: State, token: Token) -> ParseError:
    """dy/dx where a value is needed."""
    variable = token.value.variables[0]
    hint = f"write d/d{variable}(...) with the expression to differentiate"
    return state.fail(f"{_shown(state, token)} is a derivative that is not known here, and a value is needed", token.start, hint)


def _shown(state: State, token: Token) -> str:
    return state.text[token.start : token.stop].strip() or "the end"
