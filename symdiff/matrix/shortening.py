"""The last touch on an answer: common factors taken out of sums, products multiplied out, where that is shorter."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from symdiff.forms import ONE, Form, Number, walk
from symdiff.matrix.parts import common_shape, ones_of, split
from symdiff.matrix.workspace import Workspace, is_scalar, leads_negative
from symdiff.terms.nodes import Apply, Array, Size, eye, shape_of

# Sums of more terms are left as they are.
MOST_TERMS = 16

# A product is multiplied out into at most so many terms.
MOST_PRODUCTS = 32


def shortened(work: Workspace, root: Form) -> Form:
    """The term in the shortest form found, part by part from the leaves up."""
    done: dict[Form, Form] = {}
    for form in walk(root):
        new = form
        if isinstance(form, Apply) and form.operands:
            children = tuple(done[child] for child in form.operands)
            new = form if children == form.operands else work.build(form.operation, children, form.parameters)
            new = _shorter(work, new)
        done[form] = new
    return done[root]


def _shorter(work: Workspace, form: Form) -> Form:
    match form:
        case Apply("add", terms, _) if len(terms) <= MOST_TERMS:
            expanded = _expanded(work, form)
            return min(factored(work, expanded), _turned(work, expanded), key=work.cost)
        case Apply("mul", (Number(value, _), *_), _) if value == -1:
            return _without_minus(work, form)
        case Apply("mul", factors, _) if any(isinstance(one, Apply) and one.operation == "sum" for one in factors):
            return _with_means(work, factors)
        case Apply("mul", factors, _) if sum(1 for one in factors if isinstance(one, Apply) and one.operation == "add") > 1:
            return _expanded(work, form)
        case Apply("matmul", factors, _):
            return _joined_inverses(work, factors)
    return form


def _with_means(work: Workspace, factors: tuple[Form, ...]) -> Form:
    """The sum of a named array over the number of its entries is its mean."""
    for place, factor in enumerate(factors):
        match factor:
            case Apply("sum", (Array() as array,), _):
                count = Apply("pow", (Size(array.shape.size), Number(-1)))
                if count in factors:
                    others = [one for one in factors[:place] + factors[place + 1 :] if one is not count]
                    mean = Apply("mean", (array,))
                    return Apply("mul", (*others, mean)) if others else mean
    return Apply("mul", factors)


def _turned(work: Workspace, form: Form) -> Form:
    """A sum of products of transposes as the transpose of a sum."""
    if len(shape_of(form)) < 2 or not isinstance(form, Apply):
        return form
    turned = work.add(*(work.transpose(term) for term in form.operands))
    return Apply("T", (factored(work, turned),))


def _joined_inverses(work: Workspace, factors: tuple[Form, ...]) -> Form:
    """inv(A) @ inv(B) = inv(B @ A)."""
    chain: list[Form] = []
    for factor in factors:
        match chain[-1:], factor:
            case [Apply("inv", (left,), _)], Apply("inv", (right,), _):
                inside = (*_factors(right), *_factors(left))
                chain[-1] = Apply("inv", (Apply("matmul", inside),))
            case _:
                chain.append(factor)
    return Apply("matmul", factors) if len(chain) == len(factors) else chain[0] if len(chain) == 1 else Apply("matmul", chain)


def _factors(form: Form) -> tuple[Form, ...]:
    return form.operands if isinstance(form, Apply) and form.operation == "matmul" else (form,)


def _without_minus(work: Workspace, form: Form) -> Form:
    """-(a - b)*c = (b - a)*c, and the same for a factor of a matrix product."""
    assert isinstance(form, Apply)
    for place, factor in enumerate(form.operands[1:], 1):
        match factor:
            case Apply("add", terms, _) if any(map(leads_negative, terms)):
                turned = work.add(*(work.neg(term) for term in terms))
                return work.mul(*form.operands[1:place], turned, *form.operands[place + 1 :])
            case Apply("matmul", chain, _):
                for inner, part in enumerate(chain):
                    if isinstance(part, Apply) and part.operation == "add" and any(map(leads_negative, part.operands)):
                        turned = work.add(*(work.neg(term) for term in part.operands))
                        product = work.matmul(*chain[:inner], turned, *chain[inner + 1 :])
                        return work.mul(*form.operands[1:place], product, *form.operands[place + 1 :])
    return form


# --- multiplying out -------------------------------------------------------------------------------------------------------


def _expanded(work: Workspace, form: Form) -> Form:
    """All element-wise products of sums multiplied out, if that is shorter."""
    terms = form.operands if isinstance(form, Apply) and form.operation == "add" else (form,)
    products = [product for term in terms for product in _products(work, term)]
    if len(products) == len(terms) or len(products) > MOST_PRODUCTS:
        return form
    shape = shape_of(form)
    new = work.add(*(work.mul(product, ones_of(shape)) if shape and not shape_of(product) else product for product in products))
    return new if work.cost(new) < work.cost(form) else form


def _products(work: Workspace, term: Form) -> list[Form]:
    if not (isinstance(term, Apply) and term.operation == "mul"):
        return [term]
    found: list[tuple[Form, ...]] = [()]
    for factor in term.operands:
        parts = factor.operands if isinstance(factor, Apply) and factor.operation == "add" else (factor,)
        found = [(*product, part) for product in found for part in parts]
        if len(found) > MOST_PRODUCTS:
            return [term]
    return [work.mul(*product) for product in found] if len(found) > 1 else [term]


# --- factoring out ---------------------------------------------------------------------------------------------------------


def factored(work: Workspace, form: Form) -> Form:
    """A sum with common factors taken out, the one that saves most first."""
    for _ in range(MOST_TERMS):
        if not (isinstance(form, Apply) and form.operation == "add"):
            return form
        best = min(_candidates(work, form.operands), key=work.cost, default=form)
        common = min(_common_numbers(work, form.operands), key=work.cost, default=form)
        if best is not form and work.cost(best) <= work.cost(form):
            form = best
        elif common is not form and work.cost(common) <= work.cost(form) + 1:
            form = common
        else:
            return form
    return form


def _candidates(work: Workspace, terms: tuple[Form, ...]) -> Iterator[Form]:
    for place, take in ((0, _first), (-1, _last)):
        groups: dict[Form, list[Form]] = {}
        for term in terms:
            factor = take(term)
            if factor is not None:
                groups.setdefault(factor, []).append(term)
        for group in groups.values():
            if len(group) > 1:
                longest = max(len(_chain(term)) for term in group)
                for length in range(1, min(_common(group, place), longest - 1) + 1):
                    yield _with_group(work, terms, group, _taken(work, group, length, place))
    yield from _under_one_name(work, terms)
    bases: dict[Form, list[Form]] = {}
    for term in terms:
        for factor in _element_factors(term):
            bases.setdefault(factor, []).append(term)
    for factor, group in bases.items():
        if len(group) > 1:
            yield _with_group(work, terms, group, _divided(work, group, factor))


def _under_one_name(work: Workspace, terms: tuple[Form, ...]) -> Iterator[Form]:
    """diag(u) + diag(v) = diag(u + v), and kron(A, B) + kron(A, C) = kron(A, B + C)."""
    diagonals: list[tuple[Form, Form]] = []
    products: dict[tuple[int, Form], list[tuple[Form, Form]]] = {}
    for term in terms:
        aside, array = _one_array(term)
        match array:
            case Apply("diag", (vector,), _):
                diagonals.append((term, work.mul(*aside, vector)))
            case Apply("kron", (left, right), _):
                products.setdefault((0, left), []).append((term, work.mul(*aside, right)))
                products.setdefault((1, right), []).append((term, work.mul(*aside, left)))
    if len(diagonals) > 1:
        joined = factored(work, work.add(*(inside for _, inside in diagonals)))
        yield _with_group(work, terms, [term for term, _ in diagonals], work.build("diag", (joined,)))
    for (place, shared), group in products.items():
        if len(group) > 1:
            joined = factored(work, work.add(*(inside for _, inside in group)))
            pair = (shared, joined) if place == 0 else (joined, shared)
            yield _with_group(work, terms, [term for term, _ in group], work.build("kron", pair))


def _one_array(term: Form) -> tuple[list[Form], Form]:
    """The scalar factors of a term, and its array if there is one only."""
    if not (isinstance(term, Apply) and term.operation == "mul"):
        return [], term
    scalars = [one for one in term.operands if is_scalar(one)]
    arrays = [one for one in term.operands if not is_scalar(one)]
    return scalars, arrays[0] if len(arrays) == 1 else term


def _with_group(work: Workspace, terms: tuple[Form, ...], group: list[Form], taken: Form) -> Form:
    return work.add(*(term for term in terms if term not in group), taken)


def _chain(term: Form) -> tuple[Form, ...]:
    """The matrix factors of a term, without its scalars."""
    match term:
        case Apply("mul", operands, _):
            arrays = [one for one in operands if not is_scalar(one)]
            return _factors(arrays[0]) if len(arrays) == 1 and not _is_identity(arrays[0]) else ()
    return _factors(term) if shape_of(term) and not _is_identity(term) else ()


def _is_identity(form: Form) -> bool:
    return isinstance(form, Apply) and form.operation == "eye"


def _first(term: Form) -> Form | None:
    chain = _chain(term)
    return chain[0] if chain else None


def _last(term: Form) -> Form | None:
    chain = _chain(term)
    return chain[-1] if chain else None


def _common(group: list[Form], place: int) -> int:
    """How many of the first or last matrix factors all terms of a group share."""
    chains = [_chain(term)[:: 1 if place == 0 else -1] for term in group]
    count = 0
    for factors in zip(*chains, strict=False):
        if any(factor is not factors[0] for factor in factors):
            break
        count += 1
    return count


def _taken(work: Workspace, group: list[Form], length: int, place: int) -> Form:
    """The terms of a group with so many first or last matrix factors taken out."""
    rests: list[Form] = []
    first = _chain(group[0])
    common = first[:length] if place == 0 else first[-length:]
    for term in group:
        chain = _chain(term)
        rest = chain[length:] if place == 0 else chain[:-length]
        scalars = [one for one in term.operands if is_scalar(one)] if isinstance(term, Apply) and term.operation == "mul" else []
        size = shape_of(common[-1]).columns if place == 0 else shape_of(common[0]).rows
        rests.append(work.mul(*scalars, work.matmul(*rest) if rest else eye(size)))
    sign, inner = _signed(work, rests)
    return work.mul(sign, work.matmul(*common, inner) if place == 0 else work.matmul(inner, *common))


def _signed(work: Workspace, rests: list[Form]) -> tuple[Form, Form]:
    """A sum with its sign in front, if all its terms are negative."""
    if all(map(leads_negative, rests)):
        return Number(-1), factored(work, work.add(*map(work.neg, rests)))
    return ONE, factored(work, work.add(*rests))


def _element_factors(term: Form) -> tuple[Form, ...]:
    """The factors of a term that may be taken out entry by entry, and as scalars."""
    match term:
        case Apply("mul", operands, _):
            factors = tuple(one for one in operands if not isinstance(one, Number))
            return factors + tuple(reciprocal for one in factors for reciprocal in _reciprocals(one))
        case Apply("matmul", _, _) if not shape_of(term):
            return (term,)
        case Apply("matmul" | "eye", _, _):
            return ()
    return (term,)


def _reciprocals(form: Form) -> tuple[Form, ...]:
    """What a divisor with an exponent has in common with the same divisor without one."""
    match form:
        case Apply("pow", (base, Number(value, _)), _) if value < -1 and value.denominator == 1:
            return (Apply("pow", (base, Number(-1))),)
    return ()


def _divided(work: Workspace, group: list[Form], factor: Form) -> Form:
    shape = common_shape(group)
    rests: list[Form] = []
    for term in group:
        if term is factor:
            rests.append(ones_of(shape) if shape_of(factor) == shape and shape else ONE)
            continue
        rest = work.mul(term, work.build("pow", (factor, Number(-1))))
        rests.append(work.mul(rest, ones_of(shape)) if shape and not shape_of(rest) and shape_of(factor) != shape else rest)
    sign, inner = _signed(work, rests)
    return work.mul(sign, factor, inner)


def _common_numbers(work: Workspace, terms: tuple[Form, ...]) -> Iterator[Form]:
    """2*a + 2*b = 2*(a + b), and the same for fractions."""
    sizes: dict[Fraction, list[Form]] = {}
    for term in terms:
        size = abs(split(term)[0])
        if size != 1 and not isinstance(term, Number):
            sizes.setdefault(size, []).append(term)
    for size, group in sizes.items():
        if len(group) > 1:
            inner = work.add(*(work.mul(Number(1 / size), term) for term in group))
            yield _with_group(work, terms, group, work.mul(Number(size), inner))
