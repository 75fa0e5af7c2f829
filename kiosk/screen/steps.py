"""The last form of a draw before pixels: filled rectangles and stamped surfaces.

Steps hold whole pixels only, so painting a part of the screen gives the very pixels that painting
all of it gives. That is what makes repainting only the changed parts right.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

import pygame

from kiosk.core.frame import Colour
from kiosk.screen.sprites import Sprite


class Step(Protocol):
    """Something that paints itself inside `rect` and nowhere else."""

    @property
    def rect(self) -> pygame.Rect: ...

    def paint(self, target: pygame.Surface) -> None: ...


class Fill:
    """Rectangles that do not overlap, in one colour."""

    def __init__(self, colour: Colour, rects: Iterable[pygame.Rect]) -> None:
        self._colour = colour
        self._rects = [r for r in rects if r.w > 0 and r.h > 0]
        self.rect = union(self._rects)

    def paint(self, target: pygame.Surface) -> None:
        if self._colour[3] == 255:
            for rect in self._rects:
                target.fill(self._colour, rect)
            return
        clip = target.get_clip()
        for rect in self._rects:
            self._veil(target, rect.clip(clip))

    def _veil(self, target: pygame.Surface, rect: pygame.Rect) -> None:
        """Let what lies below shine through. The sheet is as large as the part that shows."""
        if rect.w and rect.h:
            sheet = pygame.Surface(rect.size, pygame.SRCALPHA, 32)
            sheet.fill(self._colour)
            target.blit(sheet, rect)


class Stamps:
    """Surfaces put down in order; `flags` as pygame's blit takes them."""

    def __init__(self, blits: Sequence[tuple[pygame.Surface, tuple[int, int]]], flags: int = 0) -> None:
        self._blits = blits
        self._flags = flags
        self.rect = union([pygame.Rect(at, surface.get_size()) for surface, at in blits])

    def paint(self, target: pygame.Surface) -> None:
        target.fblits(self._blits, self._flags)


def stamp(sprite: Sprite, x: int, y: int, flags: int = 0) -> Stamps:
    """`sprite` with its origin at pixel (x, y)."""
    return Stamps([(p.surface, (x + p.dx, y + p.dy)) for p in sprite], flags)


def union(rects: Sequence[pygame.Rect]) -> pygame.Rect:
    """The smallest rectangle around `rects`; empty for none."""
    return rects[0].unionall(list(rects[1:])) if rects else pygame.Rect(0, 0, 0, 0)
