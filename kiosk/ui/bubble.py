"""Karo's bubble: paper with Karo, or a pictogram, on the left and a line beside it."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Box, Colour, Draw
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood, karo
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, cut_left, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import icon
from kiosk.ui.theme import mix


@dataclass(frozen=True, slots=True)
class Said:
    """A line, and who says it: Karo in some mood, or a pictogram."""

    text: str
    mood: Mood = "glad"
    icon: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Bubble:
    """How a bubble looks and where its parts stand, in units.

    paper: its box. karo: Karo's colour, sign: a pictogram's. side: of whoever speaks, who stands `lift` above
    the middle and `gap` before the words. inset: room around both.
    """

    paper: Box
    karo: Colour
    sign: Colour
    side: float
    inset: tuple[float, float]
    gap: float
    words: Style
    lift: float = 4.0


def _bubble(look: Look, said: Said, what: Bubble) -> tuple[Draw, ...]:
    left, room = cut_left(what.paper.rect.inset(*what.inset), what.side, what.gap)
    at = Rect(left.x, left.cy - what.side / 2 - what.lift, what.side, what.side)
    if said.icon:
        who = icon(said.icon, at, what.sign, mix(what.sign, look.theme.day.card, 0.45))
    else:
        who = karo(at, what.karo, said.mood)
    return (what.paper, *who, *fit(look, said.text, room, what.words, middle=True).draws)


bubble = latest(_bubble)
