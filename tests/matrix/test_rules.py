"""Every declared equation of matrix calculus holds numerically; a rule added to a table is tested by being there."""

from __future__ import annotations

from random import Random

import pytest

from symdiff.derivation import Rule
from symdiff.forms import Form, Number, substitute, walk
from symdiff.matrix.arrays import workspace
from symdiff.matrix.assumptions import ASSUMPTIONS, normal
from symdiff.matrix.values import VALUES, Program, extent
from symdiff.rules.matrix import DIFFERENTIALS, LINEAR_MAPS, LinearMap
from symdiff.rules.matrix_letters import CONSTANT, inner, metavariables, vec
from symdiff.rules.matrix_rewrites import OF_NEIGHBOURS, OF_ONE
from symdiff.terms.nodes import OPERATIONS, Apply, Array
from tests.matrix.common import arrays, assert_equal, points


def named(rules: tuple[Rule, ...]) -> list[str]:
    return [f"{rule.name}: {rule.before}" for rule in rules]


def whole_exponents(rule: Rule) -> dict[Form, Form]:
    """Exponents of matrix powers stand for whole numbers."""
    exponents = [form.operands[1] for form in walk(rule.before) if isinstance(form, Apply) and form.operation == "matpow"]
    letters = {part for exponent in exponents for part in walk(exponent) if isinstance(part, Array)}
    return {letter: Number(place + 2) for place, letter in enumerate(sorted(letters, key=lambda each: each.name))}


@pytest.mark.parametrize("rule", [*OF_ONE, *OF_NEIGHBOURS], ids=named((*OF_ONE, *OF_NEIGHBOURS)))
def test_rewrite_holds(rule: Rule) -> None:
    exponents = whole_exponents(rule)
    assert_equal(substitute(rule.before, exponents), substitute(rule.after, exponents))


@pytest.mark.parametrize("rule", DIFFERENTIALS, ids=named(DIFFERENTIALS))
def test_differential_is_the_linear_part_of_the_change(rule: Rule) -> None:
    exponents = whole_exponents(rule)
    before = substitute(rule.before.children[0], exponents)
    after = substitute(rule.after, exponents)
    moving = [each for each in metavariables(rule) if each not in exponents and each.name != "?"]
    moving = [each for each in moving if each.assumptions != CONSTANT]
    changes = {Apply("d", (each,)): Array(f"d{each.name}", each.shape) for each in moving}
    linear = substitute(substitute(after, changes), {Array("c", assumptions=CONSTANT): Number(3)})
    function = substitute(before, {Array("c", assumptions=CONSTANT): Number(3)})
    compared = 0
    for sizes, point in points(function, linear, *changes.values()):
        try:
            expected = Program([linear], sizes).run(point)[0]
            ahead, behind = (Program([function], sizes).run(moved(point, moving, sign)) for sign in (1, -1))
        except (ArithmeticError, ValueError):
            continue
        slope = [(a - b) / 2e-6 for a, b in zip(ahead[0], behind[0], strict=True)]
        expected = expected * (len(slope) // len(expected))
        scale = max(1.0, *map(abs, expected))
        assert all(abs(a - b) < 1e-5 * scale for a, b in zip(slope, expected, strict=True)), f"{rule.before} is not {rule.after}"
        compared += 1
    assert compared, rule.name


def moved(point: dict[str, list[float]], moving: list[Array], sign: int) -> dict[str, list[float]]:
    return point | {
        each.name: [entry + sign * 1e-6 * step for entry, step in zip(point[each.name], point[f"d{each.name}"], strict=True)]
        for each in moving
    }


@pytest.mark.parametrize("each", LINEAR_MAPS, ids=[f"{each.name}: {each.whole} in {each.moving}" for each in LINEAR_MAPS])
def test_adjoint_and_matrix_of_a_linear_map(each: LinearMap) -> None:
    assert_equal(each.move.before, each.move.after)
    assert_equal(each.vectorized.before, workspace().normalize(each.vectorized.after))


def test_every_operation_has_a_value_and_a_way_to_be_built() -> None:
    work = workspace()
    for name in OPERATIONS.keys() - {"d"}:
        assert name in VALUES
        assert name in work.builders


@pytest.mark.parametrize("name", ASSUMPTIONS)
def test_samples_satisfy_their_assumption(name: str) -> None:
    extents = (3, 3) if ASSUMPTIONS[name].square else (3, 1)
    value = ASSUMPTIONS[name].sample(Random(1), extents)
    claims = {
        "symmetric": value == [value[column * 3 + row] for row in range(3) for column in range(3)] if len(value) == 9 else False,
        "spd": len(value) == 9 and value[0] > 0 and value[0] * value[4] - value[1] * value[3] > 0,
        "invertible": len(value) == 9,
        "diagonal": len(value) == 9 and value[1] == value[2] == value[5] == 0,
        "positive": min(value) > 0,
        "negative": max(value) < 0,
        "onehot": sorted(value) == [0, 0, 1],
        "zero-one": set(value) <= {0.0, 1.0},
        "pm1": set(value) <= {-1.0, 1.0},
    }
    assert claims[name]


def test_inner_product_pairs_a_vectorized_matrix() -> None:
    left, right = Array("A", arrays(LINEAR_MAPS[0].whole)[0].shape), Array("B", arrays(LINEAR_MAPS[0].whole)[0].shape)
    assert_equal(inner(left, right), vec(left).T @ vec(right))
    assert normal(Random(0), extent(left, {"m": 2, "k": 2})) != normal(Random(1), extent(left, {"m": 2, "k": 2}))
