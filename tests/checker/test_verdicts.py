"""Verdicts on answers as they are typed: equal, different, unreadable, and what they hang on."""

import pytest

from symdiff.checker.check import check, equal

EQUAL = [
    ("1/4", ".25"),
    ("1/4", "2^-2"),
    ("sqrt(12)", "2sqrt(3)"),
    ("sqrt(3 + 2*sqrt(2))", "1 + sqrt(2)"),
    ("6.02*10^23", "6.02e23"),
    ("9!/(6!*3!)", "binomial(9, 3)"),
    ("cos(pi/5)", "(1 + sqrt(5))/4"),
    ("4*arctan(1/5) - arctan(1/239)", "pi/4"),
    ("0.1 + 0.2", "0.3"),
    ("-3^2", "-9"),
    ("x^-1", "1/x"),
    ("(x - y)^2", "(y - x)^2"),
    ("1/(1/x + 1/y)", "xy/(x + y)"),
    ("x^4 + 4", "(x^2 + 2x + 2)(x^2 - 2x + 2)"),
    ("ln(x^2)", "2ln|x|"),
    ("log_b(a)", "1/log_a(b)"),
    ("x^(2/3)", "cbrt(x)^2"),
    ("max(x, y)", "(x + y + |x - y|)/2"),
    ("cos(2x)", "2cos^2 x - 1"),
    ("tan(x/2)", "(1 - cos(x))/sin(x)"),
    ("arcsin(x)", "sin^(-1)(x)"),
    ("sinh(2x)", "2 sinh(x) cosh(x)"),
    ("piecewise((x, x > 0), (0, x <= 0))", "(x + |x|)/2"),
    ("½x", "x÷2"),
    ("√(x + 1)", "(x＋1)^0.5"),
    ("Bsec(0)", "B"),
    ("Bsinc(0)", "B"),
    ("Bexp2(3)", "8B"),
    ("exp2x", "e^(2x)"),
    ("log10x", "log10(x)"),
    (r"\frac34", "0.75"),
    (r"{n \choose 2}", r"\frac{n(n-1)}{2}"),
    (r"\boxed{\sqrt 8}", r"2\sqrt2"),
    (r"\begin{cases}x&x>0\\-x&x\le 0\end{cases}", "|x|"),
    ("(-1)^(n + 1)", "-(-1)^n"),
    ("(-1)^(2n)", "1"),
    ("(-2)^(2n) x", "4^n x"),
    ("(-1)^(n + k)", "(-1)^(n - k)"),
    ("arccot(x)", "arctan(1/x)"),
    ("arccot(x)", "pi/2 - arctan(x)"),
    ("2x", "The answer is: 2x"),
    ("2x", "it is 2x"),
    ("d/dx(x^3) ln x", "3x^2 ln x"),
    ("x < 3", "6 > 2x"),
    ("|x| < 2", "-2 < x < 2"),
    (r"x \le 3", r"3 \ge x"),
    ("x = 2 or x = -2", "x = -2 or x = 2"),
    ("x < 1 or x > 2", "(x - 1)(x - 2) > 0"),
]

DIFFERENT = [
    ("sqrt(3 - 2*sqrt(2))", "1 - sqrt(2)"),
    ("1", "0.99999999999999999999"),
    ("0", "1e-300"),
    ("1e-30", "2e-30"),
    ("2^100", "2^100 + 1"),
    ("10^50*x + 1", "10^50*x + 2"),
    ("e^100 + 1e-10", "e^100"),
    ("sin(x) + 1e-12", "sin(x)"),
    ("|x - 1000000|", "1000000 - x"),
    ("arctan(x) + arctan(1/x)", "pi/2"),
    ("2*arctan(x)", "arctan(2x/(1 - x^2))"),
    ("sqrt(1 - cos(x)^2)", "sin(x)"),
    ("arcsin(sin(x))", "x"),
    ("x*|x|", "x^2"),
    ("(x - 1)(x - 2)(x - 3)", "x^3 - 6x^2 + 11x - 7"),
    ("binomial(n + 1, k)", "binomial(n, k)"),
    ("x^2 + C", "x^2"),
    ("(-1)^n", "1"),
    ("(-1)^(2n)", "-1"),
    ("(-1)^n n", "(-1)^n k"),
    ("arccot(x)", "arctan(x)"),
    ("e^x^2", "e^(2x)"),
    ("x < 3", "x <= 3"),
    ("1 < x < 3", "1 < x <= 3"),
    ("x^2 < 4", "x < 2"),
]

UNREADABLE = [
    "x > 3", "x == 2", "", "x+", "x*/2", "(((", "sin", "cos*x", "x squared",
    "not x", "it is not x", "no idea", "2 3", "x;y", "$5", "|x",
]

STATED = [
    ("sin(30)", "1/2", "radians"),
    ("(-1)^(2n)", "1", "whole number"),
    ("arccot(x)", "arctan(1/x)", "arccot"),
    ("{1, 2}", "{2, 1}", "order"),
    ("exp2(x)", "2^x", "exp2"),
    ("pi", "3.14", "exact"),
    ("x", "X", "capital"),
    ("e^2x", "e^(2x)", "is read as"),
    ("log(x)", "log10(x)", "natural"),
    ("(-8)^(1/3)", "-2", "odd roots"),
    ("1000", "1,000", "1000"),
]


@pytest.mark.parametrize(("reference", "given"), EQUAL)
def test_equal_answers_are_found_equal(reference: str, given: str) -> None:
    assert equal(reference, given).status == "correct"


@pytest.mark.parametrize(("reference", "given"), DIFFERENT)
def test_different_answers_are_proved_different(reference: str, given: str) -> None:
    verdict = equal(reference, given)
    assert verdict.status == "incorrect"
    assert verdict.counterexample is not None


@pytest.mark.parametrize("given", UNREADABLE)
def test_what_is_no_mathematics_is_not_read(given: str) -> None:
    assert equal("x", given).status == "invalid"
    assert check("x^2", given).status == "invalid"


@pytest.mark.parametrize(("reference", "given", "words"), STATED)
def test_the_convention_that_a_verdict_hangs_on_is_stated(reference: str, given: str, words: str) -> None:
    assert any(words in notice for notice in equal(reference, given).notices)
