"""Implicit and parametric differentiation as documents."""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.derivation import Stage, Step
from symdiff.domain import tidy_condition
from symdiff.forms import Derivative, Form, Product, Quotient, Relation, Symbol, Vector, symbols
from symdiff.notation import Box, equals, present
from symdiff.views.blocks import Answer, Block, Display, Document, Heading, Line, Prose, Remark
from symdiff.views.remarks import check_remark, domain_remark, held_constant, note_remarks
from symdiff.views.simplification import changed
from symdiff.views.solution import ORDINALS, Detail
from symdiff.views.statements import rules_used
from symdiff.worked import WorkedProblem


def implicit_solution(worked: WorkedProblem, detail: Detail = "standard") -> Document:
    """Differentiate both sides, collect y′, divide; then once more for each further order."""
    y, x = Symbol(worked.name), worked.stages[0].variable
    blocks: list[Block] = [
        Prose(("Find ", present(Derivative(y, x, len(worked.stages))), ", where ", present(y), " depends on ", present(x), ":")),
        Display((_equation(worked.problem_form),)),
    ]
    blocks += held_constant([symbol for symbol in symbols(worked.problem_form) if symbol not in (x, y)])
    blocks += note_remarks(worked.notes)
    if detail != "brief":
        for place, stage in enumerate(worked.stages):
            blocks += _implicit_stage(worked, stage, place, detail)
    blocks.append(Answer(present(Derivative(y, x, len(worked.stages))), present(worked.answer)))
    blocks += _vertical(worked.stages[0], y)
    return (*blocks, *_closing(worked))


def _equation(form: Form) -> Line:
    assert isinstance(form, Relation)
    return Line(present(form.left), present(form.right))


def _implicit_stage(worked: WorkedProblem, stage: Stage, place: int, detail: Detail) -> Iterator[Block]:
    y, x = Symbol(worked.name), stage.variable
    several = len(worked.stages) > 1
    yield Heading(f"{ORDINALS[place]} derivative" if several else "Differentiate both sides")
    yield Display(tuple(_lines(stage.argument)))
    if detail == "full":
        yield rules_used(stage.steps, reasons=True)
    yield from _simplified(stage, present(Derivative(y, x, place + 1)))


def _lines(steps: tuple[Step, ...]) -> Iterator[Line]:
    previous: Form | None = None
    for step in steps:
        left = None if step.left is previous else present(step.left)
        yield Line(left, present(step.right), (step.rule,))
        previous = step.left


def _simplified(stage: Stage, left: Box) -> Iterator[Block]:
    if stage.simplified.steps:
        yield Heading("Simplify")
        yield Display(
            tuple(
                Line(None if place else left, present(step.right, changed(step)), (step.rule,))
                for place, step in enumerate(stage.simplified.steps)
            )
        )


def _vertical(stage: Stage, y: Symbol) -> Iterator[Block]:
    """Where the tangent is vertical, and which points the formula leaves out."""
    collected = stage.argument[1]
    factor = collected.left
    match factor:
        case Product((*others, _)):
            by_y: Form = others[0] if len(others) == 1 else Product(others)
        case _:
            return
    if not symbols(by_y):
        return
    zero = present(tidy_condition(Relation(by_y, "=", 0)))
    beside = present(tidy_condition(Relation(collected.right, "!=", 0)))
    sentence = (" the slope is not defined: the tangent is vertical if ", beside, ", and otherwise the point is singular")
    yield Remark("note", ("where ", zero, *sentence))


def parametric_solution(worked: WorkedProblem, detail: Detail = "standard") -> Document:
    """The derivatives by the parameter, and their quotient; then once more for each further order."""
    assert isinstance(worked.problem_form, Vector)
    x, y = worked.problem_form.components
    t = worked.stages[0].variable
    asked = present(Derivative(Symbol("y"), Symbol("x"), len(worked.stages)))
    blocks: list[Block] = [
        Prose(("Find ", asked, " along the curve with the parameter ", present(t), ":")),
        Display((Line(present(Symbol("x")), present(x)), Line(present(Symbol("y")), present(y)))),
    ]
    blocks += held_constant([symbol for symbol in symbols(x, y) if symbol is not t])
    blocks += note_remarks(worked.notes)
    if detail != "brief":
        for place, stage in enumerate(worked.stages):
            blocks.append(Heading(f"{ORDINALS[place]} derivative"))
            blocks.append(Display(tuple(_parametric_lines(stage.argument, place))))
            if detail == "full":
                blocks.append(rules_used(stage.steps, reasons=True))
            blocks += _simplified(stage, present(Derivative(Symbol("y"), Symbol("x"), place + 1)))
    blocks.append(Answer(asked, present(worked.answer)))
    rate = worked.stages[0].argument[0].right
    if symbols(rate):
        sentence = " the formula gives no slope: the tangent is vertical if y changes there, else the curve may have a corner"
        still = equals(present(Derivative(Symbol("x"), t)), present(Relation(rate, "=", 0)))
        blocks.append(Remark("note", ("where ", still, sentence)))
    return (*blocks, *_closing(worked))


def _parametric_lines(steps: tuple[Step, ...], place: int) -> Iterator[Line]:
    by_x, by_y, divided = steps
    yield from (Line(present(step.left), present(step.right), (step.rule,)) for step in (by_x, by_y)[place > 0 :])
    quotient = Quotient(by_y.left, by_x.left)
    yield Line(present(divided.left), present(quotient), (divided.rule,))
    yield Line(None, present(divided.right))


def _closing(worked: WorkedProblem) -> Iterator[Block]:
    yield from domain_remark(worked.valid)
    yield check_remark(worked.verification)
