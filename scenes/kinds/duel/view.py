"""The duel: one question across both halves, five fields below it, two scales at the outer edges."""

from __future__ import annotations

import math

from kiosk.core.frame import Action, Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Align, Style, cut_bottom, cut_top, fit, one_line
from kiosk.ui.parts import Slab, tile
from kiosk.ui.scene import Band, Paint
from kiosk.ui.theme import WHITE, faded
from scenes.kinds.duel.half import ground, seat, side_elements
from scenes.kinds.duel.places import EDGE, Places, places
from scenes.kinds.duel.recall import rounds
from scenes.kinds.duel.rules import State
from scenes.kinds.duel.schema import Duel
from scenes.kinds.duel.situation import HOLD_S, Situation
from scenes.kinds.duel.told import story, truth

STAGE = "bare"


def view(step: Duel, state: State, area: Rect, paint: Paint) -> tuple[Element, ...]:
    now = Situation(step, state, paint)
    where = places(paint.look, area, now.stage == "told")
    grounds = [ground(now, at, where.sides[at].ground) for at in (0, 1)]
    if now.stage == "seats":
        seats = (seat(now, at, rect) for at, rect in enumerate(_doors(now, area, where)))
        return (*grounds, _between(now, area, where), *_asking(now, where.card), *seats)
    sides = [side_elements(now, at, where.sides[at]) for at in (0, 1)]
    head = _telling(now, where.card) if now.stage == "told" else _asking(now, where.card)
    said = story(now, where.told) if now.stage == "told" else ()
    return (
        *grounds, _between(now, area, where), *head, _fields(now, where.fields), *said,
        *_clock(now, where.clock), *sides[0], *sides[1],
    )  # fmt: skip


def _doors(now: Situation, area: Rect, where: Places) -> tuple[Rect, Rect]:
    """The seats below the question; in portrait and within low reach they lie low."""
    look = now.look
    top = where.card.bottom + 36
    if look.portrait or look.low:
        top = max(top, min(side.lock.y for side in where.sides) - (620.0 if look.portrait else 330.0))
    room = Rect(area.x + EDGE, top, area.w / 2 - 2 * EDGE, area.bottom - top - 30)
    return room, room.moved(area.w / 2)


def _between(now: Situation, area: Rect, where: Places) -> Element:
    """The line between the halves."""
    day = now.look.theme.day
    rect = Rect(area.cx - 3, area.y, 6, area.h)
    top = where.fields.bottom + 12
    line = Box(
        Rect(rect.x, top, rect.w, area.bottom - top), day.ink if not now.look.theme.bold else day.line, 3
    )
    return Element("between", "decor", rect, draws=(line,))


# --- the card ---------------------------------------------------------------------------


def _sheet(now: Situation, rect: Rect) -> tuple[tuple[Draw, ...], Rect]:
    day = now.look.theme.day
    draws, face = tile(now.look, rect, Slab(day.card, day.ink, None, 30, 12))
    return draws, face.inset(36, 14)


def _asking(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """The game's title and the question, or who plays."""
    look, day = now.look, now.look.theme.day
    sheet, inner = _sheet(now, rect)
    seats = now.stage == "seats"
    title = now.paint.text(now.paint.turn.scenario.title)
    small, room = cut_top(inner, look.size("small") * 1.25, 4)
    head = fit(look, title, small, Style("small", day.muted, "c", weight=700), middle=True)
    out = [Element("title", "heading", rect, title, (*sheet, *head.draws))]
    if seats:
        more, room = cut_bottom(room, min(look.size("body") * 1.35, room.h * 0.4), 4)
        text = now.say("duel_alone")
        line = fit(look, text, more, Style("body", day.ink, "c"), middle=True)
        out.append(Element("more", "text", more, text, line.draws))
    text = now.say("duel_who") if seats else now.paint.text(now.card.ask)
    size = look.size("question") * (0.86 if not look.large else 0.8)
    words = fit(look, text, room, Style("question", day.ink, "c", size=size), middle=True)
    out.insert(1, Element("question", "heading", room, text, words.draws))
    return tuple(out)


def _telling(now: Situation, rect: Rect) -> tuple[Element, ...]:
    sheet, inner = _sheet(now, rect)
    return (Element("card", "decor", rect, draws=sheet), *truth(now, rect, inner))


# --- fields and clock -------------------------------------------------------------------


def _fields(now: Situation, rect: Rect) -> Element:
    """One field for each card: in the colour of who took it, halved where both did; the score beside it."""
    look, day, bold = now.look, now.look.theme.day, now.look.theme.bold
    count = now.step.repeat
    side = min(rect.h, rect.w * 0.7 / count - 12)
    pitch = side + 12
    left = rect.cx - (count * pitch - 12) / 2
    tones = (day.ink, day.accent) if bold else (now.domain(0).deep, now.domain(1).deep)
    draws: list[Draw] = []
    for k in range(count):
        place = Rect(left + k * pitch, rect.cy - side / 2, side, side)
        if k >= len(now.fields):
            here = k == now.number
            draws.append(
                Box(place, faded(WHITE, 0.6) if not bold else day.card, 14, day.ink, 6 if here else 3)
            )
            continue
        a, b = now.fields[k]
        draws.append(Box(place, tones[0 if a else 1], 14, day.ink if bold else None, 3))
        if a and b:
            half = Rect(place.cx, place.y, side / 2, side)
            draws += [Box(half, tones[1], 14), Box(Rect(half.x, half.y, side / 4, side), tones[1])]
        ink = WHITE if not bold else day.ground
        # A letter, so that the fields are told apart without their colours too.
        word = "".join(now.name(at)[0] for at in (0, 1) if (a, b)[at])
        style = Style("card", ink, "c", side * (0.56 if len(word) == 1 else 0.46), 800)
        draws.append(one_line(look, word, (place.cx, place.cy), style))
    score = [sum(pair[at] for pair in now.fields) for at in (0, 1)]
    room = (rect.w - count * pitch) / 2 - 40
    sides: tuple[tuple[str, float, Align], ...] = (
        (f"{now.name(0)} {score[0]}", left - 28, "r"),
        (f"{score[1]} {now.name(1)}", left + count * pitch + 16, "l"),
    )
    for at, (words, x, align) in enumerate(sides):
        size = min(look.size("button"), rect.h * 0.76)
        size *= min(1.0, room / look.type.width(words, size, 800))
        ink = day.ink if bold else now.domain(at).on_bright
        draws.append(one_line(look, words, (x, rect.cy), Style("button", ink, align, size, 800)))
    where = now.say("duel_of", number=float(now.number + 1), all=float(count))
    label = f"{where}. {now.name(0)} {score[0]}, {now.name(1)} {score[1]}"
    return Element("progress", "progress", rect, label, tuple(draws), value=now.number + 1)


def _clock(now: Situation, rect: Rect) -> tuple[Element, ...]:
    """Seconds that are left of waiting."""
    if not now.clock:
        return ()
    seconds, day = math.ceil(now.clock), now.look.theme.day
    size = min(64.0, rect.h * 0.7)
    text = one_line(now.look, str(seconds), (rect.cx, rect.cy), Style("card", day.on_flap, "c", size, 800))
    draws = (Box(rect, day.flap, 24, day.on_flap if now.look.theme.bold else None, 3), text)
    label = now.say("duel_clock", seconds=float(seconds))
    return (Element("clock", "status", rect, label, draws, value=float(seconds)),)


# --- the band ---------------------------------------------------------------------------


def band(step: Duel, state: State, paint: Paint) -> Band | None:
    now = Situation(step, state, paint)
    if now.stage == "seats":
        text = now.say("duel_begin")
        return Band(text, Action("begin") if any(state.joined) else None, now.say("duel_sides"))
    if now.stage == "open":
        return _open_band(now)
    last = len(state.done) >= step.repeat
    text = now.say("next" if last else "duel_next")
    if not now.settled:
        return Band(text, None)
    return Band(text, Action("next" if last else "on"), mood="cheers")


def _open_band(now: Situation) -> Band:
    """What both do, who is waited for, and the end of waiting once the clock has run down."""
    button, at = now.say("duel_reveal"), now.state.awaited
    if at is None:
        alone = not all(now.state.joined)
        return Band(button, None, now.say("duel_how_alone" if alone else "duel_how"), None)
    name = now.colour(at)
    if now.clock is None or now.clock > 0:
        return Band(button, None, now.say("duel_waits", name=name), None)
    if now.state.guesses[at] is None:
        return Band(now.say("duel_relieve"), Action("close"), now.say("duel_gone", name=name), "left")
    return Band(button, Action("close"), now.say("duel_stands_as_is", name=name), "left")


def next_change(step: Duel, state: State, paint: Paint) -> float | None:
    """The truth holds its breath, then its line sweeps in; the clock counts seconds."""
    now = Situation(step, state, paint)
    if now.clock:
        return now.clock - (math.ceil(now.clock) - 1) + 0.001
    if not state.revealed or now.settled:
        return None
    return HOLD_S - paint.changed if paint.changed < HOLD_S else 0.0


__all__ = ["STAGE", "band", "next_change", "rounds", "view"]
