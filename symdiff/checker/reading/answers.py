"""What a student hands in: an expression, a chain of equal ones, f'(x) = ..., a list or a matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from symdiff.checker.reading.prose import without_words
from symdiff.derivation import Note
from symdiff.errors import LimitError, ParseError, SymdiffError, UnsupportedError
from symdiff.forms import Derivative, Form, Relation, Symbol, Undefined, Vector
from symdiff.syntax import Reading, read, read_condition
from symdiff.syntax.limits import check_length
from symdiff.wording.sentences import Sentence, say

if TYPE_CHECKING:
    import sympy

Given: TypeAlias = "str | sympy.Basic | Form"

MOST_SIDES = 40
MOST_ENTRIES = 400
ENVIRONMENTS = ("pmatrix", "bmatrix", "vmatrix", "Bmatrix", "matrix", "smallmatrix")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a line says.

    Attributes:
        sides: the expressions that it says are equal; at least one.
        defines: the name in front, ``"f"`` of ``f'(x) = ...``, or ``""``.
        order: how often the name in front is differentiated.
        by: the variable that the head names, or ``""``.
        notices: how doubtful places were read.
    """

    sides: tuple[Form, ...]
    defines: str = ""
    order: int = 0
    by: str = ""
    notices: tuple[Sentence, ...] = ()

    @property
    def answer(self) -> Form:
        """What it comes to: the last side."""
        return self.sides[-1]

    @property
    def opened(self) -> tuple[Form, ...]:
        """The sides, and in place of an equation its own two."""
        return tuple(part for side in self.sides for part in (side.children if isinstance(side, Relation) else (side,)))


def statement(given: Given, slope: tuple[str, str] | None = None) -> Statement:
    """Read what a student wrote.

    Parameters:
        given: text, LaTeX, a SymPy expression or a form.
        slope: ``("y", "x")`` where dy/dx may stand in the middle of an expression.

    Raises:
        ParseError, LimitError, UnsupportedError: if it cannot be read; the error says where and why.

    >>> statement("f'(x) = x*2*1 = 2x").sides
    (x*2*1, 2*x)
    """
    match given:
        case Form():
            return Statement((given,))
        case str():
            return _of_text(given if slope is None else _with_primes(given, *slope))
    from symdiff.interop import from_sympy

    return Statement((from_sympy(given),))


def conditions(*texts: Given) -> list[Statement]:
    """Several texts that are all conditions, as ``x < 3`` is; none if one is no condition.

    >>> conditions("x < 3", "3 > x")[1].answer
    3 > x
    """
    try:
        readings = [read_condition(text) for text in texts if isinstance(text, str)]
    except SymdiffError:
        return []
    found = [Statement((reading.form,), notices=_notices(reading.notes)) for reading in readings]
    return found if len(found) == len(texts) else []


def _with_primes(text: str, y: str, x: str) -> str:
    """A text in which dy/dx stands as y′, unless it is in front."""
    for spelled in (f"d{y}/d{x}", f"\\frac{{d{y}}}{{d{x}}}"):
        start = text.lstrip()
        if not (start.startswith(spelled) and start.removeprefix(spelled).lstrip().startswith("=")):
            text = text.replace(spelled, f" {y}' ")
    return text


def parts_of(text: str) -> list[str]:
    """The statements of a line, which stand side by side: ``u = x^2, du/dx = 2x``."""
    for separator in (" and ", " where ", " with "):
        text = text.replace(separator, ",")
    parts = list(_split(text, _is_any_of(",;")))
    return parts if len(parts) > 1 and all("=" in part for part in parts) else []


def _of_text(text: str) -> Statement:
    check_length(text)
    text = without_words(text)
    if ";" in text and ":" not in text and (matrix := _matrix_in(text)):  # read as a whole, it is one long list
        return matrix
    try:
        whole = read(text)
    except (ParseError, UnsupportedError) as error:
        return _in_parts(text, error)
    return _of_reading(whole)


def _of_reading(reading: Reading) -> Statement:
    form = asked(reading)
    order, by = reading.order, reading.arguments[0] if reading.arguments else ""
    notices = _notices(reading.notes)
    if reading.defines and isinstance(form, Relation) and form.left is Symbol(reading.defines):
        return Statement((form,), notices=notices)
    sides = (form.left, form.right) if isinstance(form, Relation) and reading.defines else (form,)
    return Statement(sides, reading.defines, order, by, notices)


def is_name(form: Form) -> bool:
    """Whether a side only names what is sought: y, f(x), y′, d/dx f(x)."""
    return isinstance(form, Symbol | Undefined) or (
        isinstance(form, Derivative) and isinstance(form.expression, Symbol | Undefined)
    )


def asked(reading: Reading) -> Form:
    """The form of a reading, with the derivative that the whole of it asks for."""
    form = reading.form
    for name in reversed(reading.wrt):
        form = Derivative(form, Symbol(name))
    return form


def _notices(notes: tuple[Note, ...]) -> tuple[Sentence, ...]:
    return tuple(note.said for note in notes)


def _in_parts(text: str, error: ParseError | UnsupportedError) -> Statement:
    """A text that is not one expression: a matrix, or a chain of equal expressions."""
    matrix = _matrix_in(text)
    if matrix is not None:
        return matrix
    sides = list(_split(text, _is_equals))
    if not 2 < len(sides) <= MOST_SIDES:
        raise error
    first = _of_text("=".join(sides[:2]))
    others = [read(side) for side in sides[2:]]
    notices = tuple(notice for other in others for notice in _notices(other.notes))
    start = first.sides[0]
    opened = (start.left, start.right) if isinstance(start, Relation) else first.sides
    return Statement((*opened, *map(asked, others)), first.defines, first.order, first.by, (*first.notices, *notices))


def _matrix_in(text: str) -> Statement | None:
    """A matrix, with a head or without; ``None`` if a text is none."""
    head, *behind = _split(text, _is_equals)
    rows = rows_of(behind[0] if behind else head) if len(behind) < 2 else None
    if rows is None:
        return None
    matrix = _matrix(rows, text)
    if not behind:
        return matrix
    named = _of_reading(read(head + "= 1"))
    return Statement(matrix.sides, named.defines, named.order, named.by, matrix.notices)


def _matrix(rows: list[list[str]], text: str) -> Statement:
    if sum(map(len, rows)) > MOST_ENTRIES:
        raise LimitError(say("entries of a matrix", most=MOST_ENTRIES))
    if len({len(row) for row in rows}) > 1:
        raise ParseError(say("rows of one length"), text, 0, say("write", example="[[1, 2], [3, 4]]"))
    readings = [[read(entry) for entry in row] for row in rows]
    forms = [Vector(reading.form for reading in row) for row in readings]
    notices = tuple(notice for row in readings for reading in row for notice in _notices(reading.notes))
    return Statement((Vector(forms),), notices=notices)


def rows_of(text: str) -> list[list[str]] | None:
    r"""The entries of a matrix in rows, or ``None`` if a text is none.

    >>> rows_of("[[2x, 3], [4, 5]]")
    [['2x', ' 3'], ['4', ' 5']]
    >>> rows_of("[1, 2; 3, 4]")
    [['1', ' 2'], [' 3', ' 4']]
    >>> rows_of(r"\begin{pmatrix}1 & 2\\3 & 4\end{pmatrix}")
    [['1 ', ' 2'], ['3 ', ' 4']]
    """
    text = text.strip()
    for name in ENVIRONMENTS:
        begin, end = f"\\begin{{{name}}}", f"\\end{{{name}}}"
        if text.startswith(begin) and text.endswith(end) and text.count(begin) == 1:
            inside = text[len(begin) : -len(end)].strip().removesuffix("\\\\")
            return [row.split("&") for row in inside.split("\\\\")]
    if not (text.startswith("[") and text.endswith("]")):
        return None
    parts = list(_split(text[1:-1], _is_any_of(",")))
    if all(part.strip().startswith("[") and part.strip().endswith("]") for part in parts):
        return [list(_split(part.strip()[1:-1], _is_any_of(","))) for part in parts]
    if ";" in text:
        rows = _split(text[1:-1], _is_any_of(";"))
        return [list(_split(row, _is_any_of(","))) for row in rows]
    return None


def _is_any_of(separators: str) -> Callable[[str, int], bool]:
    return lambda text, place: text[place] in separators


def _is_equals(text: str, place: int) -> bool:
    return text[place] == "=" and text[place - 1 : place] not in ("<", ">", "!", "=") and text[place + 1 : place + 2] != "="


def _split(text: str, ends: Callable[[str, int], bool]) -> Iterator[str]:
    """The parts of a text between separators that stand in no bracket."""
    depth = start = 0
    for place, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif depth == 0 and ends(text, place):
            yield text[start:place]
            start = place + 1
    yield text[start:]
