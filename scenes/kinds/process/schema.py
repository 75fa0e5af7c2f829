"""A queue to repair: applications pass desks, cards change how, and the race shows what came of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from kiosk.content.formula import Formula, Value
from kiosk.content.model import Expr, Fault, Id, Reveals, Step, Strict, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock

MOST_CASES = 120
MOST_DAYS = 120
MOST_CARDS = 9
"""As many as there are digits; all sets of them can be examined."""

PERDAY = "perday"
SHARED = ("rework.chance", "rework.delay", "distraction")
"""What cards can change beside how much a desk gets through (`eingang.perday`)."""

NUMBERS = ("done", "before", "wait", "wait_before", "mine", "mine_before", "stack", "lamps", "gain", "races")
NAMES = ("bottleneck", "bottleneck_text", "jam", "jam_text")
"""What a race gives to formulas: numbers, and the desk that limits the old way (bottleneck) and one's own."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a card makes of a number of the office. Its formula knows those numbers beside figures."""

    formula: Formula

    @classmethod
    def parse(cls, source: Any) -> Change:
        return source if isinstance(source, Change) else cls(Formula.parse(source))


def _number(key: str) -> str:
    if not re.fullmatch(r"rework\.(chance|delay)|distraction|[a-z0-9_]{1,40}\.perday", key):
        raise ValueError(
            f"„{key}“ kann keine Karte ändern. Es gibt: {', '.join(SHARED)} und perday jeder Station."
        )
    return key


NumberName = Annotated[str, AfterValidator(_number)]


class Cases(Strict):
    """count: applications, as likely on each of the first `over` working days. mine: one's own, from 1."""

    count: int = Field(ge=1, le=MOST_CASES)
    over: int = Field(ge=1, le=MOST_DAYS)
    mine: int = Field(1, ge=1)

    @model_validator(mode="after")
    def _own_is_one_of_them(self) -> Self:
        if self.mine > self.count:
            raise ValueError(f"Der eigene Antrag ist der {self.mine}. von nur {self.count}.")
        return self


class Rework(Strict):
    """chance: share of applications that the first desk finds incomplete. delay: days until they are back."""

    chance: Expr
    delay: Expr = Formula.parse(1)


class Station(Strict):
    """A desk. perday: applications it gets through a day with all its time."""

    text: Text
    icon: Id | None = None
    perday: Expr


class Card(Strict):
    """An improvement for some chips. note: what it does, in a few words, spoken with the card.

    set: numbers of the office it changes. skip, share: desks that a share of all applications does not need.
    """

    text: Text
    note: Text
    icon: Id | None = None
    chips: int = Field(ge=1, le=9)
    changes: dict[NumberName, Annotated[Change, BeforeValidator(Change.parse)]] = Field({}, alias="set")
    skip: tuple[Id, ...] = ()
    share: Expr | None = None

    @model_validator(mode="after")
    def _does_something(self) -> Self:
        if not self.changes and not self.skip:
            raise ValueError("Diese Karte bewirkt nichts: sie braucht set oder skip.")
        if bool(self.skip) != (self.share is not None):
            raise ValueError("skip und share gehören zusammen: welche Stationen, und bei welchem Anteil.")
        return self


def _goal(key: str) -> str:
    if not key.isdecimal() or int(key) < 1:
        raise ValueError("Ein Ziel ist eine Zahl fertiger Anträge, mindestens 1.")
    return key


Permits = Annotated[str, BeforeValidator(lambda key: str(key)), AfterValidator(_goal)]


class Process(Step):
    """cases: how many and when. days: the last day of the race; day 0 is its first. chips: to lay cards with.

    races: how many are normal; more are allowed. distraction: share of all time that questions take.
    stations: in the order of the way. goals: cases that are through by the last day -> word, rising.
    icon_done: what stands beside those that are through. old, own: what the two ways are called. model: says
    that the numbers are made up. reveal: said after a race.
    """

    cases: Cases
    days: int = Field(ge=1, le=MOST_DAYS)
    chips: int = Field(ge=1, le=20)
    races: int = Field(2, ge=1, le=9)
    distraction: Expr = Formula.parse(0)
    rework: Rework | None = None
    stations: dict[Id, Station] = Field(min_length=2, max_length=5)
    cards: dict[Id, Card] = Field(min_length=2, max_length=MOST_CARDS)
    goals: dict[Permits, Text] = Field(min_length=1, max_length=3)
    icon_done: Id | None = None
    old: Text
    own: Text
    model: Text
    reveal: Reveals = Field((), max_length=8)

    @property
    def asks(self) -> bool:
        return True

    @property
    def thresholds(self) -> tuple[int, ...]:
        """The goals, rising."""
        return tuple(int(count) for count in self.goals)

    @field_validator("goals")
    @classmethod
    def _rising(cls, goals: dict[str, Any]) -> dict[str, Any]:
        if any(low >= high for low, high in pairwise(map(int, goals))):
            raise ValueError("Die Ziele müssen steigen, das leichteste zuerst.")
        return goals

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        count, days = float(self.cases.count), 400.0
        most = {name: days if name.startswith(("wait", "mine")) else count for name in NUMBERS}
        most |= {"lamps": float(len(self.goals)), "races": 9.0}
        least = {"gain": -count}
        found: dict[str, tuple[Value, ...]] = {
            name: (0.0, least.get(name, 0.0), top) for name, top in most.items()
        }
        for name in NAMES:
            texts = name.endswith("_text")
            found[name] = ("", *(s.text.source if texts else id for id, s in self.stations.items()))
        found |= {f"has_{id}": (0.0, 0.0, 1.0) for id in self.cards}
        return found

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.cards)

    def controls(self) -> tuple[str, ...]:
        return (*(f"option.{id}" for id in self.cards), "replan", "on")

    def conditions(self) -> Iterator[tuple[tuple[str, ...], str, Formula]]:
        """The formulas an office rests on before any card, each with its place and its name."""
        yield ("distraction",), "distraction", self.distraction
        if self.rework is not None:
            yield ("rework", "chance"), "rework.chance", self.rework.chance
            yield ("rework", "delay"), "rework.delay", self.rework.delay
        for id, station in self.stations.items():
            yield ("stations", id, PERDAY), f"{id}.{PERDAY}", station.perday

    def faults(self, stock: Stock) -> Iterator[Fault]:
        from scenes.kinds.process.faults import faults  # it builds offices, which needs this schema

        yield from faults(self, stock)


SCHEMA = Process
