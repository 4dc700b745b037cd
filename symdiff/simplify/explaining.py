"""The way from the answer as the rules left it to the answer as it is printed, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symdiff.derivation import Step
from symdiff.forms import TRUE, And, Call, Form, Negative, Power, Product, Quotient, Root, Sum, walk
from symdiff.simplify.arranging import arrange_node, combine_node, rewritten
from symdiff.simplify.conditions import not_shared
from symdiff.simplify.fractions import numerator_multiplied_out, together
from symdiff.simplify.polynomials import TooLarge
from symdiff.simplify.terms import read_term
from symdiff.simplify.tidy import tidy, tidy_node
from symdiff.simplify.writing import Workspace


def explained(work: Workspace, raw: Form, moves: Sequence[tuple[str, Form, Form]], result: Form) -> tuple[Step, ...]:
    """The chain of equalities from a raw form to the result.

    Parameters:
        raw: the form as it was given.
        moves: name, part before and part after, in the order in which they were found; a part may be gone by then.
        result: the form to arrive at.
    """
    lines: list[tuple[str, Form]] = [("", raw)]
    for name, form in _settled(work, raw):
        _append(lines, name, form)
    for name, before, after in moves:
        for label, part in _refined(work, name, before, after):
            _append(lines, label, replaced(work, lines[-1][1], before, part))
            before = part
    _append(lines, "arithmetic", result)
    return tuple(
        Step(name, "rewrite", before, after, valid=_all(not_shared(work, before, after)))
        for (_, before), (name, after) in zip(lines, lines[1:], strict=False)
    )


def _all(conditions: tuple[Form, ...]) -> Form:
    return conditions[0] if len(conditions) == 1 else And(conditions)


def _append(lines: list[tuple[str, Form]], name: str, form: Form) -> None:
    """Add a line, or join it with the line before when both are the same move."""
    if form is lines[-1][1]:
        return
    if name == lines[-1][0]:
        lines.pop()
    lines.append((name, form))


def _settled(work: Workspace, raw: Form) -> Iterator[tuple[str, Form]]:
    """The normal form in up to three lines: arithmetic, powers, like terms."""
    arranged = rewritten(work, raw, arrange_node, {})
    yield "arithmetic", arranged
    combined = rewritten(work, arranged, combine_node, {})
    yield _name_of_combining(arranged), combined
    yield "collect like terms", tidy(work, raw)


def _name_of_combining(arranged: Form) -> str:
    names = {name for form in walk(arranged) if (name := _combination(form))}
    return next((name for name in _BY_IMPORTANCE if name in names), "combine powers")


_BY_IMPORTANCE = (
    "cancel a common factor",
    "combine powers",
)


def _combination(form: Form) -> str:
    """What can be combined at a node."""
    match form:
        case Quotient(above, below):
            if _bases(above) & _bases(below):
                return "cancel a common factor"
        case Product(factors):
            if len({_base(factor) for factor in factors}) < len(factors):
                return "combine powers"
    return ""


def _bases(form: Form) -> frozenset[Form]:
    factors = form.factors if isinstance(form, Product) else (form,)
    return frozenset(_base(factor) for factor in factors)


def _base(factor: Form) -> Form:
    return factor.base if isinstance(factor, Power) else factor.radicand if isinstance(factor, Root) else factor


def _refined(work: Workspace, name: str, before: Form, after: Form) -> Iterator[tuple[str, Form]]:
    """A move in the lines in which it would be written."""
    if name not in ("factor", "multiply out", "split the fraction") and "identity" not in name:
        yield name, after
        return
    try:
        shared = together(work, before)
        plain = numerator_multiplied_out(work, shared)
    except TooLarge:
        yield name, after
        return
    if shared is not before and isinstance(before, Sum):
        fraction = isinstance(shared, Quotient) or (isinstance(shared, Negative) and isinstance(shared.operand, Quotient))
        if isinstance(after, Sum) and not fraction:
            shared = before
        else:
            yield "common denominator" if fraction else "factor out", shared
    if plain not in (shared, before):
        yield "multiply out", plain
    if after is not plain:
        yield name, after


def replaced(work: Workspace, root: Form, part: Form, other: Form) -> Form:
    """A form with a part replaced, in normal form; arguments that belong to the problem stay as they are."""
    done: dict[Form, Form] = {part: other}
    for kept in work.kept:
        done.setdefault(kept, kept)
    return rewritten(work, root, tidy_node, done)
