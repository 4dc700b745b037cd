"""Formulas as two-dimensional text: every picture as it must look in a terminal."""

from __future__ import annotations

import pytest

from symdiff.forms import Limit, Product, Symbol
from symdiff.notation import DOT, PLUS, equals, highlight, present, relation, row
from symdiff.render.line import line
from symdiff.render.text import text
from symdiff.syntax import read

PICTURES = {
    "(x^2 + 1)/(2*x)": """
x² + 1
──────
  2x
""",
    "e^(-x^2/2)": """
 −x²/2
e
""",
    "(a/b)^2 + 1": """
⎛a⎞²
⎜─⎟  + 1
⎝b⎠
""",
    "(a/b)/(c/x)": """
 a
 ─
 b
───
 c
 ─
 x
""",
    "1/(1 + 1/(1 + 1/x))": """
    1
─────────
      1
1 + ─────
        1
    1 + ─
        x
""",
    "-1/x^2 - 1/x": """
  1    1
− ── − ─
  x²   x
""",
    "(1/2)*x^2": """
1
─ x²
2
""",
    "x*(1/x)": """
    1
x · ─
    x
""",
    "sqrt(1 - x^2)": """
 ______
√1 − x²
""",
    "sqrt((x + 1)/(x - 1))": """
 ┌──────
 │x + 1
 │─────
√│x − 1
""",
    "root(x + 1, 3)": """
 _____
∛x + 1
""",
    "root(x/y, 5)": """
  ┌──
  │x
  │─
⁵√│y
""",
    "root(x, x/y)": """
x/y
   √x
""",
    "cos(x/2)": """
   ⎛x⎞
cos⎜─⎟
   ⎝2⎠
""",
    "abs(1/x)^3": """
│1│³
│─│
│x│
""",
    "(e^(-x^2/2) + 1)^5": """
⎛ −x²/2    ⎞⁵
⎝e      + 1⎠
""",
    "(1 + 1/x)^(2*x)": """
⎛    1⎞²ˣ
⎜1 + ─⎟
⎝    x⎠
""",
    "x^(x^x)": """
 xˣ
x
""",
    "x_1^sin(x)": """
  sin x
x₁
""",
    "piecewise((-x, x < 0), (x, otherwise))": """
⎧ −x  if x < 0
⎨
⎩ x   otherwise
""",
    "piecewise((x^2/2, abs(x) <= 1), (abs(x) - 1/2, abs(x) > 1))": """
⎧ x²
⎪ ──       if |x| ≤ 1
⎪ 2
⎨
⎪       1
⎪ |x| − ─  if |x| > 1
⎩       2
""",
    "2*piecewise((0, x < 0), (1, x > 0))": """
 ⎛⎧ 0  if x < 0⎞
2⎜⎨            ⎟
 ⎝⎩ 1  if x > 0⎠
""",
    "[cos(t), e^t, t]": """
⎡cos t⎤
⎢ eᵗ  ⎥
⎣  t  ⎦
""",
    "[1/x, e^(x^2)]": """
⎡ 1 ⎤
⎢ ─ ⎥
⎢ x ⎥
⎢   ⎥
⎢ x²⎥
⎣e  ⎦
""",
    "1 + diff(x/(x + 1), x)": """
    d  ⎡  x  ⎤
1 + ── ⎢─────⎥
    dx ⎣x + 1⎦
""",
    "floor(x/2) + ceil(x/2)": """
⎢x⎥   ⎡x⎤
⎢─⎥ + ⎢─⎥
⎣2⎦   ⎢2⎥
""",
}


@pytest.mark.parametrize(("typed", "picture"), PICTURES.items(), ids=PICTURES.keys())
def test_the_picture_is(typed: str, picture: str) -> None:
    assert str(text(read(typed, "text").form)) == picture.strip("\n")


@pytest.mark.parametrize("typed", [*PICTURES, "x", "sin(x)*e^x", "x^2 + 3*x*sin(2*x)"])
def test_the_size_given_is_the_size_of_the_picture(typed: str) -> None:
    drawn = text(read(typed, "text").form)
    widths = [sum(len(segment.text) for segment in pieces) for pieces in drawn.lines]
    assert max(widths) == drawn.width
    assert 0 <= drawn.baseline < len(drawn.lines)


def test_the_baseline_is_where_the_sign_of_equality_stands() -> None:
    drawn = text(equals(present(Symbol("y")), present(read("1/(x + 1)").form)))
    assert str(drawn).splitlines()[drawn.baseline].startswith("y = ─")


LONG = "x^2*sin(x)*e^(2*x) + 3*x^3*cos(2*x)/(1 + x^2) - 5*x^4*ln(x) - (a + b)*(e^x + 1)"
FACTORS = "12*x*(x^2 + 9)^2*cos(x)*3*x^2*sin(x^3)*4*x^3*tan(x^4)"


def test_a_wide_formula_is_broken_before_its_signs_and_not_inside() -> None:
    formula = equals(present(Symbol("y")), present(read(LONG).form), present(read(FACTORS).form))
    assert str(text(formula, 34)) == (
        "                     3x³ cos 2x\n"
        "y = x² sin x · e²ˣ + ──────────\n"
        "                       1 + x²\n"
        "    − 5x⁴ ln x − (a + b)(eˣ + 1)\n"
        "  = 12x(x² + 9)² cos x\n"
        "      · 3x² sin(x³) · 4x³ tan(x⁴)"
    )


@pytest.mark.parametrize("width", [20, 30, 40, 60, 80, 200])
def test_breaking_loses_nothing_and_keeps_to_the_width_where_it_can(width: int) -> None:
    formula = equals(present(Symbol("y")), present(read(FACTORS).form))
    drawn = text(formula, width)
    assert "".join(str(drawn).split()) == "".join(line(formula).split())
    assert drawn.width <= max(width, len("y = 12x(x² + 9)² cos x"))


def test_a_formula_that_fits_is_not_broken() -> None:
    formula = present(read(LONG).form)
    assert text(formula, text(formula).width) == text(formula)


def test_what_cannot_be_broken_stays_wider_than_asked_for() -> None:
    fraction = present(read("(a + b + c + d + n + x)/2").form)
    assert text(fraction, 5) == text(fraction)


def test_the_variable_of_a_limit_stands_below_it() -> None:
    x, h = Symbol("x"), Symbol("h")
    assert str(text(Limit((x + h) / h, h, 0))) == "      x + h\n lim  ─────\nh → 0   h"


def test_pieces_carry_their_roles_and_highlights_win() -> None:
    x, y = Symbol("x"), Symbol("y")
    drawn = text(present(Product((x, y + 1)), {y + 1: "changed"}))
    assert [(segment.text, segment.role) for segment in drawn.lines[0]] == [
        ("x", "variable"),
        ("(", "delimiter"),
        ("y", "changed"),
        (" + ", "changed"),
        ("1", "changed"),
        (")", "delimiter"),
    ]


def test_a_highlighted_sign_is_still_a_place_to_break() -> None:
    terms = row(present(Symbol("x")), highlight(PLUS), present(Symbol("y")), highlight(DOT), present(Symbol("t")))
    assert str(text(terms, 6)) == "x + y\n      · t"


def test_a_highlighted_formula_is_broken_like_any_other() -> None:
    formula = present(read(LONG).form)
    drawn = text(highlight(formula), 34)
    assert str(drawn) == str(text(formula, 34))
    assert {segment.role for pieces in drawn.lines for segment in pieces if segment.text.strip()} == {"changed"}


def test_a_formula_may_begin_with_its_sign() -> None:
    assert line(row(relation("="), present(Symbol("x")))) == " = x"


def test_a_bar_never_touches_a_sign_or_a_factor() -> None:
    assert "−─" not in str(text(read("-(1/x)").form))
    assert "─x" not in str(text(read("(1/2)*x").form))
