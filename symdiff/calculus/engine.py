"""The engine: applies the rules to an expression of one variable and writes down every step.

Each subexpression is derived once, however often it occurs, and the work is proportional to the number of different
subexpressions.  Nothing here knows a function or a rule by name, except the shapes that have any number of parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache

from symdiff.calculus.building import fill, flatten, opposite, tidy_sum
from symdiff.calculus.matching import Bindings, Moving, match_form
from symdiff.derivation import Rule, Step
from symdiff.errors import UnsupportedError
from symdiff.forms import (
    TRUE,
    And,
    Call,
    Derivative,
    Form,
    Negative,
    Piecewise,
    Product,
    Relation,
    Sum,
    Symbol,
    Undefined,
    substitute,
    symbols,
    walk,
)
from symdiff.functions import X
from symdiff.rules import structure
from symdiff.rules.structure import FUNCTION_RULES, STRUCTURE_RULES
from symdiff.wording.sentences import say

# The product rule on more factors than this is applied to two halves: its right side has n terms of n factors.
LONGEST_PRODUCT = 24

Find = Callable[[Form], Form]

# Gives the letter for an inner function; looked for only where one is needed.
Letter = Callable[[], Symbol]


@dataclass(frozen=True, slots=True, eq=False)
class Instance:
    """A rule applied to an expression.

    Attributes:
        rule: the rule.
        asked: the expressions whose derivatives it asks for.
        right: writes the right side, given what to write for each of those derivatives.
        valid: where it holds.
        outer: for the chain rule, the step that derives the outer function.
    """

    rule: Rule
    asked: tuple[Form, ...]
    right: Callable[[Find], Form]
    valid: Form = TRUE
    outer: Step | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """A derivative that was found: its step, and its value with the derivatives of all parts put in."""

    step: Step
    result: Form


def derive(root: Form, variable: Symbol) -> Mapping[Form, Found]:
    """Derive an expression by a variable, each different subexpression once.

    Parameters:
        root: the expression.
        variable: the variable of differentiation; every other symbol is a constant.

    Returns:
        what was found for the root and every expression that a rule asked for, parts before wholes.

    Raises:
        UnsupportedError: for a form that no rule covers.

    >>> x = Symbol("x")
    >>> found = derive(x**2 + 3 * x, x)
    >>> [each.step.rule for each in found.values()]
    ['power rule', 'identity rule', 'constant multiple rule', 'sum rule']
    >>> found[x**2 + 3 * x].result
    2*x + 3
    """
    moving = Moving(variable)
    fresh = cache(lambda: fresh_symbol(symbols(root, variable)))
    found: dict[Form, Found] = {}
    begun: dict[Form, Instance] = {}
    stack = [root]
    while stack:
        form = stack[-1]
        if form in found:
            stack.pop()
            continue
        if form not in begun:
            begun[form] = apply_rule(form, variable, moving, fresh)
        instance = begun[form]
        waiting = [part for part in instance.asked if part not in found]
        if waiting:
            stack.extend(reversed(waiting))
            continue
        found[form] = _conclude(form, variable, instance, found)
    return found


def _conclude(form: Form, variable: Symbol, instance: Instance, found: Mapping[Form, Found]) -> Found:
    inner = tuple(found[part].step for part in dict.fromkeys(instance.asked))
    step = Step(
        instance.rule.name,
        instance.rule.kind,
        Derivative(form, variable),
        instance.right(lambda part: Derivative(part, variable)),
        uses=inner if instance.outer is None else (*inner, instance.outer),
        valid=instance.valid,
    )
    return Found(step, instance.right(lambda part: found[part].result))


def fresh_symbol(taken: Collection[Symbol]) -> Symbol:
    """A letter for the inner function that the problem does not use."""
    names = {symbol.name for symbol in taken}
    candidates = ["u", "v", "w", "s", "q", *(f"u_{k}" for k in range(len(names) + 1))]
    return Symbol(next(name for name in candidates if name not in names))


def _by_head() -> Mapping[tuple[type[Form], str], tuple[Rule, ...]]:
    heads: dict[tuple[type[Form], str], list[Rule]] = defaultdict(list)
    for rule in (*STRUCTURE_RULES, *FUNCTION_RULES):
        assert isinstance(rule.before, Derivative)
        heads[_head(rule.before.expression)].append(rule)
    return {head: tuple(rules) for head, rules in heads.items()}


def _head(form: Form) -> tuple[type[Form], str]:
    return type(form), form.function if isinstance(form, Call) else ""


_RULES_BY_HEAD = _by_head()


def apply_rule(form: Form, variable: Symbol, moving: Moving, fresh: Letter) -> Instance:
    """The first rule of the table that applies to an expression, applied to it."""
    if form not in moving:
        return _instance(structure.CONSTANT, {structure.C: form})
    if form is variable:
        return _instance(structure.IDENTITY, {X: form})
    match form:
        case Sum(terms) if len(terms) > 2:
            return _long_sum(terms)
        case Product(factors) if all(factor in moving for factor in factors):
            return _product(factors)
        case Call("max" | "min", (first, second, *rest)) if rest:
            pair = Call(form.function, (first, Call(form.function, (second, *rest))))
            return apply_rule(pair, variable, moving, fresh)
        case Piecewise(branches):
            return _piecewise(branches)
        case Undefined():
            return _undefined(form, variable, moving, fresh)
    for rule in _RULES_BY_HEAD.get(_head(form), ()):
        assert isinstance(rule.before, Derivative)
        bindings = match_form(rule.before.expression, form, moving)
        if bindings is not None:
            inner = bindings.get(X, variable)
            return _instance(rule, bindings) if inner is variable else _chain(rule, bindings, inner, fresh)
    name = form.function if isinstance(form, Call) else type(form).__name__.lower()
    raise UnsupportedError(say("no rule", name=name, form=repr(form)))


def _instance(rule: Rule, bindings: Bindings) -> Instance:
    return Instance(
        rule,
        tuple(_fill(template, bindings) for template in _asked(rule)),
        lambda find: fill(rule.after, bindings, find),
        substitute(rule.valid, bindings),
    )


@cache
def _asked(rule: Rule) -> tuple[Form, ...]:
    """The expressions of whose derivatives a rule's right side is made."""
    return tuple(node.expression for node in walk(rule.after) if isinstance(node, Derivative))


def _fill(template: Form, bindings: Bindings) -> Form:
    return fill(template, bindings, find_nothing)


def find_nothing(form: Form) -> Form:
    """For templates that ask for no derivative."""
    raise AssertionError(f"{form!r} was not asked for")


def _chain(rule: Rule, bindings: Bindings, inner: Form, fresh: Letter) -> Instance:
    """The chain rule: the rule at hand derives the outer function, in a letter of its own."""
    assert isinstance(rule.before, Derivative)
    letter = fresh()
    outer_bindings = {**bindings, X: letter}
    outer = Step(
        rule.name,
        rule.kind,
        Derivative(_fill(rule.before.expression, outer_bindings), letter),
        _fill(rule.after, outer_bindings),
        valid=substitute(rule.valid, outer_bindings),
    )
    slope = _fill(rule.after, bindings)
    return Instance(
        structure.CHAIN,
        (inner,),
        lambda find: flatten((slope, find(inner))),
        substitute(rule.valid, bindings),
        outer,
    )


def _long_sum(terms: tuple[Form, ...]) -> Instance:
    """The sum and the difference rule on any number of terms."""
    rule = structure.DIFFERENCE if any(isinstance(term, Negative) for term in terms) else structure.SUM
    asked = tuple(term.operand if isinstance(term, Negative) else term for term in terms)

    def right(find: Find) -> Form:
        derivatives = (find(part) for part in asked)
        pairs = zip(terms, derivatives, strict=True)
        return tidy_sum(tuple(opposite(found) if isinstance(term, Negative) else found for term, found in pairs))

    return Instance(rule, asked, right)


def _product(factors: tuple[Form, ...]) -> Instance:
    """The product rule on any number of factors: each is derived once, in its place, the others stay."""
    if len(factors) > LONGEST_PRODUCT:
        half = len(factors) // 2
        factors = (Product(factors[:half]), Product(factors[half:]))

    def right(find: Find) -> Form:
        places = range(len(factors))
        return tidy_sum(
            tuple(flatten((*factors[:k], find(factors[k]), *factors[k + 1 :])) for k in places)
        )

    return Instance(structure.PRODUCT, factors, right)


def _piecewise(branches: tuple[tuple[Form, Form], ...]) -> Instance:
    """The piecewise rule on any number of pieces and any conditions."""
    values = tuple(value for value, _ in branches)
    conditions = tuple(condition for _, condition in branches)
    borders = dict.fromkeys(node for node in walk(*conditions) if isinstance(node, Relation))
    return Instance(
        structure.PIECEWISE,
        values,
        lambda find: Piecewise(zip((find(value) for value in values), conditions, strict=True)),
        And(Relation(border.left, "!=", border.right) for border in borders),
    )


def _undefined(form: Undefined, variable: Symbol, moving: Moving, fresh: Letter) -> Instance:
    """An unknown function of any number of arguments, itself perhaps a derivative."""
    places = [k for k, argument in enumerate(form.arguments) if argument in moving]

    def by(place: int) -> Form:
        orders = tuple(order + (k == place) for k, order in enumerate(form.orders))
        return Undefined(form.name, form.arguments, orders)

    asked = tuple(form.arguments[place] for place in places)
    match asked:
        case (only,) if only is variable:
            return Instance(structure.UNDEFINED, (), lambda _: by(places[0]))
        case (only,):
            letter = fresh()
            outer_left = substitute(form, {only: letter})
            outer = Step(
                structure.UNDEFINED.name,
                "structure",
                Derivative(outer_left, letter),
                substitute(by(places[0]), {only: letter}),
            )
            return Instance(structure.CHAIN, asked, lambda find: flatten((by(places[0]), find(only))), outer=outer)

    def right(find: Find) -> Form:
        return tidy_sum(
            tuple(flatten((by(place), find(part))) for place, part in zip(places, asked, strict=True))
        )

    return Instance(structure.SEVERAL_UNDEFINED, asked, right)
