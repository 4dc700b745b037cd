"""``python -m tests.benchmarks.graph``: computation graphs beside SymPy and CasADi, and beside themselves as they grow.

CasADi is measured too where it is installed.
"""

from __future__ import annotations

import gc
import math
import random
import signal
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from statistics import median
from typing import Any

import sympy

from symdiff.calculus.accumulation import jacobian_entries, reverse_sweep
from symdiff.calculus.arithmetic import FLOAT
from symdiff.calculus.graph import ComputationGraph
from symdiff.calculus.graph_building import build_graph
from symdiff.calculus.operations import multiplications
from symdiff.calculus.tape import Tape
from symdiff.forms import Call, Form, Number, Power, Product, Sum, Symbol

SIZES = (100, 1_000, 10_000)
SCALAR_NODES = 100_000
WIDTH, LAYERS = 8, 3

# SymPy is given up after so many seconds.
LONGEST = 60


def main() -> None:
    """Measure everything and print one line for each."""
    partials("product of sines", product_of_sines)
    partials("chain with fan-out", chain_with_fan_out)
    for name, problem in (("product of sines", product_of_sines), ("chain with fan-out", chain_with_fan_out)):
        growth(name, problem)
    numbers()
    network()


def seconds(work: Callable[[], object], repeats: int = 5) -> float:
    """The median time of some work, garbage collection aside."""
    times = []
    for _ in range(repeats):
        gc.collect()
        gc.disable()
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
        gc.enable()
    return median(times)


def product_of_sines(count: int) -> tuple[Form, list[Symbol]]:
    """sin x₁ · sin x₂ · ... · sin xₙ."""
    letters = [Symbol(f"x{place}") for place in range(count)]
    return Product([Call("sin", (letter,)) for letter in letters]), letters


def chain_with_fan_out(count: int) -> tuple[Form, list[Symbol]]:
    """n steps u ← sin(u · xₖ) + u²; each u is used twice."""
    letters = [Symbol(f"x{place}") for place in range(count)]
    form: Form = letters[0]
    for letter in letters[1:]:
        form = Sum((Call("sin", (Product((form, letter)),)), Power(form, Number(2))))
    return form, letters


def gradient(form: Form, letters: Sequence[Symbol]) -> dict[Symbol, Form]:
    """The graph with its local derivatives, all adjoints, and from them the partial derivatives."""
    return reverse_sweep(build_graph([form], letters)).gradient()


def partials(name: str, problem: Callable[[int], tuple[Form, list[Symbol]]], count: int = 100) -> None:
    """All partial derivatives beside SymPy's."""
    form, letters = problem(count)
    own = seconds(lambda: gradient(form, letters))
    symbols = [sympy.Symbol(letter.name) for letter in letters]
    other = bounded(lambda expression: [sympy.diff(expression, symbol) for symbol in symbols], form)
    print(f"{name}, {count} variables: {own * 1e3:.1f} ms; SymPy diff {compared(other, own)}")


def compared(other: float, own: float) -> str:
    """A time and how many times as long as another it is."""
    more = "more than " if other >= LONGEST else ""
    return f"{more}{other:.2f} s, {more}{other / own:.0f} times as long"


def bounded(work: Callable[[Any], object], form: Form) -> float:
    """The time of some work on a SymPy expression, given up after a while."""
    expression = sympy_of(form)
    start = time.perf_counter()
    signal.signal(signal.SIGALRM, _give_up)
    signal.alarm(LONGEST)
    try:
        work(expression)
    except TooLong:
        return float(LONGEST)
    finally:
        signal.alarm(0)
    return time.perf_counter() - start


class TooLong(Exception):
    """The time limit has passed."""


def _give_up(number: int, frame: object) -> None:
    raise TooLong


def growth(name: str, problem: Callable[[int], tuple[Form, list[Symbol]]]) -> None:
    """How time and operations grow with the number of variables."""
    found = []
    for count in SIZES:
        form, letters = problem(count)
        graph = build_graph([form], letters)
        derivatives = reverse_sweep(graph).gradient().values()
        work = sum(multiplications(*derivatives, *(node.meaning for node in graph.nodes))) / len(graph.nodes)
        found.append((count, seconds(lambda form=form, letters=letters: gradient(form, letters), 3), work))  # type: ignore[misc]  # bound in the loop on purpose
    (small, fast, _), (large, slow, _) = found[0], found[-1]
    exponent = math.log(slow / fast) / math.log(large / small)
    steps = ", ".join(f"n = {count}: {duration * 1e3:.0f} ms, {work:.1f} operations a node" for count, duration, work in found)
    print(f"{name}: {steps}; time grows as n^{exponent:.2f}")


def random_nodes(count: int) -> tuple[ComputationGraph, list[Symbol]]:
    """A graph of at least so many scalar operations, all of which its one output depends on."""
    choose = random.Random(1)
    letters = [Symbol(f"x{place}") for place in range(20)]
    makers: list[Callable[[Form, Form], Form]] = [
        lambda a, b: Sum((a, b)) / 2,
        lambda a, b: Product((a, b)),
        lambda a, b: (a - b) / 2,
        lambda a, b: Call("sin", (Sum((a, b)),)),
        lambda a, b: Call("tanh", (a,)),
    ]
    unused: list[Form] = list(letters)
    known: list[Form] = list(letters)
    while len(known) < count:
        # One operand that nothing has used yet and one of the last few: nothing is left over.
        left = unused.pop(choose.randrange(len(unused)))
        made = choose.choice(makers)(left, choose.choice(known[-50:]))
        if made not in known[-50:]:
            known.append(made)
            unused.append(made)
    return build_graph([Sum(unused)], letters), letters


def numbers() -> None:
    """A reverse pass on numbers beside the forward pass on the same graph."""
    graph, letters = random_nodes(SCALAR_NODES)
    tape = Tape(graph, FLOAT)
    point = {letter: 0.1 + place / 40 for place, letter in enumerate(letters)}
    values = tape.values(point)
    forward = seconds(lambda: tape.values(point))
    reverse = seconds(lambda: tape.adjoints(values))
    print(
        f"numbers on {len(graph.nodes)} nodes: forward pass {forward * 1e3:.0f} ms, reverse pass {reverse * 1e3:.0f} ms, "
        f"{reverse / forward:.1f} times the forward pass"
    )


def network() -> None:
    """The Jacobian of a dense network written in scalars."""
    layer: list[Form] = [Symbol(f"x{place}") for place in range(WIDTH)]
    letters = [Symbol(f"x{place}") for place in range(WIDTH)]
    for depth in range(LAYERS):
        layer = [
            Call("tanh", (Sum([Symbol(f"w{depth}_{row}_{column}") * layer[column] for column in range(WIDTH)]),))
            for row in range(WIDTH)
        ]
    own = seconds(lambda: jacobian_entries(build_graph(layer, letters)))
    expressions = sympy.Matrix([sympy_of(form) for form in layer])
    start = time.perf_counter()
    expressions.jacobian([sympy.Symbol(letter.name) for letter in letters])
    other = time.perf_counter() - start
    print(f"Jacobian of {LAYERS} dense layers of {WIDTH}: {own * 1e3:.1f} ms; SymPy {compared(other, own)}")
    if find_spec("casadi") is not None:
        casadi_network(own)


def casadi_network(own: float) -> None:
    """The same in CasADi."""
    casadi: Any = import_module("casadi")
    inputs = casadi.SX.sym("x", WIDTH)
    layer = inputs
    for depth in range(LAYERS):
        layer = casadi.tanh(casadi.SX.sym(f"w{depth}", WIDTH, WIDTH) @ layer)
    other = seconds(lambda: casadi.jacobian(layer, inputs))
    print(f"Jacobian of the same in CasADi (C++): {other * 1e3:.2f} ms, {own / other:.1f} times as fast")


def sympy_of(form: Form) -> Any:
    """A form in SymPy's own evaluated trees."""
    from symdiff.interop import to_plain_sympy

    return to_plain_sympy(form)


if __name__ == "__main__":
    main()
