"""Forms to SymPy and back; the only module that knows SymPy.

``to_sympy`` writes the tree exactly as it stands (``evaluate=False`` throughout), ``to_plain_sympy`` lets SymPy evaluate it, and
``from_sympy`` reads either.  No function recurses over the tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import sympy
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from symdiff import forms
from symdiff.errors import UnsupportedError
from symdiff.forms import (
    And,
    Call,
    Constant,
    Derivative,
    Form,
    Limit,
    Negative,
    Number,
    Or,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    product_of,
    tree_depth,
    walk,
)
from symdiff.functions import FUNCTIONS
from symdiff.wording.sentences import say

# SymPy's evaluating constructors recurse over the whole tree; deeper trees are handed over as they stand.
DEEPEST_EVALUATED = 120

_SAME_NAME = (
    *("sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "coth", "sech", "csch"),
    *("erf", "erfc", "floor", "gamma", "digamma", "sign"),
)
_OTHER_NAME = {
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "arccot": "acot",
    "arcsec": "asec",
    "arccsc": "acsc",
    "arsinh": "asinh",
    "arcosh": "acosh",
    "artanh": "atanh",
    "arcoth": "acoth",
    "arsech": "asech",
    "arcsch": "acsch",
    "ln": "log",
    "abs": "Abs",
    "ceil": "ceiling",
    "max": "Max",
    "min": "Min",
}
_SYMPY_NAME = {name: name for name in _SAME_NAME} | _OTHER_NAME | {"log": "log"}
_FORM_NAME = {sympy_name: name for name, sympy_name in _SYMPY_NAME.items() if name != "log"}

_RELATIONS: dict[str, type[Relational]] = {
    "=": sympy.Eq,
    "!=": sympy.Ne,
    "<": sympy.Lt,
    "<=": sympy.Le,
    ">": sympy.Gt,
    ">=": sympy.Ge,
}
_OPERATORS = {
    relation.rel_op: operator for operator, relation in _RELATIONS.items() if relation.rel_op is not None
} | {"==": "="}

Symbols = dict[str, sympy.Symbol]


def to_sympy(form: Form, symbols: Symbols | None = None) -> sympy.Basic:
    """The form as a SymPy tree, exactly as written.

    Parameters:
        form: what to convert.
        symbols: the SymPy symbol to use for a name; ``sympy.Symbol(name)`` for all others.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> to_sympy(2 * (x + 1))
    2*(x + 1)
    """
    return _build(form, symbols or {}, evaluate=False)


def to_plain_sympy(form: Form, symbols: Symbols | None = None) -> sympy.Basic:
    """The form as an ordinary, evaluated SymPy expression.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> to_plain_sympy(x * x + 0)
    x**2
    """
    return _build(form, symbols or {}, evaluate=tree_depth(form) <= DEEPEST_EVALUATED)


def to_plain_matrix(rows: Iterable[Iterable[Form]], symbols: Symbols | None = None) -> sympy.Matrix:
    """Rows of forms as a SymPy matrix of ordinary expressions.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> to_plain_matrix([[x * x, x]])
    Matrix([[x**2, x]])
    """
    return sympy.Matrix([[to_plain_sympy(form, symbols) for form in row] for row in rows])


def _build(root: Form, symbols: Symbols, evaluate: bool) -> sympy.Basic:
    done: dict[Form, sympy.Basic] = {}
    for form in walk(root):
        done[form] = _node(form, [done[child] for child in form.children], symbols, evaluate)
    return done[root]


def _node(form: Form, parts: list[sympy.Basic], symbols: Symbols, evaluate: bool) -> sympy.Basic:
    match form:
        case Number(value, _):
            return sympy.Rational(value.numerator, value.denominator)
        case Constant("e"):
            return sympy.E
        case Constant("pi"):
            return sympy.pi
        case Constant(_):
            return sympy.nan
        case Symbol(name) | Placeholder(name, _):
            return symbols.get(name) or sympy.Symbol(name)
        case Sum():
            return sympy.Add(*parts, evaluate=evaluate)
        case Negative():
            return sympy.Mul(-1, parts[0], evaluate=evaluate)
        case Product():
            return sympy.Mul(*parts, evaluate=evaluate)
        case Quotient():
            return sympy.Mul(parts[0], sympy.Pow(parts[1], -1, evaluate=evaluate), evaluate=evaluate)
        case Power(Constant("e"), _):
            return sympy.exp(parts[1], evaluate=evaluate)
        case Power():
            return sympy.Pow(*parts, evaluate=evaluate)
        case Root():
            return sympy.Pow(parts[0], 1 / parts[1], evaluate=evaluate)
        case Call(name, _):
            return _call(name, parts, evaluate)
        case Undefined(name, _, orders):
            return _undefined(name, parts, orders)
        case Relation(_, operator, _):
            return _RELATIONS[operator](*parts, evaluate=evaluate)
        case And():
            return sympy.And(*parts, evaluate=evaluate)
        case Or():
            return sympy.Or(*parts, evaluate=evaluate)
        case Piecewise():
            return sympy.Piecewise(*zip(parts[::2], parts[1::2], strict=True), evaluate=evaluate)
        case Derivative(_, _, order):
            return sympy.Derivative(parts[0], (parts[1], order), evaluate=False)
        case Limit():
            return sympy.Limit(*parts, dir="+-")
        case Vector():
            return sympy.ImmutableDenseMatrix(parts)
    raise UnsupportedError(say("no counterpart", form=repr(form)))


def _call(name: str, parts: list[sympy.Basic], evaluate: bool) -> sympy.Basic:
    match name, parts:
        case "log", [argument, base] if evaluate:
            return sympy.log(argument) / sympy.log(base)
        case "sigmoid", [argument]:
            tail = sympy.exp(sympy.Mul(-1, argument, evaluate=evaluate), evaluate=evaluate)
            return sympy.Pow(sympy.Add(1, tail, evaluate=evaluate), -1, evaluate=evaluate)
        case "softplus", [argument]:
            return sympy.log(sympy.Add(1, sympy.exp(argument, evaluate=evaluate), evaluate=evaluate), evaluate=evaluate)
        case "relu", [argument]:
            return sympy.Max(0, argument, evaluate=evaluate)
        case "step", [argument]:
            return sympy.Heaviside(argument, 0, evaluate=evaluate)
    function: Callable[..., sympy.Basic] = getattr(sympy, _SYMPY_NAME.get(name, name), None) or sympy.Function(name)
    return function(*parts, evaluate=evaluate)


def _undefined(name: str, parts: list[sympy.Basic], orders: tuple[int, ...]) -> sympy.Basic:
    function = sympy.Function(name)
    if not any(orders):
        return function(*parts)
    if all(isinstance(part, sympy.Symbol) for part in parts) and len(set(parts)) == len(parts):
        by = [(part, order) for part, order in zip(parts, orders, strict=True) if order]
        return sympy.Derivative(function(*parts), *by)
    names = [sympy.Dummy(f"xi_{k}") for k in range(1, len(parts) + 1)]
    by = [(dummy, order) for dummy, order in zip(names, orders, strict=True) if order]
    return sympy.Subs(sympy.Derivative(function(*names), *by), names, parts)


def from_sympy(expression: sympy.Basic) -> Form:
    """A SymPy expression as it reads on paper.

    Products with negative powers are read as quotients, half powers as roots, ``Mul(-1, f)`` as the opposite of f.

    Parameters:
        expression: any SymPy expression in real variables, evaluated or not.

    Raises:
        UnsupportedError: for what has no meaning here (complex numbers, infinities, integrals, ...).

    >>> x = sympy.Symbol("x")
    >>> from_sympy(x**2 / sympy.sqrt(x + 1))
    Quotient(Power(x, 2), Root(x + 1, 2))
    """
    if not isinstance(expression, sympy.Basic | sympy.MatrixBase):
        raise UnsupportedError(say("no expression", name=type(expression).__name__))
    done: dict[int, Form] = {}
    stack = [expression]
    while stack:
        node = stack[-1]
        if id(node) in done:
            stack.pop()
            continue
        arguments = _ordered_arguments(node)
        waiting = [argument for argument in arguments if id(argument) not in done]
        if waiting:
            stack.extend(reversed(waiting))
            continue
        done[id(node)] = _read(node, [done[id(argument)] for argument in arguments])
    return done[id(expression)]


def free_symbols(expression: sympy.Basic) -> Symbols:
    """The symbols of an expression by name, so that an answer can be given in the same ones.

    Raises:
        UnsupportedError: if two different symbols have one name.
    """
    found: Symbols = {}
    seen: set[int] = set()
    stack = [expression]
    while stack:
        node = stack.pop()
        if isinstance(node, sympy.Symbol) and found.setdefault(node.name, node) != node:
            raise UnsupportedError(say("two symbols of one name", name=node.name))
        stack += [argument for argument in node.args if id(argument) not in seen]
        seen.update(map(id, node.args))
    return found


def _ordered_arguments(node: sympy.Basic) -> tuple[sympy.Basic, ...]:
    match node:
        case sympy.Add() if node.args and node.args[0].is_Number:
            # SymPy keeps the number first and prints it last.
            return (*node.args[1:], node.args[0])
        case sympy.Integral() | sympy.Sum() | sympy.Product() | sympy.Limit() | sympy.Subs():
            return ()
        case sympy.Derivative():
            return (node.expr,)
        case sympy.MatrixBase():
            return tuple(node)
    arguments: tuple[sympy.Basic, ...] = node.args
    return arguments


def _read(node: sympy.Basic, parts: list[Form]) -> Form:
    match node:
        case sympy.Rational():
            return Number(Fraction(int(node.p), int(node.q)))
        case sympy.Float():
            return Number(Fraction(str(node)), str(node).rstrip("0"))
        case sympy.Symbol():
            return Symbol(node.name)
        case sympy.core.numbers.Pi():
            return forms.PI
        case sympy.core.numbers.Exp1():
            return forms.E
        case sympy.Add():
            return forms.sum_of(parts)
        case sympy.Mul():
            return _read_product(parts)
        case sympy.Pow():
            return _read_power(*parts)
        case sympy.exp():
            return forms.exp(parts[0])
        case sympy.Piecewise():
            return Piecewise(tuple(part.children) for part in parts)  # type: ignore[misc]  # pairs, by the next case
        case sympy.functions.elementary.piecewise.ExprCondPair():
            return Vector(parts)
        case sympy.logic.boolalg.BooleanTrue():
            return forms.TRUE
        case sympy.logic.boolalg.BooleanFalse():
            return forms.FALSE
        case Relational():
            return Relation(parts[0], _OPERATORS[node.rel_op], parts[1])
        case sympy.And():
            return And(parts)
        case sympy.Or():
            return Or(parts)
        case sympy.Derivative():
            return _read_derivative(node, parts[0])
        case AppliedUndef():
            name = node.func.__name__
            return Call(name, parts) if name in FUNCTIONS else Undefined(name, parts)
        case sympy.Heaviside():
            return Call("step", parts[:1])
        case sympy.log() if len(parts) == 2:
            return Call("log", parts)
        case sympy.Basic() if type(node).__name__ in _FORM_NAME:
            return Call(_FORM_NAME[type(node).__name__], parts)
        case sympy.Tuple() | sympy.MatrixBase():
            return Vector(parts)
    raise UnsupportedError(say("no meaning here", name=type(node).__name__))


def _read_product(parts: list[Form]) -> Form:
    above: list[Form] = []
    below: list[Form] = []
    negative = False
    for part in parts:
        match part:
            case Number(value, None) if value == -1 and not negative and not above and not below:
                negative = True
            case Number(value, None) if value.denominator != 1:
                negative, value = (not negative, -value) if value < 0 and not above else (negative, value)
                if value.numerator != 1:
                    above.append(Number(value.numerator))
                below.append(Number(value.denominator))
            case Quotient(Number(value, _), denominator) if value == 1:
                below.append(denominator)
            case _:
                above.append(part)
    if len(above) > 1 and below:
        above = [part for part in above if part is not forms.ONE]
    product = product_of(above)
    read = Quotient(product, product_of(below)) if below else product
    return Negative(read) if negative else read


def _read_power(base: Form, exponent: Form) -> Form:
    match exponent:
        case Number(value, None) if value < 0:
            return Quotient(forms.ONE, base if value == -1 else _read_power(base, Number(-value)))
        case Number(value, None) if value.numerator == 1 and value.denominator > 1:
            return Root(base, value.denominator)
    return Power(base, exponent)


def _read_derivative(node: sympy.Derivative, expression: Form) -> Form:
    variables = [(Symbol(str(variable)), int(count)) for variable, count in node.variable_count]
    match expression:
        case Undefined(name, arguments, orders) if all(variable in arguments for variable, _ in variables):
            added = [sum(count for variable, count in variables if variable is argument) for argument in arguments]
            return Undefined(name, arguments, (old + new for old, new in zip(orders, added, strict=True)))
    for variable, count in variables:
        expression = Derivative(expression, variable, count)
    return expression
