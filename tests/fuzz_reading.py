"""Feed the reader made-up and mangled input, and report everything that is not a reading or a declared error.

Usage: python tests/fuzz_reading.py [--inputs 100000] [--seed 1]

An input is a random string of pieces of mathematics in either spelling, or such a string with letters lost, doubled,
swapped, repeated or replaced by any character of Unicode.  Reported are: any exception but ``SymdiffError``, a reading
that takes more than ``SLOW`` seconds of processor time, a condition where a value belongs, a note about a place outside of
the text, and an import of anything.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from symdiff.errors import SymdiffError
from symdiff.forms import And, Form, Or, Piecewise, Relation, walk
from symdiff.syntax import read

SLOW = 0.1


def _pieces(text: str) -> list[str]:
    return text.split()


TEXT = _pieces(
    r"""
    x y t a n theta x_1 x1 x_{12} e pi i 2 3 0.5 .25 1,5 12,000 2e-3 1e5 + - * / ^ ** ( ) [ ] { } | || , ; : ! ' '' = ==
    != < <= > >= -> := _ % $ sin cos tan ln log exp sqrt abs arcsin sinh max min root sigmoid sin^2 sin^-1 log_2 log10
    sinx xsinx xlnx cost f(x) f'(x) y' g(x,y) u(t) x(x+1) d/dx dy/dx d^2y/dx^2 ∂f/∂x diff piecewise if else otherwise for
    and or True lambda import foo √ ∛ ½ ² ³ ⁻¹ ₁ π θ σ − · × ÷ ≤ ≠ ⌊ ⌋ ⟨ ⟩ ° %e %pi math. np. Sin[x] Log[2,x] x**2 n! 5!
    xy abc 1/2x e^2x a/bc sin x/2
    """
)
LATEX = _pieces(
    r"""
    x y t \theta \alpha e \pi 2 3 0.5 10{,}000 10\,000 + - \cdot \times \div / ^ _ { } ( ) [ ] | \{ \} , ; & \\ = < \le
    \ne \sin \cos \ln \log \exp \arctan \sinh \max \sin^2 \sin^{-1} \log_2 \frac \dfrac \frac12 \frac{x}{y} \sqrt \sqrt[3]
    \sqrt{x} \over \left( \right) \left| \right| \left\{ \right. \bigl[ \bigr] \langle \rangle \lfloor \rfloor \lvert
    \rvert \abs{x} \bracket{x,y} \vec \mathrm{e} \mathrm{d} \operatorname{arsinh} \text{if} \text{otherwise}
    \begin{cases} \end{cases} \begin{bmatrix} \end{bmatrix} \begin{array}{ll} \end{array} \frac{d}{dx} \frac{dy}{dx}
    \frac{\partial f}{\partial x} \ddx \dd[y]{x} \dv{x} \fp(x) \fpp \vrt ' ^\prime ^{(3)} ^{\circ} \, \; \! \quad ~
    \displaystyle \ds \hat{\imath} \mathbf{j} \veci \binom{n}{k} n! \root 3 \of x^{2} e^{-x} x_{max} \hspace{1em}
    \label{a} \color{red} \int \sum \lim \pm \infty \foo $ % \( \) \[ \] sin cos ln d / dx x^10 \sin{x}^2
    """
)
TEXT_RULES = _pieces(
    r"""
    X+X X-X X*X X/X X^X XX (X) (X)(X) -X |X| sinX sin(X) cos^2X ln|X| sqrt(X) √X e^(X) X^2 log_2(X) f(X) d/dx(X) max(X,X)
    if(X<X,X,X) piecewise(X,X) {X,X<X;X,X} X! (X)' 2X X=X piecewise((X,X<X),X) [X,X] X² tan^-1X 1/X arcsin(X) exp(-X)
    """
)
LATEX_RULES = _pieces(
    r"""
    X+X X-X X\cdot{}X \frac{X}{X} X^{X} XX (X) \left(X\right) -X |X| \left|X\right| \sin{X} \sin(X) \cos^2{X} \ln|X|
    \sqrt{X} \sqrt[3]{X} e^{X} X^2 \log_2(X) f(X) \frac{d}{dx}(X) \max(X,X) X! {X\over{}X} 2X X=X
    \begin{cases}X&X<X\\X&X\ge{}X\end{cases} \langle{}X,X\rangle \tan^{-1}{X} \dfrac{X}{X} \frac12X \abs{X} \exp(-X)
    \mathrm{e}^{X}
    """
)
LEAVES = ("x", "y", "t", "2", "3", "0.5", "a", "x ", " x", "2x", "n")
SPACES = ("", "", "", " ")


@dataclass
class Outcome:
    """What happened to the inputs so far."""

    inputs: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    slowest_input: str = ""
    findings: list[str] = field(default_factory=list)


def inputs(count: int, seed: int) -> Iterator[str]:
    """So many inputs, the same for the same seed."""
    chance = random.Random(seed)
    before = "x"
    for _ in range(count):
        kind = chance.random()
        pieces = LATEX if chance.random() < 0.5 else TEXT
        if kind < 0.3:
            before = expression(chance, TEXT_RULES if pieces is TEXT else LATEX_RULES)
        elif kind < 0.5:
            before = "".join(chance.choice(pieces) + chance.choice(SPACES) for _ in range(chance.randint(1, 14)))
        else:
            before = mangled(before, pieces, chance)
        yield before


def expression(chance: random.Random, rules: list[str]) -> str:
    """An expression in which most things are right."""
    text = "X"
    for _ in range(chance.randint(1, 8)):
        places = [place for place, letter in enumerate(text) if letter == "X"]
        place = chance.choice(places)
        text = text[:place] + chance.choice(rules) + text[place + 1 :]
    return "".join(chance.choice(LEAVES) if letter == "X" else letter for letter in text)


def mangled(text: str, pieces: list[str], chance: random.Random) -> str:
    """A text with one thing wrong."""
    place = chance.randint(0, len(text))
    stop = min(len(text), place + chance.randint(0, 6))
    match chance.randint(0, 7):
        case 0:
            return text[:place] + text[stop:]
        case 1:
            return text[:stop] + text[place:]
        case 2:
            return text[:place] + chance.choice(pieces) + text[place:]
        case 3:
            return text[:place] + chance.choice(pieces) + text[stop:]
        case 4:
            return text[:place] + text[place:stop] * chance.randint(2, 40 if chance.random() < 0.05 else 3) + text[stop:]
        case 5:
            largest = chance.choice((0x7F, 0x2FFF, 0x10FFFF))
            return text[:place] + chr(chance.randint(0, largest)) + text[place:]
        case 6:
            return text[::-1] if len(text) < 60 else text[:40]
        case _:
            return "".join(chance.choice(pieces) for _ in range(chance.randint(1, 400 if chance.random() < 0.01 else 8)))


def examine(text: str, outcome: Outcome) -> None:
    """Read one input and put down what happened."""
    outcome.inputs += 1
    start = time.process_time()
    try:
        reading = read(text)
    except SymdiffError as error:
        outcome.refused[type(error).__name__] += 1
        str(error)
    except Exception as error:
        outcome.findings.append(f"{type(error).__name__}: {error} on {text!r}")
    else:
        outcome.read += 1
        if not well_formed(reading.form):
            outcome.findings.append(f"a condition where a value belongs, or the reverse, on {text!r}")
        if any(not 0 <= note.start <= note.stop <= len(text) for note in reading.notes):
            outcome.findings.append(f"a note outside of the text on {text!r}")
    spent = time.process_time() - start
    if spent > outcome.slowest:
        outcome.slowest, outcome.slowest_input = spent, text
    if spent > SLOW:
        outcome.findings.append(f"{spent:.2f} s on {text[:200]!r} ({len(text)} characters)")


def well_formed(root: Form) -> bool:
    """Whether conditions stand where conditions belong, and nowhere else."""
    for form in walk(root):
        match form:
            case Piecewise(branches):
                if any(_is_condition(value) or not _is_condition(condition) for value, condition in branches):
                    return False
            case And() | Or():
                if not all(map(_is_condition, form.children)):
                    return False
            case _:
                if any(map(_is_condition, form.children)):
                    return False
    return True


def _is_condition(form: Form) -> bool:
    return isinstance(form, Relation | And | Or)


def fuzz(count: int, seed: int) -> Outcome:
    """Examine so many inputs."""
    outcome = Outcome()
    for text in ("x", r"\frac{x}{2}", "1e5", "½", "{", "qwerty", "x\u202e"):
        examine(text, Outcome())  # what is imported or compiled on first use is so now
    modules = frozenset(sys.modules)
    for text in inputs(count, seed):
        examine(text, outcome)
    if imported := set(sys.modules) - modules:
        outcome.findings.append(f"imported {', '.join(sorted(imported))}")
    return outcome


def main() -> int:
    """Run from the command line; the exit code says whether anything was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    outcome = fuzz(options.inputs, options.seed)
    refused = ", ".join(f"{count:,} {name}" for name, count in outcome.refused.most_common())
    print(f"{outcome.inputs:,} inputs in {time.perf_counter() - start:.0f} s: {outcome.read:,} read, {refused}")
    print(f"slowest: {outcome.slowest * 1000:.1f} ms on {outcome.slowest_input[:80]!r}")
    for finding in outcome.findings[:50]:
        print("FOUND", finding)
    print(f"{len(outcome.findings)} findings")
    return 1 if outcome.findings else 0


if __name__ == "__main__":
    sys.exit(main())
