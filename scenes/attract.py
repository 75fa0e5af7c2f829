"""Night: the city of lights, alive. A touch anywhere opens day."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from kiosk.core.frame import Action, Box, Draw, Element, Frame, Glow
from kiosk.core.geometry import Rect
from kiosk.core.scene import Outcome, Push
from kiosk.ui import city
from kiosk.ui.karo import Mood, karo
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, cut_left, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Button, Slab, button_width, icon, tile
from kiosk.ui.scene import Act, Shot
from kiosk.ui.theme import faded, mix
from kiosk.visit.world import LIGHTS, Visit, World

BEAT_S = 0.14  # the night moves seven times a second: alive, and cheap
SHIFT_S = 60.0


@dataclass(frozen=True, slots=True)
class State:
    """waiting: the dark window that pulses, block * 9 + window; -1 in a full city."""

    waiting: int = -1


class Attract:
    """The screen at the bottom of every stack."""

    name = "attract"

    def __init__(self) -> None:
        self._still = latest(_still)
        self._rivers = latest(city.rivers)

    def open(self, world: World, visit: Visit, start: str | None, now: float) -> State:
        return State(world.lights.promised(visit.seed))

    def step(self, world: World, visit: Visit, state: State, act: Act) -> Outcome:
        if act.action.name == "open":
            return Outcome(state, Push("menu"), sounds=("start",))
        return Outcome(state)

    def view(self, world: World, visit: Visit, state: State, shot: Shot) -> Frame:
        look = shot.look
        now = 0.0 if look.calm else shot.now
        shift = _shift(now)
        plan = city.plan_for(look.stage).moved(shift)
        still = self._still(look, world, state, shift)
        rivers = self._rivers(look.theme, plan, city.river_span(look.stage), _beat(now) // 9)
        town = replace(still.town, draws=(*rivers, *still.town.draws, *_trams(look, plan, now), *still.tower))
        elements = (still.sky, town, _waiting(look, world, state, plan, now), *still.words)
        return Frame(
            look.stage, look.theme.night.ground, elements, None if look.calm else BEAT_S,
            anywhere=Action("open"), screen=self.name, language=look.language,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Still:
    """What of a night does not move by itself: all but rivers, trams and the pulse.

    town: what lies behind the trams. tower: what stands before them.
    """

    sky: Element
    town: Element
    tower: tuple[Draw, ...]
    words: tuple[Element, ...]


def _still(look: Look, world: World, state: State, shift: float) -> Still:
    plan = city.plan_for(look.stage).moved(shift)
    left = _left(look).moved(shift, shift)
    words = (*_words(look, world, state, left), *_counts(look, world), *_languages(look, world))
    return Still(_sky(look), _town(look, world, plan), _tower(look, world, plan), words)


def _shift(now: float) -> float:
    """The whole picture moves by up to four units every minute, so that nothing burns in."""
    return 4.0 * math.sin(2 * math.pi * math.floor(now / SHIFT_S) / 7)


def _left(look: Look) -> Rect:
    """Where the words stand."""
    w, h = look.stage.w, look.stage.h
    return Rect(64, 60, w - 128, 400) if look.portrait else Rect(68, 60, w * 0.37, h - 120)


def _beat(now: float) -> int:
    return math.floor(now / BEAT_S + 1e-6)


def _sky(look: Look) -> Element:
    return Element("sky", "decor", look.full, draws=(city.sky(look.theme, look.stage),))


def _town(look: Look, world: World, plan: city.Plan) -> Element:
    theme = look.theme
    lights = world.lights.colours
    draws = (
        *city.streets(theme, plan), *city.castle(theme, plan),
        *city.full_glows(theme, plan, lights), *city.city(theme, plan, lights),
    )  # fmt: skip
    count = world.say("lights_of", lights=float(world.lights.lit), all=float(LIGHTS))
    label = f"{count} {world.say('about_diagram')}"
    return Element(
        "city",
        "image",
        Rect(plan.left, plan.top, plan.right - plan.left, plan.bottom - plan.top),
        label,
        draws,
    )


def _tower(look: Look, world: World, plan: city.Plan) -> tuple[Draw, ...]:
    """The telecommunication tower with its lamp, where there is room for it."""
    theme, p = look.theme, plan.pitch
    place = Rect(plan.right - p * 0.45, plan.street_y - p * 0.82, p * 1.2, p * 1.2)
    if place.right >= look.stage.w:
        return ()
    energy = theme.domain("energie")
    lamp = Glow(place.cx, place.cy, p * 1.3, faded(energy.bright, 0.24))
    return (lamp, *icon(world.icon("turm"), place, theme.night.castle, energy.tint))


def _trams(look: Look, plan: city.Plan, now: float) -> tuple[Draw, ...]:
    """Four trams on the two streets; they move a little with every beat."""
    theme = look.theme
    t = _beat(now) * BEAT_S
    p = plan.pitch
    upright = plan.bottom - plan.top - 2 * p
    across = plan.right - plan.left - 3 * p
    draws: tuple[Draw, ...] = ()
    for k, (colour, speed) in enumerate(
        (("energie", 26.0), ("klima", 19.0), ("mobil", 31.0), ("energie", 23.0))
    ):
        span = upright if k < 2 else across
        way = (t * speed + span * (0.2 + 0.45 * (k % 2))) % (2 * span)
        along = way if way < span else 2 * span - way
        at = (plan.cx, plan.top + p + along) if k < 2 else (plan.left + 1.5 * p + along, plan.street_y)
        draws += city.tram(theme, at, p * 1.2, k < 2, theme.domain(colour).bright)
    return draws


def _waiting(look: Look, world: World, state: State, plan: city.Plan, now: float) -> Element:
    """The window that is still missing pulses like a heartbeat."""
    if state.waiting < 0:
        return Element("waiting", "decor", Rect(0, 0, 0, 0))
    night = look.theme.night
    block, window = divmod(state.waiting, city.WINDOWS)
    rect = plan.block(city.blocks()[block])
    place = city.window_in(rect, window)
    pulse = 0.5 + 0.5 * math.sin(_beat(now) * BEAT_S * 2 * math.pi / 2.4) if now else 1.0
    warm = look.theme.domain("wir").bright
    rings: tuple[Draw, ...] = tuple(
        Box(rect.grown(6 + k * 13), None, 10 + (6 + k * 13) * 0.6, faded(warm, alpha), 4)
        for k, alpha in ((0, 1.0), (1, 0.25 + 0.35 * pulse), (2, 0.1 + 0.25 * pulse))
    )
    hole = (
        Box(place.grown(4), night.ground, 4, night.ink, 4),
        Box(place.inset(place.w * 0.2), faded(warm, 0.25 + 0.75 * pulse), 2),
    )
    glow = Glow(place.cx, place.cy, plan.pitch * 1.9, faded(warm, 0.05 + 0.05 * pulse))
    name = city.blocks()[block].name
    return Element("waiting", "image", rect, world.say("attract_missing", block=name), (glow, *rings, *hole))


# --- words ------------------------------------------------------------------------------


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


def _words(look: Look, world: World, state: State, left: Rect) -> tuple[Element, ...]:
    night = look.theme.night
    brand = _brand(look, world, (left.x, left.y + (10 if look.portrait else 20)))
    rest = cut_top(left, 150 if look.portrait else 170, 0)[1]
    headline = world.say("attract_headline")
    call_h = 156.0 if look.portrait else 132.0
    call_h *= 1 + (look.grow - 1) * 0.35
    if look.portrait:
        head = fit(look, headline, rest, Style("headline", night.ink, size=98 * min(look.grow, 1.15)))
        title = Element("headline", "heading", rest, headline, head.draws)
        foot = look.stage.h - 290 - call_h
        return brand, title, *_call(look, world, Rect(left.x, foot, left.w, call_h))
    head_room, below = cut_top(rest, rest.h * (0.47 if look.text < 200 else 0.42), 20)
    head = fit(look, headline, head_room, Style("headline", night.ink, size=124.0))
    title = Element("headline", "heading", head_room, headline, head.draws)
    line = world.say("attract_line")
    if state.waiting >= 0:
        line += "\n" + world.say("attract_missing", block=city.blocks()[state.waiting // city.WINDOWS].name)
    room = Rect(below.x, head_room.y + head.height + 24, below.w, below.h - call_h - 150)
    soft = mix(night.muted, night.ink, 0.45)
    text = fit(look, line, Rect(room.x, room.y, room.w, max(room.h, 90)), Style("body", soft))
    call_y = min(room.y + text.height + 30, look.stage.h - 116 - 40 - call_h)
    side = min(88.0, call_h * 0.66)
    call_w = min(left.w - side - 40, 540 * (1 + (look.grow - 1) * 0.3))
    at = Rect(left.x + call_w + 28, call_y + call_h - side - 18, side, side)
    face = Element("karo", "decor", at, draws=karo(at, look.theme.domain("klima").bright, "left"))
    lines = Element(
        "line", "text", Rect(room.x, room.y, room.w, text.height), line.replace("\n", " "), text.draws
    )
    return brand, title, lines, *_call(look, world, Rect(left.x, call_y, call_w, call_h)), face


def _call(look: Look, world: World, rect: Rect) -> tuple[Element, ...]:
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
    text, other = world.say("attract_call"), world.say("attract_call_other")
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


def _counts(look: Look, world: World) -> tuple[Element, ...]:
    night, lights = look.theme.night, world.lights
    first = world.say("lights_of", lights=float(lights.lit), all=float(LIGHTS))
    key = "lights_today" if lights.today else "lights_today_none"
    second = world.say(key, today=float(lights.today), city=float(lights.city))
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


def _languages(look: Look, world: World) -> tuple[Element, ...]:
    """The languages and the size panel at the foot, always in reach."""
    languages = world.content.exhibition.languages
    h = max(look.target, 80.0)
    y = look.stage.h - h - 32
    chips = [Button(f"language.{tag}", name, Action("language", tag)) for tag, name in languages.items()]
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
