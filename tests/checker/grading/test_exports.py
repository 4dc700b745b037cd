"""Verdicts in the shapes that other systems document."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from symdiff.checker.check import check
from symdiff.checker.grading.exports import EXPORTS, edx, gradescope, nbgrader, prairielearn
from symdiff.checker.verdict import Verdict
from symdiff.cli import main
from symdiff.errors import SymdiffError

RIGHT = check("x^2", "2x").record()
HALF = check("sin(x^2)", "cos(x^2)").record()
WRONG = check("x^2", "x^2").record()
UNREADABLE = check("x^2", "2x^").record()
UNDECIDED = Verdict("undecided", message="Not decided.").record()
ALL = (RIGHT, HALF, WRONG, UNREADABLE, UNDECIDED)


def test_gradescope_adds_up_the_scores_of_tests() -> None:
    results = gradescope({**each, "points": 4} for each in ALL)
    tests = results["tests"]
    assert [test["score"] for test in tests] == [4.0, 2.0, 0.0, 0.0, 0.0]
    assert {test["max_score"] for test in tests} == {4.0}
    assert [test.get("status") for test in tests] == ["passed", "failed", "failed", "failed", None]
    assert {test["visibility"] for test in tests} == {"visible"}
    assert "score" not in results  # left out, it is the sum


OUTCOMES: list[tuple[Mapping[str, Any], bool | str, float]] = [
    (RIGHT, True, 1.0),
    (HALF, "partial", 0.5),
    (WRONG, False, 0.0),
    (UNREADABLE, False, 0.0),
]


@pytest.mark.parametrize(("record", "ok", "share"), OUTCOMES)
def test_edx_knows_three_outcomes(record: Mapping[str, Any], ok: bool | str, share: float) -> None:
    found = edx(record)
    assert set(found) == {"ok", "msg", "grade_decimal"}
    assert (found["ok"], found["grade_decimal"]) == (ok, share)
    assert type(found["ok"]) is type(ok)


def test_an_edx_message_is_html() -> None:
    assert edx({"status": "invalid", "score": 0.0, "message": "a < b & c"})["msg"] == "a &lt; b &amp; c"


def test_prairielearn_grades_what_could_be_read() -> None:
    names = ("a", "b", "c", "d", "e")
    data = prairielearn({**each, "name": name, "points": "2"} for each, name in zip(ALL, names, strict=True))
    assert {name: each["score"] for name, each in data["partial_scores"].items()} == {"a": 1.0, "b": 0.5, "c": 0.0}
    assert all(each["weight"] == 2.0 and each["feedback"] for each in data["partial_scores"].values())
    assert set(data["format_errors"]) == {"d", "e"}


def test_nbgrader_leaves_to_a_person_what_is_undecided() -> None:
    points = [nbgrader({**each, "points": 3}) for each in ALL]
    assert [each["auto_score"] for each in points] == [3.0, 1.5, 0.0, 0.0, None]
    assert [each["needs_manual_grade"] for each in points] == [False, False, False, False, True]
    assert {each["max_score"] for each in points} == {3.0}


def test_points_that_are_no_number_are_an_error() -> None:
    with pytest.raises(SymdiffError, match="points"):
        nbgrader({**RIGHT, "points": "many"})


@pytest.mark.parametrize(("system", "lines"), [("gradescope", 1), ("edx", 2), ("prairielearn", 1), ("nbgrader", 2)])
@pytest.mark.parametrize("to_file", [False, True])
def test_grade_writes_for_every_system(
    system: str, lines: int, to_file: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "answers.csv", tmp_path / "results.json"
    table.write_text("problem,answer,name,points\nx^2,2x,first,2\nx^3,x^3,second,1\n", encoding="utf-8")
    target = ["-o", str(out)] if to_file else []
    assert main(["grade", str(table), "--as", system, "--processes", "0", "--quiet", *target]) == 0
    text = out.read_text(encoding="utf-8") if to_file else capsys.readouterr().out
    values = [json.loads(line) for line in text.splitlines()]
    assert len(values) == lines
    rows = [{**check("x^2", "2x").record(), "name": "first", "points": 2}, {**WRONG, "name": "second", "points": 1}]
    rows[1]["message"] = check("x^3", "x^3").message
    assert values == list(EXPORTS[system](rows, "en"))
