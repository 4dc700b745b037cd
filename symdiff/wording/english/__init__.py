"""All that is said in English; a teacher may change every sentence.

Each file is about one subject; what stands in braces is put in.
"""

from __future__ import annotations

from collections.abc import Mapping

from symdiff.wording.english import errors, feedback, matrix, mistakes, reading

TABLES: tuple[Mapping[str, str], ...] = (
    *mistakes.TABLES,
    *feedback.TABLES,
    *reading.TABLES,
    *errors.TABLES,
    *matrix.TABLES,
)
SENTENCES: Mapping[str, str] = {key: sentence for table in TABLES for key, sentence in table.items()}
