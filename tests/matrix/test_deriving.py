"""Layouts, orders, structured derivatives, notes and refusals; the certificate, and that it rejects what is wrong."""

from __future__ import annotations

import pytest

from symdiff.errors import ParseError, ShapeError, SymdiffError, UnsupportedError
from symdiff.matrix import differentiate
from symdiff.matrix.certificate import Claim, certify
from symdiff.matrix.chain import chain_rule
from symdiff.matrix.reading import read
from symdiff.terms.nodes import Array, shape_of
from symdiff.terms.shapes import read_shape
from tests.matrix.common import assert_equal, mapping
from tests.matrix.identities import GRADIENTS, JACOBIANS, Row

SHAPES = {"A": "n,n", "B": "m,n", "x": "n", "b": "m", "r": "1,n", "t": "scalar", "q": "3", "Z": "2,2"}

LAYOUTS = [
    ("sum(x)", "x", "1,n", "n"),
    ("norm2(B)", "B", "n,m", "m,n"),
    ("r @ x", "r", "n", "1,n"),
    ("B @ x", "x", "m,n", "n,m"),
    ("t*x", "t", "n", "1,n"),
    ("t*B", "t", "m,n", "m,n"),
    ("t*r", "t", "1,n", "1,n"),
    ("B @ x", "B", "m,m*n", "m*n,m"),
    ("B.T @ B", "B", "n*n,m*n", "m*n,n*n"),
    ("diag(x)", "x", "n*n,n", "n,n*n"),
    ("t**2", "t", "scalar", "scalar"),
    ("x.T", "x", "n,n", "n,n"),
]

NUMBERS = [
    ("q[0]*q[1] + q[2]**2", "q", "stack(q[1], q[0], 2*q[2]).T"),
    ("q[0]**2*q[1]", "q", "stack(2*q[0]*q[1], q[0]**2, 0).T"),
    ("Z[0,1]*Z[1,0]", "Z", "(Z[1,0]*(stack(1, 0) @ stack(0, 1).T) + Z[0,1]*(stack(0, 1) @ stack(1, 0).T)).T"),
    ("stack(t**2, sin(t))", "t", "stack(2*t, cos(t))"),
]

REFUSED = [
    ({"wrt": "n"}, ParseError, "is a dimension"),
    ({"wrt": "u"}, ParseError, "has no shape"),
    ({"expr": "x > 0"}, UnsupportedError, "comparison"),
    ({"expr": "expm(A)", "wrt": "A"}, UnsupportedError, "No rule"),
    ({"expr": "matpow(A, 40)", "wrt": "A"}, UnsupportedError, "No rule"),
    ({"expr": "x[0]"}, UnsupportedError, "in numbers"),
    ({"expr": "B @ x", "order": 2}, UnsupportedError, "more than two indices"),
    ({"order": 3}, UnsupportedError, "more than two indices"),
    ({"order": 0}, ParseError, "order"),
    ({"layout": "row"}, ParseError, "layout"),
    ({"structured": True}, UnsupportedError, "structured"),
    ({"assume": {"x": "spd"}}, ShapeError, "square"),
    ({"assume": {"y": "positive"}}, ParseError, "no shape"),
    ({"assume": {"x": 3}}, ParseError, "word"),
    ({"shapes": {"x": None}}, ParseError, "not a shape"),
]


@pytest.mark.parametrize(("expression", "variable", "numerator", "denominator"), LAYOUTS)
def test_shape_in_each_layout(expression: str, variable: str, numerator: str, denominator: str) -> None:
    assert str(differentiate(expression, variable, SHAPES).shape) == numerator
    assert str(differentiate(expression, variable, SHAPES, layout="denominator").shape) == denominator


@pytest.mark.parametrize(("expression", "variable", "expected"), NUMBERS)
def test_entries_where_dimensions_are_numbers(expression: str, variable: str, expected: str) -> None:
    shapes = {name: read_shape(shape) for name, shape in SHAPES.items()}
    found = differentiate(expression, variable, SHAPES)
    assert_equal(read(str(found.result), shapes), read(expected, shapes))


@pytest.mark.parametrize(("changes", "error", "message"), REFUSED, ids=[str(changes) for changes, *_ in REFUSED])
def test_what_cannot_be_done_is_said(changes: dict[str, object], error: type[SymdiffError], message: str) -> None:
    arguments: dict[str, object] = {"expr": "x.T @ x", "wrt": "x", "shapes": SHAPES}
    with pytest.raises(error, match=message):
        differentiate(**(arguments | changes))  # type: ignore[arg-type]  # some are wrong on purpose


def test_plain_and_structured_derivative_by_a_symmetric_matrix_are_told_apart() -> None:
    plain = differentiate("tr(B.T @ B @ A)", "A", SHAPES, {"A": "symmetric"}, layout="denominator")
    tied = differentiate("tr(B.T @ B @ A)", "A", SHAPES, {"A": "symmetric"}, layout="denominator", structured=True)
    assert str(plain.result) == "B.T @ B"
    assert "structured=True" in plain.notes[0]
    assert tied.notes == ()
    assert_equal(tied.result, read("2*B.T @ B - (B.T @ B)*eye(n)", {name: read_shape(shape) for name, shape in SHAPES.items()}))


def test_gradient_at_symmetric_matrices_leaves_every_entry_free() -> None:
    found = differentiate("a.T @ A @ A @ b", "A", {"A": "n,n", "a": "n", "b": "n"}, {"A": "symmetric"}, layout="denominator")
    assert_equal(
        found.result,
        read(
            "a @ b.T @ A + A @ a @ b.T",
            {name: read_shape(shape) for name, shape in {"A": "n,n", "a": "n", "b": "n"}.items()},
            {"A": frozenset({"symmetric"})},
        ),
    )


def test_unknown_assumptions_and_absent_variables_are_noted() -> None:
    assert "not used" in differentiate("sum(x)", "x", SHAPES, {"x": "sparse"}).notes[0]
    absent = differentiate("sum(x)", "t", SHAPES)
    assert str(absent.result) == "0"
    assert "does not occur" in absent.notes[0]


def test_large_known_dimensions_are_checked_with_small_ones() -> None:
    found = differentiate("mean((B @ x - b)**2)", "x", {"B": "1000,784", "x": "784", "b": "1000"})
    assert str(found.shape) == "1,784"
    assert found.verification.ok is True


def test_every_stage_of_a_higher_derivative_is_checked() -> None:
    found = differentiate("exp(2*t)*B", "t", SHAPES, order=3)
    assert str(found.result) == "8*exp(2*t)*B"
    assert found.verification.ok is True


DOMAINS = [
    ("norm2(x)", "x", {}, ("x is not 0",)),
    ("norm2(x)**2", "x", {}, ()),
    ("sum(relu(B @ x))", "x", {}, ("B @ x has only entries ≠ 0",)),
    ("logdet(A)", "A", {}, ("A is invertible",)),
    ("logdet(A)", "A", {"A": "spd"}, ()),
    ("sum(log(x))", "x", {}, ("x has only entries > 0",)),
    ("sum(log(x))", "x", {"x": "positive"}, ()),
    ("sum(log(1 + exp(x)))", "x", {}, ()),
    ("-sum(log(1 - sigmoid(x)))", "x", {}, ()),
    ("max(x)", "x", {}, ("x has only one largest entry",)),
    ("1/t", "t", {}, ("t ≠ 0",)),
    ("where(t > 1, t, t**2)", "t", {}, ("t differs from 1",)),
]


@pytest.mark.parametrize(("expression", "variable", "assume", "domain"), DOMAINS)
def test_where_a_result_holds(expression: str, variable: str, assume: dict[str, str], domain: tuple[str, ...]) -> None:
    assert differentiate(expression, variable, SHAPES, assume).domain == domain


WRONG = [
    ("x.T @ A @ x", "x", "2*A @ x", "gradient"),
    ("tr(A @ A)", "A", "2*A", "gradient"),
    ("B @ x", "B", "kron(eye(m), x.T)", "jacobian"),
    ("inv(A)", "A", "-kron(inv(A), inv(A).T)", "jacobian"),
    ("norm2(x)", "x", "x.T/norm2(x)**2", "row gradient"),
    ("relu(x)", "x", "diag(relu(x))", "jacobian"),
    ("expm(t*A)", "t", "expm(t*A)", "by scalar"),
]


@pytest.mark.parametrize(("expression", "variable", "answer", "kind"), WRONG)
def test_certificate_rejects_a_wrong_derivative(expression: str, variable: str, answer: str, kind: str) -> None:
    shapes = {name: read_shape(shape) for name, shape in SHAPES.items()}
    outcome = certify(Claim(read(expression, shapes), Array(variable, shapes[variable]), read(answer, shapes), kind))  # type: ignore[arg-type]  # the kind is one of the literals
    assert outcome.ok is False
    assert outcome.mismatch is not None


def test_certificate_says_when_nothing_can_be_checked() -> None:
    shapes = {"t": read_shape("scalar")}
    claim = Claim(read("sqrt(-t**2 - 1)", shapes), Array("t", shapes["t"]), read("-t/sqrt(-t**2 - 1)", shapes), "by scalar")
    assert certify(claim).ok is None


@pytest.mark.parametrize("row", [*GRADIENTS[::3], *JACOBIANS[::3]], ids=lambda row: f"{row[0]} by {row[1]}")
def test_chain_rule_and_differentials_agree(row: Row) -> None:
    expression, variable, shapes, assume, _ = row
    found = differentiate(expression, variable, mapping(shapes), mapping(assume))
    problem = found.solved.problem
    chain = chain_rule(found.solved.work, found.solved.stages[0].expression, problem.free_variable)
    if chain is not None:
        kind = "by scalar" if not problem.variable.shape else "jacobian" if shape_of(problem.expression) else "row gradient"
        assert certify(Claim(problem.expression, problem.variable, chain.jacobian, kind)).ok is True  # type: ignore[arg-type]  # the kind is one of the literals
        for each in chain.locals:
            assert (each.shape.rows, each.shape.columns) == (each.of.shape.rows, each.by.shape.rows)


def test_chain_rule_multiplies_local_jacobians_with_their_shapes() -> None:
    found = differentiate("tanh(B @ sin(x))", "x", SHAPES)
    assert found.chain is not None
    assert [(str(each.matrix), str(each.shape)) for each in found.chain.locals] == [
        ("diag(cos(x))", "n,n"),
        ("B", "m,n"),
        ("diag(1 - tanh(u2)**2)", "m,m"),
    ]
    assert str(found.chain.jacobian) == "diag(1 - tanh(B @ sin(x))**2) @ B @ diag(cos(x))"


def test_differential_is_a_linear_map() -> None:
    found = differentiate("B.T @ inv(M) @ B", "M", {"B": "m,n", "M": "m,m"})
    assert str(found.differential) == "-B.T @ inv(M) @ dM @ inv(M) @ B"
