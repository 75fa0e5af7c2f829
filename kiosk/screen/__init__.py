"""The only package that knows pygame: window, input, canvas, sound.

SDL reads its settings from the environment, some of them while it is loaded: they are set here,
before any module of this package can import pygame.
"""

from __future__ import annotations

import os

from kiosk.screen.hints import HINTS

for _name, _value in HINTS.items():
    os.environ.setdefault(_name, _value)
