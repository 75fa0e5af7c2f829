"""The attack that matters: a camera and a clock.

Somebody watched a terminal and has a log: which terminal, when a stay began (within a minute), how long it
lasted (within three seconds). How many published rows fit each stay? A stay with exactly one is singled out:
whatever its row says besides is known of that person. The minute does not narrow the month down, so of the
beginning only the month counts here; that stays which began within a minute of midnight at the turn of a
month have more fitting rows is left out, to the attacker's advantage.
"""

from __future__ import annotations

import random
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from telemetry.bins import DWELL_EDGES_MS, dwell_bin, span
from telemetry.buckets import chain, months

CAMERA_MS = 3000
"""A camera tells lengths within so much."""

MOST_SINGLED = 0.00005
"""Singled out must be 0.00 %."""

MOST_FEW = 0.001
"""Of the visits, so many may have fewer than `FEW` fitting rows."""

FEW = 5
SEVERAL = "several"
"""The name of the pool of terminals that are too quiet alone."""

_SIZES = (1, 3, 6, 12)
_LONGEST_MS = 3_600_000
_DOUBLE = 3
"""So many bins that grow by a quarter double: 1.25 ** 3 = 1.95."""


class Kind(NamedTuple):
    """What a watcher could tell of a visit from its row."""

    terminal: int
    bucket: int
    dwell_bin: int


class Sighting(NamedTuple):
    """One line of a camera log. month: yyyymm."""

    terminal: int
    month: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class Coarse:
    """How the visits of a terminal are published.

    pool: under which name. months: in periods of at least so many (1, 3, 6, 12). step: in lengths of so many
    bins (1, 3).
    """

    pool: str
    months: int = 1
    step: int = 1

    def bucket(self, bucket: int) -> int:
        """The bucket a visit is published under."""
        first, last = months(bucket)
        return bucket if last - first + 1 >= self.months else chain(first)[_SIZES.index(self.months)]

    def length(self, number: int) -> int:
        """The first of the bins a length is published as."""
        return number if number == 0 else (number - 1) // self.step * self.step + 1

    def last(self, number: int) -> int:
        """The last of the bins a length is published as."""
        return 0 if number == 0 else min(self.length(number) + self.step - 1, len(DWELL_EDGES_MS))


@dataclass(frozen=True, slots=True)
class Exposure:
    """Of so many visits: with exactly one fitting row, and with fewer than five."""

    visits: int
    single: int
    few: int

    @property
    def holds(self) -> bool:
        """Whether that may be published."""
        return self.single <= MOST_SINGLED * self.visits and self.few <= MOST_FEW * self.visits

    def __str__(self) -> str:
        shares = (100 * n / max(self.visits, 1) for n in (self.single, self.few))
        return "singled out {:.2f} %, below five {:.2f} %".format(*shares)


Plan = dict[int, Coarse]
"""How each terminal is published. One that is missing is not."""


def kinds(db: sqlite3.Connection) -> Counter[Kind]:
    """How many visits of each kind a store or warehouse holds."""
    rows = db.execute("SELECT terminal, bucket, dwell_bin, count(*) FROM visit_fact GROUP BY 1, 2, 3")
    return Counter({Kind(*row[:3]): row[3] for row in rows})


def camera_log(db: sqlite3.Connection, visits: Mapping[Kind, int], seed: int = 0) -> list[Sighting]:
    """A log of cameras that may have watched these visits. What they saw is not known any more: it is drawn.

    The day of a visit: uniformly from the days with visits that `hour_count` has for its terminal within its
    bucket. Its length: uniformly on a logarithmic scale within its bin; the open bin ends at 60 minutes.
    """
    days: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for terminal, day in db.execute("SELECT DISTINCT terminal, day FROM hour_count WHERE visits > 0"):
        days[terminal][day // 100] += 1
    chance = random.Random(f"camera {seed}")
    log = []
    for kind in sorted(visits):
        within = _months(kind.bucket)
        there = [month for month in within if days[kind.terminal][month]]
        weights = [days[kind.terminal][month] for month in there]
        low, high = span(DWELL_EDGES_MS, kind.dwell_bin)
        growth = (high or _LONGEST_MS) / max(low, 1)
        for month in chance.choices(there or within, weights or None, k=visits[kind]):
            log.append(Sighting(kind.terminal, month, round(max(low, 1) * growth ** chance.random())))
    return log


def attack(visits: Mapping[Kind, int], plan: Plan, log: Iterable[Sighting]) -> dict[int, Exposure]:
    """What the owner of a camera log learns from the published rows, by terminal."""
    fitting = _Rows(visits, plan)
    counted: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    known: dict[tuple[int, int, int, int], int] = {}
    for terminal, month, length in log:
        if terminal in plan:
            ends = dwell_bin(max(length - CAMERA_MS, 0)), dwell_bin(length + CAMERA_MS)
            key = (terminal, month, *ends)
            if key not in known:
                known[key] = fitting(plan[terminal], month, *ends)
            there = counted[terminal]
            there[0] += 1
            there[1] += known[key] == 1
            there[2] += known[key] < FEW
    return {terminal: Exposure(*counts) for terminal, counts in sorted(counted.items())}


class _Rows:
    """The published rows, by what a watcher asks for."""

    def __init__(self, visits: Mapping[Kind, int], plan: Plan) -> None:
        self._rows: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
        for kind, n in visits.items():
            if coarse := plan.get(kind.terminal):
                for month in _months(coarse.bucket(kind.bucket)):
                    self._rows[coarse.pool, month][coarse.length(kind.dwell_bin)] += n

    def __call__(self, coarse: Coarse, month: int, first: int, last: int) -> int:
        """How many rows fit a stay of that month whose length falls into one of those bins."""
        rows = self._rows[coarse.pool, month]
        return sum(rows[length] for length in {coarse.length(number) for number in range(first, last + 1)})


def plan(visits: Mapping[Kind, int], log: Iterable[Sighting]) -> Plan:
    """The finest way of publishing that holds against the attack: what does not hold is pooled with other
    quiet terminals first, then put in coarser periods, then in lengths twice as wide, then left out."""
    log = tuple(log)
    busy = Counter[int]()
    for kind, n in visits.items():
        busy[kind.terminal] += n
    found: Plan = {terminal: Coarse(str(terminal)) for terminal in sorted(busy)}
    while failing := [t for t, seen in attack(visits, found, log).items() if not seen.holds]:
        found = _coarser(found, failing, busy)
    return found


def _coarser(found: Plan, failing: list[int], busy: Mapping[int, int]) -> Plan:
    """The next coarser plan. A pool is coarsened as one."""
    alone = [terminal for terminal in failing if found[terminal].pool != SEVERAL]
    pooled = [terminal for terminal, coarse in found.items() if coarse.pool == SEVERAL]
    if alone and len(found) > 1:
        rest = sorted((t for t in found if t not in {*alone, *pooled}), key=lambda t: (busy[t], t))
        joining = alone if len(alone) > 1 or pooled else [*alone, *rest[:1]]
        pool = found[pooled[0]] if pooled else Coarse(SEVERAL)
        return found | dict.fromkeys(joining, pool)
    pools = {found[terminal].pool for terminal in failing}
    steps = {t: _step(coarse) if coarse.pool in pools else coarse for t, coarse in found.items()}
    return {terminal: coarse for terminal, coarse in steps.items() if coarse is not None}


def _step(coarse: Coarse) -> Coarse | None:
    """One step coarser; None at the end."""
    if coarse.months < 12:
        return replace(coarse, months=_SIZES[_SIZES.index(coarse.months) + 1])
    return replace(coarse, step=_DOUBLE) if coarse.step == 1 else None


def _months(bucket: int) -> range:
    first, last = months(bucket)
    return range(first, last + 1)
