"""Answers as a textbook prints them: short, in the form of the problem, reached by named moves."""

from __future__ import annotations

from symdiff.derivation import Simplified, Step
from symdiff.forms import Form, Symbol
from symdiff.simplify.style import style_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import Workspace

__all__ = ["simplify"]


def simplify(form: Form, *, problem: Form, variable: Symbol) -> Simplified:
    """The form of an answer that a textbook would print."""
    work = Workspace(style_of(problem, variable))
    tidy(work, problem)
    result = tidy(work, form)
    steps = () if result is form else (Step("arithmetic", "rewrite", form, result),)
    return Simplified(result, steps)
