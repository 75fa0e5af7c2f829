"""A step that was paid from a budget, on the result card: what, when, who helps, its price, its hours."""

from __future__ import annotations

from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.facts import Pledge
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import Slab, icon, tile
from kiosk.ui.scene import Paint
from kiosk.ui.tags import tags
from kiosk.ui.theme import mix

TALL = 180.0


def step_card(pledge: Pledge, rect: Rect, paint: Paint, id: str) -> Element:
    """One card. Where it is low or text is large, the pictogram makes room."""
    look, day = paint.look, paint.look.theme.day
    domain = look.theme.domain(pledge.domain)
    draws, face = tile(look, rect, Slab(day.card, domain.deep, day.card_line if look.theme.bold else None, 22, 10))
    room = face.inset(18, 8)
    picture: tuple[Draw, ...] = ()
    if look.text < 150:
        side = min(room.h, 92.0)
        at, room = cut_left(room, side, 20)
        place = Rect(at.x, at.cy - side / 2, side, side)
        ground = day.card if look.theme.bold else domain.bright
        drawn = icon(paint.world.icon(pledge.icon), place.inset(side * 0.16), domain.deep, mix(domain.deep, ground, 0.4))
        picture = (Box(place, ground, 18), *drawn)
    labels, room = tags(look, room, (pledge.price, pledge.figure))
    upper, lower = cut_top(room, room.h * 0.52, 2)
    size = look.size("button") * 0.86
    head = fit(look, pledge.text, upper, Style("button", day.ink, size=size, weight=800), middle=True)
    below = "\n".join(t for t in (pledge.date, pledge.help) if t)
    note = fit(look, below, lower, Style("label", day.muted, weight=500), middle=True)
    spoken = ", ".join(t for t in (pledge.text, pledge.date, pledge.price, pledge.figure, pledge.help) if t)
    return Element(id, "text", rect, spoken, (*draws, *picture, *labels, *head.draws, *note.draws))

