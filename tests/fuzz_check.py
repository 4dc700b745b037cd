"""Feed made-up and mangled answers to the checker, and report whatever it should not do.

Usage: python -m tests.fuzz_check [--answers 20000] [--seed 1]

Half of the answers are right ones, written in another form or rewritten by true identities: none may be called wrong.  The
others are right or wrong ones with letters lost, doubled, swapped or replaced by any character, and strings of pieces of
mathematics: whatever comes of them, it is a verdict within a second, wrong only with a counterexample that holds.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from symdiff.checker.check import check
from symdiff.checker.problems.tasks import Task, task_of
from symdiff.checker.verdict import Verdict
from symdiff.checker.working.work import check_work
from symdiff.errors import SymdiffError
from symdiff.forms import Form, Negative, Number, Product, Quotient, Root, Sum, call, walk
from symdiff.forms import substitute as put_in
from symdiff.render.plain import plain
from tests.checker.wrong_answers import WRONG_ANSWERS

SLOW = 1.0
LONGEST = 300  # a longer answer may have numbers that are too large to be read
WORDS = r"""
    x y t a 2 3 0.5 1/2 + - * / ^ ( ) = sin cos ln e^ sqrt pi d/dx dy/dx f'(x) y' [ ] , ; { } \frac{x}{2} \sqrt{x} \left(
    \right) | _ ! % & # ' " \ ² √ × − ∞ nan inf 1e999 9**9 x**x**x lambda import eval
"""
PIECES = (*WORDS.split(), " ", "\0", "\u202e", "\u0301")
OTHERS = (
    ("[x y, x + y^2]", "[[y, x], [1, 2y]]"),
    ("[cos t, t^2]", "[-sin t, 2t]"),
    ("x^2 y", "[2x y, x^2]"),
    ("x^2 + y^2 = 4", "2x + 2y dy/dx = 0"),
    ("x^2 + y^2 = 4", "y' = -x/y"),
    (r"\frac{x^2}{y}", r"\begin{pmatrix}\frac{2x}{y} & -\frac{x^2}{y^2}\end{pmatrix}"),
)

Rewrite = Callable[[Form, random.Random], Form]


def _same_sum(form: Form, source: random.Random) -> Form:
    shift = Number(source.randrange(1, 1000))
    return Sum((form, shift, Negative(shift)))


def _same_product(form: Form, source: random.Random) -> Form:
    factor = Number(source.randrange(2, 1000))
    return Quotient(Product((factor, form)), factor)


def _circle(form: Form, source: random.Random) -> Form:
    angle = form if not form.children else Number(source.randrange(1, 9))
    return Product((form, Sum((call("sin")(angle) ** 2, call("cos")(angle) ** 2))))


def _reordered(form: Form, source: random.Random) -> Form:
    parts = list(form.children)
    if not isinstance(form, Sum | Product):
        return form
    source.shuffle(parts)
    return form.with_children(tuple(parts))


def _cubed(form: Form, source: random.Random) -> Form:
    return form if isinstance(form, Number) else Root(form**3, 3)


REWRITES: tuple[Rewrite, ...] = (_same_sum, _same_product, _circle, _reordered, _cubed)


def rewritten(form: Form, source: random.Random) -> Form:
    """The same expression with some of its parts written in another way."""
    for _ in range(source.randrange(1, 4)):
        part = source.choice(list(walk(form)))
        form = put_in(form, {part: source.choice(REWRITES)(part, source)})
    return form


def mangled(text: str, source: random.Random) -> str:
    """A text with a few accidents."""
    letters = list(text) or [" "]
    for _ in range(source.randrange(1, 5)):
        place = source.randrange(len(letters))
        accident = source.randrange(5)
        if accident == 0:
            del letters[place]
        elif accident == 1:
            letters.insert(place, source.choice(PIECES))
        elif accident == 2:
            letters[place] = chr(source.randrange(0x20, 0x3000))
        elif accident == 3:
            letters.insert(place, letters[place] * source.randrange(2, 40))
        else:
            other = source.randrange(len(letters))
            letters[place], letters[other] = letters[other], letters[place]
        letters = letters or [" "]
    return "".join(letters)


@dataclass
class Report:
    """What was found.

    Attributes:
        outcomes: how many verdicts of each status.
        complaints: what should not have happened.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    complaints: list[str] = field(default_factory=list)


def answers(count: int, source: random.Random) -> Iterator[tuple[str, str, str | None, bool]]:
    """Problems with answers, the variable, and whether the answer is surely right."""
    for number in range(count):
        if number % 8 == 7:
            problem, other = source.choice(OTHERS)
            yield problem, mangled(other, source), None, False
            continue
        problem, wrong, _ = source.choice(WRONG_ANSWERS)
        task = task_of(problem, "x", 1)
        assert isinstance(task, Task)
        right = plain(rewritten(task.truth, source))
        match number % 4:
            case 0 | 1 if len(right) <= LONGEST:
                yield problem, right, "x", True
            case 0 | 1 | 2:
                yield problem, mangled(source.choice((right, wrong)), source), "x", False
            case _:
                yield problem, "".join(source.choice(PIECES) for _ in range(source.randrange(1, 12))), "x", False


def fuzz(count: int, seed: int) -> Report:
    """Check so many answers and report."""
    source = random.Random(seed)
    report = Report()
    for problem, answer, wrt, right in answers(count, source):
        begin = time.process_time()
        try:
            verdict = check(problem, answer, wrt)
            if source.random() < 0.1:
                check_work(problem, [answer, answer], wrt)
        except SymdiffError as error:
            report.complaints.append(f"error {error} on {answer!r} to {problem!r}")
            continue
        except Exception as error:
            report.complaints.append(f"{type(error).__name__} {error} on {answer!r} to {problem!r}")
            continue
        spent = time.process_time() - begin
        report.outcomes[verdict.status] += 1
        report.complaints.extend(f"{complaint} on {answer!r} to {problem!r}" for complaint in amiss(verdict, right, spent))
    return report


def amiss(verdict: Verdict, right: bool, seconds: float) -> Iterator[str]:
    """What is wrong with a verdict."""
    if right and verdict.status not in ("correct", "undecided"):
        yield f"a right answer was called {verdict.status}: {verdict.message}"
    if seconds > SLOW:
        yield f"{seconds:.1f} seconds"
    if not verdict.message:
        yield "no message"
    if not 0 <= verdict.score <= 1 or (verdict.score == 1) > verdict.correct:
        yield f"a score of {verdict.score}"
    if not verdict.message.isprintable():
        yield "a message with control characters"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--answers", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    report = fuzz(arguments.answers, arguments.seed)
    print(*report.complaints[:40], sep="\n")
    print(f"{len(report.complaints)} complaints; {dict(report.outcomes)}")
    return 1 if report.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
