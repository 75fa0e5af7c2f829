"""The day as squares: 24 columns before their sky, the stepped line of demand, weather and hours.

Everything here is remembered by what it shows, hour by hour: while a block is dragged, an hour that
stays as it was is the very same object, and the canvas leaves it alone.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from kiosk.core.frame import Box, Colour, Draw, Icon, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Align, Style, one_line
from kiosk.ui.look import Look
from kiosk.ui.theme import mix
from scenes.kinds.balance.places import ACROSS, Grid
from scenes.kinds.balance.simulation import HOURS, Day, Run, peak
from scenes.kinds.balance.tones import Tone, paled

SPAN = 3
"""Hours that share a pictogram of the weather and a number of the axis."""
LINE, SHADE = 4.5, 9.0
SKY = (
    (0.0, 0), (4.0, 1), (6.0, 2), (7.5, 3), (9.0, 4), (13.0, 5), (17.0, 4), (19.5, 3), (21.0, 2), (22.5, 1),
    (24.0, 0),
)  # fmt: skip
"""By the hour which of the colours of the sky it has: deep night, night, violet, rose, blue, noon."""


def most_squares(day: Day, unit: float) -> int:
    """Squares no hour exceeds under any plan."""
    return round(peak(day) / unit) + 1


@lru_cache(maxsize=128)
def counted(run: Run, unit: float) -> tuple[tuple[int, ...], ...]:
    """Squares of every hour by what they are, in the order of `Tones.stacks`.

    Sums are rounded, not parts: the line of demand is exactly where what is used ends.
    """
    hours = []
    for parts in zip(*run.used, run.discharge, run.bought, run.charge, run.surplus, strict=True):
        exact, before, squares = 0.0, 0, []
        for part in parts:
            exact += part
            whole = round(exact / unit)
            squares.append(whole - before)
            before = whole
        hours.append(tuple(squares))
    return tuple(hours)


@lru_cache(maxsize=128)
def levels(demand: tuple[float, ...], unit: float) -> tuple[int, ...]:
    """Demand of every hour in squares."""
    return tuple(round(needed / unit) for needed in demand)


@lru_cache(maxsize=4096)
def column(grid: Grid, place: tuple[int, bool], squares: tuple[int, ...], stack: tuple[Tone, ...]) -> Squares:
    """One hour as squares, from the foot upwards. place: the hour, and whether rows begin on the right."""
    hour, right = place
    out: list[Square] = []
    index = 0
    for count, tone in zip(squares, stack, strict=True):
        for _ in range(count):
            if index >= grid.rows * ACROSS:
                break
            x, y = grid.square(hour, index, right)
            out.append(Square(x, y, grid.side, tone.colour, tone.pattern, tone.ink))
            index += 1
    return Squares(tuple(out))


@lru_cache(maxsize=16)
def pale_stack(stack: tuple[Tone, ...], ground: Colour, bold: bool) -> tuple[Tone, ...]:
    return tuple(paled(tone, ground, bold) for tone in stack)


def _sky(hour: float, shades: tuple[Colour, ...]) -> Colour:
    for (a, first), (b, second) in pairwise(SKY):
        if a <= hour <= b:
            return mix(shades[first], shades[second], (hour - a) / (b - a))
    return shades[0]


@lru_cache(maxsize=8)
def foot(grid: Grid, ink: Colour) -> tuple[Draw, ...]:
    """A line below the columns: all the sky there is in strong contrast."""
    return (Box(Rect(grid.x, grid.base + 1, grid.hour * HOURS, 3), ink),)


@lru_cache(maxsize=8)
def sky(grid: Grid, shades: tuple[Colour, ...]) -> tuple[Draw, ...]:
    """Empty cells tinted by the hour, paler towards the foot. shades: of `tones.sky_shades`."""
    ground = shades[0]
    cells: list[Draw] = []
    for hour in range(HOURS):
        tint = _sky(hour + 0.5, shades)
        squares = []
        for index in range(grid.rows * ACROSS):
            colour = mix(tint, ground, 0.8 - 0.38 * (index // ACROSS + 1) / grid.rows)
            squares.append(Square(*grid.square(hour, index, False), grid.side, colour))
        cells.append(Squares(tuple(squares)))
    return tuple(cells)


Pen = tuple[Colour, float]


@lru_cache(maxsize=128)
def rightwards(heights: tuple[int, ...]) -> tuple[bool, ...]:
    """For every hour whether a row that is half full begins on the right.

    There where the line rises, so that it steps less; on level stretches by turns.
    """
    around = zip((heights[0], *heights), heights, (*heights[1:], heights[-1]), strict=False)
    return tuple(
        later > before or (later == before and hour % 2 == 0)
        for hour, (before, _, later) in enumerate(around)
    )


@lru_cache(maxsize=128)
def steps(heights: tuple[int, ...]) -> tuple[int, ...]:
    """The line along the tops of the squares, in rows, two values an hour: it never cuts a square."""
    out: list[int] = []
    for squares, right in zip(heights, rightwards(heights), strict=True):
        more, less = -(-squares // ACROSS), squares // ACROSS
        out += (less, more) if right else (more, less)
    return tuple(out)


@lru_cache(maxsize=8192)
def contour(grid: Grid, half: int, ends: tuple[int, int], pen: Pen) -> tuple[Draw, ...]:
    """The piece of a stepped line over half an hour, and its step to the next. ends: both heights in rows."""
    colour, width = pen
    y, to = (grid.height(rows * ACROSS) for rows in ends)
    left, right = grid.left(half / 2), grid.left((half + 1) / 2)
    level = Box(Rect(left - width / 2, y - width / 2, right - left + width, width), colour)
    if y == to:
        return (level,)
    step = Box(Rect(right - width / 2, min(y, to) - width / 2, width, abs(to - y) + width), colour)
    return (level, step)


def line(grid: Grid, heights: tuple[int, ...], pens: tuple[Pen, ...]) -> list[Draw]:
    """The stepped line over the whole day, once with each pen: a dark edge, then the line itself."""
    rows = steps(heights)
    return [
        piece
        for pen in pens
        for half, ends in enumerate(zip(rows, (*rows[1:], rows[-1]), strict=True))
        for piece in contour(grid, half, ends, pen)
    ]


@lru_cache(maxsize=4096)
def dashed(grid: Grid, hour: int, ends: tuple[int, int], pen: Pen) -> tuple[Draw, ...]:
    """The piece of a dashed line over one hour, and its step to the next. ends: both heights in squares."""
    colour, width = pen
    y, to = (grid.height(squares) for squares in ends)
    dash = grid.hour / 4
    out = [
        Box(Rect(grid.left(hour) + (2 * k + 0.5) * dash, y - width / 2, dash, width), colour, width / 2)
        for k in range(2)
    ]
    top, bottom = min(y, to), max(y, to)
    at = top + dash / 2
    while at < bottom - dash / 2:
        height = min(dash, bottom - at)
        out.append(Box(Rect(grid.left(hour + 1) - width / 2, at, width, height), colour, width / 2))
        at += 2 * dash
    return tuple(out)


def ghost(grid: Grid, heights: tuple[int, ...], now: tuple[int, ...], pens: tuple[Pen, ...]) -> list[Draw]:
    """The line of the untouched day in dashes, where it differs from the line of `now`."""
    ahead = (*heights[1:], heights[-1])
    return [
        piece
        for pen in pens
        for hour, ends in enumerate(zip(heights, ahead, strict=True))
        if heights[hour] != now[hour]
        for piece in dashed(grid, hour, ends, pen)
    ]


@lru_cache(maxsize=32)
def last_source(day: Day) -> tuple[int, ...]:
    """For every hour the last source that gives anything: what is spare is spare of it."""
    curves = [curve for _, curve in day.supply]
    return tuple(
        max((k for k, curve in enumerate(curves) if curve[hour] > 0), default=0) for hour in range(HOURS)
    )


@lru_cache(maxsize=32)
def strongest(day: Day) -> tuple[int, ...]:
    """For every three hours the source that gives most."""
    out = []
    for start in range(0, HOURS, SPAN):
        sums = [sum(curve[start : start + SPAN]) for _, curve in day.supply]
        out.append(max(range(len(sums)), key=lambda k, sums=sums: sums[k]))  # type: ignore[misc]
    return tuple(out)


def weather(
    rect: Rect, grid: Grid, marks: tuple[tuple[tuple[str, ...] | None, Colour], ...]
) -> tuple[Draw, ...]:
    """A pictogram in the middle of every three hours."""
    side = min(rect.h * 0.78, 44.0)
    out: list[Draw] = []
    for index, (rows, colour) in enumerate(marks):
        if rows is not None:
            middle = grid.left((index + 0.5) * SPAN)
            out.append(Icon(Rect(middle - side / 2, rect.cy - side / 2, side, side), rows, colour, colour))
    return tuple(out)


def axis(look: Look, rect: Rect, grid: Grid, noon: str) -> tuple[Draw, ...]:
    """Every third hour; `noon` is written at twelve."""
    size = min(look.size("label"), 44.0)
    ink = look.theme.day.muted
    span = SPAN
    while look.type.width("24", size, 600) * 1.8 > span * grid.hour:
        span *= 2
    out: list[Draw] = []
    for hour in range(0, HOURS + 1, span):
        said = noon if hour == HOURS // 2 else str(hour)
        align: Align = "l" if hour == 0 else "r" if hour == HOURS else "c"
        style = Style("label", ink, align, size, 600)
        out.append(one_line(look, said, (grid.left(hour), rect.cy), style))
    return tuple(out)
