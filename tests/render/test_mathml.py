"""MathML, element by element."""

from __future__ import annotations

import pytest

from symdiff.forms import Symbol
from symdiff.notation import highlight, present, row
from symdiff.render.mathml import NAMESPACE, mathml
from symdiff.syntax import read

INNER = {
    "x^2": "<msup><mi>x</mi><mn>2</mn></msup>",
    "2*x": "<mrow><mn>2</mn><mo>&#x2062;</mo><mi>x</mi></mrow>",
    "x_1": "<msub><mi>x</mi><mn>1</mn></msub>",
    "x_1^2": "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>",
    "sqrt(x)": "<msqrt><mi>x</mi></msqrt>",
    "root(x, 3)": "<mroot><mi>x</mi><mn>3</mn></mroot>",
    "1/x": "<mfrac><mrow><mn>1</mn></mrow><mrow><mi>x</mi></mrow></mfrac>",
    "-x": '<mrow><mo form="prefix">−</mo><mi>x</mi></mrow>',
    "theta - pi": "<mrow><mi>θ</mi><mo>−</mo><mi>π</mi></mrow>",
    "ln(x)": '<mrow><mi>ln</mi><mo>&#x2061;</mo><mspace width="0.167em"></mspace><mi>x</mi></mrow>',
    "f(x)": (
        "<mrow><mi>f</mi><mo>&#x2061;</mo><mrow>"
        '<mo form="prefix" stretchy="false" lspace="0" rspace="0">(</mo><mi>x</mi>'
        '<mo form="postfix" stretchy="false" lspace="0" rspace="0">)</mo></mrow></mrow>'
    ),
}


@pytest.mark.parametrize(("typed", "inner"), INNER.items(), ids=INNER.keys())
def test_elements(typed: str, inner: str) -> None:
    assert mathml(read(typed, "text").form) == f'<math xmlns="{NAMESPACE}">{inner}</math>'


def test_display_is_asked_for() -> None:
    assert mathml(Symbol("x"), "block").startswith(f'<math xmlns="{NAMESPACE}" display="block">')


def test_only_high_contents_stretch_their_delimiters() -> None:
    assert 'stretchy="true"' not in mathml(read("2*(x^2 + 1)").form)
    assert mathml(read("2*(1/x + 1)").form).count('stretchy="true"') == 2


def test_a_fraction_in_a_fraction_keeps_its_size() -> None:
    assert mathml(read("1/(1 + 1/x)").form).count('<mfrac displaystyle="true">') == 1


def test_a_highlight_is_a_class() -> None:
    assert '<mrow class="changed"><mi>x</mi></mrow>' in mathml(highlight(present(Symbol("x"))))


def test_prose_is_escaped() -> None:
    assert "<mtext>a&#xA0;&lt;b&gt;&#xA0;&amp;&#xA0;c</mtext>" in mathml(row("a <b> & c"))
