"""What is said of an answer or of a piece of working, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symdiff.checker.verdict import Verdict
from symdiff.checker.working.work import Work
from symdiff.notation import present
from symdiff.views.blocks import Block, Display, Document, Heading, Line, Prose, Remark, RuleList
from symdiff.views.statements import RULES, statement
from symdiff.wording.sentences import Sentence, Wording, say

FUNCTION = "derivative of "


def verdict_document(verdict: Verdict, wording: Wording) -> Document:
    """The verdict, the place of the mistake, the false step beside the true rule, a hint, and what else there is to know."""
    return (Heading(wording(say(f"title: {verdict.status}"))), *_said(verdict, wording))


def work_document(work: Work, lines: Sequence[str], wording: Wording) -> Document:
    """Every line with its verdict."""
    pairs = enumerate(zip(lines, work.lines, strict=True), 1)
    return tuple(block for number, (text, verdict) in pairs for block in _line(number, text, verdict, wording))


def rule_named(name: str) -> Sentence:
    """What a rule is called, by its name in the tables of rules."""
    about = name.removeprefix(FUNCTION)
    return say(name) if about == name or " " in about else say("derivative of", about=about)


def _line(number: int, text: str, verdict: Verdict, wording: Wording) -> Iterator[Block]:
    yield Heading(wording(say(f"line: {verdict.status}", number=str(number))))
    yield Prose(("".join(character if character.isprintable() else "·" for character in text),))
    if verdict.status != "correct":
        yield from _said(verdict, wording)
        return
    if verdict.message and verdict.form is None:  # what the line is, if not the derivative
        yield Prose((verdict.message,))
    yield from _notices(verdict, wording)


def _said(verdict: Verdict, wording: Wording) -> Iterator[Block]:
    if verdict.message:
        yield Prose((verdict.message,))
    if verdict.marked is not None:
        yield Prose((wording(say(f"place in the {verdict.marked.whose}")), " ", present(verdict.marked.part)))
        yield Display((Line(None, present(verdict.marked.expression, {verdict.marked.part: "changed"}), relation=""),))
    if verdict.where is not None:
        left, right = (present(side) for side in (verdict.where.left, verdict.where.right))
        yield Prose((wording(say("false here")),))
        yield Display((Line(left, right),))
    if verdict.rule is not None:
        yield Prose((wording(say("rule here")),))
        name = wording(rule_named(verdict.rule))
        yield RuleList(tuple((name, statement(rule), ()) for rule in RULES if rule.name == verdict.rule))
    example = verdict.counterexample
    if example is not None:
        values = {"right": example.left, "given": example.right}
        said = say("check at a point", point=example.place, **values) if example.point else say("check of numbers", **values)
        yield Remark("check", (wording(said),), wording.language)
    if verdict.hint:
        yield Prose((wording(say("hint", hint=verdict.hint)),))
    yield from _notices(verdict, wording)


def _notices(verdict: Verdict, wording: Wording) -> Iterator[Block]:
    for notice in verdict.notices:
        yield Remark("note", (f"{notice}.",), wording.language)
