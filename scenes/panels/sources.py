"""Where the numbers come from: every figure with unit, source and year."""

from __future__ import annotations

from kiosk.content.model import Figure
from kiosk.content.template import Template
from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_left, cut_top, fit
from kiosk.ui.parts import card
from kiosk.ui.scene import Shot
from kiosk.visit.world import World


def figures(world: World) -> tuple[tuple[str, Figure], ...]:
    """The figures the open scenarios really use, and those they define themselves."""
    found: dict[str, Figure] = {}
    for scenario in world.content.scenarios.values():
        found.update(scenario.figures)
    found.update(world.content.figures)
    return tuple(found.items())


def body(world: World, shot: Shot, rect: Rect, page: int) -> tuple[tuple[Element, ...], int]:
    """The intro and one page of figures; and the number of pages."""
    look, day = shot.look, shot.look.theme.day
    intro = f"{world.say('sources_intro')} {world.say('sources_boundary')}"
    words = fit(look, intro, Rect(rect.x, rect.y, rect.w, rect.h * 0.26), Style("body", day.ink))
    out = [Element("intro", "text", Rect(rect.x, rect.y, rect.w, words.height), intro, words.draws)]
    _, below = cut_top(rect, words.height, 22)
    inner = below.inset(34, 20)
    row_h = look.size("label") * (3.1 if look.portrait or look.large else 2.9)
    fitting = max(int(inner.h / row_h), 1)
    rows = figures(world)
    pages = max(-(-len(rows) // fitting), 1)
    shown = rows[(page % pages) * fitting :][:fitting]
    draws: list[Draw] = [card(look, below)]
    spoken = []
    for i, (name, figure) in enumerate(shown):
        row = Rect(inner.x, inner.y + i * row_h, inner.w, row_h)
        text, row_draws = _row(world, shot, (name, figure), row)
        if i % 2 == 0 and not look.theme.bold:
            draws.append(Box(Rect(row.x - 14, row.y, row.w + 28, row.h), day.band, 8))
        draws += row_draws
        spoken.append(text)
    out.append(Element("figures", "text", below, "; ".join(spoken), tuple(draws)))
    return tuple(out), pages


def _row(world: World, shot: Shot, what: tuple[str, Figure], row: Rect) -> tuple[str, list[Draw]]:
    """What it is and how much on the first line; source, year and how sure on the second."""
    look, day = shot.look, shot.look.theme.day
    name, figure = what
    value = f"{_number(world, figure, look.language)} {figure.unit}"
    mark = world.say(f"sources_mark_{figure.mark}")
    title = figure.text.render({}, look.language) if figure.text else name.replace("_", " ")
    source = f"{world.say('source_line', source=figure.source, year=str(figure.year))} · {mark}"
    upper, lower = cut_top(row.inset(4, 5), (row.h - 10) * 0.54)
    left, right = cut_left(upper, upper.w * 0.6, 16)
    places = (
        (title, left, Style("label", day.ink, weight=600)),
        (value, right, Style("label", day.ink, "r", weight=700)),
        (source, lower, Style("label", day.muted)),
    )
    draws: list[Draw] = []
    for text, place, style in places:
        draws += fit(look, text, place, style, middle=True).draws
    return f"{title}: {value}, {source}", draws


def _number(world: World, figure: Figure, language: str) -> str:
    """The number as people write it; of a curve its highest hour."""
    most = max(figure.value) if isinstance(figure.value, tuple) else figure.value
    number = Template.parse("{v | 3}" if 0 < abs(most) < 1 else "{v}").render({"v": most}, language)
    return world.say("source_curve", most=number) if isinstance(figure.value, tuple) else number
