"""How variables and functions are called on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symdiff.functions import (
    FUNCTIONS,
    HYPERBOLIC,
    INVERSE_HYPERBOLIC,
    INVERSE_TRIGONOMETRIC,
    LOGARITHM,
    TRIGONOMETRIC,
)
from symdiff.notation.boxes import Box, Row, Text, lowered, variable

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "omicron": "ο", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "ϕ", "chi": "χ",
    "psi": "ψ", "omega": "ω", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π",
    "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
}  # fmt: skip

CONSTANTS = {"e": variable("e"), "pi": variable("π"), "undefined": Text("undefined", "words"), "infinity": Text("∞", "number")}

# Before a bracket, these letters read as functions: f(x + 1).
FUNCTION_LETTERS = frozenset("fghFGHφϕψσΓΦΨ")

# Functions whose name may stand before a short argument without brackets: sin 2x.
PREFIX = frozenset(
    function.name
    for function in (*TRIGONOMETRIC, *INVERSE_TRIGONOMETRIC, *HYPERBOLIC, *INVERSE_HYPERBOLIC, LOGARITHM)
) | {"log"}  # fmt: skip

# Functions whose name takes the exponent: sin²x.
RAISED_NAMES = frozenset(function.name for function in (*TRIGONOMETRIC, *HYPERBOLIC))

# Functions that are written by delimiters around their argument.
DELIMITERS = {"abs": ("|", "|"), "floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉")}

_SYMBOLS = {r"\sigma": "σ", r"\Gamma": "Γ", r"\psi": "ψ"}
PRIMES = "′″‴"
_PARTS = re.compile(r"([^\W\d_]+)_?(\d+)|([^\W\d_]+)_(\w+)")


def split_name(name: str) -> tuple[str, str]:
    """A name and its subscript.

    >>> split_name("u12"), split_name("x_max"), split_name("theta"), split_name("x")
    (('u', '12'), ('x', 'max'), ('theta', ''), ('x', ''))
    """
    found = _PARTS.fullmatch(name)
    if found is None:
        return name, ""
    base, digits, other, subscript = found.groups()
    return (base, digits) if base else (other, subscript)


def letter(name: str) -> Text:
    """A name without subscript: Greek names as letters, names of several letters upright."""
    shown = GREEK.get(name, name)
    return Text(shown, "variable" if len(shown) == 1 else "name")


def single_letters(names: Sequence[str]) -> bool:
    """Whether names are different single letters, so that a row of them in a subscript says which is meant.

    >>> single_letters(["x", "y"]), single_letters(["x", "x_1"])
    (True, False)
    """
    return len(set(names)) == len(names) and all(len(name) == 1 for name in names)


def symbol_box(name: str) -> Box:
    """A variable's name with its subscript and its primes."""
    primes = len(name) - len(name.rstrip("'"))
    if 0 < primes <= len(PRIMES):
        return Row((symbol_box(name[:-primes]), Text(PRIMES[primes - 1], "prime")))
    base, subscript = split_name(name)
    if not subscript:
        return letter(base)
    return lowered(letter(base), Text(subscript, "number") if subscript.isdigit() else letter(subscript))


def function_name(name: str) -> Text:
    """The name of a function as it is printed; how LaTeX writes it stands in the table of functions."""
    declared = FUNCTIONS[name].latex if name in FUNCTIONS else ""
    if declared in _SYMBOLS:
        return Text(_SYMBOLS[declared], "function")
    return Text(declared.removeprefix(r"\operatorname{").removesuffix("}") or name, "function")
