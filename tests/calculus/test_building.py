"""Right sides are filled in as a person writes them: the arithmetic done, nothing else changed."""

from fractions import Fraction

import pytest

from symdiff.calculus.building import (
    LARGEST_POWER_BITS,
    LONGEST_FLAT_PRODUCT,
    fill,
    flatten,
    number_value,
    opposite,
    tidy_power,
    tidy_product,
    tidy_quotient,
    tidy_sum,
)
from symdiff.forms import (
    ONE,
    ZERO,
    Derivative,
    Form,
    Negative,
    Number,
    Placeholder,
    Power,
    Product,
    Quotient,
    Sum,
    Symbol,
    call,
    walk,
)

x, a = Symbol("x"), Symbol("a")
sin = call("sin")
f, n = Placeholder("f"), Placeholder("n", "constant")
half = Number(Fraction(1, 2), "0.5")

TIDIED = [
    (tidy_sum((x, ZERO)), x),
    (tidy_sum((ZERO, ZERO)), ZERO),
    (tidy_sum((Number(3), Number(-1))), Number(2)),
    (tidy_sum((x + 1, a)), Sum((x, ONE, a))),
    (tidy_sum((half, Number(-1))), Number(Fraction(-1, 2), "-0.5")),
    (tidy_product((ONE, x)), x),
    (tidy_product((x, ZERO)), ZERO),
    (tidy_product((Number(3), Number(2) * x)), 6 * x),
    (tidy_product((Number(2), x, Number(3))), Product((Number(2), x, Number(3)))),
    (tidy_product((x, Negative(a))), Negative(x * a)),
    (flatten((Number(2) * x, Number(3) * x)), Product((Number(2), x, Number(3), x))),
    (tidy_quotient(6 * x, Number(4)), Quotient(3 * x, Number(2))),
    (tidy_quotient(6 * x, Number(3)), 2 * x),
    (tidy_quotient(Negative(x), a), Negative(x / a)),
    (tidy_quotient(ZERO, x), ZERO),
    (tidy_quotient(x, ONE), x),
    (tidy_power(x, ONE), x),
    (tidy_power(x, ZERO), ONE),
    (opposite(Negative(x)), x),
    (opposite(Number(-2)), Number(2)),
    (opposite(Number(2)), Number(-2)),
]


@pytest.mark.parametrize(("found", "expected"), TIDIED, ids=repr)
def test_the_arithmetic_is_done(found: Form, expected: Form) -> None:
    assert found is expected


VALUES = [
    (Number(2) / Number(3) - 1, Fraction(-1, 3)),
    (Power(Number(2), Number(-2)), Fraction(1, 4)),
    (Number(2) * Number(3), Fraction(6)),
    (x + 1, None),
    (Number(1) / Number(0), None),
    (Power(ZERO, Number(-1)), None),
    (Power(Number(9), Power(Number(9), Number(9))), None),
    (Power(Number(2), Number(LARGEST_POWER_BITS)), None),
]


@pytest.mark.parametrize(("form", "value"), VALUES, ids=repr)
def test_numbers_have_values_within_bounds(form: Form, value: Fraction | None) -> None:
    assert number_value(form) == value


def test_filling_asks_for_the_derivatives_of_what_the_placeholders_stand_for() -> None:
    template = n * Derivative(f, Placeholder("x", "variable"))
    assert fill(template, {n: Number(3), f: sin(x)}, lambda form: form**2) is 3 * sin(x) ** 2


def test_a_sum_of_shared_sums_stays_small() -> None:
    form: Form = x + a
    for _ in range(40):
        form = tidy_sum((form, form))
    assert sum(1 for _ in walk(form)) < 2000


def test_a_long_product_stays_nested() -> None:
    long = Product((x,) * LONGEST_FLAT_PRODUCT)
    assert flatten((a, long)) is Product((a, long))
