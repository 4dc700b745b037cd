"""Brackets of every kind: what closes them, how messages show them, and what their contents become."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from symdiff.forms import TRUE, TWO, Call, Form, Piecewise, Quotient, Root, Vector
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.operands import CONDITION, LIST, PAIR, VALUE, Operand
from symdiff.wording.sentences import Sentence, say

Built = tuple[Form, str] | Sentence
"""A form and its sort; or what is wrong."""

SEPARATORS = {"row": "\\\\"}
"""How messages show a separator that is not shown as it is."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A kind of bracket.

    Attributes:
        opened, closed: how messages show its ends.
        build: what its contents become, from the items and the separators between them.
        calls: whether it holds arguments when it stands directly behind a function.
        separators: what may stand between its items.
        lists: whether digits with a comma between them are two numbers in it.
    """

    opened: str
    closed: str
    build: Callable[[Sequence[Operand], Sequence[str]], Built]
    calls: bool = False
    separators: str = ""
    lists: bool = False


def _one(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    return items[0].form, items[0].sort


def _list(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    """One item is in brackets; several are a list, or values with conditions."""
    sorts = [item.sort for item in items]
    if ":" in separators or PAIR in sorts or (";" in separators and CONDITION in sorts):
        return _piecewise(items, separators)
    if len(items) == 1:
        return items[0].form, items[0].sort
    forms = tuple(item.form for item in items)
    if sorts == [VALUE, CONDITION]:
        return Vector(forms), PAIR
    if set(sorts) <= {VALUE}:
        return Vector(forms), LIST
    if set(sorts) <= {LIST, VALUE}:
        return say("list in a list")
    return say("condition among values")


def _vector(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    if any(item.sort != VALUE for item in items):
        return say("list of other things")
    if len(items) < 2:
        return say("list of one")
    return Vector(item.form for item in items), LIST


def _piecewise(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    """``[x < 0: -x, x]``, ``{-x, x < 0; x, x >= 0}``, and rows of cases with ``&``."""
    rows: list[list[Operand]] = [[]]
    if any(item.sort == PAIR for item in items):
        inner, outer = "", ",;row"
    else:
        inner, outer = (":", ",;") if ":" in separators else ("&,", ";row")
    for item, separator in zip(items, ("", *separators), strict=True):
        if separator and separator in outer:
            rows.append([])
        elif separator and separator not in inner:
            return say("does not belong here", written=SEPARATORS.get(separator, separator))
        rows[-1].append(item)
    branches: list[tuple[Form, Form]] = []
    for row in rows:
        match [item.sort for item in row]:
            case [first] if first == VALUE:
                branches.append((row[0].form, TRUE))
            case [first] if first == PAIR:
                value, condition = row[0].form.children
                branches.append((value, condition))
            case [first, second] if {first, second} == {VALUE, CONDITION}:
                value, condition = (item.form for item in (row if second == CONDITION else row[::-1]))
                branches.append((value, condition))
            case _:
                return say("one value and one condition")
    if any(condition is TRUE for _, condition in branches[:-1]):
        return say("case without a condition")
    return Piecewise(branches), VALUE


def _matrix(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    if len(set(separators)) > 1:
        return say("matrix as expression")
    return _vector(items, separators)


def _applied(name: str) -> Callable[[Sequence[Operand], Sequence[str]], Built]:
    def build(items: Sequence[Operand], separators: Sequence[str]) -> Built:
        if any(item.sort != VALUE for item in items):
            return say("takes an expression", name=name)
        return APPLICABLES[name].build(tuple(item.form for item in items)), VALUE

    return build


def _fraction(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    above, below = items
    if {above.sort, below.sort} != {VALUE}:
        return say("fraction of other things")
    return Quotient(above.form, below.form), VALUE


def _indexed_root(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    index, radicand = items
    if {index.sort, radicand.sort} != {VALUE}:
        return say("root of other things")
    return Root(radicand.form, index.form), VALUE


def _square_root(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    return (Root(items[0].form, TWO), VALUE) if items[0].sort == VALUE else say("root of other things")


def _absolute(items: Sequence[Operand], separators: Sequence[str]) -> Built:
    return (Call("abs", (items[0].form,)), VALUE) if items[0].sort == VALUE else say("absolute value of other things")


BRACKETS = {
    "": Bracket("", "", _one, separators=",;"),
    "(": Bracket("(", ")", _list, calls=True, separators=",;", lists=True),
    "[": Bracket("[", "]", _list, calls=True, separators=",;:", lists=True),
    "{": Bracket("{", "}", _list, calls=True, separators=",;:&row", lists=True),
    "<": Bracket("<", ">", _vector, separators=",;", lists=True),
    "|": Bracket("|", "|", _absolute),
    "floor": Bracket("⌊", "⌋", _applied("floor")),
    "ceil": Bracket("⌈", "⌉", _applied("ceil")),
    "frac": Bracket(r"\frac{", "}", _fraction, separators="argument"),
    "root": Bracket(r"\sqrt[", "}", _indexed_root, separators="argument"),
    "sqrt": Bracket(r"\sqrt{", "}", _square_root),
    "binom": Bracket(r"\binom{", "}", _applied("binomial"), separators="argument"),
    "tuple": Bracket("{", "}", _vector, separators=",", lists=True),
    "cases": Bracket(r"\begin{cases}", r"\end{cases}", _piecewise, separators=",;&row"),
    "matrix": Bracket(r"\begin{matrix}", r"\end{matrix}", _matrix, separators="&row"),
}
