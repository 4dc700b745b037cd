"""``python -m tests.benchmarks.derivations [PROBLEMS.jsonl]``: whole solutions, deep chains and start-up, beside SymPy.

PROBLEMS.jsonl holds one JSON object a line with ``text``, ``var`` and ``kind``; without it the problems below are used.
SymEngine is measured too where it is installed.
"""

from __future__ import annotations

import gc
import json
import math
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import median, quantiles

import sympy

import symdiff as sd
from symdiff.calculus.engine import derive
from symdiff.calculus.intermediates import introduce
from symdiff.forms import Form, Symbol, call
from symdiff.memory import collection_paused

OWN_PROBLEMS = [
    "x^4 - 3x^2 + 7", "(x^2 - 4)(x^3 + x)", "(2x + 5)/(x^2 + 1)", "sqrt(3x + 2)", "sin(x)cos(x)", "x^2 e^(-3x)",
    "ln(x^2 + 4x)", "tan(x)/x", "arctan(x/3)", "e^x/(1 + e^x)", "x^3 ln x", "(x - 1)^4 (2x + 3)^5", "sec(2x)", "x^x",
    "arcsin(sqrt(x))", "cosh(x^2)", "1/(1 + sqrt(x))", "ln(sin(x)^2)", "sin(x)^3 cos(x)^2", "x sqrt(4 - x^2)",
]  # fmt: skip
SYMPY_SECONDS = 10


class TooLong(Exception):
    """The time limit has passed."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Raise TooLong in the body when it takes longer."""

    def stop(*_: object) -> None:
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def timed(work: Callable[[], object]) -> float:
    """The seconds that a piece of work takes."""
    gc.collect()
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def problems(path: str | None) -> list[tuple[str, str]]:
    """Each problem with its variable."""
    if path is None:
        return [(text, "x") for text in OWN_PROBLEMS]
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [(row["text"], row["var"]) for row in rows if row["kind"] == "explicit" and isinstance(row["var"], str)]


def whole_solutions(path: str | None) -> None:
    """Reading, deriving, simplifying, checking and LaTeX, against SymPy's simplify(diff(f))."""
    ours: list[float] = []
    theirs: list[float] = []
    stopped = 0
    for text, variable in problems(path):
        expression = sd.differentiate(text, variable).problem.doit()
        ours.append(timed(lambda text=text, variable=variable: sd.differentiate(text, variable).to_latex()))  # type: ignore[misc]  # bound in the loop on purpose
        sympy.core.cache.clear_cache()
        try:
            with at_most(SYMPY_SECONDS):
                theirs.append(timed(lambda expression=expression, variable=variable: sympy.simplify(expression.diff(variable))))  # type: ignore[misc]  # as above
        except TooLong:
            theirs.append(SYMPY_SECONDS)
            stopped += 1
    print(f"whole solutions, {len(ours)} problems ({stopped} stopped in SymPy after {SYMPY_SECONDS} s)")
    for name, ours_at, theirs_at in (
        ("median", median(ours), median(theirs)),
        ("95th percentile", quantiles(ours, n=20)[-1], quantiles(theirs, n=20)[-1]),
        ("longest", max(ours), max(theirs)),
    ):
        print(f"  {name:<16} {1000 * ours_at:8.1f} ms   SymPy {1000 * theirs_at:8.1f} ms   ratio {ours_at / theirs_at:.2f}")


def chain(depth: int) -> Form:
    """sin(sin(... sin(x) + 1 ...) + 1) + 1."""
    form: Form = Symbol("x")
    sin = call("sin")
    for _ in range(depth):
        form = sin(form) + 1
    return form


def unevaluated_chain(depth: int) -> sympy.Expr:
    """The same as an unevaluated SymPy tree."""
    expression: sympy.Expr = sympy.Symbol("x")
    for _ in range(depth):
        expression = sympy.Add(sympy.sin(expression, evaluate=False), 1, evaluate=False)
    return expression


def every_step(form: Form) -> None:
    """All steps and all local derivatives, as ``symdiff.solve`` finds them."""
    x = Symbol("x")
    with collection_paused():
        derive(form, x)
        introduce(form, x)


def deep_chains() -> None:
    """Growth with depth, and SymPy's and SymEngine's diff beside it."""
    times = {depth: min(timed(partial(every_step, chain(depth))) for _ in range(3)) for depth in (100, 1000, 10_000)}
    growth = (times[10_000] / times[100]) ** 0.5
    print("chains of sin(...) + 1, all steps and local derivatives")
    for depth, seconds in times.items():
        print(f"  {depth:>6} deep {1000 * seconds:8.1f} ms")
    print(f"  time grows as n^{math.log(growth, 10):.2f} from 100 to 10,000")
    deep = unevaluated_chain(10_000)
    seconds = timed(lambda: sd.differentiate(deep))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  10,000 deep as a SymPy tree, checked solution: {seconds:.2f} s, {memory:.0f} MB at most in this process")
    for library, length in (("sympy", 100), ("symengine", 2000)):
        if find_spec(library):
            theirs, ours = diff_of_sines(library, length), timed(partial(every_step, sines(length)))
            print(f"  {length} sines: {library} {1000 * theirs:.0f} ms, ours {1000 * ours:.0f} ms, ratio {ours / theirs:.3f}")
        else:
            print(f"  {library} is not installed")


def sines(depth: int) -> Form:
    """sin(sin(... sin(x) ...)); on chains with + 1, SymPy runs out of stack at 100."""
    form: Form = Symbol("x")
    for _ in range(depth):
        form = call("sin")(form)
    return form


def diff_of_sines(library: str, depth: int) -> float:
    """The seconds that a library takes to differentiate as many sines, in a process of its own with an empty stack."""
    program = f"""
import time
from {library} import Symbol, sin
f = x = Symbol("x")
for _ in range({depth}):
    f = sin(f)
begin = time.perf_counter()
f.diff(x)
print(time.perf_counter() - begin)
"""
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return float(done.stdout)


def start_up() -> None:
    """Whole processes, against importing SymPy."""

    def process(*words: str) -> float:
        command = [sys.executable, *words]
        return median(timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(7))

    base = process("-c", "import sympy")
    print(f"start-up, whole processes; python -c 'import sympy' takes {1000 * base:.0f} ms")
    for words in (["ln(sin(x**3)**2)"], ["--version"], ["--help"]):
        seconds = process("-m", "symdiff", *words)
        print(f"  symdiff {words[0]:<18} {1000 * seconds:6.0f} ms   ratio {seconds / base:.2f}")


if __name__ == "__main__":
    whole_solutions(sys.argv[1] if len(sys.argv) > 1 else None)
    deep_chains()
    start_up()
