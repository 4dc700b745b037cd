"""The command line.

Nothing but the standard library is imported here, so that ``--help`` and ``--version`` answer at once; each command loads
what it needs.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module

from symdiff import __version__

DEFAULT = "differentiate"

# The commands, each with the module that carries it out and the line that ``--help`` says of it.
COMMANDS = {
    DEFAULT: ("symdiff.commands.differentiate", "differentiate an expression, step by step (may be left out)"),
    "gradient": ("symdiff.commands.gradient", "all partial derivatives of a function"),
    "jacobian": ("symdiff.commands.jacobian", "all derivatives of several functions"),
    "hessian": ("symdiff.commands.hessian", "all second derivatives of a function"),
    "total": ("symdiff.commands.total", "the total derivative, intermediate variables moving along"),
    "chain": ("symdiff.commands.chain", "the vector chain rule: a product of Jacobians"),
    "implicit": ("symdiff.commands.implicit", "dy/dx along the curve of an equation"),
    "parametric": ("symdiff.commands.parametric", "dy/dx along a curve given by a parameter"),
    "linearize": ("symdiff.commands.linearize", "differential, tangent line or plane at a point"),
    "directional": ("symdiff.commands.directional", "the derivative in a direction"),
    "descend": ("symdiff.commands.descend", "a run of gradient descent"),
    "matrix": ("symdiff.matrix.command", "derivatives by vectors and matrices, in matrix notation, with shapes"),
    "graph": ("symdiff.commands.graph", "the computation graph, forward and reverse accumulation"),
    "check": ("symdiff.commands.check", "check somebody's derivative"),
    "work": ("symdiff.commands.work", "check somebody's working, line by line"),
    "grade": ("symdiff.commands.grade", "check many answers: CSV or JSON lines in, the same with verdicts out"),
    "serve": ("symdiff.commands.serve", "check answers for other systems over HTTP"),
    "rules": ("symdiff.commands.rules", "list every rule with its statement"),
}

EXAMPLES = """\
examples:
  symdiff "ln(sin(x**3)**2)"
  symdiff "x^2 y" --wrt y
  symdiff "x^x" --method logarithmic
  symdiff jacobian "[sin t + s, cos t, 6t/pi]" --wrt t,s
  symdiff implicit "x^2 + y^2 = 25" --at x=3,y=4
  symdiff graph "x e^(x^2)" --at x=1 --svg graph.svg
  symdiff matrix "norm2(W@x + b)**2" --wrt W --shape W=m,n --shape x=n --shape b=m
  symdiff check "sin(x^2)" "cos(x^2)"
  symdiff grade answers.csv -o graded.csv
  symdiff "sin(x)/x" --format latex --document -o solution.tex

exit codes: 0 done, 1 the answer is wrong, 2 not readable or wrongly asked for, 3 undecided or not supported
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(words)
    except BrokenPipeError:
        # Whoever read the output has stopped; what is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "--version"):
        return _overview(words)
    from symdiff.errors import SymdiffError
    from symdiff.exits import exit_code, report

    try:
        return _command(words)
    except SymdiffError as error:
        report(error)
        return exit_code(error)


def _command(words: list[str]) -> int:
    name = words.pop(0) if words[0] in COMMANDS else DEFAULT
    module = import_module(COMMANDS[name][0])
    parser = ArgumentParser(prog="symdiff" if name == DEFAULT else f"symdiff {name}", description=module.HELP)
    module.configure(parser)
    options = {option for action in parser._actions for option in action.option_strings}
    arguments = parser.parse_args([_protected(word, options) for word in words])
    return int(module.run(arguments))


def _overview(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        print(f"symdiff {__version__}")
        return 0
    lines = "\n".join(f"  {name:<14}{line}" for name, (_, line) in COMMANDS.items())
    parser = ArgumentParser(
        prog="symdiff",
        usage="symdiff EXPR [options]\n       symdiff COMMAND ... [options]",
        description="Derivatives found step by step, every rule named, every answer checked.",
        epilog=f"commands (symdiff COMMAND --help says more):\n{lines}\n\n{EXAMPLES}",
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="store_true", help="show the version")
    parser.print_help(sys.stdout if words else sys.stderr)
    if words:
        return 0
    from symdiff.exits import UNREADABLE

    return UNREADABLE


def _protected(word: str, options: set[str]) -> str:
    """An expression may start with a minus sign; a word with a space is never taken for an option."""
    is_option = word in ("-", "--") or word.startswith("--") or word in options
    return word if not word.startswith("-") or is_option else " " + word


if __name__ == "__main__":
    sys.exit(main())
