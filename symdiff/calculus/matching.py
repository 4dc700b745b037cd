"""Where a rule applies: one-way matching of a rule's left side against a form."""

from __future__ import annotations

from symdiff.forms import Form, Number, Placeholder, Product, fields, product_of

Bindings = dict[Form, Form]


class Moving:
    """The forms in which the variable occurs; each form is looked at once.

    >>> from symdiff.forms import Symbol
    >>> x = Symbol("x")
    >>> x**2 in Moving(x), Symbol("a") in Moving(x)
    (True, False)
    """

    def __init__(self, variable: Form) -> None:
        self._known: dict[Form, bool] = {variable: True}

    def __contains__(self, form: Form) -> bool:
        known = self._known
        stack = [form]
        while form not in known:
            top = stack[-1]
            waiting = [child for child in top.children if child not in known]
            if waiting:
                stack.extend(waiting)
            else:
                known[top] = any(known[child] for child in top.children)
                stack.pop()
        return known[form]


def match_form(pattern: Form, form: Form, moving: Moving) -> Bindings | None:
    """What the placeholders of a pattern stand for, or ``None`` where the pattern does not match.

    A ``constant`` placeholder matches what is free of the variable, a ``variable`` one whatever contains it (the chain rule
    takes it from there), an ``expression`` one anything.  A pattern ``c*f`` gathers all constant factors of a product in c.
    """
    bindings: Bindings = {}
    waiting = [(pattern, form)]
    while waiting:
        expected, found = waiting.pop()
        if isinstance(expected, Placeholder):
            if not _fits(expected, found, moving) or bindings.setdefault(expected, found) is not found:
                return None
        elif expected.children and type(expected) is type(found):
            parts = _parts(expected, found, moving)
            if parts is None:
                return None
            waiting.extend(zip(expected.children, parts, strict=True))
        elif expected is not found:
            return None
    return bindings


def _fits(placeholder: Placeholder, form: Form, moving: Moving) -> bool:
    match placeholder.sort:
        case "constant":
            return form not in moving
        case "variable":
            return form in moving
        case "number":
            return isinstance(form, Number)
    return True


def _parts(pattern: Form, form: Form, moving: Moving) -> tuple[Form, ...] | None:
    match pattern, form:
        case Product((Placeholder(_, "constant"), Placeholder())), Product(factors):
            constant = [factor for factor in factors if factor not in moving]
            varying = [factor for factor in factors if factor in moving]
            return (product_of(constant), product_of(varying)) if constant and varying else None
    labels = [field for field in fields(pattern) if not isinstance(field, Form | tuple)]
    same = labels == [field for field in fields(form) if not isinstance(field, Form | tuple)]
    return form.children if same and len(form.children) == len(pattern.children) else None
