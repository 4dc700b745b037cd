"""The table of functions: how each is written, its derivative, where that holds, and why it is true.

To add a function, add one line here, and say in ``verify/values.py`` what its value is: the witness shares nothing with this
table.  In the formulas ``x`` stands for the argument.  In ``why``, mathematics stands between backquotes.

Formulas: Abramowitz and Stegun, Handbook of Mathematical Functions, chapters 4, 6 and 7.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from symdiff.forms import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    And,
    Call,
    Form,
    Or,
    Piecewise,
    Placeholder,
    Relation,
    call,
    exp,
    sqrt,
)


@dataclass(frozen=True, slots=True)
class Function:
    """A known function of one argument.

    Attributes:
        name: the name it has in forms and in plain text.
        derivative: its derivative in the placeholder ``X``, or ``None`` if it has none that symdiff knows.
        why: why that is its derivative; mathematics between backquotes.
        domain: where the function is defined, in ``X``.
        smooth: where it is differentiable and the formula holds, in ``X``; ``None`` means wherever it is defined.
        spellings: other names under which it is read.
        latex: how LaTeX writes its name.
        noun: how a sentence names it.
    """

    name: str
    derivative: Form | None
    why: str
    domain: Form = TRUE
    smooth: Form | None = None
    spellings: tuple[str, ...] = ()
    latex: str = ""
    noun: str = ""

    @property
    def differentiable(self) -> Form:
        """Where the derivative exists, in ``X``."""
        return self.domain if self.smooth is None else self.smooth


X = Placeholder("x", "variable")

sin, cos, tan, cot, sec, csc = map(call, ("sin", "cos", "tan", "cot", "sec", "csc"))
sinh, cosh, tanh, coth, sech, csch = map(call, ("sinh", "cosh", "tanh", "coth", "sech", "csch"))
ln, absolute, sign, step, sigmoid = map(call, ("ln", "abs", "sign", "step", "sigmoid"))


def _differs(form: Form, other: Form | int = 0) -> Form:
    return Relation(form, "!=", other)


def _between(low: int, form: Form, high: int, equal: str = "") -> Form:
    return And((Relation(form, ">" + equal, low), Relation(form, "<" + equal, high)))


def _beyond_one(form: Form, equal: str = "") -> Form:
    return Relation(absolute(form), ">" + equal, 1)


TRIGONOMETRIC = (
    Function(
        "sin",
        cos(X),
        "`(sin(x+h) - sin(x))/h = sin(x)*(cos(h) - 1)/h + cos(x)*sin(h)/h`, and as h goes to 0, `(cos(h) - 1)/h` goes to 0 and "
        "`sin(h)/h` to 1",
        noun="sine",
    ),
    Function(
        "cos",
        -sin(X),
        "`cos(x) = sin(pi/2 - x)`, so its derivative is `-cos(pi/2 - x) = -sin(x)`",
        noun="cosine",
    ),
    Function(
        "tan",
        sec(X) ** 2,
        "quotient rule on `sin(x)/cos(x)`: `(cos(x)^2 + sin(x)^2)/cos(x)^2 = 1/cos(x)^2`",
        _differs(cos(X)),
        spellings=("tg",),
        noun="tangent",
    ),
    Function(
        "cot",
        -(csc(X) ** 2),
        "quotient rule on `cos(x)/sin(x)`: `(-sin(x)^2 - cos(x)^2)/sin(x)^2 = -1/sin(x)^2`",
        _differs(sin(X)),
        spellings=("ctg", "cotan", "cotg"),
        noun="cotangent",
    ),
    Function(
        "sec",
        sec(X) * tan(X),
        "chain rule on `cos(x)^(-1)`: `-cos(x)^(-2)*(-sin(x)) = sec(x)*tan(x)`",
        _differs(cos(X)),
        noun="secant",
    ),
    Function(
        "csc",
        -(csc(X) * cot(X)),
        "chain rule on `sin(x)^(-1)`: `-sin(x)^(-2)*cos(x) = -csc(x)*cot(x)`",
        _differs(sin(X)),
        spellings=("cosec",),
        noun="cosecant",
    ),
)

INVERSE_TRIGONOMETRIC = (
    Function(
        "arcsin",
        1 / sqrt(1 - X**2),
        "`y = arcsin(x)` means `sin(y) = x`; differentiating, `cos(y)*y' = 1`, and `cos(y) = sqrt(1 - x^2)` because y lies "
        "between `-pi/2` and `pi/2`",
        _between(-1, X, 1, "="),
        _between(-1, X, 1),
        spellings=("asin",),
        noun="inverse sine",
    ),
    Function(
        "arccos",
        -(1 / sqrt(1 - X**2)),
        "`arccos(x) = pi/2 - arcsin(x)`",
        _between(-1, X, 1, "="),
        _between(-1, X, 1),
        spellings=("acos",),
        noun="inverse cosine",
    ),
    Function(
        "arctan",
        1 / (1 + X**2),
        "`y = arctan(x)` means `tan(y) = x`; differentiating, `(1 + tan(y)^2)*y' = 1`, so `y'` is `1/(1 + x^2)`",
        spellings=("atan", "arctg"),
        noun="inverse tangent",
    ),
    Function(
        "arccot",
        -(1 / (1 + X**2)),
        "`arccot(x) = pi/2 - arctan(x)`",
        spellings=("acot", "arcctg"),
        latex=r"\operatorname{arccot}",
        noun="inverse cotangent",
    ),
    Function(
        "arcsec",
        1 / (absolute(X) * sqrt(X**2 - 1)),
        "`arcsec(x) = arccos(1/x)`, so the chain rule gives `1/(x^2*sqrt(1 - 1/x^2)) = 1/(abs(x)*sqrt(x^2 - 1))`",
        _beyond_one(X, "="),
        _beyond_one(X),
        spellings=("asec",),
        latex=r"\operatorname{arcsec}",
        noun="inverse secant",
    ),
    Function(
        "arccsc",
        -(1 / (absolute(X) * sqrt(X**2 - 1))),
        "`arccsc(x) = arcsin(1/x)`, so the chain rule gives `-1/(x^2*sqrt(1 - 1/x^2)) = -1/(abs(x)*sqrt(x^2 - 1))`",
        _beyond_one(X, "="),
        _beyond_one(X),
        spellings=("acsc", "arccosec", "acosec"),
        latex=r"\operatorname{arccsc}",
        noun="inverse cosecant",
    ),
)

HYPERBOLIC = (
    Function(
        "sinh",
        cosh(X),
        "`sinh(x) = (e^x - e^(-x))/2` has the derivative `(e^x + e^(-x))/2`",
        spellings=("sh",),
        noun="hyperbolic sine",
    ),
    Function(
        "cosh",
        sinh(X),
        "`cosh(x) = (e^x + e^(-x))/2` has the derivative `(e^x - e^(-x))/2`",
        spellings=("ch",),
        noun="hyperbolic cosine",
    ),
    Function(
        "tanh",
        1 - tanh(X) ** 2,
        "quotient rule on `sinh(x)/cosh(x)`: `(cosh(x)^2 - sinh(x)^2)/cosh(x)^2 = 1 - tanh(x)^2`",
        spellings=("th",),
        noun="hyperbolic tangent",
    ),
    Function(
        "coth",
        -(csch(X) ** 2),
        "quotient rule on `cosh(x)/sinh(x)`: `(sinh(x)^2 - cosh(x)^2)/sinh(x)^2 = -1/sinh(x)^2`",
        _differs(X),
        spellings=("cth",),
        noun="hyperbolic cotangent",
    ),
    Function(
        "sech",
        -(sech(X) * tanh(X)),
        "chain rule on `cosh(x)^(-1)`: `-cosh(x)^(-2)*sinh(x) = -sech(x)*tanh(x)`",
        latex=r"\operatorname{sech}",
        noun="hyperbolic secant",
    ),
    Function(
        "csch",
        -(csch(X) * coth(X)),
        "chain rule on `sinh(x)^(-1)`: `-sinh(x)^(-2)*cosh(x) = -csch(x)*coth(x)`",
        _differs(X),
        spellings=("cosech",),
        latex=r"\operatorname{csch}",
        noun="hyperbolic cosecant",
    ),
)

INVERSE_HYPERBOLIC = (
    Function(
        "arsinh",
        1 / sqrt(X**2 + 1),
        "`y = arsinh(x)` means `sinh(y) = x`; differentiating, `cosh(y)*y' = 1`, and `cosh(y) = sqrt(1 + x^2)`",
        spellings=("asinh", "arcsinh"),
        latex=r"\operatorname{arsinh}",
        noun="inverse hyperbolic sine",
    ),
    Function(
        "arcosh",
        1 / sqrt(X**2 - 1),
        "`y = arcosh(x)` means `cosh(y) = x` with y not negative; differentiating, `sinh(y)*y' = 1`, and "
        "`sinh(y) = sqrt(x^2 - 1)`",
        Relation(X, ">=", 1),
        Relation(X, ">", 1),
        spellings=("acosh", "arccosh"),
        latex=r"\operatorname{arcosh}",
        noun="inverse hyperbolic cosine",
    ),
    Function(
        "artanh",
        1 / (1 - X**2),
        "`y = artanh(x)` means `tanh(y) = x`; differentiating, `(1 - tanh(y)^2)*y' = 1`, so `y'` is `1/(1 - x^2)`",
        _between(-1, X, 1),
        spellings=("atanh", "arctanh"),
        latex=r"\operatorname{artanh}",
        noun="inverse hyperbolic tangent",
    ),
    Function(
        "arcoth",
        1 / (1 - X**2),
        "`arcoth(x) = artanh(1/x)`, so the chain rule gives `-1/(x^2*(1 - 1/x^2)) = 1/(1 - x^2)`",
        _beyond_one(X),
        spellings=("acoth", "arccoth"),
        latex=r"\operatorname{arcoth}",
        noun="inverse hyperbolic cotangent",
    ),
    Function(
        "arsech",
        -(1 / (X * sqrt(1 - X**2))),
        "`arsech(x) = arcosh(1/x)`, so the chain rule gives `-1/(x^2*sqrt(1/x^2 - 1)) = -1/(x*sqrt(1 - x^2))`",
        And((Relation(X, ">", 0), Relation(X, "<=", 1))),
        And((Relation(X, ">", 0), Relation(X, "<", 1))),
        spellings=("asech", "arcsech"),
        latex=r"\operatorname{arsech}",
        noun="inverse hyperbolic secant",
    ),
    Function(
        "arcsch",
        -(1 / (absolute(X) * sqrt(1 + X**2))),
        "`arcsch(x) = arsinh(1/x)`, so the chain rule gives `-1/(x^2*sqrt(1/x^2 + 1)) = -1/(abs(x)*sqrt(1 + x^2))`",
        _differs(X),
        spellings=("acsch", "arccsch", "arcosech"),
        latex=r"\operatorname{arcsch}",
        noun="inverse hyperbolic cosecant",
    ),
)

LOGARITHM = Function(
    "ln",
    1 / X,
    "`y = ln(x)` means `e^y = x`; differentiating both sides, `e^y*y' = 1`, so `y'` is `1/e^y = 1/x`",
    Relation(X, ">", 0),
    noun="natural logarithm",
)

PIECEWISE_DEFINED = (
    Function(
        "abs",
        sign(X),
        "`abs(x)` is `x` with slope 1 where x > 0 and `-x` with slope `-1` where x < 0; at 0 the two slopes differ",
        smooth=_differs(X),
        noun="absolute value",
    ),
    Function(
        "sign",
        ZERO,
        "it is constant, 1 or `-1`, on either side of 0",
        smooth=_differs(X),
        spellings=("sgn", "signum"),
        latex=r"\operatorname{sgn}",
        noun="sign",
    ),
    Function(
        "step",
        ZERO,
        "it is constant, 1 where x > 0 and 0 elsewhere; at 0 it jumps",
        smooth=_differs(X),
        spellings=("heaviside",),
        latex=r"\operatorname{step}",
        noun="unit step",
    ),
    Function(
        "relu",
        Piecewise(((ZERO, Relation(X, "<", 0)), (ONE, Relation(X, ">", 0)))),
        "it is the constant 0 where x < 0 and x itself where x > 0; at 0 the two slopes differ",
        smooth=_differs(X),
        latex=r"\operatorname{ReLU}",
        noun="rectified linear unit",
    ),
    Function(
        "floor",
        ZERO,
        "it is constant between two neighbouring integers and jumps at each integer",
        smooth=_differs(X, Call("floor", (X,))),
        noun="floor",
    ),
    Function(
        "ceil",
        ZERO,
        "it is constant between two neighbouring integers and jumps at each integer",
        smooth=_differs(X, Call("ceil", (X,))),
        spellings=("ceiling",),
        noun="ceiling",
    ),
)

SPECIAL = (
    Function(
        "sigmoid",
        sigmoid(X) * (1 - sigmoid(X)),
        "`sigmoid(x) = 1/(1 + e^(-x))` has the derivative `e^(-x)/(1 + e^(-x))^2`, and `e^(-x)/(1 + e^(-x)) = 1 - sigmoid(x)`",
        spellings=("logistic", "expit"),
        latex=r"\sigma",
        noun="sigmoid",
    ),
    Function(
        "softplus",
        sigmoid(X),
        "chain rule on `ln(1 + e^x)`: `e^x/(1 + e^x) = 1/(1 + e^(-x))`",
        latex=r"\operatorname{softplus}",
        noun="softplus",
    ),
    Function(
        "erf",
        TWO / sqrt(PI) * exp(-(X**2)),
        "it is defined as the integral of `2/sqrt(pi)*e^(-t^2)` from 0 to x, so by the fundamental theorem its derivative is the "
        "integrand at x",
        latex=r"\operatorname{erf}",
        noun="error function",
    ),
    Function(
        "erfc",
        -(TWO / sqrt(PI) * exp(-(X**2))),
        "`erfc(x) = 1 - erf(x)`",
        latex=r"\operatorname{erfc}",
        noun="complementary error function",
    ),
    Function(
        "gamma",
        call("gamma")(X) * call("digamma")(X),
        "the digamma function is defined as the derivative of `ln(gamma(x))`, so gamma's own derivative is that times gamma",
        Or((Relation(X, ">", 0), _differs(X, Call("floor", (X,))))),
        latex=r"\Gamma",
        noun="gamma function",
    ),
    Function(
        "digamma",
        None,
        "",
        Or((Relation(X, ">", 0), _differs(X, Call("floor", (X,))))),
        latex=r"\psi",
        noun="digamma function",
    ),
)

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in chain(
        TRIGONOMETRIC,
        INVERSE_TRIGONOMETRIC,
        HYPERBOLIC,
        INVERSE_HYPERBOLIC,
        (LOGARITHM,),
        PIECEWISE_DEFINED,
        SPECIAL,
    )
}

# Functions of two or more arguments have rules of their own instead of a derivative in one argument:
# log(argument, base), max(a, b, ...), min(a, b, ...).
SEVERAL_ARGUMENTS = ("log", "max", "min")
