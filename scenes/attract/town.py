"""The city at night: lights, tower, trams, and the window that is still missing."""

from __future__ import annotations

import math

from kiosk.content.exhibition import Chapter
from kiosk.core.frame import Box, Draw, Element, Glow
from kiosk.core.geometry import Rect
from kiosk.ui import city
from kiosk.ui.look import Look
from kiosk.ui.parts import icon
from kiosk.ui.theme import faded
from kiosk.visit.world import LIGHTS, World

BEAT_S = 0.14  # the night moves seven times a second: alive, and cheap
SHIFT_S = 60.0


def shift(now: float) -> float:
    """The whole picture moves by up to four units every minute, so that nothing burns in."""
    return 4.0 * math.sin(2 * math.pi * math.floor(now / SHIFT_S) / 7)


def beat(now: float) -> int:
    return math.floor(now / BEAT_S + 1e-6)


def sky(look: Look) -> Element:
    return Element("sky", "decor", look.full, draws=(city.sky(look.theme, look.stage),))


def town(look: Look, world: World, plan: city.Plan, lights: tuple[str | None, ...]) -> Element:
    """The blocks with these lights, and in words how many there are."""
    theme = look.theme
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


def tower(look: Look, world: World, plan: city.Plan) -> tuple[Draw, ...]:
    """The sign of this city's chapter with its lamp, where there is room for it."""
    theme, p = look.theme, plan.pitch
    place = Rect(plan.right - p * 0.45, plan.street_y - p * 0.82, p * 1.2, p * 1.2)
    if place.right >= look.stage.w:
        return ()
    energy = theme.domain("energie")
    lamp = Glow(place.cx, place.cy, p * 1.3, faded(energy.bright, 0.24))
    return (lamp, *icon(world.icon(chapter(world).icon), place, theme.night.castle, energy.tint))


def trams(look: Look, plan: city.Plan, now: float) -> tuple[Draw, ...]:
    """Four trams on the two streets; they move a little with every beat."""
    theme = look.theme
    t = beat(now) * BEAT_S
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


def waiting(look: Look, world: World, place: int, plan: city.Plan, now: float) -> Element:
    """The window that is still missing pulses like a heartbeat."""
    if place < 0:
        return Element("waiting", "decor", Rect(0, 0, 0, 0))
    night = look.theme.night
    block, window = divmod(place, city.WINDOWS)
    rect = plan.block(city.blocks()[block])
    pane = city.window_in(rect, window)
    pulse = 0.5 + 0.5 * math.sin(beat(now) * BEAT_S * 2 * math.pi / 2.4) if now else 1.0
    warm = look.theme.domain("wir").bright
    rings: tuple[Draw, ...] = tuple(
        Box(rect.grown(6 + k * 13), None, 10 + (6 + k * 13) * 0.6, faded(warm, alpha), 4)
        for k, alpha in ((0, 1.0), (1, 0.25 + 0.35 * pulse), (2, 0.1 + 0.25 * pulse))
    )
    hole = (
        Box(pane.grown(4), night.ground, 4, night.ink, 4),
        Box(pane.inset(pane.w * 0.2), faded(warm, 0.25 + 0.75 * pulse), 2),
    )
    glow = Glow(pane.cx, pane.cy, plan.pitch * 1.9, faded(warm, 0.05 + 0.05 * pulse))
    name = city.blocks()[block].name
    return Element("waiting", "image", rect, world.say("attract_missing", block=name), (glow, *rings, *hole))


def chapter(world: World) -> Chapter:
    """The chapter of the city that is being lit: each city has the next one, then they begin again."""
    chapters = world.content.exhibition.chapters
    return chapters[(world.lights.city - 1) % len(chapters)]
