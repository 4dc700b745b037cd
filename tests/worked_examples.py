"""The worked examples: what their files must contain, and ``python -m tests.worked_examples`` to write them."""

from __future__ import annotations

import shlex
import tomllib
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from symdiff.cli import main
from symdiff.render.latex import escaped
from symdiff.render.latex_document import whole_document

FOLDER = Path(__file__).parent.parent / "worked_examples"


@dataclass(frozen=True)
class Example:
    """A worked example: some prose and the command lines whose output it shows."""

    name: str
    title: str
    text: str
    commands: tuple[tuple[str, ...], ...]


def examples() -> list[Example]:
    """The examples in the order of their file."""
    table = tomllib.loads((FOLDER / "examples.toml").read_text(encoding="utf-8"))
    return [Example(**{**each, "commands": tuple(map(tuple, each["commands"]))}) for each in table["example"]]


def output(command: tuple[str, ...], output_format: str) -> str:
    """What a command line prints in a format."""
    printed = StringIO()
    with redirect_stdout(printed):
        code = main([*command, "--format", output_format])
    assert code == 0, command
    return printed.getvalue()


def typed(command: tuple[str, ...]) -> str:
    """A command line as it is typed."""
    return "symdiff " + shlex.join(command)


def markdown(example: Example) -> str:
    """An example as a Markdown file."""
    parts = [f"# {example.title}\n", f"{example.text}\n"]
    for command in example.commands:
        parts += [f"## `{typed(command)}`\n", output(command, "markdown")]
    return "\n".join(parts)


def latex(example: Example) -> str:
    """An example as a LaTeX document."""
    parts = [rf"\section*{{{escaped(example.title)}}}", f"{escaped(example.text)}\n"]
    for command in example.commands:
        parts += [rf"\subsection*{{\raggedright\texttt{{{escaped(typed(command))}}}}}", output(command, "latex")]
    return whole_document("\n".join(parts))


def index() -> str:
    """The table of contents."""
    rows = [f"- [{each.title}]({each.name}.md) ([LaTeX]({each.name}.tex))" for each in examples()]
    return "# Worked examples\n\nWritten by symdiff itself from `examples.toml`.\n\n" + "\n".join(rows) + "\n"


def files() -> dict[Path, str]:
    """Every file of the folder with what it must contain."""
    contents = {FOLDER / "README.md": index()}
    for example in examples():
        contents[FOLDER / f"{example.name}.md"] = markdown(example)
        contents[FOLDER / f"{example.name}.tex"] = latex(example)
    return contents


if __name__ == "__main__":
    for path, content in files().items():
        path.write_text(content, encoding="utf-8")
