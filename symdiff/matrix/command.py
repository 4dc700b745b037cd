"""``symdiff matrix EXPR``: derivatives of matrix expressions."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable

from symdiff.commands.output import add_output_arguments, emit
from symdiff.errors import ParseError
from symdiff.exits import DONE
from symdiff.wording.sentences import say

HELP = "differentiate an expression in scalars, vectors and matrices, in matrix notation"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("expression", metavar="EXPR", help='what to differentiate: "norm2(W@x + b)**2"; - reads standard input')
    parser.add_argument("--wrt", required=True, metavar="W", help="the variable; several (W,b) for all gradients of a scalar")
    parser.add_argument("--shape", action="append", default=[], metavar="W=m,n", help="the shape of a name: scalar, n, or m,n")
    parser.add_argument("--assume", action="append", default=[], metavar="S=spd", help="what is assumed of a name")
    parser.add_argument("--layout", choices=("numerator", "denominator"), default="numerator", help="default: numerator")
    parser.add_argument("--order", type=int, default=1, metavar="N", help="how many times; 2 is the Hessian (default: 1)")
    parser.add_argument("--structured", action="store_true", help="by the free entries of a symmetric or diagonal matrix only")
    parser.add_argument("--detail", default="standard", choices=("brief", "standard", "full"), help="how much is shown")
    parser.add_argument("--numpy", action="store_true", help="print the source of a NumPy function instead")
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Differentiate and print."""
    from symdiff.matrix import differentiate, gradients

    text = sys.stdin.read().strip() if arguments.expression == "-" else arguments.expression.strip()
    shapes = dict(_pairs(arguments.shape, "--shape", "W=m,n"))
    assume = dict(_pairs(arguments.assume, "--assume", "S=spd"))
    names = [name.strip() for name in arguments.wrt.split(",")]
    found = (
        gradients(text, names, shapes, assume)
        if len(names) > 1
        else differentiate(text, names[0], shapes, assume, arguments.layout, arguments.order, arguments.structured)
    )
    if arguments.numpy:
        sys.stdout.write(found.to_numpy())
    else:
        emit(arguments, found.document(arguments.detail), found.to_json)
    return DONE


def _pairs(given: Iterable[str], option: str, example: str) -> Iterable[tuple[str, str]]:
    """Options of the form NAME=VALUE.

    Raises:
        ParseError: one is not of that form.
    """
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip() or not value.strip():
            hint = say("for example", example=f"{option} {example}")
            raise ParseError(say("not NAME=VALUE", option=f"{option} {text}"), hint=hint)
        yield name.strip(), value.strip()
