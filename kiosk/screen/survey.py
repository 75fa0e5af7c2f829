"""What there is to see and to touch on this machine, for `doctor`."""

from __future__ import annotations

import pygame

from kiosk.screen.window import BLIND


def display() -> tuple[str, tuple[int, int] | None]:
    """The video driver and the size of the first desktop in pixels; None where nobody would see anything."""
    try:
        pygame.display.init()
        driver, sizes = pygame.display.get_driver(), pygame.display.get_desktop_sizes()
        pygame.display.quit()
    except pygame.error as error:
        return str(error), None
    return driver, None if driver in BLIND or not sizes else sizes[0]


def touch_devices() -> int:
    """How many touch devices the system offers."""
    from pygame._sdl2 import touch

    pygame.display.init()
    count = touch.get_num_devices()
    pygame.display.quit()
    return int(count)
