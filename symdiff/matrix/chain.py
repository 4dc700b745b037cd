"""The vector chain rule: intermediate variables, local Jacobians, and their product.

It stands beside the differentials as a second way to the same result: for every operation the matrix of its derivative by
each operand, multiplied along every path and added over the paths, forwards.

Source: Parr and Howard, The Matrix Calculus You Need For Deep Learning, section 4.5.
"""

from __future__ import annotations

from dataclasses import dataclass

from symdiff.forms import Form, substitute, walk
from symdiff.matrix.differentials import Calculus
from symdiff.matrix.naming import Intermediate, intermediates
from symdiff.matrix.shortening import shortened
from symdiff.matrix.workspace import Workspace, zero
from symdiff.terms.nodes import Array, eye, shape_of
from symdiff.terms.shapes import ONE, Shape, shaped


@dataclass(frozen=True, slots=True)
class LocalJacobian:
    """The derivative of one intermediate variable by one that it is made of.

    Attributes:
        of, by: the two variables.
        matrix: the Jacobian, in the variables of the definition.
        value: the Jacobian in the variables of the problem alone.
        shape: of how many rows and columns it is.
    """

    of: Array
    by: Array
    matrix: Form
    value: Form
    shape: Shape


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain rule worked out.

    Attributes:
        variable: what is differentiated by.
        intermediates: in the order in which they are computed; the last is the expression.
        locals: every local Jacobian, in the order in which they are used.
        totals: for each intermediate variable its Jacobian by the variable.
    """

    variable: Array
    intermediates: tuple[Intermediate, ...]
    locals: tuple[LocalJacobian, ...]
    totals: tuple[Form, ...]

    @property
    def jacobian(self) -> Form:
        """The product of the Jacobians, added over the paths."""
        return self.totals[-1]


def chain_rule(work: Workspace, root: Form, variable: Array, whole: str = "") -> Chain | None:
    """The derivative by the vector chain rule.

    Parameters:
        work: where terms are built.
        root: the expression.
        variable: what it is differentiated by.
        whole: what to call the expression.

    Returns:
        the chain; ``None`` where a matrix is on the way, for which there is no Jacobian but by vec.
    """
    calculus = Calculus(work, [variable])
    work.normalize(root)
    named = intermediates(calculus, root, whole)
    if any(shape_of(each.symbol).columns != ONE for each in named) or variable.shape.columns != ONE or not named:
        return None
    values: dict[Form, Form] = {each.symbol: work.normalize(each.expression) for each in named}
    known: dict[Form, Form] = {variable: eye(variable.shape.rows)}
    steps: list[LocalJacobian] = []
    for each in named:
        total = zero(shaped(each.symbol.shape.rows, variable.shape.rows))
        for by in _operands(each.definition, known):
            matrix, _ = Calculus(work, [by]).jacobian(each.definition, by)
            value = _put(work, matrix, values)
            steps.append(LocalJacobian(each.symbol, by, shortened(work, matrix), value, shape_of(matrix)))
            total = work.add(total, work.matmul(value, known[by]))
        known[each.symbol] = total
    return Chain(variable, named, tuple(steps), tuple(shortened(work, known[each.symbol]) for each in named))


def _operands(definition: Form, known: dict[Form, Form]) -> list[Array]:
    return [form for form in walk(definition) if isinstance(form, Array) and form in known]


def _put(work: Workspace, root: Form, values: dict[Form, Form]) -> Form:
    return work.normalize(substitute(root, values))
