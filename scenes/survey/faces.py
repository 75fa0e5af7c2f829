"""Four faces, from sad to glad, each with its word; the gladder, the brighter its square is lit.

They are nobody: Karo, who is never disappointed, stays out of it.
"""

from __future__ import annotations

from kiosk.core.frame import Action, Box, Colour, Draw, Element, Line, Poly
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, cut_bottom, fit
from kiosk.ui.look import Look
from kiosk.ui.parts import badge, tick, tile
from kiosk.ui.theme import INK, mix
from scenes.survey.tone import DOMAIN, slab_of

LIT = (0.0, 0.3, 0.65, 1.0)
"""How much light is on in each face."""
MOUTHS = (
    ((-0.20, 0.10), (-0.12, 0.02), (0.0, -0.02), (0.12, 0.02), (0.20, 0.10)),
    ((-0.17, 0.05), (0.0, 0.02), (0.17, 0.05)),
    ((-0.18, 0.0), (-0.09, 0.06), (0.09, 0.06), (0.18, 0.0)),
    ((-0.22, -0.03), (0.22, -0.03), (0.15, 0.12), (-0.15, 0.12)),
)
"""Lines around the middle of the mouth, in sides of the face; the last is the edge of an open one."""
STROKE = 0.05
FACE = 0.78
"""The share of a tile's width that a face takes: the tick has its corner to itself."""
WORD = 0.28
"""The share of a tile that belongs to the word."""


def face(look: Look, at: Rect, number: int) -> tuple[Draw, ...]:
    """Face `number` of four, from 1, filling the square `at`."""
    day, domain = look.theme.day, look.theme.domain("energie")
    fill = day.card if look.theme.bold else mix(day.empty, domain.bright, LIT[number - 1])
    ink: Colour = day.ink if look.theme.bold else INK
    rim = day.ink if look.theme.bold else domain.deep
    side = at.w
    eye = side * 0.12
    eyes = tuple(
        Box(Rect(at.cx + x * side - eye / 2, at.cy - side * 0.17, eye, eye * 1.25), ink, eye * 0.34)
        for x in (-0.19, 0.19)
    )
    points = tuple((at.cx + x * side, at.cy + side * 0.2 + y * side) for x, y in MOUTHS[number - 1])
    mouth = Poly(points, ink) if number == len(MOUTHS) else Line(points, side * STROKE, ink)
    return (Box(at, fill, side * 0.16, rim, max(4.0, side * 0.025)), *eyes, mouth)


def faces(
    look: Look, words: tuple[str, ...], places: tuple[Rect, ...], chosen: int | None
) -> tuple[Element, ...]:
    """One tile for each face, words in one size."""
    style = Style("button", look.theme.day.ink, "c")
    rooms = [cut_bottom(place.inset(18, 18), place.h * WORD) for place in places]
    size = min(fit(look, word, room[0], style).size for word, room in zip(words, rooms, strict=True))
    return tuple(
        _tile(look, (number, word, size), place, chosen == number)
        for number, (word, place) in enumerate(zip(words, places, strict=True), 1)
    )


def _tile(look: Look, what: tuple[int, str, float], rect: Rect, on: bool) -> Element:
    number, word, size = what
    id = f"face.{number}"
    day, domain = look.theme.day, look.theme.domain(DOMAIN)
    draws, body = tile(look, rect, slab_of(look, on), on or look.pressed == id)
    ink = domain.on_bright if on else day.ink
    below, above = cut_bottom(body.inset(18, 18), rect.h * WORD, 10)
    side = min(above.h, above.w * FACE)
    at = Rect(above.cx - side / 2, above.cy - side / 2, side, side)
    line = fit(look, word, below, Style("button", ink, "c", size=size), middle=True)
    mark = (tick(Rect(body.right - 50, body.y + 14, 36, 36), ink),) if on else ()
    keys = badge(look, number, (rect.x + 6, rect.y + 6)) if look.keys or look.theme.bold else ()
    return Element(
        id, "option", rect, word, (*draws, *face(look, at, number), *line.draws, *mark, *keys),
        Action("rate.1", number), value=number, state=("selected", "essential") if on else ("essential",),
    )  # fmt: skip
