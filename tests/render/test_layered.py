"""Where nodes and edges of a picture go."""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random

import pytest

from symdiff.render.layered import GAP, Layout, layered

Graph = tuple[int, list[tuple[int, int]]]


def chain(count: int) -> Graph:
    return count, list(pairwise(range(count)))


def tree(depth: int) -> Graph:
    count = 2**depth - 1
    return count, [(count - 1 - (2 * place + side), count - 1 - place) for place in range(count // 2) for side in (1, 2)]


def random_graph(count: int, seed: int) -> Graph:
    random = Random(seed)
    edges = {(random.randrange(max(0, end - 8), end), end) for end in range(3, count) for _ in range(2)}
    return count, sorted(edges)


def dense(width: int) -> Graph:
    return 2 * width, [(start, width + end) for start in range(width) for end in range(width)]


GRAPHS = {
    "one node": (1, []),
    "chain": chain(12),
    "tree": tree(5),
    "dense": dense(6),
    **{f"random {count}": random_graph(count, count) for count in (5, 12, 30, 60)},
}


def laid_out(graph: Graph) -> Layout:
    count, edges = graph
    return layered([(60.0 + 10 * (place % 3), 30.0) for place in range(count)], edges, [50.0] * len(edges))


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_no_two_nodes_overlap(graph: Graph) -> None:
    centres = laid_out(graph).centres
    for (x, y), (other_x, other_y) in combinations(centres, 2):
        assert abs(x - other_x) > 60 or abs(y - other_y) >= 30 + GAP - 1e-6


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_every_edge_leads_to_the_right_along_a_connected_curve(graph: Graph) -> None:
    layout = laid_out(graph)
    for (start, end), route in zip(graph[1], layout.routes, strict=True):
        assert layout.centres[start][0] < route[0][0][0] < route[-1][3][0] < layout.centres[end][0]
        assert all(before[3] == after[0] for before, after in pairwise(route))
        assert all(curve[0][0] <= curve[3][0] for curve in route)


@pytest.mark.parametrize("graph", GRAPHS.values(), ids=GRAPHS)
def test_everything_is_inside_the_picture(graph: Graph) -> None:
    layout = laid_out(graph)
    points = [*layout.centres, *(point for route in layout.routes for curve in route for point in curve)]
    assert all(-1e-6 <= x <= layout.width + 1e-6 and -1e-6 <= y <= layout.height + 1e-6 for x, y in points)


def test_a_tree_has_no_crossings() -> None:
    layout = laid_out(tree(5))
    by_column: dict[float, list[tuple[float, float]]] = {}
    for route in layout.routes:
        by_column.setdefault(route[0][0][0], []).append((route[0][0][1], route[-1][3][1]))
    for pairs in by_column.values():
        ends = [end for _, end in sorted(pairs)]
        assert ends == sorted(ends)


def test_a_chain_is_straight() -> None:
    assert len({round(y, 6) for _, y in laid_out(chain(12)).centres}) == 1


def test_downwards_exchanges_the_axes() -> None:
    layout = laid_out(tree(3))
    turned = layout.downwards()
    assert (turned.width, turned.height) == (layout.height, layout.width)
    assert turned.centres == tuple((y, x) for x, y in layout.centres)
    assert turned.routes[0][0][0] == layout.routes[0][0][0][::-1]
