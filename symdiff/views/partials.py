"""Partial derivatives on paper: ∂f/∂x, and the lines that lead to one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from symdiff.derivation import Step
from symdiff.forms import Form, Symbol
from symdiff.notation import Box, Fraction, Matrix, Row, present
from symdiff.notation.boxes import Cases, Fence, Highlight, Radical, Script, Space, Text, raised, walk
from symdiff.views.blocks import Line
from symdiff.views.nested import layer_by_layer
from symdiff.worked import WorkedProblem

ROUND = Text("∂", "differential")


def partial(function: Form, *variables: Symbol) -> Box:
    """∂f/∂x, or ∂²f/∂y∂x for a derivative by x and then by y."""
    if not variables:
        return present(function)
    sign = ROUND if len(variables) == 1 else raised(ROUND, Text(str(len(variables)), "number"))
    below: list[Box] = []
    run: list[Symbol] = []
    for variable in (*reversed(variables), None):
        if run and variable is not run[0]:
            times = Text(str(len(run)), "number")
            below += [ROUND, present(run[0]) if len(run) == 1 else raised(present(run[0]), times)]
            run = []
        if variable is not None:
            run.append(variable)
    return Fraction(Row((sign, present(function))), Row(tuple(below)))


def round_signs(root: Box) -> Box:
    """A formula with every d of a derivative written as ∂."""
    done: dict[int, Box] = {}
    for box in walk(root):
        done[id(box)] = _rebuilt(box, lambda part: done[id(part)])
    return done[id(root)]


def _rebuilt(box: Box, of: Callable[[Box], Box]) -> Box:
    match box:
        case Text("d", "differential"):
            return ROUND
        case Row(children):
            return Row(tuple(map(of, children)))
        case Fraction(numerator, denominator):
            return Fraction(of(numerator), of(denominator))
        case Script(base, above, below):
            return Script(of(base), above and of(above), below and of(below))
        case Radical(radicand, index):
            return Radical(of(radicand), index and of(index))
        case Fence(body, opening, closing):
            return Fence(of(body), opening, closing)
        case Cases(branches):
            return Cases(tuple((of(value), of(condition)) for value, condition in branches))
        case Matrix(rows, opening, closing):
            return Matrix(tuple(tuple(map(of, row)) for row in rows), opening, closing)
        case Highlight(child, role):
            return Highlight(of(child), role)
        case Text() | Space():
            return box


def entry_lines(function: Form, entry: WorkedProblem, *, partially: bool) -> tuple[Line, ...]:
    """How one entry of a matrix is found: the rules layer by layer, then the simplification, one stage after the other.

    Parameters:
        function: the name of the function.
        entry: the worked problem.
        partially: whether there are other variables, so that the derivative is written with ∂.
    """
    lines: list[Line] = []
    for place, stage in enumerate(entry.stages, 1):
        name = partial(function, *entry.variables[:place])
        layers = layer_by_layer(stage)
        if not layers:
            layers = [Line(None, present(stage.unsimplified), ("chain rule",))]
        first = Line(name if partially else _plain(name), layers[0].right, layers[0].reason)
        found = [first, *layers[1:], *_rewritten(stage.simplified.steps)]
        lines += [Line(line.left, round_signs(line.right), line.reason) for line in found] if partially else found
    return tuple(lines)


def _plain(name: Box) -> Box:
    """The same derivative with d for ∂."""
    done: dict[int, Box] = {}
    for box in walk(name):
        done[id(box)] = Text("d", "differential") if box == ROUND else _rebuilt(box, lambda part: done[id(part)])
    return done[id(name)]


def _rewritten(steps: Sequence[Step]) -> Iterator[Line]:
    for step in steps:
        yield Line(None, present(step.right), (step.rule,))


def matrix_box(rows: Sequence[Sequence[Form]]) -> Box:
    """Entries in rows and columns."""
    return Matrix(tuple(tuple(map(present, row)) for row in rows))
