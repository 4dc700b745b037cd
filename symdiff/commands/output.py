"""Where the output of a command goes, and in which format."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from symdiff.errors import SymdiffError, why_not
from symdiff.render import documents
from symdiff.render.terminal import show
from symdiff.views.blocks import Document
from symdiff.wording.sentences import say

FORMATS = ("text", "latex", "markdown", "html", "json")
_BY_SUFFIX = {".txt": "text", ".tex": "latex", ".md": "markdown", ".html": "html", ".htm": "html", ".json": "json"}


def add_output_arguments(parser: ArgumentParser) -> None:
    """Declare ``--format``, ``--document`` and ``-o``."""
    parser.add_argument("--format", choices=FORMATS, help="output format (default: text, or by the ending of FILE)")
    parser.add_argument("--document", action="store_true", help="a complete LaTeX document or HTML page, not a fragment")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of standard output")


def chosen_format(arguments: Namespace) -> str:
    """The format asked for, or the one that the name of the file says."""
    if arguments.format is not None:
        return str(arguments.format)
    return _BY_SUFFIX.get(arguments.output.suffix, "text") if arguments.output else "text"


def emit(arguments: Namespace, document: Document, to_json: Callable[[], str], language: str = "en") -> None:
    """Print a document as the arguments say.

    Raises:
        SymdiffError: if the file cannot be written.
    """
    chosen = chosen_format(arguments)
    if chosen == "text" and arguments.output is None:
        show(document, Console(highlight=False))
        return
    match chosen:
        case "text":
            text = documents.to_text(document)
        case "latex":
            text = documents.to_latex(document, document_class=arguments.document)
        case "markdown":
            text = documents.to_markdown(document)
        case "html":
            text = documents.to_html(document, page=arguments.document, language=language)
        case _:
            text = to_json() + "\n"
    if arguments.output is None:
        sys.stdout.write(text)
        return
    try:
        arguments.output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SymdiffError(say("cannot be written", file=str(arguments.output), reason=why_not(error))) from error
