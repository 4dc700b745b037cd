"""A computation graph, and accumulation on it, as documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from symdiff.calculus.accumulation import Accumulated, Sweep
from symdiff.calculus.graph import ComputationGraph, Node, Path
from symdiff.derivation import Note, Verification
from symdiff.forms import ONE, Form, Negative, Piecewise, Sum, Symbol, tree_size
from symdiff.notation import COMMA, DOT, PLUS, WIDE, Box, Row, equals, fence, joined, present, raised, words
from symdiff.notation.boxes import SIGN, Text
from symdiff.views.blocks import Block, Display, Document, Figure, Heading, Line, Prose, Remark, Table
from symdiff.views.drawing import drawing
from symdiff.views.partials import partial
from symdiff.views.remarks import check_remark, domain_remark, note_remarks
from symdiff.views.solution import Detail

# Larger graphs are shown without a picture, and with the steps of only so many nodes.
MOST_DRAWN = 120
MOST_STEPS = 60

# Sums of more contributions are not written out.
MOST_TERMS = 12

# Larger derivatives stay in the names of the nodes.
LARGEST_SHOWN = 160

# Longer local derivatives, and more of them than this, do not go into a row of a table.
LONGEST_IN_TABLE = 24
MOST_IN_TABLE = 6


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """What was computed at a point, as text; each list has an entry for every node.

    Attributes:
        point: the point in words, or ``""`` where everything is symbolic.
        values: the value of each node.
        derivatives: the adjoint or tangent of each node.
        noun: ``adjoint`` or ``tangent``.
        slopes: the local derivative of a node by an operand, by the places of both.
    """

    point: str = ""
    values: tuple[str, ...] = ()
    derivatives: tuple[str, ...] = ()
    noun: str = "adjoint"
    slopes: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """A derivative that a sweep found.

    Attributes:
        output: the name of the output.
        variable: the variable.
        in_nodes: the derivative in names of nodes.
        form: the same in the variables.
        number: its value at the point, or ``""``.
    """

    output: Symbol
    variable: Symbol
    in_nodes: Form
    form: Form
    number: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PathSum:
    """A derivative as a sum over paths.

    Attributes:
        output: the name of the output.
        variable: the variable.
        paths: every path from the output to the variable.
        in_nodes: the sum of the products along them, in names of nodes.
        whole: the same in the variables.
        simplified: the same, simplified.
    """

    output: Symbol
    variable: Symbol
    paths: tuple[Path, ...]
    in_nodes: Form
    whole: Form
    simplified: Form


def graph_solution(
    graph: ComputationGraph, numbers: Numbers, notes: Sequence[Note], sums: Sequence[PathSum], detail: Detail
) -> Document:
    """The nodes with their local derivatives, the picture, and what each mode of accumulation costs."""
    blocks: list[Block] = [*_opening(graph, numbers), *note_remarks(notes)]
    if detail != "brief":
        blocks += _nodes(graph)
    blocks += _picture(graph, numbers)
    if detail != "brief":
        for found in sums:
            blocks += _paths(graph, found)
    return (*blocks, *_costs(graph))


def sweep_solution(
    sweep: Sweep,
    numbers: Numbers,
    results: Sequence[Result],
    notes: Sequence[Note],
    valid: Form,
    check: Verification,
    detail: Detail,
) -> Document:
    """A forward or reverse sweep step by step, with the contributions added where a node is used several times."""
    graph = sweep.graph
    blocks: list[Block] = [*_opening(graph, numbers), *note_remarks(notes)]
    if detail != "brief":
        blocks += _nodes(graph)
        if numbers.values:
            blocks += _forward_pass(graph, numbers)
        blocks += _steps(sweep, numbers)
    blocks += _picture(graph, numbers)
    blocks += _results(results)
    return (*blocks, *_costs(graph), *domain_remark(valid), check_remark(check))


def _opening(graph: ComputationGraph, numbers: Numbers) -> Iterator[Block]:
    place = f" at {numbers.point}" if numbers.point else ""
    yield Prose((f"Computation graph{place}:",))
    names = dict.fromkeys(graph.outputs)
    yield Display(
        tuple(
            Line(present(graph.nodes[output].name), _shortened(graph.nodes[output].whole, graph.nodes[output].name))
            for output in names
        )
    )


def _shortened(form: Form, name: Form) -> Box:
    return present(form) if tree_size(form) <= LARGEST_SHOWN else Row((present(name), words(" as below")))


def _operations(graph: ComputationGraph) -> list[Node]:
    return [node for node in graph.nodes if node.operation is not None]


def _nodes(graph: ComputationGraph) -> Iterator[Block]:
    shown = _operations(graph)[:MOST_STEPS]
    if not shown:
        return
    yield Heading("Nodes and local derivatives")
    header = tuple(map(words, ("node", "definition", "operation", "local derivatives")))
    yield Table(header, tuple(_node_row(graph, node) for node in shown))
    left_out = len(_operations(graph)) - len(shown)
    if left_out:
        yield Remark("note", (f"{left_out} more nodes are left out here",))


def _node_row(graph: ComputationGraph, node: Node) -> tuple[Box, ...]:
    slopes = [
        equals(partial(node.name, graph.nodes[operand].name), present(slope))
        for operand, slope in zip(node.operands, node.slopes, strict=True)
        if tree_size(slope) <= LONGEST_IN_TABLE
    ]
    if len(slopes) < len(node.slopes) or len(slopes) > MOST_IN_TABLE:
        slopes = [words(f"{len(node.slopes)} of them, each the product of the others")]
    return present(node.name), _definition(node), words(node.kind), joined(Row((COMMA, WIDE)), slopes)


def _picture(graph: ComputationGraph, numbers: Numbers) -> Iterator[Block]:
    if len(graph.nodes) <= MOST_DRAWN:
        computed = {"value": numbers.values, numbers.noun: numbers.derivatives} if numbers.values else {}
        yield Figure(drawing(graph, computed))
    else:
        yield Remark("note", (f"the picture is left out: the graph has {len(graph.nodes)} nodes",))


def _paths(graph: ComputationGraph, found: PathSum) -> Iterator[Block]:
    """Every path to a variable with the product along it, and their sum."""
    yield Heading(f"Paths from {found.output.name} to {found.variable.name}: {len(found.paths)}")
    if found.paths:
        yield Display(tuple(_path(graph, path) for path in found.paths))
    lines = [
        Line(partial(found.output, found.variable), present(found.in_nodes), ("the sum over all paths",)),
        Line(None, present(found.whole), ("put back",)),
    ]
    if found.simplified is not found.whole:
        lines.append(Line(None, present(found.simplified), ("simplified",)))
    yield Display(tuple(lines))


def _path(graph: ComputationGraph, path: Path) -> Line:
    names = joined(Text("→", "relation"), [present(graph.nodes[place].name) for place in path.places])
    return Line(names, joined(DOT, map(_factor, path.slopes)) if path.slopes else present(ONE), relation=":")


def _factor(slope: Form) -> Box:
    box = present(slope)
    return fence(box) if isinstance(slope, Sum | Negative | Piecewise) else box


def _forward_pass(graph: ComputationGraph, numbers: Numbers) -> Iterator[Block]:
    yield Heading("Forward pass: the value of each node")
    shown = graph.nodes[:MOST_STEPS]
    rows = tuple((present(node.name), _definition(node), digits(numbers.values[node.place])) for node in shown)
    yield Table((words("node"), words("definition"), words("value")), rows)


def _definition(node: Node) -> Box:
    if node.operation is None:
        return words("variable")
    return present(node.meaning) if tree_size(node.meaning) <= LONGEST_IN_TABLE else words(node.kind)


def _steps(sweep: Sweep, numbers: Numbers) -> Iterator[Block]:
    reverse = sweep.mode == "reverse"
    shown = [step for step in sweep.steps if step.contributions or reverse][:MOST_STEPS]
    if not shown:
        return
    yield Heading("Reverse pass: the adjoint of each node" if reverse else "Forward accumulation: the tangent of each node")
    yield Display(tuple(line for step in shown for line in _step(sweep, step, numbers)))


def _step(sweep: Sweep, step: Accumulated, numbers: Numbers) -> Iterator[Line]:
    left = _rate(sweep, step.place)
    number = numbers.derivatives[step.place] if numbers.derivatives else ""
    if not step.contributions:
        yield Line(left, present(step.derivative), ("the start",))
        return
    count = len(step.contributions)
    if count > MOST_TERMS:
        yield Line(left, digits(number) if number else words("a sum over all uses"), (f"{count} contributions added",))
        return
    reason = f"{count} contributions added" if count > 1 else "chain rule"
    terms = [Row((_rate(sweep, each.other), DOT, _edge(sweep, step.place, each.other))) for each in step.contributions]
    yield Line(left, joined(PLUS, terms), (reason,))
    if tree_size(step.derivative) <= LARGEST_SHOWN:
        yield Line(None, present(step.derivative))
    if number:
        products = [
            Row((_number(numbers.derivatives[each.other]), DOT, _number(numbers.slopes[_ends(sweep, step.place, each.other)])))
            for each in step.contributions
        ]
        relation = "=" if _is_exact(number) else "≈"
        yield Line(None, joined(PLUS, products), relation=relation)
        yield Line(None, digits(number), relation=relation)


def _ends(sweep: Sweep, place: int, other: int) -> tuple[int, int]:
    """The node and the operand of an edge."""
    return (other, place) if sweep.mode == "reverse" else (place, other)


def digits(text: str) -> Box:
    """A number as it was computed: ``-1.5e-07`` as −1.5 · 10⁻⁷."""
    sign, size = ("-", text[1:]) if text.startswith("-") else ("", text)
    mantissa, _, exponent = size.partition("e")
    shown: Box = Text(mantissa, "number")
    if exponent:
        shown = Row((shown, DOT, raised(Text("10", "number"), digits(str(int(exponent))))))
    return Row((SIGN, shown)) if sign else shown


def _number(text: str) -> Box:
    """A factor, in brackets if it is negative."""
    return fence(digits(text)) if text.startswith("-") else digits(text)


def _rate(sweep: Sweep, place: int) -> Box:
    """The adjoint ∂y/∂u of a node, or its tangent ∂u/∂x."""
    name = sweep.graph.nodes[place].name
    if isinstance(sweep.start, int):
        return partial(sweep.graph.nodes[sweep.start].name, name)
    return partial(name, sweep.start)


def _edge(sweep: Sweep, place: int, other: int) -> Box:
    above, below = _ends(sweep, place, other)
    return partial(sweep.graph.nodes[above].name, sweep.graph.nodes[below].name)


def _is_exact(number: str) -> bool:
    return "." not in number and "e" not in number


def _results(results: Sequence[Result]) -> Iterator[Block]:
    shown = results[:MOST_STEPS]
    yield Heading("Result")
    yield Display(tuple(line for result in shown for line in _result(result)))
    if len(shown) < len(results):
        yield Remark("note", (f"{len(results) - len(shown)} more derivatives are left out here",))


def _result(result: Result) -> Iterator[Line]:
    left = partial(result.output, result.variable)
    if tree_size(result.form) <= LARGEST_SHOWN:
        yield Line(left, present(result.form))
    elif tree_size(result.in_nodes) <= LARGEST_SHOWN:
        yield Line(left, present(result.in_nodes), ("in the names of the nodes",))
    else:
        yield Line(left, words("too long to print"))
    if result.number:
        yield Line(None, digits(result.number), relation="=" if _is_exact(result.number) else "≈")


def _costs(graph: ComputationGraph) -> Iterator[Block]:
    forward, reverse = graph.forward_cost(), graph.reverse_cost()
    value, slopes = graph.evaluation_cost(), graph.slopes_cost()
    yield Remark(
        "note",
        (
            f"the {len(graph.nodes)} nodes take {value.operations} operations and their local derivatives {slopes.operations}; "
            f"from these all derivatives take {forward.operations} by forward and {reverse.operations} by reverse accumulation, "
            f"so {graph.cheaper_mode} is the cheaper mode",
        ),
    )
