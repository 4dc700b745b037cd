"""All that is said stands in the catalogues, and all that stands there is said: nobody puts words together elsewhere."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import symdiff
from symdiff.syntax.calls import APPLICABLES
from symdiff.syntax.operands import CONDITION, LIST, PAIR, VALUE
from symdiff.wording import english
from symdiff.wording.sentences import LANGUAGES, wording_of

HOME = Path(symdiff.__file__).parent
TREES = {
    str(path.relative_to(HOME)): ast.parse(path.read_text(encoding="utf-8"))
    for path in HOME.rglob("*.py")
    if path.parent.parent != HOME / "wording"
}

# The names of what says something, each with the places of the arguments that are sentences.
SAYS = {
    **dict.fromkeys(("SymdiffError", "LimitError", "UnsupportedError", "ShapeError", "OutsideDomain", "NoValue"), (0,)),
    "ParseError": (0, 3),
    **dict.fromkeys(("fail", "_fail"), (0, 2)),
    **dict.fromkeys(("note", "_note", "Note", "undecided"), (0,)),
    **dict.fromkeys(("Verification", "Equality"), (1,)),
}

# Where words come from elsewhere: files that were written in some language, and a message of another package.
QUOTING = {"render/json.py", "commands/serve.py"}

# Keys that are put together from a part of what is said, such as the status of a verdict.
COMPOSED = ("title: ", "line: ", "label: ", "hint: ", "place in the ", "the gradient", "the jacobian", "the hessian")


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call, with the file it is in and the name of what is called."""
    for file, tree in TREES.items():
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
                    yield file, node, name


def keys(said: ast.expr) -> Iterator[str]:
    """The keys in the place of one, where they are written out."""
    match said:
        case ast.Constant(value=str(key)):
            yield key
        case ast.IfExp(body=first, orelse=second):
            yield from keys(first)
            yield from keys(second)


SAID = [
    (file, key, {each.arg for each in call.keywords})
    for file, call, name in calls()
    if name == "say"
    for key in keys(call.args[0])
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_said_stands_in_the_catalogue_and_has_its_parts(language: str) -> None:
    sentences = wording_of(language).sentences
    for file, key, parts in SAID:
        assert key in sentences, (file, key)
        wanted = {name for _, name, _, _ in Formatter().parse(sentences[key]) if name is not None}
        assert wanted <= parts or None in parts, (file, key)


def test_whatever_stands_in_the_catalogue_is_said() -> None:
    nodes = (node for tree in TREES.values() for node in ast.walk(tree))
    constants = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    unsaid = english.SENTENCES.keys() - english.mistakes.MISTAKES.keys() - english.feedback.RULES.keys() - constants
    assert [key for key in unsaid if not key.startswith(COMPOSED)] == []


def test_nobody_says_anything_but_a_sentence() -> None:
    for file, call, name in calls():
        for place in SAYS.get(name, ()):
            if place < len(call.args):
                assert not isinstance(call.args[place], ast.JoinedStr | ast.Constant), (file, ast.unparse(call))


def test_words_from_elsewhere_are_quoted_in_few_places() -> None:
    assert {file for file, _, name in calls() if name == "quoted"} <= QUOTING


def test_what_there_is_to_say_of_a_function_stands_in_the_catalogue() -> None:
    assert {function.note for function in APPLICABLES.values() if function.note} <= english.reading.NOTES.keys()
    assert {VALUE, CONDITION, PAIR, LIST} <= english.reading.SORTS.keys()
