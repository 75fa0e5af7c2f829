"""Where everything of a race lies: cards and lanes beside each other, or the lanes above the cards."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import cut_bottom, cut_left, cut_right, cut_top, grid, rows
from kiosk.ui.look import Look

LOWER = 0.52
"""In portrait everything one touches lies below this share of the screen's height."""
CARDS_W = {100: 528.0, 150: 660.0, 200: 800.0}
GAP = 18.0
DAY_H = {100: 88.0, 150: 96.0, 200: 100.0}
HEAD_H = {100: 66.0, 150: 0.0, 200: 0.0}
TALLEST = 132.0


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
        across = 4 if look.text < 200 else 3
        height = _chips_h(look) + 12 + -(-cards // across) * (look.target + 4 + GAP)
        lower, upper = cut_bottom(area, height, 16)
        return _above(look, upper, lower, (cards, across))
    panel, right = cut_left(area, CARDS_W[look.text], 44)
    heading, chips, below = _head(look, panel)
    gap = GAP if look.text < 200 else GAP - 5
    height = min((below.h - gap * (cards - 1)) / cards, TALLEST * look.grow)
    field = Rect(below.x, below.y, below.w, height * cards + gap * (cards - 1))
    return Places(heading, chips, rows(field, cards, gap), *_race(look, right))


def _chips_h(look: Look) -> float:
    return max(look.target, look.size("label") * 1.5)


def _head(look: Look, panel: Rect) -> tuple[Rect | None, Rect, Rect]:
    """Heading, chips and what is left for the cards."""
    heading: Rect | None = None
    if HEAD_H[look.text]:
        heading, panel = cut_top(panel, HEAD_H[look.text], 8)
    chips, below = cut_top(panel, _chips_h(look), 14)
    return heading, chips, below


def _above(look: Look, upper: Rect, lower: Rect, cards: tuple[int, int]) -> Places:
    """The race above, the cards below it. cards: how many, and how many of them beside each other."""
    count, across = cards
    down = -(-count // across)
    heading: Rect | None = None
    chips, below = cut_top(lower, _chips_h(look), 14)
    if look.portrait and look.text < 200:
        heading, chips = cut_left(chips, chips.w * 0.5, 24)
    height = min((below.h - GAP * (down - 1)) / down, TALLEST * look.grow)
    field = Rect(below.x, below.y, below.w, height * down + GAP * (down - 1))
    return Places(heading, chips, grid(field, (across, down), GAP)[:count], *_race(look, upper))


def _race(look: Look, room: Rect) -> tuple[Rect, Rect, tuple[Rect, Rect], Rect]:
    """The row with the day and the lamps, the two lanes, and the note below them."""
    day, rest = cut_top(room, min(DAY_H[look.text], room.h * 0.2), 16)
    note, rest = cut_bottom(rest, look.size("label") * 1.2, 8)
    lamps_w = min(460.0, room.w * 0.46) * (1.0 if look.text < 200 else 1.1)
    lamps, day = cut_right(day, lamps_w, 32)
    if look.text >= 200 and not look.portrait:  # one lane that can be read: the other one is told
        return day, lamps, (Rect(rest.x, rest.y, rest.w, 0.0), rest), note
    first, second = rows(rest, 2, 18)
    return day, lamps, (first, second), note
