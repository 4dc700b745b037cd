"""``symdiff descend EXPR --at x=2,y=1``: a run of gradient descent."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_plot, add_problem, add_showing, add_variables, run_each, show_result

HELP = "go down a function by steepest descent, with a table of the steps"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "the function")
    parser.add_argument("--at", required=True, metavar="x=2,y=1", help="where to start")
    parser.add_argument("--rate", default="0.1", metavar="R", help="a step is the gradient times this (default: 0.1)")
    parser.add_argument("--steps", type=int, default=10, metavar="N", help="how many steps (default: 10)")
    add_variables(parser)
    add_plot(parser, "the way on the function's contour lines")
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Take the steps."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.local import descend

    found = descend(text, arguments.at, arguments.rate, arguments.steps, arguments.wrt)
    if arguments.plot is not None:
        from symdiff.render.plots import plot_descent

        plot_descent(found, arguments.plot)
    return show_result(arguments, found, wrong=found.verification.ok is False)
