"""Arithmetic with terms is true on the real numbers: odd roots of negative numbers, squares under roots, symbolic exponents."""

from fractions import Fraction

import pytest

from symdiff.render.plain import plain
from symdiff.simplify.numbers import common_divisor, perfect_power, prime_factors
from symdiff.simplify.polynomials import Ring, TooLarge, expand
from symdiff.simplify.signs import is_nonnegative, is_positive
from symdiff.simplify.terms import terms_of
from symdiff.simplify.tidy import tidy
from tests.simplify.answers import form_of, workspace_of


def normal(text: str, problem: str = "sqrt(x) + cbrt(x)") -> str:
    return plain(tidy(workspace_of(form_of(problem)), form_of(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2*x*3*y/6", "x*y"),
        ("x^2*x^(-5)", "1/x^3"),
        ("x^a*x", "x^(a + 1)"),
        ("exp(x)*exp(2*x)/exp(3*x)", "1"),
        ("2^x*2^(1 - x)", "2"),
        ("sqrt(x^2)", "abs(x)"),
        ("sqrt(x^4)", "x^2"),
        ("(x^2)^(1/6)", "root(abs(x), 3)"),
        ("(x^3)^(1/3)", "x"),
        ("(x^(2/3))^(3/2)", "abs(x)"),
        ("(x^(1/2))^2", "x"),
        ("cbrt(-x)", "-root(x, 3)"),
        ("cbrt(-27)", "-3"),
        ("sqrt(8*x)", "2*sqrt(2*x)"),
        ("sqrt(x^2*y)", "sqrt(y)*abs(x)"),
        ("sqrt((x^2 + 1)*x)", "sqrt(x)*sqrt(x^2 + 1)"),
        ("sqrt(4 + 4*x)", "2*sqrt(1 + x)"),
        ("sqrt(1 - x^2/9)", "sqrt(9 - x^2)/3"),
        ("sqrt(2)*sqrt(3)*sqrt(6)", "6"),
        ("sqrt(2)/2", "1/sqrt(2)"),
        ("6/sqrt(3)", "2*sqrt(3)"),
        ("|x|^2", "x^2"),
        ("|x|*sign(x)", "x"),
        ("x/|x|", "sign(x)"),
        ("|-3*x|", "3*abs(x)"),
        ("sign(-2*x)", "-sign(x)"),
        ("|x^2 + 1|", "x^2 + 1"),
        ("exp(3*ln(x))", "x^3"),
        ("ln(exp(x*y))", "x*y"),
        ("ln(1/5)", "-ln(5)"),
        ("2^(log_2(x))", "x"),
        ("sin(-x)*cos(-y)", "-sin(x)*cos(y)"),
        ("cos(pi) + sin(pi/6)", "-1/2"),
        ("arctan(-x)", "-arctan(x)"),
        ("arccos(-x)", "arccos(-x)"),
        ("(x + 1)*(x + 1)", "(x + 1)^2"),
        ("x - (y - x)", "2*x - y"),
        ("0*sin(x)", "0"),
        ("1^(1000)", "1"),
        ("(1/3)^2 + 2/9", "1/3"),
    ],
)
def test_normal_forms(text: str, expected: str) -> None:
    assert normal(text) == expected


@pytest.mark.parametrize(
    ("problem", "text", "expected"),
    [
        ("x^(1/2)", "x^(1/2)*x", "x^(3/2)"),
        ("sqrt(x)", "x^(1/2)*x", "x*sqrt(x)"),
        ("x^(-2)", "3/x^2", "3*x^(-2)"),
        ("1/x^2", "3*x^(-2)", "3/x^2"),
        ("x/exp(x)", "x*exp(-x)", "x/exp(x)"),
        ("x*exp(-x)", "x/exp(x)", "x*exp(-x)"),
        ("0.5*x", "x/4", "0.25*x"),
        ("x/3", "0.25*x", "x/4"),
        ("cbrt(x)", "x^(2/3)", "root(x^2, 3)"),
        ("x^(1/3)", "x^(2/3)", "x^(2/3)"),
    ],
)
def test_the_writing_is_that_of_the_problem(problem: str, text: str, expected: str) -> None:
    assert normal(text, problem) == expected


@pytest.mark.parametrize(
    ("text", "positive", "nonnegative"),
    [
        ("x^2 + 1", True, True),
        ("x^2", False, True),
        ("x", False, False),
        ("exp(x)", True, True),
        ("2 + sin(x)", True, True),
        ("1 + sin(x)", False, True),
        ("cosh(x)^2 - 1", False, True),
        ("2*cosh(x)^2 - 1", True, True),
        ("sqrt(x)", False, True),
        ("|x| + exp(-x)", True, True),
        ("x^2 - 1", False, False),
        ("1/(x^2 + 4)", True, True),
    ],
)
def test_signs(text: str, positive: bool, nonnegative: bool) -> None:
    work = workspace_of(form_of(text))
    form = tidy(work, form_of(text))
    assert is_positive(work, form) is positive
    assert is_nonnegative(work, form) is nonnegative


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2*(x + 1)^2", "2*x^2 + 4*x + 2"),
        ("sqrt(x)*(x + sqrt(x))", "x*sqrt(x) + x"),
        ("exp(x)*(2 + exp(-x))", "1 + 2*exp(x)"),
        ("(x + 1/x)^2", "x^2 + 2 + 1/x^2"),
        ("2^x*(2^x - 3)", "2^(2*x) - 3*2^x"),
        ("(sin(x) + y)*(sin(x) - y)", "sin(x)^2 - y^2"),
        ("(x + y)^60", "(x + y)^60"),
    ],
)
def test_multiplying_out(text: str, expected: str) -> None:
    work = workspace_of(form_of(text))
    assert plain(expand(work, tidy(work, form_of(text)))) == expected


def test_what_is_too_large_for_a_polynomial_is_refused() -> None:
    work = workspace_of(form_of("x"))
    form = tidy(work, form_of("(a + b + c + d + x)^4*(p + q + y + z + w)^4"))
    with pytest.raises(TooLarge):
        Ring(work, terms_of(work, form)).polynomial(terms_of(work, form))


def test_numbers() -> None:
    assert dict(prime_factors(Fraction(360, 7))) == {2: 3, 3: 2, 5: 1, 7: -1}
    assert perfect_power(Fraction(72, 5), 2) == 36
    assert common_divisor([Fraction(4, 3), Fraction(2)]) == Fraction(2, 3)
