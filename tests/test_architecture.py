"""Imports run downwards: no room needs one that needs it, and only the edge knows SymPy."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import symdiff

HOME = Path(symdiff.__file__).parent


def imported(path: Path) -> Iterator[str]:
    """The modules that a module imports, in functions too, but for types only."""
    stack: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while stack:
        match stack.pop():
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                continue
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{name.name}" for name in names)
            case node:
                stack.extend(ast.iter_child_nodes(node))


def rooms(under: Path) -> dict[str, set[str]]:
    """For each room under a folder, the others that its modules import."""
    prefix = ".".join(("symdiff", *under.relative_to(HOME).parts, ""))
    found: dict[str, set[str]] = {}
    for path in under.rglob("*.py"):
        room = path.relative_to(under).parts[0].removesuffix(".py")
        others = {name.removeprefix(prefix).split(".")[0] for name in imported(path) if name.startswith(prefix)}
        found.setdefault(room, set()).update(others - {room})
    return found


@pytest.mark.parametrize("under", ["", "checker"])
def test_no_room_needs_one_that_needs_it(under: str) -> None:
    TopologicalSorter(rooms(HOME / under)).prepare()  # raises CycleError, which names the rooms of a circle


def test_only_the_edge_knows_sympy() -> None:
    knowing = [path.name for path in HOME.rglob("*.py") if any(name.split(".")[0] == "sympy" for name in imported(path))]
    assert knowing == ["interop.py"]
