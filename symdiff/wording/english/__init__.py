"""All that is said in English; a teacher may change every sentence.

Each file is about one subject; what stands in braces is put in.
"""

from __future__ import annotations

from collections.abc import Mapping

from symdiff.wording.english.errors import DIFFERENTIATING, FILES, GRADING, METHODS, SEVERAL, VALUES
from symdiff.wording.english.feedback import FORMS, HINTS, MESSAGES, NOTICES, REASONS, RULES, TITLES
from symdiff.wording.english.matrix import MATRIX, SHAPES
from symdiff.wording.english.mistakes import MISTAKES
from symdiff.wording.english.reading import ADVICE, COMPLAINTS, NOTES, SORTS

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
