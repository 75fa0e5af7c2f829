"""Where everything of a day lies: the columns, the lanes below them, the number beside or above."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import cut_bottom, cut_left, cut_right, cut_top, rows
from kiosk.ui.look import Look
from scenes.kinds.balance.simulation import HOURS

LOWER = 0.52
"""In portrait everything one touches lies below this share of the screen's height."""
PANEL_W = {100: 404.0, 150: 470.0, 200: 560.0}
PANEL_GAP = {100: 56.0, 150: 40.0, 200: 32.0}
ACROSS = 2
"""Squares beside each other in the column of an hour."""
WIDEST = 28.0
MOST_ROWS = 18
"""Rows up to which the sky fills the room above the columns."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns: left edge, foot, width of an hour, pitch and side of a square, rows of squares."""

    x: float
    base: float
    hour: float
    pitch: float
    side: float
    rows: int

    @property
    def top(self) -> float:
        return self.base - self.rows * self.pitch

    @property
    def rect(self) -> Rect:
        return Rect(self.x, self.top, self.hour * HOURS, self.base - self.top)

    def left(self, hour: float) -> float:
        """The left edge of an hour."""
        return self.x + hour * self.hour

    def square(self, hour: int, index: int, right: bool) -> tuple[float, float]:
        """Top left corner of square `index` of an hour, from the foot. right: rows begin there."""
        start = self.left(hour) + (self.hour - ACROSS * self.pitch) / 2 + (self.pitch - self.side) / 2
        y = self.base - (index // ACROSS + 1) * self.pitch + (self.pitch - self.side) / 2
        across = index % ACROSS
        return start + (ACROSS - 1 - across if right else across) * self.pitch, y

    def height(self, squares: float) -> float:
        """The y of a line above so many squares of an hour."""
        return self.base - squares / ACROSS * self.pitch


@dataclass(frozen=True, slots=True)
class Places:
    """weather: the strip above the columns. legend, bubble: None where text is too large for them."""

    grid: Grid
    weather: Rect
    axis: Rect
    lanes: tuple[Rect, ...]
    title: Rect
    number: Rect
    lamps: Rect
    legend: Rect | None
    bubble: Rect | None


def bubbles(look: Look) -> bool:
    """Whether there is room for a bubble with Karo: not where large text needs it."""
    return look.text < 150 or (look.text < 200) == look.portrait


def places(look: Look, area: Rect, squares: int, lanes: int) -> Places:
    """squares: most squares any hour can show under any plan. lanes: how many blocks there are."""
    return _portrait(look, area, squares, lanes) if look.portrait else _landscape(look, area, squares, lanes)


def _grid(room: Rect, squares: int) -> Grid:
    """As large as fits, squares square, at the foot of `room`."""
    count = max(math.ceil(squares / ACROSS), 4)
    hour = room.w / HOURS
    pitch = min(hour / ACROSS, room.h / count, WIDEST * 1.2)
    sky = max(count, min(int(room.h / pitch), MOST_ROWS))
    return Grid(room.x, room.bottom, hour, pitch, pitch * 0.9, sky)


def _chart(look: Look, room: Rect, squares: int) -> tuple[Grid, Rect, Rect]:
    """Columns, weather strip directly above them, axis below."""
    axis_h = look.size("label") * 1.45
    axis, above = cut_bottom(room, axis_h, 4)
    weather_h = min(58.0, room.h * 0.14)
    grid = _grid(Rect(above.x, above.y + weather_h, above.w, above.h - weather_h), squares)
    return grid, Rect(above.x, grid.top - weather_h, above.w, weather_h), axis


def _landscape(look: Look, area: Rect, squares: int, lanes: int) -> Places:
    panel, left = cut_right(area, PANEL_W[look.text], PANEL_GAP[look.text])
    lanes_h = lanes * max(look.target, 76.0)
    below, above = cut_bottom(left, lanes_h, 8)
    grid, weather, axis = _chart(look, above, squares)
    title_h = look.size("small") * 1.3
    flap_h = {100: 156.0, 150: 132.0, 200: 150.0}[look.text]
    lamps_h = {100: 118.0, 150: 116.0, 200: 130.0}[look.text]
    title, rest = cut_top(panel, title_h, 6)
    number, rest = cut_top(rest, flap_h, 22)
    lamp, rest = cut_top(rest, lamps_h, 20)
    legend, bubble = _lower(look, rest)
    return Places(grid, weather, axis, rows(below, lanes, 0), title, number, lamp, legend, bubble)


def _lower(look: Look, rest: Rect) -> tuple[Rect | None, Rect | None]:
    """Legend and what Karo says share what is left; where text is very large the legend makes room."""
    if look.text >= 200:
        return None, rest
    if look.text >= 150:
        return rest, None
    bubble, legend = cut_bottom(rest, 176, 14)
    return legend, bubble


def _portrait(look: Look, area: Rect, squares: int, lanes: int) -> Places:
    bubble_h = {100: 170.0, 150: 150.0, 200: 0.0}[look.text]
    least = max(look.target, 76.0)
    start = max(look.stage.h * LOWER, area.y)
    lane_h = min(max((area.bottom - start - bubble_h - 16) / lanes, least), 112.0)
    start = max(start, area.bottom - bubble_h - 16 - lanes * lane_h)
    below = Rect(area.x, start, area.w, lanes * lane_h)
    bubble = Rect(area.x, below.bottom + 16, area.w, area.bottom - below.bottom - 16) if bubble_h else None
    above = Rect(area.x, area.y, area.w, start - area.y - 8)
    count = max(math.ceil(squares / ACROSS), 4)
    rows_h = max(count, MOST_ROWS) * above.w / HOURS / ACROSS
    wanted = rows_h + 58 + look.size("label") * 1.45 + 4
    chart, panel = cut_bottom(above, min(wanted, above.h * 0.6), 24)
    grid, weather, axis = _chart(look, chart, squares)
    lamps_h = min(118.0 if look.text < 200 else 130.0, panel.h * 0.4)
    wide = look.text >= 200
    left, right = cut_left(panel, panel.w * (1.0 if wide else 0.47), 44)
    title, rest = cut_top(left, look.size("small") * 1.3, 4)
    if wide:
        number, lamp = cut_left(rest, rest.w * 0.44, 24)
        number, lamp = (Rect(r.x, r.y, r.w, min(r.h, 170.0)) for r in (number, lamp))
        legend = Rect(left.x, number.bottom + 24, left.w, left.bottom - number.bottom - 24)
        return Places(grid, weather, axis, rows(below, lanes, 0), title, number, lamp, legend, bubble)
    lamp, number = cut_bottom(rest, lamps_h, 20)
    number = Rect(number.x, number.y, number.w, min(number.h, 210.0))
    lamp = Rect(lamp.x, number.bottom + 20, lamp.w, lamp.h)
    return Places(grid, weather, axis, rows(below, lanes, 0), title, number, lamp, right, bubble)
