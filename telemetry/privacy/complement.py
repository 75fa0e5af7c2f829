"""Complementary suppression: what must be hidden besides, so that sums do not give the small numbers back.

A published table is a set of cells and of sums between them. Whoever knows the shown cells and all sums can
bracket a hidden cell by two linear programs; it is protected when that interval is at least so many wide.
What to hide besides is a linear program too: the cheapest change of cells that keeps every sum and moves the
cell that far. All cells it moves are hidden. In a table with two margins such a change is a rectangle
(Fischetti and Salazar, Management Science 47, 2001, call it the linear relaxation of cell suppression).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

NEVER = float("inf")
"""The cost of a cell that is known whatever we do."""

FREE = 0.0
"""The cost of a cell that is not published anyway."""

_GLANCES = 8
_TINY = 1e-6


class CannotHideError(ValueError):
    """A cell that sums which cannot be hidden give away."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Numbers and the sums between them.

    values: all >= 0. sums: (total, parts), as positions. costs: what hiding each loses; `NEVER`, `FREE`.
    """

    values: tuple[int, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    costs: tuple[float, ...]


def complement(cells: Cells, primary: Iterable[int], least: int) -> frozenset[int]:
    """The positions to hide: `primary`, and what else must be, so that with all sums and every cell that is
    not hidden each hidden cell stays uncertain by at least `least`. Hidden cells may be anything from 0 on.

    CannotHideError when cells that cannot be hidden give one away.
    """
    hidden = set(primary)
    if not hidden:
        return frozenset()
    program = _Program(cells)
    free = {at for at, cost in enumerate(cells.costs) if cost == FREE}
    waiting = hidden - program.loose(hidden | free, least)
    while waiting:
        for cell in sorted(waiting, key=lambda at: (cells.values[at], at)):
            hidden |= program.cheapest(cell, hidden | free, least) - free
        waiting = {at for at in hidden if at not in program.safe}
    return frozenset(hidden)


class _Program:
    """The linear programs of one set of cells. `safe`: cells known to be uncertain enough; as more is
    hidden they only become more so."""

    def __init__(self, cells: Cells) -> None:
        import numpy as np
        from scipy.sparse import csr_array  # type: ignore[import-untyped]

        self.cells = cells
        self.safe: set[int] = set()
        entries = [
            (row, at, -1.0 if at == total else 1.0)
            for row, (total, parts) in enumerate(cells.sums)
            for at in (total, *parts)
        ]
        rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
        shape = (len(cells.sums), len(cells.values))
        self._sums: Any = csr_array((np.array(signs), (np.array(rows, int), np.array(columns, int))), shape)
        self._values: Any = np.array(cells.values, float)
        self._costs: Any = np.array(cells.costs)

    def loose(self, hidden: set[int], least: int) -> set[int]:
        """Cells that are seen to be safe by pulling all hidden ones about at random, a few times; then those
        of which it was not seen."""
        import numpy as np

        chosen = np.array(sorted(hidden))
        sums = self._sums[:, chosen]
        values = self._values[chosen]
        bounds = np.column_stack([-np.minimum(values, least), np.full(len(chosen), float(least))])
        low, high = np.zeros(len(chosen)), np.zeros(len(chosen))
        chance = random.Random(0)
        for _ in range(_GLANCES):
            weights = np.array([chance.choice((-1.0, 1.0)) for _ in chosen])
            weights[high - low >= least - _TINY] = 0.0
            if not weights.any():
                break
            for sign in (1.0, -1.0):
                moved = _solve(sign * weights, sums, np.zeros(sums.shape[0]), bounds)
                if moved is not None:
                    low, high = np.minimum(low, moved), np.maximum(high, moved)
        self.safe |= {int(at) for at, wide in zip(chosen, high - low >= least - _TINY, strict=True) if wide}
        return self.safe

    def cheapest(self, cell: int, hidden: set[int], least: int) -> set[int]:
        """The cells to hide so that `cell` is safe; none when it is already.

        Two changes are sought at once, one in which it grows and one in which it shrinks, `least` together.
        """
        import numpy as np
        from scipy.sparse import block_diag, csr_array, hstack, vstack

        if cell in self.safe:
            return set()
        movable = np.isfinite(self._costs)
        movable[list(hidden)] = True
        at = np.flatnonzero(movable)
        self_at = int(np.searchsorted(at, cell))
        size, values = len(at), self._values[at]
        cost = self._costs[at].copy()
        cost[np.isin(at, list(hidden))] = FREE
        sums = self._sums[:, at]
        change = hstack([sums, -sums])
        apart = np.zeros((1, 4 * size))
        apart[0, [self_at, self_at + size, self_at + 2 * size, self_at + 3 * size]] = (1, -1, -1, 1)
        matrix = vstack([block_diag([change, change]), csr_array(apart)]).tocsr()
        right = np.zeros(matrix.shape[0])
        right[-1] = least
        most = np.concatenate([np.full(size, np.inf), values] * 2)
        bounds = np.column_stack([np.zeros(4 * size), most])
        moved = _solve(np.tile(cost + _TINY, 4), matrix, right, bounds)
        if moved is None:
            raise CannotHideError(f"cell {cell} ({self.cells.values[cell]}) follows from what is known")
        up, down = moved[:size] - moved[size : 2 * size], moved[2 * size : 3 * size] - moved[3 * size :]
        wide = np.maximum.reduce([up, down, 0 * up]) - np.minimum.reduce([up, down, 0 * up])
        self.safe |= {int(one) for one in at[wide >= least - _TINY]}
        self.safe.add(cell)
        return {int(one) for one in at[(moved.reshape(4, size) > _TINY).any(axis=0)]}


def _solve(cost: Any, matrix: Any, right: Any, bounds: Any) -> Any:
    """The cheapest x with `matrix` x = `right` within `bounds`; None when there is none."""
    from scipy.optimize import linprog  # type: ignore[import-untyped]

    found = linprog(cost, A_eq=matrix if matrix.shape[0] else None, b_eq=right if matrix.shape[0] else None,
                    bounds=bounds, method="highs")  # fmt: skip
    return found.x if found.status == 0 else None
