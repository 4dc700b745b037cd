"""Exit codes, and how an error reads on standard error."""

from __future__ import annotations

import sys

from symdiff.errors import SymdiffError, UnsupportedError

DONE = 0
WRONG = 1
UNREADABLE = 2
UNDECIDED = 3


def exit_code(error: SymdiffError) -> int:
    """The exit code for an error."""
    return UNDECIDED if isinstance(error, UnsupportedError) else UNREADABLE


def report(error: SymdiffError, place: str = "") -> None:
    """Say on standard error what went wrong."""
    print(f"symdiff: {place}{error}", file=sys.stderr)
