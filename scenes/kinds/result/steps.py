"""A step that was paid from a budget, on the result card: what, when, who helps, its price, its hours."""

from __future__ import annotations

from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.facts import Pledge
from kiosk.ui.layout import Style, cut_bottom, cut_left, cut_top, fit
from kiosk.ui.parts import Slab, icon, tile
from kiosk.ui.scene import Paint
from kiosk.ui.tags import tags
from kiosk.ui.theme import Domain, mix

TALL, ROOMY = 180.0, 232.0
"""How high a card is where room is scarce, and where it is not: then its words may have two lines."""


def step_card(pledge: Pledge, rect: Rect, paint: Paint, id: str) -> Element:
    """What and when beside its price and hours; who helps has the foot of the card to itself."""
    look, day = paint.look, paint.look.theme.day
    domain = look.theme.domain(pledge.domain)
    edge = day.card_line if look.theme.bold else None
    draws, face = tile(look, rect, Slab(day.card, domain.deep, edge, 22, 10))
    below = face.h * 0.24 if pledge.help and not look.large else 0.0
    foot, room = cut_bottom(face.inset(18, 8), below, 4 if below else 0)
    widest = max((each.figure for each in paint.facts.pledges), key=len)
    labels, room = tags(look, room, (pledge.price, pledge.figure), widest)
    picture, room = _picture(pledge, room, (paint, domain))
    upper, lower = cut_top(room, room.h * (0.62 if below else 0.56), 0)
    size = look.size("button") * 0.82
    head = fit(look, pledge.text, upper, Style("button", day.ink, size=size, weight=800), middle=True)
    small = Style("label", day.ink, weight=500)
    lines = (
        [(pledge.date, lower), (pledge.help, foot)]
        if below
        else [(" · ".join(t for t in (pledge.date, pledge.help) if t), lower)]
    )
    notes = (draw for text, place in lines for draw in fit(look, text, place, small, middle=True).draws)
    spoken = ", ".join(t for t in (pledge.text, pledge.date, pledge.price, pledge.figure, pledge.help) if t)
    return Element(id, "text", rect, spoken, (*draws, *picture, *labels, *head.draws, *notes))


def _picture(pledge: Pledge, room: Rect, how: tuple[Paint, Domain]) -> tuple[tuple[Draw, ...], Rect]:
    """The pictogram at the left, and the room beside it; large text and narrow cards have none."""
    paint, domain = how
    look = paint.look
    if look.large or room.w < 330:
        return (), room
    side = min(room.h, 80.0)
    at, rest = cut_left(room, side, 16)
    place = Rect(at.x, at.cy - side / 2, side, side)
    ground = look.theme.day.card if look.theme.bold else domain.bright
    drawn = icon(
        paint.world.icon(pledge.icon), place.inset(side * 0.16), domain.deep, mix(domain.deep, ground, 0.4)
    )
    return (Box(place, ground, 18), *drawn), rest
