"""Days of errands: what each way costs with each mode, which days are possible, and how many.

A day is one mode for every leg. Rules: an own vehicle must be where one is, it moves along, and it is at
home in the evening; a heavy load needs a mode that carries it. All sums are whole millionths, so that two
days are equal exactly when they are equal, whatever the order of adding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import isinf
from typing import Literal

MILLION = 1_000_000

Score = tuple[int, int, int, int, int]
"""Minutes, euros, grams of CO2, minutes moved times -1, wet legs, in millionths: less is better in all."""

NOTHING: Score = (0, 0, 0, 0, 0)

Rides = tuple[str, ...]
"""The ids of the modes of a day, or of its first legs."""

Criteria = tuple[bool, bool, bool, bool, bool]
"""Which of the five count."""

ALL: Criteria = (True, True, True, True, True)

Reason = Literal["away", "heavy", "home", "steps"]
"""Why a mode cannot be taken: its vehicle is elsewhere, the load is too heavy, one would not get home,
there are steps on the way."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One way from place to place. parking: hours a vehicle stands at its end.

    walked: km for those who move by their own strength, if other than `km`; inf: there is no such way.
    """

    start: str
    goal: str
    km: float
    rain: bool = False
    parking: float = 0.0
    heavy: bool = False
    walked: float | None = None

    def way(self, mode: Mode) -> float:
        """The km of this leg with `mode`, before its detour."""
        return self.km if self.walked is None or mode.active <= 0 else self.walked


@dataclass(frozen=True, slots=True)
class Mode:
    """A way of getting around.

    speed: km/h. detour: its way divided by the leg's km. access: minutes before and after riding. km:
    euros a kilometre. trip: euros a ride. day: euros for a day, paid with the first ride. g: grams of
    CO2 a kilometre. active: share of the time one moves. walk: minutes of walking besides. own: it is
    one's own. parks: euros an hour. heavy: it carries a heavy load. roof: it keeps dry.
    """

    id: str
    speed: float
    detour: float = 1.0
    access: float = 0.0
    km: float = 0.0
    trip: float = 0.0
    day: float = 0.0
    g: float = 0.0
    active: float = 0.0
    walk: float = 0.0
    own: bool = False
    parks: float = 0.0
    heavy: bool = False
    roof: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """The errands of one person: legs one after the other from `home` back to it, and their modes.

    criteria: those that count; the others are nothing in every sum.
    """

    home: str
    legs: tuple[Leg, ...]
    modes: tuple[Mode, ...]
    criteria: Criteria = ALL

    def mode(self, id: str) -> Mode:
        """KeyError if this person has no such mode."""
        for mode in self.modes:
            if mode.id == id:
                return mode
        raise KeyError(id)


def whole(task: Task) -> Task:
    """The same errands with everything counted."""
    return replace(task, criteria=ALL)


def add(a: Score, b: Score) -> Score:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4])


def covers(a: Score, b: Score) -> bool:
    """Whether `a` is nowhere worse than `b`."""
    return a[0] <= b[0] and a[1] <= b[1] and a[2] <= b[2] and a[3] <= b[3] and a[4] <= b[4]


def beats(a: Score, b: Score) -> bool:
    """Whether `a` is nowhere worse than `b` and somewhere better."""
    return a != b and covers(a, b)


def score(leg: Leg, mode: Mode) -> Score:
    """What one leg adds, without a day ticket.

    time = d * detour / v * 60 + access; cost = d * detour * km + trip + parks * hours;
    co2 = d * detour * g; movement = active * time + walk; wet: rain without a roof.
    """
    way = leg.way(mode) * mode.detour
    if isinf(way):
        return NOTHING  # nobody goes there
    minutes = way / mode.speed * 60 + mode.access
    euros = way * mode.km + mode.trip + mode.parks * leg.parking
    moved = mode.active * minutes + mode.walk
    exact = (minutes, euros, way * mode.g, -moved, float(leg.rain and not mode.roof))
    a, b, c, d, e = (round(value * MILLION) for value in exact)
    return a, b, c, d, e


def _counted(one: Score, criteria: Criteria) -> Score:
    a, b, c, d, e = (value if counts else 0 for value, counts in zip(one, criteria, strict=True))
    return a, b, c, d, e


Spots = tuple[str, ...]
"""Where each own vehicle stands, in the order of the modes."""

Move = tuple[int, Spots]
"""A mode's place among the modes, and where the vehicles stand afterwards."""


@dataclass(frozen=True, slots=True)
class Days:
    """Everything about the days of a task that does not need them one by one.

    table: what each leg adds with each mode. moves: for each leg and each place of the vehicles, the
    moves after which one still gets home. counts: how many ways lead on from there.
    """

    task: Task
    table: tuple[tuple[Score, ...], ...]
    start: Spots
    moves: tuple[dict[Spots, tuple[Move, ...]], ...]
    counts: tuple[dict[Spots, int], ...]
    tickets: tuple[int, ...] = field(default=())

    @property
    def count(self) -> int:
        """How many days there are."""
        return self.counts[0].get(self.start, 0)

    def spots(self, rides: Rides) -> Spots | None:
        """Where the vehicles stand after these rides; None if the rules forbid one, or the way home."""
        spots = self.start
        for position, id in enumerate(rides):
            found = [s for m, s in self.moves[position].get(spots, ()) if self.task.modes[m].id == id]
            if not found:
                return None
            spots = found[0]
        return spots

    def allows(self, rides: Rides) -> bool:
        """Whether these are the first rides of a day, or a whole day."""
        return len(rides) <= len(self.task.legs) and self.count > 0 and self.spots(rides) is not None

    def total(self, rides: Rides) -> Score:
        """The sums after these rides; each day ticket once."""
        found = NOTHING
        used: set[str] = set()
        order = {mode.id: position for position, mode in enumerate(self.task.modes)}
        for position, id in enumerate(rides):
            mode = order[id]
            found = add(found, self.table[position][mode])
            if id not in used and self.tickets[mode]:
                found = add(found, (0, self.tickets[mode], 0, 0, 0))
            used.add(id)
        return found


@lru_cache(maxsize=32)
def days(task: Task) -> Days:
    """The days of a task, counted exactly without going through them one by one."""
    table = tuple(
        tuple(_counted(score(leg, mode), task.criteria) for mode in task.modes) for leg in task.legs
    )
    start = tuple(task.home for mode in task.modes if mode.own)
    reached: list[dict[Spots, tuple[Move, ...]]] = []
    here = {start}
    for leg in task.legs:
        after = {spots: tuple(_possible(task, leg, spots)) for spots in sorted(here)}
        reached.append(after)
        here = {spots for moves in after.values() for _, spots in moves}
    counts: list[dict[Spots, int]] = [{spots: int(spots == start) for spots in here}]
    for after in reversed(reached):
        later = counts[0]
        counts.insert(0, {spots: sum(later[s] for _, s in moves) for spots, moves in after.items()})
    alive = tuple(
        {spots: tuple(m for m in moves if later[m[1]]) for spots, moves in after.items()}
        for after, later in zip(reached, counts[1:], strict=True)
    )
    tickets = tuple(round(mode.day * MILLION) if task.criteria[1] else 0 for mode in task.modes)
    return Days(task, table, start, alive, tuple(counts), tickets)


def _possible(task: Task, leg: Leg, spots: Spots) -> Iterator[Move]:
    """The moves the rules allow here, wherever they lead."""
    vehicle = -1
    for position, mode in enumerate(task.modes):
        vehicle += mode.own
        if (leg.heavy and not mode.heavy) or isinf(leg.way(mode)):
            continue
        if not mode.own:
            yield position, spots
        elif spots[vehicle] == leg.start:
            yield position, (*spots[:vehicle], leg.goal, *spots[vehicle + 1 :])


@dataclass(frozen=True, slots=True)
class Offer:
    """A mode for the next leg. reason: why not. at: where its vehicle stands; "home": which one stays."""

    mode: Mode
    reason: Reason | None = None
    at: str = ""


def offers(found: Days, rides: Rides) -> tuple[Offer, ...]:
    """All modes of the person for the leg after `rides`, those that cannot be taken with the reason.

    Nothing once all legs are ridden, or after rides that are not allowed.
    """
    task = found.task
    spots = found.spots(rides)
    if spots is None or len(rides) >= len(task.legs):
        return ()
    leg = task.legs[len(rides)]
    good = {position for position, _ in found.moves[len(rides)].get(spots, ())}
    own = [mode for mode in task.modes if mode.own]
    out = []
    for position, mode in enumerate(task.modes):
        if position in good:
            out.append(Offer(mode))
        elif leg.heavy and not mode.heavy:
            out.append(Offer(mode, "heavy"))
        elif isinf(leg.way(mode)):
            out.append(Offer(mode, "steps"))
        elif mode.own and spots[own.index(mode)] != leg.start:
            out.append(Offer(mode, "away", spots[own.index(mode)]))
        else:
            stays = next((m.id for m, s in zip(own, spots, strict=True) if s == leg.start), mode.id)
            stays = mode.id if mode.own or leg.start == task.home else stays
            out.append(Offer(mode, "home", stays))
    return tuple(out)


def every(found: Days) -> Iterator[tuple[Rides, Score]]:
    """All days one by one with their sums."""
    task, last = found.task, len(found.task.legs)
    ids = [mode.id for mode in task.modes]

    def walk(leg: int, spots: Spots, rides: Rides, sums: tuple[int, ...]) -> Iterator[tuple[Rides, Score]]:
        a, b, c, d, e = sums
        row, tickets = found.table[leg], found.tickets
        for mode, after in found.moves[leg].get(spots, ()):
            w, x, y, z, wet = row[mode]
            if tickets[mode] and ids[mode] not in rides:
                x += tickets[mode]
            new = (a + w, b + x, c + y, d + z, e + wet)
            if leg + 1 == last:
                yield (*rides, ids[mode]), new
            else:
                yield from walk(leg + 1, after, (*rides, ids[mode]), new)

    yield from walk(0, found.start, (), NOTHING)
