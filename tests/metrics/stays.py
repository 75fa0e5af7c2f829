"""A few hundred stays at two terminals over some weeks, played through the real store.

Terminal 2 stands still on the 9th of March."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from telemetry.events import (
    AccessUsed,
    Answered,
    DayRun,
    DeadTap,
    Event,
    GroupPlayed,
    Guessed,
    IdleContinued,
    IdleWarned,
    LanguageChosen,
    LegTaken,
    LightLit,
    Pledged,
    Resulted,
    ScreenEntered,
    Sorted,
    SurveyAnswered,
    SurveyEnded,
    SurveyShown,
    Tapped,
    TaskEnded,
    TaskStarted,
    TaskStep,
    VisitStarted,
    WentBack,
)
from telemetry.store import Store

SCENARIOS = ("heat", "ways", "street")
STEPS = ("one", "two", "three")
OPENED = datetime(2027, 3, 1, 10, 0)
WEEKS = 5
ITEMS = {"smiley": ("smiley",), "seq": ("seq",), "ueq-s": tuple(f"ueq-s.{n}" for n in range(1, 9))}


@dataclass(frozen=True)
class Stay:
    """What was played, as it was played: the truth that no store has touched. minutes: run about it."""

    terminal: int
    at: datetime
    events: tuple[Event, ...]
    minutes: int


@dataclass
class Clock:
    """The calendar of a simulated terminal."""

    now: datetime = field(default=OPENED)

    def __call__(self) -> datetime:
        return self.now


def played(folder: Path, visits: int = 150, seed: int = 1) -> tuple[list[Path], list[Stay]]:
    """Two stores with so many visits each, and what was played in them. A new build comes half way."""
    stays: list[Stay] = []
    for terminal in (1, 2):
        dice = random.Random(seed * 10 + terminal)
        clock = Clock()
        for build, part in (("1/old", range(visits // 2)), ("2/new", range(visits // 2, visits))):
            store = Store(
                folder / str(terminal), terminal, build=build, wall=clock, chance=dice.getrandbits,
                threaded=False,
            )  # fmt: skip
            store.register("station", SCENARIOS)
            store.commit_every = 50
            for number in part:
                clock.now = _opening(dice, number, visits)
                events = list(_stay(dice))
                store.begin(1000.0 * number)
                for offset, event in events:
                    store.log(event, 1000.0 * number + offset)
                store.end(dice.choice((1, 2, 3, 3, 3)), 1000.0 * number + events[-1][0] + 45)
                minutes = 0 if (terminal, clock.now.day) == (2, 9) else dice.randrange(20, 60)
                store.uptime.ran(minutes)
                stays.append(Stay(terminal, clock.now, tuple(event for _, event in events), minutes))
            store.close()
    return [folder / str(terminal) / "store.db" for terminal in (1, 2)], stays


def _opening(dice: random.Random, number: int, visits: int) -> datetime:
    """A time of opening, in the order of the visits."""
    day = number * WEEKS * 7 // visits
    return OPENED + timedelta(days=day, hours=dice.randrange(8))


def _stay(dice: random.Random) -> Iterator[tuple[float, Event]]:
    """Somebody who touches, perhaps plays a few scenarios, perhaps answers at the end."""
    now = 0.0
    yield now, VisitStarted(dice.choice(("de", "de", "en")))
    if dice.random() < 0.05:
        for number in range(40):  # a cleaning cloth
            yield number * 0.02, DeadTap(dice.randrange(144))
        return
    yield now, ScreenEntered("home")
    for event in _house(dice):
        now += dice.expovariate(0.5)
        yield now, event
    for scenario in dice.sample(SCENARIOS, dice.choice((0, 1, 1, 2, 3))):
        for event in _scenario(dice, scenario):
            now += dice.expovariate(0.25)
            yield now, event
    if dice.random() < 0.4:
        for event in _asked(dice):
            now += dice.expovariate(0.5)
            yield now, event


def _house(dice: random.Random) -> Iterator[Event]:
    for _ in range(dice.randrange(4)):
        yield dice.choice((Tapped("tile", 20, dice.randrange(144)), DeadTap(dice.randrange(144))))
    if dice.random() < 0.2:
        yield LanguageChosen(dice.choice(("tr", "en")))
    if dice.random() < 0.2:
        yield AccessUsed(dice.choice(("text150", "contrast")))


def _scenario(dice: random.Random, scenario: str) -> Iterator[Event]:
    yield TaskStarted(scenario)
    if dice.random() < 0.2:
        yield GroupPlayed(scenario, dice.choice((1, 2, 3)))
    for number, step in enumerate(STEPS):
        place = f"{scenario}/{step}"
        yield ScreenEntered(place)
        yield Tapped("next", 30, dice.randrange(144))
        if dice.random() < 0.3:
            yield DeadTap(dice.randrange(144))
        yield from _step(dice, place)
        if dice.random() < 0.15:
            if dice.random() < 0.7:
                yield TaskEnded(scenario, 0)
            else:
                yield IdleWarned(30)
            return
        if dice.random() < 0.1:
            yield WentBack()
            yield ScreenEntered(place, 1)
        yield TaskStep(place, number)
    yield Resulted(scenario, float(dice.randrange(100, 3000)), dice.randrange(2))
    if dice.random() < 0.5:
        yield Pledged(f"{scenario}/three/window", dice.choice((40, 120)))
        if dice.random() < 0.3:
            yield Pledged(f"{scenario}/three/window", 40, taken=False)
    yield TaskEnded(scenario, 1)
    yield LightLit("heating", dice.randrange(144), dice.randrange(9))


def _step(dice: random.Random, place: str) -> Iterator[Event]:
    yield Answered(f"{place}/{dice.choice('abc')}", dice.randrange(3), collect=True)
    if dice.random() < 0.4:
        yield Guessed(place, float(dice.randrange(5, 300)), 80.0)
    if dice.random() < 0.3:
        yield DayRun(place, dice.randrange(5))
        yield Sorted(f"{place}.paper", dice.random() < 0.6)
        yield LegTaken(f"{place}/work.{dice.choice(('bike', 'bus', 'car'))}", 0)
    if dice.random() < 0.1:
        yield IdleWarned(30)
        yield IdleContinued(3)


def _asked(dice: random.Random) -> Iterator[Event]:
    instrument = dice.choice(tuple(ITEMS))
    top = 4 if instrument == "smiley" else 7
    yield SurveyShown(instrument)
    given = ITEMS[instrument] if dice.random() < 0.7 else ITEMS[instrument][: dice.randrange(2)]
    for item in given:
        yield SurveyAnswered(item, dice.randrange(1, top + 1))
    if len(given) == len(ITEMS[instrument]):
        yield SurveyEnded(instrument, 1)
    elif dice.random() < 0.5:
        yield SurveyEnded(instrument, 0)
