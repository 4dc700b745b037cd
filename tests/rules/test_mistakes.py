"""Every mistake is a false equation with a sentence of its own."""

from itertools import product

import pytest

from symdiff.calculus.engine import derive
from symdiff.checker.equality.equal import equal
from symdiff.derivation import Rule
from symdiff.forms import Derivative, Form, Number, Placeholder, Symbol, Undefined, call, exp, substitute, transform, walk
from symdiff.functions import X
from symdiff.rules.mistakes import BASIC_MISTAKES, COPYING_SLIPS, MISTAKES, OUTER, RULE_MISTAKES, WRITING_SLIPS
from symdiff.wording import english

RULES = RULE_MISTAKES + BASIC_MISTAKES
x = Symbol("x")
sin = call("sin")
VARYING: tuple[tuple[Form, ...], ...] = (
    (x**2 + 3, exp(x) + 1, sin(x) + 2),
    (exp(2 * x) + 2, x**3 + 4, x + 1),
)


def instances(rule: Rule) -> list[tuple[Form, Form]]:
    """The two sides of a rule with expressions put in for what it leaves open."""
    names = [node for node in walk(rule.before, rule.after) if isinstance(node, Placeholder) and node is not X]
    constants = (Number(3), Number(5), Number(7))
    found = []
    for varying in VARYING:
        chosen: dict[Form, Form] = {
            name: constants[place % 3] if name.sort in ("constant", "number") else varying[place % 3]
            for place, name in enumerate(names)
        }
        for argument in (x / 5, Number(2) / 3 + x**2 / 9):
            meant: dict[Form, Form] = {**chosen, X: argument}
            found.append((_filled(rule.before, meant), _filled(rule.after, meant)))
    return found


def _filled(side: Form, meant: dict[Form, Form]) -> Form:
    def with_outer(form: Form) -> Form:
        match form:
            case Undefined(name, (inner,), (order,)) if name == OUTER:
                return call("sinh")(inner) if order == 0 else call("cosh")(inner)
            case Derivative(inner, _, order):
                return derivative(inner, order)
        return form

    def derivative(inner: Form, order: int) -> Form:
        for _ in range(order):
            inner = derive(inner, x)[inner].result
        return inner

    return transform(substitute(side, meant), with_outer)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.name} {rule.before!r}"[:60])
def test_a_false_rule_is_false(rule: Rule) -> None:
    assert any(equal(*sides).status == "different" for sides in instances(rule))


@pytest.mark.parametrize("rule", WRITING_SLIPS + COPYING_SLIPS, ids=lambda rule: f"{rule.name} {rule.before!r}"[:60])
def test_a_false_rewriting_is_false(rule: Rule) -> None:
    assert any(equal(*sides).status == "different" for sides in instances(rule))


@pytest.mark.parametrize("rule", MISTAKES, ids=lambda rule: rule.name)
def test_a_mistake_has_a_class_and_a_sentence(rule: Rule) -> None:
    assert rule.kind == "mistake"
    assert rule.name == rule.name.lower().replace(" ", "-")
    assert rule.why.endswith(".")
    assert "{" not in rule.why


def test_every_sentence_belongs_to_a_mistake() -> None:
    said = {rule.why for rule in MISTAKES}
    unused = [key for key, sentence in english.mistakes.MISTAKES.items() if "{" not in sentence and sentence not in said]
    assert unused == []


def test_the_order_of_plausibility_has_no_duplicates() -> None:
    for first, second in product(enumerate(RULES), repeat=2):
        if first[0] < second[0] and first[1].before is second[1].before:
            assert first[1].after is not second[1].after, (first[1].name, second[1].name)
