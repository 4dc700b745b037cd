"""Characters: the ones that mean the same as a plain one, and the ones that are refused by name."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from symdiff.errors import ParseError
from symdiff.wording.sentences import say, typed

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
            said = say("turns the text", code=_code(character), named=_named(character))
            raise ParseError(said, text, place, say("delete it"))
        if unicodedata.category(character) in {"Cc", "Co", "Cs", "Cn"} and character not in "\t\n\r\x0b\x0c":
            said = say("control character", code=_code(character), named=_named(character))
            raise ParseError(said, text, place, say("delete it"))


def _equivalent(text: str, place: int, character: str) -> str:
    """A mathematical letter (𝑥) as the letter; a letter that only looks like a Latin one is refused."""
    if 0x1D400 <= ord(character) <= 0x1D7FF:
        return unicodedata.normalize("NFKC", character)
    twin = _LOOKALIKES.get(character, "")
    name, code = unicodedata.name(character, "a character without a name"), _code(character)
    if twin:
        hint = say("type the Latin letter", letter=twin) if twin.isascii() else say("type a Latin letter")
        raise ParseError(say("looks Latin", written=typed(character), name=name, code=code), text, place, hint)
    category = unicodedata.category(character)
    if category == "Nd":
        hint = say("type", example=str(unicodedata.digit(character)))
        raise ParseError(say("foreign digit", written=typed(character), name=name, code=code), text, place, hint)
    if name.startswith(_ALPHABETS):
        said = say("foreign letter", written=typed(character), name=name, code=code)
        raise ParseError(said, text, place, say("type a Latin or Greek letter"))
    if category in {"Mn", "Mc", "Me"}:
        raise ParseError(say("combining character", name=name, code=code), text, place, say("type the letter without it"))
    if category == "Cf":
        raise ParseError(say("invisible character", code=code, named=_named(character)), text, place, say("delete it"))
    return character


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _named(character: str) -> str:
    """The number of a character and its name in Unicode, which is English."""
    return f"{_code(character)} {unicodedata.name(character, '').lower()}".rstrip()
