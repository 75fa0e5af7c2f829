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
    """Ground, hours, the first place with an arrow, the block with its word on it or beside it."""
    day, bold = look.theme.day, look.theme.bold
    body = rect.inset(0, 4)
    ground = day.ground if bold else mix(day.card, day.ground, 0.3)
    outline = (day.line, 2.0) if bold else (None, 0.0)
    place = _place(grid, body, lane.hour, lane.hours)
    slab = Slab(lane.domain.bright, lane.domain.deep, None, ROUND, 8.0)
    if bold:
        slab = Slab(day.accent, day.accent, day.ink, ROUND, 0.0)
    tiled, face = tile(look, place, slab, lane.pressed)
    word, beside = _word(look, face, (body, _place(grid, body, lane.first, lane.hours)), lane)
    draws: list[Draw] = [Box(body, ground, ROUND, *outline), _hours(grid, body, day.empty)]
    flag, told = _crowd(look, grid, lane, (body, place if beside is None else place.union(beside)))
    if lane.hour != lane.first:
        draws += _first_place(look, grid, lane, (body, told or beside))
    return (*draws, *flag, *tiled, *word)


def _place(grid: Grid, body: Rect, hour: int, hours: int) -> Rect:
    return Rect(grid.left(hour) + 1, body.y, hours * grid.hour - 2, body.h)


lane_draws = latest(_lane, keep=12)


def _hours(grid: Grid, body: Rect, colour: Colour) -> Squares:
    side = 6.0
    return Squares(
        tuple(
            Square(grid.left(hour + 0.5) - side / 2, body.cy - side / 2, side, colour)
            for hour in range(HOURS)
        )
    )


def _first_place(look: Look, grid: Grid, lane: Lane, room: tuple[Rect, Rect | None]) -> list[Draw]:
    """An outline where the block stood, and an arrow from there; neither where a word stands."""
    body, word = room
    day = look.theme.day
    colour = day.ink if look.theme.bold else mix(lane.domain.bright, day.ground, 0.45)
    ghost = _place(grid, body, lane.first, lane.hours)
    if word is not None and word.overlaps(ghost):
        return []
    rim = Rect(ghost.x, ghost.y + 2, ghost.w, ghost.h - 6)
    draws: list[Draw] = [Box(rim, None, ROUND, colour, 3.0)]
    left = lane.hour < lane.first
    if abs(lane.hour - lane.first) - lane.hours < ARROW_FROM:
        return draws
    start = ghost.x - 13 if left else ghost.right + 13
    edge = _place(grid, body, lane.hour, lane.hours)
    end = edge.right + 15 if left else edge.x - 15
    y, head = body.cy - 2, 12.0
    if word is not None and word.overlaps(Rect(min(start, end), y - head, abs(start - end), 2 * head)):
        return draws
    draws.append(Box(Rect(min(start, end), y - 2, abs(start - end), 4), colour, 2))
    back = end + (head if left else -head)
    return [*draws, Line(((back, y - head), (end, y), (back, y + head)), 4, colour)]


def _word(
    look: Look, face: Rect, room: tuple[Rect, Rect], lane: Lane
) -> tuple[tuple[Draw, ...], Rect | None]:
    """Pictogram and word: side by side on the block, one above the other, or the word beside it.

    room: the lane, and the block's first place, which a word beside the block rather leaves free.
    Also returned: where the word stands if it is beside the block.
    """
    day = look.theme.day
    ink = day.on_accent if look.theme.bold else lane.domain.on_bright
    deep = day.on_accent if look.theme.bold else lane.domain.deep
    full = min(look.size("label"), 48.0)
    em = look.type.width(lane.text, 1.0, 700)
    side = min(face.h * 0.6, 40.0) if lane.mark else 0.0
    wide = min(full, (face.w - side - 34) / em)
    if wide >= LEAST * full:
        mark = icon(lane.mark, Rect(face.x + 12, face.cy - side / 2, side, side), deep)
        left = face.x + side + (22 if side else 14)
        return (*mark, one_line(look, lane.text, (left, face.cy), Style("label", ink, "l", wide, 700))), None
    tall = min(full, (face.w - 14) / em)
    if tall >= LEAST * full and face.h >= side + tall * 1.3 + 8:
        top = face.cy - (side + tall * 1.2) / 2
        mark = icon(lane.mark, Rect(face.cx - side / 2, top, side, side), deep)
        style = Style("label", ink, "c", tall, 700)
        return (*mark, one_line(look, lane.text, (face.cx, top + side + tall * 0.75), style)), None
    mark = icon(lane.mark, Rect(face.cx - side / 2, face.cy - side / 2, side, side), deep)
    at = _beside(face, room, em * full)
    line = one_line(look, lane.text, (at.x, face.cy), Style("label", day.ink, "l", full, 700))
    return (*mark, line), at


def _beside(face: Rect, room: tuple[Rect, Rect], width: float) -> Rect:
    """Right or left of the block, inside the lane, off its first place if one of both is."""
    body, first = room
    right = Rect(face.right + 16, body.y, width, body.h)
    left = Rect(face.x - 16 - width, body.y, width, body.h)
    inside = [at for at in (right, left) if at.x >= body.x + 4 and at.right <= body.right - 4] or [right]
    free = [at for at in inside if not at.overlaps(first)]
    return (free or inside)[0]


def _crowd(look: Look, grid: Grid, lane: Lane, room: tuple[Rect, Rect]) -> tuple[list[Draw], Rect | None]:
    """A small flag at the hour most visits chose, where block and word leave room; and where it stands."""
    if lane.crowd is None:
        return [], None
    body, taken = room
    hour, said = lane.crowd
    day = look.theme.day
    size = look.size("label") * 0.86
    width = look.type.width(said, size, 600)
    pole = grid.left(hour)
    spot = Rect(pole, body.y + 6, width + 24, body.h - 12)
    if spot.right > body.right:  # the words stand to the left of the pole
        spot = Rect(pole + 4 - spot.w, spot.y, spot.w, spot.h)
    if spot.overlaps(taken):
        return [], None
    flag = Box(Rect(pole, body.y + 4, 4, body.h - 8), day.muted, 2)
    left = spot.x + (14 if spot.x == pole else 10)
    line = one_line(look, said, (left, body.cy), Style("label", day.muted, "l", size, 600))
    return [flag, line], spot
