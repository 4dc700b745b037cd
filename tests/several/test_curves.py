"""Implicit and parametric differentiation, the chain rule and the total derivative against tables of known answers."""

from __future__ import annotations

import pytest

from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.forms import Form, Number, Relation, Symbol, Undefined
from symdiff.several.chain import work_out_chain, work_out_total
from symdiff.several.implicit import work_out_implicit
from symdiff.several.on_curve import agree_on_curve, shorter_on_curve
from symdiff.several.parametric import work_out_parametric
from symdiff.syntax import read
from symdiff.verify import verify_equation
from symdiff.worked import WorkedProblem

X, Y, T = map(Symbol, "xyt")


def form(text: str) -> Form:
    return read(text).form


def implicit(text: str, order: int = 1) -> WorkedProblem:
    equation = form(text)
    assert isinstance(equation, Relation)
    return work_out_implicit(equation, Y, X, order)


SLOPES = [
    ("x^2 + y^2 = 49", "-x/y"),
    ("x y = 1", "-y/x"),
    ("x^3 + y^3 = 6x y", "(2y - x^2)/(y^2 - 2x)"),
    ("sin(y) = x + y", "1/(cos(y) - 1)"),
    ("e^(x y) = x + 2y", "(1 - y e^(x y))/(x e^(x y) - 2)"),
    ("y^2 ln(x) = x", "(1 - y^2/x)/(2y ln(x))"),
    ("a x^2 + b y^2 = c", "-a x/(b y)"),
    ("sqrt(x) + sqrt(y) = 4", "-sqrt(y)/sqrt(x)"),
    ("x^2 = y", "2x"),
]


@pytest.mark.parametrize(("text", "slope"), SLOPES)
def test_slopes_of_implicit_curves(text: str, slope: str) -> None:
    found = implicit(text)
    assert found.verification.ok
    assert verify_equation(found.answer, form(slope)).ok or agree_on_curve(_curve(text), Y, X, found.answer, form(slope)).ok


def _curve(text: str) -> Form:
    equation = form(text)
    assert isinstance(equation, Relation)
    return equation.left - equation.right


HIGHER = [
    ("x^2 + y^2 = 49", 2, "-49/y^3"),
    ("x^2 + y^2 = 49", 3, "-147 x/y^5"),
    ("x^2 - y^2 = 9", 2, "-9/y^3"),
    ("x^3 + y^3 = 1", 2, "-2x/y^5"),
    ("x y = 1", 2, "2y/x^2"),
    ("tan(y) = x", 2, "-2 sin(y) cos(y)^3"),
]


@pytest.mark.parametrize(("text", "order", "answer"), HIGHER)
def test_higher_derivatives_are_made_shorter_by_the_curve(text: str, order: int, answer: str) -> None:
    found = implicit(text, order)
    assert found.verification.ok
    assert agree_on_curve(_curve(text), Y, X, found.answer, form(answer)).ok


def test_the_curve_makes_an_answer_shorter_where_it_can() -> None:
    assert shorter_on_curve(form("(x^2 + y^2)/y^3"), form("x^2 + y^2"), form("7"), Y, X) is form("7/y^3")
    assert shorter_on_curve(form("x/y"), form("x^2 + y^2"), form("7"), Y, X) is form("x/y")


def test_comparison_on_a_curve_tells_equal_from_different() -> None:
    circle = form("x^2 + y^2 - 25")
    assert agree_on_curve(circle, Y, X, form("x^2 + y^2"), form("25")).ok
    assert agree_on_curve(circle, Y, X, form("x^2 - y^2"), form("25")).ok is False
    assert agree_on_curve(form("x^2 + y^2 + 1"), Y, X, form("x"), form("x")).ok is None
    assert agree_on_curve(form("x + y - a"), Y, X, form("x"), form("x")).ok is None


BAD_EQUATIONS = [
    ("x^2 = 4", 1, SymdiffError, "does not contain y"),
    ("y + s = 4", 1, SymdiffError, "does not contain x"),
    ("y - y = x", 1, SymdiffError, "does not determine"),
    ("x^2 + y^2 = 1", 0, SymdiffError, "order 0"),
    ("x^2 + y^2 = 1", 99, SymdiffError, "order 99"),
]


@pytest.mark.parametrize(("text", "order", "error", "message"), BAD_EQUATIONS)
def test_what_is_no_problem_for_implicit_differentiation(text: str, order: int, error: type, message: str) -> None:
    with pytest.raises(error, match=message):
        implicit(text, order)


def test_a_name_is_not_both_a_function_and_a_variable() -> None:
    with pytest.raises(SymdiffError, match="as a function and as a variable"):
        work_out_implicit(Relation(Undefined("y", (X,)) + Y, "=", X), Y, X, 1)


def test_y_may_be_written_as_a_function_of_x() -> None:
    assert implicit("y(x)^2 + x^2 = 25").answer is form("-x/y")


def test_inequalities_and_equal_variables_are_refused() -> None:
    with pytest.raises(UnsupportedError, match="inequality"):
        work_out_implicit(Relation(X, "<", Y), Y, X, 1)
    with pytest.raises(SymdiffError, match="different"):
        work_out_implicit(Relation(X, "=", Y), X, X, 1)


PARAMETRIC = [
    ("cos(t)", "sin(t)", 1, "-cot(t)"),
    ("cos(t)", "sin(t)", 2, "-1/sin(t)^3"),
    ("t^2", "t^3", 1, "3t/2"),
    ("t^2", "t^3", 2, "3/(4t)"),
    ("t^2", "t^3", 3, "-3/(8t^3)"),
    ("a cos(t)", "b sin(t)", 1, "-b cos(t)/(a sin(t))"),
    ("e^t", "t e^(-t)", 1, "(1 - t) e^(-2t)"),
    ("t", "t^2", 2, "2"),
]


@pytest.mark.parametrize(("x", "y", "order", "answer"), PARAMETRIC)
def test_parametric_derivatives(x: str, y: str, order: int, answer: str) -> None:
    found = work_out_parametric(form(x), form(y), T, order)
    assert found.verification.ok
    assert verify_equation(found.answer, form(answer)).ok


DOMAINS = [
    ("y sqrt(x + 4) = 8", ("x", ">", "-4")),
    ("y - abs(x) y^2 = 1", ("x", "!=", "0")),
]


@pytest.mark.parametrize(("text", "condition"), DOMAINS)
def test_slopes_hold_where_every_step_does(text: str, condition: tuple[str, str, str]) -> None:
    left, sign, right = condition
    valid = implicit(text).valid
    assert Relation(form(left), sign, form(right)) in (valid, *valid.children)


def test_parametric_slopes_hold_where_every_step_does() -> None:
    valid = work_out_parametric(form("abs(t) + t^2"), form("sqrt(t + 1)"), T, 1).valid
    assert {Relation(T, "!=", 0), Relation(T, ">", Number(-1))} <= set(valid.children)


BAD_PARAMETRIC = [
    ("3", "t", T, 1, "vertical line"),
    ("x", "x^2", X, 1, "must not be called x"),
    ("t", "t", T, 0, "order 0"),
]


@pytest.mark.parametrize(("x", "y", "t", "order", "message"), BAD_PARAMETRIC)
def test_curves_without_a_slope(x: str, y: str, t: Symbol, order: int, message: str) -> None:
    with pytest.raises(SymdiffError, match=message):
        work_out_parametric(form(x), form(y), t, order)


CHAINS = [
    (["ln(a)", "sin(b)"], {"a": "x^2", "b": "3x"}, "x", [["2/x"], ["3cos(3x)"]]),
    (["a b"], {"a": "x + y", "b": "x - y"}, "x y", [["2x", "-2y"]]),
    (["u + v + w"], {"u": "a x", "v": "b y", "w": "c z"}, "a b c", [["x", "y", "z"]]),
    (["a^2", "a b"], {"a": "sin(t)", "b": "cos(t)"}, "t", [["2sin(t)cos(t)"], ["cos(t)^2 - sin(t)^2"]]),
    (["a"], {"a": "x", "b": "y"}, "x y", [["1", "0"]]),
]


@pytest.mark.parametrize(("outer", "inner", "wrt", "rows"), CHAINS)
def test_products_of_jacobians(outer: list[str], inner: dict[str, str], wrt: str, rows: list[list[str]]) -> None:
    definitions = {Symbol(name): form(text) for name, text in inner.items()}
    variables = [Symbol(name) for name in wrt.split()]
    found = work_out_chain(list(map(form, outer)), definitions, variables)
    assert found.verification.ok
    assert found.shape == (len(outer), len(variables))
    assert found.outer.shape[1] == found.inner.shape[0] == len(inner)
    for row, expected in zip(found.answer, rows, strict=True):
        for entry, answer in zip(row, expected, strict=True):
            assert verify_equation(entry, form(answer)).ok


def test_names_of_a_chain_must_fit_together() -> None:
    with pytest.raises(SymdiffError, match="both a variable and"):
        work_out_chain([form("x")], {X: form("x^2")}, [X])
    with pytest.raises(SymdiffError, match="contain x itself"):
        work_out_chain([form("x u")], {Symbol("u"): form("x^2")}, [X])
    with pytest.raises(SymdiffError, match="No intermediate variable"):
        work_out_chain([form("x")], {}, [X])


TOTALS = [
    ("x u2", {"u1": "x^2", "u2": "e^u1"}, "e^(x^2) (2x^2 + 1)"),
    ("x u2", {"u2": "e^u1", "u1": "x^2"}, "e^(x^2) (2x^2 + 1)"),
    ("u + v", {"u": "x^2", "v": "u^2"}, "2x + 4x^3"),
    ("u v", {"u": "sin(x)", "v": "cos(x)"}, "cos(x)^2 - sin(x)^2"),
    ("u + a x", {"u": "b x"}, "a + b"),
    ("u", {"u": "a^2"}, "0"),
]


@pytest.mark.parametrize(("function", "definitions", "answer"), TOTALS)
def test_total_derivatives(function: str, definitions: dict[str, str], answer: str) -> None:
    found = work_out_total(form(function), X, {Symbol(name): form(text) for name, text in definitions.items()})
    assert found.verification.ok
    assert verify_equation(found.answer, form(answer)).ok


def test_definitions_in_a_circle_are_refused() -> None:
    with pytest.raises(SymdiffError, match="circle"):
        work_out_total(form("u"), X, {Symbol("u"): form("v"), Symbol("v"): form("u")})
    with pytest.raises(SymdiffError, match="circle"):
        work_out_total(form("u"), X, {Symbol("u"): form("u + x")})
