"""Many gradients at once: right, shared, of a size that grows with the layers; and a network that learns with them."""

from __future__ import annotations

import numpy as np
import pytest

from symdiff.errors import ParseError, ShapeError, UnsupportedError
from symdiff.forms import substitute
from symdiff.matrix import differentiate, gradients
from tests.matrix.common import assert_equal

SHAPES = {"V": "k,m", "W": "m,n", "x": "n", "b": "m", "c": "k", "t": "k"}

LOSSES = [
    ("norm2(V @ tanh(W @ x + b) + c - t)**2", {}),
    ("0.5*norm2(sigmoid(V @ sigmoid(W @ x + b) + c) - t)**2", {}),
    ("-t.T @ log(softmax(V @ relu(W @ x + b) + c))", {"t": "onehot"}),
    ("logsumexp(V @ softplus(W @ x + b) + c) - t.T @ (V @ softplus(W @ x + b) + c)", {}),
    ("sum(log(1 + exp(-t*(V @ (W @ x + b) + c))))", {"t": "pm1"}),
]


@pytest.mark.parametrize(("loss", "assume"), LOSSES)
def test_each_gradient_is_that_of_a_single_differentiation(loss: str, assume: dict[str, str]) -> None:
    found = gradients(loss, ["V", "W", "b", "c"], SHAPES, assume)
    assert found.verification.ok is True
    for name, gradient in found.result.items():
        whole = gradient
        for each in reversed((*found.forward, *found.backward)):
            whole = substitute(whole, {each.symbol: each.definition})
        assert_equal(whole, differentiate(loss, name, SHAPES, assume, layout="denominator").result)


def test_softmax_with_cross_entropy_gives_the_error_of_the_probabilities() -> None:
    found = gradients("-y.T @ log(softmax(A @ h + c))", ["A", "c"], {"A": "m,n", "h": "n", "c": "m", "y": "m"}, {"y": "onehot"})
    assert {name: str(gradient) for name, gradient in found.result.items()} == {"A": "(u2 - y) @ h.T", "c": "u2 - y"}


def test_lines_are_evaluated_on_numbers() -> None:
    found = gradients("norm2(W @ x + b - t)**2", ["W", "b"], {"W": "m,n", "x": "n", "b": "m", "t": "m"})
    assert found.evaluate({"W": [[1, 2], [3, 4]], "x": [1, 1], "b": [0, 0], "t": [3, 6]}) == {
        "u1": [0.0, 1.0],
        "u2": 1.0,
        "dW": [[0.0, 0.0], [2.0, 2.0]],
        "db": [0.0, 2.0],
    }
    with pytest.raises(ParseError, match="no numbers"):
        found.evaluate({"W": [[1]]})
    with pytest.raises(ShapeError, match="not 3"):
        found.evaluate({"W": [[1, 2], [3, 4]], "x": [1, 1, 1], "b": [0, 0], "t": [3, 6]})
    with pytest.raises(ShapeError, match="no array"):
        found.evaluate({"W": [[1, 2], [3]], "x": [1, 1], "b": [0, 0], "t": [3, 6]})


def layers(count: int) -> tuple[str, list[str], dict[str, str]]:
    text, shapes, names = "x", {"x": "n0", "t": f"n{count}"}, []
    for layer in range(1, count + 1):
        text = f"tanh(W{layer} @ {text} + b{layer})"
        shapes |= {f"W{layer}": f"n{layer},n{layer - 1}", f"b{layer}": f"n{layer}"}
        names += [f"W{layer}", f"b{layer}"]
    return f"norm2({text} - t)**2", names, shapes


def test_size_grows_with_the_number_of_layers() -> None:
    sizes = [gradients(*layers(count)).network.size for count in (5, 10, 20)]
    assert sizes[2] - sizes[1] == 2 * (sizes[1] - sizes[0])
    assert len(gradients(*layers(20)).result) == 40


def test_gradients_of_what_they_cannot_be_of() -> None:
    with pytest.raises(ShapeError, match="scalar"):
        gradients("W @ x", ["W"], SHAPES)
    with pytest.raises(ParseError, match="has no shape"):
        gradients("sum(x)", ["q"], SHAPES)
    with pytest.raises(UnsupportedError, match="does not depend"):
        gradients("sum(x)", ["W"], SHAPES)


def test_a_network_learns_exclusive_or_with_the_derived_gradients_alone() -> None:
    shapes = {"X": "N,d", "W": "d,h", "b": "h", "v": "h", "c": "scalar", "y": "N"}
    layer = "sigmoid(tanh(X @ W + ones(N) @ b.T) @ v + c)"
    loss = f"-mean(y*log({layer}) + (1 - y)*log(1 - {layer}))"
    program: dict[str, object] = {}
    exec(gradients(loss, ["W", "b", "v", "c"], shapes).to_numpy(), program)
    step = program["value_and_gradients"]
    assert callable(step)
    inputs, wanted = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0.0, 1, 1, 0])
    random = np.random.default_rng(3)
    weights = {"W": random.normal(size=(2, 4)), "b": np.zeros((4, 1)), "v": random.normal(size=(4, 1)), "c": np.zeros(())}
    first, *_ = step(X=inputs, y=wanted, **weights)
    for _ in range(600):
        value, *slopes = step(X=inputs, y=wanted, **weights)
        weights = {name: weight - 1.0 * slope for (name, weight), slope in zip(weights.items(), slopes, strict=True)}
    assert first > 0.5
    assert value < 0.05
