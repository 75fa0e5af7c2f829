"""The tiles of the menu: a game's name, its pictogram, how long it takes, and a little of what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.core.frame import Action, Box, Colour, Draw, Element
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Block, Style, cut_top, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, icon, tile
from kiosk.ui.theme import WHITE, faded, mix
from kiosk.visit.world import World
from scenes.menuart import PICTURES, Tones, waffle

FLAT = 4.0
"""From this ratio of its sides on a tile has its pictogram beside the words."""
LEAST_LINE = 20.0
"""Units below which the second line of a tile is left out rather than set."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a tile of the menu shows. art: name of the kind whose little picture it bears.

    brief: the chip where there is little room; '' where that is the same.
    """

    id: str
    title: str
    line: str
    icon: str
    domain: str
    chip: str
    action: Action
    featured: bool = False
    art: str = ""
    brief: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a tile lie, inside its face."""

    mark: Rect | None
    chip: Rect | None
    title: Rect
    line: Rect | None
    art: Rect | None = None
    middle: bool = False


def tiles(
    look: Look, world: World, cards: Sequence[Card], rects: Sequence[Rect], since: float
) -> tuple[Element, ...]:
    """The tiles in order. `since`: seconds since the menu came up. Small titles are all of one size."""
    laid = [(card, rect, arranged(look, card, rect)) for card, rect in zip(cards, rects, strict=False)]
    usual = look.size("card") * 0.85
    small = [_title(look, card, at, usual).size for card, _, at in laid if card.chip and not card.featured]
    size = min(small, default=usual)
    return tuple(_tile(look, world, what, (size, since)) for what in laid)


def arranged(look: Look, card: Card, rect: Rect) -> Places:
    """The parts of a tile. Large text: first the art goes, then the chip, then the pictogram."""
    face = Rect(rect.x, rect.y, rect.w, rect.h - 14)
    inner = face.inset(min(34.0, face.w * 0.08), min(28.0, face.h * 0.14))
    chip_h = look.size("label") * 1.75
    told = card.chip
    wide = look.type.width(told, look.size("label"), 600) + 32
    if card.brief and (look.large or wide > inner.w * 0.4):
        told = card.brief
        wide = look.type.width(told, look.size("label"), 600) + 32
    shown = bool(card.chip) and look.text < 200
    if card.featured and not look.large:
        return _featured(inner, (wide, chip_h) if shown else None)
    if inner.w > inner.h * FLAT:
        side = min(inner.h, 110.0)
        chip = Rect(inner.right - wide, inner.cy - chip_h / 2, wide, chip_h) if shown else None
        mark = Rect(inner.x, inner.cy - side / 2, side, side)
        right = chip.x - 20 if chip else inner.right
        return Places(
            mark, chip, Rect(mark.right + 28, inner.y, right - mark.right - 28, inner.h), None, None, True
        )
    side = min(76.0, inner.h * 0.34)
    crown = max(side, chip_h if shown else 0.0)
    if inner.h - crown < look.size("card") * 1.1:
        return Places(None, None, inner, None, None, True)
    chip = Rect(inner.right - wide, inner.y, wide, chip_h) if shown else None
    mark = Rect(inner.x, inner.y, side, side)
    rest = Rect(inner.x, inner.y + crown + 14, inner.w, inner.h - crown - 14)
    art = None
    if card.art and not look.large and inner.w >= 400.0 and inner.h >= 130.0:
        high = min(inner.h - crown - 6, inner.w * 0.3)
        art = Rect(inner.right - inner.w * 0.4, inner.bottom - high, inner.w * 0.4, high)
        rest = Rect(rest.x, rest.y, inner.w * 0.55, rest.h)
    if rest.h >= 108.0 and card.line and not look.large:
        title, line = cut_top(rest, rest.h * 0.5, 8)
        return Places(mark, chip, title, line, art)
    return Places(mark, chip, rest, None, art)


def _featured(inner: Rect, chip: tuple[float, float] | None) -> Places:
    side = min(96.0, inner.h * 0.3)
    size = min(inner.h * 0.94, inner.w * 0.5)
    words = inner.w - size - 20
    top = inner.y + max(side, chip[1] if chip else 0.0) + 24
    title, line = cut_top(Rect(inner.x, top, words, inner.bottom - top), (inner.bottom - top) * 0.55, 12)
    art = Rect(inner.right - size, inner.bottom - size, size, size)
    if chip and inner.y + chip[1] + 12 > art.y:
        size = max(inner.h - chip[1] - 14, 40.0)
        art = Rect(inner.right - size, inner.bottom - size, size, size)
    at = Rect(inner.right - chip[0], inner.y, *chip) if chip else None
    return Places(Rect(inner.x, inner.y, side, side), at, title, line, art)


def _title(look: Look, card: Card, at: Places, size: float) -> Block:
    return fit(look, card.title, at.title, Style("card", look.theme.day.ink, size=size))


def _tile(look: Look, world: World, what: tuple[Card, Rect, Places], how: tuple[float, float]) -> Element:
    (card, rect, at), (size, since) = what, how
    domain = look.theme.domain(card.domain)
    id, lit = f"tile.{card.id}", not look.theme.bold or card.featured
    slab = Slab(
        domain.bright if lit else look.theme.day.card,
        domain.deep,
        domain.deep if look.theme.bold else None,
        26,
        14,
    )
    draws, _ = tile(look, rect, slab, look.pressed == id)
    ink = domain.on_bright if lit else look.theme.day.ink
    tone = ink if look.theme.bold else domain.deep
    mark = icon(world.icon(card.icon), at.mark, tone, mix(tone, slab.face, 0.45)) if at.mark else ()
    chip = _chip(look, card, at.chip, ink) if at.chip else ()
    art = _art(look, card, at.art, since) if at.art else ()
    if card.featured:
        size = look.size("question") * 0.92
    head = fit(look, card.title, at.title, Style("card", ink, size=size), middle=at.middle)
    line: tuple[Draw, ...] = ()
    if at.line is not None:
        below = Rect(
            at.line.x,
            at.title.y + head.height + 10,
            at.line.w,
            at.line.bottom - at.title.y - head.height - 10,
        )
        said = fit(look, card.line, below, Style("body", ink, weight=500))
        line = said.draws if said.size >= LEAST_LINE else ()
    label = ", ".join(t for t in (card.title, card.line, card.chip) if t)
    state = ("primary", "essential") if card.featured else ("essential",)
    parts = (*draws, *art, *mark, *chip, *head.draws, *line)
    return Element(id, "option", rect, label, parts, card.action, state=state)


def _art(look: Look, card: Card, rect: Rect, since: float) -> tuple[Draw, ...]:
    """A little of what the game does, without words."""
    domain = look.theme.domain(card.domain)
    if card.featured or card.art == "waffle":
        return waffle(look, rect, domain, since)
    lit = not look.theme.bold
    tone = Tones(domain.deep if lit else look.theme.day.ink, WHITE if lit else look.theme.day.muted)
    return PICTURES[card.art](rect, tone)


def _chip(look: Look, card: Card, box: Rect, ink: Colour) -> tuple[Draw, ...]:
    ground = None if look.theme.bold else faded(WHITE, 0.6)
    narrow = look.type.width(card.chip, look.size("label"), 600) + 32 > box.w + 1
    told = card.brief if card.brief and narrow else card.chip
    text = one_line(look, told, (box.cx, box.cy), Style("label", ink, "c", weight=600))
    return (Box(box, ground, 12, ink if look.theme.bold else None, 3), text)
