"""What fits in the city: a heading and the services below it, all set in one size."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.content.model import Service
from kiosk.core.frame import Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, fit, wrap
from kiosk.ui.look import Look
from kiosk.ui.scene import Paint

PITCH = 1.5
"""From line to line, in sizes of the type; within a name that is broken it is LEADING."""
LEADING = 1.32
INDENT = 1.13
"""Of a name behind its square, in sizes of the type."""


def offers(services: Sequence[Service], rect: Rect, paint: Paint) -> list[Element]:
    """From the top of `rect`, as large as all of them fit; a long name is broken before it is made small."""
    look = paint.look
    lines = [paint.world.say("result_services"), *(s.text.source for s in services)]
    size, heights = _size(look, lines, rect)
    out, y = [], rect.y
    for i, (line, height) in enumerate(zip(lines, heights, strict=True)):
        row = Rect(rect.x, y, rect.w, height)
        mark: tuple[Draw, ...] = ()
        if i:
            side = size * 0.48
            at = row.y + size * PITCH / 2 - side / 2
            mark = (Squares((Square(row.x + 2, at, side, paint.domain.mark),)),)
            row = Rect(row.x + size * INDENT, row.y, row.w - size * INDENT, row.h)
        style = Style("small", look.theme.day.ink, size=size, weight=500 if i else 700)
        words = fit(look, line, row, style, middle=True)
        out.append(Element(f"service.{i}", "text", row, line, (*mark, *words.draws)))
        y += height
    return out


def _size(look: Look, lines: Sequence[str], rect: Rect) -> tuple[float, list[float]]:
    """The size, and the height of each line's row."""
    full = look.size("small")
    for size in (full * 0.95**i for i in range(12)):
        title, *names = lines
        counts = [len(wrap(look, title, (size, 700), rect.w))]
        counts += [len(wrap(look, name, (size, 500), rect.w - size * INDENT)) for name in names]
        heights = [size * (PITCH + LEADING * (count - 1)) for count in counts]
        if sum(heights) <= rect.h:
            break
    squeeze = min(1.0, rect.h / sum(heights))
    return size * squeeze, [height * squeeze for height in heights]
