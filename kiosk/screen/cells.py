"""Squares, pictograms and QR codes as steps: everything that is made of cells."""

from __future__ import annotations

from collections.abc import Iterator

import pygame

from kiosk.core.frame import Bits, Colour, Icon, Pattern, Squares
from kiosk.core.geometry import Rect
from kiosk.screen.shapes import enlarged, oversampling, whole
from kiosk.screen.sprites import Piece, Sprite, Sprites
from kiosk.screen.steps import Stamps, Step, stamp

ROUNDING = 0.16
# Share of the side.
OUTLINE, DOT, HATCH = 0.09, 0.28, 0.25
# A pictogram shows its grid from this cell size on: a gap of two units.
GAP_FROM, GAP = 13.0, 2.0


def squares_steps(draw: Squares, scale: float, sprites: Sprites) -> list[Step]:
    known: dict[tuple[int, Colour, Pattern, Colour], pygame.Surface] = {}
    blits: list[tuple[pygame.Surface, tuple[int, int]]] = []
    for square in draw.squares:
        side = whole(square.side * scale)
        if side < 1 or not square.colour[3]:
            continue
        look = (side, square.colour, square.pattern, square.ink)
        surface = known.get(look)
        if surface is None:
            surface = known[look] = _square(look, sprites)
        blits.append((surface, (whole(square.x * scale), whole(square.y * scale))))
    return [Stamps(blits)] if blits else []


def _square(look: tuple[int, Colour, Pattern, Colour], sprites: Sprites) -> pygame.Surface:
    return sprites.get(("square", look), lambda: (Piece(_square_surface(*look)),))[0].surface


def _square_surface(side: int, colour: Colour, pattern: Pattern, ink: Colour) -> pygame.Surface:
    ss = oversampling(side)
    n = side * ss
    shape = enlarged(n, n, colour if pattern in ("solid", "outline") else (255, 255, 255, 0))
    whole_square, radius = shape.get_rect(), whole(n * ROUNDING)
    if pattern in ("solid", "outline"):
        pygame.draw.rect(shape, colour, whole_square, border_radius=radius)
        if pattern == "outline":
            line = max(whole(side * OUTLINE), min(2, side // 3)) * ss
            inner = whole_square.inflate(-2 * line, -2 * line)
            pygame.draw.rect(shape, (*colour[:3], 0), inner, border_radius=max(radius - line, 0))
        return pygame.transform.smoothscale(shape, (side, side))
    # Two hues meet inside: colours and outline are scaled apart, so that neither stains the edge.
    pygame.draw.rect(shape, (255, 255, 255, 255), whole_square, border_radius=radius)
    face = pygame.Surface((n, n), pygame.SRCALPHA, 32)
    face.fill(colour)
    if pattern == "dot":
        dot = pygame.Rect(0, 0, whole(side * DOT) * ss, whole(side * DOT) * ss)
        dot.center = whole_square.center
        pygame.draw.rect(face, ink, dot, border_radius=dot.w // 5)
    else:
        step, thick = n * HATCH, n * HATCH / 2.6
        for k in range(int(2 / HATCH) + 1):
            left = k * step
            band = [(left, 0), (left + thick, 0), (left + thick - n, n), (left - n, n)]
            pygame.draw.polygon(face, ink, band)
    small = pygame.transform.smoothscale(face, (side, side))
    mask = pygame.transform.smoothscale(shape, (side, side))
    small.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return small


# --- pictograms and codes ---------------------------------------------------------------


def icon_steps(icon: Icon, scale: float, sprites: Sprites) -> list[Step]:
    columns, lines = _extent(icon.rows)
    if not columns:
        return []
    units = min(icon.rect.w / columns, icon.rect.h / lines)
    cell = max(whole(units * scale), 1)
    gap = max(whole(GAP * scale), 1) if units >= GAP_FROM and cell > 3 else 0
    inks = {"#": icon.colour, "o": icon.accent}
    key = ("icon", icon.rows, cell, gap, icon.colour, icon.accent)
    sprite = sprites.get(key, lambda: _grid(icon.rows, cell, gap, inks))
    return [_centred(sprite, icon.rect, scale, columns * cell, lines * cell)]


def bits_steps(bits: Bits, scale: float, sprites: Sprites) -> list[Step]:
    columns, lines = _extent(bits.rows)
    if not columns or not bits.colour[3]:
        return []
    # Rounded down: the quiet zone around a code may grow, never shrink.
    cell = max(int(min(bits.rect.w * scale / columns, bits.rect.h * scale / lines) + 1e-6), 1)
    key = ("bits", bits.rows, cell, bits.colour)
    sprite = sprites.get(key, lambda: _grid(bits.rows, cell, 0, {"#": bits.colour}))
    return [_centred(sprite, bits.rect, scale, columns * cell, lines * cell)]


def _extent(rows: tuple[str, ...]) -> tuple[int, int]:
    return max((len(row) for row in rows), default=0), len(rows)


def _centred(sprite: Sprite, rect: Rect, scale: float, w: int, h: int) -> Step:
    return stamp(sprite, whole(rect.cx * scale - w / 2), whole(rect.cy * scale - h / 2))


def _grid(rows: tuple[str, ...], cell: int, gap: int, inks: dict[str, Colour]) -> Sprite:
    columns, lines = _extent(rows)
    surface = pygame.Surface((columns * cell, lines * cell), pygame.SRCALPHA, 32)
    for y, row in enumerate(rows):
        for x, length, sign in _runs(row, joined=not gap):
            if sign in inks:
                surface.fill(inks[sign], (x * cell, y * cell, length * cell - gap, cell - gap))
    return (Piece(surface),)


def _runs(row: str, joined: bool) -> Iterator[tuple[int, int, str]]:
    """Start, length and sign of the equal stretches of a row; single cells unless `joined`."""
    start = 0
    for x in range(1, len(row) + 1):
        if x == len(row) or row[x] != row[start] or not joined:
            yield start, x - start, row[start]
            start = x
