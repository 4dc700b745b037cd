"""The work is bounded: by counts, never by seconds, whatever the form."""

from fractions import Fraction

import pytest

from symdiff.forms import Form, Number, Power, Product, Root, Sum, Symbol, call, exp, product_of, sqrt, sum_of, tree_size
from symdiff.simplify import LARGEST_SEARCHED, alternatives, simplify
from symdiff.simplify.search import search
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import MOST_WRITTEN
from tests.simplify.answers import raw_derivative, workspace_of

x, y, z, w = map(Symbol, "xyzw")
sin, cos, tan, sec, cosh, sinh = map(call, ("sin", "cos", "tan", "sec", "cosh", "sinh"))


def nested(outermost: int, step: object) -> Form:
    form: Form = x
    for _ in range(outermost):
        form = step(form)  # type: ignore[operator]  # the table holds functions
    return form


HARD: dict[str, Form] = {
    "a high power of a sum": (x + y + z + w) ** 50,
    "a very high power of a sum": (x + y + z + w) ** 5000,
    "a product of linear factors": product_of(x + k for k in range(1, 20)),
    "a product of powers of quadratics": product_of((x**2 + k * x + 1) ** k for k in range(1, 9)),
    "a sum of two hundred powers": sum_of(k * x**k for k in range(1, 201)),
    "a sum of two hundred sines": sum_of(sin(k * x) for k in range(1, 201)),
    "a sum of sixty fractions": sum_of(1 / (x + k) for k in range(1, 61)),
    "a product of ten sines": product_of(sin(k * x) for k in range(1, 11)),
    "nested roots": nested(20, lambda form: sqrt(1 + form)),
    "nested sines": nested(60, sin),
    "a tower of exponentials": nested(10, exp),
    "a tower of powers": nested(5, lambda form: Power(x, form)),
    "a continued fraction": nested(12, lambda form: 1 + 1 / form),
    "many squares of functions": product_of(sin(k * x) ** 2 + cos(k * x) for k in range(1, 6)),
    "high powers of functions": (sin(x) ** 8 * cos(x) ** 6 + tan(x) ** 5) / (1 + sec(x) ** 4),
    "hyperbolic functions": product_of(cosh(x) ** k + sinh(x) for k in range(1, 6)),
    "a quotient of long polynomials": sum_of(k * x**k for k in range(1, 30)) / sum_of((k + 3) * x**k for k in range(1, 30)),
    "three variables": ((x + y) ** 3 * (y + z) ** 4 * (z + x) ** 5) / ((x - y) ** 3 * (y - z) * (z - x) ** 2),
    "a huge exponent": x ** (10**50),
    "a tower of numbers": Power(Number(9), Power(Number(9), Number(9))) * x,
    "long numbers": Number(10**400) * x**3 / Number(7**300),
    "a huge power with a number in it": (2 * x + 2) ** (10**50) * (x + 1),
    "a huge power of a root": Power(sqrt(Number(2)), Number(10**50)) * x,
    "a long number with a huge exponent": Power(Number(-8), Number(Fraction(10**50 + 1, 3))) * x,
    "a root without an index": Root(x, 0) + x,
    "a division by zero": x / Number(0) + Power(Number(0), Number(-1)),
    "a power of high degree below": (x**1000 - 1) / (x - 1),
}


@pytest.mark.parametrize("problem", HARD.values(), ids=HARD.keys())
def test_so_many_terms_are_written_and_no_more(problem: Form) -> None:
    raw = raw_derivative(problem, x)
    if tree_size(raw) > LARGEST_SEARCHED:
        assert simplify(raw, problem=problem, variable=x).complete is False
        return
    work = workspace_of(problem)
    search(work, tidy(work, raw))
    assert work.written <= MOST_WRITTEN * 1.5


@pytest.mark.parametrize("problem", HARD.values(), ids=HARD.keys())
def test_the_whole_of_it_is_short(problem: Form) -> None:
    found = simplify(raw_derivative(problem, x), problem=problem, variable=x)
    assert len(found.steps) <= 16
    alternatives(found.result, problem=problem, variable=x)


def test_a_power_of_a_sum_is_not_multiplied_out() -> None:
    found = simplify(raw_derivative((x + y + z + w) ** 50, x), problem=(x + y + z + w) ** 50, variable=x)
    assert found.result is 50 * (x + y + z + w) ** 49


def test_a_form_in_which_everything_is_shared_is_only_tidied() -> None:
    form: Form = sin(x)
    for _ in range(60):
        form = Sum((form, form))
    found = simplify(form, problem=sin(x), variable=x)
    assert found.complete is False
    assert found.result is Product((Number(2**60), sin(x)))


def test_a_shared_square_of_squares_is_tidied_in_linear_time() -> None:
    form: Form = x
    for _ in range(40):
        form = form * form + 1
    found = simplify(raw_derivative(form, x) if tree_size(form) < 10 else form, problem=form, variable=x)
    assert found.complete is False


def test_the_answer_does_not_depend_on_what_was_simplified_before() -> None:
    problem = (sin(x) + cos(x)) / (1 + tan(x))
    raw = raw_derivative(problem, x)
    first = simplify(raw, problem=problem, variable=x)
    for other in HARD.values():
        if tree_size(other) < 60:
            simplify(other, problem=other, variable=x)
    assert simplify(raw, problem=problem, variable=x).result is first.result
