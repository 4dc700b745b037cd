"""Problems in plain text, and what the simplifier makes of their raw derivatives."""

from __future__ import annotations

from symdiff.calculus.engine import derive
from symdiff.derivation import Alternative, Simplified
from symdiff.forms import Form, Symbol
from symdiff.render.plain import plain
from symdiff.simplify import alternatives, simplify, workspace
from symdiff.simplify.writing import Workspace
from symdiff.syntax import read


def form_of(text: str) -> Form:
    """What a text means."""
    found = read(text).form
    assert isinstance(found, Form)
    return found


def raw_derivative(problem: Form, variable: Symbol) -> Form:
    """A derivative as the rules leave it."""
    return derive(problem, variable)[problem].result


def simplified(text: str, variable: str = "x") -> Simplified:
    """The simplified derivative of a problem."""
    problem, by = form_of(text), Symbol(variable)
    return simplify(raw_derivative(problem, by), problem=problem, variable=by)


def answer(text: str, variable: str = "x") -> str:
    """The simplified derivative of a problem as plain text."""
    return plain(simplified(text, variable).result)


def others(text: str, variable: str = "x") -> dict[str, Alternative]:
    """The other forms of the answer to a problem, by name."""
    problem, by = form_of(text), Symbol(variable)
    found = alternatives(simplified(text, variable).result, problem=problem, variable=by)
    return {other.name: other for other in found}


def workspace_of(problem: Form, variable: str = "x") -> Workspace:
    """What the simplifier knows of a problem before it begins."""
    return workspace(problem, Symbol(variable))
