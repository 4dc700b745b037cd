"""Answers as a textbook prints them: short, in the form of the problem, reached by named moves."""

from __future__ import annotations

from symdiff.derivation import Simplified, Step
from symdiff.forms import Call, Form, Sum, Symbol, walk, Power, E, Root, Number
from symdiff.simplify.search import search
from symdiff.simplify.style import style_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import Workspace

__all__ = ["simplify"]


def prepared(problem: Form, variable: Symbol) -> Workspace:
    work = Workspace(style_of(problem, variable))
    tidied = tidy(work, problem)
    nodes = list(walk(tidied))
    work.known = frozenset(node for node in nodes if isinstance(node, Sum))
    work.arguments = frozenset(argument for node in nodes if isinstance(node, Call) for argument in node.arguments)
    kept = {argument for node in nodes if isinstance(node, Call) for argument in node.arguments}
    kept.update(node.exponent for node in nodes if isinstance(node, Power))
    kept.update(node.radicand for node in nodes if isinstance(node, Root))
    work.kept = frozenset(kept)
    return work


def simplify(form: Form, *, problem: Form, variable: Symbol) -> Simplified:
    """The form of an answer that a textbook would print."""
    work = prepared(problem, variable)
    first = tidy(work, form)
    result = search(work, first)
    steps = () if result is form else (Step("arithmetic", "rewrite", form, result),)
    return Simplified(result, steps)
