"""The vector chain rule, and the total derivative with intermediate variables of the user's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from symdiff.calculus.building import flatten, tidy_sum
from symdiff.calculus.engine import derive
from symdiff.derivation import Intermediate, LocalDerivative, Note, Simplified, Stage, Verification, ordered
from symdiff.domain import natural_domain, where
from symdiff.errors import SymdiffError
from symdiff.forms import Derivative, Form, Symbol, substitute, symbols
from symdiff.several.matrix import WorkedMatrix, together, work_out
from symdiff.simplify import simplify
from symdiff.solve import resolve
from symdiff.verify import verify_equation
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem


@dataclass(frozen=True, eq=False)
class WorkedChain:
    """The derivative of a composition as a product of Jacobians.

    Attributes:
        outer: the Jacobian of the outer functions by the intermediate variables, m×k.
        inner: the Jacobian of the intermediate variables by the variables, k×n.
        names: the intermediate variables.
        product: each entry of the product, in intermediate variables.
        rows: each entry in the variables, simplified, with the check of the composed function.
        simplified: how each entry was simplified.
        notes: how the problem was read.
    """

    outer: WorkedMatrix
    inner: WorkedMatrix
    names: tuple[Symbol, ...]
    product: tuple[tuple[Form, ...], ...]
    rows: tuple[tuple[Simplified, ...], ...]
    verification: Verification
    valid: Form
    notes: tuple[Note, ...] = ()

    @property
    def answer(self) -> tuple[tuple[Form, ...], ...]:
        """The simplified entries, one row for each outer function."""
        return tuple(tuple(entry.result for entry in row) for row in self.rows)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the product."""
        return len(self.rows), len(self.rows[0])


def work_out_chain(outer: Sequence[Form], inner: Mapping[Symbol, Form], variables: Sequence[Symbol]) -> WorkedChain:
    """The vector chain rule: the Jacobian of the outer functions times the Jacobian of the inner ones.

    Parameters:
        outer: functions of the intermediate variables.
        inner: the definition of each intermediate variable.
        variables: the variables.

    Raises:
        SymdiffError: if a variable is also an intermediate variable, or the outer functions have a variable in them directly.

    Source: Parr and Howard, The Matrix Calculus You Need For Deep Learning (2018), section 4.5.3.
    """
    names = tuple(inner)
    _check_names(names, variables, (*outer, *inner.values()))
    direct = [variable for variable in variables if any(variable in symbols(function) for function in outer)]
    if direct:
        raise SymdiffError(say("outer functions with a variable", name=direct[0].name))
    left, right = work_out("jacobian", outer, names), work_out("jacobian", tuple(inner.values()), variables)
    columns = tuple(zip(*right.answer, strict=True))
    product = tuple(
        tuple(_dot(row, column) for column in columns) for row in left.answer
    )
    rows = []
    checks = []
    conditions = [substitute(left.valid, inner), right.valid]
    for function, entries in zip(outer, product, strict=True):
        whole = substitute(function, inner)
        conditions.append(natural_domain(whole))
        row = []
        for variable, entry in zip(variables, entries, strict=True):
            found = simplify(substitute(entry, inner), problem=whole, variable=variable)
            checks.append(verify_equation(Derivative(whole, variable), found.result))
            conditions.append(found.valid)
            row.append(found)
        rows.append(tuple(row))
    return WorkedChain(left, right, names, product, tuple(rows), together(checks), where(*conditions))


def _dot(row: Sequence[Form], column: Sequence[Form]) -> Form:
    return tidy_sum(tuple(flatten((left, right)) for left, right in zip(row, column, strict=True)))


def _check_names(names: Sequence[Symbol], variables: Sequence[Symbol], forms: Sequence[Form]) -> None:
    twice = [name for name in names if name in variables]
    if twice:
        raise SymdiffError(say("variable and intermediate", name=twice[0].name))
    if not names:
        raise SymdiffError(say("no intermediate variable"))


def work_out_total(function: Form, variable: Symbol, definitions: Mapping[Symbol, Form]) -> WorkedProblem:
    """The total derivative of a function of a variable and of intermediate variables that depend on it.

    Parameters:
        function: the function, in the variable and the intermediate variables.
        variable: the variable.
        definitions: the definition of each intermediate variable, in the variable and other intermediate variables.

    Raises:
        SymdiffError: if the definitions go round in a circle, or define the variable.

    Source: Parr and Howard, section 4.5.2 (the single-variable total-derivative chain rule).
    """
    _check_names(tuple(definitions), (variable,), (function, *definitions.values()))
    taken = {*definitions, *symbols(function, variable)}
    last = next(letter for letter in map(Symbol, ("y", "f", "z", "y_0")) if letter not in taken)
    order = _in_order(definitions)
    intermediates: list[Intermediate] = []
    wholes: dict[Form, Form] = {}
    totals: dict[Symbol, Form] = {}
    for name, meaning in (*((name, definitions[name]) for name in order), (last, function)):
        operands = [symbol for symbol in symbols(meaning) if symbol is variable or symbol in definitions]
        found = [(operand, derive(meaning, operand)[meaning]) for operand in operands]
        slopes = tuple(LocalDerivative(operand, each.result, each.step) for operand, each in found)
        wholes[name] = substitute(meaning, wholes)
        intermediates.append(Intermediate(name, meaning, wholes[name], slopes))
        totals[name] = tidy_sum(
            tuple(
                each.slope if each.operand is variable else flatten((each.slope, totals[each.operand])) for each in slopes
            )
        )
    whole = resolve(wholes[last])
    unsimplified = substitute(totals[last], wholes)
    simplified = simplify(unsimplified, problem=whole, variable=variable)
    steps = tuple(ordered(slope.step for each in intermediates for slope in each.locals))
    stage = Stage(whole, variable, steps, tuple(intermediates), unsimplified, simplified)
    conditions = [
        substitute(step.valid, wholes)
        for each in intermediates
        for slope in each.locals
        for step in ordered((slope.step,))
        if step.left.children[1:] == (slope.operand,)
    ]
    valid = where(natural_domain(whole), natural_domain(unsimplified), simplified.valid, *conditions)
    check = verify_equation(Derivative(whole, variable), simplified.result)
    notes = () if variable in symbols(whole) else (Note(say("does not occur", name=variable.name)),)
    return WorkedProblem(function, (stage,), "total", valid, check, notes=notes, name=last.name)


def _in_order(definitions: Mapping[Symbol, Form]) -> list[Symbol]:
    """The names, each after those that its definition uses."""
    done: list[Symbol] = []
    waiting = dict(definitions)
    while waiting:
        ready = [name for name, meaning in waiting.items() if not any(symbol in waiting for symbol in symbols(meaning))]
        if not ready:
            raise SymdiffError(say("definitions in a circle", names=", ".join(name.name for name in waiting)))
        for name in ready:
            done.append(name)
            del waiting[name]
    return done


