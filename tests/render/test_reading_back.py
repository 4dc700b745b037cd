"""Printing and reading are inverse, on random forms."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from symdiff.errors import LimitError, SymdiffError
from symdiff.forms import (
    ONE,
    PI,
    TRUE,
    TWO,
    And,
    Call,
    Derivative,
    E,
    Form,
    Negative,
    Number,
    Or,
    Piecewise,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    transform,
    walk,
)
from symdiff.functions import FUNCTIONS
from symdiff.render.latex import latex
from symdiff.render.line import line
from symdiff.render.plain import plain
from symdiff.syntax import read

NAMES = ("x", "y", "t", "a", "n", "theta", "omega", "lambda", "u1", "x_1", "x_max")

_symbols = st.sampled_from(NAMES).map(Symbol)
_numbers = st.integers(-4, 12).map(Number)
_decimals = st.sampled_from(("0.5", "2.50", "0.125")).map(lambda typed: Number(Fraction(typed), typed))
_leaves: st.SearchStrategy[Form] = _symbols | _symbols | _numbers | _decimals | st.sampled_from((PI, E))
_functions = st.sampled_from(sorted(FUNCTIONS))
_indices: st.SearchStrategy[Form] = st.sampled_from((TWO, TWO, Number(3), Number(4), Number(5), Symbol("n")))
_comparisons = st.sampled_from(("<", "<=", ">", ">=", "!=", "="))
_kinds = st.sampled_from(
    (
        *("sum", "sum", "product", "product", "quotient", "power", "power", "opposite", "root", "function", "function"),
        *("logarithm", "several", "unknown", "two", "derivative", "piecewise"),
    )
)


@st.composite
def forms(draw: st.DrawFn, depth: int = 4) -> Form:
    """A form that can be typed: no placeholders of rules, no fraction that is one number."""
    if draw(st.integers(0, depth)) == 0:
        return draw(_leaves)
    smaller = forms(depth - 1)
    several = st.lists(smaller, min_size=2, max_size=4)
    match draw(_kinds):
        case "sum":
            return Sum(draw(st.lists(smaller | smaller.map(Negative), min_size=2, max_size=4)))
        case "product":
            return Product(draw(several))
        case "quotient":
            return Quotient(draw(smaller), draw(smaller))
        case "power":
            return Power(draw(smaller), draw(smaller))
        case "opposite":
            return Negative(draw(smaller))
        case "root":
            return Root(draw(smaller), draw(_indices))
        case "function":
            return Call(draw(_functions), (draw(smaller),))
        case "logarithm":
            return Call("log", (draw(smaller), draw(smaller)))
        case "several":
            return Call(draw(st.sampled_from(("max", "min"))), draw(several))
        case "unknown":
            return Undefined("f", (draw(smaller),), (draw(st.integers(0, 5)),))
        case "two":
            return Undefined("g", (draw(smaller), draw(smaller)), (draw(st.integers(0, 2)), draw(st.integers(0, 2))))
        case "derivative":
            return Sum((Derivative(draw(smaller), draw(_symbols), draw(st.integers(1, 3))), ONE))
        case _:
            last = draw(conditions(depth - 1) | st.just(TRUE))
            return Piecewise(((draw(smaller), draw(conditions(depth - 1))), (draw(smaller), last)))


@st.composite
def conditions(draw: st.DrawFn, depth: int) -> Form:
    """A comparison, or several joined by *and* or *or*."""
    compared = [
        Relation(draw(forms(depth)), draw(_comparisons), draw(forms(depth))) for _ in range(draw(st.sampled_from((1, 1, 2, 3))))
    ]
    return compared[0] if len(compared) == 1 else draw(st.sampled_from((And, Or)))(compared)


def same_but_for_signs(one: Form, other: Form) -> bool:
    """Whether two forms differ at most in what typeset mathematics does not show.

    That is: which factor carries the minus sign, products inside of products, which way round a comparison is written,
    and a subscript that is written as digits after a letter; and the natural logarithm is the one with base e.
    """
    return transform(one, _common) is transform(other, _common)


def _common(form: Form) -> Form:
    match form:
        case Symbol(name):
            return Symbol(re.sub(r"^([a-z]+)(\d+)$", r"\1_\2", name))
        case Call("log", (argument, base)) if base is E:
            return Call("ln", (argument,))
        case Product(factors):
            plain = [_unsigned(factor) for factor in factors]
            inside = [part for _, factor in plain for part in (factor.factors if isinstance(factor, Product) else (factor,))]
            return _signed(sum(signs for signs, _ in plain), Product(inside))
        case Quotient(numerator, denominator):
            signs, above = _unsigned(numerator)
            return _signed(signs, Quotient(above, denominator))
        case Negative(operand):
            signs, plain_operand = _unsigned(operand)
            return _signed(signs + 1, plain_operand)
        case Relation(left, (">" | ">=") as operator, right):
            return Relation(right, operator.replace(">", "<"), left)
        case And(conditions):
            return And(sorted(conditions, key=repr))
        case _:
            return form


def _unsigned(form: Form) -> tuple[int, Form]:
    match form:
        case Negative(operand):
            return 1, operand
        case Number(value, typed) if value < 0:
            return 1, Number(-value, typed and typed.removeprefix("-"))
        case _:
            return 0, form


def _signed(signs: int, form: Form) -> Form:
    return Negative(form) if signs % 2 else form


def _read(text: str, syntax: str) -> Form:
    try:
        return read(text, syntax).form
    except LimitError:  # random towers of powers are beyond what the reader takes
        assume(False)
        raise


@given(forms())
def test_plain_text_reads_back_as_the_very_same_form(form: Form) -> None:
    assert _read(plain(form), "text") is form


def _read_in_latex(node: Form) -> bool:
    """Whether LaTeX of a form is read: dy/dx and ∂₁g, which say nothing of y and g, are not."""
    match node:
        case Derivative(Symbol(), _, _):
            return False
        case Undefined(_, (_, _, *_), orders):
            return not any(orders)
        case _:
            return True


@given(forms())
def test_latex_reads_back_up_to_signs(form: Form) -> None:
    assume(all(map(_read_in_latex, walk(form))))
    assert same_but_for_signs(_read(latex(form), "latex"), form)


@given(forms())
def test_one_line_of_unicode_is_read_rightly_or_refused(form: Form) -> None:
    assume(not any(isinstance(node, Piecewise | Derivative) for node in walk(form)))
    try:
        again = read(line(form), "text").form
    except SymdiffError:
        return
    assert same_but_for_signs(again, form)
