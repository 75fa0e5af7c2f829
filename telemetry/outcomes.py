"""What a visit adds to counters that the evaluation reads: pure functions over its rows, in their order.

Only `handed_over` looks at times; all else can be told from a path as it is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from telemetry.dictionary import HOUSE
from telemetry.visit import Row, station

HAND_OVER_MS = 10_000
_DEED_MS = 500
"""A touch and what it caused lie within this."""

_FIRST = frozenset({"day_run", "sorted", "day_planned", "race"})
_REACHED = 1


class Screen(NamedTuple):
    """What a visit did on one screen, each 0 or 1.

    seen: entered it. done: completed this step. back: stepped back from it. last: it was the last one.
    """

    seen: int
    done: int
    back: int
    last: int


class Outcome(NamedTuple):
    """Something that came of a visit, counted once: an event's kind, its target and a value.

    day_run, sorted, day_planned, race: the first of each target. lamps: the most of each target.
    leg: errands as they were ridden at the end, value 1. card: laid at the end, value 1.
    group: the modes played. task_end: per scenario 1 if it reached a result, else how it was left last.
    idle_warn: per scenario (or 'house'), 1 for a question that was answered, 0 for one that was not; a visit
    may have both.
    """

    kind: str
    target: str
    value: int


def is_solution(row: Row) -> bool:
    """Whether a scenario reached its result with this row."""
    return row.kind == "result" or (row.kind == "task_end" and row.value == _REACHED)


def solved(rows: Iterable[Row]) -> set[str]:
    """The scenarios that reached a result."""
    return {row.target for row in rows if row.target and is_solution(row)}


def begun(rows: Iterable[Row]) -> set[str]:
    """The scenarios that were opened."""
    return {row.target for row in rows if row.kind == "task_start" and row.target}


def screens(rows: Sequence[Row]) -> dict[str, Screen]:
    """What was done on every screen that the rows name in one of these ways."""
    seen = {row.screen for row in rows if row.kind == "screen"}
    done = {row.target for row in rows if row.kind == "task_step" and row.target}
    back = {row.screen for row in rows if row.kind == "back"}
    last = {rows[-1].screen} if rows else set()
    return {
        name: Screen(name in seen, name in done, name in back, name in last)
        for name in sorted(seen | done | back | last)
    }


def outcomes(rows: Sequence[Row]) -> tuple[Outcome, ...]:
    """All that came of a visit, in a fixed order."""
    found = {*_first(rows), *_lamps(rows), *_legs(rows), *_cards(rows), *_ends(rows), *_warned(rows)}
    found |= {Outcome("group", row.target or "", row.value or 0) for row in rows if row.kind == "group"}
    return tuple(sorted(found))


def handed_over(touches: Iterable[Row]) -> bool:
    """Whether a change of hands is assumed: after ten seconds or more without a touch the first deed leaves
    the running scenario, begins another one, or changes the language.

    A touch beside everything, and an answer to "still there?", is a touch but no deed.
    """
    last, waited, opened = 0, False, False
    for deed in _deeds(touches):
        waited = waited or deed[0].t_ms - last >= HAND_OVER_MS
        last = deed[-1].t_ms
        kinds = {row.kind for row in deed}
        if kinds == {"dead_tap"} or "idle_continue" in kinds:
            continue
        if waited and any(_is_change(row, opened) for row in deed):
            return True
        waited, opened = False, opened or "task_start" in kinds
    return False


def _deeds(touches: Iterable[Row]) -> Iterator[list[Row]]:
    """Every touch with what it caused."""
    deed: list[Row] = []
    for row in touches:
        if deed and (row.kind in ("tap", "dead_tap") or row.t_ms - deed[0].t_ms > _DEED_MS):
            yield deed
            deed = []
        deed.append(row)
    if deed:
        yield deed


def _is_change(row: Row, opened: bool) -> bool:
    begins = row.kind == "task_start" and opened
    return begins or row.kind == "lang" or (row.kind == "task_end" and row.value != _REACHED)


def _first(rows: Iterable[Row]) -> Iterator[Outcome]:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.kind in _FIRST and row.target is not None and row.value is not None:
            first.setdefault((row.kind, row.target), row.value)
    return (Outcome(*key, value) for key, value in first.items())


def _lamps(rows: Iterable[Row]) -> Iterator[Outcome]:
    best: dict[str, int] = {}
    for row in rows:
        if row.kind == "lamps" and row.target is not None and row.value is not None:
            best[row.target] = max(best.get(row.target, row.value), row.value)
    return (Outcome("lamps", target, value) for target, value in best.items())


def _legs(rows: Iterable[Row]) -> Iterator[Outcome]:
    """By step and number; a scenario that is opened anew begins with none."""
    ridden: dict[tuple[str, int], str] = {}
    for row in rows:
        if row.kind == "task_start":
            ridden = {key: leg for key, leg in ridden.items() if station(leg) != row.target}
        elif row.target is not None and row.value is not None:
            key = (row.target.rpartition("/")[0], row.value)
            if row.kind in ("leg", "swap"):
                ridden[key] = row.target
            elif row.kind == "leg_back":
                ridden.pop(key, None)
    return (Outcome("leg", leg, 1) for leg in ridden.values())


def _cards(rows: Iterable[Row]) -> Iterator[Outcome]:
    laid: set[str] = set()
    for row in rows:
        if row.kind == "task_start":
            laid = {card for card in laid if station(card) != row.target}
        elif row.kind == "card" and row.target is not None:
            (laid.add if row.value else laid.discard)(row.target)
    return (Outcome("card", card, 1) for card in laid)


def _ends(rows: Sequence[Row]) -> Iterator[Outcome]:
    ends = {row.target: row.value or 0 for row in rows if row.kind == "task_end" and row.target}
    ends |= dict.fromkeys(solved(rows), _REACHED)
    return (Outcome("task_end", scenario, value) for scenario, value in ends.items())


def _warned(rows: Sequence[Row]) -> Iterator[Outcome]:
    games = begun(rows)
    open_: str | None = None
    for row in rows:
        if open_ is not None and row.kind in ("idle_warn", "idle_continue", "visit_end"):
            yield Outcome("idle_warn", open_, int(row.kind == "idle_continue"))
            open_ = None
        if row.kind == "idle_warn":
            place = station(row.screen)
            open_ = place if place in games else HOUSE
    if open_ is not None:
        yield Outcome("idle_warn", open_, 0)
