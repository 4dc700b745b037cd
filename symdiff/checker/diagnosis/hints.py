"""Which nudge fits which mistake."""

from __future__ import annotations

from collections.abc import Mapping

from symdiff.wording.sentences import Sentence, say

_CLASSES: Mapping[str, tuple[str, ...]] = {
    "chain": (
        "chain-rule-added-inner-derivative",
        "chain-rule-divided-by-inner-derivative",
        "chain-rule-inner-derivative-twice",
        "chain-rule-inner-left-in-place",
        "chain-rule-missing-inner-derivative",
        "derivative-taken-inside",
        "function-treated-as-linear",
        "inner-function-lost-outside-derivative-at-x",
        "outer-function-lost",
        "outer-function-not-differentiated",
        "wrong-sign-inner-derivative",
    ),
    "product": (
        "product-rule-as-product-of-derivatives",
        "product-rule-as-sum-of-derivatives",
        "product-rule-factor-not-differentiated",
        "product-rule-minus-sign",
        "product-rule-mispaired",
        "product-rule-missing-term",
        "product-rule-quotient-mixed",
    ),
    "quotient": (
        "product-rule-on-quotient",
        "quotient-rule-as-quotient-of-derivatives",
        "quotient-rule-denominator-is-derivative-squared",
        "quotient-rule-denominator-is-numerator-squared",
        "quotient-rule-denominator-missing",
        "quotient-rule-denominator-not-squared",
        "quotient-rule-mispaired",
        "quotient-rule-missing-term",
        "quotient-rule-order-swapped",
        "quotient-rule-plus-sign",
    ),
    "power": (
        "exponent-raised",
        "exponent-sign-lost",
        "power-not-reduced",
        "power-rule-exponent-lost",
        "power-rule-wrong-coefficient",
    ),
    "exponential": (
        "exponential-divides-by-log",
        "exponential-missing-log",
        "exponential-rule-on-power",
        "power-rule-on-exponential",
    ),
    "logarithm": ("log-base-forgotten",),
    "sum": ("sum-rule-missing-term", "sum-rule-sign"),
    "constant": (
        "constant-factor-differentiated",
        "constant-factor-squared",
        "constant-not-dropped",
        "constant-treated-as-variable",
        "dropped-constant-multiple",
        "dropped-constant-multiple-and-sign",
        "parameter-treated-as-variable",
        "wrong-constant-term",
    ),
    "basic": (
        "basic-function-not-differentiated",
        "inverse-function-confused",
        "wrong-basic-derivative",
        "wrong-sign-basic-derivative",
    ),
    "sign": ("wrong-sign",),
    "algebra": ("arithmetic-slip", "cancelled-in-sum", "distribution-slip", "missing-parentheses", "power-of-sum"),
    "copying": ("differentiated-reciprocal", "dropped-factor"),
    "task": (
        "derivative-squared",
        "differentiated-once-only",
        "differentiated-twice",
        "differentiated-twice-too-often",
        "integrated-instead",
        "not-differentiated",
        "reciprocal-of-derivative",
        "second-derivative-as-square",
        "wrong-variable",
    ),
    "factor": ("wrong-coefficient",),
    "decimals": ("rounded",),
    "curve": (
        "dependent-variable-treated-as-constant",
        "one-coordinate-only",
        "rates-multiplied",
        "second-rates-divided",
        "slope-not-divided",
    ),
    "matrix": ("entries-swapped", "transposed", "wrong-shape"),
}

HINTS: Mapping[str, Sentence] = {
    mistake: say(f"hint: {name}") for name, mistakes in _CLASSES.items() for mistake in mistakes
}
"""For each class of mistake the nudge."""

STEP_BY_STEP = say("hint: step by step")


def hint_for(mistake: str | None) -> Sentence:
    """What to say to somebody whose answer is wrong, without giving the right one away.

    >>> hint_for("wrong-sign").key
    'hint: sign'
    """
    return HINTS.get(mistake or "", STEP_BY_STEP)
