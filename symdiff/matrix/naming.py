"""Intermediate variables u₁, u₂, ... for the parts of an expression, and for the parts that an answer repeats."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symdiff.forms import Form, substitute, walk
from symdiff.matrix.differentials import Calculus
from symdiff.matrix.workspace import Workspace
from symdiff.terms.nodes import Apply, Array, shape_of

# Answers shorter than this many symbols are written in full.
SHORT = 30

# A part that occurs again is named if it has at least so many symbols.
WORTH_NAMING = 7

_LETTERS = ("u", "v", "z", "q", "h")


@dataclass(frozen=True, slots=True)
class Intermediate:
    """An intermediate variable.

    Attributes:
        symbol: its name, with the shape of what it stands for.
        definition: what it stands for, in the variables and earlier intermediate variables.
        expression: what it stands for, in the variables alone.
    """

    symbol: Array
    definition: Form
    expression: Form


def fresh_letter(taken: Iterable[str]) -> str:
    """A letter with which no name begins that is followed by digits only, and that is no name itself."""
    names = {name.rstrip("0123456789_") for name in taken}
    return next((letter for letter in _LETTERS if letter not in names), "u_")


def names_in(*roots: Form) -> set[str]:
    """The names of the arrays in terms."""
    return {form.name for form in walk(*roots) if isinstance(form, Array)}


def intermediates(calculus: Calculus, root: Form, whole: str = "") -> tuple[Intermediate, ...]:
    """One for every operation on the way from the variable to the root; the last stands for the root and is called ``whole``."""
    uses: dict[Form, list[Apply]] = {}
    for form in walk(root):
        for child in form.children:
            assert isinstance(form, Apply)
            uses.setdefault(child, []).append(form)
    letter = fresh_letter(names_in(root))
    found: list[Intermediate] = []
    known: dict[Form, Form] = {}
    for node in calculus.reached(root):
        if node is not root and _needs_no_name(node, uses[node]):
            continue
        name = whole if whole and node is root else f"{letter}{len(found) + 1}"
        symbol = Array(name, shape_of(node))
        found.append(Intermediate(symbol, substitute(node, known), node))
        known[node] = symbol
    return tuple(found)


def _needs_no_name(node: Apply, users: Sequence[Apply]) -> bool:
    """A sign, a transpose of a name, and a term that occurs in one sum only stand where they are used."""
    match node.operation:
        case "neg":
            return True
        case "T":
            return isinstance(node.operands[0], Array)
        case "matmul" | "mul":
            return len(users) == 1 and users[0].operation in {"add", "neg"}
    return False


def replacements(work: Workspace, named: Sequence[Intermediate]) -> dict[Form, Form]:
    """What to put in the place of the parts that have names, as typed and in normal form."""
    found: dict[Form, Form] = {}
    for each in named:
        found[each.expression] = each.symbol
        normal = work.normalize(each.expression)
        if isinstance(normal, Apply):
            found.setdefault(normal, each.symbol)
    return found


def shared(work: Workspace, root: Form) -> tuple[tuple[Intermediate, ...], Form]:
    """A long answer with the parts that it repeats named, and what each name stands for.

    >>> from symdiff.matrix.arrays import workspace
    >>> from symdiff.matrix.reading import read
    >>> from symdiff.terms.shapes import read_shape
    >>> shapes = {"A": read_shape("n,n"), "x": read_shape("n")}
    >>> named, short = shared(workspace(), read("sin(A@x + 2*x)*cos(A@x + 2*x)*exp(A@x + 2*x)", shapes))
    >>> str(short), str(named[0].definition)
    ('sin(u1)*cos(u1)*exp(u1)', 'A @ x + 2*x')
    """
    if work.cost(root) < SHORT:
        return (), root
    uses: dict[Form, int] = {}
    for form in walk(root):
        for child in form.children:
            uses[child] = uses.get(child, 0) + 1
    letter = fresh_letter(names_in(root))
    known: dict[Form, Form] = {}
    found: list[Intermediate] = []
    for form in walk(root):
        if form is not root and uses[form] > 1 and isinstance(form, Apply) and work.cost(substitute(form, known)) >= WORTH_NAMING:
            symbol = Array(f"{letter}{len(found) + 1}", shape_of(form))
            found.append(Intermediate(symbol, substitute(form, known), form))
            known[form] = symbol
    return tuple(found), substitute(root, known)
