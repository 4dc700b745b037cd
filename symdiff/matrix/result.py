"""What users get: a matrix derivative, or the gradients of a network, with the ways to show them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from symdiff.api.showing import Shown
from symdiff.derivation import Step, Verification
from symdiff.forms import Form, walk
from symdiff.matrix.chain import Chain, chain_rule
from symdiff.matrix.deriving import Solved, Stage
from symdiff.matrix.differentials import Calculus
from symdiff.matrix.evaluation import Numbers, evaluate
from symdiff.matrix.naming import Intermediate, shared
from symdiff.matrix.network import Network
from symdiff.matrix.numpy_source import function_source
from symdiff.matrix.present import present
from symdiff.matrix.view import network_solution, solution
from symdiff.render.latex import latex
from symdiff.terms.nodes import Apply, Array, shape_of
from symdiff.terms.shapes import Shape
from symdiff.terms.text import write
from symdiff.views.blocks import Document
from symdiff.views.solution import Detail

VERSION = 1

# Terms with more nodes, written out, are left out of JSON as text.
LONGEST = 4000

Json = dict[str, Any]


class MatrixDerivation(Shown):
    """A derivative of a matrix expression, with its derivation."""

    def __init__(self, solved: Solved) -> None:
        self.solved = solved

    @property
    def result(self) -> Form:
        """The derivative in the layout asked for; ``str()`` of it reads back."""
        return self.solved.result

    @property
    def shape(self) -> Shape:
        """The shape of the result; ``str()`` of it reads ``scalar``, ``n`` or ``m,n``."""
        return shape_of(self.solved.result)

    @property
    def layout(self) -> str:
        """The layout of the result."""
        return self.solved.problem.layout

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know."""
        return self.solved.notes

    @property
    def domain(self) -> tuple[str, ...]:
        """What must be true for the result to hold, a sentence each; at a kink there is no derivative."""
        return tuple(map(str, self.solved.domain))

    @property
    def verification(self) -> Verification:
        """The outcome of the numeric check."""
        return self.solved.verification

    @property
    def shared(self) -> tuple[tuple[Intermediate, ...], Form]:
        """The result with the parts that it repeats named, and what the names stand for."""
        return shared(self.solved.work, self.solved.result)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Every step in order: identities, differentials, moves, the simplification, the layout."""
        return tuple(step for stage in self.solved.stages for step in _steps(stage)) + _last_steps(self.solved)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of the rules used, each once, in order."""
        return tuple(dict.fromkeys(step.rule for step in self.steps))

    @cached_property
    def differential(self) -> Form:
        """The differential of the expression as a linear map of the differential of the variable, called dX for a variable X."""
        variable = self.solved.problem.free_variable
        seed = Array(f"d{variable.name}", variable.shape)
        found, _ = Calculus(self.solved.work, [variable]).forward(self.solved.stages[0].expression, {variable: seed})
        return found

    @cached_property
    def chain(self) -> Chain | None:
        """The same by the vector chain rule, where only vectors and scalars are on the way; of the first derivative."""
        return chain_rule(self.solved.work, self.solved.stages[0].expression, self.solved.problem.free_variable)

    def _document(self, detail: Detail) -> Document:
        return solution(self.solved, detail)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON; terms are in the notation that reads back, and in LaTeX."""
        problem = self.solved.problem
        content = {
            "version": VERSION,
            "kind": "matrix",
            "text": problem.text,
            "expression": _term(problem.expression),
            "wrt": problem.variable.name,
            "shapes": {form.name: str(form.shape) for form in _arguments(problem.expression, problem.variable)},
            "assume": {
                form.name: sorted(form.assumptions)
                for form in _arguments(problem.expression, problem.variable)
                if form.assumptions
            },
            "layout": problem.layout,
            "order": problem.order,
            "structured": problem.structured,
            "result": _term(self.result),
            "shape": str(self.shape),
            "shared": _lines(self.shared[0]),
            "steps": [_step(step) for step in self.steps],
            "notes": list(self.notes),
            "domain": list(self.domain),
            "verification": _verification(self.verification),
        }
        return json.dumps(content, ensure_ascii=False)

    def to_numpy(self) -> str:
        """The source of a NumPy function that returns the value of the expression and its derivative.

        Vectors are columns; an argument may be given in one dimension.

        Raises:
            UnsupportedError: an operation has no counterpart in NumPy.
        """
        problem = self.solved.problem
        arguments = _arguments(problem.expression, problem.variable)
        results = {"value": self.solved.work.normalize(problem.expression), "derivative": self.result}
        doc = f"{problem.text} and its derivative by {problem.variable.name}, {problem.layout} layout."
        return function_source("value_and_derivative", arguments, results, doc=doc)

    def __repr__(self) -> str:
        problem = self.solved.problem
        return f"<MatrixDerivation of {problem.text!r} by {problem.variable.name}: {write(self.result)[:200]}>"


class Gradients(Shown):
    """The gradients of a scalar by many parameters, in shared form."""

    def __init__(self, network: Network) -> None:
        self.network = network

    @property
    def result(self) -> Mapping[str, Form]:
        """The gradient by each parameter, in the shape of the parameter, in the names of ``forward`` and ``backward``."""
        return self.network.gradients

    @property
    def forward(self) -> tuple[Intermediate, ...]:
        """What is computed first, in order."""
        return self.network.forward

    @property
    def backward(self) -> tuple[Intermediate, ...]:
        """The adjoints that have names, in order."""
        return self.network.backward

    @property
    def verification(self) -> Verification:
        """The outcome of the numeric check."""
        return self.network.verification

    def evaluate(self, at: Mapping[str, Numbers]) -> dict[str, Numbers]:
        """Every value, adjoint and gradient on numbers, by name; a gradient is called ``d`` and its parameter.

        Raises:
            ParseError, ShapeError: numbers are missing, or do not have the shape of their array.
            UnsupportedError: a value is not defined there.
        """
        return evaluate(self.network, at)

    def _document(self, detail: Detail) -> Document:
        return network_solution(self.network)

    def to_json(self) -> str:
        """Everything that is known, in versioned JSON."""
        content = {
            "version": VERSION,
            "kind": "gradients",
            "expression": _term(self.network.expression),
            "forward": _lines(self.forward),
            "backward": _lines(self.backward),
            "gradients": {name: _term(gradient) for name, gradient in self.result.items()},
            "verification": _verification(self.verification),
        }
        return json.dumps(content, ensure_ascii=False)

    def to_numpy(self) -> str:
        """The source of a NumPy function that returns the value and the gradients, everything computed once.

        Raises:
            UnsupportedError: an operation has no counterpart in NumPy.
        """
        lines = [(each.symbol.name, each.definition) for each in (*self.forward, *self.backward)]
        last = self.forward[-1]
        results: dict[str, Form] = {"value": last.symbol, **self.result}
        arguments = _arguments(self.network.expression, *self.network.parameters)
        return function_source("value_and_gradients", arguments, results, lines, "A scalar and its gradients.")

    def __repr__(self) -> str:
        return f"<Gradients by {', '.join(self.result)}>"


def _arguments(*roots: Form) -> Sequence[Array]:
    found = {form.name: form for root in roots for form in walk(root) if isinstance(form, Array)}
    return [found[name] for name in sorted(found)]


def _steps(stage: Stage) -> list[Step]:
    steps = [Step(rule.name, "rewrite", before, after) for rule, before, after in stage.identities]
    by_node: dict[Form, Step] = {}
    for each in stage.differentials:
        uses = tuple(by_node[child] for child in dict.fromkeys(_differentials_in(each.right)) if child in by_node)
        by_node[each.node] = Step(each.rule.name, each.rule.kind, Apply("d", (each.node,)), each.right, uses)
    steps += by_node.values()
    for move in stage.moves:
        steps.append(Step(move.name, "method", _paired(move.before, move.whole), _paired(move.after, move.part), note=move.why))
    return steps


def _differentials_in(right: Form) -> list[Form]:
    return [form.operands[0] for form in walk(right) if isinstance(form, Apply) and form.operation == "d"]


def _paired(adjoint: Form, whole: Form) -> Form:
    return Apply("inner", (adjoint, whole)) if shape_of(adjoint) == shape_of(whole) else Apply("mul", (adjoint, whole))


def _last_steps(solved: Solved) -> tuple[Step, ...]:
    steps: list[Step] = []
    found = solved.stages[-1].found
    if solved.problem.structured:
        steps.append(Step("free entries only", "method", found, solved.simplified))
    elif solved.simplified is not found:
        steps.append(Step("simplify", "rewrite", found, solved.simplified))
    if solved.result is not solved.simplified:
        steps.append(
            Step("layout", "method", Apply("T", (solved.simplified,)), solved.result, note=f"{solved.problem.layout} layout")
        )
    return tuple(steps)


def _term(form: Form) -> Json:
    """A term as text and LaTeX; one too long to print is left out."""
    sizes: dict[Form, int] = {}
    for each in walk(form):
        sizes[each] = 1 + sum(sizes[child] for child in each.children)
    if sizes[form] > LONGEST:
        return {"text": None, "latex": None}
    return {"text": write(form), "latex": latex(present(form))}


def _step(step: Step) -> Json:
    return {"rule": step.rule, "kind": step.kind, "left": _term(step.left), "right": _term(step.right)}


def _lines(named: Sequence[Intermediate]) -> list[Json]:
    return [{"name": each.symbol.name, "shape": str(each.symbol.shape), "definition": _term(each.definition)} for each in named]


def _verification(found: Verification) -> Json:
    points = [{name: str(value) for name, value in point.items()} for point in found.points]
    return {"ok": found.ok, "method": found.method, "points": points, "bound": found.bound}
