"""Where the tiles of the menu lie: one large, the others around it."""

from __future__ import annotations

from kiosk.core.geometry import Rect
from kiosk.ui.layout import cut_left, cut_top, grid

GAP = 24.0
Cell = tuple[int, int, int, int]
"""Column, row, columns and rows on a field of 6 x 3."""
LARGE: Cell = (0, 0, 2, 2)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ((2, 0, 2, 1), (4, 0, 2, 1)),
    ((2, 1, 1, 1), (3, 1, 1, 1), (4, 1, 1, 1), (5, 1, 1, 1)),
    ((0, 2, 2, 1), (2, 2, 2, 1), (4, 2, 2, 1)),
)
"""Ten tiles in the order one reads them."""
MOST = 13


def places(count: int, body: Rect, portrait: bool, even: bool = False) -> list[Rect]:
    """Where `count` tiles lie, at most `MOST`: one large, the others beside it (portrait: below it).

    even: more than five are all of one size, for large text.
    """
    if even and count > 5:
        across = 2 if portrait else -(-count // 2) if count > 6 else 3
        return list(grid(body, (across, -(-count // across)), GAP)[:count])
    if portrait:
        across = 2 if count > 3 else 1
        first, rest = cut_top(body, body.h * (0.5 if count < 6 else 0.28 if count < 9 else 0.22), GAP)
        down = -(-(count - 1) // across)
        return [first, *grid(rest, (across, down), GAP)[: count - 1]] if count > 1 else [body]
    if count <= 4:
        first, rest = cut_left(body, body.w * 0.66, GAP)
        return [first, *grid(rest, (1, count - 1), GAP)] if count > 1 else [body]
    if count == 5:  # three games and the two doors
        first, rest = cut_left(body, body.w * 0.5, GAP)
        games, doors = cut_top(rest, (rest.h - GAP) * 0.66, GAP)
        return [first, *grid(games, (1, 2), GAP), *grid(doors, (2, 1), GAP)]
    w, h = (body.w - 5 * GAP) / 6, (body.h - 2 * GAP) / 3
    return [
        Rect(body.x + c * (w + GAP), body.y + r * (h + GAP), cw * w + (cw - 1) * GAP, rh * h + (rh - 1) * GAP)
        for c, r, cw, rh in _cells(count)[:count]
    ]


def _cells(count: int) -> tuple[Cell, ...]:
    cells = (LARGE, *ROWS[0], *ROWS[1], *ROWS[2])
    if count <= 7:  # nothing in the third row: the second one reaches down, and the last one to the side
        deep = [(c, r, cw, 2 if r == 1 else rh) for c, r, cw, rh in cells[:count]]
        c, r, cw, rh = deep[-1]
        return ((0, 0, 2, 3), *deep[1:-1], (c, r, 6 - c if r == 1 else cw, rh))
    wide = len(cells) - (count - len(cells)) if count > len(cells) else len(cells)
    halves = [half for c, r, _, rh in cells[wide:] for half in ((c, r, 1, rh), (c + 1, r, 1, rh))]
    return (*cells[:wide], *halves)
