"""Reading and writing matrix expressions, in plain notation and in LaTeX, and saying what cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symdiff.errors import LimitError, ParseError, ShapeError, SymdiffError
from symdiff.forms import Form
from symdiff.matrix.reading import MAX_FACTORS, read
from symdiff.terms.nodes import Apply, Array, shape_of
from symdiff.terms.shapes import Dimension, Shape, read_shape
from symdiff.terms.text import write
from tests.matrix.common import assert_equal

SHAPES = {
    name: read_shape(shape)
    for name, shape in {
        "A": "n,n",
        "B": "m,n",
        "C": "m,n",
        "x": "n",
        "y": "n",
        "b": "m",
        "r": "1,n",
        "s": "scalar",
        "w_1": "n",
    }.items()
}

SHAPES_OF = [
    ("A @ x", "n"),
    ("x.T @ A @ x", "scalar"),
    ("x.T", "1,n"),
    ("x @ b.T", "n,m"),
    ("r @ x", "scalar"),
    ("s*B", "m,n"),
    ("1 + x", "n"),
    ("vec(B)", "m*n"),
    ("kron(A, B)", "m*n,n*n"),
    ("kron(x, b)", "m*n"),
    ("commutation(m, n)", "m*n,m*n"),
    ("diag(x)", "n,n"),
    ("diagonal(A)", "n"),
    ("sum(B)", "scalar"),
    ("stack(s, 2*s, 1)", "3"),
    ("where(x > 0, x, 0)", "n"),
    ("B[0,1]", "scalar"),
    ("x[1]", "scalar"),
    ("ones(m, n)", "m,n"),
    ("zeros(n)", "n"),
    ("eye(m*n)", "m*n,m*n"),
    ("n*x/m", "n"),
    ("matpow(A, 3)", "n,n"),
    ("A^-1", "n,n"),
    ("max(0, x)", "n"),
    ("max(x)", "scalar"),
]

WRITTEN = [
    ("A@x", "A @ x"),
    ("-x**2", "-x**2"),
    ("(-x)**2", "(-x)**2"),
    ("2**-s", "2**(-s)"),
    ("x - (y - x)", "x - (y - x)"),
    ("x/(y*x)", "x/(y*x)"),
    ("x*(A@y)", "x*(A @ y)"),
    ("s*(A@y)", "s*A @ y"),
    ("(A @ B.T).T", "(A @ B.T).T"),
    ("A @ (A @ x)", "A @ (A @ x)"),
    ("(x > 0)*x", "(x > 0)*x"),
    ("A^2", "matpow(A, 2)"),
    ("A^-1 @ x", "inv(A) @ x"),
    ("s^2", "s**2"),
    ("max(x, 0)", "relu(x)"),
    ("0.50*x", "0.50*x"),
    ("x−y", "x - y"),
]

LATEX = [
    (r"\mathbf{A}\mathbf{x}+\mathbf{y}", "A @ x + y"),
    (r"\mathbf{x}^\top A\,\mathbf{x}", "x.T @ A @ x"),
    (r"x^{T} A^{-1} x", "x.T @ inv(A) @ x"),
    (r"\|Bx - b\|_2^2", "norm2(B @ x - b)**2"),
    (r"\left\|B\right\|_F", "norm2(B)"),
    (r"\lVert x \rVert_1", "norm1(x)"),
    (r"\operatorname{tr}(A^\top A)", "tr(A.T @ A)"),
    (r"\operatorname{tr} A A + s", "tr(A @ A) + s"),
    (r"\log\det A", "log(det(A))"),
    (r"\frac{1}{2}x^\top x", "(1/2)*x.T @ x"),
    (r"\frac12 s", "(1/2)*s"),
    (r"\frac{x^\top A x}{x^\top x}", "x.T @ A @ x/(x.T @ x)"),
    (r"x\odot y", "x*y"),
    (r"x^{\odot 2}", "x**2"),
    (r"A\otimes B", "kron(A, B)"),
    (r"\sigma(A x)", "sigmoid(A @ x)"),
    (r"\mathrm{softmax}(Ax)", "softmax(A @ x)"),
    (r"w_1^\top x", "w_1.T @ x"),
    (r"w_{1}^\top x", "w_1.T @ x"),
    (r"\langle x, y\rangle", "inner(x, y)"),
    (r"\sqrt{x^\top x}\cdot s", "sqrt(x.T @ x)*s"),
    (r"A^{-\top}x", "inv(A.T) @ x"),
    (r"\mathbf{1}_n^\top x", "ones(n).T @ x"),
    (r"\mathbf{I}_n + s A", "eye(n) + s*A"),
    (r"A\left(x+y\right)", "A @ (x + y)"),
    (r"|\det A|", "abs(det(A))"),
    (r"\exp(-\|x\|^2)", "exp(-norm2(x)**2)"),
]

UNREADABLE = [
    ("", ParseError, "ends where a value is needed"),
    ("A @", ParseError, "ends where a value is needed"),
    ("(A", ParseError, "not closed"),
    ("A)", ParseError, "nothing to close"),
    ("A x", ParseError, "operator is missing"),
    ("sin x", ParseError, "needs brackets"),
    ("sin", ParseError, "needs brackets"),
    ("sin()", ParseError, "needs an argument"),
    ("trace(A)", ParseError, "did you mean tr?"),
    ("softmx(x)", ParseError, "did you mean softmax?"),
    ("q @ x", ParseError, "has no shape"),
    ("ones(x)", ParseError, "takes dimensions"),
    ("where(x, 1)", ParseError, "takes 3 arguments"),
    ("x[s]", ParseError, "index is a whole number"),
    ("x; y", ParseError, "is not read"),
    ("__import__('os')", ParseError, "not a known function"),
    ("A @ b", ShapeError, "A has n columns, b has m rows"),
    ("x @ x", ShapeError, "x has 1 column, x has n rows"),
    ("x + b", ShapeError, "one shape"),
    ("A * B", ShapeError, "A @ B"),
    ("inv(B)", ShapeError, "square"),
    ("det(B)", ShapeError, "square"),
    ("softmax(A)", ShapeError, "vector"),
    ("x[0,1]", ShapeError, "indices"),
    ("stack(x, s)", ShapeError, "scalars"),
    ("x^2", ParseError, "a vector has no power"),
    ("(" * 600 + "x" + ")" * 600, LimitError, "open"),
    ("@".join("A" * (MAX_FACTORS + 1)), LimitError, "factors"),
    ("x" * 50, LimitError, "letters"),
    ("1" * 1001, LimitError, "digits"),
    (r"\foo x", ParseError, "no function"),
    (r"\frac{1}{x", ParseError, "not closed"),
    (r"\|x\|_7", ParseError, "norm"),
    (r"{" * 600 + r"\top", LimitError, "open"),
]


def parsed(text: str) -> Form:
    return read(text, SHAPES)


@pytest.mark.parametrize(("text", "shape"), SHAPES_OF)
def test_shape_of_what_is_read(text: str, shape: str) -> None:
    assert str(shape_of(parsed(text))) == shape


@pytest.mark.parametrize(("text", "written"), WRITTEN)
def test_text_is_written_with_the_brackets_it_needs(text: str, written: str) -> None:
    assert write(parsed(text)) == written
    assert write(parsed(written)) == written


@pytest.mark.parametrize(("latex", "written"), LATEX)
def test_latex_is_read(latex: str, written: str) -> None:
    assert write(parsed(latex)) == written


@pytest.mark.parametrize(("text", "error", "message"), UNREADABLE, ids=[text[:30] for text, *_ in UNREADABLE])
def test_what_cannot_be_read_is_said(text: str, error: type[SymdiffError], message: str) -> None:
    with pytest.raises(error, match=message.replace("?", r"\?")):
        parsed(text)


def test_the_place_of_an_error_is_shown() -> None:
    with pytest.raises(ShapeError) as caught:
        parsed("x + A @ b")
    assert str(caught.value).splitlines()[-1].index("^") == 2 + len("x + A ")


def test_a_dimension_cannot_be_an_array_too() -> None:
    with pytest.raises(ParseError, match="is a dimension"):
        read("x", {"x": read_shape("n"), "n": read_shape("scalar")})


@pytest.mark.parametrize(
    ("given_shape", "written"),
    [
        ("m, n", "m,n"),
        ("(m,n)", "m,n"),
        ("n,1", "n"),
        ("1,1", "scalar"),
        ("scalar", "scalar"),
        ("", "scalar"),
        (3, "3"),
        (("m", 2), "m,2"),
        ("2*n", "2*n"),
    ],
)
def test_shapes_are_read(given_shape: str, written: str) -> None:
    assert str(read_shape(given_shape)) == written


@pytest.mark.parametrize("text", ["a,b,c", "n-1", "0", "n,,m", "-2", "x y"])
def test_impossible_shapes_are_refused(text: str) -> None:
    with pytest.raises(ParseError):
        read_shape(text)


LETTERS = st.sampled_from(["m", "n", "k"])
DIMENSIONS = st.recursive(LETTERS.map(Dimension.named), lambda part: st.builds(lambda a, b: a * b + a, part, part), max_leaves=4)


@given(DIMENSIONS, DIMENSIONS)
def test_dimension_arithmetic_is_that_of_numbers(a: Dimension, b: Dimension) -> None:
    sizes = {"m": 2, "n": 3, "k": 5}
    assert (a * b).at(sizes) == a.at(sizes) * b.at(sizes)
    assert (a + b).at(sizes) == a.at(sizes) + b.at(sizes)
    assert a * b == b * a


VECTORS = st.recursive(
    st.sampled_from([Array("x", SHAPES["x"]), Array("y", SHAPES["y"])]),
    lambda part: st.one_of(
        st.builds(lambda a, b: a + b, part, part),
        st.builds(lambda a, b: a - b, part, part),
        st.builds(lambda a, b: a * b, part, part),
        st.builds(lambda a, b: a / (b**2 + 1), part, part),
        st.builds(lambda a: -a, part),
        st.builds(lambda a: Apply("matmul", (Array("A", SHAPES["A"]), a)), part),
        st.builds(lambda a: Apply("sin", (a,)), part),
        st.builds(lambda a: a**2, part),
    ),
    max_leaves=6,
)


@given(VECTORS)
def test_written_terms_read_back_with_the_same_shape_and_value(term: Form) -> None:
    again = parsed(write(term))
    assert shape_of(again) == Shape((Dimension.named("n"),))
    assert_equal(term, again)
