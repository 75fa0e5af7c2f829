"""A year at one terminal: what visitors do goes through the real store, on a clock that is a number."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kiosk.rehearsal.year.calendar import CLASSES_H, OPENS_H, Clock, OpenDay, poisson
from kiosk.rehearsal.year.reel import Reel
from kiosk.rehearsal.year.script import Day, Script, cloth, relit, visit
from kiosk.rehearsal.year.truth import CRASH, Truth
from telemetry.city import WINDOWS
from telemetry.night import night
from telemetry.store import Store

PAUSE_S = 20.0
STARTS_H = 8.5
DOWN_MINUTES = (2, 50)
MOST_LIGHTS = 50
AT_ONCE = 100
"""Visits that are committed together."""
A_YEAR = timedelta(days=365)
Introduce = Callable[[Store], None]
"""Makes all names of the content known to a store that was just opened."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens at one terminal. days: those the house is open, with how many come as a factor of weather.

    weight: how many come here, 1 at an average terminal. changed: first day of the second content version.
    broken: days it is out of order. jumps: the day on which its clock is a year ahead for an hour.
    crashes: days on which it dies in the middle of a visit.
    """

    number: int
    days: tuple[tuple[OpenDay, float], ...]
    weight: float
    changed: date
    broken: frozenset[date] = frozenset()
    jumps: date | None = None
    crashes: frozenset[date] = frozenset()


class Terminal:
    """One terminal with its store in `folder`. builds: the id before and after the change of content."""

    def __init__(
        self,
        plan: Plan,
        reel: Reel,
        folder: Path,
        builds: tuple[str, str],
        introduce: Introduce,
        seed: int = 1,
    ) -> None:
        self.truth = Truth()
        self._plan = plan
        self._reel = reel
        self._folder = folder
        self._builds = builds
        self._introduce = introduce
        self._chance = random.Random(f"{seed}/terminal {plan.number}")
        self._bits = random.Random(f"{seed}/visits {plan.number}").getrandbits
        self._clock = Clock(plan.days[0][0].date)
        self._store: Store | None = None
        self._build = ""
        self._down = 0

    def run(self, told: Callable[[int], None] = lambda visits: None) -> Truth:
        """Let the year pass. told: how many visits there were on each day, as it is over."""
        month = None
        for day, weather in self._plan.days:
            if month not in (None, day.date.month):
                self._night()
            month = day.date.month
            if day.date in self._plan.broken:
                self._shut()
                self.truth.count("broken", self._plan.number, day.date.isoformat())
                continue
            told(self._day(day, weather))
        self._night()
        self._shut()
        return self.truth

    def _day(self, day: OpenDay, weather: float) -> int:
        chance, clock, parameters = self._chance, self._clock, self._reel.parameters
        after = day.date >= self._plan.changed
        store = self._opened(self._builds[after], clock.second(day.date, STARTS_H))
        like = parameters.walks_like
        common = Day(chance.betavariate(like * parameters.walks, like * (1 - parameters.walks)), after)
        done, crashing = 0, day.date in self._plan.crashes
        closes = clock.second(day.date, day.closes)
        for arrival, school in self._arrivals(day, weather):
            now = max(arrival, clock.now + PAUSE_S)
            if now > closes:
                break
            clock.now = now
            clock.ahead = A_YEAR if self._leaps(day, now) else timedelta()
            script = relit(visit(self._reel, chance, common, school), self._dark(store))
            if school is None and chance.random() < parameters.cloth:
                script = cloth(chance, "de")
            done += 1
            if crashing and done > 1 and "cloth" not in script.marks:
                crashing = False
                store = self._crash(store, script)
            else:
                self._feed(store, script)
            clock.ahead = timedelta()
        self._closed(day, closes)
        return done

    def _dark(self, store: Store) -> Iterator[tuple[int, int]]:
        """Windows that are dark, in some order; those of the next city once all are lit."""
        windows = store.lights().windows
        dark = [at for at, colour in enumerate(windows) if colour is None] or list(range(len(windows)))
        return (divmod(at, WINDOWS) for at in self._chance.sample(dark, min(len(dark), MOST_LIGHTS)))

    def _arrivals(self, day: OpenDay, weather: float) -> list[tuple[float, str | None]]:
        """When visitors come, and the language of the class of those who come with one."""
        chance, clock, parameters = self._chance, self._clock, self._reel.parameters
        opens, closes = (clock.second(day.date, hour) for hour in (OPENS_H, day.closes))
        mean = parameters.visits * self._plan.weight * day.factor * weather * (closes - opens) / (8 * 3600)
        found: list[tuple[float, str | None]] = [
            (opens + chance.betavariate(2.0, 1.7) * (closes - opens), None)
            for _ in range(poisson(chance, mean))
        ]
        if day.school and chance.random() < parameters.class_days:
            language = self._reel.language(chance)
            came = clock.second(day.date, CLASSES_H) + chance.uniform(0.0, 3600.0)
            size = chance.randint(*parameters.class_size)
            found += [(came + n * 30.0, language) for n in range(size)]
        return sorted(found, key=lambda one: one[0])

    def _closed(self, day: OpenDay, closes: float) -> None:
        """The day is over: it ran from before the opening on, but for the time it was down."""
        clock, over = self._clock, max(self._clock.now, closes)
        midnight = clock.second(day.date, 24) - 1
        began = clock.second(day.date, STARTS_H)
        for end in (closes,) if closes <= midnight else (midnight, closes):
            clock.now = end
            if self._store is not None:
                minutes = int((end - began) / 60) - self._down
                self._store.uptime.ran(minutes)
                today = clock.wall().date().isoformat()
                self.truth.count("minutes", self._plan.number, today, n=minutes)
            began, self._down = end, 0
        clock.now = over

    def _leaps(self, day: OpenDay, now: float) -> bool:
        """Whether the clock is wrong just now: for one hour after noon."""
        noon = self._clock.second(day.date, 13)
        return day.date == self._plan.jumps and noon <= now < noon + 3600

    def _feed(self, store: Store, script: Script) -> None:
        """A whole visit, now."""
        clock, now = self._clock, self._clock.now
        self.truth.visit(script, self._plan.number, clock.wall(), self._build)
        store.begin(now)
        for second, event in script.moments:
            store.log(event, now + second)
        store.end(script.reason, now + script.ended)
        clock.now = now + script.ended

    def _crash(self, store: Store, script: Script) -> Store:
        """The terminal dies in the middle of a visit: what is opened again are the files as they lay on the
        disk at that moment, never closed."""
        clock, now = self._clock, self._clock.now
        cut = Script(script.moments[: self._chance.randint(1, len(script.moments))], CRASH, 0.0, script.marks)
        self.truth.visit(cut, self._plan.number, clock.wall(), self._build)
        store.begin(now)
        for second, event in cut.moments:
            store.log(event, now + second)
        store.flush()
        self._down = self._chance.randint(*DOWN_MINUTES)
        clock.now = now + cut.moments[-1][0] + self._down * 60
        died = self._folder.with_name(f"{self._folder.name}.died")
        shutil.copytree(self._folder, died)
        store.close()
        shutil.rmtree(self._folder)
        died.rename(self._folder)
        self._store = None
        return self._opened(self._build, clock.now)

    def _opened(self, build: str, now: float) -> Store:
        """The store of the running software; another version is another start."""
        if self._store is not None and build != self._build:
            self._shut()
        if self._store is None:
            self._clock.now = max(self._clock.now, now)
            self._build = build
            self._store = Store(
                self._folder, self._plan.number, build=build, wall=self._clock.wall, chance=self._bits,
                threaded=False,
            )  # fmt: skip
            if self._store.writer.trouble:
                raise OSError(f"{self._folder} cannot take telemetry: {self._store.writer.trouble}")
            self._store.commit_every = AT_ONCE
            self._introduce(self._store)
            self.truth.count("health", "starts")
        return self._store

    def _night(self) -> None:
        if self._store is not None:
            night(self._store)

    def _shut(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
            self.truth.count("health", "stops")
