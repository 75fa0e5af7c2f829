"""The poster of a city of lights: its plan with every light, its chapter, and which games lit it."""

from __future__ import annotations

from collections import Counter

from kiosk.content.whole import Content
from kiosk.core.frame import Draw, Element, Frame, Square, Squares
from kiosk.core.geometry import Rect, Size
from kiosk.ui import city
from kiosk.ui.karo import karo
from kiosk.ui.layout import Style, cut_top, fit, grid, one_line
from kiosk.ui.look import Look, Measure
from kiosk.ui.parts import icon
from kiosk.ui.theme import Theme
from kiosk.visit.world import LIGHTS, Lights, World
from scenes.attract.town import chapter

SHEET = Size(1080.0, 1527.0)
"""A sheet of the A series, in units: its long side is the square root of two of the short one."""
MARGIN = 72.0


def poster(content: Content, lights: Lights, theme: Theme, measure: Measure) -> Frame:
    """One page: name and chapter, the city, and a legend that counts the lights of each colour."""
    look, world = Look(SHEET, theme, measure, content.language), World(content, lights)
    plan = city.Plan(SHEET.w / 2, 1092.0, (SHEET.w - 2 * MARGIN) / 16.9)
    span = (0.0, 0.0, SHEET.w)
    draws = (
        city.sky(theme, SHEET),
        *city.rivers(theme, plan, span),
        *city.streets(theme, plan),
        *city.castle(theme, plan),
        *city.full_glows(theme, plan, lights.colours),
        *city.city(theme, plan, lights.colours),
    )
    town = Element("city", "image", Rect(0, 0, SHEET.w, SHEET.h), title(content, lights), draws)
    elements = (town, *_head(look, world), *_legend(look, world))
    return Frame(SHEET, theme.night.ground, elements, screen="poster", language=content.language)


def title(content: Content, lights: Lights) -> str:
    """What the poster is called."""
    world = World(content, lights)
    name = chapter(world).text.render({}, content.language)
    return world.say("poster_title", city=float(lights.city), chapter=name)


def _head(look: Look, world: World) -> tuple[Element, ...]:
    night = look.theme.night
    face = karo(Rect(MARGIN, 66, 84, 84), look.theme.domain("energie").bright, "cheers")
    brand = one_line(
        look, world.content.exhibition.title, (MARGIN + 108, 108), Style("card", night.ink, "l", 60, 800)
    )
    called = title(world.content, world.lights)
    room = Rect(MARGIN, 176, SHEET.w - 2 * MARGIN - 150, 110)
    head = fit(look, called, room, Style("headline", night.ink, size=84.0))
    sign = icon(world.icon(chapter(world).icon), Rect(SHEET.w - MARGIN - 120, 170, 120, 120), night.castle,
                look.theme.domain("energie").tint)  # fmt: skip
    line = world.say("poster_lights", lights=float(world.lights.lit), all=float(LIGHTS))
    below = fit(look, line, Rect(MARGIN, 176 + head.height + 12, room.w, 60), Style("body", night.muted))
    draws: tuple[Draw, ...] = (*face, brand, *head.draws, *sign, *below.draws)
    return (
        Element("title", "heading", Rect(MARGIN, 66, SHEET.w - 2 * MARGIN, 300), f"{called}. {line}", draws),
    )


def _legend(look: Look, world: World) -> tuple[Element, ...]:
    """Colour, number of lights, and the games of that colour."""
    night, language = look.theme.night, world.content.language
    counted = Counter(colour for colour in world.lights.colours if colour is not None)
    games: dict[str, list[str]] = {}
    for scenario in world.content.scenarios.values():
        games.setdefault(scenario.colour, []).append(scenario.title.render({}, language))
    shown = [(colour, n) for colour, n in counted.most_common(8)]
    area = Rect(MARGIN, 1262, SHEET.w - 2 * MARGIN, 190)
    out = []
    for (colour, n), place in zip(shown, grid(area, (2, 4), 14), strict=False):
        names = " · ".join(games.get(colour, []))
        square = Squares((Square(place.x, place.cy - 15, 30, look.theme.domain(colour).bright),))
        number = one_line(look, str(n), (place.x + 108, place.cy), Style("small", night.ink, "r", 28, 700))
        words = fit(
            look,
            names,
            Rect(place.x + 124, place.y, place.w - 124, place.h),
            Style("label", night.muted, size=24.0),
            True,
        )
        out.append(Element(f"legend.{colour}", "text", place, f"{n} {names}", (square, number, *words.draws)))
    foot = world.content.exhibition.subtitle.render({}, language)
    diagram = world.say("about_diagram")
    place = cut_top(Rect(MARGIN, 1470, SHEET.w - 2 * MARGIN, 40), 40)[0]
    small = fit(look, f"{foot} · {diagram}", place, Style("label", night.muted, size=20.0), True)
    out.append(Element("foot", "text", place, foot, small.draws))
    return tuple(out)
