"""Homework: whether two answers are equal, by values that prove a difference, and by algebra that proves equality."""
