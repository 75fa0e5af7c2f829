"""Where everything of a street lies: the board, the words above it, gauges, tiles and Karo."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.core.geometry import Rect
from kiosk.ui.layout import cut_bottom, cut_right, cut_top, grid
from kiosk.ui.look import Look
from kiosk.ui.scene import Paint
from scenes.kinds.grid.schema import Grid

GAP = 12.0
WIDEST = 132.0
LOW = {100: 0.72, 150: 0.5, 200: 0.45}
"""How high a row is that is fixed all along, in sides of a cell."""


@dataclass(frozen=True, slots=True)
class Places:
    """title: the question. row: changes left and buttons. bubble: None where text is too large for it."""

    title: Rect
    row: Rect
    board: Rect
    cells: tuple[Rect, ...]
    gauges: Rect
    across: int
    caption: Rect
    palette: Rect
    tiles: tuple[Rect, ...]
    bubble: Rect | None


def bubbles(look: Look) -> bool:
    """Whether there is room for a bubble; else what is said stands in the band."""
    return look.text < 200 and (look.text < 150 or look.portrait)


def places(step: Grid, paint: Paint, area: Rect) -> Places:
    look = paint.look
    return _portrait(step, look, area) if look.portrait else _landscape(step, look, area)


def _row(look: Look) -> float:
    return max(look.target, 76.0 + 28.0 * (look.grow - 1))


def _firm(step: Grid) -> tuple[bool, ...]:
    """For every row whether nobody can build there."""
    fixed = {tile.sign for tile in step.tiles.values() if tile.fixed}
    return tuple(all(sign in fixed for sign in row) for row in step.board)


def _least(step: Grid, look: Look) -> float:
    """The height below which the street would be too low for fingers."""
    firm = _firm(step)
    return (look.target + GAP) * (len(firm) - sum(firm)) + (20 + GAP) * sum(firm)


def _cells(step: Grid, look: Look, room: Rect) -> tuple[Rect, tuple[Rect, ...]]:
    """The board as large as fits into `room`: its rectangle and that of every cell.

    Rows nobody can touch are lower. Where that is not enough they give way, never the street.
    """
    firm = _firm(step)
    columns, rows = step.columns, len(step.board)
    free = rows - sum(firm)
    side = min((room.w - GAP * (columns - 1)) / columns, WIDEST)
    height = room.h - GAP * (rows - 1)
    tall = min(side, height / (free + LOW[look.text] * sum(firm)))
    if tall < look.target and free:
        tall = min(side, look.target, height / free)
    low = min(tall * 0.86, max((height - tall * free) / sum(firm), 1.0)) if any(firm) else 0.0
    wide = min(side, max(tall * 1.25, look.target))
    width = wide * columns + GAP * (columns - 1)
    left, y = room.x + (0.0 if not look.portrait else (room.w - width) / 2), room.y
    cells = []
    for row in firm:
        h = low if row else tall
        cells += [Rect(left + i * (wide + GAP), y, wide, h) for i in range(columns)]
        y += h + GAP
    return Rect(left, room.y, width, y - GAP - room.y), tuple(cells)


def _tiles(step: Grid, look: Look, room: Rect) -> tuple[Rect, ...]:
    count = len(step.layable)
    across = min(count, 6 if look.text < 150 else 4 if look.portrait and look.text < 200 else 3)
    down = -(-count // across)
    across = -(-count // down)
    gap = 12.0
    height = min((room.h - gap * (down - 1)) / down, 168.0)
    field = Rect(room.x, room.y, room.w, height * down + gap * (down - 1))
    return grid(field, (across, down), gap)[:count]


def _landscape(step: Grid, look: Look, area: Rect) -> Places:
    width = {100: 676.0, 150: 740.0, 200: 812.0}[look.text]
    panel, left = cut_right(area, width, {100: 48.0, 150: 40.0, 200: 32.0}[look.text])
    row_h = _row(look)
    title_h = {100: 82.0, 150: 96.0, 200: 108.0}[look.text]
    title_h = max(min(title_h, left.h - row_h - 26 - _least(step, look)), 48.0)
    title, rest = cut_top(left, title_h, 6)
    row, rest = cut_top(rest, row_h, 20 if look.text < 200 else 12)
    board, cells = _cells(step, look, rest)
    count = len(step.layable)
    down = 1 if look.text < 150 and count <= 6 else -(-count // (6 if look.text < 150 else 3))
    tile_h = {100: 150.0, 150: 112.0, 200: 118.0}[look.text]
    caption_h = {100: 52.0, 150: 0.0, 200: 0.0}[look.text]
    bubble = None
    if bubbles(look):
        bubble, panel = cut_bottom(panel, 104, 18)
    palette, panel = cut_bottom(panel, tile_h * down + 12 * (down - 1), 8)
    caption, gauges = cut_bottom(panel, caption_h, 16 if caption_h else 8)
    gauges = Rect(gauges.x, gauges.y, gauges.w, min(gauges.h, 122.0 * look.grow * len(step.gauges)))
    return Places(title, row, board, cells, gauges, 1, caption, palette, _tiles(step, look, palette), bubble)


def _portrait(step: Grid, look: Look, area: Rect) -> Places:
    count = len(step.layable)
    down = -(-count // {100: 6, 150: 4, 200: 3}[look.text])
    palette, rest = cut_bottom(
        area, {100: 156.0, 150: 122.0, 200: 122.0}[look.text] * down + 12 * (down - 1), 8
    )
    caption, rest = cut_bottom(rest, 54.0 if look.text < 150 else 0.0, 20 if look.text < 150 else 10)
    firm = sum(_firm(step))
    side = min((area.w - GAP * (step.columns - 1)) / step.columns, WIDEST)
    rows = len(step.board)
    wanted = side * (rows - firm + LOW[look.text] * firm) + GAP * (rows - 1)
    title_h = {100: 92.0, 150: 128.0, 200: 190.0}[look.text]
    title, rest = cut_top(rest, title_h, 6)
    row, rest = cut_top(rest, _row(look), 20)
    below, rest = cut_bottom(rest, min(wanted, max(rest.h * 0.66, _least(step, look))), 22)
    board, cells = _cells(step, look, below)
    bubble = None
    if bubbles(look):
        bubble, rest = cut_bottom(rest, 112 if look.text < 150 else 104, 16)
    across = 2 if len(step.gauges) > 1 else 1
    lines = -(-len(step.gauges) // across)
    gauges = Rect(rest.x, rest.y, rest.w, min(rest.h, 230.0 * look.grow * lines))
    return Places(
        title, row, board, cells, gauges, across, caption, palette, _tiles(step, look, palette), bubble
    )
