"""Today's lights once more, hour by hour: one sees when the room was alive."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.visit.world import LIGHTS, Lights

FILLED_S = 4.6
"""By then the last light of today is on again."""


@dataclass(frozen=True, slots=True)
class Lapse:
    """A moment of the time lapse: all windows, those of today that are on again, the hour it has come to."""

    lights: tuple[str | None, ...]
    today: tuple[int, ...]
    hour: int


def lit_by(lights: Lights, seconds: float) -> Lapse:
    """The city `seconds` into the time lapse. ValueError where no light of today is known.

    Within an hour the order is that of the windows' numbers: nobody can tell who came first.
    """
    if not lights.lapse:
        raise ValueError("there is no light of today")
    count = round(len(lights.lapse) * min(max(seconds / FILLED_S, 0.0), 1.0))
    still_dark = {place for _, place in lights.lapse[count:]}
    shown = tuple(None if place in still_dark else lights.colours[place] for place in range(LIGHTS))
    today = tuple(place for _, place in lights.lapse[:count])
    return Lapse(shown, today, lights.lapse[max(count - 1, 0)][0])
