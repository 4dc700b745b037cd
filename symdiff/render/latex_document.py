r"""A document in LaTeX: a fragment for ``amsmath`` and ``xcolor``, or a whole document that pdflatex compiles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from symdiff.notation import Box, Cases, Fraction, Matrix, Row, Text
from symdiff.notation.boxes import parts, walk
from symdiff.render.graph_tikz import to_tikz
from symdiff.render.latex import HIGHLIGHT_MACRO, escaped, latex
from symdiff.views.blocks import Answer, Block, Display, Document, Figure, Heading, Line, Prose, Remark, RuleList, Table, Words

PREAMBLE = rf"""\documentclass[11pt,fleqn]{{article}}
\usepackage[utf8]{{inputenc}}
\usepackage[T1]{{fontenc}}
\usepackage{{lmodern}}
\usepackage[a4paper,margin=25mm]{{geometry}}
\usepackage{{amsmath,amssymb,xcolor}}
\definecolor{{symdiff-changed}}{{HTML}}{{B35900}}
{HIGHLIGHT_MACRO}
\allowdisplaybreaks
\setlength{{\parindent}}{{0pt}}
\setlength{{\parskip}}{{6pt}}
\setlength{{\emergencystretch}}{{6em}}
"""
TIKZ = "\\usepackage{tikz}\n"
BEGIN = "\\begin{document}\n"
END = "\\end{document}\n"


def to_latex(document: Document, *, document_class: bool) -> str:
    """A document in LaTeX.

    Parameters:
        document: what to print.
        document_class: whether it is a whole document; a fragment needs what ``PREAMBLE`` loads and defines, and
            ``tikz`` for pictures.
    """
    body = "\n".join(_parts(document)) + "\n"
    return whole_document(body) if document_class else body


def _parts(document: Document) -> Iterator[str]:
    """The blocks; a display belongs to the paragraph before it, or else LaTeX sets an empty line above it."""
    for block, following in zip_longest(document, document[1:]):
        for part in _block(block):
            yield part.rstrip("\n") if isinstance(following, Display) else part


def whole_document(body: str) -> str:
    """A body with all that LaTeX needs around it; pictures are only loaded where there are any."""
    pictures = TIKZ if r"\begin{tikzpicture}" in body else ""
    return PREAMBLE + pictures + BEGIN + body + END


# Longer right sides go on in a new row, and leave no room for a reason beside them; in characters of one-line text.
LONGEST_ROW = 70
LONGEST_WITH_REASON = 72


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(title):
            yield rf"\subsection*{{{escaped(title)}}}"
        case Prose(words):
            yield _inline(words) + "\n"
        case Display(lines):
            yield f"\\begin{{align*}}\n{aligned_rows(lines)}\n\\end{{align*}}"
        case Answer(left, right):
            rows = aligned_rows([Line(left, right)])
            yield f"\\[\n\\boxed{{\n\\begin{{aligned}}\n{rows}\n\\end{{aligned}}\n}}\n\\]"
        case RuleList(entries):
            if entries:
                yield "\\begin{itemize}\n" + "\n".join(map(_entry, entries)) + "\n\\end{itemize}"
        case Table(header, rows):
            cells = [" & ".join(f"${latex(box)}$" for box in row) + r" \\" for row in (header, *rows)]
            cells.insert(1, r"\hline")
            opening = rf"\begin{{center}}\renewcommand{{\arraystretch}}{{1.5}}\begin{{tabular}}{{{'r' * len(header)}}}"
            yield "\n".join((opening, *cells, r"\end{tabular}\end{center}"))
        case Figure(drawing):
            yield f"\\begin{{center}}\n{to_tikz(drawing)}\n\\end{{center}}"
        case Remark(_, words):
            yield rf"\textbf{{{escaped(block.label)}:}} {_inline(words)}" + "\n"


def _entry(entry: tuple[str, Box, Words]) -> str:
    name, statement, words = entry
    because = f", because {_inline(words)}" if words else ""
    return rf"\item \textit{{{escaped(name)}}}: $\displaystyle {latex(statement)}${because}"


def _inline(words: Words) -> str:
    return "".join(escaped(word) if isinstance(word, str) else f"${latex(word)}$" for word in words)


def aligned_rows(lines: Sequence[Line]) -> str:
    """The rows of an alignment: left side, sign and right side, reason."""
    cut = [pieces_of(line.right, LONGEST_ROW) for line in lines]
    left = max((width(line.left) for line in lines if line.left is not None), default=0)
    taken = left + max(width(piece) for pieces in cut for piece in pieces)
    return " \\\\[1ex]\n".join(row for line, pieces in zip(lines, cut, strict=True) for row in _rows(line, pieces, taken))


def _rows(line: Line, pieces: Sequence[Box], taken: int) -> Iterator[str]:
    """The rows of one line; the reason stands beside it where the widest line leaves room for it, else below."""
    left = "" if line.left is None else latex(line.left)
    reason = rf"\text{{{_inline(line.reason)}}}" if line.reason else ""
    beside = reason and len(pieces) == 1 and taken + _length(line.reason) <= LONGEST_WITH_REASON
    relation = SIGNS.get(line.relation, line.relation)
    first, *others = (latex(piece) for piece in pieces)
    yield f"{left} &{relation} {first}" + (f" && {reason}" if beside else "")
    for other in others:
        yield rf"&\quad {{}}{other}"
    if reason and not beside:
        yield rf"&\quad {reason}"


def _length(words: Words) -> int:
    return sum(len(word) if isinstance(word, str) else width(word) for word in words)


SIGNS = {"≈": r"\approx", "→": r"\to", "←": r"\gets", "≠": r"\neq"}


def pieces_of(box: Box, longest: int) -> list[Box]:
    """A formula in as many pieces as fit into rows, broken before plus and minus signs, then before dots."""
    pieces = [box]
    for signs in ("+−", "·⊙"):
        pieces = [piece for whole in pieces for piece in _broken(whole, signs, longest)]
    return pieces


def _broken(box: Box, signs: str, longest: int) -> Iterator[Box]:
    if not isinstance(box, Row) or width(box) <= longest:
        yield box
        return
    current: list[Box] = []
    length = 0
    for part in _flat(box):
        if isinstance(part, Text) and part.role == "operator" and part.text in signs and length > longest * 2 // 3:
            yield Row(tuple(current))
            current, length = [], 0
        current.append(part)
        length += width(part)
    yield Row(tuple(current))


def width(root: Box) -> int:
    """About how many characters wide a formula is printed."""
    widths: dict[int, int] = {}
    for box in walk(root):
        inner = [widths[id(part)] for part in parts(box)]
        match box:
            case Text(text, _):
                widths[id(box)] = len(text) + 2 * (box.role in ("operator", "relation"))
            case Fraction() | Matrix() | Cases():
                widths[id(box)] = max(inner, default=0)
            case _:
                widths[id(box)] = sum(inner)
    return widths[id(root)]


def _flat(box: Row) -> Iterable[Box]:
    for child in box.children:
        if isinstance(child, Row):
            yield from child.children
        else:
            yield child
