"""Every rule of differentiation is a true equation, stated and explained."""

import itertools
from collections.abc import Iterator

import pytest

from symdiff.derivation import Rule
from symdiff.forms import Derivative, Form, Number, Placeholder, Symbol, Undefined, call, exp, substitute, walk
from symdiff.functions import FUNCTIONS
from symdiff.rules.structure import CHAIN, FUNCTION_RULES, STRUCTURE_RULES
from symdiff.verify import verify_equation
from symdiff.views.statements import with_mathematics

x = Symbol("x")
sin = call("sin")

# What the placeholders are tried with: expressions that are positive somewhere and differ from each other.
EXPRESSIONS = [x**2 + 1, exp(x) + 2, 3 + sin(x), x]
CONSTANTS = [Number(3), Number(5) / Number(2), Symbol("k"), Number(7)]

ALL = (*STRUCTURE_RULES, *FUNCTION_RULES, CHAIN)


def instances(rule: Rule) -> list[dict[Form, Form]]:
    """Several ways to fill in the placeholders of a rule."""
    placeholders = [form for form in walk(rule.before, rule.after) if isinstance(form, Placeholder)]
    found: list[dict[Form, Form]] = []
    for shift in range(3):
        expressions: Iterator[Form] = itertools.cycle(EXPRESSIONS[shift:] + EXPRESSIONS[:shift])
        constants: Iterator[Form] = itertools.cycle(CONSTANTS[shift:] + CONSTANTS[:shift])
        choices: dict[str, Iterator[Form]] = {"variable": itertools.repeat(x), "constant": constants, "expression": expressions}
        # The index of a root is a whole number.
        found.append({each: Number(shift + 3) if each.name == "n" else next(choices[each.sort]) for each in placeholders})
    return found


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_the_equation_holds(rule: Rule) -> None:
    outcomes = []
    for bindings in instances(rule):
        left, right = substitute(rule.before, bindings), substitute(rule.after, bindings)
        outcomes.append(verify_equation(left, right, where=substitute(rule.valid, bindings)).ok)
    assert False not in outcomes
    assert True in outcomes


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_the_left_side_is_a_derivative_and_the_reason_can_be_read(rule: Rule) -> None:
    assert isinstance(rule.before, Derivative)
    assert rule.why
    assert with_mathematics(rule.why)


def test_every_function_with_a_derivative_has_a_rule() -> None:
    named = {rule.before.children[0].children and rule.name.removeprefix("derivative of ") for rule in FUNCTION_RULES}
    assert named == {name for name, function in FUNCTIONS.items() if function.derivative is not None}


def test_the_harness_notices_a_false_rule() -> None:
    false = Rule("false", Derivative(sin(x), x), Undefined("f", (x,)))
    assert verify_equation(false.before, false.after).ok is False
