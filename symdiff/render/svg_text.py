"""A formula on one line of an SVG picture, with real subscripts and superscripts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

from symdiff.notation import Box
from symdiff.render.line import line_segments

_DIGITS = "0123456789"
_LOWERED = {**dict(zip("₀₁₂₃₄₅₆₇₈₉", _DIGITS, strict=True)), **dict(zip("ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "aehijklmnoprstuvx", strict=True))}
_RAISED = {
    **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹", _DIGITS, strict=True)),
    **dict(zip("⁻⁺⁽⁾", "−+()", strict=True)),
    **dict(zip("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", "abcdefghijklmnoprstuvwxyz", strict=True)),
}
_NARROW = frozenset("ijltf.,:;|!'()[]·′/ ")
_WIDE = frozenset("mwMW=+−→∂√≈")

# How far a script is moved, and how large it is, in parts of the size of its base.
SHIFT = 0.33
SCALE = 0.72


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one style.

    Attributes:
        text: the characters.
        italic: whether they are letters of a formula.
        rise: how far they stand above the line, in parts of the font size.
        scale: how large they are, in parts of the font size.
    """

    text: str
    italic: bool = False
    rise: float = 0.0
    scale: float = 1.0


def runs(content: Box | str) -> tuple[Run, ...]:
    """A formula, or plain words, in runs."""
    if isinstance(content, str):
        return (Run(content),)
    pieces = [(character, segment.role == "variable") for segment in line_segments(content) for character in segment.text]
    return tuple(_joined(_styled(pieces)))


def _styled(pieces: list[tuple[str, bool]]) -> Iterator[Run]:
    """Each character with its style; what stands behind ``^`` in brackets is raised."""
    rise, scale = 0.0, 1.0
    kept: list[tuple[float, float, int]] = []
    depth = place = 0
    while place < len(pieces):
        character, italic = pieces[place]
        following = pieces[place + 1][0] if place + 1 < len(pieces) else ""
        if character == "^" and following == "(":
            kept.append((rise, scale, depth))
            rise, scale = rise + SHIFT * scale, scale * SCALE
            place += 2
            continue
        if character == ")" and kept and kept[-1][2] == depth:
            rise, scale, _ = kept.pop()
        elif character in _LOWERED:
            yield Run(_LOWERED[character], character not in "₀₁₂₃₄₅₆₇₈₉", rise - 0.6 * SHIFT * scale, scale * SCALE)
        elif character in _RAISED:
            yield Run(_RAISED[character], _RAISED[character].isalpha(), rise + SHIFT * scale, scale * SCALE)
        else:
            depth += (character in "([") - (character in ")]")
            yield Run(character, italic, rise, scale)
        place += 1


def _joined(styled: Iterable[Run]) -> Iterator[Run]:
    last: Run | None = None
    for run in styled:
        if last is not None and (last.italic, last.rise, last.scale) == (run.italic, run.rise, run.scale):
            last = Run(last.text + run.text, last.italic, last.rise, last.scale)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def width(found: Iterable[Run], size: float) -> float:
    """About how wide runs are; a serif font is assumed."""
    return sum(
        size * run.scale * (0.36 if character in _NARROW else 0.74 if character in _WIDE else 0.53)
        for run in found
        for character in run.text
    )


def spans(found: Iterable[Run], size: float) -> str:
    """Runs as the inside of an SVG text element."""
    written = []
    rise = 0.0
    for run in found:
        attributes = ' class="i"' if run.italic else ""
        if run.rise != rise:
            attributes += f' dy="{(rise - run.rise) * size:.2f}"'
            rise = run.rise
        if run.scale != 1:
            attributes += f' font-size="{size * run.scale:.1f}"'
        text = escape(run.text)
        written.append(f"<tspan{attributes}>{text}</tspan>" if attributes else text)
    return "".join(written)
