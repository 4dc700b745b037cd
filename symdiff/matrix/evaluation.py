"""The lines of a network on numbers: values forwards, adjoints backwards, the gradients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from symdiff.errors import ParseError, ShapeError, UnsupportedError
from symdiff.forms import Form, walk
from symdiff.matrix.network import Network
from symdiff.matrix.values import Program, Value
from symdiff.terms.nodes import Array, shape_of
from symdiff.terms.shapes import Dimension, Shape
from symdiff.wording.sentences import say

Numbers: TypeAlias = "float | int | Sequence[float] | Sequence[Sequence[float]]"
"""A scalar, a vector as a list, a matrix as a list of rows."""


def evaluate(network: Network, at: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """The value of every line of a network, by name, and the gradients, each as ``d`` and the name of its parameter.

    Parameters:
        network: values and adjoints with their definitions.
        at: numbers for all arrays.

    Raises:
        ParseError: an array has no numbers.
        ShapeError: the numbers do not have the shape of their array.
        UnsupportedError: a value is not defined there.

    >>> from symdiff.matrix.network import backpropagate
    >>> net = backpropagate("norm2(W@x)**2", ["W"], {"W": "m,n", "x": "n"})
    >>> evaluate(net, {"W": [[3, 0], [0, 4]], "x": [1, 1]})
    {'u1': 25.0, 'dW': [[6.0, 6.0], [8.0, 8.0]]}
    """
    arrays = {form.name: form for form in walk(network.expression, *network.parameters) if isinstance(form, Array)}
    sizes: dict[str, int] = {}
    inputs: dict[str, Value] = {}
    for name, array in arrays.items():
        if name not in at:
            raise ParseError(say("no numbers", name=name), hint=say("has the shape", name=name, shape=str(array.shape)))
        rows = _rows(at[name], array)
        for letter, size in zip((array.shape.rows, array.shape.columns), (len(rows), len(rows[0])), strict=True):
            _fit(letter, size, array, sizes)
        inputs[name] = [float(entry) for row in rows for entry in row]
    found: dict[str, Numbers] = {}
    lines: list[tuple[str, Form]] = [(each.symbol.name, each.definition) for each in (*network.forward, *network.backward)]
    lines += [(f"d{name}", gradient) for name, gradient in network.gradients.items()]
    try:
        for name, term in lines:
            inputs[name] = Program([term], sizes).run(inputs)[0]
            found[name] = _nested(inputs[name], shape_of(term), sizes)
    except (ArithmeticError, ValueError) as error:
        raise UnsupportedError(say("network has no value", reason=str(error))) from error
    return found


def _rows(given: Numbers, array: Array) -> list[list[float]]:
    rows: Sequence[float] | Sequence[Sequence[float]] = given if isinstance(given, Sequence) else [given]
    table = [[float(entry) for entry in row] if isinstance(row, Sequence) else [float(row)] for row in rows]
    if not table or not table[0] or any(len(row) != len(table[0]) for row in table):
        raise ShapeError(say("numbers of another shape", name=array.name, shape=str(array.shape)))
    if array.shape.rows == Dimension.number(1) and len(table[0]) == 1:
        table = [[row[0] for row in table]]
    return table


def _fit(letter: Dimension, size: int, array: Array, sizes: dict[str, int]) -> None:
    """Let a dimension letter stand for a size; a dimension that is more than a letter must have the value it has."""
    if letter.letters == {str(letter)}:
        expected = int(str(letter)) if str(letter).isdecimal() else size
        known = sizes.setdefault(str(letter), expected)
    else:
        known = letter.at(sizes) if letter.letters <= sizes.keys() else size
    if known != size:
        fact = {"name": array.name, "shape": str(array.shape), "letter": str(letter)}
        raise ShapeError(say("numbers that do not fit", **fact, known=known, size=size))


def _nested(value: Value, shape: Shape, sizes: Mapping[str, int]) -> Numbers:
    if not shape:
        return value[0]
    columns = shape.columns.at(sizes)
    return value if columns == 1 else [value[start : start + columns] for start in range(0, len(value), columns)]
