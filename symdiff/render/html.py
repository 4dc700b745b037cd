"""A document in HTML, its formulas in MathML, readable in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from symdiff.notation import Box
from symdiff.render.graph_svg import to_svg
from symdiff.render.mathml import mathml
from symdiff.views.blocks import Answer, Block, Display, Document, Figure, Heading, Line, Prose, Remark, RuleList, Table, Words
from symdiff.wording.sentences import say, wording_of

STYLE = """
.symdiff { font: 1rem/1.5 "Latin Modern Roman", Georgia, serif; max-width: 52rem; margin: 1rem auto; padding: 0 1rem; }
.symdiff h3 { font-size: 1.05rem; margin: 1.4rem 0 0.4rem; }
.symdiff table { border-collapse: collapse; }
.symdiff .display td { padding: 0.25rem 0.2rem; vertical-align: middle; }
.symdiff .display td:first-child { text-align: right; padding-left: 1.5rem; }
.symdiff .display td.alone { text-align: left; }
.symdiff .display math { display: inline math; }
.symdiff .reason { padding-left: 2rem; font-style: italic; opacity: 0.8; }
.symdiff .answer { display: inline-block; border: 2px solid #2e7d32; border-radius: 4px; }
.symdiff .answer { padding: 0.5rem 1rem; margin: 1rem 1.5rem; }
.symdiff .remark b { color: #2e7d32; }
.symdiff li math { math-style: normal; }
.symdiff .warning b, .symdiff .test b { color: #c62828; }
.symdiff .changed { color: #b35900; }
.symdiff .figure { overflow-x: auto; }
.symdiff .table td { padding: 0.1rem 1rem; text-align: right; }
@media (prefers-color-scheme: dark) {
  :root { color-scheme: dark; }
  .symdiff .answer { border-color: #81c784; }
  .symdiff .remark b { color: #81c784; }
  .symdiff .warning b, .symdiff .test b { color: #ef9a9a; }
  .symdiff .changed { color: #ffb74d; }
}
"""


def to_html(document: Document, *, page: bool, language: str = "en") -> str:
    """A document in HTML.

    Parameters:
        document: what to print.
        page: whether it is a whole page, or a fragment for one.
        language: that the page says it is in.
    """
    body = "\n".join(part for block in document for part in _block(block))
    fragment = f'<style>{STYLE}</style>\n<div class="symdiff">\n{body}\n</div>\n'
    if not page:
        return fragment
    title = wording_of(language)(say("title: page"))
    head = f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>'
    return f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n{head}\n</head>\n<body>\n{fragment}</body>\n</html>\n'


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(title):
            yield f"<h3>{escape(title)}</h3>"
        case Prose(words):
            yield f"<p>{_inline(words)}</p>"
        case Display(lines):
            yield f'<table class="display">\n{_rows(lines)}\n</table>'
        case Answer(left, right):
            yield f'<table class="display answer">\n{_rows([Line(left, right)])}\n</table>'
        case RuleList(entries):
            if entries:
                yield "<ul>\n" + "\n".join(map(_entry, entries)) + "\n</ul>"
        case Table(header, rows):
            cells = ["".join(f"<td>{mathml(box)}</td>" for box in row) for row in (header, *rows)]
            yield '<table class="table">\n' + "\n".join(f"<tr>{line}</tr>" for line in cells) + "\n</table>"
        case Figure(drawing):
            yield f'<div class="figure">\n{to_svg(drawing)}</div>'
        case Remark(kind, words):
            yield f'<p class="remark {kind}"><b>{block.label}:</b> {_inline(words)}</p>'


def _rows(lines: Sequence[Line]) -> str:
    return "\n".join(f'<tr>{_sides(line)}<td class="reason">{_inline(line.reason)}</td></tr>' for line in lines)


def _sides(line: Line) -> str:
    right = mathml(line.right, "block")
    if line.left is None and not line.relation:
        return f'<td class="alone" colspan="3">{right}</td>'
    left = "" if line.left is None else mathml(line.left, "block")
    return f"<td>{left}</td><td>{escape(line.relation)}</td><td>{right}</td>"


def _entry(entry: tuple[str, Box, Words]) -> str:
    name, statement, words = entry
    because = f", because {_inline(words)}" if words else ""
    return f"<li><i>{escape(name)}</i>: {mathml(statement)}{because}</li>"


def _inline(words: Words) -> str:
    return "".join(escape(word) if isinstance(word, str) else mathml(word) for word in words)
