"""What the exhibition as a whole may say: `content/exhibition.yaml`, as checked frozen values."""

from __future__ import annotations

from pydantic import Field

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


class Exhibition(Strict):
    """What a terminal shows: order of scenarios, languages, and every word of the house.

    greetings: the call to touch, in every language one wants to greet in. chapters: of the cities of lights.
    """

    title: str
    subtitle: Text
    languages: dict[str, str]
    scenarios: tuple[Id, ...]
    terminal: Terminal
    take_home: TakeHome
    greetings: dict[str, str] = Field(default_factory=dict)
    chapters: tuple[Chapter, ...] = Field((Chapter(),), min_length=1)
    texts: dict[Id, Text]
