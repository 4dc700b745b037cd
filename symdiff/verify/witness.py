"""The independent witness: two expressions are compared by their values, found without any rule of differentiation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from flint import arb, ctx

from symdiff.derivation import Verification
from symdiff.errors import LimitError, SymdiffError, UnsupportedError
from symdiff.forms import Derivative, Form, Relation, Symbol, Vector, walk
from symdiff.verify.points import Point, points_near
from symdiff.verify.program import Program, Waves, compile_forms
from symdiff.verify.values import Truth, Value, rational

PRECISIONS = (128, 320, 1024)
ENOUGH_POINTS = 6
FEWEST_POINTS = 4
LARGEST_PRECISION = 4096


class OutsideDomain(SymdiffError):
    """The expression has no value at the point."""


def evaluate(form: Form, point: Mapping[Symbol, Fraction], precision: int = 128) -> arb:
    """The value of an expression at a point, as a ball that surely contains it.

    Args:
        form: any expression in real variables; derivatives that it asks for are found by power series.
        point: the value of every symbol.
        precision: in bits; more are used where the ball would be too wide.

    Raises:
        OutsideDomain: where the expression has no real value, or none could be told apart from none.
        UnsupportedError: for an expression without a value as a number.

    >>> from symdiff.forms import Derivative, Symbol, call
    >>> x = Symbol("x")
    >>> evaluate(Derivative(call("sin")(x), x), {x: Fraction(0)})
    1.00000000000000
    """
    program = compile_forms([form])
    if program.unknowns:
        raise UnsupportedError(f"{program.unknowns[0][0]} is a function of which only the name is known, so it has no value")
    missing = [symbol for symbol in program.symbols if symbol not in point]
    if missing:
        raise UnsupportedError(f"no value is given for {missing[0]!r}")
    value: Value = None
    for bits in (precision, 4 * precision, 16 * precision):
        value = _values(program, point, bits, ())[0]
        if isinstance(value, arb) and value.is_finite() and value.rel_accuracy_bits() >= precision // 2:
            return value
    if isinstance(value, arb) and value.is_finite():
        return value
    raise OutsideDomain(f"{form!r} has no value at {_described(point)}")


def holds(condition: Form, point: Mapping[Symbol, Fraction]) -> Truth:
    """Whether a condition is true at a point, or ``None`` where that is undefined or could not be decided.

    >>> from symdiff.forms import Relation, Symbol
    >>> x = Symbol("x")
    >>> holds(Relation(x**2, "<", 2), {x: Fraction(1)})
    True
    """
    program = compile_forms([condition])
    truth: Truth = None
    for bits in PRECISIONS:
        truth = _values(program, point, bits, ())[0]
        if truth is not None:
            break
    return truth


def verify_derivative(problem: Form, variable: Symbol, result: Form, order: int = 1, *, seed: int = 0) -> Verification:
    """Check a derivative by its values at random points; no rule of differentiation is used.

    Args:
        problem: what was to be differentiated.
        variable: by which variable.
        result: the derivative to check.
        order: how many times.
        seed: another seed takes other points.

    >>> from symdiff.forms import Symbol, call
    >>> x = Symbol("x")
    >>> verify_derivative(x**2, x, 2 * x).ok
    True
    >>> verify_derivative(x**2, x, 3 * x).ok
    False
    """
    return verify_equation(Derivative(problem, variable, order), result, seed=seed)


def verify_equation(left: Form, right: Form, *, seed: int = 0) -> Verification:
    """Check an equation by the values of both sides at random points where both are defined.

    Derivatives that either side asks for are found by power series; an undefined function such as f in f′(x) is given a
    random smooth function, another at every point.  Vectors and equations are compared part by part.

    Args:
        left, right: the two sides.
        seed: another seed takes other points.

    Returns:
        ``ok`` is ``False`` only where the values are proven to differ, and ``True`` only where several points agree to
        many digits and none differs.
    """
    pairs = _paired(left, right)
    if pairs is None:
        return Verification(False, "the two sides do not have the same number of parts")
    try:
        program = compile_forms(side for pair in pairs for side in pair)
    except (LimitError, UnsupportedError) as error:
        return Verification(None, f"not checked: {error}")
    by_series = any(type(form) is Derivative for form in walk(left, right))
    return _verification(program, by_series, seed)


def _paired(left: Form, right: Form) -> list[tuple[Form, Form]] | None:
    """The parts that must agree, or ``None`` where the two sides are not of the same shape."""
    pairs = []
    stack = [(left, right)]
    while stack:
        match stack.pop():
            case Vector(first), Vector(second):
                if len(first) != len(second):
                    return None
                stack.extend(zip(first, second, strict=True))
            case Relation(a, before, b), Relation(c, after, d):
                if before != after:
                    return None
                stack.extend(((a, c), (b, d)))
            case Derivative(Vector(parts), variable, order), second:
                stack.append((Vector(Derivative(part, variable, order) for part in parts), second))
            case Derivative(Relation(a, operator, b), variable, order), second:
                stack.append((Relation(Derivative(a, variable, order), operator, Derivative(b, variable, order)), second))
            case first, Derivative(Vector() | Relation(), _, _) as second:
                stack.append((second, first))
            case Vector(), _:
                return None
            case _, Vector():
                return None
            case pair:
                pairs.append(pair)
    return pairs


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What the values at one point say: ``agree``, ``differ``, ``outside`` (no value) or ``unclear`` (balls too wide)."""

    status: str
    bound: float = 0.0
    left: str = ""
    right: str = ""


def _verification(program: Program, by_series: bool, seed: int) -> Verification:
    random = Random(seed + 1)
    agreed: list[Point] = []
    bound = 0.0
    needed = ENOUGH_POINTS if program.symbols or program.unknowns else 1
    for number, point in enumerate(points_near(program.symbols, program.exact, seed)):
        waves = [_random_waves(arity, number, random) for _, arity in program.unknowns]
        outcome = _compared(program, point, waves)
        if outcome.status == "differ":
            named = _named(point)
            text = f"different values where {_described(point)}" if point else "different values"
            return Verification(False, text, (named,), outcome.bound, (named, outcome.left, outcome.right))
        if outcome.status == "agree":
            agreed.append(point)
            bound = max(bound, outcome.bound)
        if len(agreed) >= needed:
            break
    points = tuple(map(_named, agreed))
    if len(agreed) < min(needed, FEWEST_POINTS):
        return Verification(None, "not checked: too few points were found at which both sides have a value", points, bound)
    way = "in ball arithmetic on power series" if by_series else "in ball arithmetic"
    place = f"at {len(agreed)} random points " if program.symbols or program.unknowns else ""
    return Verification(True, f"{place}{way}; largest difference {bound:.0e}", points, bound)


def _compared(program: Program, point: Point, waves: list[Waves]) -> _Outcome:
    outcome = _Outcome("outside")
    for bits in PRECISIONS:
        values = _values(program, point, bits, waves)
        outcome = _judged(values, bits)
        if outcome.status != "unclear":
            break
    return outcome


def _judged(values: list[Value], bits: int) -> _Outcome:
    bound = 0.0
    clear = True
    for left, right in zip(values[::2], values[1::2], strict=True):
        if not (isinstance(left, arb) and isinstance(right, arb)):
            if left is None or right is None or type(left) is not type(right):
                return _Outcome("outside")
            if left != right:
                return _Outcome("differ", 1.0, str(left), str(right))
            continue
        if not (left.is_finite() and right.is_finite()):
            return _Outcome("outside")
        if not left.overlaps(right):
            return _Outcome("differ", float((left - right).abs_upper()), left.str(15, radius=False), right.str(15, radius=False))
        bound = max(bound, float((left - right).abs_upper()))
        if min(left.rel_accuracy_bits(), right.rel_accuracy_bits()) < bits // 2:
            vanishing = bits == PRECISIONS[-1] and max(left.rad(), right.rad()) < arb(2) ** (-bits // 2)
            clear = clear and vanishing
    return _Outcome("agree" if clear else "unclear", bound)


def _values(program: Program, point: Mapping[Form, Fraction], bits: int, waves: list[Waves] | tuple[()]) -> list[Value]:
    kept = ctx.prec
    ctx.prec = bits
    try:
        return program.run([arb(rational(point[symbol])) for symbol in program.symbols], waves)
    finally:
        ctx.prec = kept


def _random_waves(arity: int, number: int, random: Random) -> Waves:
    """A random smooth function; positive at every other point, so that logarithms and roots of it have values."""
    waves = []
    for _ in range(3):
        amplitude = arb(random.randrange(1, 2**20)) / 2**18
        frequencies = [arb(random.randrange(-(2**20), 2**20)) / 2**20 for _ in range(arity)]
        waves.append((-amplitude if number % 2 and random.random() < 0.5 else amplitude, frequencies))
    return waves


def _named(point: Mapping[Form, Fraction]) -> dict[str, Fraction]:
    return {symbol.name: value for symbol, value in point.items()}  # type: ignore[attr-defined]  # symbols have names


def _described(point: Mapping[Form, Fraction]) -> str:
    return ", ".join(f"{name} = {value}" for name, value in _named(point).items())


