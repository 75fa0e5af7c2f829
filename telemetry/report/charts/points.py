"""Squares on a line: what was guessed beside what is true, before beside after, a score on its scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telemetry.report.charts.base import FIT, Spec, intervals, labels
from telemetry.report.look import Look

_ROW = 64


@dataclass(frozen=True, slots=True)
class Dot:
    """One value of a row with its interval. tone, shape: tell the series apart twice; text: beside it."""

    row: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    tone: str = "mobil"
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the scale with a name, such as 'good'."""

    low: float
    high: float
    name: str


@dataclass(frozen=True, slots=True)
class Scale:
    """From where to where, and what is written at which place."""

    low: float
    high: float
    marks: dict[float, str]


def dots(rows: Sequence[Dot], look: Look, width: int, scale: Scale, bands: Sequence[Band] = ()) -> Spec:
    """Rows with the name above and one or several squares on a line, each with its number."""
    order = list(dict.fromkeys(dot.row for dot in rows))
    x: Spec = {
        "type": "quantitative",
        "scale": {"domain": [scale.low, scale.high], "nice": False},
        "axis": {"values": list(scale.marks), "labelExpr": labels(scale.marks), "title": None,
                 "labelFlush": True, "labelOverlap": True},
    }  # fmt: skip
    y: Spec = {"field": "place", "type": "quantitative", "axis": None}
    y["scale"] = {"domain": [len(order), -0.35 if bands else 0], "nice": False}
    layers = _bands(bands, len(order), look, x, y)
    layers += [
        {
            "mark": {"type": "text", "align": "left", "dy": -29, "fontWeight": 500, "limit": width - 8},
            "data": {"values": [{"row": name, "place": n + 0.62} for n, name in enumerate(order)]},
            "encoding": {"x": {"datum": scale.low, **x}, "text": {"field": "row"}, "y": y},
        },
        *({**layer, "encoding": {**layer["encoding"], "y": y}} for layer in intervals(x, size=12)),
        {
            "mark": {
                "type": "point", "shape": "square", "filled": True, "opacity": 1, "size": 170,
                "strokeWidth": 2.5,
            },
            "encoding": {
                "x": {"field": "value", **x},
                "y": y,
                "fill": {"field": "fill", "type": "nominal", "scale": None},
                "stroke": {"field": "stroke", "type": "nominal", "scale": None},
            },
        },
        _number("!datum.hollow", 17, x, y),
        _number("datum.hollow", -15, x, y),
    ]  # fmt: skip
    return {
        "width": width,
        "height": _ROW * len(order) + 10,
        "autosize": FIT,
        "data": {"values": [_dot(dot, order.index(dot.row), look) for dot in rows]},
        "layer": layers,
    }


def _number(which: str, dy: int, x: Spec, y: Spec) -> Spec:
    """The numbers of filled squares stand below them, those of hollow ones above."""
    return {
        "transform": [{"filter": which}],
        "mark": {"type": "text", "dy": dy, "fontWeight": 600, "fontSize": 12},
        "encoding": {"x": {"field": "value", **x}, "y": y, "text": {"field": "text"}},
    }


def _dot(dot: Dot, number: int, look: Look) -> Spec:
    deep = look.deep(dot.tone)
    return {
        "place": number + 0.62, "value": dot.value, "text": dot.text, "low": dot.low, "high": dot.high,
        "fill": look.card if dot.hollow else deep, "stroke": deep, "hollow": dot.hollow,
    }  # fmt: skip


def _bands(bands: Sequence[Band], rows: int, look: Look, x: Spec, y: Spec) -> list[Spec]:
    """Stripes behind the rows with their names on top."""
    if not bands:
        return []
    values = [
        {"from": b.low, "to": b.high, "mid": (b.low + b.high) / 2, "name": b.name, "odd": n % 2}
        for n, b in enumerate(bands)
    ]
    stripes: Spec = {
        "data": {"values": values},
        "mark": {"type": "rect"},
        "encoding": {
            "x": {"field": "from", **x},
            "x2": {"field": "to"},
            "y": {"datum": 0, **{k: v for k, v in y.items() if k != "field"}},
            "y2": {"datum": rows},
            "color": {
                "condition": {"test": "datum.odd == 1", "value": look.tint("mobil")},
                "value": look.paper,
            },
        },
    }
    names: Spec = {
        "data": {"values": values},
        "mark": {"type": "text", "fontSize": 11, "dy": -8, "color": look.muted},
        "encoding": {
            "x": {"field": "mid", **x},
            "y": {"datum": 0, **{k: v for k, v in y.items() if k != "field"}},
            "text": {"field": "name"},
        },
    }
    return [stripes, names]
