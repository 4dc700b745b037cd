"""Which answers are equal, which are proven different, and what is left undecided."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.checker.equality.equal import equal
from symdiff.forms import (
    ONE,
    PI,
    TRUE,
    ZERO,
    And,
    Call,
    E,
    Form,
    Negative,
    Number,
    Or,
    Piecewise,
    Power,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    call,
    exp,
    sqrt,
    symbols,
    walk,
)
from symdiff.verify import evaluate
from symdiff.wording.sentences import wording_of

ENGLISH = wording_of("en")
x, y, a, b, n, k = map(Symbol, "xyabnk")
sin, cos, tan, sec, ln, arcsin, arctan, absolute, sign, floor, gamma = map(
    call, ("sin", "cos", "tan", "sec", "ln", "arcsin", "arctan", "abs", "sign", "floor", "gamma")
)
f = Undefined("f", (x,))

EQUAL = [
    (x + x, 2 * x),
    ((x + 1) ** 2, x**2 + 2 * x + 1),
    (sin(x) ** 2 + cos(x) ** 2, ONE),
    (ZERO, sin(x) ** 2 + cos(x) ** 2 - 1),
    (tan(x) * cos(x), sin(x)),
    (1 / (x - 1), Negative(1 / (1 - x))),
    ((x**2 - 1) / (x + 1), x - 1),
    (Power(x, ONE / 2), sqrt(x)),
    (Power(x, Number(-1) / 3), 1 / Root(x, 3)),
    (Power(x, x), exp(x * ln(x))),
    (a ** (b + k), a**b * a**k),
    (absolute(x - 2) * absolute(x + 2), absolute(x**2 - 4)),
    (sqrt(x**2), absolute(x)),
    (Call("max", (x, y)), (x + y + absolute(x - y)) / 2),
    (floor(2 * x), floor(x) + floor(x + ONE / 2)),
    (sqrt(Number(2)) + sqrt(Number(3)), sqrt(5 + 2 * sqrt(Number(6)))),
    (Number(Fraction(1, 2), "0.5"), ONE / 2),
    (gamma(n + 1), n * gamma(n)),
    ((a - x) ** 6000, (x - a) ** 6000),
    (f * 2, f + f),
    (ln(x**2) / 2, ln(absolute(x))),
    (Power(Number(-2), n + 1), -2 * Power(Number(-2), n)),
    (sqrt(-1 - x**2), sqrt(-(x**2 + 1))),
    (ln(x) + ln(-x), ln(-x) + ln(x)),
    (sqrt(Number(-4)), 2 * sqrt(Number(-1))),
    (Vector((2 * x, cos(x))), Vector((x + x, sin(x) / tan(x)))),
    (Vector((Vector((x, ONE)), Vector((ZERO, x)))), Vector((Vector((x, x / x)), Vector((x - x, x))))),
    (Relation(y, "=", 2 * x), x + x),
    (Relation(sin(x) / cos(x), "=", tan(x)), tan(x)),
    (Relation(2 * x, "=", 6), Relation(x, "=", 3)),
    (Relation(y - 2 * x, "=", 0), Relation(2 * x, "=", y)),
    (Relation(x**2 + y**2, "=", 25), Relation(sqrt(x**2 + y**2), "=", 5)),
    (Relation(x * y, "=", 1), Relation(y - 1 / x, "=", 0)),
    (Relation(sin(x), "=", 0), Relation(tan(x), "=", 0)),
    (Relation(x, "!=", 3), Relation(3 - x, "!=", 0)),
    (Relation(x, "<", 3), Relation(2 * x, "<", 6)),
    (And((Relation(x, ">", -1), Relation(x, "<", 1))), Relation(absolute(x), "<", 1)),
    (Relation(ONE, "=", 1), Relation(Number(2), "=", 2)),
]

DIFFERENT = [
    (x, 2 * x),
    (x, Symbol("X")),
    (sqrt(x**2), x),
    (x, absolute(x)),
    (arctan(1 / x), PI / 2 - arctan(x)),
    (arcsin(sin(x)), x),
    (ln(x), ln(-x)),
    (exp(10 * x) + Number(Fraction(1, 10**5), ".00001"), exp(10 * x)),
    (Number(Fraction(1, 10**30)), Number(Fraction(2, 10**30))),
    (x + Number(Fraction(1, 10**300)), x),
    (x + exp(Number(-5000)), x),
    (x**2 + 1 + exp(Negative(exp(Number(9)))), x**2 + 1),
    (exp(10**4 * x) + x, exp(10**4 * x)),
    (sqrt(Number(2)) + sqrt(Number(3)), Number(Fraction("3.146264369941972"), "3.146264369941972")),
    (absolute(x - 137), x - 137),
    (absolute(x + 137), Negative(x) - 137),
    (absolute(ln(x) - 30), 30 - ln(x)),
    (absolute(ln(x) + y - 300), 300 - ln(x) - y),
    (Call("max", (x, Number(10**9))), Number(10**9)),
    (sign(x - 5000), Number(-1)),
    (floor(x / 10**5), Number(0)),
    (floor(x), x - ONE / 2),
    (Piecewise(((x, Relation(x, "!=", 2)), (ONE, TRUE))), x),
    (Piecewise(((x, Relation(3 * x, "!=", 7)), (ONE, TRUE))), x),
    (
        Piecewise(((x, Relation(x, "<", Number(3) / 7)), (x**2, TRUE))),
        Piecewise(((x, Relation(x, "<=", Number(3) / 7)), (x**2, TRUE))),
    ),
    (Piecewise(((x, Relation(x, "!=", y)), (ONE, TRUE))), x),
    (Power(Number(-2), n - 1), Power(Number(-2), n)),
    (sqrt(-1 - x**2), 2 * sqrt(-(x**2 + 1))),
    (sin(PI * n), ZERO),
    (f, Undefined("g", (x,))),
    (f, Undefined("f", (2 * x,))),
    (x**5000, x**5001),
    (Vector((2 * x, cos(x))), Vector((2 * x, sin(x)))),
    (Vector((x,)), Vector((x, x))),
    (Vector((x, x)), x),
    (Relation(y, "=", 2 * x), 3 * x),
    (Relation(2 * x, "=", 6), Relation(x, "=", 4)),
    (Relation(x**2 + y**2, "=", 25), Relation(x + y, "=", 5)),
    (Relation(sin(x), "=", 0), Relation(cos(x), "=", 0)),
    (Relation(x, "<", 3), Relation(x, "<=", 3)),
    (Relation(x, "<", 3), Relation(x, ">", 3)),
    (Relation(ONE, "=", 1), Relation(Number(2), "=", 3)),
    (Or((Relation(x, "<", 0), Relation(x, ">", 1))), And((Relation(x, "<", 0), Relation(x, ">", 1)))),
    (Relation(x, "<", 3), x),
]

UNDECIDED = [
    (1 / (x - x), 1 / x),
    (ln(Number(0)), ONE),
    (Power(Number(0), Number(0)), ONE),
    (floor(sin(x) ** 2 + cos(x) ** 2), ONE),
    (x**2 + 1 + exp(Negative(exp(Number(20)))), x**2 + 1),
    (Call("frobnicate", (x,)), x),
    (Relation(exp(x), "=", -1), Relation(exp(x), "=", -2)),
]


@pytest.mark.parametrize(("left", "right"), EQUAL, ids=repr)
def test_equal(left: Form, right: Form) -> None:
    for seed in range(2):
        assert equal(left, right, seed=seed).status == "equal"
        assert equal(right, left, seed=seed).status == "equal"


@pytest.mark.parametrize(("left", "right"), DIFFERENT, ids=repr)
def test_different(left: Form, right: Form) -> None:
    for seed in range(2):
        assert equal(left, right, seed=seed).status == "different"
        assert equal(right, left, seed=seed).status == "different"


@pytest.mark.parametrize(("left", "right"), UNDECIDED, ids=repr)
def test_undecided(left: Form, right: Form) -> None:
    verdict = equal(left, right)
    assert verdict.status == "undecided"
    assert verdict.counterexample is None


def test_an_exponent_that_may_be_a_fraction_in_disguise_proves_nothing() -> None:
    three = 3 * (sin(ONE) ** 2 + cos(ONE) ** 2)
    form = -(x**2) - 1
    assert equal(form, Root(Power(form, three), three)).status == "undecided"  # they are equal, at points that nobody can name
    assert equal(form, Power(form, PI)).status == "different"


def test_the_counterexample_is_one() -> None:
    left, right = x**2 * y, x * y**2
    verdict = equal(left, right)
    assert verdict.counterexample is not None
    point = {Symbol(name): value for name, value in verdict.counterexample.point.items() if isinstance(value, Fraction)}
    assert evaluate(left, point).str(6, radius=False) == verdict.counterexample.left
    assert evaluate(right, point).str(6, radius=False) == verdict.counterexample.right
    assert str(verdict.counterexample).startswith("where x = ")


def test_the_entry_that_differs_is_named() -> None:
    first = Vector((Vector((x, y)), Vector((x, y))))
    second = Vector((Vector((x, y)), Vector((x, 2 * y))))
    assert ENGLISH(equal(first, second).method) == "entry 2, 2: the values are different"
    assert ENGLISH(equal(Vector((x, y)), Vector((x,))).method) == "one list has 2 entries, the other 1"


@pytest.mark.parametrize(
    ("left", "right", "notice"),
    [
        (sqrt(x) ** 2, x, "only the second has a value"),
        (ln(x**2), 2 * ln(x), "only the first has a value"),
        (x**2 / x, x, "where x = 0, only the second has a value"),
        (absolute(3 * x - 7) / (3 * x - 7), sign(3 * x - 7), "where x = 7/3, only the second has a value"),
        (sqrt(x**2), absolute(x), "for real numbers"),
        (sqrt(5 * a**2), a * sqrt(Number(5)), "where all variables are positive, both have the same values"),
        (x, Symbol("X"), "x and X are two different names"),
        (Symbol("x_1"), Symbol("x1"), "x1 are two different names: an index"),
        (Number(Fraction(33, 100), "0.33"), ONE / 3, "decimals are exact"),
        (exp(Symbol("i") * x), cos(x) + Symbol("i") * sin(x), "i is a letter"),
        (Root(Number(-8), 3), Number(-2), "odd roots of negative numbers are real"),
        (Power(Number(-8), Number(2) / 3), Number(4), "odd roots of negative numbers are real"),
        (Relation(y, "=", x), x + 0, "the right side was compared"),
    ],
    ids=repr,
)
def test_what_is_said_beside_the_verdict(left: Form, right: Form, notice: str) -> None:
    assert notice in ENGLISH(*equal(left, right).notices)


def test_nothing_is_said_where_nothing_is_to_be_said() -> None:
    assert equal(2 * x * cos(x**2), cos(x**2) * 2 * x).notices == ()
    assert equal(Root(x, 3), Power(x, ONE / 3)).notices == ()


def test_deep_and_large_answers() -> None:
    deep: Form = x
    for _ in range(5000):
        deep = sin(deep) + 1
    assert equal(deep + deep, 2 * deep).status == "equal"
    assert equal(deep, sin(deep)).status == "different"
    wide = Sum(Number(count) * x for count in range(1, 3000))
    assert equal(wide, Number(2999 * 3000 // 2) * x).status == "equal"
    nested: Form = x
    for _ in range(3000):
        nested = Vector((nested,))
    assert equal(nested, nested).status == "equal"
    assert equal(Vector((nested, x)), Vector((nested, y))).status == "different"


def steps_move(form: Form) -> bool:
    """Whether no step is taken of a constant, which may be 0 in a way that no digits can show, as sign(sin π) is."""
    return all(symbols(part) for part in walk(form) if isinstance(part, Call) and part.function == "sign")


NAMES = ["sin", "cos", "arctan", "tanh", "abs", "sign", "sigmoid", "relu"]
expressions = st.recursive(
    st.sampled_from([x, y, Number(2), Number(Fraction(-1, 3)), PI, E]),
    lambda parts: st.one_of(
        st.builds(lambda left, right: left + right, parts, parts),
        st.builds(lambda left, right: left * right, parts, parts),
        st.builds(lambda left, right: left / (right**2 + 1), parts, parts),
        st.builds(lambda part, power: part**power, parts, st.integers(1, 3)),
        st.builds(lambda part, name: Call(name, (part,)), parts, st.sampled_from(NAMES)),
    ),
    max_leaves=8,
).filter(steps_move)


@settings(deadline=None)
@given(expressions, expressions, st.integers(0, 1000))
def test_what_was_rewritten_is_equal(left: Form, right: Form, seed: int) -> None:
    assert equal((left + right) ** 2, left**2 + 2 * left * right + right**2, seed=seed).status == "equal"


@settings(deadline=None)
@given(expressions, st.sampled_from([1, 10**-3, 10**-12]), st.integers(0, 1000))
def test_what_was_changed_is_different(form: Form, change: float, seed: int) -> None:
    assert equal(form + Number(Fraction(change)), form, seed=seed).status == "different"
