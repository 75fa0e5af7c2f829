"""What the house works out for the views: tower, pledges, services, a guess and its truth."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Colour
from kiosk.ui.charts import Slice


def rounded(kg: float) -> float:
    """Two significant digits: more would claim more than the model knows."""
    return round(kg, -2) if kg >= 1000 else round(kg, -1)


@dataclass(frozen=True, slots=True)
class Outline:
    """A comparison on the tower: after how many squares it is drawn, what it is called, its number."""

    squares: int
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class Tower:
    """The scenario's chart in words and squares.

    figure: the number for the flaps. measure: what follows it. unit: what one square is.
    key: what hatching means, where anything is hatched. tone: colour of the scenario.
    """

    title: str
    figure: str
    measure: str
    unit: str
    slices: tuple[Slice, ...]
    outline: Outline | None = None
    key: str = ""
    tone: Colour = (18, 22, 46, 255)


@dataclass(frozen=True, slots=True)
class Pledge:
    """A lever the visitor took up: its words, icon, colour domain, squares and kilograms in words."""

    text: str
    icon: str | None
    domain: str
    squares: int
    figure: str


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed and what is true, in the content's words."""

    said: str
    truth: str
    right: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """All of it. `url` is the address of the take-home code, empty before the result.

    services: ids of the services the result takes home, most useful first.
    note: what to say about questions that were left open by an early end.
    """

    tower: Tower | None = None
    pledges: tuple[Pledge, ...] = ()
    guess: Guess | None = None
    url: str = ""
    saved_kg: float = 0.0
    services: tuple[str, ...] = ()
    note: str = ""
