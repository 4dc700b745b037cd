"""From a problem to its worked solution: derive, put back, simplify, say where it holds, check."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from symdiff.calculus.building import flatten, tidy_sum
from symdiff.calculus.engine import derive
from symdiff.calculus.intermediates import introduce, result_name
from symdiff.calculus.limit import by_limit
from symdiff.calculus.logarithmic import by_logarithm
from symdiff.calculus.method import MethodResult
from symdiff.derivation import Intermediate, Simplified, Stage, ordered
from symdiff.domain import natural_domain, where
from symdiff.errors import LimitError, SymdiffError
from symdiff.forms import FALSE, ONE, TRUE, Derivative, Form, Symbol, product_of, substitute, transform, tree_size
from symdiff.memory import collection_paused
from symdiff.simplify import alternatives, simplify
from symdiff.verify import verify_equation
from symdiff.wording.sentences import say
from symdiff.worked import WorkedProblem

METHODS = {"limit": by_limit, "logarithmic": by_logarithm}

# Larger answers are written in intermediate variables.
LARGEST_ANSWER = 4000


@collection_paused()
def solve(problem: Form, variables: Sequence[Symbol], method: str, simplifying: bool, name: str = "") -> WorkedProblem:
    """Differentiate by one variable after the other and check the result.

    Parameters:
        problem: the expression.
        variables: the variables of differentiation in order, one for each differentiation.
        method: ``auto``, ``intermediate``, ``rules``, ``logarithmic`` or ``limit``.
        simplifying: whether the answer is simplified.
        name: what the problem calls its function, or ``""``.

    Raises:
        UnsupportedError: if no rule covers a part of the problem, or the method does not serve it.
        LimitError: if a derivative that is to be differentiated again is too large.
        SymdiffError: if the problem or its derivative has no value anywhere.
    """
    start = transform(problem, resolve)
    stages: list[Stage] = []
    base = Symbol(name) if name else result_name(problem, variables[0])
    for place, variable in enumerate(variables):
        if stages and not stages[-1].substituted:
            raise LimitError(say("too long to go on", number=place, most=LARGEST_ANSWER))
        expression = stages[-1].answer if stages else start
        stages.append(differentiate_once(expression, variable, method, simplifying, name_of_stage(base, variables, place)))
    last = stages[-1]
    answer = last.answer if last.substituted else put_back(last.answer, last.intermediates)
    target = reduce(Derivative, variables, problem)
    other_forms = alternatives(answer, problem=start, variable=last.variable) if last.substituted and simplifying else ()
    valid = where_valid(start, stages) if last.substituted else TRUE
    verification = verify_equation(target, answer)
    if valid is FALSE and not verification.ok:
        nowhere = where(natural_domain(start)) is FALSE
        raise SymdiffError(say("expression has no value") if nowhere else say("derivative has no value"))
    return WorkedProblem(
        problem,
        tuple(stages),
        method,
        valid,
        verification,
        tuple(other for other in other_forms if verify_equation(answer, other.form).ok),
    )


def name_of_stage(base: Symbol, variables: Sequence[Symbol], done: int) -> Symbol:
    """What is differentiated after some differentiations: y, then y′ and y″; y with subscripts where variables differ."""
    if len(set(variables)) == 1 or not done:
        return Symbol(base.name + "'" * done)
    return Symbol(f"{base.name}_{''.join(variable.name for variable in variables[:done])}")


def differentiate_once(expression: Form, variable: Symbol, method: str, simplifying: bool, name: Symbol) -> Stage:
    """One differentiation of an expression that contains no derivative."""
    found = derive(expression, variable)[expression]
    intermediates = introduce(expression, variable, name)
    substituted = tree_size(found.result) <= LARGEST_ANSWER
    unsimplified = found.result if substituted else in_intermediates(intermediates, variable)
    argument = METHODS[method](expression, variable) if method in METHODS else MethodResult()
    start = argument.unsimplified if argument.steps else unsimplified
    simplified = (
        simplify(start, problem=expression, variable=variable) if simplifying and substituted else Simplified(start)
    )
    return Stage(
        expression,
        variable,
        tuple(ordered((found.step,))),
        intermediates,
        start,
        simplified,
        argument.steps,
        argument.table,
        substituted,
        argument.notes,
    )


def resolve(form: Form) -> Form:
    """A derivative that the problem itself contains, found; any other form as it is."""
    match form:
        case Derivative(expression, Symbol() as variable, order):
            for _ in range(order):
                found = derive(expression, variable)[expression].result
                expression = simplify(found, problem=expression, variable=variable).result
            return expression
    return form


def in_intermediates(intermediates: Sequence[Intermediate], variable: Symbol) -> Form:
    """The derivative of the last intermediate variable, written in the earlier ones.

    Along a chain it is the product of the local derivatives.  Where a variable is used in several places, the derivatives of
    the operands of the last line are left standing, since each path written out would be a term.
    """
    if all(len(each.locals) == 1 for each in intermediates):
        return flatten_chain([each.locals[0].slope for each in reversed(intermediates)])
    last = intermediates[-1]
    terms = (
        each.slope if each.operand is variable else flatten((each.slope, Derivative(each.operand, variable)))
        for each in last.locals
    )
    return tidy_sum(tuple(terms))


def flatten_chain(slopes: Sequence[Form]) -> Form:
    """The product of all local derivatives along a chain, however long."""
    return product_of(slope for slope in slopes if slope is not ONE)


def put_back(answer: Form, intermediates: Sequence[Intermediate]) -> Form:
    """An answer in intermediate variables with their meanings put back; a tree with many shared parts."""
    return substitute(answer, {each.name: each.whole for each in intermediates})


def where_valid(start: Form, stages: Sequence[Stage]) -> Form:
    """Where the problem is defined, every step holds, and so does the answer before and after simplifying."""
    conditions = [natural_domain(start)]
    for stage in stages:
        conditions += [natural_domain(stage.unsimplified), stage.simplified.valid]
        # The step of an outer function speaks of its own letter; the chain rule repeats its condition for the argument.
        conditions += [step.valid for step in stage.steps if step.left.children[1:] == (stage.variable,)]
    return where(*conditions)
