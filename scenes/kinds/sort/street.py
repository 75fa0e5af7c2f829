"""The places: houses whose windows light up with what is found there, or tiles where room is scarce."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood, karo
from kiosk.ui.layout import Style, cut_bottom, cut_left, cut_top, fit
from kiosk.ui.parts import Slab, badge, catch_ring, icon, tick, tile
from kiosk.ui.theme import WHITE, Domain, mix
from scenes.kinds.sort.situation import Situation

FLOORS = (3, 2, 4, 3, 2, 3)
ACROSS = 4


def ground(now: Situation, street: Rect, houses: Sequence[Rect]) -> Element:
    """Sky with clouds over the low houses, and a pavement of squares. Strong contrast goes without."""
    if now.look.theme.bold:
        return Element("street", "decor", street)
    clouds: list[Square] = []
    for number, place in enumerate(houses):
        if FLOORS[number % len(FLOORS)] == min(FLOORS):
            clouds += _cloud((place.x + place.w * 0.3, place.y + 26), 5 - number % 2)
    side = 34.0
    count = int((street.w - 24) // side)
    left, y = street.cx - count * side / 2, street.bottom - side - 6
    tones = [mix(now.day.line, now.day.empty, 0.6 + shade / 12) for shade in range(5)]
    stones = tuple(Square(left + i * side, y, side - 4, tones[i * 7 % 5]) for i in range(count))
    return Element(
        "street",
        "decor",
        street,
        draws=(Box(street, now.look.theme.domain("mobil").tint, 28), Squares((*clouds, *stones))),
    )


def _cloud(at: tuple[float, float], count: int) -> list[Square]:
    """A cloud of squares, two high in the middle."""
    x, y = at
    tall = [2 if 0 < i < count - 1 else 1 for i in range(count)]
    return [Square(x + i * 26, y - j * 26, 24, WHITE) for i in range(count) for j in range(tall[i])]


def house(now: Situation, id: str, rect: Rect, tall: bool) -> Element:
    """A place: what is led to it, how many things found it, whether another one points here."""
    number = list(now.step.bins).index(id) + 1
    here = sum(now.step.items[found.item].place == id for found in now.state.found)
    wanted = now.wanted == id
    draws = _tall(now, id, rect, here) if tall else _tile(now, id, rect, here)
    if wanted:
        draws += catch_ring(now.look, rect)
    if now.look.keys or now.look.theme.bold:
        draws += badge(now.look, number, (rect.x + 10, rect.y + 10))
    label = now.called(id)
    label += f", {now.say('sort_here', things=float(here))}" if here else ""
    label += f". {now.say('sort_wanted')}" if wanted else ""
    to = Action("choose", now.leading_to(id))
    state = ("essential", *(("offered",) if wanted else ()), *(("disabled",) if now.over else ()))
    return Element(
        f"option.{id}", "option", rect, label, draws, to, value=number, state=state,
        catch=None if now.over else to,
    )  # fmt: skip


def _plate(now: Situation, id: str, rect: Rect) -> tuple[Draw, ...]:
    """The enamel plate with the name."""
    look, day = now.look, now.day
    edge = day.ink if look.theme.bold else now.tone(id).deep
    name = fit(look, now.called(id), rect.inset(10, 4), Style("small", day.ink, "c", weight=700), middle=True)
    return (Box(rect, day.card, 14, edge, 3.5), *name.draws)


def _tall(now: Situation, id: str, rect: Rect, here: int) -> tuple[Draw, ...]:
    """A house: plate below, body as high as its floors, a door with the pictogram."""
    look = now.look
    number = list(now.step.bins).index(id)
    plate, above = cut_bottom(rect, max(58.0, look.size("small") * 1.7), 8)
    floors = FLOORS[number % len(FLOORS)]
    body = cut_bottom(above.inset(8, 0), above.h * (0.64 + 0.09 * floors))[0]
    tone = now.tone(id)
    face, roof, pane = _paint(now, tone, bool(here))
    draws: list[Draw] = [
        Box(body, face, 14, now.day.ink if look.theme.bold else None, 4),
        Box(Rect(body.x, body.y, body.w, 14), roof, 6),
    ]
    door_h = min(96.0, body.h * 0.36)
    door = Rect(body.cx - door_h * 0.46, body.bottom - door_h, door_h * 0.92, door_h)
    draws.append(
        Squares(_windows(Rect(body.x, body.y + 26, body.w, door.y - body.y - 38), floors, here, pane))
    )
    draws.append(Box(door, roof, 10))
    if now.state.pointed == id:
        draws += _porter(now, id, door)
    else:
        draws += icon(
            now.paint.world.icon(now.step.bins[id].icon), door.inset(14), _on(now, roof), tone.bright
        )
    if here:
        draws += _found(now, Rect(body.right - 50, body.y - 18, 58, 58))
    return (*draws, *_plate(now, id, plate))


def _on(now: Situation, ground: Colour) -> Colour:
    return now.day.ground if now.look.theme.bold else WHITE


def _paint(now: Situation, tone: Domain, lit: bool) -> tuple[Colour, Colour, tuple[Colour, Colour]]:
    """Face, roof and (dark, lit) windows of a house."""
    if now.look.theme.bold:
        return now.day.card, now.day.ink, (now.day.empty, now.day.accent)
    face = tone.bright if lit else mix(tone.bright, now.day.empty, 0.35)
    return face, tone.deep, (mix(tone.bright, tone.deep, 0.42), now.look.theme.domain("wir").bright)


def _windows(rect: Rect, floors: int, here: int, pane: tuple[Colour, Colour]) -> tuple[Square, ...]:
    """Rows of windows; with each thing found four more are lit."""
    pitch = min(rect.h / floors, rect.w / (ACROSS + 0.6))
    side = pitch * 0.66
    left = rect.cx - (ACROSS - 1) * pitch / 2 - side / 2
    lit = min(here * 4, floors * ACROSS)
    order = [(k * 5 + 2) % (floors * ACROSS) for k in range(floors * ACROSS)]
    bright = set(order[:lit]) if len(set(order)) == len(order) else set(range(lit))
    return tuple(
        Square(left + i * pitch, rect.y + j * pitch, side, pane[j * ACROSS + i in bright])
        for j in range(floors)
        for i in range(ACROSS)
    )


def _porter(now: Situation, id: str, door: Rect) -> tuple[Draw, ...]:
    """Karo stands in the door that was tried and looks where the right one is."""
    side = min(door.w, door.h) * 0.72
    at = Rect(door.cx - side / 2, door.bottom - side * 1.14, side, side)
    return karo(at, now.day.accent, _looks(now, id))


def _looks(now: Situation, id: str) -> Mood:
    """Where the right place is, seen from this one."""
    names = list(now.step.bins)
    return "right" if names.index(now.wanted) > names.index(id) else "left"


def _found(now: Situation, at: Rect) -> tuple[Draw, ...]:
    """The tick on a place that was found."""
    tone = now.look.theme.domain("stadt")
    if now.look.theme.bold:
        return (Box(at, now.day.accent, 14), tick(at.inset(14), now.day.on_accent))
    return (Box(at, tone.bright, 14), tick(at.inset(14), tone.deep))


def _tile(now: Situation, id: str, rect: Rect, here: int) -> tuple[Draw, ...]:
    """A place without its house: pictogram and name."""
    look, day, tone = now.look, now.day, now.tone(id)
    lit = bool(here) and not look.theme.bold
    slab = Slab(tone.bright if lit else day.card, tone.deep, None if lit else tone.deep, 20, 10)
    draws, face = tile(look, rect, slab, look.pressed == f"option.{id}")
    room = face.inset(16, 8)
    narrow = face.w < 330
    side = min(room.h * (0.5 if narrow else 1.0), 64.0, room.w * 0.28)
    mark, words = cut_top(room, side, 4) if narrow else cut_left(room, side, 14)
    at = Rect(mark.cx - side / 2, mark.cy - side / 2, side, side)
    ink = day.ink if look.theme.bold else tone.deep
    if now.state.pointed == id:
        draws += karo(at.inset(side * 0.08), day.accent, _looks(now, id))
    else:
        draws += icon(now.paint.world.icon(now.step.bins[id].icon), at, ink, mix(ink, tone.bright, 0.45))
    if here:
        draws += _found(now, Rect(rect.right - 44, rect.y - 8, 46, 46))
    style = Style("button", tone.on_bright if lit else day.ink, "c" if narrow else "l", weight=700)
    return (*draws, *fit(look, now.called(id), words, style, middle=True).draws)
