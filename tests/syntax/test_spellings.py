"""However an expression is spelled, with or without signs and parentheses, in text or in LaTeX, it is read as the same form."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from symdiff.errors import LimitError
from symdiff.forms import PI, Call, E, Form, Number, Power, Product, Quotient, Root, Sum, Symbol
from symdiff.syntax import read

Draw = Callable[[st.SearchStrategy[str]], str]

LETTERS = ("x", "t", "a")
FUNCTIONS = ("sin", "cos", "ln", "arctan")
SUPERSCRIPTS = {"2": "²", "3": "³", "10": "¹⁰"}

_leaves: st.SearchStrategy[Form] = st.sampled_from(LETTERS).map(Symbol) | st.sampled_from((2, 3, 10)).map(Number) | st.just(PI)


def _larger(smaller: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    several = st.lists(smaller, min_size=2, max_size=3)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.tuples(smaller, smaller).map(lambda parts: Quotient(*parts)),
        st.tuples(smaller, smaller).map(lambda parts: Power(*parts)),
        smaller.map(lambda exponent: Power(E, exponent)),
        smaller.map(Root),
        st.tuples(st.sampled_from(FUNCTIONS), smaller).map(lambda parts: Call(parts[0], (parts[1],))),
    )


def _chooser(draw: Draw) -> Callable[..., str]:
    return lambda *ways: draw(st.sampled_from(ways))


def _read(text: str, syntax: str) -> Form:
    try:
        return read(text, syntax).form
    except LimitError:  # random towers of powers are beyond what is read
        assume(False)
        raise


expressions = st.recursive(_leaves, _larger, max_leaves=8)


def as_text(form: Form, draw: Draw) -> str:
    """One of the ways to type a form."""
    choose = _chooser(draw)
    match form:
        case Number(value, _):
            return str(value)
        case Symbol(name):
            return name
        case Sum(terms):
            return choose("+", " + ").join(_grouped_text(term, draw, Sum) for term in terms)
        case Product(factors):
            written = [_grouped_text(factor, draw, Sum, Product, Quotient) for factor in factors]
            return _product(written, choose("*", " * ", "·", "×"), choose("", " "), draw)
        case Quotient(above, below):
            slash = choose("/", " / ", "÷")
            return _grouped_text(above, draw, Sum, Quotient) + slash + _grouped_text(below, draw, Sum, Product, Quotient)
        case Power(base, exponent):
            return _grouped_text(base, draw, Sum, Product, Quotient, Power) + _exponent(as_text(exponent, draw), choose)
        case Root(radicand, _):
            inner = as_text(radicand, draw)
            return choose(f"sqrt({inner})", f"√({inner})", f"sqrt[{inner}]")
        case Call(name, (argument,)):
            inner = as_text(argument, draw)
            ways = [f"{name}({inner})", f"{name} ({inner})", f"{name}[{inner}]", f"{name.capitalize()}({inner})"]
            return choose(*ways)
        case _:
            return "π" if form is PI and choose("", "π") else "pi" if form is PI else "e"


def _product(written: list[str], sign: str, gap: str, draw: Draw) -> str:
    """Factors side by side where no sign is needed between them."""
    text = written[0]
    for factor in written[1:]:
        silent = not factor[0].isdigit() and (factor[0] == "(" or gap == " ") and not text[-1].isalpha()
        text += (gap if silent and draw(st.sampled_from(("", "silent"))) else sign) + factor
    return text


def _exponent(written: str, choose: Callable[..., str]) -> str:
    if written in SUPERSCRIPTS:
        return choose("^" + written, "**" + written, SUPERSCRIPTS[written], f"^({written})", f"^{{{written}}}")
    return choose("^", "**") + (written if written in LETTERS else f"({written})")


def _grouped_text(form: Form, draw: Draw, *kinds: type[Form]) -> str:
    written = as_text(form, draw)
    return f"({written})" if isinstance(form, kinds) else written


def as_latex(form: Form, draw: Draw) -> str:
    """One of the ways to write a form in LaTeX."""
    choose = _chooser(draw)
    match form:
        case Number(value, _):
            return str(value)
        case Symbol(name):
            return name
        case Sum(terms):
            return choose("+", " + ", r" \, + ").join(_grouped_latex(term, draw, Sum) for term in terms)
        case Product(factors):
            return choose(r"\cdot ", r" \times ", r"\,\cdot\,").join(_grouped_latex(f, draw, Sum, Product) for f in factors)
        case Quotient(above, below):
            over, under = as_latex(above, draw), as_latex(below, draw)
            ways = [rf"\frac{{{over}}}{{{under}}}", rf"\dfrac {{{over}}} {{{under}}}", rf"{{{over} \over {under}}}"]
            if len(over) == len(under) == 1:
                ways.append(rf"\frac {over}{under}")
            return choose(*ways)
        case Power(base, exponent):
            written = as_latex(exponent, draw)
            inside = _grouped_latex(base, draw, Sum, Product, Quotient, Power)
            return inside + choose(f"^{{{written}}}", f"^ {{{written}}}", *([f"^{written}"] if len(written) == 1 else []))
        case Root(radicand, _):
            inner = as_latex(radicand, draw)
            return choose(rf"\sqrt{{{inner}}}", rf"\sqrt {{{inner}}}", *([rf"\sqrt {inner}"] if len(inner) == 1 else []))
        case Call(name, (argument,)):
            inner = as_latex(argument, draw)
            brackets = (f"({inner})", rf"\left( {inner} \right)", rf"\!\bigl({inner}\bigr)", rf"{{\left({inner}\right)}}")
            return rf"\{name}" + choose(*brackets)
        case _:
            return r"\pi" if form is PI else choose("e", r"\mathrm{e}")


def _grouped_latex(form: Form, draw: Draw, *kinds: type[Form]) -> str:
    written = as_latex(form, draw)
    ways = (rf"\left({written}\right)", f"({written})", rf"\left[{written}\right]", rf"\Big({written}\Big)")
    return draw(st.sampled_from(ways)) if isinstance(form, kinds) else written


@settings(max_examples=300)
@given(expressions, st.data())
def test_every_way_to_type_a_form_is_read_as_it(form: Form, data: st.DataObject) -> None:
    assert _read(as_text(form, data.draw), "text") is form


@settings(max_examples=300)
@given(expressions, st.data())
def test_every_way_to_write_a_form_in_latex_is_read_as_it(form: Form, data: st.DataObject) -> None:
    assert _read(as_latex(form, data.draw), "latex") is form
