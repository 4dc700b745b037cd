"""Intermediate variables name what a rule needs a name for, and no more."""

import pytest
from hypothesis import given, settings

from symdiff.calculus.intermediates import introduce
from symdiff.forms import Form, Symbol, call, substitute
from symdiff.render.plain import plain
from symdiff.syntax import read
from symdiff.verify import verify_equation
from tests.expressions import expressions

x = Symbol("x")

DEFINITIONS = [
    ("ln(sin(x^3)^2)", ["u1 = x^3", "u2 = sin(u1)", "u3 = u2^2", "y = ln(u3)"]),
    ("2(x^2 + 9)^3", ["u1 = x^2 + 9", "y = 2*u1^3"]),
    ("x exp(x^2)", ["u1 = x^2", "u2 = exp(u1)", "y = x*u2"]),
    ("3x^2 - 2x + 5", ["y = 3*x^2 - 2*x + 5"]),
    ("5/x^3 + sqrt(x)", ["y = 5/x^3 + sqrt(x)"]),
    ("(x + 1)/(x - 1)", ["u1 = x + 1", "u2 = x - 1", "y = u1/u2"]),
    ("x^2 sin x + 3e^x", ["u1 = x^2", "u2 = sin(x)", "u3 = u1*u2", "y = u3 + 3*exp(x)"]),
    ("1/(1 + exp(-x))", ["u1 = -x", "u2 = 1 + exp(u1)", "y = 1/u2"]),
    ("a sin(b x)", ["u1 = b*x", "y = a*sin(u1)"]),
    ("sin(x^2) + cos(x^2)", ["u1 = x^2", "y = sin(u1) + cos(u1)"]),
    ("u sin(x^2)", ["v1 = x^2", "y = u*sin(v1)"]),
    ("y sin(x^2)", ["u1 = x^2", "z = y*sin(u1)"]),
]


@pytest.mark.parametrize(("problem", "definitions"), DEFINITIONS)
def test_the_definitions(problem: str, definitions: list[str]) -> None:
    found = introduce(read(problem).form, x)
    assert [f"{each.name.name} = {plain(each.meaning)}" for each in found] == definitions


def test_local_derivatives_hold_the_other_operands_constant() -> None:
    last = introduce(read("x exp(x^2)").form, x)[-1]
    assert {local.operand.name: plain(local.slope) for local in last.locals} == {"x": "u2", "u2": "x"}


@settings(max_examples=60, deadline=None)
@given(expressions())
def test_definitions_put_back_give_the_problem_and_local_derivatives_are_right(form: Form) -> None:
    meanings: dict[Form, Form] = {}
    for each in introduce(form, x):
        assert substitute(each.meaning, meanings) is each.whole
        meanings[each.name] = each.whole
        for local in each.locals:
            assert verify_equation(local.step.left, local.step.right).ok is not False
    assert each.whole is form


def test_a_constant_has_no_operand() -> None:
    (only,) = introduce(call("sin")(Symbol("a")), x)
    assert only.locals == ()
