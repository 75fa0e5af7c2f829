"""Finished pieces of picture, kept for their next use within a limit of bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import NamedTuple

import pygame


class Piece(NamedTuple):
    """A surface and where it lies from the origin of its sprite, in pixels."""

    surface: pygame.Surface
    dx: int = 0
    dy: int = 0


Sprite = tuple[Piece, ...]


def weight(sprite: Sprite) -> int:
    """Bytes of the pixels of `sprite`."""
    return sum(p.surface.get_pitch() * p.surface.get_height() for p in sprite)


class Sprites:
    """Sprites by what they show. The least recently used ones leave when `budget` is reached."""

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.bytes = 0
        self._kept: OrderedDict[Hashable, tuple[Sprite, int]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Sprite]) -> Sprite:
        """The sprite of `key`, made now if it is not there. One above the budget is not kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found[0]
        sprite = make()
        # A bare object costs too: without this, empty sprites could pile up without end.
        size = weight(sprite) + 256
        if size <= self.budget:
            self._kept[key] = (sprite, size)
            self.bytes += size
            while self.bytes > self.budget:
                self.bytes -= self._kept.popitem(last=False)[1][1]
        return sprite

    def __len__(self) -> int:
        return len(self._kept)
