"""Every language says the same things."""

from importlib import import_module
from string import Formatter
from typing import Any

import pytest

from symdiff.errors import SymdiffError, speaking
from symdiff.render.latex import escaped
from symdiff.wording import english
from symdiff.wording.sentences import LANGUAGES, either, quoted, say, wording_of

CATALOGUES: dict[str, Any] = {language: import_module(module) for language, module in LANGUAGES.items()}
NAMES_OF_CHARACTERS = {"name", "named", "code"}  # Unicode has them in English; other languages give the number


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tables_have_the_same_keys(language: str) -> None:
    assert [list(table) for table in CATALOGUES[language].TABLES] == [list(table) for table in english.TABLES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sentences_have_the_same_placeholders(language: str) -> None:
    for key, sentence in english.SENTENCES.items():
        first, second = placeholders(sentence), placeholders(CATALOGUES[language].SENTENCES[key])
        assert first == second or (first ^ second <= NAMES_OF_CHARACTERS and second - {"written"} == {"code"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_stands_in_one_table_only(language: str) -> None:
    catalogue = CATALOGUES[language]
    assert len(catalogue.SENTENCES) == sum(map(len, catalogue.TABLES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_sentence_is_written_like_one(language: str) -> None:
    catalogue = CATALOGUES[language]
    whole = (catalogue.mistakes.MISTAKES, catalogue.feedback.MESSAGES, catalogue.feedback.HINTS)
    for sentence in (sentence for table in whole for sentence in table.values()):
        assert sentence[0].isupper() or sentence.startswith("arc{about}")
        assert sentence[-1] in ".?:"


def test_sentences_stand_in_one_another() -> None:
    missed = say("it should be simplified", left=say("numbers can be added"))
    assert wording_of("de")(say("right, in another form", missed=missed), say("another mistake")) == (
        "Der Wert stimmt, aber es sollte vereinfacht sein: Zahlen lassen sich addieren. Daneben gibt es noch einen Fehler."
    )


def test_a_sentence_inside_another_has_no_full_stop() -> None:
    unreadable = wording_of("en")(say("unreadable", reason=say("no functions")))
    assert unreadable == "This cannot be read: The list of functions is empty."
    assert wording_of("en")(say("write", example=say("as it is", text="f(x) = ..."))) == "write f(x) = ..."


def test_numbers_are_written_as_the_language_writes_them() -> None:
    said = say("text too long", length=12345, most=10000)
    assert wording_of("en")(said) == "the text has 12,345 characters; at most 10,000 are read"
    assert wording_of("de")(said) == "der Text hat 12\u202f345 Zeichen; gelesen werden höchstens 10\u202f000"


@pytest.mark.parametrize(("names", "words"), [("x", "x"), ("xy", "x oder y"), ("xyz", "x, y oder z"), ("xyzt", "x, y, z oder t")])
def test_one_of_several(names: str, words: str) -> None:
    assert wording_of("de")(say("as it is", text=either(*names))) == words


def test_braces_that_were_typed_stay() -> None:
    assert wording_of("en")(say("unreadable", reason=quoted("{0.__class__} {x}"))) == "This cannot be read: {0.__class__} {x}."


def test_there_is_no_other_language() -> None:
    with pytest.raises(SymdiffError, match="en, de"), speaking("tlh"):
        pass


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_set_in_latex(language: str) -> None:
    missing = [sentence for sentence in CATALOGUES[language].SENTENCES.values() if "U+" in escaped(sentence)]
    assert missing == []
