"""The types of a derivation: rules, their instances, and what is known of the answer.

A derivation is a proof.  Each ``Step`` is one instance of a ``Rule``: an equation between what stood before and what
stands after, and the steps that it relies on.  Everything that a person sees is a view of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from symdiff.forms import TRUE, Form, Symbol
from symdiff.wording.sentences import Sentence, wording_of

if TYPE_CHECKING:
    import sympy

Kind = Literal["structure", "function", "rewrite", "method", "mistake"]


@dataclass(frozen=True, slots=True)
class Rule:
    """An equation in placeholders, ``before = after``.

    Attributes:
        name: what a textbook calls it, e.g. ``"product rule"``.
        before: the left side; where it matches, the rule applies.
        after: the right side; each ``Derivative`` in it is what the rule asks next.
        kind: which table it stands in.
        valid: the condition under which the equation holds, in the same placeholders.
        why: why it is true, in a sentence or a short derivation.
    """

    name: str
    before: Form
    after: Form
    kind: Kind = "structure"
    valid: Form = TRUE
    why: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One instance of a rule: ``left = right``.

    Attributes:
        rule: the name of the rule.
        kind: the kind of the rule.
        left: the form before, for a rule of differentiation ``Derivative(f, x)``.
        right: the form after; derivatives that it still asks for are the ``left`` of the steps in ``uses``.
        uses: the steps that this one relies on.
        valid: the condition under which this equation holds.
        note: what else there is to say, in plain words.
    """

    rule: str
    kind: Kind
    left: Form
    right: Form
    uses: tuple[Step, ...] = ()
    valid: Form = TRUE
    note: str = ""

    @property
    def before(self) -> sympy.Expr:
        """The left side as a SymPy expression, a derivative as an unevaluated ``sympy.Derivative``."""
        return _sympy(self.left)

    @property
    def after(self) -> sympy.Expr:
        """The right side as a SymPy expression."""
        return _sympy(self.right)

    def __repr__(self) -> str:
        return f"Step({self.rule!r}, {self.left!r} = {self.right!r})"


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader of the problem should know: how a doubtful place was read, which variable was chosen.

    Attributes:
        said: what there is to know; ``message`` has the words.
        start, stop: the place in the text as typed, as character positions; both 0 where no place is meant.
        other: the other reading, as it would have to be typed, or ``""``.
    """

    said: Sentence
    start: int = 0
    stop: int = 0
    other: str = ""

    @property
    def message(self) -> str:
        """One sentence, in English."""
        return wording_of("en")(self.said)


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of the independent check.

    Attributes:
        ok: ``True`` when every point agreed, ``False`` when a point disagreed, ``None`` when no point could be checked.
        said: how it was checked; ``method`` has the words.
        points: the points, each a value for every symbol.
        bound: the largest proven distance between the two values at any point.
        mismatch: the first point of disagreement with the two values, or ``None``.
    """

    ok: bool | None
    said: Sentence
    points: tuple[Mapping[str, Fraction], ...] = ()
    bound: float = 0.0
    mismatch: tuple[Mapping[str, Fraction], str, str] | None = None

    @property
    def method(self) -> str:
        """How it was checked, in English."""
        return wording_of("en")(self.said)


@dataclass(frozen=True, slots=True)
class Simplified:
    """What the simplifier made of a form.

    Attributes:
        result: the simplest form found.
        steps: the rewrites on the way, each with ``kind="rewrite"``; the ``left`` of one is the ``right`` of the one before
            it, whole expressions, so that they read as a chain of equalities.
        valid: the condition that the chain as a whole needs (``x != 0`` where a factor x was cancelled).
        complete: ``False`` when the bound on work was hit before every form was tried.
    """

    result: Form
    steps: tuple[Step, ...] = ()
    valid: Form = TRUE
    complete: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class LocalDerivative:
    """How fast an intermediate variable changes with one of its operands, the others held constant.

    Attributes:
        operand: the operand.
        slope: the derivative of the definition by the operand.
        step: the last step that found it; the others are among those it uses.
    """

    operand: Symbol
    slope: Form
    step: Step


@dataclass(frozen=True, slots=True, eq=False)
class Intermediate:
    """An intermediate variable.

    Attributes:
        name: its letter.
        meaning: its definition in the variable and earlier intermediate variables.
        whole: the part of the problem that it stands for.
        locals: its derivative by each of its operands.
    """

    name: Symbol
    meaning: Form
    whole: Form
    locals: tuple[LocalDerivative, ...]

    @property
    def symbol(self) -> sympy.Symbol:
        """The letter as a SymPy symbol."""
        return _sympy(self.name)

    @property
    def definition(self) -> sympy.Expr:
        """The definition as a SymPy expression."""
        return _plain_sympy(self.meaning)

    @property
    def expression(self) -> sympy.Expr:
        """The part of the problem it stands for."""
        return _plain_sympy(self.whole)

    @property
    def derivatives(self) -> dict[sympy.Symbol, sympy.Expr]:
        """The local derivative by each operand."""
        return {_sympy(each.operand): _plain_sympy(each.slope) for each in self.locals}

    def __repr__(self) -> str:
        return f"Intermediate({self.name!r} = {self.meaning!r})"


@dataclass(frozen=True, slots=True, eq=False)
class Alternative:
    """The same answer in another usual form.

    Attributes:
        name: what the form is called, e.g. ``"factored"``.
        form: the answer in that form.
        steps: how to get there from the answer.
    """

    name: str
    form: Form
    steps: tuple[Step, ...] = ()

    @property
    def expression(self) -> sympy.Expr:
        """The answer in that form as a SymPy expression, exactly as written, since SymPy would undo it."""
        return _sympy(self.form)


@dataclass(frozen=True, slots=True)
class QuotientTable:
    """Difference quotients at one point, for ever smaller h.

    Attributes:
        point: the value of every symbol.
        rows: h, and the quotient as a decimal.
        limit: the value of the derivative there, as a decimal.
    """

    point: Mapping[str, Fraction]
    rows: tuple[tuple[Fraction, str], ...]
    limit: str


@dataclass(frozen=True, slots=True, eq=False)
class Stage:
    """One differentiation: from an expression to its simplified derivative.

    Attributes:
        expression: what is differentiated.
        variable: by which variable.
        steps: every step, each after the ones it uses; the last is the derivative of the expression itself.
        intermediates: the same in intermediate variables.
        unsimplified: the derivative as the rules left it.
        simplified: what the simplifier made of it.
        argument: the lines of the method where another than the rules was asked for.
        table: difference quotients, for the limit definition where no limit could be taken by algebra.
        substituted: ``False`` where putting the intermediate variables back would make an answer too long to read, so that
            ``unsimplified`` is written in them.
        notes: what else there is to say.
    """

    expression: Form
    variable: Symbol
    steps: tuple[Step, ...]
    intermediates: tuple[Intermediate, ...]
    unsimplified: Form
    simplified: Simplified
    argument: tuple[Step, ...] = ()
    table: QuotientTable | None = None
    substituted: bool = True
    notes: tuple[str, ...] = ()

    @property
    def answer(self) -> Form:
        """The simplified derivative."""
        return self.simplified.result


def _sympy(form: Form) -> Any:
    from symdiff.interop import to_sympy

    return to_sympy(form)


def _plain_sympy(form: Form) -> Any:
    from symdiff.interop import to_plain_sympy

    return to_plain_sympy(form)


def ordered(roots: Iterable[Step]) -> Iterator[Step]:
    """Every step that the roots rely on, once, each after the steps it uses."""
    seen: set[Step] = set()
    stack = [(root, False) for root in reversed(tuple(roots))]
    while stack:
        step, ready = stack.pop()
        if ready:
            yield step
        elif step not in seen:
            seen.add(step)
            stack.append((step, True))
            stack.extend((used, False) for used in reversed(step.uses) if used not in seen)
