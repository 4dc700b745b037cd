"""``symdiff work PROBLEM LINE...``: the first wrong line of a working."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from symdiff.commands.check import EXITS, add_language_argument, add_problem_arguments
from symdiff.commands.output import add_output_arguments, emit
from symdiff.exits import DONE

HELP = "check somebody's working, line by line"


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("problem", metavar="PROBLEM", help="what had to be differentiated")
    parser.add_argument("lines", metavar="LINE", nargs="+", help="the lines of the working; - reads them from standard input")
    add_problem_arguments(parser)
    add_language_argument(parser)
    add_output_arguments(parser)


def run(arguments: Namespace) -> int:
    """Check every line; the exit code is that of the first line that is not right."""
    from symdiff.checker.views.verdict import work_document
    from symdiff.checker.working.work import check_work
    from symdiff.errors import speaking

    given = sys.stdin.read().splitlines() if arguments.lines == ["-"] else arguments.lines
    lines = [line.strip() for line in given if line.strip()]
    with speaking(arguments.language) as wording:
        work = check_work(arguments.problem, lines, arguments.wrt, arguments.order, language=arguments.language)
        document = work_document(work, lines, wording)
        record = {"version": 1, **work.record()}
        emit(arguments, document, lambda: json.dumps(record, ensure_ascii=False), arguments.language)
    return next((EXITS[verdict.status] for verdict in work.lines if not verdict.correct), DONE)
