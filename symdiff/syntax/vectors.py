"""Vectors written by the unit vectors along the axes: t i + t² j."""

from __future__ import annotations

from symdiff.forms import ONE, ZERO, Form, Negative, Product, Sum, Symbol, Vector, product_of, sum_of, symbols

UNIT_VECTORS = {"i": "î", "j": "ĵ", "k": "k̂"}
"""The unit vectors along the axes, under names that cannot be typed otherwise."""

_UNITS = tuple(Symbol(name) for name in UNIT_VECTORS.values())


def is_unit_vector(value: object) -> bool:
    """Whether the value of a token is a unit vector."""
    return value in _UNITS


def by_components(form: Form) -> Form | None:
    """A sum of multiples of unit vectors as a list of components; other forms as they are.

    ``None`` means that unit vectors occur and the form is no such sum.
    """
    written = symbols(form)
    used = [unit for unit in _UNITS if unit in written]
    if not used:
        return form
    parts: dict[Form, list[Form]] = {}
    for term in form.terms if isinstance(form, Sum) else (form,):
        unit, coefficient = _split(term)
        if unit not in _UNITS or any(other in symbols(coefficient) for other in _UNITS):
            return None
        parts.setdefault(unit, []).append(coefficient)
    return Vector(sum_of(parts.get(unit, [ZERO])) for unit in _UNITS[: max(2, _UNITS.index(used[-1]) + 1)])


def _split(term: Form) -> tuple[Form, Form]:
    """The unit vector of a term, and what it is multiplied by."""
    match term:
        case Negative(operand):
            unit, coefficient = _split(operand) if not isinstance(operand, Negative) else (operand, ONE)
            return unit, Negative(coefficient)
        case Product(factors):
            unit = next((factor for factor in factors if factor in _UNITS), term)
            return unit, product_of(factor for factor in factors if factor is not unit)
        case _:
            return term, ONE
