"""Where the numbers come from: every figure with unit, source and year."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.content.model import Figure
from kiosk.content.template import Template
from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import card
from kiosk.ui.scene import Shot
from kiosk.visit.world import World


def figures(world: World) -> tuple[tuple[str, Figure], ...]:
    """The figures of every scenario, then those of the house. Two scenarios may call different figures by
    the same name: both are shown; what is the same in both is shown once."""
    own = (each for scenario in world.content.scenarios.values() for each in scenario.figures.items())
    found: list[tuple[str, Figure]] = []
    for each in (*own, *world.content.figures.items()):
        if each not in found:
            found.append(each)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what it is, how much, where it comes from."""

    title: str
    value: str
    source: str


def entries(world: World, language: str) -> tuple[Entry, ...]:
    """The figures, and the distances of the maps; what was only set for a game comes last."""
    found = figures(world)
    rows = [_entry(world, name, each, language) for name, each in found if each.mark != "model"]
    for city in world.content.maps.values():
        value = world.say("source_ways", ways=float(len(city.ways)))
        source = world.say("source_line", source=city.source, year=str(city.year))
        mark = world.say("sources_mark_computed")
        rows.append(Entry(world.say("source_distances"), value, f"{source} · {mark}"))
    return (*rows, *(_entry(world, name, each, language) for name, each in found if each.mark == "model"))


def _entry(world: World, name: str, figure: Figure, language: str) -> Entry:
    title = figure.text.render({}, language) if figure.text else name.replace("_", " ")
    source = world.say("source_line", source=figure.source, year=str(figure.year))
    mark = world.say(f"sources_mark_{figure.mark}")
    unit = "" if figure.unit == "n" else f" {figure.unit}"  # what is merely counted has no unit to read
    return Entry(title, f"{_number(world, figure, language)}{unit}", f"{source} · {mark}")


def body(world: World, shot: Shot, rect: Rect, page: int) -> tuple[tuple[Element, ...], int]:
    """The intro and one page of figures; and the number of pages."""
    look, day = shot.look, shot.look.theme.day
    intro = f"{world.say('sources_intro')} {world.say('sources_boundary')}"
    words = fit(look, intro, Rect(rect.x, rect.y, rect.w, rect.h * 0.26), Style("body", day.ink))
    out = [Element("intro", "text", Rect(rect.x, rect.y, rect.w, words.height), intro, words.draws)]
    _, below = cut_top(rect, words.height, 22)
    inner = below.inset(34, 20)
    row_h = look.size("label") * (4.4 if look.portrait else 3.1 if look.large else 2.9)
    fitting = max(int(inner.h / row_h), 1)
    rows = entries(world, look.language)
    pages = max(-(-len(rows) // fitting), 1)
    shown = rows[(page % pages) * fitting :][:fitting]
    draws: list[Draw] = [card(look, below)]
    spoken = []
    for i, entry in enumerate(shown):
        row = Rect(inner.x, inner.y + i * row_h, inner.w, row_h)
        text, row_draws = _row(shot, entry, row)
        if i % 2 == 0 and not look.theme.bold:
            draws.append(Box(Rect(row.x - 14, row.y, row.w + 28, row.h), day.band, 8))
        draws += row_draws
        spoken.append(text)
    out.append(Element("figures", "text", below, "; ".join(spoken), tuple(draws)))
    return tuple(out), pages


def _row(shot: Shot, entry: Entry, row: Rect) -> tuple[str, list[Draw]]:
    """What it is and how much on the first line; source, year and how sure on the second."""
    look, day = shot.look, shot.look.theme.day
    two = 0.4 if look.portrait else 0.54  # upright a long source needs two lines
    upper, lower = cut_top(row.inset(4, 5), (row.h - 10) * two)
    left, right = cut_left(upper, upper.w * 0.6, 16)
    places = (
        (entry.title, left, Style("label", day.ink, weight=600)),
        (entry.value, right, Style("label", day.ink, "r", weight=700)),
        (entry.source, lower, Style("label", day.muted)),
    )
    draws: list[Draw] = []
    for text, place, style in places:
        draws += fit(look, text, place, style, middle=True).draws
    return f"{entry.title}: {entry.value}, {entry.source}", draws


def _number(world: World, figure: Figure, language: str) -> str:
    """The number as people write it; of a curve its highest hour."""
    most = max(figure.value) if isinstance(figure.value, tuple) else figure.value
    number = Template.parse("{v | 3}" if 0 < abs(most) < 1 else "{v}").render({"v": most}, language)
    return world.say("source_curve", most=number) if isinstance(figure.value, tuple) else number
