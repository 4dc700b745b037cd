"""The letters that stand in the rules of matrix calculus for arrays and dimensions, and the operations by name.

Capital letters stand for matrices (or vectors, or scalars: a vector is a matrix of one column), small letters for vectors of
matching length, ``r`` and ``s`` for scalars.
"""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.derivation import Rule
from symdiff.forms import Form, walk
from symdiff.terms.nodes import Apply, Array, Term, apply, eye
from symdiff.terms.shapes import Dimension, shaped

m, n, k, p, q = map(Dimension.named, "mnkpq")

CONSTANT = frozenset({"constant"})
"""What a metavariable is marked with that stands for something free of the variable."""

M, N = Array("M", shaped(m, n)), Array("N", shaped(m, n))
C = Array("C", shaped(m, n))
A, B = Array("A", shaped(m, k)), Array("B", shaped(k, n))
P, Q = Array("P", shaped(m, n)), Array("Q", shaped(p, q))
S, R = Array("S", shaped(n, n)), Array("R", shaped(m, m))
K = Array("K", shaped(n, n), CONSTANT)
u, v = Array("u", shaped(n)), Array("v", shaped(n))
w = Array("w", shaped(m * n))
r, s = Array("r"), Array("s")
c = Array("c", assumptions=CONSTANT)

d = apply("d")
inv, det, logdet, tr, inner, norm1, norm2 = map(apply, ("inv", "det", "logdet", "tr", "inner", "norm1", "norm2"))
total, mean, largest, smallest = map(apply, ("sum", "mean", "max", "min"))
diag, diagonal, vec, kron, where = map(apply, ("diag", "diagonal", "vec", "kron", "where"))
softmax, logsumexp, matpow, expm = map(apply, ("softmax", "logsumexp", "matpow", "expm"))
exp, log, sign, absolute = map(apply, ("exp", "log", "sign", "abs"))


def ones(*dimensions: Dimension) -> Term:
    """An array of ones."""
    return Apply("ones", (), dimensions)


def commutation(rows: Dimension, columns: Dimension) -> Term:
    """The matrix K with K vec(A) = vec(Aᵀ)."""
    return Apply("commutation", (), (rows, columns))


def unvec(vector: Form, rows: Dimension, columns: Dimension) -> Term:
    """The matrix whose columns are stacked in a vector."""
    return Apply("unvec", (vector,), (rows, columns))


def identity(dimension: Dimension) -> Term:
    """The identity matrix of a dimension that is not known to be 1."""
    matrix = eye(dimension)
    assert isinstance(matrix, Term)
    return matrix


def metavariables(rule: Rule) -> Iterator[Array]:
    """What the letters in the equation of a rule stand for, each once."""
    seen = dict.fromkeys(form for form in walk(rule.before, rule.after) if isinstance(form, Array))
    return iter(seen)
