"""How formulas of every kind are typed, printed on one line, and written in LaTeX.

Each row is one formula, typed as ``plain`` prints it, so that reading and printing are tested with the same table.
"""

from __future__ import annotations

from itertools import chain
from xml.etree import ElementTree

import pytest

from symdiff.render.latex import latex
from symdiff.render.line import line
from symdiff.render.mathml import NAMESPACE, mathml
from symdiff.render.plain import plain
from symdiff.syntax import read

SUMS_AND_SIGNS = [
    ("a - (b - c)", "a − (b − c)", "a - (b - c)"),
    ("a + (b + c)", "a + (b + c)", "a + (b + c)"),
    ("(a + b) + c", "(a + b) + c", "(a + b) + c"),
    ("a - (-b)", "a − (−b)", "a - (-b)"),
    ("a - 3", "a − 3", "a - 3"),
    ("-(x + 1)", "−(x + 1)", "-(x + 1)"),
    ("-(-x)", "−(−x)", "-(-x)"),
    ("-x + 1", "−x + 1", "-x + 1"),
    ("-x^2", "−x²", "-x^2"),
    ("5 - 2*x", "5 − 2x", "5 - 2x"),
    ("-4*x^3/(x + 1)", "−4x³/(x + 1)", r"-\frac{4x^3}{x + 1}"),
    ("-1/x^2", "−1/x²", r"-\frac{1}{x^2}"),
    ("(-x)/y", "(−x)/y", r"\frac{-x}{y}"),
    ("(x - y)/(-x)", "(x − y)/(−x)", r"\frac{x - y}{-x}"),
]

PRODUCTS = [
    ("2*3", "2 · 3", r"2 \cdot 3"),
    ("x*2", "x · 2", r"x \cdot 2"),
    ("x*x", "x · x", r"x \cdot x"),
    ("x*(-2)", "x · (−2)", r"x \cdot (-2)"),
    ("x*(-y)", "x · (−y)", r"x \cdot (-y)"),
    ("(-2)*x", "−2x", "-2x"),
    ("0*x", "0 · x", r"0 \cdot x"),
    ("1*x", "1 · x", r"1 \cdot x"),
    ("2*x*(x + 1)", "2x(x + 1)", "2x(x + 1)"),
    ("x*(x + 1)", "x(x + 1)", "x(x + 1)"),
    ("f*(x + 1)", "f · (x + 1)", r"f \cdot (x + 1)"),
    ("(x + 1)*(x - 2)*(x^2 + 3)", "(x + 1)(x − 2)(x² + 3)", "(x + 1)(x - 2)(x^2 + 3)"),
    ("(x + 1)*x^2", "(x + 1)x²", "(x + 1)x^2"),
    ("2*(x + 1)^3", "2(x + 1)³", "2(x + 1)^3"),
    ("12*x*(x^2 + 9)^2", "12x(x² + 9)²", "12x(x^2 + 9)^2"),
    ("x^2*y^3", "x²y³", "x^2y^3"),
    ("x^2*x^3", "x² · x³", r"x^2 \cdot x^3"),
    ("u1*u_2", "u₁u₂", "u_1u_2"),
    ("0.5*x", "0.5x", "0.5x"),
    ("2.50*x^2", "2.50x²", "2.50x^2"),
    ("(1/2)*x", "(1/2)x", r"\frac{1}{2}x"),
    ("x*(1/2)", "x · (1/2)", r"x \cdot \frac{1}{2}"),
    ("(1/x)*(1/y)", "(1/x) · (1/y)", r"\frac{1}{x} \cdot \frac{1}{y}"),
    ("x*(1/x)", "x · (1/x)", r"x \cdot \frac{1}{x}"),
    ("2*pi*x", "2πx", r"2\pi x"),
    ("3*e", "3e", "3e"),
]

POWERS = [
    ("x^10", "x¹⁰", "x^{10}"),
    ("(-2)^3", "(−2)³", "(-2)^3"),
    ("(-x)^2", "(−x)²", "(-x)^2"),
    ("(x^2)^3", "(x²)³", "(x^2)^3"),
    ("x^(y^n)", "x^(yⁿ)", "x^{y^n}"),
    ("2^x", "2ˣ", "2^x"),
    ("2^x*3^x", "2ˣ · 3ˣ", r"2^x \cdot 3^x"),
    ("(1/2)^x", "(1/2)ˣ", r"\left( \frac{1}{2} \right)^x"),
    ("(a/b)^2", "(a/b)²", r"\left( \frac{a}{b} \right)^2"),
    ("(1 + 1/x)^x", "(1 + 1/x)ˣ", r"\left( 1 + \frac{1}{x} \right)^x"),
    ("x^(1/2)", "x^(1/2)", "x^{1/2}"),
    ("x^(-1/2)", "x^(−1/2)", "x^{-1/2}"),
    ("x^n*x", "xⁿ · x", r"x^n \cdot x"),
    ("n*x^(n - 1)", "nxⁿ⁻¹", "nx^{n - 1}"),
    ("x^(2*n + 1)", "x²ⁿ⁺¹", "x^{2n + 1}"),
    ("theta^2", "θ²", r"\theta^2"),
    ("x_12^2", "x₁₂²", "x_{12}^2"),
    ("x_max^2", "xₘₐₓ²", r"x_{\mathrm{max}}^2"),
]

EXPONENTIALS = [
    ("exp(x)", "eˣ", "e^x"),
    ("exp(-x)", "e⁻ˣ", "e^{-x}"),
    ("exp(2*x + 1)", "e²ˣ⁺¹", "e^{2x + 1}"),
    ("exp(-x^2)", "e^(−x²)", "e^{-x^2}"),
    ("exp(-x^2/2)", "e^(−x²/2)", "e^{-x^2/2}"),
    ("exp(1/x)", "e^(1/x)", "e^{1/x}"),
    ("exp((x - 1)/(x + 1))", "e^((x − 1)/(x + 1))", "e^{(x - 1)/(x + 1)}"),
    ("exp(-(x + 1)/2)", "e^(−(x + 1)/2)", "e^{-(x + 1)/2}"),
    ("exp(sin(x))", "e^(sin x)", r"e^{\sin x}"),
    ("exp(sqrt(x))", "e^(√x)", r"e^{\sqrt{x}}"),
    ("exp(x/(2*y))", "e^(x/(2y))", "e^{x/(2y)}"),
    ("x^2*exp(x)", "x² eˣ", "x^2 e^x"),
    ("exp(x)*x^2", "eˣ · x²", r"e^x \cdot x^2"),
    ("2*exp(x)", "2eˣ", "2e^x"),
    ("exp(x)*(x + 1)", "eˣ(x + 1)", "e^x(x + 1)"),
    ("exp(x)*sin(x)", "eˣ sin x", r"e^x \sin x"),
    ("exp(x^2)*(2*x^2 + 1)", "e^(x²)(2x² + 1)", "e^{x^2}(2x^2 + 1)"),
    ("lambda*exp(-lambda*x)", "λ e^(−λx)", r"\lambda e^{-\lambda x}"),
    ("exp(-x)/(1 + exp(-x))^2", "e⁻ˣ/(1 + e⁻ˣ)²", r"\frac{e^{-x}}{(1 + e^{-x})^2}"),
]

FUNCTIONS = [
    ("sin(x)", "sin x", r"\sin x"),
    ("sin(2*x)", "sin 2x", r"\sin 2x"),
    ("sin(2*pi*t)", "sin 2πt", r"\sin 2\pi t"),
    ("sin(x*x)", "sin(x · x)", r"\sin(x \cdot x)"),
    ("sin(omega*t)", "sin(ωt)", r"\sin(\omega t)"),
    ("sin(x^2)", "sin(x²)", r"\sin(x^2)"),
    ("sin(x/2)", "sin(x/2)", r"\sin\!\left( \frac{x}{2} \right)"),
    ("cos(-x)", "cos(−x)", r"\cos(-x)"),
    ("sin(cos(x))", "sin(cos x)", r"\sin(\cos x)"),
    ("sin(abs(x))", "sin|x|", r"\sin \lvert x\rvert"),
    ("tan(theta)", "tan θ", r"\tan \theta"),
    ("sec(x)*tan(x)", "sec x tan x", r"\sec x \tan x"),
    ("arcsin(x)", "arcsin x", r"\arcsin x"),
    ("arctan(2*x)", "arctan 2x", r"\arctan 2x"),
    ("arsinh(x)", "arsinh x", r"\operatorname{arsinh} x"),
    ("sin(x)^2", "sin²x", r"\sin^2 x"),
    ("sin(2*x)^2", "sin² 2x", r"\sin^2 2x"),
    ("sinh(x^3)^3", "sinh³(x³)", r"\sinh^3(x^3)"),
    ("sin(x)^2 + cos(x)^2", "sin²x + cos²x", r"\sin^2 x + \cos^2 x"),
    ("sin(x)^n", "(sin x)ⁿ", r"(\sin x)^n"),
    ("sin(x)^(-1)", "(sin x)⁻¹", r"(\sin x)^{-1}"),
    ("arcsin(x)^2", "(arcsin x)²", r"(\arcsin x)^2"),
    ("ln(x)^2", "(ln x)²", r"(\ln x)^2"),
    ("ln(x)", "ln x", r"\ln x"),
    ("ln(2*x)", "ln 2x", r"\ln 2x"),
    ("ln(abs(x))", "ln|x|", r"\ln \lvert x\rvert"),
    ("ln(sin(x^3)^2)", "ln(sin²(x³))", r"\ln(\sin^2(x^3))"),
    ("log(x, 2)", "log₂ x", r"\log_2 x"),
    ("log(x^2 + 1, 10)", "log₁₀(x² + 1)", r"\log_{10}(x^2 + 1)"),
    ("log(x, a)", "logₐ x", r"\log_a x"),
    ("sigmoid(x)*(1 - sigmoid(x))", "σ(x)(1 − σ(x))", r"\sigma(x)(1 - \sigma(x))"),
    ("sigmoid(x)^2", "σ(x)²", r"\sigma(x)^2"),
    ("sign(x)", "sgn(x)", r"\operatorname{sgn}(x)"),
    ("relu(x)", "ReLU(x)", r"\operatorname{ReLU}(x)"),
    ("erf(x/2)", "erf(x/2)", r"\operatorname{erf}\!\left( \frac{x}{2} \right)"),
    ("gamma(x + 1)", "Γ(x + 1)", r"\Gamma(x + 1)"),
    ("max(x, y, 0)", "max(x, y, 0)", r"\max(x, y, 0)"),
    ("floor(x)*ceil(x)", "⌊x⌋ · ⌈x⌉", r"\lfloor x\rfloor \cdot \lceil x\rceil"),
]

FUNCTIONS_IN_PRODUCTS = [
    ("x*cos(x)", "x cos x", r"x \cos x"),
    ("(x + 1)*sin(x)", "(x + 1) sin x", r"(x + 1) \sin x"),
    ("sin(x)*cos(x)", "sin x cos x", r"\sin x \cos x"),
    ("sin(2*x)*cos(2*x)", "sin 2x cos 2x", r"\sin 2x \cos 2x"),
    ("ln(x)*sin(x)", "ln x · sin x", r"\ln x \cdot \sin x"),
    ("sin(x)*exp(x)", "sin x · eˣ", r"\sin x \cdot e^x"),
    ("sin(x)*(x + 1)", "sin x · (x + 1)", r"\sin x \cdot (x + 1)"),
    ("cos(x)*(-sin(x))", "cos x · (−sin x)", r"\cos x \cdot (-\sin x)"),
    ("cos(x)*x", "cos x · x", r"\cos x \cdot x"),
    ("cos(2*x)*2", "cos(2x) · 2", r"\cos(2x) \cdot 2"),
    ("cos(2)*x", "cos(2) · x", r"\cos(2) \cdot x"),
    ("cos(x^2)*(2*x)", "cos(x²) · 2x", r"\cos(x^2) \cdot 2x"),
    ("cos(x^2)*sin(x)", "cos(x²) sin x", r"\cos(x^2) \sin x"),
    ("3*x^2*cos(x^3)", "3x² cos(x³)", r"3x^2 \cos(x^3)"),
    ("6*x^2*cos(x^3)/sin(x^3)", "6x² cos(x³)/sin(x³)", r"\frac{6x^2 \cos(x^3)}{\sin(x^3)}"),
    ("x*sin(x)/2", "(x sin x)/2", r"\frac{x \sin x}{2}"),
    ("sin(x)/x", "(sin x)/x", r"\frac{\sin x}{x}"),
]

ROOTS_AND_ABSOLUTE_VALUES = [
    ("sqrt(x)", "√x", r"\sqrt{x}"),
    ("sqrt(2)*x", "√2 x", r"\sqrt{2}\,x"),
    ("sqrt(2*x)", "√(2x)", r"\sqrt{2x}"),
    ("2*sqrt(x)", "2√x", r"2\sqrt{x}"),
    ("sqrt(1 - x^2)", "√(1 − x²)", r"\sqrt{1 - x^2}"),
    ("sqrt(x)^3", "(√x)³", r"(\sqrt{x})^3"),
    ("sqrt(x)*sqrt(y)", "√x √y", r"\sqrt{x}\,\sqrt{y}"),
    ("sqrt(x + sqrt(x))", "√(x + √x)", r"\sqrt{x + \sqrt{x}}"),
    ("sqrt((x + 1)/(x - 1))", "√((x + 1)/(x − 1))", r"\sqrt{\frac{x + 1}{x - 1}}"),
    ("1/(2*sqrt(x))", "1/(2√x)", r"\frac{1}{2\sqrt{x}}"),
    ("root(x + 1, 3)", "∛(x + 1)", r"\sqrt[3]{x + 1}"),
    ("root(x, 5)", "⁵√x", r"\sqrt[5]{x}"),
    ("x*root(x, 5)", "x · ⁵√x", r"x \cdot \sqrt[5]{x}"),
    ("root(x/y, n)", "ⁿ√(x/y)", r"\sqrt[n]{\frac{x}{y}}"),
    ("abs(x - 1)", "|x − 1|", r"\lvert x - 1\rvert"),
    ("abs(abs(x) - 1)", "||x| − 1|", r"\lvert\lvert x\rvert - 1\rvert"),
    ("x*abs(x)", "x|x|", r"x\lvert x\rvert"),
    ("abs(x)*abs(y)", "|x| · |y|", r"\lvert x\rvert \cdot \lvert y\rvert"),
    ("abs(1/x)^3", "|1/x|³", r"\left\lvert \frac{1}{x} \right\rvert^3"),
]

FRACTIONS = [
    ("(x^2 + 1)/(2*x)", "(x² + 1)/(2x)", r"\frac{x^2 + 1}{2x}"),
    ("(x/y)*2", "(x/y) · 2", r"\frac{x}{y} \cdot 2"),
    ("a/(b/c)", "a/(b/c)", r"\frac{a}{\;\dfrac{\mathstrut b}{c}\;}"),
    ("(a/b)/c", "(a/b)/c", r"\frac{\;\dfrac{a}{\mathstrut b}\;}{c}"),
    ("(a/b)/(c/x)", "(a/b)/(c/x)", r"\frac{\;\dfrac{a}{\mathstrut b}\;}{\;\dfrac{\mathstrut c}{x}\;}"),
    ("1/(1 + 1/(1 + 1/x))", "1/(1 + 1/(1 + 1/x))", r"\frac{1}{1 + \dfrac{\mathstrut 1}{1 + \dfrac{\mathstrut 1}{x}}}"),
    (
        "(x^2*sin(x) - 3*exp(x))/(x^2 + 1)^(1/2)",
        "(x² sin x − 3eˣ)/(x² + 1)^(1/2)",
        r"\frac{x^2 \sin x - 3e^x}{(x^2 + 1)^{1/2}}",
    ),
    ("2*x/3", "2x/3", r"\frac{2x}{3}"),
]

UNKNOWN_FUNCTIONS_AND_DERIVATIVES = [
    ("f(x)", "f(x)", "f(x)"),
    ("2*f(x)", "2f(x)", "2f(x)"),
    ("x*f(x)", "x f(x)", r"x\,f(x)"),
    ("f(x)*g(x)", "f(x) g(x)", r"f(x)\,g(x)"),
    ("f'(x)", "f′(x)", "f'(x)"),
    ("f''(x^2)", "f″(x²)", "f''(x^2)"),
    ("f'''(x)", "f‴(x)", "f'''(x)"),
    ("f'''''(x)", "f⁽⁵⁾(x)", "f^{(5)}(x)"),
    ("f'(x)^2", "f′(x)²", "f'(x)^2"),
    ("f(x, y)", "f(x, y)", "f(x, y)"),
    ("1 + diff(x^3, x)", "1 + d/dx [x³]", r"1 + \frac{d}{dx}\,[x^3]"),
    ("3*diff(x^2 + 1, x)", "3 · d/dx [x² + 1]", r"3 \cdot \frac{d}{dx}\,[x^2 + 1]"),
    ("diff(sin(x), x)*y", "d/dx [sin x] · y", r"\frac{d}{dx}\,[\sin x] \cdot y"),
    ("2*diff(f(x), x, 2)", "2 · d²/dx² f(x)", r"2 \cdot \frac{d^2}{dx^2}\,f(x)"),
    ("1 - diff(x/(x + 1), x)", "1 − d/dx [x/(x + 1)]", r"1 - \frac{d}{dx} \left[ \frac{x}{x + 1} \right]"),
    ("y*diff(u1, x_1)", "y · du₁/dx₁", r"y \cdot \frac{du_1}{dx_1}"),
    ("exp(diff(x^2, x))", "e^(d/dx x²)", r"e^{d/dx\,x^2}"),
]

PIECEWISE_AND_VECTORS = [
    (
        "piecewise((-x, x < 0), (x, otherwise))",
        "{−x if x < 0; x otherwise}",
        r"\begin{cases} -x & \text{if }x < 0 \\ x & \text{otherwise} \end{cases}",
    ),
    (
        "piecewise((x^2/2, abs(x) <= 1), (abs(x) - 1/2, abs(x) > 1))",
        "{x²/2 if |x| ≤ 1; |x| − 1/2 if |x| > 1}",
        r"\begin{cases} \dfrac{x^2}{2} & \text{if }\lvert x\rvert \le 1"
        r" \\[2ex] \lvert x\rvert - \dfrac{1}{2} & \text{if }\lvert x\rvert > 1 \end{cases}",
    ),
    (
        "2*piecewise((0, x < 0), (1, x > 0)) + x",
        "2({0 if x < 0; 1 if x > 0}) + x",
        r"2\left( \begin{cases} 0 & \text{if }x < 0 \\ 1 & \text{if }x > 0 \end{cases} \right) + x",
    ),
    (
        "piecewise((1, x > 0 and x != 1), (0, otherwise))",
        "{1 if x > 0 and x ≠ 1; 0 otherwise}",
        r"\begin{cases} 1 & \text{if }x > 0\text{ and }x \ne 1 \\ 0 & \text{otherwise} \end{cases}",
    ),
    (
        "piecewise((1, x > -1 and x < 1), (0, x < -2 or x >= 2))",
        "{1 if −1 < x < 1; 0 if x < −2 or x ≥ 2}",
        r"\begin{cases} 1 & \text{if }-1 < x < 1 \\ 0 & \text{if }x < -2\text{ or }x \ge 2 \end{cases}",
    ),
    ("[cos(t), exp(t), 1/t]", "[cos t, eᵗ, 1/t]", r"\begin{bmatrix} \cos t \\[2ex] e^t \\[2ex] \dfrac{1}{t} \end{bmatrix}"),
]

ALL = tuple(
    chain(
        SUMS_AND_SIGNS,
        PRODUCTS,
        POWERS,
        EXPONENTIALS,
        FUNCTIONS,
        FUNCTIONS_IN_PRODUCTS,
        ROOTS_AND_ABSOLUTE_VALUES,
        FRACTIONS,
        UNKNOWN_FUNCTIONS_AND_DERIVATIVES,
        PIECEWISE_AND_VECTORS,
    )
)
TYPED = [typed for typed, _, _ in ALL]


@pytest.mark.parametrize(("typed", "on_one_line", "in_latex"), ALL, ids=TYPED)
def test_every_formula_is_printed_as_a_textbook_does(typed: str, on_one_line: str, in_latex: str) -> None:
    form = read(typed, "text").form
    assert (plain(form), line(form), latex(form)) == (typed, on_one_line, in_latex)


@pytest.mark.parametrize("in_latex", [in_latex for _, _, in_latex in ALL if r"\frac{du_1}" not in in_latex])
def test_latex_is_read_as_what_prints_the_same(in_latex: str) -> None:
    assert latex(read(in_latex, "latex").form) == in_latex


@pytest.mark.parametrize("typed", TYPED)
def test_mathml_is_well_formed(typed: str) -> None:
    root = ElementTree.fromstring(mathml(read(typed, "text").form))
    assert root.tag == f"{{{NAMESPACE}}}math"
