"""``symdiff EXPR``: a derivative, step by step."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from symdiff.commands.common import add_plot, add_problem, run_each
from symdiff.commands.output import add_output_arguments, emit
from symdiff.exits import DONE, WRONG

HELP = "differentiate an expression, step by step"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "what to differentiate")
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
    add_plot(parser, "the function and its derivative")
    parser.add_argument("--no-simplify", dest="simplify", action="store_false", help="leave the answer as the rules made it")
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Solve the problem, or each line of standard input."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.derivations import differentiate
    from symdiff.views.solution import solution
    from symdiff.views.value import value_at

    derivation = differentiate(text, arguments.wrt, arguments.order, arguments.method, arguments.simplify)
    document = solution(derivation, arguments.detail)
    if arguments.at is not None:
        document = (*document, value_at(derivation, arguments.at))
    if arguments.plot is not None:
        from symdiff.render.plots import plot_derivative

        plot_derivative(derivation, arguments.plot)
    emit(arguments, document, derivation.to_json)
    return WRONG if derivation.verification.ok is False else DONE
