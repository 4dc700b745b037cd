"""Gradients, Jacobians, Hessians, the vector chain rule and the total derivative as documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symdiff.derivation import LocalDerivative
from symdiff.forms import Derivative, Form, Symbol, Vector, symbols
from symdiff.notation import COMMA, DOT, PLUS, Box, Fence, Fraction, Matrix, Row, equals, joined, present, row
from symdiff.notation.boxes import DIFFERENTIAL, Text
from symdiff.several.chain import WorkedChain
from symdiff.several.matrix import WorkedMatrix, structure
from symdiff.views.blocks import Answer, Block, Display, Document, Heading, Line, Prose, Remark
from symdiff.views.partials import ROUND, entry_lines, matrix_box, partial
from symdiff.views.phases import phases
from symdiff.views.remarks import check_remark, domain_remark, held_constant, listed, note_remarks
from symdiff.views.simplification import simplification
from symdiff.views.solution import Detail
from symdiff.views.statements import rules_used
from symdiff.worked import WorkedProblem

NABLA = Text("∇", "differential")
TITLES = {"gradient": "Gradient", "jacobian": "Jacobian", "hessian": "Hessian"}

# Matrices with more entries are shown without the way to each.
MOST_SHOWN = 36

# Longer lists of names are shown by their first and last.
MOST_NAMES = 4


def matrix_solution(worked: WorkedMatrix, detail: Detail = "standard") -> Document:
    """A gradient, Jacobian or Hessian: the way to each entry, then the matrix with its shape."""
    return (
        *_problem(worked),
        *note_remarks(worked.notes),
        *(() if detail == "brief" else _entries(worked, detail)),
        Answer(_name(worked), matrix_box(worked.answer)),
        *_remarks(worked),
        *domain_remark(worked.valid),
        check_remark(worked.verification),
    )


def component_names(name: str, count: int) -> list[Symbol]:
    """The names of the components of a function: the name itself if there is only one."""
    return [Symbol(name)] if count == 1 else [Symbol(f"{name}{place}") for place in range(1, count + 1)]


def _problem(worked: WorkedMatrix) -> Iterator[Block]:
    single = worked.kind != "jacobian"
    yield Prose((f"{TITLES[worked.kind]} with respect to ", row(*listed(worked.variables)), ":"))
    form: Form = worked.functions[0] if single else Vector(worked.functions)
    yield Display((Line(present(Symbol(worked.name)), present(form)),))
    constants = [symbol for symbol in symbols(*worked.functions) if symbol not in worked.variables]
    yield from held_constant(constants)


def _entries(worked: WorkedMatrix, detail: Detail) -> Iterator[Block]:
    names = component_names(worked.name, len(worked.functions))
    partially = len(worked.variables) > 1
    if len(worked.entries) > MOST_SHOWN:
        yield Remark("note", ("the way to each entry is left out, there are so many; each can be asked for by itself",))
        return
    for name, entries in zip(names if worked.kind != "hessian" else names * len(worked.rows), worked.rows, strict=True):
        shown = [entry for entry in entries if worked.kind != "hessian" or _upper(worked, entry)]
        for place, entry in enumerate(shown):
            if worked.kind != "jacobian" or place == 0:
                yield Heading(_title(worked, name, entry))
            others = [variable for variable in worked.variables if variable not in entry.variables]
            occurring = [variable for variable in others if variable in symbols(entry.problem_form)]
            if worked.kind != "hessian":
                yield from held_constant(occurring)
            yield Display(entry_lines(name, entry, partially=partially))
    if worked.kind == "hessian" and len(worked.variables) > 1:
        reason = "below the diagonal stand the same entries: where mixed derivatives are continuous, their order does not matter"
        yield Remark("note", (reason,))
    if detail == "full":
        yield rules_used([step for entry in worked.entries for step in entry.steps], reasons=True)


def _upper(worked: WorkedMatrix, entry: WorkedProblem) -> bool:
    first, second = (worked.variables.index(variable) for variable in entry.variables)
    return any(entry is other for other in worked.rows[first][second:])


def _title(worked: WorkedMatrix, name: Symbol, entry: WorkedProblem) -> str:
    if worked.kind == "jacobian":
        return f"Component {name.name.removeprefix(worked.name)}" if len(worked.functions) > 1 else "The only component"
    first, *others = (variable.name for variable in entry.variables)
    return f"By {first}" + "".join(f", then by {other}" for other in others)


def _name(worked: WorkedMatrix) -> Box:
    function = present(Symbol(worked.name))
    match worked.kind:
        case "gradient":
            return Row((NABLA, function))
        case "hessian":
            return Row((Text("H", "name"), function))
    return present(Derivative(Symbol(worked.name), worked.variables[0])) if len(worked.variables) == 1 else Text("J", "variable")


def _remarks(worked: WorkedMatrix) -> Iterator[Block]:
    rows, columns = worked.shape
    layout = "a row for each function" if worked.layout == "numerator" else "a column for each function"
    yield Remark("shape", (f"{rows}×{columns}, {worked.layout} layout: {layout}",))
    if worked.kind == "jacobian":
        inputs, outputs = len(worked.variables), len(worked.functions)
        sizes = f"it turns {inputs} number{'s' * (inputs > 1)} dx into {outputs} number{'s' * (outputs > 1)} df"
        product = "df = J dx" if worked.layout == "numerator" else "df = Jᵀ dx"
        yield Remark("note", (f"this is the matrix of the differential: {sizes}, to first order {product}",))
    kind = structure(worked.answer)
    if kind == "identity":
        yield Remark("note", ("this is the identity matrix",))
    elif kind == "diagonal":
        diagonal = joined(Text(", ", "words"), [present(line[place]) for place, line in enumerate(worked.answer)])
        yield Remark("note", ("only the diagonal differs from 0: diag(", diagonal, ")"))
    if worked.determinant is not None:
        yield Remark("value", ("the determinant is ", present(worked.determinant)))
    if worked.kind == "gradient":
        yield from _as_vector(worked)
    if worked.choice is not None and len(worked.variables) * len(worked.functions) > 1:
        chosen, other = worked.choice.mode, "reverse" if worked.choice.mode == "forward" else "forward"
        costs = {"forward": worked.choice.forward.operations, "reverse": worked.choice.reverse.operations}
        sentence = f"on the computation graph {chosen} accumulation is the cheaper way: {costs[chosen]} operations, against"
        same = f"on the computation graph both modes of accumulation take {costs[chosen]} operations"
        equal = costs[chosen] == costs[other]
        yield Remark("note", (same if equal else f"{sentence} {costs[other]} by {other} accumulation",))


def _as_vector(worked: WorkedMatrix) -> Iterator[Block]:
    change = Row((DIFFERENTIAL, present(Symbol(worked.name))))
    inner = Fence(Row((Text("g", "variable"), Text(", ", "words"), DIFFERENTIAL, Text("x", "variable"))), "⟨", "⟩")
    column = Matrix(tuple((present(entry.answer),) for line in worked.rows for entry in line))
    yield Prose(
        (
            "As a vector ", equals(Text("g", "variable"), column), " it gives the change ", equals(change, inner),
            "; the steepest way down is −g.",
        )
    )  # fmt: skip


def chain_solution(worked: WorkedChain, detail: Detail = "standard") -> Document:
    """The vector chain rule: both Jacobians with their shapes, their product, and the same in the variables."""
    blocks: list[Block] = [*_chain_problem(worked), *note_remarks(worked.notes)]
    outer, inner = worked.outer, worked.inner
    if detail != "brief":
        blocks.append(Heading("1. The Jacobian of the outer functions"))
        blocks.append(Display((Line(_outer_name(worked), matrix_box(outer.answer), (_shape(outer.shape),)),)))
        blocks.append(Heading("2. The Jacobian of the inner functions"))
        blocks.append(Display((Line(_inner_name(worked), matrix_box(inner.answer), (_shape(inner.shape),)),)))
        blocks.append(Heading("3. Their product"))
        blocks.append(Display(tuple(_product_lines(worked))))
        blocks.append(Heading("4. Entry by entry"))
        blocks.append(Display((_general_formula(worked),)))
        blocks.append(Heading("5. The same with differentials"))
        blocks.append(Display(tuple(_differentials(worked))))
        if detail == "full":
            steps = [step for each in (*outer.entries, *inner.entries) for step in each.steps]
            blocks.append(rules_used(steps, reasons=True))
    blocks.append(Answer(_whole_name(worked), matrix_box(worked.answer)))
    blocks.append(Remark("shape", (_shapes(worked),)))
    blocks.append(Remark("note", ("products of matrices do not commute: the outer Jacobian stands on the left",)))
    return (*blocks, *domain_remark(worked.valid), check_remark(worked.verification))


def _chain_problem(worked: WorkedChain) -> Iterator[Block]:
    yield Prose(("Derivative of a composition with respect to ", row(*listed(worked.inner.variables)), ":"))
    names = _outer_names(worked)
    outer = [Line(present(name), present(form)) for name, form in zip(names, worked.outer.functions, strict=True)]
    inner = [Line(present(name), present(form)) for name, form in zip(worked.names, worked.inner.functions, strict=True)]
    yield Display((*outer, *inner))


def _outer_names(worked: WorkedChain) -> list[Symbol]:
    taken = {symbol.name for symbol in symbols(*worked.outer.functions, *worked.inner.functions, *worked.names)}
    letter = next(letter for letter in ("f", "F", "h", "f_0") if not any(name.startswith(letter) for name in taken))
    return component_names(letter, len(worked.outer.functions))


def _outer_name(worked: WorkedChain) -> Box:
    return _jacobian_name(_outer_names(worked), worked.names)


def _inner_name(worked: WorkedChain) -> Box:
    return _jacobian_name(worked.names, worked.inner.variables)


def _whole_name(worked: WorkedChain) -> Box:
    return _jacobian_name(_outer_names(worked), worked.inner.variables)


def _jacobian_name(above: Sequence[Symbol], below: Sequence[Symbol]) -> Box:
    """∂(f₁, f₂)/∂(x, y), or ∂f/∂x."""
    return Fraction(Row((ROUND, _together(above))), Row((ROUND, _together(below))))


def _together(names: Sequence[Symbol]) -> Box:
    shown = list(map(present, names))
    if len(shown) > MOST_NAMES:
        shown[1:-1] = [Text("…", "punctuation")]
    return shown[0] if len(shown) == 1 else Fence(joined(COMMA, shown))


def _shape(shape: tuple[int, int]) -> str:
    return f"{shape[0]}×{shape[1]}"


def _shapes(worked: WorkedChain) -> str:
    return f"{_shape(worked.outer.shape)} · {_shape(worked.inner.shape)} = {_shape(worked.shape)}"


def _product_lines(worked: WorkedChain) -> Iterator[Line]:
    factors = Row((_outer_name(worked), DOT, _inner_name(worked)))
    yield Line(_whole_name(worked), factors, (f"chain rule, {_shapes(worked)}",))
    yield Line(None, Row((matrix_box(worked.outer.answer), DOT, matrix_box(worked.inner.answer))))
    yield Line(None, matrix_box(worked.product), ("rows times columns",))
    yield Line(None, matrix_box(worked.answer), ("put back and simplify",))


def _general_formula(worked: WorkedChain) -> Line:
    """∂fᵢ/∂xⱼ as a sum over the intermediate variables."""
    function = _outer_names(worked)[0]
    variable = worked.inner.variables[0]
    terms = [Row((partial(function, name), DOT, partial(name, variable))) for name in worked.names]
    return Line(partial(function, variable), joined(PLUS, terms), ("one term for each intermediate variable",))


def _differentials(worked: WorkedChain) -> Iterator[Line]:
    variables = worked.inner.variables
    step = Row((DIFFERENTIAL, present(variables[0]))) if len(variables) == 1 else Text("h", "variable")
    inner = _applied(Text("g", "variable"), step)
    composed = Fence(Row((Text("f", "variable"), Text("∘", "operator"), Text("g", "variable"))))
    yield Line(_applied(composed, step), _applied(Text("f", "variable"), inner), ("g the inner, f the outer functions",))
    yield Line(inner, Row((_inner_name(worked), DOT, step)), ("so both chain rules say the same",))


def _applied(function: Box, argument: Box) -> Box:
    return Row((Text("D", "differential"), function, Fence(argument, "[", "]")))


def total_solution(worked: WorkedProblem, detail: Detail = "standard") -> Document:
    """The total derivative: partial derivatives with the intermediate variables held constant, then their sum over all ways."""
    stage = worked.stages[0]
    last = stage.intermediates[-1]
    blocks: list[Block] = [
        Prose(("Total derivative with respect to ", present(stage.variable), ":")),
        Display(tuple(Line(present(each.name), present(each.meaning)) for each in (last, *stage.intermediates[:-1]))),
        *note_remarks(worked.notes),
    ]
    if detail != "brief" and last.locals:
        blocks += phases(stage, 1, reasons=detail == "full")
        blocks += simplification(stage, 5, small_moves=detail == "full")
        blocks += _partial_and_total(last.name, last.locals, stage.variable)
    blocks.append(Answer(present(Derivative(last.name, stage.variable)), present(worked.answer)))
    return (*blocks, *domain_remark(worked.valid), check_remark(worked.verification))


def _partial_and_total(name: Symbol, slopes: Sequence[LocalDerivative], variable: Symbol) -> Iterator[Block]:
    held = [local.operand for local in slopes if local.operand is not variable]
    direct = [local for local in slopes if local.operand is variable]
    if held and direct:
        yield Remark(
            "note",
            (
                "the partial derivative ", equals(partial(name, variable), present(direct[0].slope)), " holds ",
                row(*listed(held)), " constant; the total derivative lets ", "it" if len(held) == 1 else "them", " move with ",
                present(variable),
            ),
        )  # fmt: skip
