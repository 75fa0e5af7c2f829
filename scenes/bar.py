"""The band at the foot of every play screen, always in the same order.

Back, early end, Karo's line, language, size, sound, help, and the one primary action.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Action, Box, Element
from kiosk.core.geometry import Rect
from kiosk.ui.karo import Mood, blinking, karo
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, columns, fit
from kiosk.ui.look import MARGIN, Look
from kiosk.ui.parts import Button, button, button_width
from kiosk.ui.theme import Domain, mix
from kiosk.visit.world import World

TOOL_W = 100.0
TOOL_GAP = 12.0
TINY = 0.8
"""The share of its size below which Karo's line gets Karo's place as well."""


@dataclass(frozen=True, slots=True)
class Hint:
    """What Karo says, and how it looks while saying it; mood None: a line without Karo."""

    text: str
    mood: Mood | None = "glad"
    colour: str = "energie"


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands in the band. `primary` is the one action this screen is for.

    least: how wide the early end is at least, in units.
    """

    back: Button | None = None
    finish: Button | None = None
    hint: Hint | None = None
    primary: Button | None = None
    domain: Domain | None = None
    least: float = 0.0


def bar_height(look: Look) -> float:
    """Height of the band in units: one row in landscape, two in portrait."""
    row = _row(look)
    return 2 * row + 44 if look.portrait else row + 32 + _strip(look)


def _strip(look: Look) -> float:
    """In landscape at the largest text Karo's line gets a strip of its own above the buttons."""
    return 78.0 if look.text >= 200 and not look.portrait else 0.0


def _row(look: Look) -> float:
    return max(look.target, 84.0 + 36.0 * (look.grow - 1))


def above(look: Look) -> Rect:
    """The part of the stage above the band."""
    return Rect(0, 0, look.stage.w, look.stage.h - bar_height(look))


def bar(look: Look, world: World, what: Bar, now: float) -> tuple[Element, ...]:
    """All elements of the band in reading order."""
    return _bar(look.untouched(*IDS), world, what, blinking(now) and not look.calm)


IDS = ("back", "finish", "leave", "next", "page", "tool.")


@latest
def _bar(look: Look, world: World, what: Bar, shut: bool) -> tuple[Element, ...]:
    day, stage = look.theme.day, look.stage
    height = bar_height(look)
    ground = Rect(0, stage.h - height, stage.w, height)
    edge = Rect(0, ground.y, stage.w, 3)
    band = Element(
        "band",
        "decor",
        ground,
        draws=(Box(ground, day.band), Box(edge, mix(day.band, day.ink, 1.0 if look.theme.bold else 0.18))),
    )
    if look.portrait:
        return (band, *_two_rows(look, world, what, (ground, shut)))
    return (band, *_one_row(look, world, what, (ground, shut)))


def tools(world: World, look: Look) -> tuple[Button, ...]:
    """The four switches every screen has: language, size, sound, help."""
    languages = world.content.exhibition.languages
    others = [tag for tag in languages if tag != look.language]
    if len(languages) == 2 and others:
        language = Button(
            "tool.language",
            languages[others[0]],
            Action("language", others[0]),
            icon=world.icon("welt"),
            small=True,
            label=languages[others[0]],
        )
    else:
        language = Button(
            "tool.language",
            look.language.upper(),
            Action("panel", "size"),
            icon=world.icon("welt"),
            small=True,
            label=world.say("language"),
        )
    size = Button("tool.size", world.say("size"), Action("panel", "size"), icon=world.icon("aa"), small=True)
    spoken = world.say("sound") + ": " + world.say("on" if look.sound else "off")
    sound = Button(
        "tool.sound",
        world.say("sound" if look.sound else "sound_off"),
        Action("sound", not look.sound),
        icon=world.icon("ton" if look.sound else "stumm") or world.icon("ton"),
        small=True,
        label=spoken,
    )
    help = Button(
        "tool.help", world.say("help"), Action("panel", "help"), icon=world.icon("hilfe"), small=True
    )
    return language, size, sound, help


def _width(look: Look, text: str) -> float:
    """Buttons of the band take three fifths of the growth of text: all of them must stay in one row."""
    full = button_width(look, text)
    return max(look.target, full * (1 + (look.grow - 1) * 0.6) / look.grow)


def _left(look: Look, what: Bar, y: float, h: float) -> tuple[list[Element], float]:
    x = MARGIN - 8
    out = []
    for each in (what.back, what.finish):
        if each is not None:
            width = max(_width(look, each.text), what.least if each is what.finish else 0.0)
            out.append(button(look, each, Rect(x, y, width, h)))
            x += width + 20
    return out, x


def _tools_at(
    look: Look, world: World, right: float, row: tuple[float, float]
) -> tuple[list[Element], float]:
    y, h = row
    buttons = tools(world, look)
    width = max(TOOL_W * (1 + (look.grow - 1) * 0.3), look.target)
    left = right - len(buttons) * width - (len(buttons) - 1) * TOOL_GAP
    out = [
        button(look, each, Rect(left + i * (width + TOOL_GAP), y, width, h)) for i, each in enumerate(buttons)
    ]
    return out, left


def _hint(look: Look, hint: Hint, rect: Rect, shut: bool) -> tuple[Element, ...]:
    side = min(74.0, rect.h - 14)
    if rect.w < side + 160:
        return ()
    at = Rect(rect.x + 6, rect.cy - side / 2 - 4, side, side)
    colour = look.theme.day.accent if look.theme.bold else look.theme.domain(hint.colour).bright
    style, left = Style("small", look.theme.day.ink, "l", weight=500), at.right + 22
    room = Rect(left, rect.y, rect.right - left, rect.h)
    line = fit(look, hint.text, room, style, middle=True)
    mood = hint.mood if line.size >= look.size("small") * TINY else None
    if mood is None:  # Karo steps aside before its words get tiny
        room = Rect(rect.x + 6, rect.y, rect.w - 6, rect.h)
        line = fit(look, hint.text, room, style, middle=True)
        return (Element("hint", "status", room, hint.text, line.draws),)
    return (
        Element("karo", "decor", at, draws=karo(at, colour, mood, shut)),
        Element("hint", "status", room, hint.text, line.draws),
    )


def _one_row(look: Look, world: World, what: Bar, place: tuple[Rect, bool]) -> tuple[Element, ...]:
    ground, shut = place
    h, strip = _row(look), _strip(look)
    y = ground.y + strip + (ground.h - strip - h) / 2 + 2
    out, x = _left(look, what, y, h)
    right = look.stage.w - MARGIN + 8
    primary: list[Element] = []
    if what.primary is not None:
        width = max(250.0, _width(look, what.primary.text) + 24)
        primary = [button(look, what.primary, Rect(right - width, y - 4, width, h + 10), what.domain)]
        right -= width + 24
    found, left = _tools_at(look, world, right, (y, h))
    if what.hint is not None:
        room = Rect(x + 8, y - 4, left - x - 32, h + 8)
        if strip:
            room = Rect(MARGIN - 8, ground.y + 6, look.stage.w - 2 * MARGIN, strip)
        out += _hint(look, what.hint, room, shut)
    return (*out, *found, *primary)


def _two_rows(look: Look, world: World, what: Bar, place: tuple[Rect, bool]) -> tuple[Element, ...]:
    ground, shut = place
    h = max(_row(look) - 8, look.target)
    top, bottom = ground.y + 14, ground.bottom - h - 16
    right = look.stage.w - MARGIN + 8
    primary: list[Element] = []
    edge = right
    if what.primary is not None:
        width = max(250.0, _width(look, what.primary.text) + 24)
        primary = [button(look, what.primary, Rect(right - width, top, width, h + 8), what.domain)]
        edge -= width + 20
    out: list[Element] = []
    if what.hint is not None:
        out += _hint(look, what.hint, Rect(MARGIN - 8, top - 4, edge - MARGIN + 8, h + 14), shut)
    left, end = _left(look, what, bottom, h)
    found, start = _tools_at(look, world, right, (bottom, h))
    if end > start:
        left = _squeezed(look, what, (bottom, h), start)
    return (*out, *primary, *left, *found)


def _squeezed(look: Look, what: Bar, row: tuple[float, float], end: float) -> list[Element]:
    """Back and early end share what room there is; their words shrink to it."""
    y, h = row
    both = [b for b in (what.back, what.finish) if b is not None]
    places = columns(Rect(MARGIN - 8, y, end - MARGIN - 8, h), len(both), 16)
    return [button(look, each, place) for each, place in zip(both, places, strict=True)]
