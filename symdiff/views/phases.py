"""The solution in intermediate variables, in four phases: introduce, derive, combine, put back."""

from __future__ import annotations

from collections.abc import Sequence

from symdiff.calculus.building import flatten, tidy_sum
from symdiff.derivation import Intermediate, LocalDerivative, Stage
from symdiff.forms import Derivative, Form, Negative, Number, Piecewise, Sum, Symbol, tree_size
from symdiff.notation import Box, fence, present
from symdiff.notation.boxes import DOT, Fraction, Row, Text, joined, operator
from symdiff.views.blocks import Block, Display, Heading, Line
from symdiff.views.statements import reason_of, rules_used

# Longer products are not put into the lines above them; their names stay.
LONGEST_INSERTED = 40


def phases(stage: Stage, number: int, *, reasons: bool) -> tuple[Block, ...]:
    """The first three phases and the putting back; the simplification follows in a view of its own.

    Parameters:
        stage: what to show.
        number: the number of the first phase.
        reasons: whether to say why each rule is true.
    """
    steps = [each.step for intermediate in stage.intermediates for each in intermediate.locals]
    return (
        Heading(f"{number}. Intermediate variables"),
        Display(tuple(Line(present(each.name), present(each.meaning)) for each in stage.intermediates)),
        Heading(f"{number + 1}. Derivative of each"),
        Display(tuple(_local(each, slope) for each in stage.intermediates for slope in each.locals)),
        rules_used(steps, reasons=reasons),
        Heading(f"{number + 2}. Combine by the chain rule"),
        Display(tuple(_combined(stage))),
        *_substituted(stage, number + 3),
    )


def _substituted(stage: Stage, number: int) -> tuple[Block, ...]:
    if not stage.substituted:
        return ()
    name = stage.intermediates[-1].name
    return (
        Heading(f"{number}. Substitute back"),
        Display((Line(present(Derivative(name, stage.variable)), present(stage.unsimplified)),)),
    )


def _local(intermediate: Intermediate, local: LocalDerivative) -> Line:
    return Line(
        _ratio(intermediate, local.operand),
        present(local.slope),
        (reason_of(local.step),),
    )


def _ratio(intermediate: Intermediate, operand: Symbol) -> Box:
    """du/dv, or ∂u/∂v where u depends on other things as well."""
    if len(intermediate.locals) == 1:
        return present(Derivative(intermediate.name, operand))
    return Fraction(_partial(intermediate.name), _partial(operand))


def _partial(symbol: Symbol) -> Box:
    return Row((Text("∂", "differential"), present(symbol)))


def _combined(stage: Stage) -> list[Line]:
    if all(len(each.locals) == 1 for each in stage.intermediates):
        return _along_a_chain(stage)
    return _total_derivatives(stage)


def _along_a_chain(stage: Stage) -> list[Line]:
    backwards = stage.intermediates[::-1]
    ratios = [_ratio(each, each.locals[0].operand) for each in backwards]
    left = present(Derivative(stage.intermediates[-1].name, stage.variable))
    slopes = [_as_factor(each.locals[0].slope) for each in backwards]
    return [Line(left, joined(DOT, ratios), ("chain rule",)), Line(None, joined(DOT, slopes))]


def _as_factor(slope: Form) -> Box:
    match slope:
        case Sum() | Negative() | Piecewise():
            return fence(present(slope))
        case Number(value, _) if value < 0:
            return fence(present(slope))
    return present(slope)


def _total_derivatives(stage: Stage) -> list[Line]:
    """For each intermediate variable the sum over its operands of local derivative times the operand's own derivative."""
    known: dict[Symbol, Form] = {}
    lines: list[Line] = []
    for each in stage.intermediates:
        value = tidy_sum(tuple(_contribution(local, stage.variable, known) for local in each.locals))
        known[each.name] = value if tree_size(value) <= LONGEST_INSERTED else Derivative(each.name, stage.variable)
        if any(local.operand is not stage.variable for local in each.locals):
            lines += _total_derivative(each, stage.variable, value)
    last = stage.intermediates[-1].name
    return lines or [Line(present(Derivative(last, stage.variable)), present(known[last]), ("nothing else moves it",))]


def _contribution(local: LocalDerivative, variable: Symbol, known: dict[Symbol, Form]) -> Form:
    return local.slope if local.operand is variable else flatten((local.slope, known[local.operand]))


def _total_derivative(intermediate: Intermediate, variable: Symbol, value: Form) -> list[Line]:
    terms: Sequence[Box] = [
        _ratio(intermediate, local.operand)
        if local.operand is variable
        else Row((_ratio(intermediate, local.operand), DOT, present(Derivative(local.operand, variable))))
        for local in intermediate.locals
    ]
    left = present(Derivative(intermediate.name, variable))
    reason = "chain rule" if len(terms) == 1 else "total derivative: one term for each use"
    return [Line(left, joined(operator("+"), terms), (reason,)), Line(None, present(value))]
