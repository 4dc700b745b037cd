"""The cheap work that is always right to do: arithmetic, like terms, powers of one base, and the usual order.

One pass from the leaves up, linear in the number of nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from symdiff.derivation import Rule
from symdiff.forms import ZERO, Call, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum, substitute
from symdiff.rules.rewrites import EXACT_VALUES, INVERSES, LOGARITHM_OF_EXPONENTIAL, PARITY
from symdiff.simplify.functions import turned_up
from symdiff.simplify.matching import match
from symdiff.simplify.signs import is_positive
from symdiff.simplify.style import leads_negative
from symdiff.simplify.terms import absolute_value, add, product, read_term, scale
from symdiff.simplify.writing import UNIT, Term, Workspace, write_term

_VALUES = {rule.before: rule for rule in EXACT_VALUES}
_PARITY = {rule.before.function: rule for rule in PARITY if isinstance(rule.before, Call)}
_INVERSES = {(rule.before.function, rule.before.arguments[0].function): rule for rule in INVERSES}  # type: ignore[attr-defined]  # each is a call of a call, by the table


def tidy(work: Workspace, root: Form) -> Form:
    """A form in normal form: equal sums and products of the same parts become the same form."""
    done = work.tidied
    waiting = [root]
    while waiting:
        form = waiting[-1]
        if form in done:
            waiting.pop()
            continue
        unknown = [child for child in form.children if child not in done]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        children = tuple(done[child] for child in form.children)
        result = tidy_node(work, form if children == form.children else form.with_children(children))
        done[form] = done[result] = result
    return done[root]


def rebuilt_with(work: Workspace, root: Form, overrides: Mapping[Form, Form], node: Callable[[Workspace, Form], Form]) -> Form:
    """A form with some of its parts replaced and what they stand in rebuilt; arguments that the problem has stay as they are."""
    done = dict(overrides)
    waiting = [root]
    while waiting:
        form = waiting[-1]
        if form in done:
            waiting.pop()
            continue
        if form in work.kept:
            done[form] = form
            continue
        unknown = [child for child in form.children if child not in done]
        if unknown:
            waiting.extend(reversed(unknown))
            continue
        children = tuple(done[child] for child in form.children)
        done[form] = form if children == form.children else node(work, form.with_children(children))
    return done[root]


def tidy_node(work: Workspace, form: Form) -> Form:
    """A form whose parts are in normal form, in normal form."""
    match form:
        case Number(value):
            return work.number(value)
        case Sum(parts):
            return add(work, parts)
        case Negative(Sum()):
            return form
        case Product() | Quotient() | Negative() | Power() | Root():
            return write_term(work, product(work, ((form, UNIT),)))
        case Call(function, (_,)):
            return _CALLS.get(function, _tidy_call)(work, form)
    return form


def rule_of_value(form: Call) -> Rule | None:
    """The rule that says what a function value is, if there is one."""
    argument = form.arguments[0]
    if form in _VALUES:
        return _VALUES[form]
    if form.function == "ln" and isinstance(argument, Power) and argument.base is E:
        return LOGARITHM_OF_EXPONENTIAL
    if form.function in _PARITY and is_opposite(argument):
        return _PARITY[form.function]
    if isinstance(argument, Call):
        return _INVERSES.get((form.function, argument.function))
    return None


def _tidy_call(work: Workspace, form: Call) -> Form:
    rule = rule_of_value(form)
    if rule is None:
        return form
    (argument,) = form.arguments
    if rule is _PARITY.get(form.function):
        value = Call(form.function, (scale(work, argument, -UNIT),))
        return scale(work, value, -UNIT) if isinstance(rule.after, Negative) else value
    bindings = match(rule.before, form)
    assert bindings is not None
    return tidy(work, substitute(rule.after, bindings))


def is_opposite(form: Form) -> bool:
    """Whether a form, or every term of a sum, begins with a minus sign."""
    return all(map(leads_negative, form.terms)) if isinstance(form, Sum) else leads_negative(form)


def _tidy_absolute(work: Workspace, form: Call) -> Form:
    return absolute_value(work, form.arguments[0])


def _tidy_sign(work: Workspace, form: Call) -> Form:
    """The sign of a product is the product of the signs; a positive factor has no effect."""
    argument = form.arguments[0]
    if argument is ZERO:
        return ZERO
    term = read_term(work, argument)
    inside = {
        base: exponent
        for base, exponent in term.powers.items()
        if not is_positive(work, write_term(work, Term(UNIT, {}, {base: exponent})))
    }
    side = Fraction(1 if term.coefficient > 0 else -1)
    inside = {turned_up(base): exponent for base, exponent in inside.items()}
    if not inside:
        return work.number(side)
    return scale(work, Call("sign", (write_term(work, Term(UNIT, {}, inside)),)), side)


def _tidy_logarithm(work: Workspace, form: Call) -> Form:
    match form.arguments[0]:
        case Number(value) if 0 < value < 1 and value.numerator == 1 and work.fractional(value):
            return scale(work, Call("ln", (work.number(1 / value),)), -UNIT)
    return _tidy_call(work, form)


_CALLS: dict[str, Callable[[Workspace, Call], Form]] = {
    "abs": _tidy_absolute,
    "sign": _tidy_sign,
    "ln": _tidy_logarithm,
}
