"""Sets of real numbers made of finitely many intervals, with exact ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cmp_to_key, lru_cache
from operator import and_, or_
from typing import TypeAlias

from symdiff.calculus.building import number_value
from symdiff.errors import SymdiffError
from symdiff.forms import Constant, Form, Number, Symbol, walk
from symdiff.simplify.style import style_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import Workspace
from symdiff.verify import evaluate

# No end has more nodes than this.
LARGEST_END = 16

Cut: TypeAlias = tuple[Form, bool]
"""A place between numbers: just before a value, or (``True``) just after it."""


class Undecided(Exception):
    """Two numbers could not be told apart or compared; internal, never seen by a user."""


@dataclass(frozen=True, slots=True)
class RealSet:
    """A set of real numbers, by the cuts at which one gets into it or out of it.

    Attributes:
        inside: whether it reaches to minus infinity.
        cuts: in increasing order.

    >>> relation_set(">", Number(0)) & relation_set("<=", Number(2))
    RealSet(inside=False, cuts=((0, True), (2, True)))
    """

    inside: bool
    cuts: tuple[Cut, ...] = ()

    def __invert__(self) -> RealSet:
        return RealSet(not self.inside, self.cuts)

    def __and__(self, other: RealSet) -> RealSet:
        return _combined(self, other, and_)

    def __or__(self, other: RealSet) -> RealSet:
        return _combined(self, other, or_)

    def __contains__(self, value: Form) -> bool:
        """Whether a number lies in the set."""
        inside = self.inside
        for end, after in self.cuts:
            order = compare(end, value)
            if order > 0 or (order == 0 and after):
                break
            inside = not inside
        return inside

    def __le__(self, other: RealSet) -> bool:
        return (self & ~other) == NOTHING

    @property
    def unbounded(self) -> bool:
        """Whether it reaches to infinity."""
        return self.inside ^ bool(len(self.cuts) % 2)

    @property
    def ends(self) -> tuple[Form, ...]:
        """The values at which it has cuts."""
        return tuple(dict.fromkeys(value for value, _ in self.cuts))

    def rising(self, change: Callable[[Form], Form]) -> RealSet:
        """The image under an increasing function of the whole line."""
        return RealSet(self.inside, tuple((simple(change(value)), after) for value, after in self.cuts))

    def falling(self, change: Callable[[Form], Form]) -> RealSet:
        """The image under a decreasing function of the whole line."""
        cuts = tuple((simple(change(value)), not after) for value, after in reversed(self.cuts))
        return RealSet(self.unbounded, cuts)


EVERYTHING = RealSet(True)
NOTHING = RealSet(False)


def _combined(first: RealSet, second: RealSet, join: Callable[[bool, bool], bool]) -> RealSet:
    here = [first.inside, second.inside]
    result = RealSet(join(*here))
    inside = result.inside
    cuts: list[Cut] = []
    marked = [(cut, which) for which, each in enumerate((first, second)) for cut in each.cuts]
    in_order = cmp_to_key(_order)
    marked.sort(key=lambda item: in_order(item[0]))
    following = [cut for cut, _ in marked[1:]]
    for place, (cut, which) in enumerate(marked):
        here[which] = not here[which]
        last_here = place == len(following) or _order(cut, following[place]) != 0
        if last_here and join(*here) != inside:
            inside = not inside
            cuts.append(cut)
    return RealSet(result.inside, tuple(cuts))


def _order(first: Cut, second: Cut) -> int:
    return compare(first[0], second[0]) or int(first[1]) - int(second[1])


@lru_cache(maxsize=1024)
def compare(first: Form, second: Form) -> int:
    """-1, 0 or 1: whether a number is below another, equal to it or above it.

    Raises:
        Undecided: where that cannot be told.
    """
    if first is second:
        return 0
    match first, second:
        case Number(a), Number(b):
            return (a > b) - (a < b)
    try:
        distance = evaluate(first - second, {})
    except SymdiffError:
        raise Undecided from None
    if not distance.is_zero() and 0 in distance:
        raise Undecided
    return int(distance > 0) - int(distance < 0)


def same(first: Form, second: Form) -> bool:
    """Whether two numbers are known to be equal."""
    try:
        return compare(first, second) == 0
    except Undecided:
        return False


def simple(number: Form) -> Form:
    """A number in its shortest usual form.

    Raises:
        Undecided: for one that is too long.
    """
    if isinstance(number, Number | Constant):
        return number
    value = number_value(number)
    if value is not None:
        return Number(value)
    if any(size >= LARGEST_END for size, _ in enumerate(walk(number))):
        raise Undecided
    return tidy(Workspace(style_of(number, Symbol("x"))), number)


def relation_set(operator: str, value: Form) -> RealSet:
    """The numbers that stand in a relation to one number."""
    return _RELATIONS[operator](value)


_RELATIONS: dict[str, Callable[[Form], RealSet]] = {
    "=": lambda value: RealSet(False, ((value, False), (value, True))),
    "!=": lambda value: RealSet(True, ((value, False), (value, True))),
    "<": lambda value: RealSet(True, ((value, False),)),
    "<=": lambda value: RealSet(True, ((value, True),)),
    ">": lambda value: RealSet(False, ((value, True),)),
    ">=": lambda value: RealSet(False, ((value, False),)),
}

