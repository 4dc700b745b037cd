"""Workers that can be killed: one that takes too long or dies costs the answer it was at, and no other."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeAlias

from symdiff.checker.grading.worker import undecided
from symdiff.errors import SymdiffError
from symdiff.wording.sentences import Sentence, say

Job: TypeAlias = list[Any]  # number, problem, answer, wrt, order, options
Record: TypeAlias = dict[str, Any]

MOST_WAITING = 32  # jobs that one worker has been given
START_SECONDS = 60.0  # for a worker to load what it needs
MOST_FAILED_STARTS = 3
MOST_AHEAD = 2_000  # jobs that are worked on before the first of them is handed out


class Worker:
    """A process, and the jobs that it has been given."""

    def __init__(self, number: int, megabytes: int, heard: SimpleQueue[tuple[Worker, str]]) -> None:
        self.number = number
        self.waiting: deque[Job] = deque()
        self.ready = False
        self.since = time.monotonic()
        command = [sys.executable, "-m", "symdiff.checker.grading.worker", str(megabytes)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self._given: SimpleQueue[str] = SimpleQueue()
        # Threads of its own write and listen: a worker that hangs takes nothing from a full pipe, and must not stop the pool.
        self._threads = [Thread(target=self._write, daemon=True), Thread(target=self._listen, args=(heard,), daemon=True)]
        for thread in self._threads:
            thread.start()

    def _write(self) -> None:
        assert self._process.stdin is not None
        with suppress(OSError), self._process.stdin as stream:  # it may have died, which its silence will tell
            while text := self._given.get():
                stream.write(text)
                stream.flush()

    def _listen(self, heard: SimpleQueue[tuple[Worker, str]]) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for line in stream:
                if line.endswith("\n"):  # else it died within the line
                    heard.put((self, line))
        heard.put((self, ""))

    def give(self, jobs: list[Job]) -> None:
        """Hand over more jobs."""
        if not self.waiting and self.ready:
            self.since = time.monotonic()
        self.waiting.extend(jobs)
        self._given.put("".join(json.dumps(job) + "\n" for job in jobs))

    def overdue(self, seconds: float) -> bool:
        """Whether it has been at one job for too long."""
        limit = seconds if self.ready else START_SECONDS
        return bool(self.waiting or not self.ready) and time.monotonic() - self.since > limit

    def kill(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        self._given.put("")
        for thread in self._threads:
            thread.join()


class Pool:
    """Some workers; jobs go in, and ``done`` is told each record as it comes.

    Parameters:
        processes: how many workers.
        seconds: for how long a worker may be at one job.
        megabytes: how much memory a worker may take.
        done: what to do with the number and the record of a job.
    """

    def __init__(self, processes: int, seconds: float, megabytes: int, done: Callable[[int, Record], None]) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._done = done
        self._heard: SimpleQueue[tuple[Worker, str]] = SimpleQueue()
        self._todo: deque[Job] = deque()
        self._failed_starts = 0
        self._workers = [Worker(number, megabytes, self._heard) for number in range(processes)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for worker in self._workers:
            worker.kill()

    @property
    def ahead(self) -> int:
        """How many jobs it should have at a time."""
        return MOST_AHEAD

    @property
    def open(self) -> int:
        """The number of jobs that are not done."""
        return len(self._todo) + sum(len(worker.waiting) for worker in self._workers)

    def add(self, job: Job) -> None:
        """One more job."""
        self._todo.append(job)

    def turn(self) -> None:
        """Hand out jobs, wait until something is heard or somebody is overdue, and take what is there."""
        for worker in self._workers:
            room = MOST_WAITING - len(worker.waiting)
            if self._todo and room > MOST_WAITING // 2:
                worker.give([self._todo.popleft() for _ in range(min(room, len(self._todo)))])
        try:
            self._take(*self._heard.get(timeout=min(self._seconds, 1.0)))
            while True:
                self._take(*self._heard.get_nowait())
        except Empty:
            pass
        for worker in list(self._workers):
            if worker.overdue(self._seconds):
                self._replace(worker, say("too much time", seconds=f"{self._seconds:g}"))

    def _take(self, worker: Worker, line: str) -> None:
        if worker not in self._workers:
            return  # the last words of a worker that was killed
        worker.since = time.monotonic()
        if not line:
            self._replace(worker, say("worker died"))
        elif not worker.ready:
            worker.ready = True
            self._failed_starts = 0
        else:
            number, record = json.loads(line)
            worker.waiting.popleft()
            self._done(number, record)

    def _replace(self, worker: Worker, reason: Sentence) -> None:
        worker.kill()
        if worker.ready and worker.waiting:
            number, *_, options = worker.waiting.popleft()
            self._done(number, undecided(reason, options.get("language", "en")))
        elif not worker.ready:
            self._failed_starts += 1
            if self._failed_starts > MOST_FAILED_STARTS:
                raise SymdiffError(say("no worker starts"))
        self._todo.extendleft(reversed(worker.waiting))
        self._workers[self._workers.index(worker)] = Worker(worker.number, self._megabytes, self._heard)


class Bench:
    """A worker that is asked and waited for, and is kept from one time to the next with all that it has learnt."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self.limits = (seconds, megabytes)
        self._records: list[tuple[int, Record]] = []
        self._pool = Pool(1, seconds, megabytes, lambda number, record: self._records.append((number, record)))

    def decide(self, jobs: list[Job]) -> list[tuple[int, Record]]:
        """The records of the jobs."""
        for job in jobs:
            self._pool.add(job)
        while self._pool.open:
            self._pool.turn()
        records, self._records = self._records, []
        return records

    def close(self) -> None:
        """End its process."""
        self._pool.__exit__(None, None, None)


def job_of(number: int, problem: str, answer: str, wrt: Any, order: int, options: Mapping[str, Any]) -> Job:
    """A job as it goes to a worker."""
    return [number, problem, answer, wrt, order, dict(options)]
