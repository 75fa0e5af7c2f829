"""A chart to look at and compare."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from kiosk.content.model import Expr, Part, Step, Text

FEWEST_AXES, MOST_PARTS = 3, 16


class Shown(Part):
    """A part of a chart that is shown here. when: an axis of a radar that not everybody has."""

    when: Expr | None = None


class Show(Step):
    """The reveal. parts: names formulas know; without them the parts of the scenario's live chart.

    A radar's axes are its parts, each from 0 to `most`. From here on it stands beside what follows.
    """

    chart: Literal["waffle", "bars", "radar"] = "waffle"
    sort: Literal["size", ""] = ""
    parts: dict[str, Shown] | None = None
    title: Text | None = None
    most: float = Field(5, gt=0, le=100)

    @model_validator(mode="after")
    def _a_radar_has_axes(self) -> Self:
        parts = self.parts or {}
        if self.chart == "radar" and not FEWEST_AXES <= len(parts) <= MOST_PARTS:
            raise ValueError(f"Ein Netz (radar) braucht {FEWEST_AXES} bis {MOST_PARTS} Teile unter parts:.")
        if self.chart != "radar" and any(part.when is not None for part in parts.values()):
            raise ValueError("when: bei einem Teil gibt es nur im Netz, mit chart: radar.")
        return self


SCHEMA = Show
