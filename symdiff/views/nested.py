"""The solution as a textbook writes it: one line for each layer of the expression, every derivative carried out in turn."""

from __future__ import annotations

from collections.abc import Mapping

from symdiff.calculus.building import tidy
from symdiff.derivation import Stage, Step
from symdiff.forms import Derivative, Form, walk
from symdiff.notation import present, printed_size
from symdiff.views.blocks import Block, Display, Heading, Line
from symdiff.views.statements import SILENT, rules_used

# Deeper or longer solutions are shown step by step instead of line by line.
MOST_LINES = 12
LONGEST_LINE = 110


def nested(stage: Stage, number: int, *, reasons: bool) -> tuple[Block, ...]:
    """The derivative worked out from the outside in.

    Parameters:
        stage: what to show.
        number: the number of the first heading.
        reasons: whether to show every single step, and why each rule is true.
    """
    lines = layer_by_layer(stage)
    blocks: list[Block] = [Heading(f"{number}. Apply the rules")]
    blocks.append(Display(tuple(lines) if lines else tuple(map(_single, reversed(stage.steps)))))
    blocks.append(rules_used(stage.steps, reasons=reasons))
    if reasons and lines and len(stage.steps) > 1:
        blocks += [Heading("Every step"), Display(tuple(_single(step) for step in stage.steps))]
    return tuple(blocks)


def _single(step: Step) -> Line:
    return Line(present(step.left), present(step.right), (step.rule,))


def layer_by_layer(stage: Stage) -> list[Line]:
    """Each line carries out all derivatives that the line above left standing; none if that gets too long.

    The derivatives of constants and of the variable itself are carried out where they appear, without a word.
    """
    steps = {step.left: step for step in stage.steps}
    silent = {step.left: step.right for step in stage.steps if step.rule in SILENT}
    current: Form = stage.steps[-1].left
    lines: list[Line] = []
    while len(lines) < MOST_LINES and printed_size(current) <= LONGEST_LINE:
        asked = [form for form in walk(current) if form in steps]
        if not asked:
            return lines
        left = None if lines else present(Derivative(stage.intermediates[-1].name, stage.variable))
        names = dict.fromkeys(name for form in asked for name in _names(steps[form]))
        spoken = [name for name in names if name not in SILENT] or list(names)
        current = carried_out(carried_out(current, {form: steps[form].right for form in asked}), silent)
        lines.append(Line(left, present(current), (", ".join(spoken),)))
    return []


def _names(step: Step) -> list[str]:
    """The chain rule is named with the rule for the outer function."""
    return [step.rule, *(used.rule for used in step.uses if used.left.children[1:] != step.left.children[1:])]


def carried_out(line: Form, rights: Mapping[Form, Form]) -> Form:
    """A line with derivatives replaced by what they are, and the arithmetic done where they stood."""
    done: dict[Form, Form] = dict(rights)
    for form in walk(line):
        if form not in done:
            children = tuple(done[child] for child in form.children)
            done[form] = form if children == form.children else tidy(form, children)
    return done[line]
