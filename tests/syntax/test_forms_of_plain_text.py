"""The canonical plain spelling, against forms built by hand: what all other tables of spellings rest on."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symdiff.forms import (
    PI,
    TRUE,
    And,
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Or,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    call,
)
from symdiff.syntax import read

x, y, z, a, b, n, t = map(Symbol, "xyzabnt")
one, two, three = Number(1), Number(2), Number(3)
sin, ln = call("sin"), call("ln")

FORMS: dict[str, Form] = {
    "x": x,
    "42": Number(42),
    "0.50": Number(Fraction(1, 2), "0.50"),
    "-3": Number(-3),
    "pi": PI,
    "e": E,
    "theta": Symbol("theta"),
    "x_1": Symbol("x_1"),
    "x1": Symbol("x1"),
    "a + b + x": Sum((a, b, x)),
    "a - b + x": Sum((a, Negative(b), x)),
    "a - 3": Sum((a, Number(-3))),
    "a - (b + x)": Sum((a, Negative(Sum((b, x))))),
    "(a + b) + x": Sum((Sum((a, b)), x)),
    "2*x*y": Product((two, x, y)),
    "(2*x)*(3*y)": Product((Product((two, x)), Product((three, y)))),
    "2*(x + 1)": Product((two, Sum((x, one)))),
    "x/y": Quotient(x, y),
    "x/y/z": Quotient(Quotient(x, y), z),
    "x/y*z": Product((Quotient(x, y), z)),
    "x*y/z": Quotient(Product((x, y)), z),
    "x/(y*z)": Quotient(x, Product((y, z))),
    "x^2": Power(x, two),
    "x^y^z": Power(x, Power(y, z)),
    "(x^y)^z": Power(Power(x, y), z),
    "x^(-1)": Power(x, Number(-1)),
    "x^(1/2)": Power(x, Quotient(one, two)),
    "-x^2": Negative(Power(x, two)),
    "(-x)^2": Power(Negative(x), two),
    "-3*x": Negative(Product((three, x))),
    "(-3)*x": Product((Number(-3), x)),
    "-a/b": Negative(Quotient(a, b)),
    "-x + y": Sum((Negative(x), y)),
    "a*(-b)": Product((a, Negative(b))),
    "sqrt(x)": Root(x, 2),
    "cbrt(x)": Root(x, 3),
    "root(x, 5)": Root(x, 5),
    "e^x": Power(E, x),
    "exp(x)": Power(E, x),
    "ln(x)": ln(x),
    "log(x)": ln(x),
    "log(x, 2)": Call("log", (x, two)),
    "abs(x)": Call("abs", (x,)),
    "sin(x)^2": Power(sin(x), two),
    "sin(x^2)": sin(Power(x, two)),
    "max(x, y, 1)": Call("max", (x, y, one)),
    "gamma(x)": Call("gamma", (x,)),
    "f(x)": Undefined("f", (x,)),
    "f''(x)": Undefined("f", (x,), (2,)),
    "g(x, y)": Undefined("g", (x, y)),
    "g^(1,2)(x, y)": Undefined("g", (x, y), (1, 2)),
    "f_x(x, y)": Undefined("f", (x, y), (1, 0)),
    "y'*x": Product((Undefined("y", (x,), (1,)), x)),
    "x + d/dx(x^2)": Sum((x, Derivative(Power(x, two), x))),
    "1 + d^2/dx dy(x*y)": Sum((one, Derivative(Derivative(Product((x, y)), y), x))),
    "1 + diff(x^2, x, 2)": Sum((one, Derivative(Power(x, two), x, 2))),
    "x^2 + y^2 = 25": Relation(Sum((Power(x, two), Power(y, two))), "=", 25),
    "[x, x^2]": Vector((x, Power(x, two))),
    "piecewise((-x, x < 0), (x, otherwise))": Piecewise(((Negative(x), Relation(x, "<", 0)), (x, TRUE))),
    "piecewise((1, 0 <= x < 1), 2)": Piecewise(((one, And((Relation(Number(0), "<=", x), Relation(x, "<", 1)))), (two, TRUE))),
    "piecewise((1, x < 0 or x > 1), (2, x != 5), 3)": Piecewise(
        ((one, Or((Relation(x, "<", 0), Relation(x, ">", 1)))), (two, Relation(x, "!=", 5)), (three, TRUE))
    ),
}


@pytest.mark.parametrize("text", FORMS)
def test_canonical_text_is_the_form(text: str) -> None:
    assert read(text).form is FORMS[text]


@pytest.mark.parametrize("text", [text for text in FORMS if text != "log(x)" and "y'" not in text])
def test_canonical_text_needs_no_note(text: str) -> None:
    assert read(text).notes == ()


def test_long_sums_and_products_are_flat() -> None:
    assert read("+".join("x" * 500)).form is Sum((x,) * 500)
    assert read("*".join("x" * 500)).form is Product((x,) * 500)
