"""Parquet in and out: the columns stay what they were, the verdicts are added, and little is in memory at a time."""

import json
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from symdiff.checker.grading import parquet
from symdiff.checker.grading.parquet import VERDICT, read_parquet, write_parquet
from symdiff.checker.verdict import Verdict
from symdiff.cli import main
from symdiff.errors import SymdiffError

OWN = pa.table(
    {
        "student": pa.array(["a", "b", "c"]).dictionary_encode(),
        "problem": pa.array(["x^2", "x^2", "5x"], pa.large_string()),
        "answer": pa.array([b"2x", b"-2x", b"5"]),
        "order": pa.array([1.0, float("nan"), None]),
        "day": pa.array([date(2026, 1, day) for day in (1, 2, 3)]),
        "points": pa.array([Decimal("1.50"), None, Decimal("2.00")]),
        "marks": pa.array([[1, 2], [], None]),
        "extra": pa.array([{"at": date(2026, 2, 1)}, None, {"at": None}]),
        "raw": pa.array([b"\xff", None, b"a"]),
    }
)


def _grade(*arguments: object) -> int:
    return main(["grade", *map(str, arguments), "--processes", "0", "--quiet"])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "answers.parquet"
    pq.write_table(OWN, path, row_group_size=2)
    return path


def test_values_are_read_as_json_has_them(table: Path) -> None:
    rows = list(read_parquet(table))
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert [row["answer"] for row in rows] == ["2x", "-2x", "5"]
    assert [row["order"] for row in rows] == [1.0, None, None]
    assert rows[0]["day"] == "2026-01-01"
    assert rows[0]["points"] == "1.50"
    assert rows[0]["extra"] == {"at": "2026-02-01"}
    assert [row["marks"] for row in rows] == [[1, 2], [], None]


def test_the_columns_of_a_parquet_file_stay_as_they_are(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "graded.parquet"
    assert _grade(table, "-o", out) == 0
    graded = pq.read_table(out)
    for name in set(OWN.column_names) - {"order"}:  # nan is not equal to itself
        assert graded[name].to_pylist() == OWN[name].to_pylist()
        assert graded[name].type == OWN[name].type
    assert graded["status"].to_pylist() == ["correct", "incorrect", "correct"]
    assert graded["where"].to_pylist()[0] is None
    assert graded["counterexample"].to_pylist()[1].keys() == {"point", "right", "yours"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.parquet", "graded.parquet"]


def test_graded_a_second_time_the_verdict_is_replaced(table: Path) -> None:
    assert _grade(table, "-o", table) == 0
    assert _grade(table, "-o", table) == 0
    assert pq.read_table(table).column_names == [*OWN.column_names, *VERDICT]


def test_from_and_to_other_formats(table: Path, tmp_path: Path) -> None:
    lines, again = tmp_path / "graded.jsonl", tmp_path / "again.pq"
    assert _grade(table, "-o", lines) == 0
    assert [json.loads(line)["status"] for line in lines.read_text(encoding="utf-8").splitlines()][1] == "incorrect"
    assert _grade(lines, "-o", again) == 0
    graded = pq.read_table(again)
    assert graded["order"].to_pylist() == [1.0, None, None]
    assert graded["marks"].to_pylist() == ["[1, 2]", "[]", None]
    assert graded["correct"].to_pylist() == [True, False, True]


def test_answers_that_are_numbers(tmp_path: Path) -> None:
    path, out = tmp_path / "answers.parquet", tmp_path / "graded.parquet"
    pq.write_table(pa.table({"problem": ["2x", "3x"], "answer": [2, 4]}), path)
    assert _grade(path, "-o", out) == 0
    assert pq.read_table(out)["status"].to_pylist() == ["correct", "incorrect"]


COLUMNS: list[tuple[list[Any], Any, list[Any]]] = [
    ([1, None, 2], pa.int64(), [1, None, 2]),
    ([1, 2.5, 1 << 60], pa.float64(), [1.0, 2.5, float(1 << 60)]),
    ([True, False, None], pa.bool_(), [True, False, None]),
    ([True, 1, "a"], pa.string(), ["true", "1", "a"]),
    ([1 << 70, 1, None], pa.string(), [str(1 << 70), "1", None]),
    ([None, None, None], pa.string(), [None, None, None]),
    ([{"a": 1}, [1], "\ud800"], pa.string(), ['{"a": 1}', "[1]", "?"]),
]


@pytest.mark.parametrize(("values", "kind", "written"), COLUMNS)
def test_types_found_from_the_values(tmp_path: Path, values: list[Any], kind: Any, written: list[Any]) -> None:
    journal, out = tmp_path / "rows.part", tmp_path / "out.parquet"
    journal.write_text("".join(json.dumps({"own": value, **Verdict("invalid").record()}) + "\n" for value in values))
    write_parquet(journal, out)
    column = pq.read_table(out)["own"]
    assert column.type == kind
    assert column.to_pylist() == written


def test_every_entry_of_a_verdict_has_its_column() -> None:
    assert list(VERDICT) == list(Verdict("correct").record())


def test_no_rows_make_a_table_without_rows(tmp_path: Path) -> None:
    path, out = tmp_path / "answers.parquet", tmp_path / "graded.parquet"
    pq.write_table(OWN.slice(0, 0), path)
    assert _grade(path, "-o", out) == 0
    assert pq.read_table(out).num_rows == 0
    (tmp_path / "none.jsonl").touch()
    assert _grade(tmp_path / "none.jsonl", "-o", out) == 0
    assert pq.read_table(out).column_names == list(VERDICT)


def test_what_was_graded_before_an_interruption_is_kept(table: Path, tmp_path: Path) -> None:
    done = {**next(read_parquet(table)), **Verdict("undecided", message="before").record()}
    (tmp_path / "graded.parquet.part").write_text(json.dumps(done) + "\n", encoding="utf-8")
    assert _grade(table, "-o", tmp_path / "graded.parquet") == 0
    assert pq.read_table(tmp_path / "graded.parquet")["status"].to_pylist() == ["undecided", "incorrect", "correct"]


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "GROUP", 1 << 20)
    source, journal, out = (tmp_path / name for name in ("in.parquet", "rows.part", "out.parquet"))
    texts = [f"{number:0100d}" for number in range(200_000)]
    pq.write_table(pa.table({"answer": texts}), source, row_group_size=5_000)
    verdict = json.dumps(Verdict("correct").record()) + "\n"
    journal.write_text(verdict * len(texts), encoding="utf-8")
    del texts
    pool = pa.proxy_memory_pool(pa.default_memory_pool())
    before = pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        write_parquet(journal, out, source)
    finally:
        pa.set_memory_pool(before)
    assert pq.ParquetFile(out).metadata.num_rows == 200_000
    assert pq.ParquetFile(out).num_row_groups > 10
    assert pool.max_memory() < 12 << 20


def test_what_cannot_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], table: Path) -> None:
    wrong = tmp_path / "wrong.parquet"
    wrong.write_bytes(b"PAR1 but not really PAR1")
    for arguments, words in [
        ((wrong,), "not readable as Parquet"),
        ((tmp_path / "absent.parquet",), "cannot be read"),
        (("-", "--input-format", "parquet"), "standard input"),
        ((table, "--format", "parquet"), "-o FILE"),
    ]:
        assert _grade(*arguments) == 2
        assert words in capsys.readouterr().err


def test_a_journal_of_another_file_is_not_mixed_in(table: Path, tmp_path: Path) -> None:
    journal = tmp_path / "rows.part"
    journal.write_text(json.dumps(Verdict("correct").record()) + "\n", encoding="utf-8")
    with pytest.raises(SymdiffError):
        write_parquet(journal, tmp_path / "out.parquet", table)
    assert not (tmp_path / "out.parquet").exists()


def test_without_pyarrow_it_is_said_before_the_work_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    table = tmp_path / "answers.jsonl"
    table.write_text('{"problem": "x", "answer": "1"}\n', encoding="utf-8")
    assert _grade(table, "-o", tmp_path / "out.parquet") != 0
    assert 'pip install "symdiff[parquet]"' in capsys.readouterr().err
    assert not list(tmp_path.glob("*.part"))
