"""Pieces of terminal text with the role they play, and the characters that Unicode has for scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from symdiff.notation.boxes import Box, Fence, Highlight, Row, Text


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a line; ``role`` is the role of the text, or of the highlight that it stands in, or ``""``."""

    text: str
    role: str = ""


SUPERSCRIPTS = str.maketrans(
    "0123456789+−()abcdefghijklmnoprstuvwxyzβγδθφχ⊤", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᶿᵠᵡᵀ"
)
SUBSCRIPTS = str.maketrans("0123456789+−()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")

_LONGEST_SCRIPT = 8


def script(box: Box, characters: dict[int, int]) -> list[Segment] | None:
    """A box in small raised or lowered characters, or ``None`` where Unicode does not have them all."""
    segments: list[Segment] = []
    stack: list[tuple[Box, str]] = [(box, "")]
    while stack:
        item, mark = stack.pop()
        match item:
            case Text(text, role) if len(segments) < _LONGEST_SCRIPT and all(ord(character) in characters for character in text):
                segments.append(Segment(text.translate(characters), mark or role))
            case Row(children) if len(children) <= _LONGEST_SCRIPT:
                stack.extend((child, mark) for child in reversed(children))
            case Fence(body, "(", ")"):
                stack += (Text(")", "punctuation"), mark), (body, mark), (Text("(", "punctuation"), mark)
            case Highlight(child, role):
                stack.append((child, role))
            case _:
                return None
    return segments


def width(segments: Iterable[Segment]) -> int:
    """How many columns the segments take."""
    return sum(len(segment.text) for segment in segments)
