"""``symdiff linearize EXPR --at x=1``: differential, tangent line or plane, and the error of the linear model."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_plot, add_problem, add_showing, add_variables, run_each, show_result

HELP = "find the differential and the tangent line or plane at a point"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the function")
    parser.add_argument("--at", required=True, metavar="x=1", help="the point")
    add_variables(parser)
    add_plot(parser, "the function and its tangent line")
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Find the linear model."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.local import linearize

    found = linearize(text, arguments.at, arguments.wrt)
    if arguments.plot is not None:
        from symdiff.render.plots import plot_tangent

        plot_tangent(found, arguments.plot)
    return show_result(arguments, found, wrong=found.verification.ok is False)
