"""The cards and the chips they cost."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Action, Colour, Draw, Element, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, cut_left, cut_right, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, badge, icon, tile
from kiosk.ui.scene import LEFT
from kiosk.ui.theme import Domain, mix

NARROW = 5.2
"""From this width to height downwards a card has its chips below its words, else beside them."""

CELLS = 12
"""A pictogram has so many cells each way; a multiple of it looks crisp."""


@dataclass(frozen=True, slots=True)
class Face:
    """A card as it shows. number: the digit that lays it. far: the chips are not enough for it.

    fixed: nothing can be laid now.
    """

    id: str
    number: int
    text: str
    label: str
    mark: tuple[str, ...] | None
    chips: int
    laid: bool
    far: bool
    fixed: bool


def card_element(look: Look, rect: Rect, face: Face, domain: Domain) -> Element:
    """A card that a tap lays or takes up."""
    id = f"option.{face.id}"
    pressed = look.pressed == id or face.laid
    draws = _FACE(look.untouched(), rect, face, domain, pressed)
    off = face.fixed or face.far
    state = (*(("selected",) if face.laid else ()), *(("disabled",) if off else ()), "essential")
    action = Action("choose", face.id)
    return Element(id, "option", rect, face.label, draws, action, value=face.number, state=state)


def _colours(look: Look, face: Face, domain: Domain) -> tuple[Slab, Colour, Colour]:
    """The body of a card, the colour of its words, and that of pictogram and chips."""
    day, bold = look.theme.day, look.theme.bold
    if face.laid:
        return Slab(domain.bright, domain.deep, None, 18, 8), domain.on_bright, domain.deep
    if face.far or face.fixed:
        pale = day.muted if bold else mix(day.muted, day.ground, 0.25)
        rim = day.empty if bold else day.line
        return Slab(day.ground, rim, rim, 18, 0), pale, pale
    return Slab(day.card, day.card_edge, day.card_line, 18, 8), day.ink, day.ink if bold else domain.deep


def _face(look: Look, rect: Rect, face: Face, domain: Domain, pressed: bool) -> tuple[Draw, ...]:
    slab, ink, deep = _colours(look, face, domain)
    if look.theme.bold and face.laid:
        deep = ink
    draws, body = tile(look, rect, slab, pressed and not (face.far or face.fixed))
    room = body.inset(18, 8)
    side = max(min(rect.h * 0.6, 60.0 * look.grow, room.w * 0.18) // CELLS * CELLS, CELLS)
    mark, words = cut_left(room, side, 18)
    picture = icon(face.mark, mark, deep, mix(deep, slab.face, 0.4))
    weight = 700 if face.laid else 500
    if rect.w < rect.h * NARROW:
        size = min(20.0 * look.grow, room.h * 0.24)
        below = Rect(words.x, words.bottom - size - 2, words.w, size)
        words = Rect(words.x, words.y, words.w, words.h - size - 8)
        chips = chip_row(below, (face.chips, 0), (deep, deep), size)
    else:
        size = min(24.0 * max(1.0, look.grow * 0.8), room.h * 0.5)
        wide = face.chips * size * 1.25
        right, words = cut_right(words, wide, 16)
        chips = chip_row(right, (face.chips, 0), (deep, deep), size)
    style = Style("small", ink, weight=weight)
    text = fit(look, face.text, words, style, middle=True)
    number = badge(look, face.number, (rect.x + 4, rect.y + 4)) if look.keys or look.theme.bold else ()
    return (*draws, *picture, *text.draws, chips, *number)


_FACE = latest(_face, keep=10)


def chip_row(rect: Rect, count: tuple[int, int], colours: tuple[Colour, Colour], side: float) -> Squares:
    """Squares for chips from the left of `rect`. count: full ones, then empty ones; colours: of each."""
    full, empty = count
    return Squares(
        tuple(
            Square(rect.x + k * side * 1.25, rect.cy - side / 2, side, colours[0 if k < full else 1])
            for k in range(full + empty)
        )
    )


@dataclass(frozen=True, slots=True)
class Purse:
    """left, all: chips; said: how that is told."""

    left: int
    all: int
    said: str


def purse(look: Look, rect: Rect, what: Purse, domain: Domain) -> Element:
    """The chips that are left, as squares and in words."""
    day = look.theme.day
    side = min(46.0, rect.h * 0.7, rect.w * 0.5 / what.all / 1.25)
    tone = day.ink if look.theme.bold else domain.deep
    squares = chip_row(rect, (what.left, what.all - what.left), (tone, day.empty), side)
    words = Rect(rect.x + what.all * side * 1.25 + 12, rect.y, 0, rect.h)
    room = rect.right - words.x
    size = look.size("small")
    wide = look.type.width(what.said, size, 600)
    style = Style("small", day.muted, size=max(min(size, size * room / wide), 18.0), weight=600)
    line = one_line(look, what.said, (words.x, rect.cy), style)
    return Element(LEFT, "status", rect, what.said, (squares, line), value=float(what.left))
