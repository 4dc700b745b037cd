"""Characters: the ones that mean the same as a plain one, and the ones that are refused by name."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from symdiff.errors import ParseError

SUPERSCRIPTS = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿⁱˣʸᵗᵃᵇᶜᵈᵉᵏᵐᵖᶻᵘᵛʷʰʲˡʳˢᶠᵍ", "0123456789+-()nixytabcdekmpzuvwhjlrsfg", strict=True))
SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉ₙₓᵢₖₘₜₐ", "0123456789nxikmta", strict=True))
FRACTIONS = {sign: Fraction(unicodedata.numeric(sign)).limit_denominator(10) for sign in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"}

_SAME = {
    "−–—‒―﹣－⁃‐‑": "-",
    "·∙⋅×∗•✕✖✱⨯⁎﹡\u2062": "*",
    "ˆ＾": "^",
    "÷∕⁄⟋": "/",
    "’‘′´ʹ`‵": "'",
    "″“”„": '"',
    "＝": "=",
    "≤⩽≦": "≤",
    "≥⩾≧": "≥",
    "ℯⅇ": "e",
    "ⅈ": "i",
    "ⅆ": "d",
    "ℎ": "h",
    "ℓ": "l",
    "∣｜❘": "|",
    "〈⟨": "⟨",
    "〉⟩": "⟩",
    "，﹐\u2063": ",",
    "∆": "Δ",
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2061\ufeff\u200b": " ",
}
_PLAIN = {ord(variant): plain for variants, plain in _SAME.items() for variant in variants}
_PLAIN.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _PLAIN})

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LOOKALIKES = dict(
    zip("асеорхуіјѕԁһАВЕКМНОРСТХУІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιкмтг", "aceopxyijsdhABEKMHOPCTXYIJSABEZHIKMNOPTYXoiкмтг", strict=True)
)
_ALPHABETS = ("CYRILLIC", "ARMENIAN", "CHEROKEE", "HEBREW", "ARABIC", "COPTIC", "GEORGIAN")


def plain(text: str) -> str:
    """The text with every character that has a plain equivalent replaced by it, place for place.

    Raises:
        ParseError: A character is invisible, changes the direction of the text, or looks like a letter and is another.
    """
    if text.isascii():
        if not text.isprintable():
            _refuse_controls(text)
        return text
    _refuse_controls(text)
    text = text.translate(_PLAIN)
    if text.isascii():
        return text
    return "".join(sign if sign.isascii() else _equivalent(text, place, sign) for place, sign in enumerate(text))


def _refuse_controls(text: str) -> None:
    for place, character in enumerate(text):
        if character in _BIDI:
            message = f"an invisible character that turns the direction of the text ({_code(character)})"
            raise ParseError(message, text, place, "delete it")
        if unicodedata.category(character) in {"Cc", "Co", "Cs", "Cn"} and character not in "\t\n\r\x0b\x0c":
            raise ParseError(f"a control character ({_code(character)}) in the text", text, place, "delete it")


def _equivalent(text: str, place: int, character: str) -> str:
    """A mathematical letter (𝑥) as the letter; a letter that only looks like a Latin one is refused."""
    code = ord(character)
    if 0x1D400 <= code <= 0x1D7FF:
        return unicodedata.normalize("NFKC", character)
    twin = _LOOKALIKES.get(character, "")
    name = unicodedata.name(character, "a character without a name")
    if twin:
        hint = f"type the Latin letter {twin}" if twin.isascii() else "type a Latin letter"
        raise ParseError(f"{character!r} is {name}, which only looks like a Latin letter", text, place, hint)
    category = unicodedata.category(character)
    if category == "Nd":
        raise ParseError(f"{character!r} is {name}", text, place, f"type {unicodedata.digit(character)}")
    if name.startswith(_ALPHABETS):
        message = f"{character!r} is {name}, which is not a letter of mathematics here"
        raise ParseError(message, text, place, "type a Latin or Greek letter")
    if category in {"Mn", "Mc", "Me"}:
        message = f"a combining character ({name}) changes the letter before it"
        raise ParseError(message, text, place, "type the letter without it")
    if category == "Cf":
        raise ParseError(f"an invisible character ({_code(character)})", text, place, "delete it")
    return character


def _code(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
