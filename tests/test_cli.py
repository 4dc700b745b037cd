"""The command line behaves as a Unix tool does."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from symdiff import __version__
from symdiff.cli import main

Capture = pytest.CaptureFixture[str]


def test_a_solution_goes_to_standard_output(capsys: Capture) -> None:
    assert main(["ln(sin(x**3)**2)"]) == 0
    out, err = capsys.readouterr()
    assert "u₂ = sin u₁" in out
    assert "Checked:" in out
    assert "\x1b" not in out
    assert err == ""


ERRORS = [
    (["2x+"], 2, "^"),
    (["sin"], 2, "sin"),
    ([")("], 2, "^"),
    ([""], 2, ""),
    (["x^^2"], 2, "^"),
    (["foo(x)"], 2, "foo"),
    (["__import__('os').system('true')"], 2, "^"),
    (["9**9**9**9"], 2, ""),
    (["x^2 + y^2 = 1"], 3, "implicit"),
    (["x", "--wrt", "3"], 2, "3"),
    (["x", "--wrt", ","], 2, "no variable"),
    (["x", "--at", "2"], 2, "x=2"),
    (["graph", "x", "--at", "x=1/0"], 2, "finite"),
    (["descend", "x^2", "--at", "x=1e400"], 2, "farther"),
    (["check", "x", "1", "--wrt", ""], 2, "no variable"),
    (["rules", "nonsense"], 2, "nonsense"),
    (["x", "-o", "/no/such/folder/file.md"], 2, "written"),
]


@pytest.mark.parametrize(("words", "code", "said"), ERRORS, ids=lambda value: str(value))
def test_errors_are_short_and_go_to_standard_error(words: list[str], code: int, said: str, capsys: Capture) -> None:
    assert main(words) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symdiff: ")
    assert said in err
    assert len(err.splitlines()) <= 3


def test_an_expression_may_start_with_a_minus_sign(capsys: Capture) -> None:
    assert main(["-x^2", "--detail", "brief"]) == 0
    assert "−2x" in capsys.readouterr().out


def test_standard_input_has_a_problem_a_line(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", iter(["x^2\n", "\n", "2x+\n", "x^3\n"]))
    assert main(["-", "--format", "json"]) == 2
    out, err = capsys.readouterr()
    assert [json.loads(line)["result"]["text"] for line in out.splitlines()] == ["2*x", "3*x^2"]
    assert err.startswith("symdiff: line 3: ")


FORMATS = [("latex", r"\begin{align*}"), ("markdown", "$$"), ("html", "<math"), ("json", '"version"'), ("text", "dy")]


@pytest.mark.parametrize(("name", "mark"), FORMATS)
def test_every_format(name: str, mark: str, capsys: Capture) -> None:
    assert main(["x^2", "--format", name]) == 0
    assert mark in capsys.readouterr().out


def test_the_format_follows_the_name_of_the_file(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "solution.tex"
    assert main(["x^2", "--document", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith(r"\documentclass")
    assert capsys.readouterr().out == ""


def test_the_value_at_a_point(capsys: Capture) -> None:
    assert main(["x^3", "--at", "x=2"]) == 0
    assert "at x = 2 it is 12" in capsys.readouterr().out
    assert main(["|x|", "--at", "x=0"]) == 0
    assert "no derivative" in capsys.readouterr().out


def test_rules_are_listed_with_their_statements(capsys: Capture) -> None:
    assert main(["rules"]) == 0
    out = capsys.readouterr().out
    assert "d/dx [f · g] = f′ · g + f · g′" in out
    assert main(["rules", "quotient", "rule", "--why", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"][0]["why"]


def _process(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], capture_output=True, text=True, check=True)


@pytest.mark.parametrize("word", ["--version", "--help"])
def test_help_and_version_load_no_sympy(word: str) -> None:
    program = f"import sys; from symdiff.cli import main; main(['{word}']); print('sympy' in sys.modules)"
    out = _process("-c", program).stdout
    assert out.splitlines()[-1] == "False"
    if word == "--version":
        assert __version__ in out


def test_a_solution_in_text_loads_no_sympy() -> None:
    program = "import sys; from symdiff.cli import main; main(['x sin x']); print('sympy' in sys.modules)"
    assert _process("-c", program).stdout.splitlines()[-1] == "False"


def test_python_m_symdiff() -> None:
    assert "2x" in _process("-m", "symdiff", "x^2").stdout
