"""One operation of a computation graph: its form in the letters of its operands, and its local derivatives.

Operations that differ only in the names of their operands are one ``Operation``, derived once by the rules of the engine.
Products of many factors get their local derivatives by prefix and suffix products, so that a product of n factors costs
some 3n multiplications and not n².
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from itertools import accumulate

from symdiff.calculus.building import opposite, tidy_product
from symdiff.calculus.engine import derive
from symdiff.derivation import Step, ordered
from symdiff.forms import (
    ONE,
    TRUE,
    ZERO,
    And,
    Call,
    Constant,
    Form,
    Negative,
    Number,
    Piecewise,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Symbol,
    Undefined,
    substitute,
    sum_of,
    walk,
)

# Sums and products of more operands are derived in one go instead of by the engine, operand by operand.
WIDEST_BY_RULES = 8


@dataclass(frozen=True, slots=True, eq=False)
class Operation:
    """What a node computes.

    Attributes:
        form: the operation in the letters of its operands.
        letters: the letters, one for each operand.
        slopes: the derivative of the form by each letter, the other letters held constant.
        valid: where these are the derivatives, in the same letters.
    """

    form: Form
    letters: tuple[Symbol, ...]
    slopes: tuple[Form, ...]
    valid: Form = TRUE

    def written(self, names: Sequence[Form]) -> tuple[Form, tuple[Form, ...], Form]:
        """The form, its slopes and their condition with other names for the operands."""
        if tuple(names) == self.letters:
            return self.form, self.slopes, self.valid
        renaming: dict[Form, Form] = dict(zip(self.letters, names, strict=True))
        slopes = tuple(substitute(slope, renaming) for slope in self.slopes)
        return substitute(self.form, renaming), slopes, substitute(self.valid, renaming)


def operation(form: Form, operands: Sequence[Form], fixed: Iterable[Form], names: tuple[Symbol, ...]) -> Operation:
    """The operation that a form carries out on some of its parts.

    Parameters:
        form: an expression.
        operands: the parts of it that the operation is applied to, each once.
        fixed: its other parts, which are left as they are.
        names: the names of the operands.

    Raises:
        UnsupportedError: if no rule covers it.

    >>> x, y = Symbol("x"), Symbol("y")
    >>> operation(Sum((x, Negative(y))), (x, y), (), (x, y)).slopes
    (1, -1)
    """
    kept = {part: part for part in fixed}
    if len(operands) > WIDEST_BY_RULES and isinstance(form, Sum | Product):
        written = substitute(form, {**kept, **dict(zip(operands, names, strict=True))})
        return Operation(written, names, _wide(written, names))
    letters = tuple(map(_letter, range(len(operands))))
    if isinstance(form, Product) and len(set(form.factors)) < len(form.factors):
        written = substitute(form, {**kept, **dict(zip(operands, letters, strict=True))})
        return Operation(written, letters, _wide(written, letters))
    return _derived(substitute(form, {**kept, **dict(zip(operands, letters, strict=True))}), letters)


@cache
def _letter(place: int) -> Symbol:
    # No text that can be typed contains this character, so the letter is never one of the problem.
    return Symbol(f"\N{BULLET}{place + 1}")


@lru_cache(maxsize=8192)
def _derived(form: Form, letters: tuple[Symbol, ...]) -> Operation:
    found = [derive(form, letter)[form] for letter in letters]
    conditions = dict.fromkeys(step.valid for each in found for step in ordered((each.step,)) if _speaks_of(step, letters))
    conditions.pop(TRUE, None)
    return Operation(form, letters, tuple(_tidied(each.result) for each in found), And(conditions) if conditions else TRUE)


def _speaks_of(step: Step, letters: Sequence[Symbol]) -> bool:
    """Whether a step is about the operation; the step for an outer function speaks of a letter of its own."""
    return step.left.children[1] in letters


def _tidied(slope: Form) -> Form:
    match slope:
        case Piecewise(branches) if all(value is ZERO for value, _ in branches):
            return ZERO
    return slope


def _wide(form: Form, names: tuple[Symbol, ...]) -> tuple[Form, ...]:
    found: dict[Form, list[Form]] = {name: [] for name in names}
    if isinstance(form, Sum):
        for term in form.terms:
            core, sign = (term.operand, Number(-1)) if isinstance(term, Negative) else (term, ONE)
            if core in found:
                found[core].append(sign)
    elif isinstance(form, Product):
        for factor, slope in zip(form.factors, without_each(form.factors), strict=True):
            if factor in found:
                found[factor].append(slope)
    return tuple(_counted(found[name]) for name in names)


def _counted(terms: Sequence[Form]) -> Form:
    """A sum in which equal terms are counted: 2u for u + u."""
    counts = Counter(terms)
    return total([times(Number(count), term) if count > 1 else term for term, count in counts.items()])


def without_each(factors: Sequence[Form]) -> list[Form]:
    """For each factor the product of all others, by prefix and suffix products that share their parts.

    >>> a, b, c = map(Symbol, "abc")
    >>> without_each((a, b, c))
    [b*c, a*c, a*b]
    """
    before = [ONE, *accumulate(factors, times)]
    after = [ONE, *accumulate(reversed(factors), lambda product, factor: times(factor, product))]
    return [times(before[place], after[len(factors) - 1 - place]) for place in range(len(factors))]


def times(left: Form, right: Form) -> Form:
    """A product of two; short products are written in one row, long ones stay nested and share their parts."""
    if left is ZERO or right is ZERO:
        return ZERO
    if left is ONE:
        return right
    if right is ONE:
        return left
    if _is_short(left) and _is_short(right):
        return tidy_product((left, right))
    if isinstance(right, Negative):
        left, right = opposite(left), right.operand
    return Negative(Product((left.operand, right))) if isinstance(left, Negative) else Product((left, right))


def _is_short(form: Form) -> bool:
    if isinstance(form, Negative):
        form = form.operand
    return not isinstance(form, Product) or (len(form.factors) <= WIDEST_BY_RULES // 2 and not _is_nested(form))


def _is_nested(form: Product) -> bool:
    return any(isinstance(factor, Product) for factor in form.factors)


def total(terms: Sequence[Form]) -> Form:
    """A sum with its numbers added up and its zeros left out; the terms stay in order, and sums among them stay whole.

    >>> total([ONE, Symbol("x"), ONE])
    x + 2
    """
    number = sum((term.value for term in terms if isinstance(term, Number)), start=Fraction(0))
    others = [term for term in terms if not isinstance(term, Number)]
    flat: list[Form] = []
    for term in others:
        flat.extend(term.terms if isinstance(term, Sum) and len(term.terms) + len(others) <= WIDEST_BY_RULES else (term,))
    return sum_of((*flat, Number(number)) if number else flat)


_NOUNS: dict[type[Form], str] = {
    Sum: "sum",
    Negative: "opposite",
    Product: "product",
    Quotient: "quotient",
    Piecewise: "cases",
}


def label(form: Form) -> str:
    """How an operation is called.

    >>> label(Call("sin", (Symbol("u1"),))), label(Symbol("u1") ** 2)
    ('sin', 'power')
    """
    match form:
        case Call(name, _) | Undefined(name, _, _):
            return name
        case Sum((_, Negative())):
            return "difference"
        case Power(Constant("e"), _):
            return "exp"
        case Power():
            return "power"
        case Root(_, index):
            return "square root" if index is Number(2) else "root"
    return _NOUNS.get(type(form), type(form).__name__.lower())


def multiplications(*roots: Form) -> tuple[int, int]:
    """How many multiplications (and divisions, powers, functions) and how many additions it takes to compute forms.

    Parts that occur several times are computed once; changing a sign costs nothing.

    >>> x = Symbol("x")
    >>> multiplications(x * x * x + x)
    (2, 1)
    """
    products = additions = 0
    for form in walk(*roots):
        match form:
            case Sum(terms):
                additions += len(terms) - 1
            case Product(factors):
                products += len(factors) - 1
            case Quotient() | Power() | Root() | Call() | Undefined():
                products += 1
    return products, additions
