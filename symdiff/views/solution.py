"""The whole solution of a worked problem as a document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Literal

from symdiff.derivation import Alternative, Stage, Step
from symdiff.forms import Derivative, Form, Number, Symbol, symbols
from symdiff.notation import Box, Fraction, Text, present, raised, row, words
from symdiff.views.blocks import Answer, Block, Display, Document, Heading, Line, Prose, Remark, Table
from symdiff.views.nested import nested
from symdiff.views.phases import phases
from symdiff.views.remarks import check_remark, domain_remark, held_constant, listed, note_remarks
from symdiff.views.simplification import chain_of, simplification
from symdiff.worked import WorkedProblem

Detail = Literal["brief", "standard", "full"]
DETAILS: tuple[Detail, ...] = ("brief", "standard", "full")

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")

# Of more differentiations than this, only the first is shown step by step and the others by their answers.
MOST_STAGES_IN_FULL = 3


PARTIAL = Text("∂", "differential")


def solution(worked: WorkedProblem, detail: Detail = "standard") -> Document:
    """The solution as blocks, in reading order.

    Parameters:
        worked: the problem and all that is known of it.
        detail: ``brief`` (the problem and the answer), ``standard``, or ``full`` (every step and why each rule is true).
    """
    return (
        *_problem(worked),
        *note_remarks(worked.notes),
        *(() if detail == "brief" else _stages(worked, detail)),
        *_closing(worked, detail),
    )


def function_name(worked: WorkedProblem) -> Symbol:
    """What the function is called in the solution."""
    return worked.stages[0].intermediates[-1].name


def _problem(worked: WorkedProblem) -> Iterator[Block]:
    variables = tuple(dict.fromkeys(worked.variables))
    times = "" if len(worked.stages) == 1 else f" {len(worked.stages)} times"
    yield Prose((f"Differentiate{times} with respect to ", row(*listed(variables)), ":"))
    yield Display((Line(present(function_name(worked)), present(worked.problem_form)),))
    held = [symbol for symbol in symbols(worked.problem_form) if symbol not in variables]
    yield from held_constant(held)


def _stages(worked: WorkedProblem, detail: Detail) -> Iterator[Block]:
    shown = worked.stages if len(worked.stages) <= MOST_STAGES_IN_FULL else worked.stages[:1]
    for place, stage in enumerate(shown):
        if len(worked.stages) > 1:
            yield Heading(f"{ORDINALS[place]} derivative")
        yield from _stage(worked, stage, detail)
    rest = worked.stages[len(shown) :]
    if rest:
        yield Heading("Further derivatives")
        name = function_name(worked)
        yield Display(
            tuple(
                Line(_nth(name, worked.variables[: len(shown) + k]), present(stage.answer))
                for k, stage in enumerate(rest, 1)
            )
        )


def _nth(name: Symbol, variables: tuple[Symbol, ...]) -> Box:
    if len(set(variables)) == 1:
        return present(Derivative(name, variables[0], len(variables)))
    below: list[Box] = []
    for variable, run in groupby(reversed(variables)):
        times = len(list(run))
        power = present(variable) if times == 1 else raised(present(variable), present(Number(times)))
        below += (PARTIAL, power)
    return Fraction(row(raised(PARTIAL, present(Number(len(variables)))), present(name)), row(*below))


def _stage(worked: WorkedProblem, stage: Stage, detail: Detail) -> Iterator[Block]:
    reasons = detail == "full"
    for note in stage.notes:
        yield Remark("note", (note,))
    if stage.argument:
        yield from _argument(worked.method, stage)
        number = 2
    elif worked.method == "rules" or len(stage.intermediates) == 1:
        yield from nested(stage, 1, reasons=reasons)
        number = 2
    else:
        yield from phases(stage, 1, reasons=reasons)
        number = 5
    if stage.table is not None:
        yield from _quotients(stage)
    yield from simplification(stage, number, small_moves=reasons)


def _argument(method: str, stage: Stage) -> Iterator[Block]:
    yield Heading("1. " + {"limit": "The limit of the difference quotient", "logarithmic": "Take logarithms first"}[method])
    yield Display(tuple(_chained(stage.argument)))


def _chained(steps: tuple[Step, ...]) -> Iterator[Line]:
    """Equations one below the other; the left side is written where it is not what the line above ended with."""
    previous: Form | None = None
    for step in steps:
        yield Line(None if step.left is previous else present(step.left), present(step.right), (step.rule,))
        previous = step.right


def _quotients(stage: Stage) -> Iterator[Block]:
    assert stage.table is not None
    table = stage.table
    place = ", ".join(f"{name} = {value}" for name, value in table.point.items())
    yield Prose(("Difference quotients at ", place, ", with the derivative there ", table.limit, ":"))
    yield Table(
        (present(Symbol("h")), words("difference quotient")),
        tuple((words(f"{float(h):.10f}".rstrip("0")), words(quotient)) for h, quotient in table.rows),
    )


def _closing(worked: WorkedProblem, detail: Detail) -> Iterator[Block]:
    last = worked.stages[-1]
    left = _nth(function_name(worked), worked.variables)
    yield Answer(left, present(worked.answer))
    if not last.substituted:
        yield Remark("note", ("written out in full this would be too long to read, so it stays in intermediate variables",))
    yield from domain_remark(worked.valid)
    if detail != "brief":
        for other in worked.alternatives:
            yield Remark("alternative", (f"{other.name}: ", present(other.form)))
    yield check_remark(worked.verification)
    if detail == "full":
        for other in worked.alternatives:
            yield from _way_to(other, left)


def _way_to(other: Alternative, left: Box) -> Iterator[Block]:
    """How the answer is brought into another form, where that takes more than one move."""
    if len(other.steps) > 1:
        yield Heading(f"The answer {other.name}")
        yield Display(chain_of(left, other.steps))
