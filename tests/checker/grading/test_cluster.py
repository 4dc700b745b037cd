"""Grading on a Dask cluster: the same rows, in the same order, whichever of its workers die."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster, WorkerPlugin

from symdiff.checker.grading import cluster
from symdiff.checker.grading.grade import grade
from symdiff.checker.grading.pool import Bench
from symdiff.cli import main
from symdiff.errors import SymdiffError, UnsupportedError

COUNT = 200


@contextmanager
def _cluster(workers: int) -> Iterator[LocalCluster]:
    here = str(Path(__file__).parents[3])
    with (
        dask.config.set(
            {
                "distributed.scheduler.allowed-failures": 1,
                "distributed.comm.retry.count": 2,
                "distributed.comm.timeouts.connect": "3s",  # Dask seeks the results of a dead worker there for as long as this
            }
        ),
        LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            processes=True,
            dashboard_address=":0",
            silence_logs=50,
            env={"PYTHONPATH": os.pathsep.join([here, os.environ.get("PYTHONPATH", "")])},
        ) as local,
    ):
        yield local


def test_a_killed_worker_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CHUNK", 8)
    monkeypatch.setattr(cluster, "CHUNKS_AHEAD", 2)
    killed: list[int] = []

    def rows() -> Iterator[Mapping[str, Any]]:
        for number in range(COUNT):
            if number == COUNT // 2:
                with Client(local.scheduler_address, set_as_default=False) as client:
                    killed.append(min(client.run(os.getpid).values()))
                os.kill(killed[0], signal.SIGKILL)
            yield {"problem": "x^2 + 5x", "answer": f"2x + {number // 2}", "number": number}

    with _cluster(2) as local:
        graded = list(grade(rows(), dask=local.scheduler_address))
    assert killed
    assert [row["number"] for row in graded] == list(range(COUNT))
    assert [row["status"] for row in graded] == ["correct" if row["number"] // 2 == 5 else "incorrect" for row in graded]


class DiesOverOne(WorkerPlugin):  # type: ignore[misc]
    """Makes a worker die when it is given a certain answer."""

    def setup(self, worker: Any) -> None:
        judge = Bench.decide

        def decide(self: Bench, jobs: list[Any]) -> list[Any]:
            if any("KILL" in job for job in jobs):
                os.kill(os.getpid(), signal.SIGKILL)
            return judge(self, jobs)

        Bench.decide = decide  # type: ignore[method-assign]


def test_an_answer_that_kills_every_worker_is_undecided_and_no_other() -> None:
    rows = [{"problem": "x^2", "answer": answer} for answer in ("2x", "x", "KILL", "2x + 0")]
    with _cluster(1) as local:
        with Client(local.scheduler_address, set_as_default=False) as client:
            client.register_plugin(DiesOverOne())
        graded = list(grade(rows, dask=local.scheduler_address))
    assert [row["status"] for row in graded] == ["correct", "incorrect", "undecided", "correct"]
    assert "died" in graded[2]["message"]


def test_the_command_takes_the_cluster(tmp_path: Path) -> None:
    table, out = tmp_path / "answers.csv", tmp_path / "graded.jsonl"
    table.write_text("problem,answer\nx^2,-2x\nx^3,3x^2\nx^4,3x^\n", encoding="utf-8")
    with _cluster(1) as local:
        assert main(["grade", str(table), "-o", str(out), "--dask", local.scheduler_address, "--quiet"]) == 0
    assert [json.loads(line)["status"] for line in out.read_text().splitlines()] == ["incorrect", "correct", "invalid"]


def _without_symdiff() -> None:
    sys.modules["symdiff.checker.grading.cluster"] = None  # type: ignore[assignment]


def test_a_cluster_without_symdiff_is_said() -> None:
    with _cluster(1) as local:
        with Client(local.scheduler_address, set_as_default=False) as client:
            client.run(_without_symdiff)
        with pytest.raises(SymdiffError, match="need symdiff in the same version"):
            list(grade([{"problem": "x", "answer": "1"}], dask=local.scheduler_address))


def test_a_judging_process_is_kept_while_the_limits_are_the_same() -> None:
    jobs = [[0, "x^2", "2x", None, 1, {}], [1, "x^2", "x", None, 1, {}]]
    found = cluster.decide(jobs, 5.0, 1024)
    assert [(number, record["status"]) for number, record in found] == [(0, "correct"), (1, "incorrect")]
    (kept,) = cluster._idle
    cluster.decide(jobs, 5.0, 1024)
    assert list(cluster._idle) == [kept]
    cluster.decide(jobs, 5.0, 2048)
    (other,) = cluster._idle
    assert other is not kept
    cluster._retire(other)
    assert not cluster._idle


def test_each_answer_of_a_chunk_has_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    start = subprocess.Popen

    def hanging(command: list[str], **options: Any) -> subprocess.Popen[str]:
        return start([command[0], "-c", "import time; print('\"ready\"', flush=True); time.sleep(60)"], **options)

    monkeypatch.setattr(subprocess, "Popen", hanging)
    found = cluster.decide([[number, "x^2", "2x", None, 1, {}] for number in range(2)], 0.3, 1024)
    assert [(number, record["status"]) for number, record in found] == [(0, "undecided"), (1, "undecided")]
    assert "0.3 seconds" in found[0][1]["message"]
    for bench in list(cluster._idle):
        cluster._retire(bench)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:{port}", "nowhere", "foo://x:1", ""])
def test_a_cluster_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setattr(cluster, "CONNECT_SECONDS", 0.5)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        named = address.format(port=taken.getsockname()[1])
        with pytest.raises(SymdiffError, match="no Dask scheduler"):
            list(grade([{"problem": "x", "answer": "1"}], dask=named))


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UnsupportedError, match=r"symdiff\[dask\]"):
        list(grade([{"problem": "x", "answer": "1"}], dask="tcp://127.0.0.1:8786"))
