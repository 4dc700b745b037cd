"""The engine derives every form by the rule that a textbook would use, each subexpression once."""

import pytest
from hypothesis import given, settings

from symdiff.calculus.engine import LONGEST_PRODUCT, derive
from symdiff.derivation import ordered
from symdiff.errors import UnsupportedError
from symdiff.forms import (
    Call,
    Form,
    Number,
    Piecewise,
    Power,
    Product,
    Relation,
    Root,
    Symbol,
    Undefined,
    Vector,
    call,
    exp,
    sqrt,
)
from symdiff.syntax import read
from symdiff.verify import verify_derivative, verify_step
from tests.expressions import expressions

x, a, n = Symbol("x"), Symbol("a"), Symbol("n")
sin, cos, ln = call("sin"), call("cos"), call("ln")

RULES = [
    ("5", "constant rule", "0"),
    ("a", "constant rule", "0"),
    ("x", "identity rule", "1"),
    ("x + a", "sum rule", "1"),
    ("x^2 - x", "difference rule", "2*x - 1"),
    ("x^2 - x + 1", "difference rule", "2*x - 1"),
    ("-x^2", "constant multiple rule", "-(2*x)"),
    ("3x^2", "constant multiple rule", "6*x"),
    ("x^2/2", "constant multiple rule", "x"),
    ("x sin x", "product rule", "sin(x) + x*cos(x)"),
    ("sin(x)/x", "quotient rule", "(cos(x)*x - sin(x))/x^2"),
    ("5/x^3", "power rule", "-(15/x^4)"),
    ("1/sin(x)", "reciprocal rule", "-(cos(x)/sin(x)^2)"),
    ("x^3", "power rule", "3*x^2"),
    ("x^n", "power rule", "n*x^(n - 1)"),
    ("x^(1/2)", "power rule", "1/2*x^(-1/2)"),
    ("sqrt(x)", "square root rule", "1/(2*sqrt(x))"),
    ("root(x, 3)", "root rule", "1/(3*root(x, 3)^2)"),
    ("e^x", "exponential rule", "e^x"),
    ("2^x", "exponential rule", "2^x*ln(2)"),
    ("x^x", "general power rule", "x^x*(ln(x) + x/x)"),
    ("log(x, 2)", "logarithm rule", "1/(x*ln(2))"),
    ("log(2, x)", "change of base", "-(ln(2)*(1/x)/ln(x)^2)"),
    ("sin x", "derivative of sin", "cos(x)"),
    ("sin(x^2)", "chain rule", "cos(x^2)*2*x"),
    ("max(x, x^2)", "maximum rule", "piecewise((1, x > x^2), (2*x, x < x^2))"),
    ("abs(x)", "derivative of abs", "sign(x)"),
    ("f(x)", "derivative of an unknown function", "f'(x)"),
    ("f(x^2)", "chain rule", "f'(x^2)*2*x"),
]


@pytest.mark.parametrize(("problem", "rule", "expected"), RULES)
def test_each_form_has_its_rule(problem: str, rule: str, expected: str) -> None:
    form = read(problem).form
    found = derive(form, x)[form]
    assert found.step.rule == rule
    assert verify_derivative(form, x, found.result).ok
    assert repr(found.result) == repr(read(expected).form) or verify_derivative(form, x, read(expected).form).ok


def test_a_repeated_subexpression_is_derived_once() -> None:
    inner = sin(x**2)
    found = derive(inner * exp(inner) + ln(inner), x)
    assert sum(1 for form in found if form is inner) == 1


def test_the_chain_rule_uses_the_rule_of_the_outer_function_in_a_letter_of_its_own() -> None:
    step = derive(sin(x**2), x)[sin(x**2)].step
    inner, outer = step.uses
    assert outer.left.children == (sin(Symbol("u")), Symbol("u"))
    assert outer.rule == "derivative of sin"
    assert inner.rule == "power rule"


def test_the_letter_of_the_outer_function_is_not_taken() -> None:
    form = sin(x**2) * Symbol("u")
    outer = derive(form, x)[sin(x**2)].step.uses[-1]
    assert outer.left.children[1] is Symbol("v")


def test_parameters_are_constants() -> None:
    form = a * x**n
    assert derive(form, x)[form].result is Product((a, n, Power(x, n - 1)))
    assert derive(form, Symbol("b"))[form].result is Number(0)


def test_typed_decimals_stay_decimals() -> None:
    form = read("x^0.5").form
    assert repr(derive(form, x)[form].result) == "0.5*Power(x, -0.5)"


def test_a_long_product_is_split_in_halves() -> None:
    form = Product(sin(k * x) for k in range(2, 2 * LONGEST_PRODUCT))
    found = derive(form, x)
    assert verify_derivative(form, x, found[form].result).ok


def test_an_unknown_function_of_several_arguments_has_a_term_for_each() -> None:
    form = Undefined("f", (x, x**2))
    result = derive(form, x)[form].result
    assert result is Undefined("f", (x, x**2), (1, 0)) + Undefined("f", (x, x**2), (0, 1)) * 2 * x


def test_borders_between_pieces_are_excepted() -> None:
    form = Piecewise(((x, Relation(x, "<", 1)), (x**2, Relation(x, ">=", 1))))
    assert repr(derive(form, x)[form].step.valid) == "And(x != 1, x != 1)"


@pytest.mark.parametrize("form", [Vector((x,)), Relation(x, "=", 1), call("digamma")(x)], ids=repr)
def test_what_no_rule_covers_is_refused(form: Form) -> None:
    with pytest.raises(UnsupportedError):
        derive(form, x)


def test_ten_thousand_layers_take_linear_work() -> None:
    form: Form = x
    for _ in range(10_000):
        form = sin(form) + 1
    found = derive(form, x)
    assert len(found) == 20_001
    assert sqrt(x) not in found


@settings(max_examples=150, deadline=None)
@given(expressions())
def test_every_derivative_and_every_step_holds_by_an_independent_witness(form: Form) -> None:
    found = derive(form, x)[form]
    assert verify_derivative(form, x, found.result).ok is not False
    for step in ordered((found.step,)):
        assert verify_step(step).ok is not False, step


def test_roots_and_calls_of_several_arguments() -> None:
    form = Root(1 + x**2, 4) + Call("max", (x, Number(1), x**3))
    assert verify_derivative(form, x, derive(form, x)[form].result).ok
    assert verify_derivative(cos(x), x, derive(cos(x), x)[cos(x)].result).ok
