"""Where one side of an identity matches."""

from __future__ import annotations

from symdiff.forms import Form, Placeholder, fields


def match(pattern: Form, form: Form) -> dict[Form, Form] | None:
    """What the placeholders of a pattern stand for in a form, part by part, or ``None``.

    >>> from symdiff.forms import Symbol, call
    >>> match(call("sin")(Placeholder("a")), call("sin")(Symbol("x") ** 2))
    {?a: Power(x, 2)}
    """
    bindings: dict[Form, Form] = {}
    waiting = [(pattern, form)]
    while waiting:
        expected, found = waiting.pop()
        if isinstance(expected, Placeholder):
            if bindings.setdefault(expected, found) is not found:
                return None
        elif expected is not found:
            if type(expected) is not type(found) or _labels(expected) != _labels(found):
                return None
            if not expected.children or len(expected.children) != len(found.children):
                return None
            waiting.extend(zip(expected.children, found.children, strict=True))
    return bindings


def _labels(form: Form) -> list[object]:
    return [field for field in fields(form) if not isinstance(field, Form | tuple)]

