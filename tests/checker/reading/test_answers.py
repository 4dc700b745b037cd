"""What is handed in as an answer is read as what it says: sides, what stands in front, rows of a matrix."""

import pytest

from symdiff.checker.reading.answers import conditions, rows_of, statement
from symdiff.errors import LimitError, ParseError, SymdiffError
from symdiff.forms import Piecewise
from symdiff.render.plain import plain

STATEMENTS = [
    ("2x", ["2*x"], "", 0, ""),
    ("f'(x) = 2x", ["2*x"], "f", 1, "x"),
    ("dy/dt = 2t = t + t", ["2*t", "t + t"], "y", 1, "t"),
    ("y'' = 2", ["2"], "y", 2, ""),
    ("u = x^2", ["x^2"], "u", 0, ""),
    ("2x = x + x", ["2*x = x + x"], "", 0, ""),
    ("2x = x + x = x*2", ["2*x", "x + x", "x*2"], "", 0, ""),
    ("=> so 2x.", ["2*x"], "", 0, ""),
    ("the answer is: 2x", ["2*x"], "", 0, ""),
    ("[2x, 3]", ["[2*x, 3]"], "", 0, ""),
    ("[2x; 3]", ["[[2*x], [3]]"], "", 0, ""),
    ("J = [1, x; 2, 3]", ["[[1, x], [2, 3]]"], "J", 0, ""),
    (r"\begin{pmatrix} 1 \\ x \end{pmatrix}", ["[1, x]"], "", 0, ""),
]


@pytest.mark.parametrize(("text", "sides", "defines", "order", "by"), STATEMENTS)
def test_a_statement_has_sides_and_a_head(text: str, sides: list[str], defines: str, order: int, by: str) -> None:
    said = statement(text)
    assert ([plain(side) for side in said.sides], said.defines, said.order, said.by) == (sides, defines, order, by)


def test_an_equation_is_opened_into_its_sides() -> None:
    assert [plain(side) for side in statement("x^2 = 4").opened] == ["x^2", "4"]
    assert [plain(side) for side in statement("f(x) = 4").opened] == ["4"]


@pytest.mark.parametrize("text", ["[x < 0: -x; x]", "y = [x < 0: -x; x]"])
def test_pieces_are_no_rows(text: str) -> None:
    assert isinstance(statement(text).answer, Piecewise)


@pytest.mark.parametrize(
    ("text", "answer"), [("2x + y dy/dx", "2*x + y*y'(x)"), (r"y \frac{dy}{dx}", "y*y'(x)"), ("dy/dx = 2x", "2*x")]
)
def test_a_slope_may_stand_in_an_expression(text: str, answer: str) -> None:
    assert plain(statement(text, ("y", "x")).answer) == answer


NO_STATEMENTS = [
    ("[[1, 2], [3]]", ParseError),
    ("=".join(["x"] * 50), ParseError),
    ("2x + ", ParseError),
    ("[" + ";".join(["1,2,3"] * 150) + "]", LimitError),
]


@pytest.mark.parametrize(("text", "error"), NO_STATEMENTS)
def test_what_is_no_statement_is_an_error(text: str, error: type[SymdiffError]) -> None:
    with pytest.raises(error):
        statement(text)


def test_conditions_are_read_only_if_all_of_them_are_some() -> None:
    assert [plain(said.answer) for said in conditions("x < 3", "x >= 1")] == ["x < 3", "x >= 1"]
    assert conditions("x < 3", "x + 1") == []


@pytest.mark.parametrize("text", ["2x", "[2x, 3]", "(1, 2; 3, 4)", r"\begin{cases} 1 & 2 \end{cases}"])
def test_what_has_no_rows_is_no_matrix(text: str) -> None:
    assert rows_of(text) is None
