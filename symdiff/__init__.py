"""symdiff: derivatives found step by step, every rule named, every answer checked.

>>> import symdiff as sd
>>> d = sd.differentiate("ln(sin(x**3)**2)")
>>> d.result
6*x**2*cos(x**3)/sin(x**3)
>>> d.rules
('power rule', 'derivative of sin', 'chain rule', 'derivative of ln')
>>> d.verification.ok
True
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symdiff import matrix
    from symdiff.api.accumulation import Accumulation
    from symdiff.api.derivations import Derivation, differentiate, parse
    from symdiff.api.graphs import Graph, graph
    from symdiff.api.local import DescentRun, Directional, Linearization, descend, directional, linearize
    from symdiff.api.several import (
        ChainDerivation,
        VectorDerivation,
        chain,
        gradient,
        hessian,
        implicit,
        jacobian,
        parametric,
        total_derivative,
    )
    from symdiff.checker.check import check, equal
    from symdiff.checker.grading.grade import grade
    from symdiff.checker.verdict import Verdict
    from symdiff.checker.working.work import Work, check_work
    from symdiff.errors import LimitError, ParseError, ShapeError, SymdiffError, UnsupportedError

__version__ = "0.1.0"

# Where each public name lives; it is loaded when first used, so that the command line starts without SymPy.
_HOMES = {
    "Derivation": "symdiff.api.derivations",
    "differentiate": "symdiff.api.derivations",
    "parse": "symdiff.api.derivations",
    "ChainDerivation": "symdiff.api.several",
    "VectorDerivation": "symdiff.api.several",
    "chain": "symdiff.api.several",
    "gradient": "symdiff.api.several",
    "hessian": "symdiff.api.several",
    "implicit": "symdiff.api.several",
    "jacobian": "symdiff.api.several",
    "parametric": "symdiff.api.several",
    "total_derivative": "symdiff.api.several",
    "DescentRun": "symdiff.api.local",
    "Directional": "symdiff.api.local",
    "Linearization": "symdiff.api.local",
    "descend": "symdiff.api.local",
    "directional": "symdiff.api.local",
    "linearize": "symdiff.api.local",
    "Accumulation": "symdiff.api.accumulation",
    "Graph": "symdiff.api.graphs",
    "graph": "symdiff.api.graphs",
    "Verdict": "symdiff.checker.verdict",
    "Work": "symdiff.checker.working.work",
    "check": "symdiff.checker.check",
    "check_work": "symdiff.checker.working.work",
    "equal": "symdiff.checker.check",
    "grade": "symdiff.checker.grading.grade",
    "LimitError": "symdiff.errors",
    "ParseError": "symdiff.errors",
    "ShapeError": "symdiff.errors",
    "SymdiffError": "symdiff.errors",
    "UnsupportedError": "symdiff.errors",
}

__all__ = [
    "Accumulation",
    "ChainDerivation",
    "Derivation",
    "DescentRun",
    "Directional",
    "Graph",
    "LimitError",
    "Linearization",
    "ParseError",
    "ShapeError",
    "SymdiffError",
    "UnsupportedError",
    "VectorDerivation",
    "Verdict",
    "Work",
    "chain",
    "check",
    "check_work",
    "descend",
    "differentiate",
    "directional",
    "equal",
    "grade",
    "gradient",
    "graph",
    "hessian",
    "implicit",
    "jacobian",
    "linearize",
    "matrix",
    "parametric",
    "parse",
    "total_derivative",
]


# Rooms that users go into by name: ``sd.matrix.differentiate``.
_ROOMS = {"matrix": "symdiff.matrix"}


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(_ROOMS[name])
    if name not in _HOMES:
        raise AttributeError(f"module 'symdiff' has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES, *_ROOMS])
