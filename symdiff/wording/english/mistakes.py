"""What is said of a mistake, in English.

A sentence speaks of the mistake and states the true rule; it is never a falsehood, whatever the problem.  ``{about}`` is the
name of a function.
"""

from __future__ import annotations

from collections.abc import Mapping

MISTAKES: Mapping[str, str] = {
    "arithmetic-slip": "A number is wrong here: you made a slip in the arithmetic.",
    "basic-function-not-differentiated": "You left {about} as it was.",
    "cancelled-in-sum": "You cancelled a term of a sum: only a factor of the whole numerator can be cancelled.",
    "cancelled-in-sum: one term": "You cancelled in one term of a sum only.",
    "chain-rule-added-inner-derivative": "You added the derivative of the inside: the chain rule multiplies by it.",
    "chain-rule-divided-by-inner-derivative": "You divided by the derivative of the inside: the chain rule multiplies by it.",
    "chain-rule-inner-derivative-twice": "You multiplied by the derivative of the inside twice.",
    "chain-rule-inner-left-in-place": "You multiplied by the inside itself: the chain rule multiplies by the derivative of the "
    "inside.",
    "chain-rule-missing-inner-derivative": "You differentiated the outer function, but the factor from the chain "
    "rule, the derivative of the inside, is missing.",
    "chain-rule-missing-inner-derivative: slope": "One variable depends on the other: wherever it is differentiated, its "
    "derivative comes in as a factor.",
    "chain-rule-missing-inner-derivative: and the sign": "The factor from the chain rule, the derivative of the inside, is "
    "missing, and the sign is wrong.",
    "chain-rule-missing-inner-derivative: denominator": "The derivative of the denominator is missing as a factor: (c/g)′ = "
    "−c·g′/g².",
    "chain-rule-missing-inner-derivative: link": "A factor from the chain rule is missing: each function of the chain is "
    "differentiated.",
    "constant-factor-differentiated": "A constant factor stays: only a constant that stands alone has the derivative 0.",
    "constant-factor-differentiated: taken for 1": "You gave a constant factor the derivative 1: a constant factor just stays.",
    "constant-factor-squared": "You squared a constant denominator: a constant factor just stays.",
    "constant-not-dropped": "You kept a constant term: its derivative is 0.",
    "constant-not-dropped: taken for 1": "You gave a constant term the derivative 1: its derivative is 0.",
    "constant-treated-as-variable": "A power of a constant is a constant: its derivative is 0.",
    "constant-treated-as-variable: factor": "You differentiated a constant factor: a power of a constant just stays.",
    "dependent-variable-treated-as-constant": "You treated the dependent variable as a constant, but it has a derivative.",
    "derivative-squared": "You squared the derivative.",
    "derivative-taken-inside": "You put the derivative of the inside into the function: it belongs outside, as a factor.",
    "derivative-taken-inside: inside as well": "You put the derivative of the inside into the function: inside, g(x) stays as it "
    "is.",
    "derivative-taken-inside: only inside": "You differentiated only the inside: the outer function has to be differentiated "
    "too.",
    "differentiated-once-only": "This is the first derivative: you have to differentiate once more.",
    "differentiated-reciprocal": "You differentiated the reciprocal: numerator and denominator are swapped.",
    "differentiated-twice": "You differentiated once too often.",
    "differentiated-twice-too-often": "You differentiated twice too often.",
    "distribution-slip": "You multiplied only one term of the parentheses by the factor in front.",
    "dropped-constant-multiple": "A constant factor got lost: it stays in front when you differentiate.",
    "dropped-constant-multiple-and-sign": "A constant factor got lost, and a sign is wrong.",
    "dropped-constant-multiple: exponent": "The exponent must come down as a factor: the derivative of xⁿ is n·xⁿ⁻¹.",
    "dropped-constant-multiple: square root": "The factor 1/2 is missing: the derivative of √x is 1/(2·√x).",
    "dropped-factor": "A factor of the problem got lost on the way.",
    "dropped-factor: denominator": "A constant denominator of the problem got lost on the way.",
    "exponent-raised": "You raised the exponent by one: differentiating lowers it by one.",
    "exponent-raised: reciprocal power": "The exponent went the wrong way: −n becomes −n − 1, not −n + 1.",
    "exponent-sign-lost": "The exponent has the wrong sign: it is n − 1, also where that is negative.",
    "exponential-divides-by-log": "You divided by the logarithm of the base: the derivative of aˣ is aˣ·ln(a).",
    "exponential-missing-log": "The logarithm of the base is missing: the derivative of aˣ is aˣ·ln(a).",
    "exponential-missing-log: of the variable": "The logarithm must be that of the base: the derivative of aˣ is aˣ·ln(a).",
    "exponential-rule-on-power": "You treated the base as a constant, but the variable is in it.",
    "exponential-rule-on-power: constant exponent": "You differentiated as if the variable were in the exponent; it is in the "
    "base.",
    "function-treated-as-linear": "You split the function over a sum, as if f(a + b) were f(a) + f(b).",
    "inner-function-lost-outside-derivative-at-x": "You lost the inside: the derivative of the outer function is taken at "
    "the inside, f′(g(x)), not at x.",
    "integrated-instead": "You integrated: the derivative of your answer is the problem itself.",
    "integrated-instead: part": "You integrated here, and have to differentiate.",
    "inverse-function-confused": "arc{about} is the inverse function of {about}, not 1 divided by it.",
    "log-base-forgotten": "You forgot the base of the logarithm: the derivative of log_a(x) is 1/(x·ln(a)).",
    "log-base-forgotten: above": "The logarithm of the base belongs in the denominator: the derivative of log_a(x) is "
    "1/(x·ln(a)).",
    "log-base-forgotten: factor": "It is the logarithm of the base that stands in the denominator: the derivative of log_a(x) is "
    "1/(x·ln(a)).",
    "log-base-forgotten: natural": "You took ln for a logarithm with another base: its derivative is 1/x.",
    "missing-parentheses": "Parentheses got lost: what stands in front of them, or their exponent, belongs to everything inside.",
    "missing-parentheses: minus": "You changed the sign of only one term: the minus sign belongs to everything in the "
    "parentheses.",
    "not-differentiated": "This is the problem itself: you have not differentiated it yet.",
    "not-differentiated: coordinates": "You divided the coordinates themselves: dy/dx is the quotient of their derivatives.",
    "one-coordinate-only": "You differentiated one coordinate only: dy/dx is the derivative of y by the parameter, divided by "
    "that of x.",
    "outer-function-lost": "You differentiated only the inside: the outer function is lost.",
    "outer-function-not-differentiated": "You left the outer function as it was: it has to be differentiated too.",
    "parameter-treated-as-variable": "You differentiated by a parameter too: it is a constant here.",
    "power-not-reduced": "You did not reduce the exponent: the derivative of xⁿ is n·xⁿ⁻¹.",
    "power-not-reduced: reciprocal power": "You did not reduce the exponent: that of 1/xⁿ is −n, and one less is −n − 1.",
    "power-not-reduced: root lost": "You lost the root: the derivative of √x is 1/(2·√x).",
    "power-not-reduced: square root": "You did not reduce the exponent: a square root is the power with exponent 1/2.",
    "power-of-sum": "You raised each term to the power: (a + b)ⁿ is not aⁿ + bⁿ.",
    "power-of-sum: root": "You took the root of each term: √(a + b) is not √a + √b.",
    "power-rule-exponent-lost": "You left out the exponent n − 1: the derivative of xⁿ is n·xⁿ⁻¹.",
    "power-rule-on-exponential": "You used the power rule, but the variable is in the exponent.",
    "power-rule-on-exponential: both vary": "You used the power rule, but the exponent is not constant.",
    "power-rule-wrong-coefficient": "You reduced the exponent before you took it down: the factor is the old exponent.",
    "power-rule-wrong-coefficient: divided": "You divided by the exponent: the derivative of xⁿ is n·xⁿ⁻¹.",
    "power-rule-wrong-coefficient: not the exponent": "The factor in front is not the old exponent: the derivative of xⁿ is "
    "n·xⁿ⁻¹.",
    "power-rule-wrong-coefficient: square root": "The factor is 1/2: the derivative of √x is 1/(2·√x).",
    "product-rule-as-product-of-derivatives": "You multiplied the two derivatives: the derivative of a product is f′·g + f·g′.",
    "product-rule-as-sum-of-derivatives": "You added the derivatives: the derivative of a product is f′·g + f·g′.",
    "product-rule-factor-not-differentiated": "In one term of the product rule you left both factors as they were.",
    "product-rule-minus-sign": "You subtracted in the product rule: its two terms are added.",
    "product-rule-mispaired": "You paired each derivative with its own factor: in the product rule "
    "it goes with the other one, f′·g + f·g′.",
    "product-rule-missing-term": "You left out one term of the product rule: it is f′·g + f·g′.",
    "product-rule-on-quotient": "You used the product rule on a quotient.",
    "product-rule-quotient-mixed": "You used the quotient rule on a product.",
    "quotient-rule-as-quotient-of-derivatives": "You divided the two derivatives: the derivative of a quotient is (f′·g − "
    "f·g′)/g².",
    "quotient-rule-as-quotient-of-derivatives: constant numerator": "You only differentiated the denominator: the derivative of "
    "c/g is −c·g′/g².",
    "quotient-rule-as-quotient-of-derivatives: numerator without a variable": "You divided the derivatives: the derivative of "
    "c/g is −c·g′/g², though that of c is 0.",
    "quotient-rule-as-quotient-of-derivatives: power": "You only differentiated the denominator: the derivative of 1/xⁿ is "
    "−n/xⁿ⁺¹.",
    "quotient-rule-denominator-is-derivative-squared": "You squared the derivative of the denominator: the quotient rule "
    "divides by g² itself.",
    "quotient-rule-denominator-is-numerator-squared": "You divided by the square of the numerator: the quotient rule divides "
    "by the square of the denominator.",
    "quotient-rule-denominator-missing": "You left out the denominator of the quotient rule, g².",
    "quotient-rule-denominator-not-squared": "You did not square the denominator: the quotient rule divides by g².",
    "quotient-rule-denominator-not-squared: constant numerator": "You did not square the denominator: the derivative of c/g is "
    "−c·g′/g².",
    "quotient-rule-mispaired": "You paired each derivative with its own function: the numerator of the quotient rule is f′·g − "
    "f·g′.",
    "quotient-rule-missing-term": "You left out one term of the quotient rule: its numerator is f′·g − f·g′.",
    "quotient-rule-order-swapped": "You swapped the two terms of the quotient rule: its numerator is f′·g − f·g′.",
    "quotient-rule-plus-sign": "You added in the quotient rule: its numerator is f′·g − f·g′.",
    "quotient-rule-plus-sign: constant numerator": "The minus sign is missing: the derivative of c/g is −c·g′/g².",
    "rates-multiplied": "You multiplied the derivatives: dy/dx is the derivative of y by the parameter, divided by that of x.",
    "reciprocal-of-derivative": "This is 1 divided by the derivative.",
    "reciprocal-of-derivative: slope": "This is dx/dy: dy/dx is the derivative of y by the parameter, divided by that of x.",
    "second-derivative-as-square": "You squared the first derivative: the second derivative is the derivative of the first.",
    "second-rates-divided": "You divided the second derivatives: it is dy/dx that is differentiated by the parameter and then "
    "divided by the derivative of x.",
    "slope-not-divided": "You have not divided yet: the factor beside the derivative has to become a denominator.",
    "slope-not-divided: again": "The second derivative by x is the derivative of dy/dx by the parameter, divided by that of x "
    "once more.",
    "sum-rule-missing-term": "You left out the derivative of one term.",
    "sum-rule-missing-term: left as it was": "You left one term of the sum as it was.",
    "sum-rule-sign": "You have the wrong sign in front of one term of the sum.",
    "wrong-basic-derivative": "You took another function's derivative for that of {about}.",
    "wrong-basic-derivative: arcsin": "The derivative of arcsin(x) is 1/√(1 − x²).",
    "wrong-basic-derivative: arcsin root": "The derivative of arcsin(x) is 1/√(1 − x²): you lost the root.",
    "wrong-basic-derivative: arcsin sign": "The derivative of arcsin(x) is 1/√(1 − x²), with a minus sign.",
    "wrong-basic-derivative: arctan inside": "You differentiated tan; the derivative of arctan(x) is 1/(1 + x²).",
    "wrong-basic-derivative: arctan root": "The derivative of arctan(x) is 1/(1 + x²), without a root.",
    "wrong-basic-derivative: arctan sign": "The derivative of arctan(x) is 1/(1 + x²), with a plus sign.",
    "wrong-basic-derivative: csc": "The derivative of csc(x) is −csc(x)·cot(x): you lost a factor.",
    "wrong-basic-derivative: sec": "The derivative of sec(x) is sec(x)·tan(x): you lost a factor.",
    "wrong-basic-derivative: cot": "The derivative of cot(x) is −csc(x)²: you lost the square.",
    "wrong-basic-derivative: ln": "The derivative of ln(x) is 1/x.",
    "wrong-basic-derivative: tan": "The derivative of tan(x) is sec(x)²: you lost the square.",
    "wrong-coefficient": "A constant factor is wrong; everything else is right.",
    "wrong-coefficient: term": "The coefficient of one term is wrong.",
    "wrong-constant-term": "Your answer differs from the derivative by a constant only.",
    "wrong-sign": "The sign is wrong: your answer is the opposite of the derivative.",
    "wrong-sign-basic-derivative": "You have the wrong sign in the derivative of {about}.",
    "wrong-sign-basic-derivative: exponential": "The derivative of eˣ is eˣ, with a plus sign.",
    "wrong-sign-basic-derivative: exponential of base": "The derivative of aˣ is aˣ·ln(a), with a plus sign.",
    "wrong-sign-basic-derivative: logarithm": "The derivative of ln(x) is 1/x, with a plus sign.",
    "wrong-sign-inner-derivative": "You lost the minus sign in the derivative of the inside.",
    "wrong-sign: changed": "You changed a sign of the problem on the way.",
    "wrong-sign: copied": "A minus sign of the problem got lost on the way.",
    "wrong-sign: lost": "You lost a minus sign.",
    "wrong-sign: moved": "A term that is brought to the other side changes its sign.",
    "wrong-sign: power": "You have the wrong sign in a power rule.",
    "wrong-sign: reciprocal power": "The sign is wrong: the exponent of 1/xⁿ is −n, and it comes down with its sign.",
    "wrong-sign: root": "You have the wrong sign in the derivative of a root.",
    "wrong-sign: square root": "The derivative of √x is 1/(2·√x), with a plus sign.",
    "wrong-variable": "You differentiated by another letter than the one asked for.",
}
"""For each class of mistake, and each variant of it, what to tell whoever made it."""

TABLES = (MISTAKES,)
