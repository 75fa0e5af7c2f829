"""A number of all visits as squares on a card above the city, its digits turning, Karo beside it."""

from __future__ import annotations

import math

from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui import city
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, cut_bottom, cut_left, cut_right, cut_top, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import flap
from kiosk.ui.theme import mix
from scenes.attract import plate
from scenes.attract.together import HUNDRED, Told

OPENS, FILLS, FILLED, CLOSES = 0.2, 1.2, 4.2, 7.2
"""Seconds: the card begins to open, the first square is lit, the last one, the card begins to close."""
TEN = 10
"""Columns at least: a few squares do not become giants."""


def numbers(look: Look, plan: city.Plan, told: Told, seconds: float) -> tuple[Element, ...]:
    """The card, `seconds` after it was its turn."""
    share = plate.opened(seconds, OPENS, CLOSES)
    if share <= 0:
        return ()
    domain = look.theme.domain(told.colour)
    card = plate.middle(plan, 12.6, 9.0)
    place = plate.between(plan, card, share)
    draws: tuple[Draw, ...] = (plate.plate(place, look.theme.day.ground, domain),)
    if share >= 1:
        draws += _card(look, told, card.inset(38, 32), seconds)
    return (Element("together", "image", place, _spoken(told), draws),)


def _spoken(told: Told) -> str:
    return f"{told.headline.rstrip('.')}. {'. '.join(told.legend.splitlines())}"


def _card(look: Look, told: Told, inner: Rect, seconds: float) -> tuple[Draw, ...]:
    """Digits and Karo, the squares, and below them what one of them stands for."""
    lit = min(max((seconds - FILLS) / (FILLED - FILLS), 0.0), 1.0)
    top, rest = cut_top(inner, inner.h * 0.27, 24)
    side = min(top.h, top.w * 0.25)
    face, number = cut_right(top, side, 24)
    face = Rect(face.x, top.bottom - side, side, side)
    foot, squares = cut_bottom(rest, 96 * min(look.grow, 1.7), 16)
    return (
        *_digits(look, told.digits(lit, look.language), number),
        *karo(face, look.theme.domain("energie").bright, "cheers" if lit >= 1 else "left"),
        *_squares(look, told, squares, lit),
        *_legend(look, told, foot),
    )


def _digits(look: Look, text: str, room: Rect) -> tuple[Draw, ...]:
    """As large as they fit: a flap is 0.92 of its size wide, whatever is no digit 0.42."""
    wide = sum(0.92 if char.isdigit() else 0.42 for char in text)
    return flap(look, text, (room.x, room.y), min(room.h / 1.06, room.w / wide))[0]


def places(squares: int, room: Rect) -> tuple[Rect, ...]:
    """The squares, as large as they can be, column by column from the left and each column from below.

    A hundred always lie in columns of five, which is what shares are rounded to.
    """

    def pitch(rows: int) -> float:
        return min(room.w / max(math.ceil(squares / rows), TEN), room.h / rows)

    rows = 5 if squares == HUNDRED else max(range(1, squares + 1), key=pitch)
    side = pitch(rows)
    y0 = room.cy + side * (rows / 2 - 1)
    return tuple(
        Rect(room.x + k // rows * side, y0 - k % rows * side, side * 6 / 7, side * 6 / 7)
        for k in range(squares)
    )


def _squares(look: Look, told: Told, room: Rect, lit: float) -> tuple[Draw, ...]:
    day, domain = look.theme.day, look.theme.domain(told.colour)
    on = math.floor(told.squares * lit + 1e-6)
    faint = mix(day.ground, domain.deep, 0.14)
    found = tuple(
        Square(at.x, at.y, at.w, domain.deep)
        if k < on
        else Square(at.x, at.y, at.w, faint, "outline" if look.theme.bold else "solid", day.empty)
        for k, at in enumerate(places(told.of, room))
    )
    return (Squares(found),)


def _legend(look: Look, told: Told, foot: Rect) -> tuple[Draw, ...]:
    side = min(foot.h, 40.0)
    sample, words = cut_left(foot, side, 20)
    ink = look.theme.domain(told.colour).deep
    text = fit(look, told.legend, words, Style("small", look.theme.day.ink, weight=600), True)
    return (Squares((Square(sample.x, foot.cy - side / 2, side, ink),)), *text.draws)
