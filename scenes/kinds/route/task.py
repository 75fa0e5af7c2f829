"""From what the content says to the errands of one person, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from kiosk.content.formula import Formula
from kiosk.content.maps import Map
from scenes.kinds.route.days import Leg, Mode, Task

if TYPE_CHECKING:
    from scenes.kinds.route.schema import Route

LIMITS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "speed": (0.5, 200.0),
        "detour": (0.5, 5.0),
        "access": (0.0, 120.0),
        "km": (0.0, 20.0),
        "trip": (0.0, 200.0),
        "day": (0.0, 200.0),
        "g": (0.0, 2000.0),
        "active": (0.0, 1.0),
        "walk": (0.0, 120.0),
        "parks": (0.0, 50.0),
        "parking": (0.0, 24.0),
        "way": (0.05, 100.0),
    }
)
"""The least and the most each number may be; `way` is the km of a leg."""

Number = Callable[[Formula], float]


def task_of(step: Route, city: Map, who: str, number: Number) -> Task:
    """The errands of `who`. number: what a formula comes to; what it gives is kept within `LIMITS`."""

    def kept(key: str, formula: Formula) -> float:
        low, high = LIMITS[key]
        return min(max(number(formula), low), high)

    person = step.person(who)
    modes = []
    for id in step.modes:
        if id not in person.modes:
            continue
        mode = step.modes[id]
        speed = person.speed.get(id, mode.speed)
        values = {key: kept(key, getattr(mode, key)) for key in LIMITS if key in type(mode).model_fields}
        values["speed"] = kept("speed", speed)
        if id in person.free:
            values["day"] = 0.0
        modes.append(Mode(id, own=mode.own, heavy=mode.carries == "heavy", roof=mode.roof, **values))
    legs = []
    for start, leg in zip(step.places, step.legs, strict=False):
        way = city.way(start, leg.to)
        km = kept("way", leg.km) if leg.km is not None else (way.length(person.step_free) if way else None)
        parking = kept("parking", leg.parking)
        legs.append(Leg(start, leg.to, km or 0.0, leg.rain, parking, leg.load == "heavy"))
    return Task(step.home, tuple(legs), tuple(modes))
