"""Verdicts as the systems that keep grades want them: Gradescope, edX, PrairieLearn and nbgrader.

Each function takes records: what ``Verdict.record()`` gives, or the rows of ``grade``.  A row may say its ``name`` (one that does
not is *Question 1* and so on, in the language asked for) and its ``points`` (1 where it does not).  An answer that could not be
decided is never called wrong: where a system has a way to leave it to a person, that is taken.

Sources: the Gradescope Autograder Specification (``results.json``); edX, Custom Python-evaluated Input; the PrairieLearn element
guide (``partial_scores``, ``format_errors``); the gradebook of nbgrader (``Grade``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any, TextIO, TypeAlias

from symdiff.errors import SymdiffError
from symdiff.wording.sentences import say, wording_of

Record: TypeAlias = Mapping[str, Any]

OPEN = frozenset(("invalid", "undecided"))


def gradescope(records: Iterable[Record], language: str = "en") -> dict[str, Any]:
    """The ``results.json`` of one submission, a test for each answer.

    >>> gradescope([{"status": "correct", "score": 1.0, "message": "Correct.", "points": 3}])["tests"][0]["score"]
    3.0
    """
    return {"output_format": "text", "visibility": "visible", "tests": [_test(*each, language) for each in enumerate(records, 1)]}


def _test(number: int, record: Record, language: str) -> dict[str, Any]:
    points = _points(record)
    test: dict[str, Any] = {
        "name": _name(number, record, language),
        "number": str(number),
        "score": _share(record) * points,
        "max_score": points,
        "output": _message(record),
        "output_format": "text",
        "visibility": "visible",
    }
    if record["status"] != "undecided":  # without a status Gradescope shows neither a tick nor a cross
        test["status"] = "passed" if _share(record) == 1 else "failed"
    return test


def edx(record: Record) -> dict[str, Any]:
    """What the check function of a custom response returns; the message is HTML.

    >>> edx({"status": "incorrect", "score": 0.5, "message": "The sign is wrong."})
    {'ok': 'partial', 'msg': 'The sign is wrong.', 'grade_decimal': 0.5}
    """
    share = _share(record)
    return {"ok": "partial" if 0 < share < 1 else share == 1, "msg": escape(_message(record)), "grade_decimal": share}


def prairielearn(records: Iterable[Record], language: str = "en") -> dict[str, Any]:
    """What a question puts into ``data``, by the names of its answers.

    What cannot be read or decided is a format error, which costs the student nothing.

    >>> prairielearn([{"status": "incorrect", "score": 0.5, "message": "The sign is wrong.", "name": "slope"}])["partial_scores"]
    {'slope': {'score': 0.5, 'weight': 1, 'feedback': 'The sign is wrong.'}}
    """
    scores: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for number, record in enumerate(records, 1):
        name = _name(number, record, language)
        if record["status"] in OPEN:
            errors[name] = _message(record)
        else:
            points = _points(record)  # weights are whole numbers there, wherever they can be
            weight = int(points) if points.is_integer() else points
            scores[name] = {"score": _share(record), "weight": weight, "feedback": _message(record)}
    return {"partial_scores": scores, "format_errors": errors}


def nbgrader(record: Record) -> dict[str, Any]:
    """The points of a cell as the gradebook keeps them, and the comment on it.

    >>> nbgrader({"status": "correct", "score": 0.8, "message": "Correct.", "points": 5})["auto_score"]
    4.0
    """
    points = _points(record)
    undecided = record["status"] == "undecided"
    return {
        "auto_score": None if undecided else _share(record) * points,
        "max_score": points,
        "needs_manual_grade": undecided,
        "auto_comment": _message(record),
    }


def _share(record: Record) -> float:
    return float(record["score"])


def _message(record: Record) -> str:
    return str(record.get("message") or "")


def _name(number: int, record: Record, language: str) -> str:
    return str(record.get("name") or wording_of(language)(say("question", number=number)))


def _points(record: Record) -> float:
    given = record.get("points")
    try:
        return 1.0 if given in (None, "") else float(given)
    except (TypeError, ValueError) as error:
        raise SymdiffError(say("points not a number", given=repr(given))) from error


Export: TypeAlias = Callable[[Iterable[Record], str], Iterator[dict[str, Any]]]


def _lines(one: Callable[[Record], dict[str, Any]]) -> Export:
    return lambda records, language: map(one, records)


def _document(several: Callable[[Iterable[Record], str], dict[str, Any]]) -> Export:
    return lambda records, language: iter((several(records, language),))


EXPORTS: Mapping[str, Export] = {
    "gradescope": _document(gradescope),
    "edx": _lines(edx),
    "prairielearn": _document(prairielearn),
    "nbgrader": _lines(nbgrader),
}
"""What is written for many records in a language, a JSON value on a line of its own for each."""


def write_export(records: Iterable[Record], system: str, out: TextIO, language: str = "en") -> None:
    """Write records as a system wants them: one JSON document, or for edX and nbgrader one JSON line for each answer."""
    for value in EXPORTS[system](records, language):
        out.write(json.dumps(value, ensure_ascii=False) + "\n")
