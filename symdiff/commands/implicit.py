"""``symdiff implicit EQUATION``: dy/dx along the curve of an equation."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_order, add_problem, add_showing, run_each
from symdiff.commands.output import emit
from symdiff.exits import DONE, WRONG

HELP = "differentiate an equation in x and y implicitly"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the equation, such as x^2 + y^2 = 25")
    parser.add_argument("--y", default="y", metavar="y", help="the variable that depends on the other (default: y)")
    parser.add_argument("--x", "--wrt", dest="x", default="x", metavar="x", help="the other variable (default: x)")
    add_order(parser)
    parser.add_argument("--at", metavar="x=3,y=4", help="also the value at a point of the curve")
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the derivative."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.several import implicit
    from symdiff.views.at_point import slope_at

    found = implicit(text, arguments.y, arguments.x, arguments.order)
    document = found.document(arguments.detail)
    if arguments.at is not None:
        document = (*document, slope_at(found, arguments.at))
    emit(arguments, document, found.to_json)
    return WRONG if found.verification.ok is False else DONE
