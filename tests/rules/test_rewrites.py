"""Every declared rewrite is a true equation on the real numbers, negative and boundary values included."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.derivation import Rule
from symdiff.forms import TRUE, Form, Number, Placeholder, substitute, walk
from symdiff.rules.rewrites import REWRITES
from symdiff.verify import OutsideDomain, evaluate, holds
from symdiff.views.statements import with_mathematics

BOUNDARY = [Fraction(value) for value in (-3, -2, -1, Fraction(-1, 2), 0, Fraction(1, 3), 1, 2)]
EXPONENTS = [Fraction(value) for value in (-2, Fraction(-1, 3), 0, Fraction(1, 2), Fraction(2, 3), 1, 3)]


def placeholders(rule: Rule) -> list[Form]:
    return [form for form in walk(rule.before, rule.after) if isinstance(form, Placeholder)]


def value(form: Form) -> Fraction | object | None:
    """A ball around the value of a form, or ``None`` where it has none."""
    try:
        return evaluate(form, {})
    except OutsideDomain:
        return None


def agrees(rule: Rule, values: tuple[Fraction, ...]) -> bool | None:
    """Whether both sides are the same at a point; ``None`` where one has no value or the condition does not hold."""
    bindings: dict[Form, Form] = dict(zip(placeholders(rule), map(Number, values), strict=True))
    if rule.valid is not TRUE and holds(substitute(rule.valid, bindings), {}) is not True:
        return None
    left, right = (value(substitute(side, bindings)) for side in (rule.before, rule.after))
    return None if left is None or right is None else bool(left.overlaps(right))  # type: ignore[attr-defined]  # both are balls here


def choices(rule: Rule) -> list[list[Fraction]]:
    return [EXPONENTS if each.sort == "number" else BOUNDARY for each in placeholders(rule) if isinstance(each, Placeholder)]


def identified(rule: Rule) -> str:
    return f"{rule.name}: {rule.before!r}"


@pytest.mark.parametrize("rule", REWRITES, ids=identified)
def test_it_holds_at_boundary_values(rule: Rule) -> None:
    lists = choices(rule)
    points = list(product(*lists)) if len(lists) < 3 else list(zip(*(each * 8 for each in lists), strict=False))
    outcomes = {agrees(rule, point) for point in points}
    assert False not in outcomes
    assert True in outcomes


@pytest.mark.parametrize("rule", [rule for rule in REWRITES if placeholders(rule)], ids=identified)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_it_holds_at_random_values(rule: Rule, data: st.DataObject) -> None:
    values = st.fractions(-4, 4, max_denominator=12)
    point = tuple(data.draw(st.sampled_from(EXPONENTS) if each is EXPONENTS else values) for each in choices(rule))
    assert agrees(rule, point) is not False


@pytest.mark.parametrize("rule", REWRITES, ids=identified)
def test_it_has_a_name_a_kind_and_a_reason_that_can_be_read(rule: Rule) -> None:
    assert rule.name
    assert rule.kind == "rewrite"
    assert with_mathematics(rule.why)


def test_the_harness_notices_a_false_equation() -> None:
    a = Placeholder("a")
    assert agrees(Rule("false", (a**2) ** Fraction(1, 2), a, "rewrite"), (Fraction(-2),)) is False
