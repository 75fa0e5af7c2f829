"""Boxes and light as steps. Round corners are drawn larger and scaled down by area, once."""

from __future__ import annotations

import math

import pygame

from kiosk.core.frame import Box, Colour, Glow
from kiosk.core.geometry import Rect
from kiosk.screen.sprites import Piece, Sprite, Sprites
from kiosk.screen.steps import Fill, Stamps, Step, stamp

# Falloff of a glow, drawn at this size and scaled to what is needed.
GLOW_SIDE = 128
# Brightness of glows in steps of this: a breathing light needs few sprites.
GLOW_STEP = 4
WIDEST_GLOW = 2048


def whole(value: float) -> int:
    """The nearest whole pixel, halves always upwards."""
    return math.floor(value + 0.5)


def pixels(rect: Rect, scale: float) -> pygame.Rect:
    """`rect` in whole pixels: edges rounded, never thinner than one pixel."""
    x, y = whole(rect.x * scale), whole(rect.y * scale)
    w = max(whole(rect.right * scale) - x, 1) if rect.w > 0 else 0
    h = max(whole(rect.bottom * scale) - y, 1) if rect.h > 0 else 0
    return pygame.Rect(x, y, w, h)


def oversampling(side: int) -> int:
    """How many times larger a shape of `side` pixels is drawn: finer for the small, where it shows.

    A power of two: by others pygame scales full coverage down to 253 of 255.
    """
    return next(ss for ss in (8, 4, 2, 1) if ss * side <= 1024 or ss == 1)


def enlarged(w: int, h: int, colour: Colour) -> pygame.Surface:
    """An empty surface for drawing `colour`: its unseen pixels have the same hue, so that scaling
    down mixes coverage and never a foreign colour into the edge."""
    surface = pygame.Surface((w, h), pygame.SRCALPHA, 32)
    surface.fill((*colour[:3], 0))
    return surface


# --- boxes ------------------------------------------------------------------------------


def box_steps(box: Box, scale: float, sprites: Sprites) -> list[Step]:
    rect = pixels(box.rect, scale)
    if not (rect.w and rect.h):
        return []
    radius = min(whole(box.radius * scale), rect.w // 2, rect.h // 2)
    stroke = box.stroke if box.stroke and box.stroke[3] and box.width > 0 else None
    width = max(whole(box.width * scale), 1)
    steps: list[Step] = []
    if box.fill and box.fill[3]:
        # Under an opaque stroke the fill ends halfway: its edge must not shine through outside.
        under = width // 2 if stroke and stroke[3] == 255 and 2 * width < min(rect.size) else 0
        steps += _rounded(rect.inflate(-2 * under, -2 * under), max(radius - under, 0), box.fill, sprites)
    if stroke and 2 * width >= min(rect.size):
        steps += _rounded(rect, radius, stroke, sprites)
    elif stroke:
        steps += _ring(rect, radius, width, stroke, sprites)
    return steps


def _rounded(rect: pygame.Rect, radius: int, colour: Colour, sprites: Sprites) -> list[Step]:
    x, y, w, h, r = *rect, radius
    middle = Fill(
        colour,
        (
            pygame.Rect(x + r, y, w - 2 * r, r),
            pygame.Rect(x, y + r, w, h - 2 * r),
            pygame.Rect(x + r, y + h - r, w - 2 * r, r),
        ),
    )
    return [middle, _corners(rect, r, 0, colour, sprites)] if r else [middle]


def _ring(rect: pygame.Rect, radius: int, width: int, colour: Colour, sprites: Sprites) -> list[Step]:
    x, y, w, h, b = *rect, width
    c = max(radius, width)
    sides = Fill(
        colour,
        (
            pygame.Rect(x + c, y, w - 2 * c, b),
            pygame.Rect(x + c, y + h - b, w - 2 * c, b),
            pygame.Rect(x, y + c, b, h - 2 * c),
            pygame.Rect(x + w - b, y + c, b, h - 2 * c),
        ),
    )
    return [sides, _corners(rect, radius, width, colour, sprites)]


def _corners(rect: pygame.Rect, radius: int, width: int, colour: Colour, sprites: Sprites) -> Stamps:
    key = ("corner", radius, width, colour)
    a, b, c, d = sprites.get(key, lambda: _corner_sprite(radius, width, colour))
    side = a.surface.get_width()
    right, bottom = rect.right - side, rect.bottom - side
    return Stamps(
        [
            (a.surface, (rect.x, rect.y)),
            (b.surface, (right, rect.y)),
            (c.surface, (rect.x, bottom)),
            (d.surface, (right, bottom)),
        ]
    )


def _corner_sprite(radius: int, width: int, colour: Colour) -> Sprite:
    """The four corners of a filled (`width` 0) or outlined box, clockwise rows: tl, tr, bl, br."""
    side = max(radius, width)
    ss = oversampling(side)
    big = enlarged(side * ss, side * ss, colour)
    big.fill(colour)
    arc = pygame.Rect(0, 0, radius * ss, radius * ss)
    big.fill((*colour[:3], 0), arc)
    big.set_clip(arc)
    pygame.draw.circle(big, colour, arc.size, radius * ss)
    if 0 < width < radius:
        pygame.draw.circle(big, (*colour[:3], 0), arc.size, (radius - width) * ss)
    big.set_clip(None)
    small = pygame.transform.smoothscale(big, (side, side))
    flip = pygame.transform.flip
    turned = (flip(small, True, False), flip(small, False, True), flip(small, True, True))
    return tuple(Piece(s) for s in (small, *turned))


# --- light ------------------------------------------------------------------------------


def glow_steps(glow: Glow, scale: float, sprites: Sprites) -> list[Step]:
    radius = min(whole(glow.radius * scale), WIDEST_GLOW)
    strength = glow.colour[3] // GLOW_STEP * GLOW_STEP
    if radius < 1 or not strength:
        return []
    light = (*glow.colour[:3], strength)
    sprite = sprites.get(("glow", radius, light), lambda: _glow_sprite(radius, light, sprites))
    x, y = whole(glow.x * scale) - radius, whole(glow.y * scale) - radius
    return [stamp(sprite, x, y, pygame.BLEND_RGB_ADD)]


def _glow_sprite(radius: int, light: Colour, sprites: Sprites) -> Sprite:
    falloff = sprites.get(("falloff",), _falloff)[0].surface
    surface = pygame.transform.smoothscale(falloff, (2 * radius, 2 * radius))
    surface.fill([c * light[3] // 255 for c in light[:3]], special_flags=pygame.BLEND_RGB_MULT)
    return (Piece(surface),)


def _falloff() -> Sprite:
    surface = pygame.Surface((GLOW_SIDE, GLOW_SIDE), 0, 32)
    middle = GLOW_SIDE / 2
    for ring in range(GLOW_SIDE // 2, 0, -1):
        level = whole(255 * (1 - ring / middle) ** 2)
        pygame.draw.circle(surface, (level, level, level), (middle, middle), ring)
    return (Piece(surface),)
