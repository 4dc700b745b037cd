"""The generated NumPy programs agree with JAX's automatic differentiation on the networks of a first course."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from symdiff.matrix import differentiate, gradients
from tests.matrix.common import mapping

SIZES = {"n": 3, "m": 4, "k": 2, "N": 5}
SEEDS = (1, 2)
RATE = 0.1

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Network:
    """A network in symdiff's notation, and the same network written for JAX by hand."""

    name: str
    expression: str
    parameters: str
    shapes: str
    written: Callable[..., Any]
    assume: str = ""


ln, sigmoid, softmax, relu = jnp.log, jax.nn.sigmoid, jax.nn.softmax, jax.nn.relu
log_softmax = jax.nn.log_softmax

LAYERS = [
    Network("affine layer", "W @ x + b", "W b x", "W:m,n x:n b:m", lambda W, x, b: W @ x + b),
    Network("linear unit", "u.T @ h", "u h", "u:n h:n", lambda u, h: jnp.dot(u, h)),
    Network("ReLU neuron", "max(0, w.T @ x + b)", "w b x", "w:n x:n b:scalar", lambda w, x, b: relu(jnp.dot(w, x) + b)),
    Network("sigmoid layer", "sigmoid(W @ x + b)", "W b x", "W:m,n x:n b:m", lambda W, x, b: sigmoid(W @ x + b)),
    Network("softmax layer", "softmax(W @ x + b)", "W b x", "W:m,n x:n b:m", lambda W, x, b: softmax(W @ x + b)),
    Network(
        "two sigmoid layers",
        "sigmoid(V @ sigmoid(W @ x + b) + c)",
        "V W b c x",
        "V:k,m W:m,n x:n b:m c:k",
        lambda V, W, x, b, c: sigmoid(V @ sigmoid(W @ x + b) + c),
    ),
]

LOSSES = [
    Network(
        "squared error of an affine layer",
        "norm2(W @ x + b - t)**2",
        "W b x",
        "W:m,n x:n b:m t:m",
        lambda W, x, b, t: jnp.sum((W @ x + b - t) ** 2),
    ),
    Network(
        "squared error of a ReLU neuron",
        "(y - max(0, w.T @ x + b))**2",
        "w b",
        "w:n x:n b:scalar y:scalar",
        lambda w, x, b, y: (y - relu(jnp.dot(w, x) + b)) ** 2,
    ),
    Network(
        "mean squared loss of a ReLU neuron",
        "mean((y - max(0, X @ w + b))**2)",
        "w b",
        "X:N,n w:n b:scalar y:N",
        lambda X, w, b, y: jnp.mean((y - relu(X @ w + b)) ** 2),
    ),
    Network(
        "cross-entropy of sigmoid",
        "-t.T @ log(sigmoid(z))",
        "z",
        "t:n z:n",
        lambda t, z: -jnp.dot(t, ln(sigmoid(z))),
        "t:onehot",
    ),
    Network(
        "cross-entropy of softmax",
        "-t.T @ log(softmax(z))",
        "z",
        "t:n z:n",
        lambda t, z: -jnp.dot(t, log_softmax(z)),
        "t:onehot",
    ),
    Network(
        "cross-entropy of a softmax layer",
        "-t.T @ log(softmax(W @ x + b))",
        "W b x",
        "W:m,n x:n b:m t:m",
        lambda W, x, b, t: -jnp.dot(t, log_softmax(W @ x + b)),
        "t:onehot",
    ),
    Network(
        "perceptron of two element-wise layers",
        "-t.T @ log(sigmoid(w_2*sigmoid(w_1*x + b_1) + b_2))",
        "w_1 b_1 w_2 b_2",
        "w_1:n w_2:n b_1:n b_2:n x:n t:n",
        lambda w_1, w_2, b_1, b_2, x, t: -jnp.dot(t, ln(sigmoid(w_2 * sigmoid(w_1 * x + b_1) + b_2))),
        "t:onehot",
    ),
    Network(
        "perceptron of two sigmoid layers with cross-entropy",
        "-t.T @ log(sigmoid(V @ sigmoid(W @ x + b) + c))",
        "V W b c",
        "V:k,m W:m,n x:n b:m c:k t:k",
        lambda V, W, x, b, c, t: -jnp.dot(t, ln(sigmoid(V @ sigmoid(W @ x + b) + c))),
        "t:onehot",
    ),
    Network(
        "perceptron of two layers, softmax with cross-entropy",
        "-t.T @ log(softmax(V @ sigmoid(W @ x + b) + c))",
        "V W b c x",
        "V:k,m W:m,n x:n b:m c:k t:k",
        lambda V, W, x, b, c, t: -jnp.dot(t, log_softmax(V @ sigmoid(W @ x + b) + c)),
        "t:onehot",
    ),
    Network(
        "perceptron of two layers on a batch, binary cross-entropy",
        "-mean(y*log(sigmoid(tanh(X @ W + ones(N) @ b.T) @ v + c))"
        " + (1 - y)*log(1 - sigmoid(tanh(X @ W + ones(N) @ b.T) @ v + c)))",
        "W b v c",
        "X:N,n W:n,m b:m v:m c:scalar y:N",
        lambda X, W, b, v, c, y: -jnp.mean(
            y * ln(sigmoid(jnp.tanh(X @ W + b) @ v + c)) + (1 - y) * ln(1 - sigmoid(jnp.tanh(X @ W + b) @ v + c))
        ),
        "y:zero-one",
    ),
]


@pytest.fixture(autouse=True)
def double_precision_and_no_compilation() -> Iterator[None]:
    with jax.enable_x64(True), jax.disable_jit():
        yield


def inputs(network: Network, seed: int) -> dict[str, Any]:
    """Random arrays for all names, vectors in one dimension."""
    random = np.random.default_rng(seed)
    kinds = mapping(network.assume)
    drawn: dict[str, Any] = {}
    for name, shape in mapping(network.shapes).items():
        extent = () if shape == "scalar" else tuple(SIZES[letter] for letter in shape.split(","))
        match kinds.get(name):
            case "onehot":
                drawn[name] = np.eye(extent[0])[random.integers(extent[0])]
            case "zero-one":
                drawn[name] = random.integers(0, 2, extent).astype(float)
            case _:
                drawn[name] = random.normal(size=extent)
    return drawn


def program(source: str, name: str) -> Callable[..., Any]:
    namespace: dict[str, Any] = {}
    exec(source, namespace)
    function: Callable[..., Any] = namespace[name]
    return function


def column(array: Any) -> Any:
    """As the generated programs return it: a vector has two dimensions."""
    return np.reshape(array, (-1, 1)) if np.ndim(array) == 1 else np.asarray(array)


def in_numerator_layout(jacobian: Any, outputs: int, variable: Any) -> Any:
    """JAX's Jacobian with a row for each output; a matrix is taken column by column."""
    by_columns = np.swapaxes(jacobian, -1, -2) if np.ndim(variable) == 2 else np.asarray(jacobian)
    return np.reshape(by_columns, (outputs, np.size(variable)))


@pytest.mark.parametrize(
    ("network", "name"),
    [pytest.param(each, name, id=f"{each.name} by {name}") for each in LAYERS for name in each.parameters.split()],
)
def test_jacobian_of_a_layer(network: Network, name: str) -> None:
    found = differentiate(network.expression, name, mapping(network.shapes))
    value_and_derivative = program(found.to_numpy(), "value_and_derivative")
    for seed in SEEDS:
        given = inputs(network, seed)

        def by_name(variable: Any, given: Values = given) -> Any:
            return network.written(**{**given, name: variable})

        value, derivative = value_and_derivative(**given)
        expected = by_name(given[name])
        np.testing.assert_allclose(value, column(expected), rtol=1e-10)
        jacobian = in_numerator_layout(jax.jacobian(by_name)(given[name]), expected.size, given[name])
        np.testing.assert_allclose(np.atleast_2d(derivative), jacobian, rtol=1e-10, atol=1e-12, strict=True)


@pytest.mark.parametrize("network", LOSSES, ids=lambda network: network.name)
def test_value_and_gradients_of_a_loss(network: Network) -> None:
    names = network.parameters.split()
    found = gradients(network.expression, names, mapping(network.shapes), mapping(network.assume))
    value_and_gradients = program(found.to_numpy(), "value_and_gradients")
    for seed in SEEDS:
        given = inputs(network, seed)
        value, *slopes = value_and_gradients(**given)
        expected, wanted = by_jax(network, given, {name: given[name] for name in names})
        np.testing.assert_allclose(value, expected, rtol=1e-10)
        for name, slope in zip(names, slopes, strict=True):
            assert np.shape(slope) == column(wanted[name]).shape
            np.testing.assert_allclose(slope, column(wanted[name]), rtol=1e-9, atol=1e-12, err_msg=name)


def by_jax(network: Network, given: Values, parameters: Values) -> tuple[Any, dict[str, Any]]:
    """The value of a loss and its gradients, by JAX alone."""
    value, slopes = jax.value_and_grad(lambda changed: network.written(**{**given, **changed}))(dict(parameters))
    return value, slopes


@pytest.mark.parametrize("network", LOSSES[-2:], ids=lambda network: network.name)
def test_steps_of_descent_lead_to_the_same_weights(network: Network) -> None:
    names = network.parameters.split()
    found = gradients(network.expression, names, mapping(network.shapes), mapping(network.assume))
    value_and_gradients = program(found.to_numpy(), "value_and_gradients")
    given = inputs(network, seed=4)
    theirs = {name: given[name] for name in names}
    ours = {name: column(weight) for name, weight in theirs.items()}
    losses = []
    for _ in range(10):
        value, *slopes = value_and_gradients(**{**given, **ours})
        losses.append(value)
        ours = {name: ours[name] - RATE * slope for name, slope in zip(names, slopes, strict=True)}
        _, wanted = by_jax(network, given, theirs)
        theirs = {name: theirs[name] - RATE * wanted[name] for name in names}
    assert losses == sorted(losses, reverse=True)
    for name in names:
        np.testing.assert_allclose(ours[name], column(theirs[name]), rtol=1e-9, atol=1e-12)
