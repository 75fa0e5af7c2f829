"""Frames as picture files, without a window."""

from __future__ import annotations

from pathlib import Path

import pygame

from kiosk.core.frame import Frame
from kiosk.screen.canvas import Canvas
from kiosk.ui.typeface import Typeface


def render(frame: Frame, size_px: tuple[int, int], typeface: Typeface) -> pygame.Surface:
    """`frame` painted from scratch at `size_px`; the pixels are those a terminal shows."""
    canvas = Canvas(size_px, typeface)
    canvas.paint(frame)
    return canvas.surface


def save(surface: pygame.Surface, path: Path) -> None:
    """Write a PNG (or what the name's ending says), its folder too. Raises OSError if it cannot."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        pygame.image.save(surface, str(path))
    except pygame.error as error:
        raise OSError(f"{path} cannot be written: {error}") from error
