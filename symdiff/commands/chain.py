"""``symdiff chain "[f, g]" --where u=...``: the vector chain rule as a product of Jacobians."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_definitions, add_problem, add_showing, add_variables, run_each, show_result

HELP = "differentiate a composition by the vector chain rule, as a product of Jacobians"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the outer functions as a list, such as [ln a, sin b]")
    add_variables(parser)
    add_definitions(parser)
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Multiply the Jacobians."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.several import chain

    found = chain(text, arguments.where, arguments.wrt)
    return show_result(arguments, found, wrong=found.verification.ok is False)
