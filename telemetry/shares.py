"""What a visit adds to the sums of its day: see `telemetry.dictionary.STATS`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from telemetry.bins import middle
from telemetry.dictionary import scenario_stats
from telemetry.outcomes import begun, solved
from telemetry.visit import HAND_OVER, STORM, Row

if TYPE_CHECKING:
    from telemetry.facts import Fact


class Share(NamedTuple):
    """A statistic of a day grows by a numerator and a denominator."""

    stat: str
    num: int
    den: int


def shares(fact: Fact, rows: Sequence[Row], menu: frozenset[str]) -> Iterator[Share]:
    """What the visit of `fact` and `rows` adds. menu: scenarios to choose from.

    A storm visit is only counted as one; lights are counted when they are lit.
    """
    storm = bool(fact.quality & STORM)
    yield Share("storm", int(storm), 1)
    yield Share("light", 0, 1)
    if not storm:
        yield from _calm(fact, rows, menu)


def _calm(fact: Fact, rows: Sequence[Row], menu: frozenset[str]) -> Iterator[Share]:
    games, done = begun(rows), solved(rows)
    yield Share("engaged", int(fact.ttfi_bin is not None), 1)
    yield Share("result", int(fact.solved > 0), 1)
    yield Share("dwell", middle(fact.dwell_bin), 1)
    yield Share("handover", int(bool(fact.quality & HAND_OVER)), 1)
    yield Share("back", int(any(row.kind == "back" for row in rows)), 1)
    yield Share("diligent", int(bool(menu) and 2 * len(games & menu) > len(menu)), 1)
    yield Share("dead", fact.dead, fact.taps + fact.dead)
    for scenario in sorted(menu | games):
        start, end = scenario_stats(scenario)
        yield Share(start, int(scenario in games), 1)
        if scenario in games:
            yield Share(end, int(scenario in done), 1)
