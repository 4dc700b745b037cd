r"""What people type, as forms: plain text and LaTeX, on one parser.

A text goes through four hands: ``characters`` refuses what only looks readable, ``text`` or ``latex`` cuts it into
tokens, ``scope`` decides which names are functions, ``parser`` builds the form.  Nothing of it is ever evaluated or run.

>>> read("2x sin x").form
2*x*sin(x)
>>> read("f(x) = 1/2x").notes[0].other
'1/(2x)'
"""

from __future__ import annotations

from dataclasses import dataclass

from symdiff.derivation import Note
from symdiff.errors import ParseError
from symdiff.forms import Derivative, Form, Relation, Symbol, occurs
from symdiff.syntax.characters import plain
from symdiff.syntax.latex import LatexReader
from symdiff.syntax.limits import check_form, check_length
from symdiff.syntax.operands import CONDITION, LIST, PAIR, VALUE, Operand
from symdiff.syntax.parser import Parser
from symdiff.syntax.scope import Head, Scope, head
from symdiff.syntax.text import TextReader

__all__ = ["Reading", "read"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that has been read.

    Attributes:
        form: what was written, exactly as typed; what stands right of a head such as ``f(x) =``.
        text: the text as given.
        syntax: ``"text"`` or ``"latex"``, as decided.
        notes: every reading that could surprise, with the other reading where there is one.
        defines: the name that the head defines, ``"f"`` or ``"y"``, or ``""``.
        arguments: the arguments in the head, ``("x",)`` of ``f(x) =``.
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
        syntax: ``"text"``, ``"latex"``, or ``"auto"``: LaTeX if there is a backslash in the text.

    Raises:
        ParseError: The text cannot be read; the error says where and why, and what would work.
        LimitError: The text, or a number in it, is larger than the limits in ``symdiff.syntax.limits``.
        UnsupportedError: The text has a meaning that symdiff does not handle.

    >>> read("y = x^2 sin(3x)").form
    Power(x, 2)*sin(3*x)
    """
    if syntax not in {"auto", "text", "latex"}:
        raise ValueError(f"the syntax is auto, text or latex, not {syntax!r}")
    check_length(text)
    clean = plain(text)
    decided = syntax if syntax != "auto" else "latex" if "\\" in clean else "text"
    notes: list[Note] = []
    start, stop = _outer(clean)
    tokens = _READERS[decided](clean, start, stop, notes).read()
    own = head(tokens)
    scope = Scope(tokens, clean, own, notes)
    items = Parser(scope.resolved(), clean, notes, scope.variable, decided == "text").read()
    return _reading(items, text, clean, decided, own, notes)


_READERS = {"text": TextReader, "latex": LatexReader}
_WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"), ('"', '"'), ("`", "`"))


def _outer(text: str) -> tuple[int, int]:
    """The part of a text inside dollar signs and quotes, without a full stop or comma at its end."""
    start, stop = 0, len(text)
    while True:
        while start < stop and text[start].isspace():
            start += 1
        while start < stop and (text[stop - 1].isspace() or text[stop - 1] in ",;" or (text[stop - 1] == "." and text[stop - 2 : stop - 1] != ".")):
            stop -= 1
        for opening, closing in _WRAPPERS:
            if stop - start >= len(opening) + len(closing) and text.startswith(opening, start) and text.endswith(closing, start, stop):
                start, stop = start + len(opening), stop - len(closing)
                break
        else:
            return start, stop


def _reading(items: list[Operand], text: str, clean: str, syntax: str, own: Head, notes: list[Note]) -> Reading:
    result = items[0]
    for extra in items[1:]:
        if extra.sort != CONDITION or (isinstance(extra.form, Relation) and extra.form.operator == "="):
            raise ParseError("more than one expression", clean, extra.start, "type one expression, or a list in brackets: [x^2, x^3]")
        notes.append(Note("the condition is left out", extra.start, extra.stop))
    form, sort = result.form, result.sort
    if sort == PAIR:
        form, sort = form.children[0], VALUE
        notes.append(Note("the condition is left out", result.start, result.stop))
    if sort == CONDITION and not (isinstance(form, Relation) and form.operator == "="):
        raise ParseError("this is a condition, not an expression", clean, result.start, "type an expression, or an equation with =")
    check_form(form)
    if own.defines and not own.order and not own.arguments and sort in {VALUE, LIST} and occurs(Symbol(own.defines), form):
        return Reading(Relation(Symbol(own.defines), "=", form), text, syntax, tuple(notes))
    wrt: list[str] = []
    while isinstance(form, Derivative) and isinstance(form.variable, Symbol):
        wrt.extend([form.variable.name] * form.order)
        form = form.expression
    return Reading(form, text, syntax, tuple(notes), own.defines, own.arguments, own.order, tuple(wrt))
