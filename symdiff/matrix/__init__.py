"""Matrix calculus: derivatives of expressions in scalars, vectors and matrices, in matrix notation.

>>> import symdiff.matrix
>>> m = symdiff.matrix.differentiate("norm2(W@x + b - t)**2", wrt="W",
...     shapes={"W": "m,n", "x": "n", "b": "m", "t": "m"}, layout="denominator")
>>> print(m.result, "of shape", m.shape)
2*(W @ x + b - t) @ x.T of shape m,n
>>> m.rules[:3]
('product rule', 'sum rule', 'square of a norm')
>>> m.verification.ok
True
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from symdiff.matrix.deriving import read_problem, solve
from symdiff.matrix.network import backpropagate
from symdiff.matrix.result import Gradients, MatrixDerivation
from symdiff.terms.shapes import ShapeLike

__all__ = ["Gradients", "MatrixDerivation", "differentiate", "gradients"]


def differentiate(
    expr: str,
    wrt: str,
    shapes: Mapping[str, ShapeLike],
    assume: Mapping[str, str | Iterable[str]] | None = None,
    layout: str = "numerator",
    order: int = 1,
    structured: bool = False,
) -> MatrixDerivation:
    """Differentiate a matrix expression and show how.

    Parameters:
        expr: an expression over arrays: ``@`` is the matrix product, ``*`` works entry by entry, ``A.T`` is the transpose.
        wrt: the name of the variable.
        shapes: the shape of every name: ``"scalar"``, ``"n"`` (a column), ``"m,n"``; letters or numbers.
        assume: what is assumed of a name: symmetric, spd, invertible, positive, negative, onehot, diagonal, zero-one, pm1.
        layout: ``"numerator"`` (the derivative of a scalar is a row, or the transpose) or ``"denominator"``.
        order: how often; 2 for the Hessian of a scalar, more for a scalar variable only.
        structured: for a scalar by a symmetric or diagonal matrix, the derivative by the free entries only.

    Raises:
        ParseError, ShapeError, LimitError: the problem cannot be read.
        UnsupportedError: no rule covers it, or the numeric check does not confirm the result.

    >>> print(differentiate("logdet(X)", "X", {"X": "n,n"}, layout="denominator").result)
    inv(X).T
    >>> print(differentiate("sigmoid(W@x)", "x", {"W": "m,n", "x": "n"}).result)
    diag(sigmoid(W @ x)*(1 - sigmoid(W @ x))) @ W
    """
    problem, notes = read_problem(expr, wrt, shapes, assume or {}, layout, order, structured)
    return MatrixDerivation(solve(problem, notes))


def gradients(
    expr: str,
    wrt: Sequence[str],
    shapes: Mapping[str, ShapeLike],
    assume: Mapping[str, str | Iterable[str]] | None = None,
) -> Gradients:
    """The gradients of a scalar by many parameters at once, in shared form: values forwards, adjoints backwards.

    Parameters and errors are those of ``differentiate``; each gradient has the shape of its parameter.

    >>> net = gradients("norm2(W@x + b - t)**2", ["W", "b"], {"W": "m,n", "x": "n", "b": "m", "t": "m"})
    >>> [str(gradient) for gradient in net.result.values()]
    ['2*u1 @ x.T', '2*u1']
    """
    return Gradients(backpropagate(expr, wrt, shapes, assume))
