"""A document in Markdown, its formulas in LaTeX between dollar signs."""

from __future__ import annotations

from collections.abc import Iterator

from symdiff.render.graph_text import to_text
from symdiff.render.latex import latex
from symdiff.render.latex_document import aligned_rows
from symdiff.views.blocks import Answer, Block, Display, Document, Figure, Heading, Prose, Remark, RuleList, Table, Words


def to_markdown(document: Document) -> str:
    """A document in Markdown, as GitHub and notebooks read it."""
    return "\n\n".join(part for block in document for part in _block(block)) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(title):
            yield f"### {title}"
        case Prose(words):
            yield _inline(words)
        case Display(lines):
            rows = aligned_rows(lines).replace(r"\symdiffmark{changed}", r"\textcolor{brown}")
            yield f"$$\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n$$"
        case Answer(left, right):
            yield rf"$$\boxed{{{latex(left)} = {latex(right)}}}$$"
        case RuleList(entries):
            if entries:
                yield "\n".join(
                    f"- *{name}*: ${latex(statement)}$" + (f", because {_inline(words)}" if words else "")
                    for name, statement, words in entries
                )
        case Table(header, rows):
            cells = [[f"${latex(box)}$" for box in row] for row in (header, *rows)]
            cells.insert(1, ["---"] * len(header))
            yield "\n".join("| " + " | ".join(line) + " |" for line in cells)
        case Figure(drawing):
            yield f"```text\n{to_text(drawing)}```"
        case Remark(_, words):
            yield f"**{block.label}:** {_inline(words)}"


def _inline(words: Words) -> str:
    return "".join(_escaped(word) if isinstance(word, str) else f"${latex(word)}$" for word in words)


def _escaped(prose: str) -> str:
    """Prose in which no character means anything to Markdown."""
    return "".join("\\" + character if character in "\\`*_{}[]<>#|$" else character for character in prose)
