"""Gradients, Jacobians and Hessians: one worked problem for each entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Literal

from symdiff.calculus.building import opposite, tidy_product, tidy_sum
from symdiff.calculus.graph import Cost
from symdiff.calculus.graph_building import build_graph
from symdiff.derivation import Note, Verification
from symdiff.domain import where
from symdiff.errors import LimitError, SymdiffError
from symdiff.forms import ZERO, Form, Number, Symbol, Vector, dependents, transform
from symdiff.simplify import simplify
from symdiff.solve import resolve, solve
from symdiff.verify import largest_difference
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

if TYPE_CHECKING:
    import sympy

Kind = Literal["gradient", "jacobian", "hessian"]
Layout = Literal["numerator", "denominator"]
LAYOUTS: tuple[Layout, ...] = ("numerator", "denominator")

# More entries are not worked out one by one; the computation graph has them all at once.
MOST_ENTRIES = 144

# The determinant of a larger matrix has too many terms.
LARGEST_DETERMINANT = 4


@dataclass(frozen=True, slots=True)
class ModeChoice:
    """Which mode of accumulation is the cheaper one on the computation graph of all functions.

    Attributes:
        mode: ``forward`` or ``reverse``.
        forward, reverse: what each takes for all entries.
    """

    mode: str
    forward: Cost
    reverse: Cost


@dataclass(frozen=True, eq=False)
class WorkedMatrix:
    """Derivatives of one or several functions by one or several variables.

    Attributes:
        kind: ``gradient``, ``jacobian`` or ``hessian``.
        functions: the functions, exactly as typed.
        variables: the variables, in the order of the columns.
        rows: for each function a row with one worked problem for each variable; for a Hessian one row for each variable.
        layout: how the matrix is presented: ``numerator`` has a row for each function, ``denominator`` a column.
        name: what the function is called.
        choice: the cheaper mode of accumulation.
        notes: how the problem was read, and what was assumed.
        text: the problem as typed.
        sympy_symbols: the symbols of the SymPy expressions given, by name.
    """

    kind: Kind
    functions: tuple[Form, ...]
    variables: tuple[Symbol, ...]
    rows: tuple[tuple[WorkedProblem, ...], ...]
    layout: Layout = "numerator"
    name: str = "f"
    choice: ModeChoice | None = None
    notes: tuple[Note, ...] = ()
    text: str = ""
    sympy_symbols: Mapping[str, sympy.Symbol] = field(default_factory=dict)

    @property
    def presented(self) -> tuple[tuple[WorkedProblem, ...], ...]:
        """The entries row by row in the layout asked for."""
        return self.rows if self.layout == "numerator" else tuple(zip(*self.rows, strict=True))

    @property
    def answer(self) -> tuple[tuple[Form, ...], ...]:
        """The simplified entries row by row in the layout asked for."""
        return tuple(tuple(entry.answer for entry in row) for row in self.presented)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns in the layout asked for."""
        return len(self.presented), len(self.presented[0])

    @property
    def entries(self) -> tuple[WorkedProblem, ...]:
        """Every entry, row by row in the layout asked for."""
        return tuple(entry for row in self.presented for entry in row)

    @cached_property
    def determinant(self) -> Form | None:
        """The determinant of a square Jacobian, simplified; ``None`` for other matrices and for large ones."""
        size = len(self.rows)
        if self.kind != "jacobian" or size != len(self.variables) or not 2 <= size <= LARGEST_DETERMINANT:
            return None
        found = _determinant([[entry.answer for entry in row] for row in self.rows])
        return simplify(found, problem=Vector(self.functions), variable=self.variables[0]).result

    @property
    def valid(self) -> Form:
        """Where all entries hold."""
        return where(*(entry.valid for row in self.rows for entry in row))

    @property
    def verification(self) -> Verification:
        """The outcome of the independent check of all entries together."""
        return together([entry.verification for row in self.rows for entry in row])

    @property
    def result(self) -> sympy.Matrix:
        """The simplified answer as a SymPy matrix in the layout asked for."""
        from symdiff.interop import to_plain_matrix

        return to_plain_matrix(self.answer, dict(self.sympy_symbols))

    @property
    def domain(self) -> sympy.logic.boolalg.Boolean:
        """Where the result holds."""
        from symdiff.interop import to_sympy

        return to_sympy(self.valid, dict(self.sympy_symbols))


def _determinant(rows: Sequence[Sequence[Form]]) -> Form:
    """Leibniz's formula: a signed product for each permutation of the columns.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> _determinant([[x, y], [y, x]])
    x*x + Negative(y*y)
    """
    terms = []
    for columns in permutations(range(len(rows))):
        odd = sum(left > right for left, right in combinations(columns, 2)) % 2
        product = tidy_product(tuple(row[column] for row, column in zip(rows, columns, strict=True)))
        terms.append(opposite(product) if odd else product)
    return tidy_sum(tuple(terms))


def together(checks: Sequence[Verification]) -> Verification:
    """One outcome for several checks: wrong if one is, unknown if one is, else right."""
    for check in checks:
        if check.ok is False:
            return check
    unknown = [check for check in checks if check.ok is None]
    if unknown:
        return unknown[0]
    bound = max((check.bound for check in checks), default=0.0)
    points = tuple(point for check in checks for point in check.points)
    if len(checks) == 1:
        return checks[0]
    said = say("each agrees by itself", count=len(checks), largest=largest_difference(bound))
    return Verification(True, said, points, bound)


def work_out(kind: Kind, functions: Sequence[Form], variables: Sequence[Symbol]) -> WorkedMatrix:
    """Find every entry.

    Parameters:
        kind: ``gradient`` (one function), ``jacobian`` or ``hessian`` (one function).
        functions: the functions.
        variables: the variables.

    Raises:
        LimitError: if there are too many entries to be worked out one by one.
        UnsupportedError: if no rule covers a part of a function.
    """
    count = len(variables) * (len(variables) if kind == "hessian" else len(functions))
    if count > MOST_ENTRIES:
        raise LimitError(say("matrix too large", kind=say(f"the {kind}"), count=count, most=MOST_ENTRIES))
    if kind == "hessian":
        rows = _hessian(functions[0], variables)
    else:
        rows = tuple(tuple(solve(function, (variable,), "auto", True) for variable in variables) for function in functions)
    absent = [variable for variable in variables if not any(dependents(function, variable) for function in functions)]
    notes = tuple(Note(say("nothing depends on it", name=variable.name)) for variable in absent)
    choice = _choice(functions, variables) if kind == "jacobian" else None
    return WorkedMatrix(kind, tuple(functions), tuple(variables), rows, choice=choice, notes=notes)


def _hessian(function: Form, variables: Sequence[Symbol]) -> tuple[tuple[WorkedProblem, ...], ...]:
    """Second derivatives; below the diagonal the one above it stands again."""
    found = {
        (row, column): solve(function, (variables[row], variables[column]), "auto", True)
        for row in range(len(variables))
        for column in range(row, len(variables))
    }
    places = range(len(variables))
    return tuple(tuple(found[min(row, column), max(row, column)] for column in places) for row in places)


def _choice(functions: Sequence[Form], variables: Sequence[Symbol]) -> ModeChoice:
    graph = build_graph([transform(function, resolve) for function in functions], variables)
    return ModeChoice(graph.cheaper_mode, graph.forward_cost(), graph.reverse_cost())


def known_layout(layout: str) -> Layout:
    """The layout of a name.

    Raises:
        SymdiffError: if there is none of that name.
    """
    for known in LAYOUTS:
        if layout == known:
            return known
    raise SymdiffError(say("no such layout", given=repr(layout), known=", ".join(LAYOUTS)))


def structure(rows: Sequence[Sequence[Form]]) -> str:
    """What kind of matrix it is: ``identity``, ``zero``, ``diagonal`` or ``""``.

    >>> structure([[Number(1), Number(0)], [Number(0), Number(1)]])
    'identity'
    """
    if all(entry is ZERO for row in rows for entry in row):
        return "zero"
    if len(rows) < 2 or len(rows) != len(rows[0]):
        return ""
    if any(entry is not ZERO for place, row in enumerate(rows) for column, entry in enumerate(row) if place != column):
        return ""
    return "identity" if all(row[place] is Number(1) for place, row in enumerate(rows)) else "diagonal"


