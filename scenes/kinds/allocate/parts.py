"""The parts of a spread: the pot, a row with its squares, plus and minus."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.frame import Box, Colour, Draw, Pattern, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.latest import latest
from kiosk.ui.layout import Style, fit, one_line
from kiosk.ui.look import Look
from kiosk.ui.parts import Slab, flap, icon, tile
from kiosk.ui.signs import sign
from kiosk.ui.theme import Domain, contrast, mix
from scenes.kinds.allocate.places import POT_ROWS, Block, Row, block

LEAST_STEP = 1.05
"""Contrast below which a tint cannot be told from paper."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a row shows. least: squares below which they have no effect yet. mean: of all visits.

    small: a word below the number, such as "thousand".
    """

    name: str
    icon: tuple[str, ...] | None
    squares: int
    total: int
    least: int = 0
    mean: float | None = None
    number: str = "0"
    small: str = ""
    offered: bool = False


def _row_draws(look: Look, at: Row, line: Line, domain: Domain) -> tuple[Draw, ...]:
    day, bold = look.theme.day, look.theme.bold
    pale = contrast(domain.tint, day.ground) < LEAST_STEP
    ground = day.card if bold else day.band if pale else domain.tint
    rim: tuple[Colour | None, float] = (day.card_line, look.theme.outline) if bold else (None, 0.0)
    if line.offered:
        rim = (day.accent if bold else domain.deep, 6.0)
    draws: list[Draw] = [Box(at.whole, ground, 22, *rim)]
    ink = day.ink if bold else domain.on_tint
    if at.icon is not None:
        deep, bright = (domain.on_bright, domain.bright) if bold else (domain.deep, domain.bright)
        draws.append(Box(at.icon, bright, 16))
        draws += icon(line.icon, at.icon.inset(12), deep, mix(deep, bright, 0.45))
    name_ink = day.ink if not bold else ink
    draws += fit(
        look, line.name, at.name, Style("button", name_ink, size=look.size("button") * 0.9), True
    ).draws
    draws += _squares(look, block(at.squares, line.total), line, domain)
    return tuple(draws)


row_draws = latest(_row_draws, keep=16)


def _squares(look: Look, room: Block, line: Line, domain: Domain) -> list[Draw]:
    """Full squares, those that have no effect yet as outlines, and all that could still come, pale."""
    day, bold = look.theme.day, look.theme.bold
    full = day.accent if bold else domain.deep
    pale = day.plain if bold else mix(domain.tint, domain.deep, 0.13)
    marked = day.ink if bold else mix(domain.tint, domain.deep, 0.34)
    works = line.squares >= line.least
    held: Pattern = "hatch" if bold else "outline"
    out = []
    for index in range(line.total):
        x, y = room.at(index)
        if index < line.squares:
            out.append(Square(x, y, room.side, full, "solid" if works else held, day.ground))
        elif index < line.least:
            out.append(Square(x, y, room.side, marked, "outline" if bold else "solid"))
        else:
            out.append(Square(x, y, room.side, pale, "outline" if bold else "solid"))
    draws: list[Draw] = [Squares(tuple(out))]
    if line.mean is not None:
        draws += [
            Box(Rect(x - 2, y - 2, room.side + 4, room.side + 4), None, room.side * 0.2, day.ink, 3.5)
            for x, y in (room.at(index) for index in range(round(line.mean)))
        ]
    return draws


def number_draws(look: Look, rect: Rect, line: Line) -> tuple[Draw, ...]:
    """The number of a row, with its small word below."""
    ink = look.theme.day.ink
    small = min(look.size("label") * 0.85, rect.h * 0.26) if line.small else 0.0
    if line.small:
        small *= min(1.0, rect.w / max(look.type.width(line.small, small, 600), 0.1))
    room = min(rect.h - small * 1.3, rect.h * 0.7)
    widest = rect.w / max(look.type.width(line.number, 1.0, 800), 0.1)
    size = min(look.size("card") * 0.84, room / 0.9, widest)
    middle = rect.cy - small * 0.62
    number = one_line(look, line.number, (rect.cx, middle), Style("card", ink, "c", size, 800))
    if not line.small:
        return (number,)
    below = (rect.cx, middle + size * 0.36 + small * 0.85)
    return (number, one_line(look, line.small, below, Style("label", ink, "c", small, 600)))


def button_draws(look: Look, rect: Rect, way: tuple[bool, bool, bool], domain: Domain) -> tuple[Draw, ...]:
    """A plus or minus. way: whether it is a plus, can be pressed, is pressed."""
    plus, on, pressed = way
    day, bold = look.theme.day, look.theme.bold
    if not on:
        draws, face = tile(look, rect, Slab(day.band, day.band, day.line, 18, 0))
        return (*draws, *sign(face, plus, mix(day.muted, day.band, 0.35)))
    ink = day.on_accent if bold and plus else day.ink
    if bold:
        slab = Slab(day.accent if plus else day.ground, day.ink, day.ink, 18, 0)
    elif plus:
        slab = Slab(domain.bright, domain.deep, None, 18, 8)
    else:
        slab = Slab(day.card, domain.deep, domain.deep, 18, 0)
    draws, face = tile(look, rect, slab, pressed)
    return (*draws, *sign(face, plus, ink))


def left_draws(look: Look, rect: Rect, figure: str, unit: str) -> tuple[Draw, ...]:
    """What is left in flaps, its unit behind them, as large as the place allows."""
    wide = sum(0.92 if char.isdigit() else 0.42 for char in figure)
    tail = look.type.width(unit, 0.7, 800) + 0.25 if unit else 0.0
    size = min(rect.h / 1.06, rect.w / (wide + tail))
    y = rect.cy - size * 0.53
    draws, width = flap(look, figure, (rect.x, y), size)
    if not unit:
        return draws
    style = Style("card", look.theme.day.ink, "l", size * 0.7, 800)
    return (*draws, one_line(look, unit, (rect.x + width + size * 0.2, y + size * 0.55), style))


def pot_draws(look: Look, rect: Rect, total: int, left: int, domain: Domain) -> tuple[Draw, ...]:
    """All squares there are, those that are left full, in lines from the left."""
    day, bold = look.theme.day, look.theme.bold
    columns = -(-total // POT_ROWS)
    pitch = min(rect.h / POT_ROWS, rect.w / columns)
    full = day.accent if bold else domain.deep
    squares = tuple(
        Square(
            rect.x + index % columns * pitch, rect.y + index // columns * pitch, pitch * 0.87,
            full if index < left else day.empty, "outline" if bold and index >= left else "solid",
        )
        for index in range(total)
    )  # fmt: skip
    return (Squares(squares),)


def square_draws(
    look: Look, rect: Rect, mark: tuple[str, ...] | None, held: bool, domain: Domain
) -> tuple[Draw, ...]:
    """The square that can be picked up; in the hand it is bright."""
    day, bold = look.theme.day, look.theme.bold
    face, ink = (domain.bright, domain.on_bright) if held else (domain.deep, day.ground)
    if bold:
        face, ink = (day.accent, day.on_accent) if held else (day.ground, day.ink)
    rim = day.ink if bold else domain.deep
    at = rect.inset(0 if held else 6)
    return (
        Box(at, face, at.w * 0.16, rim, 6.0 if held or bold else 0.0),
        *icon(mark, at.inset(at.w * 0.2), ink),
    )
