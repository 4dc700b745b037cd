"""Alles, was auf Deutsch gesagt wird; jeder Satz darf geändert werden.

The files, their tables and their keys are those of the English catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping

from symdiff.wording.german import errors, feedback, matrix, mistakes, reading

TABLES: tuple[Mapping[str, str], ...] = (
    *mistakes.TABLES,
    *feedback.TABLES,
    *reading.TABLES,
    *errors.TABLES,
    *matrix.TABLES,
)
SENTENCES: Mapping[str, str] = {key: sentence for table in TABLES for key, sentence in table.items()}
