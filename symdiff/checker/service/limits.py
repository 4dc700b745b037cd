"""What one service may be asked for."""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one service may be asked for.

    Attributes:
        size: bytes of a request.
        rate: requests of one client, such as ``600/minute``.
        seconds: for one answer; then it is undecided.
        body_seconds: for a request to come in.
        processes: workers, each with one answer at a time.
        megabytes: memory of a worker.
        waiting: answers that are worked on or wait for a worker.
    """

    size: int = 64 << 10
    rate: str = "600/minute"
    seconds: float = 2.0
    body_seconds: float = 10.0
    processes: int = os.cpu_count() or 1
    megabytes: int = 1024
    waiting: int = 200

    def __str__(self) -> str:
        return (
            f"A request has at most {self.size} bytes; a client may make {self.rate}; "
            f"what is not decided within {self.seconds:g} seconds is undecided."
        )
