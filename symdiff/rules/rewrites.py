"""The moves by which an answer is made shorter: equations that hold on the real numbers where their condition does.

To add an identity, add one line.  An equation is used in both directions where that shortens an answer, unless its table says
otherwise; ``valid`` says where both sides are defined and equal, when one side is defined at more points than the other.
In the equations ``a``, ``b`` and ``c`` stand for any expressions, ``m`` and ``n`` for numbers.

Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 3.5 to 3.6 (algebra), 4.2 (exponential), 4.3 (circular), 4.5
(hyperbolic functions).
"""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.derivation import Rule
from symdiff.forms import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    And,
    E,
    Form,
    Number,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    call,
    exp,
    sqrt,
)
from symdiff.functions import absolute, cos, cosh, cot, coth, csc, csch, ln, sec, sech, sigmoid, sign, sin, sinh, tan, tanh

A = Placeholder("a")
B = Placeholder("b")
C = Placeholder("c")
M = Placeholder("m", "number")
N = Placeholder("n", "number")

log = call("log")
arcsin, arccos, arctan, arsinh, artanh = map(call, ("arcsin", "arccos", "arctan", "arsinh", "artanh"))


def _rule(name: str, before: Form, after: Form, valid: Form = TRUE, why: str = "") -> Rule:
    return Rule(name, before, after, "rewrite", valid, why)


def _nonzero(form: Form) -> Form:
    return Relation(form, "!=", 0)


# --- algebra: what is done with terms, factors and fractions ---------------------------------------------------------------

ARITHMETIC = _rule(
    "arithmetic",
    Product((M, A, N, B)),
    Product((M * N, A, B)),
    why="numbers are multiplied and put in front; a factor 1 and a term 0 are dropped; the order of factors does not matter",
)
POWERS = _rule(
    "combine powers",
    A**M * A**N,
    A ** (M + N),
    why="m factors and n factors are m + n factors; for other exponents that is how powers are defined",
)
POWER_OF_POWER = _rule("power of a power", (A**M) ** N, A ** (M * N), Relation(A, ">", 0), "n times m factors are m·n factors")
LIKE_TERMS = _rule("collect like terms", M * A + N * A, Product((M + N, A)), why="a is taken out of both terms")
CANCEL = _rule(
    "cancel a common factor",
    (A * B) / (A * C),
    B / C,
    _nonzero(A),
    "`a/a = 1` wherever a is not 0",
)
COMMON_DENOMINATOR = _rule(
    "common denominator",
    A / B + C,
    (A + B * C) / B,
    _nonzero(B),
    "`c = (b*c)/b`, and fractions with the same denominator are added by their numerators",
)
MULTIPLY_OUT = _rule("multiply out", A * (B + C), A * B + A * C, why="the distributive law")
FACTOR_OUT = _rule("factor out", A * B + A * C, A * (B + C), why="the distributive law, read from right to left")
FACTOR = _rule(
    "factor",
    A**2 + Product((B + C, A)) + B * C,
    (A + B) * (A + C),
    why="multiplying out gives back the sum",
)
SPLIT = _rule("split the fraction", (A + B) / C, A / C + B / C, _nonzero(C), "each term of the numerator is divided")
ADD_AND_SUBTRACT = _rule("add and subtract the same", A, A + B - B, why="`b - b = 0`")

ALGEBRA = (
    ARITHMETIC,
    POWERS,
    POWER_OF_POWER,
    LIKE_TERMS,
    CANCEL,
    COMMON_DENOMINATOR,
    MULTIPLY_OUT,
    FACTOR_OUT,
    FACTOR,
    SPLIT,
    ADD_AND_SUBTRACT,
)

# --- roots and absolute values ---------------------------------------------------------------------------------------------

ROOT_OF_SQUARE = _rule("root of a square", sqrt(A**2), absolute(A), why="the square root is the one that is not negative")
ROOT_OF_PRODUCT = _rule(
    "root of a product",
    sqrt(A * B),
    sqrt(A) * sqrt(B),
    And((Relation(A, ">=", 0), Relation(B, ">=", 0))),
    "squaring the right side gives `a*b`, and it is not negative",
)
ROOT_OF_QUOTIENT = _rule(
    "root of a quotient",
    sqrt(A / B),
    sqrt(A) / sqrt(B),
    And((Relation(A, ">=", 0), Relation(B, ">", 0))),
    "squaring the right side gives `a/b`, and it is not negative",
)
SQUARE_OF_ROOT = _rule("square of a root", sqrt(A) ** 2, A, Relation(A, ">=", 0), "that is what a square root is")
ROOTS = (ROOT_OF_SQUARE, SQUARE_OF_ROOT, ROOT_OF_PRODUCT, ROOT_OF_QUOTIENT)

ABSOLUTE_VALUES = (
    _rule("sign and absolute value", sign(A) * absolute(A), A, why="a number is its size with its sign"),
    _rule("sign and absolute value", A / absolute(A), sign(A), _nonzero(A), "a number over its size is its sign"),
    _rule("sign and absolute value", absolute(A) / A, sign(A), _nonzero(A), "its size over a number is its sign"),
    _rule("sign and absolute value", sign(A) * A, absolute(A), why="a number times its sign is its size"),
    _rule("sign and absolute value", sign(A) / absolute(A), 1 / A, _nonzero(A), "a number is its size with its sign"),
    _rule("square of an absolute value", absolute(A) ** 2, A**2, why="squaring loses the sign"),
)

# --- exponentials and logarithms -------------------------------------------------------------------------------------------

EXPONENTIAL_OF_LOGARITHM = _rule(
    "exponential of a logarithm", exp(ln(A)), A, Relation(A, ">", 0), "ln a is the exponent that gives a"
)
LOGARITHM_OF_EXPONENTIAL = _rule("logarithm of an exponential", ln(exp(A)), A, why="ln undoes the exponential function")
CHANGE_OF_BASE = _rule(
    "change of base",
    log(A, B),
    ln(A) / ln(B),
    And((Relation(A, ">", 0), Relation(B, ">", 0), Relation(B, "!=", 1))),
    "both give a as a power of b",
)
LOGARITHMS = (
    EXPONENTIAL_OF_LOGARITHM,
    LOGARITHM_OF_EXPONENTIAL,
    _rule(
        "power to a logarithm",
        Power(B, log(A, B)),
        A,
        And((Relation(A, ">", 0), Relation(B, ">", 0))),
        "the logarithm is the exponent that gives a",
    ),
    _rule("logarithm of a power", ln(A**N), N * ln(A), Relation(A, ">", 0), "`e^(n*ln(a))` is `a^n`"),
    _rule(
        "sum of logarithms",
        ln(A) + ln(B),
        ln(A * B),
        And((Relation(A, ">", 0), Relation(B, ">", 0))),
        "`e^(ln(a) + ln(b)) = a*b`",
    ),
    _rule(
        "difference of logarithms",
        ln(A) - ln(B),
        ln(A / B),
        And((Relation(A, ">", 0), Relation(B, ">", 0))),
        "`e^(ln(a) - ln(b)) = a/b`",
    ),
    CHANGE_OF_BASE,
)

# --- values, parity, inverses ----------------------------------------------------------------------------------------------

_HALF_PI = PI / 2
EXACT_VALUES = tuple(
    _rule("exact value", before, after, why=why)
    for before, after, why in (
        (ln(ONE), ZERO, "`e^0 = 1`"),
        (ln(E), ONE, "`e^1 = e`"),
        (sin(ZERO), ZERO, "on the unit circle the angle 0 is the point (1, 0)"),
        (cos(ZERO), ONE, "on the unit circle the angle 0 is the point (1, 0)"),
        (tan(ZERO), ZERO, "`sin(0)/cos(0) = 0`"),
        (sec(ZERO), ONE, "`1/cos(0) = 1`"),
        (sin(_HALF_PI), ONE, "on the unit circle a quarter turn is the point (0, 1)"),
        (cos(_HALF_PI), ZERO, "on the unit circle a quarter turn is the point (0, 1)"),
        (sin(PI), ZERO, "on the unit circle half a turn is the point (−1, 0)"),
        (cos(PI), Number(-1), "on the unit circle half a turn is the point (−1, 0)"),
        (sin(PI / 6), Quotient(ONE, TWO), "it is half an equilateral triangle"),
        (cos(PI / 3), Quotient(ONE, TWO), "it is half an equilateral triangle"),
        (sin(PI / 3), sqrt(Number(3)) / 2, "it is half an equilateral triangle"),
        (cos(PI / 6), sqrt(Number(3)) / 2, "it is half an equilateral triangle"),
        (sin(PI / 4), sqrt(TWO) / 2, "it is half a square"),
        (cos(PI / 4), sqrt(TWO) / 2, "it is half a square"),
        (tan(PI / 4), ONE, "it is half a square"),
        (arcsin(ZERO), ZERO, "`sin(0) = 0`"),
        (arctan(ZERO), ZERO, "`tan(0) = 0`"),
        (arctan(ONE), PI / 4, "`tan(pi/4) = 1`"),
        (sinh(ZERO), ZERO, "`(e^0 - e^0)/2 = 0`"),
        (cosh(ZERO), ONE, "`(e^0 + e^0)/2 = 1`"),
        (tanh(ZERO), ZERO, "`sinh(0)/cosh(0) = 0`"),
        (sigmoid(ZERO), Quotient(ONE, TWO), "`1/(1 + e^0) = 1/2`"),
        (absolute(ZERO), ZERO, "0 has no size"),
        (sign(ZERO), ZERO, "0 is neither positive nor negative"),
    )
)


def _parity() -> Iterator[Rule]:
    odd = "sin tan csc cot arcsin arctan arccsc sinh tanh coth csch arsinh artanh arcoth arcsch sign erf"
    for function in map(call, odd.split()):
        yield _rule("odd function", function(-A), -function(A), why="its graph is symmetric about the origin")
    for function in map(call, ["cos", "sec", "cosh", "sech", "abs"]):
        yield _rule("even function", function(-A), function(A), why="its graph is symmetric about the vertical axis")


PARITY = tuple(_parity())

_WITHIN = And((Relation(A, ">=", -1), Relation(A, "<=", 1)))
INVERSES = (
    _rule("function of its inverse", sin(arcsin(A)), A, _WITHIN, "arcsin a is an angle with the sine a"),
    _rule("function of its inverse", cos(arccos(A)), A, _WITHIN, "arccos a is an angle with the cosine a"),
    _rule("function of its inverse", tan(arctan(A)), A, why="arctan a is an angle with the tangent a"),
    _rule("function of its inverse", sinh(arsinh(A)), A, why="arsinh undoes sinh"),
    _rule("function of its inverse", tanh(artanh(A)), A, And((Relation(A, ">", -1), Relation(A, "<", 1))), "artanh undoes tanh"),
    _rule("right triangle", cos(arcsin(A)), sqrt(1 - A**2), _WITHIN, "in a right triangle with hypotenuse 1 and side a"),
    _rule("right triangle", sin(arccos(A)), sqrt(1 - A**2), _WITHIN, "in a right triangle with hypotenuse 1 and side a"),
    _rule("right triangle", cos(arctan(A)), 1 / sqrt(1 + A**2), why="in a right triangle with sides 1 and a"),
    _rule("right triangle", sec(arctan(A)), sqrt(1 + A**2), why="in a right triangle with sides 1 and a"),
    _rule("right triangle", sin(arctan(A)), A / sqrt(1 + A**2), why="in a right triangle with sides 1 and a"),
)

# --- circular and hyperbolic functions -------------------------------------------------------------------------------------

# Each function as a product of powers of the first two of its family.
QUOTIENT_IDENTITIES = (
    _rule("quotient identity", tan(A), sin(A) / cos(A), _nonzero(cos(A)), "that is how the tangent is defined"),
    _rule("quotient identity", cot(A), cos(A) / sin(A), _nonzero(sin(A)), "that is how the cotangent is defined"),
    _rule("reciprocal identity", sec(A), 1 / cos(A), _nonzero(cos(A)), "that is how the secant is defined"),
    _rule("reciprocal identity", csc(A), 1 / sin(A), _nonzero(sin(A)), "that is how the cosecant is defined"),
    _rule("quotient identity", tanh(A), sinh(A) / cosh(A), why="that is how the hyperbolic tangent is defined"),
    _rule("quotient identity", coth(A), cosh(A) / sinh(A), _nonzero(A), "that is how the hyperbolic cotangent is defined"),
    _rule("reciprocal identity", sech(A), 1 / cosh(A), why="that is how the hyperbolic secant is defined"),
    _rule("reciprocal identity", csch(A), 1 / sinh(A), _nonzero(A), "that is how the hyperbolic cosecant is defined"),
)

# Each says that a square of the first function, plus or minus a square of the second, is 1.
PYTHAGOREAN_IDENTITIES = (
    _rule("Pythagorean identity", sin(A) ** 2 + cos(A) ** 2, ONE, why="the point (cos a, sin a) lies on the unit circle"),
    _rule("Pythagorean identity", sec(A) ** 2 - tan(A) ** 2, ONE, _nonzero(cos(A)), "the first one divided by `cos(a)^2`"),
    _rule("Pythagorean identity", csc(A) ** 2 - cot(A) ** 2, ONE, _nonzero(sin(A)), "the first one divided by `sin(a)^2`"),
    _rule("hyperbolic identity", cosh(A) ** 2 - sinh(A) ** 2, ONE, why="`(e^a + e^(-a))^2/4 - (e^a - e^(-a))^2/4 = 1`"),
    _rule("hyperbolic identity", tanh(A) ** 2 + sech(A) ** 2, ONE, why="`cosh(a)^2 - sinh(a)^2 = 1` divided by `cosh(a)^2`"),
    _rule("hyperbolic identity", coth(A) ** 2 - csch(A) ** 2, ONE, _nonzero(A), "the same divided by `sinh(a)^2`"),
)

DOUBLE_ARGUMENTS = (
    _rule("double angle", Product((TWO, sin(A), cos(A))), sin(2 * A), why="`sin(a + b) = sin(a)*cos(b) + cos(a)*sin(b)`, b = a"),
    _rule("double angle", cos(A) ** 2 - sin(A) ** 2, cos(2 * A), why="`cos(a + b) = cos(a)*cos(b) - sin(a)*sin(b)`, b = a"),
    _rule("double angle", 1 - 2 * sin(A) ** 2, cos(2 * A), why="`cos(a)^2 - sin(a)^2` with `cos(a)^2 = 1 - sin(a)^2`"),
    _rule("double angle", 2 * cos(A) ** 2 - 1, cos(2 * A), why="`cos(a)^2 - sin(a)^2` with `sin(a)^2 = 1 - cos(a)^2`"),
    _rule("double argument", Product((TWO, sinh(A), cosh(A))), sinh(2 * A), why="multiply out the definitions"),
    _rule("double argument", cosh(A) ** 2 + sinh(A) ** 2, cosh(2 * A), why="multiply out the definitions"),
    _rule("double argument", 1 + 2 * sinh(A) ** 2, cosh(2 * A), why="`cosh(a)^2 + sinh(a)^2` with `cosh(a)^2 = 1 + sinh(a)^2`"),
    _rule("double argument", 2 * cosh(A) ** 2 - 1, cosh(2 * A), why="`cosh(a)^2 + sinh(a)^2` with `sinh(a)^2 = cosh(a)^2 - 1`"),
)

HALF_ARGUMENTS = (
    _rule("half angle", 1 - cos(2 * A), 2 * sin(A) ** 2, why="`cos(2*a) = 1 - 2*sin(a)^2`"),
    _rule("half angle", 1 + cos(2 * A), 2 * cos(A) ** 2, why="`cos(2*a) = 2*cos(a)^2 - 1`"),
)

SUM_OF_HYPERBOLIC = (
    _rule("sum of hyperbolic functions", cosh(A) + sinh(A), exp(A), why="`(e^a + e^(-a))/2 + (e^a - e^(-a))/2 = e^a`"),
    _rule("sum of hyperbolic functions", cosh(A) - sinh(A), exp(-A), why="`(e^a + e^(-a))/2 - (e^a - e^(-a))/2 = e^(-a)`"),
)

# --- exponentials that have a name -----------------------------------------------------------------------------------------

SIGMOID = _rule("definition of the sigmoid", 1 / (1 + exp(-A)), sigmoid(A), why="that is how the sigmoid is defined")
OPPOSITE_SIGMOID = _rule(
    "sigmoid of the opposite",
    sigmoid(-A),
    1 - sigmoid(A),
    why="`1 - 1/(1 + e^(-a)) = 1/(1 + e^a)`",
)
HYPERBOLIC_COSINE = _rule("definition of the hyperbolic cosine", exp(A) + exp(-A), 2 * cosh(A), why="that is how it is defined")
HYPERBOLIC_SINE = _rule("definition of the hyperbolic sine", exp(A) - exp(-A), 2 * sinh(A), why="that is how it is defined")
NAMED_EXPONENTIALS = (SIGMOID, OPPOSITE_SIGMOID, HYPERBOLIC_COSINE, HYPERBOLIC_SINE)

REWRITES: tuple[Rule, ...] = (
    *ALGEBRA,
    *ROOTS,
    *ABSOLUTE_VALUES,
    *LOGARITHMS,
    *EXACT_VALUES,
    *PARITY,
    *INVERSES,
    *QUOTIENT_IDENTITIES,
    *PYTHAGOREAN_IDENTITIES,
    *DOUBLE_ARGUMENTS,
    *HALF_ARGUMENTS,
    *SUM_OF_HYPERBOLIC,
    *NAMED_EXPONENTIALS,
)
