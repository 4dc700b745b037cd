"""Where an expression has a value, and how that is stated."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.domain import natural_domain, sentence, tidy_condition, where
from symdiff.forms import (
    FALSE,
    ONE,
    PI,
    TRUE,
    UNDEFINED,
    ZERO,
    And,
    Call,
    E,
    Form,
    Number,
    Or,
    Piecewise,
    Power,
    Relation,
    Root,
    Symbol,
    call,
    exp,
    sqrt,
    symbols,
    walk,
)
from symdiff.functions import absolute, cos, cosh, coth, ln, sec, sigmoid, sign, sin, sinh, tan
from symdiff.notation import present
from symdiff.render.text import line
from symdiff.verify import OutsideDomain, evaluate, holds, sample_points

x, y, a, n = map(Symbol, "xyan")
arccos, arcosh, arcsin, arctan, floor, gamma, log, relu = map(
    call, ("arccos", "arcosh", "arcsin", "arctan", "floor", "gamma", "log", "relu")
)
HALF = Number(Fraction(1, 2))
THIRD = Number(Fraction(1, 3))


def is_not(left: Form, right: Form | int = 0) -> Form:
    return Relation(left, "!=", right)


def positive(form: Form) -> Form:
    return Relation(form, ">", 0)


def words(condition: Form) -> str:
    return "".join(part if isinstance(part, str) else line(present(part)) for part in sentence(condition, x))


@pytest.mark.parametrize(
    "condition",
    [
        positive(exp(x)),
        is_not(x**2 + 1),
        is_not(cosh(x)),
        positive(x**2 - x + 1),
        is_not(x**4 + 2 * x**2 + 5),
        is_not(1 + cos(x) ** 2),
        is_not((1 + exp(-x)) ** 2),
        positive(2 + sin(x) + cos(x) / 2),
        is_not((x + y) ** 2 + 1),
        is_not(sqrt(Number(2))),
        is_not(coth(exp(x))),
        Relation(sigmoid(x), "<", 1),
        Relation(Number(3), ">", 2),
        Relation(PI, ">", 3),
    ],
)
def test_what_always_holds_is_not_stated(condition: Form) -> None:
    assert tidy_condition(condition) is TRUE


@pytest.mark.parametrize(
    "condition",
    [
        Relation(sin(x), "=", 2),
        Relation(x**2, "<", 0),
        Relation(x**2 + 2, "=", 1),
        Relation(PI, "<", 3),
        And((positive(x), Relation(x, "<", 0))),
        And((Relation(x, ">=", 0), positive(-x))),
        And((Relation(2 * x, ">", 6), Relation(absolute(x), "<", 2))),
        positive(ln(-exp(x))),
        Or((FALSE, Relation(ZERO, "!=", 0))),
    ],
)
def test_what_never_holds_is_false(condition: Form) -> None:
    assert tidy_condition(condition) is FALSE


TIDIED = [
    (Relation(2 * x - 6, ">", 0), "for x > 3"),
    (positive(1 - x), "for x < 1"),
    (positive(3 * x), "for x > 0"),
    (is_not(2 * x - PI), "for x ≠ π/2"),
    (positive(x**2), "for x ≠ 0"),
    (positive((x - y) ** 2), "where x ≠ y"),
    (positive(x**2 - 2 * x * y + y**2), "where x ≠ y"),
    (is_not(x * sin(x)), "where x ≠ 0 and sin x ≠ 0"),
    (is_not(x / y), "for x ≠ 0 and y ≠ 0"),
    (is_not(x**2 - 4), "for x ≠ −2 and x ≠ 2"),
    (is_not(x**2 - 2), "for x ≠ −√2 and x ≠ √2"),
    (is_not(x**3 - x + 1), "where x³ − x + 1 ≠ 0"),
    (is_not(x**2 - x - 1), "where x² − x − 1 ≠ 0"),
    (Relation(x**2, "<", 1), "for −1 < x < 1"),
    (positive(1 - x**2), "for −1 < x < 1"),
    (Relation(absolute(5 * x), "<", 1), "for −1/5 < x < 1/5"),
    (Relation(absolute(sin(x) * x), "<", 1), "where |x sin x| < 1"),
    (Relation(absolute(x), ">", 1), "where |x| > 1"),
    (positive(x**2 - 1), "where |x| > 1"),
    (positive(absolute(x - 1)), "for x ≠ 1"),
    (positive((x - 1) / (x + 2)), "where x < −2 or x > 1"),
    (positive(x * (x - 1) * (x - 2)), "where 0 < x < 1 or x > 2"),
    (Relation(x**3 - 3 * x + 2, ">=", 0), "for x ≥ −2"),
    (Relation(1 / x, ">", 2), "for 0 < x < 1/2"),
    (is_not(ln(x)), "for x > 0 and x ≠ 1"),
    (positive(ln(x)), "for x > 1"),
    (is_not(1 - ln(x)), "for x > 0 and x ≠ e"),
    (is_not(log(x, Number(10))), "for x > 0 and x ≠ 1"),
    (positive(ln(ln(x))), "for x > e"),
    (is_not(sqrt(x)), "for x > 0"),
    (is_not(sqrt(1 - x**2)), "for −1 < x < 1"),
    (is_not(x - sqrt(x)), "for x > 0 and x ≠ 1"),
    (is_not(exp(x) - exp(-x)), "for x ≠ 0"),
    (positive(exp(2 * x) - 3), "for x > (ln 3)/2"),
    (is_not(Power(Number(2), x) - 1), "for x ≠ 0"),
    (positive(x * exp(x)), "for x > 0"),
    (is_not(cos(x)), "where cos x ≠ 0"),
    (is_not(1 - sin(x) ** 2), "where cos x ≠ 0"),
    (is_not(1 - cos(x)), "where cos x ≠ 1"),
    (is_not(tan(x)), "where sin x ≠ 0 and cos x ≠ 0"),
    (is_not(sec(x)), "where cos x ≠ 0"),
    (is_not(arccos(x)), "for −1 ≤ x < 1"),
    (is_not(sinh(x - 1)), "for x ≠ 1"),
    (positive(arctan(3 - x)), "for x < 3"),
    (positive(sign(x)), "for x > 0"),
    (is_not(relu(x + 1)), "for x > −1"),
    (is_not(Power(x, Number(Fraction(2, 3)))), "for x ≠ 0"),
    (is_not(a * x + 1), "where ax + 1 ≠ 0"),
    (is_not(x * y, 1), "where xy ≠ 1"),
    (positive(x**2 + y**2 - 1), "where x² + y² > 1"),
    (positive(sqrt(x * y)), "where xy > 0"),
    (is_not(x - y), "where x ≠ y"),
    (is_not(x, floor(x)), "where x ≠ ⌊x⌋"),
    (Or((Relation(x, "<", 0), positive(x))), "for x ≠ 0"),
    (Or((Relation(x, "<", 1), positive(x))), "for all real x"),
    (Or((Relation(x, "<", 0), positive(y))), "where x < 0 or y > 0"),
]


@pytest.mark.parametrize(("condition", "expected"), TIDIED)
def test_conditions_read_as_in_a_textbook(condition: Form, expected: str) -> None:
    assert words(tidy_condition(condition)) == expected


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((positive(x), is_not(x), Relation(x, ">=", -1)), "for x > 0"),
        ((positive(x), is_not(x + 1), positive(x + sqrt(x))), "for x > 0"),
        ((Relation(absolute(x), "<", 1), is_not(cos(x)), is_not(x)), "where −1 < x < 1, x ≠ 0 and cos x ≠ 0"),
        ((is_not(sin(6 * x)), is_not(sin(2 * x * 3))), "where sin 6x ≠ 0"),
        ((positive(x * y), is_not(x)), "where xy > 0"),
        ((is_not(cos(x)), positive(x)), "where x > 0 and cos x ≠ 0"),
        ((Relation(sin(x), "<", 1), Relation(sin(x), ">", -1), is_not(cos(x))), "where cos x ≠ 0"),
        ((Relation(x, ">=", 0), is_not(x, 1), Relation(x, "<=", 4)), "for 0 ≤ x ≤ 4 and x ≠ 1"),
        ((And((positive(x), TRUE)), And(())), "for x > 0"),
        ((), "for all real x"),
        ((is_not(x), FALSE), "for no real x"),
    ],
)
def test_conditions_are_merged(conditions: tuple[Form, ...], expected: str) -> None:
    assert words(where(*conditions)) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (ln(sin(x**3) ** 2), "where sin(x³) ≠ 0"),
        (sqrt(x) / (x - 1), "for x ≥ 0 and x ≠ 1"),
        (arcsin(2 * x), "for −1/2 ≤ x ≤ 1/2"),
        (arcosh(x), "for x ≥ 1"),
        (1 / sqrt(1 - x**2), "for −1 < x < 1"),
        (tan(x), "where cos x ≠ 0"),
        (x**x, "for x > 0"),
        (Power(x, n), "for x > 0"),
        (Power(x, sqrt(Number(2))), "for x > 0"),
        (Power(x, Number(-3)), "for x ≠ 0"),
        (Power(x, THIRD), "for all real x"),
        (Power(x, -THIRD), "for x ≠ 0"),
        (Power(x, Number(1) / 2), "for x ≥ 0"),
        (Power(x, -HALF), "for x > 0"),
        (Power(x, HALF - HALF - 1), "for x ≠ 0"),
        (exp(x) + Power(PI, x) + Power(Number(2), x), "for all real x"),
        (Power(Number(-2), x), "for no real x"),
        (Root(x, 3), "for all real x"),
        (Root(x - 1, 4), "for x ≥ 1"),
        (log(x, a), "for x > 0, a > 0 and a ≠ 1"),
        (gamma(x), "where x > 0 or x ≠ ⌊x⌋"),
        (ONE / Number(0), "for no real x"),
        (UNDEFINED, "for no real x"),
        (Piecewise(((ln(x), positive(x)), (ZERO, TRUE))), "for all real x"),
        (Piecewise(((ZERO, Relation(x, "<", 0)), (ONE, positive(x)))), "for x ≠ 0"),
        (Piecewise(((1 / x, Relation(x, "<", 1)), (x, TRUE))), "for x ≠ 0"),
        (Piecewise(((ONE, Relation(x, "!=", 2)), (UNDEFINED, TRUE))), "for x ≠ 2"),
        (Piecewise(((Piecewise(((1 / x, positive(1 + x)), (x, TRUE))), Relation(x, "<", 3)), (ONE, TRUE))), "for x ≠ 0"),
        (Piecewise(((ln(y), Relation(x, "<", 3)), (ONE, TRUE))), "for all real x"),
    ],
)
def test_where_an_expression_has_a_value(form: Form, expected: str) -> None:
    assert words(tidy_condition(natural_domain(form))) == expected


def test_deep_expressions_take_time_in_proportion() -> None:
    wave: Form = x
    chain: Form = x
    pieces: Form = x
    condition = positive(x)
    for k in range(5_000):
        wave = sin(wave) + 1
        chain = 1 / (1 + ln(chain))
        pieces = Piecewise(((1 / pieces, positive(pieces)), (ZERO, TRUE)))
        condition = (And if k % 2 else Or)((condition, is_not(x, k)))
    assert tidy_condition(natural_domain(ln(wave))) is not TRUE
    assert len(natural_domain(chain).children) == 10_000
    assert natural_domain(pieces) is TRUE
    assert where(natural_domain(chain)) is not TRUE
    assert tidy_condition(condition) is not FALSE


FUNCTIONS = ("sin", "cos", "tan", "sec", "coth", "arcsin", "arccos", "arctan", "arcosh", "artanh", "arsech", "ln", "abs", "sign")
EXPONENTS = [Number(value) for value in (2, 3, -1, -2, Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(-1, 2))]


def grown(inner: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    return st.one_of(
        st.builds(lambda f, g: f + g, inner, inner),
        st.builds(lambda f, g: f - g, inner, inner),
        st.builds(lambda f, g: f * g, inner, inner),
        st.builds(lambda f, g: f / g, inner, inner),
        st.builds(Power, inner, st.sampled_from(EXPONENTS)),
        st.builds(Root, inner, st.sampled_from([2, 3, 4])),
        st.builds(exp, inner),
        st.builds(lambda name, f: Call(name, (f,)), st.sampled_from(FUNCTIONS), inner),
    )


leaves = st.one_of(st.sampled_from([x, x, y, E]), st.integers(-3, 4).map(Number))
expressions = st.recursive(leaves, grown, max_leaves=5)
relations = st.builds(
    Relation, expressions, st.sampled_from(["!=", "<", "<=", ">", ">="]), st.sampled_from([ZERO, ZERO, ONE, Number(-1), HALF])
)
conditions = st.recursive(
    relations,
    lambda inner: st.one_of(st.builds(lambda *c: And(c), inner, inner), st.builds(lambda *c: Or(c), inner, inner)),
    max_leaves=3,
)
CONTRARY: set[tuple[bool | None, bool | None]] = {(True, False), (False, True), (True, None)}


def points(form: Form) -> Iterator[dict[Symbol, Fraction]]:
    for point in islice(sample_points([form], [x, y]), 12):
        yield {symbol: value for symbol, value in point.items() if isinstance(symbol, Symbol)}



@settings(max_examples=150, deadline=None)
@given(conditions)
def test_a_tidied_condition_holds_at_the_same_points(condition: Form) -> None:
    tidied = tidy_condition(condition)
    assert set(symbols(tidied)) <= set(symbols(condition))
    for point in points(condition):
        assert (holds(condition, point), holds(tidied, point)) not in CONTRARY


@settings(max_examples=150, deadline=None)
@given(expressions)
def test_the_domain_is_where_there_is_a_value(form: Form) -> None:
    domain = tidy_condition(natural_domain(form))
    for point in points(form):
        truth = holds(domain, point)
        try:
            evaluate(form, point)
            assert truth is not False
        except OutsideDomain:
            # Where a part may be exactly 0, no precision is enough to see that there is a value.
            exact = any(holds(Relation(part, "=", 0), point) is None for part in walk(form))
            assert truth is not True or exact
