"""Expressions as they read on paper.

A form is an immutable tree that keeps what its author wrote: a quotient stays a quotient, ``0.5`` stays ``0.5``, terms
and factors keep their order.  Forms are hash-consed: two forms are equal exactly when they are the same object, so a
repeated subexpression is one node, comparing costs nothing, and every walk over a tree can visit each node once.

No function here recurses over a tree, and none changes what it was given.

>>> x = Symbol("x")
>>> x**2 + 1 is x**2 + 1
True
>>> x / x
Quotient(x, x)
"""

from __future__ import annotations

from symdiff.forms.making import (
    call,
    exp,
    product_of,
    sqrt,
    sum_of,
)
from symdiff.forms.nodes import (
    FALSE,
    ONE,
    PI,
    TRUE,
    TWO,
    UNDEFINED,
    ZERO,
    And,
    Atom,
    Call,
    Constant,
    Derivative,
    E,
    Form,
    Limit,
    Negative,
    Number,
    Operand,
    Or,
    Piecewise,
    Placeholder,
    Power,
    Product,
    Quotient,
    Relation,
    Root,
    Sum,
    Symbol,
    Undefined,
    Vector,
    as_form,
    debug_text,
    fields,
    walk,
)
from symdiff.forms.trees import (
    dependents,
    occurs,
    substitute,
    symbols,
    transform,
    tree_depth,
    tree_size,
)

__all__ = [
    "FALSE",
    "ONE",
    "PI",
    "TRUE",
    "TWO",
    "UNDEFINED",
    "ZERO",
    "And",
    "Atom",
    "Call",
    "Constant",
    "Derivative",
    "E",
    "Form",
    "Limit",
    "Negative",
    "Number",
    "Operand",
    "Or",
    "Piecewise",
    "Placeholder",
    "Power",
    "Product",
    "Quotient",
    "Relation",
    "Root",
    "Sum",
    "Symbol",
    "Undefined",
    "Vector",
    "as_form",
    "call",
    "debug_text",
    "dependents",
    "exp",
    "fields",
    "occurs",
    "product_of",
    "sqrt",
    "substitute",
    "sum_of",
    "symbols",
    "transform",
    "tree_depth",
    "tree_size",
    "walk",
]
