"""Many answers: in order, each once, and none lost to a process that hangs or dies."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from symdiff.checker.grading.grade import grade
from symdiff.checker.grading.tables import Journal, read_rows, write_csv
from symdiff.cli import main
from symdiff.errors import ParseError, SymdiffError

ROWS: list[dict[str, Any]] = [
    {"problem": "x^2", "answer": "2x", "student": "a"},
    {"problem": "x^2", "answer": "x", "student": "b"},
    {"problem": "x^2", "answer": "2x", "student": "c"},
    {"problem": "sin(x^2)", "answer": "cos(x^2)", "student": "d"},
    {"problem": "a x^3", "answer": "x^3", "wrt": "a", "student": "e"},
    {"problem": "x^3", "answer": "6x", "order": 2, "student": "f"},
    {"problem": "x^3", "answer": "3x^", "student": "g"},
    {"problem": "x^", "answer": "1", "student": "h"},
]
STATUSES = ["correct", "incorrect", "correct", "incorrect", "correct", "correct", "invalid", "undecided"]


@pytest.mark.parametrize("processes", [0, 2])
def test_the_order_and_the_other_columns_are_kept(processes: int) -> None:
    graded = list(grade(ROWS, processes=processes))
    assert [row["status"] for row in graded] == STATUSES
    assert [row["student"] for row in graded] == list("abcdefgh")


def test_rows_are_taken_only_as_they_are_needed() -> None:
    taken = 0

    def rows() -> Iterator[Mapping[str, Any]]:
        nonlocal taken
        for number in range(10**9):
            taken += 1
            yield {"problem": "x^2", "answer": f"2x + {number % 7}"}

    graded = grade(rows(), processes=0)
    assert [next(graded)["correct"] for _ in range(8)] == [True, *[False] * 6, True]
    assert taken < 10


def test_a_row_without_an_answer_is_an_error() -> None:
    with pytest.raises(SymdiffError, match="answer"):
        list(grade([{"problem": "x"}], processes=0))


@pytest.mark.parametrize(
    "trouble",
    [
        "import time; time.sleep(60)",
        "import os; os._exit(1)",
        "import os; sys.stdout.write('[1, {'); sys.stdout.flush(); os._exit(1)",
    ],
    ids=["hangs", "dies", "dies within a line"],
)
@pytest.mark.parametrize("last", ["2x + 0", " " * 9000 + "2x"], ids=["short", "more than a pipe holds"])
def test_a_worker_in_trouble_costs_one_answer(monkeypatch: pytest.MonkeyPatch, trouble: str, last: str) -> None:
    _with_worker(monkeypatch, trouble)
    answers = ["2x", "HANG", *(f"{last} + {number}" for number in range(20))]
    graded = grade([{"problem": "x^2", "answer": answer} for answer in answers], processes=1, seconds=1.5)
    assert [row["status"] for row in graded] == ["correct", "undecided", "correct", *["incorrect"] * 19]


def _with_worker(monkeypatch: pytest.MonkeyPatch, trouble: str) -> None:
    """Workers that get into trouble over one answer."""
    script = f"""
import sys
from symdiff.checker.grading import worker
judge = worker.record_of
def record_of(problem, answer, *others):
    if answer == "HANG":
        {trouble}
    return judge(problem, answer, *others)
worker.record_of = record_of
worker.serve(sys.stdin, sys.stdout)
"""
    start = subprocess.Popen

    def popen(command: list[str], **options: Any) -> subprocess.Popen[str]:
        return start([command[0], "-c", script], **options)

    monkeypatch.setattr(subprocess, "Popen", popen)


def test_memory_is_limited() -> None:
    rows = [{"problem": "x^2", "answer": "2x"}]
    assert [row["status"] for row in grade(rows, processes=1, megabytes=2048)] == ["correct"]


def test_csv_and_json_lines_are_read_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = tmp_path / "answers.csv"
    table.write_text('problem,answer,note\nx^2,-2x,"a, b"\nx^3,3x^2,=1+1\n', encoding="utf-8")
    out = tmp_path / "graded.csv"
    assert main(["grade", str(table), "-o", str(out), "--processes", "1", "--quiet"]) == 0
    with out.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["status"] for row in rows] == ["incorrect", "correct"]
    assert rows[0]["answer"] == "-2x"
    assert rows[1]["note"] == "'=1+1"
    assert not list(tmp_path.glob("*.part"))
    assert main(["grade", str(table), "--processes", "1", "--quiet"]) == 0
    assert [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()] == ["incorrect", "correct"]


def test_grading_killed_in_the_middle_goes_on_where_it_was(tmp_path: Path) -> None:
    table, out = tmp_path / "answers.jsonl", tmp_path / "graded.jsonl"
    count = 3000
    with table.open("w", encoding="utf-8") as stream:
        for number in range(count):
            stream.write(json.dumps({"problem": "x^2 + 5x", "answer": f"2x + {number}", "number": number}) + "\n")
    command = [sys.executable, "-m", "symdiff", "grade", str(table), "-o", str(out), "--processes", "1", "--quiet"]
    process = subprocess.Popen(command, start_new_session=True)
    part = tmp_path / "graded.jsonl.part"
    for _ in range(400):
        if part.exists() and part.stat().st_size > 1000:
            break
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists()
    assert part.stat().st_size > 0
    subprocess.run(command, check=True)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["number"] for row in rows] == list(range(count))
    assert [row["number"] for row in rows if row["correct"]] == [5]


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_a_result_that_cannot_be_written_is_said_and_not_lost(
    tmp_path: Path, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    table, out = tmp_path / "answers.jsonl", tmp_path / f"folder.{form}"
    table.write_text('{"problem": "x^2", "answer": "2x"}\n', encoding="utf-8")
    out.mkdir()
    command = ["grade", str(table), "-o", str(out), "--processes", "0", "--quiet"]
    assert main(command) == 2
    assert "folder" in capsys.readouterr().err
    out.rmdir()
    assert main(command) == 0
    assert out.stat().st_size > 0


def test_a_journal_forgets_a_line_that_is_not_complete(tmp_path: Path) -> None:
    path = tmp_path / "rows.part"
    path.write_bytes(b'{"a": 1}\n{"a": 2}\n{"a"')
    journal = Journal(path)
    assert journal.done == 2
    journal.add({"a": 3})
    journal.close()
    assert path.read_text(encoding="utf-8") == '{"a": 1}\n{"a": 2}\n{"a": 3}\n'


@pytest.mark.parametrize(("text", "form"), [("{", "jsonl"), ("[1]", "jsonl"), ('a\n"' + "x" * (1 << 21), "csv")])
def test_a_table_that_cannot_be_read_says_where(tmp_path: Path, text: str, form: str) -> None:
    path = tmp_path / "table"
    path.write_text(text, encoding="utf-8")
    with path.open(encoding="utf-8") as stream, pytest.raises(ParseError, match="line"):
        list(read_rows(stream, form))


def test_no_cell_runs_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_csv([{"a": "=1+1", "b": "-2x", "c": "+cmd|' /C calc'!A0", "d": "@x"}], stream)
    with path.open(encoding="utf-8", newline="") as stream:
        assert list(next(csv.DictReader(stream)).values()) == ["'=1+1", "-2x", "'+cmd|' /C calc'!A0", "'@x"]



@pytest.mark.parametrize(
    ("cell", "harmful"),
    [
        ('-2+HYPERLINK("//x.example")', True),
        ("+ImportData(B2)", True),
        ("-WEBSERVICE(A1)", True),
        ("=2x", True),
        ("-sin(x)", False),
        ("-SQRT(x)", False),
        ("-|x|", False),
        ("-n!/2", False),
        ("+2x(x + 1)", False),
        ("x = 1", False),
    ],
)
def test_only_what_can_do_harm_is_made_harmless(cell: str, harmful: bool) -> None:
    stream = io.StringIO()
    write_csv([{"answer": cell}], stream)
    written = next(csv.DictReader(io.StringIO(stream.getvalue())))["answer"]
    assert written == ("'" + cell if harmful else cell)
