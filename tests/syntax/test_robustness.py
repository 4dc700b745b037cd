"""Whatever is typed, there is a reading or a declared error, soon, and nothing is run."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from symdiff.errors import SymdiffError
from symdiff.syntax import read
from symdiff.syntax.limits import MAX_LENGTH
from tests.fuzz_reading import LATEX, TEXT, fuzz

PIECES = (
    *("x+", "2x\u00a0sin\u00a0x+", "1/xy*", "x²", "e^2x+", "sin\u00a0x\u00a0y*", "f(x)+", "|x|", "(x+1)", "x_1+", "1,5+"),
    *(r"\frac{x}{y}+", r"\sin{x}y*"),
)


def outcome(text: str) -> str:
    """The kind of what happens."""
    try:
        read(text)
    except SymdiffError as error:
        return type(error).__name__
    return "read"


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert outcome(text)


@given(st.lists(st.sampled_from([*TEXT, *LATEX]), max_size=20).map(" ".join))
def test_any_pieces_of_mathematics_are_read_or_refused(text: str) -> None:
    assert outcome(text)


def test_the_fuzzer_finds_nothing() -> None:
    assert fuzz(3_000, seed=3).findings == []


def test_reading_is_linear_in_the_length() -> None:
    """Ten times the text takes at most thirty times the time, for pieces that could make it worse."""
    for piece in PIECES:
        short, long = (piece * (length // len(piece)) + "x" for length in (MAX_LENGTH // 20, MAX_LENGTH // 2))
        assert _time(long) < 30 * _time(short) + 0.05, piece


def _time(text: str) -> float:
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        outcome(text)
        best = min(best, time.process_time() - start)
    return best
