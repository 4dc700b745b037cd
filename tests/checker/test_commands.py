"""The commands check and work: what they print, and their exit codes."""

import io
import json

import pytest

from symdiff.cli import main

Capture = pytest.CaptureFixture[str]

CASES = [
    (["check", "x^3", "3x^2"], 0, "Correct"),
    (["check", "x^3", "3x^3"], 1, "exponent"),
    (["check", "x^3", "-x"], 1, "Not correct"),
    (["check", "x^3", "3x^"], 2, "Cannot be read"),
    (["check", "x^2 y^3", "[2x y^3, 3x^2 y^2]"], 0, "Correct"),
    (["check", "x^2 + y^2 = 1", "-x/y"], 0, "Correct"),
    (["check", "x^3", "6x", "--order", "2"], 0, "Correct"),
    (["check", "a x^3", "x^3", "--wrt", "a"], 0, "Correct"),
    (["check", "pi x", "3.14", "--tolerance", "0.01"], 0, "Correct"),
    (["check", "(x + 1)^2", "2x + 2", "--form", "factored"], 0, "factored"),
    (["check", "[x y, x]", "[[y, 1], [x, 0]]", "--layout", "numerator"], 1, "transpose"),
    (["check", "(x + 1)^5", "5x", "--reveal"], 1, "5(x + 1)⁴"),
    (["work", "x^3", "3x*x", "3x^2"], 0, "Line 2"),
    (["work", "x^3", "3x*x", "6x"], 1, "Line 2: not correct"),
]


@pytest.mark.parametrize(("arguments", "code", "words"), CASES)
def test_the_outcome_is_printed_and_is_the_exit_code(arguments: list[str], code: int, words: str, capsys: Capture) -> None:
    assert main(arguments) == code
    out, err = capsys.readouterr()
    assert words in out
    assert err == ""


def test_a_problem_that_cannot_be_read_is_an_error(capsys: Capture) -> None:
    assert main(["check", "2x+", "2"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "^" in err


@pytest.mark.parametrize("form", ["latex", "markdown", "html"])
def test_every_format(form: str, capsys: Capture) -> None:
    assert main(["check", "sin(x^2)", "cos(x^2)", "--format", form]) == 1
    assert "outer function" in capsys.readouterr().out


def test_the_true_rule_is_stated(capsys: Capture) -> None:
    main(["check", "x^2 sin x", "2x cos x"])
    out = capsys.readouterr().out
    assert "product rule" in out
    assert "false" in out


def test_control_characters_of_a_line_are_not_printed(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("2x\x1b[31m\n"))
    assert main(["work", "x^2", "-"]) == 2
    assert "\x1b" not in capsys.readouterr().out


def test_json_has_everything(capsys: Capture) -> None:
    main(["check", "sin(x^2)", "cos(x^2)", "--format", "json"])
    record = json.loads(capsys.readouterr().out)
    assert record["version"] == 1
    assert record["mistake"] == "chain-rule-missing-inner-derivative"
    main(["work", "x^2", "x", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["first_wrong"] == 1


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("3x^2\n"))
    assert main(["check", "x^3", "-"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("3x*x\n\n3x^2\n"))
    assert main(["work", "x^3", "-"]) == 0
    assert "Line 2: correct" in capsys.readouterr().out
