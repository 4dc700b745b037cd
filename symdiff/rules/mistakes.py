"""The mistakes that students make: each a false equation, with what to tell whoever made it.

To add a mistake, add one line: its class, the false equation, and one sentence.  Where the left side matches, the mistake may
have been made there; a diagnosis is a derivation in which exactly that instance of a true rule is replaced by the false one,
and whose value is the student's.  The order of the tables is the order of plausibility: of several mistakes that explain an
answer, the first is named.

In the equations ``f`` and ``g`` stand for any expressions, ``a``, ``c`` and ``n`` for anything free of the variable, ``x``
for the variable; a false rule about ``x`` is followed by the chain rule, as a true one is.  In ``CHAIN_MISTAKES``, ``f`` is an
outer function, and in ``TASK_MISTAKES`` the whole problem.  The sentences speak of the equation, never of the answer.

Sources: S. Siyepu, Analysis of errors in derivatives of trigonometric functions, International Journal of STEM Education 2
(2015); the response trees of the STACK question library.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from symdiff.derivation import Rule
from symdiff.forms import (
    TWO,
    Call,
    E,
    Form,
    Negative,
    Number,
    Placeholder,
    Power,
    Quotient,
    Root,
    Undefined,
    call,
    sqrt,
)
from symdiff.functions import (
    FUNCTIONS,
    HYPERBOLIC,
    INVERSE_HYPERBOLIC,
    INVERSE_TRIGONOMETRIC,
    TRIGONOMETRIC,
    Function,
    X,
)
from symdiff.rules.structure import A, C, D, F, G, N, ln

H = Placeholder("h")
V = Placeholder("f", "variable")  # product and quotient rule: both parts contain the variable
W = Placeholder("g", "variable")
OUTER = "f"

MISSING_INNER = "You differentiated the outer function, but the factor from the chain rule, the derivative of the inside, is missing."
WRONG_SIGN = "Here you have the wrong sign."
DROPPED_CONSTANT = "A constant factor got lost: it stays in front when you differentiate."
LOST_PARENTHESES = "Parentheses got lost: what stands in front of them, or their exponent, belongs to everything inside."


def false(slug: str, before: Form, after: Form, sentence: str) -> Rule:
    """A mistake: its class, the false equation ``before = after``, and what to tell the student."""
    return Rule(slug, before, after, kind="mistake", why=sentence)


def outer(argument: Form, order: int = 0) -> Form:
    """The outer function of a chain, or its derivative, at an argument."""
    return Undefined(OUTER, (argument,), (order,))


def wrong_signs(functions: Iterable[Function]) -> tuple[Rule, ...]:
    """For each function, its derivative with the opposite sign."""
    return tuple(
        false(
            "wrong-sign-basic-derivative",
            D(Call(each.name, (X,))),
            Negative(each.derivative),
            f"You have the wrong sign in the derivative of {each.name}.",
        )
        for each in functions
        if each.derivative is not None
    )


def wrong_kinds(family: tuple[Function, ...]) -> tuple[Rule, ...]:
    """For each function, the derivatives of its relatives, with either sign."""
    return tuple(
        false("wrong-basic-derivative", D(Call(each.name, (X,))), taken, f"You took another function's derivative for that of {each.name}.")
        for each in family
        for other in family
        if other is not each and other.derivative is not None
        for taken in (other.derivative, Negative(other.derivative))
    )


NO_INNER = (false("chain-rule-missing-inner-derivative", D(outer(G)), outer(G, 1), MISSING_INNER),)

INNER_KEPT = (
    false(
        "chain-rule-inner-left-in-place",
        D(outer(G)),
        outer(G, 1) * G,
        "You multiplied by the inside itself: the chain rule multiplies by the derivative of the inside.",
    ),
)

SUM_MISTAKES = (
    false("constant-not-dropped", D(F + C), D(F) + C, "You kept a constant term: its derivative is 0."),
    false("constant-not-dropped", D(F + C), D(F) + 1, "You gave a constant term the derivative 1: its derivative is 0."),
)

PRODUCT_MISTAKES = (
    false(
        "product-rule-as-product-of-derivatives",
        D(V * W),
        D(V) * D(W),
        "You multiplied the two derivatives: the derivative of a product is f′·g + f·g′.",
    ),
    false(
        "product-rule-mispaired",
        D(V * W),
        D(V) * V + D(W) * W,
        "You paired each derivative with its own factor: in the product rule it goes with the other one, f′·g + f·g′.",
    ),
    false("product-rule-minus-sign", D(V * W), D(V) * W - V * D(W), "You subtracted in the product rule: its two terms are added."),
    false("product-rule-missing-term", D(V * W), D(V) * W, "You left out one term of the product rule: it is f′·g + f·g′."),
    false("product-rule-as-sum-of-derivatives", D(V * W), D(V) + D(W), "You added the derivatives: the derivative of a product is f′·g + f·g′."),
    false("product-rule-quotient-mixed", D(V * W), (D(V) * W - V * D(W)) / W**2, "You used the quotient rule on a product."),
)

QUOTIENT_MISTAKES = (
    false(
        "quotient-rule-as-quotient-of-derivatives",
        D(V / W),
        D(V) / D(W),
        "You divided the two derivatives: the derivative of a quotient is (f′·g − f·g′)/g².",
    ),
    false("quotient-rule-plus-sign", D(V / W), (D(V) * W + V * D(W)) / W**2, "You added in the quotient rule: its numerator is f′·g − f·g′."),
    false(
        "quotient-rule-order-swapped",
        D(V / W),
        (V * D(W) - D(V) * W) / W**2,
        "You swapped the two terms of the quotient rule: its numerator is f′·g − f·g′.",
    ),
    false(
        "quotient-rule-denominator-not-squared",
        D(V / W),
        (D(V) * W - V * D(W)) / W,
        "You did not square the denominator: the quotient rule divides by g².",
    ),
    false(
        "quotient-rule-denominator-is-numerator-squared",
        D(V / W),
        (D(V) * W - V * D(W)) / V**2,
        "You divided by the square of the numerator: the quotient rule divides by the square of the denominator.",
    ),
    false("quotient-rule-denominator-missing", D(V / W), D(V) * W - V * D(W), "You left out the denominator of the quotient rule, g²."),
    false(
        "quotient-rule-mispaired",
        D(V / W),
        (D(V) * V - W * D(W)) / W**2,
        "You paired each derivative with its own function: the numerator of the quotient rule is f′·g − f·g′.",
    ),
    false(
        "quotient-rule-denominator-is-derivative-squared",
        D(V / W),
        (D(V) * W - V * D(W)) / D(W) ** 2,
        "You squared the derivative of the denominator: the quotient rule divides by g² itself.",
    ),
    false("quotient-rule-missing-term", D(V / W), D(V) / W, "You left out one term of the quotient rule: its numerator is f′·g − f·g′."),
    false("quotient-rule-missing-term", D(V / W), Negative(V * D(W)) / W**2, "You left out one term of the quotient rule: its numerator is f′·g − f·g′."),
    false("product-rule-on-quotient", D(V / W), D(V) * W + V * D(W), "You used the product rule on a quotient."),
    false("quotient-rule-plus-sign", D(C / G), (C * D(G)) / G**2, "The minus sign is missing: the derivative of c/g is −c·g′/g²."),
    false("quotient-rule-denominator-not-squared", D(C / G), Negative(C * D(G)) / G, "You did not square the denominator: the derivative of c/g is −c·g′/g²."),
    false("quotient-rule-as-quotient-of-derivatives", D(C / G), C / D(G), "You only differentiated the denominator: the derivative of c/g is −c·g′/g²."),
    false("chain-rule-missing-inner-derivative", D(C / G), Negative(C) / G**2, "The derivative of the denominator is missing as a factor: (c/g)′ = −c·g′/g²."),
)

SUM_SIGN = (false("sum-rule-sign", D(F + G), D(G) - D(F), "You have the wrong sign in front of one term of the sum."),)

INNER_SIGN = (
    false(
        "wrong-sign-inner-derivative",
        D(outer(Negative(G))),
        outer(Negative(G), 1) * D(G),
        "You lost the minus sign in the derivative of the inside.",
    ),
)

POWER_MISTAKES = (
    false("power-rule-on-exponential", D(Power(A, X)), X * Power(A, X - 1), "You used the power rule, but the variable is in the exponent."),
    false("power-rule-on-exponential", D(Power(E, X)), X * Power(E, X - 1), "You used the power rule, but the variable is in the exponent."),
    false("power-rule-on-exponential", D(Power(F, G)), G * Power(F, G - 1) * D(F), "You used the power rule, but the exponent is not constant."),
    false("exponential-rule-on-power", D(Power(F, G)), Power(F, G) * ln(F) * D(G), "You treated the base as a constant, but the variable is in it."),
    false("exponential-rule-on-power", D(Power(X, N)), Power(X, N) * ln(X), "You differentiated as if the variable were in the exponent; it is in the base."),
    false("exponential-divides-by-log", D(Power(A, X)), Power(A, X) / ln(A), "You divided by the logarithm of the base: the derivative of a^x is a^x·ln(a)."),
    false("exponential-missing-log", D(Power(A, X)), Power(A, X), "The logarithm of the base is missing: the derivative of a^x is a^x·ln(a)."),
    false("exponential-missing-log", D(Power(A, X)), Power(A, X) * ln(X), "The logarithm must be that of the base: the derivative of a^x is a^x·ln(a)."),
    false("log-base-forgotten", D(Call("log", (X, A))), 1 / X, "You forgot the base of the logarithm: the derivative of log_a(x) is 1/(x·ln(a))."),
    false("log-base-forgotten", D(Call("log", (X, A))), ln(A) / X, "The logarithm of the base belongs in the denominator: the derivative of log_a(x) is 1/(x·ln(a))."),
    false("log-base-forgotten", D(ln(X)), 1 / (X * ln(Number(10))), "You took ln for a logarithm with another base: its derivative is 1/x."),
    false("power-not-reduced", D(Power(X, N)), N * Power(X, N), "You did not reduce the exponent: the derivative of x^n is n·x^(n−1)."),
    false("power-not-reduced", D(C / Power(X, N)), Negative(N * C) / Power(X, N), "You did not reduce the exponent: that of 1/x^n is −n, and one less is −n − 1."),
    false("power-not-reduced", D(sqrt(X)), sqrt(X) / 2, "You did not reduce the exponent: a square root is the power with exponent 1/2."),
    false("exponent-raised", D(Power(X, N)), N * Power(X, N + 1), "You raised the exponent by one: differentiating lowers it by one."),
    false("exponent-raised", D(C / Power(X, N)), Negative(N * C) / Power(X, N - 1), "The exponent went the wrong way: −n becomes −n − 1, not −n + 1."),
    false("dropped-constant-multiple", D(Power(X, N)), Power(X, N - 1), "The exponent must come down as a factor: the derivative of x^n is n·x^(n−1)."),
    false("dropped-constant-multiple", D(C / Power(X, N)), Negative(C) / Power(X, N + 1), "The exponent must come down as a factor: the derivative of x^n is n·x^(n−1)."),
    false("dropped-constant-multiple", D(sqrt(X)), 1 / sqrt(X), "The factor 1/2 is missing: the derivative of √x is 1/(2·√x)."),
    false("power-rule-wrong-coefficient", D(Power(X, N)), (N - 1) * Power(X, N - 1), "You reduced the exponent before you took it down: the factor is the old exponent."),
    false("power-rule-wrong-coefficient", D(Power(X, N)), (N + 1) * Power(X, N - 1), "The factor in front is not the old exponent: the derivative of x^n is n·x^(n−1)."),
    false("power-rule-wrong-coefficient", D(Power(X, N)), Power(X, N - 1) / N, "You divided by the exponent: the derivative of x^n is n·x^(n−1)."),
    false("power-rule-wrong-coefficient", D(sqrt(X)), 2 / sqrt(X), "The factor is 1/2: the derivative of √x is 1/(2·√x)."),
    false("quotient-rule-as-quotient-of-derivatives", D(C / Power(X, N)), C / (N * Power(X, N - 1)), "You only differentiated the denominator: the derivative of 1/x^n is −n/x^(n+1)."),
    false("wrong-sign", D(C / Power(X, N)), (N * C) / Power(X, N + 1), "The sign is wrong: the exponent of 1/x^n is −n, and it comes down with its sign."),
    false("power-rule-exponent-lost", D(Power(X, N)), N * X, "You left out the exponent n − 1: the derivative of x^n is n·x^(n−1)."),
    false("power-not-reduced", D(sqrt(X)), 1 / (2 * X), "You lost the root: the derivative of √x is 1/(2·√x)."),
)

CHAIN_MISTAKES = (
    false(
        "inner-function-lost-outside-derivative-at-x",
        D(outer(G)),
        outer(X, 1) * D(G),
        "You lost the inside: the derivative of the outer function is taken at the inside, f′(g(x)), not at x.",
    ),
    false(
        "derivative-taken-inside",
        D(outer(G)),
        outer(D(G), 1),
        "You put the derivative of the inside into the function: it belongs outside, as a factor.",
    ),
    false(
        "derivative-taken-inside",
        D(outer(G)),
        outer(D(G), 1) * D(G),
        "You put the derivative of the inside into the function: inside, g(x) stays as it is.",
    ),
    false("derivative-taken-inside", D(outer(G)), outer(D(G)), "You differentiated only the inside: the outer function has to be differentiated too."),
    false(
        "function-treated-as-linear",
        D(outer(F + G)),
        D(outer(F)) + D(outer(G)),
        "You split the function over a sum, as if f(a + b) were f(a) + f(b).",
    ),
    false("outer-function-not-differentiated", D(outer(G)), outer(G) * D(G), "You left the outer function as it was: it has to be differentiated too."),
    false("chain-rule-divided-by-inner-derivative", D(outer(G)), outer(G, 1) / D(G), "You divided by the derivative of the inside: the chain rule multiplies by it."),
    false("chain-rule-added-inner-derivative", D(outer(G)), outer(G, 1) + D(G), "You added the derivative of the inside: the chain rule multiplies by it."),
    false("chain-rule-missing-inner-derivative", D(outer(G)), outer(X, 1), MISSING_INNER),
    false("chain-rule-inner-derivative-twice", D(outer(G)), outer(G, 1) * D(G) ** 2, "You multiplied by the derivative of the inside twice."),
    false("outer-function-lost", D(outer(G)), D(G), "You differentiated only the inside: the outer function is lost."),
)

LEFT_AS_IT_WAS = (
    false("product-rule-factor-not-differentiated", D(V * W), D(V) * W + V * W, "In one term of the product rule you left both factors as they were."),
)

CONSTANT_MISTAKES = (
    false("dropped-constant-multiple", D(C * F), D(F), DROPPED_CONSTANT),
    false("dropped-constant-multiple", D(F / C), D(F), DROPPED_CONSTANT),
    false("dropped-constant-multiple", D(C / G), Negative(D(G)) / G**2, DROPPED_CONSTANT),
    false("dropped-constant-multiple", D(C / Power(X, N)), Negative(N) / Power(X, N + 1), DROPPED_CONSTANT),
    false("wrong-sign", D(Negative(F)), D(F), "You lost a minus sign."),
    false("constant-factor-differentiated", D(C * F), Number(0), "A constant factor stays: only a constant that stands alone has the derivative 0."),
    false("constant-factor-differentiated", D(C * F), F + C * D(F), "You gave a constant factor the derivative 1: a constant factor just stays."),
    false("constant-factor-squared", D(F / C), D(F) / C**2, "You squared a constant denominator: a constant factor just stays."),
    false("sum-rule-missing-term", D(F + G), D(F), "You left out the derivative of one term."),
    false("sum-rule-missing-term", D(F + G), D(F) + G, "You left one term of the sum as it was."),
)

BASIC_MISTAKES = (
    false("wrong-basic-derivative", D(ln(X)), 1 / ln(X), "The derivative of ln(x) is 1/x."),
    false("wrong-basic-derivative", D(ln(X)), ln(X) / X, "The derivative of ln(x) is 1/x."),
    false("wrong-basic-derivative", D(call("tan")(X)), call("sec")(X), "The derivative of tan(x) is sec(x)²: you lost the square."),
    false("wrong-basic-derivative", D(call("cot")(X)), Negative(call("csc")(X)), "The derivative of cot(x) is −csc(x)²: you lost the square."),
    false("wrong-basic-derivative", D(call("arctan")(X)), 1 / sqrt(1 + X**2), "The derivative of arctan(x) is 1/(1 + x²), without a root."),
    false("wrong-basic-derivative", D(call("arcsin")(X)), 1 / (1 - X**2), "The derivative of arcsin(x) is 1/√(1 − x²): you lost the root."),
    false("wrong-basic-derivative", D(call("arctan")(X)), call("sec")(X) ** 2, "You differentiated tan; the derivative of arctan(x) is 1/(1 + x²)."),
    false("wrong-basic-derivative", D(call("arctan")(X)), 1 / (1 - X**2), "The derivative of arctan(x) is 1/(1 + x²), with a plus sign."),
    false("wrong-basic-derivative", D(call("arcsin")(X)), 1 / sqrt(1 + X**2), "The derivative of arcsin(x) is 1/√(1 − x²), with a minus sign."),
    false("wrong-basic-derivative", D(call("arcsin")(X)), 1 / sqrt(X**2 - 1), "The derivative of arcsin(x) is 1/√(1 − x²)."),
    *(
        false("inverse-function-confused", D(Call("arc" + name, (X,))), Negative(inner) / Call(name, (X,)) ** 2, f"arc{name} is the inverse function of {name}, not 1 divided by it.")
        for name, inner in (("sin", call("cos")(X)), ("cos", -call("sin")(X)), ("tan", call("sec")(X) ** 2))
    ),
    *chain.from_iterable(map(wrong_kinds, (TRIGONOMETRIC, INVERSE_TRIGONOMETRIC, HYPERBOLIC, INVERSE_HYPERBOLIC))),
    *(
        false("basic-function-not-differentiated", D(Call(each.name, (X,))), Call(each.name, (X,)), f"You left {each.name} as it was.")
        for each in FUNCTIONS.values()
        if each.derivative is not None
    ),
)

TRIGONOMETRIC_SIGNS = wrong_signs(
    function for family in (TRIGONOMETRIC, INVERSE_TRIGONOMETRIC, HYPERBOLIC, INVERSE_HYPERBOLIC) for function in family
)

OTHER_SIGNS = (
    false("wrong-sign-basic-derivative", D(Power(E, X)), Negative(Power(E, X)), "The derivative of e^x is e^x, with a plus sign."),
    false("wrong-sign-basic-derivative", D(ln(X)), Negative(1 / X), "The derivative of ln(x) is 1/x, with a plus sign."),
    false("wrong-sign-basic-derivative", D(Power(A, X)), Negative(Power(A, X) * ln(A)), "The derivative of a^x is a^x·ln(a), with a plus sign."),
    false("wrong-sign", D(Power(X, N)), Negative(N * Power(X, N - 1)), "You have the wrong sign in a power rule."),
    false("wrong-sign", D(sqrt(X)), Negative(1 / (2 * sqrt(X))), "The derivative of √x is 1/(2·√x), with a plus sign."),
    false("wrong-sign", D(Root(X, N)), Negative(1 / (N * Power(Root(X, N), N - 1))), "You have the wrong sign in the derivative of a root."),
)

RULE_MISTAKES: tuple[Rule, ...] = (
    *TRIGONOMETRIC_SIGNS,
    *PRODUCT_MISTAKES,
    *QUOTIENT_MISTAKES,
    *SUM_SIGN,
    *INNER_SIGN,
    *NO_INNER,
    *INNER_KEPT,
    *SUM_MISTAKES,
    *OTHER_SIGNS,
    *POWER_MISTAKES,
    *CHAIN_MISTAKES,
    *CONSTANT_MISTAKES,
    *LEFT_AS_IT_WAS,
    *BASIC_MISTAKES,
)
"""False rules of differentiation, the most plausible first."""

WRITING_SLIPS: tuple[Rule, ...] = (
    false("distribution-slip", C * (F + G), C * F + G, "You multiplied only one term of the parentheses by the factor in front."),
    false("missing-parentheses", Power(C * F, N), C * Power(F, N), LOST_PARENTHESES),
    false("missing-parentheses", H * (F + G), H * F + G, LOST_PARENTHESES),
    false("missing-parentheses", Negative(F + G), G - F, "You changed the sign of only one term: the minus sign belongs to everything in the parentheses."),
    false("missing-parentheses", (F + G) / H, F + G / H, LOST_PARENTHESES),
    false("power-of-sum", Power(F + G, N), Power(F, N) + Power(G, N), "You raised each term to the power: (a + b)^n is not a^n + b^n."),
    false("power-of-sum", sqrt(F + G), sqrt(F) + sqrt(G), "You took the root of each term: √(a + b) is not √a + √b."),
    false("cancelled-in-sum", (F + G) / F, G, "You cancelled a term of a sum: only a factor of the whole numerator can be cancelled."),
    false("cancelled-in-sum", (F + G) / G, F + 1, "You cancelled in one term of a sum only."),
)
"""False rewritings, in the problem as it was copied or in the derivative as it was written down."""

COPYING_SLIPS: tuple[Rule, ...] = (
    false("differentiated-reciprocal", F / G, G / F, "You differentiated the reciprocal: numerator and denominator are swapped."),
    false("dropped-factor", C * F, F, "A factor of the problem got lost on the way."),
    false("dropped-factor", F / C, F, "A constant denominator of the problem got lost on the way."),
    false("wrong-sign", Negative(F), F, "A minus sign of the problem got lost on the way."),
    false("wrong-sign", F + G, F - G, "You changed a sign of the problem on the way."),
)
"""False copies of a part of the problem, which is then differentiated rightly."""

INTEGRATED = false("integrated-instead", D(D(F)), F, "You integrated: the derivative of your answer is the problem itself.")
RECIPROCAL = false("reciprocal-of-derivative", D(F), 1 / D(F), "This is 1 divided by the derivative.")

LETTER_MISTAKES: tuple[Rule, ...] = (
    false("parameter-treated-as-variable", D(Undefined(OUTER, (X, A))), Undefined(OUTER, (X, A), (1, 0)) + Undefined(OUTER, (X, A), (0, 1)), "You differentiated by a parameter too: it is a constant here."),
    false("wrong-variable", D(Undefined(OUTER, (X, A))), Undefined(OUTER, (X, A), (0, 1)), "You differentiated by another letter than the one asked for."),
)
"""Differentiating by a letter that was not asked for: ``f`` is the whole problem and ``a`` the letter."""

TASK_MISTAKES: tuple[Rule, ...] = (
    false("differentiated-once-only", D(D(F)), D(F), "This is the first derivative: you have to differentiate once more."),
    false("second-derivative-as-square", D(D(F)), D(F) ** 2, "You squared the first derivative: the second derivative is the derivative of the first."),
    INTEGRATED,
    false("differentiated-twice", D(F), D(D(F)), "You differentiated once too often."),
    false("differentiated-twice-too-often", D(F), D(D(D(F))), "You differentiated twice too often."),
    false("not-differentiated", D(F), F, "This is the problem itself: you have not differentiated it yet."),
    false("derivative-squared", D(F), D(F) ** TWO, "You squared the derivative."),
    RECIPROCAL,
)
"""Doing something else than what was asked: ``f`` is the whole problem."""

WHOLE_SIGN = false("wrong-sign", D(F), Negative(D(F)), "The sign is wrong: your answer is the opposite of the derivative.")
WRONG_COEFFICIENT = false("wrong-coefficient", D(F), C * D(F), "A constant factor is wrong; everything else is right.")
WRONG_TERM_COEFFICIENT = false("wrong-coefficient", D(F + G), D(F) + C * D(G), "The coefficient of one term is wrong.")
WRONG_CONSTANT = false("wrong-constant-term", D(F), D(F) + C, "Your answer differs from the derivative by a constant only.")
ARITHMETIC = false("arithmetic-slip", F, C * F, "A number is wrong here: you made a slip in the arithmetic.")

MISTAKES: tuple[Rule, ...] = (
    *RULE_MISTAKES,
    *WRITING_SLIPS,
    *COPYING_SLIPS,
    *LETTER_MISTAKES,
    *TASK_MISTAKES,
    WHOLE_SIGN,
    WRONG_COEFFICIENT,
    WRONG_TERM_COEFFICIENT,
    WRONG_CONSTANT,
    ARITHMETIC,
)
"""Every mistake."""
