"""Verdicts and workings as documents."""
