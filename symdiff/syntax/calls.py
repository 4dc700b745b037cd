"""What can be applied: every function by every name under which it is read.

To add a spelling of a function of one argument, add it to the table of functions.  To add something that is written
like a function and means something else, add one line to ``_OTHERS`` here.
"""

from __future__ import annotations

from collections.abc import Callable

from symdiff.errors import UnsupportedError
from symdiff.forms import (
    ONE,
    PI,
    TRUE,
    TWO,
    ZERO,
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    exp,
)
from symdiff.functions import FUNCTIONS, HYPERBOLIC, TRIGONOMETRIC
from symdiff.syntax.tokens import Applicable
from symdiff.wording.sentences import say

INVERSES = {
    **{function.name: "arc" + function.name for function in TRIGONOMETRIC},
    **{function.name: "ar" + function.name for function in HYPERBOLIC},
    **{"arc" + function.name: function.name for function in TRIGONOMETRIC},
    **{"ar" + function.name: function.name for function in HYPERBOLIC},
}
"""The inverse of each function that has one, for ``sin^-1 x``."""

_NATURAL = "read as natural logarithm"
_GAMMA = "read by the gamma function"


def _known(name: str) -> Callable[[tuple[Form, ...]], Form]:
    return lambda arguments: Call(name, arguments)


def _logarithm(base: Form | None) -> Callable[[tuple[Form, ...]], Form]:
    """A logarithm whose base may follow its argument; ``None`` is e."""

    def build(arguments: tuple[Form, ...]) -> Form:
        match arguments:
            case (argument,):
                return Call("ln", arguments) if base is None else Call("log", (argument, base))
            case _:
                return Call("log", arguments)

    return build


def _root(arguments: tuple[Form, ...]) -> Form:
    match arguments:
        case (radicand,):
            return Root(radicand, TWO)
        case _:
            return Root(*arguments)


def _factorial(n: Form) -> Form:
    return Call("gamma", (Sum((n, ONE)),))


def _binomial(arguments: tuple[Form, ...]) -> Form:
    n, k = arguments
    return Quotient(_factorial(n), Product((_factorial(k), _factorial(Sum((n, Negative(k)))))))


def _permutations(arguments: tuple[Form, ...]) -> Form:
    n, k = arguments
    return Quotient(_factorial(n), _factorial(Sum((n, Negative(k)))))


def _derivative(arguments: tuple[Form, ...]) -> Form:
    """diff(f, x), diff(f, x, 2), diff(f, x, y)."""
    result, *rest = arguments
    for entry in rest:
        match entry, result:
            case Symbol(), _:
                result = Derivative(result, entry)
            case Number(value, None), Derivative(expression, variable, 1) if value.denominator == 1 and 0 < value < 100:
                result = Derivative(expression, variable, int(value))
            case _:
                raise UnsupportedError(say("arguments of diff"))
    return result


def piecewise(arguments: tuple[Form, ...]) -> Form:
    """Values by condition: (value, condition) pairs and a last value, or condition, value, condition, value, last value."""
    match arguments[0]:
        case Piecewise(branches):
            return Piecewise((*branches, *((argument, TRUE) for argument in arguments[1:])))
        case Vector():
            return Piecewise(_branch(argument) for argument in arguments)
        case _:
            last = ((arguments[-1], TRUE),) if len(arguments) % 2 else ()
            return Piecewise((*zip(arguments[1::2], arguments[::2], strict=False), *last))


def _branch(argument: Form) -> tuple[Form, Form]:
    match argument:
        case Vector((value, condition)):
            return value, condition
        case _:
            return argument, TRUE


def _angle(arguments: tuple[Form, ...]) -> Form:
    x = arguments[0]
    return Piecewise(((ZERO, Relation(x, ">", 0)), (PI, Relation(x, "<", 0))))


def _two_argument_arctangent(arguments: tuple[Form, ...]) -> Form:
    raise UnsupportedError(say("no atan2"))


def _cardinal_sine(arguments: tuple[Form, ...]) -> Form:
    return ONE if arguments[0] is ZERO else Quotient(Call("sin", arguments), arguments[0])


_OTHERS: tuple[tuple[str, Applicable], ...] = (
    ("sqrt", Applicable("sqrt", lambda a: Root(a[0], TWO), of_numbers=True, root=True)),
    ("cbrt", Applicable("cbrt", lambda a: Root(a[0], 3), of_numbers=True, root=True)),
    ("√", Applicable("√", lambda a: Root(a[0], TWO), of_numbers=True, tight=True, root=True)),
    ("∛", Applicable("∛", lambda a: Root(a[0], 3), of_numbers=True, tight=True, root=True)),
    ("∜", Applicable("∜", lambda a: Root(a[0], 4), of_numbers=True, tight=True, root=True)),
    ("root nthroot surd", Applicable("root", _root, most=2, bare=False)),
    ("exp", Applicable("exp", lambda a: exp(a[0]))),
    ("ln loge", Applicable("ln", _logarithm(None), of_numbers=True)),
    ("log", Applicable("log", _logarithm(None), most=2, of_numbers=True, note=_NATURAL, other="log_10")),
    ("log10 lg", Applicable("log10", _logarithm(Number(10)), most=2, of_numbers=True)),
    ("log2 lb ld", Applicable("log2", _logarithm(TWO), of_numbers=True)),
    ("exp2", Applicable("exp2", lambda a: Power(TWO, a[0]), bare=False, note="read as power of 2 or 10")),
    ("exp10", Applicable("exp10", lambda a: Power(Number(10), a[0]), bare=False, note="read as power of 2 or 10")),
    ("log1p", Applicable("log1p", lambda a: Call("ln", (Sum((ONE, a[0])),)))),
    ("expm1", Applicable("expm1", lambda a: Sum((exp(a[0]), Negative(ONE))))),
    ("max", Applicable("max", _known("max"), 2, 100, bare=False)),
    ("min", Applicable("min", _known("min"), 2, 100, bare=False)),
    ("pow power", Applicable("pow", lambda a: Power(*a), 2, 2, bare=False)),
    ("piecewise", Applicable("piecewise", piecewise, 1, 100, bare=False)),
    ("if", Applicable("if", piecewise, 3, 3, bare=False)),
    ("diff derivative", Applicable("diff", _derivative, 2, 10, bare=False)),
    ("factorial fact", Applicable("factorial", lambda a: _factorial(a[0]), note=_GAMMA)),
    ("binomial binom choose ncr", Applicable("binomial", _binomial, 2, 2, bare=False, note=_GAMMA)),
    ("npr", Applicable("nPr", _permutations, 2, 2, bare=False, note=_GAMMA)),
    ("re conj", Applicable("re", lambda a: a[0], note="read as real")),
    ("im", Applicable("im", lambda a: ZERO, note="read as imaginary part")),
    ("sinc", Applicable("sinc", _cardinal_sine, note="read as cardinal sine")),
    ("arg", Applicable("arg", _angle, note="read as angle")),
    ("sen sinus sine", Applicable("sin", _known("sin"), inverse="arcsin")),
    ("cosinus cosine", Applicable("cos", _known("cos"), inverse="arccos")),
    ("tangens tangent", Applicable("tan", _known("tan"), inverse="arctan")),
    ("arcsen", Applicable("arcsin", _known("arcsin"), inverse="sin")),
    ("atan2", Applicable("atan2", _two_argument_arctangent, 2, 2, bare=False)),
    ("sh", Applicable("sinh", _known("sinh"), inverse="arsinh")),
    ("ch", Applicable("cosh", _known("cosh"), inverse="arcosh")),
    ("arsh", Applicable("arsinh", _known("arsinh"))),
    ("arch", Applicable("arcosh", _known("arcosh"))),
    ("arth", Applicable("artanh", _known("artanh"))),
)

TAKES_CONDITIONS = frozenset({"piecewise", "if"})


def _table() -> dict[str, Applicable]:
    table: dict[str, Applicable] = {}
    for function in FUNCTIONS.values():
        entry = Applicable(function.name, _known(function.name), inverse=INVERSES.get(function.name, ""))
        table.update(dict.fromkeys((function.name, *function.spellings), entry))
    for names, entry in _OTHERS:
        table.update(dict.fromkeys(names.split(), entry))
    return table


def _partial(name: str, arguments: tuple[Form, ...]) -> Undefined:
    letter, _, subscript = name.partition("_")
    names = [argument.name if isinstance(argument, Symbol) else "" for argument in arguments]
    if subscript and len(arguments) > 1 and all(variable in names for variable in subscript):
        return Undefined(letter, arguments, tuple(subscript.count(variable) for variable in names))
    return Undefined(name, arguments)


APPLICABLES = _table()

LOG_BASE_FIRST = Applicable("Log", lambda a: Call("log", a[::-1]) if len(a) == 2 else Call("ln", a), most=2, note=_NATURAL)
"""Mathematica's ``Log[x]`` and ``Log[b, x]``."""


def factorial(n: Form) -> Form:
    """n! as a form."""
    return _factorial(n)


def with_base(base: Form) -> Applicable:
    """The logarithm to a base that was written as a subscript."""
    if base is E:
        return APPLICABLES["ln"]
    return Applicable("log", _logarithm(base), of_numbers=True)


def author_function(name: str, orders: tuple[int, ...] = (), note: str = "", other: str = "") -> Applicable:
    """A function of which only the name is known, or a derivative of it.

    ``f_x(x, y)`` is the derivative of f by x, where x is one of the arguments.
    """

    def build(arguments: tuple[Form, ...]) -> Form:
        if orders and len(arguments) != len(orders):
            raise UnsupportedError(say("which argument", name=name))
        return Undefined(name, arguments, orders) if orders else _partial(name, arguments)

    return Applicable(name, build, 1, 100, bare=False, unknown=True, note=note, other=other)
