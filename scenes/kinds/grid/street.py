"""A street of tiles: what may lie where, what that costs, and how tiles act on their neighbours.

Pure arithmetic on a board of `columns` x rows cells, row by row. A tile of the board is the number of
its kind. Every kind of tile has numbers by name (heat, seats). With the start value v of a cell, an
effect adds `by` for each of the four cells beside it that hold its tile, at most `most` times, and
the sum never falls below `least`:

    v' = max(least, v + by * min(most, number of such neighbours))

A cell costs the fewest exchanges that lead from what lay there at the beginning to what lies there now.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

Board = tuple[int, ...]
"""The kind of tile on every cell, row by row."""

NEVER = 1_000_000
"""The cost of a tile that cannot come to a cell by any sequence of exchanges."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Every neighbour of kind `tile` changes the number `name` of a cell; on: of one kind of tile only."""

    tile: int
    name: str
    by: float
    most: int
    least: float | None = None
    on: int | None = None


@dataclass(frozen=True, slots=True)
class Street:
    """What a street is made of.

    start: the board at the beginning. upon: for every kind the kinds it may be laid upon.
    fixed: kinds nobody can exchange. numbers: each number by its name, one value for every kind, None
    where a kind has none. changes: how many exchanges there are.
    """

    columns: int
    start: Board
    upon: tuple[frozenset[int], ...]
    fixed: frozenset[int]
    numbers: tuple[tuple[str, tuple[float | None, ...]], ...]
    effects: tuple[Effect, ...]
    changes: int

    @property
    def rows(self) -> int:
        return len(self.start) // self.columns

    @property
    def kinds(self) -> int:
        return len(self.upon)


@lru_cache(maxsize=16)
def open_cells(street: Street) -> tuple[int, ...]:
    """The cells that are street: not fixed at the beginning."""
    return tuple(cell for cell, tile in enumerate(street.start) if tile not in street.fixed)


@lru_cache(maxsize=32)
def beside(columns: int, cells: int) -> tuple[tuple[int, ...], ...]:
    """For every cell those it shares a side with."""

    def around(cell: int) -> tuple[int, ...]:
        x = cell % columns
        found = (cell - columns, cell - 1 if x else -1, cell + 1 if x < columns - 1 else -1, cell + columns)
        return tuple(other for other in found if 0 <= other < cells)

    return tuple(around(cell) for cell in range(cells))


# --- what may lie where -----------------------------------------------------------------


@lru_cache(maxsize=16)
def costs(street: Street) -> tuple[tuple[int, ...], ...]:
    """For every kind at the beginning and every kind now the fewest exchanges between them."""

    def reached(start: int) -> tuple[int, ...]:
        found = {start: 0}
        frontier = [start]
        while frontier:
            following = []
            for lower in frontier:
                for upper in range(street.kinds):
                    if upper not in found and lower in street.upon[upper]:
                        found[upper] = found[lower] + 1
                        following.append(upper)
            frontier = following
        return tuple(found.get(kind, NEVER) for kind in range(street.kinds))

    return tuple(reached(kind) for kind in range(street.kinds))


def used(street: Street, board: Board) -> int:
    """How many exchanges a board costs."""
    table = costs(street)
    return sum(table[before][now] for before, now in zip(street.start, board, strict=True) if before != now)


def fits(street: Street, board: Board, cell: int, tile: int) -> bool:
    """Whether a tile may stand on this cell: upon what lies there, or upon what lay there at first."""
    before, now = street.start[cell], board[cell]
    if before in street.fixed or tile in street.fixed or tile == now:
        return False
    return tile == before or bool(street.upon[tile] & {before, now})


def allows(street: Street, board: Board, cell: int, tile: int) -> bool:
    """Whether a tile may be laid here and the exchanges last for it."""
    return fits(street, board, cell, tile) and used(street, laid(board, cell, tile)) <= street.changes


def laid(board: Board, cell: int, tile: int) -> Board:
    """The board with one tile exchanged."""
    return (*board[:cell], tile, *board[cell + 1 :])


# --- what comes of it -------------------------------------------------------------------


def value(street: Street, board: Board, cell: int, name: str) -> float | None:
    """A number of one cell with what its neighbours do to it; None where its tile has none."""
    return _amount(street, board, cell, name, dict(street.numbers)[name][board[cell]])


def touched(street: Street, board: Board, cell: int) -> bool:
    """Whether a neighbour changes any number of this cell."""
    return any(
        values[board[cell]] is not None and _strength(street, board, cell, name)
        for name, values in street.numbers
    )


def _strength(street: Street, board: Board, cell: int, name: str) -> float:
    """What the neighbours add to a number of a cell."""
    return sum(effect.by * times for effect, times in _acting(street, board, cell, name))


def _acting(street: Street, board: Board, cell: int, name: str) -> list[tuple[Effect, int]]:
    around = beside(street.columns, len(board))[cell]
    found = []
    for effect in street.effects:
        if effect.name == name and effect.on in (None, board[cell]):
            times = min(sum(board[other] == effect.tile for other in around), effect.most)
            if times:
                found.append((effect, times))
    return found


def _amount(street: Street, board: Board, cell: int, name: str, own: float | None) -> float | None:
    if own is None:
        return None
    for effect, times in _acting(street, board, cell, name):
        own += effect.by * times
        if effect.least is not None:
            own = max(own, effect.least)
    return own


def lists(street: Street, board: Board, where: frozenset[int] | None = None) -> dict[str, tuple[float, ...]]:
    """Every number by its name: one value for each cell that has it, in the order of the cells.

    where: only cells that held one of these kinds at the beginning.
    """
    cells = [c for c in range(len(board)) if where is None or street.start[c] in where]
    out: dict[str, tuple[float, ...]] = {}
    for name, values in street.numbers:
        found = (_amount(street, board, cell, name, values[board[cell]]) for cell in cells)
        out[name] = tuple(number for number in found if number is not None)
    return out


def counts(street: Street, board: Board, where: frozenset[int] | None = None) -> tuple[int, ...]:
    """How many cells hold each kind. where: as in `lists`."""
    out = [0] * street.kinds
    for before, now in zip(street.start, board, strict=True):
        if where is None or before in where:
            out[now] += 1
    return tuple(out)


Score = Callable[[Board], float]
"""How good a board is: less is better."""

Numbers = Mapping[str, float]
