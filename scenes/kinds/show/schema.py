"""A chart to look at and compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from kiosk.content.model import Expr, Fault, Outline, Part, Step, Text

if TYPE_CHECKING:
    from kiosk.content.structure import Stock

FEWEST_AXES, MOST_PARTS = 3, 16


class Shown(Part):
    """A part of a chart that is shown here. when: an axis of a radar that not everybody has."""

    when: Expr | None = None


class Show(Step):
    """The reveal. parts: names formulas know; without them the parts of the scenario's live chart.

    A mosaic is the picture of the scenario, with what others decided. A zoom shows `each` kilograms for
    ever more people, `steps`, and how many of `compare` the last is. A radar's axes are its parts, each from
    0 to `most`; from here on it stands beside what follows.
    """

    chart: Literal["waffle", "bars", "radar", "mosaic", "zoom"] = "waffle"
    sort: Literal["size", ""] = ""
    parts: dict[str, Shown] | None = None
    title: Text | None = None
    most: float = Field(5, gt=0, le=100)
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

    @property
    def by_night(self) -> bool:
        return True

    def faults(self, stock: Stock) -> Iterator[Fault]:
        if self.chart == "mosaic" and stock.scenario is not None and stock.scenario.mosaic is None:
            said = "Dieses Spiel hat kein gemeinsames Bild."
            yield Fault(("chart",), "E395", said, "Ergänze oben mosaic: {of: …, option: …, pictures: […]}.")


_KEYS = {"zoom": ("each", "steps", "compare")}
"""The keys that a chart needs, and no other has."""

SCHEMA = Show
