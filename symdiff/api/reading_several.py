"""What users hand to the functions of several variables: lists of functions, variables, definitions, points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeAlias

from symdiff.calculus.building import number_value
from symdiff.derivation import Note
from symdiff.errors import ParseError, ShapeError, SymdiffError, UnsupportedError
from symdiff.forms import Call, Form, Number, Relation, Symbol, Undefined, Vector, product_of, substitute, sum_of, symbols, walk
from symdiff.given import Problem, reading_of, variable_named
from symdiff.syntax import read
from symdiff.wording.sentences import listed, say

if TYPE_CHECKING:
    import sympy

Problems: TypeAlias = "Problem | Sequence[Problem]"
Names: TypeAlias = "str | Sequence[str] | None"
Definitions: TypeAlias = "Mapping[str, Problem] | None"
Lists: TypeAlias = "Mapping[str, str | Sequence[str]] | Sequence[str] | None"
Point: TypeAlias = "Mapping[str, object] | str"

_NUMBERED = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, eq=False)
class Given:
    """Functions as they were given.

    Attributes:
        functions: the functions; one that was given as a list is several.
        listed: whether they were given as a list, so that the result is a Jacobian.
        name: what they are called.
        arguments: the variables that a head such as ``f(x, y) =`` names.
        notes: how they were read.
        text: as typed.
        sympy_symbols: the symbols of SymPy expressions, by name.
        lists: the letters that stand for lists, with their components.
    """

    functions: tuple[Form, ...]
    listed: bool
    name: str
    arguments: tuple[str, ...]
    notes: tuple[Note, ...]
    text: str
    sympy_symbols: Mapping[str, sympy.Symbol]
    lists: Mapping[Symbol, tuple[Form, ...]] = field(default_factory=dict)


def functions_of(problem: Problems, lists: Lists = None, reduce: str | None = None) -> Given:
    """Read a function, or several.

    Parameters:
        problem: a function, a list of functions, or a text with a list in it.
        lists: letters that stand for lists of components; a function of them is taken component by component.
        reduce: how the components become one number, if they do: a name of ``REDUCTIONS``.

    Raises:
        ParseError: if one cannot be read.
        UnsupportedError: if one is an equation.
        ShapeError: if the lists are not equally long.
    """
    single = isinstance(problem, str) or not isinstance(problem, Sequence)
    readings = [reading_of(each) for each in ([problem] if single else problem)]
    if not readings:
        raise SymdiffError(say("no functions"))
    functions: list[Form] = []
    for reading, _ in readings:
        match reading.form:
            case Relation():
                raise UnsupportedError(say("an equation"))
            case Vector(components):
                functions.extend(components)
            case form:
                functions.append(form)
    spelled = lists_of(lists) if lists else {}
    if spelled:
        functions = [substitute(function, row) for function in functions for row in _rows(spelled)]
    if reduce is not None:
        functions = [reduced(functions, reduce)]
    first = readings[0][0]
    taken = {symbol.name for symbol in symbols(*functions)}
    defined = first.defines if len(readings) == 1 else ""
    name = next(each for each in (defined, "f", "F", "h", "f_0") if each and each not in taken)
    return Given(
        tuple(functions),
        reduce is None and (bool(lists) or not single or isinstance(first.form, Vector)),
        name,
        first.arguments,
        tuple(note for reading, _ in readings for note in reading.notes),
        ", ".join(reading.text for reading, _ in readings),
        {name: symbol for _, given in readings for name, symbol in given.items()},
        spelled,
    )


def _rows(components: Mapping[Symbol, tuple[Form, ...]]) -> Iterator[dict[Form, Form]]:
    """For each place the component of each list."""
    for place in range(len(next(iter(components.values())))):
        yield {name: parts[place] for name, parts in components.items()}


REDUCTIONS: dict[str, Callable[[Sequence[Form]], Form]] = {
    "sum": sum_of,
    "product": product_of,
    "mean": lambda parts: sum_of(parts) / len(parts),
    "max": lambda parts: Call("max", parts) if len(parts) > 1 else parts[0],
    "min": lambda parts: Call("min", parts) if len(parts) > 1 else parts[0],
}


def reduced(functions: Sequence[Form], how: str) -> Form:
    """All components made into one number.

    Raises:
        SymdiffError: if there is no such reduction.
    """
    if how not in REDUCTIONS:
        raise SymdiffError(say("no such reduction", given=repr(how), known=", ".join(REDUCTIONS)))
    return REDUCTIONS[how](functions)


def variables_of(wrt: Names, given: Given) -> tuple[Symbol, ...]:
    """The variables of differentiation: those named, else those of the head, else all letters in alphabetical order.

    Raises:
        ParseError: if a name is not that of a variable.
        SymdiffError: if a variable is named twice, or is a function as well.
    """
    if wrt is not None:
        names = wrt.strip().strip("()[]").replace(",", " ").split() if isinstance(wrt, str) else list(wrt)
        chosen = tuple(each for name in names for each in _components(variable_named(name), given))
    elif given.arguments:
        chosen = tuple(map(Symbol, given.arguments))
    else:
        chosen = tuple(sorted(symbols(*given.functions), key=lambda symbol: natural_order(symbol.name)))
    if not chosen:
        raise SymdiffError(say("no variable"))
    for place, variable in enumerate(chosen):
        if variable in chosen[:place]:
            raise SymdiffError(say("named twice", name=variable.name))
    check_functions(given.functions, chosen)
    return chosen


def _components(variable: Symbol, given: Given) -> tuple[Symbol, ...]:
    """The components of a letter that stands for a list; any other letter itself."""
    parts = given.lists.get(variable, (variable,))
    if not all(isinstance(part, Symbol) for part in parts):
        raise SymdiffError(say("components not variables", name=variable.name))
    return tuple(part for part in parts if isinstance(part, Symbol))


def natural_order(name: str) -> tuple[str, int, str]:
    """The order of names in which x2 stands before x10.

    >>> sorted(["x10", "y", "x2"], key=natural_order)
    ['x2', 'x10', 'y']
    """
    found = _NUMBERED.search(name)
    return (name[: found.start()], int(found.group()), name) if found else (name, -1, name)


def check_functions(functions: Iterable[Form], variables: Sequence[Symbol]) -> None:
    """See to it that no name is both a function and a variable.

    Raises:
        SymdiffError: if one is.
    """
    names = {variable.name for variable in variables}
    for form in walk(*functions):
        if isinstance(form, Undefined) and form.name in names:
            raise SymdiffError(say("function and variable", name=form.name))


def undeclared(notes: Iterable[Note], names: Iterable[Symbol]) -> tuple[Note, ...]:
    """Notes without those that only say that a declared name is read as a name."""
    said = {say("read as name", written=name.name) for name in names}
    return tuple(note for note in notes if note.said not in said)


def single_function(problem: Problem, result: str, lists: Lists = None, reduce: str | None = None) -> Given:
    """Read one function.

    Raises:
        UnsupportedError: if it is a list of functions.
    """
    given = functions_of(problem, lists, reduce)
    if given.listed:
        raise UnsupportedError(say("of one function", kind=say(result)))
    return given


def definitions_of(definitions: Definitions | Sequence[str]) -> dict[Symbol, Form]:
    """Names with what they stand for, from a mapping or from texts such as ``u=x^2``.

    Raises:
        ParseError: if a name or a definition cannot be read.
        SymdiffError: if a name is defined twice.
    """
    found: dict[Symbol, Form] = {}
    if isinstance(definitions, Mapping):
        pairs: list[tuple[str, Any]] = list(definitions.items())
    else:
        pairs = []
        for text in definitions or ():
            name, sign, meaning = text.partition("=")
            if not sign:
                raise ParseError(say("how to define"), text, 0, say("name=expression"))
            pairs.append((name, meaning))
    for name, meaning in pairs:
        symbol = variable_named(name.strip())
        if symbol in found:
            raise SymdiffError(say("defined twice", name=symbol.name))
        found[symbol] = reading_of(meaning)[0].form
    return found


def lists_of(lists: Lists) -> dict[Symbol, tuple[Form, ...]]:
    """Letters that stand for lists, with their components.

    Raises:
        ParseError: if a name or a component cannot be read.
        ShapeError: if the lists are not equally long.
    """
    pairs = lists.items() if isinstance(lists, Mapping) else (text.partition("=")[::2] for text in lists or ())
    found = {
        variable_named(name.strip()): functions_of(parts.split(",") if isinstance(parts, str) else parts).functions
        for name, parts in pairs
    }
    lengths = {name.name: len(parts) for name, parts in found.items()}
    if not found:
        raise SymdiffError(say("no list"))
    if len(set(lengths.values())) > 1:
        told = listed(*(say("has so many", name=name, length=length) for name, length in lengths.items()))
        raise ShapeError(say("lists of equal length", told=told))
    return found


def point_of(at: Point) -> dict[Symbol, Form]:
    """A point: a mapping from names to numbers or texts, or one text such as ``x=1, y=pi/2``.

    Raises:
        ParseError: if it cannot be read.
        SymdiffError: if a coordinate is not a number.
    """
    if isinstance(at, str):
        found = definitions_of([part for part in at.split(",") if part.strip()])
    else:
        found = {variable_named(name): _number(name, value) for name, value in at.items()}
    for name, form in found.items():
        if symbols(form) or isinstance(form, Vector | Relation):
            raise SymdiffError(say("not a number", name=name.name))
    return found


def _number(name: str, value: object) -> Form:
    match value:
        case bool():
            raise SymdiffError(say("not a number", name=name))
        case int() | Fraction():
            return Number(value)
        case float() if value == value and abs(value) != float("inf"):
            return Number(Fraction(repr(value)), repr(value))
        case str():
            return read(value).form
        case float():
            raise SymdiffError(say("not a finite number", name=name))
    from symdiff.interop import from_sympy

    try:
        return from_sympy(value)
    except (AttributeError, UnsupportedError) as error:
        raise SymdiffError(say("not a number", name=name)) from error


def rational(value: object, noun: str) -> Fraction:
    """A rational number that a user gave; ``noun`` says what it is.

    Raises:
        SymdiffError: if it is none.
    """
    found = number_value(_number(noun, value))
    if found is None:
        raise SymdiffError(say("not rational", name=noun))
    return found


def missing_value(point: Mapping[Symbol, Form], needed: Iterable[Symbol]) -> None:
    """See to it that every variable has a value.

    Raises:
        SymdiffError: if one has none.
    """
    for variable in needed:
        if variable not in point:
            raise SymdiffError(say("point without a value, write", name=variable.name))


def rational_point(point: Mapping[Symbol, Form]) -> dict[Symbol, Fraction] | None:
    """The coordinates as exact fractions, or ``None`` if one is not rational."""
    values = {name: number_value(form) for name, form in point.items()}
    return None if None in values.values() else {name: value for name, value in values.items() if value is not None}
