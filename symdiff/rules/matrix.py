"""The rules of matrix calculus: differentials, the moves that bring them to the form tr(Gᵀ dX), and rewrites.

To add an operation, add one line to ``DIFFERENTIALS``: its differential as an equation.  What is linear in a differential
has one line in ``LINEAR_MAPS``: the map with its adjoint (for gradients) and its matrix (for Jacobians).  To add a
simplification, add one equation to ``REWRITES``.  An operation without a line has no derivative; it never counts as constant.

In the equations capital letters stand for matrices (or vectors, or scalars: a vector is a matrix of one column), small
letters for vectors of matching length, ``r`` and ``s`` for scalars; ``d(M)`` is the differential of ``M``.

Sources: Magnus and Neudecker, Matrix Differential Calculus, chapters 2, 3, 8 and 9; Petersen and Pedersen, The Matrix
Cookbook (2012), sections 1, 2 and 10.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from symdiff.derivation import Rule
from symdiff.forms import (
    Call,
    Constant,
    E,
    Form,
    Negative,
    Number,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    walk,
)
from symdiff.functions import FUNCTIONS, X
from symdiff.rules.structure import EXPONENTIAL, SQUARE_ROOT
from symdiff.terms.nodes import ELEMENTWISE, SPELLINGS, Apply, Array, Size, Term, apply, eye
from symdiff.terms.shapes import Dimension, Shape, shaped

_m, _n, _k, _p, _q = map(Dimension.named, "mnkpq")

CONSTANT = frozenset({"constant"})
"""What a metavariable is marked with that stands for something free of the variable."""

M, N = Array("M", shaped(_m, _n)), Array("N", shaped(_m, _n))
C = Array("C", shaped(_m, _n))
A, B = Array("A", shaped(_m, _k)), Array("B", shaped(_k, _n))
P, Q = Array("P", shaped(_m, _n)), Array("Q", shaped(_p, _q))
S, R = Array("S", shaped(_n, _n)), Array("R", shaped(_m, _m))
K = Array("K", shaped(_n, _n), CONSTANT)
u, v = Array("u", shaped(_n)), Array("v", shaped(_n))
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


# --- differentials ---------------------------------------------------------------------------------------------------------


def _differential(name: str, before: Term, after: Form, why: str) -> Rule:
    return Rule(name, d(before), after, why=why)


_softmax = softmax(u)

STRUCTURE = (
    _differential("sum rule", M + N, d(M) + d(N), "the change of a sum is the sum of the changes"),
    _differential("opposite", -M, -d(M), "it is the factor −1"),
    _differential("product rule", A @ B, d(A) @ B + A @ d(B), "(A + dA)(B + dB) − AB without dA dB, which is of second order"),
    _differential("element-wise product rule", M * N, d(M) * N + M * d(N), "the product rule in every entry"),
    _differential("element-wise quotient rule", M / N, d(M) / N - M * d(N) / N**2, "the quotient rule in every entry"),
    _differential("transpose", M.T, d(M).T, "transposing only moves the entries"),
)
POWERS = (
    _differential("square of a norm", norm2(M) ** 2, 2 * inner(M, d(M)), "it is ⟨M, M⟩, so the product rule gives ⟨dM, M⟩ + ⟨M, dM⟩"),
    _differential("power rule", M**c, c * M ** (c - 1) * d(M), "the power rule in every entry"),
    _differential("general power rule", M**N, M**N * (d(N) * log(M) + N * d(M) / M), "the general power rule in every entry"),
)
MATRIX_FUNCTIONS = (
    _differential("inverse", inv(S), -inv(S) @ d(S) @ inv(S), "from S @ inv(S) = I: dS @ inv(S) + S @ d inv(S) = 0"),
    _differential("determinant", det(S), det(S) * tr(inv(S) @ d(S)), "Jacobi's formula: the linear part of det(I + inv(S) @ dS) is tr(inv(S) @ dS)"),
    _differential("log-determinant", logdet(S), tr(inv(S) @ d(S)), "d det S / det S"),
    _differential("trace of a power", tr(matpow(S, c)), c * tr(matpow(S, c - 1) @ d(S)), "the trace of each term of d(S @ ... @ S) is the same"),
    _differential("trace of the exponential", tr(expm(S)), tr(expm(S) @ d(S)), "the trace of a power, in every term of the series"),
    _differential("trace", tr(S), tr(d(S)), "the trace is linear"),
    _differential("matrix power", matpow(S, 2), d(S) @ S + S @ d(S), "the product rule on each factor in its place"),
    _differential("matrix exponential", expm(s * K), d(s) * (K @ expm(s * K)), "differentiate the series; K commutes with its powers"),
)
REDUCTIONS = (
    _differential("scalar product", inner(M, N), inner(N, d(M)) + inner(M, d(N)), "the product rule in every entry, summed"),
    _differential("sum", total(M), total(d(M)), "the sum is linear"),
    _differential("mean", mean(M), total(d(M)) / Size(_m * _n), "the mean is the sum over the number of entries"),
    _differential("maximum", largest(M), inner(where(Apply(">=", (M, largest(M))), 1, 0), d(M)), "only the largest entry counts; no derivative where two are largest"),
    _differential("minimum", smallest(M), inner(where(Apply("<=", (M, smallest(M))), 1, 0), d(M)), "only the smallest entry counts; no derivative where two are smallest"),
    _differential("sum of absolute values", norm1(M), inner(sign(M), d(M)), "the derivative of abs in every entry, summed"),
    _differential("norm", norm2(M), inner(M, d(M)) / norm2(M), "the norm is the square root of ⟨M, M⟩"),
    _differential("log-sum-exp", logsumexp(u), softmax(u).T @ d(u), "the derivative of log, of the sum and of exp; exp(u) over its sum is softmax(u)"),
    _differential("softmax", _softmax, _softmax * d(u) - _softmax * (_softmax.T @ d(u)), "quotient rule on exp(u)/sum(exp(u))"),
)
ARRANGEMENTS = (
    _differential("diagonal matrix", diag(u), diag(d(u)), "only the diagonal changes"),
    _differential("diagonal", diagonal(S), diagonal(d(S)), "the diagonal of the change"),
    _differential("vectorization", vec(M), vec(d(M)), "stacking only moves the entries"),
    _differential("columns of a vector", unvec(Array("w", shaped(_m * _n)), _m, _n), unvec(d(Array("w", shaped(_m * _n))), _m, _n), "only moves the entries"),
    _differential("Kronecker product rule", kron(P, Q), kron(d(P), Q) + kron(P, d(Q)), "every block is a product"),
    _differential("where", where(C, M, N), where(C, 1, 0) * d(M) + where(C, 0, 1) * d(N), "near a point the condition does not change, off its border"),
)


def _element_wise(name: str) -> Rule:
    known = FUNCTIONS.get(SPELLINGS.get(name, name))
    derivative = {"exp": EXPONENTIAL.after, "sqrt": SQUARE_ROOT.after}.get(name) or (known and known.derivative)
    slope = translated(derivative, M) if derivative else None
    why = known.why if known else "the derivative in every entry"
    after = d(Array("?", M.shape)) if slope is None else slope * d(M)
    return Rule(f"derivative of {name}", d(apply(name)(M)), after, kind="function", why=why)


def translated(derivative: Form, argument: Form) -> Term:
    """A derivative in the placeholder of the table of functions, as a term in an argument."""
    done: dict[Form, Form] = {X: argument}
    for form in walk(derivative):
        if form in done:
            continue
        parts = [done[child] for child in form.children]
        done[form] = _translated(form, parts)
    slope = done[derivative]
    return slope if isinstance(slope, Term) else ones(_m, _n) * slope


def _translated(form: Form, parts: list[Form]) -> Form:
    match form:
        case Number() | Constant() | Placeholder():
            return form
        case Sum():
            return Apply("add", parts)
        case Product():
            return Apply("mul", parts)
        case Negative():
            return Apply("neg", parts)
        case Quotient():
            return Apply("div", parts)
        case Power(base, _) if base is E:
            return exp(parts[1])
        case Power():
            return Apply("pow", parts)
        case Root(_, Number(index)) if index == 2:
            return Apply("sqrt", parts)
        case Call(name, _):
            return Apply({"ln": "log"}.get(name, name), parts)
        case Relation():
            return parts[0]
        case Piecewise():
            return apply("step")(parts[-1])
    raise AssertionError(form)


def _smooth(name: str) -> bool:
    known = FUNCTIONS.get(SPELLINGS.get(name, name))
    return known is None or known.derivative is not None


FUNCTION_RULES = tuple(_element_wise(name) for name in ELEMENTWISE if _smooth(name))

DIFFERENTIALS: tuple[Rule, ...] = (*STRUCTURE, *POWERS, *MATRIX_FUNCTIONS, *REDUCTIONS, *ARRANGEMENTS, *FUNCTION_RULES)
"""The first rule whose left side matches applies."""

# --- linear maps of a differential -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinearMap:
    """What is linear in a differential, with its adjoint and its matrix.

    Attributes:
        name: the move, as a textbook calls it.
        whole: the map, applied to ``moving``.
        moving: the metavariable in the place of the differential.
        adjoint: ⟨G, whole⟩ = ⟨adjoint, moving⟩.
        matrix: vec(whole) = matrix @ vec(moving).
        why: why the two equations hold.
    """

    name: str
    whole: Term
    moving: Array
    adjoint: Form
    matrix: Form
    why: str = ""

    @property
    def move(self) -> Rule:
        """The equation of the adjoint."""
        return Rule(self.name, inner(_G(self.whole), self.whole), inner(self.adjoint, self.moving), why=self.why)

    @property
    def vectorized(self) -> Rule:
        """The equation of the matrix."""
        return Rule(f"{self.name} as a matrix", vec(self.whole), Apply("matmul", (self.matrix, vec(self.moving))), why=self.why)


def _G(like: Term) -> Array:
    return Array("G", like.shape)


def _block(rows: Dimension, columns: Dimension, q: Dimension, p: Dimension) -> Form:
    """The permutation in vec(P ⊗ Q) = (I ⊗ K ⊗ I)(vec P ⊗ vec Q)."""
    return kron(kron(eye(columns), commutation(q, rows)), eye(p))


_g = Array("G")
_outer = kron(P, Q)
_in_P = _block(_m, _n, _q, _p) @ kron(identity(_m * _n), vec(Q))
_in_Q = _block(_m, _n, _q, _p) @ kron(vec(P), identity(_p * _q))
_w = Array("w", shaped(_m * _n))
_spread = diag(vec(identity(_n))) @ kron(ones(_n), identity(_n))

LINEAR_MAPS: tuple[LinearMap, ...] = (
    LinearMap("cyclic trace", A @ B, B, A.T @ _G(A @ B), kron(identity(_n), A), "tr(Gᵀ A dX) = tr((Aᵀ G)ᵀ dX)"),
    LinearMap("cyclic trace", A @ B, A, _G(A @ B) @ B.T, kron(B.T, identity(_m)), "tr(Gᵀ dX B) = tr(B Gᵀ dX) = tr((G Bᵀ)ᵀ dX)"),
    LinearMap("transpose inside the trace", M.T, M, _G(M.T).T, commutation(_m, _n), "tr(Gᵀ dXᵀ) = tr(G dX)"),
    LinearMap("element-wise product across", M * C, M, _G(M) * C, diag(vec(C)), "⟨G, C∘dX⟩ sums Gᵢⱼ Cᵢⱼ dXᵢⱼ"),
    LinearMap("scalar across", s * M, M, s * _G(M), s * identity(_m * _n), "a scalar factor may stand anywhere"),
    LinearMap("scalar product with the factor", s * C, s, inner(_G(C), C), vec(C), "⟨G, C ds⟩ = ⟨G, C⟩ ds"),
    LinearMap("condition across", where(C, M, 0), M, where(C, _G(M), 0), diag(vec(where(C, 1, 0))), "where the condition fails dX does not count"),
    LinearMap("condition across", where(C, 0, M), M, where(C, 0, _G(M)), diag(vec(where(C, 0, 1))), "where the condition holds dX does not count"),
    LinearMap("condition across", where(s, M, 0), M, where(s, _G(M), 0), where(s, 1, 0) * identity(_m * _n), "where the condition fails dX does not count"),
    LinearMap("condition across", where(s, 0, M), M, where(s, 0, _G(M)), where(s, 0, 1) * identity(_m * _n), "where the condition holds dX does not count"),
    LinearMap("scalar product", inner(C, M), M, _g * C, vec(C).T, "the scalar g comes in: g⟨C, dX⟩ = ⟨gC, dX⟩"),
    LinearMap("trace", tr(S), S, _g * identity(_n), vec(identity(_n)).T, "tr(dX) = ⟨I, dX⟩"),
    LinearMap("sum", total(M), M, _g * ones(_m, _n), ones(_m * _n).T, "sum(dX) = ⟨ones, dX⟩"),
    LinearMap("diagonal across", diag(u), u, diagonal(_G(diag(u))), _spread, "⟨G, diag(dx)⟩ sums Gᵢᵢ dxᵢ"),
    LinearMap("diagonal across", diagonal(S), S, diag(_G(u)), _spread.T, "⟨g, diagonal(dX)⟩ sums gᵢ dXᵢᵢ"),
    LinearMap("stacking undone", vec(M), M, unvec(_G(_w), _m, _n), identity(_m * _n), "vec only moves the entries"),
    LinearMap("stacking", unvec(_w, _m, _n), _w, vec(_G(M)), identity(_m * _n), "vec only moves the entries"),
    LinearMap("Kronecker product across", _outer, P, unvec(_in_P.T @ vec(_G(_outer)), _m, _n), _in_P, "vec(P ⊗ Q) = (I ⊗ K ⊗ I)(vec P ⊗ vec Q)"),
    LinearMap("Kronecker product across", _outer, Q, unvec(_in_Q.T @ vec(_G(_outer)), _p, _q), _in_Q, "vec(P ⊗ Q) = (I ⊗ K ⊗ I)(vec P ⊗ vec Q)"),
)

# --- rewrites --------------------------------------------------------------------------------------------------------------


def _rewrite(name: str, before: Form, after: Form | int, why: str = "") -> Rule:
    return Rule(name, before, after if isinstance(after, Form) else Number(after), "rewrite", why=why)


_onehot = Array("t", shaped(_n), frozenset({"onehot"}))
_left, _right = Array("P", shaped(_m, _k)), Array("Q", shaped(_p, _q))
_of_kron = Array("N", shaped(_p, _m))
_left_after, _right_after = Array("M", shaped(_k, _n)), Array("N", shaped(_q, Dimension.named("l")))

IDENTITIES: tuple[Rule, ...] = (
    _rewrite("trace of a Kronecker product", tr(kron(S, R)), tr(S) * tr(R), "the diagonal blocks are the entries of S times R"),
    _rewrite("matrix power", matpow(S, -1), inv(S)),
    _rewrite("determinant of a Kronecker product", det(kron(S, R)), det(S) ** Size(_m) * det(R) ** Size(_n)),
    _rewrite("determinant of a Kronecker product", logdet(kron(S, R)), Size(_m) * logdet(S) + Size(_n) * logdet(R)),
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
    _rewrite("transpose of a symmetric matrix", identity(_n).T, identity(_n)),
    _rewrite("transpose of a symmetric matrix", diag(u).T, diag(u)),
    _rewrite("transpose of a commutation matrix", commutation(_m, _n).T, commutation(_n, _m)),
    _rewrite("transpose of a Kronecker product", kron(P, Q).T, kron(P.T, Q.T)),
    _rewrite("transpose of ones", ones(_m, _n).T, ones(_n, _m)),
    _rewrite("inverse twice", inv(inv(S)), S),
    _rewrite("inverse of a transpose", inv(S.T), inv(S).T),
    _rewrite("inverse of the identity", inv(identity(_n)), identity(_n)),
    _rewrite("inverse of a diagonal matrix", inv(diag(u)), diag(1 / u)),
    _rewrite("inverse of a commutation matrix", inv(commutation(_m, _n)), commutation(_n, _m)),
    _rewrite("inverse of a Kronecker product", inv(kron(S, R)), kron(inv(S), inv(R))),
    _rewrite("determinant of a transpose", det(S.T), det(S)),
    _rewrite("determinant of an inverse", det(inv(S)), 1 / det(S)),
    _rewrite("determinant of the identity", det(identity(_n)), 1),
    _rewrite("determinant of a transpose", logdet(S.T), logdet(S)),
    _rewrite("determinant of an inverse", logdet(inv(S)), -logdet(S)),
    _rewrite("determinant of the identity", logdet(identity(_n)), 0),
    _rewrite("trace of a transpose", tr(S.T), tr(S)),
    _rewrite("trace of the identity", tr(identity(_n)), Size(_n)),
    _rewrite("trace of a diagonal matrix", tr(diag(u)), total(u)),
    _rewrite("diagonal matrix of ones", diag(ones(_n)), identity(_n)),
    _rewrite("diagonal of a diagonal matrix", diagonal(diag(u)), u),
    _rewrite("diagonal of the identity", diagonal(identity(_n)), ones(_n)),
    _rewrite("diagonal of a transpose", diagonal(S.T), diagonal(S)),
    _rewrite("diagonal of a product with ones", diagonal(ones(_n, _m) @ Array("N", shaped(_m, _n))), Array("N", shaped(_m, _n)).T @ ones(_m)),
    _rewrite("diagonal of a product with ones", diagonal(M @ ones(_n, _m)), M @ ones(_n)),
    _rewrite("stacking and its inverse", vec(unvec(_w, _m, _n)), _w),
    _rewrite("stacking and its inverse", unvec(vec(M), _m, _n), M),
    _rewrite("sum of ones", total(ones(_n)), Size(_n)),
    _rewrite("sum of ones", total(ones(_m, _n)), Size(_m * _n)),
    _rewrite("sum of a diagonal matrix", total(diag(u)), total(u)),
    _rewrite("sum of a diagonal matrix", total(identity(_n)), Size(_n)),
    _rewrite("sum of a transpose", total(M.T), total(M)),
    _rewrite("softmax sums to 1", total(softmax(u)), 1, "it is a probability distribution"),
    _rewrite("a one-hot vector sums to 1", total(_onehot), 1, "one entry is 1 and the others are 0"),
    _rewrite("sum of products", total(u * v), u.T @ v),
    _rewrite("norm of a transpose", norm2(M.T), norm2(M)),
    _rewrite("scalar product with itself", inner(M, M), norm2(M) ** 2),
    _rewrite("scalar product with the identity", inner(identity(_n), S), tr(S)),
    _rewrite("scalar product with the identity", inner(S, identity(_n)), tr(S)),
    _rewrite("scalar product with ones", inner(ones(_m, _n), M), total(M)),
    _rewrite("scalar product with ones", inner(M, ones(_m, _n)), total(M)),
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
    _rewrite("matrix power", matpow(S, 0), identity(_n)),
    _rewrite("matrix power", matpow(S, 1), S),
    _rewrite("matrix power", matpow(S, 2), S @ S),
    *IDENTITIES,
)
"""Equations about one operation; the left side is read as it is written."""

OF_NEIGHBOURS = (
    _rewrite("identity factor", identity(_m) @ M, M),
    _rewrite("identity factor", M @ identity(_n), M),
    DIAGONAL_TIMES_VECTOR,
    _rewrite("diagonal times diagonal", diag(u) @ diag(v), diag(u * v)),
    _rewrite("row times diagonal", v.T @ diag(u), (v * u).T),
    _rewrite("sum", ones(_n).T @ v, total(v)),
    _rewrite("sum", v.T @ ones(_n), total(v)),
    _rewrite("inverse cancels", inv(S) @ S, identity(_n)),
    _rewrite("inverse cancels", S @ inv(S), identity(_n)),
    _rewrite("inverse cancels", inv(S).T @ S.T, identity(_n)),
    _rewrite("inverse cancels", S.T @ inv(S).T, identity(_n)),
    _rewrite("commutation twice", commutation(_m, _n) @ commutation(_n, _m), identity(_m * _n)),
    _rewrite("commutation of a stacked matrix", commutation(_m, _n) @ vec(M), vec(M.T)),
    _rewrite("mixed product", kron(_left, _right) @ kron(_left_after, _right_after), kron(_left @ _left_after, _right @ _right_after)),
    _rewrite("Kronecker product with a row", Array("N", shaped(_q, _p)) @ kron(v.T, Array("Q", shaped(_p, _m))), kron(v.T, Array("N", shaped(_q, _p)) @ Array("Q", shaped(_p, _m)))),
    _rewrite("Kronecker product with a column", kron(v, _right) @ Array("N", shaped(_q, _m)), kron(v, _right @ Array("N", shaped(_q, _m)))),
    _rewrite("commutation of a Kronecker product with a row", kron(v.T, _right) @ commutation(_n, _q), kron(_right, v.T)),
    _rewrite("Kronecker product times a stacked matrix", kron(_left, _right) @ vec(Array("N", shaped(_q, _k))), vec(_right @ Array("N", shaped(_q, _k)) @ _left.T)),
    _rewrite("stacked matrix times a Kronecker product", vec(_of_kron).T @ kron(_left, _right), vec(_right.T @ _of_kron @ _left).T),
    _rewrite("commutation of a stacked matrix", vec(M).T @ commutation(_n, _m), vec(M.T).T),
    _rewrite("stacked matrix times a diagonal", vec(M).T @ diag(vec(N)), vec(M * N).T),
    _rewrite("outer product of ones", ones(_m) @ ones(_n).T, ones(_m, _n)),
    _rewrite("sum", ones(_m, _n) @ v, total(v) * ones(_m)),
    _rewrite("sum", v.T @ ones(_n, _m), total(v) * ones(_m).T),
    _rewrite("scalar product of stacked matrices", vec(M).T @ vec(N), inner(M, N)),
    _rewrite("diagonal times stacked matrix", diag(vec(M)) @ vec(N), vec(M * N)),
    _rewrite("powers of a matrix", matpow(S, r) @ matpow(S, s), matpow(S, r + s)),
    _rewrite("powers of a matrix", S @ matpow(S, s), matpow(S, s + 1)),
    _rewrite("powers of a matrix", matpow(S, s) @ S, matpow(S, s + 1)),
)
"""Equations about two neighbouring factors of a matrix product."""


def metavariables(rule: Rule) -> Iterator[Array]:
    """What the letters in the equation of a rule stand for, each once."""
    seen = dict.fromkeys(form for form in walk(*chain((rule.before, rule.after))) if isinstance(form, Array))
    return iter(seen)


__all__ = ["DIFFERENTIALS", "IDENTITIES", "LINEAR_MAPS", "OF_NEIGHBOURS", "OF_ONE", "LinearMap", "Shape", "metavariables"]
