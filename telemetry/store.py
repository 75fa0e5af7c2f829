"""The door to telemetry: the exhibition tells it what happened and never waits.

Whatever goes wrong behind this door (no folder, a full disk, a damaged file) costs rows and is
counted in `health`; it never raises into the exhibition and never holds up a frame.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from telemetry.city import Lights
from telemetry.crowd import Sums, Voices
from telemetry.dictionary import MEASURES, Topic, scenario_stats
from telemetry.events import Event, VisitEnded
from telemetry.facts import Line
from telemetry.ledger import Begin, Gap, Ledger, Shut, day_of
from telemetry.uptime import Uptime
from telemetry.writer import Writer

MOST_QUEUED = 1000
"""Events that wait for the writer; more are dropped and counted."""

VISIT_BITS = 48
Chance = Callable[[int], int]
"""Draws that many random bits, as `secrets.randbits`."""


class Store:
    """Telemetry of one terminal.

    folder: where `live.db` and `store.db` are; None keeps everything in memory.
    terminal: number of this terminal.
    build: software and content as an id, e.g. '0.1.0/3f9a2c'.
    wall: the calendar (month and hour are all that is taken from it).
    chance: draws the random number of a visit.
    threaded: commit every 250 ms in a thread; else only in `end`, `flush` and `close`.

    uptime: counts the minutes the software runs. The thread tells it; without one, whoever simulates does.
    commit_every: without a thread, how many visits are committed at once; 200 may wait at most.
    """

    def __init__(
        self,
        folder: Path | None,
        terminal: int,
        *,
        build: str = "unknown",
        wall: Callable[[], datetime] = datetime.now,
        chance: Chance = secrets.randbits,
        threaded: bool = True,
    ) -> None:
        self._wall = wall
        self._chance = chance
        self._threaded = threaded
        self.commit_every = 1
        self._ledger = Ledger(build, day_of(wall()))
        self._inbox = self._ledger.inbox
        self._queue = self._inbox.items
        self._ledger.outbox.count("starts")
        self.uptime = Uptime(self._inbox, wall)
        self.writer = Writer(self._ledger, folder, terminal, self.uptime.beat)
        if threaded:
            self.writer.start()

    @property
    def today(self) -> int:
        """The day of the calendar, yyyymmdd."""
        return day_of(self._wall())

    def register(self, topic: Topic, names: Iterable[str]) -> None:
        """Make names of the content known. Done for all of it at the start, in a fixed order,
        so that the integers do not tell which one was touched first. Free text is refused.

        Stations are the scenarios of the menu. There is one exhibition: which one the file belongs to."""
        known = sorted(set(names))
        with self._ledger.lock:
            refused = self._ledger.names.register(topic, known)
            self._ledger.outbox.count("rejected", refused)
            if topic == "station":
                self._ledger.menu = frozenset(known)
                self._ledger.names.register("stat", [stat for name in known for stat in scenario_stats(name)])

    def begin(self, now: float) -> None:
        """A visit begins. One that is still running ends as restarted."""
        self._queue.append((Begin(self._wall(), self._chance(VISIT_BITS)), now))

    def log(self, event: Event, now: float) -> None:
        """Record an event at `now`, in seconds of the loop's clock."""
        if len(self._queue) < MOST_QUEUED:
            self._queue.append((event, now))
        elif self._threaded:
            self._inbox.lost += 1
        else:
            self._ledger.take()
            self._queue.append((event, now))

    def end(self, reason: int, now: float) -> None:
        """The visit ends; `reason` as in `VisitEnded`. Without a visit nothing happens."""
        self._queue.append((VisitEnded(reason), now))
        if not self._threaded:
            self._ledger.take()
            if len(self._ledger.outbox.ended) >= self.commit_every:
                self.writer.write()

    def gap(self, now: float) -> None:
        """The loop stood still: the running visit is marked, its lengths are not to be trusted."""
        self._queue.append((Gap(), now))

    def lights(self) -> Lights:
        """The city of lights as it stands."""
        return self._ledger.lights(self.today)

    def crowd(self, step: str) -> Voices:
        """What earlier visits answered and guessed at 'scenario/step'."""
        return self._ledger.voices(step)

    def sums(self, least: int, laid: Iterable[str] = ()) -> Sums:
        """The open polls and the guesses of whatever at least `least` visits said, up to the end of the
        last day: what a visit of today said is told tomorrow, or later where few others said something.

        laid: answers, 'scenario/step/option', that are counted as of now, like the lights, and noted every
        morning once they were asked for.
        """
        return self._ledger.sums(self.today, least, laid)

    def record(self) -> tuple[Line, ...]:
        """The running visit exactly as it will be stored, for the page "Was speichern wir?"."""
        return self._ledger.record()

    def health(self) -> dict[str, int]:
        """Counts since the start, and as it is now: waiting (visits), on_disk (0 or 1)."""
        outbox = self._ledger.outbox
        with self._ledger.lock:
            self._ledger.take()
            health = {measure: outbox.counts[measure] for measure in MEASURES}
        health["waiting"] = len(outbox.sealed)
        health["on_disk"] = int(self.writer.writing)
        return health

    def flush(self) -> bool:
        """Commit everything now; may wait for the disk. False when there is none that takes it."""
        return self.writer.write()

    def close(self) -> None:
        """End the visit that may be running as staff's doing, commit what is left, close the files."""
        self._queue.append((Shut(), 0.0))
        self._ledger.outbox.count("stops")
        self.writer.stop()
