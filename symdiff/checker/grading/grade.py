"""Many answers: any number of them in bounded memory, each within limits of its own, in the order they came."""

from __future__ import annotations

import os
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from symdiff.checker.grading.pool import Pool, job_of
from symdiff.checker.grading.worker import record_of
from symdiff.errors import SymdiffError, speaking
from symdiff.forms import Form
from symdiff.render.plain import plain
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    from symdiff.checker.grading.cluster import Cluster

Row: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, str, str | None, int]
Done: TypeAlias = Callable[[int, dict[str, Any]], None]

MOST_REMEMBERED = 50_000
LONGEST_REMEMBERED = 400  # characters of problem and answer


def grade(
    rows: Iterable[Row],
    *,
    processes: int | None = None,
    seconds: float = 5.0,
    megabytes: int = 1024,
    dask: str | None = None,
    **options: Any,
) -> Iterator[dict[str, Any]]:
    """Check any number of answers.

    Equal answers to equal problems are decided once.  Every answer is judged in a worker process; one that takes too long, or
    too much memory, or makes its worker die, is ``undecided``, and all others are judged all the same.

    Parameters:
        rows: mappings with ``problem`` and ``answer``, each text, a form or a SymPy expression, and perhaps ``wrt`` and
            ``order``; whatever else they have is handed on.
        processes: how many workers; left out, one for each core; 0 judges in this process, without limits.
        seconds: how long one answer may take.
        megabytes: how much memory a worker may take.
        dask: the address of a Dask cluster whose workers are taken instead, see ``symdiff.checker.grading.cluster``.
        options: as in ``check``: ``demands``, ``tolerance``, ``layout``, ``reveal``, ``language``.

    Yields:
        for each row, in the same order, the row with the verdict: ``status``, ``correct``, ``form``, ``mistake``, ``where``,
        ``rule``, ``message``, ``score``, ``counterexample``, ``notices``, ``hint``, ``marked``, ``proved``, ``solution``.

    Raises:
        SymdiffError: if a row has no problem or no answer, there is no such language, or the cluster cannot be reached.

    >>> [graded["status"] for graded in grade([{"problem": "x^2", "answer": "2x"}], processes=0)]
    ['correct']
    """
    language = options.get("language", "en")
    with speaking(language):  # rows that no worker can answer would all be undecided
        if dask is not None:
            return _spoken(language, _elsewhere(rows, partial(_cluster, dask, seconds, megabytes), options))
        count = (os.cpu_count() or 1) if processes is None else processes
        if count == 0:
            return _spoken(language, _here(rows, options))
        return _spoken(language, _elsewhere(rows, partial(Pool, count, seconds, megabytes), options))


def _spoken(language: str, graded: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The same rows; what goes wrong with one is said in a language."""
    with speaking(language):
        yield from graded


def _cluster(address: str, seconds: float, megabytes: int, done: Done) -> Cluster:
    from symdiff.checker.grading.cluster import Cluster  # an extra, which takes a while to load

    return Cluster(address, seconds, megabytes, done)


def _here(rows: Iterable[Row], options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    known = _Known()
    for row in rows:
        key = _key(row)
        found = known.get(key)
        if found is None:
            found = known[key] = record_of(*key, options)
        yield {**row, **found}


def _elsewhere(
    rows: Iterable[Row], workers: Callable[[Done], Pool | Cluster], options: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    known = _Known()
    ahead: deque[tuple[Row, Key]] = deque()
    asked: dict[Key, int] = {}
    keys: dict[int, Key] = {}
    found: dict[Key, dict[str, Any]] = {}
    wanted: dict[Key, int] = {}

    def done(number: int, record: dict[str, Any]) -> None:
        key = keys.pop(number)
        del asked[key]
        found[key] = known[key] = record

    with workers(done) as pool:
        source = enumerate(rows)
        exhausted = False
        while ahead or not exhausted:
            while not exhausted and len(ahead) < pool.ahead:
                number, row = next(source, (-1, {}))
                if number < 0:
                    exhausted = True
                    break
                key = _key(row)
                ahead.append((row, key))
                wanted[key] = wanted.get(key, 0) + 1
                if key not in asked and key not in found:
                    remembered = known.get(key)
                    if remembered is None:
                        asked[key] = number
                        keys[number] = key
                        pool.add(job_of(number, *key, options))
                    else:
                        found[key] = remembered
            if ahead and ahead[0][1] not in found:
                pool.turn()
            while ahead and ahead[0][1] in found:
                row, key = ahead.popleft()
                yield {**row, **found[key]}
                wanted[key] -= 1
                if not wanted[key]:
                    del wanted[key], found[key]


def _key(row: Row) -> Key:
    missing = [name for name in ("problem", "answer") if row.get(name) is None]
    if missing:
        raise SymdiffError(say("row without a column", name=missing[0], names=", ".join(row) or say("nothing")))
    wrt = row.get("wrt") or None
    names = wrt if wrt is None or isinstance(wrt, str) else ",".join(wrt)
    order = row.get("order") or 1
    try:
        times = int(order)
    except ValueError as error:
        raise SymdiffError(say("order not a number", given=repr(order))) from error
    return _text(row["problem"]), _text(row["answer"]), names, times


def _text(given: Any) -> str:
    if isinstance(given, str):
        return given
    if isinstance(given, int | float):  # as tables have them
        return str(given)
    if isinstance(given, Form):
        return plain(given)
    from symdiff.interop import from_sympy

    return plain(from_sympy(given))


class _Known(OrderedDict[Key, dict[str, Any]]):
    """The records of the last answers that were judged; long ones are not kept."""

    def __setitem__(self, key: Key, record: dict[str, Any]) -> None:
        if len(key[0]) + len(key[1]) <= LONGEST_REMEMBERED:
            super().__setitem__(key, record)
            if len(self) > MOST_REMEMBERED:
                self.popitem(last=False)
