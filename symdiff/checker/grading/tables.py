"""Rows of answers in files: CSV and JSON lines, read and written one at a time; Parquet has a module of its own."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from symdiff.errors import ParseError, SymdiffError, why_not
from symdiff.syntax.calls import APPLICABLES
from symdiff.wording.sentences import say

_CALLED = re.compile(r"([A-Za-z][A-Za-z.0-9]{3,40})\s?\(")
_BY_SUFFIX = {".csv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl", ".parquet": "parquet", ".pq": "parquet"}

# A cell may be as long as a text that can be read at all; longer ones are refused one by one, not the whole file.
LONGEST_CELL = 1 << 20


def format_of(path: Path | None) -> str:
    """The format that the name of a file says; JSON lines where it says nothing."""
    return _BY_SUFFIX.get(path.suffix.lower(), "jsonl") if path else "jsonl"


def read_rows(stream: TextIO, form: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a table.

    Parameters:
        stream: the open file.
        form: ``csv`` with a header line, or ``jsonl`` with one JSON object a line.

    Raises:
        ParseError: if a line cannot be read.
    """
    return _csv_rows(stream) if form == "csv" else _json_rows(stream)


def _csv_rows(stream: TextIO) -> Iterator[Mapping[str, Any]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(line.replace("\0", "\ufffd") for line in stream)
    try:
        for row in reader:
            yield {name: value for name, value in row.items() if name is not None}
    except csv.Error as error:
        raise ParseError(say("no CSV in a line", number=reader.line_num, reason=str(error))) from error


def _json_rows(stream: TextIO) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                row = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise ParseError(say("no JSON in a line", number=number)) from error
            if not isinstance(row, dict):
                raise ParseError(say("no JSON object", number=number))
            yield row


def write_csv(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write rows as CSV; the first says which columns there are."""
    writer: csv.DictWriter[str] | None = None
    for row in rows:
        flat = {name: _cell(value) for name, value in row.items()}
        if writer is None:
            writer = csv.DictWriter(stream, flat, extrasaction="ignore")
            writer.writeheader()
        writer.writerow(flat)


def _cell(value: Any) -> Any:
    match value:
        case None:
            return ""
        case str() if _runs_in_spreadsheet(value):
            return "'" + value
        case str() | int() | float():
            return value
    return json.dumps(value, ensure_ascii=False)


def _runs_in_spreadsheet(text: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula that can do harm.

    A plain -2x, -|x| or -sin(x) is left as it is: behind + and - only what starts programs (``|`` and ``!``), has a text in
    quotation marks, or calls a function that is none of mathematics can do any.
    """
    if text[:1] not in ("+", "-"):
        return text[:1] in ("=", "@", "\t", "\r")
    if '"' in text or ("|" in text and "!" in text):
        return True
    return any(name.lower() not in APPLICABLES for name in _CALLED.findall(text))


class Journal:
    """A file of JSON lines that grows; after an interruption it is taken up where it was.

    Parameters:
        path: the file; what is there already is kept, but for a last line that is not complete.

    Raises:
        SymdiffError: if the file cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = path.open("a+b")
        except OSError as error:
            raise SymdiffError(say("cannot be written", file=str(path), reason=why_not(error))) from error
        self.done = self._complete_lines()

    def _complete_lines(self) -> int:
        """Count the complete lines and cut off what follows them."""
        self._file.seek(0)
        count = stop = place = 0
        for line in self._file:
            place += len(line)
            if line.endswith(b"\n"):
                count += 1
                stop = place
        self._file.truncate(stop)
        self._file.seek(0, 2)
        return count

    def add(self, row: Mapping[str, Any]) -> None:
        """Write one row."""
        self._file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    def close(self) -> None:
        """Write what is left."""
        self._file.close()
