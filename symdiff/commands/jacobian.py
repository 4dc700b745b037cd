"""``symdiff jacobian "[f, g]"``: the matrix of all first derivatives of several functions."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_layout, add_lists, add_problem, add_showing, add_variables, run_each, show_result

HELP = "find the matrix of first derivatives of several functions"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the functions as a list, [f, g, ...]")
    add_variables(parser)
    add_layout(parser)
    add_lists(parser)
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the Jacobian."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.several import jacobian

    found = jacobian(text, arguments.wrt, arguments.layout, arguments.lists, arguments.reduce)
    return show_result(arguments, found, wrong=found.verification.ok is False)
