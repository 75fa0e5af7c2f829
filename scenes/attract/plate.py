"""A card of the day that opens in the middle of the night's city and closes again."""

from __future__ import annotations

from kiosk.core.ease import in_out_cubic
from kiosk.core.frame import Box, Colour
from kiosk.core.geometry import Rect
from kiosk.ui import city
from kiosk.ui.theme import Domain

HOME = "E3"
"""The block the cards come out of."""
OPENS_S = 0.7


def home(plan: city.Plan) -> Rect:
    """Where a card that is closed lies."""
    return plan.block(next(block for block in city.blocks() if block.name == HOME))


def opened(seconds: float, opens: float, closes: float) -> float:
    """How far a card is open, 0 to 1, that begins to open and to close at these moments."""
    grown = in_out_cubic(min(max((seconds - opens) / OPENS_S, 0.0), 1.0))
    return grown if seconds < closes else 1 - in_out_cubic(min((seconds - closes) / OPENS_S, 1.0))


def middle(plan: city.Plan, w: float, h: float) -> Rect:
    """A place in the middle of the city, as many blocks wide and high."""
    w, h = w * plan.pitch, h * plan.pitch
    return Rect(plan.cx - w / 2, (plan.top + plan.bottom) / 2 - h / 2, w, h)


def between(plan: city.Plan, card: Rect, share: float) -> Rect:
    """Where the card is that will be at `card`."""
    block = home(plan)
    return Rect(*(a + (b - a) * share for a, b in zip(_sides(block), _sides(card), strict=True)))


def plate(place: Rect, ground: Colour, domain: Domain) -> Box:
    """The card without what is on it."""
    return Box(place, ground, 24, domain.bright, 8)


def _sides(rect: Rect) -> tuple[float, float, float, float]:
    return rect.x, rect.y, rect.w, rect.h
