"""Identities that are used on a problem before it is differentiated, because they spare a detour."""

from __future__ import annotations

from symdiff.derivation import Rule
from symdiff.forms import Form, walk
from symdiff.matrix.matching import by_head, fill, head, match
from symdiff.rules.matrix_rewrites import DIAGONAL_TIMES_VECTOR, IDENTITIES
from symdiff.terms.nodes import Apply, shape_of
from symdiff.terms.shapes import ONE as ONE_ROW

_IDENTITIES = by_head(IDENTITIES)


def prepared(root: Form) -> tuple[Form, list[tuple[Rule, Form, Form]]]:
    """A problem with the identities used that spare a detour, and where they were."""
    used: list[tuple[Rule, Form, Form]] = []
    done: dict[Form, Form] = {}
    for form in walk(root):
        children = tuple(done[child] for child in form.children)
        new = form if children == form.children else form.with_children(children)
        short = _without_diagonal(new)
        if short is not None:
            used.append((DIAGONAL_TIMES_VECTOR, new, short))
            new = short
        for rule in _IDENTITIES.get(head(new), ()):
            bindings = match(rule.before, new)
            if bindings is not None:
                after = fill(rule.after, bindings, Apply)
                used.append((rule, new, after))
                new = after
                break
        done[form] = new
    return done[root], used


def _without_diagonal(form: Form) -> Form | None:
    """diag(u) @ v = u*v for what stands behind it, if that is a vector; the same for a row in front of it."""
    if not (isinstance(form, Apply) and form.operation == "matmul"):
        return None
    for place, factor in enumerate(form.operands):
        if not (isinstance(factor, Apply) and factor.operation == "diag"):
            continue
        before, after = form.operands[:place], form.operands[place + 1 :]
        if after and shape_of(after[-1]).columns == ONE_ROW:
            vector: Form = Apply("mul", (factor.operands[0], _matmul(after)))
            return _matmul((*before, vector))
        if before and shape_of(before[0]).rows == ONE_ROW:
            vector = Apply("mul", (Apply("T", (_matmul(before),)), factor.operands[0]))
            return _matmul((Apply("T", (vector,)), *after))
    return None


def _matmul(factors: tuple[Form, ...]) -> Form:
    return factors[0] if len(factors) == 1 else Apply("matmul", factors)
