"""Errors have their words from the catalogues, in English unless another language was asked for."""

import pickle

import pytest

from symdiff.api.derivations import differentiate
from symdiff.errors import ParseError, SymdiffError, speaking, why_not
from symdiff.syntax import read
from symdiff.wording.sentences import say


def wrong(text: str) -> ParseError:
    with pytest.raises(ParseError) as caught:
        read(text)
    return caught.value


def test_a_complaint_says_what_and_where_and_what_would_work() -> None:
    error = wrong("2x + ")
    assert error.message == "+ has nothing on its right"
    assert error.hint == "type what belongs there"
    assert str(error).splitlines() == ["+ has nothing on its right (type what belongs there)", "  2x + ", "     ^"]


def test_a_complaint_without_advice() -> None:
    error = wrong("()")
    assert error.hint == ""
    assert str(error).startswith("there is nothing between the brackets\n")


def test_an_error_is_said_in_the_language_that_was_asked_for() -> None:
    with pytest.raises(ParseError) as caught, speaking("de"):
        read("2x + ")
    assert caught.value.message == "rechts von + steht nichts"
    assert str(caught.value).startswith("rechts von + steht nichts (gib ein, was dort hingehört)\n  2x + ")


def test_an_error_of_several_rooms_is_said_in_it_too() -> None:
    with pytest.raises(SymdiffError, match="logarithmisch leitet man Produkte, Quotienten und Potenzen ab"), speaking("de"):
        differentiate("sin x", method="logarithmic")


@pytest.mark.parametrize("error", [SymdiffError(say("no list")), wrong("2x + ")])
def test_an_error_comes_whole_from_another_process(error: SymdiffError) -> None:
    error.language = "de"
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


@pytest.mark.parametrize(
    ("error", "words"),
    [(FileNotFoundError(2, "x"), "Datei oder Verzeichnis gibt es nicht"), (PermissionError(13, "x"), "keine Berechtigung")],
)
def test_why_a_file_cannot_be_read(error: OSError, words: str) -> None:
    with speaking("de") as wording:
        assert wording(say("cannot be read", file="f", reason=why_not(error))) == f"f ist nicht zu lesen: {words}."
    assert why_not(OSError(28, "No space left")) == "No space left"
