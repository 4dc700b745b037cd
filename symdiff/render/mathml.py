"""Presentation MathML, for web pages.

Elements and attributes are those of MathML Core (https://www.w3.org/TR/mathml-core/), so that browsers need no help.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Literal

from symdiff.forms import Form
from symdiff.notation.boxes import (
    Box,
    Cases,
    Fence,
    Fraction,
    Highlight,
    Matrix,
    Place,
    Placed,
    Radical,
    Row,
    Script,
    Space,
    Text,
    Written,
    tall,
    unmarked,
    write,
)
from symdiff.notation.present import present

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_TIMES, _APPLY = "<mo>&#x2062;</mo>", "<mo>&#x2061;</mo>"
_STRUT = '<mspace height="0.9em" depth="0.3em"></mspace>'
_STRUTS = {Place.NUMERATOR: ((), (_STRUT,)), Place.DENOMINATOR: ((_STRUT,), ())}
_THIN = '<mspace width="0.167em"></mspace>'


def mathml(formula: Box | Form, display: Literal["inline", "block"] = "inline") -> str:
    """A formula as one ``math`` element.

    >>> from symdiff.forms import Symbol
    >>> print(mathml(Symbol("x") ** 2))
    <math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>
    """
    root = present(formula) if isinstance(formula, Form) else formula
    block = ' display="block"' if display == "block" else ""
    high = tall(root)
    body = "".join(write(root, lambda box, place: _expanded(box, place, high)))
    return f'<math xmlns="{NAMESPACE}"{block}>{body}</math>'


def _expanded(box: Box, place: Place, high: frozenset[int]) -> Iterable[Written]:
    match box:
        case Text(text, role):
            return (_text(text, role),)
        case Row(children):
            return "<mrow>", *_row(children), "</mrow>"
        case Fraction(numerator, denominator):
            return _fraction(numerator, denominator, place)
        case Script(Text("lim", "function") as base, None, subscript):
            return "<munder>", base, subscript or "", "</munder>"
        case Script(base, superscript, None):
            return "<msup>", base, superscript or "", "</msup>"
        case Script(base, None, subscript):
            return "<msub>", base, subscript or "", "</msub>"
        case Script(base, superscript, subscript):
            return "<msubsup>", base, subscript or "", superscript or "", "</msubsup>"
        case Radical(radicand, None):
            return "<msqrt>", radicand, "</msqrt>"
        case Radical(radicand, index):
            return "<mroot>", radicand, index or "", "</mroot>"
        case Fence(body, opening, closing):
            grows = id(body) in high
            return "<mrow>", _fence(opening, "prefix", grows), body, _fence(closing, "postfix", grows), "</mrow>"
        case Cases(branches):
            return "<mrow>", _fence("{", "prefix", True), *_table(branches, "left"), "</mrow>"
        case Matrix(rows, opening, closing):
            return "<mrow>", _fence(opening, "prefix", True), *_table(rows, "center"), _fence(closing, "postfix", True), "</mrow>"
        case Highlight(child, role):
            return f'<mrow class="{escape(role)}">', child, "</mrow>"
        case Space(width):
            return (_THIN if width == "thin" else '<mspace width="1em"></mspace>',)


def _text(text: str, role: str) -> str:
    shown = escape(text)
    match role:
        case "variable":
            return f"<mi>{shown}</mi>"
        case "name" | "function":
            return f'<mi mathvariant="normal">{shown}</mi>' if len(text) == 1 and text.isupper() else f"<mi>{shown}</mi>"
        case "differential":
            return f"<mi>{shown}</mi>"
        case "number":
            return f"<mn>{shown}</mn>"
        case "words":
            return f"<mtext>{shown.replace(' ', '&#xA0;')}</mtext>"
        case "sign":
            return f'<mo form="prefix">{shown}</mo>'
        case "slash":
            return f'<mo lspace="0" rspace="0">{shown}</mo>'
        case "times":
            return _TIMES + _THIN if text else _TIMES
        case "apply":
            return _APPLY
        case "prime":
            return f'<mo lspace="0" rspace="0">{shown}</mo>'
        case "punctuation":
            return f'<mo separator="true" lspace="0" rspace="0.222em">{shown}</mo>'
        case _:
            return f"<mo>{shown}</mo>"


def _fraction(numerator: Box, denominator: Box, place: Place) -> Iterable[Written]:
    """A fraction inside of another one is written as large as that, and a strut keeps it away from the other bar."""
    over, under = Placed(numerator, Place.NUMERATOR), Placed(denominator, Place.DENOMINATOR)
    opened = "<mfrac>" if place is Place.OPEN else '<mfrac displaystyle="true">'
    above, below = _STRUTS.get(place, ((), ()))
    return opened, "<mrow>", *above, *_padded(over), "</mrow><mrow>", *below, *_padded(under), "</mrow></mfrac>"


def _padded(part: Placed) -> Iterable[Written]:
    """A fraction directly under or over a bar gets space beside it, so that the outer bar is longer."""
    return (_THIN, part, _THIN) if isinstance(unmarked(part.box), Fraction) else (part,)


def _row(children: tuple[Box, ...]) -> Iterable[Written]:
    """Boxes side by side, with a thin space between a function's name and an argument without brackets."""
    for place, child in enumerate(children):
        yield child
        if isinstance(child, Text) and child.role == "apply" and (child.text or not isinstance(children[place + 1], Fence)):
            yield _THIN


def _fence(sign: str, form: str, grows: bool) -> str:
    stretchy = "true" if grows else "false"
    return f'<mo form="{form}" stretchy="{stretchy}" lspace="0" rspace="0">{escape(sign)}</mo>' if sign else ""


def _table(rows: Iterable[tuple[Box, ...]], side: str) -> Iterable[Written]:
    items: list[Written] = [f'<mtable columnalign="{side}">']
    for entries in rows:
        items.append("<mtr>")
        for entry in entries:
            items += f'<mtd style="text-align: {side}">', Placed(entry, Place.TABLE), "</mtd>"
        items.append("</mtr>")
    items.append("</mtable>")
    return items
