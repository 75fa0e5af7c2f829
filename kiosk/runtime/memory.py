"""Between the exhibition and the store: facts go in, the city and the visitor's record come out."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.visit.world import Crowd, Lights, RecordLine
from telemetry.events import Event, VisitEnded, VisitStarted
from telemetry.facts import Line
from telemetry.store import Store


class Memory:
    """What a terminal remembers. A visit begins and ends in the store with its events."""

    def __init__(self, store: Store, laid: Iterable[str] = ()) -> None:
        """laid: answers that pictures are made of, 'scenario/step/option'."""
        self._store = store
        self._laid = tuple(laid)

    def emit(self, event: Event, now: float) -> None:
        """Record a fact at `now`, in seconds of the loop's clock."""
        if isinstance(event, VisitEnded):
            self._store.end(event.reason, now)
            return
        if isinstance(event, VisitStarted):
            self._store.begin(now)
        self._store.log(event, now)

    def lights(self) -> Lights:
        """The city as it stands."""
        city = self._store.lights()
        return Lights(city.city, city.windows, city.today, city.lapse)

    def crowd(self) -> Crowd:
        """What earlier visits answered, where enough of them did."""
        return Crowd(*self._store.sums(Crowd.LEAST, self._laid))

    def record(self) -> tuple[RecordLine, ...]:
        """The running visit as it will be kept, for the visitor's eyes."""
        return tuple(_said(line) for line in self._store.record())


def _said(line: Line) -> RecordLine:
    value = "" if line.value is None else str(line.value)
    return RecordLine(line.kind, line.target or line.screen, value, line.pause_s)
