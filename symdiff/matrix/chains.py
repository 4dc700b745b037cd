"""Matrix products, transposes, inverses and traces in normal form."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from symdiff.forms import ONE, Form, Number
from symdiff.matrix.parts import common_shape, holds_differential
from symdiff.matrix.products import MOST_TERMS
from symdiff.matrix.workspace import Workspace, is_scalar, is_zero, zero
from symdiff.terms.nodes import COMPARISONS, ELEMENTWISE, Apply, Array, Parameters, eye, shape_of
from symdiff.terms.shapes import ONE as ONE_ROW
from symdiff.terms.shapes import Shape, shaped

SYMMETRIC = frozenset({"symmetric", "spd", "psd", "diagonal"})
_PUSHED = frozenset(ELEMENTWISE)

# The trace of a longer product is not turned around to see whether it was met before.
MOST_FACTORS_TURNED = 12

_MOVES_SUMS = frozenset({"inv", "diag"})


def matmul(work: Workspace, factors: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A chain of matrix products: scalars in front, neighbours joined where an equation says so."""
    shape = shaped(shape_of(factors[0]).rows, shape_of(factors[-1]).columns)
    if any(map(is_zero, factors)):
        return zero(shape)
    scalars: list[Form] = []
    chain = _joined(work, factors, scalars)
    chain = chain and _without_inverse_chains(work, chain, scalars)
    if chain is None:
        return zero(shape)
    if not chain:
        return work.mul(*scalars, _identity(shape))
    chain = _without_inner_scalars(work, chain, scalars)
    if not chain:
        return work.mul(*scalars)
    spread = _multiplied_out(work, chain)
    return work.mul(*scalars, _chain(work, chain) if spread is None else spread)


def _identity(shape: Shape) -> Form:
    return eye(shape.rows)


def _parts(work: Workspace, form: Form, scalars: list[Form]) -> tuple[Form, ...]:
    """The matrix factors of a term; its scalar factors are put aside."""
    if is_scalar(form):
        scalars.append(form)
        return ()
    match form:
        case Apply("mul", operands, _):
            aside = [one for one in operands if is_scalar(one)]
            arrays = [one for one in operands if not is_scalar(one)]
            scalars.extend(aside)
            rest = work.mul(*arrays) if len(arrays) > 1 else arrays[0]
            return rest.operands if isinstance(rest, Apply) and rest.operation == "matmul" else (rest,)
        case Apply("matmul", operands, _):
            return operands
    return (form,)


def _joined(work: Workspace, factors: Sequence[Form], scalars: list[Form]) -> list[Form] | None:
    """The factors one after the other, joined where possible; ``None`` if the product is 0."""
    waiting: list[Form] = []
    for factor in reversed(factors):
        waiting.extend(reversed(_parts(work, factor, scalars)))
    chain: list[Form] = []
    while waiting:
        factor = waiting.pop()
        joined = _neighbours(work, chain[-1], factor) if chain else None
        if joined is None:
            chain.append(factor)
            continue
        if is_zero(joined):
            return None
        chain.pop()
        waiting.extend(reversed(_parts(work, joined, scalars)))
    return chain


def _neighbours(work: Workspace, left: Form, right: Form) -> Form | None:
    match left, right:
        case Apply("T", (Apply("stack", operands, _),), _), _ if shape_of(right).columns == ONE_ROW:
            return _picked(operands, right)
        case _, Apply("stack", operands, _) if shape_of(left).rows == ONE_ROW:
            return _picked(operands, work.transpose(left))
    return work.joined(left, right)


def _picked(operands: tuple[Form, ...], vector: Form) -> Form | None:
    """The entry that a unit vector picks."""
    places = [place for place, one in enumerate(operands) if not is_zero(one)]
    if len(places) != 1 or operands[places[0]] is not ONE or holds_differential(vector):
        return None
    if isinstance(vector, Apply) and vector.operation == "stack":
        return vector.operands[places[0]]
    return Apply("entry", (vector,), (places[0],))


def _without_inverse_chains(work: Workspace, chain: list[Form], scalars: list[Form]) -> list[Form] | None:
    """inv(A @ B) @ A @ B = I, and the same from the other side and transposed; ``None`` if the product is 0."""
    for place, factor in enumerate(chain):
        inside = _inverted_chain(work, factor)
        length = len(inside)
        if not length:
            continue
        if tuple(chain[place + 1 : place + 1 + length]) == inside:
            return _joined(work, chain[:place] + chain[place + 1 + length :], scalars)
        if place >= length and tuple(chain[place - length : place]) == inside:
            return _joined(work, chain[: place - length] + chain[place + 1 :], scalars)
    return chain


def _inverted_chain(work: Workspace, factor: Form) -> tuple[Form, ...]:
    match factor:
        case Apply("inv", (Apply("matmul", operands, _),), _):
            return operands
        case Apply("T", (Apply("inv", (Apply("matmul", _, _) as inside,), _),), _):
            turned = work.transpose(inside)
            return turned.operands if isinstance(turned, Apply) else ()
    return ()


def _without_inner_scalars(work: Workspace, chain: list[Form], scalars: list[Form]) -> list[Form]:
    """A part of the chain that begins with a row and ends with a column is a scalar, and comes in front."""
    cuts = [0] if shape_of(chain[0]).rows == ONE_ROW else []
    cuts += [place + 1 for place, factor in enumerate(chain) if shape_of(factor).columns == ONE_ROW]
    if len(cuts) < 2:
        return chain
    for start, stop in pairwise(cuts):
        scalars.append(_scalar_product(work, chain[start:stop]))
    return chain[: cuts[0]] + chain[cuts[-1] :]


def _scalar_product(work: Workspace, chain: list[Form]) -> Form:
    """A row times ... times a column; a row times a column is the sum of the products, where that is shorter."""
    if len(chain) == 1:
        return chain[0]
    whole = _multiplied_out(work, chain)
    if whole is not None:
        return whole
    if len(chain) == 2:
        short = _sum_of_products(work, work.transpose(chain[0]), chain[1])
        if short is not None:
            return short
    known = work.written.get(("chain", *(work.transpose(one) for one in reversed(chain))))
    return known or _chain(work, chain)


def _sum_of_products(work: Workspace, left: Form, right: Form) -> Form | None:
    """A scalar product as a norm or as a sum, where that is shorter."""
    if left is right:
        return work.build("pow", (work.build("norm2", (left,)), Number(2))) if work.cost(left) > 3 else None
    entries = work.mul(left, right)
    if isinstance(entries, Apply) and entries.operation == "mul" and sum(1 for one in entries.operands if shape_of(one)) > 1:
        return None
    candidate = work.build("sum", (entries,))
    return candidate if work.cost(candidate) < work.cost(left) + work.cost(right) + 3 else None


def _chain(work: Workspace, chain: list[Form]) -> Form:
    if len(chain) == 1:
        return chain[0]
    return work.first_written(("chain", *chain), Apply("matmul", chain))


def _multiplied_out(work: Workspace, chain: list[Form]) -> Form | None:
    """A product with a sum in it multiplied out, if a term joins with its neighbour and it is shorter so."""
    if len(chain) < 2:
        return None
    for place, factor in enumerate(chain):
        if not (isinstance(factor, Apply) and factor.operation == "add" and len(factor.operands) <= MOST_TERMS):
            continue
        before = chain[place - 1] if place else None
        after = chain[place + 1] if place + 1 < len(chain) else None
        if not any(_moves_sums(one) for one in (before, after)):
            continue
        shape = common_shape(factor.operands)
        terms = [one if shape_of(one) else work.mul(one, Apply("ones", (), tuple(shape))) for one in factor.operands]
        spread = work.add(*(work.matmul(*chain[:place], term, *chain[place + 1 :]) for term in terms))
        if work.cost(spread) < work.cost(Apply("matmul", chain)):
            return spread
    return None


def _moves_sums(form: Form | None) -> bool:
    match form:
        case Apply("T", (Apply(name, _, _),), _) | Apply(name, _, _):
            return name in _MOVES_SUMS
    return False


def transpose(work: Workspace, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """The transpose, pushed to the leaves."""
    (form,) = operands
    if is_scalar(form):
        return form
    match form:
        case Array(_, _, assumptions) if assumptions & SYMMETRIC:
            return form
        case Apply("zeros", _, _):
            return zero(form.shape.transposed)
        case Apply("mul", parts, _) if is_scalar(parts[0]):
            scalars = [part for part in parts if is_scalar(part)]
            arrays = [part for part in parts if not is_scalar(part)]
            return work.mul(*scalars, work.transpose(work.mul(*arrays)))
        case Apply("add" | "mul" as name, parts, _):
            pushed = work.build(name, tuple(work.transpose(part) for part in parts))
            outside = work.rewritten("T", (form,), ())
            return pushed if pushed is form or work.cost(pushed) < work.cost(outside) else outside
        case Apply("matmul", parts, _):
            return work.matmul(*(work.transpose(part) for part in reversed(parts)))
        case Apply("pow", (base, exponent), _):
            return work.build("pow", (work.transpose(base), work.transpose(exponent)))
        case Apply("inv" | "expm" as name, (inside,), _) if work.transpose(inside) is inside:
            return form
        case Apply("matpow", (inside, _), _) if work.transpose(inside) is inside:
            return form
        case Apply("where", _, _):
            return work.build("where", tuple(map(work.transpose, form.operands)))
        case Apply(name, parts, _) if name in COMPARISONS:
            return work.build(name, tuple(map(work.transpose, parts)))
        case Apply(name, (inside,), _) if name in _PUSHED and work.transpose(inside) is inside:
            return form
    return work.rewritten("T", (form,), ())


def inverse(work: Workspace, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """The inverse; that of a product of square matrices is the product of their inverses."""
    (form,) = operands
    if is_scalar(form):
        return work.build("pow", (form, Number(-1)))
    match form:
        case Apply("mul", parts, _):
            scalars = [one for one in parts if is_scalar(one)]
            arrays = [one for one in parts if not is_scalar(one)]
            if scalars:
                inside = work.build("inv", (work.mul(*arrays),))
                return work.mul(work.build("pow", (work.mul(*scalars), Number(-1))), inside)
        case Apply("matmul", parts, _) if all(shape_of(part) == form.shape for part in parts):
            return work.matmul(*(work.build("inv", (part,)) for part in reversed(parts)))
    return work.rewritten("inv", operands, ())


def trace(work: Workspace, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """The trace; that of a product may begin anywhere, and that of an outer product is a scalar product."""
    (form,) = operands
    if is_scalar(form):
        return form
    match form:
        case Apply("zeros", _, _):
            return Number(0)
        case Apply("add", parts, _) if all(shape_of(part) for part in parts):
            return work.add(*(work.build("tr", (part,)) for part in parts))
        case Apply("mul", parts, _):
            scalars = [one for one in parts if is_scalar(one)]
            arrays = [one for one in parts if not is_scalar(one)]
            if scalars:
                return work.mul(*scalars, work.build("tr", (work.mul(*arrays),)))
        case Apply("matmul", parts, _):
            return _trace_of_product(work, parts)
    return work.rewritten("tr", operands, ())


def _trace_of_product(work: Workspace, parts: tuple[Form, ...]) -> Form:
    for place, part in enumerate(parts):
        if shape_of(part).rows == ONE_ROW:
            return work.matmul(*parts[place:], *parts[:place])
    joined = work.joined(parts[-1], parts[0])
    if joined is not None:
        return work.build("tr", (work.matmul(joined, *parts[1:-1]),))
    if len(parts) > MOST_FACTORS_TURNED:
        return Apply("tr", (Apply("matmul", parts),))
    turned = tuple(work.transpose(part) for part in reversed(parts))
    for rotation in (*_rotations(parts), *_rotations(turned)):
        known = work.written.get(("trace", *rotation))
        if known is not None:
            return known
    return work.first_written(("trace", *parts), Apply("tr", (Apply("matmul", parts),)))


def _rotations(parts: tuple[Form, ...]) -> tuple[tuple[Form, ...], ...]:
    return tuple(parts[place:] + parts[:place] for place in range(len(parts)))


def scalar_product(work: Workspace, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """⟨A, B⟩: of vectors aᵀb, of matrices the shorter of inner(A, B) and tr(Aᵀ B)."""
    left, right = operands
    shape = shape_of(left)
    if is_zero(left) or is_zero(right):
        return Number(0)
    if not shape:
        return work.mul(left, right)
    if shape.columns == ONE_ROW:
        return work.matmul(work.transpose(left), right)
    if shape.rows == ONE_ROW:
        return work.matmul(left, work.transpose(right))
    scalars: list[Form] = []
    left, right = (_one(work, _parts(work, form, scalars)) for form in (left, right))
    short = work.rewritten("inner", (left, right), ())
    if isinstance(short, Apply) and short.operation == "inner":
        known = work.written.get(("inner", frozenset((left, right))))
        short = known or work.first_written(("inner", frozenset((left, right))), short)
        if not any(isinstance(one, Apply) and one.operation in {"add", "where"} for one in (left, right)):
            long = work.build("tr", (work.matmul(work.transpose(left), right),))
            short = long if work.cost(long) <= work.cost(short) else short
    return work.mul(*scalars, short)


def _one(work: Workspace, parts: tuple[Form, ...]) -> Form:
    return parts[0] if len(parts) == 1 else work.matmul(*parts)
