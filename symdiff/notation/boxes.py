"""The presentation tree: what stands where on the paper, whatever the output format.

A box says how mathematics is arranged (in a row, one above the other, raised, under a root sign) and what role each
piece of text plays in it; a renderer says with which characters.  Boxes are built by ``present`` from forms, and put
together to equations and sentences by the functions at the end of this module.

Boxes compare by identity: they are made to be printed, and a part that occurs often may be one box in many places.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Literal, TypeAlias

Role = Literal[
    "variable",  # a letter, written in italics
    "name",  # a name of several letters, written upright
    "number",
    "function",  # the name of a function, written upright
    "operator",  # between two operands, with space on both sides: + − ·
    "sign",  # before one operand, without space
    "slash",  # a division on one line
    "relation",
    "times",  # a product without a sign: nothing, or a thin space
    "apply",  # a function applied to an argument: nothing, or a thin space
    "prime",
    "punctuation",
    "differential",  # the d of dy/dx
    "words",  # prose
]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters that stand together; ``role`` says what they are."""

    text: str
    role: Role


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Row:
    """Boxes side by side on one baseline."""

    children: tuple[Box, ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fraction:
    """One box over another, with a bar."""

    numerator: Box
    denominator: Box


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Script:
    """A base with something raised, something lowered, or both."""

    base: Box
    superscript: Box | None = None
    subscript: Box | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Radical:
    """A root sign over a box; a square root has no index."""

    radicand: Box
    index: Box | None = None


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fence:
    """A box between two delimiters that grow with it: ``( ) [ ] { } | ‖ ⌊ ⌋ ⌈ ⌉ ⟨ ⟩``, or ``""`` for none."""

    body: Box
    opening: str = "("
    closing: str = ")"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Cases:
    """Values with their conditions, one below the other, behind a brace."""

    branches: tuple[tuple[Box, Box], ...]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Matrix:
    """Entries in rows and columns, between delimiters."""

    rows: tuple[tuple[Box, ...], ...]
    opening: str = "["
    closing: str = "]"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Highlight:
    """A box that the reader should look at; ``role`` says why, for example ``"changed"``."""

    child: Box
    role: str


@dataclass(frozen=True, slots=True)
class Space:
    """Empty space: ``thin`` within a formula, ``wide`` between formulas."""

    width: Literal["thin", "wide"] = "wide"


Box: TypeAlias = "Text | Row | Fraction | Script | Radical | Fence | Cases | Matrix | Highlight | Space"

EMPTY = Row(())


def parts(box: Box) -> tuple[Box, ...]:
    """The boxes directly inside a box, in reading order."""
    match box:
        case Text() | Space():
            return ()
        case Row(children):
            return children
        case Fraction(numerator, denominator):
            return numerator, denominator
        case Script(base, superscript, subscript):
            return tuple(part for part in (base, superscript, subscript) if part is not None)
        case Radical(radicand, index):
            return (radicand,) if index is None else (index, radicand)
        case Fence(body, _, _):
            return (body,)
        case Cases(branches):
            return tuple(part for branch in branches for part in branch)
        case Matrix(rows, _, _):
            return tuple(entry for line in rows for entry in line)
        case Highlight(child, _):
            return (child,)


def walk(root: Box) -> Iterator[Box]:
    """Every box once, parts before the whole."""
    seen: set[int] = set()
    stack = [(root, False)]
    while stack:
        box, ready = stack.pop()
        if ready:
            yield box
        elif id(box) not in seen:
            seen.add(id(box))
            if inner := parts(box):
                stack.append((box, True))
                stack.extend([(part, False) for part in reversed(inner)])
            else:
                yield box


class Place(Enum):
    """In what a box stands, as far as that changes how it is written."""

    OPEN = auto()
    NUMERATOR = auto()
    DENOMINATOR = auto()
    TABLE = auto()


@dataclass(frozen=True, slots=True)
class Placed:
    """A box with the place it stands in; not a box itself, only for ``write``."""

    box: Box
    place: Place


Written: TypeAlias = "Box | Placed | str"


def write(root: Box, expand: Callable[[Box, Place], Iterable[Written]]) -> Iterator[str]:
    """The pieces of a markup text in order.

    Args:
        root: what to write.
        expand: says of one box and its place as which texts and boxes it is written; what is not ``Placed`` anew stands
            in the same place.
    """
    stack: list[tuple[Written, Place]] = [(root, Place.OPEN)]
    while stack:
        match stack.pop():
            case str(text), _:
                yield text
            case Placed(box, place), _:
                stack.append((box, place))
            case box, place:
                stack.extend((item, place) for item in reversed(tuple(expand(box, place))))


def unmarked(box: Box) -> Box:
    """What is inside a box's highlights."""
    while isinstance(box, Highlight):
        box = box.child
    return box


def tall(root: Box) -> frozenset[int]:
    """The ids of the boxes in a tree that are higher than a line of text, so that delimiters around them must grow."""
    found: set[int] = set()
    for box in walk(root):
        match box:
            case Fraction() | Cases() | Matrix():
                found.add(id(box))
            case Script(base, _, _):
                found.update([id(box)] if id(base) in found else [])
            case _ if any(id(part) in found for part in parts(box)):
                found.add(id(box))
    return frozenset(found)


def row(*items: Box | str) -> Box:
    """Boxes side by side; a plain string is prose.

    >>> row("where ", variable("x"), " is positive").children[0]
    Text(text='where ', role='words')
    """
    boxes = tuple(words(item) if isinstance(item, str) else item for item in items)
    return boxes[0] if len(boxes) == 1 else Row(boxes)


def words(prose: str) -> Text:
    """Prose inside a formula."""
    return Text(prose, "words")


def variable(letter: str) -> Text:
    """A letter in italics."""
    return Text(letter, "variable")


def relation(sign: str) -> Text:
    """A sign between two sides: ``=``, ``≠``, ``≈``, ``→``, ..."""
    return Text(sign, "relation")


def operator(sign: str) -> Text:
    """A sign between two operands."""
    return Text(sign, "operator")


def equals(*sides: Box) -> Box:
    """Boxes with equality signs between them."""
    return joined(relation("="), sides)


def joined(separator: Box, items: Iterable[Box]) -> Box:
    """Boxes with the same box between any two."""
    boxes: list[Box] = []
    for item in items:
        boxes.extend((separator, item) if boxes else (item,))
    return row(*boxes)


def highlight(box: Box, role: str = "changed") -> Highlight:
    """A box marked for the reader's attention."""
    return Highlight(box, role)


def fence(body: Box, opening: str = "(", closing: str = ")") -> Fence:
    """A box in brackets."""
    return Fence(body, opening, closing)


def column(*entries: Box) -> Matrix:
    """Entries one below the other in square brackets."""
    return Matrix(tuple((entry,) for entry in entries))


def raised(base: Box, superscript: Box) -> Script:
    """A base with a superscript, next to the subscript that it may have."""
    match base:
        case Script(inner, None, subscript):
            return Script(inner, superscript, subscript)
        case _:
            return Script(base, superscript)


def lowered(base: Box, subscript: Box) -> Script:
    """A base with a subscript."""
    return Script(base, None, subscript)


THIN = Space("thin")
WIDE = Space("wide")
PLUS = operator("+")
MINUS = operator("−")
DOT = operator("·")
SIGN = Text("−", "sign")
SLASH = Text("/", "slash")
JOIN = Text("", "times")
THIN_JOIN = Text(" ", "times")
APPLY = Text("", "apply")
THIN_APPLY = Text(" ", "apply")
COMMA = Text(",", "punctuation")
DIFFERENTIAL = Text("d", "differential")
