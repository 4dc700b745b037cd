"""What is said of a text that is no expression: what was wrong, where, and what would work."""

from __future__ import annotations

from symdiff.errors import ParseError
from symdiff.syntax import tokens as kinds
from symdiff.syntax.application import needs_argument
from symdiff.syntax.brackets import BRACKETS, SEPARATORS
from symdiff.syntax.state import State
from symdiff.syntax.tokens import Token
from symdiff.wording.sentences import Part, say

_OPERATORS = {
    "==": say("type = for an equation"),
    "_": say("a subscript follows a name"),
    "->": say("type the expression alone"),
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
            return state.fail(say("nothing on the right", written=before), waiting.token.start, say("type what belongs there"))
        said = say("side by side", first=before, second=_shown(state, token))
        return state.fail(said, token.start, say("one too many"))
    if token.kind == kinds.END:
        if state.next == 1:
            hint = say("type an expression like", example="x^2*sin(x)")
            if not state.text[: token.start].strip():
                return state.fail(say("nothing to read"), 0, hint)
            return state.fail(say("end before an expression"), token.start, hint)
        return never_closed(state) if frame.key else state.fail(say("end too early"), token.start)
    if token.kind == kinds.CLOSE:
        if token.value == frame.key and not frame.items:
            return state.fail(say("nothing between brackets"), frame.token.start)
        if token.value != frame.key:
            return wrong_bracket(state, token)
    return state.fail(say("cannot stand here", written=_shown(state, token)), token.start, say("operand expected"))


def wrong_bracket(state: State, token: Token) -> ParseError:
    """A closing bracket that does not belong to the innermost open one."""
    frame, closer = state.frames[-1], BRACKETS[token.value]
    if not frame.key:
        return state.fail(say("closed, not opened", closed=closer.closed, opened=closer.opened), token.start)
    bracket = BRACKETS[frame.key]
    said = say("not closed before", opened=bracket.opened, closed=closer.closed)
    return state.fail(said, frame.token.start, say("put it where it ends", closed=bracket.closed))


def never_closed(state: State) -> ParseError:
    """The text ends inside a bracket."""
    frame = state.frames[-1]
    bracket = BRACKETS[frame.key]
    hint = say("put it where it ends", closed=bracket.closed)
    return state.fail(say("never closed", opened=bracket.opened), frame.token.start, hint)


def wrong_separator(state: State, token: Token) -> ParseError:
    """A comma, a colon or the like where none belongs."""
    frame = state.frames[-1]
    if token.value == "argument":
        bracket = BRACKETS[frame.key]
        hint = say("put it where it ends", closed=bracket.closed)
        return state.fail(say("not closed", opened=bracket.opened), frame.token.start, hint)
    hint = say("stands between cells") if token.value in {"&", "row"} else say("stands in lists")
    return state.fail(say("does not belong here", written=SEPARATORS.get(token.value, token.value)), token.start, hint)


def unknown_operator(state: State, token: Token) -> ParseError:
    """An operator that has no place inside an expression."""
    return state.fail(say("not inside an expression", written=_shown(state, token)), token.start, _OPERATORS.get(token.value))


def derivative_as_value(state: State, token: Token) -> ParseError:
    """dy/dx where a value is needed."""
    variable = token.value.variables[0]
    hint = say("write d/d with the expression", variable=variable)
    return state.fail(say("derivative as value", written=_shown(state, token)), token.start, hint)


def _shown(state: State, token: Token) -> Part:
    return state.text[token.start : token.stop].strip() or say("the end")
