"""A year in minutes: simulated visitors at one terminal, with a real store and a virtual calendar."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import repeat
from statistics import mean, quantiles

from kiosk.core.geometry import Size, stage_for
from kiosk.rehearsal.hits import ENOUGH, Hits
from kiosk.rehearsal.lore import lore
from kiosk.rehearsal.personas import PERSONAS, Persona, drawn
from kiosk.rehearsal.visitors import Guest, Purpose, Stay
from kiosk.runtime.console import Console
from kiosk.runtime.guard import Past
from kiosk.runtime.house import House
from kiosk.visit.world import Crowd, Lights, RecordLine
from scenes.play.journey import Run
from telemetry.events import (
    DayPlanned,
    DayRun,
    Event,
    Failed,
    LampsLit,
    LanguageChosen,
    LegTaken,
    LegTakenBack,
    Resulted,
    SwapTaken,
    TaskStarted,
    VisitEnded,
    VisitStarted,
)

FIRST_DAY = datetime(2026, 3, 3)
OPENS, CLOSES = time(10), time(18)
CLOSED_WEEKDAY = 0
PAUSE_S = 20.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What to rehearse: so many visits on so many opening days, drawn from one seed."""

    visits: int
    days: int = 1
    seed: int = 1
    stage: Size = field(default_factory=lambda: stage_for((1920, 1080)))
    personas: tuple[Persona, ...] = PERSONAS


class Calendar:
    """The wall clock of a rehearsal: a first day, and the seconds the exhibition has run since."""

    def __init__(self, first: datetime = FIRST_DAY) -> None:
        self.first = first
        self.now = 0.0

    def wall(self) -> datetime:
        return self.first + timedelta(seconds=self.now)


@dataclass
class Summary:
    """What came of a rehearsal. results: the numbers of results by scenario. reasons: as in `VisitEnded`.

    wells, lamps, planned: the values of `DayRun`, `LampsLit` and `DayPlanned` by target.
    modes: errands ridden by mode, those taken back among them. taken_back: how many. swapped: days a
    swap was carried out on. hits: what every game of the menu came to.
    """

    visits: int = 0
    finished: int = 0
    failures: int = 0
    touches: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    personas: Counter[str] = field(default_factory=Counter)
    reasons: Counter[int] = field(default_factory=Counter)
    results: dict[str, list[float]] = field(default_factory=dict)
    wells: dict[str, list[int]] = field(default_factory=dict)
    lamps: dict[str, list[int]] = field(default_factory=dict)
    planned: dict[str, list[int]] = field(default_factory=dict)
    modes: Counter[str] = field(default_factory=Counter)
    taken_back: int = 0
    swapped: int = 0
    seconds: list[float] = field(default_factory=list)
    hits: dict[str, Hits] = field(default_factory=dict)

    def quartiles(self) -> tuple[float, float, float]:
        """Of the lengths of stay, in seconds."""
        return quartiles(self.seconds)

    def as_json(self) -> dict[str, object]:
        """The summary as plain data: counts, and quartiles of what was measured."""
        return {
            "visits": self.visits,
            "finished": self.finished,
            "failures": self.failures,
            "touches": self.touches,
            "languages": dict(self.languages),
            "personas": dict(self.personas),
            "reasons": {str(reason): n for reason, n in self.reasons.items()},
            "seconds": self.quartiles(),
            "results": {id: [len(numbers), *quartiles(numbers)] for id, numbers in self.results.items()},
            "days_run": {id: [len(n), mean(n), mean(self.lamps[id])] for id, n in self.wells.items()},
            "days_planned": {id: [len(best), mean(best)] for id, best in self.planned.items()},
            "modes": dict(self.modes),
            "taken_back": self.taken_back,
            "swapped": self.swapped,
            "games": {id: hits.as_json() for id, hits in self.hits.items()},
        }

    def lines(self) -> Iterator[str]:
        """The summary in words, for a terminal."""
        share = self.finished / self.visits if self.visits else 0.0
        yield f"visits      {self.visits}, {self.touches} touches"
        yield f"with result {self.finished} ({share:.0%})"
        yield f"languages   {_counted(self.languages)}"
        yield f"visitors    {_counted(self.personas)}"
        low, middle, high = self.quartiles()
        yield f"duration    quartiles {low:.0f} / {middle:.0f} / {high:.0f} s"
        for scenario, numbers in sorted(self.results.items()):
            low, middle, high = quartiles(numbers)
            yield f"{scenario}: {len(numbers)} results, quartiles {low:.0f} / {middle:.0f} / {high:.0f}"
        yield from self._simulations()
        if self.failures:
            yield f"FAILURES    {self.failures} screens raised, see the log"

    def table(self) -> Iterator[str]:
        """How often every profile of every game was reached, for a terminal."""
        yield "results: how often each profile was shown, then how many finished games reached how many goals"
        for hits in self.hits.values():
            yield from hits.lines()
        missing = self.missing()
        yield from (f"NEVER       {said}" for said in missing)
        if missing and not self.enough:
            yield f"            with {ENOUGH * len(self.hits)} visits that would be a fault"

    @property
    def enough(self) -> bool:
        """Whether so many came that whatever can be reached has been."""
        return self.visits >= ENOUGH * len(self.hits)

    @property
    def good(self) -> bool:
        """Whether no screen raised, and enough visitors reached everything."""
        return not self.failures and not (self.enough and self.missing())

    def missing(self) -> tuple[str, ...]:
        """The profiles nobody reached, in words."""
        return tuple(said for hits in self.hits.values() for said in hits.missing())

    def _simulations(self) -> Iterator[str]:
        """What was made of days of electricity and days of errands."""
        for target, wells in self.wells.items():
            yield (
                f"{target}: {len(wells)} days run, blocks in good hours {mean(wells):.1f}, "
                f"lamps {mean(self.lamps[target]):.1f}"
            )
        for target, best in sorted(self.planned.items()):
            yield f"{target}: {len(best)} days planned, {mean(best):.0%} on the best line"
        if self.modes:
            undone = f"taken back {self.taken_back}, swaps {self.swapped}"
            yield f"errands     {_counted(self.modes)}; {undone}"


def quartiles(numbers: list[float]) -> tuple[float, float, float]:
    """The quartiles of any count of numbers; zeros for none."""
    if len(numbers) < 2:
        only = numbers[0] if numbers else 0.0
        return only, only, only
    low, middle, high = quantiles(numbers, n=4)
    return low, middle, high


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in counter.most_common()) or "none"


class Tally:
    """Counts what passes on its way to the memory behind it. played: the game as it stands."""

    def __init__(self, house: House, past: Past, played: Callable[[], Run | None]) -> None:
        menu = house.content(house.home)
        games = [id for id in menu.exhibition.scenarios if id in menu.scenarios]
        self.summary = Summary(hits={id: Hits(menu.scenarios[id]) for id in games})
        self._house = house
        self._past = past
        self._played = played
        self._language = ""
        self._results = 0

    def emit(self, event: Event, now: float) -> None:
        self._past.emit(event, now)
        summary = self.summary
        match event:
            case VisitStarted(language):
                self._language, self._results = language, 0
            case LanguageChosen(language):
                self._language = language
            case TaskStarted(scenario):
                summary.hits[scenario].opened += 1
            case Resulted(scenario, value):
                self._results += 1
                summary.results.setdefault(scenario, []).append(value)
                if (run := self._played()) is not None:
                    summary.hits[scenario].count(self._house, run)
            case DayRun(target, well):
                summary.wells.setdefault(target, []).append(well)
            case LampsLit(target, lamps):
                summary.lamps.setdefault(target, []).append(lamps)
            case DayPlanned(target, best):
                summary.planned.setdefault(target, []).append(int(best))
            case LegTaken(target):
                summary.modes[target.rpartition(".")[2]] += 1
            case LegTakenBack():
                summary.taken_back += 1
            case SwapTaken():
                summary.swapped += 1
            case Failed():
                summary.failures += 1
            case VisitEnded(reason):
                summary.visits += 1
                summary.finished += self._results > 0
                summary.languages[self._language] += 1
                summary.reasons[reason] += 1

    def lights(self) -> Lights:
        return self._past.lights()

    def crowd(self) -> Crowd:
        return self._past.crowd()

    def record(self) -> tuple[RecordLine, ...]:
        return self._past.record()


def arrivals(plan: Plan, chance: random.Random, first: datetime = FIRST_DAY) -> list[float]:
    """When visitors come, in seconds since `first`: only while the exhibition is open."""
    days: list[datetime] = []
    day = first
    while len(days) < plan.days:
        if day.weekday() != CLOSED_WEEKDAY:
            days.append(datetime.combine(day, OPENS))
        day += timedelta(days=1)
    open_s = (CLOSES.hour - OPENS.hour) * 3600
    return sorted(
        (chance.choice(days) - first).total_seconds() + chance.betavariate(2.0, 1.7) * open_s
        for _ in range(plan.visits)
    )


def rehearse(
    house: House,
    past: Past,
    plan: Plan,
    calendar: Calendar | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Summary:
    """Let the visitors of `plan` come, one after the other; `past` keeps what they leave."""
    calendar = calendar or Calendar()
    chance = random.Random(plan.seed)
    tally = Tally(house, past, lambda: _played(console))
    summary = tally.summary
    console = Console(house, plan.stage, tally, random.Random(plan.seed))
    games = dealt(tuple(summary.hits), random.Random(f"{plan.seed}/games"))
    known = lore(house.content(tag) for tag in house.content(house.home).exhibition.languages)
    now = 0.0
    for arrival in arrivals(plan, chance, calendar.first):
        now = max(arrival, now + PAUSE_S)
        calendar.now = now
        console.tick(now)
        persona, purpose = drawn(chance, plan.personas), Purpose(next(games), known)
        stay = Guest(console, persona, chance, now, purpose).stay()
        now = stay.ended
        _noted(summary, stay)
        progress(summary.visits, plan.visits)
    return summary


def dealt(games: tuple[str, ...], chance: random.Random) -> Iterator[str]:
    """What visitors come for, in fair shares: all games in some order, then all in another."""
    while games:
        yield from chance.sample(games, len(games))
    yield from repeat("")


def _played(console: Console) -> Run | None:
    """The game that is up."""
    director = console.guard.director
    state = director.state.top[1] if director is not None else None
    return state if isinstance(state, Run) else None


def _noted(summary: Summary, stay: Stay) -> None:
    summary.personas[stay.persona] += 1
    summary.touches += stay.touches
    summary.seconds.append(stay.ended - stay.began)
