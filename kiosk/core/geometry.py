"""Rectangles in stage units: the short side of every screen is 1080 u."""

from __future__ import annotations

import math
from dataclasses import dataclass

STAGE_SHORT = 1080.0


@dataclass(frozen=True, slots=True)
class Size:
    """A width and a height in stage units."""

    w: float
    h: float

    @property
    def portrait(self) -> bool:
        return self.h > self.w


def stage_for(pixels: tuple[int, int]) -> Size:
    """The stage of a window of `pixels`: its short side becomes 1080 u."""
    unit = min(pixels) / STAGE_SHORT
    return Size(pixels[0] / unit, pixels[1] / unit)


@dataclass(frozen=True, slots=True)
class Rect:
    """An axis-parallel rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def cx(self) -> float:
        return self.x + self.w / 2

    @property
    def cy(self) -> float:
        return self.y + self.h / 2

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def distance(self, x: float, y: float) -> float:
        """How far (x, y) lies outside; 0 inside."""
        return math.hypot(max(self.x - x, 0.0, x - self.right), max(self.y - y, 0.0, y - self.bottom))

    def holds(self, other: Rect, slack: float = 0.01) -> bool:
        """Whether `other` lies wholly inside."""
        return (
            self.x - slack <= other.x
            and self.y - slack <= other.y
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def overlaps(self, other: Rect, slack: float = 0.0) -> bool:
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )

    def inset(self, dx: float, dy: float | None = None) -> Rect:
        """Smaller by `dx` on the left and right and `dy` (default `dx`) above and below."""
        dy = dx if dy is None else dy
        return Rect(self.x + dx, self.y + dy, self.w - 2 * dx, self.h - 2 * dy)

    def grown(self, by: float) -> Rect:
        return self.inset(-by)

    def moved(self, dx: float = 0.0, dy: float = 0.0) -> Rect:
        return Rect(self.x + dx, self.y + dy, self.w, self.h)

    def union(self, other: Rect) -> Rect:
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Rect(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)

    def towards(self, other: Rect, t: float) -> Rect:
        """The rectangle a share `t` (0..1) of the way to `other`."""
        return Rect(
            self.x + (other.x - self.x) * t,
            self.y + (other.y - self.y) * t,
            self.w + (other.w - self.w) * t,
            self.h + (other.h - self.h) * t,
        )
