"""A matrix derivative as a document: intermediate variables, their differentials, the named moves, the answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symdiff.forms import ONE, Form, substitute, walk
from symdiff.matrix.chain import Chain, chain_rule
from symdiff.matrix.deriving import Problem, Solved, Stage
from symdiff.matrix.differentials import Calculus, Move
from symdiff.matrix.holding import Condition
from symdiff.matrix.naming import Intermediate, intermediates, names_in, replacements, shared
from symdiff.matrix.network import Network
from symdiff.matrix.present import present, shape_box
from symdiff.notation import Box, Fraction, Text, equals, joined, row
from symdiff.notation.boxes import COMMA, Row, operator, raised, words
from symdiff.terms.nodes import Apply, Array, shape_of
from symdiff.terms.text import write
from symdiff.views.blocks import Answer, Block, Display, Document, Heading, Line, Prose, Remark, RuleList, Words
from symdiff.views.remarks import check_remark
from symdiff.views.solution import ORDINALS, Detail
from symdiff.views.statements import with_mathematics

PARTIAL = Text("∂", "differential")

# Longer equations are written on two lines.
LONGEST_LINE = 60

WAYS = {
    "gradient": "Bring every term to a scalar product with the differential",
    "jacobian": "Read off the Jacobian",
    "by scalar": "Read off the derivative",
}


def solution(solved: Solved, detail: Detail = "standard") -> Document:
    """The solution as blocks, in reading order.

    Parameters:
        solved: the problem and all that was found.
        detail: ``brief`` (the problem and the answer), ``standard``, or ``full`` (with shapes, reasons, and the chain rule).
    """
    blocks = [*_problem(solved.problem), *(Remark("note", (note,)) for note in solved.notes)]
    if detail != "brief":
        for place, stage in enumerate(solved.stages):
            if len(solved.stages) > 1:
                blocks.append(Heading(f"{ORDINALS[place]} derivative"))
            blocks += _stage(solved, stage, detail)
    return (*blocks, *_closing(solved))


def derivative_name(problem: Problem) -> Box:
    """What the answer is called: ∂f/∂X."""
    above: Box = present(_root(problem.expression))
    below = present(problem.variable)
    if problem.order == 1:
        return Fraction(Row((PARTIAL, above)), Row((PARTIAL, below)))
    order = Text(str(problem.order), "number")
    if problem.variable.shape:
        return Fraction(
            Row((raised(PARTIAL, order), above)), Row((PARTIAL, below, PARTIAL, raised(below, Text("⊤", "variable"))))
        )
    return Fraction(Row((raised(PARTIAL, order), above)), Row((PARTIAL, raised(below, order))))


def _root(expression: Form) -> Array:
    """The name of the whole expression: f for a scalar, y for a vector, Y for a matrix."""
    taken = names_in(expression)
    usual = "fyY"[len(shape_of(expression))]
    name = next(name for name in (usual, "F", "g", "G", "h", "f_1", "f_2", "f_3", "f_4") if name not in taken)
    return Array(name, shape_of(expression))


def _problem(problem: Problem) -> Iterator[Block]:
    times = "" if problem.order == 1 else f" {problem.order} times"
    yield Prose((f"Differentiate{times} with respect to ", present(problem.variable), f" ({problem.layout} layout):"))
    yield Display((Line(present(_root(problem.expression)), present(problem.expression)),))
    yield Prose(tuple(_shapes(problem)))


def _shapes(problem: Problem) -> Iterator[str | Box]:
    arrays = {form.name: form for form in _arrays(problem)}
    for place, (_, form) in enumerate(sorted(arrays.items())):
        yield "; " if place else "Here "
        yield present(form)
        yield " is "
        yield shape_box(form.shape) if form.shape else words("a scalar")
        if form.assumptions:
            yield ", " + " and ".join(sorted(form.assumptions))
    yield "."


def _arrays(problem: Problem) -> Iterator[Array]:
    for form in walk(problem.expression):
        if isinstance(form, Array):
            yield problem.variable if form.name == problem.variable.name else form
    yield problem.variable


# --- the steps -------------------------------------------------------------------------------------------------------------


def _stage(solved: Solved, stage: Stage, detail: Detail) -> Iterator[Block]:
    calculus = Calculus(solved.work, [solved.problem.free_variable])
    whole = _root(stage.expression).name
    named = intermediates(calculus, stage.expression, whole) if stage.differentials else ()
    known = replacements(solved.work, named)
    if stage.identities:
        yield Heading("Before differentiating")
        yield Display(tuple(Line(present(before), present(after), (rule.name,)) for rule, before, after in stage.identities))
    if len(named) > 1:
        yield Heading("Intermediate variables")
        yield Display(tuple(Line(present(each.symbol), present(each.definition), _size(each.symbol, detail)) for each in named))
    if stage.differentials:
        yield Heading("Differentials")
        yield Display(tuple(_differential_lines(stage, known, detail)))
        if detail == "full":
            yield _rules_used(stage)
    yield Heading(WAYS[stage.way])
    moves = tuple(_move_lines(stage.moves, known))
    if moves:
        yield Display(moves)
    yield Display(tuple(_read_off(solved, stage)))
    if detail == "full" and stage.way != "by scalar":
        chain = chain_rule(solved.work, stage.expression, solved.problem.free_variable, whole)
        if chain is not None:
            yield from chain_blocks(chain)


def _size(form: Form, detail: Detail) -> Words:
    return (shape_box(shape_of(form)),) if detail == "full" else ()


def _differential_lines(stage: Stage, known: Mapping[Form, Form], detail: Detail) -> Iterator[Line]:
    for each in stage.differentials:
        reason: Words = (each.rule.name,)
        if detail == "full":
            reason = (each.rule.name, ", ", shape_box(shape_of(each.node)))
        left, right = substitute(Apply("d", (each.node,)), known), substitute(each.right, known)
        yield Line(present(left), present(right), reason)


def _rules_used(stage: Stage) -> RuleList:
    """The rules behind the differentials, each once, with its equation and why it is true."""
    rules = dict.fromkeys(each.rule for each in stage.differentials)
    return RuleList(
        tuple((rule.name, equals(present(rule.before), present(rule.after)), with_mathematics(rule.why)) for rule in rules)
    )


def _read_off(solved: Solved, stage: Stage) -> Iterator[Line]:
    variable = solved.problem.free_variable
    whole, change = Apply("d", (_root(stage.expression),)), Apply("d", (variable,))
    match stage.way:
        case "gradient":
            yield Line(present(whole), present(_pairing(stage.found, change)), ("collected",))
        case "jacobian":
            product = Apply("matmul", (stage.found, _as_vector(change)))
            yield Line(present(_as_vector(whole)), present(product), ("collected",))
        case _:
            yield Line(Fraction(present(whole), present(change)), present(stage.found), ("collected",))
    if solved.stages[-1] is stage and solved.simplified is not stage.found:
        reason = "free entries only" if solved.problem.structured else "simplified"
        yield from _equation(stage.found, solved.simplified, reason)


def _equation(left: Form, right: Form, reason: str) -> Iterator[Line]:
    """An equation with its reason, on two lines if it is long."""
    if len(write(left)) + len(write(right)) > LONGEST_LINE:
        yield Line(None, present(left), relation="")
        yield Line(None, present(right), (reason,))
    else:
        yield Line(present(left), present(right), (reason,))


def _move_lines(moves: Sequence[Move], known: Mapping[Form, Form]) -> Iterator[Line]:
    """The moves in order, without those that only take a scalar past a scalar."""
    for move in moves:
        if not shape_of(move.whole) and not shape_of(move.part):
            continue
        before = substitute(_pairing(move.before, move.whole), known)
        after = substitute(_pairing(move.after, move.part), known)
        yield from _equation(before, after, move.name)


def _pairing(adjoint: Form, whole: Form) -> Form:
    """⟨adjoint, whole⟩; of scalars, the product."""
    if shape_of(whole):
        return Apply("inner", (adjoint, whole))
    return whole if adjoint is ONE else Apply("mul", (adjoint, whole))


def _as_vector(form: Apply) -> Form:
    return Apply("vec", (form,)) if len(form.shape) == 2 else form


def chain_blocks(chain: Chain) -> Iterator[Block]:
    """The same by the vector chain rule: local Jacobians with their shapes, and their product."""
    yield Heading("The same by the chain rule")
    yield Display(tuple(Line(_by(each.of, each.by), present(each.matrix), (shape_box(each.shape),)) for each in chain.locals))
    last = chain.intermediates[-1].symbol
    totals = {each.symbol: total for each, total in zip(chain.intermediates, chain.totals, strict=True)}
    lines: list[Line] = []
    for each in chain.intermediates:
        parts = [step for step in chain.locals if step.of is each.symbol]
        products = [
            row(
                _by(step.of, step.by),
                *((Text(" ", "times"), _by(step.by, chain.variable)) if step.by is not chain.variable else ()),
            )
            for step in parts
        ]
        if each.symbol is last or len(products) > 1:
            lines.append(Line(_by(each.symbol, chain.variable), joined(operator("+"), products)))
            lines.append(Line(None, present(totals[each.symbol]), ("product of the Jacobians",)))
    yield Display(tuple(lines))


def _by(above: Form, below: Form) -> Box:
    return Fraction(Row((PARTIAL, present(above))), Row((PARTIAL, present(below))))


# --- the end ---------------------------------------------------------------------------------------------------------------


def _closing(solved: Solved) -> Iterator[Block]:
    named, short = shared(solved.work, solved.result)
    if named:
        yield Prose(("With names for what is repeated:",))
        yield Display(tuple(Line(present(each.symbol), present(each.definition)) for each in named))
    yield Answer(derivative_name(solved.problem), present(short))
    yield Remark("shape", (*_shape_words(solved), f", in {solved.problem.layout} layout"))
    if solved.domain:
        yield Remark("domain", tuple(_holding(solved.domain)))
    yield check_remark(solved.verification)


def _holding(domain: Sequence[Condition]) -> Iterator[str | Box]:
    for place, each in enumerate(domain):
        yield ", and where " if place else "where "
        yield present(each.term)
        yield f" {each.claim}"


def _shape_words(solved: Solved) -> Sequence[str | Box]:
    shape = shape_of(solved.result)
    return ("a scalar",) if not shape else (shape_box(shape),)


def network_solution(network: Network) -> Document:
    """The gradients of a scalar by many parameters: values forwards, adjoints backwards, the gradients."""
    blocks: list[Block] = [
        Prose(
            (
                "Differentiate with respect to ",
                joined(COMMA, [present(each) for each in network.parameters]),
                " by reverse accumulation:",
            )
        ),
        Heading("Forwards: the values"),
        Display(tuple(_defined(each) for each in network.forward)),
    ]
    if network.backward:
        blocks += [Heading("Backwards: the adjoints"), Display(tuple(_defined(each) for each in network.backward))]
    last = network.forward[-1].symbol
    blocks.append(Heading("The gradients"))
    for each, gradient in zip(network.parameters, network.gradients.values(), strict=True):
        blocks.append(Answer(_by(last, each), present(gradient)))
    step = (present(last), "; with a step width η, a step of gradient descent subtracts η times each gradient from its parameter")
    return (*blocks, Remark("note", ("these are the gradients of ", *step)), check_remark(network.verification))


def _defined(each: Intermediate) -> Line:
    return Line(present(each.symbol), present(each.definition), (shape_box(each.symbol.shape),))
