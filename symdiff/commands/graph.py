"""``symdiff graph EXPR``: the computation graph, and accumulation on it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from symdiff.commands.common import add_lists, add_problem, add_showing, add_variables, run_each, show_result
from symdiff.errors import SymdiffError, why_not
from symdiff.exits import DONE
from symdiff.wording.sentences import say

if TYPE_CHECKING:
    from symdiff.api.graphs import Graph

HELP = "draw the computation graph, and find derivatives by forward or reverse accumulation"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_problem(parser, "a function, or several as a list")
    add_variables(parser)
    add_lists(parser)
    parser.add_argument("--at", default="", metavar="x=1", help="a point: values and derivatives as numbers")
    parser.add_argument(
        "--mode", choices=("forward", "reverse"), help="show accumulation step by step (default with --at: reverse)"
    )
    parser.add_argument("--by", metavar="x", help="the variable of forward accumulation (default: the first)")
    parser.add_argument("--of", type=int, default=1, metavar="K", help="the output of reverse accumulation, counted from 1")
    parser.add_argument("--leaves", default="shared", choices=("shared", "each use"), help="one leaf a variable, or one a use")
    parser.add_argument("--paths", action="store_true", help="list the paths to each variable, and add them up")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="also draw the graph to FILE")
    parser.add_argument("--dot", action="store_true", help="print the graph in DOT, and nothing else")
    add_showing(parser)


def run(arguments: Namespace) -> int:
    """Build the graph and show what is asked of it."""
    return run_each(arguments, _solve)


def _solve(arguments: Namespace, text: str) -> int:
    from symdiff.api.graphs import graph

    found = graph(text, arguments.wrt, arguments.leaves, arguments.paths, arguments.lists, arguments.reduce)
    if arguments.svg is not None:
        _write(arguments.svg, found.to_svg(arguments.at))
    if arguments.dot:
        sys.stdout.write(found.to_dot(arguments.at))
        return DONE
    if arguments.mode is None and not arguments.at:
        return show_result(arguments, found)
    return _accumulate(arguments, found)


def _accumulate(arguments: Namespace, found: Graph) -> int:
    if arguments.mode == "forward":
        sweep = found.forward(arguments.at, arguments.by)
    else:
        sweep = found.reverse(arguments.at, arguments.of - 1)
    return show_result(arguments, sweep, wrong=sweep.verification.ok is False)


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, encoding="utf-8")
    except OSError as error:
        raise SymdiffError(say("cannot be written", file=str(file), reason=why_not(error))) from error
