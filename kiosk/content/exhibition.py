"""What a terminal shows beside its games, as checked frozen values: the grammar of exhibition.yaml."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from kiosk.content.model import Id, Strict, Text
from kiosk.content.template import Template


class Terminal(Strict):
    """The machine: visible size and place of its screen, in millimetres; its volume in per cent."""

    number: int = Field(1, ge=0, le=9999)
    width_mm: float = Field(gt=100)
    height_mm: float = Field(gt=100)
    bottom_edge_mm: float = Field(850, ge=0)
    distance_mm: float = Field(600, gt=100)
    volume: int = Field(100, ge=0, le=100)


class Chapter(Strict):
    """One city of lights after the other has a name and a sign."""

    text: Text = Template.parse("Mannheim")
    icon: Id = "turm"


class TakeHome(Strict):
    """Where the QR code points; the result travels in the fragment, which no server sees."""

    address: str = Field(pattern=r"^https://[a-z0-9.-]+(/[A-Za-z0-9._/-]*)?$", max_length=120)


class Together(Strict):
    """A number of all visits, told at night: in words, in digits and as squares.

    One of three. kg: of all resolutions, in tonnes. most: what most visits said at 'scenario/step'.
    median: the guess in the middle, at 'scenario/step' or 'scenario/step.part'.
    text: what it says. square: what a square stands for.
    """

    kg: Literal[True] | None = None
    most: str | None = None
    median: str | None = None
    text: Text
    square: Text

    @model_validator(mode="after")
    def _one_number(self) -> Self:
        given = [name for name in ("kg", "most", "median") if getattr(self, name) is not None]
        if len(given) != 1:
            found = f"hier stehen {' und '.join(given)}" if given else "hier steht keine davon"
            raise ValueError(f"Eine Zahl von allen ist kg:, most: oder median:, {found}.")
        return self


class Exhibition(Strict):
    """What a terminal shows: order of scenarios, languages, and every word of the house.

    id: what databases are told apart by that come from different exhibitions.
    greetings: the call to touch, in every language one wants to greet in. chapters: of the cities of lights.
    together: numbers of all visits, told at night.
    """

    id: Id = "exhibition"
    title: str
    subtitle: Text
    languages: dict[str, str]
    scenarios: tuple[Id, ...]
    terminal: Terminal
    take_home: TakeHome
    greetings: dict[str, str] = Field(default_factory=dict)
    chapters: tuple[Chapter, ...] = Field((Chapter(),), min_length=1)
    together: tuple[Together, ...] = Field((), max_length=24)
    texts: dict[Id, Text]
