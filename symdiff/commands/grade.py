"""``symdiff grade FILE``: any number of answers, and what is said of each."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from symdiff.commands.check import add_marking_arguments, marking_options
from symdiff.errors import SymdiffError, speaking, why_not
from symdiff.exits import DONE
from symdiff.wording.sentences import Wording, say

HELP = "check many answers: CSV, JSON lines or Parquet in, the same with verdicts out"
FORMATS = ("csv", "jsonl", "parquet")
SYSTEMS = ("gradescope", "edx", "prairielearn", "nbgrader")


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "file", metavar="FILE", help="a table with the columns problem and answer, perhaps wrt and order; - for stdin"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE; started again, it goes on where it was")
    parser.add_argument("--input-format", choices=FORMATS, help="default: by the ending of FILE, else JSON lines")
    parser.add_argument("--format", choices=FORMATS, help="of the output; default: by its ending, else JSON lines")
    parser.add_argument("--as", dest="system", choices=SYSTEMS, help="write what it reads; columns name and points count")
    parser.add_argument("--processes", type=int, metavar="N", help="worker processes (default: one for each core)")
    parser.add_argument("--dask", metavar="ADDRESS", help="take the workers of a Dask cluster instead (extra: symdiff[dask])")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="S", help="how long one answer may take (default: 5)")
    parser.add_argument("--megabytes", type=int, default=1024, metavar="M", help="memory of a worker (default: 1024)")
    parser.add_argument("--quiet", action="store_true", help="show no progress")
    add_marking_arguments(parser)


def run(arguments: Namespace) -> int:
    """Check every row, in bounded memory."""

    with speaking(arguments.language) as wording:
        return _run(arguments, wording)


def _run(arguments: Namespace, wording: Wording) -> int:
    from symdiff.checker.grading.tables import Journal, format_of

    source = None if arguments.file == "-" else Path(arguments.file)
    form = arguments.input_format or format_of(source)
    chosen = arguments.system or arguments.format or format_of(arguments.output)
    if "parquet" in (form, chosen):
        _require_files(form, source, chosen, arguments.output)
    with _rows(source, form) as rows:
        if arguments.output is None:
            _write(_graded(arguments, wording, rows, 0), chosen, sys.stdout, arguments.language)
            return DONE
        journal = Journal(arguments.output.with_name(arguments.output.name + ".part"))
        try:
            for row in _graded(arguments, wording, islice(rows, journal.done, None), journal.done):
                journal.add(row)
            journal.close()
            _finish(journal.path, arguments.output, chosen, source if form == "parquet" else None, arguments.language)
        except OSError as error:  # what is graded stays in the journal
            raise SymdiffError(say("cannot be written", file=str(arguments.output), reason=why_not(error))) from error
    return DONE


def _finish(journal: Path, output: Path, chosen: str, like: Path | None, language: str) -> None:
    """Turn the journal into the file that was asked for."""
    from symdiff.checker.grading.parquet import write_parquet
    from symdiff.checker.grading.tables import read_rows

    match chosen:
        case "jsonl":
            journal.replace(output)
            return
        case "parquet":
            write_parquet(journal, output, like)
        case _:
            with journal.open(encoding="utf-8") as done, output.open("w", encoding="utf-8", newline="") as out:
                _write(read_rows(done, "jsonl"), chosen, out, language)
    journal.unlink()


def _write(rows: Iterable[Mapping[str, Any]], chosen: str, out: TextIO, language: str) -> None:
    from symdiff.checker.grading.exports import write_export
    from symdiff.checker.grading.tables import write_csv

    match chosen:
        case "csv":
            write_csv(rows, out)
        case "jsonl":
            for row in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
        case system:
            write_export(rows, system, out, language)


def _require_files(form: str, source: Path | None, chosen: str, output: Path | None) -> None:
    """Say before the work begins what Parquet needs."""
    from symdiff.checker.grading.parquet import require_pyarrow

    require_pyarrow()
    if form == "parquet" and source is None:
        raise SymdiffError(say("Parquet from a file"))
    if chosen == "parquet" and output is None:
        raise SymdiffError(say("Parquet to a file"))


@contextmanager
def _rows(source: Path | None, form: str) -> Iterator[Iterator[Mapping[str, Any]]]:
    from symdiff.checker.grading.parquet import read_parquet
    from symdiff.checker.grading.tables import read_rows

    if form == "parquet" and source is not None:
        yield read_parquet(source)
        return
    with _opened(source) as stream:
        yield read_rows(stream, form)


@contextmanager
def _opened(source: Path | None) -> Iterator[TextIO]:
    if source is None:
        yield sys.stdin
        return
    try:
        stream = source.open(encoding="utf-8-sig", errors="replace", newline="")
    except OSError as error:
        raise SymdiffError(say("cannot be read", file=str(source), reason=why_not(error))) from error
    with stream:
        yield stream


def _graded(
    arguments: Namespace, wording: Wording, rows: Iterator[Mapping[str, Any]], before: int
) -> Iterator[Mapping[str, Any]]:
    """The rows with their verdicts, the progress shown on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from symdiff.checker.grading.grade import grade

    doing = TextColumn(wording(say("checking answers")))
    columns = (SpinnerColumn(), doing, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, disable=arguments.quiet or not console.is_terminal, transient=True) as progress:
        bar = progress.add_task("", total=None, completed=before)
        for row in grade(
            rows,
            processes=arguments.processes,
            seconds=arguments.seconds,
            megabytes=arguments.megabytes,
            dask=arguments.dask,
            **marking_options(arguments),
        ):
            progress.advance(bar)
            yield row
