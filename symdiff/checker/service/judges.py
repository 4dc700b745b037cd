"""The workers of the service, each with one answer at a time; one that takes too long or dies is replaced."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from queue import Empty, SimpleQueue
from types import TracebackType

from symdiff.checker.grading.pool import Bench, Job, Record
from symdiff.checker.service.limits import Limits


class Busy(Exception):
    """As many answers are waiting as may."""


class Judges(AbstractContextManager["Judges"]):
    """The workers; they start with the first answers, or before where it is used in ``with``, after which they end.

    Parameters:
        limits: how many there are, and what they may take.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._threads = ThreadPoolExecutor(limits.processes, "symdiff")
        self._free: SimpleQueue[Bench] = SimpleQueue()
        self._open = 0

    def __enter__(self) -> Judges:
        for _ in range(self._limits.processes):
            self._free.put(self._start())
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._threads.shutdown(cancel_futures=True)
        while not self._free.empty():
            self._free.get().close()

    async def judge(self, job: Job) -> Record:
        """What is said of an answer.

        Raises:
            Busy: if too many answers are waiting.
        """
        if self._open >= self._limits.waiting:
            raise Busy
        self._open += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._judge, job)
        finally:
            self._open -= 1

    def _judge(self, job: Job) -> Record:
        try:
            bench = self._free.get_nowait()  # there are no more of them than threads, so that a thread may start one
        except Empty:
            bench = self._start()
        try:
            ((_, record),) = bench.decide([job])
        except BaseException:
            bench.close()
            raise
        self._free.put(bench)
        return record

    def _start(self) -> Bench:
        return Bench(self._limits.seconds, self._limits.megabytes)
