"""Alles, was auf Deutsch gesagt wird; jeder Satz darf geändert werden.

The files, their tables and their keys are those of the English catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping

from symdiff.wording.german.errors import DIFFERENTIATING, FILES, GRADING, METHODS, SEVERAL, VALUES
from symdiff.wording.german.feedback import FORMS, HINTS, MESSAGES, NOTICES, REASONS, RULES, TITLES
from symdiff.wording.german.matrix import MATRIX, SHAPES
from symdiff.wording.german.mistakes import MISTAKES
from symdiff.wording.german.reading import ADVICE, COMPLAINTS, NOTES, SORTS

__all__ = [
    "ADVICE",
    "COMPLAINTS",
    "DIFFERENTIATING",
    "FILES",
    "FORMS",
    "GRADING",
    "HINTS",
    "MATRIX",
    "MESSAGES",
    "METHODS",
    "MISTAKES",
    "NOTES",
    "NOTICES",
    "REASONS",
    "RULES",
    "SENTENCES",
    "SEVERAL",
    "SHAPES",
    "SORTS",
    "TABLES",
    "TITLES",
    "VALUES",
]

TABLES: tuple[Mapping[str, str], ...] = (
    MISTAKES,
    MESSAGES,
    FORMS,
    REASONS,
    NOTICES,
    HINTS,
    RULES,
    TITLES,
    SORTS,
    NOTES,
    COMPLAINTS,
    ADVICE,
    METHODS,
    VALUES,
    DIFFERENTIATING,
    SEVERAL,
    SHAPES,
    MATRIX,
    GRADING,
    FILES,
)

SENTENCES: Mapping[str, str] = {key: sentence for table in TABLES for key, sentence in table.items()}
