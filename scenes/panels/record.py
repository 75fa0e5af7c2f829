"""What we store: the literal record of this visit, row by row, as it will be written."""

from __future__ import annotations

from kiosk.core.frame import Box, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, cut_top, fit
from kiosk.ui.parts import card
from kiosk.ui.scene import Shot
from kiosk.visit.world import RecordLine, World


def body(world: World, shot: Shot, rect: Rect, page: int) -> tuple[tuple[Element, ...], int]:
    """The intro, the rows of one page, what happens at the end and whom to ask; and the number of pages."""
    look, day = shot.look, shot.look.theme.day
    intro = world.say("record_intro")
    words = fit(look, intro, Rect(rect.x, rect.y, rect.w, rect.h * 0.24), Style("body", day.ink))
    out = [Element("intro", "text", Rect(rect.x, rect.y, rect.w, words.height), intro, words.draws)]
    _, below = cut_top(rect, words.height, 20)
    gone = f"{world.say('record_gone')} {world.say('record_ask')}"
    foot, below = cut_bottom(below, min(look.size("small") * 4, below.h * 0.3), 16)
    tail = fit(look, gone, foot, Style("small", day.muted))
    size = look.size("label")
    step = size * 1.6
    fitting = max(int((below.h - 40) / step) - 2, 1)
    rows = world.record
    pages = max(-(-len(rows) // fitting), 1)
    shown = rows[::-1][(page % pages) * fitting :][:fitting]
    out.append(_table(world, shot, below, (shown, step)))
    out.append(Element("gone", "text", foot, gone, tail.draws))
    return tuple(out), pages


COLUMNS = (("kind", 0.0, 0.27), ("target", 0.27, 0.40), ("value", 0.68, 0.10), ("pause", 0.79, 0.21))


def _said(world: World, line: RecordLine) -> tuple[str, ...]:
    """The cells of a row in the visitor's words; ids stay as they are stored."""
    key = f"record_kind_{line.kind}"
    kind = world.say(key) if key in world.content.exhibition.texts else line.kind
    pause = ""
    if line.pause is not None:
        low, high = line.pause
        pause = (
            world.say("record_pause_open", low=low)
            if high is None
            else world.say("record_pause", low=low, high=high)
        )
    return kind, line.target, line.value, pause


def _table(world: World, shot: Shot, rect: Rect, what: tuple[tuple[RecordLine, ...], float]) -> Element:
    look, day = shot.look, shot.look.theme.day
    shown, step = what
    inner = rect.inset(34, 20)
    count = (
        world.say("record_rows", rows=float(len(world.record))) if world.record else world.say("record_empty")
    )
    draws: list[Draw] = [card(look, rect)]
    if not world.record:
        empty = fit(look, count, inner, Style("card", day.muted, "c"), middle=True)
        return Element("record", "text", rect, count, (*draws, *empty.draws))
    head = tuple(world.say(f"record_column_{name}") for name, _, _ in COLUMNS)
    rows = [(count,), *([head] if shown else []), *(_said(world, line) for line in shown)]
    for i, cells in enumerate(rows):
        row = Rect(inner.x, inner.y + step * i, inner.w, step)
        if i > 1 and i % 2 == 0 and not look.theme.bold:
            draws.append(Box(Rect(row.x - 14, row.y, row.w + 28, row.h), day.band, 8))
        style = Style("label", day.muted if i < 2 else day.ink, weight=700 if i < 2 else 500)
        if len(cells) == 1:
            draws += fit(look, cells[0], row, style, middle=True).draws
            continue
        for text, (_, left, width) in zip(cells, COLUMNS, strict=True):
            place = Rect(row.x + left * row.w, row.y, width * row.w - 12, row.h)
            draws += fit(look, text, place, style, middle=True).draws
    spoken = "; ".join(" ".join(c for c in cells if c) for cells in rows)
    return Element("record", "text", rect, spoken, tuple(draws))
