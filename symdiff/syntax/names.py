"""What a word is: a function, a constant, a Greek letter, letters written together, or nothing that is known.

The names of calculus are short: a word is looked up whole; failing that it is cut into known functions and single
letters (``xsinx``), the fewest loose letters winning; failing that it is an error with the nearest known word beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from symdiff.forms import PI, E, Form
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.limits import MAX_NAME
from symdiff.syntax.tokens import Applicable, words

_ALPHABET = words(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega "
    "Gamma Delta Theta Lambda Xi Sigma Upsilon Phi Psi Omega"
)
_VARIANTS = {"µ": "mu", "ϕ": "phi", "ϵ": "epsilon", "ϑ": "theta", "ϱ": "rho", "ϖ": "pi", "ς": "sigma", "ϰ": "kappa", "Ω": "Omega"}
GREEK = {**dict(zip("αβγδεζηθικλμνξοπρστυφχψωΓΔΘΛΞΣΥΦΨΩ", _ALPHABET, strict=True)), **_VARIANTS}
GREEK_NAMES = frozenset(GREEK.values()) - {"pi"} | {"varepsilon", "vartheta", "varphi", "varrho", "varsigma", "varkappa"}
CONSTANTS: dict[str, Form] = {"pi": PI, "Pi": PI, "PI": PI, "e": E}
CALLED_GREEK = {"sigma": "sigmoid", "gamma": "gamma", "Gamma": "gamma", "psi": "digamma"}
"""Greek letters that are functions when they are called, and letters otherwise."""

WORDS = {
    **dict.fromkeys(words("if for when where provided"), "if"),
    **dict.fromkeys(words("otherwise elsewhere True true"), "otherwise"),
    "else": "else",
    "and": "and",
    "or": "or",
}
"""Words that join values and conditions."""

MAIN = frozenset("xyztuvwrs") | {"theta", "phi", "x_1", "x_2", "y_1", "y_2"}
"""Names that are variables in most problems; the others are parameters in most."""

_ARGUMENTS = MAIN | frozenset("abABC")
"""Letters that may follow a function in one word: ``sinx``, ``cosA``."""

_NEVER_PRODUCTS = frozenset(
    words("no ok hi if or to of he me we go do so on dx dy dz dt du dv dr ds "
    "the try yes why way say any may day put sit but cut fit hat int its nth fix mix six tax that this idk lol sky fly dry "
    "nan NaN inf not and ans var def del let set out new end use two ten add sub mul div mod xor str")
)
"""Short words that nobody means as products of letters."""

_EMBEDDED_GREEK = frozenset(name for name in GREEK_NAMES if len(name) > 2) | {"pi"}
_ONLY_CALLED = frozenset(words("sh ch th cth lb ld arg fact if power root step choose re im conj"))
"""Functions that are looked for only where an argument follows: their names are letters too."""

_LONGEST_FUNCTION = max(map(len, APPLICABLES))


@dataclass(frozen=True, slots=True)
class Word:
    """What a run of letters stands for, in order.

    Attributes:
        pieces: functions, constants and names, each with the number of letters it takes.
        other: another way to cut it, ``a sin x`` for ``asinx``, or ``""``.
    """

    pieces: tuple[tuple[Applicable | Form | str, int], ...]
    other: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether the reading should be shown: ``sinx`` is plain, ``xsinx`` and ``asinx`` are not."""
        return len(self.pieces) > 2 or isinstance(self.pieces[0][0], str) or bool(self.other)

    def shown(self, word: str) -> str:
        """The word with spaces between its pieces."""
        place, parts = 0, []
        for _, size in self.pieces:
            parts.append(word[place : place + size])
            place += size
        return " ".join(parts)


@lru_cache(maxsize=4096)
def whole(word: str, called: bool) -> Applicable | Form | str | None:
    """What a whole word is: a function, a constant, or the name of a variable; ``None`` if it is not known.

    Capitals are overlooked in the names of functions: ``Sin``, ``LN``.  ``called`` says whether an argument follows.
    """
    if word in CONSTANTS:
        return CONSTANTS[word]
    if word in GREEK_NAMES or len(word) == 1:
        return word.removeprefix("var")
    function = APPLICABLES.get(word) or APPLICABLES.get(word.lower())
    return function if called or word.lower() not in _ONLY_CALLED else None


@lru_cache(maxsize=4096)
def cut(word: str, called: bool) -> Word | None:
    """Cut a word into functions, constants and letters, with as few loose letters as can be, then as few pieces.

    There is a known word in every cut; where two cuts are equally good there is none.  ``called`` says whether an
    argument follows the word, so that its last piece may be a function.
    """
    if len(word) > MAX_NAME:
        return None
    best: list[tuple[int, int, tuple[str, ...]] | None] = [(0, 0, ()), *[None] * len(word)]
    ties = [False] * (len(word) + 1)
    for stop in range(1, len(word) + 1):
        for start, piece in _pieces(word, stop, called):
            before = best[start]
            if before is None:
                continue
            candidate = (before[0] + (len(piece) == 1), before[1] + 1, (*before[2], piece))
            known = best[stop]
            if known is None or candidate[:2] < known[:2]:
                best[stop], ties[stop] = candidate, ties[start]
            elif candidate[:2] == known[:2]:
                ties[stop] = True
    final = best[-1]
    if final is None or ties[-1] or all(len(piece) == 1 for piece in final[2]):
        return None
    first = final[2][0]
    other = f"{first[0]}*{first[1:]}{word[len(first) :]}" if first[0] == "a" and first[1:] in APPLICABLES else ""
    return Word(tuple((_value(piece), len(piece)) for piece in final[2]), other)


def _pieces(word: str, stop: int, called: bool) -> Iterator[tuple[int, str]]:
    if not word[stop - 1].isdigit():
        yield stop - 1, word[stop - 1]
    for start in range(max(0, stop - _LONGEST_FUNCTION), stop - 1):
        piece = word[start:stop]
        if piece in _EMBEDDED_GREEK or (piece in APPLICABLES and _may_embed(piece, called, stop == len(word))):
            yield start, piece


def _may_embed(piece: str, called: bool, last: bool) -> bool:
    """Whether a function is looked for at this place of a word."""
    if piece in GREEK_NAMES or (piece in _ONLY_CALLED and not last):
        return False
    return called if last else APPLICABLES[piece].bare


def _value(piece: str) -> Applicable | Form | str:
    return CONSTANTS.get(piece) or (APPLICABLES[piece] if len(piece) > 1 and piece not in GREEK_NAMES else piece)


def plausible(found: Word, word: str, alone: frozenset[str], raised: bool) -> bool:
    """Whether the loose letters between the known pieces of a word make sense.

    What follows a function must be a usual argument, and no more than two letters stand together.  ``alone`` has the
    letters that stand by themselves elsewhere in the text; ``raised`` says whether a power follows the word.
    """
    pieces = found.shown(word).split()
    run, after_function = "", False
    for place, piece in enumerate((*pieces, "")):
        if len(piece) == 1:
            run += piece
            continue
        if run:
            last = place == len(pieces)
            if "e" in run[:-1] or (run[-1] == "e" and not (last and raised)):
                return False
            if after_function and not any(letter in _ARGUMENTS or letter in alone for letter in run):
                return False
            if len(run) > 1 and (len(run) > 2 or not letters_multiply(run, alone, False)):
                return False
        run, after_function = "", piece in APPLICABLES
    return True


def letters_multiply(run: str, alone: frozenset[str], raised: bool) -> bool:
    """Whether a run of letters is meant as a product of them.

    Two letters usually are (``xy``, ``at``); three if one of them is a usual variable, and up to four if all are seen
    ``alone`` elsewhere, follow each other in the alphabet (``abc``) or are small and capital (``nRT``).  A letter twice
    would be a power.  ``o`` is never a variable beside others, and ``e`` is one only at the end of the run, where it is
    the base of a power (``raised``) or one of just two.
    """
    if run in _NEVER_PRODUCTS or len(run) > 4 or any(before == after for before, after in pairwise(run)):
        return False
    if all(letter in alone for letter in run):
        return True
    if "o" in run or "O" in run or "e" in run[:-1] or (run[-1] == "e" and not raised and len(run) > 2):
        return False
    neighbours = list(pairwise(run))
    if len(run) == 2 or all(ord(after) - ord(before) == 1 for before, after in neighbours):
        return True
    if any(before.islower() and after.isupper() for before, after in neighbours):
        return True
    spoken = run[1] in "aiu" and run[0] not in "aiu" and run[2] not in "aiu"
    return len(run) == 3 and any(letter in "xyzt" for letter in run) and not spoken


def nearest(word: str) -> str:
    """The known word nearest to an unknown one, or ``""``."""
    known = [name for name in (*APPLICABLES, *sorted(GREEK_NAMES)) if len(name) > 2]
    lowered = word[:MAX_NAME].lower()
    swapped = (name for name in known if sorted(name) == sorted(lowered))
    close = get_close_matches(lowered, known, n=1, cutoff=0.7)
    return next(swapped, close[0] if close else "")
