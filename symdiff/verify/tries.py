"""Which points to try, in which order, and when to stop."""

from __future__ import annotations

from collections.abc import Iterator, Sized
from itertools import islice
from random import Random

from symdiff.verify.comparing import random_waves
from symdiff.verify.points import Point, general_points, points_close_to, stages
from symdiff.verify.program import Program, Waves
from symdiff.verify.search import climb

MOST_WORK = 400_000  # operations, all points together
FEWEST_TRIES = 24  # but so many points may be tried in any case
THOROUGH_STAGES = 2
CLIMBS = 6


def tries(program: Program, random: Random, agreed: Sized, enough: int, fewest: int) -> Iterator[tuple[Point, list[Waves]]]:
    """Points, with functions for the unknown ones, until enough agree; where fewer than ``fewest`` do, a search for the domain.

    Two expressions without branches that agree on an interval agree everywhere.  Where there are branches, every size and
    sign is tried, and both sides of every constant.

    Args:
        program: what is going to be compared.
        random: where the points come from.
        agreed: the points that have agreed so far; the caller adds to it.
        enough: when to stop.
        fewest: when to search on.
    """
    left = max(FEWEST_TRIES, MOST_WORK // (program.size + 1))
    for number, stage in enumerate(stages(program.symbols, program.exact, random)):
        to_the_end = program.branches and number < THOROUGH_STAGES
        for point in stage:
            if left == 0 or (len(agreed) >= enough and not to_the_end):
                break
            left -= 1
            yield point, random_waves(program, left, random)
    if len(agreed) >= fewest or left == 0:
        return
    for start in islice(general_points(program.symbols, random), CLIMBS):
        waves = random_waves(program, 0, random)
        inside = climb(program, start, waves)
        if inside is not None:
            for point in (inside, *points_close_to(inside, random)):
                if len(agreed) >= enough:
                    return
                yield point, waves
