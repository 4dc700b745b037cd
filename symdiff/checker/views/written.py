"""A line of somebody's working, set as the formula that it was read as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from symdiff.checker.reading.answers import asked, parts_of, rows_of
from symdiff.checker.reading.prose import without_words
from symdiff.checker.working.lines import rows_of_line, without_label
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Symbol, Undefined, Vector, transform
from symdiff.notation import COMMA, WIDE, Box, Matrix, equals, joined, present, row
from symdiff.syntax import read
from symdiff.views.blocks import Block, Display, Line, Prose

LONGEST = 600  # characters; longer lines are shown as they were typed
_SLOPE = re.compile(r"\bd([a-zA-Z])\s*/\s*d([a-zA-Z])\b|\\[dt]?frac\{d([a-zA-Z])\}\{d([a-zA-Z])\}")


def written(text: str) -> Block:
    """A line as formulas, or as it was typed where it is none.

    >>> from symdiff.render.text import line
    >>> (shown,) = written("u'v = 2*x*v").lines
    >>> print(line(shown.left), shown.relation, line(shown.right))
    u′ · v = 2xv
    >>> written("by the product rule").words
    ('by the product rule',)
    """
    try:
        lines = tuple(map(_row, rows_of_line(text))) if len(text) <= LONGEST else ()
    except SymdiffError:
        lines = ()
    return Display(lines) if lines else Prose(("".join(character if character.isprintable() else "·" for character in text),))


def displayed(form: Form, marks: Mapping[Form, str] | None = None) -> Box:
    """An expression as a formula; a list of lists is a matrix."""
    rows = [row.components for row in form.components if isinstance(row, Vector)] if isinstance(form, Vector) else []
    if rows and len(rows) == len(form.children):
        return Matrix(tuple(tuple(present(entry, marks) for entry in entries) for entries in rows))
    return present(form, marks)


def _row(text: str) -> Line:
    text = without_words(without_label(text))
    statements = parts_of(text)
    if statements:
        beside = (equals(*map(_box, _sides(each))) for each in statements)
        return Line(None, joined(row(COMMA, WIDE), beside), relation="")
    first, *others = _sides(text)
    left = _box(first) if others and first.strip() else None
    return Line(left, equals(*map(_box, others or [first])), relation="=" if others else "")


def _sides(text: str) -> Iterator[str]:
    """What stands between the signs of equality that are in no bracket."""
    depth = start = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if character == "=" and depth == 0 and text[place - 1 : place] not in ("<", ">", "!"):
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _box(text: str) -> Box:
    rows = rows_of(text)
    if rows is not None and len(rows) > 1:
        return Matrix(tuple(tuple(present(read(entry).form) for entry in entries) for entries in rows))
    text = _SLOPE.sub(lambda found: "(d/d{1}({0}))".format(*filter(None, found.groups())), text)
    return present(transform(asked(read(text)), lambda part: _without_argument(part, text)))


def _without_argument(part: Form, text: str) -> Form:
    """u′ as it was typed: without the variable that reading it has put in."""
    match part:
        case Undefined(name, (Symbol(),), orders) if f"{name}(" not in text and "'(" not in text and "′(" not in text:
            return Undefined(name, (), orders)
    return part
