"""Rows and columns of squares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from telemetry.report.charts.base import FIT, Bar, Spec, intervals, labels, largest, nice
from telemetry.report.look import Look

_ROW, _BAR = 48, 14
_HEIGHT = 180
_DOWN = 8
"""Pixels from the middle of a row to the middle of its bar; the name stands above."""
_FOR_NUMBERS = {True: 0.27, False: 0.45}
"""Share of the width kept for the numbers behind the longest bar: on a page, on a phone."""


def square_of(rows: Sequence[Bar], width: int, whole: float | None = None, least: float = 0.0) -> float:
    """What one square of `bars` is worth: a round number, not below `least`."""
    return max(nice(whole or largest(rows), _room(width) / _BAR), least)


def _room(width: int) -> float:
    return width * (1 - _FOR_NUMBERS[width > 500])


def bars(rows: Sequence[Bar], look: Look, width: int, whole: float | None, square: float) -> Spec:
    """Rows of squares with the name above, the number behind and the interval.

    whole: what all squares of a row are worth, such as 1.0 for shares; they are shown hollow.
    square: what one is worth.
    """
    most = whole or max(largest(rows), square * int(_room(width) / _BAR / 2))
    end = most * width / _room(width)
    x: Spec = {"type": "quantitative", "scale": {"domain": [0, end], "nice": False}, "axis": None}
    mark: Spec = {"type": "bar", "height": _BAR, "yOffset": _DOWN}
    layers: list[Spec] = []
    if whole is not None:
        layers.append({"mark": {**mark, "color": look.empty}, "encoding": {"x": {"datum": whole, **x}}})
    layers += [_bodies(mark, x), _seams(most, square, look, x)]
    layers += intervals(x, yOffset=_DOWN)
    layers += [
        _words(
            "text",
            {"field": "end", **x} if whole is None else {"datum": whole, **x},
            dx=8,
            dy=_DOWN,
            fontWeight=600,
        ),
        _words("name", {"datum": 0, **x}, dy=-9, limit=width - 8),
    ]
    return {
        "width": width,
        "height": _ROW * len(rows),
        "autosize": FIT,
        "data": {"values": [_row(row, number, look) for number, row in enumerate(rows)]},
        "encoding": {"y": {"field": "row", "type": "ordinal", "axis": None, "scale": {"padding": 0}}},
        "layer": layers,
    }


def _row(row: Bar, number: int, look: Look) -> Spec:
    deep = look.deep(row.tone)
    return {
        "row": number, "name": row.name, "value": row.value, "text": row.text, "low": row.low,
        "high": row.high, "end": max(row.value, row.high or 0), "fill": look.card if row.faint else deep,
        "stroke": deep,
    }  # fmt: skip


def _bodies(mark: Spec, along: Spec) -> Spec:
    return {
        "mark": {**mark, "strokeWidth": 1.5},
        "encoding": {
            "x": {"field": "value", **along},
            "color": {"field": "fill", "type": "nominal", "scale": None},
            "stroke": {"field": "stroke", "type": "nominal", "scale": None},
        },
    }


def _seams(most: float, square: float, look: Look, x: Spec) -> Spec:
    """Lines in the colour of the ground that part bars into squares."""
    count = int(most / square + 0.999)
    return {
        "data": {"values": [{"at": square * number} for number in range(1, count + 1)]},
        "mark": {"type": "rule", "color": look.card, "strokeWidth": 2},
        "encoding": {"x": {"field": "at", **x}, "y": None},
    }


def _words(field: str, x: Spec, **mark: object) -> Spec:
    return {"mark": {"type": "text", "align": "left", **mark}, "encoding": {"x": x, "text": {"field": field}}}


def columns(
    rows: Sequence[Bar], look: Look, width: int, marks: Mapping[int, str], write: Callable[[float], str]
) -> Spec:
    """Upright columns of squares side by side, such as weeks of a year, with intervals.

    marks: what is written below columns, by their number; the rest go without.
    write: says the numbers of the axis.
    """
    most = largest(rows)
    square = nice(most, max(4, min(_HEIGHT * max(len(rows), 12) / width, 16)))
    top = square * -(-most // square)
    steps = [0.0, square * (top / square // 2), top]
    y: Spec = {
        "type": "quantitative",
        "scale": {"domain": [0, top], "nice": False},
        "axis": {
            "values": steps,
            "labelExpr": labels({s: write(s) for s in steps}),
            "title": None,
            "grid": False,
        },
    }
    x: Spec = {
        "field": "row", "type": "ordinal",
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": True, "labelAlign": "left",
                 "labelExpr": labels({float(at): text for at, text in marks.items()})},
        "scale": {"paddingInner": 0.2, "paddingOuter": 0.1},
    }  # fmt: skip
    count = round(top / square)
    seams: Spec = {
        "data": {"values": [{"at": square * number} for number in range(1, count)]},
        "mark": {"type": "rule", "color": look.card, "strokeWidth": 2},
        "encoding": {"y": {"field": "at", **y}, "x": None},
    }
    body = _bodies({"type": "bar"}, y)
    body["encoding"]["y"] = body["encoding"].pop("x")
    return {
        "width": width,
        "height": _HEIGHT,
        "autosize": FIT,
        "data": {"values": [_row(row, number, look) for number, row in enumerate(rows)]},
        "encoding": {"x": x},
        "layer": [body, seams, *intervals(y, "y", 6)],
    }


def tenths(share: float, low: float | None, high: float | None, look: Look) -> Spec:
    """Ten squares of which a share is filled, with its interval."""
    x: Spec = {"type": "quantitative", "scale": {"domain": [0, 1], "nice": False}, "axis": None}
    body: Spec = {"type": "bar", "height": 24}
    known = {"values": [{"low": low, "high": high}]}
    return {
        "width": 280,
        "height": 28,
        "data": known,
        "layer": [
            {"mark": {**body, "color": look.empty}, "encoding": {"x": {"datum": 1, **x}}},
            {"mark": {**body, "color": look.deep("mobil")}, "encoding": {"x": {"datum": share, **x}}},
            _seams(1, 0.1, look, x),
            *intervals(x, size=14),
        ],
    }
