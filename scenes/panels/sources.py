"""Where the numbers come from: every figure with unit, source and year."""

from __future__ import annotations

from kiosk.content.model import Figure
from kiosk.content.template import Template
from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_top, fit
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
    row_h = look.size("label") * (2.1 if not look.portrait else 3.2)
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
    look, day = shot.look, shot.look.theme.day
    name, figure = what
    number = Template.parse("{v}").render({"v": figure.value}, look.language)
    if 0 < abs(figure.value) < 0.1:
        number = Template.parse("{v | 3}").render({"v": figure.value}, look.language)
    value = f"{number} {figure.unit}"
    mark = world.say(f"sources_mark_{figure.mark}")
    title = figure.note.split(".")[0] if figure.note else name.replace("_", " ")
    source = f"{figure.source}, {figure.year} · {mark}"
    if look.portrait:
        half = row.h / 2
        places = (Rect(row.x, row.y, row.w * 0.7, half), Rect(row.x + row.w * 0.7, row.y, row.w * 0.3, half),
                  Rect(row.x, row.y + half, row.w, half))  # fmt: skip
    else:
        places = (Rect(row.x, row.y, row.w * 0.36, row.h), Rect(row.x + row.w * 0.37, row.y, row.w * 0.17, row.h),
                  Rect(row.x + row.w * 0.56, row.y, row.w * 0.44, row.h))  # fmt: skip
    styles = (Style("label", day.ink, weight=600), Style("label", day.ink, "r", weight=700), Style("label", day.muted))
    draws: list[Draw] = []
    for text, place, style in zip((title, value, source), places, styles, strict=True):
        draws += fit(look, text, place.inset(4, 2), style, middle=True).draws
    return f"{title}: {value}, {source}", draws
