"""``python -m tests.benchmarks.simplification [PROBLEMS.jsonl]``: the simplifier beside SymPy's ``simplify``, in time and length.

PROBLEMS.jsonl holds one JSON object a line with ``text``, ``var`` (a name, or one for each differentiation), ``order``,
``kind`` and a book's ``answer``; without it the problems of the tests are used, for which there is no book.  A length is the
number of tokens of the plain text without brackets, commas and ``*``; the exponential function counts as one token, as in
``exp(x)``, for everybody.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median, quantiles

import sympy

from symdiff.calculus.engine import derive
from symdiff.forms import Form, Symbol, tree_size
from symdiff.interop import to_sympy
from symdiff.render.plain import plain
from symdiff.simplify import simplify
from symdiff.syntax import read
from tests.benchmarks.derivations import TooLong, at_most
from tests.simplify.test_answers import ALL

SYMPY_SECONDS = 10
TOKEN = re.compile(r"\d+(?:\.\d+)?|[A-Za-z_]\w*|\*\*|[-+/^]|[<>=!]+")
KINDS = ("explicit", "higher", "partial")


@dataclass(frozen=True, slots=True)
class Problem:
    """A function, the variables to differentiate it by, and the answer of a book or ``""``."""

    text: str
    variables: tuple[str, ...]
    answer: str = ""


@dataclass(slots=True)
class Measured:
    """What came out for all problems, in milliseconds and tokens."""

    ours: list[float]
    theirs: list[float]
    lengths: list[tuple[int, int, int]]
    stopped: int = 0
    incomplete: int = 0


def problems(path: str | None) -> Iterator[Problem]:
    """The problems to measure."""
    if path is None:
        for text, _, *variable in ALL:
            yield Problem(text, tuple(variable or "x"))
        return
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in KINDS:
            names = row["var"] if isinstance(row["var"], list) else [row["var"]] * row["order"]
            yield Problem(row["text"], tuple(names), row["answer"])


def tokens(text: str) -> int:
    """The length of a text; ``e^u`` is as long as ``exp(u)``."""
    found: list[str] = TOKEN.findall(text)
    return len(found) - sum(first == "e" and second in ("^", "**") for first, second in pairwise(found))


def raw_and_ours(problem: Problem) -> tuple[Form, Form, float, bool]:
    """The last raw derivative, our answer, the milliseconds that its simplification took, and whether it was complete."""
    form = read(problem.text).form
    assert isinstance(form, Form)
    raw = form
    longest = 0.0
    complete = True
    for name in problem.variables:
        variable = Symbol(name)
        raw = derive(form, variable)[form].result
        begin = time.process_time()
        found = simplify(raw, problem=form, variable=variable)
        longest = max(longest, 1000 * (time.process_time() - begin))
        complete = complete and found.complete
        form = found.result
    return raw, form, longest, complete


def sympy_answer(raw: Form) -> tuple[str, float] | None:
    """SymPy's form of a raw derivative and its milliseconds, or ``None`` when it took too long."""
    expression = to_sympy(raw).doit()
    sympy.core.cache.clear_cache()
    begin = time.process_time()
    try:
        with at_most(SYMPY_SECONDS):
            return str(sympy.simplify(expression)), 1000 * (time.process_time() - begin)
    except TooLong:
        return None


def measure(path: str | None) -> Measured:
    """Both simplifiers on all problems."""
    measured = Measured([], [], [])
    for problem in problems(path):
        raw, ours, milliseconds, complete = raw_and_ours(problem)
        theirs = sympy_answer(raw)
        measured.ours.append(milliseconds)
        measured.theirs.append(1000 * SYMPY_SECONDS if theirs is None else theirs[1])
        measured.stopped += theirs is None
        measured.incomplete += not complete
        length = tree_size(raw) if theirs is None else tokens(theirs[0])
        measured.lengths.append((tokens(plain(ours)), length, tokens(problem.answer)))
    return measured


def report(measured: Measured) -> None:
    """The table."""
    count = len(measured.ours)
    stopped = f"SymPy stopped after {SYMPY_SECONDS} s in {measured.stopped}"
    print(f"simplification, {count} problems; {stopped}; ours incomplete in {measured.incomplete}")
    for name, ours, theirs in (
        ("median", median(measured.ours), median(measured.theirs)),
        ("95th percentile", quantiles(measured.ours, n=20)[-1], quantiles(measured.theirs, n=20)[-1]),
        ("99th percentile", quantiles(measured.ours, n=100)[-1], quantiles(measured.theirs, n=100)[-1]),
        ("longest", max(measured.ours), max(measured.theirs)),
    ):
        print(f"  {name:<16} {ours:8.1f} ms   SymPy {theirs:8.1f} ms   ratio {ours / theirs:.3f}")
    print(f"  mean length ours ÷ SymPy's {fmean(ours / theirs for ours, theirs, _ in measured.lengths):.3f}")
    books = [lengths for lengths in measured.lengths if lengths[2]]
    if books:
        for name, place in (("ours", 0), ("SymPy", 1)):
            short = fmean(lengths[place] <= lengths[2] for lengths in books)
            ratio = fmean(lengths[place] / lengths[2] for lengths in books)
            print(f"  {name:<6} no longer than the book's {short:.1%}, mean length ÷ the book's {ratio:.3f}")


if __name__ == "__main__":
    report(measure(sys.argv[1] if len(sys.argv) > 1 else None))
