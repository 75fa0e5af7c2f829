"""What all charts share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDE, NARROW = 720, 340
"""Pixels of a chart on a page or a large screen, and on a phone."""

Spec = dict[str, Any]
FIT = {"type": "fit-x", "contains": "padding"}


@dataclass(frozen=True, slots=True)
class Bar:
    """One amount. text: its number as it is read. tone: a theme colour. faint: drawn as a mere outline."""

    name: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    tone: str = "mobil"
    faint: bool = False


def nice(most: float, squares: float) -> float:
    """The smallest round number (1, 2, 2.5, 5 times a power of ten) of which `squares` hold `most`."""
    if most <= 0:
        return 1.0
    raw, power = most / max(squares, 1), 1.0
    while power > raw:
        power /= 10
    while power * 10 <= raw:
        power *= 10
    return next((power * step for step in (1, 2, 2.5, 5) if power * step >= raw * 0.999), power * 10)


def largest(rows: Sequence[Bar]) -> float:
    """The far end of the longest bar or interval; 1 where nothing is longer than nothing."""
    return max((max(row.value, row.high or 0) for row in rows), default=1) or 1


def labels(texts: Mapping[float, str]) -> str:
    """An expression that writes these texts at these places of an axis."""
    return " : ".join(f"datum.value == {at} ? {_quoted(text)}" for at, text in texts.items()) + " : ''"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def intervals(along: Spec, channel: str = "x", size: int = 10, **mark: Any) -> list[Spec]:
    """Dark lines with ends from `low` to `high`, where an interval is stated."""
    known = [{"filter": "isValid(datum.low) && isValid(datum.high)"}]
    line: Spec = {
        "transform": known,
        "mark": {"type": "rule", "strokeWidth": 2, **mark},
        "encoding": {channel: {"field": "low", **along}, channel + "2": {"field": "high"}},
    }
    ends: list[Spec] = [
        {
            "transform": known,
            "mark": {
                "type": "tick", "thickness": 2, "size": size, **mark,
                "orient": "vertical" if channel == "x" else "horizontal",
            },
            "encoding": {channel: {"field": end, **along}},
        }
        for end in ("low", "high")
    ]  # fmt: skip
    return [line, *ends]
