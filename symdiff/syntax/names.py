"""What a word is: a function, a constant, a Greek letter, letters written together, or nothing that is known.

The names of calculus are short: a word is looked up whole; failing that it is cut into known functions and single
letters (``xsinx``), the fewest loose letters winning; failing that it is an error with the nearest known word beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from symdiff.forms import PI, E, Form
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.limits import MAX_NAME
from symdiff.syntax.tokens import Applicable

GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi "
        "omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega".split(),
        strict=True,
    ),
    µ="mu",
    ϕ="phi",
    ϵ="epsilon",
    ϑ="theta",
    ϱ="rho",
    ϖ="pi",
    ς="sigma",
    ϰ="kappa",
    Ω="Omega",
)
GREEK_NAMES = frozenset(GREEK.values()) - {"pi", "Pi"} | {"varepsilon", "vartheta", "varphi"}
CONSTANTS: dict[str, Form] = {"pi": PI, "Pi": PI, "PI": PI, "e": E}
CALLED_GREEK = {"sigma": "sigmoid", "gamma": "gamma", "Gamma": "gamma", "psi": "digamma"}
"""Greek letters that are functions when they are called, and letters otherwise."""

WORDS = {
    "if": "if",
    "for": "if",
    "when": "if",
    "where": "if",
    "provided": "if",
    "else": "else",
    "otherwise": "otherwise",
    "elsewhere": "otherwise",
    "and": "and",
    "or": "or",
    "True": "otherwise",
}
"""Words that join values and conditions."""

MAIN = frozenset("xyztuvwrs") | {"theta", "phi", "x_1", "x_2", "y_1", "y_2"}
"""Names that are variables in most problems; the others are parameters in most."""

_SHORT = frozenset(
    "no ok hi if or is to of he me we go do so on in dx dy dz dt du dv dr ds "
    "the try yes why way say any may day put sit but cut fit hat int its nth fix mix six tax that this idk lol sky fly dry "
    "nan inf not and ans var def del let set out new end use two ten add sub mul div mod xor str".split()
) - {"is", "in"}
"""Short words that are never meant as products of letters."""

_EMBEDDED_GREEK = frozenset(name for name in GREEK_NAMES if len(name) > 2) | {"pi"}
_CALLED_SHORT = frozenset({"sh", "ch", "th", "cth", "tg", "lg", "lb", "ld", "arg", "fact", "if", "power", "root", "step", "choose"})
"""Functions that are looked for only where an opening bracket follows: inside words they are letters."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a run of letters stands for: its pieces in order, or nothing.

    Attributes:
        pieces: functions, constants and names, each with the number of letters it takes.
        loose: whether letters were taken one by one, or a function was found inside the word.
        other: another way to cut it that is just as good, or ``""``.
    """

    pieces: tuple[tuple[Applicable | Form | str, int], ...]
    loose: bool = False
    other: str = ""


@lru_cache(maxsize=4096)
def whole(word: str, called: bool) -> Applicable | Form | str | None:
    """What a whole word is: a function, a constant, or the name of a variable; ``None`` if it is not known.

    Capitals are overlooked in the names of functions: ``Sin``, ``LN``.
    """
    if word in CONSTANTS:
        return CONSTANTS[word]
    if called and word in CALLED_GREEK:
        return word
    function = APPLICABLES.get(word)
    if function is None and len(word) > 1 and word not in GREEK_NAMES:
        function = APPLICABLES.get(word.lower())
    if function is not None and word not in GREEK_NAMES and (called or word.lower() not in _CALLED_SHORT):
        return function
    if len(word) == 1 or word in GREEK_NAMES:
        return word.removeprefix("var")
    return None


@lru_cache(maxsize=4096)
def cut(word: str, called: bool) -> Word | None:
    """Cut a word into functions, constants and letters, with as few loose letters as can be.

    A cut needs at least one function or Greek name in it.  ``called`` says whether an opening bracket follows, so that
    the last piece may be a function that needs one.
    """
    if len(word) > MAX_NAME:
        return None
    best: list[tuple[int, int, tuple[str, ...]] | None] = [None] * (len(word) + 1)
    ties = [False] * (len(word) + 1)
    best[0] = (0, 0, ())
    for stop in range(1, len(word) + 1):
        for start, piece, loose in _pieces(word, stop, called and stop == len(word)):
            before = best[start]
            if before is None:
                continue
            candidate = (before[0] + loose, before[1] + 1, (*before[2], piece))
            known = best[stop]
            if known is None or candidate[:2] < known[:2]:
                best[stop], ties[stop] = candidate, ties[start]
            elif candidate[0] == known[0] and candidate[1] == known[1]:
                ties[stop] = True
    final = best[-1]
    if final is None or ties[-1] or all(len(piece) == 1 for piece in final[2]):
        return None
    return Word(tuple((_value(piece), len(piece)) for piece in final[2]), loose=True)


def _pieces(word: str, stop: int, called: bool) -> Iterator[tuple[int, str, int]]:
    yield stop - 1, word[stop - 1], 1
    for start in range(max(0, stop - 11), stop - 1):
        piece = word[start:stop]
        if piece in _EMBEDDED_GREEK:
            yield start, piece, 0
        elif piece in APPLICABLES and piece not in GREEK_NAMES:
            function = APPLICABLES[piece]
            if called or (function.bare and stop < len(word) and piece not in _CALLED_SHORT):
                yield start, piece, 0


def _value(piece: str) -> Applicable | Form | str:
    return CONSTANTS.get(piece) or (APPLICABLES[piece] if len(piece) > 1 and piece not in GREEK_NAMES else piece)


def letters_multiply(run: str, alone: frozenset[str], raised: bool) -> bool:
    """Whether a run of letters is meant as a product of them.

    Two letters usually are (``xy``, ``at``); three or four if one of them is a usual variable or all of them are seen
    ``alone`` elsewhere or they follow each other in the alphabet (``abc``).  ``o`` is never a variable beside others,
    and ``e`` is one only at the end of the run, where it is the base of an exponential (``raised``) or alone with one.
    """
    if run in _SHORT or len(run) > 4:
        return False
    if all(letter in alone for letter in run):
        return True
    if "o" in run or "O" in run or "e" in run[:-1] or (run[-1] == "e" and not raised and len(run) > 2):
        return False
    if len(run) == 2:
        return True
    steps = {ord(after) - ord(before) for before, after in zip(run, run[1:], strict=False)}
    return steps == {1} or (len(run) == 3 and any(letter in "xyzt" for letter in run) and not _sounds(run))


def _sounds(run: str) -> bool:
    """Whether three letters could be spoken: consonant, vowel, consonant."""
    return run[1] in "aiu" and run[0] not in "aiu" and run[2] not in "aiu"


def nearest(word: str) -> str:
    """The known word nearest to an unknown one, or ``""``."""
    known = [name for name in APPLICABLES if len(name) > 1] + sorted(GREEK_NAMES) + ["pi"]
    found = get_close_matches(word[:MAX_NAME].lower(), known, n=1, cutoff=0.65)
    return found[0] if found else ""
