"""``symdiff total EXPR --where u=...``: the total derivative with intermediate variables of one's own."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_definitions, add_problem, add_showing, run_each, show_result

HELP = "find the total derivative of a function whose variables depend on each other"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the function, such as x*u2")
    parser.add_argument("--wrt", default="x", metavar="x", help="the variable (default: x)")
    add_definitions(parser)
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the total derivative."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.several import total_derivative

    found = total_derivative(text, arguments.wrt, arguments.where)
    return show_result(arguments, found, wrong=found.verification.ok is False)
