"""A city's electricity day: what sun and wind give, what is used, stored, bought and left over.

Pure arithmetic on hours of one length: a power of 1 MW over an hour is an energy of 1 MWh. With
r = supply - demand, store E of at most Emax, power P and loss l:

    r > 0: charge c = min(r, P, (Emax - E) / (1 - l)), E grows by (1 - l) c, the rest is surplus
    r < 0: discharge x = min(-r, P, E), E falls by x, the rest -r - x is imported

In every hour supply + discharge + import = demand + charge + surplus.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, product

HOURS = 24
POINTS = 9
GOOD = 0.75
"""A block alone is in a good hour if it saves this much of what its hour can save."""
POINT = 0.01
"""Beside the others a block is in a good hour if no other hour would gain this much of the own share."""
EXACT = 6000
"""Placements up to which all of them are tried; beyond, coordinate ascent finds the best."""
RESTARTS = 6

Curve = tuple[float, ...]
Plan = tuple[int, ...]
"""The start hour of every block, in the order of the day's blocks."""


@dataclass(frozen=True, slots=True)
class Load:
    """A block that can be moved: so much power (MW) for so many hours."""

    power: float
    hours: int

    @property
    def latest(self) -> int:
        """The last hour at which it can begin and still end by midnight."""
        return HOURS - self.hours


@dataclass(frozen=True, slots=True)
class Store:
    """A storage: how much it holds (MWh), how fast (MW), what share of what is put in is lost (0..1)."""

    capacity: float = 0.0
    power: float = 0.0
    loss: float = 0.0


@dataclass(frozen=True, slots=True)
class Day:
    """What is given: supply of each source by name and demand without blocks, 24 values each (MW)."""

    supply: tuple[tuple[str, Curve], ...]
    base: Curve
    loads: tuple[Load, ...]
    store: Store = Store()


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a plan, hour by hour (MWh). used: of each source, as far as demand needed it.

    Sources are used in the order of the day. stored: what the storage holds at the end of the hour.
    """

    used: tuple[Curve, ...]
    discharge: Curve
    bought: Curve
    charge: Curve
    surplus: Curve
    demand: Curve
    stored: Curve

    @property
    def own(self) -> float:
        """The share of demand that was not bought, 0..1; 1 where nothing was needed."""
        needed = sum(self.demand)
        return 1.0 - sum(self.bought) / needed if needed > 0 else 1.0

    def secured(self, hours: int) -> float:
        """The share of the whole day's demand that the first `hours` hours cover by themselves.

        It only grows, and after the last hour it is the own share.
        """
        needed = sum(self.demand)
        if needed <= 0 or hours >= HOURS:
            return self.own
        return sum(d - b for d, b in zip(self.demand[:hours], self.bought[:hours], strict=True)) / needed


def interpolated(points: Sequence[float]) -> Curve:
    """24 hourly values from nine support points at 0, 3, ... 24 o'clock: each at the middle of its hour."""
    values = []
    for hour in range(HOURS):
        place = (hour + 0.5) / 3
        left = int(place)
        values.append(points[left] + (points[left + 1] - points[left]) * (place - left))
    return tuple(values)


def peak(day: Day) -> float:
    """The most energy any hour can have under any plan: all blocks at once, or all that is supplied."""
    together = sum(load.power for load in day.loads)
    supplied = max(sum(curve[hour] for _, curve in day.supply) for hour in range(HOURS))
    return max(supplied, max(day.base) + together)


def demand_of(day: Day, at: Plan) -> Curve:
    """Demand of every hour with the blocks where the plan puts them."""
    hours = list(day.base)
    for load, start in zip(day.loads, at, strict=True):
        for hour in range(start, start + load.hours):
            hours[hour] += load.power
    return tuple(hours)


@lru_cache(maxsize=512)
def simulate(day: Day, at: Plan) -> Run:
    """The whole day under a plan. ValueError where the plan has too few or too many blocks."""
    store = day.store
    keep = 1.0 - store.loss
    energy = 0.0
    demand = demand_of(day, at)
    rows: list[tuple[float, float, float, float, float]] = []
    used: list[list[float]] = [[] for _ in day.supply]
    for hour, needed in enumerate(demand):
        open_, given = needed, 0.0
        for series, (_, curve) in zip(used, day.supply, strict=True):
            share = min(curve[hour], open_)
            series.append(share)
            open_ -= share
            given += curve[hour]
        spare = given - needed
        charge = discharge = 0.0
        if spare > 0:
            charge = min(spare, store.power, (store.capacity - energy) / keep)
            energy = min(energy + keep * charge, store.capacity)
        elif spare < 0:
            discharge = min(-spare, store.power, energy)
            energy -= discharge
        bought, surplus = max(-spare - discharge, 0.0), max(spare - charge, 0.0)
        rows.append((discharge, bought, charge, surplus, energy))
    discharges, boughts, charges, surpluses, stored = zip(*rows, strict=True)
    return Run(tuple(map(tuple, used)), discharges, boughts, charges, surpluses, demand, stored)


# --- the best plan ----------------------------------------------------------------------


def bought(net: Iterable[float], store: Store) -> float:
    """Energy bought on a day with these hourly differences of supply and demand: `simulate` in short."""
    capacity, power, keep = store.capacity, store.power, 1.0 - store.loss
    energy = total = 0.0
    for spare in net:
        if spare > 0.0:
            if energy < capacity:
                energy += keep * min(spare, power, (capacity - energy) / keep)
        elif energy > 0.0:
            given = min(-spare, power, energy)
            energy -= given
            total -= spare + given
        else:
            total -= spare
    return total


def spare_of(day: Day) -> list[float]:
    """Supply less demand without blocks, hour by hour."""
    given = [sum(hour) for hour in zip(*(curve for _, curve in day.supply), strict=True)]
    return [a - b for a, b in zip(given, day.base, strict=True)]


def _without(net: list[float], loads: Iterable[tuple[Load, int]]) -> list[float]:
    left = net[:]
    for load, start in loads:
        for hour in range(start, start + load.hours):
            left[hour] -= load.power
    return left


@lru_cache(maxsize=64)
def best(day: Day, seed: int = 0) -> Plan:
    """The plan with the largest own share (the earliest of several).

    All placements are tried where there are at most `EXACT`; else pairs of blocks are moved to their
    best places in turn, from several starts drawn from `seed`, until no pair gains.
    """
    ways = 1
    for load in day.loads:
        ways *= load.latest + 1
    if ways <= EXACT:
        return exhaustive(day)
    chance = random.Random(seed)
    starts = [tuple(chance.randint(0, load.latest) for load in day.loads) for _ in range(RESTARTS)]
    tops = [_ascent(day, start) for start in starts]
    return min(tops, key=lambda top: (round(top[1], 9), top[0]))[0]


def exhaustive(day: Day) -> Plan:
    """The best plan by trying every placement: exact, and slow for many blocks."""
    net = spare_of(day)
    plans = product(*(range(load.latest + 1) for load in day.loads))
    ranked = ((bought(_without(net, zip(day.loads, plan, strict=True)), day.store), plan) for plan in plans)
    return min(ranked, key=lambda found: (round(found[0], 9), found[1]))[1]


def _ascent(day: Day, at: Plan) -> tuple[Plan, float]:
    """Two blocks at a time to their best places, the others as they are, until nothing gains."""
    net, loads = spare_of(day), day.loads
    cost = bought(_without(net, zip(loads, at, strict=True)), day.store)
    pairs = list(combinations(range(len(loads)), 2))
    moved = True
    while moved:
        moved = False
        for one, other in pairs:
            rest = _without(net, ((loads[k], at[k]) for k in range(len(loads)) if k not in (one, other)))
            for first in range(loads[one].latest + 1):
                half = _without(rest, [(loads[one], first)])
                for second in range(loads[other].latest + 1):
                    found = bought(_without(half, [(loads[other], second)]), day.store)
                    if found < cost - 1e-9:
                        plan = list(at)
                        plan[one], plan[other] = first, second
                        at, cost, moved = tuple(plan), found, True
    return at, cost


@lru_cache(maxsize=256)
def well_placed(day: Day, at: Plan) -> int:
    """Blocks in good hours: those that follow sun and wind by themselves, or that fill what others leave.

    A block counts if alone it saves `GOOD` of what its hour can save, or if, the others where they are,
    no other hour would gain a percentage point of own share.
    """
    bill = bought(_without(spare_of(day), zip(day.loads, at, strict=True)), day.store)
    point = POINT * sum(demand_of(day, at))
    return sum(
        _follows(day, load, hour) or bill - min(_beside(day, at, block)) < point
        for block, (load, hour) in enumerate(zip(day.loads, at, strict=True))
    )


def _follows(day: Day, load: Load, hour: int) -> bool:
    """Whether a block, were it the only one, would save most of what its hour can save here."""
    bills = _alone(day, load)
    return max(bills) - bills[hour] >= GOOD * (max(bills) - min(bills))


@lru_cache(maxsize=256)
def _alone(day: Day, load: Load) -> tuple[float, ...]:
    """What would be bought with this block alone, at each hour it can begin."""
    spare = spare_of(day)
    return tuple(bought(_without(spare, [(load, hour)]), day.store) for hour in range(load.latest + 1))


def _beside(day: Day, at: Plan, block: int) -> Iterator[float]:
    """What would be bought with one block at each of its hours, the others where they are."""
    others = [(load, hour) for k, (load, hour) in enumerate(zip(day.loads, at, strict=True)) if k != block]
    rest = _without(spare_of(day), others)
    for hour in range(day.loads[block].latest + 1):
        yield bought(_without(rest, [(day.loads[block], hour)]), day.store)


def random_plans(day: Day, plays: int, seed: str) -> list[Plan]:
    """So many plans with every block at any hour, always the same for the same seed."""
    chance = random.Random(seed)
    return [tuple(chance.randint(0, load.latest) for load in day.loads) for _ in range(plays)]
