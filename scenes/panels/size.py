"""Size and more: text size, contrast, low reach, calm; each tile shows what it does."""

from __future__ import annotations

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, columns, cut_left, cut_top, fit, one_line, rows
from kiosk.ui.look import Look
from kiosk.ui.parts import Button, Slab, Tone, button, icon, tick, tile
from kiosk.ui.scene import Shot
from kiosk.ui.theme import BLACK, WHITE, YELLOW, Domain
from kiosk.visit.world import Visit, World

GAP = 24.0
SIZES = (100, 150, 200)
SWITCHES = ("contrast", "low", "calm", "quiet")


def body(world: World, visit: Visit, shot: Shot, rect: Rect) -> tuple[Element, ...]:
    """Three sizes, four switches, the languages, and everything back to normal."""
    look, settings = shot.look, visit.settings
    share = 0.36 if not look.portrait else 0.26
    upper, lower = cut_top(rect, rect.h * share, GAP)
    out = [
        _size(look, world, percent, place, settings.text == percent)
        for percent, place in zip(SIZES, columns(upper, 3, GAP), strict=True)
    ]
    foot_h = max(look.target, 92.0)
    switches, foot = lower, Rect(lower.x, lower.bottom - foot_h, lower.w, foot_h)
    switches = Rect(lower.x, lower.y, lower.w, lower.h - foot_h - GAP)
    places = rows(switches, len(SWITCHES), 18) if look.portrait else columns(switches, len(SWITCHES), GAP)
    for name, place in zip(SWITCHES, places, strict=True):
        out.append(_switch(look, world, (name, bool(getattr(settings, name))), place))
    return (*out, *_foot(look, world, foot))


def _slab(look: Look, domain: Domain, on: bool) -> Slab:
    day = look.theme.day
    return Slab(domain.bright, domain.deep) if on else Slab(day.card, day.card_edge, day.card_line)


def _size(look: Look, world: World, percent: int, rect: Rect, on: bool) -> Element:
    domain = look.theme.domain("mobil")
    id = f"text.{percent}"
    draws, face = tile(look, rect, _slab(look, domain, on), look.pressed == id)
    ink = domain.on_bright if on else look.theme.day.ink
    name = world.say(f"panel_text_{percent}")
    room = face.inset(20, 14)
    letters = one_line(
        look, "Aa", (room.cx, room.y + room.h * 0.36), Style("card", ink, "c", 0.56 * percent, 800)
    )
    below = Rect(room.x, room.y + room.h * 0.68, room.w, room.h * 0.32)
    words = fit(look, name, below, Style("small", ink, "c", weight=600), middle=True)
    mark = (tick(Rect(room.right - 44, room.y + 4, 40, 40), ink),) if on else ()
    label = f"{world.say('panel_text')}: {name}, {world.say('chosen' if on else 'not_chosen')}"
    return Element(id, "option", rect, label, (*draws, letters, *words.draws, *mark), Action("text", percent),
                   state=("selected",) if on else ())  # fmt: skip


def _switch(look: Look, world: World, what: tuple[str, bool], rect: Rect) -> Element:
    name, on = what
    domain = look.theme.domain("stadt")
    id = f"switch.{name}"
    draws, face = tile(look, rect, _slab(look, domain, on), look.pressed == id)
    ink = domain.on_bright if on else look.theme.day.ink
    room = face.inset(26, 16)
    wide = room.w > room.h * 2.2
    picture, words = (
        cut_left(room, min(room.h, room.w * 0.3), 26) if wide else cut_top(room, room.h * 0.42, 14)
    )
    preview = _preview(look, name, picture) if name != "quiet" else _speaker(world, picture, ink)
    if look.text >= 200 and not look.portrait:
        preview, words = (), room  # art makes room for words
    title, note = world.say(f"panel_{name}"), world.say(f"panel_{name}_note")
    upper, lower = cut_top(words, words.h * 0.5)
    head = fit(look, title, upper, Style("button", ink), middle=True)
    tail = fit(look, note, lower, Style("small", ink))
    mark = (tick(Rect(room.right - 44, room.y + 2, 40, 40), ink),) if on else ()
    label = f"{title}: {world.say('on' if on else 'off')}. {note}"
    return Element(id, "option", rect, label, (*draws, *preview, *head.draws, *tail.draws, *mark),
                   Action(name, not on), state=("selected",) if on else ())  # fmt: skip


def _speaker(world: World, rect: Rect, ink: Colour) -> tuple[Draw, ...]:
    side = min(rect.h, rect.w) * 0.8
    return icon(world.icon("ton"), Rect(rect.cx - side / 2, rect.cy - side / 2, side, side), ink)


def _preview(look: Look, name: str, rect: Rect) -> tuple[Draw, ...]:
    """A little screen that shows what the switch does."""
    h = min(rect.h, rect.w * 0.75)
    w = h * 1.33
    at = Rect(rect.cx - w / 2 if rect.w < rect.h * 2 else rect.x, rect.cy - h / 2, w, h)
    day = look.theme.day
    paper, ink, mark = day.ground, day.ink, look.theme.domain("klima").deep
    if name == "contrast":
        paper, ink, mark = BLACK, WHITE, YELLOW
    unit = h / 10
    lines = [(1.2, 4.0), (2.6, 2.6)] if name != "low" else [(1.2, 4.0)]
    bars = tuple(
        Box(Rect(at.x + unit, at.y + y * unit, width * unit, unit * 0.8), ink, unit * 0.3)
        for y, width in lines
    )
    y = 7.4 if name == "low" else 5.6
    squares = tuple(Square(at.x + (1 + 2.6 * k) * unit, at.y + y * unit, unit * 1.9, mark) for k in range(4))
    if name == "calm":
        squares = tuple(s._replace(y=at.y + 6 * unit) for s in squares)
    return (Box(at, paper, unit * 0.8, ink, max(2.0, unit * 0.25)), *bars, Squares(squares))


def _foot(look: Look, world: World, rect: Rect) -> tuple[Element, ...]:
    languages = world.content.exhibition.languages
    places = columns(rect, len(languages) + 1, GAP)
    out = []
    for (tag, name), place in zip(languages.items(), places, strict=False):
        on = tag == look.language
        tone: Tone = "accent" if on else "quiet"
        what = Button(
            f"language.{tag}", name, Action("language", tag), tone, state=("selected",) if on else ()
        )
        out.append(button(look, what, place))
    out.append(button(look, Button("reset", world.say("panel_reset"), Action("reset")), places[-1]))
    return tuple(out)
