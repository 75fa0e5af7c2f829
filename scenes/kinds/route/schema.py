"""Errands through a city: whose, where, with which modes, and what is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import isinf
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from kiosk.content.answers import options_of
from kiosk.content.diagnostics import near
from kiosk.content.formula import Formula, Value
from kiosk.content.maps import Map
from kiosk.content.model import Domain, Expr, Fault, Id, Step, Strict, Text
from kiosk.content.scope import depends
from scenes.kinds.route.days import days
from scenes.kinds.route.task import LIMITS, numbers, task_of

if TYPE_CHECKING:
    from kiosk.content.structure import Stock

Measure = Literal["time", "cost", "co2", "active"]
TRIED: Mapping[Measure, tuple[float, float, float]] = {
    "time": (0.0, 1.0, 900.0),
    "cost": (0.0, 0.5, 99.0),
    "co2": (0.0, 1.0, 20000.0),
    "active": (0.0, 1.0, 900.0),
}


class Mode(Strict):
    """A way of getting around. Numbers are formulas, so that they can be figures.

    speed: km/h. detour: its way divided by the leg's. access: minutes before and after. km: euros a
    kilometre. trip: euros a ride. day: a day ticket, paid with the first ride. g: grams of CO2 a kilometre.
    active: share of the time one moves. walk: minutes of walking besides. own: one's own; it waits where
    it is left and must be home in the evening. car: takes the ways of cars. parks: euros an hour.
    carries: heavy loads. roof: keeps dry.
    """

    text: Text
    icon: Id | None = None
    colour: Domain | None = None
    speed: Expr
    detour: Expr = Formula.parse(1)
    access: Expr = Formula.parse(0)
    km: Expr = Formula.parse(0)
    trip: Expr = Formula.parse(0)
    day: Expr = Formula.parse(0)
    g: Expr = Formula.parse(0)
    active: Expr = Formula.parse(0)
    walk: Expr = Formula.parse(0)
    parks: Expr = Formula.parse(0)
    own: bool = False
    car: bool = False
    carries: Literal["heavy", ""] = ""
    roof: bool = False


class Leg(Strict):
    """One errand. to: a place of the map. km: else the map's way. parking: hours. load: heavy or nothing.

    say: what Karo says about it.
    """

    to: Id
    text: Text
    km: Expr | None = None
    rain: bool = False
    parking: Expr = Formula.parse(0)
    load: Literal["heavy", ""] = ""
    say: Text | None = None


class Person(Strict):
    """What a person can use. step_free: only ways without steps. speed: of a mode, if another.

    free: modes whose day ticket is paid already.
    """

    modes: tuple[Id, ...] = Field(min_length=1, max_length=8)
    step_free: bool = False
    speed: dict[Id, Expr] = Field({}, max_length=8)
    free: tuple[Id, ...] = ()


class Meter(Strict):
    """One of the sums that show all the time. of: which; less is better, of `active` more."""

    of: Measure
    text: Text
    unit: Text
    icon: Id | None = None
    colour: Domain | None = None
    digits: int = Field(0, ge=0, le=2)


class Route(Step):
    """Go through a day of errands, one mode for each.

    map: of `content/maps/`. home: the place where the day begins and ends. who: the choice whose option
    is the person. persons: what each can use; without it one person uses everything.
    """

    map: Id
    home: Id
    who: Id | None = None
    persons: dict[Id, Person] = Field({}, max_length=8)
    meters: dict[Id, Meter] = Field(min_length=1, max_length=4)
    modes: dict[Id, Mode] = Field(min_length=2, max_length=8)
    legs: tuple[Leg, ...] = Field(min_length=1, max_length=8)

    @property
    def asks(self) -> bool:
        return True

    @model_validator(mode="after")
    def _meters_differ(self) -> Self:
        seen = [meter.of for meter in self.meters.values()]
        if twice := next((of for of in seen if seen.count(of) > 1), None):
            raise ValueError(f"Zwei meters messen „{twice}“: jede Größe steht einmal.")
        if clash := set(self.meters) & {"wet", "pareto", "line", "days", "swap_leg", "swap_mode", "unknown"}:
            raise ValueError(f"Ein Messwert kann nicht „{min(clash)}“ heißen.")
        return self

    @property
    def places(self) -> tuple[str, ...]:
        """Where the legs begin and end, one more than there are legs."""
        return (self.home, *(leg.to for leg in self.legs))

    def person(self, id: str) -> Person:
        """What the person with this id can use; everything where the file names nobody."""
        if self.persons:
            return self.persons.get(id) or next(iter(self.persons.values()))
        return Person(modes=tuple(self.modes), speed={})

    def whose(self, given: Mapping[str, object]) -> str:
        """The id of the person whose day it is; the first where nobody was chosen, "" where there is none."""
        chosen = given.get(self.who) if self.who else None
        if isinstance(chosen, str) and chosen in self.persons:
            return chosen
        return next(iter(self.persons), "")

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        legs = float(len(self.legs))
        found: dict[str, tuple[Value, ...]] = {id: TRIED[meter.of] for id, meter in self.meters.items()}
        found |= {"wet": (0.0, 0.0, legs), "pareto": (0.0, 0.0, 1.0), "swap_leg": (0.0, 1.0, legs)}
        found |= {"line": (0.0, 1.0, 1e4), "days": (0.0, 1.0, 2e7)}
        found["swap_mode"] = ("", *(mode.text.source for mode in self.modes.values()))
        for mode in self.modes:
            found[f"all_{mode}"] = (0.0, 0.0, 1.0)
            found |= {f"all_{mode}_{id}": TRIED[meter.of] for id, meter in self.meters.items()}
        return found

    def traces(self) -> tuple[str, ...]:
        rides = [f"/{leg.to}.{mode}" for leg in self.legs for mode in self.modes]
        return (*dict.fromkeys(rides), *(f"/{person}" for person in self.persons))

    def controls(self) -> tuple[str, ...]:
        modes = (f"option.{mode}" for mode in self.modes)
        legs = (f"leg.{number}" for number in range(1, len(self.legs) + 1))
        return (*modes, *legs, "swap", "replan", "map", "cloud")

    def faults(self, stock: Stock) -> Iterator[Fault]:
        yield from _modes(self)
        yield from _persons(self, stock)
        yield from _numbers(self, stock)
        city = stock.maps.get(self.map)
        if city is None:
            said = f"Eine Karte „{self.map}“ gibt es nicht, oder sie hat Fehler."
            remedy = near(self.map, stock.maps) or "Karten stehen in content/maps/."
            yield Fault(("map",), "E332", said, remedy)
            return
        lost = list(_places(self, city))
        yield from lost
        last = self.legs[-1].to
        if not lost and last != self.home:
            said = f"Der letzte Weg führt nicht nach Hause: er endet bei „{last}“, nicht bei „{self.home}“."
            yield Fault(("legs", len(self.legs) - 1, "to"), "E334", said, f"Ergänze: - to: {self.home}")
        elif not lost:
            yield from _ways(self, city, _known(stock))


def _modes(step: Route) -> Iterator[Fault]:
    """Modes of persons that are none."""
    for id, person in step.persons.items():
        named = (("modes", person.modes), ("free", person.free), ("speed", tuple(person.speed)))
        for key, names in named:
            for at, mode in enumerate(names):
                if mode not in (step.modes if key == "modes" else person.modes):
                    tail = ("persons", id, key, mode if key == "speed" else at)
                    said = f"Ein Verkehrsmittel „{mode}“ gibt es hier nicht."
                    remedy = near(mode, step.modes) or "Sie stehen unter modes:."
                    yield Fault(tail, "E336", said, remedy, key == "speed")


def _persons(step: Route, stock: Stock) -> Iterator[Fault]:
    """Whether the answers of `who` are the persons."""
    if step.who is None:
        if len(step.persons) > 1:
            said = "Mehrere Menschen, aber kein who: nur der erste käme vor."
            yield Fault(("persons",), "E335", said, "who: nennt den choice, der sie zur Wahl stellt.", True)
        return
    steps = stock.scenario.steps if stock.scenario else ()
    before = {s.id: s for s in steps[: next((i for i, s in enumerate(steps) if s.id == step.id), 0)]}
    chosen = before.get(step.who)
    if chosen is not None and chosen.kind != "choice":
        said = f"who: „{step.who}“ ist kein choice; nur der hat genau eine Antwort."
        yield Fault(("who",), "E335", said, f"Etwa: - choice: {step.who}")
        return
    asked = options_of(chosen) if chosen is not None else {}
    if steps and not asked:
        wanted = [id for id, earlier in before.items() if earlier.kind == "choice"]
        said = f"who: vor diesem Schritt gibt es keinen „{step.who}“ mit Antworten."
        yield Fault(("who",), "E335", said, near(step.who, wanted) or f"Etwa: - choice: {step.who}")
        return
    for id in asked:
        if id not in step.persons:
            said = f"„{id}“ ist bei {step.who} wählbar, steht aber nicht unter persons:."
            yield Fault(("persons",), "E335", said, near(id, step.persons) or f"Ergänze {id}: …")
    for id in step.persons:
        if asked and id not in asked:
            said = f"„{id}“ ist bei {step.who} keine Antwort."
            yield Fault(("persons", id), "E335", said, near(id, asked), True)


def _known(stock: Stock) -> dict[str, Value]:
    """The figures, which are the same for every visitor."""
    own = stock.scenario.figures if stock.scenario else {}
    return {name: figure.value for name, figure in {**stock.figures, **own}.items()}


def _numbers(step: Route, stock: Stock) -> Iterator[Fault]:
    """Numbers that are impossible whatever a visitor does, and those that rest on the day itself."""
    known = _known(stock)
    for tail, key, formula in numbers(step):
        circle = sorted(
            name for name in formula.names if stock.scenario and step.id in depends(stock.scenario, name)
        )
        if circle:
            said = f"„{circle[0]}“ kommt aus diesem Tag selbst: so käme er nie zu einem Ende."
            yield Fault(tail, "E305", said, "Hier zählt nur, was vor dem Tag feststeht.")
        elif formula.names <= set(known):
            low, high = LIMITS[key]
            value = formula.number(known)
            if not low <= value <= high:
                yield Fault(tail, "E337", f"{value:g} geht hier nicht: es sind {low:g} bis {high:g} möglich.")


def _places(step: Route, city: Map) -> Iterator[Fault]:
    asked: list[tuple[tuple[str | int, ...], str]] = [(("home",), step.home)]
    asked += [(("legs", at, "to"), leg.to) for at, leg in enumerate(step.legs)]
    for tail, place in asked:
        if place not in city.places:
            said = f"Einen Ort „{place}“ gibt es auf der Karte „{step.map}“ nicht."
            yield Fault(tail, "E331", said, near(place, city.places) or f"Es gibt: {', '.join(city.places)}.")


def _ways(step: Route, city: Map, known: Mapping[str, Value]) -> Iterator[Fault]:
    """Errands nobody can reach, and persons who cannot come home with what they have."""
    persons = step.persons or {"": step.person("")}
    if any(mode not in step.modes for person in persons.values() for mode in person.modes):
        return
    tasks = {
        id: task_of(step, city, id, lambda f: f.number(known) if f.names <= set(known) else 0.0)
        for id in persons
    }
    stuck = False
    for at, leg in enumerate(step.legs):
        start = step.places[at]
        if leg.km is None and city.way(start, leg.to) is None:
            stuck = True
            said = f"Von „{start}“ nach „{leg.to}“ führt auf der Karte kein Weg."
            remedy = "Ergänze ihn dort unter ways: oder schreibe hier km:."
            yield Fault(("legs", at, "to"), "E333", said, remedy)
            continue
        for id, task in tasks.items():
            way = task.legs[at]
            left = [mode for mode in task.modes if not isinf(way.way(mode))]
            if not any(mode.heavy or not way.heavy for mode in left) and len(left) < len(task.modes):
                stuck = True
                said = f"Für „{id}“ führt von „{start}“ nach „{leg.to}“ kein stufenloser Weg."
                remedy = "Auf der Karte: step_free_km am Weg. Oder ein Verkehrsmittel ohne active:."
                yield Fault(("legs", at, "to"), "E333", said, remedy)
    for id, task in tasks.items() if not stuck else ():
        if not days(task).count:
            who = f"„{id}“ kommt" if id else "Niemand kommt"
            said = f"{who} an diesem Tag mit keiner Wahl nach Hause."
            remedy = "Schwere Lasten brauchen ein Verkehrsmittel mit carries: heavy."
            yield Fault(("persons", id) if id else ("legs",), "E334", said, remedy, bool(id))


SCHEMA = Route
