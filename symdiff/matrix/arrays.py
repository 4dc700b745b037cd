"""The other operations in normal form, and the table of how every operation is built."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from symdiff.forms import ONE, ZERO, Form, Number
from symdiff.matrix.chains import inverse, matmul, scalar_product, trace, transpose
from symdiff.matrix.parts import is_ones, ones_of
from symdiff.matrix.products import mul, power
from symdiff.matrix.sums import add
from symdiff.matrix.workspace import Builder, Workspace, is_scalar, is_zero, zero
from symdiff.terms.nodes import ELEMENTWISE, OPERATIONS, Apply, Parameters, Size, eye, filled, shape_of
from symdiff.terms.shapes import ONE as ONE_ROW
from symdiff.terms.shapes import Dimension, shaped


def workspace() -> Workspace:
    """A new memory for one derivation."""
    return Workspace(BUILDERS)


def _generic(name: str) -> Builder:
    return lambda work, operands, parameters: work.rewritten(name, operands, parameters)


def _negative(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    return work.neg(operands[0])


def _quotient(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    return work.mul(operands[0], work.build("pow", (operands[1], Number(-1))))


def _square_root(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    return work.build("pow", (operands[0], Number(Fraction(1, 2))))


def _linear(name: str, of_scalar: Callable[[Workspace, Form, Parameters], Form]) -> Builder:
    """An operation that a scalar factor passes through; ``of_scalar``: what it makes of a scalar."""

    def build(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
        (form,) = operands
        if is_scalar(form):
            return of_scalar(work, form, parameters)
        if is_zero(form):
            return zero(Apply(name, operands, parameters).shape)
        if isinstance(form, Apply) and form.operation == "mul":
            scalars = [one for one in form.operands if is_scalar(one)]
            if scalars:
                arrays = work.mul(*(one for one in form.operands if not is_scalar(one)))
                return work.mul(*scalars, work.build(name, (arrays,), parameters))
        return work.rewritten(name, operands, parameters)

    return build


def _itself(work: Workspace, form: Form, parameters: Parameters) -> Form:
    return form


def _sum(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    """A sum of a sum is taken apart where that is shorter."""
    (form,) = operands
    whole = _plain_sum(work, operands, parameters)
    if isinstance(form, Apply) and form.operation == "add":
        size = Size(form.shape.size)
        apart = work.add(*(work.build("sum", (part,)) if shape_of(part) else work.mul(size, part) for part in form.operands))
        return apart if work.cost(apart) < work.cost(whole) else whole
    return whole


_plain_sum = _linear("sum", _itself)


def _mean(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    size = Size(shape_of(operands[0]).size)
    return work.mul(work.build("sum", operands), work.build("pow", (size, Number(-1))))


def _norm(name: str) -> Builder:
    def build(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
        if is_scalar(operands[0]):
            return work.build("abs", operands)
        return work.rewritten(name, operands, parameters)

    return build


def _vec(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    """A vector is its own vec; a row's is its transpose."""
    shape = shape_of(operands[0])
    if shape.columns == ONE_ROW:
        return operands[0]
    if shape.rows == ONE_ROW:
        return work.transpose(operands[0])
    return _plain_vec(work, operands, parameters)


_plain_vec = _linear("vec", _itself)


def _unvec(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    rows, columns = (parameter for parameter in parameters if isinstance(parameter, Dimension))
    (form,) = operands
    if columns == ONE_ROW:
        return form
    if rows == ONE_ROW:
        return work.transpose(form)
    match form:
        case Apply("add", parts, _) if all(shape_of(part) for part in parts):
            return work.add(*(work.build("unvec", (part,), parameters) for part in parts))
        case Apply("kron", (left, right), _) if shape_of(left) == shaped(columns) and shape_of(right) == shaped(rows):
            return work.matmul(right, work.transpose(left))
    return _plain_unvec(work, operands, parameters)


_plain_unvec = _linear("unvec", _itself)


def _kron(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    """Scalars in front; of two identity matrices, one."""
    if any(map(is_scalar, operands)):
        return work.mul(*operands)
    if any(map(is_zero, operands)):
        return zero(Apply("kron", operands).shape)
    scalars: list[Form] = []
    parts: list[Form] = []
    for form in operands:
        factors = form.operands if isinstance(form, Apply) and form.operation == "mul" else (form,)
        scalars += [one for one in factors if is_scalar(one)]
        arrays = [one for one in factors if not is_scalar(one)]
        parts.append(arrays[0] if len(arrays) == 1 else work.mul(*arrays))
    match parts:
        case [Apply("eye", _, (Dimension() as m,)), Apply("eye", _, (Dimension() as n,))]:
            whole = eye(m * n)
        case _:
            whole = work.rewritten("kron", tuple(parts), ())
    return work.mul(*scalars, whole) if scalars else whole


def _diagonal(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    """The diagonal of a product that passes through a vector is an element-wise product of vectors."""
    match operands[0]:
        case Apply("matmul", parts, _):
            for place, part in enumerate(parts[:-1], 1):
                if shape_of(part).columns == ONE_ROW:
                    return work.mul(work.matmul(*parts[:place]), work.transpose(work.matmul(*parts[place:])))
    return _plain_diagonal(work, operands, parameters)


_plain_diagonal = _linear("diagonal", _itself)


def _function(name: str) -> Builder:
    """A function entry by entry; a transpose comes out of it."""

    def build(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
        (form,) = operands
        match form:
            case Apply("T", (inside,), _):
                return work.transpose(work.build(name, (inside,)))
        return work.rewritten(name, operands, parameters)

    return build


def _where(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    condition, kept, other = operands
    shape = Apply("where", operands).shape
    if is_zero(kept) and is_zero(other):
        return zero(shape)
    kept, other = (ZERO if is_zero(one) else one for one in (kept, other))
    if shape_of(condition) == shape:
        kept, other = (ONE if is_ones(one) else one for one in (kept, other))
    match condition:
        case Apply(">", (inside, Number(value, _)), _) if value == 0 and kept is ONE and other is ZERO:
            return work.build("step", (inside,))
        case _ if kept is other and shape_of(kept) == shape:
            return kept
    return Apply("where", (condition, kept, other))


def _entry(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    (form,) = operands
    match form:
        case Apply("stack", parts, _) if isinstance(parameters[0], int):
            return parts[parameters[0]]
        case Apply("ones", _, _):
            return ONE
        case Apply("zeros", _, _):
            return ZERO
        case Apply("eye", _, _):
            return Number(int(parameters[0] == parameters[1]))
    return Apply("entry", operands, parameters)


def _stack(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    if all(map(is_zero, operands)):
        return zero(shaped(Dimension.number(len(operands))))
    return Apply("stack", operands) if len(operands) > 1 else operands[0]


def _commutation(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    rows, columns = (parameter for parameter in parameters if isinstance(parameter, Dimension))
    return eye(rows * columns) if ONE_ROW in (rows, columns) else Apply("commutation", (), parameters)


def _filled(name: str) -> Builder:
    def build(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
        shape = shaped(*(parameter for parameter in parameters if isinstance(parameter, Dimension)))
        return ones_of(shape) if name == "ones" else filled(name, shape)

    return build


def _identity(work: Workspace, operands: tuple[Form, ...], parameters: Parameters) -> Form:
    return eye(next(parameter for parameter in parameters if isinstance(parameter, Dimension)))


BUILDERS: dict[str, Builder] = {
    **{name: _generic(name) for name in OPERATIONS},
    **{name: _function(name) for name in ELEMENTWISE},
    "add": add,
    "neg": _negative,
    "mul": mul,
    "div": _quotient,
    "pow": power,
    "sqrt": _square_root,
    "matmul": matmul,
    "T": transpose,
    "inv": inverse,
    "tr": trace,
    "inner": scalar_product,
    "sum": _sum,
    "mean": _mean,
    "norm1": _norm("norm1"),
    "norm2": _norm("norm2"),
    "vec": _vec,
    "unvec": _unvec,
    "kron": _kron,
    "diag": _linear("diag", _itself),
    "diagonal": _diagonal,
    "where": _where,
    "entry": _entry,
    "stack": _stack,
    "commutation": _commutation,
    "ones": _filled("ones"),
    "zeros": _filled("zeros"),
    "eye": _identity,
}
"""How each operation is built."""
