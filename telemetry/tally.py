"""Counters of one transaction: added up in memory, written at once, so that many visits cost little more
than one."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

COUNTERS = {
    "hour_count": ("visits",),
    "day_stat": ("num", "den"),
    "touch_cell": ("taps", "dead", "rage"),
    "a11y_count": ("visits",),
    "poll": ("n",),
    "guess": ("n",),
    "result": ("n",),
    "pledge": ("n", "kg"),
    "crowd_today": ("n",),
    "crowd_visits": ("n", "held"),
    "health": ("n",),
    "screen_count": ("seen", "done", "back", "last"),
    "outcome": ("n",),
}
"""The tables that count, and the columns in which they do: always the last ones. All others are the key."""

Key = tuple[float, ...]


class Tally:
    """What is to be added to counters."""

    def __init__(self) -> None:
        self._sums: dict[str, dict[Key, Sequence[int]]] = {table: {} for table in COUNTERS}

    def add(self, table: str, key: Key, *values: int) -> None:
        """Add `values` to the columns that count, in the row of `key`."""
        sums = self._sums[table]
        before = sums.get(key)
        sums[key] = values if before is None else [a + b for a, b in zip(before, values, strict=True)]

    def write(self, db: sqlite3.Connection) -> None:
        """Add all of it to the tables, and begin anew."""
        for table, sums in self._sums.items():
            if sums:
                rows = [(*key, *values) for key, values in sums.items()]
                grow = ", ".join(f"{name} = {name} + excluded.{name}" for name in COUNTERS[table])
                places = ", ".join("?" * len(rows[0]))
                db.executemany(
                    f"INSERT INTO {table} VALUES ({places}) ON CONFLICT DO UPDATE SET {grow}", rows
                )
                sums.clear()
