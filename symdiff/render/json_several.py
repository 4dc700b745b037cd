"""Matrices of derivatives and products of Jacobians as versioned JSON; each entry is the JSON of a derivation."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from symdiff.calculus.accumulation import Sweep
from symdiff.calculus.graph import ComputationGraph, Cost
from symdiff.derivation import Note, Verification
from symdiff.forms import Form
from symdiff.notation import printed_size
from symdiff.render.json import LONGEST_TEXT, VERSION, to_json
from symdiff.render.latex import latex
from symdiff.render.plain import plain
from symdiff.several.chain import WorkedChain
from symdiff.several.matrix import ModeChoice, WorkedMatrix

Json = dict[str, Any]


def printed(form: Form) -> Json:
    """A form as text that reads back, and as LaTeX; a form too long to print is left out."""
    if printed_size(form) > LONGEST_TEXT:
        return {"text": None, "latex": None}
    return {"text": plain(form), "latex": latex(form)}


def _rows(rows: Sequence[Sequence[Form]]) -> list[list[Json]]:
    return [[printed(form) for form in row] for row in rows]


def note_records(found: Sequence[Note]) -> list[Json]:
    """Notes as records."""
    return [{"message": note.message, "start": note.start, "stop": note.stop, "other": note.other} for note in found]


def verification(found: Verification) -> Json:
    """The outcome of a check as a record."""
    points = [{name: str(value) for name, value in point.items()} for point in found.points]
    return {"ok": found.ok, "method": found.method, "points": points, "bound": found.bound}


def matrix_json(worked: WorkedMatrix) -> str:
    """Everything that is known of a gradient, Jacobian or Hessian."""
    return json.dumps(_matrix(worked), ensure_ascii=False)


def _matrix(worked: WorkedMatrix) -> Json:
    return {
        "version": VERSION,
        "kind": worked.kind,
        "text": worked.text,
        "name": worked.name,
        "functions": [printed(form) for form in worked.functions],
        "variables": [variable.name for variable in worked.variables],
        "layout": worked.layout,
        "shape": list(worked.shape),
        "result": _rows(worked.answer),
        "determinant": worked.determinant and printed(worked.determinant),
        "entries": [[json.loads(to_json(entry)) for entry in row] for row in worked.presented],
        "valid": printed(worked.valid),
        "notes": note_records(worked.notes),
        "verification": verification(worked.verification),
        "mode": worked.choice and _mode(worked.choice),
    }


def _mode(choice: ModeChoice) -> Json:
    return {"chosen": choice.mode, "forward": cost(choice.forward), "reverse": cost(choice.reverse)}


def cost(found: Cost) -> Json:
    """A count of operations as a record."""
    return {"multiplications": found.multiplications, "additions": found.additions}


def chain_json(worked: WorkedChain) -> str:
    """Everything that is known of a product of Jacobians."""
    content = {
        "version": VERSION,
        "kind": "chain",
        "outer": _matrix(worked.outer),
        "inner": _matrix(worked.inner),
        "names": [name.name for name in worked.names],
        "product": _rows(worked.product),
        "result": _rows(worked.answer),
        "shapes": [list(worked.outer.shape), list(worked.inner.shape), list(worked.shape)],
        "valid": printed(worked.valid),
        "notes": note_records(worked.notes),
        "verification": verification(worked.verification),
    }
    return json.dumps(content, ensure_ascii=False)


def graph_json(
    graph: ComputationGraph, sweeps: Sequence[Sweep], values: Mapping[str, Sequence[str]], beside: Mapping[str, Any]
) -> str:
    """A computation graph with its derivatives.

    Parameters:
        graph: the graph.
        sweeps: sweeps over it.
        values: under each heading a number for each node.
        beside: what else is known.
    """
    nodes = [
        {
            "place": node.place,
            "name": node.name.name,
            "operation": node.kind,
            "meaning": printed(node.meaning),
            "operands": [
                {"place": operand, "slope": printed(slope)} for operand, slope in zip(node.operands, node.slopes, strict=True)
            ],
            **{heading: numbers[node.place] for heading, numbers in values.items()},
        }
        for node in graph.nodes
    ]
    content = {
        "version": VERSION,
        "kind": "graph",
        "variables": [variable.name for variable in graph.variables],
        "outputs": list(graph.outputs),
        "nodes": nodes,
        "sweeps": [_sweep(sweep) for sweep in sweeps],
        "cost": {
            "evaluation": cost(graph.evaluation_cost()),
            "slopes": cost(graph.slopes_cost()),
            "forward": cost(graph.forward_cost()),
            "reverse": cost(graph.reverse_cost()),
        },
        "cheaper": graph.cheaper_mode,
        **beside,
    }
    return json.dumps(content, ensure_ascii=False)


def _sweep(sweep: Sweep) -> Json:
    steps = [
        {
            "place": step.place,
            "derivative": printed(step.derivative),
            "contributions": [
                {"from": each.other, "slope": printed(each.slope), "product": printed(each.product)}
                for each in step.contributions
            ],
        }
        for step in sweep.steps
    ]
    start = sweep.start if isinstance(sweep.start, int) else sweep.start.name
    return {"mode": sweep.mode, "start": start, "steps": steps}
