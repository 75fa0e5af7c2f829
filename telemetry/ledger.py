"""What telemetry knows in memory: the running visit, the city of lights and the crowd.

One lock guards it. It is held for moments of arithmetic only, never while a disk works, so the
loop's thread may take it in any frame.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from telemetry.city import City, Lights
from telemetry.crowd import Days, Sums, Turn, Voices
from telemetry.dictionary import Names
from telemetry.events import EVENTS, Event, Failed, LightLit, VisitEnded
from telemetry.facts import REASON_CRASH, Line, lines, seal
from telemetry.outbox import Batch, Outbox
from telemetry.visit import CUT, GAP, START_SCREEN, UNDETERMINED, Head, Visit, VisitFullError

_RESTART, _STAFF = 2, 4
_KNOWN = frozenset(EVENTS)
_REFUSALS = (ValueError, TypeError, AttributeError, ArithmeticError)


@dataclass(frozen=True, slots=True)
class Begin:
    """A visit begins; `wall` is the calendar, `visit` its random number."""

    wall: datetime
    visit: int


@dataclass(frozen=True, slots=True)
class Gap:
    """The loop stood still for longer than it ever should."""


@dataclass(frozen=True, slots=True)
class Shut:
    """The exhibition is closed by its staff."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """The software ran for so many more, up to `wall`."""

    wall: datetime
    n: int


Item = Event | Begin | Gap | Shut | Minutes


class Inbox:
    """Events on their way from the loop's thread. `lost` only ever grows: those without room."""

    def __init__(self) -> None:
        self.items: deque[tuple[Item, float]] = deque()
        self.lost = 0


def day_of(wall: datetime) -> int:
    """The calendar day as yyyymmdd."""
    return wall.year * 10000 + wall.month * 100 + wall.day


class Ledger:
    """Takes events from the inbox and turns them into rows, ended visits and sums."""

    def __init__(self, build: str, day: int) -> None:
        self.lock = threading.RLock()
        self.inbox = Inbox()
        self.names = Names()
        self.outbox = Outbox(self.lock, self.names, day)
        self.menu: frozenset[str] = frozenset()
        self.names.register("screen", (START_SCREEN,))
        self.names.register("language", (UNDETERMINED,))
        self._build = UNDETERMINED if self.names.register("build", (build,)) else build
        self.names.register("build", (self._build,))
        self._visit: Visit | None = None
        self._city = City()
        self._crowd = Days(day)
        self._lost = 0

    def take(self) -> None:
        """Work off the inbox. Whatever cannot be understood is refused and counted."""
        with self.lock:
            items = self.inbox.items
            while items:
                item, now = items.popleft()
                try:
                    self._one(item, now)
                except VisitFullError:
                    self.outbox.count("dropped")
                except _REFUSALS:
                    self.outbox.count("rejected")
            self._miss(self.inbox.lost)

    def batch(self) -> Batch:
        """What is to be written next."""
        with self.lock:
            self.take()
            return self.outbox.batch(self._visit)

    @property
    def day(self) -> int:
        """The day that runs, as yyyymmdd: that on which a running visit began, else the calendar's."""
        return self.outbox.day

    @property
    def visiting(self) -> bool:
        """Whether a visit runs, or is about to."""
        with self.lock:
            self.take()
            return self._visit is not None

    def adopt(self, city: City, crowds: Days, leftovers: list[Visit], menu: frozenset[str]) -> None:
        """A disk was opened: its city and crowd come first, then what happened without it.

        `leftovers` are visits that never ended, and had the scenarios of `menu` to choose from; those of this
        very run are known and skipped.
        """
        with self.lock:
            self._city, self._crowd = city, crowds
            self.outbox.again()
            waiting = self.outbox.lights[:]
            self.outbox.lights.clear()
            for light in waiting:
                self.outbox.light(city.light(light.block, light.window, light.colour, (light.day, None)))
            known = set()
            for one in self.outbox.ended:
                if isinstance(one, Turn):
                    self._crowd.apply(one)
                else:
                    known.add(one.head.visit)
                    self._crowd.held.count(one.ballot)
            self.outbox.turn(self._crowd.turn(self.day))
            if self._visit is not None:
                self._visit.saved = 0
                known.add(self._visit.head.visit)
            for visit in leftovers:
                if visit.head.visit not in known:
                    self.outbox.visit(seal(visit, REASON_CRASH, menu))
                    self.outbox.count("resealed")

    def lights(self, day: int) -> Lights:
        """The city as it stands; `day` is the one whose lights are counted."""
        with self.lock:
            self.take()
            return self._city.seen(day)

    def voices(self, step: str) -> Voices:
        """What all visits answered, those of today too."""
        with self.lock:
            self.take()
            return self._crowd.voices(step)

    def sums(self, day: int, least: int, laid: Iterable[str]) -> Sums:
        """What at least `least` visits said before `day` began; how often `laid` was answered as of now."""
        with self.lock:
            self.take()
            known = [target for target in laid if not self.names.register("target", (target,))]
            self.outbox.turn(self._crowd.watch(known))
            self.outbox.turn(self._crowd.turn(day))
            return self._crowd.sums(least)

    def record(self) -> tuple[Line, ...]:
        """The running visit as it will be kept."""
        with self.lock:
            self.take()
            return lines(self._visit.rows) if self._visit else ()

    def _miss(self, lost: int) -> None:
        """Note the events that found no room since the last time."""
        if lost > self._lost:
            self.outbox.count("dropped", lost - self._lost)
            self._lost = lost
            if self._visit is not None:
                self._visit.quality |= CUT

    def _one(self, item: Item, now: float) -> None:
        if isinstance(item, Begin):
            self._begin(item, now)
        elif isinstance(item, Gap):
            self.outbox.count("gaps")
            if self._visit is not None:
                self._visit.quality |= GAP
        elif isinstance(item, Shut):
            if self._visit is not None:
                self._event(VisitEnded(_STAFF), self._visit.last)
        elif isinstance(item, Minutes):
            self.outbox.count("minutes", item.n, day_of(item.wall))
            if self._visit is None:  # a visit belongs to one day as a whole
                self.outbox.day = day_of(item.wall)
        elif type(item) in _KNOWN:
            self._event(item, now)
        else:
            raise TypeError("not an event")

    def _begin(self, begin: Begin, now: float) -> None:
        if self._visit is not None:
            self._end(self._visit, _RESTART)
        self.outbox.day = day_of(begin.wall)
        self.outbox.turn(self._crowd.turn(self.day))
        self._city.turn()
        self._visit = Visit(Head(begin.visit, self.day, begin.wall.hour, self._build), now)

    def _event(self, event: Event, now: float) -> None:
        if isinstance(event, Failed):
            self.outbox.count("failures")
        if isinstance(event, LightLit):
            self.names.admit("colour", event.colour)
            hour = None if self._visit is None else self._visit.head.hour
            when = (self.day, hour)
            self.outbox.light(self._city.light(event.block, event.window, event.colour, when))
        if self._visit is not None:
            self._visit.add(event, now, self.names)
            if isinstance(event, VisitEnded):
                self._end(self._visit, event.reason)
        elif not isinstance(event, LightLit | VisitEnded):
            self.outbox.count("outside")

    def _end(self, visit: Visit, reason: int) -> None:
        self._miss(self.inbox.lost)
        self._visit = None
        sealed = seal(visit, reason if 1 <= reason <= REASON_CRASH else _RESTART, self.menu)
        self._crowd.held.count(sealed.ballot)
        self.outbox.visit(sealed)
