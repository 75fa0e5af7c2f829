"""From what the content says to the errands of one person, in numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from math import inf
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

Located = tuple[tuple[str | int, ...], str, Formula]
"""Where in the step a number stands, which of `LIMITS` holds for it, and its formula."""


def numbers(step: Route) -> Iterator[Located]:
    """Every number of a day that is a formula."""
    for id, mode in step.modes.items():
        keys = [key for key in LIMITS if key in type(mode).model_fields]
        yield from ((("modes", id, key), key, getattr(mode, key)) for key in keys)
    for id, person in step.persons.items():
        yield from ((("persons", id, "speed", mode), "speed", f) for mode, f in person.speed.items())
    for at, leg in enumerate(step.legs):
        yield ("legs", at, "parking"), "parking", leg.parking
        if leg.km is not None:
            yield ("legs", at, "km"), "way", leg.km


Number = Callable[[Formula], float]


def task_of(step: Route, city: Map, who: str, number: Number) -> Task:
    """The errands of `who`. number: what a formula comes to; what it gives is kept within `LIMITS`.

    Ways without steps are for those who move by their own strength; a tram or a car takes the usual one.
    What has no meter does not count; wet legs always do.
    """

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
        km, walked = way.km if way else 0.0, None
        if leg.km is not None:
            km = kept("way", leg.km)
        elif way is not None and person.step_free and way.step_free_km is not None:
            walked = way.length(True) or inf
        heavy = leg.load == "heavy"
        legs.append(Leg(start, leg.to, km, leg.rain, kept("parking", leg.parking), heavy, walked))
    shown = {meter.of for meter in step.meters.values()}
    criteria = ("time" in shown, "cost" in shown, "co2" in shown, "active" in shown, True)
    return Task(step.home, tuple(legs), tuple(modes), criteria)
