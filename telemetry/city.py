"""The city of lights: every finished game lights one window, and every night shows them all."""

from __future__ import annotations

from dataclasses import dataclass

BLOCKS = 144
WINDOWS = 9
CITY = BLOCKS * WINDOWS


@dataclass(frozen=True, slots=True)
class Lights:
    """The city as it stands. `windows[block * 9 + window]` is a colour or None; `today` counts
    the lights of this calendar day; `lapse` are hour and place of those since the start, sorted."""

    city: int
    windows: tuple[str | None, ...]
    today: int
    lapse: tuple[tuple[int, int], ...] = ()

    @property
    def full(self) -> bool:
        """Whether every window is lit."""
        return None not in self.windows


@dataclass(frozen=True, slots=True)
class Light:
    """One window with its place, and the day for the count of lights."""

    city: int
    block: int
    window: int
    colour: str
    day: int


class City:
    """The windows of the present city. A full city stays up until the next visit begins."""

    def __init__(self, number: int = 1, lit: dict[int, str] | None = None) -> None:
        self.number = number
        self.today: tuple[int, int] = (0, 0)
        # Hour and place of today's lights. Never written anywhere: with a restart it is gone.
        self._lapse: list[tuple[int, int]] = []
        self._windows: list[str | None] = [(lit or {}).get(place) for place in range(CITY)]
        self._seen: Lights | None = None

    def light(self, block: int, window: int, colour: str, when: tuple[int, int | None]) -> Light | None:
        """Light a window, in the next city when this one is full; None when it was lit already.

        when: day, and hour where it is known.

        ValueError when there is no such window.
        """
        if not (0 <= block < BLOCKS and 0 <= window < WINDOWS):
            raise ValueError("no such window")
        self.turn()
        place = block * WINDOWS + window
        if self._windows[place] is not None:
            return None
        self._windows[place] = colour
        day, hour = when
        if day != self.today[0]:
            self._lapse = []
        if hour is not None:
            self._lapse.append((hour, place))
        self.today = (day, self.count(day) + 1)
        self._seen = None
        return Light(self.number, block, window, colour, day)

    def turn(self) -> None:
        """Begin the next city when this one is full."""
        if None not in self._windows:
            self.number += 1
            self._windows = [None] * CITY
            self._lapse = []
            self._seen = None

    def count(self, day: int) -> int:
        """Lights lit on `day`, as long as no later day has had one."""
        return self.today[1] if self.today[0] == day else 0

    def seen(self, day: int) -> Lights:
        """The city as a value; the same object until something changes."""
        today = self.count(day)
        if self._seen is None or self._seen.today != today:
            lapse = tuple(sorted(self._lapse)) if today else ()
            self._seen = Lights(self.number, tuple(self._windows), today, lapse)
        return self._seen
