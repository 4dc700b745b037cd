"""Where written mathematics leaves the signs out: products without a sign, functions without parentheses.

What a person means by ``sin 2x cos x``, ``1/2x`` or ``sin x/2`` is a matter of custom.  The customs are here, each with
the note that offers the other reading where two are usual.
"""

from __future__ import annotations

from symdiff.forms import ONE, E, Number, Symbol
from symdiff.syntax import tokens as kinds
from symdiff.syntax.grammar import ABSORBED, APPLY, BINARY, LETTERS, MIXED, POWER, PRODUCT, RELATION, SUM, reduce, reduce_to
from symdiff.syntax.operands import CIRCLE, LETTER, NUMERAL, TOGETHER, USUAL, Operand, Pending
from symdiff.syntax.state import State
from symdiff.syntax.tokens import Token
from symdiff.syntax.vectors import is_unit_vector
from symdiff.wording.sentences import say

_NEXT_TO_POWER = POWER - 2


def reach(at_start: bool, grouped: bool) -> int:
    """How strongly d/dx binds: over the brackets behind it, else over one term, at the start of the text over all of it."""
    if grouped:
        return _NEXT_TO_POWER
    return RELATION + 1 if at_start else SUM + 1


# Products


def multiply(state: State, token: Token) -> None:
    """Put the product sign that was left out between the operand before and the token behind."""
    if state.plain and "\n" in state.text[state.operands[-1].stop : token.start]:
        raise state.fail(say("a second line"), token.start, say("type one expression, with *"))
    if _derivative_goes_on(state, token):
        reduce_to(state, POWER)
        state.note(say("derivative of the whole product"), state.pending[-1].token.start, token.stop)
        strength = POWER - 1
    else:
        reduce_to(state, APPLY + 1)
        if _is_mixed_number(state, token):
            state.pending.append(Pending("mixed", MIXED, Token(kinds.OPERATOR, "mixed", token.start, token.start)))
            return
        strength = _silent(state, token)
    state.pending.append(Pending("*", strength, Token(kinds.OPERATOR, "*", token.start, token.start)))


def _is_mixed_number(state: State, token: Token) -> bool:
    """Whether a number and a fraction stand side by side as one number; what else could be meant by numbers is said.

    Raises:
        ParseError: Two numbers stand side by side.
    """
    operand = state.operands[-1]
    shown, written = state.written(operand), state.text[token.start : token.stop]
    if not operand.traits & NUMERAL or operand.grouped:
        if state.plain and _is_number(token) and not operand.exponent:
            said = say("read as", written=f"{shown} {written}", meaning=f"{shown}*{written}")
            state.note(said, operand.start, token.stop, f"{shown}^{written}")
        return False
    if _is_proper_fraction(state, token):
        if _is_last_factor(state, token):
            return True
        stop = _behind_opening(state)[3].stop
        rest = state.text[token.start : stop]
        said = say("read as", written=f"{shown}{rest}", meaning=f"{shown}*{rest}")
        state.note(said, operand.start, stop, f"({shown}+{rest})")
    elif _is_number(token):
        raise state.fail(say("two numbers side by side"), token.start, say("operator in between"))
    return False


def _derivative_goes_on(state: State, token: Token) -> bool:
    """d/dx(x+1)(x-1), alone in the text, asks for the derivative of the product."""
    if token.kind != kinds.OPEN:
        return False
    place = len(state.pending)
    while place > state.frames[-1].waiting and state.pending[place - 1].strength >= POWER - 1:
        place -= 1
    return place > state.frames[-1].waiting and state.pending[place - 1].whole


def _silent(state: State, token: Token) -> int:
    """How strongly a product without a sign binds."""
    while (waiting := state.top) and waiting.symbol == "apply":
        if _goes_on(state, waiting, token):
            return ABSORBED
        _note_end(state, waiting, token)
        reduce(state)
    operand = state.operands[-1]
    if waiting and waiting.strength in {LETTERS, PRODUCT} and _below_slash(state):
        if operand.traits & TOGETHER and not operand.grouped and not token.spaced and _is_name(token):
            _note_together(state, token)
            return LETTERS
        reduce_to(state, LETTERS)
        _note_slash(state, token)
    elif state.plain:
        _note_exponent(state, operand, token)
    reduce_to(state, PRODUCT)
    return PRODUCT


def _below_slash(state: State) -> bool:
    return state.pending[-1].symbol == "/" or state.pending[-1].strength == LETTERS


def _note_together(state: State, token: Token) -> None:
    """a/bc is read as a/(b*c), and said so."""
    if state.pending[-1].symbol != "/":
        return
    above, below = state.operands[-2], state.operands[-1]
    stop = state.factor_end(token)
    head, rest = f"{state.written(above)}/{state.written(below)}", state.text[token.start : stop]
    meaning = f"{state.written(above)}/({state.written(below)}{rest})"
    state.note(say("read as", written=f"{head}{rest}", meaning=meaning), above.start, stop, f"({head}){rest}")


def _note_slash(state: State, token: Token) -> None:
    """1/2x is read from the left, and said so."""
    below = state.operands[-1]
    if not (waiting := state.top) or waiting.symbol != "/" or below.grouped or (token.spaced and below.traits & NUMERAL):
        return
    above = state.operands[-2]
    stop = state.factor_end(token)
    gap = " " if token.spaced else ""
    left, right, rest = state.written(above), state.written(below), state.text[token.start : stop]
    said = say("read as", written=f"{left}/{right}{gap}{rest}", meaning=f"({left}/{right})*{rest}")
    state.note(said, above.start, stop, f"{left}/({right}{gap}{rest})")


def _note_exponent(state: State, operand: Operand, token: Token) -> None:
    """e^2x is read as (e^2)*x, and said so; x^2y surprises nobody."""
    exponent = operand.exponent
    if exponent is None or exponent.grouped or token.spaced or not (_is_name(token) or token.kind == kinds.FUNCTION):
        return
    base = operand.form.children[0]
    repeated = isinstance(base, Symbol) and token.value is base
    if not exponent.traits & NUMERAL or base is E or isinstance(base, Number) or repeated:
        stop = state.factor_end(token)
        shown, rest = state.written(operand), state.text[token.start : stop]
        other = f"{state.text[operand.start : exponent.start]}({state.text[exponent.start : stop]})"
        state.note(say("read as", written=f"{shown}{rest}", meaning=f"({shown})*{rest}"), operand.start, stop, other)


# The arguments of functions without parentheses


def _goes_on(state: State, waiting: Pending, token: Token) -> bool:
    """Whether a factor without a sign still belongs to the argument.

    ``sin 2x`` and ``sin xy`` and ``sin n pi x`` go on; ``sin x cos x``, ``sin x e^x``, ``sin x (x+1)`` and ``sin x y``
    do not.  A number alone goes on (``sin 2(x+1)``), except in a logarithm (``ln 2 (x+1)``).
    """
    function, operand = waiting.function, state.operands[-1]
    assert function is not None
    if token.kind in {kinds.FUNCTION, kinds.DERIVATIVE} or _is_number(token) or function.tight:
        return False
    name = _is_name(token) and not (token.value is E and _raised(state))
    if operand.traits & LETTER:
        return name and not operand.grouped and not (token.spaced and operand.traits & USUAL)
    if function.of_numbers:
        return name and not token.spaced
    if token.kind in {kinds.OPEN, kinds.BAR}:
        _note_argument(state, waiting, state.factor_end(token), token.start)
    return True


def _note_argument(state: State, waiting: Pending, stop: int, cut: int) -> None:
    """sin 2(x+1) is read as sin(2(x+1)), and said so; the other reading ends the argument at ``cut``."""
    operand = state.operands[-1]
    start = waiting.token.start
    head, inner, rest = state.text[start : operand.start].rstrip(), state.text[operand.start : cut].rstrip(), state.text[cut:stop]
    said = say("read as", written=state.text[start:stop], meaning=f"{head}({inner}{rest})")
    state.note(said, start, stop, f"{head}({inner}){rest}")


def _note_end(state: State, waiting: Pending, token: Token) -> None:
    """sin x y is read as sin(x)*y, and said so; sin x cos x surprises nobody."""
    operand = state.operands[-1]
    plain_end = token.kind in {kinds.FUNCTION, kinds.DERIVATIVE} or token.value is E or is_unit_vector(token.value)
    if operand.grouped or plain_end:
        return
    start, stop = waiting.token.start, state.factor_end(token)
    head, inner, rest = state.text[start : operand.start].rstrip(), state.written(operand), state.text[token.start : stop]
    said = say("read as", written=state.text[start:stop], meaning=f"{head}({inner})*{rest}")
    state.note(said, start, stop, f"{head}({inner}*{rest})")


def strength(state: State, token: Token) -> int:
    """How strongly an operator binds here: * and / may belong to the argument of a function without parentheses."""
    symbol = token.value
    usual = BINARY[symbol][0]
    if usual == SUM and state.plain:
        _note_radicand(state, token)
    if usual != PRODUCT:
        return usual
    reduce_to(state, APPLY + 1)
    while (waiting := state.top) and waiting.symbol == "apply":
        operand, ahead = state.operands[-1], state.peek()
        if _operator_belongs(waiting, operand, symbol, ahead):
            _note_argument(state, waiting, state.factor_end(ahead), token.start)
            return ABSORBED
        doubtful = symbol == "/" or (state.plain and not token.spaced)
        if doubtful and not operand.grouped and ahead.kind == kinds.ATOM and (symbol == "*" or _is_number(ahead)):
            start, stop = waiting.token.start, state.factor_end(ahead)
            head, inner = state.text[start : operand.start].rstrip(), state.written(operand)
            rest = state.text[token.start : stop]
            said = say("read as", written=state.text[start:stop], meaning=f"{head}({inner}){rest}")
            state.note(said, start, stop, f"{head}({inner}{rest})")
        reduce(state)
    return usual


def _note_radicand(state: State, token: Token) -> None:
    """sqrt x+1 is read as sqrt(x)+1, and said so."""
    for waiting in reversed(state.pending[state.frames[-1].waiting :]):
        if waiting.strength < APPLY:
            return
        if waiting.symbol == "apply" and waiting.function and waiting.function.root and not token.spaced:
            operand = state.operands[-1]
            head, inner = state.text[waiting.token.start : operand.start].rstrip(), state.written(operand)
            rest = state.text[token.start : state.factor_end(state.peek())]
            said = say("read as", written=f"{head} {inner}{rest}", meaning=f"{head}({inner}){rest}")
            state.note(said, waiting.token.start, operand.stop + len(rest), f"{head}({inner}{rest})")
            return


def _operator_belongs(waiting: Pending, operand: Operand, symbol: str, ahead: Token) -> bool:
    """``sin pi/2``, ``cos 2*x`` and ``ln 1/x`` go on; ``ln 2*x``, ``sin x/2`` and ``ln 2/x`` do not.

    With pi in it the argument goes on below a slash, ``sin n pi x/2``: the argument of a Fourier term.
    """
    assert waiting.function is not None
    if ahead.kind not in {kinds.ATOM, kinds.OPEN} or operand.grouped or waiting.function.tight:
        return False
    if operand.traits & LETTER:
        return symbol == "/" and bool(operand.traits & CIRCLE) and ahead.kind == kinds.ATOM
    return (symbol == "/" and operand.form is ONE) if waiting.function.of_numbers else True


# What a token is


def _is_name(token: Token) -> bool:
    return token.kind == kinds.ATOM and not _is_number(token)


def _is_number(token: Token) -> bool:
    return token.kind == kinds.ATOM and (isinstance(token.value, (str, Number)) or bool(token.value.children))


def _is_proper_fraction(state: State, token: Token) -> bool:
    r"""Whether ½ or ``\frac12`` follows."""
    if token.kind == kinds.ATOM:
        return not isinstance(token.value, (str, Number)) and bool(token.value.children) and not token.spaced
    above, middle, below, close, _ = _behind_opening(state)
    if token.kind != kinds.OPEN or token.value != "frac" or close.kind != kinds.CLOSE or middle.kind != kinds.SEPARATOR:
        return False
    return isinstance(above.value, Number) and isinstance(below.value, Number) and above.value.value < below.value.value


def _is_last_factor(state: State, token: Token) -> bool:
    """Whether the term ends with the fraction that begins with a token; ½ always belongs to the number before it."""
    behind = _behind_opening(state)[-1]
    ends = behind.kind in {kinds.END, kinds.CLOSE, kinds.SEPARATOR}
    return token.kind == kinds.ATOM or ends or (behind.kind == kinds.OPERATOR and behind.value in _TERM_ENDS)


def _behind_opening(state: State) -> list[Token]:
    """The five tokens behind the one that is being read."""
    ahead = state.tokens[state.next : state.next + 5]
    return ahead + [state.tokens[-1]] * (5 - len(ahead))


_TERM_ENDS = frozenset({"+", "-", "=", "<", ">", "<=", ">=", "!="})


def _raised(state: State) -> bool:
    ahead = state.peek()
    return ahead.kind == kinds.OPERATOR and ahead.value == "^"
