r"""What people type, as forms: plain text and LaTeX, on one parser.

A text goes through four hands: ``characters`` refuses what only looks readable, ``text`` or ``latex`` cuts it into
tokens, ``scope`` decides which names are functions, ``parser`` builds the form.  Nothing of it is ever evaluated or run.

>>> read("2x sin x").form
2*x*sin(x)
>>> read(r"f(x) = \frac12 x\ln x").form
Quotient(1, 2)*x*ln(x)
>>> read("1/2x").notes[0].other
'1/(2x)'
"""

from __future__ import annotations

from dataclasses import dataclass

from symdiff.derivation import Note
from symdiff.errors import ParseError
from symdiff.forms import Derivative, Form, Relation, Symbol, occurs
from symdiff.syntax.characters import plain
from symdiff.syntax.edges import inside
from symdiff.syntax.heads import Head, head
from symdiff.syntax.latex import LatexReader
from symdiff.syntax.limits import check_form, check_length
from symdiff.syntax.operands import CONDITION, PAIR, VALUE, Operand
from symdiff.syntax.parser import Parser
from symdiff.syntax.scope import Scope
from symdiff.syntax.text import TextReader
from symdiff.syntax.tokens import Token
from symdiff.syntax.vectors import by_components
from symdiff.wording.sentences import say

__all__ = ["Reading", "read", "read_condition"]

_READERS = {"text": TextReader, "latex": LatexReader}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that has been read.

    Attributes:
        form: what was written, exactly as typed; what stands right of a head such as ``f(x) =``.
        text: the text as given.
        syntax: ``"text"`` or ``"latex"``, as decided.
        notes: every reading that could surprise, with the other reading where there is one.
        defines: the name that the head defines, ``"f"`` or ``"y"``, or ``""``.
        arguments: the arguments in the head, ``("x",)`` of ``f(x) =``; of ``dy/dx =`` the variable.
        order: 1 if the head was ``f'(x) =`` or ``dy/dx =``, 2 for ``f''``, 0 otherwise.
        wrt: the variables of a derivative that the text itself asks for, ``d/dx(...)``.
    """

    form: Form
    text: str
    syntax: str
    notes: tuple[Note, ...] = ()
    defines: str = ""
    arguments: tuple[str, ...] = ()
    order: int = 0
    wrt: tuple[str, ...] = ()


def read(text: str, syntax: str = "auto") -> Reading:
    r"""Read an expression, an equation or a list of expressions.

    Args:
        text: plain text or LaTeX.
        syntax: ``"text"``, ``"latex"``, or ``"auto"``: LaTeX if there is a backslash or a ``{,}`` in the text.

    Raises:
        ParseError: The text cannot be read; the error says where and why, and what would work.
        LimitError: The text, or a number in it, is larger than the limits in ``symdiff.syntax.limits``.
        UnsupportedError: The text has a meaning that symdiff does not handle.
        ValueError: There is no such syntax.

    >>> read("y = x^2 sin(3x)").form
    Power(x, 2)*sin(3*x)
    >>> read(r"\frac{d}{dx}\left(x^2\right)").wrt
    ('x',)
    """
    notes: list[Note] = []
    clean, syntax, tokens = _tokens(text, syntax, notes)
    own = head(tokens)
    scope = Scope(tokens, clean, own, notes)
    result = _only(Parser(scope.resolved(), clean, notes, scope.variable, syntax == "text").read(), clean, notes)
    if own.length and result.sort == CONDITION:
        raise ParseError(say("a second equals sign"), clean, result.start, say("type one of the equals"))
    check_form(result.form)
    form = by_components(result.form)
    if form is None:
        raise ParseError(say("unit vectors"), clean, result.start, say("type a list"))
    if own.defines and not own.order and not own.arguments and occurs(Symbol(own.defines), form):
        return Reading(Relation(Symbol(own.defines), "=", form), text, syntax, tuple(notes))
    wrt: list[str] = []
    while isinstance(form, Derivative) and isinstance(form.variable, Symbol):
        wrt.extend([form.variable.name] * form.order)
        form = form.expression
    return Reading(form, text, syntax, tuple(notes), own.defines, own.arguments, own.order, tuple(wrt))


def read_condition(text: str, syntax: str = "auto") -> Reading:
    r"""Read a condition: inequalities and equations, chains of them, joined by ``and`` and ``or``.

    Args:
        text, syntax: as in ``read``.

    Raises:
        ParseError, LimitError, UnsupportedError: As in ``read``, also for what is no condition.

    >>> read_condition(r"1 < x \le 3").form
    And(1 < x, x <= 3)
    """
    notes: list[Note] = []
    clean, syntax, tokens = _tokens(text, syntax, notes)
    scope = Scope(tokens, clean, Head(), notes)
    first, *others = Parser(scope.resolved(), clean, notes, scope.variable, syntax == "text").read()
    if others or first.sort != CONDITION:
        raise ParseError(say("no condition"), clean, first.start)
    check_form(first.form)
    return Reading(first.form, text, syntax, tuple(notes))


def _tokens(text: str, syntax: str, notes: list[Note]) -> tuple[str, str, list[Token]]:
    """A text without what only looks like another, its syntax, and its tokens."""
    if syntax not in {"auto", *_READERS}:
        raise ValueError(f"the syntax is auto, text or latex, not {syntax!r}")
    check_length(text)
    clean = plain(text)
    if syntax == "auto":
        syntax = "latex" if "\\" in clean or "{,}" in clean else "text"
    return clean, syntax, _READERS[syntax](clean, *inside(clean), notes).read()


def _only(items: list[Operand], text: str, notes: list[Note]) -> Operand:
    """The one expression of a text; conditions that follow it are left out, and that is said."""
    result, *conditions = items
    for extra in conditions:
        if extra.sort != CONDITION or _is_equation(extra.form):
            raise ParseError(say("more than one expression"), text, extra.start, say("type one expression, or a list"))
        notes.append(Note(say("condition left out"), extra.start, extra.stop))
    if result.sort == PAIR:
        notes.append(Note(say("condition left out"), result.start, result.stop))
        return Operand(result.form.children[0], result.start, result.stop, sort=VALUE)
    if result.sort == CONDITION and not _is_equation(result.form):
        raise ParseError(say("a condition, not an expression"), text, result.start, say("type an expression, or an equation"))
    return result


def _is_equation(form: Form) -> bool:
    return isinstance(form, Relation) and form.operator == "="
