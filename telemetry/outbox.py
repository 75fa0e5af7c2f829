"""What waits for the disk: names, lights, ended visits, counts of health, rows of the running visit."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass

from telemetry.city import Light
from telemetry.crowd import Turn
from telemetry.dictionary import Entry, Names
from telemetry.facts import Sealed
from telemetry.visit import Head, Row, Visit

MOST_WAITING = 200
"""Ended visits that wait for a disk to come back; more are lost, and counted."""

MOST_AT_ONCE = 20
"""Ended visits (and turns) per commit: a disk that stays full must not cost more with every visit."""

MOST_LIGHTS = 2000


DayMeasure = tuple[int, str]
"""A day (yyyymmdd) and what `health` counts on it."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be written now. `ended`: visits, and turns of the crowd between them. `visit` is the running
    one, `rows` those not yet in `live.db`, the first of them number `seq`; `last`: nothing else waits."""

    names: tuple[Entry, ...]
    lights: tuple[Light, ...]
    ended: tuple[Sealed | Turn, ...]
    counts: dict[DayMeasure, int]
    head: Head | None
    seq: int
    rows: tuple[Row, ...]
    visit: Visit | None
    last: bool


class Outbox:
    """Bounded, but for one turn a day, and emptied only by what a disk has committed. Guarded by the ledger's
    lock. `day` (yyyymmdd) is the one that runs."""

    def __init__(self, lock: threading.RLock, names: Names, day: int) -> None:
        self.day = day
        self.counts: Counter[str] = Counter()
        self.lights: list[Light] = []
        self.ended: list[Sealed | Turn] = []
        self._lock = lock
        self._names = names
        self._handed = 0
        self._unsaved: Counter[DayMeasure] = Counter()

    def count(self, measure: str, n: int = 1, day: int | None = None) -> None:
        """Add to a measure of health, on `day` (yyyymmdd) or the one that runs."""
        if n:
            with self._lock:
                self.counts[measure] += n
                self._unsaved[self.day if day is None else day, measure] += n

    def light(self, light: Light | None) -> None:
        """A window that was lit; None when it had been lit before."""
        if light is None:
            self.count("lights_taken")
        elif len(self.lights) < MOST_LIGHTS:
            self.lights.append(light)

    @property
    def sealed(self) -> list[Sealed]:
        """The visits among what ended."""
        return [one for one in self.ended if isinstance(one, Sealed)]

    def turn(self, turn: Turn | None) -> None:
        """A turn of the crowd, to be written between the visits before and after it; None is none."""
        if turn is not None:
            self.ended.append(turn)

    def visit(self, sealed: Sealed) -> None:
        """A visit that ended. It is lost, and counted, when 200 others wait already."""
        if len(self.sealed) < MOST_WAITING:
            self.ended.append(sealed)
        else:
            self.count("visits_lost")
            self.count("dropped", len(sealed.path))

    def batch(self, visit: Visit | None) -> Batch:
        """What is not on disk yet, up to 20 visits of it."""
        seq = visit.saved if visit else 0
        return Batch(
            names=tuple(self._names.order[self._handed :]),
            lights=tuple(self.lights),
            ended=tuple(self.ended[:MOST_AT_ONCE]),
            counts=dict(self._unsaved),
            head=visit.head if visit else None,
            seq=seq,
            rows=tuple(visit.rows[seq:]) if visit else (),
            visit=visit,
            last=len(self.ended) <= MOST_AT_ONCE,
        )

    def kept(self, batch: Batch) -> None:
        """The store has committed what `batch` had for it."""
        with self._lock:
            self._handed += len(batch.names)
            del self.lights[: len(batch.lights)]
            del self.ended[: len(batch.ended)]
            self._unsaved.subtract(batch.counts)
            self._unsaved = +self._unsaved

    def followed(self, batch: Batch) -> None:
        """The live file has committed the rows of `batch`."""
        with self._lock:
            if batch.visit is not None:
                batch.visit.saved = batch.seq + len(batch.rows)

    def again(self) -> None:
        """Another pair of files was opened: every name must be handed over anew."""
        self._handed = 0
