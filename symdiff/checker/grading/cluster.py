"""The workers of a Dask cluster, used as those of this machine are; one that is killed costs nothing, its answers go to another.

This needs ``distributed``, which is an extra: ``pip install "symdiff[dask]"``, and symdiff in the same version on the workers.
On each of them a process of its own judges the answers, which takes the time and the memory that an answer may take and no
more, so that a Dask worker itself is lost for reasons from outside only.  Dask runs what it is sent: connect only to a cluster
that you trust.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from symdiff.checker.grading.pool import Bench, Job, Record
from symdiff.checker.grading.worker import undecided
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    from distributed import Client, Future

CHUNK = 32  # jobs that travel together
CHUNKS_AHEAD = 32  # for each thread of the cluster
CONNECT_SECONDS = 10.0
LOOK_SECONDS = 5.0  # between two looks at who is there
MOST_SECONDS_ALONE = 60.0  # without any worker in the cluster, which may be on their way
IDLE_SECONDS = 60.0  # after which a judging process that has nothing to do is ended


class Cluster:
    """The workers of a Dask cluster; jobs go in, and ``done`` is told each record as it comes, as with ``Pool``.

    A chunk of jobs whose worker dies is given to others by Dask.  Where it has cost as many workers as the scheduler allows
    (``distributed.scheduler.allowed-failures``), each of its jobs is tried alone, since Dask blames all that a worker has been
    given for its death; the one that does it again is undecided.

    Parameters:
        address: of the scheduler, such as ``tcp://127.0.0.1:8786``.
        seconds: for how long a worker may be at one job.
        megabytes: how much memory it may take.
        done: what to do with the number and the record of a job.

    Raises:
        UnsupportedError: if ``distributed`` is not installed.
        SymdiffError: if there is no scheduler at this address; later, if the cluster is lost or has no symdiff.
    """

    def __init__(self, address: str, seconds: float, megabytes: int, done: Callable[[int, Record], None]) -> None:
        self._address = address
        self._limits = (seconds, megabytes)
        self._done = done
        self._heard: SimpleQueue[Future[Any]] = SimpleQueue()
        self._todo: deque[Job] = deque()
        self._suspects: deque[Job] = deque()
        self._sent: dict[Future[Any], list[Job]] = {}
        self._client = _connected(address)
        self._threads = self._count_threads()
        self._looked = self._peopled = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._client.close(timeout=CONNECT_SECONDS)

    @property
    def ahead(self) -> int:
        """How many jobs it should have at a time."""
        return CHUNK * CHUNKS_AHEAD * max(self._threads, 1)

    def add(self, job: Job) -> None:
        """One more job."""
        self._todo.append(job)

    def turn(self) -> None:
        """Send jobs, wait until something is heard, and take what is there."""
        if self._suspects:
            if not self._sent:
                self._send([self._suspects.popleft()])
        else:
            while len(self._todo) >= CHUNK or (self._todo and len(self._sent) < max(self._threads, 1)):
                self._send([self._todo.popleft() for _ in range(min(CHUNK, len(self._todo)))])
        with suppress(Empty):
            self._take(self._heard.get(timeout=1.0))
            while True:
                self._take(self._heard.get_nowait())
        self._look()

    def _send(self, jobs: list[Job]) -> None:
        future = self._client.submit(_sent_whole(), jobs, *self._limits, pure=False)
        self._sent[future] = jobs
        future.add_done_callback(self._heard.put)

    def _take(self, future: Future[Any]) -> None:
        from distributed import KilledWorker

        jobs = self._sent.pop(future)
        if future.status not in ("finished", "error"):
            raise self._lost()
        try:
            records = future.result()
        except KilledWorker:
            if len(jobs) > 1:
                self._suspects.extend(jobs)
            else:
                ((number, *_, given),) = jobs
                self._done(number, undecided(say("every worker died"), given.get("language", "en")))
        except ImportError as error:
            raise SymdiffError(say("another version", address=self._address, reason=str(error))) from error
        except Exception as error:
            raise SymdiffError(say("cluster cannot check", address=self._address, reason=str(error))) from error
        else:
            for number, record in records:
                self._done(number, record)

    def _look(self) -> None:
        """See whether the cluster is still there and has workers."""
        if self._client.status != "running":
            raise self._lost()
        now = time.monotonic()
        if now - self._looked < LOOK_SECONDS:
            return
        self._looked, self._threads = now, self._count_threads()
        if self._threads:
            self._peopled = now
        elif now - self._peopled > MOST_SECONDS_ALONE:
            raise SymdiffError(say("cluster without workers", address=self._address))

    def _count_threads(self) -> int:
        try:
            return sum(self._client.nthreads().values())
        except Exception as error:  # whatever Dask says when its scheduler is gone
            raise self._lost() from error

    def _lost(self) -> SymdiffError:
        return SymdiffError(say("connection lost", address=self._address))


def _connected(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError as error:
        raise UnsupportedError(say("a cluster needs distributed")) from error
    try:
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise SymdiffError(say("no scheduler", address=address, seconds=f"{CONNECT_SECONDS:g}")) from error


def _sent_whole() -> Callable[[list[Job], float, int], list[tuple[int, Record]]]:
    """``decide`` in a function that Dask sends as code: a name that cannot be imported there would end the worker."""

    def decide_there(jobs: list[Job], seconds: float, megabytes: int) -> list[tuple[int, Record]]:
        from symdiff.checker.grading.cluster import decide

        return decide(jobs, seconds, megabytes)

    return decide_there


_idle: dict[Bench, Timer] = {}
_idle_lock = Lock()


def decide(jobs: list[Job], seconds: float, megabytes: int) -> list[tuple[int, Record]]:
    """Judge a chunk of jobs; this is what runs on the workers of the cluster."""
    bench = _bench(seconds, megabytes)
    try:
        records = bench.decide(jobs)
    except BaseException:
        bench.close()
        raise
    timer = Timer(IDLE_SECONDS, _retire, (bench,))
    timer.daemon = True
    with _idle_lock:
        _idle[bench] = timer
    timer.start()
    return records


def _bench(seconds: float, megabytes: int) -> Bench:
    with _idle_lock:
        bench, timer = _idle.popitem() if _idle else (None, None)
    if timer is not None:
        timer.cancel()
    if bench is not None:
        if bench.limits == (seconds, megabytes):
            return bench
        bench.close()
    return Bench(seconds, megabytes)


def _retire(bench: Bench) -> None:
    with _idle_lock:
        timer = _idle.pop(bench, None)
    if timer is not None:
        bench.close()
