"""Seven squares between two words; the chosen one becomes an enamel plate, as on a street corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.content.questionnaire import STEPS
from kiosk.core.frame import Action, Box, Draw, Element, Slide, Text
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Align, Style, columns, cut_left, cut_right, cut_top, fit, one_line
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
    """Seven squares to choose from, one a number."""
    out = []
    for value, place in enumerate(columns(rect, STEPS, GAP), 1):
        id, on = f"ease.{value}", row.value == value
        draws = _square(look, place, str(value), (on, look.pressed == id))
        keys = badge(look, value, (place.x + 6, place.y + 6)) if look.keys and not on else ()
        state = ("selected", "essential") if on else ("essential",)
        out.append(
            Element(id, "option", place, said(world, row, value), (*draws, *keys), Action("rate.1", value),
                    value=value, state=state)
        )  # fmt: skip
    return tuple(out)


def ends(look: Look, row: Row, rect: Rect, half: float) -> Element:
    """What the ends of a scale mean, below it. half: the width of each."""
    low, high = Rect(rect.x, rect.y, half, rect.h), Rect(rect.right - half, rect.y, half, rect.h)
    return Element(
        "ends", "text", rect, f"{row.low} – {row.high}", _words(look, row, (low, high), ("l", "r"))
    )


def _words(
    look: Look, row: Row, places: tuple[Rect, Rect], aligned: tuple[Align, Align], middle: bool = False
) -> tuple[Text, ...]:
    """The words at both ends in one size: a larger one would weigh more."""
    size = min(
        fit(look, word, place, Style("button", look.theme.day.ink)).size
        for word, place in zip((row.low, row.high), places, strict=True)
    )
    return tuple(
        draw
        for word, place, align in zip((row.low, row.high), places, aligned, strict=True)
        for draw in fit(
            look, word, place, Style("button", look.theme.day.ink, align, size=size), middle=middle
        ).draws
    )


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
    aligned: tuple[Align, Align] = ("l", "r") if words is None else ("r", "l")
    places = columns(track, STEPS, GAP)
    id = f"pair.{row.number}"
    draws: list[Draw] = [*_words(look, row, (low, high), aligned, middle=True)]
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


def side_of(width: float) -> float:
    """The side of each of seven squares that fill a width."""
    return (width - (STEPS - 1) * GAP) / STEPS


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
    fill, ink = (day.accent, day.on_accent) if look.theme.bold else (day.plate, day.on_plate)
    plate = Box(rect, fill, 20.0)
    rim = Box(rect.inset(side * 0.06), None, 20.0 * 0.75, ink, 3.0)
    if not text:
        mark = tick(Rect(rect.cx - side * 0.2, rect.cy - side * 0.2, side * 0.4, side * 0.4), ink)
        return plate, rim, mark
    size = min(side * 0.48, rect.w * 0.48)
    number = one_line(look, text, (rect.cx, rect.cy + side * 0.06), Style("card", ink, "c", size, 800))
    corner = Rect(rect.right - side * 0.34, rect.y + side * 0.13, side * 0.2, side * 0.2)
    return plate, rim, number, tick(corner, ink)
