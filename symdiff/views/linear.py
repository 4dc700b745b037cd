"""Linear models, directional derivatives and steepest descent as documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symdiff.forms import Form, Negative, Piecewise, Sum, Symbol, symbols
from symdiff.notation import COMMA, PLUS, THIN, Box, Fence, Matrix, Row, equals, fence, joined, lowered, present, words
from symdiff.notation.boxes import DIFFERENTIAL, DOT, Fraction, Text
from symdiff.several.descent import Descended, Descent
from symdiff.several.linear import DirectionalDerivative, LinearModel
from symdiff.several.matrix import WorkedMatrix
from symdiff.views.blocks import Answer, Block, Display, Document, Heading, Line, Prose, Remark, Table
from symdiff.views.partials import entry_lines, partial
from symdiff.views.remarks import check_remark, domain_remark, held_constant, note_remarks
from symdiff.views.several import NABLA
from symdiff.views.solution import Detail

# Longer runs are shown by their first and last rows.
MOST_ROWS = 24


def linear_solution(model: LinearModel, detail: Detail = "standard") -> Document:
    """The differential, the tangent line or plane, and a table of the error of the linear model."""
    name = Symbol(model.derivatives.name)
    several = len(model.variables) > 1
    blocks: list[Block] = [
        Prose(("Linear model at ", _point(model.point), ":")),
        Display((Line(_applied(name, model.variables), present(model.function)),)),
        *_constants(model),
        *note_remarks(model.notes),
    ]
    if detail != "brief":
        blocks.append(Heading("1. Derivatives" if several else "1. Derivative"))
        blocks += _derivatives(model.derivatives)
        blocks.append(Heading("2. Differential"))
        blocks.append(Display(tuple(_differential(model, name))))
        blocks.append(Heading("3. At the point"))
        blocks.append(Display(tuple(_values(model, name))))
        blocks.append(Heading(f"4. Tangent {'plane' if several else 'line'}"))
        blocks.append(Display((Line(_linear_name(model), present(model.touching), ("value plus slope times distance",)),)))
    blocks.append(Answer(_linear_name(model), present(model.model)))
    if model.errors and detail != "brief":
        blocks += _errors(model)
    return (*blocks, *domain_remark(model.derivatives.valid), check_remark(model.verification))


def _linear_name(model: LinearModel) -> Box:
    return _applied(Symbol("L"), model.variables)


def _applied(name: Symbol, arguments: Sequence[Form]) -> Box:
    return Row((present(name), fence(joined(COMMA, map(present, arguments)))))


def _point(point: Mapping[Symbol, Form]) -> Box:
    return joined(COMMA, (equals(present(name), present(value)) for name, value in point.items()))


def _constants(model: LinearModel) -> Iterator[Prose]:
    letters = [symbol for symbol in symbols(model.function) if symbol not in model.variables and symbol not in model.point]
    yield from held_constant(letters)


def _derivatives(worked: WorkedMatrix) -> Iterator[Block]:
    name = Symbol(worked.name)
    for entry in worked.rows[0]:
        yield Display(entry_lines(name, entry, partially=len(worked.variables) > 1))


def _d(variable: Symbol) -> Box:
    return Row((DIFFERENTIAL, present(variable)))


def _differential(model: LinearModel, name: Symbol) -> Iterator[Line]:
    several = len(model.variables) > 1
    step = fence(joined(COMMA, map(_d, model.variables))) if several else _d(model.variables[0])
    left = Row((DIFFERENTIAL, present(name), Fence(step, "[", "]")))
    if several:
        yield Line(left, joined(PLUS, (Row((partial(name, each), DOT, _d(each))) for each in model.variables)))
    slopes = [entry.answer for entry in model.derivatives.rows[0]]
    yield Line(None if several else left, _combination(slopes, model.variables), ("the part of the change that is linear",))


def _combination(slopes: Sequence[Form], variables: Sequence[Symbol]) -> Box:
    terms = []
    for slope, variable in zip(slopes, variables, strict=True):
        inside = present(slope)
        bracketed = isinstance(slope, Sum | Negative | Piecewise)
        terms.append(Row((fence(inside), _d(variable))) if bracketed else Row((inside, THIN, _d(variable))))
    return joined(PLUS, terms)


def _values(model: LinearModel, name: Symbol) -> Iterator[Line]:
    yield Line(_applied(name, [model.point[variable] for variable in model.variables]), present(model.value))
    for variable, slope in zip(model.variables, model.slopes, strict=True):
        left = partial(name, variable) if len(model.variables) > 1 else Fraction(_d(name), _d(variable))
        yield Line(left, present(slope))


def _errors(model: LinearModel) -> Iterator[Block]:
    h = Symbol("h")
    moved = "every variable" if len(model.variables) > 1 else model.variables[0].name
    yield Heading("Error of the linear model")
    yield Prose((f"With {moved} moved by h, the error divided by the distance goes to 0: the error is o(h).",))
    header = (present(h), words("value"), words("linear model"), words("error"), words("error / distance"))
    rows = tuple(
        (
            words(f"{float(each.h):g}"),
            words(f"{each.value:.10g}"),
            words(f"{each.model:.10g}"),
            words(f"{each.error:.3g}"),
            words(f"{each.ratio:.3g}"),
        )
        for each in model.errors
    )
    yield Table(header, rows)


def directional_solution(found: DirectionalDerivative, detail: Detail = "standard") -> Document:
    """The gradient, the direction of length 1, and their product."""
    worked = found.derivatives
    name, direction = Symbol(worked.name), Text("v", "variable")
    asked = Row((lowered(Text("D", "differential"), direction), present(name)))
    blocks: list[Block] = [
        Prose(("Derivative in the direction ", equals(direction, _column(found.direction)), ":")),
        Display((Line(_applied(name, worked.variables), present(worked.functions[0])),)),
        *note_remarks(found.notes),
    ]
    if detail != "brief":
        blocks.append(Heading("1. Gradient"))
        blocks += _derivatives(worked)
        blocks.append(Heading("2. Direction of length 1"))
        length = Fence(direction, "‖", "‖")
        blocks.append(
            Display((Line(length, present(found.length)), Line(Fraction(direction, length), _column(found.unit))))
        )
        blocks.append(Heading("3. Gradient times direction"))
        blocks.append(Display(tuple(_product(found, asked, name))))
    blocks.append(Answer(asked, present(found.answer)))
    if found.value is not None:
        blocks.append(Remark("value", ("at ", _point(found.point), " it is ", present(found.value))))
    blocks.append(Remark("note", ("it is largest in the direction of the gradient, where it is the length of the gradient",)))
    return (*blocks, *domain_remark(worked.valid), check_remark(found.verification))


def _product(found: DirectionalDerivative, asked: Box, name: Symbol) -> Iterator[Line]:
    direction = Text("v", "variable")
    yield Line(asked, Row((Row((NABLA, present(name))), DOT, Fraction(direction, Fence(direction, "‖", "‖")))))
    yield Line(None, Fraction(present(found.product), present(found.length)))
    yield Line(None, present(found.answer), ("simplified",))


def _column(entries: Sequence[Form]) -> Box:
    return Matrix(tuple((present(entry),) for entry in entries))


def descent_solution(found: Descent, detail: Detail = "standard") -> Document:
    """The direction of steepest descent, and a table of the run."""
    worked = found.derivatives
    name = Symbol(worked.name)
    blocks: list[Block] = [
        Prose(("Gradient descent with the rate ", f"{float(found.rate):g}", ":")),
        Display((Line(_applied(name, found.variables), present(found.function)),)),
    ]
    if detail != "brief":
        blocks.append(Heading("1. Gradient"))
        blocks += _derivatives(worked)
        blocks.append(Heading("2. Steepest descent"))
        inner = Fence(joined(Row((COMMA, THIN)), (Text("g", "variable"), Text("h", "variable"))), "⟨", "⟩")
        blocks.append(
            Prose(("To first order a step h changes ", present(name), " by ", inner, ", which is least when h points along −g."))
        )
        blocks.append(Display(tuple(_steps(found, name))))
        blocks.append(Heading("3. The run"))
        blocks.append(_run(found, name))
    last = found.rows[-1]
    names, place = (joined(COMMA, boxes) for boxes in (map(present, found.variables), map(_decimal, last.point)))
    several = len(last.point) > 1
    blocks.append(Answer(fence(names) if several else names, fence(place) if several else place))
    blocks.append(Remark("value", (f"after {len(found.rows) - 1} steps ", present(name), f" is {_number(last.value)}")))
    return (*blocks, *note_remarks(found.notes), check_remark(found.verification))


def _steps(found: Descent, name: Symbol) -> Iterator[Line]:
    for variable in found.variables:
        slope = partial(name, variable) if len(found.variables) > 1 else Fraction(_d(name), _d(variable))
        change = Row((present(variable), Text("−", "operator"), words(f"{float(found.rate):g}"), DOT, slope))
        yield Line(present(variable), change, ("one step",), "←")


def _run(found: Descent, name: Symbol) -> Table:
    length = Fence(Row((NABLA, present(name))), "‖", "‖")
    header = (Text("k", "variable"), *map(present, found.variables), present(name), length)
    numbered = list(enumerate(found.rows))
    if len(numbered) > MOST_ROWS:
        half = MOST_ROWS // 2
        numbered = [*numbered[:half], *numbered[-half:]]
    return Table(header, tuple((words(str(number)), *_row(each)) for number, each in numbered))


def _row(found: Descended) -> Iterator[Box]:
    return map(_decimal, (*found.point, found.value, found.steepness))


def _decimal(value: float) -> Box:
    return words(_number(value))


def _number(value: float) -> str:
    return f"{value:.6g}"
