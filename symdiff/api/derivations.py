"""The Python interface: a problem in, a derivation out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TYPE_CHECKING

from symdiff.api.showing import Shown
from symdiff.domain import sentence
from symdiff.errors import SymdiffError, UnsupportedError
from symdiff.forms import Form, Relation, Vector
from symdiff.given import HIGHEST_ORDER, Problem, choose_variables, reading_of
from symdiff.render import documents
from symdiff.render.line import line
from symdiff.solve import METHODS, solve
from symdiff.syntax import read
from symdiff.views.blocks import Document
from symdiff.views.curves import implicit_solution, parametric_solution
from symdiff.views.several import total_solution
from symdiff.views.solution import Detail, solution
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

if TYPE_CHECKING:
    import sympy

NAMED_METHODS = ("auto", "intermediate", "rules", *METHODS)

# Methods whose solutions are not told as one differentiation after the other.
VIEWS = {"implicit": implicit_solution, "parametric": parametric_solution, "total": total_solution}


class Derivation(WorkedProblem, Shown):
    """A worked problem that can be shown, stored and read back.

    The attributes are those of ``WorkedProblem``; the ways to show it are those of ``Shown``.
    """

    def _document(self, detail: Detail) -> Document:
        return VIEWS.get(self.method, solution)(self, detail)

    def to_json(self) -> str:
        """Everything that is known of the problem, in versioned JSON; ``from_json`` reads it back."""
        return documents.to_json(self)

    @classmethod
    def from_json(cls, text: str) -> Derivation:
        """The derivation that ``to_json`` wrote.

        Raises:
            ParseError: if the text is not such JSON.
        """
        return shown(documents.from_json(text))

    @property
    def domain_sentence(self) -> str:
        """Where the result holds, in words: ``for x > 0``, ``where sin(x³) ≠ 0``."""
        return "".join(part if isinstance(part, str) else line(part) for part in sentence(self.valid, self.variables[-1]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Derivation) and self.to_json() == other.to_json()

    def __hash__(self) -> int:
        return hash((self.problem_form, self.answer))

    def __repr__(self) -> str:
        return f"<Derivation of {self.problem_form!r} by {', '.join(each.name for each in self.variables)}>"


def shown(worked: WorkedProblem) -> Derivation:
    """A worked problem with the ways to show it."""
    return Derivation(**{each.name: getattr(worked, each.name) for each in fields(worked)})


def parse(text: str, syntax: str = "auto") -> sympy.Basic:
    """Read an expression as a SymPy tree, exactly as typed; nothing is evaluated or run.

    Parameters:
        text: plain text or LaTeX.
        syntax: ``auto``, ``text`` or ``latex``.

    Raises:
        ParseError: with the place and a hint, if it cannot be read.
        LimitError: if it is too long or too deep.

    >>> parse("2(x+1)")
    2*(x + 1)
    """
    from symdiff.interop import to_sympy

    return to_sympy(read(text, syntax).form)


def differentiate(
    problem: Problem,
    wrt: str | Sequence[str] | None = None,
    order: int = 1,
    method: str = "auto",
    simplify: bool = True,
) -> Derivation:
    """Differentiate an expression and show how.

    Parameters:
        problem: plain text, LaTeX, or a SymPy expression.
        wrt: the variable, or several for a mixed partial derivative; left out, the only variable, else the usual one.
        order: how many times, by one variable.
        method: ``auto``, ``intermediate``, ``rules``, ``logarithmic`` or ``limit``.
        simplify: whether the answer is simplified.

    Raises:
        ParseError: if the problem cannot be read.
        UnsupportedError: if it cannot be differentiated, or not by this method.
        LimitError: if it is too large.

    >>> d = differentiate("x sin x")
    >>> d.result
    x*cos(x) + sin(x)
    >>> differentiate("x^2 y^3", wrt=["x", "y"]).result
    6*x*y**2
    """
    reading, symbols_given = reading_of(problem)
    if method not in NAMED_METHODS:
        raise SymdiffError(say("no such method", given=repr(method), known=", ".join(NAMED_METHODS)))
    if not 1 <= order <= HIGHEST_ORDER:
        raise SymdiffError(say("order out of range", order=order, highest=HIGHEST_ORDER))
    _check_kind(reading.form)
    variables, notes = choose_variables(reading, wrt)
    if len(variables) == 1:
        variables *= order
    elif order != 1:
        raise SymdiffError(say("order or variables"))
    worked = solve(reading.form, variables, method, simplify, reading.defines)
    return shown(
        replace(
            worked,
            notes=(*reading.notes, *notes),
            text=reading.text,
            name=reading.defines,
            sympy_symbols=symbols_given,
        )
    )


def _check_kind(form: Form) -> None:
    match form:
        case Relation():
            raise UnsupportedError(say("an equation"))
        case Vector():
            raise UnsupportedError(say("a list of components"))
