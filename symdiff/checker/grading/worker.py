"""One worker process: reads an answer a line, writes what is said of it a line; it may be killed at any moment.

The protocol is JSON: ``[number, problem, answer, wrt, order, options]`` in, ``[number, record]`` out, and ``"ready"`` first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from symdiff.checker.check import check
from symdiff.checker.verdict import Verdict
from symdiff.errors import SymdiffError
from symdiff.wording.sentences import Sentence, say, wording_of


def record_of(problem: Any, answer: Any, wrt: Any, order: int, options: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of an answer, as plain values; a problem that cannot be checked makes it undecided."""
    try:
        return check(problem, answer, wrt, order, **options).record()
    except SymdiffError as error:
        return undecided(say("problem not checked", reason=error.reason), error.language)
    except (MemoryError, RecursionError):
        return undecided(say("too much memory"), options.get("language", "en"))


def undecided(said: Sentence, language: str) -> dict[str, Any]:
    """The record of an answer that could not be judged."""
    return Verdict("undecided", message=wording_of(language)(said)).record()


def serve(lines: Iterable[str], out: TextIO) -> None:
    """Answer every line."""
    out.write('"ready"\n')
    out.flush()
    for line in lines:
        number, *asked = json.loads(line)
        out.write(json.dumps([number, record_of(*asked)]) + "\n")
        out.flush()


def limit_memory(megabytes: int) -> None:
    """Let this process take no more memory than that, where the system can see to it."""
    try:
        import resource
    except ImportError:  # not on Windows
        return
    size = megabytes << 20
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    limit_memory(int(sys.argv[1]))
    serve(sys.stdin, sys.stdout)
