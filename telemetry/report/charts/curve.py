"""A share that falls with time, with its band and the moment at which half is left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from telemetry.report.charts.base import FIT, Spec, labels
from telemetry.report.look import Look


@dataclass(frozen=True, slots=True)
class Point:
    """A share at a time in seconds."""

    t: float
    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Half:
    """The moment half is left, and what is written beside it."""

    t: float
    text: str


def curve(
    points: Sequence[Point], look: Look, width: int, times: Mapping[float, str], half: Half | None
) -> Spec:
    """The curve from 100 % downwards. times: what is written below which second."""
    end = max((point.t for point in points), default=1)
    x: Spec = {
        "type": "quantitative", "scale": {"domain": [0, end], "nice": False},
        "axis": {"values": list(times), "labelExpr": labels(times), "title": None, "grid": False,
                 "labelFlush": True},
    }  # fmt: skip
    shares = {0.0: "0", 0.25: "25", 0.5: "50", 0.75: "75", 1.0: "100 %"}
    y: Spec = {
        "type": "quantitative", "scale": {"domain": [0, 1]},
        "axis": {"values": list(shares), "labelExpr": labels(shares), "title": None, "grid": True},
    }  # fmt: skip
    deep = look.deep("mobil")
    layers: list[Spec] = [
        {
            "transform": [{"filter": "isValid(datum.low)"}],
            "mark": {"type": "area", "color": look.bright("mobil"), "opacity": 0.6},
            "encoding": {
                "x": {"field": "t", **x},
                "y": {"field": "low", **y},
                "y2": {"field": "high"},
            },
        },
        {
            "mark": {"type": "line", "color": deep, "strokeWidth": 2.5},
            "encoding": {"x": {"field": "t", **x}, "y": {"field": "value", **y}},
        },
    ]
    if half is not None and half.t <= end:
        layers += _half(half, look, x, y)
    values = [{"t": p.t, "value": p.value, "low": p.low, "high": p.high} for p in points]
    return {"width": width, "height": 240, "autosize": FIT, "data": {"values": values}, "layer": layers}


def _half(half: Half, look: Look, x: Spec, y: Spec) -> list[Spec]:
    at: Spec = {"x": {"datum": half.t, **x}}
    one: Spec = {"data": {"values": [{}]}}
    square: Spec = {
        "type": "point", "shape": "square", "filled": True, "size": 150, "color": look.accent,
        "stroke": look.ink, "strokeWidth": 2,
    }  # fmt: skip
    words: Spec = {"type": "text", "align": "left", "dx": 14, "dy": -10, "fontWeight": 600}
    return [
        {
            **one,
            "mark": {"type": "rule", "strokeDash": [4, 4]},
            "encoding": {**at, "y": {"datum": 0, **y}, "y2": {"datum": 0.5}},
        },
        {**one, "mark": square, "encoding": {**at, "y": {"datum": 0.5, **y}}},
        {**one, "mark": {**words, "text": half.text}, "encoding": {**at, "y": {"datum": 0.5, **y}}},
    ]
