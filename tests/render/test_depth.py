"""Trees of any depth are printed, with work that grows with what is printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from symdiff.forms import (
    ONE,
    TRUE,
    TWO,
    And,
    Call,
    Derivative,
    Form,
    Negative,
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
)
from symdiff.notation import Box, present, printed_size
from symdiff.render.latex import latex
from symdiff.render.line import line
from symdiff.render.mathml import mathml
from symdiff.render.plain import plain
from symdiff.render.text import text

X = Symbol("x")
DEPTH = 1_500  # half as much again as the default recursion limit

LAYERS: dict[str, Callable[[Form], Form]] = {
    "function": lambda part: Call("sin", (part,)),
    "function of a sum": lambda part: Sum((Call("sin", (part,)), ONE)),
    "opposite": Negative,
    "opposite in a product": lambda part: Product((Negative(part), X)),
    "numerator": lambda part: Quotient(part, X),
    "denominator": lambda part: Quotient(ONE, Sum((part, ONE))),
    "base": lambda part: Power(part, TWO),
    "exponent": lambda part: Power(X, part),
    "ratio in an exponent": lambda part: Power(X, Quotient(part, TWO)),
    "radicand": lambda part: Root(Sum((part, ONE)), 2),
    "index": lambda part: Root(X, part),
    "base of a logarithm": lambda part: Call("log", (X, part)),
    "first factor": lambda part: Product((part, X)),
    "last factor": lambda part: Product((TWO, part)),
    "absolute value": lambda part: Call("abs", (part,)),
    "unknown function": lambda part: Undefined("f", (part,), (1,)),
    "derivative": lambda part: Derivative(part, X),
    "piecewise": lambda part: Piecewise(((part, Relation(X, "<", 0)), (X, TRUE))),
    "condition": lambda part: Piecewise(((X, And((Relation(X, "<", 0), Or((Relation(part, ">", 1), Relation(X, "=", 2)))))),)),
    "vector": lambda part: Vector((part, X)),
}
RENDERERS: dict[str, Callable[[Box], object]] = {
    "line": line,
    "latex": latex,
    "mathml": mathml,
    "text": text,
    "broken text": lambda box: text(box, 80),
}


@pytest.mark.parametrize("layer", LAYERS.values(), ids=LAYERS.keys())
def test_deep_trees_are_printed_in_every_format(layer: Callable[[Form], Form]) -> None:
    form: Form = X
    for _ in range(DEPTH):
        form = layer(form)
    box = present(form)
    assert len(plain(form)) >= DEPTH
    for render in RENDERERS.values():
        assert render(box)


def test_presenting_takes_each_shared_node_once() -> None:
    form: Form = X
    for _ in range(200):
        form = Sum((form, Product((form, form))))
    assert present(form)
    assert printed_size(form) > 10**90


@pytest.mark.parametrize(
    ("form", "size"),
    [(X, 1), (X + 1, 3), (X * X, 3), (Call("sin", (X**2,)), 4)],
)
def test_printed_size_counts_what_is_written(form: Form, size: int) -> None:
    assert printed_size(form) == size


def test_printed_size_counts_digits() -> None:
    assert printed_size(Sum((X, X**10))) + 200 < printed_size(Sum((X, X ** (10**300))))
