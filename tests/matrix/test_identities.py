"""Textbook identities: right in value, shape and layout, and not much longer than a textbook writes them."""

from __future__ import annotations

import io
import tokenize

import pytest

from symdiff.matrix import MatrixDerivation, differentiate
from symdiff.matrix.reading import read
from symdiff.terms.shapes import read_shape
from tests.matrix.common import assert_equal, mapping
from tests.matrix.identities import GRADIENTS, HESSIANS, JACOBIANS, STRUCTURED, Row

ALL = [
    *((row, "denominator", 1, False) for row in GRADIENTS),
    *((row, "numerator", 1, False) for row in JACOBIANS),
    *((row, "numerator", 2, False) for row in HESSIANS),
    *((row, "denominator", 1, True) for row in STRUCTURED),
]


def worked(row: Row, layout: str, order: int, structured: bool) -> MatrixDerivation:
    expression, variable, shapes, assume, _ = row
    return differentiate(expression, variable, mapping(shapes), mapping(assume), layout, order, structured)


def tokens(text: str) -> int:
    return sum(1 for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.string.strip())


@pytest.mark.parametrize(("row", "layout", "order", "structured"), ALL, ids=[f"{row[0]} by {row[1]}" for row, *_ in ALL])
def test_derivative_is_the_textbooks(row: Row, layout: str, order: int, structured: bool) -> None:
    found = worked(row, layout, order, structured)
    shapes = {name: read_shape(shape) for name, shape in mapping(row[2]).items()}
    assumptions = {name: frozenset({word}) for name, word in mapping(row[3]).items()}
    whole = "k" if "matpow(X,k" in row[0] else ""
    assert_equal(read(str(found.result), shapes, assumptions), read(row[4], shapes, assumptions), whole)
    assert found.verification.ok is True
    assert tokens(str(found.result)) <= 1.25 * tokens(row[4])
    assert found.steps or str(found.result) == row[4] or "does not occur" in " ".join(found.notes) or row[0] == row[1]


@pytest.mark.parametrize("row", GRADIENTS[::5], ids=[f"{row[0]} by {row[1]}" for row in GRADIENTS[::5]])
def test_numerator_layout_is_the_transpose(row: Row) -> None:
    numerator = worked(row, "numerator", 1, False)
    denominator = worked(row, "denominator", 1, False)
    assert numerator.shape == denominator.shape.transposed
    assert_equal(numerator.result, denominator.solved.work.transpose(denominator.result), "k" if "matpow(X,k" in row[0] else "")
