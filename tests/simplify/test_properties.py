"""What holds for every form: the result is equal, where it is defined is said, and simplifying again changes nothing."""

from fractions import Fraction

from flint import acb
from hypothesis import given, settings

from symdiff.checker.equality.sheet import Sheet
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Symbol, call, symbols
from symdiff.simplify import alternatives, simplify
from symdiff.simplify.conditions import conditions
from symdiff.simplify.tidy import tidy
from symdiff.verify import OutsideDomain, evaluate, holds, verify_equation
from tests.expressions import expressions, x
from tests.simplify.answers import raw_derivative, workspace_of

POINTS = [
    {Symbol("x"): Fraction(*first), Symbol("a"): Fraction(*second), Symbol("b"): Fraction(*third)}
    for first, second, third in (
        ((-7, 3), (5, 4), (-2, 3)),
        ((-3, 5), (-8, 3), (7, 5)),
        ((0, 1), (1, 1), (2, 1)),
        ((1, 4), (-1, 2), (3, 2)),
        ((1, 1), (0, 1), (-1, 1)),
        ((11, 3), (2, 7), (-5, 2)),
    )
]


def is_defined(form: Form, point: dict[Symbol, Fraction]) -> bool | None:
    """Whether a form has a value at a point; ``None`` where that could not be decided."""
    try:
        evaluate(form, point)
    except OutsideDomain:
        return None if is_on_the_edge(form, point) else False
    except SymdiffError:
        return None
    return True


def is_on_the_edge(form: Form, point: dict[Symbol, Fraction]) -> bool:
    """Whether a value might be real or not, as that of arccos(x/x), where a ball around 1 reaches out of the domain."""
    try:
        value = Sheet(dict[Form, Fraction](point.items()), acb).value(form)
    except SymdiffError:
        return True
    return bool(value.is_finite() and value.imag.contains(0))


def test_what_is_on_the_edge_is_not_called_undefined() -> None:
    assert is_defined(call("arccos")(x / x), POINTS[0]) is None
    assert is_defined(call("arccos")(x), POINTS[0]) is False


@settings(max_examples=60, deadline=None)
@given(problem=expressions(6))
def test_a_simplified_derivative_is_equal_line_by_line(problem: Form) -> None:
    raw = raw_derivative(problem, x)
    found = simplify(raw, problem=problem, variable=x)
    assert verify_equation(raw, found.result, where=found.valid).ok is not False
    for step in found.steps:
        assert verify_equation(step.left, step.right, where=step.valid).ok is not False


@settings(max_examples=60, deadline=None)
@given(form=expressions(8))
def test_any_form_is_simplified_to_an_equal_one(form: Form) -> None:
    found = simplify(form, problem=form, variable=x)
    assert verify_equation(form, found.result, where=found.valid).ok is not False


@settings(max_examples=60, deadline=None)
@given(form=expressions(7))
def test_points_are_neither_lost_nor_gained_without_a_word(form: Form) -> None:
    found = simplify(form, problem=form, variable=x)
    for point in POINTS:
        before, after = is_defined(form, point), is_defined(found.result, point)
        if None not in (before, after) and before is not after:
            assert holds(found.valid, point) is not True


@settings(max_examples=40, deadline=None)
@given(problem=expressions(5))
def test_simplifying_again_changes_nothing(problem: Form) -> None:
    found = simplify(raw_derivative(problem, x), problem=problem, variable=x)
    if found.complete and any(is_defined(found.result, point) for point in POINTS):
        assert simplify(found.result, problem=problem, variable=x).result is found.result


@settings(max_examples=40, deadline=None)
@given(form=expressions(6))
def test_the_normal_form_of_a_normal_form_is_itself(form: Form) -> None:
    work = workspace_of(form)
    once = tidy(work, form)
    assert tidy(work, once) is once
    assert tidy(workspace_of(form), once) is once


@settings(max_examples=30, deadline=None)
@given(problem=expressions(5))
def test_other_forms_are_equal(problem: Form) -> None:
    result = simplify(raw_derivative(problem, x), problem=problem, variable=x).result
    for other in alternatives(result, problem=problem, variable=x):
        assert verify_equation(result, other.form).ok is not False


@settings(max_examples=60, deadline=None)
@given(form=expressions(6))
def test_a_form_has_a_value_just_where_its_conditions_hold(form: Form) -> None:
    needed = conditions(workspace_of(form), form)
    for point in POINTS:
        if is_defined(form, point):
            assert all(holds(condition, point) is not False for condition in needed)


@settings(max_examples=30, deadline=None)
@given(form=expressions(8))
def test_no_letter_is_brought_in(form: Form) -> None:
    found = simplify(form, problem=form, variable=x)
    assert set(symbols(found.result)) <= set(symbols(form))
