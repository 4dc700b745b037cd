"""The cheap work that is always right to do: arithmetic, like terms, powers of one base, and the usual order.

One pass from the leaves up, linear in the number of nodes.
"""

from __future__ import annotations

from symdiff.forms import ONE, Call, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum
from symdiff.simplify.terms import add, product, read_term, absolute_value
from symdiff.simplify.writing import UNIT, Workspace, write_term


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
        result = _tidy_node(work, form if children == form.children else form.with_children(children))
        done[form] = done[result] = result
    return done[root]


def _tidy_node(work: Workspace, form: Form) -> Form:
    match form:
        case Number(value):
            return work.number(value)
        case Sum(parts):
            return add(work, parts)
        case Negative(Sum()):
            return form
        case Power(base, exponent) if base is not E and not isinstance(exponent, Number):
            return _tidy_power(work, form)
        case Product() | Quotient() | Negative() | Power() | Root():
            return write_term(work, product(work, ((form, UNIT),)))
    return form


def _tidy_power(work: Workspace, form: Form) -> Form:
    return form
