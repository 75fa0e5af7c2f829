"""Two people guess the same number at the same moment, each in a half of the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from kiosk.content.diagnostics import near
from kiosk.content.formula import Value
from kiosk.content.model import Expr, Fault, Id, Step, Strict, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock

SIDES = ("a", "b")
"""Blue on the left, Orange on the right."""


def _two_ends(data: Any) -> Any:
    if isinstance(data, (list, tuple)) and len(data) != 2:
        raise ValueError("range braucht zwei Zahlen: [kleinste, größte].")
    return data


class Card(Strict):
    """One question. answer: a figure, whose source and year are shown. range: both ends of the scale."""

    ask: Text
    answer: Expr
    range: Annotated[tuple[float, float], BeforeValidator(_two_ends)]
    unit: Text | None = None
    digits: int = Field(0, ge=0, le=2)
    say: Text | None = None

    @model_validator(mode="after")
    def _a_scale_that_multiplies(self) -> Self:
        low, high = self.range
        if not 0 < low < high:
            raise ValueError("range steht als [kleinste, größte], beide größer als 0: die Skala verdoppelt.")
        return self


class Duel(Step):
    """Guess by turns of cards, both at once. repeat: so many cards, drawn by the seed of the visit.

    share_within: who is that close takes the field even if the other one is closer. alone: whom one plays
    against alone; 'crowd' is the number in the middle of all earlier guesses.
    """

    cards: dict[Id, Card] = Field(min_length=1, max_length=40)
    repeat: int = Field(5, ge=1, le=9)
    share_within: float = Field(0.1, ge=0, le=1)
    alone: Literal["crowd"] = "crowd"

    @property
    def asks(self) -> bool:
        return True

    @model_validator(mode="after")
    def _enough_cards(self) -> Self:
        if self.repeat > len(self.cards):
            raise ValueError(f"repeat: {self.repeat} braucht so viele Karten; es sind {len(self.cards)}.")
        return self

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        """a, b: fields of Blue and Orange. near: guesses within a factor of two. alone: 1 against the crowd.

        rounds: how many cards were played.
        """
        most = float(self.repeat)
        return {
            "a": (0.0, most, 0.0),
            "b": (0.0, most, most),
            "near": (0.0, 2 * most, 0.0),
            "alone": (0.0, 0.0, 1.0),
            "rounds": (0.0, most, most),
        }

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.cards)

    def guesses(self) -> tuple[str, ...]:
        return self.traces()

    def controls(self) -> tuple[str, ...]:
        names = ("join", "less", "slider", "more", "lock")
        return tuple(f"{name}.{side}" for name in names for side in SIDES)

    def faults(self, stock: Stock) -> Iterator[Fault]:
        for id, card in self.cards.items():
            name = card.answer.source
            figure = stock.figures.get(name)
            if figure is None:
                said = f"„{name}“ ist keine Zahl mit Quelle."
                remedy = near(name, stock.figures) or "Sie steht unter figures: oder in figures.yaml."
                yield Fault(("cards", id, "answer"), "E390", said, remedy)
            elif isinstance(figure.value, tuple):
                said = f"„{name}“ ist eine Kurve: hier gehört eine einzelne Zahl hin."
                yield Fault(("cards", id, "answer"), "E390", said)
            elif not card.range[0] <= figure.value <= card.range[1]:
                said = f"Die Antwort {figure.value:g} liegt nicht zwischen den Enden der Skala."
                yield Fault(("cards", id, "range"), "E391", said, "Mach die Skala weiter.")


SCHEMA = Duel
