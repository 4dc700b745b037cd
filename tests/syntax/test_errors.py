"""What cannot be read is refused with the place, the reason, and what would work."""

from __future__ import annotations

import pytest

from symdiff.errors import LimitError, ParseError, SymdiffError, UnsupportedError
from symdiff.syntax import read

REFUSED = (
    # what is missing or too much
    ("", 0, "nothing to read"),
    ("   ", 0, "nothing to read"),
    ("2x+", 2, "+ has nothing on its right"),
    ("x^", 1, "^ has nothing on its right"),
    ("*x", 0, "* cannot stand here"),
    ("x*/y", 2, "* and / stand side by side"),
    ("x^^2", 2, "^ and ^ stand side by side"),
    ("1+--1", 3, "three signs"),
    ("2 3", 2, "two numbers side by side"),
    ("x\ny", 2, "second line"),
    ("x=", 2, "ends where an expression should begin"),
    ("x = y = z", 0, "a condition"),
    ("f(x) = 2x = 3", 7, "a second equals sign"),
    ("x = 2x = 3", 4, "a second equals sign"),
    ("x, y", 3, "more than one expression"),
    ("1,2,3", 0, "several numbers"),
    # brackets
    (")(", 0, ") without ("),
    ("x)", 1, ") without ("),
    ("(x", 0, "( is never closed"),
    ("(x]", 0, "( is not closed before ]"),
    ("()", 0, "nothing between the brackets"),
    ("|x", 0, "| is never closed"),
    ("2*{{7*7}}", 2, "braces inside braces"),
    ("<x>", 0, "two components or more"),
    # functions
    ("sin", 0, "sin needs an argument"),
    ("cos*n", 0, "cos needs an argument"),
    ("sin + cos", 0, "sin needs an argument"),
    ("max x, y", 0, "max needs its arguments in parentheses"),
    ("max(1)", 0, "max takes 2 to 100 arguments"),
    ("sin(x, y)", 0, "sin takes 1 argument"),
    ("sin(x = 2)", 4, "sin takes an expression"),
    ("sin_2(x)", 3, "takes no subscript"),
    ("sin^cos x", 4, "needs brackets"),
    ("(sin^-otherwise x)", 6, "an exponent is an expression"),
    ("sin^(x<1) x", 4, "an exponent is an expression"),
    ("x!!", 1, "double factorials"),
    ("x'", 0, "x is the variable"),
    # words
    ("foo(x)", 0, "'foo' is not a known function"),
    ("idk", 0, "'idk' is not a known function"),
    ("x squared", 2, "'squared' is not a known function"),
    ("lambda x: x", 8, ": does not belong here"),
    ("None", 0, "'None' is not a known function"),
    ("True", 0, "cannot stand here"),
    ("x if y else z", 5, "if needs a condition"),
    ("dx", 0, "differential"),
    ("x dy/dx", 2, "a value is needed"),
    ("d^2/dx(x)", 0, "d^2 stands above and 1 differentials below"),
    ("e2x", 1, "a number stands behind e"),
    ("0x1F", 0, "base ten"),
    ("a" * 41, None, "41 letters"),
    # conditions and equations
    ("x < 2", 0, "this is a condition"),
    ("x == 2", 2, "== is not read"),
    ("x and y", 0, "and needs a condition"),
    ("(x < 2) < 3", 0, "compares expressions"),
    ("3*(x, y)", 2, "this is a list"),
    ("[x, [y, z]]", 0, "a list inside a list"),
    ("[x<0: 1: 2]", 0, "each case is one value and one condition"),
    ("piecewise((x, y), 3)", 0, "each case is one value and one condition"),
    ("piecewise(x, y)", 0, "each case is one value and one condition"),
    ("if(x, y, 1)", 0, "each case is one value and one condition"),
    # characters
    ("x.y", 1, "'.' is not read"),
    ("5%", 1, "'%' is not read"),
    ("x±1", 1, "'±' is not read"),
    ("x;", None, ""),
    # LaTeX
    (r"\foo{x}", 0, r"\foo is not a control sequence"),
    (r"\int x", 0, r"\int is not read"),
    (r"\lim_{x\to 0} x", 0, r"\lim is not read"),
    (r"\bar{x}", 0, r"\bar is not read"),
    (r"\frac{x}", None, "an argument is missing"),
    (r"\frac{(2+x}{1-x)}", 6, "( is not closed"),
    (r"\left(x", 0, "( is never closed"),
    (r"\left\| x\right\|", 5, "norms are not read"),
    (r"\left.x\right|_{x=1}", 14, "a value at a point"),
    (r"{x", None, ""),
    (r"\,{x", 2, "{ is never closed"),
    (r"\,x}", 3, "} without {"),
    (r"\begin{tikz}x\end{tikz}", 0, "the environment tikz"),
    (r"\begin{cases}x", 0, r"\begin without \end"),
    (r"\end{cases}", 0, r"\end without \begin"),
    (r"x\\y", 1, "several lines"),
    (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", 0, "more than one column"),
    (r"\hat{\imath}^2", 0, "unit vectors stand in a sum"),
    (r"\partial x", 0, "∂ stands alone"),
    (r"\frac{dy}{dx}", 0, "a value is needed"),
    (r"v = \,speed", 6, "'speed' is a word"),
    (r"\,time\cdot v", 2, "'time' is a word"),
    (r"\mathit{test}", 0, "the word 'test' is not read"),
    (r"2x\,dx", 4, "dx is a differential"),
    (r"\mathrm{d}x", 0, "dx is a differential"),
)

HINTS = (
    ("sinh", "write sinh(x)"),
    ("sqt(x)", "did you mean sqrt?"),
    ("arctangens(x)", ""),
    ("lgo(x)", "did you mean log?"),
    ("thetta", "did you mean theta?"),
    (r"\sqt{x}", r"did you mean \sqrt?"),
    (r"\arsin x", r"did you mean \arsinh?"),
    ("dx", "d/dx(...)"),
    ("idk", "i*d*k"),
    ("x, y", "[x^2, x^3]"),
    ("sin^cos x", "sin^(...)"),
    ("root", "root(...)"),
    ("f_x(", ""),
)


@pytest.mark.parametrize(("text", "place", "part"), [row for row in REFUSED if row[2]])
def test_refused_with_a_reason(text: str, place: int | None, part: str) -> None:
    with pytest.raises(SymdiffError) as caught:
        read(text)
    assert part in str(caught.value)
    if isinstance(caught.value, ParseError):
        assert place in (None, caught.value.position)
        assert 0 <= caught.value.position <= len(text)
        assert "^" in str(caught.value) or not text


@pytest.mark.parametrize(("text", "hint"), [row for row in HINTS if row[1]])
def test_refused_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(ParseError) as caught:
        read(text)
    assert hint in caught.value.hint


@pytest.mark.parametrize("text", ["f^-1(x)", "f^{-1}(x)", "ln^-1 x", "exp^(-1)(x)", "atan2(y, x)", "diff(x^2, 3)", "g'(x, y)"])
def test_a_meaning_that_is_not_handled_is_said(text: str) -> None:
    with pytest.raises(UnsupportedError):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "__import__('os').system('true')",
        "().__class__",
        "x.subs(x, 1)",
        "exec('1')",
        "lambda: 1",
        "[x for x in y]",
        "x if True else y",
        "f\"{x}\"",
        "`ls`",
        "$(ls)",
        "${x}",
        "x; ls",
        "x # no",
        "<b>x</b>",
        "&lt;x",
        "x += 1",
        "x // y",
        "x << 2",
        "x | y",
        "' or 1=1 --",
        r"\input{x}",
        r"\write18{ls}",
        r"\def\x{y}",
        r"\u0041",
    ],
)
def test_programs_are_no_mathematics(text: str) -> None:
    with pytest.raises(ParseError):
        read(text)


def test_an_unknown_syntax_is_refused() -> None:
    with pytest.raises(ValueError, match="auto, text or latex"):
        read("x", "mathml")


def test_errors_are_no_limits() -> None:
    with pytest.raises(LimitError):
        read("a" * 41)
