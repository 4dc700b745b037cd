"""The independent check of a result: central differences at random inputs, for two choices of the dimensions.

Nothing here knows a rule of differentiation.  A point decides only if the differences for two step widths agree with each
other: near a kink, or where a matrix is nearly singular, another point is taken.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from random import Random
from typing import Literal, TypeAlias

from symdiff.derivation import Verification
from symdiff.forms import Form, walk
from symdiff.matrix.assumptions import above_one, below_one, negative, normal, positive, sample, small
from symdiff.matrix.values import Program, Sizes, Value, extent
from symdiff.terms.nodes import Apply, Array, shape_of
from symdiff.wording.sentences import say

Kind: TypeAlias = Literal["gradient", "row gradient", "jacobian", "transposed jacobian", "by scalar"]
"""How the result is laid out."""

STEP = 2e-5
TOLERANCE = 2e-5

# Choices of the dimensions, in the order of their letters, until two of them have been checked.
_EXTENTS = ((3, 2, 4), (2, 3, 2), (4, 3, 2), (2, 3, 4), (3, 3, 3), (2, 2, 2), (1, 2, 2))
_ENOUGH = 2

# At so many points for each choice; one alone may hide a difference, as a ReLU does where all is negative.
POINTS = 2

# Choices for which an array has more entries are left out.
MOST_ENTRIES = 20_000
_WAYS = (normal, positive, below_one, small, above_one, negative)
_UNDEFINED = (ArithmeticError, ValueError)


@dataclass(frozen=True, slots=True)
class Claim:
    """What is to be checked.

    Attributes:
        expression: the problem as typed.
        variable: what it is differentiated by.
        result: the derivative found.
        kind: how it is laid out.
        structure: ``"symmetric"`` or ``"diagonal"``, if the derivative is by the free entries only, else ``""``.
    """

    expression: Form
    variable: Array
    result: Form
    kind: Kind
    structure: str = ""


def certify(claim: Claim) -> Verification:
    """Compare a derivative with central differences."""
    arrays = _arrays(claim)
    letters = sorted({letter for form in walk(claim.expression, claim.result) for letter in _letters(form)})
    whole = frozenset(exponent.name for form in walk(claim.expression) for exponent in _exponents(form))
    checked: list[Mapping[str, Fraction]] = []
    worst = 0.0
    for extents in _EXTENTS:
        sizes = {letter: extents[place % len(extents)] for place, letter in enumerate(letters)}
        if len(checked) == (_ENOUGH if letters else 1):
            break
        if _too_large(claim, sizes):
            continue
        error = _checked(claim, arrays, sizes, whole)
        if error is None:
            continue
        checked.append({letter: Fraction(size) for letter, size in sizes.items()})
        worst = max(worst, error)
        if error > TOLERANCE:
            mismatch = checked[-1], f"relative error {error:.1e}", f"allowed {TOLERANCE:.0e}"
            return Verification(False, METHOD, tuple(checked), worst, mismatch)
    return Verification(True if checked else None, METHOD, tuple(checked), worst)


METHOD = say("central differences")


def _too_large(claim: Claim, sizes: Sizes) -> bool:
    return any(shape_of(form).size.at(sizes) > MOST_ENTRIES for form in walk(claim.expression, claim.result))


def _arrays(claim: Claim) -> list[Array]:
    """The arrays that occur, each once with all that is assumed of it."""
    found: dict[str, Array] = {}
    for form in walk(claim.expression, claim.result, claim.variable):
        if isinstance(form, Array):
            known = found.get(form.name, form)
            found[form.name] = Array(form.name, form.shape, known.assumptions | form.assumptions)
    return [found[name] for name in sorted(found)]


def _letters(form: Form) -> Iterator[str]:
    for dimension in shape_of(form):
        yield from dimension.letters


def _exponents(form: Form) -> Iterator[Array]:
    """Names that stand for the exponent of a matrix power, and so for whole numbers."""
    match form:
        case Apply("matpow", (_, exponent), _):
            yield from (part for part in walk(exponent) if isinstance(part, Array))


def _checked(claim: Claim, arrays: Sequence[Array], sizes: Sizes, whole: frozenset[str]) -> float | None:
    """The largest relative error at the first points that decide; ``None`` if none of those tried does."""
    try:
        program = Program((claim.expression,), sizes, (claim.variable.name,))
        answer = Program((claim.result,), sizes)
    except _UNDEFINED:
        return None
    errors: list[float] = []
    for attempt, otherwise in enumerate(_WAYS * 2):
        if len(errors) == POINTS or max(errors, default=0.0) > TOLERANCE:
            break
        random = Random(zlib.crc32(f"{attempt}{claim.variable.name}{len(arrays)}".encode()))
        point = {each.name: sample(random, extent(each, sizes), each.assumptions, otherwise) for each in arrays}
        point.update({name: [float(random.randrange(2, 5))] for name in whole & point.keys()})
        try:
            base = program.run(point)[0]
            found = answer.run(point)[0]
            error = _compared(claim, program, point[claim.variable.name], base, found, sizes)
        except _UNDEFINED:
            continue
        if error is not None:
            errors.append(error)
    return max(errors, default=None)


def _compared(claim: Claim, program: Program, start: Value, base: Value, found: Value, sizes: Sizes) -> float | None:
    def evaluate(value: Value) -> Value:
        return program.rerun(claim.variable.name, value)[0]

    expected = _laid_out(claim, evaluate, start, sizes, 1.0)
    scale = max(1.0, *map(abs, expected), 1e-4 * max(map(abs, base)))
    error = _distance(expected, found) / scale
    if not isfinite(error) or not isfinite(scale):
        return None
    if error > TOLERANCE:
        other = _laid_out(claim, evaluate, start, sizes, 0.25)
        if _distance(expected, other) > TOLERANCE / 8 * scale:
            return None
    return error


def _distance(left: Value, right: Value) -> float:
    return max(abs(a - b) for a, b in zip(left, right, strict=True))


def _laid_out(claim: Claim, evaluate: Callable[[Value], Value], start: Value, sizes: Sizes, fraction: float) -> Value:
    """The derivative by differences, its entries row by row in the layout of the result."""
    rows, columns = extent(claim.variable, sizes)
    directions = [_direction(place, rows, columns, claim.structure) for place in range(rows * columns)]
    by_rows = list(range(rows * columns))
    by_columns = [row * columns + column for column in range(columns) for row in range(rows)]
    slopes = [_slope(evaluate, start, direction, STEP * fraction) for direction in directions]
    f_rows, f_columns = extent(claim.expression, sizes)
    f_by_columns = [row * f_columns + column for column in range(f_columns) for row in range(f_rows)]
    match claim.kind:
        case "gradient":
            return [slopes[place][0] for place in by_rows]
        case "row gradient":
            return [slopes[place][0] for place in by_columns]
        case "by scalar":
            return slopes[0]
        case "jacobian":
            return [slopes[place][entry] for entry in f_by_columns for place in by_columns]
    return [slopes[place][entry] for place in by_columns for entry in f_by_columns]


def _direction(place: int, rows: int, columns: int, structure: str) -> dict[int, float]:
    """The entries that change together, and how much."""
    row, column = divmod(place, columns)
    if structure == "symmetric":
        return {place: 1.0, column * columns + row: 1.0}
    if structure == "diagonal":
        return {place: 1.0} if row == column else {}
    return {place: 1.0}


def _slope(evaluate: Callable[[Value], Value], start: Value, direction: Mapping[int, float], width: float) -> Value:
    ahead = evaluate(_moved(start, direction, width))
    behind = evaluate(_moved(start, direction, -width))
    return [(a - b) / (2 * width) for a, b in zip(ahead, behind, strict=True)]


def _moved(start: Value, direction: Mapping[int, float], width: float) -> Value:
    moved = list(start)
    for place, weight in direction.items():
        moved[place] += width * weight
    return moved
