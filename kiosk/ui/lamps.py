"""Goals as lamps: a card for each, dark or lit from within."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Box, Colour, Draw, Glow
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, columns, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import icon
from kiosk.ui.theme import faded

FLAT = 1.45
"""From this width to height on a lamp has its number beside its pictogram."""

LEAST_WORD = 18.0


@dataclass(frozen=True, slots=True)
class Lamp:
    """A goal: its word, its number as written, whether it is lit, and whether it may glow."""

    word: str
    number: str
    lit: bool
    glows: bool


def _lamps(look: Look, rect: Rect, goals: tuple[Lamp, ...], mark: tuple[str, ...] | None) -> tuple[Draw, ...]:
    """A card for each goal: dark, or lit from within."""
    out: list[Draw] = []
    for goal, place in zip(goals, columns(rect, len(goals), 14), strict=True):
        out += _lamp(look, place, goal, mark)
    return tuple(out)


lamp_draws = latest(_lamps)


def _lamp(look: Look, place: Rect, goal: Lamp, mark: tuple[str, ...] | None) -> list[Draw]:
    day, bold = look.theme.day, look.theme.bold
    draws: list[Draw] = []
    if goal.lit and goal.glows and not bold:
        draws.append(Glow(place.cx, place.cy, place.w * 0.85, faded(day.accent, 0.3)))
    ink = day.on_accent if goal.lit else day.muted
    rim: tuple[Colour | None, float] = (None, 0.0) if goal.lit and not bold else (day.card_line, 3.0)
    draws.append(Box(place, day.accent if goal.lit else day.card, 18, *rim))
    hot = look.theme.domain("klima").deep if goal.lit and not bold else ink
    size = min(look.size("label") * 0.92, 40.0)
    named = look.text < 150
    if place.w > place.h * FLAT:
        side = min(place.h * 0.44, place.w * 0.3)
        wide = side + 8 + look.type.width(goal.number, size, 700)
        y = place.y + place.h * 0.1 if named else place.cy - side / 2
        left = Rect(place.cx - wide / 2, y, side, side)
        draws += icon(mark, left, ink, hot)
        at = (left.right + 8, left.cy)
        draws.append(one_line(look, goal.number, at, Style("label", ink, "l", size, 700)))
        if named:
            room = Rect(place.x + 8, left.bottom + 2, place.w - 16, place.bottom - left.bottom - 8)
            draws += _short(look, goal.word, room, Style("label", ink, "c", size * 0.86, 500))
        return draws
    side = min(place.h * (0.36 if named else 0.46), 48.0)
    top = Rect(place.x, place.y + place.h * 0.08, place.w, side)
    draws += icon(mark, top, ink, hot)
    room = Rect(place.x + 6, top.bottom, place.w - 12, place.bottom - top.bottom - place.h * 0.04)
    if not named:
        style = Style("label", ink, "c", min(size, room.w / 3.2), 700)
        return [*draws, one_line(look, goal.number, (room.cx, room.cy), style)]
    upper, lower = cut_top(room, room.h * 0.5)
    draws.append(one_line(look, goal.number, (upper.cx, upper.cy), Style("label", ink, "c", size, 700)))
    word = fit(look, goal.word, lower, Style("label", ink, "c", size * 0.86, 500), middle=True)
    return [*draws, *word.draws]


def _short(look: Look, word: str, room: Rect, style: Style) -> tuple[Draw, ...]:
    """A word on one line, nothing where it would be too small to read: it is spoken all the same."""
    size, weight = style.resolve(look)
    size *= min(1.0, room.w / look.type.width(word, size, weight))
    if size < LEAST_WORD:
        return ()
    return (one_line(look, word, (room.cx, room.cy), Style("label", style.colour, "c", size, weight)),)
