"""Squares in a plane: hours of a week, places on a screen. Larger and darker is more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telemetry.report.charts.base import FIT, Spec
from telemetry.report.look import Look

COLUMNS, ROWS = 16, 9
"""The grid a screen is counted in."""
_MAP_GAP, _MAP_HEAD = 14, 22


@dataclass(frozen=True, slots=True)
class Spot:
    """One square. text: its number as it is read, where there is room for it."""

    x: str
    y: str
    value: float
    text: str = ""


def hours(spots: Sequence[Spot], look: Look, width: int) -> Spec:
    """Days of the week against hours of the day."""
    columns = list(dict.fromkeys(spot.x for spot in spots))
    rows = list(dict.fromkeys(spot.y for spot in spots))
    side = (width - 50) / max(len(columns), 1)
    most = max((spot.value for spot in spots), default=1) or 1
    roomy = side >= 34
    place: Spec = {"type": "point", "padding": 0.5}
    axis: Spec = {"title": None, "labelAngle": 0, "grid": False, "orient": "top", "labelOverlap": True}
    layers: list[Spec] = [
        _squares(side * 0.92, None, look, look.empty, opacity=0.55),
        _squares(side * 0.92, most, look, None),
    ]
    if roomy:
        layers.append(
            {
                "mark": {"type": "text", "fontSize": 12},
                "encoding": {
                    "text": {"field": "text"},
                    "color": {
                        "condition": {"test": f"datum.value > {most * 0.45}", "value": look.card},
                        "value": look.ink,
                    },
                },
            }
        )
    return {
        "width": width,
        "height": side * len(rows),
        "autosize": FIT,
        "data": {"values": [_spot(spot) for spot in spots]},
        "encoding": {
            "x": {"field": "x", "type": "ordinal", "sort": columns, "axis": axis, "scale": place},
            "y": {
                "field": "y", "type": "ordinal", "sort": rows, "scale": place,
                "axis": {"title": None, "grid": False},
            },
        },
        "layer": layers,
    }  # fmt: skip


def _spot(spot: Spot) -> Spec:
    return {"x": spot.x, "y": spot.y, "value": spot.value, "text": spot.text}


def _squares(side: float, most: float | None, look: Look, colour: str | None, **mark: object) -> Spec:
    """Squares of one size and colour, or both growing with `value` up to `most`."""
    area = side * side
    shape: Spec = {"type": "point", "shape": "square", "filled": True, "opacity": 1, **mark}
    if most is None:
        return {"mark": {**shape, "color": colour, "size": area}}
    scale = {"domain": [0, most], "range": [look.bright("mobil"), look.deep("mobil")]}
    return {
        "transform": [{"filter": "datum.value > 0"}],
        "mark": shape,
        "encoding": {
            "size": {
                "field": "value", "type": "quantitative", "legend": None,
                "scale": {"domain": [0, most], "range": [area * 0.12, area], "nice": False},
            },
            "color": {"field": "value", "type": "quantitative", "legend": None, "scale": scale},
        },
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen and what was counted in its cells: (column, row, amount), from the top left."""

    name: str
    cells: tuple[tuple[int, int, float], ...]


def screens(found: Sequence[Screen], look: Look, width: int) -> Spec:
    """Small maps of screens at night, one beside the other; each has its own darkest place."""
    across = 3 if width > 500 else 2
    side = (width - _MAP_GAP * (across - 1) - 4) / across
    return {
        "concat": [_screen(screen, look, side) for screen in found],
        "columns": across,
        "spacing": {"row": 18, "column": _MAP_GAP},
    }


def _screen(screen: Screen, look: Look, width: float) -> Spec:
    side = width / COLUMNS
    most = max((amount for _, _, amount in screen.cells), default=1) or 1
    place = {"type": "quantitative", "axis": None}
    return {
        "title": {
            "text": screen.name, "anchor": "start", "fontSize": 13, "fontWeight": 500, "color": look.ink,
            "limit": width, "offset": 6,
        },
        "width": width,
        "height": side * ROWS,
        "view": {"fill": look.night},
        "data": {"values": [{"x": x + 0.5, "y": y + 0.5, "value": n} for x, y, n in screen.cells]},
        "mark": {"type": "point", "shape": "square", "filled": True, "opacity": 1, "color": look.accent},
        "encoding": {
            "x": {"field": "x", **place, "scale": {"domain": [0, COLUMNS], "nice": False}},
            "y": {"field": "y", **place, "scale": {"domain": [0, ROWS], "nice": False, "reverse": True}},
            "size": {
                "field": "value", "type": "quantitative", "legend": None,
                "scale": {"domain": [0, most], "range": [4, side * side * 0.9], "nice": False},
            },
        },
    }  # fmt: skip


def windows(lit: int, look: Look) -> Spec:
    """A block of a hundred windows at night, so many of them lit."""
    values = [{"x": n % 10, "y": n // 10, "lit": _scattered(n) < lit} for n in range(100)]
    scale = {"domain": [-0.5, 9.5], "nice": False}
    return {
        "width": 200, "height": 200, "data": {"values": values},
        "mark": {"type": "point", "shape": "square", "filled": True, "size": 210, "opacity": 1},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "axis": None, "scale": scale},
            "y": {"field": "y", "type": "quantitative", "axis": None, "scale": scale},
            "color": {
                "condition": {"test": "datum.lit", "value": look.accent}, "value": look.window,
            },
        },
    }  # fmt: skip


def _scattered(number: int) -> int:
    """A fixed order of 0..99 in which neighbours come far apart."""
    return (number * 37 + 11) % 100
