"""Scalars, vectors and matrices as forms that know their shape."""
