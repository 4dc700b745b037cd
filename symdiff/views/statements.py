"""How the rules are stated."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from symdiff.calculus.matching import Moving, match_form
from symdiff.derivation import Rule, Step, ordered
from symdiff.forms import Derivative, Form, Placeholder, Symbol, Undefined, transform
from symdiff.notation import Box, equals, present
from symdiff.rules.structure import CHAIN, CONSTANT, FUNCTION_RULES, IDENTITY, STRUCTURE_RULES
from symdiff.syntax import read
from symdiff.views.blocks import RuleList, Words

# Rules that every reader applies without a word; they are named only where nothing else is to be said.
SILENT = frozenset({CONSTANT.name, IDENTITY.name})

RULES: tuple[Rule, ...] = (*STRUCTURE_RULES, CHAIN, *FUNCTION_RULES)


@cache
def _rules_by_name() -> dict[str, tuple[Rule, ...]]:
    return {rule.name: tuple(each for each in RULES if each.name == rule.name) for rule in RULES}


@cache
def statement(rule: Rule) -> Box:
    """The equation of a rule; the derivatives that it asks for are written with a prime."""
    return equals(present(rule.before), present(transform(rule.after, _primed)))


def _primed(form: Form) -> Form:
    match form:
        case Derivative(Placeholder(name, _), _):
            return Undefined(name, (), (1,))
    return form


def reason_of(step: Step) -> str:
    """The names of the rules that a step and the steps it uses apply, the outermost first."""
    names = list(dict.fromkeys(each.rule for each in reversed(tuple(ordered((step,))))))
    spoken = [name for name in names if name not in SILENT]
    return ", ".join(spoken or names[:1])


def rules_used(steps: Iterable[Step], *, reasons: bool) -> RuleList:
    """The rules that steps apply, each once, with its statement and on demand why it is true."""
    applied = dict.fromkeys(rule for step in ordered(tuple(steps)) for rule in _applied(step))
    return RuleList(
        tuple((rule.name, statement(rule), with_mathematics(rule.why) if reasons else ()) for rule in applied)
    )


def _applied(step: Step) -> tuple[Rule, ...]:
    return () if step.rule in SILENT else rules_of(step.rule, step.left)


def rules_of(name: str, left: Form) -> tuple[Rule, ...]:
    """The rule of a derivative as it stands in the table; of several with one name, the one whose left side matches."""
    candidates = _rules_by_name().get(name, ())
    if not isinstance(left, Derivative):
        return ()
    moving = Moving(left.variable)
    for rule in candidates:
        assert isinstance(rule.before, Derivative)
        if match_form(rule.before.expression, left.expression, moving) is not None:
            return (rule,)
    return candidates[-1:]


def with_mathematics(sentence: str) -> Words:
    """A sentence in which what stands between backquotes is mathematics."""
    pieces = sentence.split("`")
    return tuple(_formula(piece) if k % 2 else piece for k, piece in enumerate(pieces) if piece)


def _formula(text: str) -> Box:
    reading = read(text)
    written = present(reading.form)
    return equals(present(Symbol(reading.defines)), written) if reading.defines else written
