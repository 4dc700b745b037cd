"""The rules of matrix calculus: differentials, and the moves that bring them to the form tr(Gᵀ dX).

To add an operation, add one line to ``DIFFERENTIALS``: its differential as an equation.  What is linear in a differential
has one line in ``LINEAR_MAPS``: the map with its adjoint (for gradients) and its matrix (for Jacobians).  An operation without
a line has no derivative; it never counts as constant.  ``d(M)`` is the differential of ``M``.

Sources: Magnus and Neudecker, Matrix Differential Calculus, chapters 2, 3, 8 and 9; Petersen and Pedersen, The Matrix
Cookbook (2012), sections 1, 2 and 10.
"""

from __future__ import annotations

from dataclasses import dataclass

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
from symdiff.rules.matrix_letters import (
    A,
    B,
    C,
    K,
    M,
    N,
    P,
    Q,
    S,
    c,
    commutation,
    d,
    det,
    diag,
    diagonal,
    exp,
    expm,
    identity,
    inner,
    inv,
    kron,
    largest,
    log,
    logdet,
    logsumexp,
    m,
    matpow,
    mean,
    n,
    norm1,
    norm2,
    ones,
    p,
    q,
    s,
    sign,
    smallest,
    softmax,
    total,
    tr,
    u,
    unvec,
    vec,
    w,
    where,
)
from symdiff.rules.structure import EXPONENTIAL, SQUARE_ROOT
from symdiff.terms.nodes import ELEMENTWISE, SPELLINGS, Apply, Array, Size, Term, apply, eye
from symdiff.terms.shapes import Dimension

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
    _differential(
        "square of a norm", norm2(M) ** 2, 2 * inner(M, d(M)), "it is ⟨M, M⟩, so the product rule gives ⟨dM, M⟩ + ⟨M, dM⟩"
    ),
    _differential("power rule", M**c, c * M ** (c - 1) * d(M), "the power rule in every entry"),
    _differential("general power rule", M**N, M**N * (d(N) * log(M) + N * d(M) / M), "the general power rule in every entry"),
)
MATRIX_FUNCTIONS = (
    _differential("inverse", inv(S), -inv(S) @ d(S) @ inv(S), "from S @ inv(S) = I: dS @ inv(S) + S @ d inv(S) = 0"),
    _differential(
        "determinant",
        det(S),
        det(S) * tr(inv(S) @ d(S)),
        "Jacobi's formula: the linear part of det(I + inv(S) @ dS) is tr(inv(S) @ dS)",
    ),
    _differential("log-determinant", logdet(S), tr(inv(S) @ d(S)), "d det S / det S"),
    _differential(
        "trace of a power",
        tr(matpow(S, c)),
        c * tr(matpow(S, c - 1) @ d(S)),
        "the trace of each term of d(S @ ... @ S) is the same",
    ),
    _differential(
        "trace of the exponential", tr(expm(S)), tr(expm(S) @ d(S)), "the trace of a power, in every term of the series"
    ),
    _differential("trace", tr(S), tr(d(S)), "the trace is linear"),
    _differential("matrix power", matpow(S, 2), d(S) @ S + S @ d(S), "the product rule on each factor in its place"),
    _differential(
        "matrix exponential", expm(s * K), d(s) * (K @ expm(s * K)), "differentiate the series; K commutes with its powers"
    ),
)
REDUCTIONS = (
    _differential("scalar product", inner(M, N), inner(N, d(M)) + inner(M, d(N)), "the product rule in every entry, summed"),
    _differential("sum", total(M), total(d(M)), "the sum is linear"),
    _differential("mean", mean(M), total(d(M)) / Size(m * n), "the mean is the sum over the number of entries"),
    _differential(
        "maximum",
        largest(M),
        inner(where(Apply(">=", (M, largest(M))), 1, 0), d(M)),
        "only the largest entry counts; no derivative where two are largest",
    ),
    _differential(
        "minimum",
        smallest(M),
        inner(where(Apply("<=", (M, smallest(M))), 1, 0), d(M)),
        "only the smallest entry counts; no derivative where two are smallest",
    ),
    _differential("sum of absolute values", norm1(M), inner(sign(M), d(M)), "the derivative of abs in every entry, summed"),
    _differential("norm", norm2(M), inner(M, d(M)) / norm2(M), "the norm is the square root of ⟨M, M⟩"),
    _differential(
        "log-sum-exp",
        logsumexp(u),
        softmax(u).T @ d(u),
        "the derivative of log, of the sum and of exp; exp(u) over its sum is softmax(u)",
    ),
    _differential("softmax", _softmax, _softmax * d(u) - _softmax * (_softmax.T @ d(u)), "quotient rule on exp(u)/sum(exp(u))"),
)
ARRANGEMENTS = (
    _differential("diagonal matrix", diag(u), diag(d(u)), "only the diagonal changes"),
    _differential("diagonal", diagonal(S), diagonal(d(S)), "the diagonal of the change"),
    _differential("vectorization", vec(M), vec(d(M)), "stacking only moves the entries"),
    _differential(
        "columns of a vector",
        unvec(w, m, n),
        unvec(d(w), m, n),
        "only moves the entries",
    ),
    _differential("Kronecker product rule", kron(P, Q), kron(d(P), Q) + kron(P, d(Q)), "every block is a product"),
    _differential(
        "where",
        where(C, M, N),
        where(C, 1, 0) * d(M) + where(C, 0, 1) * d(N),
        "near a point the condition does not change, off its border",
    ),
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
    return slope if isinstance(slope, Term) else ones(m, n) * slope


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
            return Apply("sqrt", parts[:1])
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


def _block(rows: Dimension, columns: Dimension, q: Dimension, p: Dimension) -> Term:
    """The permutation in vec(P ⊗ Q) = (I ⊗ K ⊗ I)(vec P ⊗ vec Q)."""
    return kron(kron(eye(columns), commutation(q, rows)), eye(p))


_g = Array("G")
_outer = kron(P, Q)
_in_P = _block(m, n, q, p) @ kron(identity(m * n), vec(Q))
_in_Q = _block(m, n, q, p) @ kron(vec(P), identity(p * q))
_spread = diag(vec(identity(n))) @ kron(ones(n), identity(n))

LINEAR_MAPS: tuple[LinearMap, ...] = (
    LinearMap("cyclic trace", A @ B, B, A.T @ _G(A @ B), kron(identity(n), A), "tr(Gᵀ A dX) = tr((Aᵀ G)ᵀ dX)"),
    LinearMap("cyclic trace", A @ B, A, _G(A @ B) @ B.T, kron(B.T, identity(m)), "tr(Gᵀ dX B) = tr(B Gᵀ dX) = tr((G Bᵀ)ᵀ dX)"),
    LinearMap("transpose inside the trace", M.T, M, _G(M.T).T, commutation(m, n), "tr(Gᵀ dXᵀ) = tr(G dX)"),
    LinearMap("element-wise product across", M * C, M, _G(M) * C, diag(vec(C)), "⟨G, C∘dX⟩ sums Gᵢⱼ Cᵢⱼ dXᵢⱼ"),
    LinearMap("scalar across", s * M, M, s * _G(M), s * identity(m * n), "a scalar factor may stand anywhere"),
    LinearMap("scalar product with the factor", s * C, s, inner(_G(C), C), vec(C), "⟨G, C ds⟩ = ⟨G, C⟩ ds"),
    LinearMap(
        "condition across",
        where(C, M, 0),
        M,
        where(C, _G(M), 0),
        diag(vec(where(C, 1, 0))),
        "where the condition fails dX does not count",
    ),
    LinearMap(
        "condition across",
        where(C, 0, M),
        M,
        where(C, 0, _G(M)),
        diag(vec(where(C, 0, 1))),
        "where the condition holds dX does not count",
    ),
    LinearMap(
        "condition across",
        where(s, M, 0),
        M,
        where(s, _G(M), 0),
        where(s, 1, 0) * identity(m * n),
        "where the condition fails dX does not count",
    ),
    LinearMap(
        "condition across",
        where(s, 0, M),
        M,
        where(s, 0, _G(M)),
        where(s, 0, 1) * identity(m * n),
        "where the condition holds dX does not count",
    ),
    LinearMap("scalar product", inner(C, M), M, _g * C, vec(C).T, "the scalar g comes in: g⟨C, dX⟩ = ⟨gC, dX⟩"),
    LinearMap("trace", tr(S), S, _g * identity(n), vec(identity(n)).T, "tr(dX) = ⟨I, dX⟩"),
    LinearMap("sum", total(M), M, _g * ones(m, n), ones(m * n).T, "sum(dX) = ⟨ones, dX⟩"),
    LinearMap("diagonal across", diag(u), u, diagonal(_G(diag(u))), _spread, "⟨G, diag(dx)⟩ sums Gᵢᵢ dxᵢ"),
    LinearMap("diagonal across", diagonal(S), S, diag(_G(u)), _spread.T, "⟨g, diagonal(dX)⟩ sums gᵢ dXᵢᵢ"),
    LinearMap("stacking undone", vec(M), M, unvec(_G(w), m, n), identity(m * n), "vec only moves the entries"),
    LinearMap("stacking", unvec(w, m, n), w, vec(_G(M)), identity(m * n), "vec only moves the entries"),
    LinearMap(
        "Kronecker product across",
        _outer,
        P,
        unvec(_in_P.T @ vec(_G(_outer)), m, n),
        _in_P,
        "vec(P ⊗ Q) = (I ⊗ K ⊗ I)(vec P ⊗ vec Q)",
    ),
    LinearMap(
        "Kronecker product across",
        _outer,
        Q,
        unvec(_in_Q.T @ vec(_G(_outer)), p, q),
        _in_Q,
        "vec(P ⊗ Q) = (I ⊗ K ⊗ I)(vec P ⊗ vec Q)",
    ),
)
