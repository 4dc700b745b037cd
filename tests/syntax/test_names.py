"""Words: what is known, what is a product of letters, and what is an error."""

from __future__ import annotations

import pytest

from symdiff.errors import ParseError
from symdiff.functions import FUNCTIONS
from symdiff.syntax import read
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.names import cut, letters_multiply, nearest

CUT = (
    ("xsinx", "x sin x"),
    ("xarcsinx", "x arcsin x"),
    ("sinxcosx", "sin x cos x"),
    ("sinhx", "sinh x"),
    ("Batanh", "B atanh"),
    ("lnlnx", "ln ln x"),
    ("rtheta", "r theta"),
    ("sinpix", "sin pi x"),
    ("asinx", "asin x"),
    ("log10x", "log10 x"),
)
PRODUCTS = ("xy", "at", "kx", "abc", "xyz", "axy", "nRT", "uv", "pq")
WORDS = ("foo", "bar", "idk", "yes", "the", "try", "may", "one", "xx", "aab", "dx", "NaN", "abcde", "noon", "key")


@pytest.mark.parametrize(("word", "pieces"), CUT)
def test_words_are_cut_into_functions_and_letters(word: str, pieces: str) -> None:
    found = cut(word, True)
    assert found is not None
    assert found.shown(word) == pieces


@pytest.mark.parametrize("word", ["absinx", "x", "xyz", "a" * 50])
def test_what_has_no_best_cut_is_not_cut(word: str) -> None:
    assert cut(word, False) is None


@pytest.mark.parametrize("run", PRODUCTS)
def test_letters_that_are_a_product(run: str) -> None:
    assert letters_multiply(run, frozenset(), False)
    assert read(run).form is read("*".join(run)).form


@pytest.mark.parametrize("run", WORDS)
def test_letters_that_are_a_word(run: str) -> None:
    assert not letters_multiply(run, frozenset(), False)
    with pytest.raises(ParseError):
        read(run)


def test_letters_seen_alone_may_stand_together() -> None:
    assert read("m + g + h + mgh").form is read("m + g + h + m*g*h").form
    with pytest.raises(ParseError):
        read("mgk")


def test_e_ends_a_run_of_letters() -> None:
    assert read("xye^x").form is read("x*y*e^x").form
    with pytest.raises(ParseError):
        read("xey")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_function_is_read_by_each_of_its_names(name: str) -> None:
    for spelling in (name, *FUNCTIONS[name].spellings):
        assert read(f"{spelling}(x)").form is APPLICABLES[name].build((read("x").form,))


@pytest.mark.parametrize("name", sorted(name for name, function in FUNCTIONS.items() if function.latex))
def test_every_function_is_read_as_latex_writes_it(name: str) -> None:
    assert read(FUNCTIONS[name].latex + r"\left(x\right)").form is APPLICABLES[name].build((read("x").form,))


@pytest.mark.parametrize(("word", "known"), [("sqrrt", "sqrt"), ("tna", "tan"), ("arcsinn", "arcsin"), ("qqq", "")])
def test_the_nearest_known_word(word: str, known: str) -> None:
    assert nearest(word) == known


@pytest.mark.parametrize("typed", ["sqt(x)", "tna(x)", "lnn(x)"])
def test_a_misspelt_function_is_not_a_product(typed: str) -> None:
    with pytest.raises(ParseError):
        read(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("x(x+1)", "x*(x+1)"),
        ("a(b+c)", "a*(b+c)"),
        ("k(x)", "k(x)"),
        ("f(x+1)", "f(x+1)"),
        ("f(x+1) + 2f", "f*(x+1) + 2*f"),
        ("h(t) = t(t-1)", "t*(t-1)"),
        ("x(t)y(t)", "x(t)*y(t)"),
        ("n(n+1)", "n*(n+1)"),
        ("g^2(x)", "g(x)^2"),
        ("x^2(x+1)", "x^2*(x+1)"),
        ("sin^n(x)", "sin(x)^n"),
        ("log_a(x)", "log(x, a)"),
        ("e^t(x)", "e^t*x"),
        ("e^f(x)", "e^(f(x))"),
        ("e^y'", "e^(y')"),
    ],
)
def test_a_letter_before_parentheses(typed: str, meant: str) -> None:
    assert read(typed).form is read(meant).form
