"""Answers as a textbook prints them: short, in the form of the problem, reached by named moves.

What is done with a raw answer, from the ground up:

``style``         how the problem is written, which the answer takes over
``writing``       a term and a sum on paper, in the order of books
``terms``         arithmetic with terms: a number times powers of bases
``tidy``          the normal form: arithmetic, like terms, powers of one base, known function values
``polynomials``   sums as polynomials, multiplied out and factored by FLINT
``fractions``     what terms have in common, one denominator
``writings``      the ways to write a fraction
``identities``    functions of one argument, by the declared identities
``cost``          what a form costs a reader
``moves``         other ways to write a form, each by a named rule
``search``        which of these are tried, in which order
``lines``         how one form of a fraction is turned into another, line by line
``explaining``    the way from the raw answer to the one chosen, as a chain of equalities
``alternatives``  the other forms that teachers accept

The moves themselves are declared in ``symdiff.rules.rewrites``.
"""

from __future__ import annotations

from itertools import chain

from symdiff.derivation import Alternative, Simplified, Step
from symdiff.forms import And, Call, Form, Power, Root, Sum, Symbol, symbols, tree_size, walk
from symdiff.rules.rewrites import ARITHMETIC
from symdiff.simplify.alternatives import other_forms
from symdiff.simplify.conditions import strongest
from symdiff.simplify.cost import price
from symdiff.simplify.explaining import both, chain_of, explained
from symdiff.simplify.search import search
from symdiff.simplify.style import style_of
from symdiff.simplify.tidy import tidy
from symdiff.simplify.writing import Workspace

__all__ = ["LARGEST_SEARCHED", "alternatives", "cost", "simplify"]

# An answer with more nodes than this, every shared node written out again, is only tidied, and says so.
LARGEST_SEARCHED = 1_500

# Of a larger answer no other forms are given.
LARGEST_REWRITTEN = 400


def simplify(form: Form, *, problem: Form, variable: Symbol) -> Simplified:
    """The form of an answer that a textbook would print, and the way to it.

    The answer uses the functions, roots, powers and letters that the problem uses.  The work is bounded by counts of terms and
    of rounds, so that the same answer comes out on every machine.

    Parameters:
        form: the answer as the rules left it.
        problem: the function whose derivative it is.
        variable: the variable of differentiation.

    Returns:
        the result; the chain of equalities, each a named move on the whole expression with the condition under which its two
        sides are both defined; the condition that the whole chain needs; and whether all that could be tried was tried.

    >>> from symdiff.forms import call
    >>> x = Symbol("x")
    >>> found = simplify(call("cos")(x**2) * (2 * x), problem=call("sin")(x**2), variable=x)
    >>> found.result
    2*x*cos(Power(x, 2))
    >>> [step.rule for step in found.steps]
    ['arithmetic']
    """
    work = workspace(problem, variable)
    if tree_size(form) > LARGEST_SEARCHED:
        result = tidy(work, form)
        steps = chain_of(work, [("", form), (ARITHMETIC.name, result)])
        return Simplified(result, steps, _all_conditions(work, steps), complete=False)
    passes = search(work, tidy(work, form))
    steps = explained(work, form, passes)
    return Simplified(passes[-1].result, steps, _all_conditions(work, steps), work.complete)


def alternatives(form: Form, *, problem: Form, variable: Symbol) -> tuple[Alternative, ...]:
    """The same answer in the other forms that teachers accept: factored, expanded, with other functions.

    Parameters:
        form: a simplified answer.
        problem: the function whose derivative it is.
        variable: the variable of differentiation.

    >>> x = Symbol("x")
    >>> [(other.name, other.form) for other in alternatives(2 * x * (x + 3), problem=x, variable=x)]
    [('expanded', 2*Power(x, 2) + 6*x)]
    """
    if tree_size(form) > LARGEST_REWRITTEN:
        return ()
    work = workspace(problem, variable)
    answer = tidy(work, form)
    work.keeps_rising = False
    return other_forms(work, answer)


def cost(form: Form, problem: Form) -> int:
    """How far a form is from what a textbook would print as the answer to a problem, in tenths of a written token.

    >>> x = Symbol("x")
    >>> cost(2 * x, x**2) < cost(x + x, x**2)
    True
    """
    variable = next(iter(symbols(problem, form)), Symbol("x"))
    work = workspace(problem, variable)
    work.natural = work.known
    return price(work, form)


def workspace(problem: Form, variable: Symbol) -> Workspace:
    """What is known of a problem before its answer is looked at."""
    work = Workspace(style_of(problem, variable))
    work.places = {node: place for place, node in enumerate(walk(problem))}
    nodes = list(walk(tidy(work, problem)))
    for node in nodes:
        work.places.setdefault(node, len(work.places))
    work.ranks.clear()
    calls = [node for node in nodes if isinstance(node, Call)]
    work.known = frozenset(node for node in nodes if isinstance(node, Sum | Call))
    work.arguments = frozenset(argument for node in calls for argument in node.arguments)
    exponents = (node.exponent for node in nodes if isinstance(node, Power))
    radicands = (node.radicand for node in nodes if isinstance(node, Root))
    work.kept = work.arguments.union(exponents, radicands)
    return work


def _all_conditions(work: Workspace, steps: tuple[Step, ...]) -> Form:
    """All conditions of a chain, without those that follow from others."""
    found = (step.valid.conditions if isinstance(step.valid, And) else (step.valid,) for step in steps)
    return both(strongest(work, chain.from_iterable(found)))
