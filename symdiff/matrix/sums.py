"""Sums and element-wise products in normal form: like terms and powers collected, numbers in front."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from symdiff.forms import ONE, ZERO, Form, Number, walk
from symdiff.matrix.workspace import Workspace, is_scalar, is_zero, leads_negative, zero
from symdiff.terms.nodes import Apply, Array, Parameters, filled, shape_of
from symdiff.terms.shapes import ONE as ONE_ROW
from symdiff.terms.shapes import SCALAR, Shape

# Larger sums are not multiplied out to see whether that makes them shorter.
MOST_TERMS = 8

# Numbers with more bits than this stay powers.
MOST_BITS = 256

_POSITIVE_CALLS = frozenset({"exp", "softmax", "sigmoid", "softplus", "cosh"})
_ZERO_ONE = frozenset({"onehot", "zero-one"})


def common_shape(forms: Iterable[Form]) -> Shape:
    """The shape of a sum or an element-wise product: scalars take the shape of the others."""
    return next((shape for shape in map(shape_of, forms) if shape), SCALAR)


def split(form: Form) -> tuple[Fraction, Form]:
    """A term as a number times the rest."""
    match form:
        case Number(value, _):
            return value, ONE
        case Apply("mul", (Number(value, _), *rest), _):
            return value, rest[0] if len(rest) == 1 else Apply("mul", rest)
    return Fraction(1), form


def add(work: Workspace, terms: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A sum; in a sum of arrays, ones are written as numbers."""
    shape = common_shape(terms)
    found: dict[Form, Fraction] = {}
    for term in terms:
        for part in term.operands if isinstance(term, Apply) and term.operation == "add" else (term,):
            factor, rest = split(_without_ones(work, part) if shape else part)
            if not is_zero(rest):
                found[rest] = found.get(rest, Fraction(0)) + factor
    found = {rest: factor for rest, factor in found.items() if factor}
    if len(found) > 1:
        found = _with_joined_stacks(work, _with_joined_conditions(work, found))
    if shape and not any(shape_of(rest) for rest in found):
        return work.mul(_sum(work, found), ones_of(shape)) if found else zero(shape)
    return _sum(work, found)


def _with_joined_conditions(work: Workspace, found: dict[Form, Fraction]) -> dict[Form, Fraction]:
    """where(c, a, 0) + where(c, 0, b) = where(c, a, b); a step is such a choice too."""
    groups: dict[Form, list[Form]] = {}
    for rest in found:
        if isinstance(rest, Apply) and rest.operation in {"where", "step"}:
            groups.setdefault(_condition(rest), []).append(rest)
    for group in groups.values():
        if len(group) > 1 and not any(map(holds_differential, group)):
            pairs = [(Number(found.pop(rest)), *_choices(rest)) for rest in group]
            kept = work.add(*(work.mul(factor, first) for factor, first, _ in pairs))
            other = work.add(*(work.mul(factor, second) for factor, _, second in pairs))
            joined = work.build("where", (_condition(group[0]), kept, other))
            factor, rest = split(joined)
            found[rest] = found.get(rest, Fraction(0)) + factor
    return {rest: factor for rest, factor in found.items() if factor and not is_zero(rest)}


def _condition(form: Apply) -> Form:
    return form.operands[0] if form.operation == "where" else Apply(">", (form.operands[0], ZERO))


def _choices(form: Form) -> tuple[Form, Form]:
    match form:
        case Apply("where", (_, kept, other), _):
            return kept, other
    return ONE, ZERO


def _with_joined_stacks(work: Workspace, found: dict[Form, Fraction]) -> dict[Form, Fraction]:
    """a*stack(1, 0) + b*stack(0, 1) = stack(a, b)."""
    stacks: list[tuple[Form, Apply]] = []
    for rest in found:
        match rest:
            case Apply("stack", _, _):
                stacks.append((rest, rest))
            case Apply("mul", (*scalars, Apply("stack", _, _) as stack), _) if not any(shape_of(one) or holds_differential(one) for one in scalars):
                stacks.append((rest, stack))
    if len(stacks) < 2:
        return found
    entries: list[Form] = [ZERO] * len(stacks[0][1].operands)
    for rest, stack in stacks:
        scalars = rest.children[:-1] if rest is not stack else ()
        factor = work.mul(Number(found.pop(rest)), *scalars)
        entries = [work.add(entry, work.mul(factor, one)) for entry, one in zip(entries, stack.operands, strict=True)]
    joined = work.build("stack", tuple(entries))
    return {**found, joined: Fraction(1)} if not is_zero(joined) else found


def holds_differential(root: Form) -> bool:
    """Whether a term is not known yet, because a differential stands in it."""
    return any(isinstance(form, Apply) and form.operation == "d" for form in walk(root))


def _without_ones(work: Workspace, form: Form) -> Form:
    if is_ones(form):
        return ONE
    match form:
        case Apply("mul", operands, _) if any(map(is_ones, operands)):
            rest = tuple(one for one in operands if not is_ones(one))
            return rest[0] if len(rest) == 1 else Apply("mul", rest)
    return form


def is_ones(form: Form) -> bool:
    """Whether a term is an array of ones."""
    match form:
        case Apply("T", (Apply("ones", _, _),), _) | Apply("ones", _, _):
            return True
    return False


def ones_of(shape: Shape) -> Form:
    """An array of ones; a row of ones is written as a transpose."""
    if shape and shape.rows == ONE_ROW:
        return Apply("T", (filled("ones", shape.transposed),))
    return filled("ones", shape)


def _sum(work: Workspace, found: Mapping[Form, Fraction]) -> Form:
    terms = [term for rest, factor in found.items() for term in _spread(scaled(factor, rest))]
    if len(terms) < 2:
        return terms[0] if terms else ZERO
    first = next((place for place, term in enumerate(terms) if not leads_negative(term)), 0)
    if first:
        terms.insert(0, terms.pop(first))
    _order_twins(terms)
    return work.first_written(("add", frozenset(terms)), Apply("add", terms))


def _order_twins(terms: list[Form]) -> None:
    """A matrix stands before its transpose: A + A.T."""
    for place, term in enumerate(terms):
        factor, rest = split(term)
        twin = scaled(factor, rest.operands[0]) if isinstance(rest, Apply) and rest.operation == "T" else None
        if twin in terms[place + 1 :]:
            other = terms.index(twin, place + 1)
            terms[place], terms[other] = terms[other], terms[place]


def _spread(form: Form) -> tuple[Form, ...]:
    return form.operands if isinstance(form, Apply) and form.operation == "add" else (form,)


def scaled(factor: Fraction, form: Form) -> Form:
    """A number times a term that has no number in front."""
    if factor == 1:
        return form
    if form is ONE:
        return Number(factor)
    rest = form.operands if isinstance(form, Apply) and form.operation == "mul" else (form,)
    return Apply("mul", (Number(factor), *rest))


class _Powers:
    """The factors of a product while it is multiplied out: a number, and exponents of bases."""

    def __init__(self, work: Workspace) -> None:
        self.work = work
        self.coefficient = Fraction(1)
        self.exponents: dict[Form, Form] = {}

    def put(self, base: Form, exponent: Form) -> None:
        whole = isinstance(exponent, Number) and exponent.value.denominator == 1
        match base:
            case Number(value, _) if whole and self._put_number(value, exponent):
                return
            case Number(value, _) if value == 1:
                return
            case Apply("mul", operands, _) if whole:
                for operand in operands:
                    self.put(operand, exponent)
                return
            case Apply("pow", (inner, power), _) if whole or _positive(inner) or _odd(power):
                self.put(inner, self.work.mul(power, exponent))
                return
            case Apply("abs", (inner,), _) if isinstance(exponent, Number) and exponent.value % 2 == 0:
                self.put(inner, exponent)
                return
            case Apply("matmul", _, _) if isinstance(exponent, Number) and exponent.value.numerator % 2 == 0:
                pass
        known = self.exponents.pop(base, None)
        exponent = exponent if known is None else self.work.add(known, exponent)
        if not is_zero(exponent):
            self.exponents[base] = exponent

    def _put_number(self, value: Fraction, exponent: Form) -> bool:
        assert isinstance(exponent, Number)
        power = exponent.value.numerator
        bits = max(value.numerator.bit_length(), value.denominator.bit_length())
        if bits * abs(power) > MOST_BITS or (value == 0 and power < 0):
            return False
        self.coefficient *= value**power
        return True

    def tidy(self) -> None:
        """Use what is known of signs, steps and values 0 and 1."""
        for base in tuple(self.exponents):
            match base:
                case Apply("sin" | "sinh" as name, inside, _) if base in self.exponents:
                    self._tidy_ratio(base, Apply(name.replace("sin", "cos"), inside), name.replace("sin", "tan"))
                case Apply("sign", (inner,), _):
                    self._tidy_sign(base, inner)
                case Apply("step", (inner,), _):
                    rectified = Apply("relu", (inner,))
                    if rectified in self.exponents and self._is_positive(rectified):
                        del self.exponents[base]
                    elif self._is_positive(base):
                        self.exponents[base] = ONE
                case Array(_, _, assumptions) if assumptions & _ZERO_ONE and self._is_positive(base):
                    self.exponents[base] = ONE
                case Apply("add", (Number(value, _), Apply("exp", _, _) as raised), _) | Apply("add", (Apply("exp", _, _) as raised, Number(value, _)), _):
                    if value == 1:
                        self._tidy_logistic(base, raised)
                case Apply("abs", (inner,), _) if self._at(inner, 1) and self._at(base, -1):
                    del self.exponents[base], self.exponents[inner]
                    self.put(self.work.build("sign", (inner,)), ONE)

    def _at(self, base: Form, value: int) -> bool:
        exponent = self.exponents.get(base)
        return isinstance(exponent, Number) and exponent.value == value

    def _is_positive(self, base: Form) -> bool:
        exponent = self.exponents[base]
        return isinstance(exponent, Number) and exponent.value > 0

    def _tidy_ratio(self, above: Form, below: Form, name: str) -> None:
        """sin(a)/cos(a) = tan(a)."""
        first, second = self.exponents[above], self.exponents.get(below)
        if isinstance(first, Number) and isinstance(second, Number) and first.value == -second.value > 0:
            del self.exponents[above], self.exponents[below]
            self.put(self.work.build(name, above.children), first)

    def _tidy_logistic(self, base: Form, raised: Form) -> None:
        """exp(a)/(1 + exp(a)) is the sigmoid of a."""
        below, above = self.exponents[base], self.exponents.get(raised)
        if isinstance(below, Number) and isinstance(above, Number) and above.value == -below.value > 0:
            del self.exponents[base], self.exponents[raised]
            self.put(self.work.build("sigmoid", raised.children), above)

    def _tidy_sign(self, base: Form, inner: Form) -> None:
        exponent = self.exponents[base]
        if not isinstance(exponent, Number) or exponent.value.denominator != 1:
            return
        size = self.work.build("abs", (inner,))
        del self.exponents[base]
        if exponent.value % 2 == 0:
            return
        if self._at(inner, 1):
            del self.exponents[inner]
            self.put(size, ONE)
        elif size in self.exponents and self._is_positive(size):
            self.put(size, Number(-1))
            self.put(inner, ONE)
        else:
            self.exponents[base] = ONE


def _positive(form: Form) -> bool:
    match form:
        case Number(value, _):
            return value > 0
        case Array(_, _, assumptions):
            return "positive" in assumptions
        case Apply(name, _, _):
            return name in _POSITIVE_CALLS or name == "norm2"
    return False


def _odd(power: Form) -> bool:
    """Whether a base to this power determines the base, sign and all."""
    return isinstance(power, Number) and (power.value.denominator % 2 == 0 or (power.value.denominator == 1 and power.value.numerator == -1))


def mul(work: Workspace, factors: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A product with scalars, or entry by entry."""
    shape = common_shape(factors)
    if any(map(is_zero, factors)):
        return zero(shape)
    powers = _Powers(work)
    for factor in factors:
        powers.put(factor, ONE)
    powers.tidy()
    return _product(work, powers, shape)


def power(work: Workspace, operands: tuple[Form, ...], parameters: Parameters = ()) -> Form:
    """A power, entry by entry."""
    base, exponent = operands
    shape = common_shape(operands)
    if is_zero(exponent):
        return ones_of(shape)
    if is_zero(base) and isinstance(exponent, Number) and exponent.value > 0:
        return zero(shape)
    if is_ones(base):
        return ones_of(shape)
    powers = _Powers(work)
    powers.put(base, exponent)
    powers.tidy()
    return _product(work, powers, shape)


def _product(work: Workspace, powers: _Powers, shape: Shape) -> Form:
    _join_exponentials(work, powers)
    scalars: list[Form] = []
    arrays: list[Form] = []
    for base, exponent in powers.exponents.items():
        one = base if exponent is ONE or (isinstance(exponent, Number) and exponent.value == 1) else Apply("pow", (base, exponent))
        (arrays if shape_of(one) else scalars).append(one)
    arrays = _without_neutral(arrays)
    if powers.coefficient == 0:
        return zero(shape)
    if shape and not arrays:
        arrays = [ones_of(shape)]
    shorter = _selected(work, powers.coefficient, scalars, arrays) or _multiplied_out(work, powers.coefficient, scalars, arrays)
    if shorter is not None:
        return shorter
    operands = [*scalars, *arrays]
    if not operands:
        return Number(powers.coefficient)
    whole = operands[0] if len(operands) == 1 else Apply("mul", operands)
    whole = work.first_written(("mul", frozenset(operands)), whole) if len(operands) > 1 else whole
    return scaled(powers.coefficient, whole)


def _without_neutral(arrays: list[Form]) -> list[Form]:
    """Without the ones and the second identity matrix among the factors of an element-wise product."""
    others = [one for one in arrays if not is_ones(one)]
    return others or arrays[:1]


def _join_exponentials(work: Workspace, powers: _Powers) -> None:
    """exp(a)*exp(b) = exp(a + b), where that is shorter."""
    for base in [base for base in powers.exponents if isinstance(base, Apply) and base.operation == "exp"]:
        for other in tuple(powers.exponents):
            if other is base or base not in powers.exponents or not (isinstance(other, Apply) and other.operation == "exp"):
                continue
            if shape_of(other) != shape_of(base):
                continue
            first, second = (work.mul(powers.exponents[one], one.children[0]) for one in (base, other))
            joined = work.add(first, second)
            if work.cost(joined) <= work.cost(first) + work.cost(second):
                del powers.exponents[base], powers.exponents[other]
                powers.put(work.build("exp", (joined,)), ONE)
                return


def _selected(work: Workspace, coefficient: Fraction, scalars: list[Form], arrays: list[Form]) -> Form | None:
    """where(c, a, 0)*b = where(c, a*b, 0)."""
    for group in (arrays, scalars):
        for one in group:
            match one:
                case Apply("where", (condition, kept, other), _) if ZERO in (kept, other):
                    rest = [*scalars, *arrays]
                    rest.remove(one)
                    if not rest and coefficient == 1:
                        return None
                    inner = work.mul(Number(coefficient), *rest, other if kept is ZERO else kept)
                    return work.build("where", (condition, *((ZERO, inner) if kept is ZERO else (inner, ZERO))))
    return None


def _multiplied_out(work: Workspace, coefficient: Fraction, scalars: list[Form], arrays: list[Form]) -> Form | None:
    """A product with one sum multiplied out, if something cancels and it is shorter so."""
    operands = [*scalars, *arrays]
    for place, one in enumerate(operands):
        if isinstance(one, Apply) and one.operation == "add" and len(one.operands) <= MOST_TERMS:
            shorter = _spread_over(work, coefficient, operands[:place] + operands[place + 1 :], one.operands, bool(arrays) and is_scalar(one))
            if shorter is not None:
                return shorter
    return None


def _spread_over(work: Workspace, coefficient: Fraction, others: list[Form], terms: tuple[Form, ...], mixed: bool) -> Form | None:
    """A product with a sum as the sum of the products, if that is shorter; ``mixed``: a scalar sum times an array."""
    if not others:
        if coefficient == -1 and any(map(leads_negative, terms)):
            return work.add(*(work.neg(term) for term in terms))
        clears = coefficient.denominator != 1 and all((coefficient * split(term)[0]).denominator == 1 for term in terms)
        return work.add(*(work.mul(Number(coefficient), term) for term in terms)) if clears else None
    if mixed or not any(_cancels(term, others) for term in terms):
        return None
    shape = common_shape((*others, *terms))
    expanded = work.add(*(_shaped_like(work, work.mul(Number(coefficient), *others, term), shape) for term in terms))
    plain = work.cost(Apply("mul", (Number(coefficient), *others, Apply("add", terms))))
    return expanded if work.cost(expanded) < plain else None


def _shaped_like(work: Workspace, form: Form, shape: Shape) -> Form:
    return work.mul(form, ones_of(shape)) if shape and not shape_of(form) else form


def _bases(form: Form) -> dict[Form, int]:
    found: dict[Form, int] = {}
    for one in form.operands if isinstance(form, Apply) and form.operation == "mul" else (form,):
        match one:
            case Apply("pow", (base, Number(value, _)), _):
                found[base] = 1 if value > 0 else -1
            case _:
                found[one] = 1
    return found


def _cancels(term: Form, others: list[Form]) -> bool:
    """Whether a base occurs with opposite signs in a term and in the other factors."""
    known = _bases(term)
    return any(known.get(base, sign) != sign for other in others for base, sign in _bases(other).items())
