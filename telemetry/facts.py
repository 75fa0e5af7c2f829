"""Sealing: what remains of a visit, computed from its rows by pure functions.

The definitions are those of the evaluation: a rage run is three touches on one cell, each within
a second of the last, one of them dead (three live touches are somebody using a stepper); the
end of a visit is its last touch, not the time-out that noticed it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from telemetry.bins import GAP_EDGES_MS, count_bin, dwell_bin, gap_bin, span
from telemetry.outcomes import Outcome, Screen, begun, handed_over, is_solution, outcomes, screens, solved
from telemetry.shares import Share, shares
from telemetry.visit import (
    HAND_OVER,
    START_SCREEN,
    STORM,
    SURVEY_SCREEN,
    UNDETERMINED,
    Ballot,
    Head,
    Row,
    Visit,
    station,
)

REASON_CRASH = 5
_LEFT = 2
MEANINGFUL = frozenset({"task_start", "task_step", "answer", "guess", "pledge"})
_BY_ITSELF = frozenset({"result", "light", "survey_show", "idle_warn", "error", "slow", "visit_end"})
_FUNNEL = ("task_start", "task_step", "solved", "light", "task_start")
_RAGE_MS = 1000
_STORM_WINDOW_MS, _STORM_TOUCHES = 2000, 30


class Step(NamedTuple):
    """A row of the path: the order is kept, the clock is gone."""

    gap_bin: int
    kind: str
    screen: str
    target: str | None
    value: int | None
    cell: int | None


class Line(NamedTuple):
    """A row of the path for the page "Was speichern wir?", exactly as it will be stored.

    pause_s: from and to (None: or longer) in seconds since the line before.
    """

    kind: str
    screen: str
    target: str | None
    value: int | None
    cell: int | None
    pause_s: tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Stop:
    """The time at one station. `solved` is None when none of its tasks was begun."""

    station: str
    dwell_bin: int
    solved: bool | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One row per visit.

    funnel: 0 touched, 1 a scenario opened, 2 a step done, 3 a result, 4 a light, 5 another one.
    """

    language: str
    reason: int
    quality: int
    dwell_bin: int
    ttfi_bin: int | None
    events_bin: int
    funnel: int
    exit_screen: str
    tasks: int
    solved: int
    taps: int
    dead: int
    rage: int


class Cell(NamedTuple):
    """A place of the touch grid on a screen."""

    screen: str
    cell: int


class Survey(NamedTuple):
    """A survey that was shown. outcome: 0 skipped, 1 complete, 2 left."""

    instrument: str
    outcome: int


@dataclass(frozen=True, slots=True)
class Sealed:
    """Everything that outlives a visit.

    touched: cell -> touches that did something, dead, rage. shares: what it adds to its day. screens and
    outcomes: what it adds to counters per month. A storm visit adds nothing to places, screens and outcomes.
    """

    head: Head
    fact: Fact
    stops: tuple[Stop, ...]
    path: tuple[Step, ...]
    touched: dict[Cell, tuple[int, int, int]]
    ballot: Ballot
    shares: tuple[Share, ...] = ()
    screens: tuple[tuple[str, Screen], ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    survey: Survey | None = None


def seal(visit: Visit, reason: int, menu: frozenset[str] = frozenset()) -> Sealed:
    """What is kept of `visit`, which ended for `reason` (as in `VisitEnded`).

    menu: the scenarios there were to choose from.
    """
    rows = _played(visit.rows)
    touches = [row for row in rows if _is_touch(row)]
    end = max((row.t_ms for row in touches), default=0)
    rage = _rage(rows)
    fact = _fact(visit, rows, reason, rage.total())
    storm = bool(fact.quality & STORM)
    return Sealed(
        head=visit.head,
        fact=fact,
        stops=_stops(rows, end),
        path=coarsen(visit.rows),
        touched={} if storm else _touched(rows, rage),
        ballot=visit.ballot,
        shares=tuple(shares(fact, rows, menu)),
        screens=() if storm else tuple(screens(rows).items()),
        outcomes=() if storm else outcomes(rows),
        survey=_survey(visit.rows, visit.ballot),
    )


def _played(rows: list[Row]) -> list[Row]:
    """The visit without its survey, which comes last and is no part of the stay. A game that its end closed
    ended when the survey came up."""
    at = next((at for at, row in enumerate(rows) if row.screen == SURVEY_SCREEN), None)
    if at is None:
        return rows
    before = rows[at - 1] if at else Row(0, "", START_SCREEN)
    ends = (row for row in rows[at:] if row.kind == "task_end")
    return [*rows[:at], *(row._replace(t_ms=before.t_ms, screen=before.screen) for row in ends)]


def _fact(visit: Visit, rows: list[Row], reason: int, rage: int) -> Fact:
    touches = [row for row in rows if _is_touch(row)]
    end = max((row.t_ms for row in touches), default=0)
    first = next((row.t_ms for row in rows if row.kind in MEANINGFUL), None)
    spoken = [row.target for row in rows if row.kind in ("visit_start", "lang") and row.target]
    dead = sum(row.kind == "dead_tap" for row in rows)
    return Fact(
        language=spoken[-1] if spoken else UNDETERMINED,
        reason=reason,
        quality=visit.quality
        | (STORM if _is_storm(rows, dead) else 0)
        | (HAND_OVER if handed_over(touches) else 0),
        dwell_bin=dwell_bin(end),
        ttfi_bin=None if first is None else dwell_bin(first),
        events_bin=count_bin(len(rows)),
        funnel=_funnel(rows),
        exit_screen=rows[-1].screen if rows else START_SCREEN,
        tasks=sum(row.kind == "task_start" for row in rows),
        solved=len(solved(rows)),
        taps=sum(row.kind == "tap" for row in rows),
        dead=dead,
        rage=rage,
    )


def _survey(rows: list[Row], ballot: Ballot) -> Survey | None:
    """The survey that was shown. One without an end was left, and so was one whose answers a crash took."""
    shown = next((row.target for row in rows if row.kind == "survey_show"), None)
    if shown is None:
        return None
    outcome = next((row.value for row in rows if row.kind == "survey_end" and row.value is not None), _LEFT)
    answered = {row.target for row in rows if row.kind == "survey_answer"}
    return Survey(shown, outcome if answered <= ballot.said.keys() else _LEFT)


def coarsen(rows: list[Row]) -> tuple[Step, ...]:
    """The path of a visit: pauses in bins instead of times."""
    times = [0, *(row.t_ms for row in rows)]
    gaps = (gap_bin(later - earlier) for earlier, later in pairwise(times))
    return tuple(Step(gap, *row[1:]) for gap, row in zip(gaps, rows, strict=True))


def lines(rows: list[Row]) -> tuple[Line, ...]:
    """The same path in words and seconds, for the visitor's eyes."""
    return tuple(Line(*step[1:], pause_s=_seconds(step.gap_bin)) for step in coarsen(rows))


def _seconds(number: int) -> tuple[float, float | None]:
    low, high = span(GAP_EDGES_MS, number)
    return low / 1000, None if high is None else high / 1000


def _is_touch(row: Row) -> bool:
    """Whether somebody was there: not what the exhibition did by itself."""
    if row.kind == "screen":
        return row.value != 2
    if row.kind == "task_end":
        return row.value != 3
    if row.kind == "survey_end":
        return row.value != 2
    return row.kind not in _BY_ITSELF


def _funnel(rows: list[Row]) -> int:
    """How many steps of the funnel were reached, first occurrences in strict order."""
    reached = 0
    for row in rows:
        if reached == len(_FUNNEL):
            break
        if ("solved" if is_solution(row) else row.kind) == _FUNNEL[reached]:
            reached += 1
    return reached


def _stops(rows: list[Row], end: int) -> tuple[Stop, ...]:
    """Time per station until the last touch; whether its task was solved."""
    spent: Counter[str] = Counter()
    for row, later in pairwise([*rows, Row(end, "visit_end", "")]):
        if place := station(row.screen):
            spent[place] += max(min(later.t_ms, end) - row.t_ms, 0)
    games, done = begun(rows), solved(rows)
    spent.update(dict.fromkeys(games, 0))
    return tuple(
        Stop(place, dwell_bin(ms), place in done if place in games else None)
        for place, ms in sorted(spent.items())
    )


def _rage(rows: list[Row]) -> Counter[Cell]:
    """Rage triples per cell."""
    found: Counter[Cell] = Counter()
    run: list[Row] = []
    touches = [row for row in rows if row.cell is not None]
    for row in [*touches, Row(0, "", "")]:
        if run and not _follows(run[-1], row):
            if len(run) >= 3 and any(one.kind == "dead_tap" for one in run):
                found[Cell(run[-1].screen, run[-1].cell or 0)] += len(run) // 3
            run = []
        run.append(row)
    return found


def _follows(last: Row, row: Row) -> bool:
    """Whether two touches belong to one run: same place, within a second."""
    same = (last.screen, last.cell) == (row.screen, row.cell)
    return same and row.t_ms - last.t_ms < _RAGE_MS


def _is_storm(rows: list[Row], dead: int) -> bool:
    """A cleaning cloth or a crowd of hands: reported, too fast, or nearly everything dead."""
    if any(row.kind == "storm" for row in rows):
        return True
    times = [row.t_ms for row in rows if row.kind in ("tap", "dead_tap")]
    if len(times) >= 20 and dead > 0.8 * len(times):
        return True
    return any(
        later - earlier <= _STORM_WINDOW_MS
        for earlier, later in zip(times, times[_STORM_TOUCHES:], strict=False)
    )


def _touched(rows: list[Row], rage: Counter[Cell]) -> dict[Cell, tuple[int, int, int]]:
    taps: Counter[Cell] = Counter()
    dead: Counter[Cell] = Counter()
    for row in rows:
        if row.cell is not None:
            (dead if row.kind == "dead_tap" else taps)[Cell(row.screen, row.cell)] += 1
    return {cell: (taps[cell], dead[cell], rage[cell]) for cell in taps | dead}
