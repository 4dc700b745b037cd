"""Forward and reverse accumulation agree with each other and with the witness, on symbols and on numbers."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from symdiff.calculus.accumulation import forward_sweep, jacobian_entries, reverse_sweep
from symdiff.calculus.arithmetic import EXACT, FLOAT, enough_digits, shown
from symdiff.calculus.graph import ComputationGraph
from symdiff.calculus.graph_building import build_graph
from symdiff.calculus.kernels import kernel
from symdiff.calculus.tape import NoValue, Tape
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.forms import Call, Derivative, Form, Sum, Symbol, exp
from symdiff.syntax import read
from symdiff.verify import evaluate, verify_equation

LETTERS = [Symbol(name) for name in ("x", "y", "z")]
POINT = {Symbol("x"): Fraction(3, 7), Symbol("y"): Fraction(-5, 4), Symbol("z"): Fraction(2, 3)}


def form(text: str) -> Form:
    return read(text).form


def graph(*texts: str, wrt: str = "x y") -> ComputationGraph:
    return build_graph([form(text) for text in texts], [Symbol(name) for name in wrt.split()])


def test_a_node_used_twice_adds_its_contributions() -> None:
    found = {step.place: step for step in reverse_sweep(graph("x y + sin(x)")).steps}
    leaf = found[0]
    assert [each.product for each in leaf.contributions] == [form("y"), form("cos(x)")]
    assert leaf.derivative is form("y + cos(x)")


def test_derivatives_are_written_in_names_of_nodes() -> None:
    assert reverse_sweep(graph("e^(x^2 y)")).gradient()[Symbol("x")] is form("e^u2*y*2*x")


def test_only_asked_for_variables_get_gradients() -> None:
    found = graph("a x + b y", wrt="x")
    assert list(reverse_sweep(found).gradient()) == [Symbol("x")]
    assert all(node.name is not Symbol("b") for node in found.nodes)


def test_an_absent_variable_has_the_derivative_zero() -> None:
    found = graph("x^2", wrt="x y")
    assert reverse_sweep(found).gradient()[Symbol("y")] is form("0")
    assert forward_sweep(found, Symbol("y")).derivatives() == (form("0"),)


def test_a_constant_output_has_the_derivative_zero() -> None:
    assert reverse_sweep(graph("5", wrt="x")).gradient() == {Symbol("x"): form("0")}


@pytest.mark.parametrize("texts", [("x y", "x + y", "sin(x)/y"), ("x^2 y",), ("x", "x", "y")])
def test_both_modes_give_the_same_jacobian(texts: tuple[str, ...]) -> None:
    found = graph(*texts)
    rows = [list(reverse_sweep(found, place).gradient().values()) for place in range(len(texts))]
    columns = [forward_sweep(found, Symbol(name)).derivatives() for name in ("x", "y")]
    for row, mode_row, *others in zip(rows, jacobian_entries(found), *columns, strict=True):
        for by_reverse, chosen, by_forward in zip(row, mode_row, others, strict=True):
            assert verify_equation(found.put_back(by_reverse), found.put_back(by_forward)).ok
            assert verify_equation(found.put_back(by_reverse), found.put_back(chosen)).ok


def operations(pool: list[Form], choice: int, left: int, right: int) -> Form:
    """One more node from earlier ones; every operation is defined everywhere and keeps values small."""
    a, b = pool[left % len(pool)], pool[right % len(pool)]
    match choice % 8:
        case 0:
            return a + b
        case 1:
            return a * b
        case 2:
            return a - b
        case 3:
            return Call("sin", (a,))
        case 4:
            return Call("tanh", (a * 2,))
        case 5:
            return a / (Call("cos", (b,)) + 3)
        case 6:
            return exp(Call("sigmoid", (a,)))
    return Call("cos", (a,)) ** 2


NODES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=24)


def random_graph(choices: list[tuple[int, int, int]]) -> tuple[Form, ComputationGraph]:
    pool: list[Form] = list(LETTERS)
    for choice, left, right in choices:
        pool.append(operations(pool[-12:], choice, left, right))
    root = Sum(tuple(pool[-3:]))
    return root, build_graph([root], LETTERS)


@settings(max_examples=40, deadline=None)
@given(NODES)
def test_adjoints_tangents_and_the_witness_agree_on_random_graphs(choices: list[tuple[int, int, int]]) -> None:
    agree_on(choices)


def agree_on(choices: list[tuple[int, int, int]]) -> None:
    """Compare the modes, and both with the derivative that ball arithmetic finds by power series."""
    root, found = random_graph(choices)
    with enough_digits():
        point = {name: fmpq(value.numerator, value.denominator) for name, value in POINT.items()}
        tape = Tape(found, EXACT)
        values = tape.values(point)
        adjoints = tape.adjoints(values)
        floats = Tape(found, FLOAT)
        by_floats = floats.adjoints(floats.values({name: float(value) for name, value in POINT.items()}))
        for letter in LETTERS:
            reverse = sum((adjoints[place] for place in found.leaves(letter)), fmpq(0))
            tangents = tape.tangents(values, {letter: fmpq(1)})
            forward = tangents[found.outputs[0]]
            exact = evaluate(Derivative(root, letter), POINT)
            assert abs(arb(reverse) - arb(forward)) < arb(2) ** -90
            assert abs(arb(reverse) - exact) < arb(2) ** -60 * (1 + abs(exact))
            near = sum(by_floats[place] for place in found.leaves(letter))
            assert math.isclose(float(exact), near, rel_tol=1e-8, abs_tol=1e-8)


def values_and_adjoints(text: str, point: dict[str, int], wrt: str = "x y") -> dict[str, str]:
    found = graph(text, wrt=wrt)
    with enough_digits():
        tape = Tape(found, EXACT)
        values = tape.values({Symbol(name): fmpq(value) for name, value in point.items()})
        adjoints = tape.adjoints(values)
    return {node.name.name: f"{shown(values[node.place])} {shown(adjoints[node.place])}" for node in found.nodes}


def test_rational_values_stay_exact() -> None:
    assert values_and_adjoints("x/y + x^2", {"x": 1, "y": 3}) == {
        "x": "1 7/3", "y": "3 -1/9", "u1": "1/3 1", "u2": "1 1", "z": "4/3 1",
    }  # fmt: skip


NO_VALUE = [
    ("1/x", {"x": 0}, "not defined"),
    ("ln(x)", {"x": -1}, "not defined"),
    ("sqrt(x)", {"x": -1}, "not defined"),
    ("sqrt(x)", {"x": 0}, "no derivative"),
    ("abs(x)", {"x": 0}, "no derivative"),
    ("sign(x)", {"x": 0}, "no derivative"),
    ("floor(x)", {"x": 2}, "no derivative"),
    ("max(x, y)", {"x": 1, "y": 1}, "no derivative"),
    ("x^(1/3)", {"x": 0}, "no derivative"),
]


@pytest.mark.parametrize(("text", "point", "message"), NO_VALUE)
@pytest.mark.parametrize("arithmetic", [EXACT, FLOAT])
def test_where_there_is_no_derivative_there_is_no_number(
    text: str, point: dict[str, int], message: str, arithmetic: object
) -> None:
    found = graph(text)
    kind = EXACT if arithmetic is EXACT else FLOAT
    numbers = {Symbol(name): kind.number(Fraction(value)) for name, value in point.items()}
    with enough_digits(), pytest.raises(NoValue, match=message):
        tape = Tape(found, kind, numbers)
        tape.adjoints(tape.values(numbers))


@pytest.mark.parametrize("text", ["relu(x)", "max(0, x)", "max(x, 0)"])
def test_the_subgradient_of_relu_at_its_kink_is_zero(text: str) -> None:
    assert values_and_adjoints(text, {"x": 0}, "x")["x"] == "0 0"


def test_relu_away_from_its_kink() -> None:
    assert values_and_adjoints("relu(x)", {"x": 2}, "x")["x"] == "2 1"
    assert values_and_adjoints("relu(x)", {"x": -2}, "x")["x"] == "-2 0"


def test_constants_need_values_as_well() -> None:
    with pytest.raises(UnsupportedError, match="a"):
        Tape(graph("a*x", wrt="x"), FLOAT)
    tape = Tape(graph("a*x", wrt="x"), FLOAT, {Symbol("a"): 3.0})
    assert tape.adjoints(tape.values({Symbol("x"): 2.0})) == [3.0, 1.0]
    with pytest.raises(SymdiffError, match="no value for x"):
        tape.values({})


def test_unknown_functions_have_no_value() -> None:
    with pytest.raises(UnsupportedError, match="only the name"):
        Tape(graph("f(x)", wrt="x"), FLOAT)


KERNELS = [
    ("3", [], [], 3.0),
    ("a", ["a"], [2.0], 2.0),
    ("a - b", ["a", "b"], [5.0, 3.0], 2.0),
    ("a*b*c", ["a", "b", "c"], [2.0, 3.0, 4.0], 24.0),
    ("-a/b", ["a", "b"], [6.0, 3.0], -2.0),
    ("a^(1/3)", ["a"], [-8.0], -2.0),
    ("a^(2/3)", ["a"], [-8.0], 4.0),
    ("a^b", ["a", "b"], [2.0, 0.5], math.sqrt(2)),
    ("log(a, 2)", ["a"], [8.0], 3.0),
    ("min(a, b)", ["a", "b"], [8.0, 3.0], 3.0),
    ("pi + e", [], [], math.pi + math.e),
    ("sigmoid(a)", ["a"], [-1000.0], 0.0),
    ("arsinh(a)", ["a"], [1.0], math.asinh(1)),
]


@pytest.mark.parametrize(("text", "letters", "arguments", "value"), KERNELS)
def test_kernels_compute_what_the_form_says(text: str, letters: list[str], arguments: list[float], value: float) -> None:
    found = kernel([form(text)], [Symbol(name) for name in letters], FLOAT)(*arguments)
    assert math.isclose(found[0], value, rel_tol=1e-12)
