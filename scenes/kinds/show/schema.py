"""A chart to look at and compare."""

from __future__ import annotations

from typing import Literal

from kiosk.content.model import Part, Step, Text


class Show(Step):
    """The reveal. parts: names formulas know; without them the parts of the scenario's live chart."""

    chart: Literal["waffle", "bars"] = "waffle"
    sort: Literal["size", ""] = ""
    parts: dict[str, Part] | None = None
    title: Text | None = None


SCHEMA = Show
