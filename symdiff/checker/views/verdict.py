"""What is said of an answer or of a piece of working, as a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symdiff.checker.diagnosis.hints import hint_for
from symdiff.checker.equality.counterexample import Counterexample
from symdiff.checker.finding import FOLLOWING
from symdiff.checker.verdict import Verdict
from symdiff.checker.views.spoken import VALUES, spoken, values
from symdiff.checker.views.written import displayed, written
from symdiff.checker.working.work import Work
from symdiff.derivation import Step
from symdiff.forms import Derivative, Relation, Vector
from symdiff.notation import present
from symdiff.views.blocks import Block, Display, Document, Heading, Line, Prose, Remark, RuleList, Words
from symdiff.views.statements import rules_of, statement
from symdiff.wording.sentences import Sentence, Wording, say

FUNCTION = "derivative of "
REMARK = "line: remark"
TASK = "hint: task"  # of mistakes about what was asked for, not made in any step
SHOWN_ELSEWHERE = frozenset(("correct", REMARK, "look at", *FOLLOWING))
UNDER_TITLE = {"correct, not simplified": "left to simplify", "unreadable": "why not readable"}
WITHOUT_VALUES = frozenset(("rounded", "strange letters", *FOLLOWING))


def verdict_document(verdict: Verdict, wording: Wording) -> Document:
    """The verdict, the place of the mistake, the false step beside the true rule, a test, a hint, and what else there is."""
    status = "form" if verdict.correct and verdict.score < 1 else verdict.status
    return (Heading(wording(say(f"title: {status}"))), *_told(verdict, wording))


def work_document(work: Work, lines: Sequence[str], wording: Wording) -> Document:
    """What is said of the whole, and every line with its verdict."""
    pairs = enumerate(zip(lines, _noticed_once(work.lines, wording), strict=True), 1)
    each = (block for number, (text, verdict) in pairs for block in _line(number, text, verdict, wording))
    return (Heading(wording(_of_work(work))), *each)


def rule_named(name: str) -> Sentence:
    """What a rule is called, by its name in the tables of rules."""
    about = name.removeprefix(FUNCTION)
    return say(name) if about == name or " " in about else say("derivative of", about=about)


def _of_work(work: Work) -> Sentence:
    if work.first_wrong is not None:
        status = work.lines[work.first_wrong - 1].status
        return say(f"title: first {status}", number=str(work.first_wrong))
    if any(line.status == "undecided" for line in work.lines):
        return say("title: undecided")
    return say("title: correct" if work.finished else "title: unfinished")


def _noticed_once(verdicts: Sequence[Verdict], wording: Wording) -> Iterator[Verdict]:
    """The verdicts, each notice with the first line that it is about; that the end is missing stands in the title."""
    seen = {wording(say("line: unfinished"))}
    for verdict in verdicts:
        yield replace(verdict, notices=tuple(notice for notice in verdict.notices if notice not in seen))
        seen.update(verdict.notices)


def _line(number: int, text: str, verdict: Verdict, wording: Wording) -> Iterator[Block]:
    keys = {said.key for said in verdict.said}
    status = "aside" if REMARK in keys else "carried" if keys & frozenset(FOLLOWING) else verdict.status
    yield Heading(wording(say(f"line: {status}", number=str(number))))
    yield Prose((_printable(text),)) if status in ("aside", "invalid") else written(text)
    if verdict.correct and verdict.form is not None:  # on the way to the end nothing has to be simplified yet
        yield from _notices(verdict, wording)
    else:
        yield from _told(verdict, wording)


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "·" for character in text)


def _told(verdict: Verdict, wording: Wording) -> Iterator[Block]:
    yield from _message(verdict, wording)
    if verdict.marked is not None:
        yield Prose((wording(say(f"place in the {verdict.marked.whose}")), " ", present(verdict.marked.part)))
        yield Display((Line(None, displayed(verdict.marked.expression, {verdict.marked.part: "changed"}), relation=""),))
    step = _false_step(verdict)
    if step is not None:
        yield Prose((wording(say("false here")),))
        yield Display((Line(present(step.left), present(step.right)),))
    if step is not None and verdict.rule is not None:
        yield Prose((wording(say("rule here")),))
        name = wording(rule_named(verdict.rule))
        yield RuleList(tuple((name, statement(rule), ()) for rule in rules_of(verdict.rule, step.left)))
    example = verdict.counterexample
    if example is not None and _is_tested(verdict, example):
        known = {"right": example.left, "given": example.right}
        said = say("check at a point", point=example.place, **known) if example.point else say("check of numbers", **known)
        yield Remark("test", spoken(said, wording, values(example, wording)), wording.language)
    if verdict.hint:
        yield Remark("hint", (verdict.hint,), wording.language)
    if verdict.solution is not None:
        yield Prose((wording(say("right answer")),))
        yield Display((Line(None, displayed(verdict.solution), relation=""),))
    yield from _notices(verdict, wording)


def _message(verdict: Verdict, wording: Wording) -> Iterator[Block]:
    """What is said, but for what the title says as well, or a formula below."""
    filled = values(verdict.counterexample, wording) if verdict.counterexample is not None else {}
    words: Words = ()
    for said in verdict.said:
        if said.key not in SHOWN_ELSEWHERE:
            under_title = said._replace(key=UNDER_TITLE.get(said.key, said.key))
            words = (*words, *((" ",) if words else ()), *spoken(under_title, wording, filled if _has_values(said) else {}))
    if words:
        yield Prose(words)


def _has_values(said: Sentence) -> bool:
    return said.key in VALUES or any(isinstance(part, Sentence) and _has_values(part) for _, part in said.parts)


def _is_tested(verdict: Verdict, example: Counterexample) -> bool:
    """Whether the two values show something, and are not said yet."""
    said = any(each.key in WITHOUT_VALUES or _has_values(each) for each in verdict.said)
    return not said and not _is_about_task(verdict) and example.left != example.right


def _is_about_task(verdict: Verdict) -> bool:
    return hint_for(verdict.mistake).key == TASK


def _false_step(verdict: Verdict) -> Step | None:
    """The false step, where it is one that can be written as an equation of expressions."""
    if verdict.where is None or _is_about_task(verdict):
        return None
    left = verdict.where.left
    left = left.expression if isinstance(left, Derivative) else left
    return None if isinstance(left, Relation | Vector) else verdict.where


def _notices(verdict: Verdict, wording: Wording) -> Iterator[Block]:
    for notice in verdict.notices:
        yield Remark("note", (f"{notice}.",), wording.language)
