"""``symdiff check PROBLEM ANSWER``: is an answer right, and if not, which mistake explains it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from symdiff.commands.output import add_output_arguments, emit
from symdiff.exits import DONE, UNDECIDED, UNREADABLE, WRONG
from symdiff.wording.sentences import LANGUAGES

HELP = "check somebody's derivative"
EXITS = {"correct": DONE, "incorrect": WRONG, "invalid": UNREADABLE, "undecided": UNDECIDED}


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("problem", metavar="PROBLEM", help="what had to be differentiated")
    parser.add_argument("answer", metavar="ANSWER", help="what somebody found; - reads it from standard input")
    add_problem_arguments(parser)
    add_marking_arguments(parser)
    add_output_arguments(parser)


def add_problem_arguments(parser: ArgumentParser) -> None:
    """Declare ``--wrt`` and ``--order``."""
    parser.add_argument("--wrt", metavar="x", help="the variable, or several (x,y)")
    parser.add_argument("--order", type=int, default=1, metavar="N", help="how many times (default: 1)")


def add_marking_arguments(parser: ArgumentParser) -> None:
    """Declare what is accepted, and in which language it is answered."""
    forms = ("simplified", "factored", "one fraction", "no negative exponents")
    parser.add_argument("--form", action="append", default=[], choices=forms, help="a form that is asked for; may be given again")
    parser.add_argument("--tolerance", type=float, default=0, metavar="E", help="accept decimals with this relative error")
    parser.add_argument("--reveal", action="store_true", help="tell the right answer too")
    add_language_argument(parser)
    parser.add_argument("--layout", choices=("numerator", "denominator"), help="accept a Jacobian in this layout only")


def marking_options(arguments: Namespace) -> dict[str, object]:
    """What is accepted, and the language, as ``check`` takes them."""
    return {
        "demands": tuple(arguments.form),
        "tolerance": arguments.tolerance,
        "layout": arguments.layout,
        "reveal": arguments.reveal,
        "language": arguments.language,
    }


def add_language_argument(parser: ArgumentParser) -> None:
    """Declare ``--language``."""
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="en", help="of what is said (default: en)")


def run(arguments: Namespace) -> int:
    """Check the answer; the exit code says the outcome."""
    from symdiff.checker.check import check
    from symdiff.checker.views.verdict import verdict_document
    from symdiff.errors import speaking

    answer = sys.stdin.read().strip() if arguments.answer == "-" else arguments.answer
    with speaking(arguments.language) as wording:
        verdict = check(arguments.problem, answer, arguments.wrt, arguments.order, **marking_options(arguments))  # type: ignore[arg-type]  # the options are declared with the parser
        document = verdict_document(verdict, wording)
        record = {"version": 1, **verdict.record()}
        emit(arguments, document, lambda: json.dumps(record, ensure_ascii=False), arguments.language)
    return EXITS[verdict.status]
