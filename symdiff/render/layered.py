"""Where the nodes and edges of a picture go: in layers from left to right, with few crossings.

The method is that of Sugiyama, Tagawa and Toda, Methods for Visual Understanding of Hierarchical System Structures, IEEE
Transactions on Systems, Man and Cybernetics 11 (1981): layers by longest paths, dummy nodes where an edge passes a layer,
orders by barycentres and exchanges of neighbours.  Heights are found by least squares under the given order (pool adjacent
violators).  The work is bounded by a fixed number of passes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

PASSES = 16
GAP = 22.0
DUMMY_HEIGHT = 10.0

# Room for the bends where many edges run from one layer to the next: for each edge, and in all.
ROOM = 4.0
MOST_ROOM = 80.0

# Above this many nodes and dummies, neighbours are not exchanged: the barycentres alone must do.
MOST_EXCHANGED = 1200

Position = tuple[float, float]
Curve = tuple[Position, Position, Position, Position]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything goes.

    Attributes:
        width, height: the size of the whole.
        centres: the centre of each node.
        routes: each edge as cubic Bézier curves, from the right side of its start to the left side of its end.
    """

    width: float
    height: float
    centres: tuple[Position, ...]
    routes: tuple[tuple[Curve, ...], ...]

    def downwards(self) -> Layout:
        """The same with the layers one below the other."""
        return Layout(
            self.height,
            self.width,
            tuple((y, x) for x, y in self.centres),
            tuple(tuple(tuple((y, x) for x, y in curve) for curve in route) for route in self.routes),  # type: ignore[misc]  # a curve has four points
        )


def layered(sizes: Sequence[Position], edges: Sequence[tuple[int, int]], gaps: Sequence[float]) -> Layout:
    """Place nodes in layers.

    Parameters:
        sizes: width and height of each node; operands stand before what is computed from them.
        edges: start and end of each edge.
        gaps: the room that each edge's label needs between two layers.

    >>> layered([(10, 10), (10, 10)], [(0, 1)], [40]).centres
    ((5.0, 5.0), (59.0, 5.0))
    """
    layers_of = _layers(len(sizes), edges)
    grid = _Grid(sizes, edges, layers_of)
    order = _ordered(grid)
    heights = _heights(grid, order)
    lefts, widths = _columns(sizes, edges, gaps, layers_of, len(order))
    top = min((heights[place] - grid.size(place) / 2 for layer in order for place in layer), default=0.0)
    bottom = max((heights[place] + grid.size(place) / 2 for layer in order for place in layer), default=0.0)
    centres = tuple(
        (lefts[layers_of[place]] + widths[layers_of[place]] / 2, heights[place] - top) for place in range(len(sizes))
    )
    routes = _routes(grid, centres, heights, top, lefts, widths)
    return Layout(lefts[-1] + widths[-1] if lefts else 0.0, bottom - top, centres, routes)


def _layers(count: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """The layer of each node: after all its operands; variables stand right before their first use."""
    layers = [0] * count
    incoming: list[list[int]] = [[] for _ in range(count)]
    outgoing: list[list[int]] = [[] for _ in range(count)]
    for start, end in edges:
        incoming[end].append(start)
        outgoing[start].append(end)
    for place in range(count):
        layers[place] = max((layers[start] + 1 for start in incoming[place]), default=0)
    for place in reversed(range(count)):
        if not incoming[place] and outgoing[place]:
            layers[place] = min(layers[end] for end in outgoing[place]) - 1
    lowest = min(layers, default=0)
    return [layer - lowest for layer in layers]


class _Grid:
    """The nodes with a dummy for every layer that an edge passes; all edges go from one layer to the next."""

    def __init__(self, sizes: Sequence[Position], edges: Sequence[tuple[int, int]], layers: Sequence[int]) -> None:
        self.sizes = sizes
        self.layers: list[list[int]] = [[] for _ in range(max(layers, default=0) + 1)]
        for place, layer in enumerate(layers):
            self.layers[layer].append(place)
        self.count = len(sizes)
        self.before: list[list[int]] = [[] for _ in sizes]
        self.after: list[list[int]] = [[] for _ in sizes]
        self.chains: list[tuple[int, ...]] = []
        self._passing: dict[tuple[int, int], int] = {}
        for start, end in edges:
            chain = [start, *(self._dummy(start, layer) for layer in range(layers[start] + 1, layers[end])), end]
            self.chains.append(tuple(chain))
            for left, right in pairwise(chain):
                if right not in self.after[left]:
                    self.after[left].append(right)
                    self.before[right].append(left)

    def _dummy(self, start: int, layer: int) -> int:
        """The dummy of a start in a layer; edges from one start run together as far as they can."""
        key = (start, layer)
        if key not in self._passing:
            self._passing[key] = self.count
            self.layers[layer].append(self.count)
            self.before.append([])
            self.after.append([])
            self.count += 1
        return self._passing[key]

    def size(self, place: int) -> float:
        return self.sizes[place][1] if place < len(self.sizes) else DUMMY_HEIGHT


def _ordered(grid: _Grid) -> list[list[int]]:
    """The nodes of each layer from top to bottom, with few crossings."""
    order = [list(layer) for layer in grid.layers]
    best, fewest = [list(layer) for layer in order], _crossings(grid, order)
    for number in range(PASSES):
        forward = number % 2 == 1
        numbers = range(1, len(order)) if forward else range(len(order) - 2, -1, -1)
        for layer in numbers:
            neighbours = grid.before if forward else grid.after
            fixed = order[layer - 1] if forward else order[layer + 1]
            order[layer] = _by_barycentre(order[layer], fixed, neighbours)
        if grid.count <= MOST_EXCHANGED:
            _exchange(grid, order)
        crossings = _crossings(grid, order)
        if crossings < fewest:
            best, fewest = [list(layer) for layer in order], crossings
        if fewest == 0:
            break
    return _upright(best, len(grid.sizes))


def _upright(order: list[list[int]], count: int) -> list[list[int]]:
    """The order, or its mirror image where that has more nodes of a layer in the order in which they were given."""
    real = [[place for place in layer if place < count] for layer in order]
    inverted = sum(_inversions(layer) for layer in real)
    pairs = sum(len(layer) * (len(layer) - 1) // 2 for layer in real)
    return [layer[::-1] for layer in order] if 2 * inverted > pairs else order


def _by_barycentre(layer: list[int], fixed: list[int], neighbours: list[list[int]]) -> list[int]:
    at = {place: index for index, place in enumerate(fixed)}

    def centre(item: tuple[int, int]) -> float:
        index, place = item
        found = [at[other] for other in neighbours[place]]
        return sum(found) / len(found) if found else float(index)

    return [place for _, place in sorted(enumerate(layer), key=centre)]


def _exchange(grid: _Grid, order: list[list[int]]) -> None:
    """Exchange neighbours in a layer where that takes crossings away."""
    positions = {place: index for layer in order for index, place in enumerate(layer)}
    for _ in range(4):
        changed = False
        for layer in order:
            for index in range(len(layer) - 1):
                upper, lower = layer[index], layer[index + 1]
                now = then = 0
                for neighbours in (grid.before, grid.after):
                    first = [positions[other] for other in neighbours[upper]]
                    second = [positions[other] for other in neighbours[lower]]
                    now += sum(a > b for a in first for b in second)
                    then += sum(b > a for a in first for b in second)
                if then < now:
                    layer[index], layer[index + 1] = lower, upper
                    positions[upper], positions[lower] = index + 1, index
                    changed = True
        if not changed:
            return


def _crossings(grid: _Grid, order: list[list[int]]) -> int:
    total = 0
    for layer, following in pairwise(order):
        at = {place: index for index, place in enumerate(following)}
        ends = [at[other] for place in layer for other in sorted(grid.after[place], key=at.__getitem__)]
        total += _inversions(ends)
    return total


def _inversions(numbers: list[int]) -> int:
    """How many pairs stand in the wrong order, by merging."""
    total = 0
    runs = [[number] for number in numbers]
    while len(runs) > 1:
        merged = []
        for place in range(0, len(runs) - 1, 2):
            left, right = runs[place], runs[place + 1]
            joined: list[int] = []
            i = j = 0
            while i < len(left) or j < len(right):
                if j == len(right) or (i < len(left) and left[i] <= right[j]):
                    joined.append(left[i])
                    i += 1
                else:
                    joined.append(right[j])
                    total += len(left) - i
                    j += 1
            merged.append(joined)
        runs = merged + runs[len(runs) - len(runs) % 2 :]
    return total


def _heights(grid: _Grid, order: list[list[int]]) -> list[float]:
    """The height of each node: near the middle of its neighbours, in the given order, without overlaps."""
    heights = [0.0] * grid.count
    for layer in order:
        _spread(grid, layer, [0.0] * len(layer), heights)
    sides = (grid.after, grid.before)
    for number in range(PASSES):
        # Along the edges one way and the other, so that long chains become straight at once; then both together; at the
        # end along the edges again.
        both = PASSES // 2 <= number < PASSES - 1
        for layer in order[::-1] if number % 2 == 0 else order:
            wanted = []
            for place in layer:
                looked_at = (*grid.before[place], *grid.after[place]) if both else sides[number % 2][place]
                near = [heights[other] for other in looked_at]
                wanted.append(sum(near) / len(near) if near else heights[place])
            _spread(grid, layer, wanted, heights)
    return heights


def _spread(grid: _Grid, layer: list[int], wanted: list[float], heights: list[float]) -> None:
    """As near as possible to the heights wanted, keeping order and distance: pool adjacent violators."""
    offsets: list[float] = []
    at = 0.0
    for index, place in enumerate(layer):
        if index:
            at += (grid.size(layer[index - 1]) + grid.size(place)) / 2 + GAP
        offsets.append(at)
    pools: list[tuple[float, int]] = []
    for want, offset in zip(wanted, offsets, strict=True):
        total, count = want - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            other, size = pools.pop()
            total, count = total + other, count + size
        pools.append((total, count))
    index = 0
    for total, count in pools:
        for _ in range(count):
            heights[layer[index]] = total / count + offsets[index]
            index += 1


def _columns(
    sizes: Sequence[Position], edges: Sequence[tuple[int, int]], gaps: Sequence[float], layers: Sequence[int], count: int
) -> tuple[list[float], list[float]]:
    """The left end and the width of each layer; labels get their room between two layers."""
    widths = [0.0] * count
    for place, layer in enumerate(layers):
        widths[layer] = max(widths[layer], sizes[place][0])
    between = [40.0] * count
    arriving = [0] * count
    for (_, end), gap in zip(edges, gaps, strict=True):
        before = layers[end] - 1
        between[before] = max(between[before], gap)
        arriving[before] += 1
    lefts = [0.0]
    for layer in range(count - 1):
        lefts.append(lefts[-1] + widths[layer] + between[layer] + min(MOST_ROOM, ROOM * arriving[layer]))
    return lefts, widths


def _routes(
    grid: _Grid,
    centres: Sequence[Position],
    heights: Sequence[float],
    top: float,
    lefts: Sequence[float],
    widths: Sequence[float],
) -> tuple[tuple[Curve, ...], ...]:
    ports = _ports(grid, heights)
    layer_of = {place: number for number, layer in enumerate(grid.layers) for place in layer}
    routes = []
    for number, chain in enumerate(grid.chains):
        start, *middle, end = chain
        points = [(centres[start][0] + grid.sizes[start][0] / 2, centres[start][1])]
        for place in middle:
            layer, height = layer_of[place], heights[place] - top
            points += [(lefts[layer], height), (lefts[layer] + widths[layer], height)]
        points.append((centres[end][0] - grid.sizes[end][0] / 2, centres[end][1] + ports[number]))
        routes.append(tuple(_bent(start_point, end_point) for start_point, end_point in pairwise(points)))
    return tuple(routes)


def _bent(start: Position, end: Position) -> Curve:
    """A curve that leaves and arrives along the layers' direction."""
    bend = (end[0] - start[0]) / 2
    return start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end


def _ports(grid: _Grid, heights: Sequence[float]) -> list[float]:
    """How far above or below the middle of its end each edge arrives, so that edges to one node stay apart."""
    arriving: dict[int, list[int]] = {}
    for number, chain in enumerate(grid.chains):
        arriving.setdefault(chain[-1], []).append(number)
    ports = [0.0] * len(grid.chains)
    for end, numbers in arriving.items():
        numbers.sort(key=lambda number: heights[grid.chains[number][-2]])
        room = grid.size(end) * 0.6
        for index, number in enumerate(numbers):
            ports[number] = room * ((index + 0.5) / len(numbers) - 0.5) if len(numbers) > 1 else 0.0
    return ports
