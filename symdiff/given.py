"""A problem as somebody handed it in: what is differentiated, and by what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from symdiff.derivation import Note
from symdiff.errors import ParseError, SymdiffError
from symdiff.forms import Symbol, symbols
from symdiff.syntax import Reading, read
from symdiff.wording.sentences import either, say

if TYPE_CHECKING:
    import sympy

Problem: TypeAlias = "str | sympy.Expr"

# The letter that a problem in several letters is differentiated by, unless it says otherwise: the first of these it has.
USUAL_VARIABLES = ("x", "t", "y", "z", "u", "s", "r", "v", "w", "theta")

HIGHEST_ORDER = 100


def reading_of(problem: Problem) -> tuple[Reading, dict[str, Any]]:
    """A problem as it was read, and the symbols of the SymPy expression given, by name."""
    if isinstance(problem, str):
        return read(problem), {}
    from symdiff.interop import free_symbols, from_sympy

    form = from_sympy(problem)
    return Reading(form, "", "sympy"), free_symbols(problem)


def choose_variables(reading: Reading, wrt: str | Sequence[str] | None) -> tuple[tuple[Symbol, ...], tuple[Note, ...]]:
    """The variables of differentiation, and a note where one had to be chosen.

    Raises:
        ParseError: if a name is not that of a variable.
        SymdiffError: if there are no names where there should be.
    """
    if wrt is not None:
        names = wrt.replace(",", " ").split() if isinstance(wrt, str) else list(wrt)
        if not names:
            raise SymdiffError(say("no variable"))
        return tuple(map(variable_named, names)), ()
    if reading.wrt:
        return tuple(map(Symbol, reading.wrt)), ()
    present = symbols(reading.form)
    if len(reading.arguments) == 1:
        return (Symbol(reading.arguments[0]),), ()
    if len(present) <= 1:
        return present or (Symbol("x"),), ()
    names = [symbol.name for symbol in present]
    chosen = next((name for name in USUAL_VARIABLES if name in names), names[0])
    others = either(*(name for name in names if name != chosen))
    return (Symbol(chosen),), (Note(say("variable chosen", name=chosen, others=others)),)


def variable_named(name: str) -> Symbol:
    """The variable of a name that a user gave.

    Raises:
        ParseError: if it is not the name of a variable.
    """
    form = read(name).form
    if not isinstance(form, Symbol):
        raise ParseError(say("not a variable"), name, 0, say("give a letter"))
    return form
