"""Where everything lies: the sum that is left, the people below it, a row for each item."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kiosk.core.frame import Slide
from kiosk.core.geometry import Rect
from kiosk.ui.layout import cut_bottom, cut_left, cut_right, cut_top, grid
from kiosk.ui.look import Look

BUTTON = 96.0
TALLEST = 124.0
POT_ROWS = 3
POT_PITCH = 46.0
ROW_GAP = 13.0
BESIDE = 20.0
"""Units between two things one can touch."""


@dataclass(frozen=True, slots=True)
class Places:
    """square: the one that can be picked up. note: what the number is. rows: in the order shown.

    pot, people: None without room or need.
    """

    ask: Rect
    number: Rect
    square: Rect
    note: Rect
    pot: Rect | None
    people: Rect | None
    rows: tuple[Rect, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Squares in a few lines, filled column by column, so that further right is always more."""

    x: float
    y: float
    lines: int
    pitch: float
    side: float

    def at(self, index: int) -> tuple[float, float]:
        """Top left corner of a square."""
        column, line = divmod(index, self.lines)
        return self.x + column * self.pitch, self.y + line * self.pitch


def block(rect: Rect, total: int) -> Block:
    """Room for `total` squares, as large as fits, from the left, in the middle of the height."""
    lines = max(range(1, 4), key=lambda n: min(rect.h / n, rect.w / math.ceil(total / n)))
    pitch = min(rect.h / lines, rect.w / math.ceil(total / lines), POT_PITCH)
    return Block(rect.x, rect.y + (rect.h - lines * pitch) / 2, lines, pitch, pitch * 0.85)


def slide(room: Block, total: int) -> Slide:
    """Positions along a block: a touch on a column fills it."""
    start = room.x - room.pitch / 2
    return Slide(Rect(start, room.y, total / room.lines * room.pitch, room.lines * room.pitch), 0, total, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """The parts of a row. touch: where a tap sets the number. icon: None without room."""

    whole: Rect
    touch: Rect
    icon: Rect | None
    name: Rect
    squares: Rect
    less: Rect
    number: Rect
    more: Rect


def row(look: Look, rect: Rect, pictured: bool) -> Row:
    """A name above its squares; minus, number and plus at the right. pictured: a pictogram at the left."""
    side = max(min(BUTTON, rect.h - 8), look.target)
    inner = Rect(rect.x + 18, rect.y, rect.w - 18 - 14, rect.h)
    number_w = 88.0 * (1 + (look.grow - 1) * 0.45)
    more = Rect(inner.right - side, rect.cy - side / 2, side, side)
    number = Rect(more.x - 8 - number_w, rect.y, number_w, rect.h)
    less = Rect(number.x - 8 - side, more.y, side, side)
    words = Rect(inner.x, rect.y, less.x - BESIDE - inner.x, rect.h)
    spare = min(max((rect.h - look.target) / 2, 0.0), (BESIDE - ROW_GAP) / 2)
    touch = Rect(rect.x, rect.y + spare, less.x - BESIDE - rect.x, rect.h - 2 * spare)
    picture: Rect | None = None
    if pictured and words.w > 480 and not look.large:
        picture, words = cut_left(words, min(84.0, rect.h - 24), 22)
        picture = Rect(picture.x, rect.cy - picture.w / 2, picture.w, picture.w)
    words = words.inset(0, rect.h * (0.1 if look.text < 200 else 0.05))
    name, squares = cut_top(words, words.h * {100: 0.42, 150: 0.56, 200: 0.74}[look.text], 4)
    return Row(rect, touch, picture, name, squares, less, number, more)


def places(look: Look, area: Rect, items: int, people: bool) -> Places:
    """people: whether somebody is asked."""
    if look.portrait:
        return _portrait(look, area, items, people)
    if look.low:
        return _low(look, area, items, people)
    width = {100: 720.0, 150: 620.0, 200: 600.0}[look.text]
    left, right = cut_left(area, width if people else width - 60, 48)
    return _left(look, left, people, _rows(look, right, items))


def _rows(look: Look, room: Rect, items: int, across: int = 1, low: bool = False) -> tuple[Rect, ...]:
    """Rows from the top of `room`, in one or two columns. low: from its foot."""
    down = math.ceil(items / across)
    gap = ROW_GAP if down < 7 else 8.0
    tallest = TALLEST * (1 + (look.grow - 1) * 0.3) * (1.0 if down > 4 else 1.35)
    height = min((room.h - gap * (down - 1)) / down, tallest)
    whole = height * down + gap * (down - 1)
    field = Rect(room.x, room.bottom - whole if low else room.y, room.w, whole)
    return grid(field, (across, down), gap if across == 1 else ROW_GAP)[:items]


def _left(look: Look, room: Rect, people: bool, rows: tuple[Rect, ...]) -> Places:
    """Question, number, pot and people below each other."""
    ask, rest = cut_top(room, min(look.size("card") * (1.2 if people else 2.4), room.h * 0.3), 8)
    head = max((100.0 if people else 132.0) * (1 + (look.grow - 1) * 0.25), look.target)
    top, rest = cut_top(rest, head, 8)
    square, number = cut_right(top, max(BUTTON, look.target), 28)
    square = Rect(square.x, top.cy - square.w / 2, square.w, square.w)
    note, rest = cut_top(rest, look.size("label") * 1.35, 12)
    pot: Rect | None = None
    if look.text < 150 or (look.portrait and look.text < 200) or not people:
        pot, rest = cut_top(rest, min(POT_ROWS * (POT_PITCH if people else rest.w), rest.h), 18)
    return Places(ask, number, square, note, pot, rest if people else None, rows)


def _portrait(look: Look, area: Rect, items: int, people: bool) -> Places:
    share = 0.48 if look.text < 150 else 0.5
    least = items * (look.target + 8) + (items - 1) * 8
    lower, upper = cut_bottom(area, max(area.h * share, least), 22)
    rows = _rows(look, lower, items, low=True)
    return _left(look, upper, people, rows)


def _low(look: Look, area: Rect, items: int, people: bool) -> Places:
    """Everything one touches in the lowest part, rows in two columns."""
    down = math.ceil(items / 2)
    height = down * max(104.0, look.target + 8) + (down - 1) * ROW_GAP
    lower, upper = cut_bottom(area, height, 20)
    left, right = cut_left(upper, 720.0, 48)
    found = _left(look, left, people, _rows(look, lower, items, 2, True))
    return Places(
        found.ask, found.number, found.square, found.note, found.pot, right if people else None, found.rows
    )
