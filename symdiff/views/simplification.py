"""The simplification as a chain of equalities, each line one named move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symdiff.derivation import Stage, Step
from symdiff.forms import Derivative, Form, walk
from symdiff.notation import Box, present
from symdiff.views.blocks import Block, Display, Heading, Line

SMALL_MOVES = frozenset({"arithmetic"})


def simplification(stage: Stage, number: int, *, small_moves: bool) -> Iterator[Block]:
    """The chain from the answer as the rules left it to the answer as it is printed.

    Parameters:
        stage: what to show.
        number: the number of the heading.
        small_moves: whether the moves that a reader makes in passing have lines of their own.
    """
    steps = stage.simplified.steps
    if not steps:
        return
    yield Heading(f"{number}. Simplify")
    left = present(Derivative(stage.intermediates[-1].name, stage.variable))
    yield Display(chain_of(left, steps if small_moves else without_small_moves(steps)))


def chain_of(left: Box, steps: Sequence[Step]) -> tuple[Line, ...]:
    """A chain of equalities, each line one named move with the changed part marked."""
    return tuple(
        Line(None if place else left, present(step.right, changed(step)), (step.rule,)) for place, step in enumerate(steps)
    )


def without_small_moves(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps that deserve a line: a small move is made in passing on the way to the next one."""
    return (*(step for step in steps[:-1] if step.rule not in SMALL_MOVES), *steps[-1:])


def changed(step: Step) -> dict[Form, str]:
    """The largest parts of the right side that the left side did not have, unless that is all of it."""
    before = set(walk(step.left))
    root = step.right
    new = {form for form in walk(root) if form not in before}
    # Follow the change inwards as long as a single part is new, down to the last that is more than a number or a letter.
    while len(inner := [child for child in root.children if child in new]) == 1 and inner[0].children:
        root = inner[0]
    return {} if root is step.right else {root: "changed"}
