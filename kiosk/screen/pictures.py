"""Picture files as steps. A file that is not safe shows as a quiet empty frame, never as a crash."""

from __future__ import annotations

import logging
from pathlib import Path

import pygame

from kiosk.core.frame import Box, Picture
from kiosk.core.imagefile import probe
from kiosk.screen.shapes import box_steps, pixels
from kiosk.screen.sprites import Piece, Sprite, Sprites
from kiosk.screen.steps import Step, stamp

log = logging.getLogger(__name__)


def picture_steps(picture: Picture, scale: float, sprites: Sprites) -> list[Step]:
    area = pixels(picture.rect, scale)
    if not (area.w and area.h):
        return []
    path = Path(picture.file)
    sprite = sprites.get(("picture", path, _age(path), area.size), lambda: _load(path, area.size))
    if not sprite:
        fill, stroke = (128, 128, 128, 40), (128, 128, 128, 160)
        return box_steps(Box(picture.rect, fill, 20, stroke, 3), scale, sprites)
    size = sprite[0].surface.get_rect(center=area.center)
    return [stamp(sprite, size.x, size.y)]


def _age(path: Path) -> int:
    """Changes when the file is replaced, so that a new picture is not hidden by the old."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _load(path: Path, room: tuple[int, int]) -> Sprite:
    """The picture scaled to fit into `room`; empty, and one line in the log, if it cannot be shown."""
    try:
        w, h = probe(path)
        surface = pygame.image.load(str(path))
    except (ValueError, pygame.error, OSError) as error:
        log.warning("picture left out: %s", error)
        return ()
    fit = min(room[0] / w, room[1] / h)
    target = (max(round(w * fit), 1), max(round(h * fit), 1))
    # Of all the formats files come in, one that scales well, and see-through only where it must be.
    sheer = surface.get_masks()[3] or surface.get_colorkey() is not None
    clean = pygame.Surface(surface.get_size(), pygame.SRCALPHA if sheer else 0, 32)
    clean.blit(surface, (0, 0))
    return (Piece(pygame.transform.smoothscale(clean, target)),)
