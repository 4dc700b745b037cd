"""``symdiff hessian EXPR``: all second derivatives of a function."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_layout, add_problem, add_showing, add_variables, run_each, show_result

HELP = "find the matrix of second derivatives of a function"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the function")
    add_variables(parser)
    add_layout(parser)
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the hessian."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.several import hessian

    found = hessian(text, arguments.wrt, arguments.layout)
    return show_result(arguments, found, wrong=found.verification.ok is False)
