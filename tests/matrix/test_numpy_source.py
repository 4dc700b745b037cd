"""The generated NumPy programs run, and return what the terms are worth."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from symdiff.matrix import differentiate, gradients
from symdiff.matrix.values import Program, extent
from tests.matrix.common import arrays, mapping, points
from tests.matrix.identities import GRADIENTS, HESSIANS, JACOBIANS, Row

ROWS = [(row, 1) for row in (*GRADIENTS[::2], *JACOBIANS[::2])] + [(row, 2) for row in HESSIANS[::4]]


def run(source: str, name: str, **arguments: Any) -> Any:
    program: dict[str, Any] = {}
    exec(source, program)
    return program[name](**arguments)


@pytest.mark.parametrize(("row", "order"), ROWS, ids=[f"{row[0]} by {row[1]}" for row, _ in ROWS])
def test_program_returns_value_and_derivative(row: Row, order: int) -> None:
    expression, variable, shapes, assume, _ = row
    found = differentiate(expression, variable, mapping(shapes), mapping(assume), order=order)
    problem, source = found.solved.problem, found.to_numpy()
    for sizes, point in points(problem.expression, problem.variable, whole="k" if "matpow(X,k" in expression else ""):
        try:
            value, derivative = Program([problem.expression, found.result], sizes).run(point)
        except (ArithmeticError, ValueError):
            continue
        given = {
            each.name: np.array(point[each.name]).reshape(extent(each, sizes)) if each.shape else point[each.name][0]
            for each in arrays(problem.expression, problem.variable)
        }
        computed, slope = run(source, "value_and_derivative", **given)
        assert np.allclose(np.ravel(computed), value)
        assert np.allclose(np.ravel(slope), derivative)
        assert np.ndim(slope) == 0 or np.shape(slope) == extent(found.result, sizes)
        return


def test_common_parts_are_computed_once() -> None:
    source = differentiate("norm2(sin(A @ x) - b)**2", "x", {"A": "m,n", "x": "n", "b": "m"}).to_numpy()
    assert source.count("= A @ x") == 1
    assert source.count("@") == 2 + 1  # in the docstring once
    assert source.count("np.sin(") == 1


def test_vectors_may_be_given_in_one_dimension_and_keep_their_precision() -> None:
    source = gradients("norm2(W @ x + b - t)**2", ["W", "b"], {"W": "m,n", "x": "n", "b": "m", "t": "m"}).to_numpy()
    single = {"W": np.ones((2, 3), "f"), "x": np.ones(3, "f"), "b": np.ones(2, "f"), "t": np.zeros(2, "f")}
    value, by_weights, by_bias = run(source, "value_and_gradients", **single)
    assert value == 32
    assert by_weights.dtype == by_bias.dtype == np.float32
    assert by_weights.tolist() == [[8.0] * 3] * 2


def test_sums_over_a_batch_need_no_arrays_of_ones() -> None:
    shapes = {"X": "N,d", "W": "d,k", "b": "k", "T": "N,k"}
    source = gradients("norm2(X @ W + ones(N) @ b.T - T)**2/N", ["W", "b"], shapes).to_numpy()
    assert "np.ones" not in source
    assert "axis=1" in source
