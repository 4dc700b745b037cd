"""Computation graphs: their nodes, local derivatives, paths and costs."""

from __future__ import annotations

import pytest

from symdiff.calculus.graph import ComputationGraph
from symdiff.calculus.graph_building import build_graph
from symdiff.errors import LimitError
from symdiff.forms import Call, Form, Negative, Product, Sum, Symbol, symbols
from symdiff.syntax import read
from symdiff.verify import verify_equation


def form(text: str) -> Form:
    return read(text).form


def graph(*texts: str, wrt: str = "x", each_use: bool = False) -> ComputationGraph:
    return build_graph([form(text) for text in texts], [Symbol(name) for name in wrt.split()], each_use=each_use)


NODES = [
    ("x e^(x^2)", "x", ["x", "x^2", "e^u1", "x*u2"]),
    ("sin(x) + sin(x)", "x", ["x", "sin(x)", "u1 + u1"]),
    ("x - y", "x y", ["x", "y", "x - y"]),
    ("a x + b", "x", ["x", "a*x", "u1 + b"]),
    ("3x^2(2y + 7)", "x y", ["x", "x^2", "y", "2*y", "u2 + 7", "3*u1*u3"]),
    ("u + sin(u)", "u", ["u", "sin(u)", "u + v1"]),
    ("relu(x - 1)", "x", ["x", "x - 1", "relu(u1)"]),
    ("5", "x", ["5"]),
]


@pytest.mark.parametrize(("text", "wrt", "meanings"), NODES)
def test_each_operation_is_one_node(text: str, wrt: str, meanings: list[str]) -> None:
    assert [node.meaning for node in graph(text, wrt=wrt).nodes] == [form(meaning) for meaning in meanings]


SLOPES = [
    ("x*y", "x y", ["y", "x"]),
    ("x*x", "x", ["2*x"]),
    ("x + x", "x", ["2"]),
    ("x - y", "x y", ["1", "-1"]),
    ("x/y", "x y", ["1/y", "-x/y^2"]),
    ("x^3", "x", ["3*x^2"]),
    ("a*x", "x", ["a"]),
    ("sin(x)", "x", ["cos(x)"]),
]


@pytest.mark.parametrize(("text", "wrt", "slopes"), SLOPES)
def test_edges_carry_the_local_derivatives(text: str, wrt: str, slopes: list[str]) -> None:
    last = graph(text, wrt=wrt).nodes[-1]
    for slope, expected in zip(last.slopes, slopes, strict=True):
        assert slope is form(expected) or verify_equation(slope, form(expected)).ok


@pytest.mark.parametrize("count", [2, 7, 8, 9, 10, 33])
def test_the_slopes_of_long_products_are_the_products_of_the_other_factors(count: int) -> None:
    letters = [Symbol(f"x{place}") for place in range(count)]
    last = build_graph([Product(letters)], letters).nodes[-1]
    for place, slope in enumerate(last.slopes):
        others = [letter for letter in letters if letter is not letters[place]]
        expected = others[0] if len(others) == 1 else Product(others)
        assert verify_equation(slope, expected).ok


def test_repeated_factors_and_terms_are_counted() -> None:
    letters = [Symbol(f"x{place}") for place in range(12)]
    long_sum = build_graph([Sum((*letters, letters[0], Negative(letters[1])))], letters).nodes[-1]
    assert long_sum.slopes[0] is form("2")
    assert long_sum.slopes[1] is form("0")
    long_product = build_graph([Product((*letters, letters[0]))], letters).nodes[-1]
    assert verify_equation(long_product.slopes[0], Product((form("2"), *letters))).ok


def test_each_use_is_a_leaf_of_its_own() -> None:
    found = graph("x*e^(x*x)", each_use=True)
    assert [node.name.name for node in found.nodes] == ["x", "x", "x", "u1", "u2", "y"]
    assert len(found.leaves(Symbol("x"))) == 3
    assert [node.meaning for node in found.nodes[3:]] == [form("x*x"), form("e^u1"), form("x*u2")]


def test_small_powers_are_drawn_as_products_where_each_use_is_a_leaf() -> None:
    assert len(graph("x^3", each_use=True).leaves(Symbol("x"))) == 3
    assert len(graph("x^9", each_use=True).leaves(Symbol("x"))) == 1


PATHS = ["x e^(x^2)", "x*x*x", "(x + 1)(x + 2)", "sin(x)*cos(x) + x", "e^(x^2)/(1 + x^2)"]


@pytest.mark.parametrize("text", PATHS)
@pytest.mark.parametrize("each_use", [False, True])
def test_the_sum_over_all_paths_is_the_derivative(text: str, each_use: bool) -> None:
    found = graph(text, each_use=each_use)
    x = Symbol("x")
    assert len(found.paths(x)) == found.number_of_paths(x)
    total = found.put_back(found.sum_over_paths(x))
    from symdiff.forms import Derivative

    assert verify_equation(Derivative(form(text), x), total).ok


def test_paths_are_counted_before_they_are_listed() -> None:
    x = Symbol("x")
    doubled: Form = x
    for _ in range(60):
        doubled = Call("sin", (doubled,)) * doubled
    found = build_graph([doubled], [x])
    assert found.number_of_paths(x) == 2**60
    with pytest.raises(LimitError, match="paths"):
        found.paths(x)


def test_too_many_leaves_are_refused() -> None:
    x = Symbol("x")
    doubled: Form = x
    for _ in range(14):
        doubled = doubled + Call("sin", (doubled,))
    with pytest.raises(LimitError, match="nodes"):
        build_graph([doubled], [x], each_use=True)


MODES = [
    (("x y z w",), "x y z w", "reverse"),
    (("sin(x^2)", "cos(x^2)", "e^(x^2)"), "x", "forward"),
    (("x",), "x", "reverse"),
]


@pytest.mark.parametrize(("texts", "wrt", "mode"), MODES)
def test_the_cheaper_mode_is_chosen(texts: tuple[str, ...], wrt: str, mode: str) -> None:
    assert graph(*texts, wrt=wrt).cheaper_mode == mode


COSTS = [
    (("x y",), "x y", (2, 0), (2, 0)),
    (("x + y",), "x y", (0, 0), (0, 0)),
    (("x y + x",), "x y", (2, 1), (2, 1)),
    (("x y", "x + y"), "x y", (2, 0), (2, 0)),
    (("sin(x y)",), "x y", (4, 0), (3, 0)),
    (("sin(x)", "cos(x)"), "x", (2, 0), (2, 0)),
    (("5",), "x", (0, 0), (0, 0)),
]


@pytest.mark.parametrize(("texts", "wrt", "forward", "reverse"), COSTS)
def test_operations_are_counted_where_a_sweep_goes(
    texts: tuple[str, ...], wrt: str, forward: tuple[int, int], reverse: tuple[int, int]
) -> None:
    found = graph(*texts, wrt=wrt)
    assert (found.forward_cost().multiplications, found.forward_cost().additions) == forward
    assert (found.reverse_cost().multiplications, found.reverse_cost().additions) == reverse


def test_a_variable_that_does_not_occur_has_no_leaf() -> None:
    assert graph("x^2", wrt="x y").leaves(Symbol("y")) == ()


def test_names_of_nodes_never_clash_with_the_problem() -> None:
    found = graph("u1 + y + v*sin(u1)", wrt="u1 y v")
    names = [node.name for node in found.nodes]
    assert len(set(names)) == len(names)
    assert set(symbols(form("u1 + y + v*sin(u1)"))) <= set(names)


@pytest.mark.parametrize("count", [100, 400])
def test_work_stays_proportional_to_the_number_of_factors(count: int) -> None:
    letters = [Symbol(f"x{place}") for place in range(count)]
    found = build_graph([Product([Call("sin", (letter,)) for letter in letters])], letters)
    assert len(found.nodes) == 2 * count + 1
    assert found.slopes_cost().operations <= 6 * len(found.nodes)
    assert found.reverse_cost().operations <= 3 * len(found.nodes)
