"""Things in an order: steps of a plan, causes and effects, what came first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import Field, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.formula import Value
from kiosk.content.model import Fault, Id, Step, Strict, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock


class Card(Strict):
    """One thing of the order. why: a reason for its place, shown afterwards.

    `dach: Dach dämmen` is short for `dach: {text: Dach dämmen}`.
    """

    text: Text
    icon: Id | None = None
    why: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        return {"text": data} if isinstance(data, str) else data


class Order(Step):
    """Bring things into an order. answer: the ids as they belong, the first one first."""

    items: dict[Id, Card] = Field(min_length=2, max_length=6)
    answer: tuple[Id, ...]

    @property
    def asks(self) -> bool:
        return True

    @property
    def by_night(self) -> bool:
        return True

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        return {"right": (0.0, 0.0, float(len(self.items))), "done": (0.0, 1.0, 1.0)}

    def controls(self) -> tuple[str, ...]:
        return tuple(f"option.{id}" for id in self.items)

    def faults(self, stock: Stock) -> Iterator[Fault]:
        for position, id in enumerate(self.answer):
            if id not in self.items:
                said = f"„{id}“ steht nicht unter items:."
                yield Fault(("answer", position), "E362", said, near(id, self.items) or "")
            elif id in self.answer[:position]:
                yield Fault(("answer", position), "E362", f"„{id}“ steht zweimal in der Reihe.")
        missing = [id for id in self.items if id not in self.answer]
        if missing:
            said = f"In der Reihe fehlt „{missing[0]}“."
            yield Fault(("answer",), "E362", said, "answer: nennt alle Dinge, das erste zuerst.", True)


SCHEMA = Order
