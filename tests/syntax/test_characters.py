"""Characters: variants of plain ones are read as them, deceptive ones are refused by name."""

from __future__ import annotations

import pytest

from symdiff.errors import ParseError
from symdiff.syntax import read

SAME = (
    ("x−1", "x-1"),
    ("x–1", "x-1"),
    ("x—1", "x-1"),
    ("x‐1", "x-1"),
    ("2×x", "2*x"),
    ("2⋅x", "2*x"),
    ("2∗x", "2*x"),
    ("x÷2", "x/2"),
    ("x⁄2", "x/2"),
    ("x∕2", "x/2"),
    ("xˆ2", "x^2"),
    ("x＋１", "x+1"),
    ("ｓｉｎ（ｘ）", "sin(x)"),
    ("𝑥²", "x^2"),
    ("𝐱 + 𝛼", "x + alpha"),
    ("ℎ + ℓ", "h + l"),
    ("ℯ^x", "e^x"),
    ("f′(x)", "f'(x)"),
    ("f’(x)", "f'(x)"),
    ("f″(x)", "f''(x)"),
    ("µ + μ", "mu + mu"),
    ("ϕ + φ", "phi + phi"),
    ("∣x∣", "|x|"),
    ("2\u00a0x", "2 x"),
    ("2\u2009x", "2 x"),
    ("2\u2062x", "2*x"),
    ("sin\u2061x", "sin x"),
    ("\ufeffx", "x"),
    ("“x^2”", "x^2"),
    ("x¹⁰", "x^10"),
    ("xᵃ⁺¹", "x^(a+1)"),
    ("v₀t", "v_0*t"),
    ("⅔x", "(2/3)*x"),
    ("xª", None),
)
DECEPTIVE = (
    ("х+1", 0, "CYRILLIC SMALL LETTER HA"),
    ("2с", 1, "type the Latin letter c"),
    ("Α + 1", 0, "GREEK CAPITAL LETTER ALPHA"),
    ("ο", 0, "type the Latin letter o"),
    ("x\u0000", 1, "U+0000"),
    ("x\u001b[31m", 1, "U+001B"),
    ("x\u202e+1", 1, "turns the direction"),
    ("x\u200e", 1, "U+200E"),
    ("x\u0301", 1, "COMBINING ACUTE ACCENT"),
    ("x\u200d+1", 1, "invisible character"),
    ("x\ue000", 1, "U+E000"),
    ("٣x", 0, "type 3"),
    ("א", 0, "HEBREW LETTER ALEF"),
    ("①x", 0, "'①' is not read"),
    ("é", 0, "'é' is not read"),
    ("x∞", 1, "infinity"),
    ("∫x", 0, "integrals are not read"),
)


@pytest.mark.parametrize(("typed", "plain"), [row for row in SAME if row[1]])
def test_variants_are_read_as_the_plain_character(typed: str, plain: str) -> None:
    assert read(typed).form is read(plain).form


@pytest.mark.parametrize(("text", "place", "part"), DECEPTIVE)
def test_deceptive_characters_are_refused_by_name(text: str, place: int, part: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(text)
    assert caught.value.position == place
    assert part in str(caught.value)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
