"""Rows of answers in Parquet files, read and written a batch at a time.

It needs pyarrow, which is an extra: ``pip install "symdiff[parquet]"``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from math import isnan
from pathlib import Path
from typing import Any

from symdiff.errors import ParseError, SymdiffError, UnsupportedError, why_not
from symdiff.wording.sentences import say

BATCH = 1_000  # rows in memory at a time
GROUP = 32 << 20  # bytes of a row group, which is written as a whole
MOST_COLUMNS = 1_000

# The columns of a verdict and their types, by Arrow's names: a list has one part, a map two, and a mapping is a struct.
VERDICT: Mapping[str, Any] = {
    "status": "string",
    "correct": "bool_",
    "form": "string",
    "mistake": "string",
    "where": {"before": "string", "after": "string"},
    "rule": "string",
    "message": "string",
    "score": "float64",
    "counterexample": {"point": ("string", "string"), "right": "string", "yours": "string"},
    "notices": ["string"],
    "hint": "string",
    "marked": {"whose": "string", "expression": "string", "part": "string"},
    "proved": "bool_",
    "solution": "string",
}


def read_parquet(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, with values as JSON has them: dates and decimals as text, nothing for what is not a number.

    Parameters:
        path: the file; of each row group only some rows are in memory.

    Raises:
        UnsupportedError: if pyarrow is not there.
        SymdiffError: if the file cannot be read, or is no Parquet file.
    """
    arrow = _arrow()
    with _source(path) as file, _complaints(path):
        for batch in file.iter_batches(batch_size=BATCH):
            columns = [_values(arrow, column) for column in batch.columns]
            names = batch.schema.names
            for number in range(batch.num_rows):
                yield dict(zip(names, (column[number] for column in columns), strict=True))


def write_parquet(journal: Path, output: Path, like: Path | None = None) -> None:
    """Write graded rows to a Parquet file, which is there when it is complete.

    Parameters:
        journal: the rows, one JSON object a line.
        output: the file to write.
        like: the Parquet file that the rows were read from: its columns are handed on as they are.  Left out, the types of the
            columns are those of the values; what is nested, or of several kinds, becomes JSON text.

    Raises:
        UnsupportedError: if pyarrow is not there.
        SymdiffError: if the file cannot be written.
    """
    arrow = _arrow()
    unfinished = output.with_name(output.name + ".new")
    with journal.open(encoding="utf-8") as lines, _complaints(output):
        rows = map(json.loads, lines)
        if like is None:
            _write_batches(arrow, unfinished, _batches(arrow, rows, _schema(arrow, journal)))
        else:
            with _source(like) as file:
                _write_batches(arrow, unfinished, _widened(arrow, file, rows))
        unfinished.replace(output)


def _write_batches(arrow: Any, path: Path, batches: Iterator[Any]) -> None:
    """Write batches of rows, of which there is at least one, as row groups."""
    first = next(batches)
    with import_module("pyarrow.parquet").ParquetWriter(path, first.schema, compression="zstd") as writer:
        held, size = [first], first.nbytes
        for batch in batches:
            held.append(batch)
            size += batch.nbytes
            if size >= GROUP:
                writer.write_table(arrow.Table.from_batches(held, first.schema))
                held, size = [], 0
        if held:
            writer.write_table(arrow.Table.from_batches(held, first.schema))


def _batches(arrow: Any, rows: Iterator[Mapping[str, Any]], schema: Any) -> Iterator[Any]:
    """The rows in batches; if there are none, one that is empty, which has the columns."""
    taken = list(islice(rows, BATCH))
    while True:
        columns = [_column(arrow, [row.get(field.name) for row in taken], field.type) for field in schema]
        yield arrow.record_batch(columns, schema=schema)
        taken = list(islice(rows, BATCH))
        if not taken:
            return


def _widened(arrow: Any, file: Any, rows: Iterator[Mapping[str, Any]]) -> Iterator[Any]:
    """The batches of a file, with the columns of the verdicts on their rows."""
    verdict = arrow.schema([(name, _type(arrow, kind)) for name, kind in VERDICT.items()])
    own = [number for number, name in enumerate(file.schema_arrow.names) if name not in VERDICT]
    schema = arrow.schema([*map(file.schema_arrow.field, own), *verdict], metadata=file.schema_arrow.metadata)
    yield arrow.RecordBatch.from_pylist([], schema)
    for batch in file.iter_batches(batch_size=BATCH):
        said = next(_batches(arrow, islice(rows, batch.num_rows), verdict))
        yield arrow.record_batch([*map(batch.column, own), *said.columns], schema=schema)


def _schema(arrow: Any, journal: Path) -> Any:
    """The columns of the rows, the types of all others than those of the verdict found by looking at every value."""
    seen: dict[str, str] = {}
    with journal.open(encoding="utf-8") as lines:
        for line in lines:
            for name, value in json.loads(line).items():
                seen[name] = _joined(seen.get(name, "null"), _kind(value))
            if len(seen) > MOST_COLUMNS:
                raise SymdiffError(say("too many columns", most=MOST_COLUMNS))
    kinds = {**{name: "string" if kind == "null" else kind for name, kind in seen.items()}, **VERDICT}
    return arrow.schema([(name, _type(arrow, kind)) for name, kind in kinds.items()])


def _kind(value: Any) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "bool_"
        case int() if -(1 << 63) <= value < 1 << 63:
            return "int64"
        case float():
            return "float64"
    return "string"


def _joined(one: str, other: str) -> str:
    if one == other or other == "null":
        return one
    if one == "null":
        return other
    return "float64" if {one, other} == {"int64", "float64"} else "string"


def _column(arrow: Any, values: list[Any], kind: Any) -> Any:
    if kind == arrow.string():
        return arrow.array([None if value is None else _text(value) for value in values], kind)
    if kind == arrow.float64():
        return arrow.array([None if value is None else float(value) for value in values], kind)
    return arrow.array(values, kind)


def _text(value: Any) -> str:
    """A value in a column of text; what is no text is written as JSON, and half a character as a question mark."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "replace").decode()


def _type(arrow: Any, kind: Any) -> Any:
    match kind:
        case str():
            return getattr(arrow, kind)()
        case [item]:
            return arrow.list_(_type(arrow, item))
        case (key, value):
            return arrow.map_(_type(arrow, key), _type(arrow, value))
    return arrow.struct([(name, _type(arrow, part)) for name, part in kind.items()])


def _values(arrow: Any, column: Any) -> list[Any]:
    """The values of a column as JSON has them."""
    kinds = arrow.types
    kind = column.type.value_type if kinds.is_dictionary(column.type) else column.type
    if kinds.is_floating(kind):
        return [None if value is None or isnan(value) else value for value in column.to_pylist()]
    if kinds.is_nested(kind):
        return [json.loads(json.dumps(value, default=str)) for value in column.to_pylist()]
    if kinds.is_integer(kind) or kinds.is_boolean(kind) or kinds.is_string(kind) or kinds.is_large_string(kind):
        values: list[Any] = column.to_pylist()
        return values
    try:
        return list(column.cast(arrow.string()).to_pylist())
    except arrow.ArrowException:  # bytes that are no text
        return [None if value is None else str(value) for value in column.to_pylist()]


@contextmanager
def _source(path: Path) -> Iterator[Any]:
    with _complaints(path):
        file = import_module("pyarrow.parquet").ParquetFile(path, pre_buffer=False)
    with file:
        yield file


@contextmanager
def _complaints(path: Path) -> Iterator[None]:
    """What pyarrow and the system say of a file, as errors of ours."""
    try:
        yield
    except SymdiffError:
        raise
    except ValueError as error:  # as most of pyarrow's are
        raise ParseError(say("no Parquet", file=str(path), reason=str(error).splitlines()[0])) from error
    except OSError as error:
        raise SymdiffError(say("cannot be used", file=str(path), reason=why_not(error))) from error


def require_pyarrow() -> None:
    """Say at once that pyarrow is missing, where it is.

    Raises:
        UnsupportedError: if it is not there.
    """
    _arrow()


def _arrow() -> Any:
    try:
        return import_module("pyarrow")
    except ImportError as error:
        raise UnsupportedError(say("Parquet needs pyarrow")) from error
