"""Random expressions in x for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from symdiff.forms import Call, E, Form, Negative, Number, Power, Product, Quotient, Root, Sum, Symbol
from symdiff.functions import FUNCTIONS

x = Symbol("x")

# floor, ceil and the gamma functions are tested by tables: at random arguments they hardly ever have a value to compare.
SMOOTH = sorted(set(FUNCTIONS) - {"floor", "ceil", "gamma", "digamma"})

leaves = st.one_of(
    st.just(x),
    st.just(x),
    st.sampled_from([Symbol("a"), Symbol("b")]),
    st.integers(-5, 5).map(Number),
    st.fractions(-3, 3, max_denominator=6).map(Number),
)


def _larger(inner: st.SearchStrategy[Form]) -> st.SearchStrategy[Form]:
    several = st.lists(inner, min_size=2, max_size=3)
    return st.one_of(
        several.map(Sum),
        several.map(Product),
        st.tuples(inner, inner).map(lambda pair: Quotient(*pair)),
        inner.map(Negative),
        st.tuples(inner, st.integers(-3, 4).map(Number)).map(lambda pair: Power(*pair)),
        st.tuples(inner, st.sampled_from([2, 3])).map(lambda pair: Root(*pair)),
        inner.map(lambda exponent: Power(E, exponent)),
        st.tuples(st.sampled_from(SMOOTH), inner).map(lambda pair: Call(pair[0], (pair[1],))),
    )


def expressions(leaves_at_most: int = 8) -> st.SearchStrategy[Form]:
    """Random expressions with every kind of node."""
    return st.recursive(leaves, _larger, max_leaves=leaves_at_most)
