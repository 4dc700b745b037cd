"""What the letters in a working stand for: the problem, its variable, and what the working itself defines."""

from __future__ import annotations

from dataclasses import dataclass, field

from symdiff.checker.problems.derived import Derived
from symdiff.checker.problems.tasks import Task
from symdiff.forms import Derivative, Form, Symbol, Undefined, substitute, walk

WHOLE = (Symbol("y"), Symbol("f"))  # stand for the problem, unless it has them itself or the working gives them a meaning
COORDINATES = (Symbol("x"), Symbol("y"))  # of a curve given by a parameter
MOST_NAMES = 4  # deep, of names within the meaning of names


@dataclass(slots=True)
class Letters:
    """What letters stand for.

    Attributes:
        task: what is asked for.
        meanings: intermediate variables with what they stand for.

    >>> from symdiff.checker.problems.tasks import task_of
    >>> u, x = Symbol("u"), Symbol("x")
    >>> letters = Letters(task_of("e^(x^2)", None, 1), {u: x**2})
    >>> letters.written_out(3 * u * Derivative(Symbol("y"), u))
    3*Power(x, 2)*Power(e, Power(x, 2))
    """

    task: Task
    meanings: dict[Symbol, Form] = field(default_factory=dict)

    def __post_init__(self) -> None:
        coordinates = self.task.coordinates
        if coordinates is not None:
            self.meanings.update(zip(COORDINATES, (coordinates.x.problem, coordinates.slopes[0].problem), strict=True))

    @property
    def variable(self) -> Symbol:
        """The variable of differentiation."""
        task = self.task
        if task.derived is not None:
            return task.derived.variable
        if task.coordinates is not None:
            return task.coordinates.x.variable
        return task.curve.x if task.curve is not None else Symbol("x")

    @property
    def whole(self) -> tuple[Symbol, ...]:
        """The letters that stand for the problem."""
        if self.task.curve is not None or self.task.coordinates is not None:
            return ()
        used = {part.name for part in walk(self.task.problem) if isinstance(part, Symbol | Undefined)} | {self.variable.name}
        return tuple(name for name in WHOLE if name.name not in used and name not in self.meanings)

    def meaning(self, name: Symbol) -> Form:
        """What a letter stands for; one that is not defined stands for the whole problem."""
        form = self.meanings.get(name, self.task.problem)
        for _ in range(MOST_NAMES):
            meant = substitute(form, self.meanings)
            if meant is form:
                break
            form = meant
        return form

    def slope(self, name: Symbol, variable: Symbol, order: int = 1) -> Form:
        """The derivative of what a letter stands for, by the variable or by an intermediate one."""
        form = self.expressed(name, variable)
        for _ in range(order):
            form = Derived(form, variable).result
        return form

    def expressed(self, name: Symbol, variable: Symbol) -> Form:
        """What a letter stands for, written with an intermediate variable."""
        form = self.meaning(name)
        return substitute(form, {self.meaning(variable): variable}) if variable in self.meanings else form

    def written_out(self, form: Form, kept: frozenset[Symbol] = frozenset()) -> Form:
        """An expression with the intermediate variables put back, and their derivatives worked out."""
        names = {*self.meanings, *self.whole} - kept
        for _ in range(MOST_NAMES if names else 0):
            found = {part: value for part in set(walk(form)) if (value := self._value(part, names)) is not None}
            if not found:
                break
            form = substitute(form, found)
        return form

    def _value(self, part: Form, names: set[Symbol]) -> Form | None:
        x = self.variable
        match part:
            case Symbol() if part in names:
                return self.meaning(part)
            case Undefined(name, arguments, (order,)) if Symbol(name) in names and len(arguments) < 2:
                argument = arguments[0] if arguments else x
                if isinstance(argument, Symbol):
                    return self.slope(Symbol(name), argument if argument in self.meanings else x, order)
                return substitute(self.slope(Symbol(name), x, order), {x: argument})
            case Derivative(Symbol() | Undefined() as inner, Symbol() as variable, order) if Symbol(inner.name) in names:
                return self.slope(Symbol(inner.name), variable, order)
        return None
