"""Where a mistake may have been made: the instances of false rules in a derivation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from symdiff.calculus.building import fill, flatten, parts_in_order, tidy, tidy_product, tidy_sum
from symdiff.calculus.matching import Bindings, Moving, match_form
from symdiff.derivation import Rule
from symdiff.forms import (
    ONE,
    ZERO,
    Call,
    Derivative,
    Form,
    Negative,
    Placeholder,
    Product,
    Sum,
    Symbol,
    Undefined,
    substitute,
    walk,
)
from symdiff.functions import X
from symdiff.rules.mistakes import BASIC_MISTAKES, LIKELIEST_MISTAKES, MISSING_LINK, NO_INNER, OUTER, RULE_MISTAKES, Mistake
from symdiff.rules.structure import FUNCTION_RULES, STRUCTURE_RULES

# Sums and products with more parts are not taken apart in every way.
MOST_PARTS = 12
REST = Placeholder("rest")

Head = tuple[type[Form], str]


@dataclass(frozen=True, slots=True, eq=False)
class Fault:
    """An instance of a false rule.

    Attributes:
        mistake: the false rule.
        rank: its place in the order of plausibility.
        form: what is differentiated wrongly.
        slope: what comes out; the derivatives that it asks for stand in it as ``Derivative``.
        asked: those derivatives.
    """

    mistake: Mistake
    rank: int
    form: Form
    slope: Form
    asked: tuple[Derivative, ...]


def _head(form: Form) -> Head:
    return type(form), form.function if isinstance(form, Call) else ""


class Table:
    """False rules of differentiation, found by the kind of expression that they are about.

    Parameters:
        mistakes: the rules, the most plausible first.
        first: how many other rules come before them.

    Attributes:
        chained: those about any outer function, each with its rank.
    """

    def __init__(self, mistakes: Sequence[Mistake], first: int = 0) -> None:
        heads: dict[Head, list[tuple[int, Mistake]]] = defaultdict(list)
        for rank, mistake in enumerate(mistakes, first):
            assert isinstance(mistake.before, Derivative)
            heads[_head(mistake.before.expression)].append((rank, mistake))
        self.chained = heads.pop((Undefined, ""), [])
        self._heads = heads

    def about(self, form: Form) -> Sequence[tuple[int, Mistake]]:
        """Those about one kind of expression, each with its rank."""
        return self._heads.get(_head(form), ())


class _Asked:
    """What is written for the derivative of a part, and which derivatives were asked for in this way."""

    def __init__(self, variable: Symbol, moving: Moving) -> None:
        self.variable = variable
        self._moving = moving
        self._found: dict[Derivative, None] = {}

    def __call__(self, part: Form) -> Form:
        if part not in self._moving:
            return ZERO
        if part is self.variable:
            return ONE
        derivative = Derivative(part, self.variable)
        self._found[derivative] = None
        return derivative

    def taken(self) -> tuple[Derivative, ...]:
        """The derivatives that were asked for since the last time."""
        found = tuple(self._found)
        self._found.clear()
        return found


def faults(form: Form, variable: Symbol, moving: Moving, table: Table) -> Iterator[Fault]:
    """Every mistake of a table that may be made where an expression is differentiated."""
    asked = _Asked(variable, moving)
    for rank, mistake in table.about(form):
        assert isinstance(mistake.before, Derivative)
        for bindings in matches(mistake.before.expression, form, moving):
            inner = bindings.get(X, variable)
            if mistake.bare and inner is not variable:
                continue
            slope = fill(mistake.after, {**bindings, X: inner}, asked)
            slope = slope if inner is variable else flatten((slope, asked(inner)))
            yield Fault(mistake, rank, form, slope, asked.taken())
        if isinstance(form, Product) and 2 < len(form.factors) <= MOST_PARTS and _is_about_slopes(mistake):
            yield Fault(mistake, rank, form, _of_all_factors(mistake, form.factors, asked), asked.taken())
    chained = outer_rule(form, moving) if table.chained else None
    if chained is not None and chained[1][X] is not variable:
        yield from _chain_faults(form, moving, *chained, asked, table)


@cache
def _is_about_slopes(mistake: Mistake) -> bool:
    """Whether a rule about two parts makes something of their derivatives alone, so that it goes on to any number of parts."""
    slopes = substitute(mistake.after, {form: ONE for form in walk(mistake.after) if isinstance(form, Derivative)})
    return not any(isinstance(form, Placeholder) for form in walk(slopes))


def _of_all_factors(mistake: Mistake, factors: tuple[Form, ...], asked: _Asked) -> Form:
    """What a false product rule makes of all factors, one after another from the last."""
    assert isinstance(mistake.before, Derivative)
    first, second = mistake.before.expression.children
    slope = asked(factors[-1])
    for place in reversed(range(len(factors) - 1)):
        slopes = {factors[place]: asked(factors[place]), REST: slope}
        slope = fill(mistake.after, {first: factors[place], second: REST}, slopes.__getitem__)
    return slope


def _chain_faults(
    form: Form, moving: Moving, rule: Rule, bindings: Bindings, asked: _Asked, table: Table
) -> Iterator[Fault]:
    assert isinstance(rule.before, Derivative)
    sides = rule.before.expression, rule.after
    for rank, mistake in table.chained:
        assert isinstance(mistake.before, Derivative)
        pattern = mistake.before.expression.children[0]
        for found in matches(pattern, bindings[X], moving):
            slope = _outer_put_in(mistake.after, {**found, X: asked.variable}, sides, bindings, asked)
            yield Fault(mistake, rank, form, slope, asked.taken())
        if mistake is NO_INNER:
            yield from _missing_link(form, moving, rule, bindings, asked, rank)


def _missing_link(form: Form, moving: Moving, rule: Rule, bindings: Bindings, asked: _Asked, rank: int) -> Iterator[Fault]:
    """The middle one of three functions not differentiated, but the innermost one."""
    below = outer_rule(bindings[X], moving)
    if below is not None and below[1][X] is not asked.variable:
        slope = flatten((fill(rule.after, bindings, asked), asked(below[1][X])))
        yield Fault(MISSING_LINK, rank, form, slope, asked.taken())


def _outer_put_in(template: Form, found: Bindings, sides: tuple[Form, Form], bindings: Bindings, asked: _Asked) -> Form:
    """The right side of a rule about an outer function, that function and its derivative put in for f and f′."""
    done: dict[Form, Form] = dict(found)
    for node in parts_in_order(template):
        match node:
            case _ if node in done:
                continue
            case Undefined(name, (argument,), (order,)) if name == OUTER:
                done[node] = fill(sides[order], {**bindings, X: done[argument]}, asked)
            case Derivative(inner, _):
                done[node] = asked(done[inner])
            case _:
                done[node] = tidy(node, tuple(done[child] for child in node.children))
    return done[template]


def outer_rule(form: Form, moving: Moving) -> tuple[Rule, Bindings] | None:
    """The true rule for an outer function, if an expression is a function of one inner expression."""
    match form:
        case Undefined(name, (inner,), (order,)):
            return _unknown_function(name, order), {X: inner}
    for rule in _true_rules().get(_head(form), ()):
        assert isinstance(rule.before, Derivative)
        bindings = match_form(rule.before.expression, form, moving)
        if bindings is not None:
            return (rule, bindings) if X in bindings else None
    return None


def _unknown_function(name: str, order: int) -> Rule:
    return Rule("chain rule", Derivative(Undefined(name, (X,), (order,)), X), Undefined(name, (X,), (order + 1,)))


def matches(pattern: Form, form: Form, moving: Moving) -> Iterator[Bindings]:
    """Every way in which a pattern matches; a sum or product of several parts is taken for one part and the others."""
    match pattern, form:
        case Sum((first, second)), Sum(parts) if len(parts) <= MOST_PARTS:
            build: Callable[[tuple[Form, ...]], Form] = tidy_sum
        case Product((first, second)), Product(parts) if len(parts) <= MOST_PARTS:
            build = tidy_product
        case Negative(inner), Negative(operand):
            yield from matches(inner, operand, moving)
            return
        case _:
            yield from _plain_matches(pattern, form, moving)
            return
    for place, part in enumerate(parts):
        rest = build(parts[:place] + parts[place + 1 :])
        for one, other in ((part, rest), (rest, part)) if len(parts) > 2 else ((part, rest),):
            left = match_form(first, one, moving)
            for arranged in (other, *_in_two(second, other)) if left is not None else ():
                right = match_form(second, arranged, moving)
                if left is not None and right is not None:
                    yield {**left, **right}


def _plain_matches(pattern: Form, form: Form, moving: Moving) -> Iterator[Bindings]:
    parts = form.children
    arranged = [form]
    if type(pattern) is type(form) and len(pattern.children) == len(parts):
        for place, expected in enumerate(pattern.children):
            for other in _in_two(expected, parts[place]):
                arranged.append(form.with_children((*parts[:place], other, *parts[place + 1 :])))
    for each in arranged:
        bindings = match_form(pattern, each, moving)
        if bindings is not None:
            yield bindings


def _in_two(pattern: Form, form: Form) -> tuple[Form, ...]:
    """A longer sum as its first term and the others, and as its last term and the others, where two are looked for."""
    match pattern, form:
        case Sum((_, _)), Sum((first, *_, last) as terms) if len(terms) > 2:
            return Sum((first, Sum(tuple(terms[1:])))), Sum((Sum(tuple(terms[:-1])), last))
    return ()


@cache
def _true_rules() -> Mapping[Head, tuple[Rule, ...]]:
    heads: dict[Head, list[Rule]] = defaultdict(list)
    for rule in (*STRUCTURE_RULES, *FUNCTION_RULES):
        assert isinstance(rule.before, Derivative)
        heads[_head(rule.before.expression)].append(rule)
    return {head: tuple(rules) for head, rules in heads.items()}


def asked_for(right: Form) -> tuple[Derivative, ...]:
    """The derivatives that the right side of a rule asks for, which are never inside one another."""
    found: dict[Derivative, None] = {}
    seen: set[Form] = set()
    stack = [right]
    while stack:
        form = stack.pop()
        if isinstance(form, Derivative):
            found[form] = None
        elif form not in seen:
            seen.add(form)
            stack.extend(form.children)
    return tuple(found)


LIKELIEST = Table(LIKELIEST_MISTAKES)
LIKELY = Table(RULE_MISTAKES[len(LIKELIEST_MISTAKES) :], len(LIKELIEST_MISTAKES))
UNLIKELY = Table(BASIC_MISTAKES)
