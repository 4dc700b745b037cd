"""Derivatives of matrix expressions, with every rule named and the result checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from symdiff.derivation import Rule, Verification
from symdiff.errors import ParseError, UnsupportedError
from symdiff.forms import ONE, Form, Number, occurs, substitute
from symdiff.matrix.arrays import workspace
from symdiff.matrix.assumptions import read_assumptions, structural
from symdiff.matrix.certificate import Claim, Kind, certify
from symdiff.matrix.chains import SYMMETRIC
from symdiff.matrix.differentials import Calculus, Differential, Move
from symdiff.matrix.holding import Condition, conditions
from symdiff.matrix.preparing import prepared
from symdiff.matrix.reading import read
from symdiff.matrix.shortening import shortened
from symdiff.matrix.workspace import Workspace
from symdiff.terms.nodes import COMPARISONS, Apply, Array, eye, shape_of
from symdiff.terms.shapes import ShapeLike, read_shape
from symdiff.wording.sentences import Sentence, say

Layout: TypeAlias = Literal["numerator", "denominator"]
LAYOUTS = ("numerator", "denominator")

HIGHEST_ORDER = 8


@dataclass(frozen=True, slots=True)
class Problem:
    """What is asked for.

    Attributes:
        text: as typed.
        expression: the term that the text stands for; the variable in it has no structural assumption.
        variable: what it is differentiated by, with all that is assumed of it.
        layout: ``"numerator"`` or ``"denominator"``.
        order: how often.
        structured: whether by the free entries of the variable only.
    """

    text: str
    expression: Form
    variable: Array
    layout: Layout
    order: int
    structured: bool

    @property
    def free_variable(self) -> Array:
        """The variable without what ties its entries together: as it stands in the expression."""
        return Array(self.variable.name, self.variable.shape, self.variable.assumptions - structural(self.variable.assumptions))


@dataclass(frozen=True, slots=True)
class Stage:
    """One differentiation: a derivative of higher order has one for each.

    Attributes:
        expression: what was differentiated.
        identities: the equations used on it before, each with what stood before and after.
        differentials: the rules used, parts before the whole.
        moves: how the adjoint was carried from the root to the variable; empty for Jacobians and derivatives by scalars.
        found: the derivative before the last simplification, in the shape of the variable for a scalar expression.
        way: how it was found.
    """

    expression: Form
    identities: tuple[tuple[Rule, Form, Form], ...]
    differentials: tuple[Differential, ...]
    moves: tuple[Move, ...]
    found: Form
    way: Literal["gradient", "jacobian", "by scalar"]


@dataclass(frozen=True, slots=True)
class Solved:
    """What was found.

    Attributes:
        problem: what was asked for.
        work: the workspace in which the terms were built.
        stages: each differentiation.
        simplified: the derivative before it was laid out.
        result: the derivative in its layout.
        notes: what the reader should know.
        domain: what must be true for the result to hold.
        verification: the outcome of the numeric check.
    """

    problem: Problem
    work: Workspace
    stages: tuple[Stage, ...]
    simplified: Form
    result: Form
    notes: tuple[str, ...]
    domain: tuple[Condition, ...]
    verification: Verification


def read_problem(
    expression: str,
    wrt: str,
    shapes: Mapping[str, ShapeLike],
    assume: Mapping[str, str | Iterable[str]],
    layout: str,
    order: int,
    structured: bool,
) -> tuple[Problem, list[str]]:
    """The problem as terms, and what its author should know.

    Raises:
        ParseError, ShapeError, LimitError: as ``read``; also for a variable, a layout or an order that cannot be.
    """
    if layout not in LAYOUTS:
        raise ParseError(say("not a layout", given=repr(layout)), hint=say("known are", known=", ".join(LAYOUTS)))
    if isinstance(order, bool) or not isinstance(order, int) or not 1 <= order <= HIGHEST_ORDER:
        raise ParseError(say("order of a matrix", highest=HIGHEST_ORDER, order=repr(order)))
    sizes = {name: read_shape(shape) for name, shape in shapes.items()}
    notes: list[str] = []
    known: dict[str, frozenset[str]] = {}
    for name, given in assume.items():
        if name not in sizes:
            raise ParseError(say("assumption without a shape", name=repr(name)), hint=_shape_hint(name))
        known[name], unknown = read_assumptions(name, given, sizes[name])
        notes += [f"The assumption that {name} is {word} is not one that symdiff knows; it was not used." for word in unknown]
    if wrt not in sizes:
        letters = {letter for shape in sizes.values() for dimension in shape for letter in dimension.letters}
        if wrt in letters:
            hint = say("the arrays are", names=", ".join(sizes))
            raise ParseError(say("a dimension as variable", name=repr(wrt)), hint=hint)
        raise ParseError(say("variable without a shape", name=repr(wrt)), hint=_shape_hint(wrt))
    variable = Array(wrt, sizes[wrt], known.get(wrt, frozenset()))
    free = {**known, wrt: variable.assumptions - structural(variable.assumptions)}
    root = read(expression, sizes, free)
    return Problem(expression, root, variable, "numerator" if layout == "numerator" else "denominator", order, structured), notes


def _shape_hint(name: str) -> Sentence:
    return say("give it a shape", example=f'shapes={{"{name}": "m,n"}}, --shape {name}=m,n')


def solve(problem: Problem, notes: Iterable[str] = ()) -> Solved:
    """Differentiate, simplify, lay out, check.

    Raises:
        UnsupportedError: no rule covers the expression, or the result could not be confirmed.
    """
    work = workspace()
    free = problem.free_variable
    root, stages = problem.expression, []
    _check_kind(problem)
    if isinstance(root, Number) or not occurs(free, root):
        notes = [*notes, f"{free.name} does not occur in the expression, so the derivative is 0."]
    for _ in range(problem.order):
        stage = _stage(work, root, free)
        stages.append(stage)
        root = shortened(work, stage.found)
    simplified = shortened(work, work.normalize(substitute(root, {free: problem.variable})))
    notes = [*notes, *_notes(problem)]
    if problem.structured:
        simplified = shortened(work, _structured(work, simplified, problem.variable))
    result, kind = _laid_out(work, problem, stages[-1], simplified)
    verification = _verified(work, problem, stages, simplified, result, kind)
    domain = conditions(
        (substitute(each.node, {free: problem.variable}) for stage in stages for each in stage.differentials), simplified
    )
    return Solved(problem, work, tuple(stages), simplified, result, tuple(notes), domain, verification)


def _check_kind(problem: Problem) -> None:
    shape, by = shape_of(problem.expression), problem.variable.shape
    if isinstance(problem.expression, Apply) and problem.expression.operation in COMPARISONS:
        raise UnsupportedError(say("comparison has no derivative", form=problem.text.strip()))
    if problem.order > 1 and by and (shape or problem.order > 2):
        raise UnsupportedError(say("second order of an array") if shape else say("third order by an array"))
    if problem.structured and (shape or not problem.variable.assumptions & SYMMETRIC or problem.order > 1):
        assumed = ", ".join(sorted(problem.variable.assumptions)) or say("nothing")
        raise UnsupportedError(say("structured of what", shape=str(shape), name=problem.variable.name, assumed=assumed))


def _stage(work: Workspace, expression: Form, variable: Array) -> Stage:
    root, identities = prepared(expression)
    calculus = Calculus(work, [variable])
    work.normalize(root)
    if not variable.shape:
        found, differentials = calculus.forward(root, {variable: ONE})
        return Stage(root, tuple(identities), tuple(differentials), (), found, "by scalar")
    if not shape_of(root):
        adjoints, differentials, moves = calculus.adjoints(root)
        return Stage(root, tuple(identities), tuple(differentials), tuple(moves), adjoints[variable], "gradient")
    found, differentials = calculus.jacobian(root, variable)
    return Stage(root, tuple(identities), tuple(differentials), (), found, "jacobian")


def _structured(work: Workspace, gradient: Form, variable: Array) -> Form:
    """The derivative by the free entries: off the diagonal of a symmetric matrix, both places change together."""
    diagonal = min((work.mul(each, eye(variable.shape.rows)) for each in (gradient, work.transpose(gradient))), key=work.cost)
    if "diagonal" in variable.assumptions:
        return diagonal
    return work.add(gradient, work.transpose(gradient), work.neg(diagonal))


def _laid_out(work: Workspace, problem: Problem, last: Stage, simplified: Form) -> tuple[Form, Kind]:
    denominator = problem.layout == "denominator"
    match last.way:
        case "by scalar":
            column = len(shape_of(simplified)) == 1
            return (work.transpose(simplified) if denominator and column else simplified), "by scalar"
        case "gradient":
            return (simplified, "gradient") if denominator else (shortened(work, work.transpose(simplified)), "row gradient")
    if not denominator or problem.order > 1:
        return simplified, "jacobian"
    return shortened(work, work.transpose(simplified)), "transposed jacobian"


def _verified(work: Workspace, problem: Problem, stages: list[Stage], simplified: Form, result: Form, kind: Kind) -> Verification:
    """Every stage is checked against differences of what it differentiated, the last one in its layout."""
    structure = "" if not problem.structured else "diagonal" if "diagonal" in problem.variable.assumptions else "symmetric"
    outcomes: list[Verification] = []
    roots = [problem.expression, *(stage.expression for stage in stages[1:])]
    for place, root in enumerate(roots):
        if place + 1 < len(roots):
            way: Kind = "gradient" if stages[place].way == "gradient" else "by scalar"
            outcomes.append(certify(Claim(root, problem.variable, roots[place + 1], way)))
        else:
            outcomes.append(certify(Claim(root, problem.variable, result, kind, structure)))
    failed = next((outcome for outcome in outcomes if outcome.ok is False), None)
    if failed is not None:
        reason = failed.mismatch[1] if failed.mismatch else ""
        raise UnsupportedError(say("not confirmed", text=problem.text, name=problem.variable.name, reason=reason))
    points = outcomes[-1].points
    bound = max(outcome.bound for outcome in outcomes)
    return Verification(None if any(outcome.ok is None for outcome in outcomes) else True, outcomes[-1].said, points, bound)


def _notes(problem: Problem) -> list[str]:
    name, assumed = problem.variable.name, problem.variable.assumptions
    tied = sorted(assumed & SYMMETRIC)
    scalar = not shape_of(problem.expression)
    if tied and scalar and not problem.structured:
        return [
            f"{name} is assumed {tied[0]}; this is the plain gradient, in which all entries of {name} may change one by one. "
            "For the derivative by its free entries ask for structured=True."
        ]
    return []
