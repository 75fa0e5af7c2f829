"""Plus and minus, drawn, not set: they must be as large as a thumb."""

from __future__ import annotations

from kiosk.core.frame import Box, Colour, Draw
from kiosk.core.geometry import Rect


def sign(rect: Rect, plus: bool, colour: Colour) -> tuple[Draw, ...]:
    """A minus or plus in the middle of `rect`, a third of its side."""
    side, thick = rect.h * 0.36, rect.h * 0.09
    across = Box(Rect(rect.cx - side / 2, rect.cy - thick / 2, side, thick), colour, thick * 0.3)
    if not plus:
        return (across,)
    return across, Box(Rect(rect.cx - thick / 2, rect.cy - side / 2, thick, side), colour, thick * 0.3)
