"""What one touches: the cards of the modes, and the row of legs that can be taken back."""

from __future__ import annotations

import math

from kiosk.core.frame import Action, Box, Colour, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Align, Style, cut_top, fit, grid, one_line
from kiosk.ui.parts import Slab, badge, icon, tile
from kiosk.ui.theme import Domain, mix
from scenes.kinds.route.days import Offer
from scenes.kinds.route.situation import Situation

GAP = 12.0
SIGNS = {"fastest": ("uhr", "mobil"), "greenest": ("blatt", "stadt")}
"""The sign of a card that is best at something, and its colour."""
TALL = 215.0  # cards narrower than this want to be tall: their pictogram stands above the words


def across(now: Situation, room: Rect) -> int:
    """How many cards stand side by side so that all fit with the words at their size."""
    count = len(now.days.task.modes)
    least = 128.0 * (1 + (now.look.grow - 1) * 0.72)
    fitting = max(int((room.w + GAP) / (least + GAP)), 1)
    if now.look.portrait and count > 4:
        fitting = min(fitting, 4 if now.look.text < 150 else 3)
    rows = math.ceil(count / min(fitting, count))
    return math.ceil(count / rows)


def card_height(now: Situation, room: Rect) -> float:
    """The height all cards together want at this width."""
    wide = across(now, room)
    rows = math.ceil(len(now.days.task.modes) / wide)
    width = (room.w - GAP * (wide - 1)) / wide
    words = now.look.size("label")
    each = words * 3.5 + 74 if width < TALL * (1 + (now.look.grow - 1) * 0.5) else words * 2.9 + 28
    return rows * max(each, now.look.target) + (rows - 1) * GAP


def cards(now: Situation, room: Rect) -> tuple[Element, ...]:
    """One card for each mode of the person, in the order of the file."""
    offers = now.offers
    wide = across(now, room)
    places = grid(room, (wide, math.ceil(len(now.days.task.modes) / wide)), GAP)
    best = _best(now, offers)
    return tuple(_card(now, o, places[i], (i + 1, best)) for i, o in enumerate(offers))


def _best(now: Situation, offers: tuple[Offer, ...]) -> dict[str, tuple[str, ...]]:
    """Which modes are the fastest and the greenest for this leg, if that tells them from others."""
    good = [o.mode.id for o in offers if o.reason is None]
    if len(good) < 2:
        return {}
    out: dict[str, tuple[str, ...]] = {}
    for name, at in (("fastest", 0), ("greenest", 2)):
        added = {id: now.added(id)[at] for id in good}
        least = min(added.values())
        winners = [id for id in good if added[id] == least]
        for id in winners if len(winners) < len(good) else ():
            out[id] = (*out.get(id, ()), name)
    return out


def _card(now: Situation, offer: Offer, rect: Rect, place: tuple[int, dict[str, tuple[str, ...]]]) -> Element:
    look, id = now.look, offer.mode.id
    number, best = place
    chosen = id == now.mode
    off = offer.reason is not None or now.moving
    reason = now.reason(offer)
    slab, ink, accent = _colours(now, chosen, offer.reason is not None)
    draws, face = tile(look, rect, slab, look.pressed == f"option.{id}" or chosen)
    marks = best.get(id, ())
    draws += _words(now, offer, face, (ink, accent))
    draws += _marks(now, marks, face, ink)
    if (look.keys or look.theme.bold) and not off:
        draws += badge(look, number, (rect.x + 8, rect.y + 8))
    effect = (now.adds(now.text(m.text), m, id) for m in now.step.meters.values())
    said = [now.called(id), *([reason] if reason else [_minutes(now, id), *effect])]
    said += [now.say("route_fastest" if mark == "fastest" else "route_greenest") for mark in marks]
    said += [now.say("route_soaks")] if _soaks(now, offer) else []
    state = (*(("selected",) if chosen else ()), *(("disabled",) if off else ()), *marks, "essential")
    return Element(
        f"option.{id}", "option", rect, ", ".join(said), draws,
        None if off else Action("choose", id), value=number, state=state,
    )  # fmt: skip


def _soaks(now: Situation, offer: Offer) -> bool:
    return offer.reason is None and now.leg.rain and not offer.mode.roof


def _colours(now: Situation, chosen: bool, off: bool) -> tuple[Slab, Colour, Colour]:
    look, day = now.look, now.look.theme.day
    if off:
        pale = mix(day.muted, day.band, 0.12)
        return Slab(day.band, day.band, mix(day.line, day.band, 0.5), 20, 0), pale, pale
    if chosen:
        return Slab(now.domain.bright, now.domain.deep, None, 20, 10), now.domain.on_bright, now.domain.deep
    deep = now.domain.deep if not look.theme.bold else day.ink
    return Slab(day.card, day.card_edge, day.card_line, 20, 10), day.ink, deep


def _minutes(now: Situation, mode: str) -> str:
    added = now.added(mode)
    meter = now.meter("time")
    return now.amount(meter, added) if meter else now.say("minutes", minutes=round(added[0] / 1e6))


def _words(now: Situation, offer: Offer, face: Rect, inks: tuple[Colour, Colour]) -> tuple[Draw, ...]:
    """Pictogram, name, and below it the minutes or, in up to two lines, why it cannot be taken."""
    look, id = now.look, offer.mode.id
    ink, accent = inks
    reason = now.reason(offer)
    tall = face.h > look.size("label") * 2.4 + 60 and face.w < face.h * 1.9
    room = face.inset(8 if tall else 14, 8)
    if tall:
        words = look.size("label") * (
            4.4 if reason else 3.7
        )  # a name may need two lines, and so may a reason
        side = max(room.h * 0.2, min(84.0 if not reason else 64.0, face.w * 0.38, room.h - words))
        upper, room = cut_top(room, side, 2)
        picture = Rect(room.cx - side / 2, upper.y, side, side)
    else:
        side = min(58.0 * max(1.0, look.grow * 0.8), room.h * 0.7, room.w * 0.26)
        picture = Rect(room.x, room.cy - side / 2, side, side)
        room = Rect(picture.right + 12, room.y, room.right - picture.right - 12, room.h)
    align: Align = "c" if tall else "l"
    head, foot = cut_top(room, room.h * (0.52 if reason else 0.66 if tall else 0.52))
    name = fit(look, now.called(id), head, Style("label", ink, align, weight=700), middle=True)
    below = Style("label", ink, align, look.size("label") * (0.84 if reason else 1.0), 500)
    line = fit(look, reason or _minutes(now, id), foot, below, middle=True)
    return (
        *icon(now.icon(id), picture, accent, mix(accent, look.theme.day.card, 0.45)),
        *name.draws,
        *line.draws,
    )


def _marks(now: Situation, marks: tuple[str, ...], face: Rect, ink: Colour) -> tuple[Draw, ...]:
    """Small signs in the upper corners: a clock for the fastest, a leaf for the greenest."""
    draws: list[Draw] = []
    side = 26.0
    for mark in marks:
        name, colour = SIGNS[mark]
        x = face.x + 9 if mark == "fastest" else face.right - side - 9
        tone = ink if now.look.theme.bold else now.look.theme.domain(colour).deep
        draws += icon(now.world.icon(name), Rect(x, face.y + 9, side, side), tone)
    return tuple(draws)


# --- the legs -------------------------------------------------------------------------------------


def chips_height(now: Situation, width: float) -> float:
    rows = math.ceil(len(now.step.legs) / _per_row(now, width))
    return rows * _side(now) + (rows - 1) * GAP


def _side(now: Situation) -> float:
    return max(now.look.target, 76.0)


def _per_row(now: Situation, width: float) -> int:
    fitting = max(int((width + GAP) / (_side(now) + GAP)), 1)
    rows = math.ceil(len(now.step.legs) / fitting)
    return math.ceil(len(now.step.legs) / rows)


def chips(now: Situation, room: Rect) -> tuple[Element, ...]:
    """The legs in their order: ridden ones with their mode, a tap takes them back; the others open."""
    wide = _per_row(now, room.w)
    rows = math.ceil(len(now.step.legs) / wide)
    pitch = min((room.w + GAP) / wide, 150.0)
    places = grid(Rect(room.x, room.y, pitch * wide - GAP, room.h), (wide, rows), GAP)
    return tuple(_chip(now, at, places[at]) for at in range(len(now.step.legs)))


def _chip(now: Situation, at: int, rect: Rect) -> Element:
    look, day = now.look, now.look.theme.day
    leg, number = now.step.legs[at], at + 1
    ridden = at < len(now.state.rides) - int(now.moving)
    place = now.place(leg.to)
    if not ridden:
        here = at == now.at
        edge = day.ink if here else mix(day.line, day.card, 0.35)
        ink = day.ink if here else day.muted
        size = min(look.size("label"), rect.h * 0.42)
        box = Box(rect, day.band if not look.theme.bold else day.card, 14, edge, 4.0 if here else 2.0)
        text = one_line(look, str(number), (rect.cx, rect.cy), Style("label", ink, "c", size, 700))
        label = now.say("route_open", number=float(number), place=place)
        return Element(f"leg.{number}", "status", rect, label, (box, text), value=number)
    mode = now.state.rides[at]
    tone = now.tone(mode)
    fill, ink = (day.card, day.ink) if look.theme.bold else (tone.deep, day.card)
    draws, face = tile(look, rect, Slab(fill, day.ink if not look.theme.bold else day.line, None, 14, 6),
                       look.pressed == f"leg.{number}")  # fmt: skip
    side = min(face.h, face.w) * 0.66
    picture = icon(
        now.icon(mode), Rect(face.cx - side / 2, face.cy - side / 2, side, side), ink, mix(ink, fill, 0.45)
    )
    label = now.say("route_take_back", number=float(number), place=place, mode=now.called(mode))
    action = None if now.moving else Action("take_back", float(number))
    return Element(f"leg.{number}", "button", rect, label, (*draws, *picture), action, value=number,
                   state=("disabled",) if now.moving else ())  # fmt: skip


def ask(now: Situation, id: str, words: tuple[str, str], rect: Rect, tone: Domain | None = None) -> Element:
    """A wide button with a line of explanation below its words; with `tone` it offers something."""
    look, day = now.look, now.look.theme.day
    head, note = words
    slab = Slab(day.card, day.card_edge, day.card_line, 18, 8)
    ink = day.ink
    if tone is not None and not look.theme.bold:
        slab, ink = Slab(tone.bright, tone.deep, None, 18, 8), tone.on_bright
    draws, face = tile(look, rect, slab, look.pressed == id)
    room = face.inset(18, 6)
    if not note:
        text = fit(look, head, room, Style("label", ink, "c", weight=700), middle=True).draws
    else:
        upper, lower = cut_top(room, room.h * 0.52)
        text = fit(look, head, upper, Style("label", ink, weight=700), middle=True).draws
        text += fit(look, note, lower, Style("label", ink), middle=True).draws
    label = f"{head}. {note}" if note else head
    state = ("offered",) if tone is not None else ()
    return Element(id, "button", rect, label, (*draws, *text), Action(id), state=state)
