"""Wishes and the doors they belong to: who helps with what, and what that saves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

from pydantic import Field, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.formula import Value
from kiosk.content.model import Candidate, Domain, Expr, Fault, Id, Step, Strict, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock

MOST_MINUTES = 600.0


class Bin(Strict):
    """A place things belong to. `buerger: Bürgerservice` is short for `buerger: {text: Bürgerservice}`."""

    text: Text
    icon: Id | None = None
    colour: Domain | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class Item(Strict):
    """A thing and where it belongs. service: what is found there.

    online, there: minutes it takes on the web, and with going and waiting; formulas, so that they can be
    figures. say: what Karo says once it is in its place.
    """

    text: Text
    place: Id = Field(alias="in")
    service: Id | None = None
    online: Expr | None = None
    there: Expr | None = None
    say: Text | None = None


class Time(Strict):
    """How long the bonus is open. It is always soft: it ends the bonus, never the game."""

    seconds: int = Field(ge=20, le=600)
    soft: Literal[True] = True


class Sort(Step):
    """Lead each thing to its place.

    draw: so many of the items, by the seed of the visit. golden: services behind golden doors; three
    in a row right at the first try open one. time: how long these can be opened.
    """

    bins: dict[Id, Bin] = Field(min_length=2, max_length=6)
    items: dict[Id, Item] = Field(min_length=2, max_length=40)
    draw: int | None = Field(None, ge=2, le=12)
    golden: tuple[Id, ...] = Field((), max_length=4)
    time: Time | None = None

    @property
    def asks(self) -> bool:
        return True

    @property
    def finds(self) -> bool:
        """Whether services can be found here, for a result that takes them home."""
        return bool(self.golden) or any(item.service for item in self.items.values())

    @property
    def count(self) -> int:
        """How many things there are to sort."""
        return min(self.draw or len(self.items), len(self.items))

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        if clash := sorted(set(self.bins) & set(self.items)):
            raise ValueError(f"„{clash[0]}“ heißt ein Ding und auch ein Ort: nimm zwei Namen.")
        if self.draw is None and len(self.items) > 12:
            raise ValueError("Mehr als zwölf Dinge auf einmal: sage mit draw:, wie viele gezogen werden.")
        return self

    @model_validator(mode="after")
    def _clocks_come_in_pairs(self) -> Self:
        for id, item in self.items.items():
            if (item.online is None) != (item.there is None):
                raise ValueError(
                    f"Bei „{id}“ gehören online und there zusammen: zwei Uhren laufen um die Wette."
                )
        return self

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        count, doors = float(self.count), float(len(self.golden))
        return {
            "right": (0.0, 0.0, count),
            "first": (0.0, 0.0, count),
            "new": (0.0, count, 0.0),
            "saved": (0.0, 0.0, count * MOST_MINUTES),
            "golden": (0.0, 0.0, doors),
            "done": (0.0, 0.0, 1.0),
        }

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.items)

    def candidates(self) -> tuple[Candidate, ...]:
        """What was looked for somewhere else first. What was drawn how often is chance and tells nothing."""
        return tuple(Candidate(f".{id}", 0, item.text) for id, item in self.items.items() if self.collect)

    def controls(self) -> tuple[str, ...]:
        return (*(f"item.{id}" for id in self.items), *(f"option.{id}" for id in self.bins))

    def faults(self, stock: Stock) -> Iterator[Fault]:
        for id, item in self.items.items():
            if item.place not in self.bins:
                said = f"Einen Ort „{item.place}“ gibt es hier nicht."
                remedy = near(item.place, self.bins) or "Sie stehen unter bins:."
                yield Fault(("items", id, "in"), "E360", said, remedy)
            if item.service is not None and item.service not in stock.services:
                yield _no_service(("items", id, "service"), item.service, stock)
        for position, service in enumerate(self.golden):
            if service not in stock.services:
                yield _no_service(("golden", position), service, stock)
        used = {item.place for item in self.items.values()}
        for id in self.bins:
            if id not in used:
                yield Fault(("bins", id), "W360", f"Zu „{id}“ gehört nichts.", "Lass den Ort weg.", True)
        if self.time is not None and not self.golden:
            said = "time: schließt nur die goldene Tür, und hier gibt es keine."
            yield Fault(("time",), "W361", said, "Ergänze golden: […] oder lass time: weg.", True)


def _no_service(tail: tuple[str | int, ...], id: str, stock: Stock) -> Fault:
    remedy = near(id, stock.services) or "Sie stehen in content/services.yaml."
    return Fault(tail, "E309", f"Den Dienst „{id}“ gibt es nicht.", remedy)


SCHEMA = Sort
