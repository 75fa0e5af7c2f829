"""Where everything of a race lies: cards and lanes beside each other, or the lanes above the cards."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import columns, cut_bottom, cut_left, cut_right, cut_top, grid, rows
from kiosk.ui.look import Look

LOWER = 0.52
"""In portrait everything one touches lies below this share of the screen's height."""
CARDS_W = {100: 528.0, 150: 660.0, 200: 800.0}
GAP = 18.0
DAY_H = {100: 88.0, 150: 96.0, 200: 100.0}
HEAD_H = {100: 66.0, 150: 0.0, 200: 0.0}
TALLEST = 132.0
LOW_ACROSS = 4


@dataclass(frozen=True, slots=True)
class Places:
    """heading: None where text is too large for it. chips: also where the second way on stands after a race.

    day, lamps: the row above the lanes. note: the line that says what the numbers are.
    """

    heading: Rect | None
    chips: Rect
    cards: tuple[Rect, ...]
    day: Rect
    lamps: Rect
    lanes: tuple[Rect, Rect]
    note: Rect


def places(look: Look, area: Rect, cards: int) -> Places:
    """cards: how many there are."""
    if look.portrait:
        start = max(look.stage.h * LOWER, area.y)
        lower = Rect(area.x, start, area.w, area.bottom - start)
        return _above(look, Rect(area.x, area.y, area.w, start - area.y - 20), lower, (cards, 2))
    if look.low:
        down = -(-cards // LOW_ACROSS)
        height = _chips_h(look) + 14 + down * (look.target + 4) + (down - 1) * GAP
        lower, upper = cut_bottom(area, height, 16)
        return _above(look, upper, lower, (cards, LOW_ACROSS))
    panel, right = cut_left(area, CARDS_W[look.text], 44)
    heading: Rect | None = None
    if HEAD_H[look.text]:
        heading, panel = cut_top(panel, HEAD_H[look.text], 8)
    chips, below = cut_top(panel, _chips_h(look), 14)
    note, right = cut_bottom(right, look.size("label") * 1.2, 8)
    day, lamps, lanes = _race(look, right)
    first, second = rows(lanes, 2, 18)
    return Places(heading, chips, _field(look, below, (cards, 1)), day, lamps, (first, second), note)


def _chips_h(look: Look) -> float:
    return max(look.target, look.size("label") * 1.5)


def _field(look: Look, room: Rect, cards: tuple[int, int]) -> tuple[Rect, ...]:
    """The cards from the top of `room`: how many, and how many of them beside each other."""
    count, across = cards
    down = -(-count // across)
    gap = min(GAP, max((room.h - down * look.target) / max(down - 1, 1), 0.0))
    height = min((room.h - gap * (down - 1)) / down, TALLEST * look.grow)
    field = Rect(room.x, room.y, room.w, height * down + gap * (down - 1))
    return grid(field, (across, down), gap)[:count]


def _above(look: Look, upper: Rect, lower: Rect, cards: tuple[int, int]) -> Places:
    """The race above, the cards below it; in landscape the note shares the row of the chips."""
    heading: Rect | None = None
    chips, below = cut_top(lower, _chips_h(look), 14)
    if look.portrait:
        note, upper = cut_bottom(upper, look.size("label") * 1.2, 8)
        if look.text < 200:
            heading, chips = cut_left(chips, chips.w * 0.5, 24)
    else:
        chips, note = cut_left(chips, chips.w * 0.46, 40)
    day, lamps, room = _race(look, upper)
    beside = not look.portrait and look.text >= 200
    first, second = columns(room, 2, 24) if beside else rows(room, 2, 18)
    return Places(heading, chips, _field(look, below, cards), day, lamps, (first, second), note)


def _race(look: Look, room: Rect) -> tuple[Rect, Rect, Rect]:
    """The row with the day and the lamps, and the room for the lanes below it."""
    day, rest = cut_top(room, min(DAY_H[look.text], room.h * 0.26), 16)
    lamps_w = min(460.0, room.w * 0.46) * (1.0 if look.text < 200 else 1.1)
    lamps, day = cut_right(day, lamps_w, 32)
    return day, lamps, rest
