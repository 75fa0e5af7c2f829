"""Frames to pixels. Repaints only where the new frame differs from the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pygame

from kiosk.core.frame import (
    Bits,
    Box,
    Draw,
    Frame,
    Glow,
    Icon,
    Line,
    Picture,
    Poly,
    Squares,
    Text,
)
from kiosk.core.geometry import STAGE_SHORT
from kiosk.screen.cells import bits_steps, icon_steps, squares_steps
from kiosk.screen.damage import matches, merged
from kiosk.screen.pictures import picture_steps
from kiosk.screen.shapes import box_steps, glow_steps
from kiosk.screen.sprites import Sprites
from kiosk.screen.steps import Step, union
from kiosk.screen.text import Lettering
from kiosk.screen.traced import line_steps, poly_steps
from kiosk.ui.typeface import Typeface

BUDGET = 64 * 1024 * 1024
# A long row of squares is compared and repainted in pieces: one new light in the city must not
# cost the whole city.
SQUARES_AT_ONCE = 64


class Painted(NamedTuple):
    """A draw as it stands on the screen."""

    draw: Draw
    steps: tuple[Step, ...]
    rect: pygame.Rect


class Canvas:
    """Paints frames onto one surface.

    target: a surface to paint on, the window's say, or a size in pixels for one of its own.
    budget_bytes: limit of finished sprites kept for later frames; those on the screen come on top.
    """

    def __init__(
        self,
        target: pygame.Surface | tuple[int, int],
        typeface: Typeface,
        budget_bytes: int = BUDGET,
    ) -> None:
        self.surface = target if isinstance(target, pygame.Surface) else pygame.Surface(target, 0, 32)
        self.scale = min(self.surface.get_size()) / STAGE_SHORT
        self.sprites = Sprites(budget_bytes)
        self._lettering = Lettering(typeface, self.scale, self.sprites)
        self._frame: Frame | None = None
        self._painted: list[Painted] = []

    def paint(self, frame: Frame) -> list[pygame.Rect]:
        """Bring the surface up to `frame`; returns the changed rectangles in pixels, [] for none."""
        if frame is self._frame:
            return []
        # Until all is painted nothing is known to be: an error halfway leads to a full repaint.
        last, self._frame = self._frame, None
        old, self._painted = self._painted, []
        draws = list(_divided(frame))
        kept = matches([p.draw for p in old], draws)
        self._painted = [
            self._plan(draw) if at is None else old[at] for draw, at in zip(draws, kept, strict=True)
        ]
        screen = self.surface.get_rect()
        if last is None or last.ground != frame.ground or last.stage != frame.stage:
            damage = [screen]
        else:
            gone = set(range(len(old))) - set(kept)
            new = [p.rect for p, at in zip(self._painted, kept, strict=True) if at is None]
            damage = merged(r.clip(screen) for r in [*(old[i].rect for i in sorted(gone)), *new])
        for rect in damage:
            self._repaint(rect, frame)
        self._frame = frame
        return damage

    def forget(self) -> None:
        """Paint everything with the next frame, say after something else drew on the surface."""
        self._frame = None

    def _repaint(self, rect: pygame.Rect, frame: Frame) -> None:
        surface = self.surface
        surface.set_clip(rect)
        surface.fill(frame.ground[:3], rect)
        for painted in self._painted:
            if painted.rect.colliderect(rect):
                for step in painted.steps:
                    step.paint(surface)
        surface.set_clip(None)

    def _plan(self, draw: Draw) -> Painted:
        steps = tuple(self._steps(draw))
        return Painted(draw, steps, union([s.rect for s in steps if s.rect.w]))

    def _steps(self, draw: Draw) -> list[Step]:
        match draw:
            case Box():
                return box_steps(draw, self.scale, self.sprites)
            case Text():
                return self._lettering.steps(draw)
            case Squares():
                return squares_steps(draw, self.scale, self.sprites)
            case Line():
                return line_steps(draw, self.scale, self.sprites)
            case Poly():
                return poly_steps(draw, self.scale, self.sprites)
            case Icon():
                return icon_steps(draw, self.scale, self.sprites)
            case Bits():
                return bits_steps(draw, self.scale, self.sprites)
            case Glow():
                return glow_steps(draw, self.scale, self.sprites)
            case Picture():
                return picture_steps(draw, self.scale, self.sprites)


def _divided(frame: Frame) -> Iterator[Draw]:
    """All draws in order, long rows of squares in pieces."""
    for draw in frame.draws():
        if isinstance(draw, Squares) and len(draw.squares) > SQUARES_AT_ONCE:
            for i in range(0, len(draw.squares), SQUARES_AT_ONCE):
                yield Squares(draw.squares[i : i + SQUARES_AT_ONCE])
        else:
            yield draw
