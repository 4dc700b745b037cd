"""Answers as a textbook prints them: short, in the form of the problem, reached by named moves."""

from __future__ import annotations

from itertools import chain

from symdiff.derivation import Alternative, Simplified, Step
from symdiff.forms import And, Call, Form, Sum, Symbol, walk, Power, E, Root, Number
from symdiff.simplify.alternatives import chosen
from symdiff.simplify.explaining import both, explained
from symdiff.simplify.conditions import strongest
from symdiff.simplify.search import search
from symdiff.simplify.style import style_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import Workspace

__all__ = ["alternatives", "simplify"]


def prepared(problem: Form, variable: Symbol) -> Workspace:
    work = Workspace(style_of(problem, variable))
    work.places = {node: place for place, node in enumerate(walk(problem))}
    tidied = tidy(work, problem)
    nodes = list(walk(tidied))
    for node in nodes:
        work.places.setdefault(node, len(work.places))
    work.ranks.clear()
    work.known = frozenset(node for node in nodes if isinstance(node, Sum | Call))
    work.arguments = frozenset(argument for node in nodes if isinstance(node, Call) for argument in node.arguments)
    kept = {argument for node in nodes if isinstance(node, Call) for argument in node.arguments}
    kept.update(node.exponent for node in nodes if isinstance(node, Power))
    kept.update(node.radicand for node in nodes if isinstance(node, Root))
    work.kept = frozenset(kept)
    return work


def simplify(form: Form, *, problem: Form, variable: Symbol) -> Simplified:
    """The form of an answer that a textbook would print."""
    work = prepared(problem, variable)
    passes = search(work, tidy(work, form))
    steps = explained(work, form, passes)
    return Simplified(passes[-1].result, steps, _joined(work, steps), work.complete)


def alternatives(form: Form, *, problem: Form, variable: Symbol) -> tuple[Alternative, ...]:
    """The same answer in the other forms that teachers accept."""
    work = prepared(problem, variable)
    return tuple(Alternative(name, other) for name, other in chosen(work, tidy(work, form)))


def _joined(work: Workspace, steps: tuple[Step, ...]) -> Form:
    """All conditions of a chain."""
    found = (step.valid.conditions if isinstance(step.valid, And) else (step.valid,) for step in steps)
    return both(strongest(work, chain.from_iterable(found)))
