"""What the tests of matrix calculus share: reading a row of a table, comparing two terms by value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from random import Random

from symdiff.forms import Form, walk
from symdiff.matrix.assumptions import below_one, normal, positive, sample
from symdiff.matrix.values import Program, Value, extent
from symdiff.terms.nodes import Array, shape_of

SIZES = ((3, 2, 4), (4, 3, 2), (2, 3, 4))


def mapping(text: str) -> dict[str, str]:
    """``"A:m,n x:n"`` as a dictionary."""
    return dict(item.split(":") for item in text.split())


def arrays(*roots: Form) -> list[Array]:
    """The arrays that occur in terms, each name once."""
    found = {form.name: form for root in roots for form in walk(root) if isinstance(form, Array)}
    return [found[name] for name in sorted(found)]


def letters(roots: Iterable[Form]) -> list[str]:
    """The dimension letters that occur in terms."""
    return sorted({letter for root in roots for form in walk(root) for part in shape_of(form) for letter in part.letters})


def points(*roots: Form, whole: str = "") -> Iterable[tuple[Mapping[str, int], dict[str, Value]]]:
    """Dimensions and random values for all arrays in some terms; ``whole`` names one that is a whole number."""
    names = letters(roots)
    for attempt, extents in enumerate(SIZES * 3):
        sizes = {letter: extents[place % 3] for place, letter in enumerate(names)}
        random = Random(attempt)
        way = (normal, positive, below_one)[attempt // 3]
        point = {each.name: sample(random, extent(each, sizes), each.assumptions, way) for each in arrays(*roots)}
        if whole in point:
            point[whole] = [3.0]
        yield sizes, point


def assert_equal(left: Form, right: Form, whole: str = "") -> None:
    """Two terms have the same shape, and the same value wherever both are defined."""
    assert shape_of(left) == shape_of(right), f"{left} is {shape_of(left)}, {right} is {shape_of(right)}"
    compared = 0
    for sizes, point in points(left, right, whole=whole):
        try:
            a, b = Program([left, right], sizes).run(point)
        except (ArithmeticError, ValueError):
            continue
        scale = max(1.0, *map(abs, b))
        assert all(abs(x - y) <= 1e-8 * scale for x, y in zip(a, b, strict=True)), f"{left} is not {right}"
        compared += 1
    assert compared, f"{left} and {right} are defined nowhere"
