"""Lines of text as steps, drawn by FreeType at their real pixel size."""

from __future__ import annotations

import re
from functools import lru_cache

import pygame

from kiosk.core.frame import Colour, Text
from kiosk.screen.shapes import whole
from kiosk.screen.sprites import Piece, Sprite, Sprites
from kiosk.screen.steps import Step, stamp
from kiosk.screen.traced import line_sprite
from kiosk.ui.typeface import DRAWN, DRAWN_EM, WEIGHTS, Typeface

OPEN_FONTS = 48
# Longer than any screen holds, in letters and pixels: a slip in a view must not ask for gigabytes.
LONGEST, WIDEST_PX = 400, 16384
# Below this no font is opened; it is a smear anyway.
SMALLEST_PX = 4
# Pygame draws its built-in font at this share of the size it is asked for.
BUILT_IN = 0.6875
LARGEST_PX = 1600

# The signs the family lacks, as strokes: em to the right and em above the baseline.
_MIDDLE, _FULL = 0.35, DRAWN_EM
_RIGHT = (((0.14, _MIDDLE), (0.79, _MIDDLE)), ((0.53, 0.6), (0.79, _MIDDLE), (0.53, 0.1)))
_UP = (((0.475, 0.02), (0.475, 0.67)), ((0.22, 0.41), (0.475, 0.67), (0.73, 0.41)))
SIGNS = {
    "→": _RIGHT,
    "←": tuple(tuple((_FULL - x, y) for x, y in stroke) for stroke in _RIGHT),
    "↑": _UP,
    "↓": tuple(tuple((x, 2 * _MIDDLE - y) for x, y in stroke) for stroke in _UP),
    "✓": (((0.15, 0.33), (0.37, 0.09), (0.8, 0.61)),),
}
# What the renderer would break a line at or refuse.
HARMFUL = {0: None, 10: " ", 13: None, **dict.fromkeys(range(0xD800, 0xE000))}
_PARTS = re.compile(f"([{DRAWN}])")


class Lettering:
    """Turns `Text` into steps at one scale. Fonts stay open, as many as a busy screen has."""

    def __init__(self, typeface: Typeface, scale: float, sprites: Sprites) -> None:
        pygame.font.init()
        self._typeface = typeface
        self._scale = scale
        self._sprites = sprites
        self._font = lru_cache(maxsize=OPEN_FONTS)(self._open)

    def steps(self, draw: Text) -> list[Step]:
        size = min(whole(draw.size * self._scale), LARGEST_PX)
        line = draw.text[:LONGEST].translate(HARMFUL)
        if size < SMALLEST_PX or not line or not draw.colour[3]:
            return []
        steps: list[Step] = []
        parts = [part for part in _PARTS.split(line) if part]
        widths = [self._width(part, size, draw.weight) for part in parts]
        # The painted width decides where a centred or right-aligned line begins, not the measured.
        share = {"l": 0.0, "c": 0.5, "r": 1.0}[draw.align]
        x, base = draw.x * self._scale - share * sum(widths), whole(draw.base * self._scale)
        for part, width in zip(parts, widths, strict=True):
            sprite = self._sprite(part, size, draw.weight, draw.colour)
            steps.append(stamp(sprite, whole(x), base))
            x += width
        return steps

    def _width(self, part: str, size: int, weight: int) -> float:
        return DRAWN_EM * size if part in SIGNS else self._font(size, weight).size(part)[0]

    def _sprite(self, part: str, size: int, weight: int, colour: Colour) -> Sprite:
        """The part with its origin on the baseline."""
        key = ("text", part, size, weight, colour)
        if part in SIGNS:
            return self._sprites.get(key, lambda: self._sign(part, size, weight, colour))
        return self._sprites.get(key, lambda: self._letters(part, size, weight, colour))

    def _letters(self, part: str, size: int, weight: int, colour: Colour) -> Sprite:
        font = self._font(size, weight)
        width = font.size(part)[0]
        if not width:
            return ()
        letters = max(int(len(part) * min(WIDEST_PX / width, 1.0)), 1)
        surface = font.render(part[:letters], True, colour[:3])
        if colour[3] < 255:
            surface.fill((255, 255, 255, colour[3]), special_flags=pygame.BLEND_RGBA_MULT)
        return (Piece(surface, 0, -font.get_ascent()),)

    def _sign(self, part: str, size: int, weight: int, colour: Colour) -> Sprite:
        bold = (min(max(weight, WEIGHTS[0]), WEIGHTS[-1]) - WEIGHTS[0]) / (WEIGHTS[-1] - WEIGHTS[0])
        width = size * (0.085 + 0.085 * bold)
        strokes = ([(x * size, -y * size) for x, y in stroke] for stroke in SIGNS[part])
        return tuple(
            piece for points in strokes for piece in line_sprite(points, width, colour, self._sprites)
        )

    def _open(self, size: int, weight: int) -> pygame.font.Font:
        file = self._typeface.file(weight)
        return pygame.font.Font(str(file), size) if file else pygame.font.Font(None, whole(size / BUILT_IN))
