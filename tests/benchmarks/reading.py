"""``python -m tests.benchmarks.reading``: the time to read an expression, and how it grows with the length.

The expressions are the tables of the reader's own tests.  Where ``latex2sympy2_extended`` is installed, it reads the
LaTeX ones beside symdiff.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from contextlib import suppress
from importlib.util import find_spec
from statistics import median, quantiles

from symdiff.syntax import read
from symdiff.syntax.limits import MAX_LENGTH
from tests.syntax.test_latex import WRITTEN
from tests.syntax.test_plain_text import TYPED

TERMS = {"text": "3x^2 sin(2x)/(x + 1) + ", "latex": r"\frac{3x^2\sin(2x)}{x+1} + "}
PEER = "latex2sympy2_extended"


def timed(work: Callable[[str], object], text: str, times: int = 5) -> float:
    """The least time that reading a text took, in milliseconds; failing counts too."""
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        with suppress(Exception):
            work(text)
        best = min(best, time.perf_counter() - begin)
    return best * 1000


def row(name: str, work: Callable[[str], object], texts: list[str], times: int = 5) -> float:
    """Print the median and the 95th percentile over the texts; return the median."""
    gc.collect()
    spent = [timed(work, text, times) for text in texts]
    print(f"{name:42}{median(spent):10.3f} ms{quantiles(spent, n=20)[-1]:10.3f} ms")
    return median(spent)


def main() -> None:
    """Print the tables."""
    plain = [typed for rows in TYPED.values() for typed, _ in rows]
    latex = [written for rows in WRITTEN.values() for written, _ in rows]
    print(f"{'reading one expression':42}{'median':>13}{'95th percentile':>17}")
    row(f"plain text, symdiff ({len(plain)})", read, plain)
    ours = row(f"LaTeX, symdiff ({len(latex)})", read, latex)
    if find_spec(PEER):
        from latex2sympy2_extended import latex2sympy

        theirs = row(f"LaTeX, {PEER} ({len(latex)})", latex2sympy, latex, 1)
        print(f"{'':42}{theirs / ours:10.0f} times")
    else:
        print(f"{PEER} is not installed")
    print(f"\n{'time by length':42}{'milliseconds':>13}{'microseconds a character':>28}")
    for syntax, term in TERMS.items():
        length = MAX_LENGTH // 32
        while length <= MAX_LENGTH:
            text = (term * (length // len(term))) + "x"
            spent = timed(read, text, 3)
            print(f"{syntax + ', ' + format(len(text), ',') + ' characters':42}{spent:10.1f} ms{spent * 1000 / len(text):25.2f}")
            length *= 2


if __name__ == "__main__":
    main()
