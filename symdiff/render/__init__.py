"""Boxes to text: plain, two-dimensional, LaTeX and MathML."""
