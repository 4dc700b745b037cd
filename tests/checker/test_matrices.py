"""Gradients and Jacobians: entry by entry, in either layout."""

import pytest

from symdiff.checker.check import check

JACOBIAN = "[x^2 y, x + 3y]"
STRAIGHT = "[[2x y, x^2], [1, 3]]"
TURNED = "[[2x y, 1], [x^2, 3]]"
MATRICES = [
    ("x^2 y^3", "[2x y^3, 3x^2 y^2]", None, "correct", None),
    ("x^2 y^3", r"\begin{pmatrix}2xy^3\\3x^2y^2\end{pmatrix}", None, "correct", None),
    ("x^2 y^3", "[2x y^3, 2x^2 y^2]", None, "incorrect", "power-rule-wrong-coefficient"),
    ("x^2 y^3", "[2x y^3, 3x^2 y^2, 1]", None, "incorrect", "wrong-shape"),
    ("[cos t, t^2]", "[-sin t, 2t]", None, "correct", None),
    (JACOBIAN, STRAIGHT, None, "correct", None),
    (JACOBIAN, "[2x y, x^2; 1, 3]", None, "correct", None),
    (JACOBIAN, "J = [2x y, x^2; 1, 3]", None, "correct", None),
    (JACOBIAN, r"\begin{bmatrix}2xy & x^2\\1 & 3\end{bmatrix}", None, "correct", None),
    (JACOBIAN, TURNED, None, "correct", None),
    (JACOBIAN, STRAIGHT, "numerator", "correct", None),
    (JACOBIAN, TURNED, "numerator", "incorrect", "transposed"),
    (JACOBIAN, TURNED, "denominator", "correct", None),
    (JACOBIAN, STRAIGHT, "denominator", "incorrect", "transposed"),
    (JACOBIAN, "[[2x y, x^2], [1, 4]]", "numerator", "incorrect", "parameter-treated-as-variable"),
    ("[x y z, x]", "[[y z, x z, x y], [1, 0, 0]]", None, "correct", None),
    ("[x y z, x]", "[[y z, 1], [x z, 0], [x y, 0]]", None, "correct", None),
    ("[x y z, x]", "[[y z, 1], [x z, 0]]", None, "incorrect", "wrong-shape"),
]


@pytest.mark.parametrize(("problem", "answer", "layout", "status", "mistake"), MATRICES)
def test_lists_and_matrices_are_checked_by_their_entries(
    problem: str, answer: str, layout: str | None, status: str, mistake: str | None
) -> None:
    verdict = check(problem, answer, layout=layout)  # type: ignore[arg-type]  # that is what is tested
    assert (verdict.status, verdict.mistake) == (status, mistake), verdict.message


def test_a_transpose_is_recognised() -> None:
    assert any("transpose" in notice for notice in check(JACOBIAN, TURNED).notices)
    assert "transpose" in check(JACOBIAN, TURNED, layout="numerator").message


def test_a_wrong_entry_is_told_with_its_rule_and_its_proof() -> None:
    verdict = check("x^2 y^3", "[2x y^3, 2x^2 y^2]")
    assert "entry 2" in verdict.message
    assert (verdict.rule, verdict.proved) == ("power rule", True)
