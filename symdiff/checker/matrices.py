"""Answers that are lists or matrices of derivatives, entry by entry, in either layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symdiff.checker.finding import Finding
from symdiff.checker.judging import EVERYTHING, Accepted, compare, judge_one, together
from symdiff.checker.problems.tasks import MatrixTask
from symdiff.checker.reading.answers import Statement
from symdiff.checker.verdict import SLIP_SCORE
from symdiff.errors import UnsupportedError
from symdiff.forms import Form, Vector
from symdiff.wording.sentences import Sentence, say

TRANSPOSE = say("transpose")
MOST_REORDERED = 12


def judge_matrix(task: MatrixTask, given: Statement, accepted: Accepted = EVERYTHING) -> Finding:
    """The verdict on a gradient, a Jacobian or a Hessian.

    A list may be a row or a column.  Where no layout is asked for, either is right, and a transpose is said to be one.

    Parameters:
        task: the derivatives that are asked for.
        given: what was handed in.
        accepted: what the teacher accepts.

    Raises:
        UnsupportedError: if the answer is no list, or a matrix with rows of different lengths.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> from symdiff.checker.reading.answers import statement
    >>> judge_matrix(task_of("[x y, x]", None, 1), statement("[[y, x], [1, 0]]")).status
    'correct'
    """
    rows = _rows(given.answer, task)
    notices = together(task.notices, given.notices)
    if not task.functions or 1 in task.shape:
        return _judge_list(task, [entry for row in rows for entry in row], accepted, notices)
    return _judge_rows(task, rows, accepted, notices)


def _judge_list(task: MatrixTask, entries: list[Form], accepted: Accepted, notices: tuple[Sentence, ...]) -> Finding:
    height, width = task.shape
    if len(entries) != height * width:
        return _wrong_shape(say("number of entries", given=str(len(entries)), wanted=str(height * width)), notices)
    found = _by_entries(task, [entries] if height == 1 else [[entry] for entry in entries], accepted, notices)
    if found.status == "incorrect" and _is_in_another_order(task, entries):
        said = (say("entries swapped"),)
        return Finding("incorrect", mistake="entries-swapped", said=said, score=SLIP_SCORE, notices=notices)
    return found


def _judge_rows(task: MatrixTask, rows: list[list[Form]], accepted: Accepted, notices: tuple[Sentence, ...]) -> Finding:
    turned = [list(column) for column in zip(*rows, strict=True)]
    verdicts = [
        _by_entries(task, each, accepted, notices) if (len(each), len(each[0])) == task.shape else None
        for each in ((turned, rows) if accepted.layout == "denominator" else (rows, turned))
    ]
    match verdicts:
        case [None, None]:
            height, width = task.shape
            shape = say("shape of matrix", given=f"{len(rows)}×{len(turned)}", wanted=f"{height}×{width}")
            return _wrong_shape(shape, notices)
        case [Finding(status="correct" | "undecided") as verdict, _]:
            return verdict
        case [_, Finding(status="correct") as verdict] if accepted.layout is None:
            return replace(verdict, notices=(*notices, TRANSPOSE))
        case [_, Finding(status="correct")]:
            return Finding("incorrect", mistake="transposed", said=(say("transposed"),), score=SLIP_SCORE, notices=notices)
    return next(verdict for verdict in verdicts if verdict is not None)


def _is_in_another_order(task: MatrixTask, entries: Sequence[Form]) -> bool:
    """Whether a list has the right entries, each once, but not in their places."""
    left = [entry for row in task.rows for entry in row]
    if len(left) > MOST_REORDERED:
        return False
    for given in entries:
        place = next((number for number, entry in enumerate(left) if compare(entry, given).status == "equal"), None)
        if place is None:
            return False
        del left[place]
    return True


def _rows(answer: Form, task: MatrixTask) -> list[list[Form]]:
    """The entries in rows; a list of single ones is a row, or a column where there is but one variable."""
    match answer:
        case Vector((Vector(), *_) as rows) if all(isinstance(row, Vector) and row.children for row in rows):
            if len({len(row.children) for row in rows}) > 1:
                raise UnsupportedError(say("rows of one length"))
            return [list(row.children) for row in rows]
        case Vector(components) if components:
            return [[component] for component in components] if task.shape[1] == 1 else [list(components)]
    if task.shape == (1, 1):
        return [[answer]]
    raise UnsupportedError(say("derivatives as a list", height=task.shape[0], width=task.shape[1]))


def _wrong_shape(said: Sentence, notices: tuple[Sentence, ...]) -> Finding:
    return Finding("incorrect", mistake="wrong-shape", said=(said,), notices=notices)


def _by_entries(
    task: MatrixTask, entries: Sequence[Sequence[Form]], accepted: Accepted, notices: tuple[Sentence, ...]
) -> Finding:
    """The verdict on a matrix of the right shape: that on its first wrong entry, with the score of all."""
    verdicts = {
        (i, j): judge_one(entry, Statement((entries[i][j],)), accepted)
        for i, row in enumerate(task.rows)
        for j, entry in enumerate(row)
    }
    share = sum(verdict.score for verdict in verdicts.values()) / len(verdicts)
    for status in ("incorrect", "undecided"):
        for (i, j), verdict in verdicts.items():
            if verdict.status == status:
                place = f"{i + 1}, {j + 1}" if min(task.shape) > 1 else f"{max(i, j) + 1}"
                said = (say("in entry", place=place), *verdict.said)
                score = share if status == "incorrect" else 0.0
                return replace(verdict, said=said, score=score, notices=together(notices, verdict.notices))
    last = max(verdicts.values(), key=lambda verdict: (verdict.score < 1, verdict.form == "unsimplified"))
    proved = all(verdict.proved for verdict in verdicts.values())
    return Finding("correct", last.form, said=last.said, score=share, notices=notices, proved=proved)
