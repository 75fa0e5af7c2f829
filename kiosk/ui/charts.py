"""Charts that speak squares: the waffle with its dashed outline, bars of squares, legends."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.core.ease import fall, out_quint
from kiosk.core.frame import Colour, Draw, Line, Pattern, Square, Squares
from kiosk.core.geometry import Rect
from kiosk.ui.layout import Style, one_line
from kiosk.ui.look import Look
from kiosk.ui.theme import mix

FALL_S = 0.26
STAGGER_S = 0.018
BURST_S = 0.60
MOST = 2000  # squares; the check refuses content that could make more
SORT_S = 0.60


@dataclass(frozen=True, slots=True)
class Slice:
    """One part of a chart: how much (in squares), how it looks, what it is called."""

    name: str
    label: str
    amount: float
    colour: Colour
    pattern: Pattern = "solid"
    estimated: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the squares of a waffle lie: columns, rows, side and pitch in units."""

    rect: Rect
    columns: int
    rows: int
    side: float

    @property
    def pitch(self) -> float:
        return self.side * 7 / 6

    def at(self, index: int) -> tuple[float, float]:
        """Top left corner of square `index`; the first lies bottom left."""
        column, row = index % self.columns, index // self.columns
        return self.rect.x + column * self.pitch, self.rect.bottom - self.side - row * self.pitch


def grid_for(rect: Rect, squares: int) -> Grid:
    """A grid with room for `squares` and at least 12 rows of ten, left-aligned at the bottom."""
    columns = 10
    while math.ceil(squares / columns) > columns * 1.3:
        columns += 2
    rows = max(12 * columns // 10, math.ceil(squares / columns))
    pitch = min(rect.w / columns, rect.h / rows)
    side = pitch * 6 / 7
    used = Rect(
        rect.x, rect.bottom - rows * pitch + pitch - side, columns * pitch, rows * pitch - pitch + side
    )
    return Grid(used, columns, rows, side)


def square_list(slices: Sequence[Slice]) -> list[Slice]:
    """One entry per square, at most 2,000; the total is the rounded sum of all parts."""
    out: list[Slice] = []
    exact = 0.0
    for part in slices:
        exact += max(part.amount, 0.0)
        out.extend([part] * (min(round(exact), MOST) - len(out)))
    return out


def _square(look: Look, part: Slice, at: tuple[float, float], side: float) -> Square:
    day = look.theme.day
    pattern: Pattern = "hatch" if part.estimated else part.pattern
    dot = day.card if look.theme.bold else mix(part.colour, day.ink, 0.45)
    ink = mix(part.colour, day.card, 0.55) if pattern == "hatch" else dot
    return Square(at[0], at[1], side, part.colour, pattern, ink)


def burst_s(count: int) -> float:
    """How long `count` squares take to fall: never more than 600 ms together."""
    return 0.0 if count <= 0 else min(FALL_S + STAGGER_S * (count - 1), BURST_S)


@dataclass(frozen=True, slots=True)
class Fall:
    """Squares from index `first` on are falling since `elapsed` seconds."""

    first: int
    elapsed: float


def waffle(look: Look, grid: Grid, slices: Sequence[Slice], falling: Fall | None = None) -> tuple[Draw, ...]:
    """The empty field and the squares in it; falling squares come from above the field."""
    day = look.theme.day
    squares = square_list(slices)
    field: list[Square] = []
    moving: list[Square] = []
    late = max(len(squares) - falling.first, 1) if falling else 1
    stagger = min(STAGGER_S, (BURST_S - FALL_S) / late)
    empty_pattern: Pattern = "outline" if look.theme.bold else "solid"
    for index in range(grid.columns * grid.rows):
        x, y = grid.at(index)
        empty = Square(x, y, grid.side, day.empty, empty_pattern, day.empty)
        if index >= len(squares):
            field.append(empty)
            continue
        t = 1.0
        if falling is not None and index >= falling.first and not look.calm:
            t = (falling.elapsed - stagger * (index - falling.first)) / FALL_S
        if t >= 1.0:
            field.append(_square(look, squares[index], (x, y), grid.side))
            continue
        field.append(empty)
        if t > 0.0:
            top = grid.rect.y
            moving.append(_square(look, squares[index], (x, top + (y - top) * fall(t)), grid.side))
    return (Squares(tuple(field)), Squares(tuple(moving))) if moving else (Squares(tuple(field)),)


def resort(
    look: Look, grid: Grid, orders: tuple[Sequence[Slice], Sequence[Slice]], elapsed: float
) -> tuple[Draw, ...]:
    """Squares on their way from the first order of slices to the second within 600 ms."""
    before, after = square_list(orders[0]), square_list(orders[1])
    t = 1.0 if look.calm else out_quint(elapsed / SORT_S)
    if t >= 1.0 or len(before) != len(after):
        return waffle(look, grid, orders[1])
    starts: dict[str, list[int]] = {}
    for index, part in enumerate(before):
        starts.setdefault(part.name, []).append(index)
    day = look.theme.day
    empty = [
        Square(*grid.at(i), grid.side, day.empty, "outline" if look.theme.bold else "solid", day.empty)
        for i in range(grid.columns * grid.rows)
    ]
    moving = []
    for index, part in enumerate(after):
        x0, y0 = grid.at(starts[part.name].pop(0)) if starts.get(part.name) else grid.at(index)
        x1, y1 = grid.at(index)
        moving.append(_square(look, part, (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t), grid.side))
    return Squares(tuple(empty)), Squares(tuple(moving))


def counted(slices: Sequence[Slice]) -> tuple[Slice, ...]:
    """The same parts with the whole squares they have in the tower, so that numbers add up."""
    counts = Counter(part.name for part in square_list(slices))
    return tuple(replace(part, amount=float(counts[part.name])) for part in slices)


def outline(look: Look, grid: Grid, squares: int) -> tuple[tuple[Line, Line], float]:
    """The dashed contour around the first `squares` on a pale bed, and the height (y) of its right end."""
    day = look.theme.day
    full, rest = divmod(squares, grid.columns)
    gap = grid.pitch - grid.side
    y = grid.rect.bottom - full * grid.pitch + gap / 2
    left, right = grid.rect.x - gap - 4, grid.rect.x + grid.columns * grid.pitch + 4
    points: tuple[tuple[float, float], ...]
    if rest:
        x = grid.rect.x + rest * grid.pitch - gap / 2
        points = ((left, y - grid.pitch), (x, y - grid.pitch), (x, y), (right, y))
    else:
        points = ((left, y), (right, y))
    colour = day.accent if look.theme.bold else day.ink
    width = 6.0 if look.theme.bold else 3.5
    return (Line(points, width + 5.0, day.card), Line(points, width, colour, (10.0, 8.0))), y


def legend(look: Look, rect: Rect, slices: Sequence[Slice]) -> tuple[Draw, ...]:
    """Names beside the chart, the last part on top as in the tower, standing on the bottom."""
    day = look.theme.day
    seen = {part.name: part for part in slices if round(part.amount) > 0 or part.shared}
    if not seen:
        return ()
    pitch = min(42.0 * max(1.0, look.grow * 0.85), rect.h / len(seen))
    size = min(look.size("label") * 0.96, pitch * 0.72)
    side = size * 1.1
    draws: list[Draw] = []
    squares: list[Square] = []
    for i, part in enumerate(seen.values()):
        y = rect.bottom - pitch * (i + 0.5)
        squares.append(_square(look, part, (rect.x, y - side / 2), side))
        room = rect.w - side - 12
        style = Style("label", day.ink, "l", size, 500)
        text = one_line(look, part.label, (rect.x + side + 12, y), style)
        if text.width > room:
            text = one_line(look, part.label, (text.x, y), replace(style, size=size * room / text.width))
        draws.append(text)
    return Squares(tuple(squares)), *draws


BAR_ROWS = 3


def bar(look: Look, rect: Rect, part: Slice, most: float) -> tuple[Draw, ...]:
    """A bar of squares three high, filled column by column: one square is one unit here too.

    `most` units, the largest part's, fit into `rect`.
    """
    columns = max(math.ceil(round(most) / BAR_ROWS), 1)
    pitch = min(rect.h / BAR_ROWS, rect.w / columns)
    side = pitch * 6 / 7
    top = rect.y + (rect.h - BAR_ROWS * pitch) / 2
    squares = tuple(
        _square(
            look, part, (rect.x + (i // BAR_ROWS) * pitch, top + (BAR_ROWS - 1 - i % BAR_ROWS) * pitch), side
        )
        for i in range(round(part.amount))
    )
    return (Squares(squares),) if squares else ()
