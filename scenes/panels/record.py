"""What we store: the literal record of this visit, row by row, as it will be written."""

from __future__ import annotations

from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, cut_top, fit, one_line
from kiosk.ui.parts import card
from kiosk.ui.scene import Shot
from kiosk.visit.world import RecordLine, World


def body(world: World, shot: Shot, rect: Rect, page: int) -> tuple[tuple[Element, ...], int]:
    """The intro, the rows of one page, what happens at the end; and the number of pages."""
    look, day = shot.look, shot.look.theme.day
    intro = world.say("record_intro")
    words = fit(look, intro, Rect(rect.x, rect.y, rect.w, rect.h * 0.24), Style("body", day.ink))
    out = [Element("intro", "text", Rect(rect.x, rect.y, rect.w, words.height), intro, words.draws)]
    _, below = cut_top(rect, words.height, 20)
    gone = world.say("record_gone")
    foot, below = cut_bottom(below, min(look.size("small") * 2.7, below.h * 0.3), 16)
    tail = fit(look, gone, foot, Style("small", day.muted))
    size = look.size("label")
    step = size * 1.6
    fitting = max(int((below.h - 60 - step) / step), 1)
    rows = world.record
    pages = max(-(-len(rows) // fitting), 1)
    shown = rows[::-1][(page % pages) * fitting :][:fitting]
    out.append(_table(world, shot, below, (shown, step)))
    out.append(Element("gone", "text", foot, gone, tail.draws))
    return tuple(out), pages


def _table(world: World, shot: Shot, rect: Rect, what: tuple[tuple[RecordLine, ...], float]) -> Element:
    look, day = shot.look, shot.look.theme.day
    shown, step = what
    inner = rect.inset(34, 24)
    count = world.say("record_rows", rows=float(len(world.record))) if world.record else world.say("record_empty")
    draws: list[Draw] = [card(look, rect)]
    draws.append(one_line(look, count, (inner.x, inner.y + step / 2), Style("label", day.muted, weight=700)))
    size = look.size("label")
    widths = (0.0, 0.22, 0.74, 0.88)
    lines = []
    for i, line in enumerate(shown):
        y = inner.y + step * (i + 1.5)
        if i % 2 == 0 and not look.theme.bold:
            draws.append(Box(Rect(inner.x - 14, y - step / 2, inner.w + 28, step), day.band, 8))
        cells = (line.kind, line.target, line.value, line.pause)
        for text, share in zip(cells, widths, strict=True):
            room = inner.w * (widths[widths.index(share) + 1] - share if share < 0.88 else 0.12) - 12
            cell = one_line(look, text, (inner.x + share * inner.w, y), Style("label", day.ink, size=size * 0.92))
            if cell.width > room:
                shrunk = Style("label", day.ink, size=size * 0.92 * room / cell.width)
                cell = one_line(look, text, (inner.x + share * inner.w, y), shrunk)
            draws.append(cell)
        lines.append(" ".join(c for c in cells if c))
    return Element("record", "text", rect, f"{count}. " + "; ".join(lines), tuple(draws))
