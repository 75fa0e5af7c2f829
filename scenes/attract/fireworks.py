"""A full city: squares rise and burst, softly, never more than once a second."""

from __future__ import annotations

import math
import random

from kiosk.core.frame import Draw, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.theme import Theme, faded

EVERY_S = 1.1
LASTS_S = 2.6
SPARKS = 36
FALL = 70.0
COLOURS = ("energie", "klima", "mobil", "amt", "antrag", "digital", "stadt", "wir")


def fireworks(theme: Theme, sky: Rect, seconds: float) -> tuple[Draw, ...]:
    """The sparks in the air at a moment. Each burst grows, sinks and fades; none flashes."""
    newest = math.floor(seconds / EVERY_S)
    sparks: list[Square] = []
    for number in range(max(newest - math.floor(LASTS_S / EVERY_S), 0), newest + 1):
        age = seconds - number * EVERY_S
        if age <= LASTS_S:
            sparks += _burst(theme, sky, number, age)
    return (Squares(tuple(sparks)),) if sparks else ()


def _burst(theme: Theme, sky: Rect, number: int, age: float) -> list[Square]:
    dice = random.Random(number)
    x, y = sky.x + dice.random() * sky.w, sky.y + dice.random() * sky.h
    colour = theme.domain(COLOURS[number % len(COLOURS)]).bright
    share = age / LASTS_S
    reach = (1 - (1 - share) ** 3) * (210 + 130 * dice.random())
    alpha = min(1.0, share * 6) * min(1.0, 1.7 * (1 - share))
    side = 24 * (1 - share * 0.5)
    out = []
    for k in range(SPARKS):
        turn = 2 * math.pi * k / SPARKS
        far = reach * (0.55 + 0.45 * (k % 3) / 2)
        at_x, at_y = x + math.cos(turn) * far, y + math.sin(turn) * far + FALL * share * share
        out.append(Square(at_x - side / 2, at_y - side / 2, side, faded(colour, alpha)))
    return out
