"""What is said of vectors and matrices that cannot be read or differentiated, in English."""

from __future__ import annotations

from collections.abc import Mapping

SHAPES: Mapping[str, str] = {
    "has the shape": "{name} has the shape {shape}",
    "the sum": "The sum",
    "the element-wise product": "The element-wise product",
    "the element-wise quotient": "The element-wise quotient",
    "the element-wise power": "The element-wise power",
    "operands of one shape": "{what} needs operands of one shape: {sizes}.",
    "factors of one shape": "{what} needs operands of one shape: {sizes}; a product of matrices is written A @ B.",
    "one column": "{count} column",
    "columns": "{count} columns",
    "one row": "{count} row",
    "rows": "{count} rows",
    "product does not fit": "The product {first} @ {second} does not fit: {sizes}; as a matrix {first} has {columns}, "
    "{second} has {rows}.",
    "needs a square matrix": "{name} needs a square matrix: {sizes}.",
    "needs a scalar exponent": "matpow needs a scalar exponent: {sizes}.",
    "needs a vector": "{name} needs a vector: {sizes}.",
    "inner of one shape": "inner needs two arrays of one shape: {sizes}.",
    "stack takes scalars": "stack takes scalars: {sizes}.",
    "indices that do not fit": "{count} indices do not fit: {sizes}.",
    "index too large": "the index {index} is too large: {sizes}, and the first index is 0.",
    "at a place": "{said}.\n{place}",
    "not a shape": "{given} is not a shape",
    "how to write a shape": "write \"scalar\", \"n\" or \"m,n\"",
    "at most two dimensions": "a shape has at most two dimensions, and {given} has {count}",
    "not a dimension": "{given} is not a dimension",
    "how to write a dimension": "write a letter, a number, or a product: n, 3, m*n",
    "what a dimension is": "a dimension is a positive number or a letter",
    "no shape": "{name} has no shape",
    "variable without a shape": "the variable {name} has no shape",
    "parameter without a shape": "the parameter {name} has no shape",
    "neither shape nor function": "{name} has no shape and is no function that is known here",
    "give it a shape": "give it one: {example}",
    "declare it": "give it a shape, or write it as it was declared",
    "no numbers": "{name} has no numbers",
    "numbers of another shape": "The numbers for {name} are no array of the shape {shape}.",
    "numbers that do not fit": "{name} has the shape {shape}, and {letter} is {known}, not {size}.",
    "gradients of a scalar": "Gradients are of a scalar, and the expression has the shape {shape}.",
}
"""What is amiss with shapes."""

MATRIX: Mapping[str, str] = {
    "not a layout": "{given} is not a layout",
    "known are": "known are {known}",
    "order of a matrix": "the order is a whole number from 1 to {highest}, and {order} is not",
    "assumption without a shape": "something is assumed of {name}, which has no shape",
    "a dimension as variable": "{name} is a dimension, a whole number: there is no derivative by it",
    "the arrays are": "the arrays are {names}",
    "a dimension as array": "{name} is a dimension and cannot be the name of an array too",
    "another name": "call one of them differently",
    "assumption no word": "an assumption about {name} is a word, and {given} is none",
    "assumption of square matrices": "{name} is assumed {assumption} and has the shape {shape}; that is said of square "
    "matrices.",
    "not NAME=VALUE": "{option} is not of the form NAME=VALUE",
    "for example": "for example {example}",
    "comparison has no derivative": "A comparison has no derivative: {form}. Use where(c, a, b) or step(a - b).",
    "third order by an array": "A derivative of order 3 and more by an array has more than two indices and is not a matrix; "
    "differentiate one entry, or a scalar function of the array.",
    "second order of an array": "A derivative of second order of an array by an array has more than two indices and is not a "
    "matrix; differentiate one entry, or a scalar function of the array.",
    "structured of what": "structured=True is for the first derivative of a scalar by a matrix that is assumed symmetric, "
    "spd or diagonal; here the expression has the shape {shape}, and of {name} is assumed: {assumed}.",
    "not confirmed": "The numeric check does not confirm what was found for the derivative of {text} by {name} ({reason}); "
    "no answer is given.",
    "gradients not confirmed": "The numeric check does not confirm these gradients; no answer is given.",
    "gradients all 0": "The expression does not depend on any of the parameters, so all gradients are 0.",
    "network has no value": "The network has no value there: {reason}.",
    "derivative of an entry": "The derivative of an entry is a unit vector, which this notation writes for known dimensions "
    "only: give the shape of {name} in numbers.",
    "no rule here": "No rule gives the derivative of {form} here.",
    "no rule for expm": "No rule gives the derivative of {form} here. Known are tr(expm(X)) and expm(t*A) by a scalar t.",
    "no rule for matpow": "No rule gives the derivative of {form} here. Known are whole exponents up to {most} and the trace "
    "of any power.",
    "not in NumPy": "{form} has no counterpart in NumPy.",
    "parts of a matrix expression": "the expression has more than {most} parts",
    "open operations": "more than {most} operations are open at one place",
    "open brackets": "more than {most} brackets are open at one place",
    "too many factors": "a product of more than {most} factors",
    "not in a matrix expression": "{written} is not read in a matrix expression",
    "not here in a matrix expression": "{written} is not read here in a matrix expression",
    "function needs brackets": "{name} is a function and needs brackets",
    "expression ends": "the expression ends where a value is needed",
    "formula ends": "the formula ends where a value is needed",
    "this is not closed": "this {opened} is not closed",
    "bracket not closed": "a bracket is not closed",
    "brace not closed": "a brace is not closed",
    "value before": "a value is needed before {written}",
    "operator before": "an operator is missing before {written}",
    "products of matrices": "write A @ B for a product of matrices, a*b for one with a scalar or entry by entry",
    "not a known function": "{name} is not a known function",
    "nothing to close": "{written} has nothing to close",
    "comma between arguments": "a comma belongs between arguments",
    "comma in a function": "a comma belongs between the arguments of a function",
    "does not close": "{written} does not close {opened}",
    "index from 0": "an index is a whole number, counted from 0",
    "takes 1 argument, not": "{name} takes 1 argument, and {count} stand here",
    "takes arguments, not": "{name} takes {wanted} arguments, and {count} stand here",
    "from to": "{first} to {last}",
    "takes dimensions": "{name} takes dimensions: letters, numbers, and products of them",
    "power of a vector": "a vector has no power; entry by entry it is x**2",
    "exponent not read": "the exponent {written} is not read",
    "norm not known": "the norm with the index {written} is not known",
    "known norms": "known are 1, 2 and F",
}
"""What else is."""

TABLES = (SHAPES, MATRIX)
