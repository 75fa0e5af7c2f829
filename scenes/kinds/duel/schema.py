"""Two people guess the same number at the same moment, each in a half of the screen."""

from __future__ import annotations

import math
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
LEAST_SPAN, MOST_SPAN = 10.0, 1e7
"""How many times the low end of a scale its high end is."""
MARGIN = 0.08
"""Share of a scale at either end where no answer should lie."""


def _two_ends(data: Any) -> Any:
    if isinstance(data, (list, tuple)) and len(data) != 2:
        raise ValueError("range braucht zwei Zahlen: [kleinste, größte].")
    return data


class Card(Strict):
    """One question. answer: name of a figure, whose source and year are shown. range: ends of the scale.

    unit: what is counted. digits: of numbers, behind the decimal mark. say: one line beside the truth.
    """

    ask: Text
    answer: Expr
    range: Annotated[tuple[float, float], BeforeValidator(_two_ends)]
    unit: Text
    digits: int = Field(0, ge=0, le=2)
    say: Text | None = None

    @model_validator(mode="after")
    def _a_scale_that_multiplies(self) -> Self:
        low, high = self.range
        if not 0 < low < high:
            raise ValueError("range steht als [kleinste, größte], beide größer als 0: die Skala verdoppelt.")
        if not LEAST_SPAN <= high / low <= MOST_SPAN:
            raise ValueError(
                "range reicht mindestens bis zum Zehnfachen, höchstens bis zum Zehnmillionenfachen."
            )
        if any(round(end, self.digits) != end for end in self.range):
            raise ValueError("Die Enden von range haben mehr Stellen nach dem Komma, als digits erlaubt.")
        return self

    def place(self, value: float) -> float:
        """Where a number lies between the ends of the scale, 0..1."""
        low, high = self.range
        return math.log(value / low) / math.log(high / low)


class Duel(Step):
    """Guess by turns of cards, both at once. repeat: so many cards, drawn by the seed of the visit.

    share_within: who is that close takes the field even if the other one is closer. alone: what Karo
    guesses against somebody who is alone: 'crowd', the number in the middle of all earlier guesses, or
    'middle', that of the scale.
    """

    cards: dict[Id, Card] = Field(min_length=1, max_length=40)
    repeat: int = Field(5, ge=1, le=9)
    share_within: float = Field(0.1, ge=0, le=1)
    alone: Literal["crowd", "middle"] = "crowd"

    @property
    def asks(self) -> bool:
        return True

    @model_validator(mode="after")
    def _enough_cards(self) -> Self:
        if self.repeat > len(self.cards):
            raise ValueError(f"repeat: {self.repeat} braucht so viele Karten; es sind {len(self.cards)}.")
        return self

    def outputs(self) -> Mapping[str, tuple[Value, ...]]:
        """a, b: fields of Blue and Orange. tips: guesses of people; near: those within a factor of two.

        closer: of ten earlier guesses, those further off than the people's here; 0 where too few are known.
        rounds: cards played. alone: 1 where nobody ever sat opposite; then you, karo: the fields of both.
        """
        most = float(self.repeat)
        return {
            "a": (0.0, most, 0.0),
            "b": (0.0, most, most),
            "near": (0.0, 2 * most, 0.0),
            "tips": (0.0, 2 * most, most),
            "closer": (0.0, 7.0, 0.0),
            "rounds": (0.0, most, most),
            "alone": (0.0, 0.0, 1.0),
            "you": (0.0, 0.0, most),
            "karo": (0.0, 0.0, 0.0),
        }

    def traces(self) -> tuple[str, ...]:
        return tuple(f".{id}" for id in self.cards)

    def guesses(self) -> tuple[str, ...]:
        return self.traces()

    def controls(self) -> tuple[str, ...]:
        names = ("join", "slider", "less", "lock", "more")
        return tuple(f"{name}.{side}" for name in names for side in SIDES)

    def faults(self, stock: Stock) -> Iterator[Fault]:
        asked: dict[str, str] = {}
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
            else:
                yield from _placed(id, card, figure.value)
            if name in asked:
                said = f"Nach „{name}“ fragt schon die Karte „{asked[name]}“."
                yield Fault(
                    ("cards", id, "answer"), "W390", said, "Wer beide zieht, kennt die zweite Antwort."
                )
            asked.setdefault(name, id)


def _placed(id: str, card: Card, truth: float) -> Iterator[Fault]:
    """An answer that is not on its scale, or that the scale itself gives away."""
    low, high = card.range
    if not low <= truth <= high:
        said = f"Die Antwort {truth:g} liegt nicht zwischen den Enden der Skala."
        yield Fault(("cards", id, "range"), "E391", said, "Mach die Skala weiter.")
    elif abs(truth / math.sqrt(low * high) - 1) <= 0.1:
        said = f"Die Antwort {truth:g} liegt da, wo der Knopf anfangs steht: in der Mitte der Skala."
        yield Fault(("cards", id, "range"), "W391", said, "Versetze ein Ende.")
    elif not MARGIN <= card.place(truth) <= 1 - MARGIN:
        said = f"Die Antwort {truth:g} liegt ganz am Ende der Skala."
        yield Fault(("cards", id, "range"), "W391", said, "Mach die Skala auf dieser Seite weiter.")


SCHEMA = Duel
