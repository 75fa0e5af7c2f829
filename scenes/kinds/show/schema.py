"""A chart to look at and compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from kiosk.content.answers import options_of
from kiosk.content.diagnostics import near
from kiosk.content.model import Expr, Fault, Id, Outline, Part, Step, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock

FEWEST_AXES, MOST_PARTS = 3, 16


class Shown(Part):
    """A part of a chart that is shown here. when: an axis of a radar that not everybody has."""

    when: Expr | None = None


class Show(Step):
    """The reveal. parts: names formulas know; without them the parts of the scenario's live chart.

    A mosaic lays a square for everybody who chose `option` of the choice `of`, one of `pictures` after the
    other. A zoom shows `each` kilograms for ever more people, `steps`, and how many of `compare` the last is.
    A radar's axes are its parts, each from 0 to `most`. From here on it stands beside what follows.
    """

    chart: Literal["waffle", "bars", "radar", "mosaic", "zoom"] = "waffle"
    sort: Literal["size", ""] = ""
    parts: dict[str, Shown] | None = None
    title: Text | None = None
    most: float = Field(5, gt=0, le=100)
    of: Id | None = None
    option: Id | None = None
    pictures: tuple[Id, ...] = Field((), max_length=24)
    each: Expr | None = None
    steps: tuple[Expr, ...] = Field((), max_length=4)
    compare: Outline | None = None

    @model_validator(mode="after")
    def _a_radar_has_axes(self) -> Self:
        parts = self.parts or {}
        if self.chart == "radar" and not FEWEST_AXES <= len(parts) <= MOST_PARTS:
            raise ValueError(f"Ein Netz (radar) braucht {FEWEST_AXES} bis {MOST_PARTS} Teile unter parts:.")
        if self.chart != "radar" and any(part.when is not None for part in parts.values()):
            raise ValueError("when: bei einem Teil gibt es nur im Netz, mit chart: radar.")
        return self

    @model_validator(mode="after")
    def _keys_belong_to_their_chart(self) -> Self:
        for chart, keys in _KEYS.items():
            for key in keys:
                given = getattr(self, key) not in (None, ())
                if given and self.chart != chart:
                    raise ValueError(f"{key}: gibt es nur mit chart: {chart}.")
                if not given and self.chart == chart:
                    raise ValueError(f"chart: {chart} braucht {key}:.")
        return self

    def lays(self) -> tuple[str, ...]:
        return (f"{self.of}/{self.option}",) if self.chart == "mosaic" else ()

    def faults(self, stock: Stock) -> Iterator[Fault]:
        if self.chart != "mosaic" or stock.scenario is None:
            return
        for position, name in enumerate(self.pictures):
            if name not in stock.mosaics:
                remedy = (
                    near(name, stock.mosaics) or "Bilder stehen in content/pictures/, je eines in name.txt."
                )
                yield Fault(("pictures", position), "E396", f"Ein Bild „{name}“ gibt es nicht.", remedy)
        choices = {s.id: s for s in stock.scenario.steps if options_of(s) and not s.several}
        asked = choices.get(self.of or "")
        if asked is None:
            remedy = near(self.of or "", choices) or "Nenne eine choice dieses Spiels."
            yield Fault(("of",), "E395", f"„{self.of}“ ist hier keine Frage mit Antworten.", remedy)
        elif not asked.collect:
            yield Fault(
                ("of",), "E395", f"Bei „{self.of}“ wird nichts gezählt.", "Ergänze dort collect: true."
            )
        elif self.option not in options_of(asked):
            said = f"Eine Antwort „{self.option}“ gibt es bei „{self.of}“ nicht."
            yield Fault(("option",), "E395", said, near(self.option or "", options_of(asked)))


_KEYS = {"mosaic": ("of", "option", "pictures"), "zoom": ("each", "steps", "compare")}
"""The keys that a chart needs, and no other has."""

SCHEMA = Show
