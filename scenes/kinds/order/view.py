"""Numbered places with a card on each; at the end the order as it belongs, with its reasons."""

from __future__ import annotations

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, columns, cut_left, cut_right, cut_top, fit, one_line, rows
from kiosk.ui.parts import Slab, icon, tick, tile
from kiosk.ui.scene import Band, Paint
from kiosk.ui.theme import mix
from scenes.kinds.order.rules import State, right
from scenes.kinds.order.schema import Order

STAGE = "question"
GAP = 18.0
TALLEST = 128.0


def view(step: Order, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    shown = step.answer if state.checked else state.row
    count, look = len(shown), paint.look
    beside = area.h < count * look.target + (count - 1) * GAP
    if beside:
        places = columns(area, count, GAP)
        places = tuple(Rect(p.x, p.y, p.w, min(p.h, 300.0)) for p in places)
    else:
        tall = TALLEST * (1 + (look.grow - 1) * 0.6)
        height = min((area.h - (count - 1) * GAP) / count, tall)
        places = rows(Rect(area.x, area.y, area.w, count * height + (count - 1) * GAP), count, GAP)
    return tuple(
        _card(step, state, (id, number), place, paint)
        for number, (id, place) in enumerate(zip(shown, places, strict=True), 1)
    )


def _card(step: Order, state: State, what: tuple[str, int], rect: Rect, paint: Paint) -> Element:
    """A thing on its place."""
    id, number = what
    look, day = paint.look, paint.look.theme.day
    name = f"option.{id}"
    held = id == state.hand
    settled = state.checked and state.row[number - 1] == id
    domain = paint.domain
    lit = held or settled
    slab = (
        Slab(domain.bright, domain.deep, None, 22, 12)
        if lit
        else Slab(day.card, day.card_edge, day.card_line, 22, 12)
    )
    draws, face = tile(look, rect, slab, look.pressed == name or held)
    ink = domain.on_bright if lit else day.ink
    upright = rect.w < rect.h * 1.9
    plate, room = _split(face, upright)
    draws += _plate(paint, number, plate)
    if not state.checked and not upright:
        grip, room = cut_right(room, 40, 12)
        draws += _grip(grip, mix(ink, day.card, 0.5))
    if settled:
        mark, room = cut_right(room, 44, 14)
        draws += (
            tick(Rect(mark.x, mark.cy - 20, 44, 40), day.on_accent if look.theme.bold else domain.deep),
        )
    note = _note(step, state, what, paint)
    draws += _words(step, (id, note), room, (ink, upright), paint)
    spoken = paint.world.say("order_place", number=float(number), text=paint.text(step.items[id].text))
    state_words = ("essential", *(("selected",) if held else ()), *(("disabled",) if state.checked else ()))
    return Element(
        name, "option", rect, f"{spoken}. {note}" if note else spoken, draws,
        Action("choose", id), value=number, state=state_words,
        carry=None if state.checked else Action("take", id),
        catch=None if state.checked else Action("choose", id),
    )  # fmt: skip


def _split(face: Rect, upright: bool) -> tuple[Rect, Rect]:
    inner = face.inset(16, 10)
    if upright:
        top, rest = cut_top(inner, min(64.0, inner.h * 0.28), 10)
        return Rect(top.cx - top.h / 2, top.y, top.h, top.h), rest
    left, rest = cut_left(inner, min(inner.h, 84.0), 24)
    return Rect(left.x, left.cy - left.w / 2, left.w, left.w), rest


def _plate(paint: Paint, number: int, at: Rect) -> tuple[Draw, ...]:
    """The enamel plate with the number of the place."""
    day = paint.look.theme.day
    inner = at.inset(at.w * 0.06)
    size = at.h * 0.56
    figure = one_line(paint.look, str(number), (at.cx, at.cy), Style("card", day.on_plate, "c", size, 800))
    return (Box(at, day.plate, 14), Box(inner, None, 11, day.on_plate, 3), figure)


def _grip(at: Rect, colour: Colour) -> tuple[Draw, ...]:
    """Six dots that say: this can be moved."""
    side, pitch = 9.0, 18.0
    x, y = at.cx - pitch / 2 - side / 2, at.cy - pitch - side / 2
    return (
        Squares(
            tuple(Square(x + i * pitch, y + j * pitch, side, colour) for i in range(2) for j in range(3))
        ),
    )


def _note(step: Order, state: State, what: tuple[str, int], paint: Paint) -> str:
    """Once checked: why it belongs here, and where it lay, if that was elsewhere."""
    if not state.checked:
        return ""
    id, number = what
    was = state.row.index(id) + 1
    why = step.items[id].why
    lay = paint.world.say("order_was", number=float(was)) if was != number else ""
    return " ".join(t for t in (paint.text(why) if why is not None else "", lay) if t)


def _words(
    step: Order, what: tuple[str, str], room: Rect, how: tuple[Colour, bool], paint: Paint
) -> tuple[Draw, ...]:
    (id, note), (ink, upright), look = what, how, paint.look
    card = step.items[id]
    draws: tuple[Draw, ...] = ()
    if paint.world.icon(card.icon) and not (look.large and upright):
        if upright:
            mark, room = cut_top(room, min(84.0, room.h * 0.4), 8)
        else:
            mark, room = cut_left(room, min(room.h, 72.0), 22)
        draws = icon(paint.world.icon(card.icon), mark, ink, mix(ink, look.theme.day.card, 0.45))
    style = Style("button", ink, "c" if upright else "l", weight=700)
    if not note:
        return (*draws, *fit(look, paint.text(card.text), room, style, middle=True).draws)
    upper, lower = cut_top(room, room.h * (0.4 if upright else 0.46))
    head = fit(look, paint.text(card.text), upper, style, middle=True)
    body = fit(look, note, lower, Style("small", ink, style.align), middle=True)
    return (*draws, *head.draws, *body.draws)


def band(step: Order, state: State, paint: Paint) -> Band | None:
    say = paint.world.say
    if not state.checked:
        hint = (
            say("order_put")
            if state.hand
            else paint.text(step.say)
            if step.say is not None
            else say("order_how")
        )
        return Band(say("reveal"), Action("check"), hint, "thinks" if state.hand else "glad")
    good, count = right(step, state), len(step.items)
    if good == count:
        return Band(say("next"), Action("next"), say("order_all"), "cheers")
    return Band(
        say("next"), Action("next"), say("order_some", right=float(good), things=float(count)), "glad"
    )


def next_change(step: Order, state: State, paint: Paint) -> float | None:
    return None
