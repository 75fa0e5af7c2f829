"""Lines and polygons as steps: slanted edges are drawn larger, in tiles, and scaled down by area."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

import pygame

from kiosk.core.frame import Colour, Line, Poly
from kiosk.screen.shapes import enlarged, whole
from kiosk.screen.sprites import Piece, Sprite, Sprites
from kiosk.screen.steps import Step, stamp

Point = tuple[float, float]
# A point in whole eighths of a pixel: fine enough to glide, coarse enough to be met again in the cache.
Fine = tuple[int, int]
EIGHTHS = 8
TILE = 128
# No shape is traced further than this, in pixels: a slip in a view must not fill the memory.
FARTHEST = 8192


def line_steps(line: Line, scale: float, sprites: Sprites) -> list[Step]:
    if not line.colour[3] or not line.points:
        return []
    width = max(line.width * scale, 1.0)
    points = [(x * scale, y * scale) for x, y in line.points]
    if all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(line.points)):
        # Upright and level lines fill whole pixels, so that their edges are sharp.
        width = whole(width)
        half = width % 2 / 2
        points = [(whole(x - half) + half, whole(y - half) + half) for x, y in points]
    dash = (line.dash[0] * scale, line.dash[1] * scale) if line.dash else None
    x, y = math.floor(points[0][0]), math.floor(points[0][1])
    moved = [(px - x, py - y) for px, py in points]
    return [stamp(line_sprite(moved, width, line.colour, sprites, dash), x, y)]


def line_sprite(
    points: list[Point], width: float, colour: Colour, sprites: Sprites, dash: Point | None = None
) -> Sprite:
    """A polyline with round ends; all measures in pixels."""
    fine = tuple((whole(x * EIGHTHS), whole(y * EIGHTHS)) for x, y in points)
    thick = max(whole(width * EIGHTHS), EIGHTHS)

    def make() -> Sprite:
        strokes = list(_dashes(fine, thick, dash)) if dash and sum(dash) >= 1 else [fine]
        return _traced(_Strokes(strokes, thick), colour)

    return sprites.get(("line", fine, thick, colour, dash), make)


def poly_steps(poly: Poly, scale: float, sprites: Sprites) -> list[Step]:
    if not poly.colour[3] or len(poly.points) < 3:
        return []
    points = [(x * scale, y * scale) for x, y in poly.points]
    x, y = math.floor(min(p[0] for p in points)), math.floor(min(p[1] for p in points))
    fine = tuple((whole((px - x) * EIGHTHS), whole((py - y) * EIGHTHS)) for px, py in points)
    sprite = sprites.get(("poly", fine, poly.colour), lambda: _traced(_Area(fine), poly.colour))
    return [stamp(sprite, x, y)]


class _Sheet:
    """One enlarged tile: `ss` by `ss` of its pixels stand for one."""

    def __init__(self, tile: pygame.Rect, ss: int, colour: Colour) -> None:
        self.surface = enlarged(tile.w * ss, tile.h * ss, colour)
        self.colour = colour
        self.ss = ss
        self._x, self._y = tile.x * ss, tile.y * ss

    def at(self, point: Fine) -> Point:
        return point[0] * self.ss / EIGHTHS - self._x, point[1] * self.ss / EIGHTHS - self._y

    def fill(self, points: list[Point]) -> None:
        """A polygon. Pygame fills the pixels its corners name and all between, the last ones too:
        corners on the far sides give way by one, or level edges would bleed into the next pixel."""
        middle = [(min(vs) + max(vs)) / 2 for vs in zip(*points, strict=True)]
        corners = [
            tuple(
                math.ceil(v - 0.5) if v < m else math.floor(v - 0.5) for v, m in zip(p, middle, strict=True)
            )
            for p in points
        ]
        pygame.draw.polygon(self.surface, self.colour, corners)


class _Strokes:
    """Polylines with round ends and joints."""

    def __init__(self, strokes: list[tuple[Fine, ...]], thick: int) -> None:
        self._strokes = strokes
        self._thick = thick
        self.reach = thick / 2 / EIGHTHS
        self.points = [p for stroke in strokes for p in stroke]
        self.edges = [e for stroke in strokes for e in pairwise((*stroke, stroke[-1]))]

    def holds(self, x: float, y: float) -> bool:
        return False

    def draw(self, sheet: _Sheet) -> None:
        half = self._thick * sheet.ss / EIGHTHS / 2
        seen = sheet.surface.get_rect().inflate(2 * half + 4, 2 * half + 4)
        for stroke in self._strokes:
            points = [sheet.at(p) for p in stroke]
            for (ax, ay), (bx, by) in pairwise(points):
                length = math.hypot(bx - ax, by - ay)
                if length and seen.clipline(ax, ay, bx, by):
                    nx, ny = (ay - by) / length * half, (bx - ax) / length * half
                    quad = [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)]
                    sheet.fill(quad)
            for point in points:
                if seen.collidepoint(point):
                    pygame.draw.circle(sheet.surface, sheet.colour, point, half)


class _Area:
    """A filled polygon."""

    reach = 0.0

    def __init__(self, fine: tuple[Fine, ...]) -> None:
        self.points = list(fine)
        self.edges = list(pairwise((*fine, fine[0])))

    def holds(self, x: float, y: float) -> bool:
        """Whether a place off the edges, in pixels, lies inside (even-odd rule)."""
        x, y, inside = x * EIGHTHS, y * EIGHTHS, False
        for (ax, ay), (bx, by) in self.edges:
            if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
                inside = not inside
        return inside

    def draw(self, sheet: _Sheet) -> None:
        sheet.fill([sheet.at(p) for p in self.points])


def _traced(shape: _Strokes | _Area, colour: Colour) -> Sprite:
    """`shape` in tiles. Empty ones are left out, full ones cost a fill: only edges are drawn larger."""
    area = _around(shape.points, shape.reach)
    ss = EIGHTHS if max(area.size) <= TILE // 2 else EIGHTHS // 2
    edges = [tuple(v / EIGHTHS for p in edge for v in p) for edge in shape.edges]
    grow = 2 * math.ceil(shape.reach + 1)
    pieces = []
    for tile in _tiles(area):
        near = tile.inflate(grow, grow)
        if any(near.clipline(*edge) or near.collidepoint(edge[:2]) for edge in edges):
            sheet = _Sheet(tile, ss, colour)
            shape.draw(sheet)
            pieces.append(Piece(pygame.transform.smoothscale(sheet.surface, tile.size), tile.x, tile.y))
        elif shape.holds(*tile.center):
            full = pygame.Surface(tile.size, pygame.SRCALPHA, 32)
            full.fill(colour)
            pieces.append(Piece(full, tile.x, tile.y))
    return tuple(pieces)


def _around(points: list[Fine], reach: float) -> pygame.Rect:
    """Whole pixels around points in eighths, with `reach` pixels and one to spare."""
    xs, ys = [p[0] / EIGHTHS for p in points], [p[1] / EIGHTHS for p in points]
    left, top = math.floor(min(xs) - reach) - 1, math.floor(min(ys) - reach) - 1
    right, bottom = math.ceil(max(xs) + reach) + 1, math.ceil(max(ys) + reach) + 1
    return pygame.Rect(left, top, min(right - left, FARTHEST), min(bottom - top, FARTHEST))


def _tiles(area: pygame.Rect) -> Iterator[pygame.Rect]:
    for y in range(area.top, area.bottom, TILE):
        for x in range(area.left, area.right, TILE):
            yield pygame.Rect(x, y, min(TILE, area.right - x), min(TILE, area.bottom - y))


def _dashes(fine: tuple[Fine, ...], thick: int, dash: Point) -> Iterator[tuple[Fine, ...]]:
    """The drawn parts of a polyline. Their round ends count as drawn."""
    drawn = max(dash[0] * EIGHTHS - thick, 0.0)
    left = dash[1] * EIGHTHS + min(dash[0] * EIGHTHS, thick)
    part, rest, on = [fine[0]], drawn, True
    for (ax, ay), (bx, by) in pairwise(fine):
        length, at = math.hypot(bx - ax, by - ay), 0.0
        while length - at > rest:
            at += rest
            here = (whole(ax + (bx - ax) * at / length), whole(ay + (by - ay) * at / length))
            if on:
                yield (*part, here)
            part, on = [here], not on
            rest = drawn if on else left
        rest -= length - at
        part = [*part, (bx, by)] if on else part
    if on:
        yield tuple(part)
