"""``symdiff directional EXPR --along "[3, 4]"``: the derivative of a function in a direction."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_problem, add_showing, add_variables, run_each, show_result

HELP = "find the derivative of a function in a direction"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the function")
    parser.add_argument("--along", required=True, metavar="[3,4]", help="the direction; its length does not matter")
    parser.add_argument("--at", default="", metavar="x=1,y=2", help="the point (default: everywhere)")
    add_variables(parser)
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the derivative."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.local import directional

    found = directional(text, arguments.along, arguments.at, arguments.wrt)
    return show_result(arguments, found, wrong=found.verification.ok is False)
