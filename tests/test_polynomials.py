"""Expressions read as quotients of polynomials, and written down again."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.forms import Form, Number, Power, Symbol, sqrt, sum_of
from symdiff.functions import sin
from symdiff.notation import present
from symdiff.polynomials import Ring, TooLarge
from symdiff.render.text import line
from symdiff.verify import verify_equation

x, y, a, h = map(Symbol, "xyah")


def multiplied_out(form: Form, *first: Form) -> str:
    ring = Ring(form, first=first)
    return line(present(ring.write(ring.read(form).numerator)))


@pytest.mark.parametrize(
    ("form", "first", "expected"),
    [
        ((x + h) ** 3, (x, h), "x³ + 3x²h + 3xh² + h³"),
        (a * (x + h) ** 2 - a * x**2, (x, h), "2axh + ah²"),
        ((x + 1) * (x - 1), (), "x² − 1"),
        (sin(x) * (sin(x) + x), (), "x sin x + sin²x"),
        (x / 2 + x / 3, (), "5x/6"),
        (sqrt(x) * (sqrt(x) + 1), (), "√x² + √x"),
        (x - x, (), "0"),
    ],
)
def test_products_are_multiplied_out_and_ordered(form: Form, first: tuple[Form, ...], expected: str) -> None:
    assert multiplied_out(form, *first) == expected.replace("√x²", line(present(Power(sqrt(x), Number(2)))))


def test_fractions_are_reduced() -> None:
    form = (x**2 - y**2) / (2 * x - 2 * y)
    ring = Ring(form)
    numerator, denominator = ring.reduced(ring.read(form))
    assert (ring.write(numerator), ring.write(denominator)) == (x / 2 + y / 2, Number(1))


def test_factors_have_whole_coefficients_and_a_positive_first_one() -> None:
    ring = Ring(x, y)
    content, factors = ring.factors(ring.read((y - x) * (3 - 6 * x) ** 2 / 4).numerator)
    assert content == Fraction(-9, 4)
    assert [(ring.write(factor), count) for factor, count in factors] == [(x - y, 1), (2 * x - 1, 2)]


many_generators: Form = sum_of(sin(Number(k)) for k in range(30))


@pytest.mark.parametrize("form", [(x + y + a) ** 60, (x + 1) ** 60 * (y + 1) ** 60, x + 10**2000, many_generators])
def test_what_would_take_too_long_is_refused(form: Form) -> None:
    with pytest.raises(TooLarge):
        Ring(form).read(form)


def test_a_division_by_zero_is_refused() -> None:
    form = x / (y - y)
    with pytest.raises(ZeroDivisionError):
        Ring(form).read(form)


leaves = st.one_of(st.sampled_from([x, y, sin(x)]), st.integers(-4, 4).map(Number))
rational = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(lambda f, g: f + g, inner, inner),
        st.builds(lambda f, g: f - g, inner, inner),
        st.builds(lambda f, g: f * g, inner, inner),
        st.builds(lambda f, g: f / g, inner, inner),
        st.builds(lambda f, n: Power(f, Number(n)), inner, st.sampled_from([2, 3, -1, -2])),
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=None)
@given(rational)
def test_what_is_written_has_the_value_of_what_was_read(form: Form) -> None:
    ring = Ring(form)
    try:
        ratio = ring.reduced(ring.read(form))
    except ZeroDivisionError:
        return
    assert verify_equation(form, ring.write(ratio.numerator) / ring.write(ratio.denominator)).ok is not False
