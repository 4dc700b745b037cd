"""The kinds of forms, and the walk over their parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Any, ClassVar, Self, TypeAlias
from weakref import WeakValueDictionary

Operand: TypeAlias = "Form | int | Fraction"

_interned: WeakValueDictionary[tuple[object, ...], Form] = WeakValueDictionary()


class Form:
    """A node of an expression; its class says how it reads, its ``children`` are its parts from left to right.

    The arithmetic operators build forms exactly as written; they never evaluate.
    """

    __slots__ = ("__weakref__", "children")
    __match_args__: ClassVar[tuple[str, ...]] = ()
    children: tuple[Form, ...]

    @classmethod
    def _intern(cls, fields: tuple[object, ...], children: tuple[Form, ...]) -> Self:
        key = (cls, *fields)
        known = _interned.get(key)
        if known is None:
            known = object.__new__(cls)
            for name, value in zip(cls.__match_args__, fields, strict=True):
                object.__setattr__(known, name, value)
            object.__setattr__(known, "children", children)
            _interned[key] = known
        return known  # type: ignore[return-value]  # the key begins with cls, so what it names is a cls

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} is immutable")

    def __reduce__(self) -> tuple[Callable[..., Form], tuple[object, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)

    def __repr__(self) -> str:
        return debug_text(self)

    def with_children(self, children: tuple[Form, ...]) -> Form:
        """The same kind of form over other parts."""
        return type(self)(*children)

    def __add__(self, other: Operand) -> Form:
        return Sum((*_terms(self), as_form(other)))

    def __radd__(self, other: Operand) -> Form:
        return Sum((as_form(other), self))

    def __sub__(self, other: Operand) -> Form:
        return Sum((*_terms(self), Negative(as_form(other))))

    def __rsub__(self, other: Operand) -> Form:
        return Sum((as_form(other), Negative(self)))

    def __mul__(self, other: Operand) -> Form:
        return Product((*_factors(self), as_form(other)))

    def __rmul__(self, other: Operand) -> Form:
        return Product((as_form(other), self))

    def __truediv__(self, other: Operand) -> Form:
        return Quotient(self, as_form(other))

    def __rtruediv__(self, other: Operand) -> Form:
        return Quotient(as_form(other), self)

    def __pow__(self, other: Operand) -> Form:
        return Power(self, as_form(other))

    def __rpow__(self, other: Operand) -> Form:
        return Power(as_form(other), self)

    def __neg__(self) -> Form:
        return Negative(self)


class Atom(Form):
    """A form without parts."""

    __slots__ = ()

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return self


class Number(Atom):
    """An exact rational number; ``typed`` keeps a decimal's own spelling (``0.50`` is one half, shown as ``0.50``)."""

    __slots__ = __match_args__ = ("value", "typed")
    value: Fraction
    typed: str | None

    def __new__(cls, value: Fraction | int, typed: str | None = None) -> Self:
        return cls._intern((Fraction(value), typed), ())


class Constant(Atom):
    """A number with a name of its own: ``pi`` or ``e``."""

    __slots__ = __match_args__ = ("name",)
    name: str

    def __new__(cls, name: str) -> Self:
        return cls._intern((name,), ())


class Symbol(Atom):
    """A variable or a parameter: ``x``, ``theta``, ``x_1``."""

    __slots__ = __match_args__ = ("name",)
    name: str

    def __new__(cls, name: str) -> Self:
        return cls._intern((name,), ())


class Placeholder(Atom):
    """A metavariable of a rule.

    ``sort`` says what it stands for: ``expression`` (anything), ``constant`` (free of the variable), ``number`` (a
    rational number), or ``variable`` (the variable of differentiation).
    """

    __slots__ = __match_args__ = ("name", "sort")
    name: str
    sort: str

    def __new__(cls, name: str, sort: str = "expression") -> Self:
        return cls._intern((name, sort), ())


class Several(Form):
    """A form over any number of parts of one kind."""

    __slots__ = ()

    def __new__(cls, parts: Iterable[Form] = ()) -> Self:
        parts = tuple(parts)
        return cls._intern((parts,), parts)

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return type(self)(children)


class Sum(Several):
    """Two or more terms; a term that is subtracted is a ``Negative``."""

    __slots__ = __match_args__ = ("terms",)
    terms: tuple[Form, ...]


class Negative(Form):
    """The opposite of an operand; the opposite of a number is a ``Number``."""

    __slots__ = __match_args__ = ("operand",)
    operand: Form

    def __new__(cls, operand: Form) -> Form:  # type: ignore[misc]  # −3 is a number, not an operation on 3
        if isinstance(operand, Number) and operand.value > 0:
            return Number(-operand.value, operand.typed and "-" + operand.typed)
        return cls._intern((operand,), (operand,))


class Product(Several):
    """Two or more factors in the order they were written."""

    __slots__ = __match_args__ = ("factors",)
    factors: tuple[Form, ...]


class Quotient(Form):
    """A fraction."""

    __slots__ = __match_args__ = ("numerator", "denominator")
    numerator: Form
    denominator: Form

    def __new__(cls, numerator: Form, denominator: Form) -> Self:
        return cls._intern((numerator, denominator), (numerator, denominator))


class Power(Form):
    """A base to an exponent; ``e`` to an exponent is the exponential function."""

    __slots__ = __match_args__ = ("base", "exponent")
    base: Form
    exponent: Form

    def __new__(cls, base: Form, exponent: Form) -> Self:
        return cls._intern((base, exponent), (base, exponent))


class Root(Form):
    """The ``index``-th root of a radicand; odd roots of negative numbers are real."""

    __slots__ = __match_args__ = ("radicand", "index")
    radicand: Form
    index: Form

    def __new__(cls, radicand: Form, index: Operand = 2) -> Self:
        index = as_form(index)
        return cls._intern((radicand, index), (radicand, index))


class Call(Form):
    """A known function of its arguments, by the name it has in the table of functions; ``log`` takes (argument, base)."""

    __slots__ = __match_args__ = ("function", "arguments")
    function: str
    arguments: tuple[Form, ...]

    def __new__(cls, function: str, arguments: Iterable[Form]) -> Self:
        arguments = tuple(arguments)
        return cls._intern((function, arguments), arguments)

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return Call(self.function, children)


class Undefined(Form):
    """A function of which only the name is known, ``f(x)``, or a derivative of it.

    ``orders`` has one entry for each argument: how often it is differentiated by that argument.
    """

    __slots__ = __match_args__ = ("name", "arguments", "orders")
    name: str
    arguments: tuple[Form, ...]
    orders: tuple[int, ...]

    def __new__(cls, name: str, arguments: Iterable[Form], orders: Iterable[int] | None = None) -> Self:
        arguments = tuple(arguments)
        orders = (0,) * len(arguments) if orders is None else tuple(orders)
        return cls._intern((name, arguments, orders), arguments)

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return Undefined(self.name, children, self.orders)


class Relation(Form):
    """A comparison; ``operator`` is one of ``= != < <= > >=``."""

    __slots__ = __match_args__ = ("left", "operator", "right")
    left: Form
    operator: str
    right: Form

    def __new__(cls, left: Form, operator: str, right: Operand) -> Self:
        right = as_form(right)
        return cls._intern((left, operator, right), (left, right))

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return Relation(children[0], self.operator, children[1])


class And(Several):
    """All of the conditions; no condition at all is always true."""

    __slots__ = __match_args__ = ("conditions",)
    conditions: tuple[Form, ...]


class Or(Several):
    """At least one of the conditions; no condition at all is never true."""

    __slots__ = __match_args__ = ("conditions",)
    conditions: tuple[Form, ...]


class Piecewise(Form):
    """Values by condition: the first condition that holds decides; ``children`` are value, condition, value, ..."""

    __slots__ = __match_args__ = ("branches",)
    branches: tuple[tuple[Form, Form], ...]

    def __new__(cls, branches: Iterable[tuple[Form, Form]]) -> Self:
        branches = tuple(branches)
        return cls._intern((branches,), tuple(part for branch in branches for part in branch))

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return Piecewise(zip(children[::2], children[1::2], strict=True))


class Derivative(Form):
    """The derivative of an expression, asked for and not yet found: d/dx(...)."""

    __slots__ = __match_args__ = ("expression", "variable", "order")
    expression: Form
    variable: Form
    order: int

    def __new__(cls, expression: Form, variable: Form, order: int = 1) -> Self:
        return cls._intern((expression, variable, order), (expression, variable))

    def with_children(self, children: tuple[Form, ...]) -> Form:
        return Derivative(children[0], children[1], self.order)


class Limit(Form):
    """What an expression tends to while its variable tends to a target."""

    __slots__ = __match_args__ = ("expression", "variable", "target")
    expression: Form
    variable: Form
    target: Form

    def __new__(cls, expression: Form, variable: Form, target: Operand) -> Self:
        target = as_form(target)
        return cls._intern((expression, variable, target), (expression, variable, target))


class Vector(Several):
    """A list of components."""

    __slots__ = __match_args__ = ("components",)
    components: tuple[Form, ...]


E = Constant("e")
PI = Constant("pi")
ZERO = Number(0)
ONE = Number(1)
TWO = Number(2)
TRUE = And()
FALSE = Or()
UNDEFINED = Constant("undefined")


def as_form(value: Operand) -> Form:
    """A number as a form; a form as it is."""
    return value if isinstance(value, Form) else Number(value)


def _terms(form: Form) -> tuple[Form, ...]:
    return form.terms if isinstance(form, Sum) else (form,)


def _factors(form: Form) -> tuple[Form, ...]:
    return form.factors if isinstance(form, Product) else (form,)


def walk(*roots: Form) -> Iterator[Form]:
    """Every node once, parts before the whole, left to right.

    >>> x = Symbol("x")
    >>> list(walk(x * x + 1))
    [x, x*x, 1, x*x + 1]
    """
    seen: set[Form] = set()
    stack = [(root, False) for root in reversed(roots)]
    while stack:
        form, ready = stack.pop()
        if ready:
            yield form
        elif form not in seen:
            seen.add(form)
            if form.children:
                stack.append((form, True))
                stack.extend([(child, False) for child in reversed(form.children) if child not in seen])
            else:
                yield form


def debug_text(root: Form, limit: int = 400) -> str:
    """A short unambiguous text for error messages and test reports, not notation."""
    texts: dict[Form, str] = {}
    for form in walk(root):
        parts = [texts[child] for child in form.children]
        match form:
            case Number(value, typed):
                text = typed or str(value)
            case Constant(name) | Symbol(name):
                text = name
            case Placeholder(name, _):
                text = "?" + name
            case Sum():
                text = " + ".join(parts)
            case Product():
                text = "*".join(parts)
            case Call(function, _):
                text = f"{function}({', '.join(parts)})"
            case Relation(_, operator, _):
                text = f"{parts[0]} {operator} {parts[1]}"
            case _:
                text = f"{type(form).__name__}({', '.join(parts)})"
        texts[form] = text if len(text) <= limit else text[: limit - 3] + "..."
    return texts[root]


def fields(form: Form) -> tuple[Any, ...]:
    """What a form was built from, in the order of its constructor."""
    return tuple(getattr(form, name) for name in form.__match_args__)
