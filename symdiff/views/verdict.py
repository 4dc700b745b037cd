"""What is said of an answer or of a piece of working, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symdiff.checker.verdict import Verdict
from symdiff.checker.work import Work
from symdiff.notation import present
from symdiff.views.blocks import Block, Display, Document, Heading, Line, Prose, Remark, RuleList
from symdiff.views.statements import RULES, statement

TITLES = {"correct": "Correct", "incorrect": "Not correct", "invalid": "Cannot be read", "undecided": "Undecided"}


def verdict_document(verdict: Verdict) -> Document:
    """The verdict, the step in which the mistake was made, where the two values differ, and what else there is to know."""
    return (Heading(TITLES[verdict.status]), *_said(verdict))


def work_document(work: Work, lines: Sequence[str]) -> Document:
    """Every line with its verdict."""
    return tuple(block for number, pair in enumerate(zip(lines, work.lines, strict=True), 1) for block in _line(number, *pair))


def _line(number: int, text: str, verdict: Verdict) -> Iterator[Block]:
    yield Heading(f"Line {number}: {TITLES[verdict.status].lower()}")
    yield Prose(("".join(character if character.isprintable() else "·" for character in text),))
    if verdict.status != "correct":
        yield from _said(verdict)
    else:
        yield from _notices(verdict)


def _said(verdict: Verdict) -> Iterator[Block]:
    if verdict.message:
        yield Prose((verdict.message,))
    if verdict.where is not None:
        left, right = (present(side) for side in (verdict.where.left, verdict.where.right))
        yield Prose(("What was taken here, and is false:",))
        yield Display((Line(left, right),))
    if verdict.rule is not None:
        yield Prose(("The rule here:",))
        yield RuleList(tuple((rule.name, statement(rule), ()) for rule in RULES if rule.name == verdict.rule))
    example = verdict.counterexample
    if example is not None:
        place = ", ".join(f"{name} = {value}" for name, value in example.point.items())
        where = f"where {place}: " if place else ""
        yield Remark("check", (f"{where}{example.left} is right, and the answer gives {example.right}",))
    yield from _notices(verdict)


def _notices(verdict: Verdict) -> Iterator[Block]:
    for notice in verdict.notices:
        yield Remark("note", (f"{notice}.",))
