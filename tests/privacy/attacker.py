"""Somebody who knows all that was published and tries to work the rest out: two linear programs per hidden
cell, over equations written down here and not taken from the code under test."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np
from scipy.optimize import linprog

Name = Hashable
Equation = tuple[Mapping[Name, float], float]
"""Sum of coefficient times cell = number."""


def brackets(
    shown: Mapping[Name, float | None], equations: Iterable[Equation]
) -> dict[Name, tuple[float, float]]:
    """For each cell that is hidden (None): the least and the most it can be. Hidden cells are >= 0."""
    unknown = [name for name, value in shown.items() if value is None]
    place = {name: at for at, name in enumerate(unknown)}
    left, right = [], []
    for terms, total in equations:
        row, known = np.zeros(len(unknown)), total
        for name, factor in terms.items():
            value = shown[name]
            if value is None:
                row[place[name]] += factor
            else:
                known -= factor * value
        if row.any():
            left.append(row)
            right.append(known)
        else:
            assert abs(known) < 1e-6, "the equations contradict what was shown: the attack would be void"
    found = {}
    for name in unknown:
        ends = []
        for sign in (1.0, -1.0):
            goal = np.zeros(len(unknown))
            goal[place[name]] = sign
            got = linprog(goal, A_eq=np.array(left) if left else None, b_eq=right or None, method="highs")
            assert got.status in (0, 3), got.message
            ends.append(float("inf") if got.status == 3 else sign * got.fun)
        found[name] = (ends[0], ends[1])
    return found


def widths(shown: Mapping[Name, float | None], equations: Iterable[Equation]) -> dict[Name, float]:
    """How uncertain each hidden cell stays."""
    return {name: high - low for name, (low, high) in brackets(shown, equations).items()}


def grid_widths(grid: Sequence[Sequence[int | None]]) -> dict[Name, float]:
    """The attack on a table whose last column and row are the sums of the others."""
    shown: dict[Name, float | None] = {(i, j): v for i, row in enumerate(grid) for j, v in enumerate(row)}
    tall, wide = len(grid) - 1, len(grid[0]) - 1
    equations: list[Equation] = []
    for i in range(tall + 1):
        equations.append(({**{(i, j): 1.0 for j in range(wide)}, (i, wide): -1.0}, 0.0))
    for j in range(wide + 1):
        equations.append(({**{(i, j): 1.0 for i in range(tall)}, (tall, j): -1.0}, 0.0))
    return widths(shown, equations)
