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
from dataclasses import dataclass, field, replace
from itertools import chain

from symdiff.derivation import Rule, Step
from symdiff.forms import (
    TWO,
    Call,
    E,
    Form,
    Negative,
    Number,
    Placeholder,
    Power,
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
from symdiff.wording.sentences import Sentence, say, wording_of

H = Placeholder("h")
V = Placeholder("f", "variable")  # product and quotient rule: both parts contain the variable
W = Placeholder("g", "variable")
OUTER = "outer function"  # no name that can be typed
FAMILIES = (TRIGONOMETRIC, INVERSE_TRIGONOMETRIC, HYPERBOLIC, INVERSE_HYPERBOLIC)


@dataclass(frozen=True, slots=True)
class Mistake(Rule):
    """A false equation.

    Attributes:
        said: what to tell whoever takes it for true.
        bare: whether it is made with the variable itself only, and not with an expression in its place.
    """

    said: Sentence = field(kw_only=True)
    bare: bool = field(default=False, kw_only=True)

    def made(self, left: Form, right: Form) -> Step:
        """The mistake as a step of a derivation: an instance of its equation."""
        return Step(self.name, "mistake", left, right, note=self.why)


def false(slug: str, before: Form, after: Form, variant: str = "", about: str = "") -> Mistake:
    """A mistake: its class and the false equation ``before = after``.

    What to tell the student stands in the catalogues of sentences under the class, and the variant where there are several;
    ``about`` is the function that the sentence speaks of.
    """
    said = say(f"{slug}: {variant}" if variant else slug, **({"about": about} if about else {}))
    return Mistake(slug, before, after, kind="mistake", why=wording_of("en")(said), said=said)


def outer(argument: Form, order: int = 0) -> Form:
    """The outer function of a chain, or its derivative, at an argument."""
    return Undefined(OUTER, (argument,), (order,))


def wrong_signs(functions: Iterable[Function]) -> tuple[Mistake, ...]:
    """For each function, its derivative with the opposite sign."""
    return tuple(
        false("wrong-sign-basic-derivative", D(Call(each.name, (X,))), _opposite(each.derivative), about=each.name)
        for each in functions
        if each.derivative is not None
    )


def wrong_kinds(family: tuple[Function, ...]) -> tuple[Mistake, ...]:
    """For each function, the derivatives of its relatives, with either sign."""
    slopes = [each.derivative for each in family if each.derivative is not None]
    either_sign = dict.fromkeys(signed for slope in slopes for signed in (slope, _opposite(slope)))
    return tuple(
        false("wrong-basic-derivative", D(Call(each.name, (X,))), taken, about=each.name)
        for each in family
        for taken in either_sign
        if each.derivative not in (taken, _opposite(taken)) and taken is not Call(each.name, (X,))
    )


def relatives(family: tuple[Function, ...], known: tuple[Mistake, ...]) -> tuple[Mistake, ...]:
    """For each function, its relatives themselves, with either sign, where that is no derivative and not known already."""
    slopes = {signed for each in family if each.derivative for signed in (each.derivative, _opposite(each.derivative))}
    taken_before = {(mistake.before, mistake.after) for mistake in known}
    return tuple(
        false("wrong-basic-derivative", D(Call(each.name, (X,))), taken, about=each.name)
        for each in family
        for other in family
        for taken in (Call(other.name, (X,)), Negative(Call(other.name, (X,))))
        if other is not each and taken not in slopes and (D(Call(each.name, (X,))), taken) not in taken_before
    )


def _opposite(form: Form) -> Form:
    return form.operand if isinstance(form, Negative) else Negative(form)


NO_INNER = false("chain-rule-missing-inner-derivative", D(outer(G)), outer(G, 1))

MISSING_LINK = false("chain-rule-missing-inner-derivative", D(outer(G)), outer(G, 1) * D(H), "link")
"""A middle function of a chain left out: ``h`` is the inside of the inside."""

INNER_KEPT = (false("chain-rule-inner-left-in-place", D(outer(G)), outer(G, 1) * G),)

SUM_MISTAKES = (
    false("constant-not-dropped", D(F + C), D(F) + C),
    false("constant-not-dropped", D(F + C), D(F) + 1, "taken for 1"),
    false("constant-treated-as-variable", D(Power(A, N)), N * Power(A, N - 1)),
    false("constant-treated-as-variable", D(F + Power(A, N)), D(F) + N * Power(A, N - 1)),
    false("constant-treated-as-variable", D(F - Power(A, N)), D(F) - N * Power(A, N - 1)),
    false("constant-treated-as-variable", D(Power(A, N) * F), N * Power(A, N - 1) * D(F), "factor"),
)

PRODUCT_MISTAKES = (
    false("product-rule-as-product-of-derivatives", D(V * W), D(V) * D(W)),
    false("product-rule-mispaired", D(V * W), D(V) * V + D(W) * W),
    false("product-rule-minus-sign", D(V * W), D(V) * W - V * D(W)),
    false("product-rule-missing-term", D(V * W), D(V) * W),
    false("product-rule-as-sum-of-derivatives", D(V * W), D(V) + D(W)),
    false("product-rule-quotient-mixed", D(V * W), (D(V) * W - V * D(W)) / W**2),
)

QUOTIENT_SIGN = (false("quotient-rule-plus-sign", D(V / W), (D(V) * W + V * D(W)) / W**2),)

QUOTIENT_MISTAKES = (
    false("quotient-rule-as-quotient-of-derivatives", D(V / W), D(V) / D(W)),
    false("quotient-rule-order-swapped", D(V / W), (V * D(W) - D(V) * W) / W**2),
    false("quotient-rule-denominator-not-squared", D(V / W), (D(V) * W - V * D(W)) / W),
    false("quotient-rule-denominator-is-numerator-squared", D(V / W), (D(V) * W - V * D(W)) / V**2),
    false("quotient-rule-denominator-missing", D(V / W), D(V) * W - V * D(W)),
    false("quotient-rule-mispaired", D(V / W), (D(V) * V - W * D(W)) / W**2),
    false("quotient-rule-denominator-is-derivative-squared", D(V / W), (D(V) * W - V * D(W)) / D(W) ** 2),
    false("quotient-rule-missing-term", D(V / W), D(V) / W),
    false("quotient-rule-missing-term", D(V / W), Negative(V * D(W)) / W**2),
    false("product-rule-on-quotient", D(V / W), D(V) * W + V * D(W)),
)

RECIPROCAL_MISTAKES = (
    replace(false("wrong-sign", D(C / X), C / X**2, "reciprocal power"), bare=True),
    false("wrong-sign", D(C / Power(X, N)), N * C / Power(X, N + 1), "reciprocal power"),
    false("wrong-sign", D(C / sqrt(X)), C / (2 * X * sqrt(X)), "reciprocal power"),
    false("exponent-raised", D(C / Power(X, N)), Negative(N * C) / Power(X, N - 1), "reciprocal power"),
    false("chain-rule-missing-inner-derivative", D(C / G), Negative(C) / G**2, "denominator"),
    false("quotient-rule-plus-sign", D(C / G), C * D(G) / G**2, "constant numerator"),
    false("quotient-rule-denominator-not-squared", D(C / G), Negative(C * D(G)) / G, "constant numerator"),
    false("quotient-rule-as-quotient-of-derivatives", D(C / G), Number(0), "numerator without a variable"),
)

SUM_SIGN = (false("sum-rule-sign", D(V + W), D(W) - D(V)),)

INNER_SIGN = (
    false("wrong-sign-inner-derivative", D(outer(Negative(G))), outer(Negative(G), 1) * D(G)),
    false("wrong-sign-inner-derivative", D(outer(C - V)), outer(C - V, 1) * D(V)),
)

POWER_MISTAKES = (
    false("power-rule-on-exponential", D(Power(A, X)), X * Power(A, X - 1)),
    false("power-rule-on-exponential", D(Power(E, X)), X * Power(E, X - 1)),
    false("power-rule-on-exponential", D(Power(V, W)), W * Power(V, W - 1) * D(V), "both vary"),
    false("exponential-rule-on-power", D(Power(F, W)), Power(F, W) * ln(F) * D(W)),
    false("exponential-rule-on-power", D(Power(X, N)), Power(X, N) * ln(X), "constant exponent"),
    false("exponential-divides-by-log", D(Power(A, X)), Power(A, X) / ln(A)),
    false("exponential-missing-log", D(Power(A, X)), Power(A, X)),
    false("exponential-missing-log", D(Power(A, X)), Power(A, X) * ln(X), "of the variable"),
    false("log-base-forgotten", D(Call("log", (X, A))), 1 / X),
    false("log-base-forgotten", D(Call("log", (X, A))), ln(A) / X, "above"),
    false("log-base-forgotten", D(Call("log", (X, A))), 1 / (A * X), "factor"),
    false("log-base-forgotten", D(ln(X)), 1 / (X * ln(Number(10))), "natural"),
    false("power-not-reduced", D(Power(X, N)), N * Power(X, N)),
    false("power-not-reduced", D(C / Power(X, N)), Negative(N * C) / Power(X, N), "reciprocal power"),
    false("power-not-reduced", D(sqrt(X)), sqrt(X) / 2, "square root"),
    false("exponent-raised", D(Power(X, N)), N * Power(X, N + 1)),
    false("dropped-constant-multiple", D(Power(X, N)), Power(X, N - 1), "exponent"),
    false("dropped-constant-multiple", D(C / Power(X, N)), Negative(C) / Power(X, N + 1), "exponent"),
    false("dropped-constant-multiple", D(sqrt(X)), 1 / sqrt(X), "square root"),
    false("power-rule-wrong-coefficient", D(Power(X, N)), (N - 1) * Power(X, N - 1)),
    false("power-rule-wrong-coefficient", D(Power(X, N)), (N + 1) * Power(X, N - 1), "not the exponent"),
    false("power-rule-wrong-coefficient", D(Power(X, N)), Power(X, N - 1) / N, "divided"),
    false("power-rule-wrong-coefficient", D(sqrt(X)), 2 / sqrt(X), "square root"),
    false("power-rule-exponent-lost", D(Power(X, N)), N * X),
    false("power-not-reduced", D(sqrt(X)), 1 / (2 * X), "root lost"),
    false("power-not-reduced", D(Root(X, N)), Root(X, N) / N),
    false("exponent-raised", D(sqrt(X)), X * sqrt(X) / 2),
    false("exponent-raised", D(Root(X, N)), X * Root(X, N) / N),
    false("exponent-sign-lost", D(Power(X, N)), N * Power(X, 1 - N)),
    false("exponent-sign-lost", D(Root(X, N)), Power(Root(X, N), N - 1) / N),
    false("dropped-constant-multiple", D(Root(X, N)), 1 / Power(Root(X, N), N - 1), "exponent"),
    false("power-rule-wrong-coefficient", D(Root(X, N)), N / Power(Root(X, N), N - 1), "not the exponent"),
)

CHAIN_MISTAKES = (
    false("inner-function-lost-outside-derivative-at-x", D(outer(G)), outer(X, 1) * D(G)),
    false("derivative-taken-inside", D(outer(G)), outer(D(G), 1)),
    false("derivative-taken-inside", D(outer(G)), outer(D(G), 1) * D(G), "inside as well"),
    false("derivative-taken-inside", D(outer(G)), outer(D(G)), "only inside"),
    false("function-treated-as-linear", D(outer(F + G)), D(outer(F)) + D(outer(G))),
    false("outer-function-not-differentiated", D(outer(G)), outer(G) * D(G)),
    false("chain-rule-added-inner-derivative", D(outer(G)), outer(G, 1) + D(G)),
    false("chain-rule-missing-inner-derivative", D(outer(G)), outer(X, 1)),
    false("chain-rule-inner-derivative-twice", D(outer(G)), outer(G, 1) * D(G) ** 2),
    false("outer-function-lost", D(outer(G)), D(G)),
    false("chain-rule-missing-inner-derivative", D(outer(G)), Negative(outer(G, 1)), "and the sign"),
)

LEFT_AS_IT_WAS = (false("product-rule-factor-not-differentiated", D(V * W), D(V) * W + V * W),)

CONSTANT_MISTAKES = (
    false("dropped-constant-multiple", D(C * F), D(F)),
    false("dropped-constant-multiple", D(F / C), D(F)),
    false("dropped-constant-multiple", D(C / G), Negative(D(G)) / G**2),
    false("dropped-constant-multiple", D(C / Power(X, N)), Negative(N) / Power(X, N + 1)),
    false("wrong-sign", D(Negative(F)), D(F), "lost"),
    false("constant-factor-differentiated", D(C * F), Number(0)),
    false("constant-factor-differentiated", D(C * F), F + C * D(F), "taken for 1"),
    false("constant-factor-squared", D(F / C), D(F) / C**2),
    false("sum-rule-missing-term", D(F + G), D(F)),
    false("sum-rule-missing-term", D(F + G), D(F) + G, "left as it was"),
)

def namesakes(family: tuple[Function, ...]) -> tuple[Mistake, ...]:
    """For each hyperbolic function, the derivative of the trigonometric function of its name, with either sign."""
    pairs = ((each, FUNCTIONS.get(each.name.replace("ar", "arc").removesuffix("h"))) for each in family)
    return tuple(
        false("wrong-basic-derivative", D(Call(each.name, (X,))), taken, about=each.name)
        for each, other in pairs
        if other is not None and each.derivative is not None and other.derivative is not None
        for taken in (other.derivative, _opposite(other.derivative))
        if each.derivative not in (taken, _opposite(taken))
    )


LOST_PARTS = (
    false("wrong-basic-derivative", D(call("sec")(X)), call("tan")(X), "sec"),
    false("wrong-basic-derivative", D(call("csc")(X)), Negative(call("cot")(X)), "csc"),
    false("wrong-basic-derivative", D(ln(X)), 1 / ln(X), "ln"),
    false("wrong-basic-derivative", D(ln(X)), ln(X) / X, "ln"),
    false("wrong-basic-derivative", D(call("tan")(X)), call("sec")(X), "tan"),
    false("wrong-basic-derivative", D(call("cot")(X)), Negative(call("csc")(X)), "cot"),
    false("wrong-basic-derivative", D(call("arctan")(X)), 1 / sqrt(1 + X**2), "arctan root"),
    false("wrong-basic-derivative", D(call("arcsin")(X)), 1 / (1 - X**2), "arcsin root"),
    false("wrong-basic-derivative", D(call("arctan")(X)), call("sec")(X) ** 2, "arctan inside"),
    false("wrong-basic-derivative", D(call("arctan")(X)), 1 / (1 - X**2), "arctan sign"),
    false("wrong-basic-derivative", D(call("arcsin")(X)), 1 / sqrt(1 + X**2), "arcsin sign"),
    false("wrong-basic-derivative", D(call("arcsin")(X)), 1 / sqrt(X**2 - 1), "arcsin"),
)
"""Derivatives of single functions of which a part got lost or was mistaken."""

BASIC_MISTAKES = (
    false("quotient-rule-as-quotient-of-derivatives", D(C / G), C / D(G), "constant numerator"),
    false("quotient-rule-as-quotient-of-derivatives", D(C / Power(X, N)), C / (N * Power(X, N - 1)), "power"),
    false("chain-rule-divided-by-inner-derivative", D(outer(G)), outer(G, 1) / D(G)),
    false("integrated-instead", D(C / V), C * ln(V), "part"),
    false("integrated-instead", D(Power(X, N)), Power(X, N + 1) / (N + 1), "part"),
    *LOST_PARTS,
    *(
        false("inverse-function-confused", D(Call("arc" + name, (X,))), Negative(inner) / Call(name, (X,)) ** 2, about=name)
        for name, inner in (("sin", call("cos")(X)), ("cos", -call("sin")(X)), ("tan", call("sec")(X) ** 2))
    ),
    *(
        false("basic-function-not-differentiated", D(Call(each.name, (X,))), Call(each.name, (X,)), about=each.name)
        for each in FUNCTIONS.values()
        if each.derivative is not None
    ),
    *chain.from_iterable(map(wrong_kinds, FAMILIES)),
    *chain.from_iterable(relatives(family, LOST_PARTS) for family in (TRIGONOMETRIC, HYPERBOLIC)),
    *chain.from_iterable(map(namesakes, (HYPERBOLIC, INVERSE_HYPERBOLIC))),
)

TRIGONOMETRIC_SIGNS = wrong_signs(chain.from_iterable(FAMILIES))

OTHER_SIGNS = (
    false("wrong-sign-basic-derivative", D(Power(E, X)), Negative(Power(E, X)), "exponential"),
    false("wrong-sign-basic-derivative", D(ln(X)), Negative(1 / X), "logarithm"),
    false("wrong-sign-basic-derivative", D(Power(A, X)), Negative(Power(A, X) * ln(A)), "exponential of base"),
    false("wrong-sign", D(Power(X, N)), Negative(N * Power(X, N - 1)), "power"),
    false("wrong-sign", D(sqrt(X)), Negative(1 / (2 * sqrt(X))), "square root"),
    false("wrong-sign", D(Root(X, N)), Negative(1 / (N * Power(Root(X, N), N - 1))), "root"),
)

LIKELIEST_MISTAKES: tuple[Mistake, ...] = (
    *QUOTIENT_SIGN,
    *TRIGONOMETRIC_SIGNS,
    *QUOTIENT_MISTAKES,
    *SUM_SIGN,
    *INNER_SIGN,
    *RECIPROCAL_MISTAKES,
    *PRODUCT_MISTAKES,
    NO_INNER,
    *INNER_KEPT,
    *SUM_MISTAKES,
)
"""False rules that explain most answers: the others are tried only where these do not."""

RULE_MISTAKES: tuple[Mistake, ...] = (
    *LIKELIEST_MISTAKES,
    *OTHER_SIGNS,
    *POWER_MISTAKES,
    *CHAIN_MISTAKES,
    *CONSTANT_MISTAKES,
    *LEFT_AS_IT_WAS,
)
"""False rules of differentiation, the most plausible first."""

WRITING_SLIPS: tuple[Mistake, ...] = (
    false("distribution-slip", C * (F + G), C * F + G),
    false("missing-parentheses", Power(C * F, N), C * Power(F, N)),
    false("missing-parentheses", H * (F + G), H * F + G),
    false("missing-parentheses", H * (F + G), F + H * G),
    false("missing-parentheses", Negative(H * (F + G)), G - H * F),
    false("missing-parentheses", Negative(H * (F + G)), H * G - F),
    false("missing-parentheses", Negative(F + G), G - F, "minus"),
    false("missing-parentheses", (F + G) / H, F + G / H),
    false("power-of-sum", Power(F + G, N), Power(F, N) + Power(G, N)),
    false("power-of-sum", sqrt(F + G), sqrt(F) + sqrt(G), "root"),
    false("cancelled-in-sum", (F + G) / F, G),
    false("cancelled-in-sum", (F + G) / G, F + 1, "one term"),
)
"""False rewritings, in the problem as it was copied or in the derivative as it was written down."""

COPYING_SLIPS: tuple[Mistake, ...] = (
    false("differentiated-reciprocal", F / G, G / F),
    false("dropped-factor", C * F, F),
    false("dropped-factor", F / C, F, "denominator"),
    false("wrong-sign", Negative(F), F, "copied"),
    false("wrong-sign", F + G, F - G, "changed"),
)
"""False copies of a part of the problem, which is then differentiated rightly."""

ONCE = false("differentiated-once-only", D(D(F)), D(F))
INTEGRATED = false("integrated-instead", D(D(F)), F)
RECIPROCAL = false("reciprocal-of-derivative", D(F), 1 / D(F))

SLOPE_FORGOTTEN = false("chain-rule-missing-inner-derivative", D(F), Number(1), "slope")
HELD_STILL = false("dependent-variable-treated-as-constant", D(F), Number(0))
MOVED_SIGN = false("wrong-sign", Negative(F), F, "moved")
NOT_DIVIDED = false("slope-not-divided", D(F) / D(G), D(F))
NOT_DIVIDED_AGAIN = false("slope-not-divided", D(D(F) / D(G)) / D(G), D(D(F) / D(G)), "again")
ONE_COORDINATE = false("one-coordinate-only", D(F) / D(G), D(G))
RATES_MULTIPLIED = false("rates-multiplied", D(F) / D(G), D(F) * D(G))
SECOND_RATES = false("second-rates-divided", D(D(F) / D(G)) / D(G), D(D(F)) / D(D(G)))
TURNED = false("reciprocal-of-derivative", D(F) / D(G), D(G) / D(F), "slope")
COORDINATES = false("not-differentiated", D(F) / D(G), F / G, "coordinates")

CURVE_MISTAKES = (
    SLOPE_FORGOTTEN,
    HELD_STILL,
    MOVED_SIGN,
    NOT_DIVIDED,
    NOT_DIVIDED_AGAIN,
    ONE_COORDINATE,
    RATES_MULTIPLIED,
    SECOND_RATES,
    TURNED,
    COORDINATES,
)
"""Mistakes about the slope of a curve: ``f`` and ``g`` are its coordinates, or ``f`` is y or a term of its equation."""

PARAMETER = false(
    "parameter-treated-as-variable",
    D(Undefined(OUTER, (X, A))),
    Undefined(OUTER, (X, A), (1, 0)) + Undefined(OUTER, (X, A), (0, 1)),
)
WRONG_VARIABLE = false("wrong-variable", D(Undefined(OUTER, (X, A))), Undefined(OUTER, (X, A), (0, 1)))

FIRST_TASK_MISTAKES: tuple[Mistake, ...] = (ONCE, false("second-derivative-as-square", D(D(F)), D(F) ** 2))
"""Doing something else than what was asked, which is thought of first: ``f`` is the whole problem."""

TASK_MISTAKES: tuple[Mistake, ...] = (
    INTEGRATED,
    false("differentiated-twice", D(F), D(D(F))),
    false("differentiated-twice-too-often", D(F), D(D(D(F)))),
    false("derivative-squared", D(F), D(F) ** TWO),
    RECIPROCAL,
)
"""The same, after mistakes in the rules."""

NOTHING_MISTAKES = (false("not-differentiated", D(F), F),)
"""The same, where everything else that leaves an expression as it is has been thought of."""

WHOLE_SIGN = false("wrong-sign", D(F), Negative(D(F)))
WRONG_COEFFICIENT = false("wrong-coefficient", D(F), C * D(F))
WRONG_TERM_COEFFICIENT = false("wrong-coefficient", D(F + G), D(F) + C * D(G), "term")
WRONG_CONSTANT = false("wrong-constant-term", D(F), D(F) + C)
ARITHMETIC = false("arithmetic-slip", F, C * F)
CONSTANT_AND_SIGN = false("dropped-constant-multiple-and-sign", D(C * F), Negative(D(F)))

MISTAKES: tuple[Mistake, ...] = (
    *RULE_MISTAKES,
    *BASIC_MISTAKES,
    *WRITING_SLIPS,
    *COPYING_SLIPS,
    PARAMETER,
    WRONG_VARIABLE,
    *FIRST_TASK_MISTAKES,
    *TASK_MISTAKES,
    *NOTHING_MISTAKES,
    *CURVE_MISTAKES,
    MISSING_LINK,
    WHOLE_SIGN,
    WRONG_COEFFICIENT,
    WRONG_TERM_COEFFICIENT,
    WRONG_CONSTANT,
    ARITHMETIC,
    CONSTANT_AND_SIGN,
)
"""Every mistake."""
