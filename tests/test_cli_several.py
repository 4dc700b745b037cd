"""The commands for several variables, curves, linear models and graphs."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from symdiff.cli import main

COMMANDS = [
    (["gradient", "3x^2(2y+7)", "--wrt", "x,y"], "∇f = [6x(2y + 7)  6x²]"),
    (["gradient", "x y", "--layout", "denominator"], "2×1"),
    (["gradient", "w*x", "--list", "w=w1,w2", "--list", "x=x1,x2", "--reduce", "sum", "--wrt", "w"], "[x₁  x₂]"),
    (["jacobian", "[sin t + s, cos t]", "--wrt", "t,s"], "2×2"),
    (["jacobian", "w/x", "--list", "w=w1,w2", "--list", "x=x1,x2", "--wrt", "x"], "diag("),
    (["hessian", "x^2 y"], "Hf = "),
    (["total", "x u", "--where", "u=x^2"], "3x²"),
    (["total", "1/x", "--where", "y=2"], "nothing else moves it"),
    (["total", "cos t", "--wrt", "x", "--where", "y=2"], "x does not occur"),
    (["graph", "sqrt x", "--wrt", "x,y", "--paths"], "Paths from z to y: 0"),
    (["chain", "[ln a, b]", "--where", "a=x^2", "--where", "b=3x"], "2×2 · 2×1 = 2×1"),
    (["implicit", "x^2 + y^2 = 25"], "− ─"),
    (["implicit", "x^2 + y^2 = 25", "--at", "x=3,y=4"], "−3/4"),
    (["implicit", "x^2 + y^2 = 25", "--at", "x=5,y=0"], "tangent is vertical"),
    (["implicit", "x y = 0", "--at", "x=0,y=0"], "singular"),
    (["implicit", "s^2 + t^2 = 1", "--y", "s", "--x", "t"], "ds"),
    (["parametric", "cos t", "sin t"], "−cot t"),
    (["parametric", "cos t", "sin t", "--at", "t=0"], "tangent is vertical"),
    (["parametric", "t^2", "t^3", "--at", "t=0"], "stand still"),
    (["parametric", "t^2", "t^3", "--at", "t=2"], "it is 3"),
    (["parametric", "a s", "s^2", "--wrt", "s"], "dy"),
    (["linearize", "sqrt x", "--at", "x=4"], "L(x) ="),
    (["directional", "x y", "--along", "[3,4]", "--at", "x=1,y=1"], "7/5"),
    (["descend", "x^2", "--at", "x=1", "--rate", "1/4", "--steps", "2"], "0.25"),
    (["graph", "x e^(x^2)"], "[2x] x"),
    (["graph", "x e^(x^2)", "--at", "x=1"], "adjoint 8.15485"),
    (["graph", "x y", "--mode", "forward", "--by", "y"], "tangent"),
    (["graph", "[x y, x + y]", "--mode", "reverse", "--of", "2"], "∂z₂"),
    (["graph", "x*x", "--leaves", "each use", "--paths"], "Paths from y to x: 2"),
    (["graph", "x^2", "--dot"], "digraph"),
]


@pytest.mark.parametrize(("words", "shown"), COMMANDS)
def test_each_command_answers(words: list[str], shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert shown in capsys.readouterr().out


BAD = [
    (["gradient", "x y", "--wrt", "3"], 2),
    (["gradient", "[x, y]"], 3),
    (["jacobian", "w*x", "--list", "w=a,b", "--list", "x=c"], 2),
    (["implicit", "x^2 = 4"], 2),
    (["implicit", "x^2 + y^2 = 25", "--at", "x=1,y=1"], 2),
    (["implicit", "x^2 + y^2 = 25", "--at", "x=1"], 2),
    (["implicit", "ln(x y) = 1", "--at", "x=1,y=-1"], 2),
    (["parametric", "3", "t"], 2),
    (["chain", "[u]", "--where", "u"], 2),
    (["linearize", "abs(x)", "--at", "x=0"], 2),
    (["linearize", "x^2", "--at", "x=0", "--plot", "plot.txt"], 2),
    (["descend", "x^2", "--at", "x=1", "--rate", "-1"], 2),
    (["graph", "ln x", "--at", "x=0"], 2),
    (["graph", "x", "--svg", "no/such/folder/graph.svg"], 2),
]


@pytest.mark.parametrize(("words", "code"), BAD)
def test_what_is_asked_wrongly_is_said_on_one_line(words: list[str], code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symdiff: ")


@pytest.mark.parametrize("output_format", ["text", "latex", "markdown", "html", "json"])
def test_every_format_is_written_to_a_file(output_format: str, tmp_path: Path) -> None:
    file = tmp_path / "out"
    assert main(["graph", "x y", "--at", "x=1,y=2", "--format", output_format, "-o", str(file)]) == 0
    content = file.read_text(encoding="utf-8")
    if output_format == "json":
        assert json.loads(content)["kind"] == "graph"
    else:
        assert "adjoint" in content


def test_a_picture_is_written_to_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["graph", "x y", "--svg", str(tmp_path / "graph.svg")]) == 0
    assert (tmp_path / "graph.svg").read_text(encoding="utf-8").startswith("<svg")
    capsys.readouterr()


def test_problems_are_read_line_by_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("x^2 + y^2 = 1\n\nx + 1 = 2\nx y = 3\n"))
    assert main(["implicit", "-", "--detail", "brief"]) == 2
    out, err = capsys.readouterr()
    assert out.count("Find") == 2
    assert err.startswith("symdiff: line 3: ")
