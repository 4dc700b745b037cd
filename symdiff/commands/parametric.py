"""``symdiff parametric X Y``: dy/dx along a curve given by a parameter."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_order, add_showing
from symdiff.commands.output import emit
from symdiff.exits import DONE, WRONG

HELP = "find dy/dx along a curve given by a parameter"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("x", metavar="X", help="the first coordinate, such as cos t")
    parser.add_argument("y", metavar="Y", help="the second coordinate, such as sin t")
    parser.add_argument("--wrt", metavar="t", help="the parameter (default: the only letter, or t)")
    add_order(parser)
    parser.add_argument("--at", metavar="t=1", help="also the value at a value of the parameter")
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the derivative."""
    from symdiff.api.several import parametric
    from symdiff.views.at_point import rate_at

    found = parametric(arguments.x, arguments.y, arguments.wrt, arguments.order)
    document = found.document(arguments.detail)
    if arguments.at is not None:
        document = (*document, rate_at(found, arguments.at))
    emit(arguments, document, found.to_json)
    return WRONG if found.verification.ok is False else DONE
