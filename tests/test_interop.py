"""Forms and SymPy trees say the same."""

import pytest
import sympy

from symdiff.errors import UnsupportedError
from symdiff.forms import (
    PI,
    TRUE,
    Call,
    Derivative,
    E,
    Form,
    Number,
    Piecewise,
    Quotient,
    Relation,
    Root,
    Symbol,
    Undefined,
    Vector,
    call,
    exp,
    sqrt,
)
from symdiff.functions import FUNCTIONS
from symdiff.interop import free_symbols, from_sympy, to_plain_sympy, to_sympy

x, y = Symbol("x"), Symbol("y")
X, Y = sympy.symbols("x y")
sin, ln = call("sin"), call("ln")

ROUND_TRIPS = [
    2 * x * sin(x),
    Quotient(x + 1, x**2) - 3 * x,
    sqrt(x) + Root(x, 3),
    -(2 * x),
    Call("log", (x, Number(2))),
    exp(-(x**2)),
    PI * E,
    call("arsinh")(x) + call("abs")(x),
    Piecewise(((x, Relation(x, "<", 0)), (-x, TRUE))),
    Derivative(x**2, x),
    Undefined("f", (x,), (1,)),
    Vector((x, sin(x))),
    Call("max", (x, y)),
    x**y,
]


@pytest.mark.parametrize("form", ROUND_TRIPS, ids=repr)
def test_a_form_comes_back_from_sympy_as_it_was(form: Form) -> None:
    assert from_sympy(to_sympy(form)) is form


AS_READ = [
    (X**2 / (X + 1), x**2 / (x + 1)),
    (1 / X, 1 / x),
    (sympy.sqrt(X), sqrt(x)),
    (X ** sympy.Rational(-1, 2), 1 / sqrt(x)),
    (-3 * X / 2, -(3 * x / 2)),
    (1 + X, x + 1),
    (sympy.exp(X), exp(x)),
    (sympy.log(X), ln(x)),
    (sympy.Heaviside(X), call("step")(x)),
    (sympy.Float("0.25") * X, Number(sympy.Rational(1, 4), "0.25") * x),
]


@pytest.mark.parametrize(("expression", "form"), AS_READ, ids=str)
def test_an_evaluated_expression_reads_as_on_paper(expression: sympy.Expr, form: Form) -> None:
    assert from_sympy(expression) is form


@pytest.mark.parametrize("expression", [sympy.I * X, sympy.oo, sympy.Integral(X, X), sympy.zeta(X)], ids=str)
def test_what_has_no_meaning_is_refused(expression: sympy.Expr) -> None:
    with pytest.raises(UnsupportedError):
        from_sympy(expression)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_of_the_table_has_a_counterpart(name: str) -> None:
    expression = to_plain_sympy(call(name)(x))
    assert expression.free_symbols == {X}


def test_a_function_that_sympy_does_not_know_keeps_its_name() -> None:
    assert from_sympy(sympy.Function("erfc")(X)) is call("erfc")(x)


def test_plain_sympy_is_evaluated() -> None:
    assert to_plain_sympy(x * x + 0) == X**2


def test_the_symbols_of_the_user_come_back() -> None:
    positive = sympy.Symbol("x", positive=True)
    symbols = free_symbols(sympy.sin(positive))
    assert to_plain_sympy(sin(x), symbols) == sympy.sin(positive)


def test_two_symbols_of_one_name_are_refused() -> None:
    with pytest.raises(UnsupportedError):
        free_symbols(X + sympy.Symbol("x", positive=True))


def test_ten_thousand_layers_need_no_recursion() -> None:
    expression: sympy.Expr = X
    for _ in range(10_000):
        expression = sympy.Add(sympy.sin(expression, evaluate=False), 1, evaluate=False)
    form = from_sympy(expression)
    assert from_sympy(to_plain_sympy(form)) is form
    assert list(free_symbols(expression)) == ["x"]
