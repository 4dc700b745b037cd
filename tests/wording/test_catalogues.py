"""Every language says the same things."""

from string import Formatter

import pytest

from symdiff.errors import SymdiffError
from symdiff.wording import english, german
from symdiff.wording.sentences import LANGUAGES, quoted, say, wording_of

TABLES = ("MISTAKES", "MESSAGES", "FORMS", "REASONS", "NOTICES", "HINTS", "RULES", "TITLES")


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


@pytest.mark.parametrize("table", TABLES)
def test_the_tables_have_the_same_keys_and_placeholders(table: str) -> None:
    first, second = getattr(english, table), getattr(german, table)
    assert list(first) == list(second)
    assert [placeholders(sentence) for sentence in first.values()] == [placeholders(sentence) for sentence in second.values()]


@pytest.mark.parametrize("catalogue", [english, german])
def test_a_key_stands_in_one_table_only(catalogue: object) -> None:
    sentences = getattr(catalogue, "SENTENCES")  # noqa: B009
    assert len(sentences) == sum(len(getattr(catalogue, table)) for table in TABLES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", ["MISTAKES", "MESSAGES", "HINTS"])
def test_a_whole_sentence_is_written_like_one(table: str, language: str) -> None:
    catalogue = {"en": english, "de": german}[language]
    for sentence in getattr(catalogue, table).values():
        assert sentence[0].isupper() or sentence.startswith("arc{about}")
        assert sentence[-1] in ".?:"


def test_sentences_stand_in_one_another() -> None:
    missed = say("it should be simplified", left=say("numbers can be added"))
    assert wording_of("de")(say("right, in another form", missed=missed), say("another mistake")) == (
        "Der Wert stimmt, aber es sollte vereinfacht sein: Zahlen lassen sich addieren. Daneben gibt es noch einen Fehler."
    )


def test_braces_that_were_typed_stay() -> None:
    assert wording_of("en")(say("unreadable", reason=quoted("{0.__class__} {x}"))) == "This cannot be read: {0.__class__} {x}."


def test_there_is_no_other_language() -> None:
    with pytest.raises(SymdiffError, match="en, de"):
        wording_of("tlh")
