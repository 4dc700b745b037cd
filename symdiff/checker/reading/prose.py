"""The words around the mathematics: what leads over to it, and what names the reason behind it."""

from __future__ import annotations

import re

# Words that lead over to a statement or name the rule behind it, in English and in German.  What is no word of this list
# is never dropped: of "the square root of x" nothing may be lost.
_PROSE = (
    "also and answer apply applying as back because both by cancel cancelling chain choose collect combine combining constant "
    "derivative difference differentiate differentiating differentiation down expand expanding exponential factor factoring "
    "final finally first fraction from function get gives have hence here implicit in inner inside into is it let like limit "
    "logarithmic logarithms multiple next note now obtain outer outside out power product put quotient result rewrite "
    "rewriting rule rules second set sides simplified simplify simplifying since so solution solve solving step substitute "
    "substituting substitution sum terms that the then therefore third this thus to trig use using via we where which with "
    "work yields "
    "ableiten ableitung also auf aus ausmultiplizieren beiden da daher damit dann das der die durch einsetzen ergebnis ergibt "
    "es faktor folgt folglich für gilt innen innere ist kettenregel kürzen lösung logarithmieren mit nach nun potenzregel "
    "produktregel quotientenregel regel sei seiten setze somit summenregel und vereinfachen vereinfacht vom von weil wir "
    "wobei zuerst zusammenfassen äußere "
)
PROSE = frozenset(_PROSE.split())
LEADING = PROSE | {"i", "a"}
INTRODUCING = frozenset(("as", "because", "by", "chain", "da", "from", "mit", "nach", "since", "using", "via", "weil", "with"))

_OPENING = "and ans answer gives hence let now result so solution then therefore thus where with"
OPENING = frozenset(_OPENING.split())  # dropped before an equals sign too
ARROWS = ("=>", "==>", "->", "⇒", "⟹", "→", "∴", "\\Rightarrow", "\\implies", "\\therefore", "\\to ")

_WORD = re.compile(r"[^\W\d_]+")
_REMARK_BEHIND = re.compile(r"[(\[{]([^()\[\]{}=\d]{3,60})[)\]}]\s*[.;,]?\s*$")


def without_prose(text: str) -> str:
    """A line without the words in front of its mathematics, and without the reason given behind it.

    >>> without_prose("By the chain rule, y' = 2 sin x cos x")
    "y' = 2 sin x cos x"
    >>> without_prose("2x cos(x^2)   (chain rule)"), without_prose("2x by the power rule")
    ('2x cos(x^2)', '2x')
    >>> without_prose("the square root of x"), without_prose("i x as")
    ('square root of x', 'i x as')
    """
    bare = without_leading(text)
    behind = _REMARK_BEHIND.search(bare)
    if behind and _is_prose(behind.group(1)):
        bare = bare[: behind.start()]
    return _without_reason(bare).strip()


def without_words(text: str) -> str:
    r"""A text without the words and arrows that lead over to it, and without a full stop behind it.

    >>> without_words("=> so f'(x) = 2x."), without_words("ans = 2x"), without_words(r"\implies 2x")
    ("f'(x) = 2x", '= 2x', '2x')
    """
    bare = text.strip().rstrip(".;").rstrip()
    while True:
        before = bare
        for arrow in ARROWS:
            bare = bare.removeprefix(arrow).lstrip()
        word, mark, rest = _first_word(bare)
        if word.lower() in OPENING and mark and rest.lstrip(" :,"):
            bare = rest.lstrip(" :,")
        bare = without_leading(bare)
        if bare == before:
            return bare or text


def _first_word(text: str) -> tuple[str, str, str]:
    """The letters in front, what follows them, and the text from there."""
    length = next((place for place, character in enumerate(text) if not character.isalpha()), len(text))
    mark = text[length : length + 1]
    return text[:length], mark if mark in (" ", ":", ",", "=") else "", text[length:]


def without_leading(text: str) -> str:
    """A text without the words in front.

    >>> without_leading("it is 2x"), without_leading("the answer is: 2x"), without_leading("is x")
    ('2x', '2x', 'is x')
    """
    start = 0
    for word in _WORD.finditer(text):
        if text[start : word.start()].strip(" ,:\t") or word.group().lower() not in LEADING:
            break
        if text[word.end() : word.end() + 1] not in (" ", ",", ":", ""):
            break
        start = word.end()
    return text[start:].lstrip(" ,:\t") if _is_prose(text[:start]) else text


def _without_reason(text: str) -> str:
    for word in _WORD.finditer(text):
        if word.group().lower() in INTRODUCING and text[: word.start()].endswith((" ", ",")) and _is_prose(text[word.start() :]):
            return text[: word.start()].rstrip(" ,")
    return text


def _is_prose(text: str) -> bool:
    """Whether a text is words of the list, and could not be a product of letters."""
    words = [word.lower() for word in _WORD.findall(text)]
    if any(character in "=+*/^\\" for character in text) or not all(word in LEADING for word in words):
        return False
    return any(len(word) > 2 for word in words) or (len(words) > 1 and any(len(word) == 2 for word in words))
