"""Forms keep what was written, are the same object when they are equal, and never recurse."""

import pickle
from fractions import Fraction

import pytest

from symdiff.forms import (
    ONE,
    Call,
    Derivative,
    Form,
    Negative,
    Number,
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
    dependents,
    occurs,
    product_of,
    substitute,
    sum_of,
    symbols,
    transform,
    tree_depth,
    tree_size,
    walk,
)

x, y, u = Symbol("x"), Symbol("y"), Symbol("u")
sin = call("sin")

OPERATORS = [
    (x + 1, Sum((x, ONE))),
    (x - y + 1, Sum((x, Negative(y), ONE))),
    (2 * x * y, Product((Number(2), x, y))),
    (x / 2, Quotient(x, Number(2))),
    (1 / x, Quotient(ONE, x)),
    (x**-1, Power(x, Number(-1))),
    (2**x, Power(Number(2), x)),
    (-x, Negative(x)),
    (1 - x, Sum((ONE, Negative(x)))),
]


@pytest.mark.parametrize(("built", "expected"), OPERATORS)
def test_operators_build_what_is_written(built: Form, expected: Form) -> None:
    assert built is expected


def test_nothing_is_evaluated() -> None:
    assert isinstance(x / x, Quotient)
    assert x + x is not 2 * x
    assert (x + 1) * (x + 1) is not (x + 1) ** 2


def test_a_typed_decimal_is_a_number_of_its_own() -> None:
    half = Number(Fraction(1, 2), "0.5")
    assert half is not Number(Fraction(1, 2))
    assert half.value == Fraction(1, 2)


def test_the_opposite_of_a_number_is_a_number() -> None:
    assert Negative(Number(3)) is Number(-3)
    assert Negative(Number(Fraction(1, 2), "0.5")) is Number(Fraction(-1, 2), "-0.5")
    assert isinstance(Negative(Number(-3)), Negative)


def test_a_form_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        x.name = "y"


ALL_KINDS = [
    x**2 + sin(x) / y,
    Root(x, 3),
    Undefined("f", (x, y), (1, 0)),
    Piecewise(((x, Relation(x, "<", 0)), (y, Relation(x, ">=", 0)))),
    Derivative(x**2, x, 2),
    Vector((x, y)),
    Call("log", (x, Number(2))),
]


@pytest.mark.parametrize("form", ALL_KINDS)
def test_equal_forms_are_one_object_also_after_pickling_and_rebuilding(form: Form) -> None:
    assert pickle.loads(pickle.dumps(form)) is form
    assert form.with_children(form.children) is form


@pytest.mark.parametrize("form", ALL_KINDS)
def test_substitution_puts_a_form_in_every_place(form: Form) -> None:
    replaced = substitute(form, {x: u})
    assert not occurs(x, replaced)
    assert substitute(replaced, {u: x}) is form


def test_substitution_keeps_the_writing() -> None:
    assert substitute(u * 1 + 0, {u: x + 0}) is (x + 0) * 1 + 0


def test_transform_sees_parts_before_wholes() -> None:
    assert transform(sin(x) + x, lambda form: y if form is x else form) is sin(y) + y


def test_sums_and_products_of_any_number() -> None:
    assert sum_of(()) is Number(0)
    assert sum_of((x,)) is x
    assert product_of(()) is ONE
    assert product_of((x, y)) is x * y


def test_symbols_come_in_order_of_appearance() -> None:
    assert symbols(sin(y) * x + y) == (y, x)


def test_dependents_are_the_nodes_with_the_variable() -> None:
    assert dependents(sin(x) + y**2, x) == {x, sin(x), sin(x) + y**2}


def test_a_shared_part_is_walked_once_and_counted_every_time() -> None:
    shared = sin(x) ** 2
    whole = shared + shared * shared
    assert sum(1 for _ in walk(whole)) == 6
    assert tree_size(whole) == 1 + 4 + (1 + 4 + 4)


def test_ten_thousand_layers_need_no_recursion() -> None:
    form: Form = x
    for _ in range(10_000):
        form = sin(form) + 1
    assert tree_depth(form) == 20_001
    assert symbols(substitute(form, {x: y})) == (y,)
    assert len(repr(form)) < 1000
