"""A document in the terminal: two-dimensional formulas, colour where it helps, plain text where it is piped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text as Styled

from symdiff.notation import Box
from symdiff.render import graph_text
from symdiff.render.segments import Segment
from symdiff.render.text import Picture, line_segments, text
from symdiff.views.blocks import Answer, Block, Display, Document, Figure, Heading, Line, Prose, Remark, RuleList, Table, Words

STYLES = {
    "function": "cyan",
    "number": "",
    "differential": "magenta",
    "changed": "bold yellow",
    "words": "",
}
REMARK_STYLES = {
    "note": "yellow",
    "domain": "green",
    "check": "green",
    "warning": "bold red",
    "alternative": "blue",
    "value": "bold green",
    "shape": "blue",
    "test": "red",
    "hint": "blue",
}
INDENT = 2
LEAST_ROOM = 24
GAP = 4


def show(document: Document, console: Console) -> None:
    """Print a document on a console; its width and colours are the console's."""
    for line in document_lines(document, console.width if console.is_terminal else None):
        console.print(line, soft_wrap=True, highlight=False)


def to_text(document: Document, width: int | None = None) -> str:
    """A document as plain text.

    Parameters:
        document: what to print.
        width: the columns there are; ``None`` for as many as a formula takes.
    """
    return "\n".join(line.plain for line in document_lines(document, width)) + "\n"


def document_lines(document: Document, width: int | None) -> list[Styled]:
    """The lines of a document, styled."""
    lines: list[Styled] = []
    for place, block in enumerate(document):
        if place and not (isinstance(block, Remark) and isinstance(document[place - 1], Remark)):
            lines.append(Styled())
        lines += _block(block, width)
    for line in lines:
        line.rstrip()
    return lines


def _block(block: Block, width: int | None) -> list[Styled]:
    match block:
        case Heading(title):
            return [Styled(title, style="bold")]
        case Prose(words):
            return _paragraph(words, width, 0)
        case Display(lines):
            return _display(lines, width)
        case Answer(left, right):
            return _framed(_display((Line(left, right),), width and width - 4, indent=0))
        case RuleList(entries):
            return _rules(entries, width)
        case Table(header, rows):
            return _table(header, rows)
        case Figure(drawing):
            return [Styled(" " * INDENT + row) for row in graph_text.to_text(drawing).splitlines()]
        case Remark(kind, words):
            label = f"{block.label}:"
            paragraph = _paragraph(words, width, len(label) + 1)
            paragraph[0] = Styled.assemble((label, REMARK_STYLES[kind]), " ", paragraph[0])
            return paragraph


def _styled(segments: Iterable[Segment]) -> Styled:
    return Styled.assemble(*((segment.text, STYLES.get(segment.role, "")) for segment in segments))


def _inline(words: Words) -> Styled:
    return Styled.assemble(*(word if isinstance(word, str) else _styled(line_segments(word)) for word in words))


def _paragraph(words: Words, width: int | None, indent: int) -> list[Styled]:
    """Words and formulas on as many lines as they need, all but the first set in."""
    whole = _inline(words)
    if width is None or whole.cell_len + indent <= width:
        return [whole]
    wrapped = whole.wrap(Console(width=width), max(width - indent, 20))
    return [line if place == 0 else Styled(" " * indent) + line for place, line in enumerate(wrapped)]


def _display(lines: Sequence[Line], width: int | None, indent: int = INDENT) -> list[Styled]:
    """Lines aligned at their signs, each with its reason in a column of its own where there is room, else below it."""
    lefts = [None if line.left is None else text(line.left) for line in lines]
    margin = indent + max((left.width for left in lefts if left is not None), default=0)
    room = None if width is None else width - margin - 3
    if width is not None and room is not None and (room < LEAST_ROOM or _fits_below(lines, room, width - indent - 3)):
        return _one_below_the_other(lines, width, indent)
    rights = [_fitted(line.right, room) for line in lines]
    reasons = [_inline(line.reason) for line in lines]
    columns = _reason_columns([margin + 3 + right.width + GAP for right in rights], reasons, width)
    blocks: list[list[Styled]] = []
    for line, left, right, reason, column in zip(lines, lefts, rights, reasons, columns, strict=True):
        block = _equation(left, line.relation, right, margin)
        if reason.cell_len and column is not None:
            baseline = block[max(left.baseline if left else 0, right.baseline)]
            baseline.pad_right(column - baseline.cell_len)
            baseline.append_text(reason)
        elif reason.cell_len:
            block.append(Styled(" " * (margin + 3)) + reason)
        blocks.append(block)
    return _stacked(blocks)


def _reason_columns(ends: Sequence[int], reasons: Sequence[Styled], width: int | None) -> list[int | None]:
    """Where the reasons begin: in one column if they all fit there, else each after its line, or below it (``None``)."""
    column = max(ends)
    if width is None or all(column + reason.cell_len <= width for reason in reasons):
        return [column] * len(ends)
    return [end if end + reason.cell_len <= width else None for end, reason in zip(ends, reasons, strict=True)]


def _fitted(box: Box, room: int | None) -> Picture:
    """A formula in two dimensions where there is room for it, else on as many lines as it needs."""
    picture = text(box, room)
    if room is None or picture.width <= room:
        return picture
    wrapped = _styled(line_segments(box)).wrap(Console(width=room), room)
    return Picture(tuple((Segment(line.plain.rstrip()),) for line in wrapped), 0, room)


def _fits_below(lines: Sequence[Line], room: int, more: int) -> bool:
    """Whether a right side stays in two dimensions only where no left side stands beside it."""
    return room < more and any(room < text(line.right, room).width <= more for line in lines)


def _one_below_the_other(lines: Sequence[Line], width: int, indent: int) -> list[Styled]:
    """Where the left side leaves no room beside it, the right side goes below it."""
    drawn: list[Styled] = []
    for line in lines:
        if line.left is not None:
            left = text(line.left)
            if indent + left.width <= width:
                drawn += [Styled(" " * indent) + _styled(pieces) for pieces in left.lines]
            else:
                drawn += [Styled(" " * indent) + part for part in _paragraph((line.left,), width - indent, INDENT)]
        drawn += _display([Line(None, line.right, line.reason, line.relation)], width, indent)
    return drawn


def _stacked(blocks: Iterable[list[Styled]]) -> list[Styled]:
    """Blocks one below the other, with an empty line next to a tall one."""
    lines: list[Styled] = []
    tall = False
    for block in blocks:
        if lines and (tall or len(block) > 1):
            lines.append(Styled())
        lines += block
        tall = len(block) > 1
    return lines


def _equation(left: Picture | None, relation: str, right: Picture, margin: int) -> list[Styled]:
    """Two pictures and the sign between them on one baseline; the left side ends at the margin."""
    baseline = max(left.baseline if left else 0, right.baseline)
    below = max(len(left.lines) - left.baseline if left else 0, len(right.lines) - right.baseline)
    lines: list[Styled] = []
    sign = f" {relation} " if relation else ""
    for height in range(-baseline, below):
        line = Styled()
        if left is not None:
            line.append_text(_line_of(left, height))
            line.pad_left(margin - left.width)
        line.pad_right(margin - line.cell_len)
        line.append(sign if height == 0 else " " * len(sign))
        line.append_text(_line_of(right, height))
        lines.append(line)
    return lines


def _line_of(picture: Picture, height: int) -> Styled:
    place = picture.baseline + height
    line = _styled(picture.lines[place]) if 0 <= place < len(picture.lines) else Styled()
    line.pad_right(picture.width - line.cell_len)
    return line


def _framed(lines: list[Styled]) -> list[Styled]:
    """Lines in a frame, so that nobody has to look for the answer."""
    width = max(line.cell_len for line in lines)
    framed = [Styled("┌" + "─" * (width + 2) + "┐", style="bold green")]
    for line in lines:
        line.pad_right(width - line.cell_len)
        framed.append(Styled.assemble(("│ ", "bold green"), line, (" │", "bold green")))
    return [*framed, Styled("└" + "─" * (width + 2) + "┘", style="bold green")]


def _rules(entries: Sequence[tuple[str, Box, Words]], width: int | None) -> list[Styled]:
    """Rules by name, each with its statement beside it and what else is said of it below."""
    column = INDENT + max((len(name) for name, _, _ in entries), default=0) + GAP
    lines: list[Styled] = []
    for name, statement, words in entries:
        line = Styled(" " * INDENT) + Styled(name, style="italic")
        line.pad_right(column - line.cell_len)
        lines.append(line + _styled(line_segments(statement)))
        if words:
            inside = None if width is None else width - column
            lines += [Styled(" " * column) + part for part in _paragraph(("because ", *words), inside, 0)]
    return lines


def _table(header: Sequence[Box], rows: Sequence[Sequence[Box]]) -> list[Styled]:
    cells = [[_styled(line_segments(box)) for box in row] for row in (header, *rows)]
    widths = [max(line[k].cell_len for line in cells) for k in range(len(header))]
    lines = []
    for row in cells:
        line = Styled(" " * INDENT)
        for cell, width in zip(row, widths, strict=True):
            cell.pad_left(width - cell.cell_len)
            line = line + cell + Styled(" " * GAP)
        lines.append(line)
    lines.insert(1, Styled(" " * INDENT + "─" * (sum(widths) + GAP * (len(widths) - 1))))
    return lines
