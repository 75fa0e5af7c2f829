"""The best days: which cannot be bettered, how far the criteria reach, one swap, the cloud of all days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from scenes.kinds.route.days import (
    NOTHING,
    Days,
    Rides,
    Score,
    Spots,
    Task,
    add,
    beats,
    covers,
    days,
    every,
)

SINGLE = 4000
"""Up to so many days each is a mark of its own in the cloud."""

MOST = 12_000
"""More partial days than that at once are too many to find the whole line."""

CELLS = (96, 64)
"""Columns and rows of the cells that marks share where there are more days."""

Place = tuple[Spots, int]
"""Where the vehicles stand, and which day tickets are paid, as bits."""


def steps(found: Days, leg: int, place: Place) -> Iterable[tuple[Place, Score]]:
    """Where one leg can lead from `place`, and what it adds, day tickets included."""
    spots, paid = place
    row, tickets = found.table[leg], found.tickets
    for mode, after in found.moves[leg].get(spots, ()):
        bit = 1 << mode if tickets[mode] else 0
        added = row[mode]
        if bit and not paid & bit:
            added = (added[0], added[1] + tickets[mode], added[2], added[3], added[4])
        yield (after, paid | bit), added


@lru_cache(maxsize=32)
def ahead(task: Task) -> tuple[tuple[Mapping[Place, Score], Mapping[Place, Score]], ...]:
    """For each leg and place the least and the most that is still to come, each criterion for itself."""
    found = days(task)
    places: list[set[Place]] = [{(found.start, 0)}]
    for leg in range(len(task.legs)):
        places.append({after for place in places[-1] for after, _ in steps(found, leg, place)})
    least: dict[Place, Score] = {place: NOTHING for place in places[-1] if place[0] == found.start}
    most = dict(least)
    out = [(least, most)]
    for leg in reversed(range(len(task.legs))):
        low: dict[Place, Score] = {}
        high: dict[Place, Score] = {}
        for place in places[leg]:
            onward = [(after, added) for after, added in steps(found, leg, place) if after in out[0][0]]
            if onward:
                low[place] = _each(min, (add(out[0][0][p], added) for p, added in onward))
                high[place] = _each(max, (add(out[0][1][p], added) for p, added in onward))
        out.insert(0, (low, high))
    return tuple(out)


def _each(choose: object, scores: Iterable[Score]) -> Score:
    a, b, c, d, e = (choose(values) for values in zip(*scores, strict=True))  # type: ignore[operator]
    return a, b, c, d, e


def reach(task: Task) -> tuple[Score, Score]:
    """The least and the most of each criterion over all days. ValueError if there is no day."""
    low, high = ahead(task)[0]
    start = (days(task).start, 0)
    if start not in low:
        raise ValueError("there is no day")
    return low[start], high[start]


def front(scores: Mapping[Score, int]) -> dict[Score, int]:
    """The sums nobody beats, each with how often it occurs.

    Sums come in order of time, so only earlier ones can beat a later one: of those the ones that are no
    wetter and move no less. Kept sums lie in a row for each number of wet legs, in order of movement.
    """
    rows: dict[int, tuple[list[int], list[tuple[int, int]]]] = {}
    out: dict[Score, int] = {}
    for one in sorted(scores):
        _, cost, co2, still, wet = one
        drier = [row for drops, row in rows.items() if drops <= wet]
        if any(_undercut(row, cost, co2, still) for row in drier):
            continue
        out[one] = scores[one]
        keys, pairs = rows.setdefault(wet, ([], []))
        at = bisect_right(keys, still)
        keys.insert(at, still)
        pairs.insert(at, (cost, co2))
    return out


def _undercut(row: tuple[list[int], list[tuple[int, int]]], cost: int, co2: int, still: int) -> bool:
    """Whether one of the sums that move at least as much is nowhere dearer or dirtier."""
    keys, pairs = row
    for c, g in pairs[: bisect_right(keys, still)]:
        if c <= cost and g <= co2:
            break
    else:
        return False
    return True


@lru_cache(maxsize=32)
def line(task: Task) -> Mapping[Score, int] | None:
    """The Pareto line over all criteria that count: each sum no day beats, and how many days have it.

    Leg by leg, for what is beaten at a place stays beaten. None where that would keep more than `MOST`
    partial days at once: then nobody waits for it.
    """
    found, limits = days(task), ahead(task)
    here: dict[Place, dict[Score, int]] = {(found.start, 0): {NOTHING: 1}}
    for leg in range(len(task.legs)):
        after: dict[Place, dict[Score, int]] = {}
        for place, labels in here.items():
            for onward, added in steps(found, leg, place):
                if onward not in limits[leg + 1][0]:
                    continue
                into = after.setdefault(onward, {})
                for one, times in labels.items():
                    new = add(one, added)
                    into[new] = into.get(new, 0) + times
            if sum(map(len, after.values())) > MOST:
                return None
        here = {place: front(labels) for place, labels in after.items()}
    together: dict[Score, int] = {}
    for labels in here.values():
        for one, times in labels.items():
            together[one] = together.get(one, 0) + times
    return front(together)


def line_days(task: Task) -> int:
    """How many days are on the line; 0 where it was too long to count."""
    return sum((line(task) or {}).values())


@lru_cache(maxsize=64)
def on_line(task: Task, own: Score) -> bool:
    """Whether no day beats one with these sums. Exact, for any task.

    Partial days that cannot become as good are left out. Each of the others is completed in a few ways
    that keep well below `own`: a day that is beaten is mostly told so on the first legs.
    """
    found, limits = days(task), ahead(task)
    likely = _likely(task, own)
    here: dict[Place, dict[Score, int]] = {(found.start, 0): {NOTHING: 1}}
    for leg in range(len(task.legs)):
        after: dict[Place, dict[Score, int]] = {}
        low = limits[leg + 1][0]
        for place, labels in here.items():
            for onward, added in steps(found, leg, place):
                if onward not in low:
                    continue
                rest, ends = low[onward], likely[leg + 1][onward]
                into = after.setdefault(onward, {})
                for one in labels:
                    new = add(one, added)
                    if not covers(add(new, rest), own):
                        continue
                    if any(beats(add(new, end), own) for end in ends):
                        return False
                    into[new] = 1
        here = {place: front(labels) for place, labels in after.items() if labels}
    return True


def _likely(task: Task, own: Score) -> tuple[Mapping[Place, frozenset[Score]], ...]:
    """For each leg and place some sums to the end of the day that are well below `own`.

    One keeps equally far below in all criteria, the others farther in one of them.
    """
    low, high = reach(task)
    even = [1 / max(o - lo, (h - lo) / 200, 1) for o, lo, h in zip(own, low, high, strict=True)]
    leaning = [[w * (4 if at == most else 1) for at, w in enumerate(even)] for most in range(len(even))]
    ways = [_lightest(task, weights) for weights in (even, *leaning)]
    return tuple(
        {place: frozenset(way[leg][place][1] for way in ways) for place in ways[0][leg]}
        for leg in range(len(task.legs) + 1)
    )


def _lightest(task: Task, weights: list[float]) -> list[dict[Place, tuple[float, Score]]]:
    """For each leg and place the way to the end of the day that weighs least: its weight and its sums."""
    found, limits = days(task), ahead(task)
    out: list[dict[Place, tuple[float, Score]]] = [dict.fromkeys(limits[-1][0], (0.0, NOTHING))]
    for leg in reversed(range(len(task.legs))):
        here: dict[Place, tuple[float, Score]] = {}
        for place in limits[leg][0]:
            ways = (
                (out[0][after][0] + sum(w * a for w, a in zip(weights, added, strict=True)), after, added)
                for after, added in steps(found, leg, place)
                if after in out[0]
            )
            weight, after, added = min(ways)
            here[place] = (weight, add(out[0][after][1], added))
        out.insert(0, here)
    return out


def sure(task: Task) -> Rides | None:
    """A day that is best in every criterion at once; None if there is none."""
    found, limits = days(task), ahead(task)
    low, _ = reach(task)
    here: dict[Place, tuple[Score, Rides]] = {(found.start, 0): (NOTHING, ())}
    for leg in range(len(task.legs)):
        after: dict[Place, tuple[Score, Rides]] = {}
        for place, (one, rides) in here.items():
            spots = place[0]
            moves = found.moves[leg].get(spots, ())
            for (mode, _), (onward, added) in zip(moves, steps(found, leg, place), strict=True):
                new = add(one, added)
                if onward in limits[leg + 1][0] and add(new, limits[leg + 1][0][onward]) == low:
                    after[onward] = (new, (*rides, task.modes[mode].id))
        here = after
    return next((rides for _, rides in here.values()), None)


@dataclass(frozen=True, slots=True)
class Swap:
    """Another mode on one leg (counted from 0) that makes a day better and nothing worse."""

    leg: int
    mode: str
    total: Score


def swap(task: Task, rides: Rides) -> Swap | None:
    """The swap that gains most, measured by how far each criterion reaches; None if there is none."""
    found = days(task)
    own = found.total(rides)
    low, high = reach(task)
    best: tuple[float, Swap] | None = None
    for leg in range(len(rides)):
        for mode in task.modes:
            other = (*rides[:leg], mode.id, *rides[leg + 1 :])
            if mode.id == rides[leg] or not found.allows(other):
                continue
            total = found.total(other)
            if beats(total, own):
                gain = sum(
                    (o - t) / max(h - lo, 1) for o, t, lo, h in zip(own, total, low, high, strict=True)
                )
                if best is None or gain > best[0]:
                    best = (gain, Swap(leg, mode.id, total))
    return best[1] if best else None


# --- the cloud ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of the cloud: the mean minutes, euros and grams of `days` days, in millionths."""

    time: float
    cost: float
    co2: float
    days: int = 1


@lru_cache(maxsize=16)
def cloud(task: Task) -> tuple[Mark, ...]:
    """All days as marks, the cheapest last: each day one, or, beyond `SINGLE` days, each cell one."""
    found = days(task)
    single = found.count <= SINGLE
    marks = [Mark(s[0], s[1], s[2]) for _, s in every(found)] if single else _cells(task)
    return tuple(sorted(marks, key=lambda mark: (-mark.cost, mark.time, mark.co2)))


def _cells(task: Task) -> list[Mark]:
    """Days gathered in cells leg by leg: of each cell only how many days it holds and their sums."""
    found = days(task)
    (t0, _, g0, *_), (t1, _, g1, *_) = reach(task)
    wide, high = max(t1 - t0, 1) / CELLS[0], max(g1 - g0, 1) / CELLS[1]
    here: dict[Place, dict[tuple[int, int], list[float]]] = {(found.start, 0): {(0, 0): [1, 0.0, 0.0, 0.0]}}
    for leg in range(len(task.legs)):
        fine = 1 if leg + 1 == len(task.legs) else 2
        after: dict[Place, dict[tuple[int, int], list[float]]] = {}
        for place, cells in here.items():
            for onward, (time, cost, co2, *_) in steps(found, leg, place):
                into = after.setdefault(onward, {})
                for count, times, costs, grams in cells.values():
                    times, costs, grams = times + count * time, costs + count * cost, grams + count * co2
                    key = (int(times / count / wide * fine), int(grams / count / high * fine))
                    held = into.setdefault(key, [0, 0.0, 0.0, 0.0])
                    held[0] += count
                    held[1] += times
                    held[2] += costs
                    held[3] += grams
        here = after
    merged: dict[tuple[int, int], list[float]] = {}
    for cells in here.values():
        for key, held in cells.items():
            into_one = merged.setdefault(key, [0, 0.0, 0.0, 0.0])
            for i in range(4):
                into_one[i] += held[i]
    return [Mark(t / n, c / n, g / n, round(n)) for n, t, c, g in merged.values()]


@lru_cache(maxsize=32)
def drawn_line(task: Task) -> tuple[tuple[int, int], ...]:
    """The edge of the cloud: (time, co2) of the days that no day undercuts in these two, by time."""
    found = days(task)
    here: dict[Spots, list[tuple[int, int]]] = {found.start: [(0, 0)]}
    for leg in range(len(task.legs)):
        after: dict[Spots, list[tuple[int, int]]] = {}
        for spots, pairs in here.items():
            for mode, onward in found.moves[leg].get(spots, ()):
                time, _, co2, _, _ = found.table[leg][mode]
                after.setdefault(onward, []).extend((t + time, g + co2) for t, g in pairs)
        here = {spots: _edge(pairs) for spots, pairs in after.items()}
    return tuple(_edge([pair for pairs in here.values() for pair in pairs]))


def _edge(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if not out or pair[1] < out[-1][1]:
            out.append(pair)
    return out
