"""``python -m tests.benchmarks.matrix [IDENTITIES.jsonl]``: matrix identities, a deep network, and the generated NumPy program.

IDENTITIES.jsonl holds one JSON object a line with ``expr``, ``wrt``, ``vars``, ``layout``, ``expected`` and, where there are
any, ``assume`` and ``kind``; without it the identities of the tests are used.  PyTorch is measured beside the program where it
is installed.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from symdiff.errors import SymdiffError
from symdiff.matrix import differentiate, gradients
from symdiff.matrix.reading import read
from symdiff.terms.nodes import shape_of
from symdiff.terms.shapes import read_shape
from tests.matrix.common import assert_equal, mapping
from tests.matrix.test_identities import ALL, tokens
from tests.matrix.test_network import layers

NETWORK = {"X": "N,d", "W": "d,h", "b": "h", "V": "h,k", "c": "k", "T": "N,k"}
SCORES = "relu(X@W + ones(N)@b.T)@V + ones(N)@c.T"
LOSS = f"(sum(log(exp({SCORES})@ones(k))) - sum(T*({SCORES})))/N"


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity: what to differentiate, how, and what a textbook says."""

    expression: str
    variable: str
    shapes: dict[str, str]
    assume: dict[str, str]
    layout: str
    order: int
    structured: bool
    expected: str


def from_tests() -> Iterator[Identity]:
    """The identities of the tests."""
    for (expression, variable, shapes, assume, expected), layout, order, structured in ALL:
        yield Identity(expression, variable, mapping(shapes), mapping(assume), layout, order, structured, expected)


def from_file(path: Path) -> Iterator[Identity]:
    """The identities of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        kind = row.get("kind", "gradient")
        layout = "numerator" if row["layout"] == "either" else row["layout"]
        order, structured = 2 if kind == "hessian" else 1, kind.startswith("structured")
        yield Identity(row["expr"], row["wrt"], row["vars"], row.get("assume", {}), layout, order, structured, row["expected"])


def measure(identities: list[Identity]) -> None:
    """Print how many are right, how long the answers are, and how long they take."""
    right = wrong = refused = short = 0
    spent: list[float] = []
    for each in identities:
        gc.collect()
        begin = time.perf_counter()
        try:
            found = differentiate(
                each.expression, each.variable, each.shapes, each.assume, each.layout, each.order, each.structured
            )
            text = str(found.result)
        except SymdiffError as error:
            refused += 1
            print(f"  refused: {each.expression}: {error}")
            continue
        spent.append(time.perf_counter() - begin)
        shapes = {name: read_shape(shape) for name, shape in each.shapes.items()}
        assumptions = {name: frozenset({word}) for name, word in each.assume.items()}
        expected = read(each.expected, shapes, assumptions)
        try:
            assert shape_of(read(text, shapes)) == shape_of(expected)
            assert_equal(read(text, shapes, assumptions), expected, "k" if "matpow" in each.expression else "")
        except AssertionError as difference:
            wrong += 1
            print(f"  wrong: {each.expression}: {difference}")
            continue
        right += 1
        short += tokens(text) <= 1.25 * tokens(each.expected)
    print(f"{len(identities)} identities: {right} right, {wrong} wrong, {refused} refused")
    print(f"at most 1.25 times as long as the textbook's: {short / max(right, 1):.1%}")
    print(f"steps and certificate included: median {median(spent) * 1000:.2f} ms, slowest {max(spent) * 1000:.1f} ms")


def timed(work: Callable[[], object], times: int = 50) -> float:
    """The median time of a piece of work, in milliseconds."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begin)
    return median(spent) * 1000


def deep_network() -> None:
    """The gradient of a deep network by all its parameters."""
    for count in (10, 20, 40):
        problem = layers(count)
        begin = time.perf_counter()
        found = gradients(*problem)
        spent = time.perf_counter() - begin
        print(f"{count} layers, {len(found.result)} parameters: {spent * 1000:.0f} ms, {found.network.size} operations")


def generated_program() -> None:
    """A 784-256-10 network on a batch of 128 in single precision; PyTorch on as many threads as NumPy takes."""
    program: dict[str, Any] = {}
    exec(gradients(LOSS, ["W", "b", "V", "c"], NETWORK).to_numpy(), program)
    random = np.random.default_rng(0)
    batch, inputs, hidden, classes = 128, 784, 256, 10
    data = {
        "X": random.normal(size=(batch, inputs)),
        "W": 0.05 * random.normal(size=(inputs, hidden)),
        "b": random.normal(size=(hidden, 1)),
        "V": 0.1 * random.normal(size=(hidden, classes)),
        "c": random.normal(size=(classes, 1)),
        "T": np.eye(classes)[random.integers(0, classes, batch)],
    }
    single = {name: value.astype(np.float32) for name, value in data.items()}
    ours = timed(lambda: program["value_and_gradients"](**single))
    print(f"784-256-10 network, batch of 128, NumPy: {ours:.2f} ms")
    if find_spec("torch"):
        beside_torch(single, program["value_and_gradients"](**single), ours)


def beside_torch(data: dict[str, Any], found: tuple[Any, ...], ours: float) -> None:
    """The same by PyTorch's autograd, and how far the gradients are apart."""
    import torch

    torch.set_num_threads(1)
    tensors = {name: torch.tensor(value, requires_grad=name in "WbVc") for name, value in data.items()}

    def autograd() -> None:
        for name in "WbVc":
            tensors[name].grad = None
        scores = torch.relu(tensors["X"] @ tensors["W"] + tensors["b"].T) @ tensors["V"] + tensors["c"].T
        loss = (torch.logsumexp(scores, 1).sum() - (tensors["T"] * scores).sum()) / len(scores)
        loss.backward()

    theirs = timed(autograd)
    apart = max(float(abs(tensors[name].grad.numpy() - slope).max()) for name, slope in zip("WbVc", found[1:], strict=True))
    print(f"PyTorch on one thread: {theirs:.2f} ms; ratio {ours / theirs:.2f}, gradients at most {apart:.1e} apart")


def main() -> None:
    """Print all measurements."""
    measure(list(from_file(Path(sys.argv[1])) if len(sys.argv) > 1 else from_tests()))
    deep_network()
    generated_program()


if __name__ == "__main__":
    main()
