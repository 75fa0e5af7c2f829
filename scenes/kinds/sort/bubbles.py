"""The things to lead: speech bubbles that rise one by one and can be carried."""

from __future__ import annotations

from kiosk.core.ease import out_quint
from kiosk.core.frame import Action, Box, Draw, Element, Poly, moved
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, fit
from kiosk.ui.parts import icon
from kiosk.ui.theme import mix
from scenes.kinds.sort.situation import Situation

RISE_U = 40.0


def bubble(now: Situation, id: str, rect: Rect) -> Element:
    """A wish in its bubble; the one in the hand has a strong edge and a tail towards the houses."""
    look, day = now.look, now.day
    text = now.text(now.step.items[id].text)
    held = id == now.state.hand
    deep = day.ink if look.theme.bold else now.paint.domain.deep
    edge = (day.accent if look.theme.bold else deep) if held else mix(day.line, day.ground, 0.2)
    width = (8.0 if look.theme.bold else 6.0) if held else 3.0
    body = Rect(rect.x, rect.y + 12, rect.w, rect.h - 12)
    tail = _tail(body, edge) if held else ()
    room = body.inset(28, 10)
    hand: tuple[Draw, ...] = ()
    if held and not now.state.found and not look.large:
        side = min(64.0, room.h * 0.8)
        hand = icon(
            now.paint.world.icon("hand"), Rect(room.right - side, room.cy - side / 2, side, side), deep
        )
        room = Rect(room.x, room.y, room.w - side - 16, room.h)
    words = fit(look, text, room, Style("button", day.ink, "c", weight=600), middle=True)
    draws = (*tail, Box(body, day.card, 26, edge, width), *words.draws, *hand)
    if id == now.state.fresh and now.rising < 1.0:
        draws = tuple(moved(draw, 0, RISE_U * (1 - out_quint(now.rising))) for draw in draws)
    take = Action("choose", id)
    state = ("essential", *(("selected",) if held else ()))
    return Element(f"item.{id}", "option", rect, text, draws, take, state=state, carry=take)


def _tail(body: Rect, edge: tuple[int, int, int, int]) -> tuple[Draw, ...]:
    x, y = body.cx, body.y
    return (Poly(((x - 22, y + 6), (x, y - 12), (x + 22, y + 6)), edge),)


def coming(now: Situation, rect: Rect) -> Element | None:
    """How many things are still to come."""
    waiting = len(now.state.waiting)
    if not waiting:
        return None
    look, day = now.look, now.day
    text = now.say("sort_coming" if waiting > 1 else "sort_coming_one", things=float(waiting))
    body = Rect(rect.x, rect.y + 12, rect.w, rect.h - 12)
    sheet = Box(body, day.band, 26, day.empty if not look.theme.bold else day.ink, 3)
    words = fit(look, text, body.inset(14, 8), Style("small", day.muted, "c"), middle=True)
    return Element("coming", "status", rect, text, (sheet, *words.draws))
