"""Computation graphs as SVG, DOT, TikZ and text."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from symdiff.calculus.graph_building import build_graph
from symdiff.forms import Symbol
from symdiff.render.graph_dot import to_dot
from symdiff.render.graph_svg import label_places, placed, to_svg
from symdiff.render.graph_text import to_text
from symdiff.render.graph_tikz import to_tikz
from symdiff.render.svg_text import Run, runs
from symdiff.syntax import read
from symdiff.views.drawing import Drawing, drawing

SVG = "{http://www.w3.org/2000/svg}"


def drawn(text: str, wrt: str = "x", numbers: dict[str, list[str]] | None = None) -> Drawing:
    return drawing(build_graph([read(text).form], [Symbol(name) for name in wrt.split()]), numbers or {})


PROBLEMS = [
    ("x", "x"),
    ("x e^(x^2)", "x"),
    ("(x + y) sin(x y)/(1 + x^2)", "x y"),
    ("x_1 x_2 x_3 x_4 x_5 x_6 x_7 x_8 x_9", "x_1 x_2 x_3 x_4 x_5 x_6 x_7 x_8 x_9"),
]


@pytest.mark.parametrize(("text", "wrt"), PROBLEMS)
def test_an_svg_has_a_frame_for_each_node_and_an_arrow_for_each_edge(text: str, wrt: str) -> None:
    found = drawn(text, wrt)
    root = ElementTree.fromstring(to_svg(found))
    assert len(root.findall(f"{SVG}g")) == len(found.nodes)
    assert len([path for path in root.findall(f"{SVG}path") if path.get("marker-end")]) == len(found.edges)
    assert len([each for each in root.findall(f"{SVG}text") if each.get("class") == "slope"]) == len(found.edges)


def test_an_svg_is_readable_in_light_and_in_dark() -> None:
    svg = to_svg(drawn("x^2"))
    assert "prefers-color-scheme: dark" in svg
    assert "script" not in svg


def test_values_and_adjoints_stand_in_the_nodes() -> None:
    numbers = {"value": ["2", "4"], "adjoint": ["-4", "1"]}
    found = drawn("x^2", numbers=numbers)
    words = "".join(ElementTree.fromstring(to_svg(found)).itertext())
    assert all(text in words for text in ("value 2", "value 4", "adjoint −4", "adjoint 1"))
    assert "value 4, adjoint 1" in to_text(found)
    assert "adjoint −4" in to_dot(found)
    assert "adjoint $-4$" in to_tikz(found)


def test_labels_stand_clear_of_nodes() -> None:
    found = placed(drawn("(x + y) sin(x y) + e^(x y)", "x y"))
    for x, y in label_places(found):
        for (wide, high), (centre_x, centre_y) in zip(found.sizes, found.layout.centres, strict=True):
            assert abs(x - centre_x) > wide / 2 or abs(y - centre_y) > high / 2


def test_long_labels_give_way_to_short_ones() -> None:
    found = drawn("(a x + b)^2 (c x + d)^2 (k x + m)^2 + sin(a b c d x)^12 cos(a x)^11 + x^2 + x^3 + x^4 + x^5 + x^6")
    assert "sum of 7" in "".join(ElementTree.fromstring(to_svg(found)).itertext())


def test_the_text_is_a_tree_with_each_shared_node_once() -> None:
    assert to_text(drawn("sin(x)^2 + e^(sin(x)^2)")) == (
        "y = u₂ + u₃\n"
        "├── [1] u₂ = u₁²\n"
        "│   └── [2u₁] u₁ = sin x\n"
        "│       └── [cos x] x\n"
        "└── [1] u₃ = e^(u₂)\n"
        "    └── [e^(u₂)] u₂ ↑\n"
    )


def test_dot_names_every_node_and_edge() -> None:
    assert to_dot(drawn("sin(x)")).splitlines()[4:] == [
        '  n0 [label="x", shape=ellipse];',
        '  n1 [label="y = sin x", shape=box, penwidth=2];',
        '  n0 -> n1 [label="cos x"];',
        "}",
    ]


def test_tikz_draws_wide_graphs_downwards() -> None:
    deep = "sin(cos(sin(cos(sin(cos(sin(cos(x))))))))"
    tikz = to_tikz(drawn(deep))
    assert tikz.count(r"\draw") == 8
    assert tikz.count("draw, rounded corners") == 9
    assert "scale=" not in tikz


RUNS = [
    ("x^2", [Run("x", True), Run("2", False, 0.33, 0.72)]),
    ("u_12", [Run("u", True), Run("12", False, -0.198, 0.72)]),
    ("e^(x+1)", [Run("e", True), Run("x", True, 0.33, 0.72), Run("+1", False, 0.33, 0.72)]),
]


@pytest.mark.parametrize(("text", "expected"), RUNS)
def test_scripts_are_raised_and_lowered(text: str, expected: list[Run]) -> None:
    from symdiff.notation import present

    found = runs(present(read(text).form))
    assert [(run.text, run.italic) for run in found] == [(run.text, run.italic) for run in expected]
    assert all(abs(run.rise - other.rise) < 1e-9 for run, other in zip(found, expected, strict=True))
