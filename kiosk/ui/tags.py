"""What a step costs and wins, as two labels one above the other at the end of a tile."""

from __future__ import annotations

from kiosk.core.frame import Box, Draw
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_right, fit
from kiosk.ui.look import Look

WON = "stadt"
"""The colour of hours that are won."""


def tags(look: Look, room: Rect, texts: tuple[str, str], widest: str = "") -> tuple[tuple[Draw, ...], Rect]:
    """Labels with a price and what it wins (nothing where that is empty), and the room left for words.

    widest: a text the labels must have room for, so that those of several tiles are equally wide.
    """
    day, green = look.theme.day, look.theme.domain(WON)
    size = min(look.size("label"), room.h * 0.34)
    shown = [text for text in texts if text]
    width = max(look.type.width(text, size, 700) for text in (*shown, widest)) + 30
    right, rest = cut_right(room, min(width, room.w * 0.4), 18)
    high = min(size * 1.55, right.h / 2 - 3)
    y = right.cy - (len(shown) * high + (len(shown) - 1) * 6) / 2
    draws: list[Draw] = []
    for text in shown:
        won = text is texts[1]
        ground, ink = (green.tint, green.mark) if won else (day.band, day.ink)
        edge = day.card_line if look.theme.bold else None
        if look.theme.bold:
            ground, ink = day.card, day.ink
        place = Rect(right.x, y, right.w, high)
        draws.append(Box(place, ground, 12, edge, 3.0))
        draws += fit(look, text, place.inset(8, 0), Style("label", ink, "c", size, 700), middle=True).draws
        y += high + 6
    return tuple(draws), rest
