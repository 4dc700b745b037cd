r"""The lines of a working as people write them: words around the mathematics, several statements beside each other, limits.

What is found here is still text; ``answers`` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from symdiff.checker.reading.answers import Given, parts_of
from symdiff.checker.reading.prose import PROSE

EXPLAINING = ("where", "wobei", "with", "mit", "for", "für")
ENDINGS = frozenset(("done", "end", "ende", "fertig", "finished", "ok", "qed"))

MOST_STATEMENTS = 12
ROWS = ("align", "align*", "aligned", "gather", "gather*", "eqnarray", "eqnarray*", "split", "equation", "equation*")
_WRAPPING = re.compile(r"\\(?:begin|end)\{(?:" + "|".join(map(re.escape, ROWS)) + r")\}")
_ARROW = r"(?:->|→|\\(?:to|rightarrow)(?![A-Za-z]))"
_PLACE = r"[A-Za-z\\Δ]{1,12} ?[A-Za-z]? ?" + _ARROW + r" ?[\w.]{1,12}"
_LIMIT = re.compile(
    r"\\?\blim(?:its)?(?:\\limits)? ?_? ?"
    r"(?:\{ ?" + _PLACE + r" ?\}|\( ?" + _PLACE + r" ?\)|\[ ?" + _PLACE + r" ?\]|(?:as )?" + _PLACE + r")(?: of\b)?"
)
_LABEL = re.compile(r"\s*(?:\(?\d{1,2}\)|\(?[a-z]\)|[Ss]tep \d{1,2}:?|•|\*(?= ))(?:\s+|$)")
_WORD = re.compile(r"[^\W\d_]+")
_SEPARATORS = re.compile(
    r"[,;]|=>|⇒|⟹|\\Rightarrow|\\implies"
    r"|\b(?:so|then|hence|thus|therefore|where|with|for|dann|also|daher|wobei|mit|für)\b"
)


def lines_of(lines: str | Iterable[Given]) -> list[Given]:
    r"""The lines of a working.

    A text is cut at its ends of lines, and at ``\\``, as LaTeX has them; empty lines and those that only begin or end an
    environment are none.  In a list every entry is a line, so that their numbers remain.

    >>> lines_of("2x\n\n= x*2")
    ['2x', '= x*2']
    >>> lines_of(r"\begin{align} y' &= 2x \\ &= x \cdot 2 \end{align}")
    ["y' = 2x", '= x \\cdot 2']
    """
    if not isinstance(lines, str):
        return list(lines)
    return [row for line in lines.splitlines() for row in rows_of_line(line)]


def rows_of_line(line: str) -> list[str]:
    r"""The rows of one line, of which LaTeX may have several."""
    inside = _WRAPPING.sub(" ", line)
    rows = [inside] if r"\begin" in inside else inside.split(r"\\")
    return [_bare(row.replace("&=", "=").replace("=&", "=").strip()) for row in rows if row.strip()]


def _bare(row: str) -> str:
    """A row without the signs that LaTeX puts around a formula."""
    for opening, closing in (("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")):
        inside = row.removeprefix(opening).removesuffix(closing)
        if len(row) - len(inside) == len(opening) + len(closing) and opening not in inside:
            return inside.strip()
    return row


def is_remark(text: str) -> bool:
    """Whether a line that cannot be read is none of mathematics: words, or signs alone.

    >>> is_remark("using the product rule"), is_remark("???"), is_remark("x squared"), is_remark("xcos")
    (True, True, False, False)
    >>> is_remark("differentiate both sides with respect to x")
    True
    """
    words = _WORD.findall(text)
    if any(character in "=+*/^\\_<>|" or character.isdigit() for character in text):
        return False
    if any(len(word) == 1 and word not in ("a", "I") for word in words):
        return sum(word.lower() in PROSE and len(word) > 2 for word in words) > 1
    return len(words) != 1 or words[0].lower() in PROSE | ENDINGS


def without_label(text: str) -> str:
    """A line without the number of the step.

    >>> without_label("Step 2: 2x"), without_label("1) 2x")
    ('2x', '2x')
    """
    label = _LABEL.match(text)
    return text[label.end() :] if label else text


def statements_in(text: str) -> list[str]:
    """The statements that stand beside each other in a line that is not one: ``u = x^2, so du/dx = 2x``; remarks left out.

    >>> statements_in("Let u = x^2, so du/dx = 2x")
    ['Let u = x^2', 'so du/dx = 2x']
    >>> statements_in("y = cos u where u = 5x")
    ['u = 5x', 'y = cos u']
    """
    parts = parts_of(text)
    if not parts or not all("=" in part for part in parts):
        pieces = [piece.strip(" ,") for piece in _SEPARATORS.split(text)]
        parts = [piece for piece in pieces if piece and not is_remark(piece)]
        if len(parts) < 2 or not all("=" in part for part in parts):
            parts = []
    if len(parts) > MOST_STATEMENTS:
        return []
    if explains_letters(text):
        parts.reverse()
    return [part.strip() for part in parts]


def explains_letters(text: str) -> bool:
    """Whether a line says behind a statement what the letters in it stand for."""
    return any(f" {word} " in text for word in EXPLAINING)


def without_limits(text: str) -> str:
    r"""A line without its limits: of ``\lim_{h \to 0} (2x + h)`` the expression of which it is one.

    >>> without_limits(r"= \lim_{h \to 0} \frac{2xh + h^2}{h}")
    '=  \\frac{2xh + h^2}{h}'
    >>> without_limits("lim h->0 (2x + h)")
    ' (2x + h)'
    """
    return _LIMIT.sub("", text)


def with_derivatives(text: str, names: Sequence[str], variables: Sequence[str]) -> str:
    r"""A line in which du/dx stands as a value where it is not the head: ``u dv/dx`` is ``u (d/dx(v))``.

    >>> with_derivatives("dy/dx = u dv/dx + v du/dx", ["u", "v", "y"], ["x"])
    'dy/dx = u (d/dx(v)) + v (d/dx(u))'
    """
    if "/d" not in text and "}{d" not in text:
        return text
    head, equals, rest = text.partition("=")
    if equals and _is_head(head, names, variables):
        return head + equals + _with_derivatives(rest, names, variables)
    return _with_derivatives(text, names, variables)


def _with_derivatives(text: str, names: Sequence[str], variables: Sequence[str]) -> str:
    for name in names:
        for variable in variables:
            for spelled in _spellings(name, variable):
                text = text.replace(spelled, f"(d/d{variable}({name}))")
    return text


def _is_head(text: str, names: Sequence[str], variables: Sequence[str]) -> bool:
    bare = text.strip().strip("$&").strip()
    return any(bare in _spellings(name, variable) for name in names for variable in variables)


def _spellings(name: str, variable: str) -> tuple[str, ...]:
    fractions = (f"\\{kind}{{d{name}}}{{d{variable}}}" for kind in ("frac", "dfrac", "tfrac"))
    return f"d{name}/d{variable}", *fractions
