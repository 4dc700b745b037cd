"""Derivatives from Taylor polynomials.

With x replaced by x + t the value of an expression becomes its Taylor polynomial in t, and the coefficient of t^k is the
k-th derivative over k!.  A derivative by one symbol along a line on which others move too is found from several lines:
along the rates r + c·e for c = 0, 1, 2, ... the coefficients are polynomials in c, and that of c^k belongs to the k-th
derivative in the direction e.

Method: A. Griewank, J. Utke, A. Walther, Evaluating higher derivative tensors by forward propagation of univariate
Taylor series, Mathematics of Computation 69 (2000).
"""

from __future__ import annotations

from functools import cache
from math import factorial, perm

from flint import acb, arb, arb_series, fmpq, fmpq_poly

from symdiff.verify.values import NAN, Value


def moving(rate: fmpq, start: Value) -> Value:
    """A symbol along a line: where it starts, and the rate at which it moves; lines are real."""
    if type(start) is arb_series:
        return start + arb_series([0, rate])
    if type(start) is acb:
        return NAN
    return arb_series([start, rate])


def _finite(series: Value, terms: int) -> bool:
    return all(series[place].is_finite() for place in range(terms))


def coefficient(order: int, series: Value) -> Value:
    """The derivative at the point, from the Taylor polynomial."""
    if type(series) is not arb_series:
        return series if order == 0 else series * 0
    return series[order] * factorial(order) if _finite(series, order + 1) else NAN


def derived(order: int, terms: int, rate: fmpq, series: Value) -> Value:
    """The derivative along the line, from the Taylor polynomial along it."""
    if type(series) is not arb_series:
        return series if order == 0 else series * 0
    if not _finite(series, order):
        return NAN
    scale = 1 / rate**order
    return arb_series([series[place + order] * perm(place + order, order) * scale for place in range(terms)])


def interpolated(order: int, terms: int, parts: tuple[int, ...], slots: list[Value]) -> Value:
    """The derivative by a symbol along a line in another direction, from lines in directions between the two."""
    lines = [slots[part] if type(slots[part]) is arb_series else arb_series([slots[part]]) for part in parts]
    if not all(_finite(line, order) for line in lines):
        return NAN
    weights = _weights(len(parts), order)
    coefficients = []
    for place in range(order, order + terms):
        total = arb(0)
        for line, weight in zip(lines, weights, strict=True):
            total += line[place] * weight
        coefficients.append(total * factorial(order))
    return arb_series(coefficients)


@cache
def _weights(count: int, order: int) -> tuple[fmpq, ...]:
    """How the coefficient of c^order of a polynomial follows from its values at c = 0, 1, ..., count - 1."""
    weights = []
    for node in range(count):
        basis = fmpq_poly([1])
        for other in range(count):
            if other != node:
                basis *= fmpq_poly([-other, 1]) / (node - other)
        weights.append(basis[order])
    return tuple(weights)
