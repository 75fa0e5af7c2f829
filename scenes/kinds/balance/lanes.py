"""The lanes: each is the slider of one block, as wide as the day."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Box, Colour, Draw, Line, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, icon, tile
from kiosk.ui.theme import Domain, mix
from scenes.kinds.balance.places import Grid
from scenes.kinds.balance.simulation import HOURS

ROUND = 14.0
LEAST = 0.8
"""Share of its size to which a word shrinks to stay on its block."""
ARROW_FROM = 1.5
"""Hours that must lie free between a block and its first place for an arrow to fit between."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A block where it stands: its words, pictogram, hour, first hour and length.

    crowd: the hour most visits chose, and how that is said; None while it is not told.
    """

    text: str
    mark: tuple[str, ...] | None
    domain: Domain
    hour: int
    first: int
    hours: int
    pressed: bool = False
    crowd: tuple[int, str] | None = None


def _lane(look: Look, rect: Rect, grid: Grid, lane: Lane) -> tuple[Draw, ...]:
    """Ground, hours, the first place with an arrow, the block."""
    day = look.theme.day
    body = rect.inset(0, 4)
    ground = day.ground if look.theme.bold else mix(day.card, day.ground, 0.3)
    outline = (day.line, 2.0) if look.theme.bold else (None, 0.0)
    draws: list[Draw] = [Box(body, ground, ROUND, *outline), _hours(grid, body, day.empty)]
    if lane.hour != lane.first:
        draws += _first_place(look, body, grid, lane)
    face = Rect(grid.left(lane.hour) + 1, body.y, lane.hours * grid.hour - 2, body.h)
    slab = Slab(lane.domain.bright, lane.domain.deep, None, ROUND, 8.0)
    if look.theme.bold:
        slab = Slab(day.accent, day.accent, day.ink, ROUND, 0.0)
    draws += _crowd(look, body, grid, lane)
    tiled, top = tile(look, face, slab, lane.pressed)
    return (*draws, *tiled, *_label(look, top, body, lane))


lane_draws = latest(_lane, keep=12)


def _hours(grid: Grid, body: Rect, colour: Colour) -> Squares:
    side = 6.0
    return Squares(
        tuple(
            Square(grid.left(hour + 0.5) - side / 2, body.cy - side / 2, side, colour)
            for hour in range(HOURS)
        )
    )


def _first_place(look: Look, body: Rect, grid: Grid, lane: Lane) -> list[Draw]:
    """An outline where the block stood, and an arrow from there to where it went."""
    day = look.theme.day
    colour = day.ink if look.theme.bold else mix(lane.domain.bright, day.ground, 0.45)
    draws: list[Draw] = [
        Box(
            Rect(grid.left(lane.first) + 1, body.y + 2, lane.hours * grid.hour - 2, body.h - 6),
            None, ROUND, colour, 3.0,
        )
    ]  # fmt: skip
    left = lane.hour < lane.first
    gap = abs(lane.hour - lane.first) - lane.hours
    if gap < ARROW_FROM or not _fits_inside(look, Rect(0, 0, lane.hours * grid.hour, body.h), lane):
        return draws
    start = grid.left(lane.first if left else lane.first + lane.hours) + (-14 if left else 14)
    end = grid.left(lane.hour + lane.hours if left else lane.hour) + (14 if left else -14)
    y, head = body.cy - 2, 12.0
    draws.append(Box(Rect(min(start, end), y - 2, abs(start - end), 4), colour, 2))
    back = end + (head if left else -head)
    draws.append(Line(((back, y - head), (end, y), (back, y + head)), 4, colour))
    return draws


def _fits_inside(look: Look, face: Rect, lane: Lane) -> bool:
    return _inside(look, face, lane) >= LEAST * _size(look)


def _inside(look: Look, face: Rect, lane: Lane) -> float:
    """The size at which the word fits on the block beside its pictogram."""
    room = face.w - _side(face, lane) - 34
    return min(_size(look), room / look.type.width(lane.text, 1.0, 700))


def _size(look: Look) -> float:
    return min(look.size("label"), 48.0)


def _side(face: Rect, lane: Lane) -> float:
    return min(face.h * 0.6, 40.0) if lane.mark else 0.0


def _label(look: Look, face: Rect, body: Rect, lane: Lane) -> tuple[Draw, ...]:
    """Pictogram and word on the block; the word beside it where it does not fit on it."""
    day = look.theme.day
    ink = day.on_accent if look.theme.bold else lane.domain.on_bright
    deep = day.on_accent if look.theme.bold else lane.domain.deep
    side, size = _side(face, lane), _size(look)
    if _fits_inside(look, face, lane):
        mark = icon(lane.mark, Rect(face.x + 12, face.cy - side / 2, side, side), deep)
        left = face.x + side + (22 if side else 14)
        style = Style("label", ink, "l", _inside(look, face, lane), 700)
        return (*mark, one_line(look, lane.text, (left, face.cy), style))
    mark = icon(lane.mark, Rect(face.cx - side / 2, face.cy - side / 2, side, side), deep)
    width = look.type.width(lane.text, size, 700)
    right = face.right + 16 + width <= body.right
    at = (face.right + 16, face.cy) if right else (face.x - 16, face.cy)
    word = one_line(look, lane.text, at, Style("label", day.ink, "l" if right else "r", size, 700))
    return (*mark, word)


def _crowd(look: Look, body: Rect, grid: Grid, lane: Lane) -> list[Draw]:
    """A small flag at the hour most visits chose, where the block leaves room for it."""
    if lane.crowd is None:
        return []
    hour, said = lane.crowd
    day = look.theme.day
    size = look.size("label") * 0.86
    width = look.type.width(said, size, 600)
    spot = Rect(grid.left(hour), body.y + 6, width + 24, body.h - 12)
    spot = spot.moved(min(0.0, body.right - spot.right))
    block = Rect(grid.left(lane.hour), body.y, lane.hours * grid.hour, body.h)
    if spot.overlaps(block) or not _fits_inside(look, block, lane):
        return []
    flag = Box(Rect(grid.left(hour), body.y + 4, 4, body.h - 8), day.muted, 2)
    return [flag, one_line(look, said, (spot.x + 14, body.cy), Style("label", day.muted, "l", size, 600))]
