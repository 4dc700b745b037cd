"""What cannot be typed, and what a reader's eye is led by."""

from __future__ import annotations

from fractions import Fraction as Rational

import pytest

from symdiff.forms import (
    FALSE,
    PI,
    TRUE,
    UNDEFINED,
    And,
    Call,
    Constant,
    Derivative,
    E,
    Form,
    Limit,
    Negative,
    Number,
    Or,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Sum,
    Symbol,
    Undefined,
)
from symdiff.notation import Box, Fraction, Highlight, Script, Text, equals, fence, joined, present, row, variable, words
from symdiff.notation.boxes import COMMA, column, parts, walk
from symdiff.notation.names import split_name, symbol_box
from symdiff.render.latex import latex
from symdiff.render.line import line
from symdiff.render.plain import plain

x, y, h, f, g = Symbol("x"), Symbol("y"), Symbol("h"), Placeholder("f"), Placeholder("g")
X, N, C = Placeholder("x", "variable"), Placeholder("n", "number"), Placeholder("c", "constant")
HALF = Number(Rational(1, 2))

NOT_TYPED: list[tuple[Form, str, str]] = [
    (HALF, "1/2", r"\frac{1}{2}"),
    (Number(Rational(-2, 3)), "−2/3", r"-\frac{2}{3}"),
    (HALF * x, "(1/2)x", r"\frac{1}{2}x"),
    (x**HALF, "x^(1/2)", "x^{1/2}"),
    (x ** Number(Rational(-3, 2)), "x^(−3/2)", "x^{-3/2}"),
    (Power(HALF, x), "(1/2)ˣ", r"\left( \frac{1}{2} \right)^x"),
    (x + Number(Rational(-1, 2)), "x − 1/2", r"x - \frac{1}{2}"),
    (x + Number(-3) * y, "x − 3y", "x - 3y"),
    (x + Negative(Negative(y)), "x − (−y)", "x - (-y)"),
    (Negative(x) * y, "−xy", "-xy"),
    (Product((Negative(x + 1), y)), "−(x + 1)y", "-(x + 1)y"),
    (Product((Symbol("a") * x, Symbol("b") * y)), "ax · by", r"ax \cdot by"),
    (Product((Symbol("a"), x + 1, Symbol("b") * y)), "a(x + 1) · by", r"a(x + 1) \cdot by"),
    (Derivative(y, x), "dy/dx", r"\frac{dy}{dx}"),
    (Derivative(y, x, 2), "d²y/dx²", r"\frac{d^2y}{dx^2}"),
    (Derivative(y, Symbol("u1")) * Derivative(Symbol("u1"), x), "dy/du₁ · du₁/dx", r"\frac{dy}{du_1} \cdot \frac{du_1}{dx}"),
    (Power(Derivative(y, x), Number(2)), "(dy/dx)²", r"\left( \frac{dy}{dx} \right)^2"),
    (Derivative(x**3, x), "d/dx x³", r"\frac{d}{dx}\,x^3"),
    (Derivative(x**3 + x, x), "d/dx [x³ + x]", r"\frac{d}{dx}\,[x^3 + x]"),
    (Negative(Derivative(Call("cos", (x,)), x)), "−d/dx cos x", r"-\frac{d}{dx} \cos x"),
    (Limit(Quotient(Call("sin", (h,)), h), h, 0), "lim_(h → 0) (sin h)/h", r"\lim_{h \to 0}\,\frac{\sin h}{h}"),
    (2 * Limit(x + h, h, 0), "2 · lim_(h → 0) (x + h)", r"2 \cdot \lim_{h \to 0}\,(x + h)"),
    (Derivative(f * g, X), "d/dx [f · g]", r"\frac{d}{dx}\,[f \cdot g]"),
    (Derivative(f, X) * g + f * Derivative(g, X), "df/dx · g + f · dg/dx", r"\frac{df}{dx} \cdot g + f \cdot \frac{dg}{dx}"),
    (Undefined("f", (), (1,)) * g, "f′ · g", r"f' \cdot g"),
    (N * X ** (N - 1), "nxⁿ⁻¹", "nx^{n - 1}"),
    (C * f, "c · f", r"c \cdot f"),
    (2 * f, "2f", "2f"),
    (Call("cos", (f,)) * Undefined("f", (), (1,)), "cos f · f′", r"\cos f \cdot f'"),
    (Quotient(f, g) ** 2, "(f/g)²", r"\left( \frac{f}{g} \right)^2"),
    (Undefined("f", (x, y), (1, 1)), "f_xy(x, y)", r"f_{xy}(x, y)"),
    (Undefined("f", (x, y), (0, 2)), "f_yy(x, y)", r"f_{yy}(x, y)"),
    (Undefined("f", (x, Symbol("x_1")), (0, 1)), "∂₂f(x, x₁)", r"\partial_2f(x, x_1)"),
    (Undefined("g", (x**2, y), (1, 0)), "∂₁g(x², y)", r"\partial_1g(x^2, y)"),
    (Relation(x, "!=", 0), "x ≠ 0", r"x \ne 0"),
    (Relation(Call("sin", (x,)), ">=", HALF), "sin x ≥ 1/2", r"\sin x \ge \frac{1}{2}"),
    (And((Relation(x, ">", -1), Relation(x, "<=", 1))), "−1 < x ≤ 1", r"-1 < x \le 1"),
    (And((Relation(x, "<", 1), Relation(x, ">", -1))), "−1 < x < 1", "-1 < x < 1"),
    (And((Relation(Number(0), "<", x), Relation(x, "<", PI))), "0 < x < π", r"0 < x < \pi"),
    (And((Relation(x, ">", 0), Relation(x, "!=", 1))), "x > 0 and x ≠ 1", r"x > 0\text{ and }x \ne 1"),
    (
        And((Or((Relation(x, "<", 0), Relation(x, ">", 1))), Relation(y, ">", 0))),
        "(x < 0 or x > 1) and y > 0",
        r"(x < 0\text{ or }x > 1)\text{ and }y > 0",
    ),
    (TRUE, "true", r"\text{true}"),
    (FALSE, "false", r"\text{false}"),
    (UNDEFINED, "undefined", r"\text{undefined}"),
    (Constant("infinity"), "∞", r"\infty"),
    (Symbol("speed") * x, "speed · x", r"\mathrm{speed} \cdot x"),
    (2 * Symbol("speed"), "2 speed", r"2\,\mathrm{speed}"),
    (Number(Rational(1, 100000), "1e-5") * x, "1 · 10⁻⁵ · x", r"1 \cdot 10^{-5} \cdot x"),
    (Symbol("10%"), "10%", r"\mathrm{10\%}"),
    (Symbol("#"), "#", r"\#"),
]


@pytest.mark.parametrize(("form", "on_one_line", "in_latex"), NOT_TYPED, ids=[shown for _, shown, _ in NOT_TYPED])
def test_forms_that_nobody_types_are_printed_too(form: Form, on_one_line: str, in_latex: str) -> None:
    assert (line(form), latex(form)) == (on_one_line, in_latex)


def test_marks_highlight_every_occurrence() -> None:
    box = present(Sum((x * y, Call("sin", (x * y,)))), {x * y: "changed"})
    assert sum(isinstance(part, Highlight) for part in _all(box)) == 2
    assert latex(box) == r"\symdiffmark{changed}{xy} + \sin(\symdiffmark{changed}{xy})"


def test_a_marked_term_takes_its_sign_along() -> None:
    assert latex(present(x - y, {Negative(y): "changed"})) == r"x \mathbin{\symdiffmark{changed}{-}} \symdiffmark{changed}{y}"
    assert latex(present(Negative(y) + x, {Negative(y): "changed"})) == r"\symdiffmark{changed}{-y} + x"


def test_a_marked_base_keeps_its_brackets_and_exponent() -> None:
    assert latex(present((x + 1) ** 2, {x + 1: "changed"})) == r"(\symdiffmark{changed}{x + 1})^2"
    assert latex(present(Call("ln", (x,)) ** 2, {Call("ln", (x,)): "changed"})) == r"(\symdiffmark{changed}{\ln x})^2"


def test_a_marked_function_with_its_exponent_at_the_name_is_marked_around_it() -> None:
    written = latex(present(Call("sin", (x,)) ** 2, {Call("sin", (x,)): "changed"}))
    assert written == r"\mathop{\symdiffmark{changed}{\sin}}\nolimits^2 \symdiffmark{changed}{x}"


def test_marking_changes_no_text() -> None:
    form = Quotient(Negative(x) * Call("cos", (2 * x,)) - E**x, Call("ln", (x,)) ** 2 + Derivative(x * y, x))
    marks = dict.fromkeys((x, y, Negative(x), Call("cos", (2 * x,)), E**x, Call("ln", (x,))), "changed")
    assert line(present(form, marks)) == line(form)


def test_boxes_are_put_together() -> None:
    box = equals(present(x), fence(joined(COMMA, (variable("a"), words("b"))), "[", "]"))
    assert line(box) == "x = [a, b]"
    assert line(row("where ", present(x**2), " is small")) == "where x² is small"
    assert latex(column(present(x), present(y))) == r"\begin{bmatrix} x \\ y \end{bmatrix}"
    assert row(present(x)) == Text("x", "variable")


def test_a_box_is_walked_parts_first() -> None:
    box = present(Quotient(x**2, y))
    assert [type(part) for part in walk(box)] == [Text, Text, Script, Text, Fraction]
    assert len(parts(box)) == 2


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("x", "x"),
        ("theta", "θ"),
        ("Omega", "Ω"),
        ("u12", "u₁₂"),
        ("x_1", "x₁"),
        ("theta_0", "θ₀"),
        ("x_max", "xₘₐₓ"),
        ("x_alpha", "x_α"),
        ("speed", "speed"),
        ("x_1_2", "x_1_2"),
    ],
)
def test_names(name: str, shown: str) -> None:
    assert line(symbol_box(name)) == shown


def test_a_name_without_letters_first_has_no_subscript() -> None:
    assert split_name("_1") == ("_1", "")


@pytest.mark.parametrize(
    ("form", "typed"),
    [
        (HALF * x, "(1/2)*x"),
        (Undefined("f", (x, y), (1, 2)), "f_xyy(x, y)"),
        (Undefined("f", (x, x), (1, 0)), "f^(1,0)(x, x)"),
        (Undefined("f", (x, Symbol("t_1")), (1, 0)), "f^(1,0)(x, t_1)"),
        (Undefined("f", (), (2,)), "f''"),
        (Derivative(f * g, X), "diff(f*g, x)"),
        (Relation(x, "!=", 0), "x != 0"),
        (And((Or((Relation(x, "<", 0), Relation(x, ">", 1))), Relation(y, ">", 0))), "(x < 0 or x > 1) and y > 0"),
        (TRUE, "true"),
        (FALSE, "false"),
    ],
)
def test_plain_text_of_forms_that_are_not_read(form: Form, typed: str) -> None:
    assert plain(form) == typed


def _all(box: Box) -> list[Box]:
    found, stack = [], [box]
    while stack:
        found.append(stack.pop())
        stack.extend(parts(found[-1]))
    return found
