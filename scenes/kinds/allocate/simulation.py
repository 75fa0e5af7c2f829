"""Who agrees with a spread: diminishing effects with a lumpy start, and weighted sums of them.

A model for the game: effect of x squares is 0 below `least`, else 1 - exp(-x / k). A person agrees
where the weighted sum of effects reaches the threshold. Knows nothing of the house.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations

Spread = tuple[int, ...]
"""Squares on each measure, in the order of the council's measures."""

CLOSE = 1e-9
"""Sums that differ by less are equal: whoever just reaches the threshold agrees."""
HANDFUL = 8
STARTS = 40


@dataclass(frozen=True, slots=True)
class Measure:
    """least: squares below which nothing happens. k: squares that bring 63 per cent of the effect."""

    least: int
    k: float

    def effect(self, squares: float) -> float:
        """0 to 1."""
        return 0.0 if squares < self.least else 1 - math.exp(-squares / self.k)


@dataclass(frozen=True)
class Council:
    """total: squares there are. weights: one row for each person, one weight for each measure."""

    total: int
    measures: tuple[Measure, ...]
    weights: tuple[tuple[float, ...], ...]
    threshold: float

    @cached_property
    def _effects(self) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(m.effect(x) for x in range(self.total + 1)) for m in self.measures)

    def approvals(self, spread: Spread) -> tuple[float, ...]:
        """The weighted effects of each person, as a share of the threshold: from 1 on they agree."""
        effects = [table[squares] for table, squares in zip(self._effects, spread, strict=True)]
        return tuple(
            sum(w * e for w, e in zip(row, effects, strict=True)) / self.threshold for row in self.weights
        )

    def agree(self, spread: Spread) -> tuple[bool, ...]:
        """Who says Yes."""
        return tuple(sum_ >= 1 - CLOSE for sum_ in self.approvals(spread))

    def votes(self, spread: Spread) -> int:
        return sum(self.agree(spread))


def even(total: int, count: int) -> Spread:
    """Everything spread thin: the same for all, what is over on the first ones."""
    share, over = divmod(total, count)
    return tuple(share + (index < over) for index in range(count))


def random_spread(total: int, count: int, chance: random.Random) -> Spread:
    """How somebody without a plan lays: handfuls of 1 to 8 squares on measures drawn at random."""
    laid, left = [0] * count, total
    while left:
        handful = min(left, chance.randint(1, HANDFUL))
        laid[chance.randrange(count)] += handful
        left -= handful
    return tuple(laid)


def random_spreads(total: int, count: int, plays: int, seed: str) -> Iterator[Spread]:
    """`plays` random spreads, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(plays):
        yield random_spread(total, count, chance)


def best(council: Council, seed: str = "") -> Spread:
    """A spread with as many votes as were found: hill climbing from an even and from random ones."""
    count = len(council.measures)
    starts = [even(council.total, count), *random_spreads(council.total, count, STARTS, seed)]
    found = starts[0]
    for start in starts:
        found = max(found, _climbed(council, start), key=council.votes)
        if council.votes(found) == len(council.weights):
            break
    return found


def _climbed(council: Council, spread: Spread) -> Spread:
    """Squares are moved between two measures as long as that brings votes, or brings them nearer."""
    here = _worth(council, spread)
    while True:
        worth, following = max((_worth(council, s), s) for s in _neighbours(spread))
        if worth <= here:
            return spread
        here, spread = worth, following


def _worth(council: Council, spread: Spread) -> tuple[int, float]:
    approvals = council.approvals(spread)
    return sum(a >= 1 - CLOSE for a in approvals), sum(min(a, 1.0) for a in approvals)


def _neighbours(spread: Spread) -> Iterator[Spread]:
    for giver, taker in permutations(range(len(spread)), 2):
        for squares in {1, 2, 4, spread[giver]}:
            if 0 < squares <= spread[giver]:
                moved = list(spread)
                moved[giver] -= squares
                moved[taker] += squares
                yield tuple(moved)
