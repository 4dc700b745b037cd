"""What stands around an expression and says nothing: dollar signs, quotes, a full stop at the end."""

from __future__ import annotations

_WRAPPERS = (("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)"), ('"', '"'))


def inside(text: str) -> tuple[int, int]:
    """Where the expression in a text begins and ends.

    >>> inside("$x^2$.")
    (1, 4)
    """
    start, stop = 0, len(text)
    while True:
        while start < stop and text[start].isspace():
            start += 1
        stop = _before_punctuation(text, start, stop)
        for opening, closing in _WRAPPERS:
            long_enough = stop - start >= len(opening) + len(closing)
            if long_enough and text.startswith(opening, start) and text.endswith(closing, start, stop):
                start, stop = start + len(opening), stop - len(closing)
                break
        else:
            return start, stop


def _before_punctuation(text: str, start: int, stop: int) -> int:
    while start < stop:
        last, before = text[stop - 1], text[stop - 2 : stop - 1]
        if before == "\\" and last in ",;:! ":
            stop -= 2
        elif last.isspace() or last in ",;" or (last == "." and before != "." and not text.endswith("\\right.", start, stop)):
            stop -= 1
        else:
            break
    return stop
