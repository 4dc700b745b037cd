"""The rules of differentiation that go by how an expression is put together.

To add a rule, add one line.  A rule is tried in the order of this table; it applies where its left side matches.

In the equations ``f`` and ``g`` stand for any expressions, ``a``, ``c`` and ``n`` for anything free of the variable, and
``x`` for the variable.  A rule about ``x`` also serves any expression in its place: that is the chain rule.  The rules about
a sum and a product of two hold for any number of terms or factors.

Source: Apostol, Calculus, volume 1, chapter 4; for the general power, logarithmic differentiation (chapter 6).
"""

from __future__ import annotations

from symdiff.derivation import Rule
from symdiff.forms import (
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Piecewise,
    Placeholder,
    Power,
    Relation,
    Root,
    Undefined,
    call,
    sqrt,
)
from symdiff.functions import FUNCTIONS, X

F = Placeholder("f")
G = Placeholder("g")
A = Placeholder("a", "constant")
C = Placeholder("c", "constant")
N = Placeholder("n", "constant")
U = Placeholder("u")

ln = call("ln")


def D(form: Form) -> Form:
    """The derivative of a form by the variable, not yet found."""
    return Derivative(form, X)


CONSTANT = Rule("constant rule", D(C), Number(0), why="a constant does not change, so every difference quotient is 0")
IDENTITY = Rule("identity rule", D(X), Number(1), why="the difference quotient of x itself is `h/h = 1`")
SUM = Rule("sum rule", D(F + G), D(F) + D(G), why="the difference quotient of a sum is the sum of the difference quotients")
DIFFERENCE = Rule(
    "difference rule",
    D(F - G),
    D(F) - D(G),
    why="the difference quotient of a difference is the difference of the difference quotients",
)
OPPOSITE = Rule("constant multiple rule", D(Negative(F)), Negative(D(F)), why="the constant factor is `-1`")
MULTIPLE = Rule("constant multiple rule", D(C * F), C * D(F), why="a constant factor comes out of the difference quotient")
DIVISOR = Rule("constant multiple rule", D(F / C), D(F) / C, why="dividing by c is multiplying by the constant `1/c`")
RECIPROCAL = Rule(
    "reciprocal rule",
    D(C / G),
    Negative((C * D(G)) / G**2),
    valid=Relation(G, "!=", 0),
    why="it is the quotient rule with a constant numerator, whose derivative is 0",
)
RECIPROCAL_POWER = Rule(
    "power rule",
    D(C / Power(X, N)),
    Negative((N * C) / Power(X, N + 1)),
    valid=Relation(X, "!=", 0),
    why="`c/x^n = c*x^(-n)`, a power with the exponent `-n`",
)
PRODUCT = Rule(
    "product rule",
    D(F * G),
    D(F) * G + F * D(G),
    why="`f(x+h)*g(x+h) - f(x)*g(x) = (f(x+h) - f(x))*g(x+h) + f(x)*(g(x+h) - g(x))`; divide by h and let h go to 0",
)
QUOTIENT = Rule(
    "quotient rule",
    D(F / G),
    (D(F) * G - F * D(G)) / G**2,
    valid=Relation(G, "!=", 0),
    why="product rule on `f = (f/g)*g`, solved for the derivative of `f/g`",
)
POWER = Rule(
    "power rule",
    D(Power(X, N)),
    N * Power(X, N - 1),
    why="for a whole number n the binomial theorem gives `(x+h)^n` as `x^n + n*x^(n-1)*h` and terms with `h^2`; "
    "for other n write `x^n = e^(n*ln(x))` and use the chain rule",
)
SQUARE_ROOT = Rule(
    "square root rule",
    D(sqrt(X)),
    1 / (2 * sqrt(X)),
    valid=Relation(X, ">", 0),
    why="it is the power rule with the exponent `1/2`",
)
ROOT = Rule(
    "root rule",
    D(Root(X, N)),
    1 / (N * Power(Root(X, N), N - 1)),
    valid=Relation(X, "!=", 0),
    why="it is the power rule with the exponent `1/n`",
)
EXPONENTIAL = Rule(
    "exponential rule",
    D(Power(E, X)),
    Power(E, X),
    why="e is the number for which `(e^h - 1)/h` goes to 1 as h goes to 0, and `(e^(x+h) - e^x)/h = e^x*(e^h - 1)/h`",
)
EXPONENTIAL_OF_BASE = Rule(
    "exponential rule",
    D(Power(A, X)),
    Power(A, X) * ln(A),
    valid=Relation(A, ">", 0),
    why="`a^x = e^(x*ln(a))`, and the chain rule gives the factor `ln(a)`",
)
GENERAL_POWER = Rule(
    "general power rule",
    D(Power(F, G)),
    Power(F, G) * (D(G) * ln(F) + G * D(F) / F),
    valid=Relation(F, ">", 0),
    why="`f^g = e^(g*ln(f))`, and the chain rule and the product rule give the bracket",
)
LOGARITHM_OF_BASE = Rule(
    "logarithm rule",
    D(Call("log", (X, A))),
    1 / (X * ln(A)),
    valid=Relation(X, ">", 0),
    why="`log(x, a) = ln(x)/ln(a)`",
)
CHANGE_OF_BASE = Rule(
    "change of base",
    D(Call("log", (F, G))),
    D(ln(F) / ln(G)),
    why="`y = log(f, g)` means `g^y = f`, so `y*ln(g) = ln(f)`",
)
MAXIMUM = Rule(
    "maximum rule",
    D(Call("max", (F, G))),
    Piecewise(((D(F), Relation(F, ">", G)), (D(G), Relation(F, "<", G)))),
    valid=Relation(F, "!=", G),
    why="near a point where f > g the maximum is f itself, where f < g it is g; where they meet it may have a kink",
)
MINIMUM = Rule(
    "minimum rule",
    D(Call("min", (F, G))),
    Piecewise(((D(F), Relation(F, "<", G)), (D(G), Relation(F, ">", G)))),
    valid=Relation(F, "!=", G),
    why="near a point where f < g the minimum is f itself, where f > g it is g; where they meet it may have a kink",
)
PIECEWISE = Rule(
    "piecewise rule",
    D(Piecewise(((F, Relation(X, "<", A)), (G, Relation(X, ">", A))))),
    Piecewise(((D(F), Relation(X, "<", A)), (D(G), Relation(X, ">", A)))),
    why="inside each piece the function is that piece; where two pieces meet the derivative needs a look of its own",
)
UNDEFINED = Rule(
    "derivative of an unknown function",
    D(Undefined("f", (X,))),
    Undefined("f", (X,), (1,)),
    why="of f only the name is known, so its derivative gets a name too",
)
SEVERAL_UNDEFINED = Rule(
    "chain rule for several variables",
    D(Undefined("f", (F, G))),
    Undefined("f", (F, G), (1, 0)) * D(F) + Undefined("f", (F, G), (0, 1)) * D(G),
    why="each argument changes f at its own rate, and to first order the changes add up",
)

FUNCTION_RULES: tuple[Rule, ...] = tuple(
    Rule(
        f"derivative of {name}",
        D(Call(name, (X,))),
        function.derivative,
        kind="function",
        valid=function.differentiable,
        why=function.why,
    )
    for name, function in FUNCTIONS.items()
    if function.derivative is not None
)

STRUCTURE_RULES: tuple[Rule, ...] = (
    CONSTANT,
    IDENTITY,
    DIFFERENCE,
    SUM,
    OPPOSITE,
    MULTIPLE,
    DIVISOR,
    RECIPROCAL_POWER,
    RECIPROCAL,
    PRODUCT,
    QUOTIENT,
    SQUARE_ROOT,
    ROOT,
    EXPONENTIAL,
    EXPONENTIAL_OF_BASE,
    POWER,
    GENERAL_POWER,
    LOGARITHM_OF_BASE,
    CHANGE_OF_BASE,
    MAXIMUM,
    MINIMUM,
    PIECEWISE,
    UNDEFINED,
    SEVERAL_UNDEFINED,
)

CHAIN = Rule(
    "chain rule",
    D(Undefined("f", (G,))),
    Undefined("f", (G,), (1,)) * D(G),
    why="to first order a small change dx makes g change by its slope times dx, and f then by its own slope times that",
)
