"""Matrix derivations in every output format, and on the command line."""

from __future__ import annotations

import json

import pytest

from symdiff.cli import main
from symdiff.matrix import differentiate, gradients
from symdiff.matrix.command import configure, run
from symdiff.matrix.present import present
from symdiff.matrix.reading import read
from symdiff.render.latex import latex
from symdiff.render.line import line
from symdiff.terms.shapes import read_shape

SHAPES = {"W": "m,n", "x": "n", "b": "m", "t": "m", "A": "n,n", "s": "scalar"}

PRESENTED = [
    ("W @ x + b", "Wx + b", r"Wx + b"),
    ("x.T @ A @ x", "xᵀAx", r"x^{\top}Ax"),
    ("inv(A).T", "A⁻ᵀ", r"A^{-\top}"),
    ("norm2(x)**2/2", "‖x‖₂²/2", r"\frac{\lVert x\rVert_2^2}{2}"),
    ("norm2(A)", "‖A‖_F", r"\lVert A\rVert_F"),
    ("x*x", "x ⊙ x", r"x \odot x"),
    ("x**2", "x^(∘2)", r"x^{\circ2}"),
    ("kron(A, eye(n))", "A ⊗ Iₙ", r"A \otimes I_n"),
    ("tr(A) + logdet(A)", "tr(A) + logdet(A)", r"\mathrm{tr}(A) + \mathrm{logdet}(A)"),
    ("sigmoid(x)", "σ(x)", r"\sigma(x)"),
    ("-s*x", "−s ⊙ x", None),
    ("inner(A, A)", "⟨A, A⟩", r"\langle A, A\rangle"),
]


@pytest.mark.parametrize(
    ("text", "plain", "tex"), [row for row in PRESENTED if row[2] is not None], ids=[row[0] for row in PRESENTED if row[2]]
)
def test_terms_are_written_as_a_textbook_writes_them(text: str, plain: str, tex: str) -> None:
    box = present(read(text, {name: read_shape(shape) for name, shape in SHAPES.items()}))
    assert line(box) == plain
    assert latex(box) == tex


def test_text_tells_the_differentials_the_moves_and_the_answer() -> None:
    text = differentiate("norm2(W@x + b - t)**2", "W", SHAPES, layout="denominator").to_text()
    for expected in (
        "Intermediate variables",
        "Differentials",
        "product rule",
        "cyclic trace",
        "2(Wx + b − t)xᵀ",
        "m × n",
        "Checked",
    ):
        assert expected in text


def test_full_detail_has_shapes_reasons_and_the_chain_rule() -> None:
    text = differentiate("sum(sigmoid(W@x))", "x", SHAPES).to_text("full")
    assert "The same by the chain rule" in text
    assert "m × n" in text
    assert "the sum is linear" in text
    assert "chain rule" not in differentiate("sum(sigmoid(W@x))", "x", SHAPES).to_text("brief")


def test_repeated_parts_of_a_long_answer_are_named() -> None:
    found = differentiate("sin(W@x + b).T @ cos(W@x + b)*norm2(W@x + b)", "x", SHAPES)
    named, short = found.shared
    assert str(named[0].definition) == "sin(W @ x + b)"
    assert "u1" in str(short)
    assert "With names for what is repeated" in found.to_text()


@pytest.mark.parametrize("order", [1, 2])
def test_every_format_can_be_made(order: int) -> None:
    found = differentiate("logsumexp(A @ x)", "x", SHAPES, order=order)
    assert r"\begin{align*}" in found.to_latex()
    assert r"\documentclass" in found.to_latex(document=True)
    assert "$" in found.to_markdown()
    assert "<math" in found.to_html()
    assert "text/html" in found._repr_mimebundle_()


def test_json_carries_result_steps_and_check() -> None:
    content = json.loads(differentiate("logdet(A)", "A", SHAPES, {"A": "spd"}).to_json())
    assert content["version"] == 1
    assert content["result"]["text"] == "inv(A)"
    assert content["shape"] == "n,n"
    assert content["verification"]["ok"] is True
    assert [step["rule"] for step in content["steps"]][:2] == ["log-determinant", "trace"]
    assert content["assume"] == {"A": ["spd"]}


def test_gradients_are_shown_forwards_and_backwards() -> None:
    found = gradients("norm2(tanh(W@x + b) - t)**2", ["W", "b"], SHAPES)
    text = found.to_text()
    assert text.index("Forwards") < text.index("Backwards") < text.index("The gradients")
    assert json.loads(found.to_json())["gradients"].keys() == {"W", "b"}


def command(*words: str) -> int:
    from argparse import ArgumentParser

    parser = ArgumentParser()
    configure(parser)
    return run(parser.parse_args(words))


def test_command_prints_the_solution(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["norm2(W@x)**2", "--wrt", "W", "--shape", "W=m,n", "--shape", "x=n", "--layout", "denominator"]
    assert command(*words) == 0
    assert "2Wxxᵀ" in capsys.readouterr().out
    assert command(*words, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out)["result"]["text"] == "2*W @ x @ x.T"
    assert command(*words, "--numpy") == 0
    assert "def value_and_derivative(W, x):" in capsys.readouterr().out


def test_command_gives_all_gradients_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("norm2(W@x + b)**2", "--wrt", "W,b", "--shape", "W=m,n", "--shape", "x=n", "--shape", "b=m") == 0
    assert "2u₁xᵀ" in capsys.readouterr().out.replace(" ", "")


def test_help_is_there_without_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    assert "symdiff" in capsys.readouterr().out
