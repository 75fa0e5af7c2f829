"""Beside the day: the number, what came from where, and what Karo says."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Box, Draw, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.bubble import Bubble
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import flap
from scenes.kinds.balance.tones import Tone

TALLEST = 62.0
"""Units of a line of the legend at normal text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the legend: how its squares look (None: a dashed line), its name, its amount.

    rank: where there is no room for all, the lower ones stay.
    """

    tone: Tone | None
    name: str
    amount: str
    rank: int = 1


def _number(look: Look, rect: Rect, figure: str) -> tuple[Draw, ...]:
    """The own share in flaps, with its percent sign, as large as the place allows."""
    sign = 0.62
    wide = len(figure) * 0.92 + sign * 0.9
    size = min(rect.h / 1.06, rect.w / wide)
    draws, width = flap(look, figure, (rect.x, rect.y), size)
    base = rect.y + size * 1.06 / 2 + size * 0.18
    style = Style("card", look.theme.day.ink, "l", size * sign, 800)
    return (*draws, one_line(look, "%", (rect.x + width + size * 0.1, base), style))


number_draws = latest(_number)


def _row(look: Look, place: Rect, row: Row) -> tuple[Draw, ...]:
    day = look.theme.day
    size = min(look.size("small") * 0.93, place.h * 0.72)
    side = min(place.h * 0.72, size * 1.1)
    amount = one_line(look, row.amount, (place.right, place.cy), Style("small", day.ink, "r", size, 600))
    left = place.x + side + size * 0.55
    room = max(amount.left - size * 0.6 - left, 1.0)
    width = look.type.width(row.name, size, 500)
    name_size = size * min(1.0, room / width) if width else size
    name = one_line(look, row.name, (left, place.cy), Style("small", day.ink, "l", max(name_size, 16.0), 500))
    if row.tone is None:
        dash = [
            Box(Rect(place.x + k * side * 0.58, place.cy - 2, side * 0.38, 4), day.muted, 2) for k in range(2)
        ]
        return (*dash, name, amount)
    square = Square(place.x, place.cy - side / 2, side, row.tone.colour, row.tone.pattern, row.tone.ink)
    return (Squares((square,)), name, amount)


row_draws = latest(_row, keep=16)


def legend(look: Look, rect: Rect, entries: tuple[Row, ...]) -> tuple[Draw, ...]:
    """What came from where, as many lines as have room: those of the lowest rank."""
    count = max(int((rect.h + 2) // (look.size("small") * 1.12)), 0)
    kept = sorted(range(len(entries)), key=lambda index: (entries[index].rank, index))[:count]
    fitting = [entries[index] for index in sorted(kept)]
    height = min(TALLEST * look.grow, rect.h / max(len(fitting), 1))
    return tuple(
        draw
        for index, row in enumerate(fitting)
        for draw in row_draws(look, Rect(rect.x, rect.y + index * height, rect.w, height), row)
    )


def bubble_of(look: Look, rect: Rect) -> Bubble:
    """A card with Karo on it."""
    day, inner = look.theme.day, rect.inset(20, 14)
    return Bubble(
        paper=Box(rect, day.card, 22, day.card_line, 6.0 if look.theme.bold else 2.0),
        karo=day.accent if look.theme.bold else look.theme.domain("energie").bright,
        sign=day.ink,
        side=min(inner.h * 0.6, 84.0, inner.w * 0.22),
        inset=(20, 14),
        gap=22,
        words=Style("small", day.ink, weight=600),
    )
