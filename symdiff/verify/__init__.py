"""An independent witness for every answer and every step.

It shares nothing with the rules: it knows the value of each function and finds derivatives by evaluating on power
series in ball arithmetic, so that each value comes with a proven bound on its error.
"""

from symdiff.verify.points import sample_points
from symdiff.verify.witness import (
    OutsideDomain,
    evaluate,
    holds,
    largest_difference,
    verify_derivative,
    verify_equation,
    verify_step,
)

__all__ = [
    "OutsideDomain",
    "evaluate",
    "holds",
    "largest_difference",
    "sample_points",
    "verify_derivative",
    "verify_equation",
    "verify_step",
]
