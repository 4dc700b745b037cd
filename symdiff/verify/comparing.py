"""Two expressions, or several pairs of them, at one point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Literal, TypeAlias

from flint import acb, arb, ctx

from symdiff.forms import Derivative, Form, Relation, Vector
from symdiff.verify.program import Plane, Program, Waves
from symdiff.verify.values import Value, rational

Status: TypeAlias = Literal["agree", "differ", "outside", "only left", "only right", "unclear"]

Coordinate: TypeAlias = Fraction | tuple[Fraction, Fraction]  # a real value, or the real and the imaginary part of another

FEWEST_BITS = 128
ORDINARY_BITS = 16  # constants of this size need no more bits than others
MOST_MORE_BITS = 1024
NUMBERS = (arb, acb)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the values of both sides at one point say.

    Attributes:
        status: ``agree`` (to half of all digits), ``differ`` (proven), ``outside`` (no side has a value), ``only left``,
            ``only right`` (the only side with a value) or ``unclear`` (the balls are too wide to say).
        bound: the largest proven distance between the two sides, relative to a value beyond 1.
        left, right: the values that differ.
    """

    status: Status
    bound: float = 0.0
    left: str = ""
    right: str = ""


def paired(left: Form, right: Form) -> list[tuple[Form, Form]] | None:
    """The parts of two vectors or relations that must agree, or ``None`` where the two are not of the same shape."""
    pairs = []
    stack = [(left, right)]
    while stack:
        match stack.pop():
            case Vector(first), Vector(second):
                if len(first) != len(second):
                    return None
                stack.extend(zip(reversed(first), reversed(second), strict=True))
            case Relation(a, "=" | "!=" as before, b), Relation(c, "=" | "!=" as after, d):
                if before != after:
                    return None
                stack.extend(((b, d), (a, c)))
            case Derivative(Vector() | Relation() as whole, variable, order), other:
                parts = (Derivative(part, variable, order) for part in whole.children)
                stack.append((whole.with_children(tuple(parts)), other))
            case other, Derivative(Vector() | Relation() as whole, variable, order):
                parts = (Derivative(part, variable, order) for part in whole.children)
                stack.append((other, whole.with_children(tuple(parts))))
            case (Vector(), _) | (_, Vector()):
                return None
            case pair:
                pairs.append(pair)
    return pairs


def precisions(program: Program) -> tuple[int, int, int]:
    """The numbers of bits to try: more where the constants have many digits, or tiny ones would go unseen."""
    sizes = (value.numerator.bit_length() + value.denominator.bit_length() for value in program.exact)
    digits = sum(max(0, size - ORDINARY_BITS) for size in sizes)
    least = FEWEST_BITS + min(digits, MOST_MORE_BITS)
    return least, 3 * least, 8 * least


def values_at(
    program: Program, point: Iterable[Coordinate], bits: int, waves: Iterable[Waves] = (), plane: Plane = arb
) -> list[Value]:
    """The values of the forms of a program; the point has a value for each of its symbols."""
    kept, ctx.prec = ctx.prec, bits
    try:
        return program.run([_number(value) for value in point], waves, plane)
    finally:
        ctx.prec = kept


def _number(value: Coordinate) -> Value:
    return acb(*map(rational, value)) if isinstance(value, tuple) else arb(rational(value))


def compared(
    program: Program, point: Sequence[Coordinate], waves: Iterable[Waves], bits: Sequence[int], plane: Plane = arb
) -> Outcome:
    """Compare the forms of a program, with more and more bits until the outcome is clear.

    The first form is a condition, without which the point is outside; the others are compared two by two.
    """
    outcome = Outcome("outside")
    for precision in bits:
        outcome = judged(values_at(program, point, precision, waves, plane), precision, final=precision == bits[-1])
        if outcome.status != "unclear":
            break
    return outcome


def judged(values: Sequence[Value], bits: int, final: bool) -> Outcome:
    bound = 0.0
    clear = True
    missing = set()
    if values[0] is not True:
        return Outcome("outside")
    for left, right in zip(values[1::2], values[2::2], strict=True):
        known = _known(left), _known(right)
        if not all(known):
            missing.add(known)
        elif not (isinstance(left, NUMBERS) and isinstance(right, NUMBERS)):
            if left is not right:
                return Outcome("differ", 1.0, str(left), str(right))
        elif not _overlap(left, right):
            return Outcome("differ", _distance(left, right), left.str(15, radius=False), right.str(15, radius=False))
        else:
            bound = max(bound, _distance(left, right))
            if min(left.rel_accuracy_bits(), right.rel_accuracy_bits()) < bits // 2:
                # Both may be 0 with no digit to compare: at the highest precision a tiny distance is taken for none.
                clear = clear and final and max(left.rad(), right.rad()) < arb(2) ** -(bits // 2)
    if missing:
        return Outcome("only left" if missing == {(True, False)} else "only right" if missing == {(False, True)} else "outside")
    return Outcome("agree" if clear else "unclear", bound)


def _overlap(left: Value, right: Value) -> bool:
    return bool(right.overlaps(left) if type(right) is acb else left.overlaps(right))


def _distance(left: Value, right: Value) -> float:
    distance = (left - right).abs_upper()
    size = left.abs_lower()
    return float(distance / size if size > 1 else distance)


def _known(value: Value) -> bool:
    return value.is_finite() if isinstance(value, NUMBERS) else value is not None


def random_waves(program: Program, number: int, random: Random) -> list[Waves]:
    """Random smooth functions of many sizes in the place of the unknown ones, positive at every other point."""
    chosen: list[Waves] = []
    for _, arity in program.unknowns:
        waves = []
        for _ in range(3):
            amplitude = arb(random.randrange(1, 2**20)) / 2 ** (18 + number % 5)
            frequencies = [arb(random.randrange(-(2**20), 2**20)) / 2**20 for _ in range(arity)]
            waves.append((-amplitude if number % 2 and random.random() < 0.5 else amplitude, frequencies))
        chosen.append(waves)
    return chosen
