"""Seven squares between two words; the chosen one becomes an enamel plate, as on a street corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.questionnaire import STEPS
from kiosk.core.frame import Action, Box, Draw, Element, Slide
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, columns, cut_left, cut_right, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, badge, tick, tile
from kiosk.visit.world import World

GAP = 18.0
BESIDE = 28.0
"""Between a word and the squares beside it."""
LARGEST = 150.0


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a scale: its number on the page's list from 1, the words at its ends, what was given."""

    number: int
    low: str
    high: str
    value: int | None


def said(world: World, row: Row, value: int | None) -> str:
    """A value between its two ends, as it is spoken."""
    if value is None:
        return world.say("survey_open", low=row.low, high=row.high)
    return world.say("survey_value", low=row.low, high=row.high, value=float(value), steps=float(STEPS))


def ease(look: Look, world: World, row: Row, rect: Rect) -> tuple[Element, ...]:
    """Seven squares to choose from, one a number, and below them what the ends mean."""
    places = columns(rect, STEPS, GAP)
    side = min(places[0].w, 240.0)
    top = Rect(rect.x, rect.y, rect.w, side)
    out = []
    for value, place in enumerate(columns(top, STEPS, GAP), 1):
        id, on = f"ease.{value}", row.value == value
        draws = _square(look, place, str(value), (on, look.pressed == id))
        keys = badge(look, value, (place.x + 6, place.y + 6)) if look.keys and not on else ()
        state = ("selected", "essential") if on else ("essential",)
        out.append(
            Element(id, "option", place, said(world, row, value), (*draws, *keys), Action("rate.1", value),
                    value=value, state=state)
        )  # fmt: skip
    return (*out, _ends(look, row, Rect(rect.x, top.bottom + GAP, rect.w, look.size("button") * 1.4)))


def _ends(look: Look, row: Row, rect: Rect) -> Element:
    half = (rect.w - 40) / 2
    ink = look.theme.day.ink
    low = fit(look, row.low, Rect(rect.x, rect.y, half, rect.h), Style("button", ink))
    high = fit(look, row.high, Rect(rect.right - half, rect.y, half, rect.h), Style("button", ink, "r"))
    return Element("ends", "text", rect, f"{row.low} – {row.high}", (*low.draws, *high.draws))


# --- pairs --------------------------------------------------------------------------------


def word_width(look: Look, words: Sequence[str]) -> float:
    """The room the longest of these words needs beside the squares."""
    return max(look.type.width(word, look.size("button"), 700) for word in words) + 4


def stacked(look: Look, width: float, words: Sequence[str]) -> bool:
    """Whether words stand above their squares: beside them there is no room for seven to touch."""
    return width - 2 * (word_width(look, words) + BESIDE) < STEPS * (look.target + GAP)


def row_height(look: Look, above: bool) -> float:
    """The least height of a row of squares, with the words above it or beside it."""
    return look.target + (look.size("button") * 1.3 + 6 if above else 0.0)


def pair(look: Look, world: World, row: Row, rect: Rect, words: float | None) -> Element:
    """A pair of words as a slider of seven squares. words: the width of each beside it; None = above."""
    low, high, track = _parted(look, rect, words)
    ink = look.theme.day.ink
    left = fit(look, row.low, low, Style("button", ink, "l" if words is None else "r"), middle=True)
    right = fit(look, row.high, high, Style("button", ink, "r" if words is None else "l"), middle=True)
    places = columns(track, STEPS, GAP)
    id = f"pair.{row.number}"
    draws: list[Draw] = [*left.draws, *right.draws]
    for value, place in enumerate(places, 1):
        draws += _square(look, place, str(value) if look.keys else "", (row.value == value, False))
    ways = Rect(places[0].cx, track.y, places[-1].cx - places[0].cx, track.h)
    state = ("selected", "essential") if row.value is not None else ("essential",)
    return Element(
        id, "slider", rect, said(world, row, row.value), tuple(draws), Action(f"rate.{row.number}"),
        value=row.value, slide=Slide(ways, 1.0, float(STEPS), 1.0), state=state,
    )  # fmt: skip


def _parted(look: Look, rect: Rect, words: float | None) -> tuple[Rect, Rect, Rect]:
    """Places of the two words and of the squares."""
    if words is None:
        head, track = cut_top(rect, look.size("button") * 1.3, 6)
        return (
            Rect(head.x, head.y, head.w / 2 - 12, head.h),
            Rect(head.cx + 12, head.y, head.w / 2 - 12, head.h),
            track,
        )
    low, rest = cut_left(rect, words, BESIDE)
    high, track = cut_right(rest, words, BESIDE)
    return low, high, track


def _square(look: Look, rect: Rect, text: str, state: tuple[bool, bool]) -> tuple[Draw, ...]:
    """One square of a scale. state: chosen, pressed."""
    on, pressed = state
    day = look.theme.day
    if not on:
        slab = Slab(day.card, day.card_edge, day.card_line, 20.0, 10.0)
        draws, face = tile(look, rect, slab, pressed)
        size = min(face.h * 0.42, face.w * 0.42)
        number = one_line(look, text, (face.cx, face.cy), Style("card", day.muted, "c", size, 700))
        return (*draws, number) if text else draws
    side = min(rect.w, rect.h)
    plate = Box(rect, day.plate, 20.0)
    rim = Box(rect.inset(side * 0.06), None, 20.0 * 0.75, day.on_plate, 3.0)
    mark = tick(Rect(rect.cx - side * 0.2, rect.cy - side * 0.2, side * 0.4, side * 0.4), day.on_plate)
    return plate, rim, mark
