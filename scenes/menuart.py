"""Little pictures for the tiles of the menu, from squares and lines: one for each kind that has one."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

from kiosk.core.ease import fall
from kiosk.core.frame import Box, Colour, Draw, Line, Poly, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.look import Look
from kiosk.ui.theme import WHITE, Domain, faded, mix


class Tones(NamedTuple):
    """The two colours of a picture on its tile."""

    deep: Colour
    light: Colour


def waffle(look: Look, rect: Rect, domain: Domain, since: float) -> tuple[Draw, ...]:
    """A field that fills with falling squares, seconds after the menu came up."""
    pitch = rect.w / 10
    side = pitch * 0.82
    if look.theme.bold:
        tones = [domain.on_bright] * 65
    else:
        tones = [domain.deep] * 24 + [mix(domain.deep, domain.bright, 0.4)] * 19
        tones += [mix(domain.bright, WHITE, 0.55)] * 13 + [WHITE] * 9
    squares: list[Square] = []
    for k in range(100):
        column, row = k % 10, 9 - k // 10
        x, y = rect.x + column * pitch, rect.y + row * pitch
        empty = faded(WHITE if not look.theme.bold else domain.on_bright, 0.25)
        squares.append(Square(x, y, side, empty))
        if k < len(tones):
            t = 1.0 if look.calm else (since - 0.2 - k * 0.035) / 0.4
            if t > 0:
                squares.append(Square(x, rect.y - pitch + (y - rect.y + pitch) * fall(t), side, tones[k]))
    return (Squares(tuple(squares)),)


def _field(
    rect: Rect, size: tuple[int, int], colour: Callable[[int, int], Colour | None]
) -> tuple[Draw, ...]:
    """Columns x rows of squares, in the middle of `rect`; None leaves one out."""
    across, down = size
    pitch = min(rect.w / across, rect.h / down)
    x0, y0 = rect.right - across * pitch, rect.cy - down * pitch / 2
    squares = [
        Square(x0 + c * pitch, y0 + r * pitch, pitch * 0.84, tone)
        for r in range(down)
        for c in range(across)
        if (tone := colour(c, r)) is not None
    ]
    return (Squares(tuple(squares)),)


def day(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """A day of sun above what is needed."""

    def colour(column: int, row: int) -> Colour | None:
        height = 7 - row
        sun = 2 + round(5 * math.exp(-(((column - 8.5) / 3.6) ** 2)))
        return tones.deep if height <= 2 else tones.light if height <= sun else None

    return _field(rect, (18, 7), colour)


def ways(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """A line with three stops across a field of blocks."""
    blocks = _field(rect, (6, 3), lambda column, row: faded(tones.light, 0.45))
    pitch = min(rect.w / 6, rect.h / 3)
    x0, y0 = rect.right - 6 * pitch, rect.cy - 1.5 * pitch
    grid = ((0.35, 1.0), (2.0, 1.0), (2.0, 2.0), (4.0, 2.0), (4.0, 0.4), (5.75, 0.4))
    points = tuple((x0 + x * pitch - pitch * 0.08, y0 + y * pitch - pitch * 0.08) for x, y in grid)
    stops = [
        Box(Rect(x - 10, y - 10, 20, 20), tones.light, 5, tones.deep, 5)
        for x, y in (points[0], points[2], points[3], points[5])
    ]
    return (*blocks, Line(points, 9, tones.deep), *stops)


def doors(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """A row of houses, one of them with its light on."""

    def colour(column: int, row: int) -> Colour | None:
        house, wall = divmod(column, 4)
        if wall == 3 or (row == 0 and wall != 1):
            return None
        return tones.light if (wall == 1 and row == 3) or house == 2 else tones.deep

    return _field(rect, (15, 4), colour)


def queue(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """Many wait before the second desk, few get through."""
    heights = (2, 5, 1, 1, 2, 4)
    return _field(
        rect,
        (12, 5),
        lambda column, row: (
            None
            if column % 2 or 5 - row > heights[column // 2]
            else tones.deep
            if column < 4
            else tones.light
        ),
    )


def shares(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """Rows of squares of different length."""
    lengths = (11, 6, 8, 3)
    return _field(
        rect, (12, 4), lambda column, row: tones.deep if column < lengths[row] else faded(tones.light, 0.5)
    )


def net(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """A net of strengths with six corners."""
    radius = min(rect.w, rect.h) / 2
    cx, cy = rect.right - radius, rect.cy

    def hexagon(reach: tuple[float, ...]) -> tuple[tuple[float, float], ...]:
        turns = [math.pi / 3 * k - math.pi / 2 for k in range(6)]
        return tuple(
            (cx + math.cos(t) * radius * r, cy + math.sin(t) * radius * r)
            for t, r in zip(turns, reach, strict=True)
        )

    return Poly(hexagon((1.0,) * 6), faded(tones.light, 0.5)), Poly(
        hexagon((0.75, 0.85, 0.45, 0.8, 0.5, 0.9)), tones.deep
    )


def halves(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """Two sliders that meet in the middle."""
    return _field(
        rect,
        (13, 3),
        lambda column, row: (
            None
            if column == 6
            else tones.deep
            if (column < 4 if column < 6 else column > 10)
            else faded(tones.light, 0.55)
        ),
    )


def street(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """A street of tiles, some of them green."""
    pattern = ("deldle", "ledeel", "dleedl")
    kinds = {"d": tones.deep, "l": tones.light, "e": faded(tones.deep, 0.55)}
    return _field(rect, (6, 3), lambda column, row: kinds[pattern[row][column]])


def mosaic(rect: Rect, tones: Tones) -> tuple[Draw, ...]:
    """A picture that many lay."""
    return _field(
        rect,
        (12, 6),
        lambda column, row: (tones.deep, tones.light, faded(tones.deep, 0.5))[
            (column * 7 + row * 5 + column * row) % 3
        ],
    )


PICTURES: Mapping[str, Callable[[Rect, Tones], tuple[Draw, ...]]] = {
    "balance": day, "route": ways, "sort": doors, "process": queue, "allocate": shares, "radar": net,
    "duel": halves, "grid": street, "mosaic": mosaic,
}  # fmt: skip
"""By the kind of step, or of chart, that a game has first of these."""


def art_of(kinds: tuple[str, ...]) -> str:
    """The picture of a game whose steps and charts are of these kinds; '' where there is none."""
    charts = [kind for kind in kinds if kind in ("radar", "mosaic")]
    return next(iter(charts), None) or next((kind for kind in kinds if kind in PICTURES), "")
