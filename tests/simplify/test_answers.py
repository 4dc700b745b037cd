"""Problems of every kind, and the answers as a teacher would write them."""

import pytest

from symdiff.forms import Symbol
from symdiff.render.plain import plain
from symdiff.simplify import cost, simplify
from symdiff.verify import verify_derivative
from tests.simplify.answers import answer, form_of, raw_derivative, simplified

POLYNOMIALS = [
    ("x^3 + 3x^2", "3*x^2 + 6*x"),
    ("(x^2+1)(x^3-2x)", "5*x^4 - 3*x^2 - 2"),
    ("x^2(x-1)^3", "x*(x - 1)^2*(5*x - 2)"),
    ("(2x+1)^5(x^2-3)^4", "2*(2*x + 1)^4*(x^2 - 3)^3*(13*x^2 + 4*x - 15)"),
    ("x(x-1)(x-2)", "3*x^2 - 6*x + 2"),
    ("(4x^2-1)^2(x+1)", "(4*x^2 - 1)*(20*x^2 + 16*x - 1)"),
    ("(x+1)^10(x-1)^10", "20*x*(x + 1)^9*(x - 1)^9"),
    ("x^5(1-x)^6", "x^4*(1 - x)^5*(5 - 11*x)"),
    ("5 - 3x", "-3"),
    ("7(2-x)", "-7"),
    ("a x^2 + b x + c", "2*a*x + b"),
    ("(x-a)^n", "n*(x - a)^(n - 1)"),
    ("0.5x^2 - 1.5x", "x - 1.5"),
    ("2 + 5x - 3x^2 + x^4", "5 - 6*x + 4*x^3"),
    ("(x^2+1)^3(x^2+2)^6", "6*x*(x^2 + 1)^2*(x^2 + 2)^5*(3*x^2 + 4)"),
    ("t^3/3 + t^2 + t", "(t + 1)^2", "t"),
]
FRACTIONS = [
    ("(3x-2)/(5x+1)", "13/(5*x + 1)^2"),
    ("x/(x^2+4)", "(4 - x^2)/(x^2 + 4)^2"),
    ("(x^2-4)/(x-2)", "1"),
    ("1/(x^2+x+1)^3", "-3*(2*x + 1)/(x^2 + x + 1)^4"),
    ("x^2/(x+1)^2", "2*x/(x + 1)^3"),
    ("(x-1)^3/(x+2)^2", "(x - 1)^2*(x + 8)/(x + 2)^3"),
    ("(a x+b)/(c x+d)", "(a*d - b*c)/(c*x + d)^2"),
    ("((x+1)/(x-1))^3", "-6*(x + 1)^2/(x - 1)^4"),
    ("x^2/(x^3-1)", "-x*(x^3 + 2)/(x^3 - 1)^2"),
    ("(x^2+2)^2/(x^4+4)", "8*x*(4 - x^4)/(x^4 + 4)^2"),
    ("4/x - 3/x^2", "6/x^3 - 4/x^2"),
    ("3x^(-2) + x^(-1)", "-6*x^(-3) - x^(-2)"),
    ("x/(x+c/x)", "2*c*x/(x^2 + c)^2"),
    ("(a^2-x^2)/(a^2+x^2)", "-4*a^2*x/(a^2 + x^2)^2"),
    ("k/x^2", "-2*k/x^3"),
    ("x^3/(1-x)^2", "x^2*(3 - x)/(1 - x)^3"),
    ("(x+1)/(x^3+x-2)", "-(2*x^3 + 3*x^2 + 3)/(x^3 + x - 2)^2"),
    ("1/(1-2x)^2", "4/(1 - 2*x)^3"),
]
ROOTS = [
    ("sqrt(x)", "1/(2*sqrt(x))"),
    ("sqrt(2x)", "1/sqrt(2*x)"),
    ("1/sqrt(x)", "-1/(2*x*sqrt(x))"),
    ("x sqrt(1-x^2)", "(1 - 2*x^2)/sqrt(1 - x^2)"),
    ("x/sqrt(x^2+1)", "1/(x^2 + 1)^(3/2)"),
    ("sqrt(x)/(x+1)", "(1 - x)/(2*sqrt(x)*(x + 1)^2)"),
    ("(sqrt(x)-1)/(sqrt(x)+1)", "1/(sqrt(x)*(sqrt(x) + 1)^2)"),
    ("sqrt(x+sqrt(x))", "(2*sqrt(x) + 1)/(4*sqrt(x)*sqrt(x + sqrt(x)))"),
    ("sqrt((s^2+1)/(s^2+4))", "3*s/(sqrt(s^2 + 1)*(s^2 + 4)^(3/2))", "s"),
    ("x^(1/3)", "1/(3*x^(2/3))"),
    ("x^(-1/2)", "-(1/2)*x^(-3/2)"),
    ("x^(2/3)(x-5)", "5*(x - 2)/(3*x^(1/3))"),
    ("cbrt(x^2-1)", "2*x/(3*root((x^2 - 1)^2, 3))"),
    ("x^2 sqrt(3x+1)", "x*(15*x + 4)/(2*sqrt(3*x + 1))"),
    ("sqrt(x^2-1)/x", "1/(x^2*sqrt(x^2 - 1))"),
    ("x^3/sqrt(1+x^2)", "x^2*(2*x^2 + 3)/(1 + x^2)^(3/2)"),
    ("(1-x^2)^(5/2)", "-5*x*(1 - x^2)^(3/2)"),
    ("(3x^2+4x)/sqrt(x)", "(9*x + 4)/(2*sqrt(x))"),
    ("x sqrt(6-x)", "3*(4 - x)/(2*sqrt(6 - x))"),
    ("sqrt(4x^2+4)", "2*x/sqrt(x^2 + 1)"),
    ("sqrt(x)+1/sqrt(x)", "(x - 1)/(2*x*sqrt(x))"),
]
TRIGONOMETRY = [
    ("sin(x^2)", "2*x*cos(x^2)"),
    ("sin(x)^2", "2*sin(x)*cos(x)"),
    ("cos(x)^3", "-3*sin(x)*cos(x)^2"),
    ("sin(3x)cos(2x)", "3*cos(3*x)*cos(2*x) - 2*sin(3*x)*sin(2*x)"),
    ("tan(x)^2", "2*sec(x)^2*tan(x)"),
    ("sin(x)/(1+cos(x))", "1/(1 + cos(x))"),
    ("(1-cos(x))/sin(x)", "1/(cos(x) + 1)"),
    ("sin(x)^2 + cos(x)^2", "0"),
    ("x^2 sin(1/x)", "2*x*sin(1/x) - cos(1/x)"),
    ("ln(sin(x))", "cot(x)"),
    ("ln(cos(x))", "-tan(x)"),
    ("ln(tan(x))", "sec(x)*csc(x)"),
    ("ln(sec(x)+tan(x))", "sec(x)"),
    ("1/cos(x)", "sin(x)/cos(x)^2"),
    ("tan(x)/x", "(x*sec(x)^2 - tan(x))/x^2"),
    ("cot(3x)", "-3*csc(3*x)^2"),
    ("tan(x) - x", "tan(x)^2"),
    ("sin(x)cos(x)", "cos(2*x)"),
    ("sin(2x)/cos(x)", "2*cos(x)"),
    ("sin(x)tan(x)", "sin(x) + sec(x)*tan(x)"),
    ("x/tan(x)", "(tan(x) - x*sec(x)^2)/tan(x)^2"),
    ("(sin(x)+cos(x))/(sin(x)-cos(x))", "-2/(sin(x) - cos(x))^2"),
    ("sin(x)^2 cos(x)^2", "2*sin(x)*cos(x)*cos(2*x)"),
    ("tan(x)^3/3 - tan(x) + x", "tan(x)^4"),
    ("x/2 - sin(2x)/4", "sin(x)^2"),
    ("A sin(omega x + phi)", "A*omega*cos(omega*x + phi)"),
    ("cos(x)/x", "-(x*sin(x) + cos(x))/x^2"),
    ("sec(5x)", "5*sec(5*x)*tan(5*x)"),
]
EXPONENTIALS = [
    ("x exp(-x)", "exp(-x)*(1 - x)"),
    ("x^2 exp(-x^2)", "2*x*exp(-x^2)*(1 - x^2)"),
    ("exp(x)/(1+exp(x))", "exp(x)/(1 + exp(x))^2"),
    ("1/(1+exp(-x))", "exp(-x)/(1 + exp(-x))^2"),
    ("(exp(x) - exp(-x))/(exp(x) + exp(-x))", "4/(exp(x) + exp(-x))^2"),
    ("exp(x) sin(x)", "exp(x)*(sin(x) + cos(x))"),
    ("exp(-x)(sin(x)+cos(x))", "-2*exp(-x)*sin(x)"),
    ("exp(sqrt(x))", "exp(sqrt(x))/(2*sqrt(x))"),
    ("exp(a x) cos(b x)", "exp(a*x)*(a*cos(b*x) - b*sin(b*x))"),
    ("x ln(x) - x", "ln(x)"),
    ("ln(x)/x", "(1 - ln(x))/x^2"),
    ("ln(ln(x))", "1/(x*ln(x))"),
    ("ln(x+sqrt(x^2+1))", "1/sqrt(x^2 + 1)"),
    ("ln((x+1)/(x-1))", "-2/(x^2 - 1)"),
    ("x ln(x)^2", "ln(x)*(ln(x) + 2)"),
    ("log_2(x)", "1/(x*ln(2))"),
    ("2^x", "2^x*ln(2)"),
    ("x 2^x", "2^x*(1 + x*ln(2))"),
    ("x^x", "x^x*(ln(x) + 1)"),
    ("x^(1/x)", "x^(1/x - 2)*(1 - ln(x))"),
    ("x^sin(x)", "x^sin(x)*(ln(x)*cos(x) + sin(x)/x)"),
    ("sin(x)^x", "sin(x)^x*(ln(sin(x)) + x*cot(x))"),
    ("a^x", "a^x*ln(a)"),
    ("x^a exp(-x)", "exp(-x)*x^(a - 1)*(a - x)"),
    ("exp(-0.05t)", "-0.05*exp(-0.05*t)", "t"),
    ("(x^2-2x+2)exp(x)", "x^2*exp(x)"),
    ("x - ln(1+exp(x))", "1/(1 + exp(x))"),
    ("5^(-1/x)", "5^(-1/x)*ln(5)/x^2"),
    ("exp(2 ln(x))", "2*x"),
    ("(1/3)^x", "-(1/3)^x*ln(3)"),
]
INVERSES = [
    ("arcsin(x^2)", "2*x/sqrt(1 - x^4)"),
    ("arccos(x/2)", "-1/sqrt(4 - x^2)"),
    ("arctan(x/a)/a", "1/(a^2 + x^2)"),
    ("arctan(1/x)", "-1/(x^2 + 1)"),
    ("x arctan(x) - ln(1+x^2)/2", "arctan(x)"),
    ("arcsin(sqrt(x))", "1/(2*sqrt(x)*sqrt(1 - x))"),
    ("arctan(sqrt(x^2-1))", "1/(x*sqrt(x^2 - 1))"),
    ("x arcsin(x) + sqrt(1-x^2)", "arcsin(x)"),
    ("arcsec(x)", "1/(abs(x)*sqrt(x^2 - 1))"),
    ("arctan((1+x)/(1-x))", "1/(x^2 + 1)"),
    ("arcsin(x-1)", "1/sqrt(2*x - x^2)"),
    ("arcsin(2x+1)", "1/sqrt(-x^2 - x)"),
    ("arctan(cos(x))", "-sin(x)/(1 + cos(x)^2)"),
    ("arccos(exp(2x))", "-2*exp(2*x)/sqrt(1 - exp(4*x))"),
    ("arcsin(sin(x))", "sign(cos(x))"),
    ("arctan(tanh(x))", "sech(2*x)"),
]
HYPERBOLIC = [
    ("sinh(x)^2", "2*sinh(x)*cosh(x)"),
    ("cosh(x)sinh(x)", "cosh(2*x)"),
    ("tanh(x)", "1 - tanh(x)^2"),
    ("tanh(sqrt(x))", "sech(sqrt(x))^2/(2*sqrt(x))"),
    ("ln(cosh(x))", "tanh(x)"),
    ("sech(x)", "-sech(x)*tanh(x)"),
    ("csch(x)", "-csch(x)*coth(x)"),
    ("coth(x)", "-csch(x)^2"),
    ("arsinh(x/2)", "1/sqrt(x^2 + 4)"),
    ("x artanh(x) + ln(1-x^2)/2", "artanh(x)"),
    ("exp(x) cosh(x)", "exp(2*x)"),
    ("ln(tanh(x/2))", "1/sinh(x)"),
    ("cosh(x)^2 - sinh(x)^2", "0"),
]
ABSOLUTE = [
    ("|x|", "sign(x)"),
    ("x|x|", "2*abs(x)"),
    ("|x^2-1|", "2*x*sign(x^2 - 1)"),
    ("ln|x|", "1/x"),
    ("ln|cos(x)|", "-tan(x)"),
    ("sqrt(x^2)", "sign(x)"),
    ("|x|^3", "3*x*abs(x)"),
    ("sign(x) x", "sign(x)"),
    ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
    ("ln(sigmoid(x))", "1 - sigmoid(x)"),
    ("softplus(x)", "sigmoid(x)"),
    ("erf(x/sqrt(2))", "sqrt(2)*exp(-x^2/2)/sqrt(pi)"),
    ("sigmoid(3x)^2", "6*sigmoid(3*x)^2*(1 - sigmoid(3*x))"),
]
ALL = [*POLYNOMIALS, *FRACTIONS, *ROOTS, *TRIGONOMETRY, *EXPONENTIALS, *INVERSES, *HYPERBOLIC, *ABSOLUTE]


def identified(row: tuple[str, ...]) -> str:
    return row[0]


@pytest.mark.parametrize("row", ALL, ids=identified)
def test_the_answer_reads_as_a_teacher_writes_it(row: tuple[str, ...]) -> None:
    problem, expected, *variable = row
    assert answer(problem, *variable) == expected


@pytest.mark.parametrize("row", ALL, ids=identified)
def test_the_answer_is_the_derivative(row: tuple[str, ...]) -> None:
    problem, _, *variable = row
    by = Symbol(*variable or "x")
    assert verify_derivative(form_of(problem), by, simplified(problem, by.name).result).ok is True


@pytest.mark.parametrize("row", ALL, ids=identified)
def test_simplifying_an_answer_again_changes_nothing(row: tuple[str, ...]) -> None:
    problem, _, *variable = row
    by = Symbol(*variable or "x")
    once = simplified(problem, by.name).result
    assert simplify(once, problem=form_of(problem), variable=by).result is once


@pytest.mark.parametrize("row", ALL, ids=identified)
def test_the_answer_costs_a_reader_no_more_than_the_raw_one(row: tuple[str, ...]) -> None:
    problem, _, *variable = row
    by = Symbol(*variable or "x")
    raw = raw_derivative(form_of(problem), by)
    assert cost(simplified(problem, by.name).result, form_of(problem)) <= cost(raw, form_of(problem))


@pytest.mark.parametrize(
    ("problem", "raw", "expected"),
    [
        ("sin(x^2)", "cos(x^2)*(2*x)", "2*x*cos(x^2)"),
        ("ln(x^2)", "(1/x^2)*(2*x)", "2/x"),
        ("2*(x^2 + 9)^3", "6*(x^2 + 9)^2*(2*x)", "12*x*(x^2 + 9)^2"),
        ("sin(x)", "0*x + 1*sin(x) + 0", "sin(x)"),
        ("x^2*y", "3*(x - y) - 3*(x - y)", "0"),
        ("x^5", "x^2*x^3 + 2*x^5", "3*x^5"),
        ("sqrt(x)", "sqrt(x)*sqrt(x)", "x"),
        ("sqrt(x)", "sqrt(12)*sqrt(3) + x", "6 + x"),
        ("sqrt(x)", "sqrt(12)*x + 2*sqrt(3)*x", "4*sqrt(3)*x"),
        ("cbrt(x)", "cbrt(-8*x)", "-2*root(x, 3)"),
        ("sqrt(x)", "sqrt(x^2*y)", "sqrt(y)*abs(x)"),
        ("sin(x)", "sin(-x) + cos(-x)", "cos(x) - sin(x)"),
        ("ln(x)", "ln(exp(3*x)) + exp(2*ln(x))", "3*x + x^2"),
        ("arctan(x)", "tan(arctan(x))", "x"),
        ("1/x", "1/(1 + 1/x)", "x/(x + 1)"),
        ("1/x", "(x^2 - 1)/(x - 1)", "x + 1"),
        ("|x|", "x*sign(x)*|x|", "x^2"),
    ],
)
def test_raw_forms(problem: str, raw: str, expected: str) -> None:
    assert plain(simplify(form_of(raw), problem=form_of(problem), variable=Symbol("x")).result) == expected


def test_a_problem_in_sines_is_answered_in_sines_and_one_in_tangents_in_tangents() -> None:
    assert answer("sin(x)/cos(x)^2 + x") != answer("tan(x)/cos(x) + x")
    assert "tan" in answer("x tan(x)")
    assert "sin" not in answer("x tan(x)")


def test_letters_that_are_usually_parameters_stand_before_the_variable() -> None:
    assert answer("x^2 k a") == "2*a*k*x"
    assert answer("t^2 c", "t") == "2*c*t"


def test_sums_of_the_problem_keep_their_order() -> None:
    assert answer("(1 + x^2)^3") == "6*x*(1 + x^2)^2"
    assert answer("(x^2 + 1)^3") == "6*x*(x^2 + 1)^2"
