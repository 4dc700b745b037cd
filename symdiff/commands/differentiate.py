"""``symdiff EXPR``: a derivative, step by step."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from symdiff.commands.output import add_output_arguments, emit
from symdiff.errors import SymdiffError
from symdiff.exits import DONE, WRONG, exit_code, report

HELP = "differentiate an expression, step by step"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("expression", metavar="EXPR", help="what to differentiate; - reads standard input, one problem a line")
    parser.add_argument("--wrt", metavar="x", help="the variable, or several (x,y) for a mixed partial derivative")
    parser.add_argument("--order", type=int, default=1, metavar="N", help="how many times (default: 1)")
    parser.add_argument(
        "--method",
        default="auto",
        choices=("auto", "intermediate", "rules", "logarithmic", "limit"),
        help="how the solution is shown or found (default: intermediate variables where they help)",
    )
    parser.add_argument("--detail", default="standard", choices=("brief", "standard", "full"), help="how much is shown")
    parser.add_argument("--at", metavar="x=2", help="also the value at a point")
    parser.add_argument("--no-simplify", dest="simplify", action="store_false", help="leave the answer as the rules made it")
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Solve the problem, or each line of standard input."""
    if arguments.expression == "-":
        return max((_line(arguments, number, text) for number, text in _lines()), default=DONE)
    return _solve(arguments, arguments.expression)


def _lines() -> Iterator[tuple[int, str]]:
    for number, line in enumerate(sys.stdin, 1):
        if line.strip():
            yield number, line.strip()


def _line(arguments: Namespace, number: int, text: str) -> int:
    try:
        if arguments.output is not None:
            raise SymdiffError("Many problems cannot go to one file; redirect standard output instead.")
        return _solve(arguments, text)
    except SymdiffError as error:
        report(error, f"line {number}: ")
        return exit_code(error)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api import differentiate
    from symdiff.views.solution import solution
    from symdiff.views.value import value_at

    derivation = differentiate(text, arguments.wrt, arguments.order, arguments.method, arguments.simplify)
    document = solution(derivation, arguments.detail)
    if arguments.at is not None:
        document = (*document, value_at(derivation, arguments.at))
    emit(arguments, document, derivation.to_json)
    return WRONG if derivation.verification.ok is False else DONE
