"""``python -m tests.benchmarks.checking [ANSWERS] [--processes N]``: how long a verdict takes, and a million of them.

Measured are single answers to problems seen for the first time and seen before, and ANSWERS made-up answers to 200 problems
through ``grade``, with the memory that takes; a million is that in proportion, since the time for each stays the same.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Callable, Iterator, Mapping
from statistics import median, quantiles

from symdiff.checker.check import check, equal
from symdiff.checker.grading.grade import grade
from symdiff.checker.problems import tasks
from symdiff.checker.problems.tasks import Task, task_of
from symdiff.render.plain import plain
from tests.checker.wrong_answers import WRONG_ANSWERS

FAMILIES: tuple[Callable[[int], str], ...] = (
    lambda k: f"x^{k} + {k}x",
    lambda k: f"sin({k}x)",
    lambda k: f"x^{k} e^({k}x)",
    lambda k: f"(x^2 + {k})/(x + {k})",
    lambda k: f"ln(x^2 + {k})",
    lambda k: f"({k}x + 1)^{k}",
    lambda k: f"x sqrt(x^2 + {k})",
    lambda k: f"cos(x)^{k}",
    lambda k: f"x^{k} arctan(x)",
    lambda k: f"e^(x^2)/{k}",
)
PROBLEMS = tuple(family(k) for k in range(2, 22) for family in FAMILIES)


def rows(count: int, source: random.Random) -> Iterator[Mapping[str, str]]:
    """Made-up answers: right ones in other forms, others wrong in a way that is explained or not."""
    for _ in range(count):
        problem = source.choice(PROBLEMS)
        task = task_of(problem, None, 1)
        assert isinstance(task, Task)
        right, number = plain(task.truth), source.randrange(1, 10_000)
        forms = (right, f"{right} + {number} - {number}", f"{number}({right})/{number}", f"{right} + {number}", f"x({right})")
        yield {"problem": problem, "answer": source.choices(forms, (3, 3, 2, 1, 1))[0]}


def timed(work: Callable[[], object]) -> float:
    """The milliseconds that a piece of work takes."""
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def say(what: str, times: list[float]) -> None:
    """A line of the report."""
    last = quantiles(times, n=100)[98]
    print(f"{what:<44} median {median(times):7.2f} ms   99th percentile {last:7.1f} ms   most {max(times):7.1f} ms")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("answers", type=int, nargs="?", default=20_000)
    parser.add_argument("--processes", type=int, default=None)
    arguments = parser.parse_args()
    check("x", "1")
    pairs = [(problem, answer) for problem, answer, _ in WRONG_ANSWERS]
    right = [(problem, plain(task_of(problem, "x", 1).truth)) for problem, _ in pairs]  # type: ignore[union-attr]  # bound in the loop on purpose, and known to be there
    say("two expressions: equal", [timed(lambda a=a, b=b: equal(a, b)) for a, b in right])  # type: ignore[misc]  # bound in the loop on purpose, and known to be there
    for what, cases in (("right", right), ("wrong", pairs)):
        tasks._task.cache_clear()
        say(f"a {what} answer to a new problem", [timed(lambda p=p, a=a: check(p, a, "x")) for p, a in cases])  # type: ignore[misc]  # bound in the loop on purpose, and known to be there
        say(f"a {what} answer to a problem seen before", [timed(lambda p=p, a=a: check(p, a, "x")) for p, a in cases])  # type: ignore[misc]  # bound in the loop on purpose, and known to be there
    made = list(rows(arguments.answers, random.Random(1)))
    spent = timed(lambda: sum(1 for _ in grade(made, processes=arguments.processes))) / 1000
    here, workers = (resource.getrusage(who).ru_maxrss >> 10 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"{len(made)} answers to {len(PROBLEMS)} problems: {spent:.1f} s, a million in {spent / len(made) * 1e6:.0f} s;", end=" "
    )
    print(f"{here} MB here, {workers} MB in the largest worker")


if __name__ == "__main__":
    main()
