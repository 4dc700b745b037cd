"""What is done with whole trees, each node looked at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from symdiff.forms.nodes import Form, Symbol, walk

Replaced = TypeVar("Replaced", bound=Form)


def transform(root: Form, change: Callable[[Form], Form]) -> Form:
    """Rebuild a tree from its leaves up: ``change`` sees every node once, its parts already changed."""
    done: dict[Form, Form] = {}
    for form in walk(root):
        children = tuple(done[child] for child in form.children)
        done[form] = change(form if children == form.children else form.with_children(children))
    return done[root]


def substitute(root: Form, replacements: Mapping[Replaced, Form]) -> Form:
    """Put forms in the place of others, keeping the writing of everything else.

    >>> from symdiff.forms import call
    >>> x, u = Symbol("x"), Symbol("u")
    >>> substitute(call("sin")(u) ** 2 / u, {u: x**3})
    Quotient(Power(sin(Power(x, 3)), 2), Power(x, 3))
    """
    done: dict[Form, Form] = dict(replacements.items())
    stack = [root]
    while stack:
        form = stack[-1]
        if form in done:
            stack.pop()
            continue
        waiting = [child for child in form.children if child not in done]
        if waiting:
            stack.extend(reversed(waiting))
            continue
        children = tuple(done[child] for child in form.children)
        done[form] = form if children == form.children else form.with_children(children)
    return done[root]


def symbols(*roots: Form) -> tuple[Symbol, ...]:
    """The variables and parameters that occur, in order of first appearance."""
    return tuple(form for form in walk(*roots) if isinstance(form, Symbol))


def dependents(root: Form, variable: Form) -> frozenset[Form]:
    """All nodes of a tree in which the variable occurs."""
    found: set[Form] = set()
    for form in walk(root):
        if form is variable or any(child in found for child in form.children):
            found.add(form)
    return frozenset(found)


def occurs(part: Form, root: Form) -> bool:
    """Whether a form is a node of a tree."""
    return any(form is part for form in walk(root))


def tree_size(root: Form) -> int:
    """The number of nodes when every shared node is written out again."""
    sizes: dict[Form, int] = {}
    for form in walk(root):
        sizes[form] = 1 + sum(sizes[child] for child in form.children)
    return sizes[root]


def tree_depth(root: Form) -> int:
    """The number of nodes on the longest way from the root to a leaf."""
    depths: dict[Form, int] = {}
    for form in walk(root):
        depths[form] = 1 + max((depths[child] for child in form.children), default=0)
    return depths[root]
