"""Differentials: the rule for each node of an expression, and the moves that carry an adjoint or a Jacobian through it.

Everything rests on two tables of ``rules/matrix.py``: an equation for the differential of each operation, and for each map
that is linear in a differential its adjoint and its matrix.  Gradients are found by reverse accumulation of adjoints,
Jacobians by reverse accumulation of products of matrices, derivatives by a scalar forwards.

Source: Magnus and Neudecker, Matrix Differential Calculus, chapters 5 and 9; Griewank and Walther, Evaluating Derivatives,
chapter 3, for the accumulation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from symdiff.derivation import Rule
from symdiff.errors import UnsupportedError
from symdiff.forms import ONE, ZERO, Form, Number, walk
from symdiff.matrix.matching import Bindings, Broadcasting, fill, head, match
from symdiff.matrix.workspace import Workspace, is_scalar, zero
from symdiff.rules import matrix as rules
from symdiff.rules.matrix import LinearMap
from symdiff.rules.matrix_letters import d
from symdiff.terms.nodes import COMPARISONS, Apply, Array, Parameters, eye, shape_of
from symdiff.terms.shapes import Shape, shaped
from symdiff.wording.sentences import Sentence, say

# A power of a matrix with a larger exponent is not written out factor by factor.
LARGEST_POWER = 12


def _left_sides() -> Mapping[str, tuple[Rule, ...]]:
    heads: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules.DIFFERENTIALS:
        heads[head(rule.before.children[0])].append(rule)
    return {name: tuple(found) for name, found in heads.items()}


_RULES = _left_sides()
_NAMED = {rule.name: rule for rule in rules.DIFFERENTIALS}

# The rules about two operands that serve any number of them.
_TITLES = {"add": "sum rule", "mul": "element-wise product rule", "matmul": "product rule", "stack": "sum rule"}


def _maps() -> Mapping[tuple[str, int], tuple[LinearMap, ...]]:
    found: dict[tuple[str, int], list[LinearMap]] = defaultdict(list)
    for each in rules.LINEAR_MAPS:
        whole = each.whole
        assert isinstance(whole, Apply)
        found[whole.operation, whole.operands.index(each.moving)].append(each)
    return {key: tuple(group) for key, group in found.items()}


_MAPS = _maps()


@dataclass(frozen=True, slots=True)
class Differential:
    """One rule applied to one node: d(node) = right, a term linear in the differentials of its operands."""

    rule: Rule
    node: Form
    right: Form


@dataclass(frozen=True, slots=True)
class Move:
    """One step of carrying an adjoint through a linear map: ⟨before, whole⟩ = ⟨after, part⟩."""

    name: str
    why: str
    before: Form
    whole: Form
    after: Form
    part: Form


class Calculus:
    """The differentials of one expression by one variable; its terms are built in one workspace."""

    def __init__(self, work: Workspace, moving: Iterable[Array]) -> None:
        self.work = work
        self.variables = frozenset(moving)
        self._moves: dict[Form, bool] = {}
        self._carries: dict[Form, bool] = {}
        self._found: dict[Form, Differential] = {}

    def moves(self, root: Form) -> bool:
        """Whether a term depends on the variables."""
        return _depends(root, self.variables.__contains__, self._moves)

    def carries(self, root: Form) -> bool:
        """Whether a term holds a differential."""
        return _depends(root, _is_differential, self._carries)

    def d(self, node: Form) -> Form:
        """The differential of a node, not yet found; nothing, for what does not move."""
        return Apply("d", (node,)) if self.moves(node) else zero(shape_of(node))

    # --- one rule ------------------------------------------------------------------------------------------------------

    def differential(self, node: Form) -> Differential:
        """The differential of a node that moves, in the differentials of its operands.

        Raises:
            UnsupportedError: no rule gives it.
        """
        if node not in self._found:
            found = self._differential(node)
            shape = shape_of(node)
            if shape and not shape_of(found.right):
                found = replace(found, right=self.work.mul(found.right, self.work.build("ones", (), tuple(shape))))
            self._found[node] = found
        return self._found[node]

    def _differential(self, node: Form) -> Differential:
        assert isinstance(node, Apply)
        match node:
            case Apply("add" | "mul" | "matmul" | "stack" as name, operands, _):
                terms = [self._around(name, operands, place) for place, one in enumerate(operands) if self.moves(one)]
                return Differential(_NAMED[_TITLES[name]], node, self.work.add(*terms))
            case Apply("matpow", (base, Number(value, _)), _) if value.denominator == 1 and 2 <= value <= LARGEST_POWER:
                power, normal = value.numerator, self.work.normalize(base)
                factors = [[normal] * place + [self.d(base)] + [normal] * (power - 1 - place) for place in range(power)]
                return Differential(_NAMED["matrix power"], node, self.work.add(*(self.work.matmul(*each) for each in factors)))
            case Apply("expm", (Apply("mul", operands, _),), _):
                scalars = tuple(one for one in operands if is_scalar(one) and self.moves(one))
                rest = tuple(one for one in operands if one not in scalars)
                if scalars and not any(map(self.moves, rest)):
                    pair = Apply("mul", (_product(scalars), _product(rest)))
                    return self._ruled(Apply("expm", (pair,)), node)
            case Apply("entry", (array,), indices):
                return Differential(_NAMED["sum"], node, self._entry(array, indices))
        return self._ruled(node, node)

    def _around(self, name: str, operands: tuple[Form, ...], place: int) -> Form:
        """One term of the sum or product rule: the operand's differential in its place."""
        differential = self.d(operands[place])
        if name == "add":
            return differential
        if name == "stack":
            unit = Apply("stack", (*[ZERO] * place, ONE, *[ZERO] * (len(operands) - place - 1)))
            return self.work.mul(differential, unit)
        normal = [self.work.normalize(one) for one in operands]
        match name:
            case "mul":
                return self.work.mul(*normal[:place], differential, *normal[place + 1 :])
        return self.work.matmul(*normal[:place], differential, *normal[place + 1 :])

    def _entry(self, array: Form, indices: Parameters) -> Form:
        units: list[Form] = []
        for index, dimension in zip(indices, shape_of(array), strict=True):
            size = dimension.value
            if size is None or size > 64 or not isinstance(index, int):
                raise UnsupportedError(say("derivative of an entry", name=str(array)))
            units.append(Apply("stack", (*[ZERO] * index, ONE, *[ZERO] * (size - index - 1))))
        place = units[0] if len(units) == 1 else self.work.matmul(units[0], self.work.transpose(units[1]))
        return self.work.build("inner", (place, self.d(array)))

    def _ruled(self, form: Apply, node: Form) -> Differential:
        for rule in _RULES.get(form.operation, ()):
            bindings = match(rule.before.children[0], form, self.moves, Broadcasting())
            if bindings is not None:
                return Differential(rule, node, self._filled(rule, bindings))
        raise UnsupportedError(_no_rule(form))

    def _filled(self, rule: Rule, bindings: Bindings) -> Form:
        terms: dict[Form, Form] = {metavariable: self.work.normalize(actual) for metavariable, actual in bindings.terms.items()}
        terms.update({d(metavariable): self.d(actual) for metavariable, actual in bindings.terms.items()})
        return fill(rule.after, Bindings(terms, bindings.dimensions), self.work.build)

    def order(self, root: Form) -> Iterator[Apply]:
        """The nodes that move, other than the variables and what is inside of conditions, parts before the whole."""
        needed = _needed(root, self)
        for form in walk(root):
            if form in needed and isinstance(form, Apply):
                yield form

    def reached(self, root: Form) -> list[Apply]:
        """The nodes whose differentials the rules ask for, parts before the whole: d(‖x‖²) does not ask for d‖x‖."""
        asked = {root}
        found: list[Apply] = []
        for node in reversed(list(self.order(root))):
            if node in asked:
                found.append(node)
                asked.update(form.children[0] for form in walk(self.differential(node).right) if head(form) == "d")
        return found[::-1]

    # --- backwards: adjoints -------------------------------------------------------------------------------------------

    def adjoints(self, root: Form, seed: Form = ONE) -> tuple[dict[Form, Form], list[Differential], list[Move]]:
        """The adjoint of every node that moves: ⟨seed, d(root)⟩ = ⟨adjoint, d(node)⟩ + ...

        Returns:
            the adjoint of each node, the differentials used (parts before the whole), and the moves (from the root on).
        """
        found: dict[Form, list[Form]] = defaultdict(list)
        found[root].append(seed)
        differentials: list[Differential] = []
        moves: list[Move] = []
        total: dict[Form, Form] = {}
        for node in reversed(list(self.order(root))):
            if node not in found:
                continue
            total[node] = self.work.add(*found[node])
            differential = self.differential(node)
            differentials.append(differential)
            for operand, adjoint in self._carried(total[node], differential.right, moves):
                found[operand].append(adjoint)
        for variable in self.variables:
            total[variable] = self.work.add(zero(shape_of(variable)), *found.get(variable, ()))
        return total, differentials[::-1], moves

    def _carried(self, adjoint: Form, whole: Form, moves: list[Move]) -> Iterator[tuple[Form, Form]]:
        """The parts of an adjoint that fall on each differential in a linear term."""
        stack = [(adjoint, whole)]
        while stack:
            before, term = stack.pop()
            match term:
                case Apply("d", (operand,), _):
                    yield operand, before
                case Apply("add", parts, _):
                    stack.extend((self._summed(before, part, term), part) for part in reversed(parts))
                case Number() | Apply("zeros", _, _):
                    continue
                case _:
                    for each, bindings, part in self._linear_steps(term):
                        bindings.terms[_adjoint_of(each)] = before
                        after = fill(each.adjoint, bindings, self.work.build)
                        moves.append(Move(each.name, each.why, before, term, after, part))
                        before, term = after, part
                    stack.append((before, term))

    def _summed(self, adjoint: Form, part: Form, whole: Form) -> Form:
        """What falls on a scalar in a sum of arrays is the sum of the entries."""
        return self.work.build("sum", (adjoint,)) if is_scalar(part) and shape_of(whole) else adjoint

    def _linear_steps(self, term: Form) -> list[tuple[LinearMap, Bindings, Form]]:
        """A linear operation on a part that moves, as one or two maps of two operands each."""
        assert isinstance(term, Apply)
        places = [place for place, one in enumerate(term.operands) if self.carries(one)]
        assert len(places) == 1, term
        place, operands = places[0], term.operands
        part = operands[place]
        match term.operation:
            case "mul":
                rest = self.work.mul(*operands[:place], *operands[place + 1 :])
                pairs = [Apply("mul", (part, rest)), Apply("mul", (rest, part))]
                return [next(found for pair in pairs for found in self._maps(pair, pair.operands.index(part)))]
            case "matmul":
                steps = []
                rest_shape = part
                if place + 1 < len(operands):
                    right = self.work.matmul(*operands[place + 1 :])
                    steps.append(self._map(Apply("matmul", (part, right)), 0))
                    rest_shape = Apply("matmul", (part, right))
                if place:
                    steps.insert(0, self._map(Apply("matmul", (self.work.matmul(*operands[:place]), rest_shape)), 1))
                return steps
        return [self._map(term, place)]

    def _map(self, term: Apply, place: int) -> tuple[LinearMap, Bindings, Form]:
        for found in self._maps(term, place):
            return found
        raise UnsupportedError(_no_rule(term))

    def _maps(self, term: Apply, place: int) -> Iterator[tuple[LinearMap, Bindings, Form]]:
        for each in _MAPS.get((term.operation, place), ()):
            bindings = match(each.whole, term)
            if bindings is not None:
                yield each, bindings, term.operands[place]

    # --- backwards: Jacobians ------------------------------------------------------------------------------------------

    def jacobian(self, root: Form, variable: Array) -> tuple[Form, list[Differential]]:
        """The matrix J with vec(d root) = J vec(d variable)."""
        found: dict[Form, list[Form]] = defaultdict(list)
        found[root].append(eye(shape_of(root).size))
        differentials: list[Differential] = []
        for node in reversed(list(self.order(root))):
            if node in found:
                differential = self.differential(node)
                differentials.append(differential)
                for operand, matrix in self.multiplied(self.work.add(*found[node]), differential.right):
                    found[operand].append(matrix)
        shape = _jacobian_shape(root, variable)
        return self.work.add(zero(shape), *found.get(variable, ())), differentials[::-1]

    def multiplied(self, matrix: Form, whole: Form) -> Iterator[tuple[Form, Form]]:
        """The product of a matrix with the matrix of each differential in a linear term."""
        stack = [(matrix, whole)]
        while stack:
            before, term = stack.pop()
            match term:
                case Apply("d", (operand,), _):
                    yield operand, before
                case Apply("add", parts, _):
                    stack.extend((self._broadcast(before, part, term), part) for part in reversed(parts))
                case Number() | Apply("zeros", _, _):
                    continue
                case _:
                    for each, bindings, part in self._linear_steps(term):
                        before = self.work.matmul(before, fill(each.matrix, bindings, self.work.build))
                        term = part
                    stack.append((before, term))

    def _broadcast(self, matrix: Form, part: Form, whole: Form) -> Form:
        if is_scalar(part) and shape_of(whole):
            return self.work.matmul(matrix, self.work.build("ones", (), (shape_of(whole).size,)))
        return matrix

    # --- forwards ------------------------------------------------------------------------------------------------------

    def forward(self, root: Form, seeds: Mapping[Form, Form]) -> tuple[Form, list[Differential]]:
        """The differential of the root for given differentials of the variables."""
        tangents: dict[Form, Form] = dict(seeds)
        differentials: list[Differential] = []
        for node in self.order(root):
            differential = self.differential(node)
            differentials.append(differential)
            tangents[node] = self._put(differential.right, tangents)
        return tangents.get(root) or zero(shape_of(root)), differentials

    def _put(self, root: Form, tangents: Mapping[Form, Form]) -> Form:
        done: dict[Form, Form] = {}
        stack = [root]
        while stack:
            form = stack[-1]
            if form in done:
                stack.pop()
            elif not self.carries(form) or not isinstance(form, Apply):
                done[form] = form
            elif form.operation == "d":
                done[form] = tangents[form.operands[0]]
            else:
                waiting = [child for child in form.operands if child not in done]
                if waiting:
                    stack.extend(waiting)
                else:
                    done[form] = self.work.build(form.operation, tuple(done[child] for child in form.operands), form.parameters)
        return done[root]


def _is_differential(form: Form) -> bool:
    return head(form) == "d"


def _depends(root: Form, begins: Callable[[Form], bool], known: dict[Form, bool]) -> bool:
    """Whether a node for which ``begins`` holds is in a term; what was found out is kept in ``known``."""
    stack = [] if root in known else [root]
    while stack:
        form = stack[-1]
        waiting = [child for child in form.children if child not in known]
        if waiting and form not in known:
            stack.extend(waiting)
            continue
        stack.pop()
        known[form] = begins(form) or any(known[child] for child in form.children)
    return known[root]


def _needed(root: Form, calculus: Calculus) -> set[Form]:
    """The nodes whose differential enters that of the root: not those that stand in conditions only."""
    needed: set[Form] = set()
    stack = [root]
    while stack:
        form = stack.pop()
        if form in needed or not calculus.moves(form):
            continue
        if head(form) in COMPARISONS:
            continue
        needed.add(form)
        stack.extend(form.children)
    return needed


def _product(factors: tuple[Form, ...]) -> Form:
    return factors[0] if len(factors) == 1 else Apply("mul", factors)


def _adjoint_of(each: LinearMap) -> Array:
    return Array("G", each.whole.shape)


def _jacobian_shape(root: Form, variable: Array) -> Shape:
    return shaped(shape_of(root).size, variable.shape.size)


def _no_rule(form: Apply) -> Sentence:
    match form.operation:
        case operation if operation in COMPARISONS:
            return say("comparison has no derivative", form=str(form))
        case "expm":
            return say("no rule for expm", form=str(form))
        case "matpow":
            return say("no rule for matpow", form=str(form), most=LARGEST_POWER)
    return say("no rule here", form=str(form))
