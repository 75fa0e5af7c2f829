"""A city as a diagram: what a map file in `content/maps/` says.

A map is a grid of cells; x counts to the right, y down, whole and in fractions. Everything on it is made of
squares and of lines that run straight or at 45 degrees.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from kiosk.content.diagnostics import Problem, near
from kiosk.content.document import Document
from kiosk.content.model import Domain, Id, Strict, Text
from kiosk.content.walk import Path

XY = tuple[float, float]
Line = tuple[XY, ...]
SLACK = 1e-6


def _two(data: Any) -> Any:
    if isinstance(data, (list, tuple)) and len(data) != 2:
        raise ValueError("Ein Punkt hat zwei Zahlen: [nach rechts, nach unten].")
    return data


def _no_true(value: float | bool | None) -> float | bool | None:
    if value is True or (value is not None and value is not False and not 0 < value <= 100):
        raise ValueError("Hier steht false (geht nicht) oder ein Weg in Kilometern, höchstens 100.")
    return value


Point = Annotated[XY, BeforeValidator(_two)]
StepFree = Annotated[bool | float | None, AfterValidator(_no_true)]


class Blocks(Strict):
    """A field of houses: `across` times `down` squares of `side` cells, one every `pitch` cells."""

    at: Point
    across: int = Field(ge=1, le=60)
    down: int = Field(ge=1, le=60)
    pitch: float = Field(gt=0, le=20)
    side: float = Field(gt=0, le=20)


class Building(Strict):
    """A large building: width and height in cells from its top left corner."""

    at: Point
    size: Point
    colour: Domain = "klima"


class Landmark(Strict):
    """A pictogram on the map, `size` cells wide, centred at `at`."""

    icon: Id
    at: Point
    size: float = Field(3.0, gt=0, le=20)
    colour: Domain = "klima"


class Label(Strict):
    """A word on the map, centred at `at`. tone: whether it lies on water or on land."""

    text: Text
    at: Point
    tone: Literal["water", "land"] = "land"


class Place(Strict):
    """Where one can go. label: on which side its name stands."""

    text: Text
    icon: Id
    at: Point
    label: Literal["left", "right", "above", "below"] = "right"


class Way(Strict):
    """A way between two places, the same in both directions.

    km: its length. step_free_km: without steps; false = there is none, left out = as long. via: corners
    from the first place to the second. via_car: those of cars, which may not go everywhere.
    """

    between: tuple[Id, Id]
    km: float = Field(gt=0, le=100)
    step_free_km: StepFree = None
    via: tuple[Point, ...] = Field((), max_length=20)
    via_car: tuple[Point, ...] | None = Field(None, max_length=20)

    def length(self, step_free: bool) -> float | None:
        """Kilometres; None where there is no way without steps."""
        if not step_free or self.step_free_km is None:
            return self.km
        return None if self.step_free_km is False else float(self.step_free_km)


class Map(Strict):
    """A place to move in, drawn from squares and lines.

    size: columns and rows of cells. water: rows of `~` (water) and `.` (land), from the top left.
    source, year, note: where the distances come from, and what of them was measured.
    """

    size: tuple[int, int]
    water: str = ""
    blocks: tuple[Blocks, ...] = Field((), max_length=20)
    buildings: tuple[Building, ...] = Field((), max_length=40)
    streets: tuple[tuple[Point, ...], ...] = Field((), max_length=40)
    landmarks: dict[Id, Landmark] = Field({}, max_length=20)
    labels: tuple[Label, ...] = Field((), max_length=20)
    places: dict[Id, Place] = Field(min_length=2, max_length=20)
    ways: tuple[Way, ...] = Field((), max_length=190)
    source: str = Field(min_length=1)
    year: int = Field(ge=1990, le=2100)
    note: str = Field(min_length=1)

    @model_validator(mode="after")
    def _sized(self) -> Self:
        across, down = self.size
        if not (10 <= across <= 120 and 10 <= down <= 120):
            raise ValueError("Eine Karte ist 10 bis 120 Felder breit und hoch: size: [breit, hoch].")
        for number, row in enumerate(self.rows, 1):
            if foreign := set(row) - set("~."):
                raise ValueError(
                    f"water: in Zeile {number} steht „{min(foreign)}“; erlaubt sind ~ und Punkt."
                )
            if len(row) > across or number > down:
                raise ValueError(f"water: Zeile {number} ragt über die Karte hinaus ({across} mal {down}).")
        return self

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(line.rstrip() for line in self.water.rstrip().split("\n")) if self.water.strip() else ()

    def way(self, a: str, b: str) -> Way | None:
        """The way between two places, whichever is named first; None if there is none."""
        return next((way for way in self.ways if set(way.between) == {a, b}), None)

    def line(self, a: str, b: str, car: bool = False) -> Line:
        """The corners of the way from `a` to `b` with both ends; a plain bend where the map has no way."""
        start, goal = self.places[a].at, self.places[b].at
        way = self.way(a, b)
        if way is None:
            return bend(start, goal)
        via = way.via_car if car and way.via_car is not None else way.via
        return (start, *(via if way.between[0] == a else via[::-1]), goal)


def bend(start: XY, goal: XY) -> Line:
    """From `start` to `goal`: first straight, then at 45 degrees."""
    dx, dy = goal[0] - start[0], goal[1] - start[1]
    slant = min(abs(dx), abs(dy))
    corner = (
        goal[0] - slant * (1 if dx > 0 else -1),
        goal[1] - slant * (1 if dy > 0 else -1),
    )
    return (start, goal) if slant < SLACK or corner == start else (start, corner, goal)


def crooked(a: XY, b: XY) -> bool:
    """Whether a line neither runs straight nor at 45 degrees."""
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    return dx > SLACK and dy > SLACK and abs(dx - dy) > SLACK


def undrawable(city: Map, document: Document, icons: Collection[str]) -> Iterator[Problem]:
    """What of a map that reads well cannot be drawn: unknown pictograms and places, crooked lines."""
    marks = [(("landmarks", id), mark.icon) for id, mark in city.landmarks.items()]
    marks += [(("places", id), place.icon) for id, place in city.places.items()]
    for path, icon in marks:
        if icon not in icons:
            remedy = near(icon, icons) or "Sie stehen in content/icons/."
            yield document.problem(
                (*path, "icon"), "E308", f"Ein Bildzeichen „{icon}“ gibt es nicht.", remedy
            )
    yield from _ways(city, document)
    yield from _outside(city, document)
    yield from _crooked(city, document)


def _ways(city: Map, document: Document) -> Iterator[Problem]:
    seen: dict[frozenset[str], int] = {}
    for number, way in enumerate(city.ways):
        for end, id in enumerate(way.between):
            if id not in city.places:
                yield document.problem(
                    ("ways", number, "between", end),
                    "E331",
                    f"Einen Ort „{id}“ gibt es auf dieser Karte nicht.",
                    near(id, city.places) or "Orte stehen unter places:.",
                )
        pair = frozenset(way.between)
        if len(pair) == 1 or pair in seen:
            said = "führt nirgendwohin" if len(pair) == 1 else "steht schon weiter oben"
            yield document.problem(
                ("ways", number, "between"),
                "E331",
                f"Der Weg zwischen {' und '.join(way.between)} {said}.",
                "Jeder Weg steht einmal; er gilt in beide Richtungen.",
            )
        seen[pair] = number


def _outside(city: Map, document: Document) -> Iterator[Problem]:
    points: list[tuple[Path, XY]] = [(("places", id, "at"), place.at) for id, place in city.places.items()]
    points += [(("landmarks", id, "at"), mark.at) for id, mark in city.landmarks.items()]
    points += [(("labels", i, "at"), label.at) for i, label in enumerate(city.labels)]
    for i, house in enumerate(city.buildings):
        points += [(("buildings", i, "at"), house.at), (("buildings", i, "size"), _far(house.at, house.size))]
    for i, field in enumerate(city.blocks):
        span = (field.pitch * (field.across - 1) + field.side, field.pitch * (field.down - 1) + field.side)
        points += [(("blocks", i, "at"), field.at), (("blocks", i), _far(field.at, span))]
    points += [pair for paths, line in _drawn(city) for pair in zip(paths, line, strict=True)]
    across, down = city.size
    told: set[Path] = set()
    for path, (x, y) in points:
        if not (0 <= x <= across and 0 <= y <= down) and path not in told:
            told.add(path)
            said = f"Das liegt außerhalb der Karte (bei {x:g}, {y:g})."
            yield document.problem(path, "E330", said, f"Sie ist {across} breit und {down} hoch.")


def _far(at: XY, span: XY) -> XY:
    return at[0] + span[0], at[1] + span[1]


def _drawn(city: Map) -> Iterator[tuple[tuple[Path, ...], Line]]:
    """Every line of the map with the place in the file of each of its corners."""
    for i, street in enumerate(city.streets):
        yield tuple(("streets", i, k) for k in range(len(street))), street
    for i, way in enumerate(city.ways):
        if not set(way.between) <= set(city.places):
            continue
        start, goal = (city.places[id].at for id in way.between)
        ways: tuple[tuple[str, tuple[XY, ...] | None], ...] = (("via", way.via), ("via_car", way.via_car))
        for key, via in ways:
            if via is not None:
                inner: tuple[Path, ...] = tuple(("ways", i, key, k) for k in range(len(via)))
                yield (("ways", i, "between"), *inner, ("ways", i, key)), (start, *via, goal)


def _crooked(city: Map, document: Document) -> Iterator[Problem]:
    for paths, line in _drawn(city):
        for (_, a), (path, b) in pairwise(zip(paths, line, strict=True)):
            if crooked(a, b):
                yield document.problem(
                    path,
                    "E330",
                    f"Von {a[0]:g}, {a[1]:g} nach {b[0]:g}, {b[1]:g} geht es schief.",
                    "Linien laufen waagrecht, senkrecht oder schräg: so viel nach rechts wie nach unten.",
                )
