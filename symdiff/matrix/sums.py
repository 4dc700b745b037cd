"""Sums in normal form: like terms collected, ones written as numbers, a positive term in front."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from symdiff.forms import ONE, ZERO, Form, Number
from symdiff.matrix.parts import common_shape, holds_differential, is_ones, ones_of, scaled, split
from symdiff.matrix.workspace import Workspace, is_zero, leads_negative, zero
from symdiff.terms.nodes import Apply, Parameters, shape_of


def add(work: Workspace, terms: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A sum; in a sum of arrays, ones are written as numbers."""
    shape = common_shape(terms)
    found: dict[Form, Fraction] = {}
    for term in terms:
        for part in term.operands if isinstance(term, Apply) and term.operation == "add" else (term,):
            factor, rest = split(_without_ones(work, part) if shape else part)
            if not is_zero(rest):
                found[rest] = found.get(rest, Fraction(0)) + factor
    found = {rest: factor for rest, factor in found.items() if factor}
    if len(found) > 1:
        found = _with_joined_stacks(work, _with_joined_conditions(work, found))
    if shape and not any(shape_of(rest) for rest in found):
        return work.mul(_sum(work, found), ones_of(shape)) if found else zero(shape)
    return _sum(work, found)


def _with_joined_conditions(work: Workspace, found: dict[Form, Fraction]) -> dict[Form, Fraction]:
    """where(c, a, 0) + where(c, 0, b) = where(c, a, b); a step is such a choice too."""
    groups: dict[Form, list[Apply]] = {}
    for rest in found:
        if isinstance(rest, Apply) and rest.operation in {"where", "step"}:
            groups.setdefault(_condition(rest), []).append(rest)
    for group in groups.values():
        if len(group) > 1 and not any(map(holds_differential, group)):
            pairs = [(Number(found.pop(rest)), *_choices(rest)) for rest in group]
            kept = work.add(*(work.mul(factor, first) for factor, first, _ in pairs))
            other = work.add(*(work.mul(factor, second) for factor, _, second in pairs))
            joined = work.build("where", (_condition(group[0]), kept, other))
            factor, rest = split(joined)
            found[rest] = found.get(rest, Fraction(0)) + factor
    return {rest: factor for rest, factor in found.items() if factor and not is_zero(rest)}


def _condition(form: Apply) -> Form:
    return form.operands[0] if form.operation == "where" else Apply(">", (form.operands[0], ZERO))


def _choices(form: Form) -> tuple[Form, Form]:
    match form:
        case Apply("where", (_, kept, other), _):
            return kept, other
    return ONE, ZERO


def _with_joined_stacks(work: Workspace, found: dict[Form, Fraction]) -> dict[Form, Fraction]:
    """a*stack(1, 0) + b*stack(0, 1) = stack(a, b)."""
    stacks: list[tuple[Form, Apply]] = []
    for rest in found:
        match rest:
            case Apply("stack", _, _):
                stacks.append((rest, rest))
            case Apply("mul", (*scalars, Apply("stack", _, _) as stack), _) if not any(
                shape_of(one) or holds_differential(one) for one in scalars
            ):
                stacks.append((rest, stack))
    if len(stacks) < 2:
        return found
    entries: list[Form] = [ZERO] * len(stacks[0][1].operands)
    for rest, stack in stacks:
        beside = rest.children[:-1] if rest is not stack else ()
        factor = work.mul(Number(found.pop(rest)), *beside)
        entries = [work.add(entry, work.mul(factor, one)) for entry, one in zip(entries, stack.operands, strict=True)]
    joined = work.build("stack", tuple(entries))
    return {**found, joined: Fraction(1)} if not is_zero(joined) else found


def _without_ones(work: Workspace, form: Form) -> Form:
    if is_ones(form):
        return ONE
    match form:
        case Apply("mul", operands, _) if any(map(is_ones, operands)):
            rest = tuple(one for one in operands if not is_ones(one))
            return rest[0] if len(rest) == 1 else Apply("mul", rest)
    return form


def _sum(work: Workspace, found: Mapping[Form, Fraction]) -> Form:
    terms = [term for rest, factor in found.items() for term in _spread(scaled(factor, rest))]
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    first = next((place for place, term in enumerate(terms) if not leads_negative(term)), 0)
    if first:
        terms.insert(0, terms.pop(first))
    _order_twins(terms)
    return work.first_written(("add", frozenset(terms)), Apply("add", terms))


def _order_twins(terms: list[Form]) -> None:
    """A matrix stands before its transpose: A + A.T."""
    for place, term in enumerate(terms):
        factor, rest = split(term)
        twin = scaled(factor, rest.operands[0]) if isinstance(rest, Apply) and rest.operation == "T" else None
        if twin in terms[place + 1 :]:
            other = terms.index(twin, place + 1)
            terms[place], terms[other] = terms[other], terms[place]


def _spread(form: Form) -> tuple[Form, ...]:
    return form.operands if isinstance(form, Apply) and form.operation == "add" else (form,)
