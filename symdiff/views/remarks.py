"""What is said beside a solution: how the problem was read, what is held constant, where the result holds, how it was checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symdiff.derivation import Note, Verification
from symdiff.domain import sentence
from symdiff.forms import TRUE, Form, Symbol
from symdiff.notation import Box, present, row
from symdiff.views.blocks import Prose, Remark


def listed(names: Sequence[Form]) -> list[Box | str]:
    """Names one after the other: x, y and z."""
    found: list[Box | str] = []
    for place, name in enumerate(names):
        if place:
            found.append(" and " if place == len(names) - 1 else ", ")
        found.append(present(name))
    return found


def held_constant(names: Sequence[Symbol]) -> Iterator[Prose]:
    """Which variables are held constant, if any."""
    if names:
        yield Prose((row(*listed(names)), " is held constant." if len(names) == 1 else " are held constant."))


def note_remarks(notes: Iterable[Note]) -> Iterator[Remark]:
    """How the problem was read, and the other reading where there is one."""
    for note in notes:
        other = f" For the other reading type {note.other}." if note.other else ""
        yield Remark("note", (f"{note.message}.{other}" if not note.message.endswith(".") else note.message + other,))


def domain_remark(valid: Form) -> Iterator[Remark]:
    """Where the result holds, if that is not everywhere."""
    if valid is not TRUE:
        yield Remark("domain", tuple(part if isinstance(part, str) else present(part) for part in sentence(valid)))


def check_remark(found: Verification) -> Remark:
    """The outcome of the independent check."""
    if found.ok:
        return Remark("check", (f"without using the rules, {found.method}",))
    if found.ok is None:
        return Remark("warning", (f"this answer could not be checked: {found.method}",))
    return Remark("warning", (f"the independent check disagrees with this answer: {found.method}",))
