"""The Python interface does what it promises."""

import json

import pytest
import sympy

import symdiff as sd

x, y, a = sympy.symbols("x y a")

RESULTS = [
    ("ln(sin(x**3)**2)", 6 * x**2 * sympy.cos(x**3) / sympy.sin(x**3)),
    ("2(x^2+9)^3", 12 * x * (x**2 + 9) ** 2),
    ("ln(x^2)", 2 / x),
    (r"\frac{x}{x+1}", 1 / (x + 1) ** 2),
    ("a x^2", 2 * a * x),
    ("99", sympy.Integer(0)),
    ("f(x) = x^4 - 3x", 4 * x**3 - 3),
]


@pytest.mark.parametrize(("problem", "expected"), RESULTS)
def test_results_are_ordinary_sympy(problem: str, expected: sympy.Expr) -> None:
    derivation = sd.differentiate(problem)
    assert sympy.simplify(derivation.result - expected) == 0
    assert derivation.verification.ok


def test_the_four_phases_of_the_lecture() -> None:
    d = sd.differentiate("ln(sin(x**3)**2)")
    u1, u2, u3 = sympy.symbols("u1 u2 u3")
    assert [each.definition for each in d.intermediates] == [x**3, sympy.sin(u1), u2**2, sympy.log(u3)]
    assert [each.derivatives for each in d.intermediates] == [
        {x: 3 * x**2},
        {u1: sympy.cos(u1)},
        {u2: 2 * u2},
        {u3: 1 / u3},
    ]
    assert d.intermediates[-1].expression == sympy.log(sympy.sin(x**3) ** 2)
    assert d.rules == ("power rule", "derivative of sin", "chain rule", "derivative of ln")


def test_every_step_and_every_simplification_is_an_equation() -> None:
    d = sd.differentiate("x^2 sin(x)/(x + 1)")
    for step in (*d.steps, *d.simplifications):
        difference = (step.before - step.after).doit().subs({x: 2, sympy.Symbol("u"): 3})
        assert abs(difference.evalf()) < 1e-9


def test_simplifications_link_up_from_the_unsimplified_answer_to_the_result() -> None:
    d = sd.differentiate("ln(sin(x**3)**2)")
    assert d.simplifications[0].before == d.unsimplified
    for one, next_one in zip(d.simplifications, d.simplifications[1:], strict=False):
        assert one.after == next_one.before
    assert sympy.simplify(d.simplifications[-1].after - d.result) == 0


def test_a_sympy_expression_comes_back_in_its_own_symbols() -> None:
    t = sympy.Symbol("t", positive=True)
    d = sd.differentiate(sympy.log(t) * sympy.sin(t))
    assert d.result.free_symbols == {t}


def test_mixed_partials_and_orders() -> None:
    assert sd.differentiate("x^2 y^3", wrt=["x", "y"]).result == 6 * x * y**2
    assert sd.differentiate("x^2 y^3", wrt="x, y, y").result == 12 * x * y
    assert sd.differentiate("x^5", order=3).result == 60 * x**2
    assert sd.differentiate("sin(x)", order=59).verification.ok


def test_a_choice_of_variable_is_said() -> None:
    d = sd.differentiate("x^2 y")
    assert d.variables[0].name == "x"
    assert "wrt= chooses y" in d.notes[-1].message
    assert sd.differentiate("d/dy(x^2 y)").variables[0].name == "y"
    assert sd.differentiate("f(t) = a t").variables[0].name == "t"


def test_where_the_result_holds() -> None:
    assert sd.differentiate("sqrt(x)").domain == (x > 0)
    assert sd.differentiate("x^2").domain == sympy.true
    assert sd.differentiate("sqrt(x)").domain_sentence == "for x > 0"
    assert sd.differentiate("x^2").domain_sentence == "for all real x"
    assert sd.differentiate("x^(2/3) (5 - x)").domain_sentence == "for x ≠ 0"
    assert sd.differentiate("x^(3/2)").domain_sentence == "for x ≥ 0"


def test_both_views_and_all_methods_have_the_same_answer() -> None:
    answers = {sd.differentiate("x e^(x^2)", method=method).result for method in ("auto", "intermediate", "rules")}
    assert len(answers) == 1


def test_without_simplification_the_answer_stays_as_the_rules_left_it() -> None:
    d = sd.differentiate("sin(x^2)", simplify=False)
    assert d.simplifications == ()
    assert d.answer is d.stages[-1].unsimplified


ROUND_TRIPS = ["ln(sin(x**3)**2)", "x^2 y", "|x - 1|", "max(x, 2)", "f(x^2)", "0.5x^2", "a^x", "[x < 0: -x, x]"]


@pytest.mark.parametrize("problem", ROUND_TRIPS)
def test_json_carries_everything_and_comes_back(problem: str) -> None:
    d = sd.differentiate(problem)
    text = d.to_json()
    assert json.loads(text)["version"] == 1
    again = sd.Derivation.from_json(text)
    assert again == d
    assert again.to_text("full") == d.to_text("full")


OTHER_JSON = [
    "",
    "{}",
    "[1]",
    '{"version": 2}',
    '{"version": 1, "forms": [["Symbol"]], "steps": []}',
    '{"version": 1, "forms": [["Several", []]], "steps": []}',
]


@pytest.mark.parametrize("text", OTHER_JSON)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(sd.ParseError):
        sd.Derivation.from_json(text)


def test_notebooks_get_every_format() -> None:
    bundle = sd.differentiate("x^2")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html", "text/markdown", "text/latex"}
    assert all(bundle.values())


def test_parse_keeps_what_was_typed() -> None:
    assert str(sd.parse("2(x+1)")) == "2*(x + 1)"
    assert sd.parse("x/x") != 1


REFUSED = [
    (lambda: sd.differentiate("2x+"), sd.ParseError),
    (lambda: sd.differentiate("x^2 + y^2 = 25"), sd.UnsupportedError),
    (lambda: sd.differentiate("[x, x^2]"), sd.UnsupportedError),
    (lambda: sd.differentiate("x", wrt="2"), sd.ParseError),
    (lambda: sd.differentiate("x", order=0), sd.SymdiffError),
    (lambda: sd.differentiate("x", method="guess"), sd.SymdiffError),
    (lambda: sd.differentiate("x").to_text("more"), sd.SymdiffError),  # type: ignore[arg-type]  # that is what is tested
    (lambda: sd.differentiate("9**9**9**9"), sd.SymdiffError),
    (lambda: sd.differentiate("digamma(x)"), sd.UnsupportedError),
    (lambda: sd.differentiate("1/0"), sd.SymdiffError),
    (lambda: sd.differentiate(None), sd.UnsupportedError),
    (lambda: sd.differentiate(sympy.I * x), sd.UnsupportedError),
    (lambda: sd.differentiate("ln(-x^2 - 1)"), sd.SymdiffError),
    (lambda: sd.differentiate("sqrt(-x^2)"), sd.SymdiffError),
]


@pytest.mark.parametrize(("attempt", "error"), REFUSED)
def test_what_cannot_be_done_is_said(attempt: object, error: type[Exception]) -> None:
    assert callable(attempt)
    with pytest.raises(error):
        attempt()


def test_a_deep_chain_is_answered_in_intermediate_variables() -> None:
    expression: sympy.Expr = x
    for _ in range(2000):
        expression = sympy.Add(sympy.sin(expression, evaluate=False), 1, evaluate=False)
    d = sd.differentiate(expression)
    assert len(d.intermediates) == 2000
    assert not d.stages[-1].substituted
    assert d.verification.ok


def test_json_grows_with_the_number_of_steps_and_not_with_its_square() -> None:
    lengths = []
    for depth in (100, 400):
        expression: sympy.Expr = x
        for _ in range(depth):
            expression = sympy.sin(expression, evaluate=False)
        lengths.append(len(sd.differentiate(expression).to_json()))
    assert lengths[1] < 6 * lengths[0]
