"""Mathematics in one line of Unicode text, for prose and narrow places: ``3x² cos(x³)``, ``(x² + 1)/(2x)``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum, auto
from itertools import pairwise
from typing import TypeAlias

from symdiff.forms import Form
from symdiff.notation.boxes import (
    Box,
    Cases,
    Fence,
    Fraction,
    Highlight,
    Matrix,
    Radical,
    Row,
    Script,
    Space,
    Text,
    joined,
    unmarked,
    walk,
    words,
)
from symdiff.notation.present import present
from symdiff.render.segments import SUBSCRIPTS, SUPERSCRIPTS, Segment, script

ROOTS = {"3": "∛", "4": "∜"}


_Item: TypeAlias = "Box | Segment"


class _Grip(IntEnum):
    """How tightly the text of a box holds together on one line."""

    LOOSE = auto()
    DIVIDED = auto()
    DOTTED = auto()
    APPLIED = auto()
    PRODUCT = auto()
    CLOSED = auto()




def line(formula: Box | Form) -> str:
    """A formula as one line of Unicode text.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> line((x**2 + 1) / (2 * x))
    '(x² + 1)/(2x)'
    """
    root = present(formula) if isinstance(formula, Form) else formula
    return "".join(segment.text for segment in line_segments(root))


def line_segments(root: Box) -> Iterator[Segment]:
    """The same line in pieces with their roles."""
    grips = _grips(root)
    stack: list[tuple[_Item, str]] = [(root, "")]
    while stack:
        item, mark = stack.pop()
        match item:
            case Segment(text, role):
                if text:
                    yield Segment(text, mark or role)
            case Highlight(child, role):
                stack.append((child, role))
            case _:
                stack.extend((part, mark) for part in reversed(tuple(_expanded(item, grips))))


def spaced(text: str, role: str) -> str:
    """A piece of text with the space that belongs to its role."""
    match role:
        case "operator" | "relation":
            return f" {text} "
        case "punctuation":
            return text + " "
        case _:
            return text


def _grips(root: Box) -> dict[int, _Grip]:
    grips: dict[int, _Grip] = {}
    for box in walk(root):
        match box:
            case Text("·" | "×", "operator"):
                grip = _Grip.DOTTED
            case Text(_, "times"):
                grip = _Grip.PRODUCT
            case Space("thin"):
                grip = _Grip.PRODUCT
            case Text(_, "operator" | "relation" | "sign" | "words" | "punctuation") | Space():
                grip = _Grip.LOOSE
            case Text(_, "slash"):
                grip = _Grip.DIVIDED
            case Row(children):
                bare = _Grip.APPLIED if _applies(children) else _Grip.CLOSED
                grip = min((grips[id(child)] for child in children), default=bare)
                grip = min(grip, bare)
            case Highlight(child, _):
                grip = grips[id(child)]
            case Fraction():
                grip = _Grip.DIVIDED
            case _:
                grip = _Grip.CLOSED
        grips[id(box)] = grip
    return grips


def _applies(children: tuple[Box, ...]) -> bool:
    """Whether a function stands before an argument without brackets, which could draw in what follows."""
    return any(
        isinstance(child, Text) and child.role == "apply" and not isinstance(unmarked(after), Fence)
        for child, after in pairwise(children)
    )


def _expanded(box: Box, grips: dict[int, _Grip]) -> Iterable[_Item]:
    match box:
        case Text(text, role):
            return (Segment(spaced(text, role), role),)
        case Row(children):
            return _row(children)
        case Fraction(numerator, denominator):
            over = numerator if grips[id(numerator)] >= _Grip.PRODUCT else Fence(numerator)
            under = denominator if grips[id(denominator)] >= _Grip.CLOSED else Fence(denominator)
            return over, Segment("/", "slash"), under
        case Script(base, superscript, subscript):
            return base, *_script(subscript, "_", SUBSCRIPTS, grips), *_script(superscript, "^", SUPERSCRIPTS, grips)
        case Radical(radicand, index):
            return *root_sign(index), radicand if isinstance(radicand, Text | Fence) else Fence(radicand)
        case Fence(body, opening, closing):
            return Segment(opening), body, Segment(closing)
        case Cases(branches):
            listed = (Row((value, words(" "), condition)) for value, condition in branches)
            return Segment("{"), joined(Text(";", "punctuation"), listed), Segment("}")
        case Matrix(rows, opening, closing):
            lines = [joined(Text(",", "punctuation"), entries) for entries in rows]
            between = Text("," if all(len(entries) == 1 for entries in rows) else ";", "punctuation")
            return Segment(opening), joined(between, lines), Segment(closing)
        case Space(width):
            return (Segment(" " if width == "thin" else "   "),)
        case Highlight():
            return (box.child,)


def _row(children: tuple[Box, ...]) -> Iterable[_Item]:
    """Fractions that become divisions with a slash need brackets next to a factor."""
    for place, child in enumerate(children):
        neighbours = children[max(place - 1, 0) : place + 2]
        ratio = isinstance(unmarked(child), Fraction)
        yield Fence(child) if ratio and any(_draws(child, neighbour) for neighbour in neighbours) else child


def _draws(ratio: Box, neighbour: Box) -> bool:
    """Whether a neighbour on the same line would be read as part of a division."""
    match neighbour:
        case Text("·", "operator"):
            return not _of_differentials(ratio)
        case Text(_, "times" | "slash"):
            return True
        case _:
            return False


def _of_differentials(ratio: Box) -> bool:
    match unmarked(ratio):
        case Fraction(_, Row((Text(_, "differential"), *_))):
            return True
        case _:
            return False


def root_sign(index: Box | None) -> Iterable[Box | Segment]:
    """The root sign with its index."""
    match index:
        case None:
            return [Segment("√")]
        case Text(text, _) if text in ROOTS:
            return [Segment(ROOTS[text])]
        case _:
            return *(script(index, SUPERSCRIPTS) or (Fence(index, "[", "]"),)), Segment("√")


def _script(box: Box | None, mark: str, characters: dict[int, int], grips: dict[int, _Grip]) -> Iterable[_Item]:
    if box is None:
        return ()
    small = script(box, characters)
    if small is not None:
        return small
    return Segment(mark), box if _is_name(box) else Fence(box)


def _is_name(box: Box) -> bool:
    match box:
        case Row(children):
            return all(isinstance(child, Text) and child.role == "variable" for child in children)
        case _:
            return isinstance(box, Text)
