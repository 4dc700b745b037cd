"""A solution reads as the lecture notes write it, in every format."""

import pytest

import symdiff as sd
from symdiff.derivation import Step
from symdiff.forms import Form, Symbol, call
from symdiff.views.blocks import Display, Heading, RuleList
from symdiff.views.simplification import changed, without_small_moves
from symdiff.views.solution import solution

x = Symbol("x")
sin = call("sin")

FOUR_PHASES = """\
Differentiate with respect to x:

  y = ln(sin²(x³))

1. Intermediate variables

  u₁ = x³
  u₂ = sin u₁
  u₃ = u₂²
   y = ln u₃

2. Derivative of each

  du₁
  ─── = 3x²       power rule
  dx

  du₂
  ─── = cos u₁    derivative of sin
  du₁

  du₃
  ─── = 2u₂       power rule
  du₂

  dy    1
  ─── = ──        derivative of ln
  du₃   u₃

  power rule           d/dx xⁿ = nxⁿ⁻¹
  derivative of sin    d/dx sin x = cos x
  derivative of ln     d/dx ln x = 1/x

3. Combine by the chain rule

  dy   dy    du₃   du₂   du₁
  ── = ─── · ─── · ─── · ───      chain rule
  dx   du₃   du₂   du₁   dx

       1
     = ── · 2u₂ · cos u₁ · 3x²
       u₃

4. Substitute back

  dy      1
  ── = ──────── · 2 sin(x³) cos(x³) · 3x²
  dx   sin²(x³)
"""


def test_the_four_phases_are_those_of_the_notes() -> None:
    text = sd.differentiate("ln(sin(x**3)**2)").to_text()
    assert text.startswith(FOUR_PHASES)
    assert "6x² cos(x³)" in text
    assert "Valid: where sin(x³) ≠ 0" in text
    assert "Checked: without using the rules" in text


HEADINGS = [
    ("ln(sin(x^3)^2)", "auto", 5),
    ("ln(sin(x^3)^2)", "rules", 2),
    ("x^3", "auto", 1),
    ("x sin x", "rules", 1),
]


@pytest.mark.parametrize(("problem", "method", "count"), HEADINGS)
def test_each_part_has_its_heading(problem: str, method: str, count: int) -> None:
    blocks = solution(sd.differentiate(problem, method=method))
    assert sum(isinstance(block, Heading) for block in blocks) == count


def test_details_grow() -> None:
    d = sd.differentiate("x e^(x^2)")
    lengths = [len(d.to_text(detail)) for detail in ("brief", "standard", "full")]
    assert lengths == sorted(lengths)
    assert len(set(lengths)) == 3


def test_full_detail_says_why_each_rule_is_true() -> None:
    blocks = solution(sd.differentiate("ln x"), "full")
    (rules,) = [block for block in blocks if isinstance(block, RuleList)]
    assert all(why for _, _, why in rules.entries)


def test_nested_rules_carry_out_one_layer_a_line() -> None:
    blocks = solution(sd.differentiate("x sin(x^2)", method="rules"))
    lines = next(block for block in blocks if isinstance(block, Display) and len(block.lines) > 1).lines
    assert [line.reason for line in lines] == [("product rule",), ("chain rule, derivative of sin",), ("power rule",)]


def test_higher_derivatives_name_what_they_differentiate() -> None:
    text = sd.differentiate("x sin x", order=2).to_text()
    assert "First derivative" in text and "Second derivative" in text
    assert "dy′" in text
    assert "d²y" in text


def test_many_derivatives_are_listed() -> None:
    text = sd.differentiate("sin(2x)", order=5).to_text()
    assert "Further derivatives" in text


def test_mixed_derivatives_are_written_with_round_ds() -> None:
    assert "∂²" in sd.differentiate("x^2 y^3", wrt="x,y").to_text("brief")


def test_what_is_held_constant_is_said() -> None:
    assert "a and b are held constant." in sd.differentiate("a x + b").to_text()


def test_the_marked_part_is_what_changed() -> None:
    step = Step("collect", "rewrite", sin(x + x) + 1, sin(2 * x) + 1)
    assert changed(step) == {2 * x: "changed"}
    assert changed(Step("square", "rewrite", x * x, x**2)) == {}


def _step(name: str, left: Form, right: Form) -> Step:
    return Step(name, "rewrite", left, right)


def test_small_moves_are_made_in_passing() -> None:
    steps = (_step("arithmetic", x + 0, x), _step("factor out", x, x * 1), _step("arithmetic", x * 1, x))
    assert [step.rule for step in without_small_moves(steps)] == ["factor out", "arithmetic"]
    assert without_small_moves(()) == ()
