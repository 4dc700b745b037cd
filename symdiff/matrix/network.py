"""The gradients of a scalar by many parameters at once, in shared form: forward values, then adjoints backwards.

Every layer gets its own lines, so the answer grows with the network and not with the square of its depth.

Source: Griewank and Walther, Evaluating Derivatives, section 3.2 (reverse accumulation).
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from symdiff.derivation import Verification
from symdiff.errors import ParseError, ShapeError, UnsupportedError
from symdiff.forms import ONE, Form, substitute, walk
from symdiff.matrix.arrays import workspace
from symdiff.matrix.assumptions import normal, positive, read_assumptions, sample, structural
from symdiff.matrix.differentials import Calculus
from symdiff.matrix.naming import Intermediate, fresh_letter, names_in
from symdiff.matrix.preparing import prepared
from symdiff.matrix.reading import read
from symdiff.matrix.shortening import shortened
from symdiff.matrix.values import Program, Value, extent
from symdiff.matrix.workspace import Workspace, zero
from symdiff.terms.nodes import ELEMENTWISE, Apply, Array, shape_of
from symdiff.terms.shapes import ShapeLike, read_shape
from symdiff.wording.sentences import say

# Functions that get a name for what they are applied to, because their derivative is taken there.
_APPLIED = frozenset(ELEMENTWISE) | {"softmax", "logsumexp", "norm2", "inv", "det", "logdet", "max", "min", "where"}

# Functions that get a name for their value too: the layer behind them, or their own derivative, uses it.
_NAMED = frozenset(ELEMENTWISE) - {"log", "abs", "sign", "step"} | {"softmax", "inv"}

# What is applied to less than so many symbols needs no name.
SIMPLE = 4

# An adjoint with more symbols gets a name, and one that is used more than once with more than that.
LONG, SHORT = 14, 3

STEP = 1e-5
TOLERANCE = 1e-5


@dataclass(frozen=True, slots=True)
class Network:
    """The gradients of a scalar, with everything that is computed on the way.

    Attributes:
        expression: the scalar as typed.
        parameters: what it is differentiated by.
        forward: what is computed first, in order; the last is the scalar itself.
        backward: the adjoints that have names, in the order in which they are computed.
        gradients: the gradient by each parameter, in the shape of the parameter, in the names of both.
        verification: the comparison with differences of the scalar along random directions.
    """

    expression: Form
    parameters: tuple[Array, ...]
    forward: tuple[Intermediate, ...]
    backward: tuple[Intermediate, ...]
    gradients: Mapping[str, Form]
    verification: Verification

    @property
    def size(self) -> int:
        """How many operations all lines have together."""
        lines = [*(each.definition for each in (*self.forward, *self.backward)), *self.gradients.values()]
        return sum(1 for line in lines for form in walk(line) if form.children)


def backpropagate(
    expression: str,
    wrt: Sequence[str],
    shapes: Mapping[str, ShapeLike],
    assume: Mapping[str, str | Iterable[str]] | None = None,
) -> Network:
    """The gradients of a scalar by several parameters, found backwards through its graph.

    Parameters:
        expression: a scalar matrix expression, such as the loss of a network.
        wrt: the names of the parameters.
        shapes: the shape of every name.
        assume: what is assumed of a name.

    Raises:
        ParseError, ShapeError, LimitError: the expression cannot be read, or is not a scalar.
        UnsupportedError: no rule covers it, or the result could not be confirmed.

    >>> net = backpropagate("norm2(W@x + b)**2", ["W", "b"], {"W": "m,n", "x": "n", "b": "m"})
    >>> [f"{each.symbol.name} = {each.definition}" for each in net.forward]
    ['u1 = W @ x + b', 'u2 = norm2(u1)**2']
    >>> {name: str(gradient) for name, gradient in net.gradients.items()}
    {'W': '2*u1 @ x.T', 'b': '2*u1'}
    """
    sizes = {name: read_shape(shape) for name, shape in shapes.items()}
    known = {name: read_assumptions(name, given, sizes[name])[0] for name, given in (assume or {}).items() if name in sizes}
    for name in wrt:
        if name not in sizes:
            hint = say("give it a shape", example=f'shapes={{"{name}": "m,n"}}')
            raise ParseError(say("parameter without a shape", name=repr(name)), hint=hint)
    free = {name: found - structural(found) if name in wrt else found for name, found in known.items()}
    root = read(expression, sizes, free)
    if shape_of(root):
        raise ShapeError(say("gradients of a scalar", shape=str(shape_of(root))))
    parameters = tuple(Array(name, sizes[name], free.get(name, frozenset())) for name in wrt)
    return _backwards(workspace(), root, parameters)


def _backwards(work: Workspace, root: Form, parameters: tuple[Array, ...]) -> Network:
    problem, _ = prepared(root)
    forward = _segments(Calculus(work, parameters), problem)
    letter = fresh_letter(names_in(problem) | {each.symbol.name for each in forward})
    symbols = [each.symbol for each in forward]
    contributions: dict[Form, list[Form]] = defaultdict(list)
    contributions[symbols[-1]].append(ONE)
    backward: list[Intermediate] = []
    for each in reversed(forward):
        if each.symbol not in contributions:
            continue
        adjoint = work.add(*contributions[each.symbol])
        inner = [form for form in walk(each.definition) if form in symbols or form in parameters]
        uses = len(inner)
        cost = work.cost(adjoint)
        if cost > LONG or (uses > 1 and cost > SHORT):
            symbol = Array(f"{letter}{len(backward) + 1}", each.symbol.shape)
            backward.append(Intermediate(symbol, shortened(work, adjoint), adjoint))
            adjoint = symbol
        calculus = Calculus(work, [form for form in inner if isinstance(form, Array)])
        found, _, _ = calculus.adjoints(each.definition, adjoint)
        for form in inner:
            contributions[form].append(_by_name(work, found[form], each))
    gradients = {each.name: shortened(work, work.add(zero(each.shape), *contributions.get(each, ()))) for each in parameters}
    checked = _checked(root, parameters, forward, backward, gradients)
    return Network(root, parameters, forward, tuple(backward), gradients, checked)


def _by_name(work: Workspace, adjoint: Form, each: Intermediate) -> Form:
    """An adjoint with the value that it uses called by its name: tanh(u1) is u2 already."""
    normal = work.normalize(each.definition)
    if not isinstance(normal, Apply) or normal.operation not in _NAMED:
        return adjoint
    replaced = substitute(adjoint, {normal: each.symbol})
    return adjoint if replaced is adjoint else work.normalize(replaced)


def _segments(calculus: Calculus, root: Form) -> tuple[Intermediate, ...]:
    """The expression cut into lines: names for function values, for what functions are applied to, for what is used twice."""
    uses: dict[Form, int] = {}
    named: set[Form] = {root}
    applied: set[Form] = set()
    for form in walk(root):
        for child in form.children:
            uses[child] = uses.get(child, 0) + 1
        if isinstance(form, Apply) and form.operation in _APPLIED and calculus.moves(form):
            named.update([form] if form.operation in _NAMED else [])
            applied.update(child for child in form.children if isinstance(child, Apply) and calculus.moves(child))
    letter = fresh_letter(names_in(root))
    found: list[Intermediate] = []
    known: dict[Form, Form] = {}
    for node in calculus.order(root):
        definition = substitute(node, known)
        long = calculus.work.cost(definition) > SIMPLE
        if node in named or (long and (node in applied or uses.get(node, 0) > 1)):
            symbol = Array(f"{letter}{len(found) + 1}", shape_of(node))
            found.append(Intermediate(symbol, definition, node))
            known[node] = symbol
    if not found:
        raise UnsupportedError(say("gradients all 0"))
    return tuple(found)


# --- the check -------------------------------------------------------------------------------------------------------------


def _checked(
    root: Form,
    parameters: tuple[Array, ...],
    forward: Sequence[Intermediate],
    backward: Sequence[Intermediate],
    gradients: Mapping[str, Form],
) -> Verification:
    """Along a random direction of each parameter the scalar changes by ⟨gradient, direction⟩; at two sets of dimensions."""
    arrays = {form.name: form for form in walk(root) if isinstance(form, Array)}
    arrays.update({each.name: each for each in parameters})
    letters = sorted({letter for each in arrays.values() for dimension in each.shape for letter in dimension.letters})
    lines: dict[Form, Form] = {each.symbol: each.definition for each in (*forward, *backward)}
    full = [_unfolded(gradients[each.name], lines) for each in parameters]
    checked: list[Mapping[str, Fraction]] = []
    worst = 0.0
    for extents in ((3, 2, 4), (2, 3, 2)):
        sizes = {letter: extents[place % 3] for place, letter in enumerate(letters)}
        error = _error(root, parameters, arrays, full, sizes)
        if error is None:
            continue
        checked.append({letter: Fraction(size) for letter, size in sizes.items()})
        worst = max(worst, error)
        if error > TOLERANCE:
            raise UnsupportedError(say("gradients not confirmed"))
    return Verification(True if checked else None, say("central differences along directions"), tuple(checked), worst)


def _unfolded(root: Form, lines: Mapping[Form, Form]) -> Form:
    """A line with every name replaced by what it stands for; shared parts stay shared."""
    known: dict[Form, Form] = {}
    for symbol, definition in lines.items():
        known[symbol] = substitute(definition, known)
    return substitute(root, known)


def _error(
    root: Form, parameters: tuple[Array, ...], arrays: Mapping[str, Array], gradients: list[Form], sizes: Mapping[str, int]
) -> float | None:
    program = Program([root], sizes, [each.name for each in parameters])
    answers = Program(gradients, sizes)
    for attempt, way in enumerate((normal, positive, normal, positive)):
        random = Random(zlib.crc32(f"{attempt}{len(arrays)}".encode()))
        point = {name: sample(random, extent(each, sizes), each.assumptions, way) for name, each in arrays.items()}
        try:
            base = program.run(point)[0][0]
            slopes = answers.run(point)
            worst = 0.0
            for each, slope in zip(parameters, slopes, strict=True):
                direction = normal(random, extent(each, sizes))
                worst = max(worst, _along(program, each.name, point[each.name], direction, slope, abs(base)))
        except (ArithmeticError, ValueError):
            continue
        if worst <= TOLERANCE or attempt > 1:
            return worst
    return None


def _along(program: Program, name: str, start: Value, direction: Value, slope: Value, size: float) -> float:
    ahead, behind = (
        program.rerun(name, [entry + sign * STEP * step for entry, step in zip(start, direction, strict=True)])[0][0]
        for sign in (1, -1)
    )
    program.rerun(name, start)
    found = (ahead - behind) / (2 * STEP)
    expected = sum(a * b for a, b in zip(slope, direction, strict=True))
    return abs(found - expected) / max(1.0, abs(found), size)
