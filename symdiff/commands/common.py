"""What the commands have in common: their arguments, standard input, and how a result is printed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from symdiff.commands.output import add_output_arguments, emit
from symdiff.errors import SymdiffError
from symdiff.exits import DONE, WRONG, exit_code, report
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    from symdiff.api.showing import Shown

STANDARD_INPUT = "-"


def add_problem(parser: ArgumentParser, what: str) -> None:
    """Declare the problem, which ``-`` takes from standard input."""
    parser.add_argument("expression", metavar="EXPR", help=f"{what}; - reads standard input, one problem a line")


def add_variables(parser: ArgumentParser) -> None:
    """Declare ``--wrt`` for one variable or several."""
    parser.add_argument("--wrt", metavar="x,y", help="the variables (default: all letters, in alphabetical order)")


def add_lists(parser: ArgumentParser) -> None:
    """Declare ``--list`` and ``--reduce``."""
    parser.add_argument(
        "--list",
        dest="lists",
        action="append",
        metavar="x=x1,x2",
        help="a letter that stands for a list; functions of it are taken component by component (may be repeated)",
    )
    reductions = ("sum", "product", "mean", "max", "min")
    parser.add_argument("--reduce", choices=reductions, help="how the components become one number")


def add_definitions(parser: ArgumentParser) -> None:
    """Declare ``--where``."""
    meaning = "what an intermediate variable stands for (may be repeated)"
    parser.add_argument("--where", action="append", required=True, metavar="u=x^2", help=meaning)


def add_layout(parser: ArgumentParser) -> None:
    """Declare ``--layout``."""
    parser.add_argument(
        "--layout",
        default="numerator",
        choices=("numerator", "denominator"),
        help="a row for each function (numerator, the default) or a column",
    )


def add_order(parser: ArgumentParser) -> None:
    """Declare ``--order``."""
    parser.add_argument("--order", type=int, default=1, metavar="N", help="how many times (default: 1)")


def add_showing(parser: ArgumentParser) -> None:
    """Declare how much is shown, in which format, and where."""
    parser.add_argument("--detail", default="standard", choices=("brief", "standard", "full"), help="how much is shown")
    add_output_arguments(parser)


def add_plot(parser: ArgumentParser, what: str) -> None:
    """Declare ``--plot``."""
    endings = ".svg, .png or .pdf; needs matplotlib"
    parser.add_argument("--plot", type=Path, metavar="FILE", help=f"also draw {what} to FILE ({endings})")


def run_each(arguments: Namespace, solve: Callable[[Namespace, str], int]) -> int:
    """Solve the problem of the arguments, or each line of standard input; the exit code is the worst of all."""
    if arguments.expression.strip() == STANDARD_INPUT:
        return max((_line(arguments, solve, number, text) for number, text in _lines()), default=DONE)
    return solve(arguments, arguments.expression)


def _lines() -> Iterator[tuple[int, str]]:
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield number, line.strip()


def _line(arguments: Namespace, solve: Callable[[Namespace, str], int], number: int, text: str) -> int:
    try:
        if arguments.output is not None:
            raise SymdiffError(say("many problems, one file"))
        return solve(arguments, text)
    except SymdiffError as error:
        report(error, f"line {number}: ")
        return exit_code(error)


def show_result(arguments: Namespace, found: Shown, *, wrong: bool = False) -> int:
    """Print a result and return the exit code."""
    emit(arguments, found.document(arguments.detail), found.to_json)
    return WRONG if wrong else DONE
