"""Nothing is too large to be refused quickly, and nothing reasonable is refused."""

from __future__ import annotations

import pytest

from symdiff.errors import LimitError
from symdiff.syntax import limits, read

TOO_LARGE = {
    "characters": "x+" * limits.MAX_LENGTH,
    "a megabyte": "1" * 1_000_000,
    "parentheses": "(" * 4_000 + "x" + ")" * 4_000,
    "braces": r"\," + "{" * 4_000 + "x" + "}" * 4_000,
    "fractions": r"\frac{" * 900 + "x",
    "functions": "sin " * 2_000 + "x",
    "powers": "x^" * 3_000 + "x",
    "roots": r"\sqrt{" * 1_000 + "x",
    "digits": "1" * (limits.MAX_DIGITS + 1),
    "decimals": "0." + "1" * limits.MAX_DIGITS,
    "an exponent": "1e5000",
    "letters": "x" * (limits.MAX_NAME + 1),
    "a subscript": "x_" + "1" * limits.MAX_NAME,
    "a tower": "9^9^9^9",
    "a tower in Python": "9**9**9",
    "a tower in a term": "x + sin(2^(3^(4^5)))",
    "a negative tower": "2^(-9^9^9)",
    "a power of a power": "(10^1000)^1000",
    "a factorial": "(10^9)!",
    "factorials": "factorial(factorial(factorial(5)))",
    "a binomial": "binomial(10^9, 5*10^8)",
    "the gamma function": "gamma(10^12)",
    "a product": "*".join(["10^9999"] * 6),
    "Latex tower": r"9^{9^{9}}",
}
FINE = (
    "(x+y+z)^5000",
    "x^x^x^x^x",
    "x^(10^9)",
    "sin(10^22)",
    "2^1000",
    "100!",
    "2^(1/0)",
    "2^(0^(-1))",
    "(-2)^0.5!",
    "1e300",
    "1e-300",
    "(1/3)^500",
    "+".join(["x^2"] * 1_000),
    "(" * 200 + "x" + ")" * 200,
    "sin(" * 200 + "x" + ")" * 200,
    r"\frac{1}{1+" * 100 + "x" + "}" * 100,
    "0." + "1" * 900,
)


@pytest.mark.parametrize("what", TOO_LARGE)
def test_what_is_too_large_is_refused_by_name(what: str) -> None:
    with pytest.raises(LimitError, match=r"[\d,]+|exponent"):
        read(TOO_LARGE[what])


@pytest.mark.parametrize("text", FINE)
def test_what_is_reasonable_is_read(text: str) -> None:
    read(text)


def test_many_doubtful_places_are_not_all_pointed_out() -> None:
    assert len(read("+".join(["1/2x"] * 500)).notes) == limits.MAX_NOTES
