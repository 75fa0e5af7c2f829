"""The words of the night: the name, the headline, the way in, the counts, the languages."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Action, Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood, karo
from kiosk.ui.layout import Block, Style, cut_left, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Button, Slab, button_width, icon, tile
from kiosk.ui.theme import faded, mix
from kiosk.visit.world import LIGHTS, World
from scenes.attract.town import chapter


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said just now. greeting: the call to touch in another language.

    usual: headline and line of most of the time: the button below stands where they leave it, and stays.
    """

    headline: str
    line: str
    greeting: str
    usual: tuple[str, str]


def left(look: Look) -> Rect:
    """Where the words stand."""
    w, h = look.stage.w, look.stage.h
    return Rect(64, 60, w - 128, 400) if look.portrait else Rect(68, 60, w * 0.37, h - 120)


def _brand(look: Look, world: World, at: tuple[float, float]) -> Element:
    night = look.theme.night
    x, y = at
    side = 64.0
    mood: Mood = "right"
    face = karo(Rect(x, y, side, side), look.theme.domain("energie").bright, mood)
    title = world.content.exhibition.title
    name = one_line(look, title, (x + 84, y + 22), Style("card", night.ink, "l", 48, 800))
    subtitle = world.content.exhibition.subtitle.source
    below = one_line(look, subtitle, (x + 84, y + 76), Style("label", night.muted, "l", 26))
    rect = Rect(x, y, 84 + max(name.width, below.width), 96)
    return Element("brand", "heading", rect, f"{title}. {subtitle}", (*face, name, below))


def words(look: Look, world: World, speech: Speech, place: Rect) -> tuple[Element, ...]:
    """The name, the headline, a line below it and the button that wakes the day."""
    night = look.theme.night
    brand = _brand(look, world, (place.x, place.y + (10 if look.portrait else 20)))
    rest = cut_top(place, 150 if look.portrait else 170, 0)[1]
    headline = speech.headline
    call_h = 156.0 if look.portrait else 132.0
    call_h *= 1 + (look.grow - 1) * 0.35
    if look.portrait:
        head = fit(look, headline, rest, Style("headline", night.ink, size=98 * min(look.grow, 1.15)))
        title = Element("headline", "heading", rest, headline, head.draws)
        foot = look.stage.h - 290 - call_h
        return brand, title, *_call(look, world, speech.greeting, Rect(place.x, foot, place.w, call_h))
    head_room, below = cut_top(rest, rest.h * (0.47 if look.text < 200 else 0.42), 20)
    soft = mix(night.muted, night.ink, 0.45)

    def said(headline: str, line: str) -> tuple[Block, Block, Rect]:
        head = fit(look, headline, head_room, Style("headline", night.ink, size=124.0))
        room = Rect(below.x, head_room.y + head.height + 24, below.w, max(below.h - call_h - 150, 90))
        return head, fit(look, line, room, Style("body", soft)), room

    head, text, room = said(headline, speech.line)
    title = Element("headline", "heading", head_room, headline, head.draws)
    line = speech.line
    _, usual, usual_room = said(*speech.usual)
    call_y = min(usual_room.y + usual.height + 30, look.stage.h - 116 - 40 - call_h)
    side = min(88.0, call_h * 0.66)
    call_w = min(place.w - side - 40, 540 * (1 + (look.grow - 1) * 0.3))
    at = Rect(place.x + call_w + 28, call_y + call_h - side - 18, side, side)
    face = Element("karo", "decor", at, draws=karo(at, look.theme.domain("klima").bright, "left"))
    lines = Element(
        "line", "text", Rect(room.x, room.y, room.w, text.height), line.replace("\n", " "), text.draws
    )
    return (
        brand,
        title,
        lines,
        *_call(look, world, speech.greeting, Rect(place.x, call_y, call_w, call_h)),
        face,
    )


def _call(look: Look, world: World, other: str, rect: Rect) -> tuple[Element, ...]:
    theme = look.theme
    day = theme.day
    draws, face = tile(
        look,
        rect,
        Slab(day.accent, mix(day.accent, day.accent_edge, 0.6), None, 26, 14),
        look.pressed == "call",
    )
    side = min(face.h * 0.66, 92.0)
    at = Rect(face.x + 34, face.cy - side / 2, side, side)
    hand = icon(world.icon("hand"), at, day.on_accent)
    room = Rect(at.right + 30, face.y + 10, face.right - at.right - 54, face.h - 20)
    text = world.say("attract_call")
    big = fit(
        look,
        text,
        cut_top(room, room.h * 0.56)[0],
        Style("button", day.on_accent, size=look.size("button") * 0.95),
        True,
    )
    small = fit(look, other, cut_top(room, room.h * 0.56)[1], Style("small", day.on_accent), True)
    return (
        Element("call", "button", rect, f"{text}. {other}", (*draws, *hand, *big.draws, *small.draws),
                Action("open"), state=("primary", "essential")),
    )  # fmt: skip


def counts(look: Look, world: World) -> tuple[Element, ...]:
    night, lights = look.theme.night, world.lights
    first = world.say("lights_of", lights=float(lights.lit), all=float(LIGHTS))
    key = "lights_today" if lights.today else "lights_today_none"
    name = chapter(world).text.render({}, world.content.language)
    second = world.say(key, today=float(lights.today), city=float(lights.city), chapter=name)
    right, y = look.stage.w - 68, 62.0
    grow = min(look.grow, 1.3)
    bold = one_line(look, first, (right, y), Style("small", night.ink, "r", 28 * grow, 700))
    draws: tuple[Draw, ...] = (bold,)
    width = bold.width
    if not look.portrait:
        soft = one_line(look, second, (right, y + 42 * grow), Style("label", night.muted, "r", 24 * grow))
        draws += (soft,)
        width = max(width, soft.width)
    rect = Rect(right - width - 24, y - 34, width + 48, 48 + (42 * grow if not look.portrait else 0) + 16)
    plate = Box(rect, faded(night.ground, 0.88), 18)
    return (Element("lights", "status", rect, f"{first}. {second}", (plate, *draws)),)


def languages(look: Look, world: World) -> tuple[Element, ...]:
    """The languages and the size panel at the foot, always in reach."""
    offered = world.content.exhibition.languages
    h = max(look.target, 80.0)
    y = look.stage.h - h - 32
    chips = [Button(f"language.{tag}", name, Action("language", tag)) for tag, name in offered.items()]
    for id, key, picture in (("tool.size", "size", "aa"), ("tool.help", "help", "hilfe")):
        panel = Action("panel", id.removeprefix("tool."))
        chips.append(Button(id, world.say(key), panel, icon=world.icon(picture)))
    widths = [button_width(look, chip.text, "small") + (60 if chip.icon else 0) for chip in chips]
    room = look.stage.w - 128 if look.portrait else look.stage.w * 0.46
    shrink = min(1.0, (room - 18 * (len(chips) - 1)) / sum(widths))
    x, out = 66.0, []
    for chip, width in zip(chips, widths, strict=True):
        place = Rect(x, y, max(width * shrink, look.target), h)
        out.append(_chip(look, chip, place, chip.id == f"language.{look.language}"))
        x += place.w + 18
    return tuple(out)


def _chip(look: Look, what: Button, rect: Rect, on: bool) -> Element:
    night = look.theme.night
    ground, ink = (night.ink, night.ground) if on else (night.block, night.ink)
    draws: tuple[Draw, ...] = (Box(rect, ground, 16, None if on else night.line, 3),)
    room = rect.inset(18, 8)
    if what.icon is not None:
        mark, room = cut_left(room, 44, 14)
        draws += icon(what.icon, Rect(mark.x, mark.cy - 22, 44, 44), ink)
    text = fit(
        look, what.text, room, Style("small", ink, "c" if what.icon is None else "l", weight=600), middle=True
    )
    state = ("selected", "essential") if on else ("essential",)
    return Element(what.id, "button", rect, what.text, (*draws, *text.draws), what.action, state=state)
