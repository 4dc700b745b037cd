"""The simplifications of matrix calculus: equations of terms, used from left to right.

To add one, add one line: to ``OF_ONE`` an equation about one operation, to ``OF_NEIGHBOURS`` one about two neighbouring
factors of a matrix product, to ``IDENTITIES`` one that is used on problems too, before they are differentiated.

Sources: Magnus and Neudecker, Matrix Differential Calculus, chapters 2 and 3; Petersen and Pedersen, The Matrix Cookbook
(2012), sections 1 and 10.
"""

from __future__ import annotations

from symdiff.derivation import Rule
from symdiff.forms import Form, Number
from symdiff.rules.matrix_letters import (
    C,
    M,
    N,
    P,
    Q,
    R,
    S,
    absolute,
    commutation,
    det,
    diag,
    diagonal,
    exp,
    expm,
    identity,
    inner,
    inv,
    k,
    kron,
    log,
    logdet,
    m,
    matpow,
    n,
    norm2,
    ones,
    p,
    q,
    r,
    s,
    sign,
    softmax,
    total,
    tr,
    u,
    unvec,
    v,
    vec,
    w,
    where,
)
from symdiff.terms.nodes import Array, Size, apply
from symdiff.terms.shapes import Dimension, shaped


def _rewrite(name: str, before: Form, after: Form | int, why: str = "") -> Rule:
    return Rule(name, before, after if isinstance(after, Form) else Number(after), "rewrite", why=why)


_onehot = Array("t", shaped(n), frozenset({"onehot"}))
_left, _right = Array("P", shaped(m, k)), Array("Q", shaped(p, q))
_of_kron = Array("N", shaped(p, m))
_left_after, _right_after = Array("M", shaped(k, n)), Array("N", shaped(q, Dimension.named("l")))

IDENTITIES: tuple[Rule, ...] = (
    _rewrite("trace of a Kronecker product", tr(kron(S, R)), tr(S) * tr(R), "the diagonal blocks are the entries of S times R"),
    _rewrite("matrix power", matpow(S, -1), inv(S)),
    _rewrite("determinant of a Kronecker product", det(kron(S, R)), det(S) ** Size(m) * det(R) ** Size(n)),
    _rewrite("determinant of a Kronecker product", logdet(kron(S, R)), Size(m) * logdet(S) + Size(n) * logdet(R)),
    _rewrite("norm of a Kronecker product", norm2(kron(P, Q)), norm2(P) * norm2(Q), "every entry is a product of two"),
    _rewrite("sum of a Kronecker product", total(kron(P, Q)), total(P) * total(Q), "every entry is a product of two"),
    _rewrite("determinant of the exponential", det(expm(S)), exp(tr(S)), "Jacobi's formula"),
    _rewrite("determinant of the exponential", logdet(expm(S)), tr(S), "Jacobi's formula"),
    _rewrite("determinant of a power", det(matpow(S, s)), det(S) ** s, "det(A @ B) = det(A)*det(B)"),
    _rewrite("determinant of a power", logdet(matpow(S, s)), s * logdet(S), "det(A @ B) = det(A)*det(B)"),
)
"""Equations that are used on the problem before it is differentiated, and on answers."""

DIAGONAL_TIMES_VECTOR = _rewrite("diagonal times vector", diag(u) @ v, u * v)

OF_ONE = (
    _rewrite("transpose twice", M.T.T, M),
    _rewrite("transpose of a symmetric matrix", identity(n).T, identity(n)),
    _rewrite("transpose of a symmetric matrix", diag(u).T, diag(u)),
    _rewrite("transpose of a commutation matrix", commutation(m, n).T, commutation(n, m)),
    _rewrite("transpose of a Kronecker product", kron(P, Q).T, kron(P.T, Q.T)),
    _rewrite("transpose of ones", ones(m, n).T, ones(n, m)),
    _rewrite("inverse twice", inv(inv(S)), S),
    _rewrite("inverse of a transpose", inv(S.T), inv(S).T),
    _rewrite("inverse of the identity", inv(identity(n)), identity(n)),
    _rewrite("inverse of a diagonal matrix", inv(diag(u)), diag(1 / u)),
    _rewrite("inverse of a commutation matrix", inv(commutation(m, n)), commutation(n, m)),
    _rewrite("inverse of a Kronecker product", inv(kron(S, R)), kron(inv(S), inv(R))),
    _rewrite("determinant of a transpose", det(S.T), det(S)),
    _rewrite("determinant of an inverse", det(inv(S)), 1 / det(S)),
    _rewrite("determinant of the identity", det(identity(n)), 1),
    _rewrite("determinant of a transpose", logdet(S.T), logdet(S)),
    _rewrite("determinant of an inverse", logdet(inv(S)), -logdet(S)),
    _rewrite("determinant of the identity", logdet(identity(n)), 0),
    _rewrite("trace of a transpose", tr(S.T), tr(S)),
    _rewrite("trace of the identity", tr(identity(n)), Size(n)),
    _rewrite("trace of a diagonal matrix", tr(diag(u)), total(u)),
    _rewrite("diagonal matrix of ones", diag(ones(n)), identity(n)),
    _rewrite("diagonal of a diagonal matrix", diagonal(diag(u)), u),
    _rewrite("diagonal of the identity", diagonal(identity(n)), ones(n)),
    _rewrite("diagonal of a transpose", diagonal(S.T), diagonal(S)),
    _rewrite(
        "diagonal of a product with ones",
        diagonal(ones(n, m) @ Array("N", shaped(m, n))),
        Array("N", shaped(m, n)).T @ ones(m),
    ),
    _rewrite("diagonal of a product with ones", diagonal(M @ ones(n, m)), M @ ones(n)),
    _rewrite("stacking and its inverse", vec(unvec(w, m, n)), w),
    _rewrite("stacking and its inverse", unvec(vec(M), m, n), M),
    _rewrite("sum of ones", total(ones(n)), Size(n)),
    _rewrite("sum of ones", total(ones(m, n)), Size(m * n)),
    _rewrite("sum of a diagonal matrix", total(diag(u)), total(u)),
    _rewrite("sum of a diagonal matrix", total(identity(n)), Size(n)),
    _rewrite("sum of a transpose", total(M.T), total(M)),
    _rewrite("softmax sums to 1", total(softmax(u)), 1, "it is a probability distribution"),
    _rewrite("a one-hot vector sums to 1", total(_onehot), 1, "one entry is 1 and the others are 0"),
    _rewrite("sum of products", total(u * v), u.T @ v),
    _rewrite("norm of a transpose", norm2(M.T), norm2(M)),
    _rewrite("scalar product with itself", inner(M, M), norm2(M) ** 2),
    _rewrite("scalar product with the identity", inner(identity(n), S), tr(S)),
    _rewrite("scalar product with the identity", inner(S, identity(n)), tr(S)),
    _rewrite("scalar product with ones", inner(ones(m, n), M), total(M)),
    _rewrite("scalar product with ones", inner(M, ones(m, n)), total(M)),
    _rewrite("exponential and logarithm", log(exp(M)), M),
    _rewrite("exponential and logarithm", exp(log(M)), M),
    _rewrite("absolute value of a reciprocal", absolute(M**-1), 1 / absolute(M)),
    _rewrite("sign of a reciprocal", sign(M**-1), sign(M)),
    _rewrite("secant", apply("sec")(M), 1 / apply("cos")(M)),
    _rewrite("cosecant", apply("csc")(M), 1 / apply("sin")(M)),
    _rewrite("hyperbolic secant", apply("sech")(M), 1 / apply("cosh")(M)),
    _rewrite("hyperbolic cosecant", apply("csch")(M), 1 / apply("sinh")(M)),
    _rewrite("cotangent", apply("cot")(M), 1 / apply("tan")(M)),
    _rewrite("hyperbolic cotangent", apply("coth")(M), 1 / apply("tanh")(M)),
    _rewrite("one value", where(C, M, M), M),
    _rewrite("matrix power", matpow(S, 0), identity(n)),
    _rewrite("matrix power", matpow(S, 1), S),
    _rewrite("matrix power", matpow(S, 2), S @ S),
    *IDENTITIES,
)
"""Equations about one operation; the left side is read as it is written."""

OF_NEIGHBOURS = (
    _rewrite("identity factor", identity(m) @ M, M),
    _rewrite("identity factor", M @ identity(n), M),
    DIAGONAL_TIMES_VECTOR,
    _rewrite("diagonal times diagonal", diag(u) @ diag(v), diag(u * v)),
    _rewrite("row times diagonal", v.T @ diag(u), (v * u).T),
    _rewrite("sum", ones(n).T @ v, total(v)),
    _rewrite("sum", v.T @ ones(n), total(v)),
    _rewrite("inverse cancels", inv(S) @ S, identity(n)),
    _rewrite("inverse cancels", S @ inv(S), identity(n)),
    _rewrite("inverse cancels", inv(S).T @ S.T, identity(n)),
    _rewrite("inverse cancels", S.T @ inv(S).T, identity(n)),
    _rewrite("commutation twice", commutation(m, n) @ commutation(n, m), identity(m * n)),
    _rewrite("commutation of a stacked matrix", commutation(m, n) @ vec(M), vec(M.T)),
    _rewrite(
        "mixed product", kron(_left, _right) @ kron(_left_after, _right_after), kron(_left @ _left_after, _right @ _right_after)
    ),
    _rewrite(
        "Kronecker product with a row",
        Array("N", shaped(q, p)) @ kron(v.T, Array("Q", shaped(p, m))),
        kron(v.T, Array("N", shaped(q, p)) @ Array("Q", shaped(p, m))),
    ),
    _rewrite(
        "Kronecker product with a column",
        kron(v, _right) @ Array("N", shaped(q, m)),
        kron(v, _right @ Array("N", shaped(q, m))),
    ),
    _rewrite("commutation of a Kronecker product with a column", commutation(n, p) @ kron(_right, v), kron(v, _right)),
    _rewrite("commutation of a Kronecker product with a column", commutation(p, n) @ kron(v, _right), kron(_right, v)),
    _rewrite("commutation of a Kronecker product with a row", kron(v.T, _right) @ commutation(n, q), kron(_right, v.T)),
    _rewrite(
        "Kronecker product times a stacked matrix",
        kron(_left, _right) @ vec(Array("N", shaped(q, k))),
        vec(_right @ Array("N", shaped(q, k)) @ _left.T),
    ),
    _rewrite(
        "stacked matrix times a Kronecker product", vec(_of_kron).T @ kron(_left, _right), vec(_right.T @ _of_kron @ _left).T
    ),
    _rewrite("commutation of a stacked matrix", vec(M).T @ commutation(n, m), vec(M.T).T),
    _rewrite("stacked matrix times a diagonal", vec(M).T @ diag(vec(N)), vec(M * N).T),
    _rewrite("outer product of ones", ones(m) @ ones(n).T, ones(m, n)),
    _rewrite("sum", ones(m, n) @ v, total(v) * ones(m)),
    _rewrite("sum", v.T @ ones(n, m), total(v) * ones(m).T),
    _rewrite("scalar product of stacked matrices", vec(M).T @ vec(N), inner(M, N)),
    _rewrite("diagonal times stacked matrix", diag(vec(M)) @ vec(N), vec(M * N)),
    _rewrite("powers of a matrix", matpow(S, r) @ matpow(S, s), matpow(S, r + s)),
    _rewrite("powers of a matrix", S @ matpow(S, s), matpow(S, s + 1)),
    _rewrite("powers of a matrix", matpow(S, s) @ S, matpow(S, s + 1)),
)
"""Equations about two neighbouring factors of a matrix product."""
