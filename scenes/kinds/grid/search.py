"""Boards found by chance, by looking one step ahead, and by searching: what a street can come to."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from scenes.kinds.grid.street import NEVER, Board, Score, Street, costs, fits, laid, open_cells, used

WARM, COLD = 1.0, 0.004
"""Temperatures the search begins and ends with, in units of the score."""


def moves(street: Street, board: Board) -> list[tuple[int, int]]:
    """Every cell and tile that may be laid there now, exchanges permitting."""
    return [
        (cell, tile)
        for cell in open_cells(street)
        for tile in range(street.kinds)
        if fits(street, board, cell, tile) and used(street, laid(board, cell, tile)) <= street.changes
    ]


def by_chance(street: Street, seed: str, plays: int) -> Iterator[Board]:
    """Boards of visitors who lay as many tiles as there are exchanges, any tile anywhere it may lie."""
    chance = random.Random(seed)
    cells = open_cells(street)
    for _ in range(plays):
        board, laying = street.start, street.changes
        for _ in range(20 * street.changes):  # many taps meet cells where nothing fits
            cell = chance.choice(cells)
            tiles = [tile for tile in range(street.kinds) if fits(street, board, cell, tile)]
            after = laid(board, cell, chance.choice(tiles)) if tiles else board
            if after != board and used(street, after) <= street.changes:
                board, laying = after, laying - 1
            if not laying:
                break
        yield board


def step_by_step(street: Street, score: Score) -> Board:
    """The board of a visitor who always makes the one exchange that helps most, and stops where none does."""
    board, now = street.start, score(street.start)
    while found := [(score(laid(board, cell, tile)), cell, tile) for cell, tile in moves(street, board)]:
        best, cell, tile = min(found)
        if best >= now:
            break
        board, now = laid(board, cell, tile), best
    return board


def searched(street: Street, score: Score, seed: str, tries: int, start: Board | None = None) -> Board:
    """A board with a low score: simulated annealing over `tries` boards, never worse than `start`.

    Each try exchanges one tile, or moves what was built on one cell to another.
    """
    chance = random.Random(seed)
    cells, table = open_cells(street), _choices(street)
    board = best = start or street.start
    now = least = score(board)
    if not cells:
        return board
    for number in range(tries):
        heat = WARM * (COLD / WARM) ** (number / tries)
        cell = chance.choice(cells)
        after = laid(board, cell, chance.choice(table[cell]))
        if chance.random() < 0.5:
            other = chance.choice(cells)
            after = laid(after, other, chance.choice((street.start[other], *table[other])))
        if after == board or used(street, after) > street.changes:
            continue
        found = score(after)
        if found <= now or chance.random() < math.exp((now - found) / heat):
            board, now = after, found
            if now < least:
                best, least = board, now
    return best


def _choices(street: Street) -> dict[int, tuple[int, ...]]:
    """For every open cell the tiles that can ever lie there, what lay there at first among them."""
    table = costs(street)
    return {
        cell: tuple(tile for tile in range(street.kinds) if table[street.start[cell]][tile] < NEVER)
        for cell in open_cells(street)
    }
