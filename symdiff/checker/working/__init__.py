"""Whole workings, line by line."""
