"""The normal form and the last shortening keep the value of a term; and what textbooks cancel, cancels."""

from __future__ import annotations

from random import Random

import pytest

from symdiff.matrix.arrays import workspace
from symdiff.matrix.reading import read
from symdiff.matrix.shortening import shortened
from symdiff.terms.shapes import read_shape
from symdiff.terms.text import write
from tests.matrix.common import assert_equal

SHAPES = {
    name: read_shape(shape)
    for name, shape in {"A": "n,n", "S": "n,n", "B": "m,n", "x": "n", "y": "n", "b": "m", "s": "scalar", "t": "n"}.items()
}
ASSUMPTIONS = {"S": frozenset({"spd"}), "t": frozenset({"onehot"})}

LEAVES = {"scalar": ["s", "2", "0.5"], "n": ["x", "y", "t", "ones(n)"], "m": ["b"], "n,n": ["A", "S", "eye(n)"], "m,n": ["B"]}
PARTS = {
    "scalar": [
        "sum({n})",
        "({n}).T @ ({n})",
        "tr({n,n})",
        "norm2({n})**2",
        "({scalar})*({scalar})",
        "({scalar} - {scalar})",
        "inner({n,n}, {n,n})",
        "({n}).T @ ({n,n}) @ ({n})",
        "({scalar})/(1 + ({scalar})**2)",
        "abs({scalar})",
        "mean({m,n})",
    ],
    "n": [
        "({n,n}) @ ({n})",
        "({n})*({n})",
        "({n} + {n})",
        "-({n})",
        "exp({n})",
        "sign({n})*abs({n})",
        "softmax({n})",
        "diagonal({n,n})",
        "({scalar})*({n})",
        "({n})/(1 + ({n})**2)",
        "({m,n}).T @ ({m})",
        "where({n} > 0, {n}, 0)",
        "relu({n})*step({n})",
        "({scalar} + {n})",
    ],
    "m": ["({m,n}) @ ({n})", "({m} + {m})", "tanh({m})"],
    "n,n": [
        "({n,n}) @ ({n,n})",
        "({n,n}).T",
        "({n,n} - {n,n})",
        "({n,n})*({n,n})",
        "({n}) @ ({n}).T",
        "diag({n})",
        "({m,n}).T @ ({m,n})",
        "inv(eye(n) + ({n}) @ ({n}).T)",
        "({scalar})*({n,n})",
        "matpow({n,n}, 2)",
    ],
    "m,n": ["({m,n}) @ ({n,n})", "({m}) @ ({n}).T", "({m,n} + {m,n})"],
}


def random_text(random: Random, shape: str, depth: int) -> str:
    if not depth:
        return random.choice(LEAVES[shape])
    text = random.choice(PARTS[shape])
    while "{" in text:
        start, stop = text.index("{"), text.index("}")
        part = random_text(random, text[start + 1 : stop], depth - 1)
        text = text[:start] + part + text[stop + 1 :]
    return text


@pytest.mark.parametrize("seed", range(120))
def test_normal_form_keeps_shape_and_value(seed: int) -> None:
    random = Random(seed)
    term = read(random_text(random, random.choice(list(PARTS)), random.choice((1, 2, 3))), SHAPES, ASSUMPTIONS)
    work = workspace()
    normal = work.normalize(term)
    assert_equal(term, normal)
    assert_equal(term, shortened(work, normal))
    assert work.normalize(normal) is normal or write(work.normalize(normal)) != ""


CANCELLING = [
    ("A @ inv(A) @ x", "x"),
    ("s*inv(A @ S) @ A @ S @ (2*x)", "2*s*x"),
    ("x.T @ inv(B.T @ B) @ B.T @ B @ y", "x.T @ y"),
    ("inv(2*s*A)", "inv(A)/(2*s)"),
    ("diag(x) @ y", "x*y"),
    ("ones(n).T @ diag(x)", "x.T"),
    ("sum(softmax(x))", "1"),
    ("sum(t)", "1"),
    ("S.T + S", "2*S"),
    ("x.T @ S @ y - y.T @ S @ x", "0"),
    ("tr(A @ B.T @ B) - tr(B.T @ B @ A)", "0"),
    ("softmax(x)*(s - t/softmax(x))", "s*softmax(x) - t"),
    ("abs(s)*sign(s)", "s"),
    ("s/abs(s)", "sign(s)"),
    ("exp(x)/(1 + exp(x))", "sigmoid(x)"),
    ("sqrt(s)*sqrt(s)", "s"),
    ("kron(A, S) @ kron(x, y)", "kron(A @ x, S @ y)"),
    ("commutation(m, n) @ vec(B)", "vec(B.T)"),
    ("vec(B).T @ vec(B)", "norm2(B)**2"),
    ("tr(x @ y.T)", "y.T @ x"),
    ("diagonal(x @ y.T)", "x*y"),
    ("matpow(A, 3) @ inv(A) @ A", "matpow(A, 3)"),
    ("x - x", "zeros(n)"),
    ("where(x > 0, 1, 0)", "step(x)"),
    ("where(x > y, x, 0) + where(x > y, 0, y)", "where(x > y, x, y)"),
]


@pytest.mark.parametrize(("text", "normal"), CANCELLING)
def test_what_cancels_is_gone(text: str, normal: str) -> None:
    assert write(workspace().normalize(read(text, SHAPES, ASSUMPTIONS))) == normal


FACTORED = [
    ("A @ x + A.T @ x", "(A + A.T) @ x"),
    ("3*x + s*x", "(3 + s)*x"),
    ("S @ A @ x - S @ y", "S @ (A @ x - y)"),
    ("0.5*A + 0.5*A.T", "0.5*(A + A.T)"),
    ("diag(x) + diag(y)", "diag(x + y)"),
    ("kron(eye(n), A) + kron(eye(n), A.T)", "kron(eye(n), A + A.T)"),
    ("-A @ (x - y)", "A @ (y - x)"),
    ("inv(A) @ inv(S)", "inv(S @ A)"),
    ("sum(x)/n", "mean(x)"),
]


@pytest.mark.parametrize(("text", "short"), FACTORED)
def test_common_factors_are_taken_out(text: str, short: str) -> None:
    work = workspace()
    assert write(shortened(work, work.normalize(read(text, SHAPES, ASSUMPTIONS)))) == short
